"""Keeping the questions that people ask of a list."""

from collections.abc import Sequence
from typing import Any

from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.gym import SavedView


def list_views(session: Session, page: str) -> Sequence[SavedView]:
    """The views of *page* that the viewer sees, in their order."""
    order = (SavedView.position, SavedView.name, SavedView.id)
    return session.scalars(select(SavedView).where(SavedView.page == page).order_by(*order)).all()


def keep_view(session: Session, page: str, name: str, query: str) -> SavedView:
    """A new view of the viewer's own, behind the others. Refused: a name they use already
    (IntegrityError), and more than they may keep (Invalid).
    """
    position = max((view.position for view in list_views(session, page)), default=0) + 1
    view = SavedView(page=page, name=name, query=query, position=position)
    session.add(view)
    session.flush()
    return view


def change_view(session: Session, view: SavedView, **values: Any) -> None:
    """Set *values* of *view*: its name, what it asks for, whether the list opens with it, and
    the role that sees it, too. Refused: what is not the viewer's to change.
    """
    for name, value in values.items():
        setattr(view, name, value)
    session.flush()


def list_roles(session: Session) -> Sequence[tuple[int, str]]:
    """(id, name) of the roles that a view can be shared with."""
    roles = select(Role.id, Role.name).where(Role.name != "Public").order_by(Role.name)
    return [(ident, name) for ident, name in session.execute(roles)]
