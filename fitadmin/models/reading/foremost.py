"""The few rows of a table that are meant by some words, or were named by id: columns, no objects.

A column may lie along a relation to one row: `client.last_name` comes as `client_last_name`.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from fitadmin.models.searching import matching


def foremost(
    session: Session, model: type[Any], text: str, columns: Iterable[str], most: int
) -> list[Row[Any]]:
    """The *most* likeliest of the rows in sight that *text* finds, each with its `rank` (0 is the
    best). One statement; only for models that have a search.
    """
    found = matching(model, text)
    rank, *order = found.order
    statement = _rows(model, columns).add_columns(rank.label("rank")).where(found.condition)
    return list(session.execute(statement.order_by("rank", *order).limit(most)))


def named(
    session: Session, model: type[Any], ids: Iterable[int], columns: Iterable[str]
) -> dict[int, Row[Any]]:
    """Those of the rows with these ids that are in sight, by id. One statement."""
    statement = _rows(model, columns).where(model.id.in_(sorted(set(ids))))
    return {row.id: row for row in session.execute(statement)}


def _rows(model: type[Any], columns: Iterable[str]) -> Select[Any]:
    shown, along = [], {}
    for name in columns:
        relation, _, column = name.rpartition(".")
        owner = model
        if relation:
            along[relation] = getattr(model, relation)
            owner = along[relation].property.mapper.class_
        shown.append(getattr(owner, column).label(name.replace(".", "_")))
    statement = select(model.id.label("id"), *shown)
    for relation in along.values():
        statement = statement.outerjoin(relation)
    return statement
