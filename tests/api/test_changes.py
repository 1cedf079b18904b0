"""`changed_since`, with real commits: an app that asks again and again misses nothing."""

import time
from threading import Thread

import pytest
from flask_jwt_extended import create_access_token
from sqlalchemy.orm import Session

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import GymSettings, Location
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from tests.databases import app_on
from tests.world import World, build_world


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def open_gym(request, run_folder):
    """A world of its own, in which what is committed stays."""
    app = app_on(request.param, "sweep", run_folder, build_world)
    with app.app_context():
        yield World(app)
        db.session.remove()


@pytest.fixture
def ask(open_gym):
    """`ask("manager", "locations", cursor)`: one page of what has changed."""

    def asked(who: str, resource: str, cursor: str = "0", q: str = "", status: int = 200):
        token = create_access_token(str(open_gym.user(who).id))
        db.session.remove()
        response = open_gym.app.test_client().get(
            f"/api/v1/{resource}/",
            query_string={"changed_since": cursor, **({"q": q} if q else {})},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert response.status_code == status, response.text
        return response.get_json()

    return asked


@pytest.fixture
def written():
    def write(row):
        with acting_as(SYSTEM):
            db.session.add(row)
            db.session.commit()
            ident = row.id
            db.session.remove()
        return ident

    return write


def may_repeat() -> bool:
    """Whether rows may come twice: PostgreSQL numbers the transactions of all databases together,
    and those of other tests are open meanwhile.
    """
    return bool(db.engine.dialect.name == "postgresql")


def all_of(ask, who, resource, cursor="0", size=3):
    """Every page of a sweep, and the cursor for the next."""
    found, gone = [], []
    for _page in range(1000):
        page = ask(who, resource, cursor, f"(page_size:{size})")
        found += page["result"]
        gone += page["deleted"]
        cursor = page["cursor"]
        if not page["more"]:
            return found, gone, cursor
    raise AssertionError("the sweep has no end")


def test_the_first_sweep_tells_everything_and_the_next_nothing(ask, written):
    for number in range(8):
        written(Location(name=f"Place {number} {ask.__name__} {id(ask)}"))
    found, _gone, cursor = all_of(ask, "manager", "locations")
    assert len({row["id"] for row in found}) == len(found) >= 8
    again, _gone, _cursor = all_of(ask, "manager", "locations", cursor)
    assert {row["id"] for row in again} <= {row["id"] for row in found}
    assert not again or may_repeat()


def test_what_is_new_changed_or_gone_is_told(ask, written):
    first, second = (written(Location(name=f"{n} {id(ask)}")) for n in ("One", "Two"))
    _found, _gone, cursor = all_of(ask, "manager", "locations")
    with acting_as(SYSTEM):
        db.session.get_one(Location, first).name = f"Uno {id(ask)}"
        row = db.session.get_one(Location, second)
        row.deleted_at = row.created_at
        uid = str(row.uid)
        db.session.commit()
    third = written(Location(name=f"Three {id(ask)}"))
    found, gone, cursor = all_of(ask, "manager", "locations", cursor)
    names = {row["id"]: row["name"].split()[0] for row in found}
    assert (names[first], names[third]) == ("Uno", "Three")
    assert (second, uid) in [(each["id"], each["uid"]) for each in gone]
    assert names == {first: "Uno", third: "Three"} or may_repeat()


def test_what_is_written_early_and_committed_late_is_not_missed(ask, open_gym, written):
    """The trap of time stamps, on a server with many writers."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    cursor = all_of(ask, "manager", "locations")[2]
    with acting_as(SYSTEM), Session(db.engine) as slow:
        slow.add(Location(name=f"Early {id(ask)}"))
        slow.flush()
        written(Location(name=f"Late {id(ask)}"))
        found, _gone, cursor = all_of(ask, "manager", "locations", cursor)
        names = {row["name"].split()[0] for row in found}
        assert "Late" in names
        assert f"Early {id(ask)}" not in {row["name"] for row in found}
        slow.commit()
    found, _gone, _cursor = all_of(ask, "manager", "locations", cursor)
    assert "Early" in {row["name"].split()[0] for row in found}


def test_writers_at_once_lose_nothing(ask, open_gym):
    cursor = all_of(ask, "manager", "locations")[2]
    seen: set[str] = set()

    def write(worker: int) -> None:
        with open_gym.app.app_context(), acting_as(SYSTEM):
            for number in range(10):
                db.session.add(Location(name=f"w{worker}-{number}-{id(ask)}"))
                db.session.commit()

    writers = [Thread(target=write, args=(worker,)) for worker in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        found, _gone, cursor = all_of(ask, "manager", "locations", cursor, size=7)
        seen |= {row["name"] for row in found}
    found, _gone, cursor = all_of(ask, "manager", "locations", cursor, size=7)
    seen |= {row["name"] for row in found}
    assert {f"w{w}-{n}-{id(ask)}" for w in range(4) for n in range(10)} <= seen


def test_nobody_learns_of_rows_out_of_sight_not_even_that_they_went(ask, written, open_gym):
    cursor = all_of(ask, "client", "clients")[2]
    hidden = written(ClientProfile(first_name="Hidden", last_name="Away"))
    with acting_as(SYSTEM):
        row = db.session.get_one(ClientProfile, hidden)
        row.deleted_at = row.created_at
        db.session.commit()
    found, gone, _cursor = all_of(ask, "client", "clients", cursor)
    assert hidden not in [row["id"] for row in (*found, *gone)]
    assert gone == []


@pytest.mark.parametrize("cursor", ["", "x", "-1", "W10", "WzEsMiwzXQ", "WzEsMiwzLCI0Il0", "é"])
def test_a_cursor_that_is_none_is_told(ask, cursor):
    assert "cursor" in ask("manager", "locations", cursor, status=400)["message"]


def test_a_cursor_older_than_the_trash_is_told(ask, monkeypatch):
    cursor = all_of(ask, "manager", "locations")[2]
    with acting_as(SYSTEM):
        days = db.session.scalar(db.select(GymSettings.trash_days)) or 1
        db.session.remove()
    later = time.time() + 86_400 * (days + 1)
    monkeypatch.setattr("fitadmin.api.base.changes.time.time", lambda: later)
    assert "begin again" in ask("manager", "locations", cursor, status=400)["message"]


def test_it_stands_alone(ask):
    assert ask("manager", "locations", "0", "(filters:!())", status=400)["message"]
    assert "not kept" in ask("manager", "muscles", status=400)["message"]
