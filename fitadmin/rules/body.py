"""The body: age, BMI, ratios, body fat and lean mass."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

_D = Decimal


class Sex(StrEnum):
    """Sex as the formulas know it."""

    MALE = "male"
    FEMALE = "female"
    NOT_STATED = "not_stated"


class BmiClass(StrEnum):
    """The adult classes of the WHO."""

    UNDERWEIGHT = "underweight"
    NORMAL = "normal"
    OVERWEIGHT = "overweight"
    OBESE = "obese"


BMI_CLASSES: tuple[tuple[Decimal, BmiClass], ...] = (
    (Decimal(30), BmiClass.OBESE),
    (Decimal(25), BmiClass.OVERWEIGHT),
    (Decimal("18.5"), BmiClass.NORMAL),
)
ADULT_FROM_YEARS = 18

POSSIBLE: dict[str, tuple[Decimal, Decimal]] = {
    "weight_kg": (Decimal("0.3"), Decimal(700)),
    "height_cm": (Decimal(25), Decimal(280)),
    "waist_cm": (Decimal(15), Decimal(400)),
    "hip_cm": (Decimal(15), Decimal(400)),
    "neck_cm": (Decimal(10), Decimal(120)),
    "body_fat_pct": (Decimal("0.1"), Decimal(90)),
    "age_years": (Decimal(0), Decimal(130)),
}
"""What a human body can measure, from the smallest newborn to the records. A convention of ours."""


def possible(quantity: str, value: Number) -> Decimal:
    """Return *value* in the unit its *quantity* ("weight_kg") names, if a body can measure that.

    Refused: a value outside POSSIBLE, as "impossible_weight_kg" and so on.

    >>> possible("height_cm", 180)
    Decimal('180')
    """
    number = exact(value)
    lowest, highest = POSSIBLE[quantity]
    if not lowest <= number <= highest:
        name, unit = quantity.replace("_pct", "_%").rsplit("_", 1)
        raise RuleError(
            f"impossible_{quantity}",
            f"The {name.replace('_', ' ')} must lie between {lowest} and {highest} {unit}.",
            value=number,
            lowest=lowest,
            highest=highest,
        )
    return number


def age_years(born_on: date, on: date) -> int:
    """Return the age in whole years on the day *on*.

    Born on 29 February, one's birthday is 1 March in other years. Refused: a day before birth
    (born_in_the_future).

    Source: the calendar; 1 March is a convention of ours.

    >>> [age_years(date(2000, 2, 29), on) for on in (date(2026, 2, 28), date(2026, 3, 1))]
    [25, 26]
    """
    if on < born_on:
        raise RuleError("born_in_the_future", "That day is before the day of birth.")
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def bmi(weight_kg: Number, height_cm: Number) -> Decimal:
    """Return the body mass index in kg/m², unrounded.

    Refused: impossible weight or height. Source: WHO, Technical Report Series 894, 2000.

    >>> round(bmi(70, 175), 2)
    Decimal('22.86')
    """
    weight, height = possible("weight_kg", weight_kg), possible("height_cm", height_cm)
    return weight * 10_000 / (height * height)


def bmi_class(index: Number, age_years: int | None = None) -> BmiClass | None:
    """Return the WHO class of an adult's BMI; None below 18, where percentiles are needed.

    The unrounded index decides: 24.96 shows as 25.0 and is still normal. An unknown age is taken
    for an adult's. Refused: an index that is not positive (impossible_bmi).

    Source: WHO, Technical Report Series 894, 2000 (18.5, 25, 30).

    >>> bmi_class(Decimal("24.96")).value, bmi_class(18, age_years=12)
    ('normal', None)
    """
    number = exact(index)
    if number <= 0:
        raise RuleError("impossible_bmi", "A body mass index is above zero.", bmi=number)
    if age_years is not None and age_years < ADULT_FROM_YEARS:
        return None
    reached = (name for lowest, name in BMI_CLASSES if number >= lowest)
    return next(reached, BmiClass.UNDERWEIGHT)


def waist_to_height(waist_cm: Number, height_cm: Number) -> Decimal:
    """Return waist ÷ height, without unit, unrounded; 0.5 is the usual limit.

    Refused: impossible waist or height. Source: Ashwell & Hsieh, Int J Food Sci Nutr 56:303, 2005.

    >>> waist_to_height(90, 180)
    Decimal('0.5')
    """
    return possible("waist_cm", waist_cm) / possible("height_cm", height_cm)


def waist_to_hip(waist_cm: Number, hip_cm: Number) -> Decimal:
    """Return waist ÷ hip, without unit, unrounded.

    Refused: impossible waist or hip. Source: WHO, Waist circumference and waist–hip ratio, 2008.

    >>> waist_to_hip(85, 100)
    Decimal('0.85')
    """
    return possible("waist_cm", waist_cm) / possible("hip_cm", hip_cm)


def navy_body_fat_pct(
    sex: Sex,
    *,
    height_cm: Number,
    waist_cm: Number,
    neck_cm: Number,
    hip_cm: Number | None = None,
) -> Decimal:
    """Return the body fat in % of body mass by the tape measure of the US Navy.

    Women need the hip, men's is ignored. Refused: a sex that is not stated (sex_not_stated), no
    hip for a woman (hip_required), a waist not larger than the neck (waist_must_exceed_neck),
    impossible measures, and a result that no body has (impossible_body_fat_pct).

    Source: Hodgdon & Beckett, Naval Health Research Center 84-11 and 84-29, 1984, metric density
    form with Siri's 495 ÷ density − 450.

    >>> round(navy_body_fat_pct(Sex.MALE, height_cm=180, waist_cm=85, neck_cm=38), 1)
    Decimal('16.1')
    """
    if sex is Sex.NOT_STATED:
        raise RuleError("sex_not_stated", "This formula needs to know the sex; none is stated.")
    girth = possible("waist_cm", waist_cm) - possible("neck_cm", neck_cm)
    if girth <= 0:
        raise RuleError("waist_must_exceed_neck", "The waist must be larger than the neck.")
    tall = possible("height_cm", height_cm).log10()
    if sex is Sex.FEMALE:
        if hip_cm is None:
            raise RuleError("hip_required", "For a woman this formula needs the hip as well.")
        girth += possible("hip_cm", hip_cm)
        density = _D("1.29579") - _D("0.35004") * girth.log10() + _D("0.22100") * tall
    else:
        density = _D("1.0324") - _D("0.19077") * girth.log10() + _D("0.15456") * tall
    return possible("body_fat_pct", 495 / density - 450)


def lean_mass_kg(weight_kg: Number, body_fat_pct: Number) -> Decimal:
    """Return the mass without fat in kg, unrounded.

    Refused: impossible weight, and body fat outside 0.1–90 %. Source: definition.

    >>> lean_mass_kg(80, 15)
    Decimal('68')
    """
    fat = possible("body_fat_pct", body_fat_pct)
    return possible("weight_kg", weight_kg) * (100 - fat) / 100
