"""A POST that is sent twice under one key is done once."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier

import pytest
from flask import jsonify, request
from sqlalchemy import event, func, select, update

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.system import forget_requests
from fitadmin.models.accounts import User
from fitadmin.models.columns import now
from fitadmin.models.gym import KeptAnswer, Location
from fitadmin.models.scope import SYSTEM
from fitadmin.web import idempotency
from tests.conftest import Browser, Program
from tests.databases import app_on
from tests.factories import person

KEY = {"Idempotency-Key": "6f1c-one"}


@pytest.fixture
def post(gym, call):
    """`post({"name": "Roof"}, key="...")` as the manager."""
    program = call(gym.user("manager"))

    def post(body, key="6f1c-one", path="/locations/", **kwargs):
        return program.post(path, json=body, headers={"Idempotency-Key": key}, **kwargs)

    return post


def places(name="Roof"):
    with acting_as(SYSTEM):
        return db.session.scalar(select(func.count()).where(Location.name == name))


def keys():
    with acting_as(SYSTEM):
        return db.session.scalar(select(func.count(KeptAnswer.id)))


def test_the_second_one_gets_the_answer_of_the_first(post):
    first, again = (post({"name": "Roof"}) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.data == again.data
    assert first.mimetype == again.mimetype == "application/json"
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert places() == 1
    assert post({"name": "Yard"}, key="another").json["id"] != first.json["id"]


def test_a_key_is_for_one_body_at_one_address(post):
    post({"name": "Roof"})
    for body, path in (({"name": "Yard"}, "/locations/"), ({"name": "Roof"}, "/muscles/")):
        refused = post(body, path=path)
        assert refused.status_code == 422
        assert refused.json["message"]
    assert places("Yard") == 0


def test_a_key_belongs_to_one_person(gym, post, call):
    post({"name": "Roof"})
    answer = call(gym.user("admin")).post("/locations/", json={"name": "Yard"}, headers=KEY)
    assert answer.status_code == 201


def test_a_refusal_does_not_use_the_key_up(gym, post, call):
    assert post({}).status_code == 422
    assert keys() == 0
    assert post({"name": "Roof"}).status_code == 201
    denied = call(gym.user("client")).post("/locations/", json={"name": "x"}, headers=KEY)
    assert denied.status_code == 403
    assert keys() == 1


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 256, "tab\tkey"])
def test_a_key_that_is_none(post, key):
    assert post({"name": "Roof"}, key=key).status_code == 400
    assert places() == 0


def test_nobodys_key_counts_for_nothing(gym, call):
    for token in ({}, {"Authorization": "Bearer of.a.token"}):
        answer = call().post("/locations/", json={"name": "Roof"}, headers={**KEY, **token})
        assert answer.status_code == 401
    assert keys() == 0


def test_only_a_post_heeds_it(gym, call):
    program = call(gym.user("manager"))
    ident = gym.row(Location).id
    for _ in range(2):
        answer = program.put(f"/locations/{ident}", json={"name": "Hall"}, headers=KEY)
        assert answer.status_code == 200
    assert program.get("/locations/", headers=KEY).status_code == 200
    assert keys() == 0


def test_a_browser_may_use_it_too(gym, browse):
    browser = browse(gym.user("manager"))
    send = {"json": {"name": "Roof"}, "headers": KEY}
    answers = [browser.post("/api/v1/locations/", **send) for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    assert places() == 1


def test_after_a_day_it_is_forgotten(post):
    first = post({"name": "Roof"})
    with acting_as(SYSTEM):
        db.session.execute(update(KeptAnswer).values(created_at=now() - timedelta(hours=25)))
        db.session.commit()
    assert post({"name": "Yard"}).json["id"] != first.json["id"]
    assert keys() == 1
    forget_requests("noon", at=now() + timedelta(hours=23))
    assert keys() == 1
    forget_requests("midnight", at=now() + timedelta(hours=25))
    assert keys() == 0


def test_answers_with_secrets_are_not_kept(gym):
    kept = {
        rule.rule
        for rule in gym.app.url_map.iter_rules()
        if hasattr(gym.app.view_functions[rule.endpoint], "__wrapped__")
        and gym.app.view_functions[rule.endpoint].__code__ is idempotency.once(print).__code__
    }
    assert "/api/v1/locations/" in kept
    assert not [rule for rule in kept if "security/log" in rule or "refresh" in rule]


def test_what_waits_for_the_commit_waits_for_the_one_that_counts(gym, post):
    seen = []

    def note(session):
        seen.append(session.is_held)

    event.listen(db.session.session_factory, "before_commit", note)
    try:
        post({"name": "Roof"})
    finally:
        event.remove(db.session.session_factory, "before_commit", note)
    assert seen == [False]


class TestMultipart:
    @pytest.fixture
    def send(self, gym, call):
        done = []

        def view():
            done.append(request.files["photo"].read())
            return jsonify(size=len(done[-1]), nth=len(done))

        app, program = gym.app, call(gym.user("manager"))
        with app.app_context():
            once = idempotency.once(view)

        def send(photo, boundary):
            text = (
                f'--{boundary}\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"'
                f"\r\n\r\n{photo}\r\n--{boundary}--\r\n"
            )
            with app.test_request_context(
                "/api/v1/files/",
                method="POST",
                input_stream=BytesIO(text.encode()),
                content_length=len(text),
                content_type=f"multipart/form-data; boundary={boundary}",
                headers={**KEY, **program._headers},
            ):
                return once()

        return send

    def test_the_same_file_under_another_boundary_is_the_same(self, send):
        first, again = send("pixels", "aaa"), send("pixels", "bbb")
        assert first.json == again.json == {"size": 6, "nth": 1}

    def test_another_file_is_another(self, send):
        send("pixels", "aaa")
        with pytest.raises(Exception, match="422"):
            send("other pixels", "aaa")


class TestAtOnce:
    @pytest.fixture
    def program(self, backend, run_folder):
        """A manager's program on a database where commits are real."""
        app = app_on(backend, "once", run_folder, lambda _: person("Manager", username="mia"))
        app.test_client_class = Browser
        with app.app_context():
            with acting_as(SYSTEM):
                user = db.session.scalars(select(User)).one()
            yield Program(app, user)
            db.session.remove()
            db.engine.dispose()

    def test_twenty_at_once_make_one_row_and_get_one_answer(self, program):
        start = Barrier(20)

        def send(_):
            start.wait()
            return program.post("/locations/", json={"name": "Roof"}, headers=KEY)

        with ThreadPoolExecutor(20) as senders:
            answers = list(senders.map(send, range(20)))
        assert {a.status_code for a in answers} == {201}
        assert len({a.data for a in answers}) == 1
        assert sum("Idempotency-Replayed" in a.headers for a in answers) == 19
        assert (places(), keys()) == (1, 1)

    def test_a_process_that_dies_before_it_answers_leaves_nothing(self, program, monkeypatch):
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
        if (child := os.fork()) == 0:
            monkeypatch.setattr(idempotency, "keep_answer", lambda *_: os._exit(9))
            program.post("/locations/", json={"name": "Roof"}, headers=KEY)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        assert (places(), keys()) == (0, 0)
        first, again = (
            program.post("/locations/", json={"name": "Roof"}, headers=KEY) for _ in range(2)
        )
        assert json.loads(first.data) == json.loads(again.data)
        assert (first.status_code, places(), keys()) == (201, 1, 1)
