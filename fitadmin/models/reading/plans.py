"""Statements of questions, built once per shape and kind of viewer from the guard's own rules.

The conditions are those of models/scope: the ids of whoever is asking, and the values of the
question, are bound when a statement runs.
"""

from collections.abc import Callable, Sequence
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
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm.interfaces import MANYTOMANY

from fitadmin.models.reading.layout import Layout
from fitadmin.models.reading.operators import condition
from fitadmin.models.reading.shapes import CAP, CAPPED, EXACT, Shape
from fitadmin.models.scope import Asking, visible

Render = Callable[[Sequence[Any]], dict[str, Any]]


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
        self.shape = shape
        self.render: Render = layout.renderer()
        self.derived = tuple(layout.derived)
        self.versions = tuple(layout.versions)
        self.is_versioned = layout.is_versioned and not (layout.to_many or layout.derived)
        self.statement = _rows(layout, where, shape)
        self.total = None if shape.is_item else _total(table, where, shape)
        self.parts = [
            _Part(model, relation, leaves, kind, dialect)
            for relation, leaves in layout.to_many.items()
        ]

    def rows(self, connection: Connection, values: dict[str, Any]) -> Sequence[Any]:
        """The rows of one page, or of one item; see layout.py for what stands in them."""
        return connection.execute(self.statement, values).all()

    def count(self, connection: Connection, values: dict[str, Any]) -> int | None:
        """How many rows there are on all pages, at most CAP + 1 when capped; None: not asked."""
        return None if self.total is None else connection.scalar(self.total, values)

    def items(self, connection: Connection, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """*rows* as dictionaries, with their parts: one more statement per to-many relation."""
        items = [self.render(row) for row in rows]
        for part in self.parts:
            part.add(connection, [row[0] for row in rows], items)
        return items


@lru_cache(maxsize=1024)
def plan_for(model: Any, shape: Shape, kind: Asking, dialect: str) -> Plan:
    """The plan of *shape*, made once and kept."""
    return Plan(model, shape, kind, dialect)


def _rows(layout: Layout, where: list[Any], shape: Shape) -> Select[Any]:
    table = layout.table
    if shape.is_item:
        statement = select(*_labelled(layout.columns)).select_from(layout.joined)
        return statement.where(table.c.id == bindparam("pk"), *where)
    order = table.c[shape.order]
    columns = [*layout.columns, _cursor_value(order, layout.dialect)]
    statement = select(*_labelled(columns)).select_from(layout.joined)
    if shape.after:
        where = [*where, _behind(order, table.c.id, shape)]
    else:
        statement = statement.offset(bindparam("offset"))
    return (
        statement.where(*where)
        .order_by(*_order(order, table.c.id, shape))
        .limit(bindparam("limit"))
    )


def _cursor_value(order: Any, dialect: str) -> Any:
    """SQLite keeps more decimals of an exact number than its type shows; a cursor needs them."""
    if isinstance(order.type, Numeric) and dialect != "postgresql":
        return type_coerce(order, Float)
    return order


def _labelled(columns: Sequence[Any]) -> list[Any]:
    return [column.label(f"c{number}") for number, column in enumerate(columns)]


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


class _Part:
    """The rows of a to-many relation of all rows of a page, those in sight."""

    def __init__(
        self, model: type[Any], relation: str, leaves: list[str], kind: Asking, dialect: str
    ) -> None:
        link = model.__mapper__.relationships[relation]
        target = link.mapper.class_
        table = target.__table__
        layout = Layout(target, table, leaves, dialect)
        _local, remote = link.local_remote_pairs[0]
        self.relation = relation
        self.render = layout.renderer()
        joined: Any = layout.joined
        owner: Any = None if link.secondary is not None else table.c[remote.key]
        if link.direction is MANYTOMANY:
            owner = link.secondary.c[remote.key]
            far = link.local_remote_pairs[1][1]
            joined = joined.join(link.secondary, link.secondary.c[far.key] == table.c.id)
        ids: BindParameter[Any] = bindparam("ids", expanding=True)
        order = [*(table.c[column.key] for column in link.order_by or ()), table.c.id]
        self.statement = (
            select(*_labelled([*layout.columns, owner]))
            .select_from(joined)
            .where(owner.in_(ids), visible(target, kind, table.c))
            .order_by(*order)
        )

    def add(self, connection: Connection, ids: list[int], items: list[dict[str, Any]]) -> None:
        found: dict[int, list[dict[str, Any]]] = {ident: [] for ident in ids}
        if ids:
            for row in connection.execute(self.statement, {"ids": ids}):
                found[row[-1]].append(self.render(row))
        for ident, item in zip(ids, items, strict=True):
            item[self.relation] = found[ident]
