"""Conversion between units, exact by the agreements that define them."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units.display import Number, exact


class Unit(StrEnum):
    """The units people enter; the database keeps kg, cm and kcal."""

    KG = "kg"
    G = "g"
    MG = "mg"
    LB = "lb"
    OZ = "oz"
    ST = "st"
    CM = "cm"
    M = "m"
    KM = "km"
    IN = "in"
    FT = "ft"
    MI = "mi"
    KCAL = "kcal"
    KJ = "kj"


_D = Decimal
SIZES: dict[Unit, tuple[str, Decimal]] = {
    Unit.KG: ("mass", _D(1000)),
    Unit.G: ("mass", _D(1)),
    Unit.MG: ("mass", _D("0.001")),
    Unit.LB: ("mass", _D("453.59237")),
    Unit.OZ: ("mass", _D("28.349523125")),
    Unit.ST: ("mass", 14 * _D("453.59237")),
    Unit.CM: ("length", _D(1)),
    Unit.M: ("length", _D(100)),
    Unit.KM: ("length", _D(100_000)),
    Unit.IN: ("length", _D("2.54")),
    Unit.FT: ("length", _D("30.48")),
    Unit.MI: ("length", _D("160934.4")),
    Unit.KCAL: ("energy", _D("4.184")),
    Unit.KJ: ("energy", _D(1)),
}
"""Each unit's dimension and size in grams, centimetres or kilojoules."""


def convert(value: Number, from_unit: Unit, to_unit: Unit) -> Decimal:
    """Return *value*, given in *from_unit*, in *to_unit*, unrounded.

    Every factor is exact, so 180 lb shows as 180.0 lb however often the display changes; a
    division such as kg to lb keeps 28 digits. Negative values pass: differences have units too.
    For food labels kJ come from their own factors, not from this. Refused: units of different
    kinds (units_do_not_match).

    Source: International yard and pound agreement, 1959; thermochemical calorie, 4.184 J.

    >>> convert(180, Unit.LB, Unit.KG)
    Decimal('81.6466266')
    >>> convert(100, Unit.KCAL, Unit.KJ)
    Decimal('418.4')
    """
    kind, size = SIZES[from_unit]
    wanted_kind, wanted_size = SIZES[to_unit]
    if kind != wanted_kind:
        raise RuleError(
            "units_do_not_match",
            f"{from_unit} cannot be expressed in {to_unit}.",
            from_unit=from_unit.value,
            to_unit=to_unit.value,
        )
    if from_unit is to_unit:
        return exact(value)
    return (exact(value) * size / wanted_size).normalize() + 0


def kg_from_st_lb(stones: Number, pounds: Number = 0) -> Decimal:
    """Return the kilograms of so many stones and pounds, unrounded.

    Pounds of 14 and more are taken as they are. Refused: a negative part (negative_amount).

    Source: 1 st = 14 lb, 1 lb = 0.45359237 kg (agreement of 1959).

    >>> kg_from_st_lb(12, 7)
    Decimal('79.37866475')
    """
    _refuse_negative(stones, pounds)
    return convert(exact(stones) * 14 + exact(pounds), Unit.LB, Unit.KG)


def st_lb_from_kg(mass_kg: Number) -> tuple[int, int]:
    """Return whole stones and pounds for display, rounded to the nearest pound.

    Never "12 st 14 lb": the pounds are rounded before they are split. Refused: a negative
    mass (negative_amount).

    >>> st_lb_from_kg(Decimal("79.378665"))
    (12, 7)
    """
    _refuse_negative(mass_kg)
    return divmod(_whole(convert(mass_kg, Unit.KG, Unit.LB)), 14)


def cm_from_ft_in(feet: Number, inches: Number = 0) -> Decimal:
    """Return the centimetres of so many feet and inches, unrounded.

    Inches of 12 and more are taken as they are. Refused: a negative part (negative_amount).

    Source: 1 in = 2.54 cm (agreement of 1959).

    >>> cm_from_ft_in(5, 11)
    Decimal('180.34')
    """
    _refuse_negative(feet, inches)
    return convert(exact(feet) * 12 + exact(inches), Unit.IN, Unit.CM)


def ft_in_from_cm(length_cm: Number) -> tuple[int, int]:
    """Return whole feet and inches for display, rounded to the nearest inch.

    Never "5 ft 12 in": the inches are rounded before they are split. Refused: a negative
    length (negative_amount).

    >>> ft_in_from_cm(180), ft_in_from_cm(Decimal("182.6"))
    ((5, 11), (6, 0))
    """
    _refuse_negative(length_cm)
    return divmod(_whole(convert(length_cm, Unit.CM, Unit.IN)), 12)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))


def _refuse_negative(*values: Number) -> None:
    if any(exact(value) < 0 for value in values):
        raise RuleError("negative_amount", "A mass or a length cannot be negative.")
