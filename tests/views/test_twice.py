"""Who taps Save twice, or goes back and saves again, finds one row."""

import pytest
from sqlalchemy import func, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientNote, ClientProfile
from fitadmin.models.scope import SYSTEM
from tests.forms import Form
from tests.world import World

ADD = "/locationview/add"


@pytest.fixture
def manager(gym: World, browse):
    return browse(gym.user("manager"))


def rows(model, **values):
    with acting_as(SYSTEM):
        return db.session.scalar(select(func.count()).select_from(model).filter_by(**values))


def test_a_double_tap_saves_one_row_and_leads_to_the_same_place(manager):
    form = Form(manager.get(ADD).text).values | {"name": ["Roof"]}
    first, again = (manager.post(ADD, data=form) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    assert rows(Location, name="Roof") == 1


def test_another_text_or_another_form_is_another_row(manager):
    form = Form(manager.get(ADD).text).values
    for data in (form | {"name": ["Roof"]}, form | {"name": ["Yard"]}):
        assert manager.post(ADD, data=data).status_code == 302
    assert rows(Location, name="Roof") == rows(Location, name="Yard") == 1
    anew = Form(manager.get(ADD).text).values
    assert anew["form_key"] != form["form_key"]


def test_a_form_that_was_refused_can_be_mended_and_saved(manager):
    form = Form(manager.get(ADD).text).values | {"name": ["Roof"], "timezone": ["Mars/Olympus"]}
    for _ in range(2):
        refused = manager.post(ADD, data=form)
        assert refused.status_code == 200
        assert rows(Location, name="Roof") == 0
    kept = Form(refused.text).values
    assert kept["form_key"] == form["form_key"]
    assert manager.post(ADD, data=kept | {"timezone": [""]}).status_code == 302
    assert rows(Location, name="Roof") == 1


def test_a_key_of_somebody_else_is_none(manager, gym, browse):
    form = Form(manager.get(ADD).text).values | {"name": ["Roof"]}
    manager.post(ADD, data=form)
    with acting_as(SYSTEM):
        db.session.scalars(select(Location).filter_by(name="Roof")).one().name = "Attic"
        db.session.commit()
    assert browse(gym.user("admin")).post(ADD, data=form).status_code == 302
    assert rows(Location, name="Roof") == 1


@pytest.mark.parametrize("key", ["", "x", "0" * 33, "' OR 1=1"])
def test_what_is_no_key_is_passed_over(manager, key):
    data = {"name": "Roof", "form_key": key}
    assert manager.post(ADD, data=data).status_code == 302
    assert rows(Location, name="Roof") == 1


def test_a_client_is_taken_on_once(gym: World, browse):
    trainer = browse(gym.user("own"))
    page = "/take-on-client/"
    form = Form(trainer.get(page).text).values | {"first_name": ["Tap"], "last_name": ["Twice"]}
    answers = [trainer.post(page, data=form) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert rows(ClientProfile, last_name="Twice") == 1


def test_a_note_from_a_client_s_tab_is_written_once(gym: World, browse):
    trainer, note = browse(gym.user("own")), gym.row(ClientNote)
    page = f"/clientnoteview/add?_flt_0_client={note.client_id}"
    form = Form(trainer.get(page).text).values | {"text": ["Twice?"]}
    for _ in range(2):
        assert trainer.post(page, data=form).status_code == 302
    assert rows(ClientNote, text="Twice?") == 1
