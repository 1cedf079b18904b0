"""Exact numbers, and the one place where they are rounded for the eye."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeAlias, overload

from fitadmin.rules import RuleError

Number: TypeAlias = Decimal | int
"""What the rules calculate with. Floats are refused: as a float 26.45 is 26.449999…"""


def exact(value: Number) -> Decimal:
    """Return *value* as a Decimal, the unit unchanged.

    Refused: NaN and infinity (not_a_number). A float or a bool is a programming mistake and
    raises TypeError, because it would already have lost its last digit.

    >>> exact(3)
    Decimal('3')
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"rules calculate with Decimal or int, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite():
        raise RuleError("not_a_number", f"{number} is not a number.")
    return number


class Shown(StrEnum):
    """What kind of quantity is shown; it decides the decimals."""

    KCAL = "kcal"
    KJ = "kj"
    G = "g"
    KG = "kg"
    LB = "lb"
    CM = "cm"
    PCT = "pct"
    BMI = "bmi"


DECIMALS: dict[Shown, Decimal] = {
    Shown.KCAL: Decimal(1),
    Shown.KJ: Decimal(1),
    Shown.G: Decimal("0.1"),
    Shown.KG: Decimal("0.1"),
    Shown.LB: Decimal("0.1"),
    Shown.CM: Decimal("0.1"),
    Shown.PCT: Decimal("0.1"),
    Shown.BMI: Decimal("0.1"),
}


@overload
def shown(value: Number, quantity: Shown) -> Decimal: ...
@overload
def shown(value: None, quantity: Shown) -> None: ...
def shown(value: Number | None, quantity: Shown) -> Decimal | None:
    """Round *value* for display, half away from zero, in its own unit: kcal 0 decimals, g, kg, % 1.

    Unknown stays None, and -0.04 shows as 0.0, never -0.0. Sum first and round once: three
    times 0.44 g is 1.3 g. Refused: NaN and infinity (not_a_number).

    Source: a convention of ours (spec/worked_examples.json, "rounding").

    >>> shown(Decimal("26.45"), Shown.G), shown(Decimal("-0.5"), Shown.KCAL)
    (Decimal('26.5'), Decimal('-1'))
    """
    if value is None:
        return None
    return exact(value).quantize(DECIMALS[quantity], ROUND_HALF_UP) + 0


def rounded_to_step(value: Number, step: Number, *, down: bool = False) -> Decimal:
    """Round *value* to a multiple of *step*, in the same unit; a tie goes away from zero.

    With *down* the result is never above *value*, as when a lighter bar is to be loaded.
    Refused: a step that is not positive (step_must_be_positive).

    Source: a convention of ours for what can be loaded on a bar.

    >>> rounded_to_step(Decimal("162.2"), Decimal("2.5"))
    Decimal('162.5')
    >>> rounded_to_step(Decimal("92.25"), Decimal("2.5"), down=True)
    Decimal('90.0')
    """
    size = exact(step)
    if size <= 0:
        raise RuleError("step_must_be_positive", "A rounding step must be above zero.", step=size)
    mode = ROUND_FLOOR if down else ROUND_HALF_UP
    return (exact(value) / size).to_integral_value(mode) * size
