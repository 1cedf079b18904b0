"""Roles made on screen: what they give, in words. Those of the program stand in access/roles.py."""

import hashlib
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from fitadmin.access import GYM, READ, is_built_in
from fitadmin.models.accounts import Group, PermissionView, Role, User, holders_of
from fitadmin.models.history import Happened, write
from fitadmin.models.scope import Invalid, Unchangeable
from fitadmin.services.accounts.own import sign_out_everywhere

Grants = frozenset[tuple[str, str]]
"""(permission, word)"""
NAMED_AT_MOST = 3


def find_role(session: Session, ident: int, *, to_change: bool = False) -> Role | None:
    """The role with its permissions; *to_change* waits for who is changing it."""
    row = select(Role).where(Role.id == ident).options(selectinload(Role.permissions))
    if to_change:
        row = row.with_for_update(of=Role).execution_options(populate_existing=True)
    return session.scalars(row).one_or_none()


def grants_of(role: Role) -> Grants:
    """What the rows of *role* say; of a role of the program they say nothing."""
    return frozenset((each.permission.name, each.view_menu.name) for each in role.permissions)


def seal_of(name: str, grants: Grants) -> str:
    """Tells whether a role is still as it was when its form was opened."""
    return hashlib.sha256(repr((name, sorted(grants))).encode()).hexdigest()[:32]


def add_role(session: Session, sm: Any, name: str, grants: Grants) -> Role:
    """A new role; refuses a name that is taken, and what roles made on screen cannot give."""
    role = Role(name=_free_name(session, name), permissions=_rows(session, sm, grants))
    session.add(role)
    session.flush()
    return role


def change_role(session: Session, sm: Any, role: Role, name: str, grants: Grants) -> None:
    """Give *role* this name and these grants, no others; refuses a role of the program."""
    _refuse_built_in(role)
    free, rows = _free_name(session, name, role.id), _rows(session, sm, grants)
    role.name, role.permissions = free, rows  # at once, or the log would tell of two changes
    session.flush()


def remove_role(session: Session, role: Role) -> None:
    """Delete *role*; refused while an account or a group has it, and says whose."""
    _refuse_built_in(role)
    holders = list(session.scalars(holders_of(role.id).limit(NAMED_AT_MOST + 1)))
    if holders:
        names = ", ".join(user.get_full_name() for user in holders[:NAMED_AT_MOST])
        more = ", …" if len(holders) > NAMED_AT_MOST else ""
        raise Invalid(
            _("%(names)s still have this role; give them another first.", names=names + more)
        )
    group = session.scalars(select(Group).where(Group.roles.any(Role.id == role.id))).first()
    if group is not None:
        raise Invalid(_("The group %(name)s still has this role.", name=group.name))
    session.delete(role)
    session.flush()


def note_seeing(session: Session, ident: int, name: str, *, begins: bool) -> None:
    """Put into the audit log that an admin begins, or ends, to see the gym as this role."""
    act = "see_as" if begins else "stop_seeing_as"
    write(session, [Happened(act, Role.__tablename__, ident, after={"name": name})])


def end_sessions(session: Session, user: User) -> None:
    """End every session and token of *user*, in every process within seconds."""
    sign_out_everywhere(session, user)
    write(session, [Happened("end_sessions", User.__tablename__, user.id)])


def with_reading(grants: Iterable[tuple[str, str]], grantable: Grants) -> Grants:
    """*grants*, and reading with them: nobody changes what they cannot open."""
    given = frozenset(grants)
    reading = {(f"can_{READ}", word) for _permission, word in given if word != GYM}
    return given | (reading & grantable)


def _refuse_built_in(role: Role) -> None:
    if is_built_in(role.name):
        raise Unchangeable(_("The role %(name)s belongs to the program.", name=role.name), "name")


def _free_name(session: Session, name: str, but: int | None = None) -> str:
    """*name*, trimmed; refused where another role has it, whatever its capitals."""
    name = name.strip()
    if not 1 <= len(name) <= Role.name.type.length:
        raise Invalid(_("A name has from 1 to 64 characters."), "name")
    taken = select(Role.id).where(func.lower(Role.name) == name.lower(), Role.id != (but or 0))
    with session.no_autoflush:
        if session.scalars(taken).first() is not None:
            raise Invalid(_("There is a role with this name already."), "name")
    return name


def _rows(session: Session, sm: Any, grants: Grants) -> list[PermissionView]:
    """The rows of *grants*, with reading; refuses what there is not, and what only admins have."""
    grantable: Grants = sm.grantable()
    wanted = with_reading(grants, grantable)
    there = {
        (each.permission.name, each.view_menu.name): each
        for each in session.scalars(select(PermissionView))
    }
    if wanted - grantable or wanted - there.keys():
        raise Invalid(_("A role cannot be given this."), "permissions")
    return [there[pair] for pair in sorted(wanted)]
