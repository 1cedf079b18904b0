"""Progression: the next target of an exercise, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.strength import load_for_percent_kg
from fitadmin.rules.training.reasons import Reason
from fitadmin.rules.units import Number, exact, rounded_to_step

DELOAD_PCT = Decimal(10)
DELOAD_AFTER_MISSES = 3


SAME_LOAD_KG = Decimal("0.01")
"""Loads that differ by less are the same load."""


class Progression(StrEnum):
    """The rules a coach may choose from."""

    NONE = "none"
    LINEAR = "linear"
    DOUBLE = "double"
    PERCENT_OF_TRAINING_MAX = "percent_of_training_max"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """What was prescribed, and by which rule it moves on.

    *loadable_step_kg* is what the gym's plates or dumbbells allow (the rule's own step where it
    is None); *percent* is of *training_max_kg*, which only a coach changes.
    """

    rule: Progression
    sets: int
    reps_min: int
    reps_max: int | None = None
    load_kg: Number | None = None
    step_kg: Number = Decimal("2.5")
    loadable_step_kg: Number | None = None
    deload_pct: Number = DELOAD_PCT
    deload_after: int = DELOAD_AFTER_MISSES
    training_max_kg: Number | None = None
    percent: Number | None = None

    @property
    def top_reps(self) -> int:
        """The top of the range, which is its bottom where there is no range."""
        return self.reps_min if self.reps_max is None else self.reps_max

    @property
    def loadable_kg(self) -> Decimal:
        """The smallest change of load in kg."""
        return exact(self.step_kg if self.loadable_step_kg is None else self.loadable_step_kg)


@dataclass(frozen=True, slots=True)
class DoneSet:
    """The reps of one working set; no load means the prescribed one."""

    reps: int
    load_kg: Number | None = None


@dataclass(frozen=True, slots=True)
class NextTarget:
    """The next load in kg, the reps to aim for, the misses running now, and the reason.

    *raw_kg* is a deload before it was rounded down.
    """

    load_kg: Decimal | None
    reps_low: int
    reps_high: int
    fail_streak: int
    reason: Reason
    raw_kg: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FailStreak:
    """How many misses run now, and whether the last one brings a deload (and ends the run)."""

    count: int
    deload: bool


def fail_streak(met: Iterable[bool], deload_after: int = DELOAD_AFTER_MISSES) -> FailStreak:
    """Return the misses that run at the end of a history of sessions, oldest first.

    A success ends the run, a deload too. Derived anew every time, so a corrected set counts.
    Refused: a deload after fewer than one miss (deload_after_one).

    Source: StrongLifts 5×5, support article 71: deload after three failed sessions in a row.

    >>> fail_streak([False, False, True, False])
    FailStreak(count=1, deload=False)
    """
    if deload_after < 1:
        raise RuleError("deload_after_one", "A deload needs at least one miss.")
    count, deload = 0, False
    for success in met:
        count = 0 if success else count + 1
        deload = count == deload_after
        if deload:
            count = 0
    return FailStreak(count, deload)


def is_met(prescription: Prescription, done: Sequence[DoneSet], reps: int | None = None) -> bool:
    """Return whether every prescribed set reached *reps* (the bottom of the range if None).

    A missing set and a set with less than the prescribed load did not; SAME_LOAD_KG less is not
    less, for a load entered in lb and prescribed in rounded kg is the same. Nothing is refused.

    Source: definition.

    >>> plan = Prescription(rule=Progression.LINEAR, sets=2, reps_min=5, load_kg=100)
    >>> is_met(plan, [DoneSet(5), DoneSet(5)]), is_met(plan, [DoneSet(5)])
    (True, False)
    """
    wanted = prescription.reps_min if reps is None else reps
    load = None if prescription.load_kg is None else exact(prescription.load_kg)
    reached = [
        one
        for one in done
        if one.reps >= wanted
        and (one.load_kg is None or load is None or exact(one.load_kg) >= load - SAME_LOAD_KG)
    ]
    return len(reached) >= prescription.sets


def next_target(
    prescription: Prescription, done: Sequence[DoneSet], misses_before: int = 0
) -> NextTarget:
    """Return the next load in kg and reps, with the reason.

    *misses_before* are those running before this session, as fail_streak() derives them. A
    session of which nothing was done is no miss. A rise never exceeds the step, a deload never
    rounds down to an empty bar. Refused: impossible prescriptions (impossible_prescription) and a
    percentage without a training max (training_max_required).

    Source: StrongLifts 5×5, support article 71; double progression as in ACSM, Med Sci Sports
    Exerc 41:687–708, 2009; rounding down is a convention of ours.

    >>> plan = Prescription(rule=Progression.DOUBLE, sets=3, reps_min=8, reps_max=12,
    ...                     load_kg=30, step_kg=2)
    >>> target = next_target(plan, [DoneSet(12)] * 3)
    >>> target.load_kg, target.reps_low, str(target.reason)
    (Decimal('32'), 8, '3 × 12 reached at 30 kg → 32 kg × 8')
    """
    _refuse_impossible(prescription)
    load = None if prescription.load_kg is None else exact(prescription.load_kg)
    if prescription.rule is Progression.PERCENT_OF_TRAINING_MAX:
        return _percent(prescription)
    if load is None:
        return _repeat(prescription, Reason("no_load_yet"), misses_before)
    if prescription.rule is Progression.NONE:
        return _repeat(prescription, Reason("no_rule"), misses_before)
    if not done:
        return _repeat(prescription, Reason("nothing_done"), misses_before)
    rule = _double if prescription.rule is Progression.DOUBLE else _linear
    return rule(prescription, load, done, misses_before)


def _linear(
    plan: Prescription, load: Decimal, done: Sequence[DoneSet], misses_before: int
) -> NextTarget:
    if is_met(plan, done):
        return _raised(plan, load, "all_sets_met", plan.reps_min)
    streak = fail_streak([False] * (misses_before + 1), plan.deload_after)
    facts = {"sets": plan.sets, "reps": plan.reps_min, "load_kg": load}
    if not streak.deload:
        return _repeat(plan, Reason("missed", facts | {"misses": streak.count}), streak.count)
    raw = load * (100 - exact(plan.deload_pct)) / 100
    rounded = rounded_to_step(raw, plan.loadable_kg, down=True)
    lighter = min(max(rounded, plan.loadable_kg), load)
    why = {"misses": plan.deload_after, "next_kg": lighter, "deload_pct": exact(plan.deload_pct)}
    reason = Reason("deload", facts | why)
    return NextTarget(lighter, plan.reps_min, plan.top_reps, 0, reason, raw)


def _double(
    plan: Prescription, load: Decimal, done: Sequence[DoneSet], misses_before: int
) -> NextTarget:
    if is_met(plan, done, plan.top_reps):
        return _raised(plan, load, "top_reached", plan.top_reps)
    facts = {"sets": plan.sets, "reps": plan.top_reps, "load_kg": load}
    return _repeat(plan, Reason("top_not_reached", facts), misses_before)


def _percent(plan: Prescription) -> NextTarget:
    if plan.training_max_kg is None or plan.percent is None:
        raise RuleError("training_max_required", "A percentage needs a training max.")
    load = load_for_percent_kg(plan.training_max_kg, plan.percent, step_kg=plan.loadable_kg)
    facts = {
        "percent": exact(plan.percent),
        "training_max_kg": exact(plan.training_max_kg),
        "next_kg": load,
    }
    reason = Reason("percent_of_training_max", facts)
    return NextTarget(load, plan.reps_min, plan.top_reps, 0, reason)


def _raised(plan: Prescription, load: Decimal, code: str, reps: int) -> NextTarget:
    heavier = load + exact(plan.step_kg)
    facts = {
        "sets": plan.sets,
        "reps": reps,
        "load_kg": load,
        "next_kg": heavier,
        "next_reps": plan.reps_min,
    }
    return NextTarget(heavier, plan.reps_min, plan.reps_min, 0, Reason(code, facts))


def _repeat(plan: Prescription, reason: Reason, misses: int) -> NextTarget:
    load = None if plan.load_kg is None else exact(plan.load_kg)
    return NextTarget(load, plan.reps_min, plan.top_reps, misses, reason)


def _refuse_impossible(plan: Prescription) -> None:
    amounts = (plan.load_kg or 0, plan.training_max_kg or 0, plan.percent or 0)
    if (
        plan.sets < 1
        or not 1 <= plan.reps_min <= plan.top_reps
        or plan.loadable_kg <= 0
        or exact(plan.step_kg) <= 0
        or not 0 <= exact(plan.deload_pct) < 100
        or any(exact(amount) < 0 for amount in amounts)
    ):
        raise RuleError("impossible_prescription", "These sets, reps or loads cannot be trained.")
