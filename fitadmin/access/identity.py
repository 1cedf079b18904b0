"""Who is asking: a token or a cookie becomes an identity, remembered for a few seconds."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, has_request_context, request
from flask import session as cookie
from flask_jwt_extended import decode_token
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError
from sqlalchemy import event
from sqlalchemy.orm import Session, scoped_session

from fitadmin.access.memory import KEEP_S, keep, memory, newest_version, rows
from fitadmin.access.permissions import may
from fitadmin.access.reader import ANYBODY, Reader
from fitadmin.access.roles import WIDER
from fitadmin.access.seeing import EPOCH, FAMILY, SEEING_AS, take_off, worn_role
from fitadmin.models.accounts import ADMIN, family_lives
from fitadmin.models.people import account_of, note_changes
from fitadmin.models.reading import is_id
from fitadmin.models.scope import NOBODY, Viewer

BEARER = "Bearer "
FOUND = "fitadmin.identity"
"""Where a request keeps who sent it."""
WRITTEN = "fitadmin.accounts"
"""Where a request keeps that it has changed accounts."""
SEEN = "accounts"
"""The key of a cookie session under which the version of accounts stands that it has made."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An account that may sign in, its roles, what it sees and how it reads.

    For a stranger *viewer* is NOBODY.
    """

    viewer: Viewer
    roles: frozenset[int]
    epoch: int = 0
    until: float = 0.0
    reader: Reader = ANYBODY
    seen_as: str | None = None
    """The role that an admin has put on, to look and not to touch."""

    @property
    def is_admin(self) -> bool:
        """Whether this is somebody who has every permission, and no role put on."""
        known = (memory().role(ident) for ident in self.roles)
        return any(role is not None and role.name == ADMIN for role in known)

    @property
    def is_known(self) -> bool:
        """Whether somebody has signed in."""
        return self.viewer.user_id is not None

    def may(self, permission: str, word: str) -> bool:
        """Whether one of the roles gives *permission* on *word*."""
        return may(self.roles, permission, word)


_acting: ContextVar[Viewer | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(viewer: Viewer) -> Iterator[None]:
    """Read and write the database with these eyes; jobs and commands act as SYSTEM."""
    token = _acting.set(viewer)
    try:
        yield
    finally:
        _acting.reset(token)


def current_viewer() -> Viewer:
    """Whoever this request or job acts for; nobody, unless we know better."""
    if (viewer := _acting.get()) is not None:
        return viewer
    return identify().viewer if has_request_context() else NOBODY


def identify() -> Identity:
    """Whoever sent this request."""
    found: Identity | None = request.environ.get(FOUND)
    if found is None:
        found = request.environ[FOUND] = _identify() or stranger()
    return found


def reader() -> Reader:
    """How whoever sent this request reads; as the gym does outside of one."""
    return identify().reader if has_request_context() else ANYBODY


def reader_of(user_id: int) -> Reader:
    """How the person of an account reads: what is written to them is written so."""
    known = _look_up(user_id)
    return ANYBODY if known is None else known.reader


def seeing_as() -> str | None:
    """The role that whoever sent this request has put on, if any."""
    return identify().seen_as


def viewer_of(user: Any) -> Viewer:
    """The eyes of an account: its profiles, its grants, and today's date in the gym's zone."""
    known = _look_up(user.id)
    return NOBODY if known is None else known.viewer


def forget_everybody() -> None:
    """Look everybody up anew, in this process."""
    memory().forget()
    if has_request_context():
        request.environ.pop(FOUND, None)


def stranger() -> Identity:
    """Somebody who has not signed in."""
    public = memory().public_roles(current_app.config["AUTH_ROLE_PUBLIC"])
    return Identity(NOBODY, public)


def claim_of_cookie() -> tuple[int, int, float] | None:
    """(account, epoch, valid until) of the cookie; None where its session has ended.

    A copy of the cookie ends with it: what counts is the row of the session, not the signature.
    """
    user_id, family = cookie.get("_user_id"), cookie.get(FAMILY)
    if user_id is None or family is None:
        return None
    key, now = f"cookie {family}".encode(), time.time()
    known: tuple[int, int, float] | None = memory().tokens.get(key)
    if known is not None and now < known[2]:
        return known
    if not rows(family_lives(str(family), int(user_id))):
        return None
    return keep(memory().tokens, key, (int(user_id), int(cookie.get(EPOCH, 0)), now + KEEP_S))


def _identify() -> Identity | None:
    now = memory().refresh(cookie.get(SEEN, 0) if "HTTP_COOKIE" in request.environ else 0)
    header = request.environ.get("HTTP_AUTHORIZATION", "")
    by_token = header.startswith(BEARER) and request.path.startswith("/api/")
    if by_token:
        claim = _claim(header)
    elif "HTTP_COOKIE" in request.environ:
        claim = claim_of_cookie()
    else:
        return None
    if claim is None:
        return None
    known: Identity | None = memory().people.get(claim[0])
    if known is None or now >= known.until:
        known = _look_up(claim[0])
    if known is None or claim[1] < known.epoch:
        return None
    return known if by_token or SEEING_AS not in cookie else _through_a_role(known)


def _through_a_role(known: Identity) -> Identity:
    """An admin with the grants of the role they have put on, and none of their own."""
    worn = worn_role()
    if worn is None or not known.is_admin:
        take_off()
        return known
    roles = frozenset({worn.ident})
    viewer = replace(known.viewer, grants=_grants(roles))
    return replace(known, viewer=viewer, roles=roles, seen_as=worn.name)


def _claim(header: str) -> tuple[int, int, float] | None:
    """(account, epoch, valid until) of an access token; None where it is none of ours."""
    key = hashlib.sha256(header.encode("latin-1")).digest()
    known: tuple[int, int, float] | None = memory().tokens.get(key)
    now = time.time()
    if known is not None and now < known[2]:
        return known
    try:
        claims = decode_token(header[len(BEARER) :])
        if claims["type"] != "access":
            return None
        if not is_id(claims["sub"]):
            return None
        fam, user_id = claims.get(FAMILY), int(claims["sub"])
        if fam is not None and not rows(family_lives(str(fam), user_id)):
            return None
        until = min(claims["exp"], now + KEEP_S)
        found = user_id, int(claims.get(EPOCH, 0)), until
    except (JWTExtendedException, PyJWTError, KeyError, ValueError, TypeError):
        return None
    return keep(memory().tokens, key, found)


def _look_up(user_id: int) -> Identity | None:
    """The account as the database has it now; None where it may not sign in."""
    found = rows(account_of(user_id))
    if not found or not found[0].active:
        return None
    roles = frozenset(row.role_id for row in found if row.role_id is not None)
    account = found[0]
    zone = account.timezone or "UTC"
    viewer = Viewer(
        user_id=user_id,
        trainer_id=account.trainer_id,
        client_id=account.client_id,
        today=datetime.now(ZoneInfo(zone)).date(),
        timezone=zone,
        user_name=account.user_name,
        grants=_grants(roles),
    )
    reads = Reader.of(account)
    known = Identity(viewer, roles, account.auth_epoch, monotonic() + KEEP_S, reads)
    keep(memory().people, user_id, known)
    return known


def _grants(roles: frozenset[int]) -> frozenset[str]:
    return frozenset(grant for grant, word in WIDER if may(roles, f"can_{grant}", word))


def show_what_was_written() -> None:
    """Let a browser that has changed accounts find that in every process, and at once."""
    if request.environ.pop(WRITTEN, False) and "_user_id" in cookie:
        cookie[SEEN] = newest_version()


def watch_accounts(sessions: scoped_session[Any]) -> None:
    """Let every process know of changes to accounts."""
    if not event.contains(sessions.session_factory, "before_flush", _note):
        event.listen(sessions.session_factory, "before_flush", _note)


def _note(session: Session, _context: object, _instances: object) -> None:
    if note_changes(session) and current_app:
        memory().looked_at = 0.0
        if has_request_context():
            request.environ[WRITTEN] = True
