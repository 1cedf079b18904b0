"""Volume: what the sets of a session or week add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

PRIMARY_SHARE = Decimal(1)
SECONDARY_SHARE = Decimal("0.5")


class SetKind(StrEnum):
    """What a set is for; all but warm-ups are work."""

    WARM_UP = "warm_up"
    WORKING = "working"
    DROP = "drop"
    AMRAP = "amrap"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedSet:
    """One set as it was done; negative loads are the help of an assisted exercise."""

    kind: SetKind = SetKind.WORKING
    reps: int | None = None
    load_kg: Number | None = None
    seconds: int | None = None
    metres: Number | None = None
    is_done: bool = True

    @property
    def counts(self) -> bool:
        """Whether the set is work that was done: no warm-up, and more than nothing of it."""
        amount = (self.reps or 0) > 0 or (self.seconds or 0) > 0 or (self.metres or 0) > 0
        return self.is_done and self.kind is not SetKind.WARM_UP and amount


@dataclass(frozen=True, slots=True)
class Volume:
    """What working sets add up to; *missing_loads* sets of reps had a load nobody knows."""

    volume_kg: Decimal
    external_volume_kg: Decimal
    working_sets: int
    reps: int
    time_s: int
    distance_m: Decimal
    missing_loads: int

    @property
    def is_complete(self) -> bool:
        """Whether the volume is the whole volume, not "at least"."""
        return self.missing_loads == 0


def effective_load_kg(
    load_kg: Number | None, bodyweight_kg: Number | None = None, bodyweight_factor: Number = 0
) -> Decimal | None:
    """Return what a set really moves, in kg: the load and the lifted share of the body.

    An assisted load is negative and never pulls the result below 0. Where the body counts, no
    load means the body alone, and an unknown body weight gives None; elsewhere no load gives
    None. Refused: a negative body weight or factor (negative_bodyweight).

    Source: definition; the factor is the coach's.

    >>> effective_load_kg(-25, 80, 1), effective_load_kg(20), effective_load_kg(None)
    (Decimal('55'), Decimal('20'), None)
    """
    factor = exact(bodyweight_factor)
    if factor < 0 or (bodyweight_kg is not None and bodyweight_kg < 0):
        raise RuleError("negative_bodyweight", "Body weight and its share cannot be negative.")
    if factor == 0:
        return None if load_kg is None else max(exact(load_kg), Decimal(0))
    if bodyweight_kg is None:
        return None
    return max(exact(bodyweight_kg) * factor + exact(load_kg or 0), Decimal(0))


def volume_load(
    sets: Iterable[CompletedSet],
    *,
    bodyweight_kg: Number | None = None,
    bodyweight_factor: Number = 0,
) -> Volume:
    """Return volume in kg (with and without the body), sets, reps, seconds and metres.

    Warm-ups, unfinished and empty sets do not count; drop and AMRAP sets do. A hold counts time,
    not kg. Assistance is no external load. Refused: as in effective_load_kg().

    Source: volume load = Σ reps × load (Haff, Strength Cond J 32(1):102–112, 2010).

    >>> volume_load([CompletedSet(reps=5, load_kg=100), CompletedSet(seconds=60)]).volume_kg
    Decimal('500')
    """
    done = [one for one in sets if one.counts]
    volume = external = distance = Decimal(0)
    missing = 0
    for one in done:
        distance += exact(one.metres or 0)
        reps = one.reps or 0
        load = effective_load_kg(one.load_kg, bodyweight_kg, bodyweight_factor)
        external += reps * max(exact(one.load_kg or 0), Decimal(0))
        volume += reps * (load or 0)
        missing += reps > 0 and load is None
    return Volume(
        volume_kg=volume,
        external_volume_kg=external,
        working_sets=len(done),
        reps=sum(one.reps or 0 for one in done),
        time_s=sum(one.seconds or 0 for one in done),
        distance_m=distance,
        missing_loads=missing,
    )


@dataclass(frozen=True, slots=True)
class MuscleWork:
    """So many working sets of one exercise, and the muscles it works."""

    sets: int
    primary: tuple[str, ...]
    secondary: tuple[str, ...] = ()


def weekly_sets(work: Iterable[MuscleWork]) -> dict[str, Decimal]:
    """Return the sets per muscle of one week's work: 1 where primary, 0.5 where secondary.

    A muscle named as both counts as primary. Refused: a negative number of sets (negative_sets).

    Source: fractional counting, a convention of ours.

    >>> weekly_sets([MuscleWork(4, ("chest",), ("triceps",)), MuscleWork(3, ("triceps",))])
    {'chest': Decimal('4'), 'triceps': Decimal('5.0')}
    """
    muscles: dict[str, Decimal] = {}
    for one in work:
        if one.sets < 0:
            raise RuleError("negative_sets", "There cannot be fewer than no sets.")
        shares = dict.fromkeys(one.secondary, SECONDARY_SHARE)
        shares |= dict.fromkeys(one.primary, PRIMARY_SHARE)
        for muscle in dict.fromkeys((*one.primary, *one.secondary)):
            muscles[muscle] = muscles.get(muscle, Decimal(0)) + one.sets * shares[muscle]
    return muscles
