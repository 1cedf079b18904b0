"""Accounts: who may sign in. Flask-AppBuilder's User, with columns of ours added to it.

An account is not a client and not a trainer; only the admins' pages list accounts. A
subclass would put a second class called User into the registry, and Flask-AppBuilder's own
relations could no longer tell them apart.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import (
    Group,
    Permission,
    PermissionView,
    Role,
    User,
    ViewMenu,
    assoc_group_role,
    assoc_permissionview_role,
    assoc_user_group,
    assoc_user_role,
)
from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Select,
    String,
    Subquery,
    Table,
    Time,
    event,
    false,
    func,
    inspect,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column, scoped_session

from fitadmin.models.columns import UtcDateTime, now, one_of
from fitadmin.models.scope import Asking, Row, Scoped, Unchangeable, asking_now

ADMIN = "Admin"
"""The role that has every permission."""

__all__ = [
    "ADMIN",
    "AUTH_VERSION",
    "Group",
    "PermissionView",
    "Role",
    "TokenFamily",
    "User",
    "accounts_by_role",
    "auth_version",
    "family_lives",
    "guard_accounts",
    "holders_of",
    "roles_with_permissions",
    "tell_processes",
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
    """One sign-in: a browser's session, or the tokens a program got. Seen by nobody.

    *jti* is the id of a program's one refresh token that has not been used yet.
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


def family_lives(fam: str, user_id: int) -> Select[Any]:
    """A row where the cookie or the tokens of this sign-in, of this account, still count."""
    row = TokenFamily.__table__.c
    return select(row.id).where(
        row.id == fam, row.user_id == user_id, row.ended_at.is_(None), row.expires_at > now()
    )


def tell_processes(session: Session) -> None:
    """Let every process forget what it remembers of accounts, within two seconds."""
    more = {"number": AUTH_VERSION.c.number + 1}
    session.connection().execute(update(AUTH_VERSION).values(more))


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


def accounts_by_role() -> Select[Any]:
    """Rows (role id, number of accounts that have it, by themselves or by a group)."""
    pairs = _accounts_and_roles()
    return select(pairs.c.role_id, func.count()).group_by(pairs.c.role_id)


def holders_of(role_id: int) -> Select[Any]:
    """The accounts that have this role, by themselves or by a group, by name."""
    pairs = _accounts_and_roles()
    having = select(pairs.c.user_id).where(pairs.c.role_id == role_id)
    return select(User).where(User.id.in_(having)).order_by(User.last_name, User.id)


def _accounts_and_roles() -> Subquery:
    own, group, members = assoc_user_role.c, assoc_group_role.c, assoc_user_group
    by_group = select(group.role_id, members.c.user_id).join(
        members, members.c.group_id == group.group_id
    )
    return select(own.role_id, own.user_id).union(by_group).subquery()


_built_in: frozenset[str] = frozenset()
_ADMINS = "admins before this flush"
_MEMBERSHIPS: dict[type[Any], tuple[str, ...]] = {
    User: ("roles", "groups"),
    Role: ("user", "groups"),
    Group: ("users", "roles"),
}


def guard_accounts(session: scoped_session[Any], built_in: Iterable[str]) -> None:
    """From now on no flush of *session* removes or renames a *built_in* role, or the last admin.

    It holds for pages, programs and commands alike, whoever acts.
    """
    global _built_in  # noqa: PLW0603  one process, one table of roles
    _built_in = frozenset((ADMIN, *built_in))
    for name, check in (("before_flush", _before_flush), ("after_flush", _after_flush)):
        if not event.contains(session.session_factory, name, check):
            event.listen(session.session_factory, name, check)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    session.info.pop(_ADMINS, None)
    _refuse_changed_roles(session)
    if any(isinstance(row, User | Group) for row in session.deleted) or any(
        _loses(row) for row in session.dirty
    ):
        session.info[_ADMINS] = _admins(session, lock=True)


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    before: set[int] = session.info.pop(_ADMINS, set())
    if not before:
        return
    left = _admins(session)
    if not left:
        raise Unchangeable("the gym needs an admin who can sign in", "roles")
    if _actor() in before - left:
        raise Unchangeable("nobody takes their own admin rights away", "roles")


def _refuse_changed_roles(session: Session) -> None:
    """Refuse to delete or rename a built-in role, and a person to take permissions from Admin."""
    roles = [row for row in (*session.dirty, *session.deleted) if isinstance(row, Role)]
    if not roles:
        return
    changed = [r.id for r in roles if r in session.deleted or _has_changed(r, "name")]
    kept = select(Role.name).where(Role.name.in_(_built_in), Role.id.in_(changed))
    if changed and (name := session.connection().execute(kept).scalar()):
        raise Unchangeable("the role %(name)s belongs to the program", "name", name=name)
    for role in roles:
        stripped = inspect(role).attrs.permissions.history.deleted
        if stripped and role.name == ADMIN and _actor() is not None:
            raise Unchangeable("admins have every permission", "permissions")


def _actor() -> int | None:
    """Who does it: the viewer, or whom Flask-AppBuilder's pages have looked up before."""
    ident: int | None = asking_now().user_id or User.get_user_id()
    return ident


def _has_changed(row: Any, name: str) -> bool:
    return bool(inspect(row).attrs[name].history.has_changes())


def _loses(row: Any) -> bool:
    """Whether *row* gives up members, roles or its right to sign in."""
    attrs = inspect(row).attrs
    names = _MEMBERSHIPS.get(type(row), ())
    signs_in = isinstance(row, User) and attrs.active.history.has_changes()
    return signs_in or any(attrs[name].history.deleted for name in names)


def _admins(session: Session, *, lock: bool = False) -> set[int]:
    """Who can sign in as an admin; with *lock* two who remove each other wait for one another."""
    connection = session.connection()
    if lock:
        role = select(Role.id).where(Role.name == ADMIN)
        connection.execute(role.with_for_update(key_share=True))
    by_role = User.roles.any(Role.name == ADMIN)
    by_group = User.groups.any(Group.roles.any(Role.name == ADMIN))
    found = select(User.id).where(User.active.is_(True), or_(by_role, by_group))
    return set(connection.execute(found).scalars())
