"""Amounts in the unit of whoever reads them, and the way back, without drift."""

from decimal import ROUND_HALF_UP, Decimal

from fitadmin.rules.units.conversion import Unit, convert
from fitadmin.rules.units.display import DECIMALS, Number, exact

MOST_DECIMALS = 12
"""No unit here needs more to tell two neighbouring amounts of eight decimals apart."""
TYPED_DECIMALS = 2
"""What people type has at most so many; more are left by a conversion."""


def kept(value: Number, unit: Unit, stored_unit: Unit, decimals: int) -> Decimal:
    """Return *value*, typed in *unit*, as it is stored: in *stored_unit* with so many *decimals*.

    Refused: units of different kinds (units_do_not_match).

    >>> kept(225, Unit.LB, Unit.KG, 3)
    Decimal('102.058')
    """
    return convert(value, unit, stored_unit).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def typed_as(value: Number, stored_unit: Unit, unit: Unit, decimals: int) -> Decimal:
    """Return the shortest number in *unit* that kept() turns into *value* again.

    So what was typed as 225 lb is 225 lb for ever, though 102.058 kg are kept of it; and a form
    that is saved as it was opened changes nothing. *value* has no more *decimals* than that; one
    with more is returned as exactly as it can be. Refused: units of different kinds
    (units_do_not_match).

    Source: a convention of ours, after the shortest decimals of binary floating-point numbers.

    >>> typed_as(Decimal("102.058"), Unit.KG, Unit.LB, 3)
    Decimal('225')
    """
    if stored_unit is unit:
        return exact(value)
    whole = convert(value, stored_unit, unit)
    for places in range(MOST_DECIMALS + 1):
        short = whole.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
        if kept(short, unit, stored_unit, decimals) == value:
            return short
    return whole


def for_the_eye(value: Number, unit: Unit) -> Decimal:
    """Return *value*, in *unit*, as it is read: what was typed stays, what was computed is rounded.

    A step of 1.25 kg is no step of 1.3 kg; 220.462 lb, made of 100 kg, are 220.5 lb.

    Source: a convention of ours, with the decimals of shown().

    >>> for_the_eye(Decimal("1.250"), Unit.KG), for_the_eye(Decimal("220.462"), Unit.LB)
    (Decimal('1.25'), Decimal('220.5'))
    """
    number = exact(value)
    short = number.quantize(Decimal(1).scaleb(-TYPED_DECIMALS), ROUND_HALF_UP)
    if short == number:
        return short.normalize() + 0
    return number.quantize(_DECIMALS.get(unit.value, _TENTHS), ROUND_HALF_UP).normalize() + 0


_TENTHS = Decimal("0.1")
_DECIMALS = {quantity.value: decimals for quantity, decimals in DECIMALS.items()}
