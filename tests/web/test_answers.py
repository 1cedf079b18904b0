"""What every answer shares."""

import decimal
import logging
from datetime import UTC, datetime

import pytest
from flask_babel import lazy_gettext

from fitadmin.web import log


def test_a_request_keeps_the_name_its_proxy_gave_but_not_a_strange_one(make):
    client = make().test_client()
    for given, kept in (("0123456789abcdef", True), ("short", False), ("<script>alert", False)):
        answer = client.get("/health/live", headers={"X-Request-ID": given})
        assert (answer.headers["X-Request-ID"] == given) is kept


@pytest.mark.parametrize(("name", "code"), [("fails", 500), ("forbidden", 403), ("missing", 404)])
def test_errors_have_one_shape_for_programs_and_a_page_for_people(make, name, code):
    client = make().test_client()
    for_programs, for_people = client.get(f"/api/v1/odd/{name}"), client.get(f"/odd/{name}")

    assert (for_programs.status_code, for_people.status_code) == (code, code)
    assert {"message", "errors"} <= set(for_programs.json)
    assert for_programs.json["request_id"] == for_programs.headers["X-Request-ID"]
    assert for_people.mimetype == "text/html"
    for answer in (for_programs, for_people):
        assert not {"Traceback", "ZeroDivision", ".py"} & set(answer.text.split())
        assert "division" not in answer.text


def test_what_failed_stands_in_the_log_under_the_name_of_its_request(make, caplog):
    with caplog.at_level(logging.ERROR):
        make().test_client().get("/odd/fails")
    assert "ZeroDivisionError" in caplog.text


def test_a_redirect_is_not_an_error(make):
    assert make().test_client().get("/api/v1/odd/away").status_code == 302


def test_a_wrong_method_says_which_are_right(make):
    answer = make().test_client().get("/api/v1/odd/write")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_an_unknown_host_is_refused_where_hosts_are_known(make):
    client = make(TRUSTED_HOSTS=["gym.example", "localhost"]).test_client()
    assert client.get("/health/live", headers={"Host": "gym.example"}).status_code == 200
    assert client.get("/health/live", headers={"Host": "evil.example"}).status_code == 400


def test_a_cookie_call_to_the_api_needs_the_token(make):
    client = make(WTF_CSRF_ENABLED=True).test_client()
    assert client.post("/api/v1/odd/write").json == {"ok": True}  # nobody's cookie

    client.get("/sign-in")
    refused = client.post("/api/v1/odd/write")
    assert (refused.status_code, refused.json["errors"]) == (400, {})

    token = client.get("/token").text
    assert client.post("/api/v1/odd/write", headers={"X-CSRFToken": token}).status_code == 200
    bearer = {"Authorization": "Bearer of.a.token"}  # a header does not stand in for the token
    assert client.post("/api/v1/odd/write", headers=bearer).status_code == 400


def test_a_forged_address_changes_nothing_unless_a_proxy_is_trusted(make):
    forged = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https"}
    for proxies, seen in ((0, "127.0.0.1"), (1, "1.2.3.4")):
        app = make(TRUSTED_PROXIES=proxies)
        assert app.test_client().get("/who", headers=forged).text == seen


def test_json_is_iso_and_strict(make):
    app = make()
    with app.test_request_context():
        text = app.json.dumps(
            {
                "at": datetime(2026, 3, 2, 18, tzinfo=UTC),
                "kg": decimal.Decimal("82.50"),
                "says": lazy_gettext("Coaching"),
                1: "Größe",
            }
        )
    assert text == '{"at":"2026-03-02T18:00:00+00:00","kg":"82.50","says":"Coaching","1":"Größe"}'
    assert app.json.dumps({"a": 1}, indent=1) == '{\n "a": 1\n}'
    for nonsense in ('{"a": NaN}', '"\\ud800"', "[" * 5000):
        with pytest.raises(ValueError):
            app.json.loads(nonsense)


def test_the_log_names_the_request(make):
    app = make()
    line = log.RequestIdFormatter("[%(request_id)s] %(message)s")
    record = logging.LogRecord("fitadmin", logging.INFO, "", 1, "hello", None, None)
    assert line.format(record) == "[-] hello"
    with app.test_request_context("/", headers={"X-Request-ID": "abcdefgh"}):
        app.preprocess_request()
        assert line.format(record) == "[abcdefgh] hello"


def test_a_log_nobody_set_up_goes_to_standard_error(make, monkeypatch):
    root = logging.RootLogger(logging.DEBUG)
    monkeypatch.setattr(log.logging, "getLogger", lambda name=None: root)
    monkeypatch.setattr(
        log.logging, "basicConfig", lambda level, handlers: root.handlers.extend(handlers)
    )
    make(LOG_LEVEL="ERROR")
    assert isinstance(root.handlers[0].formatter, log.RequestIdFormatter)
