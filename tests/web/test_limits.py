"""How often one may call, and how often one may fail to sign in."""

import os
import signal
import time

import pytest
from flask_jwt_extended import create_access_token
from werkzeug.security import generate_password_hash

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM
from fitadmin.web.limits import Meter
from tests.factories import PASSWORD, person
from tests.forms import Form
from tests.running import free_port, redis_server

WRONG = "wrong"
SIGN_IN = "/api/v1/security/login"
LIMITED = {"RATELIMIT_ENABLED": True, "AUTH_RATE_LIMITED": True}


def api(client, name="anna", password=WRONG, **kwargs):
    return client.post(SIGN_IN, json={"username": name, "password": password}, **kwargs)


def page(client, name="anna", **kwargs):
    return client.post("/login/", data={"username": name, "password": WRONG}, **kwargs)


class TestMeter:
    def test_each_caller_and_each_minute_is_counted_apart(self):
        meter = Meter()
        assert [meter.count(7, 1) for _ in range(3)] == [1, 2, 3]
        assert [meter.count(8, 1), meter.count(7, 2), meter.count(7, 2)] == [1, 1, 2]

    def test_callers_whose_places_collide(self):
        meter = Meter()
        crowd = [5 + number * Meter.SLOTS for number in range(Meter.NEIGHBOURS)]
        for calls in (1, 2, 3):
            assert [meter.count(each, 1) for each in crowd] == [calls] * len(crowd)
        assert meter.count(5 + 99 * Meter.SLOTS, 1) == 1  # one too many takes a place
        assert meter.count(crowd[0], 1) == 4

    def test_workers_count_together(self):
        meter = Meter()
        if (child := os.fork()) == 0:
            meter.count(3, 1)
            os._exit(0)
        os.waitpid(child, 0)
        assert meter.count(3, 1) == 2


class TestCalls:
    def test_too_many_are_refused_and_every_answer_says_how_many_are_left(self, make):
        client = make(**LIMITED, API_RATE_LIMIT=2).test_client()
        answers = [client.get("/api/v1/odd/reads") for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 429]
        assert [a.headers["X-RateLimit-Remaining"] for a in answers] == ["1", "0", "0"]
        assert {a.headers["X-RateLimit-Limit"] for a in answers} == {"2"}
        assert 0 < int(answers[2].headers["Retry-After"]) <= 60
        assert int(answers[2].headers["X-RateLimit-Reset"]) > time.time()
        assert {"message", "errors", "request_id"} == answers[2].json.keys()
        assert client.get("/odd/reads").status_code == 200  # pages are not counted

    def test_a_person_is_counted_wherever_they_are_and_a_forged_token_is_nobodys(self, make):
        app = make(**LIMITED, API_RATE_LIMIT=1)
        with app.app_context():
            ident = person("Trainer", username="tina").id
            db.session.commit()
            mine, also_mine = (create_access_token(str(ident)) for _ in range(2))
        elsewhere = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}}
        client = app.test_client()

        def status(token, **kwargs):
            headers = {"Authorization": f"Bearer {token}"}
            return client.get("/api/v1/odd/reads", headers=headers, **kwargs).status_code

        assert status(mine[:-9] + "forged123") == 200  # counts for the address
        assert status(mine) == 200
        assert status(also_mine, **elsewhere) == 429
        assert client.get("/api/v1/odd/reads").status_code == 429
        client.get("/sign-in")
        assert client.get("/api/v1/odd/reads").status_code == 429  # the same person, by cookie

    def test_a_gym_may_do_without(self, make):
        answer = make(**LIMITED, API_RATE_LIMIT=0).test_client().get("/api/v1/odd/reads")
        assert "X-RateLimit-Limit" not in answer.headers


class TestSigningIn:
    def test_page_and_api_count_together_and_a_forged_address_changes_nothing(self, make):
        client = make(**LIMITED, AUTH_RATE_LIMIT="4 per minute").test_client()
        for number, door in enumerate((api, page, api, page)):
            forged = {"X-Forwarded-For": f"203.0.113.{number}"}
            assert door(client, f"name{number}", headers=forged).status_code in {302, 401}
        refused = api(client, "other", headers={"X-Forwarded-For": "203.0.113.9"})
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert {"message", "errors", "request_id"} == refused.json.keys()
        told = page(client, "other")
        assert (told.status_code, told.mimetype) == (429, "text/html")
        assert int(told.headers["Retry-After"])

    def test_an_account_is_guarded_from_many_addresses_and_not_for_ever(self, make):
        client = make(**LIMITED, AUTH_RATE_LIMIT="3 per 2 second").test_client()
        time.sleep(2 - time.time() % 2)  # to the start of a window

        def from_(number, name="Anna "):
            address = {"REMOTE_ADDR": f"192.0.2.{number}"}
            return api(client, name, environ_overrides=address).status_code

        assert [from_(n) for n in range(4)] == [401, 401, 401, 429]
        assert from_(5, "anna") == 429
        assert from_(5, "bert") == 401
        time.sleep(2.1)
        assert from_(6) == 401

    def test_an_ipv6_network_is_one_address(self, make):
        client = make(**LIMITED, AUTH_RATE_LIMIT="1 per minute").test_client()
        answers = [
            api(client, f"n{n}", environ_overrides={"REMOTE_ADDR": f"2001:db8::{n}"}).status_code
            for n in (1, 2)
        ]
        assert answers == [401, 429]

    def test_who_gets_in_has_not_failed(self, make):
        app = make(**LIMITED, AUTH_RATE_LIMIT="2 per minute")
        with app.app_context(), acting_as(SYSTEM):
            person("Client", username="anna").password = generate_password_hash(PASSWORD)
            db.session.commit()
        client = app.test_client()
        for _ in range(4):
            assert api(client, "anna", PASSWORD).status_code == 200
        assert [api(client).status_code for _ in range(3)] == [401, 401, 429]

    def test_in_a_borrowed_browser_the_password_is_not_found_by_trying(self, make):
        app = make(**LIMITED, AUTH_RATE_LIMIT="3 per minute")
        with app.app_context(), acting_as(SYSTEM):
            person("Client", username="anna").password = generate_password_hash(PASSWORD)
            db.session.commit()
        client = app.test_client()
        client.post("/login/", data={"username": "anna", "password": PASSWORD})
        form = Form(client.get("/account/").text).values
        tries = [{"email": "new@example.org", "password_now": f"{WRONG}{n}"} for n in range(4)]
        answers = [client.post("/account/", data=form | each).status_code for each in tries]
        assert answers == [200, 200, 200, 429]
        assert client.post("/resetmypassword/form", data={"now_used": WRONG}).status_code == 429


class TestRedis:
    def test_processes_count_together_and_losing_it_halts_and_forgets_nothing(self, make):
        with redis_server() as (url, process):
            if url is None:
                pytest.skip("no Redis on this machine")
            options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
            settings = {**LIMITED, "AUTH_RATE_LIMIT": "3 per minute", "RATELIMIT_STORAGE_URI": url,
                        "RATELIMIT_STORAGE_OPTIONS": options}  # fmt: skip
            one, other = (make(**settings).test_client() for _ in range(2))
            assert [api(one).status_code, page(other).status_code] == [401, 302]

            process.send_signal(signal.SIGSTOP)  # it is there and does not answer
            began = time.monotonic()
            assert api(one).status_code == 401
            assert time.monotonic() - began < 1.5  # the password's own time included
            process.kill()
            assert [api(one).status_code for _ in range(2)] == [401, 429]

    def test_one_that_was_never_there(self, make):
        client = make(
            **LIMITED,
            AUTH_RATE_LIMIT="1 per minute",
            RATELIMIT_STORAGE_URI=f"redis://127.0.0.1:{free_port()}/0",
            RATELIMIT_STORAGE_OPTIONS={},
        ).test_client()
        assert [api(client).status_code for _ in range(2)] == [401, 429]
