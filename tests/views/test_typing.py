"""Numbers, units and days as each reader types them; kept as everybody's."""

import re
from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fitadmin.access.reader import Reader
from fitadmin.models.foods import Food
from fitadmin.models.meals import NutritionTarget
from fitadmin.models.people import ClientHealth, ClientProfile
from fitadmin.models.workouts import TrainingMax
from fitadmin.views.columns import units
from fitadmin.views.columns.language import number_of, typed
from fitadmin.views.columns.units import stored_amount, typed_amount, unit_of
from tests.forms import Form
from tests.readers import AMERICAN, MEASURED, keep, now_kept, reads
from tests.world import World


def value_of(page, name):
    """What stands in the field *name* of a form."""
    (found,) = re.findall(rf'<input[^>]*\bname="{name}"[^>]*>', page)
    return re.search(r'value="([^"]*)"', found)[1]


def form_of(page):
    """What a browser would send back of a form that nobody has touched."""
    return Form(page.split('id="model_form"', 1)[1].split("</form>", 1)[0]).values


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(MEASURED),
    st.integers(0, 10**13),
    st.sampled_from(["en", "de", "es", "fr", "pt_BR"]),
    st.booleans(),
)
def test_a_form_saved_as_it_was_opened_changes_nothing(monkeypatch, column, n, language, ours):
    stored, decimals = unit_of(column.name), column.type.scale
    value = Decimal(n % 10**column.type.precision).scaleb(-decimals)
    reader = Reader(**({} if ours else AMERICAN))
    monkeypatch.setattr(units, "reader", lambda: reader)
    monkeypatch.setattr(
        "fitadmin.views.columns.language.get_locale", lambda: Locale.parse(language)
    )
    text = typed_amount(value, stored, decimals)
    assert stored_amount(number_of(text), stored, decimals) == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 8), st.sampled_from(["en", "de", "fr"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_number_is_read_as_it_was_written(monkeypatch, n, decimals, language):
    monkeypatch.setattr(
        "fitadmin.views.columns.language.get_locale", lambda: Locale.parse(language)
    )
    value = Decimal(n).scaleb(-decimals)
    assert number_of(typed(value)) == value


class TestForms:
    def test_a_height_is_typed_in_inches_and_kept_in_centimetres(self, gym: World, browse):
        ident = keep(gym.row(ClientHealth), height_cm=Decimal("170.0"))
        browser, address = browse(reads(gym, **AMERICAN)), f"/clienthealthview/edit/{ident}"
        page = browser.get(address).text
        assert "Height (in)" in page
        assert value_of(page, "height_cm") == "66.93"
        assert browser.post(address, data={**form_of(page), "height_cm": "70"}).status_code == 302
        assert now_kept(gym, ClientHealth, "height_cm") == Decimal("177.8")

    @pytest.mark.parametrize("language", ["en", "de"])
    @pytest.mark.parametrize("units_of", [{}, AMERICAN], ids=["metric", "american"])
    def test_saving_what_nobody_touched_changes_no_row(
        self, gym: World, browse, language, units_of
    ):
        food = gym.row(Food)
        keep(food, energy_kcal=Decimal("370.123457"), protein_g=Decimal("13.125"), owner_id=None)
        keep(gym.row(ClientHealth), height_cm=Decimal("170.1"))
        keep(gym.row(TrainingMax), load_kg=Decimal("102.059"))
        browser = browse(reads(gym, "manager", locale=language, **units_of))
        for model, columns in (
            (Food, ("energy_kcal", "protein_g")),
            (ClientHealth, ("height_cm",)),
            (TrainingMax, ("load_kg",)),
        ):
            row = gym.row(model)
            before = [getattr(row, column) for column in columns]
            address = f"/{model.__name__.lower()}view/edit/{row.id}"
            answer = browser.post(address, data=form_of(browser.get(address).text))
            assert answer.status_code == 302
            assert [now_kept(gym, model, column) for column in columns] == before

    def test_bounds_are_said_in_the_reader_s_unit(self, gym: World, browse):
        ident = gym.row(ClientHealth).id
        address, data = f"/clienthealthview/edit/{ident}", {"sex": "female", "activity": "light"}
        inches = browse(reads(gym, **AMERICAN)).post(address, data={**data, "height_cm": "170"})
        assert "Must lie between 19.7\u00a0in and 102.4\u00a0in." in inches.text
        metric = browse(gym.user("nutri")).post(address, data={**data, "height_cm": "17"})
        assert "Must lie between 50\u00a0cm and 260\u00a0cm." in metric.text
        assert now_kept(gym, ClientHealth, "height_cm") == 170

    def test_what_must_be_above_nothing_says_so(self, gym: World, browse):
        address = f"/trainingmaxview/edit/{gym.row(TrainingMax).id}"
        data = {"load_kg": "0", "set_on": "2026-03-02"}
        said = browse(reads(gym, **AMERICAN)).post(address, data=data).text
        assert "Must be above 0\u00a0lb." in said
        data["load_kg"] = "99999"
        assert (
            "Must be at most 22,046.2\u00a0lb."
            in browse(gym.user("own")).post(address, data=data).text
        )

    @pytest.mark.parametrize(
        ("language", "text", "kept"),
        [("en", "82.5", "82.5"), ("en", "82,5", "82.5"), ("de", "82,5", "82.5"),
         ("de", "82.5", "82.5"), ("de", "1.234", "1234"), ("en", "1,234", "1234"),
         ("de", "0.125", "0.125"), ("fr", "1 234,5", "1234.5")],
    )  # fmt: skip
    def test_a_comma_is_as_good_as_a_point(self, gym: World, browse, language, text, kept):
        address = f"/trainingmaxview/edit/{gym.row(TrainingMax).id}"
        browser = browse(reads(gym, locale=language))
        answer = browser.post(address, data={"load_kg": text, "set_on": "2026-03-02"})
        assert answer.status_code == 302
        assert now_kept(gym, TrainingMax, "load_kg") == Decimal(kept)

    @pytest.mark.parametrize("text", ["heavy", "1e3", "NaN", "9" * 40, "80 kg"])
    def test_what_is_no_number_is_refused_and_stays(self, gym: World, browse, text):
        address = f"/trainingmaxview/edit/{gym.row(TrainingMax).id}"
        answer = browse(gym.user("own")).post(
            address, data={"load_kg": text, "set_on": "2026-03-02"}
        )
        assert answer.status_code == 200
        assert "Not a valid decimal value." in answer.text
        assert value_of(answer.text, "load_kg") == text

    def test_whole_numbers_know_their_limits(self, gym: World, browse):
        page = browse(gym.user("own")).get("/workoutplanview/add").text
        (weeks,) = re.findall(r'<input[^>]*name="weeks"[^>]*>', page)
        for told in ('type="number"', 'min="1"', 'max="104"', 'step="1"'):
            assert told in weeks


class TestDays:
    @pytest.mark.parametrize("day", ["0026-03-02", "1899-12-31", "2201-01-01", "9999-12-31"])
    def test_a_day_beyond_reason_is_refused(self, gym: World, browse, call, day):
        address = f"/trainingmaxview/edit/{gym.row(TrainingMax).id}"
        page = browse(gym.user("own")).post(address, data={"load_kg": "100", "set_on": day})
        assert "a day must lie between 1900 and 2200" in page.text
        answer = call(gym.user("own")).put(
            f"/training-maxes/{gym.row(TrainingMax).id}", json={"set_on": day}
        )
        assert answer.status_code == 422
        assert "set_on" in answer.get_json()["errors"]

    @pytest.mark.parametrize(("day", "status"), [("1900-01-01", 302), ("2200-12-31", 302)])
    def test_the_first_and_the_last_are_days(self, gym: World, browse, day, status):
        address = f"/trainingmaxview/edit/{gym.row(TrainingMax).id}"
        data = {"load_kg": "100", "set_on": day}
        assert browse(gym.user("own")).post(address, data=data).status_code == status

    def test_nobody_is_born_tomorrow(self, gym: World, browse, call):
        carla = gym.row(ClientProfile).id
        tomorrow = "2199-01-01"
        answer = call(gym.user("manager")).put(f"/clients/{carla}", json={"born_on": tomorrow})
        assert answer.status_code == 422
        assert "born_on" in answer.get_json()["errors"]


class TestAsking:
    @pytest.mark.parametrize(
        ("asked", "is_found"),
        [("8368", True), ("8,368", True), ("8368 kJ", True), ("2000 kcal", True),
         ("2000.00kcal", True), ("2000", False), ("much", False), ("2000 lb", False)],
    )  # fmt: skip
    def test_a_filter_speaks_the_reader_s_unit_or_names_one(
        self, gym: World, browse, asked, is_found
    ):
        keep(gym.row(NutritionTarget), energy_kcal=Decimal(2000), note="Found it")
        page = browse(reads(gym, **AMERICAN)).get(
            "/nutritiontargetview/list/", query_string={"_flt_0_energy_kcal": asked}
        )
        assert page.status_code == 200
        assert ("8,368\u00a0kJ" in page.text) is is_found


def test_a_form_asks_for_nothing_that_it_would_refuse(gym, browse):
    browser = browse(gym.user("client"))
    address = f"/clientprofileview/edit/{gym.row(ClientProfile).id}"
    form = Form(browser.get(address).text).values
    assert {"email", "phone", "address"} <= {*form}
    assert not {"number", "status", "location", "first_name"} & {*form}
    assert browser.post(address, data=form | {"phone": "030 1"}).status_code == 302
    sent_all_the_same = Form(browser.get(address).text).values | {"number": "X-1"}
    assert "this cannot be changed here" in browser.post(address, data=sent_all_the_same).text
