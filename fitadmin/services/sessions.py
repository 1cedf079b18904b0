"""Workout sessions: what becomes of a training day."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from fitadmin.models.exercises import Exercise
from fitadmin.models.people import ClientProfile
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.rules.schedule import local_date_of
from fitadmin.rules.strength import one_rep_max
from fitadmin.rules.training import Lift, SetKind, best_lift


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


class BestLift(NamedTuple):
    """The set that says most about a client's strength in one exercise."""

    exercise: Exercise
    performed_on: date
    load_kg: Decimal
    reps: int
    one_rep_max_kg: Decimal


def best_lifts(session: Session, client: ClientProfile, zone: str = "UTC") -> list[BestLift]:
    """The best estimated one-rep max (Epley) per exercise, by name; derived anew each time.

    Warm-ups, unfinished sets and sets of more than 12 reps do not count.
    """
    zone = client.timezone or zone
    lifts: dict[Exercise, list[Lift]] = defaultdict(list)
    done = (
        select(CompletedSet)
        .join(CompletedSet.completion)
        .where(CompletedSet.client_id == client.id, CompletedSet.completed_at.is_not(None))
        .where(CompletedSet.reps.is_not(None), CompletedSet.load_kg.is_not(None))
        .options(selectinload(CompletedSet.completion).selectinload(ExerciseCompletion.exercise))
    )
    for each in session.scalars(done.order_by(CompletedSet.completed_at)):
        on = local_date_of(each.completed_at, zone)  # type: ignore[arg-type]  # not null above
        lift = Lift(on, each.load_kg or 0, each.reps or 0, SetKind(each.kind))
        lifts[each.completion.exercise].append(lift)
    best = ((exercise, best_lift(of_one)) for exercise, of_one in lifts.items())
    found = [_best(exercise, lift) for exercise, lift in best if lift is not None]
    return sorted(found, key=lambda each: each.exercise.name)


def _best(exercise: Exercise, lift: Lift) -> BestLift:
    estimate = one_rep_max(lift.load_kg, lift.reps)
    kg = estimate.kg if estimate else Decimal(0)
    return BestLift(exercise, lift.performed_on, Decimal(lift.load_kg), lift.reps, kg)
