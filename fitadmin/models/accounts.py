"""Accounts: who may sign in. Flask-AppBuilder's User, with columns of ours added to it.

An account is not a client and not a trainer; only the admins' pages list accounts. A
subclass would put a second class called User into the registry, and Flask-AppBuilder's own
relations could no longer tell them apart.
"""

from datetime import datetime
from typing import Any

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    User,
    ViewMenu,
    assoc_permissionview_role,
)
from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Select,
    String,
    Table,
    Time,
    false,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from fitadmin.models.columns import UtcDateTime, now, one_of
from fitadmin.models.scope import Asking, Row, Scoped

__all__ = [
    "AUTH_VERSION",
    "TokenFamily",
    "User",
    "auth_version",
    "family_lives",
    "roles_with_permissions",
]

OURS = {
    "timezone": mapped_column(String(64), nullable=True),
    "locale": mapped_column(String(10), nullable=True),
    "mass_unit": mapped_column(one_of("kg", "lb"), nullable=True),
    "length_unit": mapped_column(one_of("cm", "in"), nullable=True),
    "energy_unit": mapped_column(one_of("kcal", "kj"), nullable=True),
    "quiet_from": mapped_column(Time, nullable=True),
    "quiet_until": mapped_column(Time, nullable=True),
    # Raised by a new password, other roles and deactivation (models/people/account.py), so that
    # every older session and token of the account dies.
    "auth_epoch": mapped_column(Integer, nullable=False, default=0, server_default=text("0")),
}

for _name, _column in OURS.items():
    if not hasattr(User, _name):
        setattr(User, _name, _column)


class TokenFamily(Scoped, Model):
    """The tokens that follow from one sign-in by a program. Seen by nobody.

    *jti* is the id of its one refresh token that has not been used yet.
    """

    __tablename__ = "token_family"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), index=True)
    jti: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return false()


AUTH_VERSION = Table(
    "auth_version",
    Model.metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False, default=0),
    CheckConstraint("id = 1", name="only_one_version"),
)
"""How often accounts, roles or profiles have changed; one row, which every process watches."""


def family_lives(fam: str) -> Select[Any]:
    """A row where the tokens of this family still count."""
    row = TokenFamily.__table__.c
    return select(row.id).where(row.id == fam, row.ended_at.is_(None))


def auth_version() -> Select[Any]:
    """The number that rises whenever accounts, roles or profiles change."""
    return select(AUTH_VERSION.c.number)


def roles_with_permissions() -> Select[Any]:
    """Rows (role id, role name, permission, word); the last two None for a role without any."""
    role, given = Role.__table__, assoc_permissionview_role
    pair, permission, word = PermissionView.__table__, Permission.__table__, ViewMenu.__table__
    return select(role.c.id, role.c.name, permission.c.name, word.c.name).select_from(
        role.outerjoin(given, given.c.role_id == role.c.id)
        .outerjoin(pair, pair.c.id == given.c.permission_view_id)
        .outerjoin(permission, permission.c.id == pair.c.permission_id)
        .outerjoin(word, word.c.id == pair.c.view_menu_id)
    )
