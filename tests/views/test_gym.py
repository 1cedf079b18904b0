"""The page of the trash: what lies there, and the way back."""

import re

import pytest
from sqlalchemy import event, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.trash import trash_models
from fitadmin.views.gym import ROWS_OF_TRASH
from tests.factories import make


def throw_away(*rows):
    with acting_as(SYSTEM):
        for row in rows:
            row.deleted_at = now()
            db.session.flush()
        db.session.commit()


def test_what_lies_there_is_shown_by_table_the_last_first(gym, browse):
    throw_away(*(make(Location, name=f"Hall number {n}") for n in range(ROWS_OF_TRASH + 2)))
    throw_away(gym.row(WorkoutSession))
    reader = browse(gym.user("manager"))
    page = reader.get("/trash/?table=location").text
    assert re.findall(r"tag\">(\d+)", page) == [str(ROWS_OF_TRASH + 2), "1"]
    shown = re.findall(r"is-name\">(Hall number \d+)</td>", page)
    assert shown[0] == f"Hall number {ROWS_OF_TRASH + 1}"
    assert len(shown) == ROWS_OF_TRASH
    assert "Older" in page
    older = reader.get("/trash/?table=location&page=1").text
    assert re.findall(r"is-name\">(Hall number \d+)</td>", older) == [
        "Hall number 1",
        "Hall number 0",
    ]
    assert "Older" not in older


def test_a_row_is_taken_back_by_its_button(gym, browse):
    hall, reader = make(Location, name="Annexe"), browse(gym.user("manager"))
    throw_away(hall)
    [address] = re.findall(r'action="(/trash/location/\d+)"', reader.get("/trash/").text)
    answer = reader.post(address, follow_redirects=True)
    assert "Taken back." in answer.text
    with acting_as(SYSTEM):
        assert db.session.scalar(select(Location.id).where(Location.name == "Annexe"))
    assert reader.post(address).status_code == 404
    assert reader.get(address).status_code == 405


def test_a_refusal_is_told_in_words(gym, browse):
    hall, reader = make(Location, name="Annexe"), browse(gym.user("manager"))
    throw_away(hall)
    ident = hall.id
    make(Location, name="Annexe")
    answer = reader.post(f"/trash/location/{ident}", follow_redirects=True)
    assert "There is a location with this name already." in answer.text


@pytest.mark.parametrize("path", ["/trash/no_such/1", "/trash/ab_user/1", "/trash/location/x"])
def test_what_is_not_there_is_not_found(gym, browse, path):
    assert browse(gym.user("manager")).post(path).status_code == 404


def test_a_button_without_its_token_does_nothing(gym, browse):
    gym.app.config["WTF_CSRF_ENABLED"] = True
    try:
        hall, reader = make(Location), browse(gym.user("manager"))
        throw_away(hall)
        assert reader.post(f"/trash/location/{hall.id}").status_code == 400
        assert 'name="csrf_token"' in reader.get("/trash/").text
    finally:
        gym.app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("who", ["own", "desk", "client"])
def test_the_page_is_for_managers(gym, browse, who):
    reader = browse(gym.user(who))
    assert reader.get("/trash/").status_code in {302, 403}
    assert 'href="/trash/"' not in reader.get("/").text


def test_it_stands_in_the_menu_and_may_be_empty(gym, browse):
    reader = browse(gym.user("manager"))
    assert 'href="/trash/"' in reader.get("/").text
    assert "Nothing lies here." in reader.get("/trash/").text


def test_every_table_costs_no_more_than_twelve_statements(gym, browse):
    carla, sent = gym.row(ClientProfile), []
    throw_away(*(gym.row(m) for m in trash_models() if m is not ClientProfile), carla)

    def note(_connection, _cursor, statement, *_more):
        sent.append(statement)

    reader = browse(gym.user("manager"))
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        for model in trash_models():
            sent.clear()
            answer = reader.get(f"/trash/?table={model.__tablename__}")
            asked = [s for s in sent if not s.startswith(("SAVEPOINT", "RELEASE"))]
            assert answer.status_code == 200
            assert len(asked) <= 12, (model.__name__, asked)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
