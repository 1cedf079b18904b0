"""What browsers are told about every answer."""

import gzip
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


def test_a_page_has_no_script_but_files_of_ours_and_no_style_in_it(make):
    page = make().test_client().get("/login/")
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self'; style-src-attr 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "no-store" in page.headers["Cache-Control"]
    tags = re.findall(r"<script[^>]*>", page.text)
    assert len(tags) >= 2
    assert all('src="/static/built/' in tag for tag in tags)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page.text)


def test_a_built_file_is_kept_for_good_for_its_name_tells_its_content(make):
    client = make().test_client()
    address = re.search(r'href="(/static/built/app-[A-Z0-9]+\.css)"', client.get("/login/").text)[1]
    plain = client.get(address)
    assert plain.status_code == 200
    assert plain.mimetype == "text/css"
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert client.get("/static/built/../../config.py").status_code == 404
    assert client.get("/static/built/app-00000000.css").status_code == 404


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
