from decimal import Decimal
from itertools import pairwise, product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules import RuleError
from fitadmin.rules.nutrition import (
    Choice,
    Match,
    ShoppingItem,
    ShoppingLine,
    balance,
    component_range,
    merge_shopping,
    per_100_g,
    per_serving,
    portion,
    recipe_order,
    recipe_totals,
    scaled_amounts,
    swapped_grams,
)
from tests.rules.refusals import decimals, refused

SERVINGS = decimals("0.5", "100", places=1)
OPTIONS = st.lists(decimals("0", "1500", places=1), min_size=1, max_size=4)


@given(st.lists(decimals("0", "5000", places=1)), SERVINGS, SERVINGS)
def test_scaling_a_recipe_and_back_changes_nothing(amounts, one, other):
    back = scaled_amounts(scaled_amounts(amounts, one, other), other, one)
    spare = Decimal("1e-20")
    assert all(abs(b - a) <= spare for a, b in zip(amounts, back, strict=True))


@given(decimals("1", "900"), decimals("1", "3000"), decimals("1", "3000"))
def test_eating_the_whole_yield_is_eating_the_whole_recipe(per_100, raw_g, yield_g):
    recipe = recipe_totals([({"energy_kcal": per_100}, raw_g)])
    cooked = {name: one.value for name, one in per_100_g(recipe, yield_g).items()}
    eaten = portion(cooked, yield_g)["energy_kcal"]
    assert abs(eaten - recipe["energy_kcal"].at_least) < Decimal("1e-20")


def test_servings_keep_the_gaps_of_the_recipe():
    recipe = recipe_totals([({"fat_g": 10}, 100), ({"fat_g": None}, 100)])
    serving = per_serving(recipe, 4)["fat_g"]
    assert (serving.at_least, serving.missing_items, serving.value) == (Decimal("2.5"), 1, None)


@pytest.mark.parametrize("servings", [0, -1])
def test_a_recipe_serves_somebody(servings):
    with refused("servings_must_be_positive"):
        scaled_amounts([1], 2, servings)


def test_a_yield_weighs_something():
    with refused("yield_must_be_positive"):
        per_100_g({}, 0)


@given(st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8))))
def test_parts_come_before_the_whole_or_the_circle_is_named(contains):
    try:
        order = recipe_order(contains)
    except RuleError as error:
        path = error.facts["path"]
        assert path[0] == path[-1]
        assert all(b in contains[a] for a, b in pairwise(path))
    else:
        for recipe, parts in contains.items():
            assert all(order.index(part) < order.index(recipe) for part in parts)


def test_a_recipe_within_itself_is_refused():
    with refused("recipe_cycle"):
        recipe_order({"A": ["A"]})


@given(st.lists(OPTIONS, max_size=4))
def test_every_choice_lies_within_the_range(components):
    found = component_range(components)
    sums = [sum(choice) for choice in product(*components)]
    assert min(sums) == found.lowest <= found.highest == max(sums)
    assert found.combinations == prod(len(options) for options in components)
    assert found.is_complete


def test_unknown_options_are_counted_and_left_out():
    found = component_range([[100, None], [None]])
    assert (found.lowest, found.highest, found.missing_options) == (100, 100, 2)
    assert not found.is_complete


def test_a_component_needs_an_option():
    with refused("component_without_options"):
        component_range([[1], []])


@given(decimals("1", "500"), decimals("1", "900"), decimals("1", "900"))
def test_swapping_there_and_back_gives_the_same_grams(grams, one, other):
    there = swapped_grams(grams, one, other, Match.ENERGY)
    assert abs(swapped_grams(there, other, one, Match.ENERGY) - grams) < Decimal("1e-20")


@pytest.mark.parametrize(("has", "wanted"), [(0, 20), (20, 0), (None, 20), (20, None), (20, -1)])
@pytest.mark.parametrize("match", Match)
def test_nothing_cannot_be_matched(has, wanted, match):
    with refused(f"cannot_match_on_{match}"):
        swapped_grams(100, has, wanted, match)


def test_negative_grams_cannot_be_swapped():
    with refused("negative_amount"):
        swapped_grams(-1, 1, 1, Match.ENERGY)


def test_volumes_merge_apart_from_weights():
    items = [
        ShoppingItem("milk", 1, "l"),
        ShoppingItem("milk", 250, "ml"),
        ShoppingItem("milk", 100, "g"),
        ShoppingItem("milk", 100, "ml", Decimal("1.03")),
        ShoppingItem("beef", 1, "lb"),
    ]
    assert merge_shopping(items) == [
        ShoppingLine("milk", Decimal(1250), "ml"),
        ShoppingLine("milk", Decimal(203), "g"),
        ShoppingLine("beef", Decimal("453.59237"), "g"),
    ]


def test_nobody_buys_less_than_nothing():
    with refused("negative_amount"):
        merge_shopping([ShoppingItem("rice", -1, "g")])


RICE = {"energy_kcal": 130, "protein_g": Decimal("2.7")}
FISH = {"energy_kcal": 82, "protein_g": 18}
AIR = {"energy_kcal": 0, "protein_g": 0}


@given(decimals("200", "2000", 0), decimals("5", "150", 0), decimals("0", "100", 0))
def test_balanced_grams_stay_within_their_bounds(energy_kcal, protein_g, lowest_g):
    choices = [Choice(food, 100, lowest_g, 400) for food in (RICE, FISH, AIR)]
    found = balance(choices, {"energy_kcal": energy_kcal, "protein_g": protein_g})
    assert all(lowest_g <= grams <= 400 for grams in found.grams)
    reached = sum(portion(c.per_100, g)["energy_kcal"]
                  for c, g in zip(choices, found.grams, strict=True))  # fmt: skip
    assert found.nutrients["energy_kcal"].reached == reached


@given(st.integers(10, 60), st.integers(10, 60))
def test_a_target_that_some_grams_meet_is_met(rice, fish):
    plate = [portion(RICE, 5 * rice), portion(FISH, 5 * fish)]
    targets = {name: plate[0][name] + plate[1][name] for name in RICE}
    found = balance([Choice(RICE, 0, 0, 400), Choice(FISH, 0, 0, 400)], targets)
    assert found.is_met
    assert found.grams == (5 * rice, 5 * fish)


def test_targets_out_of_reach_are_approached_and_said_so():
    found = balance([Choice(RICE, 100, 50, 200)], {"energy_kcal": 2000})
    assert found.grams == (200,)
    assert not found.is_met


@pytest.mark.parametrize(("choices", "targets", "code"), [
    ([], {"energy_kcal": 500}, "nothing_to_balance"),
    ([Choice(RICE, 1, 0, 9)], {}, "nothing_to_balance"),
    ([Choice(RICE, 1, 0, 9)], {"energy_kcal": 0}, "target_must_be_positive"),
    ([Choice(RICE, 1, 9, 0)], {"energy_kcal": 500}, "bounds_out_of_order"),
    ([Choice(RICE, 1, -1, 9)], {"energy_kcal": 500}, "bounds_out_of_order"),
    ([Choice(RICE, 1, 0, 9)], {"fat_g": 50}, "nutrient_unknown"),
])  # fmt: skip
def test_what_cannot_be_balanced_is_refused(choices, targets, code):
    with refused(code):
        balance(choices, targets)
