"""Counting the rows that a question finds."""

from time import monotonic
from typing import Any

from sqlalchemy import Connection, Select

from fitadmin.models.scope import asking_now

MANY, KEPT_S = 1_000, 5.0
"""A count above the first is dear, and nobody minds that it is so many seconds old."""
MOST_KEPT = 10_000
_OF_A_PAGE = {"limit", "offset", "after", "after_id"}
_kept: dict[Any, tuple[int, float]] = {}


def counted(connection: Connection, statement: Select[Any], values: dict[str, Any]) -> int:
    """What *statement* counts for whoever is asking, by *values*, on all pages together."""
    said = sorted((name, repr(each)) for name, each in values.items() if name not in _OF_A_PAGE)
    key = (connection.engine.url, asking_now(), statement, *said)
    count, until = _kept.get(key, (0, 0.0))
    if until > monotonic():
        return count
    count = connection.execute(statement, values).scalar_one()
    if count > MANY:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = count, monotonic() + KEPT_S
    return count


def forget_counts() -> None:
    """Count anew from now on."""
    _kept.clear()
