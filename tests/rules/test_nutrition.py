from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fitadmin.rules.energy import CarbsCounted
from fitadmin.rules.nutrition import (
    FDC_ID_OF_NUMBER,
    FDC_NUTRIENT_IDS,
    LabelKind,
    amount_in,
    check_digit,
    food_energy,
    food_findings,
    is_valid_gtin,
    known_amount,
    label_amount,
    macro_energy_kcal,
    normalised_gtin,
    portion,
    portion_grams,
    refuse_impossible_food,
    salt_g,
    sodium_mg,
    total,
    totals,
)
from tests.rules.refusals import decimals, refused

AMOUNTS = st.lists(st.none() | decimals("0", "900"))


@given(decimals("0", "900"), decimals("0", "2000"), decimals("0", "2000"))
def test_two_portions_hold_what_one_of_both_weights_holds(per_100, one_g, other_g):
    apart = amount_in(per_100, one_g) + amount_in(per_100, other_g)
    assert apart == amount_in(per_100, one_g + other_g)


@given(AMOUNTS)
def test_a_total_counts_what_it_does_not_know(amounts):
    found = total(amounts)
    known = [amount for amount in amounts if amount is not None]
    assert found.at_least == sum(known)
    assert found.missing_items == len(amounts) - len(known)
    assert found.is_complete is (None not in amounts)
    assert found.value == (found.at_least if found.is_complete else None)


def test_an_item_that_does_not_name_a_nutrient_does_not_know_it():
    found = totals([{"fibre_g": 2, "iron_mg": None}, {"iron_mg": 1}])
    assert {name: one.missing_items for name, one in found.items()} == {"fibre_g": 1, "iron_mg": 1}


def test_a_negative_portion_is_refused():
    with refused("negative_amount"):
        portion({"fat_g": 1}, -5)


@pytest.mark.parametrize(("weight", "amount"), [(0, 1), (30, 0), (-1, 1)])
def test_a_portion_of_nothing_is_refused(weight, amount):
    with refused("portion_must_be_positive"):
        portion_grams(weight, amount)


@given(decimals("0", "40000"))
def test_salt_and_sodium_are_one_figure(sodium):
    assert sodium_mg(salt_g(sodium)) == sodium


def test_unknown_sodium_is_unknown_salt():
    assert salt_g(None) is None
    assert sodium_mg(None) is None
    with refused("negative_amount"):
        salt_g(-1)


def test_nutrient_ids_fall_back_in_order():
    assert known_amount({1063: 4, 2000: 5}, "sugars_g") == 5
    assert known_amount({1063: 4}, "sugars_g") == 4
    assert known_amount({}, "sugars_g") is None
    known_ids = {one for ids in FDC_NUTRIENT_IDS.values() for one in ids}
    assert known_ids == set(FDC_ID_OF_NUMBER.values())


@pytest.mark.parametrize(("amounts", "source", "kcal"), [
    ({1008: 50, 2048: 51, 2047: 52}, "1008", 50),
    ({2048: 51, 2047: 52}, "2048", 51),
    ({2047: 52}, "2047", 52),
    ({1008: 0}, "1008", 0),
    ({1003: 10, 1005: 10, 1004: 5}, "computed", 125),
    ({1003: 10, 1050: Decimal("-0.3"), 1085: 5}, "computed", 85),
    ({1018: 10}, "computed", 70),
])  # fmt: skip
def test_energy_says_where_it_is_from(amounts, source, kcal):
    found = food_energy(amounts)
    assert (found.source, found.kcal, found.is_estimate) == (source, kcal, source == "computed")
    assert found.is_complete is (1018 not in amounts)


def test_a_food_that_knows_nothing_has_no_energy():
    assert food_energy({1093: 400, 1003: None}) is None


PLAUSIBLE = {"energy_kcal": 130, "protein_g": 10, "carbs_g": 10, "fat_g": 5, "sugars_g": 4,
             "saturates_g": 1, "fibre_g": 2, "alcohol_g": None}  # fmt: skip


@pytest.mark.parametrize(("changed", "codes"), [
    ({}, []),
    ({"protein_g": -1}, ["negative_nutrient"]),
    ({"saturates_g": 6}, ["saturates_exceed_fat"]),
    ({"carbs_g": 100, "energy_kcal": 490}, ["more_than_100_g"]),
    ({"energy_kcal": 400}, ["energy_mismatch"]),
    ({"energy_kcal": 20}, ["energy_mismatch"]),
    ({"energy_kcal": None}, []),
    ({"fat_g": None}, []),
    ({"sugars_g": 11, "energy_kcal": 400}, ["sugar_exceeds_carbs", "energy_mismatch"]),
])  # fmt: skip
def test_findings_tell_the_impossible_from_the_odd(changed, codes):
    findings = food_findings(PLAUSIBLE | changed)
    assert [finding.code for finding in findings] == codes
    errors = [finding.is_error for finding in findings]
    assert errors == sorted(errors, reverse=True)


def test_the_impossible_is_refused_and_the_odd_is_told():
    odd = refuse_impossible_food(PLAUSIBLE | {"energy_kcal": 400})
    assert odd[0].facts["computed_kcal"] == 129
    with refused("sugar_exceeds_carbs"):
        refuse_impossible_food(PLAUSIBLE | {"sugars_g": 11})


def test_the_tolerance_of_the_declared_energy_is_included():
    exactly = PLAUSIBLE | {"energy_kcal": 100, "fibre_g": 0, "fat_g": Decimal(55) / 9}
    assert [f.code for f in food_findings(exactly | {"fat_g": 6})] == []
    assert [f.code for f in food_findings(exactly | {"fat_g": 7})] == ["energy_mismatch"]


def test_fibre_inside_the_carbs_is_not_counted_twice():
    food = {"protein_g": 10, "carbs_g": 20, "fat_g": 0, "fibre_g": 5}
    assert macro_energy_kcal(food, CarbsCounted.BY_DIFFERENCE) == 110
    assert macro_energy_kcal(food, CarbsCounted.AVAILABLE) == 130


@pytest.mark.parametrize(("grams", "kind", "label"), [
    ("0", LabelKind.MACRO, "0"),
    ("0.5", LabelKind.MACRO, "<0.5"),
    ("0.51", LabelKind.MACRO, "0.5"),
    ("9.94", LabelKind.MACRO, "9.9"),
    ("9.96", LabelKind.MACRO, "10"),
    ("10.5", LabelKind.MACRO, "11"),
    ("0.1", LabelKind.FATTY_ACID, "<0.1"),
    ("0.16", LabelKind.FATTY_ACID, "0.2"),
    ("0.0125", LabelKind.SALT, "<0.01"),
    ("0.126", LabelKind.SALT, "0.13"),
    ("1.25", LabelKind.SALT, "1.3"),
    ("0.005", LabelKind.SODIUM, "<0.005"),
])  # fmt: skip
def test_labels_round_as_the_guidance_says(grams, kind, label):
    assert label_amount(Decimal(grams), kind) == label


def test_labels_do_not_print_what_is_unknown_or_negative():
    assert label_amount(None) is None
    with refused("negative_amount"):
        label_amount(-1)


@given(st.sampled_from([7, 11, 12, 13]), st.data())
def test_any_single_wrong_digit_of_a_barcode_is_noticed(length, data):
    body = data.draw(st.text("0123456789", min_size=length, max_size=length))
    code = body + str(check_digit(body))
    assert is_valid_gtin(code)
    position = data.draw(st.integers(0, length))
    wrong = data.draw(st.sampled_from("0123456789"))
    assume(wrong != code[position])
    assert not is_valid_gtin(code[:position] + wrong + code[position + 1 :])


@given(st.text("0123456789", min_size=11, max_size=11))
def test_all_spellings_of_a_upc_are_stored_alike(body):
    upc = body + str(check_digit(body))
    assert normalised_gtin(upc) == normalised_gtin("0" + upc) == normalised_gtin("00" + upc)
    assert len(normalised_gtin(upc)) == 13


def test_a_case_code_keeps_its_fourteen_digits():
    assert normalised_gtin("10737628064509") == "10737628064509"


@pytest.mark.parametrize(("text", "code"), [
    ("737628O64502", "gtin_digits_only"),
    ("٣٠١٧٦٢٠٤", "gtin_digits_only"),
    ("", "gtin_digits_only"),
    ("37628064502", "gtin_length"),
    ("3017620422004", "gtin_check_digit"),
])  # fmt: skip
def test_bad_barcodes_say_why(text, code):
    with refused(code):
        normalised_gtin(text)


def test_a_check_digit_needs_digits():
    with refused("gtin_digits_only"):
        check_digit("12x")
