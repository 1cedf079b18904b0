"""Alembic's environment: our tables and Flask-AppBuilder's, on SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection

from fitadmin.models.columns import UtcDateTime
from fitadmin.models.searching import is_kept_by_the_database


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """A migration says what the database gets; it imports nothing of ours, which may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects.postgresql import JSONB")
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """The companions for searching belong to no model: autogenerate must not drop them."""
    return kind != "table" or not is_kept_by_the_database(name or "")


class KeptTriggers:
    """Puts back, after each step, the triggers that SQLite drops when Alembic rebuilds a table.

    Those whose companion for searching has gone in that step are meant to go.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known = self._read()

    def __call__(self, **_step: Any) -> None:
        there = self._read()
        for name, sql in self._known.items():
            if name not in there and self._is_wanted(name):
                self._connection.exec_driver_sql(sql)
        self._known = self._read()

    def _read(self) -> dict[str, str]:
        rows = self._connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
        return {name: sql for name, sql in rows}  # noqa: C416  a row is no pair for mypy

    def _is_wanted(self, name: str) -> bool:
        """`food_search_new` is, as long as there is a table `food_search`."""
        companion = name.rpartition("_")[0].replace("_name_", "_")
        found = self._connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (companion,)
        )
        return bool(found.scalar())


def run_migrations() -> None:
    """One transaction for all steps; SQLite rebuilds tables with its foreign keys off."""
    migrate = current_app.extensions["migrate"]
    engine = migrate.db.engine
    with engine.connect() as connection:
        after_step: dict[str, Any] = {}
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")  # triggers name the table
            after_step["on_version_apply"] = KeptTriggers(connection)
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            render_item=render_item,
            include_name=include_name,
            **after_step,
            **{"render_as_batch": True, "compare_type": True} | migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run_migrations()
