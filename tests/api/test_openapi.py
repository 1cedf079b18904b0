"""The description of the API: there for who is signed in, whole, and no more than is true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from fitadmin.api.base import DomainApi
from fitadmin.menu import APIS
from tests.world import World

RESOURCES = [api for api in APIS if issubclass(api, DomainApi)]
PUBLIC = {"/health/live", "/health/ready", "/api/v1/security/login"}


@pytest.fixture
def told(gym: World, call) -> dict[str, Any]:
    """The description as it is served."""
    return call(gym.user("client")).get("/_openapi").json


def operations(told: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    return ((p, m, each) for p, all_of in told["paths"].items() for m, each in all_of.items())


def addresses(app: Flask) -> set[tuple[str, str]]:
    """Every address for programs, as the description writes it, with its methods."""
    return {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/health/"))
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }


def test_it_is_for_who_is_signed_in_and_sent_once(gym: World, call):
    assert call().get("/_openapi").status_code == 401
    first = call(gym.user("client")).get("/_openapi")
    assert first.status_code == 200
    etag = {"If-None-Match": first.headers["ETag"]}
    again = call(gym.user("admin")).get("/_openapi", headers=etag)
    assert (again.status_code, again.data) == (304, b"")


def test_it_tells_of_everything_there_is_and_of_nothing_else(gym: World, told):
    there = {(path, method) for path, method, _ in operations(told)}
    unrelated = {a for a in addresses(gym.app) if a[0].endswith("/related/{column}")}
    assert addresses(gym.app) - unrelated <= there <= addresses(gym.app)


def test_what_it_refers_to_is_there(told):
    for ref in re.findall(r'"\$ref": ?"#/([^"]+)"', str(told).replace("'", '"')):
        place: Any = told
        for key in ref.split("/"):
            place = place[key]


def test_every_call_has_a_name_and_says_who_may_call_and_how_it_refuses(told):
    names = []
    for path, method, operation in operations(told):
        assert operation["summary"], path
        names.append(operation.get("operationId", path))
        assert (operation["security"] == []) is (path in PUBLIC), path
        if operation["security"]:
            assert {"401", "403"} <= set(operation["responses"]), (method, path)
    assert len(names) == len(set(names))


def test_a_field_is_told_with_its_kind_its_limits_and_its_words(told):
    fields = told["components"]["schemas"]["ClientProfile.new"]
    assert fields["required"] == ["first_name", "last_name"]
    assert fields["properties"]["born_on"] == {"type": "string", "format": "date", "nullable": True}
    assert "paused" in fields["properties"]["status"]["enum"]
    assert fields["properties"]["first_name"]["maxLength"] == 60
    assert fields["properties"]["location"]["minimum"] == 1
    assert fields["additionalProperties"] is False


@pytest.mark.parametrize("api", RESOURCES, ids=lambda api: api.resource_name)
def test_a_row_has_all_that_is_described(api, gym: World, call, told):
    name, schemas = api.datamodel.obj.__name__, told["components"]["schemas"]
    for who in ("admin", "client"):
        program = call(gym.user(who))
        for row in program.get(f"/{api.resource_name}/").json.get("result", []):
            assert_all_there(row, schemas[f"{name}.row"])
            item = program.get(f"/{api.resource_name}/{row['id']}").json["result"]
            assert_all_there(item, schemas[f"{name}.item"])


def assert_all_there(value: Any, schema: dict[str, Any]) -> None:
    """Every property that is described is in the answer, all the way down."""
    if isinstance(value, list):
        for each in value:
            assert_all_there(each, schema["items"])
    elif isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["properties"])
        for name, each in value.items():
            assert_all_there(each, schema["properties"][name])
