"""The few rows of a table that are meant by some words, or were named by id: columns, no objects.

A column may lie along a relation to one row: `client.last_name` comes as `client_last_name`.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, select
from sqlalchemy.orm import Session

from fitadmin.models.scope import Asking, asking_now, visible
from fitadmin.models.searching import symbolic, values

JUDGED = 300
"""So many of the rows that hold the words are put in order, beside those that are named so."""


def foremost(
    session: Session, model: Any, text: str, columns: tuple[str, ...], most: int
) -> list[Row[Any]]:
    """The *most* likeliest of the rows in sight that *text* finds, each with its `rank` (0 is the
    best). One statement; only for models that have a search.
    """
    statement = _likeliest(model, asking_now().kind, columns, most)
    return list(session.connection().execute(statement, values(text)))


def named(
    session: Session, model: Any, ids: Iterable[int], columns: tuple[str, ...]
) -> dict[int, Row[Any]]:
    """Those of the rows with these ids that are in sight, by id. One statement."""
    statement = _by_ids(model, asking_now().kind, columns)
    found = session.connection().execute(statement, {"ids": sorted(set(ids))})
    return {row.id: row for row in found}


@cache
def _likeliest(model: Any, kind: Asking, columns: tuple[str, ...], most: int) -> Select[Any]:
    row = model.__table__.c
    found = symbolic(model, row, kind, JUDGED)
    rank, *order = found.order
    statement = _rows(model, kind, columns).add_columns(rank.label("rank"))
    return statement.where(found.condition).order_by("rank", *order).limit(most)


@cache
def _by_ids(model: Any, kind: Asking, columns: tuple[str, ...]) -> Select[Any]:
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    return _rows(model, kind, columns).where(model.__table__.c.id.in_(ids))


def _rows(model: Any, kind: Asking, columns: tuple[str, ...]) -> Select[Any]:
    """Rows in sight; what one of them refers to is shown, whatever has become of it."""
    table, joined, along = model.__table__, model.__table__, {}
    shown = [table.c.id]
    for name in columns:
        relation, _, column = name.rpartition(".")
        if relation and relation not in along:
            link = model.__mapper__.relationships[relation]
            target = along[relation] = link.mapper.class_.__table__.alias(relation)
            local, remote = link.local_remote_pairs[0]
            joined = joined.outerjoin(target, target.c[remote.key] == table.c[local.key])
        owner = along.get(relation, table)
        shown.append(owner.c[column].label(name.replace(".", "_")))
    return select(*shown).select_from(joined).where(visible(model, kind, table.c))
