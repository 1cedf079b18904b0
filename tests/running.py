"""The real thing for tests: databases that were upgraded, processes that were started."""

import atexit
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from werkzeug.serving import make_server

import config
from fitadmin import create_app
from fitadmin.extensions import db
from fitadmin.processes.redis import find_server

ROOT = Path(config.__file__).parent
LONG_SECRETS = {
    "FITADMIN_SECRET_KEY": "q7Zp2vX9-kLm4NwR8tYb1CeF6hJd3GsUa",
    "FITADMIN_JWT_SECRET_KEY": "W5nB8xQ2cV7mK1jH4gF9dS6aP3oI0uYtE",
}


def app_in(folder, **settings):
    """An application of its own on the SQLite file of *folder*."""
    testing = config.Testing()
    testing.VAR = Path(folder)
    testing.SQLALCHEMY_DATABASE_URI = f"sqlite:///{folder}/fitadmin.db"
    testing.SQLALCHEMY_ENGINE_OPTIONS = {"connect_args": {"timeout": 5}}
    for name, value in settings.items():
        setattr(testing, name, value)
    return create_app(testing)


def gym_in(folder, **settings):
    """The same, on a database that was upgraded and holds nobody."""
    shutil.copy(_upgraded(), Path(folder) / "fitadmin.db")
    return app_in(folder, **settings)


@cache
def _upgraded():
    folder = tempfile.mkdtemp(prefix="fitadmin-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = app_in(folder)
    done = app.test_cli_runner().invoke(args=["fitadmin", "upgrade"])
    assert done.exit_code == 0, done.output
    with app.app_context():
        db.engine.dispose()  # the last connection to close writes the file
    return Path(folder) / "fitadmin.db"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def environment(folder, **settings):
    """What a process gets: nothing of the tests' own settings."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("FITADMIN_")}
    given = {"FITADMIN_VAR": str(folder), "FITADMIN_DEMO": "0", **settings}
    return {**kept, **{name: str(value) for name, value in given.items()}}


def run(folder, *arguments, **settings):
    """Run `python run.py ...` to its end: exit code, what it said."""
    with _installed():
        done = subprocess.run(
            [sys.executable, ROOT / "run.py", *arguments],
            env=environment(folder, **settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
    return done.returncode, done.stdout


@contextmanager
def _installed():
    """.venv knows that it is complete; not two at once, for pip does not like that."""
    with Path(tempfile.gettempdir(), "fitadmin-test.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run([sys.executable, ROOT / "run.py", "install"], check=True)
    yield


class Running:
    """`python run.py ...` in the background, and what it says."""

    def __init__(self, folder, *arguments, **settings):
        self.folder = Path(folder)
        self.port = int(settings.setdefault("FITADMIN_PORT", free_port()))
        with _installed():
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "run.py", *arguments],
                env=environment(folder, **settings),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def get(self, path, timeout=10):
        """Status and body of a page."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}{path}", timeout=timeout
            ) as r:
                return r.status, r.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except OSError as error:
            return 0, str(error)

    def wait_until(self, true, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not (result := true()):
            assert time.monotonic() < deadline, f"{what} took too long; it said:\n{self.said}"
            time.sleep(0.05)
        return result

    def wait_until_it_serves(self):
        self.wait_until(lambda: self.get("/health/live")[0] == 200, "serving")

    def stop(self, number=signal.SIGTERM):
        """Ask it to stop: exit code and seconds."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(40), time.monotonic() - began

    def descendants(self, word=""):
        """Ids of the processes that are ours, orphans too, by a word of their command.

        They were given our folder, or live in it: Redis overwrites its environment.
        """
        mark, found = f"FITADMIN_VAR={self.folder}".encode(), []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                given = (process / "environ").read_bytes().split(b"\0")
                is_ours = mark in given or (process / "cwd").readlink().is_relative_to(self.folder)
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue  # it has just ended
            if is_ours and command and word in command:
                found.append(int(process.name))
        return sorted(found)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        for pid in self.descendants():
            os.kill(pid, signal.SIGKILL)


@contextmanager
def serving(app):
    """The address where *app* answers over HTTP."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def redis_server():
    """A real Redis: its address and its process; None where the machine has none."""
    server = find_server()
    if server is None:
        yield None, None
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [server, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        try:
            yield f"redis://127.0.0.1:{port}/0", process
        finally:
            process.kill()
            process.wait()
