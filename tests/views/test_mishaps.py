"""What people did to the pages, and what must not come of it again."""

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.diary import NutritionEntry
from fitadmin.models.foods import Food
from fitadmin.models.gym import GymSettings
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from tests.forms import Form


@pytest.mark.parametrize(
    ("page", "model"), [("gymsettingsview", GymSettings), ("clientprofileview", ClientProfile)]
)
def test_a_time_zone_that_no_clock_knows_is_refused_and_nothing_breaks(gym, browse, page, model):
    browser, ident = browse(gym.user("manager")), gym.row(model).id
    values = Form(browser.get(f"/{page}/edit/{ident}").text).values
    answer = browser.post(f"/{page}/edit/{ident}", data={**values, "timezone": "Mars/Base"})
    assert answer.status_code == 200
    assert "is not a time zone" in answer.text
    assert browser.get(f"/{page}/list/").status_code == 200
    db.session.expire_all()
    assert gym.row(model).timezone in {None, "UTC"}


def test_editing_an_old_row_keeps_what_it_names_though_that_is_in_the_trash(gym, browse):
    with acting_as(SYSTEM):
        gym.row(Food).deleted_at = now()
        db.session.flush()
    entry, browser = gym.row(NutritionEntry), browse(gym.user("own"))
    ident, food = entry.id, entry.food_id
    page = f"/nutritionentryview/edit/{ident}"
    values = Form(browser.get(page).text).values
    assert values["food"] == [str(food)]
    answer = browser.post(page, data={**values, "meal": "Second breakfast"})
    assert answer.status_code == 302
    db.session.expire_all()
    with acting_as(SYSTEM):
        found = db.session.scalars(select(NutritionEntry)).one()
        assert (found.food_id, found.meal) == (food, "Second breakfast")


def test_an_entry_of_nothing_is_refused(gym, browse):
    values = {"client": gym.row(ClientProfile).id, "eaten_at": "2026-03-02T08:00"}
    answer = browse(gym.user("client")).post("/nutritionentryview/add", data=values)
    assert answer.status_code == 200
    assert "say what it was" in answer.text


def test_a_decimal_comma_is_a_decimal_point(gym, browse):
    values = {
        "client": gym.row(ClientProfile).id, "name": "Soup", "energy_kcal": "102,5",
        "eaten_at": "2026-03-02T08:00",
    }  # fmt: skip
    answer = browse(gym.user("client")).post("/nutritionentryview/add", data=values)
    assert answer.status_code == 302
    with acting_as(SYSTEM):
        soup = select(NutritionEntry.energy_kcal).where(NutritionEntry.name == "Soup")
        assert db.session.scalar(soup) == 102.5


def test_the_menu_shows_no_empty_category(gym, browse):
    for who in ("manager", "own", "client"):
        assert ">System<" not in browse(gym.user(who)).get("/").text.replace(" ", "")
