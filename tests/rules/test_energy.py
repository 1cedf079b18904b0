from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules.body import Sex
from fitadmin.rules.energy import (
    Activity,
    BmrFormula,
    CarbsCounted,
    EnergyParts,
    MacroBasis,
    MacroRule,
    adaptive_tdee,
    atwater_kcal,
    available_carbs_g,
    bmr_kcal,
    label_energy,
    macro_shares,
    macros,
    macros_by_percent,
    tdee_from_balance_kcal,
    tdee_kcal,
)
from fitadmin.rules.trend import trend
from tests.rules.refusals import decimals, refused

BODY = {"weight_kg": 80, "height_cm": 180, "age_years": 30, "sex": Sex.MALE}
BY_SEX = [f for f in BmrFormula if f is not BmrFormula.KATCH_MCARDLE]
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("formula", "sex", "kcal"),
    [
        (BmrFormula.MIFFLIN_ST_JEOR, Sex.FEMALE, "1614"),
        (BmrFormula.HARRIS_BENEDICT_1919, Sex.MALE, "1864.545"),
        (BmrFormula.ROZA_SHIZGAL_1984, Sex.MALE, "1853.632"),
        (BmrFormula.ROZA_SHIZGAL_1984, Sex.FEMALE, "1615.093"),
    ],
)
def test_each_formula_has_its_own_coefficients(formula, sex, kcal):
    assert bmr_kcal(formula, **BODY | {"sex": sex}) == Decimal(kcal)


@pytest.mark.parametrize("formula", BY_SEX)
@pytest.mark.parametrize("missing", BODY)
def test_a_missing_input_gives_no_value(formula, missing):
    assert bmr_kcal(formula, **BODY | {missing: None}) is None


@pytest.mark.parametrize("formula", BY_SEX)
def test_a_sex_that_is_not_stated_is_never_guessed(formula):
    with refused("sex_not_stated"):
        bmr_kcal(formula, **BODY | {"sex": Sex.NOT_STATED})


def test_katch_mcardle_asks_nobodys_sex():
    katch = BmrFormula.KATCH_MCARDLE
    assert bmr_kcal(katch, weight_kg=80, body_fat_pct=15, sex=Sex.NOT_STATED) == Decimal("1838.8")
    assert bmr_kcal(katch, weight_kg=None, body_fat_pct=15) is None


def test_a_body_too_small_for_the_formula_is_refused():
    with refused("impossible_body"):
        bmr_kcal(BmrFormula.MIFFLIN_ST_JEOR, **BODY | {"weight_kg": 3, "height_cm": 50,
                                                       "age_years": 90})  # fmt: skip


def test_expenditure_needs_both_inputs():
    assert tdee_kcal(None, Activity.LIGHT) is None
    assert tdee_kcal(1780, None) is None
    with refused("bmr_must_be_positive"):
        tdee_kcal(0, Activity.LIGHT)


def test_a_balance_needs_days():
    with refused("window_must_have_days"):
        tdee_from_balance_kcal(2200, 0, 0)


def test_a_logged_fortnight_is_reliable_and_a_patchy_one_is_not():
    points = trend([(DAY, 80), (DAY + timedelta(days=14), 73)])
    diary = {DAY + timedelta(days=n): 2200 for n in range(14)}
    full = adaptive_tdee(diary, points, DAY, DAY + timedelta(days=14))
    assert (full.tdee_kcal, full.coverage_pct, full.is_reliable) == (2585, 100, True)
    patchy = adaptive_tdee(
        diary | {DAY: None, DAY + timedelta(days=40): 9000}
        | {DAY + timedelta(days=n): None for n in range(7)},
        points, DAY, DAY + timedelta(days=14),
    )  # fmt: skip
    assert (patchy.tdee_kcal, patchy.logged_days, patchy.is_reliable) == (2585, 7, False)
    assert patchy.weighed_days == 2


@pytest.mark.parametrize(("diary", "weights"), [
    ({}, [(DAY, 80), (DAY + timedelta(days=14), 79)]),
    ({DAY: None}, [(DAY, 80), (DAY + timedelta(days=14), 79)]),
    ({DAY: 2000}, [(DAY, 80)]),
])  # fmt: skip
def test_an_expenditure_is_not_measured_out_of_nothing(diary, weights):
    assert adaptive_tdee(diary, trend(weights), DAY, DAY + timedelta(days=14)) is None


def test_a_window_that_ends_before_it_begins_is_refused():
    with refused("window_must_have_days"):
        adaptive_tdee({}, [], DAY, DAY)


@given(st.integers(500, 8000), st.integers(0, 100), st.integers(0, 100))
def test_a_split_holds_exactly_the_energy(kcal, one, other):
    protein, carbs = min(one, other), abs(one - other)
    found = macros_by_percent(
        kcal, protein_pct=protein, carbs_pct=carbs, fat_pct=100 - protein - carbs
    )
    whole = atwater_kcal(found.protein_g, found.carbs_g, found.fat_g)
    assert abs(whole - kcal) < Decimal("1e-20")


GRAMS, REST, PERCENT = MacroBasis.GRAMS, MacroBasis.REST, MacroBasis.PERCENT


@pytest.mark.parametrize(("kcal", "protein", "carbs", "fat", "code"), [
    (0, MacroRule(GRAMS, 1), MacroRule(REST), MacroRule(GRAMS, 1), "energy_must_be_positive"),
    (2000, MacroRule(GRAMS, -1), MacroRule(REST), MacroRule(GRAMS, 1), "negative_amount"),
    (2000, MacroRule(GRAMS, 1), MacroRule(REST), MacroRule(REST), "one_rest_only"),
    (2000, MacroRule(MacroBasis.G_PER_KG, 1), MacroRule(REST), MacroRule(GRAMS, 1),
     "weight_required"),
    (2000, MacroRule(GRAMS, 300), MacroRule(GRAMS, 300), MacroRule(GRAMS, 1),
     "targets_exceed_energy"),
    (2000, MacroRule(PERCENT, 60), MacroRule(REST), MacroRule(PERCENT, 50),
     "targets_exceed_energy"),
])  # fmt: skip
def test_targets_that_cannot_be_met_are_refused(kcal, protein, carbs, fat, code):
    with refused(code):
        macros(kcal, protein=protein, carbs=carbs, fat=fat)


def test_grams_may_stay_below_the_energy():
    rule = MacroRule(GRAMS, 100)
    assert macros(2000, protein=rule, carbs=rule, fat=rule).fat_g == 100


GRAM = decimals("0", "500", places=1)


@given(GRAM, GRAM, GRAM, GRAM)
def test_shares_total_a_hundred(protein_g, carbs_g, fat_g, alcohol_g):
    shares = macro_shares(protein_g, carbs_g, fat_g, alcohol_g)
    if shares is not None:
        parts = (shares.protein_pct, shares.carbs_pct, shares.fat_pct, shares.alcohol_pct)
        assert abs(sum(parts) - 100) < Decimal("1e-20")


def test_water_has_no_shares():
    assert macro_shares(0, 0, 0) is None


def test_negative_grams_hold_no_energy():
    with refused("negative_amount"):
        atwater_kcal(-1, 0, 0)
    with refused("negative_amount"):
        label_energy(EnergyParts(fibre_g=-1))


@pytest.mark.parametrize(("carbs", "fibre", "counted", "available"), [
    (23, 2, CarbsCounted.BY_DIFFERENCE, 21),
    (23, None, CarbsCounted.BY_DIFFERENCE, None),
    (23, None, CarbsCounted.AVAILABLE, 23),
    (None, 2, CarbsCounted.AVAILABLE, None),
    (1, 2, CarbsCounted.BY_DIFFERENCE, 0),
])  # fmt: skip
def test_carbs_without_fibre(carbs, fibre, counted, available):
    assert available_carbs_g(carbs, fibre, counted) == available
