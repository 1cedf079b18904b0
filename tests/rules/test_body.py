from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fitadmin.rules.body import (
    BmiClass,
    Sex,
    age_years,
    bmi,
    bmi_class,
    lean_mass_kg,
    navy_body_fat_pct,
    waist_to_height,
    waist_to_hip,
)
from tests.rules.refusals import decimals, refused


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(0, 40_000))
def test_age_grows_by_at_most_a_year_a_day(born_on, days):
    first = date.fromordinal(born_on.toordinal() + days)
    second = date.fromordinal(first.toordinal() + 1)
    assert age_years(born_on, second) - age_years(born_on, first) in {0, 1}


def test_nobody_has_an_age_before_birth():
    with refused("born_in_the_future"):
        age_years(date(2026, 1, 2), date(2026, 1, 1))


@given(decimals("40", "200"), decimals("140", "210"))
def test_heavier_means_a_higher_index(weight_kg, height_cm):
    assert bmi(weight_kg + 1, height_cm) > bmi(weight_kg, height_cm)


@pytest.mark.parametrize(("weight", "height", "code"), [
    (0, 180, "impossible_weight_kg"),
    (-70, 180, "impossible_weight_kg"),
    (9000, 180, "impossible_weight_kg"),
    (70, 0, "impossible_height_cm"),
    (70, 1800, "impossible_height_cm"),
])  # fmt: skip
def test_impossible_bodies_are_refused(weight, height, code):
    with refused(code):
        bmi(weight, height)


def test_an_index_of_nothing_is_refused():
    with refused("impossible_bmi"):
        bmi_class(0)


def test_adults_begin_at_eighteen():
    assert bmi_class(22, 17) is None
    assert bmi_class(22, 18) is BmiClass.NORMAL


def test_ratios_of_the_waist():
    assert waist_to_height(80, 160) == Decimal("0.5")
    assert waist_to_hip(80, 100) == Decimal("0.8")


@given(decimals("70", "140"), decimals("30", "50"), decimals("160", "200"))
def test_a_wider_waist_means_more_fat(waist_cm, neck_cm, height_cm):
    assume(waist_cm - neck_cm > 35)
    measures = {"height_cm": height_cm, "neck_cm": neck_cm}
    slim = navy_body_fat_pct(Sex.MALE, waist_cm=waist_cm, **measures)
    assert navy_body_fat_pct(Sex.MALE, waist_cm=waist_cm + 1, **measures) > slim


@pytest.mark.parametrize(("sex", "changed", "code"), [
    (Sex.NOT_STATED, {}, "sex_not_stated"),
    (Sex.FEMALE, {}, "hip_required"),
    (Sex.MALE, {"waist_cm": 38}, "waist_must_exceed_neck"),
    (Sex.MALE, {"waist_cm": 39}, "impossible_body_fat_pct"),
    (Sex.MALE, {"neck_cm": 0}, "impossible_neck_cm"),
    (Sex.FEMALE, {"hip_cm": -1}, "impossible_hip_cm"),
])  # fmt: skip
def test_a_tape_measure_that_cannot_be_is_refused(sex, changed, code):
    measures = {"height_cm": 180, "waist_cm": 85, "neck_cm": 38} | changed
    with refused(code):
        navy_body_fat_pct(sex, **measures)


@given(decimals("40", "200"), decimals("3", "60"))
def test_lean_mass_is_part_of_the_mass(weight_kg, body_fat_pct):
    assert 0 < lean_mass_kg(weight_kg, body_fat_pct) < weight_kg


@pytest.mark.parametrize("body_fat_pct", [0, 100, -5, 150])
def test_no_body_is_all_fat_or_none(body_fat_pct):
    with refused("impossible_body_fat_pct"):
        lean_mass_kg(80, body_fat_pct)
