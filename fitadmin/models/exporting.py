"""Rows for files: all that a list finds, in its order, a few in memory at a time."""

from collections.abc import Iterator
from typing import Any

from fitadmin.models.reading import DomainTable

AT_ONCE = 500


def every_row(
    table: DomainTable, filters: Any, column: str, direction: str, columns: list[str]
) -> Iterator[Any]:
    """The rows that *filters* find and the viewer sees, with what *columns* show of them.

    One statement with a cursor on the server, and one per shown relation for every AT_ONCE rows.
    """
    query = table.apply_filters(table.session.query(table.obj), filters)
    query = table.apply_order_by(query, column, direction, add_pk=True)
    yield from table.apply_inner_select_joins(query, columns).yield_per(AT_ONCE)


def count_rows(table: DomainTable, filters: Any) -> int:
    """How many rows *filters* find that the viewer sees."""
    return int(table.apply_filters(table.session.query(table.obj), filters).count())


def first_ids(table: DomainTable, filters: Any, most: int) -> list[int]:
    """The ids of the rows that *filters* find and the viewer sees, at most *most*."""
    query = table.apply_filters(table.session.query(table.obj.id), filters)
    return [ident for (ident,) in query.order_by(None).order_by(table.obj.id).limit(most)]
