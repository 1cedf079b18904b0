"""Tokens of programs: how they follow from one another, and how they end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask_jwt_extended import create_refresh_token, decode_token
from werkzeug.security import generate_password_hash

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.system import forget_requests
from fitadmin.models.accounts import TokenFamily, family_lives
from fitadmin.models.columns import now
from fitadmin.models.scope import SYSTEM
from tests.conftest import Browser, Program
from tests.databases import app_on
from tests.factories import PASSWORD, person

CHEAP = generate_password_hash(PASSWORD, "pbkdf2:sha256:1")


def add_anna(_app=None):
    anna = person("Client", username="anna")
    anna.password = CHEAP
    return anna


@pytest.fixture
def anna(app, session):
    user = add_anna()
    session.commit()
    return user


@pytest.fixture
def program(app, anna, call):
    return call()


def sign_in(program, **more):
    body = {"username": "anna", "password": PASSWORD, "provider": "db", **more}
    return program.post("/security/login", json=body)


def renew(program, token):
    return program.post("/security/refresh", headers=bearer(token))


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def fam_of(token):
    return decode_token(token)["fam"]


def is_dead(token):
    claims = decode_token(token)
    return not db.session.execute(family_lives(claims["fam"], int(claims["sub"]))).all()


def test_signing_in_gives_both_tokens_whatever_was_asked_for(anna, program):
    for more in ({}, {"refresh": True}, {"refresh": False}):
        tokens = sign_in(program, **more).json
        assert set(tokens) == {"access_token", "refresh_token"}
        access, refresh = (decode_token(tokens[name]) for name in sorted(tokens))
        assert access["sub"] == refresh["sub"] == str(anna.id)
        assert access["fam"] == refresh["fam"]
        assert access["exp"] - access["iat"] == 15 * 60
        assert (access["type"], refresh["type"]) == ("access", "refresh")
        assert program.get("/_openapi", headers=bearer(tokens["access_token"])).status_code == 200


def test_the_provider_need_not_be_said(program):
    body = {"username": "anna", "password": PASSWORD}
    assert program.post("/security/login", json=body).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "username"),
        ({"username": "anna"}, "password"),
        ({"username": 3, "password": "x"}, "username"),
        ({"username": "anna", "password": ["x"]}, "password"),
        ({"username": "anna", "password": "x", "provider": "ldap"}, "provider"),
        ({"username": "anna", "password": "x", "refresh": {}}, "refresh"),
        ({"username": "anna", "password": "x", "admin": True}, "admin"),
        ({"username": "a" * 400, "password": "x"}, "username"),
    ],
)
def test_what_is_no_sign_in(program, body, field):
    refused = program.post("/security/login", json=body)
    assert refused.status_code == 422
    assert field in refused.json["errors"]
    assert refused.json["request_id"]


def test_a_body_that_is_none(program):
    for body, status in ((b"", 422), (b"[]", 400), (b"{", 400)):
        kind = {"Content-Type": "application/json"}
        assert program.post("/security/login", data=body, headers=kind).status_code == status
    assert program.post("/security/login", data={"username": "anna"}).status_code == 415


def test_a_wrong_password_and_an_unknown_person_look_the_same(program):
    wrong = sign_in(program, password="wrong")
    unknown = sign_in(program, username="nobody")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json["message"] == unknown.json["message"]
    assert set(wrong.json) == {"message", "errors", "request_id"}


def test_a_refresh_token_brings_its_successor_and_works_once(program):
    first = sign_in(program).json["refresh_token"]
    second = renew(program, first).json
    assert fam_of(second["access_token"]) == fam_of(second["refresh_token"]) == fam_of(first)
    third = renew(program, second["refresh_token"]).json
    assert not is_dead(first)

    assert renew(program, first).status_code == 401
    assert is_dead(first)
    assert renew(program, third["refresh_token"]).status_code == 401


def test_one_family_does_not_pay_for_another(program):
    one, other = (sign_in(program).json["refresh_token"] for _ in range(2))
    renew(program, one)
    renew(program, one)
    assert is_dead(one)
    assert renew(program, other).status_code == 200


@pytest.mark.parametrize("name", ["access_token", "refresh_token"])
def test_logging_out_ends_the_family_with_either_token(program, name):
    tokens, other = sign_in(program).json, sign_in(program).json
    for status in (200, 200):
        answer = program.post("/security/logout", headers=bearer(tokens[name]))
        assert answer.status_code == status
    assert is_dead(tokens["access_token"])
    assert renew(program, tokens["refresh_token"]).status_code == 401
    assert not is_dead(other["access_token"])


def test_nothing_is_read_with_a_token_after_logging_out(program):
    token = bearer(sign_in(program).json["access_token"])
    assert program.get("/muscles/", headers=token).status_code == 200
    program.post("/security/logout", headers=token)
    assert program.get("/muscles/", headers=token).status_code == 401


def test_tokens_that_bring_nothing(anna, program):
    tokens = sign_in(program).json
    for token in (tokens["access_token"], "of.a.token", create_refresh_token(str(anna.id))):
        refused = renew(program, token)
        assert refused.status_code == 401
        assert set(refused.json) == {"message", "errors", "request_id"}
    assert program.post("/security/refresh").status_code == 401
    assert program.post("/security/logout").status_code == 401


def test_who_may_no_longer_sign_in_gets_no_new_token(anna, session, program):
    token = sign_in(program).json["refresh_token"]
    with acting_as(SYSTEM):
        anna.active = False
        session.commit()
    assert renew(program, token).status_code == 401


def test_a_family_that_ran_out_is_forgotten(session, program):
    token = sign_in(program).json["refresh_token"]
    with acting_as(SYSTEM):
        family = session.get(TokenFamily, fam_of(token))
        family.expires_at = now() - timedelta(seconds=1)
        session.commit()
    assert renew(program, token).status_code == 401
    forget_requests("noon")
    assert is_dead(token)


def test_of_many_who_come_with_one_token_one_is_served(backend, run_folder):
    app = app_on(backend, "tokens", run_folder, add_anna)
    app.test_client_class = Browser
    with app.app_context():
        program = Program(app, None)
        token = sign_in(program).json["refresh_token"]
        with ThreadPoolExecutor(8) as thieves:
            answers = list(thieves.map(lambda _: renew(program, token), range(8)))
        assert sorted(a.status_code for a in answers) == [200] + [401] * 7
        assert is_dead(token)
        db.session.remove()
        db.engine.dispose()


ACCOUNTS = ("users", "roles", "groups", "permissions-resources", "resources")
STRANGE = [
    {"name": "Admin"}, {"permission_id": 2**64 - 1, "view_menu_id": 1}, {"user_ids": [10**11]},
    {"permission_view_menu_ids": [99999]}, {"name": None}, {"name": [1], "roles": "x"}, {},
    {"username": "anna", "email": "anna@example.org", "first_name": "a", "last_name": "b",
     "password": "long enough", "roles": [1], "active": True},
]  # fmt: skip


def test_the_resources_about_accounts_know_whose_fault_it_is(app, anna, session, call):
    boss = person("Admin", username="boss")
    session.commit()
    admin, wrong = call(boss), []

    def told(verb, path, **kwargs):
        answer = getattr(admin, verb)(f"/security{path}", **kwargs)
        fits = answer.status_code < 400 or {"message", "errors", "request_id"} <= set(answer.json)
        if answer.status_code >= 500 or not fits or "constraint" in answer.text:
            wrong.append((verb, path, kwargs, answer.status_code))

    for name in ACCOUNTS:
        told("get", f"/{name}/?q={'(' * 1500}")
        for body in STRANGE:
            told("post", f"/{name}/", json=body)
            for ident in ("0", "-1", "x", "99999999999999999999", "99999999999"):
                told("put", f"/{name}/{ident}", json=body)
        for ident in ("0", "-1", "99999999999999999999", "%00"):
            told("get", f"/{name}/{ident}")
            told("delete", f"/{name}/{ident}")
    assert wrong == []
