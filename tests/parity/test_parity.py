"""To whoever asks, our resources answer as Flask-AppBuilder's own would, only faster.

What differs on purpose stands in differences.py, with its reason.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM
from tests.conftest import Browser, Program
from tests.databases import app_on
from tests.parity.differences import DIFFERENCES, plain
from tests.parity.rows import fill
from tests.parity.shapes import Question, address, item_questions, questions, sort_of
from tests.parity.twins import COMPARED, OURS, add_twins
from tests.world import World

PEOPLE = ("admin", "own", "client")
EVERY = 4
"""Of the questions that can be made, each resource is asked every fourth, each another fourth."""
IN_FULL = ("muscles", "audit-events")
ADDED = {"next", "count_is_capped"}


@cache
def _app(backend: str, folder: Path) -> Flask:
    app = app_on(backend, "parity", folder, fill)
    app.test_client_class = Browser
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    add_twins(app)
    return app


@pytest.fixture
def both(request: pytest.FixtureRequest, run_folder: Path) -> Iterator[Flask]:
    """A gym with more rows than the small world, whose resources have stock twins."""
    app = _app(getattr(request, "param", "postgresql"), run_folder)
    with app.app_context():
        yield app
        db.session.remove()


def twin(app: Flask, name: str) -> Any:
    views = app.appbuilder.baseviews  # type: ignore[attr-defined]
    return next(v for v in views if getattr(v, "resource_name", "") == f"stock-{name}")


def asked_of(app: Flask, name: str) -> list[tuple[Question, int | None]]:
    """(question, id of the item it is about; None: about a list)."""
    stock = twin(app, name)
    with acting_as(SYSTEM):
        lists: list[tuple[Question, int | None]] = [(q, None) for q in questions(stock, db.session)]
        pk = stock.datamodel.obj.id
        ids = list(db.session.scalars(select(pk).order_by(pk)))
    items = [(q, ident) for q in item_questions(stock) for ident in (ids[0], ids[-1], 999999)]
    found: list[tuple[Question, int | None]] = [*lists, *items]
    return found if name in IN_FULL else found[(COMPARED.index(name) + 1) % EVERY :: EVERY]


def test_at_least_two_hundred_questions_of_every_sort_are_compared(both):
    made = {address(name, q, item) for name in COMPARED for q, item in asked_of(both, name)}
    assert len(made) >= 300
    asked, possible = set(), set()
    for name in COMPARED:
        stock = twin(both, name)
        for column, operators in stock._filters.get_search_filters().items():
            possible |= {(sort_of(stock, column), each.arg_name) for each in operators}
        for question, _item in asked_of(both, name):
            for each in question.get("filters", ()):
                asked.add((sort_of(stock, each["col"]), each["opr"]))
    assert possible - asked == set()


@pytest.mark.parametrize("name", COMPARED)
def test_a_resource_answers_as_its_stock_twin(name, both):
    compare(both, name, asked_of(both, name))


@pytest.mark.parametrize("both", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["clients", "exercises", "completed-sets", "foods"])
def test_and_so_it_does_on_sqlite(name, both):
    """But for rows without a value, which SQLite puts first."""
    table = OURS[name].datamodel.obj.__mapper__.columns
    asked = asked_of(both, name)
    compare(both, name, [(q, i) for q, i in asked if not _may_be_null(table, q)][::2])


def _may_be_null(columns: Any, question: Question) -> bool:
    order = question.get("order_column")
    return bool(order is not None and columns[order].nullable)


def compare(app: Flask, name: str, asked: list[tuple[Question, int | None]]) -> None:
    """Status and JSON of both, the added words aside."""
    world, unlike = World(app), []
    for who in PEOPLE:
        program = Program(app, world.user(who))
        for question, item in asked:
            stock = program.get(address(f"stock-{name}", question, item))
            ours = program.get(address(name, question, item))
            told = {word: value for word, value in ours.json.items() if word not in ADDED}
            same = stock.status_code == ours.status_code
            if same and ours.status_code == 200:
                same = plain(stock.json) == told
            if not same or ours.status_code not in {200, 403, 404}:
                unlike.append((who, question, item, stock.text[:300], ours.text[:300]))
    assert unlike == []


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: each.what)
def test_it_differs_only_as_described(difference, both):
    program = Program(both, World(both).user("admin"))
    difference.holds(program.get)


@pytest.mark.parametrize("both", ["sqlite"], indirect=True)
def test_rows_without_a_value_come_last_on_both_databases(both):
    """PostgreSQL's way; SQLite has them first, and so has Flask-AppBuilder there."""
    program = Program(both, World(both).user("admin"))
    q = "?q=(order_column:number,order_direction:asc,columns:!(number))"
    stock, ours = ([row["number"] for row in program.get(f"/{name}/{q}").json["result"]]
                   for name in ("stock-clients", "clients"))  # fmt: skip
    assert None in ours
    assert (stock[0], ours[-1]) == (None, None)
    assert [number for number in stock if number] == [number for number in ours if number]
