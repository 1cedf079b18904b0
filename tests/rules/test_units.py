import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules import RuleError
from fitadmin.rules.units import (
    Shown,
    Unit,
    cm_from_ft_in,
    convert,
    exact,
    for_the_eye,
    ft_in_from_cm,
    kept,
    kg_from_st_lb,
    pace,
    parse_decimal,
    rounded_to_step,
    shown,
    st_lb_from_kg,
    typed_as,
)
from fitadmin.rules.units.conversion import SIZES
from tests.rules.refusals import decimals, refused

UNITS = st.sampled_from(list(Unit))


@given(decimals("-1000", "1000"), UNITS, UNITS)
def test_there_and_back_is_the_same_amount(value, one, other):
    if SIZES[one][0] == SIZES[other][0]:
        there = convert(value, one, other)
        assert abs(convert(there, other, one) - value) < Decimal("1e-20")


@given(st.integers(0, 60), st.integers(0, 13))
def test_stones_and_pounds_survive_being_stored_as_kilograms(stones, pounds):
    assert st_lb_from_kg(kg_from_st_lb(stones, pounds)) == (stones, pounds)


@given(st.integers(0, 9), st.integers(0, 11))
def test_feet_and_inches_survive_being_stored_as_centimetres(feet, inches):
    assert ft_in_from_cm(cm_from_ft_in(feet, inches)) == (feet, inches)


@given(decimals("0", "300"))
def test_inches_never_reach_a_foot(length_cm):
    assert ft_in_from_cm(length_cm)[1] < 12


@pytest.mark.parametrize(
    ("value", "unit", "kg"), [(1, Unit.ST, "6.35029318"), (500, Unit.G, "0.5")]
)
def test_known_masses(value, unit, kg):
    assert convert(value, unit, Unit.KG) == Decimal(kg)


def test_a_mile_and_a_kilocalorie_are_exact():
    assert convert(1, Unit.MI, Unit.KM) == Decimal("1.609344")
    assert convert(1, Unit.KCAL, Unit.KJ) == Decimal("4.184")


def test_kilograms_are_not_centimetres():
    with refused("units_do_not_match"):
        convert(1, Unit.KG, Unit.CM)


@pytest.mark.parametrize(
    "attempt", [lambda: kg_from_st_lb(-1, 0), lambda: ft_in_from_cm(-1), lambda: st_lb_from_kg(-1)]
)
def test_negative_sizes_are_refused(attempt):
    with refused("negative_amount"):
        attempt()


@pytest.mark.parametrize(
    ("value", "quantity", "text"),
    [
        ("26.45", Shown.G, "26.5"),
        ("-26.45", Shown.G, "-26.5"),
        ("111.5", Shown.KCAL, "112"),
        ("-0.04", Shown.KG, "0.0"),
        ("81.6466266", Shown.KG, "81.6"),
        ("29.55", Shown.PCT, "29.6"),
    ],
)
def test_display_rounds_half_away_from_zero(value, quantity, text):
    assert str(shown(Decimal(value), quantity)) == text


def test_the_unknown_stays_unknown_on_display():
    assert shown(None, Shown.KCAL) is None


@pytest.mark.parametrize("mistake", [1.5, True, "1"])
def test_a_float_is_a_programming_mistake(mistake):
    with pytest.raises(TypeError):
        exact(mistake)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value):
    with refused("not_a_number"):
        exact(Decimal(value))


@given(decimals("0", "500"), st.sampled_from(["0.5", "1", "1.25", "2.5", "5"]))
def test_steps_round_to_the_nearest_and_down_never_above(value, step):
    size = Decimal(step)
    assert abs(rounded_to_step(value, size) - value) <= size / 2
    assert value - size < rounded_to_step(value, size, down=True) <= value


def test_a_step_of_nothing_is_refused():
    with refused("step_must_be_positive"):
        rounded_to_step(100, 0)


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("82,5", "nl", "82.5"),
        ("82,5", "pt_BR", "82.5"),
        ("82.5", "nl", "82.5"),
        ("1.234,5", "de", "1234.5"),
        ("1.234", "de", "1234"),
        ("1'234.5", "de-CH", "1234.5"),
        ("1\u202f234,5", "fr", "1234.5"),
        ("1,234.5", "en", "1234.5"),
        (" 80 ", "en", "80"),
        (",5", "es", "0.5"),
        ("−2.5", "en", "-2.5"),
        ("82,5", "en_ZA", "82.5"),
        ("82.5", "es_MX", "82.5"),
        ("0.125", "de", "0.125"),
    ],
)
def test_people_type_numbers_their_own_way(text, locale, number):
    assert parse_decimal(text, locale) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "locale"),
    [("82,5", "en"), ("0,125", "en"), ("", "nl"), ("eighty", "en"), ("1e3", "en"), ("NaN", "en"),
     ("1,2,3", "nl"),     ("1.23.4", "de"), ("80 kg", "en"), ("-", "nl"), ("1 2", "fr")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(text, locale):
    with refused("not_a_number"):
        parse_decimal(text, locale)


@given(decimals("-99999", "99999", places=2), st.sampled_from(["nl", "de", "fr", "es"]))
def test_a_comma_reads_like_the_point(number, locale):
    assert parse_decimal(str(number).replace(".", ","), locale) == number


STORED = [(Unit.KG, Unit.LB), (Unit.CM, Unit.IN), (Unit.KCAL, Unit.KJ), (Unit.KG, Unit.KG)]


@given(st.sampled_from(STORED), st.integers(0, 8), st.integers(-(10**10), 10**10))
def test_what_is_read_and_typed_again_is_what_was_stored(units, decimals, number):
    stored, unit = units
    value = Decimal(number).scaleb(-decimals)
    assert kept(typed_as(value, stored, unit, decimals), unit, stored, decimals) == value


@given(decimals("0", "1500", places=2), st.sampled_from(STORED[:1]))
def test_what_was_typed_in_pounds_is_read_so_again(typed, units):
    stored, unit = units
    short = typed_as(kept(typed, unit, stored, 3), stored, unit, 3)
    assert abs(short - typed) <= Decimal("0.002")
    if typed == typed.to_integral_value():
        assert short == typed


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [("1.250", "kg", "1.25"), ("102.058", "kg", "102.1"), ("220.462", "lb", "220.5"),
     ("66.929", "in", "66.9"), ("1548.596544", "kj", "1549"), ("370.000000", "kcal", "370"),
     ("2000", "kcal", "2000"), ("-0.001", "kg", "0"), ("100", "kg", "100"),
     ("6.667", "oz", "6.7")],
)  # fmt: skip
def test_what_was_typed_stays_and_what_was_computed_is_rounded(value, unit, read):
    assert f"{for_the_eye(Decimal(value), Unit(unit)):f}" == read


@pytest.mark.parametrize(("km", "seconds"), [(0, 100), (5, 0), (-1, 100)])
def test_a_pace_needs_distance_and_time(km, seconds):
    with refused("pace_needs_distance_and_time"):
        pace(km, seconds)


def test_a_refusal_travels_between_processes():
    error = pickle.loads(pickle.dumps(RuleError("below_bar", "Too light.", bar_kg=20)))  # noqa: S301
    assert (error.code, str(error), error.facts) == ("below_bar", "Too light.", {"bar_kg": 20})
