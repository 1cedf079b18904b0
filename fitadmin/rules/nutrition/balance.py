"""Balance: the grams of chosen foods that come closest to a day's targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fitadmin.rules import RuleError
from fitadmin.rules.nutrition.portion import Nutrients, amount_in
from fitadmin.rules.units import Number, exact, rounded_to_step

STEP_G = Decimal(5)
TOLERANCE_PCT = Decimal(5)
SWEEPS = 400
SETTLED_G = 1e-4


@dataclass(frozen=True, slots=True)
class Choice:
    """A food's nutrients per 100 g, the grams it has now, and the bounds a coach allows."""

    per_100: Nutrients
    grams: Number
    lowest_g: Number
    highest_g: Number


@dataclass(frozen=True, slots=True)
class Balance:
    """What a nutrient comes to against its target, in its own unit, and how far off in %."""

    target: Decimal
    reached: Decimal
    deviation_pct: Decimal


@dataclass(frozen=True, slots=True)
class Balanced:
    """The grams of every choice in their order, and every target beside what is reached."""

    grams: tuple[Decimal, ...]
    nutrients: dict[str, Balance]
    is_met: bool


def balance(
    choices: Sequence[Choice],
    targets: Mapping[str, Number],
    *,
    step_g: Number = STEP_G,
    tolerance_pct: Number = TOLERANCE_PCT,
) -> Balanced:
    """Return the grams, in steps and within their bounds, that come closest to the targets.

    Closest means the least sum of squared relative deviations; targets out of reach within the
    bounds are approached, and is_met says so. A bound that is no multiple of the step is kept
    as it is. Refused: no choices or no targets (nothing_to_balance), a target that is not positive
    (target_must_be_positive), bounds that are negative or crossed (bounds_out_of_order), and a
    food that does not know a targeted nutrient (nutrient_unknown).

    Source: bounded least squares by coordinate descent (in floats; the result is summed exactly).

    >>> rice = Choice({"energy_kcal": 130, "protein_g": 3}, 100, 50, 300)
    >>> fish = Choice({"energy_kcal": 80, "protein_g": 18}, 100, 50, 300)
    >>> balance([rice, fish], {"energy_kcal": 355, "protein_g": 33}).grams
    (Decimal('175'), Decimal('155'))
    """
    _refuse_impossible(choices, targets)
    bounds = [(exact(c.lowest_g), exact(c.highest_g)) for c in choices]
    rows = [
        [float(amount_in(c.per_100[name], 1) or 0) / float(exact(target)) for c in choices]
        for name, target in targets.items()
    ]
    ideal = _least_squares(rows, [float(exact(c.grams)) for c in choices], bounds)
    step = exact(step_g)
    grams = [
        _within(rounded_to_step(Decimal(repr(g)), step), bound)
        for g, bound in zip(ideal, bounds, strict=True)
    ]
    return _compared(choices, targets, _polished(rows, grams, bounds, step), exact(tolerance_pct))


Bounds = tuple[Decimal, Decimal]


def _refuse_impossible(choices: Sequence[Choice], targets: Mapping[str, Number]) -> None:
    if not choices or not targets:
        raise RuleError("nothing_to_balance", "Balancing needs foods and targets.")
    for name, target in targets.items():
        if exact(target) <= 0:
            raise RuleError("target_must_be_positive", f"The target for {name} must be above zero.")
        for position, choice in enumerate(choices):
            if choice.per_100.get(name) is None:
                raise RuleError(
                    "nutrient_unknown",
                    f"One of the foods does not know its {name}.",
                    nutrient=name,
                    position=position,
                )
    if any(not 0 <= exact(c.lowest_g) <= exact(c.highest_g) for c in choices):
        raise RuleError("bounds_out_of_order", "The lowest amount must not exceed the highest.")


def _least_squares(
    rows: list[list[float]], start_g: list[float], bounds: list[Bounds]
) -> list[float]:
    limits = [(float(low), float(high)) for low, high in bounds]
    grams = [min(max(g, low), high) for g, (low, high) in zip(start_g, limits, strict=True)]
    missed = [1 - _dot(row, grams) for row in rows]
    for _ in range(SWEEPS):
        moved = 0.0
        for i, (low, high) in enumerate(limits):
            column = [row[i] for row in rows]
            steepness = _dot(column, column)
            if steepness == 0:
                continue
            wanted = grams[i] + _dot(column, missed) / steepness
            change = min(max(wanted, low), high) - grams[i]
            grams[i] += change
            missed = [m - a * change for m, a in zip(missed, column, strict=True)]
            moved = max(moved, abs(change))
        if moved < SETTLED_G:
            break
    return grams


def _polished(
    rows: list[list[float]], grams: list[Decimal], bounds: list[Bounds], step: Decimal
) -> list[Decimal]:
    """Rounding moved away from the best; walk back step by step while it helps."""
    best, best_miss = grams, _miss(rows, grams)
    for _ in range(SWEEPS):
        neighbours = [
            [*best[:i], _within(g + move, bounds[i]), *best[i + 1 :]]
            for i, g in enumerate(best)
            for move in (step, -step)
        ]
        candidate = min(neighbours, key=lambda tried: _miss(rows, tried))
        if _miss(rows, candidate) >= best_miss - 1e-12:
            break
        best, best_miss = candidate, _miss(rows, candidate)
    return best


def _compared(
    choices: Sequence[Choice],
    targets: Mapping[str, Number],
    grams: list[Decimal],
    tolerance_pct: Decimal,
) -> Balanced:
    nutrients = {}
    for name, target in targets.items():
        amounts = (amount_in(c.per_100[name], g) for c, g in zip(choices, grams, strict=True))
        reached = sum((amount for amount in amounts if amount is not None), Decimal(0))
        off = (reached - exact(target)) * 100 / exact(target)
        nutrients[name] = Balance(exact(target), reached, off)
    is_met = all(abs(b.deviation_pct) <= tolerance_pct for b in nutrients.values())
    return Balanced(tuple(grams), nutrients, is_met)


def _within(grams: Decimal, bound: Bounds) -> Decimal:
    return min(max(grams, bound[0]), bound[1])


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _miss(rows: list[list[float]], grams: Sequence[Decimal]) -> float:
    tried = [float(g) for g in grams]
    return sum((1 - _dot(row, tried)) ** 2 for row in rows)
