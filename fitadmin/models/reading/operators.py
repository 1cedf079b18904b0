"""The operators of questions, named as Flask-AppBuilder names them, as conditions on columns."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select
from sqlalchemy.orm.interfaces import MANYTOMANY

from fitadmin.models.reading.shapes import Filter
from fitadmin.models.scope import Asking, Row, visible

Condition = Callable[[Any, BindParameter[Any]], ColumnElement[bool]]


def _like(column: Any, value: BindParameter[Any]) -> ColumnElement[bool]:
    return column.ilike(value, escape="\\")


def _not_like(column: Any, value: BindParameter[Any]) -> ColumnElement[bool]:
    return ~column.ilike(value, escape="\\")


ON_COLUMNS: dict[str, Condition] = {
    "eq": lambda column, value: column == value,
    "neq": lambda column, value: column != value,
    "gt": lambda column, value: column > value,
    "lt": lambda column, value: column < value,
    "in": lambda column, value: column.in_(value),
    "not_in": lambda column, value: ~column.in_(value),
    **dict.fromkeys(("sw", "ew", "ct"), _like),
    **dict.fromkeys(("nsw", "new", "nct"), _not_like),
    "rel_o_m": lambda column, value: column == value,
    "nrel_o_m": lambda column, value: or_(column != value, column.is_(None)),
}
PATTERNS = {
    "sw": "{}%", "ew": "%{}", "ct": "%{}%", "nsw": "{}%", "new": "%{}", "nct": "%{}%",
}  # fmt: skip
"""How the text of these is bound; escape() it first."""
LISTS = ("in", "not_in")
AMONG = "rel_m_m"


def conditions(
    model: type[Any], row: Row, kind: Asking, filters: Sequence[Filter]
) -> list[ColumnElement[bool]]:
    """What each of *filters* says of *row*; their values are bound as `f0`, `f1`, …"""
    return [
        condition(model, row, kind, wanted.column, number, wanted)
        for number, wanted in enumerate(filters)
    ]


def condition(model: type[Any], row: Row, kind: Asking, name: str, number: int, wanted: Any) -> Any:
    """The condition of filter *number* (a shapes.Filter) on column or relation *name*."""
    value: BindParameter[Any] = bindparam(f"f{number}", expanding=wanted.operator in LISTS)
    if wanted.operator == AMONG:
        return _among(model, row, kind, name, value)
    link = model.__mapper__.relationships.get(name)
    column = row[next(iter(link.local_columns)).key] if link is not None else row[name]
    if link is None and wanted.operator not in PATTERNS:
        value.type = column.type
    return ON_COLUMNS[wanted.operator](column, value)


def _among(model: type[Any], row: Row, kind: Asking, name: str, value: Any) -> Any:
    """Rows that refer to this one among others, if the caller sees it."""
    link = model.__mapper__.relationships[name]
    target = link.mapper.class_
    its = target.__table__.alias().c
    local, remote = link.local_remote_pairs[0]
    statement = select(its.id).where(its.id == value, visible(target, kind, its))
    if link.direction is MANYTOMANY:
        between = link.secondary.alias().c
        (near, far) = (pair[1].key for pair in link.local_remote_pairs)
        statement = statement.where(between[near] == row[local.key], between[far] == its.id)
    else:
        statement = statement.where(its[remote.key] == row[local.key])
    return statement.exists()


def escape(text: str) -> str:
    """*text* without a wildcard of LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
