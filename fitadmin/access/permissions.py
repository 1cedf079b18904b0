"""Who may what: the answer of Flask-AppBuilder's roles, remembered per set of roles."""

import re
from functools import cache

from flask import current_app

from fitadmin.access.memory import Role, keep, memory
from fitadmin.access.roles import ADMINS_ONLY, CATEGORY, ENTRY, EVERYBODYS, MENU, READ


def may(roles: frozenset[int], permission: str, word: str) -> bool:
    """Whether one of *roles* gives *permission* on *word*.

    A role of the table ROLES answers by its patterns, the others by their rows.
    """
    remembered = memory()
    answer = remembered.answers.get((roles, permission, word))
    if answer is None:
        known = (remembered.role(ident) for ident in roles)
        given = any(role is not None and gives(role, permission, word) for role in known)
        answer = keep(remembered.answers, (roles, permission, word), given)
    return answer


def is_built_in(name: str) -> bool:
    """Whether the role *name* belongs to the program, so that nobody changes it on screen."""
    return name in _by_patterns() or name in _by_rows()


def gives(role: Role, permission: str, word: str) -> bool:
    """Whether *role* gives *permission* on *word*."""
    if role.name in _by_rows():
        return (permission, word) in role.permissions
    patterns = _by_patterns().get(role.name)
    if patterns is None:
        return _made_gives(role, permission, word)
    return any(
        _pattern(words).match(word) and _pattern(permissions).match(permission)
        for words, permissions in patterns
    )


def _by_patterns() -> dict[str, list[list[str]]]:
    known: dict[str, list[list[str]]] = current_app.appbuilder.sm.builtin_roles  # type: ignore[attr-defined]
    return known


def _by_rows() -> tuple[str, str]:
    """Admin, whom the upgrade gives everything there is, and who has not signed in."""
    return current_app.config["AUTH_ROLE_ADMIN"], current_app.config["AUTH_ROLE_PUBLIC"]


def _made_gives(role: Role, permission: str, word: str) -> bool:
    """Of a role made on screen; what it may read it finds in the menu, ticked or not."""
    if (word, permission) in EVERYBODYS:
        return True
    if word in ADMINS_ONLY:
        return False
    if permission == MENU:
        return _finds(role, word)
    return (permission, word) in role.permissions


def _finds(role: Role, entry: str) -> bool:
    """Whether a menu entry leads somewhere: `menu:<word>`, `menu:<word>:<verb>` or a category."""
    if entry.startswith(CATEGORY):
        menu = current_app.appbuilder.menu.get_list()  # type: ignore[attr-defined]
        children = (child for item in menu if item.name == entry for child in item.childs)
        return any(_finds(role, child.name) for child in children)
    word, _colon, verb = entry.removeprefix(ENTRY).partition(":")
    return entry.startswith(ENTRY) and _made_gives(role, f"can_{verb or READ}", word)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)
