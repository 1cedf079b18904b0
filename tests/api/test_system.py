"""Health: alive, ready, degraded, unable."""

import shutil

import pytest
from sqlalchemy import text

from fitadmin.extensions import db
from fitadmin.services import system
from tests.running import app_in, gym_in, redis_server

AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture
def gym(tmp_path):
    return gym_in(tmp_path, REDIS_URL=None)


def ready(app):
    answer = app.test_client().get("/health/ready")
    return answer.status_code, answer.json["status"], answer.json["parts"]


def test_the_process_answers(gym):
    answer = gym.test_client().get("/health/live")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_with_all_its_parts_it_is_ready(tmp_path):
    with redis_server() as (url, _process):
        if url is None:
            pytest.skip("no Redis on this machine")
        assert ready(gym_in(tmp_path, REDIS_URL=url)) == (
            200,
            "ready",
            {"database": "ok", "migrations": "ok", "redis": "ok", "storage": "ok"},
        )


@pytest.mark.parametrize(("url", "state"), [(None, "off"), (AWAY, "down")])
def test_without_redis_it_serves_all_the_same(tmp_path, url, state):
    code, status, parts = ready(gym_in(tmp_path, REDIS_URL=url))
    assert (code, status, parts["redis"]) == (200, "degraded", state)


def test_a_folder_that_cannot_be_written_is_named(gym, monkeypatch):
    monkeypatch.setattr(system.os, "access", lambda *_: False)
    assert ready(gym)[:2] == (200, "degraded")
    assert ready(gym)[2]["storage"] == "unwritable"


def test_without_a_database_it_cannot_serve(gym, tmp_path):
    with gym.app_context():
        db.engine.dispose()
    shutil.rmtree(tmp_path)
    code, status, parts = ready(gym)
    assert (code, status) == (503, "unavailable")
    assert (parts["database"], parts["migrations"]) == ("down", "unknown")


def test_with_tables_of_another_day_it_cannot_serve(gym, tmp_path):
    assert ready(app_in(make(tmp_path / "empty")))[2]["migrations"] == "pending"
    with gym.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'"))
        db.session.commit()
    assert ready(gym)[:2] == (503, "unavailable")
    assert ready(gym)[2]["migrations"] == "newer"


def make(folder):
    folder.mkdir()
    return folder
