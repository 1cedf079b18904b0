"""Personal records: derived from all sets by the day they were done, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules.strength import Formula, one_rep_max
from fitadmin.rules.training.volume import SetKind
from fitadmin.rules.units import Number, exact

LEAST_GAIN = Decimal("0.05")
"""What the shown kilogram could not tell apart is no record: 220.5 lb are not more than 100 kg."""


class RecordKind(StrEnum):
    """What is compared: the load, the estimated single, or the reps × load of one set."""

    LOAD = "load"
    ESTIMATED_MAX = "estimated_max"
    SET_VOLUME = "set_volume"


@dataclass(frozen=True, slots=True)
class Lift:
    """One completed set of one exercise, on the day it was performed."""

    performed_on: date
    load_kg: Number
    reps: int
    kind: SetKind = SetKind.WORKING


def _measure(lift: Lift, kind: RecordKind, formula: Formula) -> Decimal | None:
    """Say how good a lift is; None where it cannot be a record at all."""
    load = exact(lift.load_kg)
    if lift.kind is SetKind.WARM_UP or lift.reps < 1 or load <= 0:
        return None
    if kind is RecordKind.LOAD:
        return load
    if kind is RecordKind.SET_VOLUME:
        return load * lift.reps
    estimate = one_rep_max(load, lift.reps, formula)
    return estimate.kg if estimate is not None and estimate.is_reliable else None


def best_lift(
    lifts: Iterable[Lift],
    kind: RecordKind = RecordKind.ESTIMATED_MAX,
    formula: Formula = Formula.EPLEY,
) -> Lift | None:
    """Return the best lift of all, the earliest among equals; None if none can be a record.

    Warm-ups and sets without load or reps cannot, nor for the estimate sets of more than 12
    reps. Nothing is refused.

    Source: definition.

    >>> best_lift([Lift(date(2026, 1, 1), 100, 5), Lift(date(2026, 1, 8), 105, 5)]).load_kg
    105
    """
    best: tuple[Decimal, Lift] | None = None
    for lift in sorted(lifts, key=lambda one: one.performed_on):
        value = _measure(lift, kind, formula)
        if value is not None and (best is None or value > best[0]):
            best = (value, lift)
    return None if best is None else best[1]


def personal_records(
    lifts: Iterable[Lift],
    kind: RecordKind = RecordKind.ESTIMATED_MAX,
    formula: Formula = Formula.EPLEY,
) -> list[Lift]:
    """Return the lifts that were records on their day, by day; at most one for each day.

    The first day is the baseline and no record, and neither is an equal: it takes more than
    0.05 kg. Entered late, a lift counts on the day it was performed and unmakes later records.
    Nothing is refused.

    Source: definition; the conventions are ours.

    >>> lifts = [Lift(date(2026, 1, day), kg, 5) for day, kg in ((1, 100), (8, 100), (15, 105))]
    >>> [lift.performed_on.day for lift in personal_records(lifts)]
    [15]
    """
    days: dict[date, list[Lift]] = {}
    for lift in lifts:
        if _measure(lift, kind, formula) is not None:
            days.setdefault(lift.performed_on, []).append(lift)
    records: list[Lift] = []
    highest: Decimal | None = None
    for on in sorted(days):
        best = max(days[on], key=lambda one: _measure(one, kind, formula) or Decimal(0))
        value = _measure(best, kind, formula) or Decimal(0)
        if highest is not None and value > highest + LEAST_GAIN:
            records.append(best)
        highest = value if highest is None else max(highest, value)
    return records


def is_record(
    lift: Lift,
    earlier: Iterable[Lift],
    kind: RecordKind = RecordKind.ESTIMATED_MAX,
    formula: Formula = Formula.EPLEY,
) -> bool:
    """Return whether *lift* beats all *earlier* lifts by more than 0.05 kg.

    Without anything to beat it is a baseline and no record. Nothing is refused.

    Source: as personal_records().

    >>> is_record(Lift(date(2026, 1, 8), 105, 5), [Lift(date(2026, 1, 1), 100, 5)])
    True
    """
    best = best_lift(earlier, kind, formula)
    value = _measure(lift, kind, formula)
    if best is None or value is None:
        return False
    return value > (_measure(best, kind, formula) or Decimal(0)) + LEAST_GAIN
