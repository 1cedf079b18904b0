"""Tokens of programs. All that follow from one sign-in are a family, and end together.

A refresh token works once and brings its successor. Whoever comes with one that was used already
may be a thief, or the owner after a thief: the family ends, and the owner signs in anew.
"""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fitadmin.access import acting_as
from fitadmin.models.accounts import TokenFamily, tell_processes
from fitadmin.models.columns import now
from fitadmin.models.scope import SYSTEM


class Succession(NamedTuple):
    """What the next tokens carry: `fam` in both, `jti` in the refresh token."""

    user_id: int
    fam: str
    jti: str


def open_family(session: Session, user_id: int, lifetime: timedelta) -> Succession:
    """Begin the family of a sign-in; its cookie or refresh token lives for *lifetime*."""
    family = TokenFamily(id=uuid.uuid4().hex, user_id=user_id)
    return _next(session, family, lifetime)


def succeed(session: Session, fam: str, jti: str, lifetime: timedelta) -> Succession | None:
    """What follows on refresh token *jti*; None, and the end of its family, if it was used."""
    family = _family(session, fam)
    if family is None or family.ended_at is not None or family.expires_at <= now():
        return None
    if family.jti != jti:
        _end(session, family)
        return None
    return _next(session, family, lifetime)


def end_family(session: Session, fam: str) -> None:
    """End the family, whoever of it is still at large; one that is unknown has ended."""
    family = _family(session, fam)
    if family is not None and family.ended_at is None:
        _end(session, family)


def forget_families(session: Session, at: datetime) -> int:
    """Delete the families whose last token had expired by *at*; says how many."""
    old = delete(TokenFamily).where(TokenFamily.expires_at < at)
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]


def _family(session: Session, fam: str) -> TokenFamily | None:
    """The row, locked, so that of two who come with one token the second comes too late."""
    row = select(TokenFamily).where(TokenFamily.id == fam)
    with acting_as(SYSTEM):
        return session.scalars(
            row.with_for_update().execution_options(populate_existing=True)
        ).one_or_none()


def _next(session: Session, family: TokenFamily, lifetime: timedelta) -> Succession:
    family.jti, family.expires_at = str(uuid.uuid4()), now() + lifetime
    with acting_as(SYSTEM):
        session.add(family)
        session.flush()
    return Succession(family.user_id, family.id, family.jti)


def _end(session: Session, family: TokenFamily) -> None:
    family.ended_at = now()
    with acting_as(SYSTEM):
        session.flush()
    tell_processes(session)
