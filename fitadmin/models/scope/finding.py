"""Single rows by id, each asked of the database and so of the guard.

What was found lets the writing half of the guard save asking again in the same transaction:
that a row is in sight, and that it is the viewer's to change. A flush or the end of the
transaction forgets it.
"""

from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from fitadmin.models.scope.reads import NARROWED, visible
from fitadmin.models.scope.scoped import Scoped
from fitadmin.models.scope.viewer import Asking, Viewer, asking_now

M = TypeVar("M")
_IN_SIGHT, _MINE = "fitadmin.in_sight", "fitadmin.mine"


def find(session: Session, model: type[M], ident: int) -> M | None:
    """The row with this id, or None where it is missing or out of sight.

    Unlike Session.get it always asks the database, so a row that a visible one refers to
    is not found by way of the identity map.
    """
    viewer, table = asking_now(), cast("Any", model)
    statement = _by_id(table, None if viewer.is_system else viewer.kind)
    options = {NARROWED: True}
    row: M | None = session.scalars(
        statement, {"find_id": ident}, execution_options=options
    ).one_or_none()
    if row is not None:
        _note(session, _IN_SIGHT, viewer, model, ident)
    return row


def find_to_change(session: Session, model: type[M], ident: int) -> M | None:
    """As `find`, and the guard learns in the same statement whether the row may be changed."""
    viewer = asking_now()
    if viewer.is_system:
        return find(session, model, ident)
    statement, options = _by_id_with_right(cast("Any", model), viewer.kind), {NARROWED: True}
    found = session.execute(statement, {"find_id": ident}, execution_options=options).one_or_none()
    if found is None:
        return None
    row: M = found[0]
    _note(session, _IN_SIGHT, viewer, model, ident)
    if found[1]:
        _note(session, _MINE, viewer, model, ident)
    return row


def is_in_sight(session: Session, viewer: Viewer, model: type[Any], ident: int) -> bool:
    """Whether *viewer* has found that row since the last flush."""
    return (viewer, model, ident) in session.info.get(_IN_SIGHT, ())


def is_mine(session: Session, viewer: Viewer, model: type[Any], ident: int) -> bool:
    """Whether *viewer* has found that row since the last flush, and may change it."""
    return (viewer, model, ident) in session.info.get(_MINE, ())


def forget_found(session: Session, *_: object) -> None:
    """Event handler: what was found may be otherwise by now."""
    session.info.pop(_IN_SIGHT, None)
    session.info.pop(_MINE, None)


def _note(session: Session, what: str, viewer: Viewer, model: type[Any], ident: int) -> None:
    session.info.setdefault(what, set()).add((viewer, model, ident))


@cache
def _by_id(model: Any, kind: Asking | None) -> Select[Any]:
    statement = select(model).where(model.id == bindparam("find_id"))
    if not issubclass(model, Scoped):
        return statement  # Flask-AppBuilder's own
    return statement.where(model.living(model) if kind is None else visible(model, kind, model))


@cache
def _by_id_with_right(model: Any, kind: Asking) -> Select[Any]:
    return _by_id(model, kind).add_columns(model.changeable_by(kind, model))
