"""Workout plans: the gym's templates, and the copies that clients train by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fitadmin.models.workouts import PlanAssignment, PlanDay, WorkoutExercise, WorkoutPlan
from fitadmin.services.demo.prescriptions import Programme
from fitadmin.services.demo.programmes import PROGRAMMES
from fitadmin.services.demo.rows import Ink, Row


@dataclass(slots=True)
class Copy:
    """One plan to be written, and the ids it then has. *loads* are the targets now, in kg."""

    programme: Programme
    at: datetime
    by: int | None
    client_id: int | None = None
    owner_id: int | None = None
    copied_from_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = "135"
    loads: dict[str, Decimal] = field(default_factory=dict)
    plan_id: int = 0
    assignment_id: int = 0
    day_ids: list[int] = field(default_factory=list)
    item_ids: list[list[int]] = field(default_factory=list)


def write_templates(
    ink: Ink, exercises: dict[str, int], by: int | None, owners: Sequence[int], at: datetime
) -> dict[str, int]:
    """Write every programme as a template; returns the plans' ids by name."""
    copies = [
        Copy(p, at, by, owner_id=None if p.owner is None else owners[p.owner]) for p in PROGRAMMES
    ]
    write_plans(ink, exercises, copies)
    return {copy.programme.name: copy.plan_id for copy in copies}


def write_plans(ink: Ink, exercises: dict[str, int], copies: list[Copy]) -> None:
    """Write the plans with all their parts, and note their ids."""
    plan_ids = ink.insert(WorkoutPlan, (_plan(ink, copy) for copy in copies))
    for copy, plan_id in zip(copies, plan_ids, strict=True):
        copy.plan_id = plan_id
    day_ids = iter(ink.insert(PlanDay, _days(ink, copies)))
    for copy in copies:
        copy.day_ids = [next(day_ids) for _ in copy.programme.days]
    item_ids = iter(ink.insert(WorkoutExercise, _items(ink, exercises, copies)))
    for copy in copies:
        copy.item_ids = [[next(item_ids) for _ in day.items] for day in copy.programme.days]
    assigned = [copy for copy in copies if copy.starts_on is not None]
    ids = ink.insert(PlanAssignment, (_assignment(ink, copy) for copy in assigned))
    for copy, assignment_id in zip(assigned, ids, strict=True):
        copy.assignment_id = assignment_id


def _plan(ink: Ink, copy: Copy) -> Row:
    row: dict[str, Any] = {
        "name": copy.programme.name,
        "goal": copy.programme.goal,
        "weeks": copy.programme.weeks,
        "client_id": copy.client_id,
        "owner_id": copy.owner_id,
        "copied_from_id": copy.copied_from_id,
    }
    return ink.dated(row, copy.at, copy.by)


def _days(ink: Ink, copies: list[Copy]) -> Iterable[Row]:
    for copy in copies:
        places: dict[int, int] = {}
        for day in copy.programme.days:
            places[day.week] = places.get(day.week, 0) + 1
            row = {
                "plan_id": copy.plan_id,
                "client_id": copy.client_id,
                "week": day.week,
                "position": places[day.week],
                "name": day.name,
            }
            yield ink.dated(row, copy.at, copy.by)


def _items(ink: Ink, exercises: dict[str, int], copies: list[Copy]) -> Iterable[Row]:
    for copy in copies:
        for day, day_id in zip(copy.programme.days, copy.day_ids, strict=True):
            for position, item in enumerate(day.items, start=1):
                row = item.columns(position) | {
                    "day_id": day_id,
                    "client_id": copy.client_id,
                    "exercise_id": exercises[item.exercise],
                }
                if item.percent is None:
                    row["load_kg"] = copy.loads.get(item.exercise)
                yield ink.dated(row, copy.at, copy.by)


def _assignment(ink: Ink, copy: Copy) -> Row:
    row = {
        "client_id": copy.client_id,
        "plan_id": copy.plan_id,
        "starts_on": copy.starts_on,
        "ends_on": copy.ends_on,
        "weekdays": copy.weekdays,
    }
    return ink.dated(row, copy.at, copy.by)
