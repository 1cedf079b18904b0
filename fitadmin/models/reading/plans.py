"""Statements of questions, built once per shape and kind of viewer from the guard's own rules.

The conditions are those of models/scope: the ids of whoever is asking, and the values of the
question, are bound when a statement runs.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Numeric,
    Select,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    type_coerce,
)

from fitadmin.models.reading.by_client import page_by_client
from fitadmin.models.reading.counts import counted
from fitadmin.models.reading.layout import Layout
from fitadmin.models.reading.operators import conditions
from fitadmin.models.reading.parts import Render, items_of, labelled, parts_of
from fitadmin.models.reading.places import behind, cut, order_of
from fitadmin.models.reading.shapes import CAP, EXACT, NONE, Filter, Shape
from fitadmin.models.scope import Asking, visible
from fitadmin.models.searching import Search, symbolic


class Plan:
    """How a question of one shape is asked of the database, and its rows made ready for JSON."""

    def __init__(self, model: type[Any], shape: Shape, kind: Asking, dialect: str) -> None:
        table = model.__table__
        layout = Layout(model, table, shape.columns, dialect)
        found = symbolic(model, table.c, kind) if shape.is_searched else None
        where = _where(model, shape.filters, kind, found)
        self.shape = shape
        self.render: Render = layout.renderer()
        self.derived = tuple(layout.derived)
        self.versions = tuple(layout.versions)
        self.is_versioned = layout.is_versioned and not (layout.to_many or layout.derived)
        self.statement = _rows(layout, where, shape, kind, found.order if found else ())
        self.total = None if shape.is_item else _total(model, shape, kind)
        self.parts = parts_of(model, layout, kind, dialect)

    def rows(self, connection: Connection, values: dict[str, Any]) -> Sequence[Any]:
        """The rows of one page, or of one item; see layout.py for what stands in them."""
        rows = connection.execute(self.statement, values).all()
        return rows if self.shape.is_item else rows[: values["limit"]]

    def count(self, connection: Connection, values: dict[str, Any]) -> int | None:
        """How many rows there are on all pages, at most CAP + 1 when capped; None: not asked."""
        return None if self.total is None else counted(connection, self.total, values)

    def items(self, connection: Connection, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """*rows* as dictionaries, with their parts: one more statement per to-many relation."""
        return items_of(connection, rows, self.render, self.parts)


@lru_cache(maxsize=1024)
def plan_for(model: Any, shape: Shape, kind: Asking, dialect: str) -> Plan:
    """The plan of *shape*, made once and kept."""
    return Plan(model, shape, kind, dialect)


def _rows(layout: Layout, where: list[Any], shape: Shape, kind: Asking, likeliest: Any) -> Any:
    table = layout.table
    order = table.c[shape.order] if shape.order else literal(None)
    last = [] if shape.is_item else [_cursor_value(order, layout.dialect)]
    statement = select(*labelled([*layout.columns, *last])).where(*where)
    if shape.is_item:
        return statement.select_from(layout.joined).where(table.c.id == bindparam("pk"))
    ordered = order_of(table.c, shape) if shape.order else likeliest
    statement = statement.order_by(*ordered)
    page = page_by_client(layout.model, shape, kind) if layout.dialect == "postgresql" else None
    if page is not None:
        return statement.select_from(layout.joined.join(page, page.c.id == table.c.id))
    statement = statement.where(*behind(table.c, shape)).select_from(layout.joined)
    return cut(statement, shape)


def _cursor_value(order: Any, dialect: str) -> Any:
    """SQLite keeps more decimals of an exact number than its type shows; a cursor needs them."""
    if isinstance(order.type, Numeric) and dialect != "postgresql":
        return type_coerce(order, Float)
    return order


def _where(
    model: Any, filters: tuple[Filter, ...], kind: Asking, found: Search | None
) -> list[ColumnElement[bool]]:
    """What rows must meet: in sight, and as the question says."""
    row = model.__table__.c
    where = [visible(model, kind, row), *conditions(model, row, kind, filters)]
    return where if found is None else [*where, found.condition]


def _total(model: Any, shape: Shape, kind: Asking) -> Select[Any] | None:
    if shape.count == NONE:
        return None
    return _count(model, shape.filters, kind, shape.is_searched, shape.count == EXACT)


@lru_cache(maxsize=512)
def _count(
    model: Any,
    filters: tuple[Filter, ...],
    kind: Asking,
    is_searched: bool,
    is_exact: bool,
) -> Select[Any]:
    """One statement for all pages of a question, so that they share what was counted."""
    table = model.__table__
    found = symbolic(model, table.c, kind) if is_searched else None
    where = _where(model, filters, kind, found)
    if is_exact:
        return select(func.count()).select_from(table).where(*where)
    some = select(table.c.id).where(*where).limit(literal_column(str(CAP + 1))).subquery()
    return select(func.count()).select_from(some)
