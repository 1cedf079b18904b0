"""Bodies and questions that no resource needs to see."""

import json

import pytest

from fitadmin.web.errors import SHAPE

JSON = {"Content-Type": "application/json"}
DEEP = '{"a":' * 200 + "1" + "}" * 200


@pytest.fixture
def post(make):
    client = make().test_client()
    return lambda body, headers=JSON, **more: client.post(
        "/api/v1/odd/write", data=body, headers=headers, **more
    )


def refused(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.json.keys() == SHAPE
    assert answer.json["message"]
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]
    return answer.json


def test_a_body_that_cannot_be_read(post):
    for body in ("{", "[]", "3", "null", '"text"', "NaN", '{"a": NaN}', '{"a": Infinity}',
                 '{"a": "\\ud800"}', b'{"a": "\xff"}', "[" * 100_000, '{"a":' * 100_000, DEEP,
                 '{"a": 01}', '{"a": 1,}'):  # fmt: skip
        refused(post(body), 400)


def test_a_body_that_is_long_but_flat(post):
    assert post(json.dumps({"a": [{"b": {"c": [1]}}] * 500})).status_code == 200
    assert post(json.dumps({"a": 2**200, "b": -(2**63)})).status_code == 200


def test_a_body_that_is_no_json(post):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml", ""):
        refused(post("a=1", {"Content-Type": kind} if kind else {}), 415)


def test_a_body_that_is_too_large(post, make):
    large = json.dumps({"a": "b" * 1_100_000})
    refused(post(large), 413)
    chunked = {**JSON, "Transfer-Encoding": "chunked"}
    refused(post(large, chunked, environ_overrides={"wsgi.input_terminated": True}), 413)


def test_no_body_is_for_the_resource_to_judge(post):
    assert post(b"", {}).status_code == 200
    assert post(None, JSON).status_code == 200


def test_a_character_that_postgresql_does_not_take(post):
    said = refused(post('{"name": "a\\u0000b", "note": "\\\\u0000", "c": {"d": ["\\u0000"]}}'), 422)
    assert set(said["errors"]) == {"name", "c"}
    assert post('{"note": "a backslash: \\\\u0000"}').status_code == 200


def test_an_address_that_no_database_takes(make):
    client = make().test_client()
    refused(client.get("/api/v1/odd/reads?q=(page:%00)"), 400)
    refused(client.get("/api/v1/odd/%00"), 404)
    assert client.get("/odd/reads?_flt_0_name=%00").status_code == 400
    assert client.post("/odd/reads", data={"name": "a\0b"}).status_code in {400, 405}


def test_a_question_has_four_kilobytes(make):
    client = make().test_client()
    assert client.get(f"/api/v1/odd/reads?q={'a' * 4096}").status_code == 200
    refused(client.get(f"/api/v1/odd/reads?q={'a' * 4097}"), 400)
    assert client.get(f"/api/v1/odd/reads?q={'%20' * 4000}").status_code == 200


def test_a_wrong_method_an_unknown_path(make):
    client = make().test_client()
    refused(client.get("/api/v1/nothing/here"), 404)
    refused(client.get("/api/"), 404)
    assert "POST" in client.put("/api/v1/odd/write", json={}).headers["Allow"]
    refused(client.put("/api/v1/odd/write", json={}), 405)
