"""Sessions of pages: a cookie ends with its sign-in, every copy of it, in every process."""

import re
import time

import pytest

from fitadmin.access import FAMILY
from tests.access.neighbours import FOREVER, browser_of, remember
from tests.conftest import Browser
from tests.forms import Form

READS = "/muscles/"


def test_signing_out_ends_every_copy_of_the_cookie(two, monkeypatch):
    remember(monkeypatch, poll_s=0, keep_s=0.3)
    ident = two.account("Trainer")
    browser, thief = browser_of(two, ident), Browser(two.here, two.here.response_class)
    name = two.here.config["SESSION_COOKIE_NAME"]
    thief.set_cookie(name, browser.get_cookie(name).value)
    assert thief.get("/exerciseview/list/").status_code == 200
    browser.post("/logout/")
    for open_window in (thief, browser):
        assert open_window.get("/exerciseview/list/").status_code == 302
        assert open_window.post("/lang/de").status_code == 302
        assert open_window.get(f"/api/v1{READS}").status_code == 401


def test_a_link_of_a_stranger_signs_nobody_out(two):
    browser = browser_of(two, two.account("Trainer"))
    assert "Do you want to sign out" in browser.get("/logout/").text
    assert browser.get("/exerciseview/list/").status_code == 200


def test_signing_out_in_one_process_is_known_in_another(two, monkeypatch):
    remember(monkeypatch, poll_s=FOREVER, keep_s=0.3)
    ident = two.account("Trainer")
    browser = browser_of(two, ident)
    name = two.here.config["SESSION_COOKIE_NAME"]
    elsewhere = Browser(two.there, two.there.response_class)
    elsewhere.set_cookie(name, browser.get_cookie(name).value)
    assert elsewhere.get(f"/api/v1{READS}").status_code == 200
    browser.post("/logout/")
    time.sleep(0.4)
    assert elsewhere.get(f"/api/v1{READS}").status_code == 401


def test_a_sign_in_by_cookie_ends_by_itself(two, monkeypatch):
    remember(monkeypatch, poll_s=0, keep_s=0)
    ident = two.account("Trainer")
    ask = two.by_cookie(ident)
    assert ask(READS) == 200
    two.past_us("UPDATE token_family SET expires_at = created_at WHERE user_id = :id", id=ident)
    assert ask(READS) == 401


@pytest.mark.parametrize("named", ["nothing", "another's"])
def test_a_cookie_that_names_no_sign_in_of_its_own_is_a_stranger_s(two, named):
    browser = browser_of(two, two.account("Trainer"))
    with browser_of(two, two.account("Client")).session_transaction() as cookie:
        family = cookie[FAMILY]
    with browser.session_transaction() as cookie:
        cookie[FAMILY] = None if named == "nothing" else family
    assert browser.get(f"/api/v1{READS}").status_code == 401
    assert browser.get("/exerciseview/list/").status_code == 302


def test_what_somebody_has_changed_about_themselves_is_seen_by_every_process_at_once(
    two, monkeypatch
):
    remember(monkeypatch, poll_s=FOREVER, keep_s=FOREVER)
    here = browser_of(two, two.account("Trainer"))
    there = Browser(two.there, two.there.response_class)
    name = two.here.config["SESSION_COOKIE_NAME"]

    def language_there():
        there.set_cookie(name, here.get_cookie(name).value)
        return re.search('<html lang="([^"]+)"', there.get("/account/").text)[1]

    assert language_there() == "en"
    form = Form(here.get("/account/").text).values
    assert here.post("/account/", data=form | {"locale": "fr"}).status_code == 302
    assert language_there() == "fr"
