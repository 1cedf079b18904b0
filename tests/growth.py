"""A world that grows: every table of it gets more rows, of the same client and of others."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import Date, Enum, Integer, String, Table, UniqueConstraint, insert, select

from fitadmin.models.columns import uuid7
from fitadmin.models.gym import GymSettings
from fitadmin.models.scope import scoped_models
from tests.world import PLAIN

FIRST = 1_000_000
"""Ids of the rows that are added; the n-th row of each table goes with the n-th of the others."""
Values = dict[str, Any]


def grow(session: Any, have: int, want: int) -> None:
    """Copy the first row of every table, the n-th copy for n from *have* to *want*.

    Every other copy has the parents of the first row, the rest have parents of their own. Copies
    are about the same client, so that whoever sees the first row sees them all.
    """
    tables = {model.__table__ for model in scoped_models() if model not in (GymSettings, *PLAIN)}
    for table in Model.metadata.sorted_tables:
        if table in tables:
            first = session.execute(select(table).order_by(table.c.id).limit(1)).one()._asdict()
            copies = [_copy(table, tables, first, n) for n in range(have, want)]
            if copies:
                session.execute(insert(table), copies)


def _copy(table: Table, tables: set[Table], first: Values, n: int) -> Values:
    copy = {**first, "id": FIRST + n}
    if "uid" in copy:
        copy["uid"] = uuid7()
    for name in first:
        if n % 2 and name != "client_id" and _has_copies(table, tables, name, first):
            copy[name] = FIRST + n
    for unique in _unique(table):
        _vary(copy, table, tables, unique, n)
    return copy


def _has_copies(table: Table, tables: set[Table], name: str, first: Values) -> bool:
    keys = table.c[name].foreign_keys
    return first[name] is not None and any(key.column.table in tables for key in keys)


def _unique(table: Table) -> Iterator[list[str]]:
    rules = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    for rule in (*rules, *(index for index in table.indexes if index.unique)):
        names = [column.name for column in rule.columns]
        if "id" not in names and names != ["uid"]:
            yield names


def _vary(copy: Values, table: Table, tables: set[Table], unique: list[str], n: int) -> None:
    """Change one of the columns that must not be the same twice."""
    for name in unique:
        column = table.c[name]
        for kind, change in CHANGES:
            plain = isinstance(column.type, kind) and not isinstance(column.type, Enum)
            if plain and not column.foreign_keys and copy[name] is not None:
                copy[name] = change(copy[name], n)
                return
    for name in unique:
        if copy[name] is None:
            return
        if table.c[name].nullable and len(unique) == 1 and name == "user_id":
            copy[name] = None
            return
        if _has_copies(table, tables, name, copy):
            copy[name] = FIRST + n
            return


CHANGES: tuple[tuple[type[Any], Callable[[Any, int], Any]], ...] = (
    (String, lambda text, n: f"{text[:12]}-{n}"),
    (Date, lambda day, n: (day or date(2026, 1, 1)) + timedelta(days=n + 1)),
    (Integer, lambda number, n: number + n),
)
