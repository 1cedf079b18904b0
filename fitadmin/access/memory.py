"""What a process remembers about accounts, and for how long.

Looking a caller up costs more than answering a short question, so each process remembers
who is who and who may what. What it remembers dies when the row `auth_version` has changed,
which every change to accounts, roles and profiles raises (models/people/account.py) and each
process looks at every POLL_S seconds; and in any case after KEEP_S seconds, for changes made
past us.
"""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from flask import current_app
from sqlalchemy import Row, Select

from fitadmin.extensions import read
from fitadmin.models.accounts import auth_version, roles_with_permissions

POLL_S, KEEP_S = 2.0, 7.0
LARGEST = 20_000
_VERSION = auth_version()


@dataclass(slots=True)
class Memory:
    """Of one app. Each dictionary is emptied when it grows past LARGEST.

    Roles are replaced, never emptied: a thread that found them still has them.
    """

    tokens: dict[bytes, Any] = field(default_factory=dict)
    people: dict[int, Any] = field(default_factory=dict)
    roles: dict[int, "Role"] = field(default_factory=dict)
    answers: dict[tuple[frozenset[int], str, str], bool] = field(default_factory=dict)
    version: int | None = None
    looked_at: float = 0.0
    roles_until: float = 0.0

    def forget(self) -> None:
        """Everything; the next request looks again."""
        self.tokens, self.people, self.roles, self.answers = {}, {}, {}, {}
        self.looked_at = self.roles_until = 0.0

    def refresh(self, least: int = 0) -> float:
        """Forget what has died; the time it is now. Whoever asks has seen the version *least*."""
        now = monotonic()
        if now - self.looked_at >= POLL_S or (self.version or 0) < least:
            version = newest_version()
            if version != self.version:
                self.forget()
                self.version = version
            self.looked_at = now
        if now >= self.roles_until:
            self.roles, self.answers = {}, {}
            self.roles_until = now + KEEP_S
        return now

    def role(self, ident: int) -> "Role | None":
        """The role with this id."""
        return self._known_roles().get(ident)

    def public_roles(self, name: str) -> frozenset[int]:
        """The role of those who have not signed in."""
        known = self._known_roles()
        return frozenset(ident for ident, role in known.items() if role.name == name)

    def _known_roles(self) -> dict[int, "Role"]:
        known = self.roles
        if not known:
            known = self.roles = _roles(rows(roles_with_permissions()))
        return known


@dataclass(frozen=True, slots=True)
class Role:
    """A role by name, with what the database says it may: (permission, word)."""

    name: str
    permissions: frozenset[tuple[str, str]]


def memory() -> Memory:
    """Of the current app."""
    found: Memory = current_app.extensions.setdefault("fitadmin.memory", Memory())
    return found


def newest_version() -> int:
    """The version of all accounts, roles and profiles, as the database has it."""
    return int(read(lambda connection: connection.scalar(_VERSION)) or 0)


def keep(remembered: dict[Any, Any], key: Any, value: Any) -> Any:
    """Put *value* in, within bounds, and return it."""
    if len(remembered) >= LARGEST:
        remembered.clear()
    remembered[key] = value
    return value


def rows(statement: Select[Any]) -> list[Row[Any]]:
    """All rows of *statement*, asked outside of any transaction."""
    return list(read(lambda connection: connection.execute(statement).all()))


def _roles(found: list[Any]) -> dict[int, Role]:
    names: dict[int, str] = {}
    permissions: dict[int, set[tuple[str, str]]] = {}
    for ident, name, permission, word in found:
        names[ident] = name
        permissions.setdefault(ident, set())
        if permission is not None:
            permissions[ident].add((permission, word))
    return {ident: Role(name, frozenset(permissions[ident])) for ident, name in names.items()}
