"""Seeing the gym as a role: an admin's sign-in puts a role on, and may no more than that role.

It stands in the cookie, bound to the sign-in that began it, so it ends with it. It only ever
narrows: an older copy of the cookie is the admin's own, and tokens know nothing of it.
"""

from typing import NamedTuple

from flask import session as cookie

from fitadmin.access.memory import memory

EPOCH = "ep"
"""The claim of a token, and the key of a cookie session, that holds the account's epoch."""
FAMILY = "fam"
"""The claim, and the key of a cookie session, that names the sign-in (models/accounts.py)."""
SEEING_AS = "as"
"""The key of a cookie session that holds the role that was put on."""


class Worn(NamedTuple):
    """A role that was put on: in which sign-in, which role, and what it was called then."""

    family: str
    ident: int
    name: str


def put_on(ident: int, name: str) -> None:
    """From the next request on, this sign-in may no more than this role."""
    cookie[SEEING_AS] = Worn(cookie[FAMILY], ident, name)


def take_off() -> Worn | None:
    """What was put on, which is on no more."""
    worn = cookie.pop(SEEING_AS, None)
    return None if worn is None else Worn(*worn)


def worn_role() -> Worn | None:
    """What is on; a role that has gone, or has another name by now, falls off."""
    if SEEING_AS not in cookie:
        return None
    worn = Worn(*cookie[SEEING_AS])
    role = memory().role(worn.ident)
    if role is not None and role.name == worn.name and worn.family == cookie.get(FAMILY):
        return worn
    take_off()
    return None
