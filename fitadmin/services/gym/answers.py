"""Answers that are kept, so that a POST sent twice under one key is done once.

The row of the key is written first and in the transaction of the effect itself. Whoever comes with
the same key meanwhile waits at the unique index, and then finds either the answer or, where the
first was refused or killed, nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fitadmin.access import acting_as
from fitadmin.models.columns import now
from fitadmin.models.gym import KeptAnswer
from fitadmin.models.scope import SYSTEM

KEPT = timedelta(hours=24)
TRIES = 5


def claim_key(session: Session, user_id: int, key: str, fingerprint: str) -> KeptAnswer | None:
    """The row of this key: with *status* when it was answered, without when it is ours to answer.

    None when others take it again and again. To be called before anything was written.
    """
    with acting_as(SYSTEM):
        for _ in range(TRIES):
            row = KeptAnswer(user_id=user_id, key=key, fingerprint=fingerprint)
            session.add(row)
            try:
                session.flush()
            except IntegrityError:
                session.rollback()
            else:
                return row
            known = select(KeptAnswer).where(KeptAnswer.user_id == user_id, KeptAnswer.key == key)
            there = session.scalars(known).one_or_none()
            if there is not None and there.created_at > now() - KEPT:
                return there
            forget_answers(session, now())
    return None


def keep_answer(
    session: Session, row: KeptAnswer, answer: tuple[int, dict[str, str], bytes]
) -> None:
    """Note *answer* under the key, in the transaction that is open."""
    with acting_as(SYSTEM):
        row.status, row.headers, row.body = answer
        session.add(row)  # again, where the work was rolled back once before it succeeded
        session.flush()


def forget_answers(session: Session, at: datetime) -> int:
    """Delete the answers that were KEPT long enough by *at*; says how many."""
    old = delete(KeptAnswer).where(KeptAnswer.created_at <= at - KEPT)
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]
