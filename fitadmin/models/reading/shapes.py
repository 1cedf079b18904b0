"""What a question asks for, without its values: questions of one shape share one statement."""

from dataclasses import dataclass

CAP = 10_000
"""Counting stops here, unless the exact count is asked for."""
LIMITS = (10, 20, 25, 50, 100)
"""Sizes of pages that statements are made for; a page of another size is cut from a longer one."""
NEAR = 4
"""The first so many pages stand in statements of their own."""
EXACT, CAPPED, NONE = "exact", "capped", "0"


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on *column*; its value is bound as `f0`, `f1`, … in the order of the shape."""

    column: str
    operator: str


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns (dotted ones lie along a relation), conditions, order, place and kind of count.

    *after* is "" for a page by its number; else the page begins behind a row whose ordering
    column is a "value" or "null". *order* is "" where words are searched for: the likeliest first.
    *limit* and *offset* stand in the statement, for PostgreSQL plans once and for all only what it
    knows the size of; where *offset* is None it is bound.
    """

    columns: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    order: str = "id"
    descending: bool = False
    after: str = ""
    count: str = CAPPED
    is_searched: bool = False
    is_item: bool = False
    limit: int = LIMITS[-1]
    offset: int | None = None


def page_of(number: int, size: int) -> tuple[int, int | None]:
    """The limit and offset of a shape for that page."""
    limit = next(each for each in LIMITS if size <= each)
    return limit, number * size if number < NEAR else None
