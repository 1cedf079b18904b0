"""Beside the needs: today's sessions and the latest notes, of one's own clients alone."""

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.diary import MealUpload
from fitadmin.models.people import ClientNote, TrainerProfile
from fitadmin.models.scope import SEE_ALL, SYSTEM
from fitadmin.services.home import last_words, needs_today, sessions_today
from tests.factories import make
from tests.services.coached import Stage, asked, noon


@pytest.fixture
def stage(app):
    return Stage()


def trash(row):
    with acting_as(SYSTEM):
        row.deleted_at = now()
        db.session.flush()


@pytest.mark.parametrize("grants", [frozenset(), frozenset({SEE_ALL})])
def test_anothers_clients_are_never_named(stage, grants):
    """Not even to a trainer who sees the whole gym: they need their own coach."""
    stranger = stage.client("Fiona", trainer=make(TrainerProfile))
    stage.session(stranger, 2, "missed", note="Mine alone")
    stage.session(stranger, 0)
    make(ClientNote, client=stranger)
    make(MealUpload, client=stranger, taken_at=noon(0))
    stage.session(stage.client(), 2, "missed")
    caller = stage.caller(grants=grants)
    named = [one.name for one in asked(needs_today, caller).needy]
    assert named == ["Carla Client"]
    assert asked(sessions_today, caller) == []
    assert asked(last_words, caller) == []


def test_the_sessions_of_today_by_name(stage):
    for name, status in (("Bea", "done"), ("Ann", "planned"), ("Exa", "excused")):
        stage.session(stage.client(name), 0, status)
    stage.session(stage.client("Paul", status="paused"), 0)
    trash(stage.session(stage.client("Tom"), 0))
    found = asked(sessions_today, stage.caller())
    assert [(one.client, one.status) for one in found] == [
        ("Ann Client", "planned"), ("Bea Client", "done"),
    ]  # fmt: skip


def test_the_latest_notes_of_coaches_and_clients(stage):
    client = stage.client()
    make(ClientNote, client=client, text="Knees", created_at=noon(1))
    trash(make(ClientNote, client=client, text="Gone"))
    stage.session(client, 2, "done", note="Strong", started_at=noon(2), finished_at=noon(2))
    stage.session(client, 3, "done", note="")
    found = asked(last_words, stage.caller())
    assert [(one.text, one.is_clients) for one in found] == [("Knees", False), ("Strong", True)]


def test_what_one_may_not_read_is_not_there(stage):
    caller = stage.caller(may=lambda _verb, word: word == "ClientProfile")
    assert asked(sessions_today, caller) is None
    assert asked(last_words, caller) is None
