"""Pickers: a form holds what is chosen, and asks for the rest."""

from datetime import date

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.exercises import Equipment, Exercise, Muscle
from fitadmin.models.people import ClientProfile, Coaching
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from tests.factories import make
from tests.forms import Form
from tests.world import World

SOURCE = 'data-source="/workoutsessionview/related/client"'


def options(page, name):
    """What the select *name* offers: ids by words."""
    return Form(page.text).options.get(name, {})


def test_a_form_does_not_grow_with_the_gym(gym: World, browse):
    browser = browse(gym.user("manager"))
    few = len(browser.get("/workoutsessionview/add").text)
    with acting_as(SYSTEM):
        for _ in range(60):
            make(ClientProfile)
        db.session.commit()
    page = browser.get("/workoutsessionview/add")
    assert len(page.text) == few
    assert SOURCE in page.text
    assert options(page, "client") == {}
    assert "listed=1" in page.text


def test_without_javascript_the_first_rows_are_listed_on_demand(gym: World, browse):
    carla = gym.row(ClientProfile)
    page = browse(gym.user("own")).get("/workoutsessionview/add?listed=1")
    assert options(page, "client") == {"Carla Client": str(carla.id)}


def test_the_search_of_a_list_asks_too_and_shows_what_it_was_asked(gym: World, browse):
    carla, browser = gym.row(ClientProfile), browse(gym.user("own"))
    assert "Sten Stranger" not in browser.get("/workoutsessionview/list/").text
    page = browser.get(f"/workoutsessionview/list/?_flt_0_client={carla.id}").text
    assert f'<option selected value="{carla.id}">' not in page  # a new filter begins empty
    assert f'name="_flt_0_client" value="{carla.id}"' in page
    answer = browser.get("/workoutsessionview/related/client?q=carl")
    assert answer.json == {"count": 1, "result": [{"value": carla.id, "text": "Carla Client"}]}


def test_who_was_chosen_stays_chosen_when_something_else_is_wrong(gym: World, browse):
    carla = gym.row(ClientProfile)
    data = {"client": carla.id, "due_on": "never", "status": "planned"}
    page = browse(gym.user("own")).post("/workoutsessionview/add", data=data)
    assert Form(page.text).values["client"] == [str(carla.id)]
    muscle = gym.row(Muscle)
    data = {"name": "", "primary_muscles": [muscle.id], "category": "strength"}
    page = browse(gym.user("manager")).post("/exerciseview/add", data=data)
    assert Form(page.text).values["primary_muscles"] == [str(muscle.id)]


def test_what_is_in_the_trash_by_now_may_stay_but_not_be_chosen(gym: World, browse):
    row, browser = gym.row(Coaching), browse(gym.user("manager"))
    with acting_as(SYSTEM):
        gone, trainer = row.trainer, row.trainer_id
        gone.deleted_at = now()
        db.session.commit()
    address = f"/coachingview/edit/{row.id}"
    form = Form(browser.get(address).text)
    assert form.values["trainer"] == [str(trainer)]
    assert browser.post(address, data=form.values).status_code == 302
    page = browser.post("/coachingview/add", data={**form.values, "client": row.client_id})
    assert "Not a valid choice" in page.text


@pytest.mark.parametrize("ids", [["987654"], ["1", "nonsense"], ["²"]])
def test_several_are_taken_only_where_all_are_in_sight(gym: World, browse, ids):
    exercise = gym.row(Exercise)
    data = {"name": exercise.name, "category": "strength", "measured_by": "reps_load",
            "primary_muscles": ids}  # fmt: skip
    page = browse(gym.user("manager")).post(f"/exerciseview/edit/{exercise.id}", data=data)
    assert "Not a valid choice" in page.text


def test_one_that_may_stay_open_can_be_emptied(gym: World, browse):
    exercise, browser = gym.row(Exercise), browse(gym.user("manager"))
    with acting_as(SYSTEM):
        exercise.equipment = gym.row(Equipment)
        db.session.commit()
    address = f"/exerciseview/edit/{exercise.id}"
    values = Form(browser.get(address).text).values
    assert values["equipment"] == [str(gym.row(Equipment).id)]
    assert browser.post(address, data={**values, "equipment": ""}).status_code == 302
    db.session.expire_all()
    assert gym.row(Exercise).equipment_id is None


def test_what_the_address_has_fixed_is_not_asked(gym: World, browse):
    carla = gym.row(ClientProfile)
    page = browse(gym.user("own")).get(f"/workoutsessionview/add?_flt_0_client={carla.id}").text
    assert 'name="client"' not in page
    page = browse(gym.user("other")).post(
        f"/workoutsessionview/add?_flt_0_client={carla.id}",
        data={"due_on": "2026-04-01", "status": "planned"},
    )
    assert "This field is required." in page.text
    with acting_as(SYSTEM):
        assert db.session.query(WorkoutSession).filter_by(due_on=date(2026, 4, 1)).count() == 0
