"""Every worked example of the specification, tried on the rules."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from fitadmin.rules import RuleError
from tests.spec import bodies, lifts, meals
from tests.spec.cases import BY_ID, CASES, COPY, ORIGINAL, Answer, Inputs, agrees

ADAPTERS: dict[str, Callable[[Inputs], Answer]] = {
    "bmr": bodies.bmr,
    "tdee": bodies.tdee,
    "age": bodies.age,
    "body": bodies.bodies,
    "trend": bodies.trends,
    "units": bodies.measures,
    "schedule": bodies.schedules,
    "macros": meals.macros,
    "nutrients": meals.nutrients,
    "recipes": meals.recipes,
    "shopping": meals.shopping,
    "components": meals.components,
    "barcode": meals.barcode,
    "one_rm": lifts.one_rm,
    "rpe": lifts.rpe,
    "volume": lifts.volume,
    "progression": lifts.progression,
    "plates": lifts.plates,
    "pr": lifts.pr,
    "adherence": lifts.adherence,
}

NOT_TRIED_HERE: dict[str, str] = {}
"""Cases that are no arithmetic, by id, with the reason; none so far."""

TRIED = [case for case in CASES if case["id"] not in NOT_TRIED_HERE]


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case["id"])
def test_a_worked_example_comes_out_as_told(case):
    expected, answer = case["expected"], ADAPTERS[case["area"]]
    if "error" in expected:
        with pytest.raises(RuleError) as refusal:
            answer(case["inputs"])
        found = {"error": refusal.value.code, **refusal.value.facts}
    else:
        found = answer(case["inputs"])
    assert agrees(found, expected, Decimal(case["tolerance"] or 0)), f"{found} ≠ {expected}"


def test_every_example_is_tried_or_excused():
    assert {case["area"] for case in TRIED} == set(ADAPTERS)
    assert {case["id"] for case in TRIED} | set(NOT_TRIED_HERE) == set(BY_ID)
    assert len(BY_ID) == len(CASES)
    assert all(NOT_TRIED_HERE.values())


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the specification is not beside this repository")
def test_our_copy_is_the_specification():
    assert json.loads(COPY.read_text()) == json.loads(ORIGINAL.read_text())


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(Decimal(2), 1), ({}, {"pct": 1}), ([1, 2], [1]), (None, 0), ("1", 1), (1, None)],
)
def test_a_wrong_answer_is_told_apart(actual, expected):
    assert not agrees(actual, expected, Decimal("0.5"))
