"""Which of a coach's clients need them today, ranked, with the reasons."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from fitadmin.models.diary import MealUpload
from fitadmin.models.progress import Goal, ProgressEntry
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanAssignment
from fitadmin.rules.schedule import local_date_of, next_birthday
from fitadmin.rules.training import (
    Adherence,
    Need,
    Signs,
    WeightChange,
    needs_of,
    session_adherence,
    urgency,
)
from fitadmin.services.home import signs
from fitadmin.services.home.asking import Caller, name_of

EXPECTED = ("active",)
"""Clients who are to train; others are on a break, or not here yet."""
Facts = dict[int, Any] | None
"""By client; None where the table is not the caller's business."""


class Needy(NamedTuple):
    """A client, and why somebody should look after them; the weightiest need first."""

    client_id: int
    name: str
    status: str
    points: int
    needs: list[Need]


class Watched(NamedTuple):
    """How many clients a coach has now, and those who need something, the most urgent first."""

    clients: int
    needy: list[Needy]


class Evidence(NamedTuple):
    """What was found about all clients of a coach."""

    sessions: Facts
    photos: Facts
    plans: Facts
    measured: Facts
    goals: Facts


def needs_today(session: Session, caller: Caller) -> Watched:
    """The caller's own clients, ranked by need; six statements at any size.

    Of former clients nothing is told; of paused ones, of those on vacation and of leads only what
    waits for an answer, and birthdays. What the caller could do nothing about is no need.
    """
    clients = session.execute(signs.clients(caller)).all()
    evidence = _evidence(session, caller)
    needy = []
    for client in clients:
        found = needs_of(_signs(caller, client, evidence))
        if found:
            points = urgency(found)
            needy.append(Needy(client.id, name_of(client), client.status, points, found))
    ranked = sorted(needy, key=lambda one: (-one.points, one.name.casefold(), one.client_id))
    return Watched(len(clients), ranked)


def adherence_of(row: Any, name: str) -> Adherence:
    """The adherence in columns made by signs.tally()."""
    due, done, excused = (getattr(row, f"{word}_{name}") for word in ("due", "done", "excused"))
    return session_adherence(due=due, done=done, excused=excused)


def _evidence(session: Session, caller: Caller) -> Evidence:
    def found(asked: bool, statement: Any) -> Facts:
        return {r.client_id: r for r in session.execute(statement(caller))} if asked else None

    weighs = caller.reads(ProgressEntry)
    return Evidence(
        sessions=found(caller.writes(WorkoutSession), signs.sessions),
        photos=found(caller.writes(MealUpload), signs.photos),
        plans=found(caller.writes(PlanAssignment), signs.plans),
        measured=found(weighs, signs.measurements),
        goals=found(weighs and caller.reads(Goal), signs.goals),
    )


def _signs(caller: Caller, client: Any, evidence: Evidence) -> Signs:
    waiting = _of(evidence.photos, client)
    known = {
        "photos": waiting and waiting.waiting,
        "photo_days": _days_since(caller, waiting.since) if waiting else 0,
        "birthday_in_days": _birthday_in_days(caller, client.born_on),
    }
    if client.status in EXPECTED:
        known |= _of_training(caller, client, evidence)
    return Signs(**known)


def _of_training(caller: Caller, client: Any, evidence: Evidence) -> dict[str, Any]:
    row, plan = _of(evidence.sessions, client), _of(evidence.plans, client)
    days_left = (plan.ends_on - caller.today).days if plan else None
    return {
        "missed": row and row.missed,
        "now": row and adherence_of(row, "now"),
        "before": row and adherence_of(row, "before"),
        "has_plan": None if evidence.plans is None else plan is not None,
        "plan_days_left": days_left,
        "weight": _weight_change(_of(evidence.measured, client), _of(evidence.goals, client)),
        "quiet_days": _quiet_days(caller, client, evidence.measured),
    }


def _weight_change(weight: Any, goal: Any) -> WeightChange | None:
    if weight is None or weight.now is None or not weight.before:
        return None
    before, last = (Decimal(str(value)) for value in (weight.before, weight.now))
    aim = (goal.start_value, goal.target_value) if goal else (None, None)
    return WeightChange(before, last, *aim)


def _quiet_days(caller: Caller, client: Any, measured: Facts) -> int | None:
    """Since anything was heard of the client, HEARD_DAYS at most; None for who may read nothing
    of that kind.
    """
    heard = [getattr(client, name) for name in ("trained_on", "ate_at") if hasattr(client, name)]
    if measured is not None:
        heard.append(getattr(measured.get(client.id), "last_at", None))
    if not heard:
        return None
    heard.append(client.joined_on or client.created_at)
    return min(signs.HEARD_DAYS, *(_days_since(caller, at) for at in heard if at))


def _days_since(caller: Caller, moment: date | datetime) -> int:
    on = local_date_of(moment, caller.viewer.timezone) if isinstance(moment, datetime) else moment
    return max((caller.today - on).days, 0)


def _birthday_in_days(caller: Caller, born_on: date | None) -> int | None:
    return None if born_on is None else (next_birthday(born_on, caller.today) - caller.today).days


def _of(facts: Facts, client: Any) -> Any:
    return facts.get(client.id) if facts else None
