"""The benchmark still runs: its smallest form, a fifth of a second per measurement."""

import json

import pytest

from bench import database, report, servers
from bench.growth import grow
from bench.inside import Inside
from bench.operations import OPERATIONS, Contract
from bench.peers import compare
from bench.seeds import TINY, seeded
from tests.databases import postgres

A_MOMENT_S = 0.2


@pytest.fixture
def tiny(monkeypatch, tmp_path, run_folder):
    """A tiny gym on the tests' PostgreSQL, made afresh: the address of its database."""
    monkeypatch.setattr(database, "server", lambda: postgres(run_folder))
    monkeypatch.setattr(servers, "FOLDER", tmp_path)
    return seeded("tiny", TINY)


def test_both_peers_answer_and_are_measured(tiny):
    chosen = [operation for operation in OPERATIONS if operation.key in {"list", "own"}]
    *rows, whole = compare(tiny, chosen, rounds=1, seconds=A_MOMENT_S)
    for row in rows:
        assert row["fresh"]["wrong"] == row["repeated"]["wrong"] == 0
        assert min(row["fresh"]["floor"]["per_second"], row["fresh"]["ratio"]) > 0
        assert row["statements"]["floor"] == 2
    assert "| list of 20 foods " in report.operations_table(rows)
    assert "| fitadmin | " in report.whole_table(whole)


def test_a_gym_is_asked_at_each_of_its_sizes(tiny):
    rows = list(grow({400: TINY}, rounds=1, seconds=A_MOMENT_S, only=("item",)))
    assert [row["viewer"] for row in rows] == ["manager", "trainer", "client"]
    assert all(row["cpu_ms"]["400"] >= 0 for row in rows)


def test_every_read_has_the_floors_columns(tiny):
    """Or the ratio would compare two different questions."""
    inside = Inside(tiny)
    for key in ("list", "own", "nested", "search"):
        (operation,) = (o for o in OPERATIONS if o.key == key)
        floors, ours = (
            inside.ask(peer, request, operation.viewer).json["result"][0]
            for peer, request in (
                ("floor", operation.floor(0)),
                ("fitadmin", operation.ours(0, Contract())),
            )
        )
        assert set(ours) == set(floors), key


def test_the_document_shows_the_kept_figures():
    page, results = report.PAGE.read_text(), json.loads(report.RESULTS.read_text())
    assert report.refresh(page, results) == page
    assert all(f"<!-- {name} -->" in page for name in report.sections(results))
