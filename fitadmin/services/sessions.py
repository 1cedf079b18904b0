"""Workout sessions: what becomes of a training day."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from fitadmin.models.sessions import WorkoutSession


def close_missed(session: Session, today: date) -> int:
    """Planned sessions that were due before *today* become missed; says how many did.

    *today* is the gym's date, not the server's. Started, excused and trashed ones stay as they are.
    """
    missed = (
        update(WorkoutSession)
        .where(WorkoutSession.status == "planned", WorkoutSession.due_on < today)
        .values(status="missed", version=WorkoutSession.version + 1)
    )
    return int(session.execute(missed).rowcount)  # type: ignore[attr-defined]
