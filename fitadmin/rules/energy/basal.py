"""Basal metabolic rate: what a body spends at rest."""

from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.body import Sex, lean_mass_kg, possible
from fitadmin.rules.units import Number


class BmrFormula(StrEnum):
    """The formulas a coach may choose from."""

    MIFFLIN_ST_JEOR = "mifflin_st_jeor"
    HARRIS_BENEDICT_1919 = "harris_benedict_1919"
    ROZA_SHIZGAL_1984 = "roza_shizgal_1984"
    KATCH_MCARDLE = "katch_mcardle"


_D = Decimal
COEFFICIENTS: dict[tuple[BmrFormula, Sex], tuple[Decimal, Decimal, Decimal, Decimal]] = {
    (BmrFormula.MIFFLIN_ST_JEOR, Sex.MALE): (_D(5), _D(10), _D("6.25"), _D(5)),
    (BmrFormula.MIFFLIN_ST_JEOR, Sex.FEMALE): (_D(-161), _D(10), _D("6.25"), _D(5)),
    (BmrFormula.HARRIS_BENEDICT_1919, Sex.MALE): (
        _D("66.473"), _D("13.7516"), _D("5.0033"), _D("6.755"),
    ),
    (BmrFormula.HARRIS_BENEDICT_1919, Sex.FEMALE): (
        _D("655.0955"), _D("9.5634"), _D("1.8496"), _D("4.6756"),
    ),
    (BmrFormula.ROZA_SHIZGAL_1984, Sex.MALE): (
        _D("88.362"), _D("13.397"), _D("4.799"), _D("5.677"),
    ),
    (BmrFormula.ROZA_SHIZGAL_1984, Sex.FEMALE): (
        _D("447.593"), _D("9.247"), _D("3.098"), _D("4.330"),
    ),
}  # fmt: skip
"""Constant, then per kg, per cm, and per year (subtracted)."""


def bmr_kcal(
    formula: BmrFormula,
    *,
    weight_kg: Number | None,
    height_cm: Number | None = None,
    age_years: int | None = None,
    sex: Sex | None = None,
    body_fat_pct: Number | None = None,
) -> Decimal | None:
    """Return the basal metabolic rate in kcal per day, unrounded; None when an input is missing.

    Katch–McArdle needs weight and body fat only, the others all but body fat. Refused: a sex
    that is not stated where the formula needs it (sex_not_stated), Katch–McArdle without body
    fat (body_fat_required), impossible input, and bodies so far from the formula's that nothing
    would be left (impossible_body).

    Sources: Mifflin et al., Am J Clin Nutr 51:241–247, 1990; Harris & Benedict, Carnegie
    Institution 279, 1919; Roza & Shizgal, Am J Clin Nutr 40:168–182, 1984; Katch & McArdle,
    370 + 21.6 × lean mass.

    >>> mifflin = BmrFormula.MIFFLIN_ST_JEOR
    >>> bmr_kcal(mifflin, weight_kg=80, height_cm=180, age_years=30, sex=Sex.MALE)
    Decimal('1780.00')
    """
    if formula is BmrFormula.KATCH_MCARDLE:
        return _katch_mcardle_kcal(weight_kg, body_fat_pct)
    if sex is Sex.NOT_STATED:
        raise RuleError("sex_not_stated", "This formula needs to know the sex; none is stated.")
    if weight_kg is None or height_cm is None or age_years is None or sex is None:
        return None
    constant, per_kg, per_cm, per_year = COEFFICIENTS[formula, sex]
    rate = (
        constant
        + per_kg * possible("weight_kg", weight_kg)
        + per_cm * possible("height_cm", height_cm)
        - per_year * possible("age_years", age_years)
    )
    if rate <= 0:
        raise RuleError("impossible_body", "This formula does not fit so small a body.")
    return rate


def _katch_mcardle_kcal(weight_kg: Number | None, body_fat_pct: Number | None) -> Decimal | None:
    if body_fat_pct is None:
        raise RuleError("body_fat_required", "Katch–McArdle needs the body fat in %.")
    if weight_kg is None:
        return None
    return 370 + _D("21.6") * lean_mass_kg(weight_kg, body_fat_pct)
