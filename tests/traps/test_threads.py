"""Four threads ask one application at once: nobody gets what another asked for."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from tests.traps.crowd import Caller, crowd

EACH = {"sqlite": 100, "postgresql": 25}
"""Lists per thread. What could be shared is shared in our process, whatever the database."""
WHO = {"client_A": "A", "client_B": "B", "trainer_A": "A", "trainer_B": "B"}


@pytest.mark.parametrize("backend", EACH)
def test_no_list_holds_a_row_that_another_asked_for(backend, run_folder):
    app = crowd(backend, run_folder)

    def ask(who: str) -> list[str]:
        caller, wrong, chance = Caller(app, who), [], Random(who)  # noqa: S311  no secret
        for _ in range(EACH[backend]):
            mood, size = chance.randint(1, 5), chance.randint(1, 10)
            filters = f"filters:!((col:mood,opr:eq,value:{mood})),"
            page = f"(page_size:{size},order_column:id,order_direction:asc,columns:!(note,mood))"
            narrow = chance.random() < 0.7
            q = f"({filters}{page[1:]}" if narrow else page
            answer = caller("GET", f"/workout-sessions/?q={q}")
            if answer.status_code != 200:
                wrong.append(f"{who} {answer.status_code}: {answer.text[:200]}")
                continue
            rows = answer.json["result"]
            expected = 6 if narrow else 30
            if {row["note"] for row in rows} != {f"of {WHO[who]}"}:
                wrong.append(f"{who} got {rows}")
            if narrow and {row["mood"] for row in rows} != {mood}:
                wrong.append(f"{who} asked for {mood}, got {rows}")
            if len(rows) != min(size, expected) or answer.json["count"] != expected:
                wrong.append(f"{who} got {len(rows)} of {answer.json['count']}")
        return wrong

    with ThreadPoolExecutor(len(WHO)) as threads:
        assert [wrong for each in threads.map(ask, WHO) for wrong in each] == []


@pytest.mark.parametrize("backend", EACH)
def test_no_edit_lands_in_the_row_of_another(backend, run_folder):
    """Two clients write their own sessions at once; nobody's words are in the other's."""
    app = crowd(backend, run_folder)

    def write(who: str) -> list[str]:
        caller, wrong = Caller(app, who), []
        ident = caller("GET", "/workout-sessions/?q=(page_size:1)").json["ids"][0]
        for number in range(50):
            words = f"{who} {number}"
            answer = caller("PUT", f"/workout-sessions/{ident}", json={"note": words})
            kept = caller("GET", f"/workout-sessions/{ident}").json["result"]["note"]
            if (answer.status_code, kept) != (200, words):
                wrong.append(f"{who} {answer.status_code}: {kept!r} instead of {words!r}")
        return wrong

    writers = ("client_E", "client_F")
    with ThreadPoolExecutor(len(writers)) as threads:
        assert [wrong for each in threads.map(write, writers) for wrong in each] == []
