"""Training days: when somebody should have come, and what became of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fitadmin.services.demo.cast import Habit, Persona
from fitadmin.services.demo.prescriptions import Day, Programme
from fitadmin.services.demo.programmes import BEGINNER, PROGRAMMES
from fitadmin.services.demo.wish import Wish

PLANNED_DAYS = 7
"""So far ahead the next sessions stand in the calendar, today's among them."""

COMES = {
    Habit.PROGRESSING: 0.93,
    Habit.STALLING: 0.87,
    Habit.VANISHING: 0.9,
    Habit.UNSTEADY: 0.58,
    Habit.RETURNING: 0.88,
}
LONG = 120
"""Days of training after which a second plan has followed the first."""

NOVICE, EXPERT = 0.72, 0.95
"""Levels below and from which somebody begins otherwise."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One plan in force, from a day until a day (excluded; None while it lasts)."""

    programme: Programme
    starts_on: date
    ends_on: date | None


@dataclass(slots=True)
class Visit:
    """One training day: which day of which phase, and how many sets of it are done."""

    on: date
    phase: int
    day: int
    status: str
    sets: int = 0


def phases_of(persona: Persona, wish: Wish, dice: Random) -> list[Phase]:
    """The plans that somebody had, oldest first."""
    if persona.trains_from is None or persona.trains_until is None:
        return []
    fitting = [p for p in PROGRAMMES if persona.aim in p.aims and p is not BEGINNER]
    chosen = BEGINNER if persona.level < NOVICE else dice.choice(fitting)
    ends_on = persona.trains_until if persona.trains_until < wish.today else None
    starts_on = persona.trains_from
    days = (persona.trains_until - starts_on).days
    if days < LONG or wish.sets is not None:
        return [Phase(chosen, starts_on, ends_on)]
    change = starts_on + timedelta(days=round(days * dice.uniform(0.3, 0.45)))
    chosen = dice.choice(fitting) if chosen is BEGINNER else chosen
    first = BEGINNER if persona.level < EXPERT or len(fitting) == 1 else fitting[0]
    chosen = fitting[-1] if chosen is first else chosen
    return [Phase(first, starts_on, change), Phase(chosen, change, ends_on)]


def visits_of(
    persona: Persona, phases: list[Phase], wish: Wish, quota: int | None, dice: Random
) -> list[Visit]:
    """All training days, oldest first, at most *quota* sets done in them, the latest ones first."""
    due = [
        visit
        for number, phase in enumerate(phases)
        for visit in _due_in(persona, number, phase, wish)
    ]
    fate = _Fate(persona, due, wish, dice)
    if quota is None:
        for visit in due:
            fate.decide(visit, phases)
        return due
    return _the_latest(due, phases, fate, quota)


def _due_in(persona: Persona, number: int, phase: Phase, wish: Wish) -> list[Visit]:
    until = phase.ends_on or wish.today + timedelta(days=PLANNED_DAYS)
    days = [
        on
        for n in range((until - phase.starts_on).days)
        if str((on := phase.starts_on + timedelta(days=n)).isoweekday()) in persona.weekdays
    ]
    length = len(phase.programme.days)
    return [Visit(on, number, n % length, "planned") for n, on in enumerate(days)]


def _the_latest(due: list[Visit], phases: list[Phase], fate: "_Fate", quota: int) -> list[Visit]:
    """Go back in time until the quota is met; the first session of all may be cut short."""
    told: list[Visit] = []
    for visit in reversed(due):
        if quota <= 0 and visit.on < fate.today:
            break
        fate.decide(visit, phases)
        visit.sets = min(visit.sets, quota)
        quota -= visit.sets
        told.append(visit)
    return told[::-1]


class _Fate:
    """Whether somebody comes on a day."""

    def __init__(self, persona: Persona, due: list[Visit], wish: Wish, dice: Random) -> None:
        self.today, self._habit, self._dice = wish.today, persona.habit, dice
        first = due[0].on if due else wish.today
        span = max((wish.today - first).days, 1)
        self._away_from, self._away_until, self._away = date.max, date.max, "missed"
        if persona.status == "vacation":
            self._leave(wish.today - timedelta(days=min(9, span // 2)), wish.today, "excused")
        elif persona.habit is Habit.VANISHING and persona.status == "active":
            weeks_ago = max(min(span * dice.uniform(0.12, 0.4), 60), min(span, 16))
            self._leave(wish.today - timedelta(days=round(weeks_ago)), wish.today, "missed")
        elif persona.habit is Habit.RETURNING:
            away = first + timedelta(days=round(span * dice.uniform(0.3, 0.5)))
            self._leave(away, away + timedelta(days=min(24, span // 4)), "excused")

    def _leave(self, away_from: date, until: date, as_what: str) -> None:
        self._away_from, self._away_until, self._away = away_from, until, as_what

    def decide(self, visit: Visit, phases: list[Phase]) -> None:
        """Say what became of a day that has passed."""
        if visit.on >= self.today:
            return
        if self._away_from <= visit.on < self._away_until:
            visit.status = self._away
        elif self._dice.random() < COMES[self._habit]:
            visit.status = "done"
            day = phases[visit.phase].programme.days[visit.day]
            visit.sets = _sets_done(day, self._habit, self._dice)
        else:
            visit.status = "excused" if self._dice.random() < 0.3 else "missed"


def _sets_done(day: Day, habit: Habit, dice: Random) -> int:
    """All of them, or the last exercise was left out."""
    in_all = sum(item.total_sets for item in day.items)
    skips = 0.22 if habit in {Habit.UNSTEADY, Habit.STALLING} else 0.07
    return in_all - (day.items[-1].total_sets if dice.random() < skips else 0)
