"""Who may see and change which rows: said once on each model, enforced on every statement.

Core statements on tables are not narrowed; they live in fitadmin/models only.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import scoped_session

from fitadmin.models.scope.finding import find, find_to_change, forget_found
from fitadmin.models.scope.reads import narrow, visible, visible_or_in_trash, with_trash
from fitadmin.models.scope.scoped import (
    ForManagers,
    OpenToAll,
    Row,
    Scoped,
    SeenThrough,
    parent_is,
    scoped_models,
)
from fitadmin.models.scope.viewer import (
    NOBODY,
    SEE_ALL,
    SEE_PEOPLE,
    SHARE,
    SYSTEM,
    Asking,
    Viewer,
    ask_with,
    asking_now,
)
from fitadmin.models.scope.writes import (
    Invalid,
    NotYours,
    OutOfSight,
    ScopeError,
    Unchangeable,
    after_flush,
    before_flush,
    fixed_fields,
    refuse_stranger,
)

__all__ = [
    "NOBODY",
    "SEE_ALL",
    "SEE_PEOPLE",
    "SHARE",
    "SYSTEM",
    "Asking",
    "ForManagers",
    "Invalid",
    "NotYours",
    "OpenToAll",
    "OutOfSight",
    "Row",
    "ScopeError",
    "Scoped",
    "SeenThrough",
    "Unchangeable",
    "Viewer",
    "asking_now",
    "find",
    "find_to_change",
    "fixed_fields",
    "guard",
    "parent_is",
    "refuse_stranger",
    "scoped_models",
    "visible",
    "visible_or_in_trash",
    "with_trash",
]


def guard(session: scoped_session[Any], current_viewer: Callable[[], Viewer]) -> None:
    """Narrow every ORM statement of *session*, reads and writes, to its current viewer."""
    ask_with(current_viewer)
    for name, check in (
        ("do_orm_execute", narrow),
        ("before_flush", before_flush),
        ("after_flush", after_flush),
        ("after_commit", forget_found),
        ("after_soft_rollback", forget_found),
    ):
        if not event.contains(session.session_factory, name, check):
            event.listen(session.session_factory, name, check)
