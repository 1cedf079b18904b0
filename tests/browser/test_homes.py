"""The homes as their readers meet them: legible to all, and a step from what is to be done."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import broken_rules, open_page, overflows

HEADS = {
    "manager": "The gym",
    "trainer1": "My clients",
    "nutritionist": "My clients",
    "frontdesk": "Front desk",
    "client1": "My training",
}


@pytest.mark.parametrize("who", HEADS)
def test_a_home_is_open_to_everybody_s_eyes(visitor, who):
    page = visitor.sign_in(who)
    open_page(page, "/")
    assert page.locator("h1").inner_text() == HEADS[who]
    assert broken_rules(page) == []
    page.emulate_media(color_scheme="dark")
    assert broken_rules(page, only="color-contrast") == []
    assert not overflows(page)


def test_by_keys_a_coach_gets_from_a_need_to_what_it_asks_for(visitor):
    page = visitor.sign_in("trainer1")
    open_page(page, "/")
    needs = page.get_by_role("region", name="Needs you today")
    first = needs.get_by_role("listitem").first
    name = first.get_by_role("link").first.inner_text()
    button = first.get_by_role("link").last
    assert name in button.get_attribute("aria-label")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path != "/")
    assert page.locator("h1").inner_text() != "My clients"


def test_a_client_gets_from_home_to_the_form_of_a_measurement(visitor):
    page = visitor.sign_in("client1")
    open_page(page, "/")
    page.get_by_role("link", name="Log a measurement").click()
    page.wait_for_selector("html[data-ready='1']", state="attached")
    assert page.get_by_role("button", name="Save").count() >= 1
