"""The commands, run as a person would."""

import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import Engine, event, func, select, text

from fitadmin.access import ROLES, acting_as
from fitadmin.extensions import appbuilder, db
from fitadmin.models.gym import GymSettings, Location
from fitadmin.models.scope import SYSTEM
from tests.running import ROOT, app_in, environment, free_port, gym_in

ADMIN = ["create-admin", "--username", "ada", "--first-name", "Ada", "--last-name", "L"]


@pytest.fixture
def gym(tmp_path):
    return gym_in(tmp_path)


def flask(app, *arguments, **options):
    return app.test_cli_runner().invoke(args=["fitadmin", *arguments], **options)


def test_an_empty_database_becomes_a_gym(tmp_path):
    app = app_in(tmp_path)
    done = flask(app, "upgrade", "--detailed-exitcode")
    assert done.exit_code == 4, done.output  # nobody can sign in yet
    with app.app_context(), acting_as(SYSTEM):
        names = {role.name for role in appbuilder.sm.get_all_roles()}
        assert names == {*ROLES, "Admin", "Public"}
        assert db.session.scalars(select(GymSettings.id)).all() == [1]
        assert len(db.session.scalars(select(Location)).all()) == 1
        assert db.session.scalar(text("SELECT count(*) FROM ab_permission_view_role")) > 0


def test_upgrading_again_changes_nothing(gym, tmp_path):
    rows = lambda: sqlite3.connect(tmp_path / "fitadmin.db").iterdump()  # noqa: E731
    before = list(rows())
    assert flask(gym, "upgrade").exit_code == 0
    assert list(rows()) == before


def test_the_gym_keeps_its_names_when_upgraded(gym):
    with gym.app_context(), acting_as(SYSTEM):
        db.session.scalars(select(GymSettings)).one().name = "Iron House"
        db.session.scalars(select(Location)).one().name = "Harbour"
        db.session.commit()
    flask(gym, "upgrade")
    with gym.app_context(), acting_as(SYSTEM):
        assert db.session.scalars(select(GymSettings.name)).all() == ["Iron House"]
        assert db.session.scalars(select(Location.name)).all() == ["Harbour"]


def test_a_newer_database_is_refused_with_one_line(gym):
    with gym.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'"))
        db.session.commit()
    refused = flask(gym, "upgrade")
    assert refused.exit_code == 3
    assert refused.output == (
        "Error: The database was made by a newer fitadmin; install that one.\n"
    )


def test_a_database_that_does_not_answer_is_one_line(tmp_path):
    url = f"postgresql+psycopg://gym@127.0.0.1:{free_port()}/gym"
    refused = flask(
        app_in(tmp_path, SQLALCHEMY_DATABASE_URI=url, SQLALCHEMY_ENGINE_OPTIONS={}), "upgrade"
    )
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: The database does not answer: ")
    assert refused.output.count("\n") == 1


def test_a_setting_that_makes_no_sense_is_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "fitadmin", "upgrade"],
        cwd=ROOT, env=environment(tmp_path, FITADMIN_CONFIG="Production"),
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("FITADMIN_SECRET_KEY is missing")
    assert done.stderr.count("\n") == 1


def test_two_upgrades_at_once_both_end_well(tmp_path):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "fitadmin", "upgrade"]
    both = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said


def test_an_admin_is_made_once(gym):
    made = flask(gym, *ADMIN, "--email", "ada@example.org", "--password", "correct horse")
    assert (made.exit_code, made.output) == (0, "ada can sign in.\n")
    with gym.app_context(), acting_as(SYSTEM):
        account = appbuilder.sm.find_user(username="ada")
        assert [role.name for role in account.roles] == ["Admin"]
        assert "correct horse" not in account.password

    again = flask(gym, *ADMIN, "--email", "ada@example.org", "--password", "correct horse")
    assert again.exit_code == 1
    assert "exists already" in again.output
    assert flask(gym, "upgrade", "--detailed-exitcode").exit_code == 0  # not empty any more


def test_an_admin_is_asked_for_what_is_missing(gym):
    answers = "ada@example.org\ncorrect horse\ncorrect horse\n"
    assert "ada can sign in." in flask(gym, *ADMIN, input=answers).output


def test_a_short_password_is_refused(gym):
    refused = flask(gym, *ADMIN, "--email", "ada@example.org", "--password", "horse")
    assert refused.exit_code == 1
    assert "8 to 128" in refused.output


def test_an_admin_needs_roles_first(gym):
    with gym.app_context():
        db.session.execute(text("DELETE FROM ab_permission_view_role"))
        db.session.execute(text("DELETE FROM ab_role"))
        db.session.commit()
    refused = flask(gym, *ADMIN, "--email", "ada@example.org", "--password", "correct horse")
    assert "upgrade` first" in refused.output


def test_an_account_that_cannot_be_made_is_one_line(gym, monkeypatch):
    with gym.app_context():
        monkeypatch.setattr(appbuilder.sm, "add_user", lambda *_, **__: False)
    refused = flask(gym, *ADMIN, "--email", "ada@example.org", "--password", "correct horse")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)


def test_making_the_application_asks_the_database_nothing(tmp_path):
    statements = []
    listen = lambda *arguments: statements.append(arguments[2])  # noqa: E731
    event.listen(Engine, "before_cursor_execute", listen)
    try:
        app = app_in(tmp_path)
        assert statements == []
        with app.app_context():
            db.session.scalar(select(func.count()).select_from(text("sqlite_master")))
        assert len(statements) == 1  # the listener does listen
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
