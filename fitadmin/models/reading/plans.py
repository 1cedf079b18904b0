"""Statements of questions, built once per shape and kind of viewer from the guard's own rules.

The conditions are those of models/scope: the ids of whoever is asking, and the values of the
question, are bound when a statement runs.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Float,
    Numeric,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
)

from fitadmin.models.reading.layout import Layout
from fitadmin.models.reading.operators import condition
from fitadmin.models.reading.parts import Render, items_of, labelled, parts_of
from fitadmin.models.reading.shapes import CAP, CAPPED, EXACT, Shape
from fitadmin.models.scope import Asking, visible
from fitadmin.models.searching import symbolic


class Plan:
    """How a question of one shape is asked of the database, and its rows made ready for JSON."""

    def __init__(self, model: type[Any], shape: Shape, kind: Asking, dialect: str) -> None:
        table = model.__table__
        layout = Layout(model, table, shape.columns, dialect)
        where = [visible(model, kind, table.c)]
        where += [
            condition(model, table.c, kind, wanted.column, number, wanted)
            for number, wanted in enumerate(shape.filters)
        ]
        found = symbolic(model, table.c) if shape.is_searched else None
        if found is not None:
            where.append(found.condition)
        self.shape = shape
        self.render: Render = layout.renderer()
        self.derived = tuple(layout.derived)
        self.versions = tuple(layout.versions)
        self.is_versioned = layout.is_versioned and not (layout.to_many or layout.derived)
        self.statement = _rows(layout, where, shape, found.order if found else ())
        self.total = None if shape.is_item else _total(table, where, shape)
        self.parts = parts_of(model, layout, kind, dialect)

    def rows(self, connection: Connection, values: dict[str, Any]) -> Sequence[Any]:
        """The rows of one page, or of one item; see layout.py for what stands in them."""
        return connection.execute(self.statement, values).all()

    def count(self, connection: Connection, values: dict[str, Any]) -> int | None:
        """How many rows there are on all pages, at most CAP + 1 when capped; None: not asked."""
        return None if self.total is None else connection.scalar(self.total, values)

    def items(self, connection: Connection, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """*rows* as dictionaries, with their parts: one more statement per to-many relation."""
        return items_of(connection, rows, self.render, self.parts)


@lru_cache(maxsize=1024)
def plan_for(model: Any, shape: Shape, kind: Asking, dialect: str) -> Plan:
    """The plan of *shape*, made once and kept."""
    return Plan(model, shape, kind, dialect)


def _rows(layout: Layout, where: list[Any], shape: Shape, likeliest: Any) -> Select[Any]:
    table = layout.table
    order = table.c[shape.order] if shape.order else literal(None)
    last = [] if shape.is_item else [_cursor_value(order, layout.dialect)]
    statement = select(*labelled([*layout.columns, *last])).select_from(layout.joined)
    if shape.is_item:
        return statement.where(table.c.id == bindparam("pk"), *where)
    if shape.after:
        where = [*where, _behind(order, table.c.id, shape)]
    else:
        statement = statement.offset(bindparam("offset"))
    ordered = _order(order, table.c.id, shape) if shape.order else likeliest
    return statement.where(*where).order_by(*ordered).limit(bindparam("limit"))


def _cursor_value(order: Any, dialect: str) -> Any:
    """SQLite keeps more decimals of an exact number than its type shows; a cursor needs them."""
    if isinstance(order.type, Numeric) and dialect != "postgresql":
        return type_coerce(order, Float)
    return order


def _order(order: Any, pk: Any, shape: Shape) -> list[Any]:
    """Always ends with the id, so that no two rows change places between pages.

    Rows without a value come last, or first in descending order, on both databases.
    """
    first = order.desc() if shape.descending else order.asc()
    if order.nullable:
        first = first.nulls_first() if shape.descending else first.nulls_last()
    return [first] if order is pk else [first, pk.desc() if shape.descending else pk.asc()]


def _behind(order: Any, pk: Any, shape: Shape) -> ColumnElement[bool]:
    """Rows behind the one whose ordering column and id are bound as `after` and `after_id`."""
    ident: BindParameter[int] = bindparam("after_id")
    later = pk < ident if shape.descending else pk > ident
    if order is pk:
        return later
    if shape.after == "null":
        same = and_(order.is_(None), later)
        return or_(same, order.is_not(None)) if shape.descending else same
    value = bindparam("after", type_=order.type)
    here, there = tuple_(order, pk), tuple_(value, ident)
    behind = here < there if shape.descending else here > there
    return behind if shape.descending or not order.nullable else or_(behind, order.is_(None))


def _total(table: Any, where: list[Any], shape: Shape) -> Select[Any] | None:
    if shape.count == EXACT:
        return select(func.count()).select_from(table).where(*where)
    if shape.count == CAPPED:
        some = select(table.c.id).where(*where).limit(CAP + 1).subquery()
        return select(func.count()).select_from(some)
    return None
