"""What another site could make a browser do: nothing."""

import re

import pytest
from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from fitadmin.models.gym import Location
from tests.access.matrix import EVERYONE, rule_of
from tests.traps.doors import (
    SQLITE,
    Complaints,
    changes,
    contents,
    counts,
    model_of,
    pages,
    path_of,
    resources,
    send,
)

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
UNVISITED = re.compile(r"logout|static|OpenApi|View\.list$")
"""Slow, or the end of the visit; lists are read by many other tests."""


@pytest.fixture
def guarded(gym):
    """The world with the check of tokens that other tests go without."""
    gym.app.config["WTF_CSRF_ENABLED"] = True
    yield gym
    gym.app.config["WTF_CSRF_ENABLED"] = False


def address_of(rule, ident: int = 1) -> str:
    return re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda m: {"locale": "en", "version": "v1", "column": "x",
                  "filename": "x", "name": "end"}.get(m[1], str(ident)), rule.rule)  # fmt: skip


def signed_in(browser, app: Flask) -> str:
    """The token of the browser's session; its person is signed in for good."""
    with browser.session_transaction() as kept, app.test_request_context():
        session.update(kept)
        token = generate_csrf()
        kept.update(session)
    return token


@SQLITE
def test_a_get_changes_nothing(gym, browse):
    """By every address of the map; id 1 is there in most tables."""
    browser, before, wrong, visited = browse(gym.user("admin")), contents(), Complaints(), 0
    for rule in gym.app.url_map.iter_rules():
        if "GET" in rule.methods and not UNVISITED.search(rule.endpoint):
            answer = browser.get(address_of(rule))
            wrong.unless(answer.status_code < 500, (rule.rule, answer.status_code))
            visited += 1
    assert wrong == []
    assert visited > 300
    after = contents()
    assert [table for table in before if before[table] != after[table]] == []


@SQLITE
def test_no_cookie_writes_without_the_token(guarded, browse):
    """Every address of the map that takes an unsafe method, but the login itself."""
    app = guarded.app
    browser, wrong, before = browse(guarded.user("admin")), Complaints(), contents()
    for rule in app.url_map.iter_rules():
        if rule_of(rule.endpoint) == EVERYONE or rule.endpoint.startswith("SecurityApi"):
            continue
        for verb in rule.methods & {*UNSAFE}:
            answer = browser.open(address_of(rule), method=verb)
            wrong.unless(answer.status_code == 400, (rule.rule, verb, answer.status_code))
            if rule.rule.startswith("/api/"):
                wrong.refused((rule.rule, verb), answer, 400)
    assert wrong == []
    assert contents() == before


@pytest.mark.parametrize(
    "header",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Referer": "https://evil.example/"},
     {"Origin": "http://localhost.evil.example"}, {"Origin": "http://localhost:81"},
     {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)  # fmt: skip
def test_no_foreign_origin_writes_though_it_knows_the_token(guarded, browse, header):
    browser, before = browse(guarded.user("admin")), counts()
    token = signed_in(browser, guarded.app)
    given = {"X-CSRFToken": token, **header}
    answer = browser.post("/api/v1/locations/", json={"name": "Evil"}, headers=given)
    assert answer.status_code in {400, 403}, answer.text
    assert answer.json["message"]
    answer = browser.post("/locationview/add", data={"name": "Evil"}, headers=given)
    assert answer.status_code in {400, 403}
    ident = guarded.row(Location).id
    assert browser.delete(f"/api/v1/locations/{ident}", headers=given).status_code in {400, 403}
    assert browser.post(f"/locationview/delete/{ident}", headers=given).status_code in {400, 403}
    assert counts() == before


def test_one_s_own_origin_writes_with_the_token(guarded, browse):
    browser = browse(guarded.user("admin"))
    token = signed_in(browser, guarded.app)
    for number, header in enumerate(
        ({}, {"Origin": "http://localhost"}, {"Referer": "http://localhost/locationview/add"},
         {"Sec-Fetch-Site": "same-origin"})
    ):  # fmt: skip
        given = {"X-CSRFToken": token, **header}
        body = {"name": f"Roof {number}"}
        answer = browser.post("/api/v1/locations/", json=body, headers=given)
        assert answer.status_code == 201, (header, answer.text)


def test_a_program_with_a_token_of_its_own_may_come_from_anywhere(guarded, call):
    program = call(guarded.user("admin"))
    answer = program.post(
        "/locations/", json={"name": "Roof"}, headers={"Origin": "https://app.example"}
    )
    assert answer.status_code == 201


@SQLITE
def test_no_action_and_no_deletion_works_by_get(gym, browse):
    browser, before, wrong = browse(gym.user("manager")), contents(), Complaints()
    for view in pages():
        ident = gym.row(model_of(view)).id
        for name in (*view.actions, "delete", "muldelete"):
            for address in (f"action/{name}/{ident}", f"action_post?action={name}&rowid={ident}"):
                answer = browser.get(f"{view.route_base}/{address}")
                wrong.unless(answer.status_code in {404, 405}, (address, answer.status_code))
        browser.get(f"{view.route_base}/delete/{ident}")
    assert wrong == []
    assert contents() == before


@SQLITE
def test_no_header_turns_a_method_into_another(gym, call):
    program, before = call(gym.user("admin")), contents()
    for api in resources():
        address = f"{path_of(api)}{gym.row(model_of(api)).id}"
        headers = dict.fromkeys(("X-HTTP-Method-Override", "X-Method-Override"), "DELETE")
        assert program.get(address, headers=headers).status_code in {200, 404}
    assert contents() == before


@SQLITE
def test_a_body_that_is_no_json_by_its_type_changes_nothing(gym, call):
    """What a form of another site can send without asking first."""
    program, wrong, before = call(gym.user("admin")), Complaints(), contents()
    for _api, address, body in changes(gym):
        for kind in ("text/plain", "application/x-www-form-urlencoded"):
            answer = send(program, "put", address, body, headers={"Content-Type": kind})
            wrong.refused((address, kind), answer, 400, 415)
    assert wrong == []
    assert contents() == before
