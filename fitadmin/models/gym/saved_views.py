"""Questions that people ask a list again and again, kept under a name."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import (
    Role,
    assoc_group_role,
    assoc_user_group,
    assoc_user_role,
)
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    func,
    inspect,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from fitadmin.models.columns import SETTLED, UtcDateTime, now
from fitadmin.models.scope import SHARE, Asking, Invalid, Row, Scoped, Unchangeable, Viewer

MOST_VIEWS = 50
LONGEST_QUERY = 2000
_PAGE = re.compile(r"[A-Za-z]\w{0,79}", re.ASCII)
_ASKS = re.compile(r"q|cols|_flt_\d{1,3}_\w+|_(oc|od)_\w+|psize_\w+", re.ASCII)


class SavedView(Scoped, Model):
    """A list as somebody wants to see it again: filters, words, columns, order.

    Seen by its owner; a shared one also by who has that role and by who sees all, who may change
    it as well.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("owner_id", "page", "name", name="uq_saved_view_name"),
        Index(
            "uq_saved_view_default",
            "owner_id",
            "page",
            unique=True,
            postgresql_where=text("is_default"),
            sqlite_where=text("is_default"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), info=SETTLED
    )
    page: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY), default="")
    shared_with_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_role.id", ondelete="SET NULL"), index=True
    )
    is_default: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    shared_with: Mapped[Role | None] = relationship()

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        shared = row.shared_with_id.is_not(None) if who.sees_all else _has_role(who, row)
        return or_(row.owner_id == who.user_id, shared)

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        own = row.owner_id == who.user_id
        return or_(own, row.shared_with_id.is_not(None)) if who.sees_all else own

    def is_changeable_by(self, viewer: Viewer) -> bool:
        """The same of this one row."""
        is_shared = self.shared_with_id is not None
        return self.owner_id == viewer.user_id or (viewer.kind.sees_all and is_shared)

    def fixed_for(self, viewer: Viewer) -> frozenset[str]:
        if self.owner_id == viewer.user_id:
            return frozenset({"page", "owner_id"})
        return frozenset({"page", "owner_id", "is_default", "position"})

    def settle(self, viewer: Viewer) -> None:
        is_new = not inspect(self).has_identity
        if self.owner_id is None and viewer.user_id is not None:
            self.owner_id = viewer.user_id
        self.name = (self.name or "").strip()
        if not self.name:
            raise Invalid("a view needs a name", "name")
        if not _PAGE.fullmatch(self.page or ""):
            raise Invalid("there is no such page", "page")
        self.query = tidy(self.query or "")
        if _is_shared_anew(self) and SHARE not in viewer.grants and not viewer.is_system:
            raise Unchangeable("you may not share views", "shared_with_id")
        if is_new:
            self._refuse_too_many()
        if self.is_default:
            self._end_other_defaults()

    def _refuse_too_many(self) -> None:
        own = select(func.count(SavedView.id)).where(SavedView.owner_id == self.owner_id)
        if _connection(self).execute(own).scalar_one() >= MOST_VIEWS:
            raise Invalid(
                "nobody keeps more than %(most)s views; delete one first", "name", most=MOST_VIEWS
            )

    def _end_other_defaults(self) -> None:
        row = SavedView.__table__.c
        others = (row.owner_id == self.owner_id, row.page == self.page, row.is_default == true())
        ended = update(SavedView.__table__).where(*others, row.id != (self.id or 0))
        _connection(self).execute(ended.values(is_default=False))

    def __str__(self) -> str:
        return self.name


def tidy(query: str) -> str:
    """*query* as it stands in an address; Invalid where it asks for something else than a list
    can be asked for.
    """
    try:
        pairs = parse_qsl(query, max_num_fields=100)
    except ValueError:
        pairs = [("", "")]
    if not all(_ASKS.fullmatch(name) and "\0" not in value for name, value in pairs):
        raise Invalid("a list cannot be asked for this", "query")
    written = urlencode(pairs)
    if len(written) > LONGEST_QUERY:
        raise Invalid("this asks for too much to be kept", "query")
    return written


def _has_role(who: Asking, row: Row) -> ColumnElement[bool]:
    """By themselves, or as one of a group."""
    own = select(assoc_user_role.c.role_id).where(assoc_user_role.c.user_id == who.user_id)
    by_group = (
        select(assoc_group_role.c.role_id)
        .join(assoc_user_group, assoc_user_group.c.group_id == assoc_group_role.c.group_id)
        .where(assoc_user_group.c.user_id == who.user_id)
    )
    condition: ColumnElement[bool] = row.shared_with_id.in_(own.union(by_group))
    return condition


def _is_shared_anew(view: SavedView) -> bool:
    """Whether a role is named that was not before."""
    attributes: Any = inspect(view).attrs
    added = (attributes[name].history.added or () for name in ("shared_with", "shared_with_id"))
    return any(each is not None for values in added for each in values)


def _connection(view: SavedView) -> Any:
    session: Any = object_session(view)
    return session.connection()
