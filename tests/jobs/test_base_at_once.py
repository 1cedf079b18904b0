"""A job that is run many times at the same moment, on a database of its own."""

import threading

from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.base import job
from fitadmin.models.gym import JobRun, Location
from fitadmin.models.scope import SYSTEM
from tests.databases import app_on


@job
def open_branch(session):
    session.add(Location(name="Branch"))


def test_ten_at_once_have_one_effect(backend, run_folder):
    app, answers = app_on(backend, "jobs", run_folder, lambda _app: None), []

    def run():
        with app.app_context():
            answers.append(open_branch("noon"))

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False] * 9 + [True]
    with app.app_context(), acting_as(SYSTEM):
        names = db.session.scalars(select(Location.name).where(Location.name == "Branch"))
        assert names.all() == ["Branch"]
        assert db.session.scalars(select(JobRun.state)).all() == ["done"]
        db.session.remove()
        db.engine.dispose()
