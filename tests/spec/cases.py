"""The worked examples, and how an answer is compared with one."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

Inputs = dict[str, Any]
Answer = dict[str, Any]

COPY = Path(__file__).with_name("arithmetic.json")
ORIGINAL = Path(__file__).parents[3] / "shared" / "spec" / "worked_examples.json"

CASES: list[dict[str, Any]] = json.loads(COPY.read_text(), parse_float=Decimal)["cases"]
BY_ID = {case["id"]: case for case in CASES}


def agrees(actual: object, expected: object, tolerance: Decimal) -> bool:
    """Return whether every number of *expected* is met within *tolerance*, all else exactly."""
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and all(
            key in actual and agrees(actual[key], value, tolerance)
            for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(actual, Sequence)
            and len(actual) == len(expected)
            and all(agrees(a, e, tolerance) for a, e in zip(actual, expected, strict=True))
        )
    if isinstance(expected, bool) or not isinstance(expected, Decimal | int):
        return bool(actual == expected)
    return isinstance(actual, Decimal | int) and abs(actual - expected) <= tolerance
