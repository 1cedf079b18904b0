"""The API does what its description says, whoever asks: the short form of `make contract`."""

from pathlib import Path

import pytest

from tests.contract import database_for, examine

EVERY_VALUE = {
    "admin": ("gym-settings", "import-changes"),
    "own": ("goals",),
    "client": ("training-maxes", "notification-preferences"),
}
"""Who is asked, and about which resources with every value at the edge of what is allowed."""


@pytest.mark.parametrize("who", EVERY_VALUE)
def test_every_answer_is_as_described(who, run_folder: Path):
    app = database_for(who, run_folder)
    found = examine(app, who, examples=1, fuzzing=2)
    edges = examine(app, who, only=EVERY_VALUE[who], coverage=1)
    assert "\n".join([*found.faults.values(), *edges.faults.values()]) == ""
    assert found.calls + edges.calls > 500
    assert {200, 201, 404, 422} <= set(found.statuses)
