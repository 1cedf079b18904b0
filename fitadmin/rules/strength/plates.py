"""Plates: what to hang on each side of a bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

PLATES_KG: tuple[Decimal, ...] = tuple(
    Decimal(kg) for kg in ("25", "20", "15", "10", "5", "2.5", "1.25")
)

MOST_OF_A_KIND = 40
"""No sleeve holds more; it keeps absurd targets from being counted out."""


@dataclass(frozen=True, slots=True)
class Loading:
    """What the bar then weighs in kg, the plates of one side, and what is missing in kg."""

    loadable_kg: Decimal
    per_side_kg: tuple[Decimal, ...]
    remainder_kg: Decimal


def plates_per_side(
    target_kg: Number,
    bar_kg: Number,
    plates_kg: Sequence[Number] = PLATES_KG,
    *,
    pairs: Mapping[Decimal, int] | None = None,
) -> Loading:
    """Return the fewest plates per side, heaviest first, that come nearest from below.

    Plates are at hand without limit, but for those that *pairs* counts. All numbers may be lb
    instead, as long as all are. Refused: a target below the bar (below_bar), a negative bar and
    plates that weigh nothing (plate_must_weigh).

    Source: definition; "nearest below" is a convention of ours.

    >>> plates_per_side(Decimal("102.5"), 20).per_side_kg
    (Decimal('25'), Decimal('15'), Decimal('1.25'))
    """
    target, bar = exact(target_kg), exact(bar_kg)
    sizes = sorted({exact(plate) for plate in plates_kg}, reverse=True)
    if bar < 0 or any(size <= 0 for size in sizes):
        raise RuleError("plate_must_weigh", "Bars and plates have a weight.")
    if target < bar:
        raise RuleError("below_bar", f"{target} kg is less than the bar of {bar} kg.", bar_kg=bar)
    stock = pairs or {}
    reachable: dict[Decimal, tuple[Decimal, ...]] = {Decimal(0): ()}
    for size in sizes:
        reachable = _with_plate(reachable, size, (target - bar) / 2, stock.get(size))
    side = max(reachable)
    return Loading(bar + 2 * side, reachable[side], target - bar - 2 * side)


def _with_plate(
    reachable: dict[Decimal, tuple[Decimal, ...]], size: Decimal, side: Decimal, pairs: int | None
) -> dict[Decimal, tuple[Decimal, ...]]:
    """Add every possible number of one plate; fewer plates win, then heavier ones first."""
    found = dict(reachable)
    for weight, loaded in reachable.items():
        most = min(int((side - weight) / size), MOST_OF_A_KIND)
        for count in range(1, most + 1 if pairs is None else min(pairs, most) + 1):
            candidate = loaded + (size,) * count
            known = found.get(weight + count * size)
            if known is None or _rank(candidate) > _rank(known):
                found[weight + count * size] = candidate
    return found


def _rank(loaded: tuple[Decimal, ...]) -> tuple[int, tuple[Decimal, ...]]:
    return -len(loaded), loaded
