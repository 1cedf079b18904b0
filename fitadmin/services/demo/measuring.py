"""Measuring: weights, waists and pulses with their trend, noise and holes; and goals."""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.progress import Goal, Metric, ProgressEntry
from fitadmin.models.scope import with_trash
from fitadmin.rules.units import Unit, convert
from fitadmin.services.demo.cast import Habit, Persona
from fitadmin.services.demo.lifting import LB_PER_KG
from fitadmin.services.demo.people import Member
from fitadmin.services.demo.rows import Ink, Row, number
from fitadmin.services.demo.wish import Wish
from fitadmin.services.progress import add_standard_metrics

METRICS = ("weight", "waist", "resting-heart-rate")

TIRED_AFTER_WEEKS = 16
"""A change of weight slows down: so many weeks until two thirds of it are reached."""


def find_metrics(session: Session) -> dict[str, int]:
    """The ids of the metrics that are measured, by slug; made where they are missing."""
    add_standard_metrics(session)
    session.flush()
    found = select(Metric).where(Metric.slug.in_(METRICS)).order_by(Metric.id)
    return {metric.slug: metric.id for metric in session.scalars(with_trash(found))}


def weight_kg_on(persona: Persona, on: date) -> float:
    """What a perfect scale would say: quick at first, then ever slower."""
    if persona.trains_from is None:
        return persona.weight_kg
    weeks = max((on - persona.trains_from).days, 0) / 7
    slowed = TIRED_AFTER_WEEKS * (1 - math.exp(-weeks / TIRED_AFTER_WEEKS))
    return persona.weight_kg + persona.weekly_kg * slowed


def measure(
    ink: Ink, member: Member, metrics: dict[str, int], since: date, wish: Wish
) -> Iterator[Row]:
    """What one client measured from *since* until yesterday."""
    persona, dice = member.persona, wish.chance("scale", member.persona.index)
    until = last_day_of(persona, wish)
    per_week = {Habit.PROGRESSING: 4.0, Habit.STALLING: 3.0, Habit.RETURNING: 2.5}
    often = per_week.get(persona.habit, 1.6) / 7
    hole_from = since + timedelta(days=dice.randint(10, 120))
    hole = (hole_from, hole_from + timedelta(days=dice.randint(5, 18)))
    waist_cm = float(persona.height_cm) * (0.5 if persona.is_male else 0.47) + (
        2.2 * (persona.weight_kg / (float(persona.height_cm) / 100) ** 2 - 24)
    )
    for n in range((until - since).days):
        on = since + timedelta(days=n)
        if hole[0] <= on < hole[1]:
            continue
        if n == 0 or dice.random() < often:
            yield _weight(ink, member, metrics["weight"], on, dice)
        if n % 14 == 0:
            girth = waist_cm + 0.9 * (weight_kg_on(persona, on) - persona.weight_kg)
            entered = number(girth + dice.gauss(0, 0.6))
            yield _row(ink, member, (metrics["waist"], "cm", entered, entered), on, 7.2)
        if n % 7 == 3 and persona.index % 2:
            fitter = 6 * (1 - math.exp(-n / 90)) if persona.habit is Habit.PROGRESSING else 1
            pulse = number(66 - 8 * persona.level - fitter + dice.gauss(6, 2), 0)
            yield _row(ink, member, (metrics["resting-heart-rate"], "bpm", pulse, pulse), on, 6.6)


def _weight(ink: Ink, member: Member, metric_id: int, on: date, dice: Random) -> Row:
    unit = member.persona.unit
    kg = weight_kg_on(member.persona, on) + dice.gauss(0, 0.45)
    entered = number(kg * LB_PER_KG if unit == "lb" else kg)
    value = convert(entered, Unit(unit), Unit.KG)
    return _row(ink, member, (metric_id, unit, entered, value), on, 6.2 + dice.random())


def _row(
    ink: Ink, member: Member, what: tuple[int, str, Decimal, Decimal], on: date, hour: float
) -> Row:
    metric_id, unit, entered, value = what
    at = ink.at(on, hour)
    row = {
        "client_id": member.client_id,
        "metric_id": metric_id,
        "measured_at": at,
        "entered": entered,
        "unit": unit,
        "value": value,
        "source": "app" if member.user_id else "by_hand",
    }
    return ink.dated(row, at, member.writer_id)


def last_day_of(persona: Persona, wish: Wish) -> date:
    """The first day on which nothing is told of somebody any more, today at the latest."""
    until = persona.trains_until or wish.today
    if persona.status == "vacation":
        until -= timedelta(days=9)
    if persona.habit is Habit.VANISHING and persona.trains_from is not None:
        quiet = (until - persona.trains_from).days // 4
        until -= timedelta(days=min(quiet, 21))
    return min(until, wish.today)


def goals_of(ink: Ink, member: Member, metrics: dict[str, int], since: date, wish: Wish) -> Row:
    """A weight to reach, or a waist; reached where the story has got there."""
    persona = member.persona
    wanted = {"lose": -6.0, "gain": 3.5}.get(persona.aim)
    slug = "weight" if wanted is not None else "waist"
    begin = weight_kg_on(persona, since) if slug == "weight" else float(persona.height_cm) * 0.5
    target = round(begin + (wanted or -3.0))
    row: Row = {
        "client_id": member.client_id,
        "metric_id": metrics[slug],
        "start_value": number(begin),
        "target_value": number(target),
        "starts_on": since,
        "due_on": since + timedelta(days=max(wish.days + 45, 120)),
        "reached_on": _reached(persona, since, target, wish) if slug == "weight" else None,
    }
    return ink.dated(row, ink.at(since, 9.5), member.coach_user_id)


def _reached(persona: Persona, since: date, target: float, wish: Wish) -> date | None:
    days = range(1, (last_day_of(persona, wish) - since).days)
    reached = (
        on
        for on in (since + timedelta(days=n) for n in days)
        if abs(weight_kg_on(persona, on) - persona.weight_kg)
        >= abs(target - weight_kg_on(persona, since))
        and (weight_kg_on(persona, on) < persona.weight_kg) == (persona.aim == "lose")
    )
    return next(reached, None)


def write_measures(ink: Ink, rows: Iterator[Row], goals: list[Row]) -> None:
    """Write what measure() and goals_of() said."""
    ink.insert(ProgressEntry, rows)
    ink.insert(Goal, goals)
