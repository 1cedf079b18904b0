"""Alembic's environment: our tables and Flask-AppBuilder's, on SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON

from fitadmin.models.columns import UtcDateTime
from fitadmin.models.searching import KeptTriggers, is_kept_by_the_database


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
