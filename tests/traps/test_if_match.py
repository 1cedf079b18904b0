"""Two edit the same version of a row: one of them learns that the other was there first."""

import pytest

from tests.traps.crowd import Caller, crowd
from tests.traps.test_races import RACES, race, visits


@pytest.mark.parametrize("backend", RACES)
def test_of_two_edits_of_one_version_not_both_win(backend, run_folder):
    """With If-Match: exactly one; the other gets 409 or 412, and the row is the winner's."""
    app = crowd(backend, run_folder)
    reader, wrong = Caller(app, "trainer_D"), []
    idents = visits(app, "D")
    for number in range(RACES[backend]):
        ident = idents[number % len(idents)]
        seen = reader("GET", f"/workout-sessions/{ident}")
        tag, before = seen.headers.get("ETag", ""), seen.json["result"]["version"]
        changes = {who: {"note": f"{who} {number}"} for who in ("trainer_D", "client_D")}
        statuses = race(app, ident, changes, {"If-Match": tag})
        after = reader("GET", f"/workout-sessions/{ident}").json["result"]
        if sorted(statuses) not in ([200, 409], [200, 412]) or after["version"] != before + 1:
            wrong.append((number, statuses, before, after["version"]))
            continue
        winner = list(changes)[statuses.index(200)]
        if after["note"] != changes[winner]["note"]:
            wrong.append((number, winner, after["note"]))
    assert wrong == []
