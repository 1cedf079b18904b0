"""What keeps the house, and the timetable."""

from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis
from rq import Queue
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.schedule import TIMETABLE
from fitadmin.jobs.system import forget_job_runs
from fitadmin.models.gym import JobRun
from fitadmin.models.scope import SYSTEM
from fitadmin.processes.cron import Clock, InlineClock
from fitadmin.services.queue import QUEUE
from tests.running import redis_server

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def as_system(app, monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    with acting_as(SYSTEM):
        yield


def slots(state="done"):
    return db.session.scalars(select(JobRun.slot).where(JobRun.state == state)).all()


def test_notes_on_old_jobs_go_and_failures_stay():
    for days, state in ((29, "done"), (31, "done"), (31, "failed")):
        at = NOON - timedelta(days=days)
        db.session.add(JobRun(name="a", slot=f"{days} {state}", state=state, finished_at=at))
    db.session.commit()
    forget_job_runs("now", at=NOON)
    assert sorted(slots()) == ["29 done", "now"]
    assert slots("failed") == ["31 failed"]


def test_every_job_of_the_timetable_can_be_found_by_its_name():
    for entry in TIMETABLE:
        module = __import__(entry.job.__module__, fromlist=["_"])
        assert getattr(module, entry.job.__name__) is entry.job


def test_two_clocks_enqueue_twice_and_the_effect_is_one():
    with redis_server() as (url, _process):
        if url is None:
            pytest.skip("no Redis on this machine")
        redis = Redis.from_url(url)
        for _ in range(2):
            Clock(redis).enqueue_jobs()
        jobs = Queue(QUEUE, connection=redis).jobs
        assert len(jobs) == 2 * len(TIMETABLE)
        answers = [job.func(*job.args) for job in jobs]
        redis.close()
    assert answers == [True] * len(TIMETABLE) + [False] * len(TIMETABLE)


def test_a_slot_is_the_moment_it_was_due_and_the_last_one_is_caught_up_with(app):
    clock = InlineClock(app)
    last = {job.func.__name__: job.slot for job in clock.get_jobs()}
    now = datetime.now(UTC)
    assert last["close_missed_sessions"][-4:] == ":05Z"[-4:]
    for slot in last.values():
        due = datetime.strptime(slot, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        assert now - timedelta(days=1, minutes=1) <= due <= now


def test_without_redis_the_clock_does_the_work_itself(app, monkeypatch):
    clock = InlineClock(app)

    class EnoughError(Exception):
        pass

    def stop(_seconds):
        raise EnoughError

    monkeypatch.setattr("fitadmin.processes.cron.time.sleep", stop)
    monkeypatch.setattr(clock, "_install_signal_handlers", lambda: None)
    with pytest.raises(EnoughError):
        clock.start()
    assert len(slots()) == len(TIMETABLE)
    assert not any(job.should_run() for job in clock.get_jobs())


def test_a_job_that_fails_does_not_stop_the_clock(app, monkeypatch, caplog):
    clock = InlineClock(app)
    due = clock.get_jobs()[0]
    monkeypatch.setattr(due, "func", lambda _slot: 1 / 0)
    clock._run(due)
    assert "ZeroDivisionError" in caplog.text
    assert not due.should_run()
