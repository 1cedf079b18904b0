"""A long import in a real gym: a worker that is killed leaves nothing, and it is begun again."""

import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.parse
import uuid
from contextlib import closing

import pytest

from fitadmin.processes.redis import find_server
from tests.forms import Form
from tests.running import ROOT, Running, environment
from tests.test_main_job import PASSWORD, Door
from tests.uploads import many

ROWS = 4_000


def multipart(fields, file):
    """A form with a file in it: body, Content-Type."""
    mark, body = uuid.uuid4().hex, io.BytesIO()
    named = [(f'"{name}"', text) for name, text in fields.items()]
    for name, text in [*named, ('"file"; filename="clients.csv"', file)]:
        head = f"--{mark}\r\nContent-Disposition: form-data; name={name}\r\n\r\n"
        body.write(f"{head}{text}\r\n".encode())
    body.write(f"--{mark}--\r\n".encode())
    return body.getvalue(), f"multipart/form-data; boundary={mark}"


def count(folder, table):
    with closing(sqlite3.connect(folder / "fitadmin.db", timeout=30)) as rows:
        [(count,)] = rows.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  a table of ours
        return count


class Importing:
    """Somebody at the pages of an import."""

    def __init__(self, gym):
        self.gym, self.door = gym, Door(gym.port).sign_in("admin")
        self.token = Form(self.door.ask("GET", "/import/")[1]).values["csrf_token"][0]
        body, kind = multipart({"csrf_token": self.token, "kind": "clients"}, many(ROWS))
        self.address = self._leads_to(self.door.ask("POST", "/import/", body, Content_Type=kind))

    def _leads_to(self, answer):
        status, html = answer
        assert status == 302, html
        return re.search(r'href="(/import/[^"]+)"', html)[1]

    def post(self, act, **fields):
        body = urllib.parse.urlencode({"csrf_token": self.token, **fields}).encode()
        self._leads_to(self.door.ask("POST", f"{self.address}{act}", body))

    def page(self):
        return self.door.ask("GET", self.address)[1]

    def state(self):
        return json.loads(self.door.ask("GET", f"{self.address}state")[1])

    def wait_until(self, true, what):
        self.gym.wait_until(lambda: true(self.state()), what, seconds=120)

    def kill_the_worker(self):
        (worker,) = self.gym.descendants("run.py worker")
        os.kill(worker, signal.SIGKILL)
        self.wait_until(lambda state: state["is_over"], "noticing")
        assert "The work was cut off. Nothing has been imported" in self.page()
        again = lambda: self.gym.descendants("run.py worker") not in ([], [worker])  # noqa: E731
        self.gym.wait_until(again, "starting the worker again")


@pytest.mark.skipif(find_server() is None, reason="no Redis on this machine")
def test_a_worker_killed_midway_leaves_nothing_and_the_import_is_begun_again(tmp_path):
    with Running(tmp_path, FITADMIN_DEMO="0") as gym:
        gym.wait_until(lambda: "fitadmin is ready" in gym.said, "starting")
        admin = ("--email=a@example.org", f"--password={PASSWORD}", "--first-name=Ada")
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "fitadmin", "create-admin", *admin,
             "--last-name=Admin", "--username=admin"],
            cwd=ROOT, env=environment(tmp_path), check=True, capture_output=True,
        )  # fmt: skip
        it = Importing(gym)
        it.post("look", **{k: v[0] for k, v in Form(it.page()).values.items() if k != "csrf_token"})
        it.wait_until(lambda state: state["done"] > 0, "looking through")
        it.kill_the_worker()
        it.post("again")
        it.wait_until(lambda state: state["is_over"], "looking through again")
        assert f"Import {ROWS} rows" in it.page()
        assert count(tmp_path, "client_profile") == 0

        it.post("take")
        it.wait_until(lambda state: state["done"] >= ROWS, "writing")
        it.kill_the_worker()
        assert count(tmp_path, "client_profile") == count(tmp_path, "import_batch") == 0
        it.post("again")
        it.post("again")
        it.wait_until(lambda state: state["is_over"], "importing again")
        assert "Open the import, to undo it if need be" in it.page()
        assert count(tmp_path, "client_profile") == ROWS
        assert count(tmp_path, "import_batch") == 1
        assert not list((tmp_path / "imports").glob("*/file"))
