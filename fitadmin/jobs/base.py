"""What every job shares: the system's eyes, one transaction, and its effect exactly once.

A job is called with a *slot*, the moment or thing it is for. The row (name, slot) of JobRun says
"done" in the very transaction that holds the effect: a run that was killed has left nothing and
may be run again, one that was finished is skipped, however often it is put on the queue.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.gym import JobRun
from fitadmin.models.scope import SYSTEM

P = ParamSpec("P")
LONGEST_ERROR = 500


def job(work: Callable[Concatenate[Session, P], None]) -> Callable[..., bool]:
    """Run *work*(session, ...) as the system, once per slot: all of it is saved, or none.

    The job answers whether it had something to do. Without a slot it is a run of its own.
    """
    name = f"{work.__module__.rpartition('.')[2]}.{work.__name__}"

    @wraps(work)
    def run(slot: str | None = None, /, *args: P.args, **kwargs: P.kwargs) -> bool:
        slot = slot or f"now {uuid.uuid4()}"
        session = db.session()
        with acting_as(SYSTEM):
            if not _started(session, name, slot):
                return False
            try:
                row = _claimed(session, name, slot)
                if row.state == "done":
                    session.rollback()
                    return False
                work(session, *args, **kwargs)
                row.state, row.error, row.finished_at = "done", None, now()
                session.commit()
            except BaseException as error:
                session.rollback()
                _failed(session, name, slot, error)
                raise
        return True

    return run


def _claimed(session: Session, name: str, slot: str) -> JobRun:
    """The row, locked until the transaction ends; a second run waits here for the first."""
    row = select(JobRun).where(JobRun.name == name, JobRun.slot == slot)
    return session.scalars(row.with_for_update().execution_options(populate_existing=True)).one()


def _started(session: Session, name: str, slot: str) -> bool:
    """Note that a run began, for people who watch; False when the slot is done already."""
    try:
        session.add(JobRun(name=name, slot=slot, state="queued"))
        session.commit()
    except IntegrityError:  # somebody has been here, perhaps us before we were killed
        session.rollback()
    row = _claimed(session, name, slot)
    if row.state == "done":
        session.rollback()
        return False
    row.state, row.tries, row.started_at = "running", row.tries + 1, now()
    session.commit()
    return True


def _failed(session: Session, name: str, slot: str, error: BaseException) -> None:
    row = _claimed(session, name, slot)
    if row.state != "done":
        row.state, row.finished_at = "failed", now()
        row.error = f"{type(error).__name__}: {error}".partition("\n")[0][:LONGEST_ERROR]
    session.commit()
