"""Who changed what: audit events, written in the transaction of the change itself.

Every flush of the session tells of all its rows in one INSERT; a statement that writes many rows
at once leaves one event with their number. Rows that the database deletes together with their
whole are told by the whole. Bulk inserts (models/bulk) tell nothing by themselves: whoever writes a
batch tells of it with `write`.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import scoped_session

from fitadmin.models.history.events import (
    PURGE,
    TRASH,
    Happened,
    Origin,
    after_flush,
    ask_origin_with,
    asked_in,
    before_flush,
    on_statement,
    write,
)
from fitadmin.models.history.told import HIDDEN, NOT_KEPT, UNTOLD, remember_old_values, told_of

__all__ = [
    "HIDDEN",
    "NOT_KEPT",
    "PURGE",
    "TRASH",
    "UNTOLD",
    "Happened",
    "Origin",
    "asked_in",
    "record",
    "told_of",
    "write",
]


def record(session: scoped_session[Any], origin: Callable[[], Origin]) -> None:
    """Tell of all that *session* writes; call it after the guard, which may refuse first."""
    ask_origin_with(origin)
    remember_old_values()
    for name, listener in (
        ("before_flush", before_flush),
        ("after_flush", after_flush),
        ("do_orm_execute", on_statement),
    ):
        if not event.contains(session.session_factory, name, listener):
            event.listen(session.session_factory, name, listener)
