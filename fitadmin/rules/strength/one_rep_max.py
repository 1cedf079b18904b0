"""One-repetition maximum: the heaviest single lift, estimated from a set."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact, rounded_to_step

RELIABLE_TO_REPS = 12
"""Above this many reps the formulas measure endurance. Source: LeSuer et al., JSCR 11, 1997."""

BRZYCKI_BELOW_REPS = 37

_D = Decimal


class Formula(StrEnum):
    """The formulas a coach may choose from."""

    EPLEY = "epley"
    BRZYCKI = "brzycki"
    LOMBARDI = "lombardi"
    WATHAN = "wathan"


@dataclass(frozen=True, slots=True)
class OneRepMax:
    """An estimate in kg, unrounded; one that is not reliable is shown, but never a record."""

    kg: Decimal
    is_reliable: bool


def one_rep_max(
    load_kg: Number | None,
    reps: int | None,
    formula: Formula = Formula.EPLEY,
    *,
    rir: Number = 0,
) -> OneRepMax | None:
    """Return the estimated heaviest single lift in kg from one hard set; None where none can be.

    A single to failure *is* its own maximum, whatever the formula says. Reps in reserve count as
    reps done. No estimate without a load or a repetition, nor by Brzycki from 37 reps on; above
    12 it is not reliable. Refused: negative reps in reserve (negative_rir).

    Sources: Epley, Poundage Chart, 1985; Brzycki, JOPERD 64(1):88–90, 1993; Lombardi, Beginning
    Weight Training, 1989; Wathan in Baechle, Essentials of Strength Training, 1994.

    >>> [round(one_rep_max(100, 5, formula).kg, 1) for formula in Formula]
    [Decimal('116.7'), Decimal('112.5'), Decimal('117.5'), Decimal('116.6')]
    """
    reserve = exact(rir)
    if reserve < 0:
        raise RuleError("negative_rir", "Reps in reserve cannot be negative.", rir=reserve)
    if load_kg is None or reps is None or load_kg <= 0 or reps < 1:
        return None
    to_failure = reps + reserve
    if formula is Formula.BRZYCKI and to_failure >= BRZYCKI_BELOW_REPS:
        return None
    load = exact(load_kg)
    kg = load if to_failure == 1 else _estimate_kg(load, to_failure, formula)
    return OneRepMax(kg, is_reliable=to_failure <= RELIABLE_TO_REPS)


def _estimate_kg(load: Decimal, reps: Decimal, formula: Formula) -> Decimal:
    match formula:
        case Formula.EPLEY:
            return load * (30 + reps) / 30
        case Formula.BRZYCKI:
            return load * 36 / (37 - reps)
        case Formula.LOMBARDI:
            return load * reps ** _D("0.10")
        case Formula.WATHAN:
            return 100 * load / (_D("48.8") + _D("53.8") * (_D("-0.075") * reps).exp())


def load_for_percent_kg(
    max_kg: Number, percent: Number, *, step_kg: Number | None = None
) -> Decimal:
    """Return the load in kg at a percentage of a maximum, to the nearest *step_kg* if given.

    Refused: a negative maximum or percentage (negative_load), a step that is not positive
    (step_must_be_positive).

    Source: definition.

    >>> load_for_percent_kg(142, 75, step_kg=Decimal("2.5"))
    Decimal('107.5')
    """
    if exact(max_kg) < 0 or exact(percent) < 0:
        raise RuleError("negative_load", "A share of a maximum cannot be negative.")
    load = exact(max_kg) * exact(percent) / 100
    return load if step_kg is None else rounded_to_step(load, step_kg)
