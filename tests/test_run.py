"""`python run.py`: real processes, and what happens when things are not as they should be."""

import importlib.util
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time

import pytest
from redis import Redis
from rq import Queue

from fitadmin.processes import checks, parts, supervisor
from fitadmin.processes.redis import find_server
from tests.running import ROOT, Running, environment, free_port, redis_server, run

needs_redis = pytest.mark.skipif(find_server() is None, reason="no Redis on this machine")


def finished_slots(folder):
    with sqlite3.connect(folder / "fitadmin.db", timeout=10) as rows:
        return {slot for (slot,) in rows.execute("SELECT slot FROM job_run WHERE state = 'done'")}


def has_done(folder, slot):
    return lambda: slot in finished_slots(folder)


@needs_redis
def test_one_command_starts_a_gym_that_works_and_ends_without_leaving_anybody(tmp_path):
    with redis_server() as (url, _), Running(tmp_path, FITADMIN_REDIS_URL=url) as gym:
        gym.wait_until(lambda: "fitadmin is ready" in gym.said, "starting")
        assert f"http://127.0.0.1:{gym.port}" in gym.said
        assert '"status":"ready"' in gym.get("/health/ready")[1]
        assert gym.get("/login/")[0] == 200

        queue = Queue("default", connection=Redis.from_url(url))
        queue.enqueue("fitadmin.jobs.system.forget_job_runs", "first")
        queue.enqueue("fitadmin.jobs.system.forget_job_runs", "first")
        gym.wait_until(has_done(tmp_path, "first"), "the job")

        (worker,) = gym.descendants("run.py worker")
        os.kill(worker, signal.SIGKILL)
        gym.wait_until(
            lambda: gym.descendants("run.py worker") not in ([], [worker]), "starting it again"
        )
        assert "worker died" in gym.said
        queue.enqueue("fitadmin.jobs.system.forget_job_runs", "second")
        gym.wait_until(has_done(tmp_path, "second"), "the job after the worker was killed")

        code, seconds = gym.stop()
        assert (code, gym.descendants()) == (0, [])
        assert seconds < 30
        assert "Traceback" not in gym.said


def test_it_brings_its_own_redis_and_ctrl_c_takes_it_away_again(tmp_path):
    url = f"sqlite:///{tmp_path}/own.db"
    with Running(tmp_path, FITADMIN_DATABASE_URL=url, FITADMIN_DEMO="1") as gym:
        gym.wait_until_it_serves()
        gym.wait_until(lambda: "Sign in as admin" in gym.said, "saying how to sign in")
        password = tmp_path / "demo_password"
        assert password.read_text() in gym.said
        assert stat.S_IMODE(password.stat().st_mode) == 0o600
        expected = '"redis":"ok"' if find_server() else '"redis":"off"'
        assert expected in gym.get("/health/ready")[1]
        assert len(gym.descendants("redis-server")) == (1 if find_server() else 0)
        code, _seconds = gym.stop(signal.SIGINT)
        assert (code, gym.descendants()) == (0, [])


def test_it_can_be_stopped_while_it_is_still_starting(tmp_path):
    with Running(tmp_path) as gym:
        gym.wait_until(lambda: gym.descendants("upgrade"), "the upgrade")
        code, _seconds = gym.stop()
        assert (code, gym.descendants()) == (0, [])


def test_should_its_keeper_be_killed_nobody_stays(tmp_path):
    with Running(tmp_path) as gym:
        gym.wait_until(lambda: "fitadmin is ready" in gym.said, "starting")
        gym.process.kill()
        gym.wait_until(lambda: gym.descendants() == [], "ending", seconds=30)


def test_a_port_in_use_is_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for part in ((), ("web",)):
            code, said = run(tmp_path, *part, FITADMIN_PORT=port)
            assert (code, said) == (
                1, f"Port {port} is in use; set FITADMIN_PORT to a free one.\n",
            )  # fmt: skip


def test_an_address_of_somebody_else_is_one_line(tmp_path):
    code, said = run(tmp_path, FITADMIN_HOST="192.0.2.1")
    assert code == 1
    assert said.startswith("Cannot listen on 192.0.2.1")
    assert said.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    keys = {"FITADMIN_SECRET_KEY": "a" * 40, "FITADMIN_JWT_SECRET_KEY": "b" * 40}
    for given in ({}, keys):
        code, said = run(tmp_path / "file" / "var", **given)
        assert code == 2
        assert str(tmp_path / "file") in said
        assert said.count("\n") == 1


def test_a_newer_database_is_one_line(tmp_path):
    with sqlite3.connect(tmp_path / "fitadmin.db") as rows:
        rows.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        rows.execute("INSERT INTO alembic_version VALUES ('tomorrow')")
    code, said = run(tmp_path, FITADMIN_PORT=free_port())
    assert (code, said) == (
        3, "Error: The database was made by a newer fitadmin; install that one.\n",
    )  # fmt: skip


def test_a_setting_that_makes_no_sense_is_one_line(tmp_path):
    code, said = run(tmp_path, FITADMIN_PORT="many")
    assert (code, said) == (2, "FITADMIN_PORT must be a whole number from 1 to 65535.\n")
    code, said = run(tmp_path, FITADMIN_CONFIG="Production")
    assert code == 2
    assert said.startswith("FITADMIN_SECRET_KEY is missing")


def test_a_worker_without_redis_says_so(tmp_path):
    code, said = run(tmp_path, "worker")
    assert (code, said) == (2, "FITADMIN_REDIS_URL is missing: this part needs Redis.\n")


def test_an_unknown_part_is_one_line(tmp_path):
    for arguments in (("webb",), ("web", "clock")):
        code, said = run(tmp_path, *arguments)
        assert (code, said) == (1, "usage: python run.py [web|worker|clock|install]\n")


@needs_redis
def test_without_its_redis_the_web_part_serves_and_says_what_is_degraded(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "fitadmin", "upgrade"],
        cwd=ROOT, env=environment(tmp_path), check=True,
    )  # fmt: skip
    with (
        redis_server() as (url, redis),
        Running(tmp_path, "web", FITADMIN_REDIS_URL=url) as gym,
        Running(tmp_path, "clock", FITADMIN_REDIS_URL=url) as clock,
    ):
        gym.wait_until_it_serves()
        assert '"status":"ready"' in gym.get("/health/ready")[1]
        queue = Queue("default", connection=Redis.from_url(url))
        clock.wait_until(lambda: queue.count > 0, "the clock")

        redis.kill()
        redis.wait()
        began = time.monotonic()
        status, body = gym.get("/health/ready")
        assert (status, time.monotonic() - began < 2) == (200, True)
        assert '"status":"degraded"' in body
        assert '"redis":"down"' in body
        assert gym.get("/login/")[0] == 200
        assert gym.stop()[0] == 0


def load_run():
    spec = importlib.util.spec_from_file_location("run_under_test", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_another_python_is_refused(capsys, monkeypatch):
    module = load_run()
    monkeypatch.setattr(module.sys, "version_info", (3, 9, 1))
    assert module.main([]) == 1
    assert capsys.readouterr().err.startswith("fitadmin needs Python 3.11 to 3.13")


def test_what_cannot_be_installed_is_said_and_not_remembered(tmp_path, capsys, monkeypatch):
    module = load_run()
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / "stamp")

    def refuse(*_arguments, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(module.venv, "create", refuse)
    assert module.main([]) == 1
    assert "Installing failed: disk full" in capsys.readouterr().err
    assert not (tmp_path / "stamp").exists()


def test_installing_makes_the_environment_once(tmp_path, capsys, monkeypatch):
    module = load_run()
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / "stamp")
    calls = []
    monkeypatch.setattr(
        module.venv,
        "create",
        lambda *_, **__: (tmp_path / "python").touch() or calls.append("venv"),
    )
    monkeypatch.setattr(module.subprocess, "run", lambda command, check: calls.append(command[3]))

    assert module.main(["install"]) == 0
    assert module.main(["install"]) == 0
    assert calls == ["venv", "install"]
    (tmp_path / "stamp").write_text("of another day")
    assert module.main(["install"]) == 0
    assert calls == ["venv", "install", "install"]


def test_who_dies_again_and_again_is_given_up(capsys):
    keeper = supervisor.Supervisor()
    child = keeper.start(supervisor.Child("mayfly", [sys.executable, "-c", "raise SystemExit(7)"]))

    def look_after_it_for_ever():
        while True:
            keeper.look_after()
            time.sleep(0.01)

    with pytest.raises(checks.StartError, match=r"mayfly keeps dying \(code 7\)"):
        look_after_it_for_ever()
    assert len(child.deaths) == supervisor.MOST_DEATHS
    assert capsys.readouterr().err.count("starting it again") == supervisor.MOST_DEATHS - 1


def test_who_does_not_listen_is_killed(monkeypatch):
    monkeypatch.setattr(supervisor, "PATIENCE_S", 0.3)
    monkeypatch.setattr(supervisor, "INSISTENCE_S", 0.1)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"
    keeper = supervisor.Supervisor()
    child = keeper.start(supervisor.Child("deaf", [sys.executable, "-c", deaf]))
    time.sleep(0.5)
    keeper.stop()
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("code", "says"), [(0, "once: done."), (3, "once: stopped with code 3.")])
def test_what_was_to_run_once_is_not_started_again(capsys, code, says):
    keeper = supervisor.Supervisor()
    once = supervisor.Child(
        "once", [sys.executable, "-c", f"raise SystemExit({code})"], is_forever=False
    )
    keeper.start(once)
    once.process.wait()
    keeper.look_after()
    assert keeper.children == []
    assert says in capsys.readouterr().err


def test_gunicorn_serves_with_threads_and_is_told_the_address(tmp_path):
    class Settings:
        HOST, PORT, WEB_WORKERS, WEB_THREADS = "::1", 8080, 3, 5

    command = " ".join(parts.web_command(Settings))
    assert "--bind [::1]:8080 --worker-class gthread" in command
    assert "--workers 3 --threads 5" in command
