"""Who may what: the answer of Flask-AppBuilder's roles, remembered per set of roles."""

import re
from functools import cache

from flask import current_app

from fitadmin.access.memory import keep, memory


def may(roles: frozenset[int], permission: str, word: str) -> bool:
    """Whether one of *roles* gives *permission* on *word*.

    A role of the table ROLES answers by its patterns, one made on screen by its rows.
    """
    remembered = memory()
    answer = remembered.answers.get((roles, permission, word))
    if answer is None:
        given = any(_gives(ident, permission, word) for ident in roles)
        answer = keep(remembered.answers, (roles, permission, word), given)
    return answer


def _gives(ident: int, permission: str, word: str) -> bool:
    role = memory().role(ident)
    if role is None:
        return False
    built_in = current_app.appbuilder.sm.builtin_roles  # type: ignore[attr-defined]
    if role.name not in built_in:
        return (permission, word) in role.permissions
    return any(
        _pattern(words).match(word) and _pattern(permissions).match(permission)
        for words, permissions in built_in[role.name]
    )


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)
