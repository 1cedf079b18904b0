"""What answers of resources cost: three statements to read, five to write, however many rows."""

from typing import Any

import pytest
from sqlalchemy import inspect

from fitadmin.access import acting_as
from fitadmin.api.base import DomainApi
from fitadmin.extensions import appbuilder, db
from fitadmin.models.scope import SYSTEM
from tests.access.matrix import ADD, EDIT, RULES
from tests.access.test_resources import MODEL, api_of, body_like, out_of_the_way
from tests.growth import grow
from tests.statements import counted

TO_READ, TO_WRITE = 3, 5
FROM_A_GRAPH = {"recipes": 6, "recipe-ingredients": 5}
"""Nutrients and weights that follow from foods, portions and other recipes."""
SIZES = (1, 10, 100)


@pytest.fixture(autouse=True)
def no_clock(monkeypatch):
    """Who asks is known by then: looking it up again is a matter of seconds, not of answers."""
    for name in ("memory.POLL_S", "memory.KEEP_S", "identity.KEEP_S"):
        monkeypatch.setattr(f"fitadmin.access.{name}", 3600.0)


def resources() -> list[DomainApi]:
    return [view for view in appbuilder.baseviews if isinstance(view, DomainApi)]


def parts_of(api: DomainApi, columns: list[str]) -> int:
    """To-many relations are one more statement each."""
    relations = inspect(api.datamodel.obj).relationships
    shown = {name.partition(".")[0] for name in columns}
    return sum(relations[name].uselist for name in shown if name in relations)


@pytest.mark.parametrize("who", ["admin", "own", "client"])
def test_reading_costs_the_same_at_any_size(gym, call, who):
    program, costs = call(gym.user(who)), {}
    program.get("/locations/")
    have = 1
    for size in SIZES:
        with acting_as(SYSTEM):
            grow(db.session, have, size)
        have = size
        for api in resources():
            name, row = api.resource_name, gym.row(api.datamodel.obj)
            for path, columns in ((f"/{name}/?q=(page_size:100)", api.list_columns),
                                  (f"/{name}/{row.id}", api.show_columns)):  # fmt: skip
                program.get(path)
                with counted() as sent:
                    answer = program.get(path)
                most = FROM_A_GRAPH.get(name, TO_READ) + max(parts_of(api, columns) - 1, 0)
                assert answer.status_code in (200, 403, 404), answer.text
                assert len(sent) <= most, (path, *sent)
                costs.setdefault((path, answer.status_code), []).append(len(sent))
    rising = {key: each for key, each in costs.items() if each[-1] > max(each[:1], default=0) + 1}
    assert not rising


@pytest.mark.parametrize("model", RULES)
def test_adding_costs_five_statements_at_most(gym, call, model):
    api, row = api_of(model), gym.row(MODEL[model])
    if RULES[model]["manager"][ADD] in "-!.":
        return
    body = body_like(api, row, api.add_columns)
    out_of_the_way(row)
    program = call(gym.user("manager"))
    program.get("/locations/")
    with counted() as sent:
        answer = program.post(f"/{api.resource_name}/", json=body)
    assert answer.status_code == 201, answer.text
    references = _references(api, body)
    assert len(sent) <= TO_WRITE + max(references - 2, 0), sent


@pytest.mark.parametrize("model", RULES)
def test_changing_costs_five_statements_at_most(gym, call, model):
    api, row = api_of(model), gym.row(MODEL[model])
    if RULES[model]["manager"][EDIT] in "-!.":
        return
    body = {name: value for name, value in body_like(api, row, api.edit_columns).items()
            if not _is_relation(api, name)}  # fmt: skip
    program = call(gym.user("manager"))
    program.get("/locations/")
    with counted() as sent:
        answer = program.put(f"/{api.resource_name}/{row.id}", json=body)
    assert answer.status_code in (200, 409, 422), answer.text
    assert len(sent) <= TO_WRITE + max(parts_of(api, api.edit_columns) - 1, 0), sent


def _references(api: DomainApi, body: dict[str, Any]) -> int:
    return sum(
        len(value) if isinstance(value, list) else 1
        for name, value in body.items()
        if _is_relation(api, name)
    )


def _is_relation(api: DomainApi, name: str) -> bool:
    return name in inspect(api.datamodel.obj).relationships
