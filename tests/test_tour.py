"""The tour of the API does what it says."""

import os
import shutil
import subprocess

import pytest
from werkzeug.security import generate_password_hash

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM
from tests import tour
from tests.databases import app_on
from tests.factories import PASSWORD
from tests.running import serving
from tests.world import World, build_world


def test_the_page_is_what_its_table_makes_of_the_description():
    assert tour.PAGE.read_text() == tour.page(tour.description()), "run: python -m tests.tour"


def test_every_call_answers_as_the_page_says(run_folder, tmp_path):
    if shutil.which("curl") is None:
        pytest.skip("this machine has no curl")
    app = app_on("sqlite", "world", run_folder, build_world, to="tour")
    with app.app_context(), acting_as(SYSTEM):
        World(app).user("own").password = generate_password_hash(PASSWORD)
        db.session.commit()
    with serving(app) as address:
        done = subprocess.run(
            ["sh", "-c", tour.script()],
            cwd=tmp_path,
            env={**os.environ, "GYM": address, "WHO": "own", "PASSWORD": PASSWORD},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr + done.stdout
    assert [int(line) for line in done.stdout.split()] == tour.statuses()
