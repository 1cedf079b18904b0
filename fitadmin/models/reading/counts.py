"""Counting the rows that a question finds."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.orm import Query

from fitadmin.models.scope import asking_now

MANY, KEPT_S = 1_000, 5.0
"""A count above the first is dear, and nobody minds that it is so many seconds old."""
MOST_KEPT = 10_000
_OF_A_PAGE = {"limit", "offset", "after", "after_id"}
_kept: dict[Any, tuple[int, float]] = {}


def counted(connection: Connection, statement: Select[Any], values: dict[str, Any]) -> int:
    """What *statement* counts for whoever is asking, by *values*, on all pages together."""
    said = sorted((name, repr(each)) for name, each in values.items() if name not in _OF_A_PAGE)
    return _counted(
        (connection.engine.url, statement, *said),
        lambda: connection.execute(statement, values).scalar_one(),
    )


def counted_by(query: Query[Any]) -> int:
    """What *query* counts for whoever is asking; its order is no matter."""
    query = query.order_by(None)
    said = query.statement._generate_cache_key()
    if said is None:
        return query.count()
    values = (repr(each.effective_value) for each in said.bindparams)
    return _counted((query.session.get_bind().engine.url, said.key, *values), query.count)


def _counted(question: tuple[Any, ...], count_now: Callable[[], int]) -> int:
    key = (asking_now(), *question)
    count, until = _kept.get(key, (0, 0.0))
    if until > monotonic():
        return count
    count = count_now()
    if count > MANY:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = count, monotonic() + KEPT_S
    return count


def forget_counts() -> None:
    """Count anew from now on."""
    _kept.clear()
