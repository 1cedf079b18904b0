"""Days, numbers and units as each reader has them; stored as everybody's."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from fitadmin.access import forget_everybody
from fitadmin.menu import MENU, PARTS
from fitadmin.models.gym import GymSettings
from fitadmin.models.people import ClientHealth
from fitadmin.models.progress import ProgressEntry
from fitadmin.models.reading import limits_of
from fitadmin.models.sessions import CompletedSet, WorkoutSession
from fitadmin.models.workouts import TrainingMax
from fitadmin.views.base import DomainView
from fitadmin.views.columns.units import unit_of
from tests.readers import AMERICAN, MEASURED, keep, reads
from tests.statements import counted
from tests.world import World

VIEWS = [view for view in [*(entry[0] for entry in MENU), *PARTS] if issubclass(view, DomainView)]


def test_there_are_columns_to_speak_of():
    names = {column.name for column in MEASURED}
    assert names >= {"load_kg", "step_kg", "height_cm", "energy_kcal", "target_kcal"}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_label_names_a_unit_that_the_reader_may_choose(view):
    page = view()
    for name in {*page.list_columns, *page.show_columns, *page.add_columns, *page.edit_columns}:
        if unit_of(name) is not None:
            assert "(" not in str(page.label_columns[name]), name


class TestShowing:
    def test_a_height_is_in_the_reader_s_unit(self, gym: World, browse):
        ident = keep(gym.row(ClientHealth), height_cm=Decimal("170.0"))
        page = f"/clienthealthview/show/{ident}"
        assert "170\u00a0cm" in browse(gym.user("nutri")).get(page).text
        assert "66.93\u00a0in" in browse(reads(gym, **AMERICAN)).get(page).text

    def test_what_was_typed_in_pounds_stays_a_round_number(self, gym: World, browse):
        keep(gym.row(TrainingMax), load_kg=Decimal("102.058"))
        browser = browse(reads(gym, **AMERICAN))
        assert "225\u00a0lb" in browser.get("/trainingmaxview/list/").text

    def test_the_gym_s_units_are_everybody_s_who_chose_none(self, gym: World, browse):
        keep(gym.row(GymSettings), mass_unit="lb")
        forget_everybody()
        keep(gym.row(TrainingMax), load_kg=Decimal("102.058"))
        assert "225\u00a0lb" in browse(gym.user("own")).get("/trainingmaxview/list/").text
        kilos = browse(reads(gym, mass_unit="kg")).get("/trainingmaxview/list/").text
        assert "102.1\u00a0kg" in kilos

    def test_what_is_entered_stays_as_entered(self, gym: World, browse):
        done = gym.row(CompletedSet)
        keep(done, load=Decimal(225), load_unit="lb", reps=5)
        entry = keep(gym.row(ProgressEntry), entered=Decimal("80.5"), unit="cm")
        browser = browse(reads(gym, mass_unit="kg", length_unit="in"))
        page = browser.get(f"/completedsetview/show/{done.id}").text
        assert ">225<" in page
        assert ">lb<" in page
        assert "102.1\u00a0kg" in page
        page = browser.get(f"/progressentryview/show/{entry}").text
        assert ">80.5<" in page
        assert ">cm<" in page

    def test_days_times_and_numbers_are_the_reader_s(self, gym: World, browse):
        visit = gym.row(WorkoutSession)
        started = datetime(2026, 11, 23, 18, 5, tzinfo=UTC)
        keep(visit, started_at=started, session_rpe=Decimal("7.5"))
        page = f"/workoutsessionview/show/{visit.id}"
        english = browse(gym.user("own")).get(page).text
        assert "23 Nov 2026, 18:05" in english
        assert "2 Mar 2026" in english
        assert "7.5" in english
        german = browse(reads(gym, locale="de", timezone="Asia/Tokyo")).get(page).text
        assert "24.11.2026, 03:05" in german
        assert "02.03.2026" in german
        assert "7,5" in german

    @pytest.mark.parametrize("language", ["de", "fr"])
    def test_a_file_is_the_same_for_every_reader(self, gym: World, browse, language):
        keep(gym.row(TrainingMax), load_kg=Decimal("102.058"))
        address = "/trainingmaxview/export"
        before = browse(gym.user("own")).get(address).text.splitlines()
        after = browse(reads(gym, locale=language, **AMERICAN)).get(address).text.splitlines()
        assert "(kg)" in before[0]
        assert before[1:] == after[1:]
        assert before[1].endswith(",102.058,2026-03-02")

    def test_a_program_is_told_kilograms(self, gym: World, call):
        keep(gym.row(TrainingMax), load_kg=Decimal("102.058"))
        user = reads(gym, locale="de", **AMERICAN)
        row = call(user).get("/training-maxes/").get_json()["result"][0]
        assert row["load_kg"] == "102.058"
        assert row["set_on"] == "2026-03-02"


def test_it_costs_no_statement(gym: World, browse):
    def cost(user):
        browser = browse(user)
        browser.get("/trainingmaxview/list/")
        with counted() as sent:
            browser.get("/trainingmaxview/list/")
        return len(sent)

    assert cost(reads(gym, locale="de", **AMERICAN)) == cost(gym.user("cover"))


@pytest.mark.parametrize(
    ("name", "limits"),
    [("height_cm", (50, 260, False)), ("target_kcal", (0, Decimal("999999.99"), True)),
     ("estimate_kcal", (None, Decimal("999999.99"), False))],
)  # fmt: skip
def test_limits_are_what_the_database_holds(name, limits):
    (column,) = [column for column in MEASURED if column.name == name]
    assert limits_of(column) == limits
