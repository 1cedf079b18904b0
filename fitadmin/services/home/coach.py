"""What surrounds a coach's day: today's sessions, and the last words written."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.people import ClientNote, ClientProfile
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanDay
from fitadmin.rules.schedule import utc_span_of_day
from fitadmin.services.home.asking import GONE, Caller, name_of
from fitadmin.services.home.signs import mine

MOST_SESSIONS, MOST_WORDS, WORDS_WITHIN_DAYS = 500, 6, 14


class Due(NamedTuple):
    """A session of today."""

    session_id: int
    client_id: int
    client: str
    day: str | None
    status: str


class Words(NamedTuple):
    """Something written about a client: a coach's note, or (*is_clients*) theirs on a session."""

    client_id: int
    client: str
    text: str
    at: datetime
    is_clients: bool


def sessions_today(session: Session, caller: Caller) -> list[Due] | None:
    """Today's sessions of the caller's own clients, by name; None where they may not be read."""
    if not caller.reads(WorkoutSession):
        return None
    statement = (
        select(WorkoutSession.id, WorkoutSession.client_id, WorkoutSession.status,
               ClientProfile.first_name, ClientProfile.last_name, PlanDay.name)
        .join(ClientProfile, ClientProfile.id == WorkoutSession.client_id)
        .outerjoin(PlanDay, PlanDay.id == WorkoutSession.day_id)
        .where(WorkoutSession.due_on == caller.today, WorkoutSession.status != "excused")
        .where(WorkoutSession.client_id.in_(mine(caller)), ClientProfile.status != "paused")
        .where(ClientProfile.status.not_in(GONE))
        .order_by(ClientProfile.last_name, ClientProfile.first_name, WorkoutSession.id)
        .limit(MOST_SESSIONS)
    )  # fmt: skip
    rows = session.execute(statement)
    return [Due(r.id, r.client_id, name_of(r), r.name, r.status) for r in rows]


def last_words(session: Session, caller: Caller) -> list[Words] | None:
    """The newest notes on the caller's clients and what these wrote on sessions, newest first.

    None where neither may be read.
    """
    asked = [
        statement
        for model, statement in ((ClientNote, _notes), (WorkoutSession, _remarks))
        if caller.reads(model)
    ]
    if not asked:
        return None
    found = [words for statement in asked for words in statement(session, caller)]
    return sorted(found, key=lambda words: words.at, reverse=True)[:MOST_WORDS]


def _notes(session: Session, caller: Caller) -> list[Words]:
    statement = (
        _written(ClientNote.text, ClientNote.created_at, ClientNote.client_id)
        .where(ClientNote.client_id.in_(mine(caller)))
        .order_by(ClientNote.id.desc())
        .limit(MOST_WORDS)
    )
    return [_words(row, row.created_at, False) for row in session.execute(statement)]


def _remarks(session: Session, caller: Caller) -> list[Words]:
    """What stands on sessions of late; of one without an end the day says when."""
    since = caller.today - timedelta(days=WORDS_WITHIN_DAYS)
    statement = (
        _written(WorkoutSession.note.label("text"), WorkoutSession.finished_at,
                 WorkoutSession.client_id, WorkoutSession.due_on)
        .where(WorkoutSession.client_id.in_(mine(caller)), WorkoutSession.note != "")
        .where(WorkoutSession.due_on.between(since, caller.today))
        .order_by(WorkoutSession.due_on.desc(), WorkoutSession.id.desc())
        .limit(MOST_WORDS)
    )  # fmt: skip
    zone = caller.viewer.timezone
    return [
        _words(row, row.finished_at or _begin(row.due_on, zone), True)
        for row in session.execute(statement)
    ]


def _written(*columns: Any) -> Any:
    client_id = columns[2]
    return (
        select(*columns, ClientProfile.first_name, ClientProfile.last_name)
        .join(ClientProfile, ClientProfile.id == client_id)
        .where(ClientProfile.status.not_in(GONE))
    )


def _begin(on: date, zone: str) -> datetime:
    return utc_span_of_day(on, zone)[0]


def _words(row: Any, at: datetime, is_clients: bool) -> Words:
    return Words(row.client_id, name_of(row), row.text, at, is_clients)
