"""A job has its effect once, as the system, and leaves a note."""

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.base import job
from fitadmin.models.gym import JobRun, Location
from fitadmin.models.scope import SYSTEM


@job
def open_branch(session, name="Branch"):
    session.add(Location(name=name))


@job
def fail(session):
    session.add(Location(name="Never"))
    session.flush()
    raise RuntimeError("no luck\nand a long story")


@pytest.fixture(autouse=True)
def as_system(app):
    with acting_as(SYSTEM):
        yield


def branches():
    names = db.session.scalars(select(Location.name).order_by(Location.name))
    return [name for name in names if name != "Main location"]


def notes():
    runs = db.session.scalars(select(JobRun).order_by(JobRun.id))
    return [(run.name, run.slot, run.state, run.tries) for run in runs]


def test_one_slot_is_one_effect():
    assert open_branch("2026-03-02T18:00Z") is True
    assert open_branch("2026-03-02T18:00Z") is False
    assert branches() == ["Branch"]
    assert notes() == [("test_base.open_branch", "2026-03-02T18:00Z", "done", 1)]


def test_another_slot_is_another_effect():
    open_branch("first", name="A")
    open_branch("second", name="B")
    assert branches() == ["A", "B"]


def test_without_a_slot_it_runs_whenever_it_is_called():
    open_branch(name="A")
    open_branch(name="B")
    assert branches() == ["A", "B"]


def test_what_failed_leaves_nothing_but_the_reason():
    with pytest.raises(RuntimeError):
        fail("noon")
    assert branches() == []
    run = db.session.scalars(select(JobRun)).one()
    assert (run.state, run.error) == ("failed", "RuntimeError: no luck")
    assert run.finished_at >= run.started_at


def test_what_failed_may_be_tried_again():
    for _ in range(2):
        with pytest.raises(RuntimeError):
            fail("noon")
    assert notes() == [("test_base.fail", "noon", "failed", 2)]


def test_what_was_killed_halfway_is_done_when_it_comes_again():
    db.session.add(JobRun(name="test_base.open_branch", slot="noon", state="running", tries=1))
    db.session.commit()
    assert open_branch("noon")
    assert branches() == ["Branch"]
    assert notes() == [("test_base.open_branch", "noon", "done", 2)]
