"""What an account is to the gym, and how a change to it becomes known to every process."""

from typing import Any

from flask_appbuilder.security.sqla.models import (
    Group,
    PermissionView,
    Role,
    assoc_group_role,
    assoc_user_group,
    assoc_user_role,
)
from sqlalchemy import Select, func, inspect, select
from sqlalchemy.orm import Session

from fitadmin.models.accounts import User, tell_processes
from fitadmin.models.gym import GymSettings
from fitadmin.models.people.profiles import ClientProfile, TrainerProfile

ENDS_SESSIONS = ("password", "active", "roles", "groups")
READS = ("mass_unit", "length_unit", "energy_unit")
"""What an account may say for itself, and the gym says for everybody else."""
WATCHED: dict[type[Any], tuple[str, ...]] = {
    User: (*ENDS_SESSIONS, *READS, "auth_epoch", "username", "locale", "timezone"),
    Role: ("name", "permissions"),
    Group: ("roles", "users"),
    PermissionView: ("permission", "view_menu", "role"),
    TrainerProfile: ("user_id", "user", "deleted_at"),
    ClientProfile: ("user_id", "user", "deleted_at"),
    GymSettings: (*READS, "language", "timezone"),
}


def account_of(user_id: int) -> Select[Any]:
    """Rows, one per role: what Identity, Viewer and Reader are made of.

    *timezone* is the gym's, *own_timezone* the account's, None where it has none; likewise
    *locale* (None: not chosen) and *language*. Units are the account's or else the gym's.
    *role_id* is None for an account without roles.
    """
    user, gym = User.__table__.c, GymSettings.__table__.c
    roles = (
        select(assoc_user_role.c.role_id)
        .where(assoc_user_role.c.user_id == user_id)
        .union(
            select(assoc_group_role.c.role_id)
            .join(assoc_user_group, assoc_user_group.c.group_id == assoc_group_role.c.group_id)
            .where(assoc_user_group.c.user_id == user_id)
        )
        .subquery()
    )
    return (
        select(
            user.active,
            user.auth_epoch,
            (user.first_name + " " + user.last_name).label("user_name"),
            _profile(TrainerProfile, user_id).label("trainer_id"),
            _profile(ClientProfile, user_id).label("client_id"),
            gym.timezone,
            user.timezone.label("own_timezone"),
            user.locale,
            gym.language,
            *(func.coalesce(user[unit], gym[unit]).label(unit) for unit in READS),
            roles.c.role_id,
        )
        .select_from(
            User.__table__.outerjoin(GymSettings.__table__, gym.id == 1).outerjoin(
                roles, roles.c.role_id.is_not(None)
            )
        )
        .where(user.id == user_id)
    )


def _profile(model: type[Any], user_id: int) -> Any:
    c = model.__table__.c
    mine = select(func.min(c.id)).where(c.user_id == user_id, c.deleted_at.is_(None))
    return mine.scalar_subquery()


def note_changes(session: Session) -> bool:
    """Whether this flush changes who may do what; then it raises the version all processes watch.

    A new password, other roles and deactivation raise the account's epoch as well: every older
    session and token of it ends.
    """
    touched = [
        row for row in (*session.new, *session.dirty, *session.deleted) if _matters(row, session)
    ]
    for row in touched:
        if isinstance(row, User) and row in session.dirty and _changed(row, ENDS_SESSIONS):
            row.auth_epoch = (row.auth_epoch or 0) + 1
    if touched:
        tell_processes(session)
    return bool(touched)


def _matters(row: Any, session: Session) -> bool:
    attributes = next((names for model, names in WATCHED.items() if isinstance(row, model)), ())
    return bool(attributes) and (row in session.deleted or _changed(row, attributes))


def _changed(row: Any, attributes: tuple[str, ...]) -> bool:
    attrs = inspect(row).attrs
    return any(attrs[name].history.has_changes() for name in attributes if name in attrs)
