"""Filling the demo gym: the command, what it refuses, and what it writes first."""

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash

from fitadmin.access import acting_as
from fitadmin.models.accounts import User
from fitadmin.models.gym import AuditEvent, GymSettings, JobRun
from fitadmin.models.people import ClientProfile, Coaching
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.services.demo import Refused, Wish, fill, today_in
from fitadmin.services.demo.cast import personas

TODAY = date(2026, 6, 17)
SMALL = ("--clients", "3", "--months", "1", "--today", TODAY.isoformat())


def demo(app, *options):
    """Run the command; what it said and how it ended."""
    return app.test_cli_runner().invoke(args=["fitadmin", "demo", *options])


def count(session, model):
    with acting_as(SYSTEM):
        return session.scalar(select(func.count()).select_from(model))


def test_a_small_gym_takes_a_moment_and_lets_people_in(app, session):
    began = time.monotonic()
    done = demo(app, *SMALL, "--password", "open-sesame")
    assert time.monotonic() - began < 3
    assert done.exit_code == 0, done.output
    assert "open-sesame" not in done.output
    assert "histories: 3" in done.output
    assert count(session, ClientProfile) == 3
    assert count(session, CompletedSet) > 50
    with acting_as(SYSTEM):
        users = {u.username: u for u in session.scalars(select(User))}
        assert {"admin", "manager", "frontdesk", "nutritionist", "client3"} <= users.keys()
        assert "client4" not in users
        assert check_password_hash(users["trainer1"].password, "open-sesame")
        assert [role.name for role in users["client1"].roles] == ["Client"]
        assert session.scalars(select(JobRun.state)).all() == ["done"]


def test_a_random_password_is_said_once(app, session):
    app.config["DEMO_PASSWORD"] = ""
    done = demo(app, *SMALL)
    [password] = re.findall(r"the password of all: (\S+)", done.output)
    with acting_as(SYSTEM):
        hashed = {user.password for user in session.scalars(select(User))}
    assert len(hashed) == 1
    assert check_password_hash(hashed.pop(), password)


def test_a_gym_with_clients_is_refused(app, session):
    demo(app, *SMALL, "--password", "open-sesame")
    sets = count(session, CompletedSet)
    again = demo(app, *SMALL)
    assert again.exit_code == 1
    assert again.output.startswith("Error: This gym has clients already")
    assert again.output.count("\n") == 1
    assert count(session, CompletedSet) == sets


def test_a_client_of_ones_own_is_enough(app, session):
    with acting_as(SYSTEM):
        session.add(ClientProfile(first_name="Real", last_name="Person"))
        session.commit()
    assert demo(app, *SMALL).exit_code == 1
    assert count(session, User) == 0


def test_after_an_interruption_it_says_what_to_do(app, session):
    with acting_as(SYSTEM):
        steps = fill(session(), Wish(TODAY, clients=2, months=1), "a hash", list)
        next(steps)
        session.commit()
        steps.close()
    again = demo(app, *SMALL)
    assert again.exit_code == 1
    assert "interrupted" in again.output
    assert "empty database" in again.output
    assert again.output.count("\n") == 1


def test_a_missing_library_is_said(app, session):
    with acting_as(SYSTEM), pytest.raises(Refused, match="starter library lacks"):
        list(fill(session(), Wish(TODAY, clients=1, months=1), "a hash", list))


@pytest.mark.parametrize(
    ("option", "number", "words"),
    [
        ("--clients", 0, "1 to 100,000 clients"),
        ("--months", 61, "1 to 60 months"),
        ("--sets", 10**9, "ask for more clients"),
        ("--sets", -1, "clients can do up to"),
    ],
)
def test_what_cannot_be_is_refused(app, option, number, words):
    refused = demo(app, option, str(number))
    assert (refused.exit_code, words in refused.output) == (1, True)
    assert count(app.appbuilder.session, User) == 0


@pytest.mark.parametrize(("clients", "sets"), [(25, 1000), (2, 1500), (12, 5), (4, 0)])
def test_as_many_sets_as_wished_for(app, session, clients, sets):
    done = demo(app, "--clients", str(clients), "--sets", str(sets), "--months", "3")
    assert done.exit_code == 0, done.output
    assert count(session, CompletedSet) == sets
    assert count(session, ClientProfile) == clients
    with acting_as(SYSTEM):
        empty = select(func.count(ExerciseCompletion.id)).where(~ExerciseCompletion.sets.any())
        assert session.scalar(empty) == 0
        undone = select(func.count(WorkoutSession.id)).where(
            WorkoutSession.status == "done", ~WorkoutSession.completions.any()
        )
        assert session.scalar(undone) == 0


def test_a_gym_that_is_set_up_keeps_its_name_and_admin(app, session):
    with acting_as(SYSTEM):
        settings = session.scalars(select(GymSettings)).one()
        settings.name, settings.timezone = "Iron House", "America/New_York"
        session.add(User(username="admin", first_name="A", last_name="B", email="a@example.org"))
        session.commit()
        assert demo(app, *SMALL).exit_code == 0
        assert session.scalars(select(GymSettings.timezone)).one() == "America/New_York"
        assert session.scalars(select(GymSettings.name)).one() == "Iron House"
        admin = session.scalars(select(User).where(User.username == "admin")).one()
        assert (admin.email, admin.password) == ("a@example.org", None)


def test_today_is_the_gyms(app, session):
    with acting_as(SYSTEM):
        assert isinstance(today_in(session()), date)


def test_a_load_test_is_committed_in_short_steps(app, session, monkeypatch):
    """Between two steps others can write: no step has more than some thousand sets."""
    written = []
    monkeypatch.setattr(Session, "commit", lambda self: written.append(count(self, CompletedSet)))
    demo(app, "--clients", "200", "--sets", "9000", "--months", "2")
    steps = [after - before for before, after in pairwise(written)]
    assert sum(steps) == 9000
    assert max(steps) < 7000
    assert count(session, Coaching) > 180


def test_another_seed_makes_other_people():
    names = [[p.last_name for p in personas(Wish(TODAY, seed=seed))] for seed in (1, 2)]
    assert names[0] != names[1]


def test_everybody_can_sign_in_before_anything_else(app, session):
    steps = fill(session(), Wish(TODAY), "a hash", list)
    with acting_as(SYSTEM):
        assert next(steps).name == "accounts"
        accounts = session.scalars(select(User)).all()
        assert {u.password for u in accounts} == {"a hash"}
        names = {u.username for u in accounts}
        assert {"admin", "manager", "frontdesk", "nutritionist", "trainer4", "client20"} <= names
        assert session.scalar(select(func.count()).select_from(ClientProfile)) == 0
        assert session.scalars(select(GymSettings)).one().timezone == "Europe/Berlin"


def test_the_demo_is_one_line_in_the_audit_beside_its_accounts(app, session):
    demo(app, *SMALL)
    with acting_as(SYSTEM):
        told = session.scalars(select(AuditEvent).where(AuditEvent.act == "demo")).one()
        assert told.after == {"clients": 3}
        tables = set(session.scalars(select(AuditEvent.table_name)))
    assert "completed_set" not in tables
