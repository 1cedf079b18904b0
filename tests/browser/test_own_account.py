"""A person decides how they read: language, units, and the way the page runs."""

import pytest

from tests.browser.conftest import open_page, overflows
from tests.browser.test_every_page import faults_of


def test_axe_finds_nothing_on_my_account(visitor):
    assert faults_of(visitor.sign_in("trainer1"), "/account/") == []


def test_a_new_user_finds_units_and_language_and_is_answered_so(visitor):
    page = visitor.sign_in("client2")
    open_page(page, "/")
    page.get_by_text("Account", exact=True).locator("xpath=..").click()
    page.get_by_role("link", name="My account").click()
    page.get_by_label("Unit of mass").select_option("lb")
    page.get_by_label("Language", exact=True).select_option("de")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("html[lang='de'][dir='ltr']")
    assert page.locator("[name=mass_unit]").input_value() == "lb"
    page.locator("[name=locale]").select_option("")
    page.locator("#model_form button[type=submit]").click()
    page.wait_for_selector("html[lang='en']")


def test_a_stranger_chooses_a_language_by_keyboard(visitor):
    page = visitor.stranger()
    open_page(page, "/login/")
    page.get_by_text("Language").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Français").press("Enter")
    page.wait_for_selector("html[lang='fr']")
    assert page.url.endswith("/login/?") or page.url.endswith("/login/")


def test_right_to_left_breaks_no_page(visitor):
    page = visitor.sign_in("manager")
    for address in ("/account/", "/clientprofileview/list/", "/clientprofileview/add"):
        open_page(page, address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert not overflows(page), address


@pytest.mark.parametrize("language", ["de", "es", "fr", "pt-BR"])
def test_longer_words_find_room(visitor, language):
    page = visitor.sign_in("trainer2")
    english = []
    for asked, said in (("en", english), (language, [])):
        open_page(page, "/account/")
        page.locator("[name=locale]").select_option(asked.replace("-", "_"))
        page.locator("#model_form button[type=submit]").click()
        page.wait_for_selector(f"html[lang='{asked}'][data-ready='1']")
        for address in ("/", "/workoutplanview/list/", "/nutritiontargetview/add", "/account/"):
            open_page(page, address)
            assert not overflows(page), (asked, address)
            said.append(page.locator("h1").inner_text())
    assert not set(english) & set(said)


def test_somebody_signs_out_by_keys(visitor):
    page = visitor.alone("client3")
    open_page(page, "/")
    page.get_by_text("Account", exact=True).locator("xpath=..").press("Enter")
    page.get_by_role("button", name="Sign out").press("Enter")
    page.wait_for_url("**/login/**")
    open_page(page, "/account/")
    assert "/login" in page.url
