"""What connections and migrations must know of the companions that tables are searched by."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, event

from fitadmin.models.searching.folding import search_line

_COMPANION = re.compile(r"_search(_data|_idx|_content|_docsize|_config)?$")
_WRITTEN = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+_search)\b")


def teach(engine: Engine) -> None:
    """SQLite's triggers fold by our function: every connection of *engine* learns it."""
    if engine.dialect.name == "sqlite":
        event.listen(
            engine,
            "connect",
            lambda connection, _record: connection.create_function(
                "search_line", 1, search_line, deterministic=True
            ),
        )


def is_kept_by_the_database(table_name: str) -> bool:
    """Whether a table is a companion for searching (or FTS5's own below it), of no model."""
    return _COMPANION.search(table_name) is not None


class KeptTriggers:
    """Puts back, after each migration, the triggers that SQLite drops when Alembic rebuilds a
    table. Those whose companion has gone as well are meant to go.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known = self._named("trigger")

    def __call__(self, **_step: Any) -> None:
        there, tables = self._named("trigger"), self._named("table")
        for name, sql in self._known.items():
            companion = _WRITTEN.search(sql)
            if name not in there and companion and companion.group(1) in tables:
                self._connection.exec_driver_sql(sql)
        self._known = self._named("trigger")

    def _named(self, kind: str) -> dict[str, str]:
        rows = self._connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = ?", (kind,)
        )
        return {name: sql for name, sql in rows}  # noqa: C416  a row is no pair for mypy
