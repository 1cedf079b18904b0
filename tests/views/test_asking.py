"""What the address of a list may ask for, and what happens to nonsense."""

from datetime import UTC, datetime

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.foods import Food
from fitadmin.models.progress import ProgressEntry
from fitadmin.models.scope import SYSTEM
from fitadmin.views.base.asked import MOST_FILTERS
from tests.factories import make
from tests.world import World


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("foodview/list/?_flt_0_energy_kcal=lots", "Energy: “lots” cannot be read."),
        ("foodview/list/?_flt_0_energy_kcal=NaN", "“NaN” cannot be read."),
        ("foodview/list/?_flt_0_energy_kcal=1e400", "“1e400” cannot be read."),
        ("clientprofileview/list/?_flt_1_joined_on=yesterday", "“yesterday” cannot be read."),
        ("workoutsessionview/list/?_flt_1_started_at=soon", "“soon” cannot be read."),
        ("workoutsessionview/list/?_flt_1_started_at=1800-01-01T00:00:00Z", "cannot be read."),
        ("workoutsessionview/list/?_flt_1_started_at=9999-12-31T23:59-23:59", "cannot be read."),
        ("workoutsessionview/list/?_flt_0_status=dreaming", "“dreaming” cannot be read."),
        ("completedsetview/list/?_flt_0_reps=five", "“five” cannot be read."),
        ("completedsetview/list/?_flt_0_reps=99999999999999999999", "cannot be read."),
        ("clientnoteview/list/?_flt_0_is_shared=perhaps", "“perhaps” cannot be read."),
    ],
)
def test_what_cannot_be_read_is_told_and_finds_nothing(gym: World, browse, question, said):
    page = browse(gym.user("manager")).get(f"/{question}")
    assert page.status_code == 200
    assert said in page.text
    assert page.text.count(said) == 1
    assert "Nothing was found" in page.text


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ("_flt_0_energy_kcal=1%2C5", True),
        ("_flt_0_energy_kcal=1.5", True),
        ("_flt_0_energy_kcal=2", False),
        ("_flt_1_energy_kcal=1", True),
        ("_flt_2_energy_kcal=1", False),
        ("_flt_0_energy_kcal=", True),
        ("_flt_0_name=+", True),
    ],
)
def test_numbers_are_read_as_people_write_them(gym: World, browse, question, is_found):
    with acting_as(SYSTEM):
        make(Food, name="Found it", energy_kcal="1.5")
        db.session.commit()
    page = browse(gym.user("manager")).get(f"/foodview/list/?{question}")
    assert ("Found it" in page.text) is is_found


@pytest.mark.parametrize(
    "question",
    [
        "_flt_0_no_such_column=1",
        "_flt_9_name=1",
        "_flt_99999999999_name=1",
        "_flt_0_user=1",
        "&".join(f"_flt_0_name={number}" for number in range(MOST_FILTERS + 1)),
    ],
)
def test_what_there_is_not_is_refused(gym: World, browse, question):
    browser = browse(gym.user("manager"))
    assert browser.get(f"/clientprofileview/list/?{question}").status_code == 400
    assert browser.get(f"/clientprofileview/export?{question}").status_code == 400


def test_filters_can_be_chained_as_often_as_a_person_would(gym: World, browse):
    question = "&".join("_flt_0_name=a" for _ in range(MOST_FILTERS))
    assert browse(gym.user("manager")).get(f"/foodview/list/?{question}").status_code == 200


def test_the_same_is_not_told_twice(gym: World, browse):
    browser = browse(gym.user("manager"))
    food = gym.row(Food).id
    for _ in range(2):  # both answers lead elsewhere, and the next page tells what happened
        browser.post(f"/foodview/edit/{food}", data={"name": "Oats", "carbs_counted": "available",
                                                     "basis": "100g"})  # fmt: skip
    assert browser.get("/foodview/list/").text.count("Saved.") == 1


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("_flt_2_brand=%25", {"Hundred %"}),
        ("_flt_2_brand=_", {"Under_line"}),
        ("_flt_2_brand=+HUNDRED+", {"Hundred %"}),
        ("_flt_6_brand=hundred", {"Under_line", None}),
        ("_flt_4_brand=hundred", {"Under_line", None}),
        ("_flt_7_brand=Under_line", {"Hundred %", None}),
    ],
)
def test_texts_are_looked_for_as_they_stand(gym: World, browse, question, found):
    brands = {"Hundred %", "Under_line", None}
    with acting_as(SYSTEM):
        for brand in brands:
            make(Food, name=f"Brand is {brand}", brand=brand)
        db.session.commit()
    page = browse(gym.user("manager")).get(f"/foodview/list/?{question}&_flt_0_name=Brand+is").text
    assert {brand for brand in brands if f"Brand is {brand}" in page} == found


def test_a_time_in_a_search_is_one_on_the_readers_clock(gym: World, browse):
    reader = gym.user("manager")
    with acting_as(SYSTEM):
        reader.timezone = "Asia/Tokyo"
        row = gym.row(ProgressEntry)
        row.measured_at = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
        db.session.commit()
        address = f"/progressentryview/show/{row.id}"
    browser = browse(reader)
    assert (
        address in browser.get("/progressentryview/list/?_flt_0_measured_at=2026-03-02T07:30").text
    )
    assert (
        address
        not in browser.get("/progressentryview/list/?_flt_0_measured_at=2026-03-01T22:30").text
    )
