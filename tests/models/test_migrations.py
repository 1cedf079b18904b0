"""Migrations go up and down on both databases and leave no difference to the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from fitadmin.extensions import db
from tests.databases import BACKENDS, bare_app


@pytest.fixture(params=BACKENDS)
def bare(request, run_folder):
    """An app on a database without a table; what is done there stays done."""
    app = bare_app(request.param, "migrations", run_folder)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(bare):
    upgrade()
    everything = tables()
    assert everything == set(db.metadata.tables)
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == everything


def test_each_step_can_be_taken_back(bare):
    upgrade()
    while tables():
        before = tables()
        downgrade(revision="-1")
        assert tables() < before
        upgrade(revision="+1")
        assert tables() == before
        downgrade(revision="-1")


def test_the_tables_are_those_of_the_models(bare):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
