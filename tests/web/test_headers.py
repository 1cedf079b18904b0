"""What browsers are told about every answer."""

import re
from urllib.parse import urlsplit


def test_every_answer_has_its_headers_and_a_name(make):
    client = make().test_client()
    for path in ("/health/live", "/api/v1/none", "/none", "/odd/fails", "/static/none"):
        answer = client.get(path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"]
        assert len(answer.headers["X-Request-ID"]) == 32
        assert "Strict-Transport-Security" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_programs_get_runs_nothing_and_is_kept_by_nobody(make):
    answer = make().test_client().get("/api/v1/odd/reads")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_view_that_says_otherwise_is_heard(make):
    app = make()
    sandbox = {"content-security-policy": "sandbox", "Cache-Control": "private"}
    app.add_url_rule("/api/v1/odd/file", "file", lambda: ("x", sandbox))
    answer = app.test_client().get("/api/v1/odd/file")
    assert answer.headers.getlist("Content-Security-Policy") == ["sandbox"]
    assert answer.headers.getlist("Cache-Control") == ["private"]


def test_no_script_runs_on_a_page_without_the_nonce_of_its_answer(make):
    client = make().test_client()
    nonces = set()
    for _ in range(2):
        page = client.get("/login/")
        policy = page.headers["Content-Security-Policy"]
        scripts = re.search(r"script-src ([^;]*);", policy)[1]
        nonce = re.fullmatch(r"'self' 'nonce-([\w-]{20,})'", scripts)[1]
        tags = re.findall(r"<script[^>]*>", page.text)
        assert tags
        assert all(f'nonce="{nonce}"' in tag for tag in tags)
        assert "frame-ancestors 'none'" in policy
        assert "no-store" in page.headers["Cache-Control"]
        nonces.add(nonce)
    assert len(nonces) == 2
    assert "nonce" not in client.get("/odd/reads").headers["Content-Security-Policy"]


def test_a_file_of_ours_may_be_kept(make):
    answer = make().test_client().get("/static/appbuilder/css/ab.css")
    assert answer.status_code == 200
    assert "no-store" not in answer.headers.get("Cache-Control", "")


def test_browsers_insist_on_https_where_the_gym_has_it(make):
    answer = make(HSTS_SECONDS=86400).test_client().get("/login/")
    assert answer.headers["Strict-Transport-Security"] == "max-age=86400"


def test_next_never_leaves_the_site(gym, browse):
    inside = browse(gym.user("manager"))
    for place in (
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "http:evil.example", "/%09/evil.example", "https:///evil.example",
    ):  # fmt: skip
        answer = inside.get("/login/", query_string={"next": place})
        assert answer.status_code == 302
        there = urlsplit(answer.location)
        assert (there.scheme, there.netloc) == ("", "")


def test_nobody_elses_page_may_ask(make):
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = make().test_client().options("/api/v1/odd/write", headers=headers)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_a_call_by_token_begins_no_session(gym, call):
    assert "Set-Cookie" not in call(gym.user("client")).get("/exercises/").headers
