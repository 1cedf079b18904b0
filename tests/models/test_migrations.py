"""Migrations go up and down on both databases and leave no difference to the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect

from fitadmin.extensions import db
from fitadmin.models.searching import (
    KeptTriggers,
    drop_companion,
    is_kept_by_the_database,
    write_companion,
)
from fitadmin.services.system import MIGRATIONS
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


def include_name(name, kind, _parents):
    return kind != "table" or not is_kept_by_the_database(name)


def shape():
    """What there is: by table its columns, indexes and checks."""
    there = inspect(db.engine)
    return {
        name: (
            sorted(column["name"] for column in there.get_columns(name)),
            sorted(str(index["name"]) for index in there.get_indexes(name)),
            checks_of(there, name),
        )
        for name in tables()
    }


def checks_of(there, table):
    return sorted(str(check["name"]) for check in there.get_check_constraints(table))


def test_up_down_and_up_again(bare):
    upgrade()
    everything = tables()
    of_models = {name for name in everything if not is_kept_by_the_database(name)}
    assert of_models == set(db.metadata.tables)
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == everything


@pytest.mark.parametrize("table", ["food", "food_name"])
def test_a_table_that_a_later_step_rebuilds_stays_searched(table, run_folder):
    """SQLite drops the triggers of a table that Alembic rebuilds."""
    app = bare_app("sqlite", "rebuilt", run_folder)
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")
            before, kept = triggers(connection), KeptTriggers(connection)
            operations = Operations(MigrationContext.configure(connection))
            with operations.batch_alter_table(table, recreate="always"):
                pass
            assert triggers(connection) != before
            kept()
            assert triggers(connection) == before
        db.engine.dispose()


def test_a_later_step_can_let_a_table_be_found_by_something_else(bare):
    upgrade()
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO muscle (id, name, is_front) VALUES (1, 'Soleus', true)"
        )
        drop_companion(connection, "muscle")
        connection.exec_driver_sql("ALTER TABLE muscle ADD COLUMN latin VARCHAR(80)")
        write_companion(connection, "muscle", ("name", "latin"))
        connection.exec_driver_sql("UPDATE muscle SET latin = 'Musculus'")
        connection.exec_driver_sql(
            "INSERT INTO muscle (id, name, is_front) VALUES (2, 'Biceps', true)"
        )
        found = connection.exec_driver_sql("SELECT text FROM muscle_search ORDER BY rowid")
        assert [line.replace("!", " ").split() for line in found.scalars()] == [
            ["soleus", "musculus"], ["biceps"],
        ]  # fmt: skip
        drop_companion(connection, "muscle")
        connection.exec_driver_sql("ALTER TABLE muscle DROP COLUMN latin")
        write_companion(connection, "muscle", ("name",))
        found = connection.exec_driver_sql("SELECT text FROM muscle_search ORDER BY rowid")
        assert [line.strip("! ") for line in found.scalars()] == ["soleus", "biceps"]


def triggers(connection):
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    return set(connection.exec_driver_sql(sql).all())


def test_each_step_can_be_taken_back(bare):
    upgrade()
    steps = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    for _ in steps:
        before = shape()
        downgrade(revision="-1")
        assert shape() != before
        upgrade(revision="+1")
        assert shape() == before
        downgrade(revision="-1")
    assert tables() == set()


def test_the_tables_are_those_of_the_models(bare):
    upgrade()
    with db.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": include_name}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, db.metadata) == []


def test_every_check_of_the_models_is_in_the_database_and_has_a_name(bare):
    """Alembic does not compare checks."""
    upgrade()
    there = inspect(db.engine)
    for name, table in db.metadata.tables.items():
        checks = [c for c in table.constraints if isinstance(c, CheckConstraint)]
        assert len(checks_of(there, name)) == len(checks), name
        assert "None" not in checks_of(there, name), name
