"""Questions made systematically of what a resource declares, and of values that rows have."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import prison  # type: ignore[import-untyped]
from sqlalchemy import select
from sqlalchemy.orm import Session

Question = dict[str, Any]
PER_KIND = 1
"""Columns of one sort that are asked about with every operator."""
COLUMN_SORTS = (
    "is_relation_many_to_one", "is_relation_many_to_many", "is_enum", "is_text", "is_string",
    "is_integer", "is_date", "is_datetime", "is_boolean", "is_numeric",
)  # fmt: skip


def address(name: str, question: Question, item: int | None = None) -> str:
    """Of a question to a resource, or about one *item*."""
    query = f"?q={quote(prison.dumps(question))}" if question else ""
    return f"/{name}/{'' if item is None else item}{query}"


def sort_of(twin: Any, column: str) -> str:
    """Which sort of column it is to Flask-AppBuilder."""
    return next((s for s in COLUMN_SORTS if getattr(twin.datamodel, s)(column)), "other")


def questions(twin: Any, session: Session) -> Iterator[Question]:
    """Lists of *twin*'s resource: filters, columns, orders, pages, keys, and several at once."""
    filters = list(_filters(twin, session))
    for each in filters:
        yield {"filters": [each]}
    yield from _columns(twin.list_columns)
    for column in twin.order_columns:
        for direction in ("asc", "desc"):
            yield {"order_column": column, "order_direction": direction, "page_size": 7}
    yield from _pages()
    yield from _keys("list_columns", "list_title", "order_columns")
    for first, second in zip(filters, filters[2:], strict=False):
        yield {"filters": [first, second], "order_column": twin.order_columns[-1],
               "order_direction": "desc", "columns": twin.list_columns[:3], "page": 1,
               "page_size": 2, "keys": ["none"]}  # fmt: skip


def item_questions(twin: Any) -> Iterator[Question]:
    """About one item of *twin*'s resource."""
    yield {}
    yield from _columns(twin.show_columns)
    yield from _keys("show_columns", "show_title")


def _columns(names: list[str]) -> Iterator[Question]:
    dotted = [name for name in names if "." in name]
    yield {"columns": names[:1]}
    yield {"columns": names[::-1]}
    yield {"select_columns": names[1::2]}
    if dotted:
        yield {"columns": dotted}
        yield {"select_columns": ["id", dotted[-1]], "keys": ["label_columns"]}


def _pages() -> Iterator[Question]:
    for page, size in ((0, 1), (1, 3), (2, 5), (999, 10), (0, 100), (0, 1000), (0, 0), (0, -1)):
        yield {"page": page, "page_size": size}
    yield {"page": 1}


def _keys(*names: str) -> Iterator[Question]:
    for name in (*names, "label_columns", "description_columns", "none"):
        yield {"keys": [name]}
    yield {"keys": list(names)}


def _filters(twin: Any, session: Session) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = defaultdict(int)
    for column, operators in twin._filters.get_search_filters().items():
        sort = sort_of(twin, column)
        seen[sort] += 1
        if seen[sort] > PER_KIND:
            continue
        for operator in dict.fromkeys(f.arg_name for f in operators):
            for value in _values(twin, session, column, operator, sort):
                yield {"col": column, "opr": operator, "value": value}


def _values(twin: Any, session: Session, column: str, operator: str, sort: str) -> Iterator[Any]:
    model = twin.datamodel.obj
    if sort.startswith("is_relation"):
        target = model.__mapper__.relationships[column].mapper.class_
        yield session.scalars(select(target.id).order_by(target.id).limit(1)).one()
        return
    of = getattr(model, column)
    there = session.scalars(select(of).where(of.is_not(None)).distinct().order_by(of)).all()
    plain = [_plain(value) for value in there]
    if not plain:
        return
    if operator in ("in", "not_in"):
        yield plain[:2]
    elif operator in ("sw", "nsw"):
        yield str(plain[-1])[:2].upper()
    elif operator in ("ew", "new", "ct", "nct"):
        yield str(plain[0])[-2:].lower()
    else:
        yield plain[len(plain) // 2]


def _plain(value: Any) -> Any:
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):  # as text, Flask-AppBuilder's PostgreSQL refuses it
        return float(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
