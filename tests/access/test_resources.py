"""Every resource × everybody: what the API answers is what the table says."""

from typing import Any

import pytest

from fitadmin.access import acting_as
from fitadmin.api.base import DomainApi
from fitadmin.extensions import appbuilder, db
from fitadmin.models.columns import now
from fitadmin.models.scope import SYSTEM
from tests.access.matrix import ADD, DELETE, EDIT, READ, RULES, WHO
from tests.world import MODELS

MODEL = {model.__name__: model for model in MODELS}
CASES = [(name, who) for name in RULES for who in WHO]
UNIQUE = {"uid", "number", "slug"}


def api_of(model: str) -> DomainApi:
    """The one resource of a model."""
    found = [v for v in appbuilder.baseviews if isinstance(v, DomainApi)]
    (api,) = [v for v in found if v.datamodel.obj.__name__ == model]
    return api


def statuses(letter: str, allowed: int, hidden: int) -> set[int]:
    """What may be answered: a resource without the route says 405, or 404 for a missing path."""
    return {".": {hidden}, "!": {403}, "-": {403, 405}}.get(letter, {allowed})


def body_like(api: DomainApi, row: Any, columns: list[str]) -> dict[str, Any]:
    """What a program would send for a row like this one, with a name of its own."""
    with acting_as(SYSTEM):
        dumped = api.add_model_schema.dump(row) if columns == api.add_columns else (
            api.edit_model_schema.dump(row)
        )  # fmt: skip
    body = {k: v for k, v in dumped.items() if v is not None and k not in UNIQUE}
    for name in ("name", "first_name"):
        if name in body:
            body[name] = f"New {body[name]}"
    return body


def out_of_the_way(row: Any) -> None:
    """So that one like it is not refused for being the second."""
    with acting_as(SYSTEM):
        if hasattr(row, "deleted_at"):
            row.deleted_at = now()
        elif type(row).__name__.endswith(("Name", "Portion", "Nutrient", "Preference")):
            db.session.delete(row)
        db.session.flush()


@pytest.mark.parametrize(("model", "who"), CASES)
def test_reading_a_resource(gym, call, model, who):
    letter, api, ident = RULES[model][who][READ], api_of(model), gym.row(MODEL[model]).id
    program, path = call(gym.user(who)), f"/{api_of(model).resource_name}/"

    listed = program.get(path + "?q=(page_size:100)")
    assert listed.status_code == (403 if letter == "-" else 200), listed.text
    if letter != "-":
        assert (ident in listed.json["ids"]) is (letter == "r")
    assert program.get(f"{path}{ident}").status_code in statuses(letter, 200, 404)
    assert program.get(f"{path}_info").status_code == (403 if letter == "-" else 200)
    for column in api.add_columns:
        if column in api.datamodel.list_properties and api.datamodel.is_relation(column):
            picker = program.get(f"{path}related/{column}")
            assert picker.status_code == (403 if letter == "-" else 200)


@pytest.mark.parametrize(("model", "who"), CASES)
def test_adding_to_a_resource(gym, call, model, who):
    letter, api, row = RULES[model][who][ADD], api_of(model), gym.row(MODEL[model])
    body = body_like(api, row, api.add_columns)
    out_of_the_way(row)
    answer = call(gym.user(who)).post(f"/{api.resource_name}/", json=body)
    assert answer.status_code in statuses(letter, 201, 422), answer.text


@pytest.mark.parametrize(("model", "who"), CASES)
def test_editing_through_a_resource(gym, call, model, who):
    letter, api, row = RULES[model][who][EDIT], api_of(model), gym.row(MODEL[model])
    body = body_like(api, row, api.edit_columns)
    if model == "ClientProfile" and who == "client":
        body = {"phone": "+31 20 1234567"}
    version = getattr(row, "version", None)
    answer = call(gym.user(who)).put(f"/{api.resource_name}/{row.id}", json=body)
    assert answer.status_code in statuses(letter, 200, 404), answer.text
    if letter in ".!-" and version is not None:
        db.session.expire_all()
        assert gym.row(MODEL[model]).version == version


@pytest.mark.parametrize(("model", "who"), CASES)
def test_deleting_through_a_resource(gym, call, model, who):
    letter, api, row = RULES[model][who][DELETE], api_of(model), gym.row(MODEL[model])
    answer = call(gym.user(who)).delete(f"/{api.resource_name}/{row.id}")
    assert answer.status_code in statuses(letter, 200, 404), answer.text


@pytest.mark.parametrize(("model", "who"), CASES)
def test_taking_a_row_back_from_the_trash(gym, call, model, who):
    letter, api, row = RULES[model][who][DELETE], api_of(model), gym.row(MODEL[model])
    program, address = call(gym.user(who)), f"/{api.resource_name}/{row.id}"
    if "restore" in api.exclude_route_methods:
        assert program.post(f"{address}/restore").status_code == 404
        return
    out_of_the_way(row)
    db.session.commit()
    answer = program.post(f"{address}/restore")
    assert answer.status_code in statuses(letter, 200, 404), answer.text
    if letter == "d":
        assert program.get(address).status_code == 200
        assert program.post(f"{address}/restore").status_code == 404


@pytest.mark.parametrize("model", RULES)
def test_a_stranger_to_the_gym_gets_nothing_from_a_resource(gym, call, model):
    path, ident = f"/{api_of(model).resource_name}/", gym.row(MODEL[model]).id
    anybody = call(None)
    for verb, address in (
        ("get", path), ("get", f"{path}{ident}"), ("get", f"{path}_info"), ("post", path),
        ("put", f"{path}{ident}"), ("delete", f"{path}{ident}"), ("get", f"{path}related/client"),
    ):  # fmt: skip
        assert getattr(anybody, verb)(address).status_code in {401, 405}
    back = anybody.post(f"{path}{ident}/restore").status_code
    assert back == (404 if "restore" in api_of(model).exclude_route_methods else 401)
