"""Where a page begins and ends: its order, what stands behind a cursor, limit and offset."""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    literal_column,
    or_,
    tuple_,
)

from fitadmin.models.reading.shapes import Shape
from fitadmin.models.scope import Row


def order_of(row: Row, shape: Shape) -> list[Any]:
    """Always ends with the id, so that no two rows change places between pages.

    Rows without a value come last, or first in descending order, on both databases.
    """
    order, pk = row[shape.order], row.id
    first = order.desc() if shape.descending else order.asc()
    if order.nullable:
        first = first.nulls_first() if shape.descending else first.nulls_last()
    return [first] if order is pk else [first, pk.desc() if shape.descending else pk.asc()]


def behind(row: Row, shape: Shape) -> list[ColumnElement[bool]]:
    """Rows behind the one whose ordering column and id are bound as `after` and `after_id`."""
    if not shape.after:
        return []
    order, pk = row[shape.order], row.id
    ident: BindParameter[int] = bindparam("after_id")
    later = pk < ident if shape.descending else pk > ident
    if order is pk:
        return [later]
    if shape.after == "null":
        same = and_(order.is_(None), later)
        return [or_(same, order.is_not(None)) if shape.descending else same]
    value = bindparam("after", type_=order.type)
    here, there = tuple_(order, pk), tuple_(value, ident)
    further = here < there if shape.descending else here > there
    return [further if shape.descending or not order.nullable else or_(further, order.is_(None))]


def cut(statement: Select[Any], shape: Shape) -> Select[Any]:
    """*statement* with the limit and the offset of the page."""
    statement = statement.limit(literal_column(str(shape.limit)))
    if shape.offset is None:
        return statement.offset(bindparam("offset"))
    return statement.offset(literal_column(str(shape.offset))) if shape.offset else statement
