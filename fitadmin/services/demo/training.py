"""Training: the sessions of a few clients at a time, from the plan down to each set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, NamedTuple

from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.workouts import TrainingMax, WorkoutExercise
from fitadmin.services.demo.calendars import Phase, Visit, phases_of, visits_of
from fitadmin.services.demo.cast import Habit
from fitadmin.services.demo.lifting import Athlete, Effort, prescribed_kg
from fitadmin.services.demo.names import SESSION_NOTES
from fitadmin.services.demo.people import Member
from fitadmin.services.demo.plans import Copy, write_plans
from fitadmin.services.demo.prescriptions import Item
from fitadmin.services.demo.rows import Ink, Row, in_kg, number
from fitadmin.services.demo.wish import Wish

MAX_EVERY = 28
"""Days after which a training max is set anew."""


class Bank(NamedTuple):
    """What plans are made of: exercise ids by slug, template ids by name."""

    exercises: dict[str, int]
    templates: dict[str, int]


class Done(NamedTuple):
    """One exercise of a session, as prescribed and as done."""

    place: int
    prescribed_kg: Decimal | None
    efforts: list[Effort]


@dataclass(slots=True)
class Workouts:
    """The training of one client: what happened, and the plans it happened by."""

    member: Member
    dice: Random
    copies: list[Copy]
    visits: list[Visit]
    done: list[list[Done]] = field(default_factory=list)
    maxima: list[tuple[str, date, Decimal]] = field(default_factory=list)

    @property
    def sets(self) -> int:
        """How many sets were completed."""
        return sum(visit.sets for visit in self.visits)


def train(ink: Ink, member: Member, bank: Bank, wish: Wish, quota: int | None) -> Workouts:
    """Tell the training of one client, without writing it."""
    persona = member.persona
    dice = wish.chance("training", persona.index)
    phases = phases_of(persona, wish, dice)
    visits = visits_of(persona, phases, wish, quota, dice)
    copies = [_copy(ink, member, phase, bank) for phase in phases]
    workouts = Workouts(member, dice, copies, visits)
    athlete = Athlete(persona, dice)
    for visit in visits:
        items = phases[visit.phase].programme.days[visit.day].items
        done = list(_session(athlete, items, visit)) if visit.status == "done" else []
        workouts.done.append(done)
        if done:
            _note_maxima(workouts, athlete, items, visit.on)
        copies[visit.phase].loads.update(_targets(athlete, phases[visit.phase]))
    return workouts


def _copy(ink: Ink, member: Member, phase: Phase, bank: Bank) -> Copy:
    return Copy(
        phase.programme,
        at=ink.at(phase.starts_on - timedelta(days=2), 10.5),
        by=member.coach_user_id,
        client_id=member.client_id,
        copied_from_id=bank.templates[phase.programme.name],
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        weekdays=member.persona.weekdays,
    )


def _session(athlete: Athlete, items: tuple[Item, ...], visit: Visit) -> Iterator[Done]:
    athlete.arrive()
    left = visit.sets
    for place, item in enumerate(items):
        if left <= 0:
            return
        asked = None
        if item.percent is None and (load := athlete.target(item)) is not None:
            asked = prescribed_kg(load, athlete.persona.unit)
        efforts = athlete.perform(item, left)
        left -= len(efforts)
        yield Done(place, asked, efforts)


def _targets(athlete: Athlete, phase: Phase) -> dict[str, Decimal]:
    """What the plan asks for next, in kg."""
    named = {item.exercise for day in phase.programme.days for item in day.items}
    unit = athlete.persona.unit
    return {e: prescribed_kg(load, unit) for e, load in athlete.loads.items() if e in named}


def _note_maxima(workouts: Workouts, athlete: Athlete, items: tuple[Item, ...], on: date) -> None:
    """Percentages need a training max; it is set when first asked for, and anew each wave."""
    for item in items:
        if item.percent is None:
            continue
        last = [set_on for exercise, set_on, _ in workouts.maxima if exercise == item.exercise]
        if last and (on - last[-1]).days < MAX_EVERY:
            continue
        load = athlete.set_anew(item.exercise) if last else athlete.training_max(item.exercise)
        kg = prescribed_kg(load, athlete.persona.unit)
        workouts.maxima.append((item.exercise, on, kg))


def write_workouts(ink: Ink, bank: Bank, told: list[Workouts]) -> None:
    """Write the plans, sessions, completions and sets of these clients."""
    write_plans(ink, bank.exercises, [copy for one in told for copy in one.copies])
    ink.insert(TrainingMax, (row for one in told for row in _maxima(ink, bank, one)))
    session_ids = ink.insert(WorkoutSession, (row for one in told for row in _sessions(ink, one)))
    completions = list(_completions(ink, bank, told, iter(session_ids)))
    completion_ids = ink.insert(ExerciseCompletion, (row for row, _, _ in completions))
    ink.insert(
        CompletedSet,
        (
            row
            for ident, (completion, done, unit) in zip(completion_ids, completions, strict=True)
            for row in _sets(ink, ident, completion, done, unit)
        ),
    )


def _maxima(ink: Ink, bank: Bank, one: Workouts) -> Iterator[Row]:
    for exercise, set_on, load_kg in one.maxima:
        row = {
            "client_id": one.member.client_id,
            "exercise_id": bank.exercises[exercise],
            "load_kg": load_kg,
            "set_on": set_on,
        }
        yield ink.dated(row, ink.at(set_on, 9), one.member.coach_user_id)


def _sessions(ink: Ink, one: Workouts) -> Iterator[Row]:
    member = one.member
    for visit, done in zip(one.visits, one.done, strict=True):
        copy = one.copies[visit.phase]
        row: Row = {
            "client_id": member.client_id,
            "assignment_id": copy.assignment_id,
            "day_id": copy.day_ids[visit.day],
            "location_id": member.location_id,
            "due_on": visit.on,
            "status": visit.status,
        }
        ink.dated(row, copy.at, copy.by)
        if done:
            started_at = _start(ink, one, visit)
            ends_at = started_at + _length(done)
            row |= {
                "started_at": started_at,
                "finished_at": ends_at,
                "session_rpe": _felt(done),
                "mood": one.dice.choice((2, 3, 3, 4, 4, 4, 5)),
                "note": one.dice.choice(SESSION_NOTES) if one.dice.random() < 0.08 else None,
                "updated_at": ends_at,
            }
        yield row


def _start(ink: Ink, one: Workouts, visit: Visit) -> datetime:
    """When the usual time had come, or a good while later."""
    persona = one.member.persona
    often_late = persona.habit in {Habit.UNSTEADY, Habit.STALLING}
    late_min = 4 + (visit.on.toordinal() * 7 + persona.index) % (30 if often_late else 8)
    return ink.at(visit.on, persona.hour) + timedelta(minutes=late_min)


def _length(done: list[Done]) -> timedelta:
    return timedelta(seconds=SET_S * (sum(len(d.efforts) for d in done) + 1))


SET_S = 165
"""One set and the rest after it."""


def _felt(done: list[Done]) -> Decimal:
    """The session as a whole feels a little easier than its sets."""
    felt = [float(e.rpe) for d in done for e in d.efforts if e.rpe is not None]
    return number(round(sum(felt) / len(felt) * 2 - 0.6) / 2 if felt else 6.0)


def _completions(
    ink: Ink, bank: Bank, told: list[Workouts], session_ids: Iterator[int]
) -> Iterable[tuple[Row, Done, str]]:
    for one in told:
        for visit, all_done in zip(one.visits, one.done, strict=True):
            session_id, copy = next(session_ids), one.copies[visit.phase]
            items = copy.programme.days[visit.day].items
            at = _start(ink, one, visit) if all_done else copy.at
            for done in all_done:
                item = items[done.place]
                row: Row = {
                    "client_id": one.member.client_id,
                    "session_id": session_id,
                    "exercise_id": bank.exercises[item.exercise],
                    "prescription_id": copy.item_ids[visit.day][done.place],
                    "position": done.place + 1,
                    "prescribed": _prescribed(item, done.prescribed_kg),
                }
                yield ink.dated(row, at, one.member.writer_id), done, one.member.persona.unit
                at += timedelta(seconds=SET_S * len(done.efforts))


def _prescribed(item: Item, load_kg: Decimal | None) -> dict[str, Any]:
    asked = _plain(item)
    return asked if load_kg is None else {**asked, "load_kg": str(load_kg)}


@cache
def _plain(item: Item) -> dict[str, object]:
    """As the model itself would keep it."""
    columns = item.columns(1)
    return WorkoutExercise(**columns).prescription()


def _sets(ink: Ink, ident: int, completion: Row, done: Done, unit: str) -> Iterator[Row]:
    at: datetime = completion["created_at"]
    by, client_id = completion["created_by_id"], completion["client_id"]
    for position, effort in enumerate(done.efforts, start=1):
        at += timedelta(seconds=SET_S)
        row: Row = {
            "client_id": client_id,
            "completion_id": ident,
            "position": position,
            "kind": effort.kind,
            "reps": effort.reps,
            "load": effort.load,
            "load_unit": unit,
            "load_kg": None if effort.load is None else in_kg(effort.load, unit),
            "seconds": effort.seconds,
            "metres": effort.metres,
            "energy_kcal": effort.energy_kcal,
            "rpe": effort.rpe,
            "completed_at": at,
        }
        yield ink.dated(row, at, by)
