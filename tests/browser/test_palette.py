"""Ctrl-K and the keys of one letter, as somebody uses them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, broken_rules, open_page

FOUND = "#palette-found [role=option]"


def opened(page: Page, screen: str) -> Page:
    """*page* with the palette open and filled."""
    if screen == "phone":
        page.locator(".jump").tap()
    else:
        page.keyboard.press("Control+k")
    page.locator(FOUND).first.wait_for()
    return page


def chosen(page: Page) -> str:
    """What the box says is chosen."""
    pk = page.locator("#palette-words").get_attribute("aria-activedescendant")
    return page.locator(f"#{pk} [data-title]").inner_text()


def test_somebody_is_found_and_opened_by_keys(visitor: Visitor, screen: str):
    page = visitor.sign_in("manager")
    open_page(page, "/exerciseview/list/")
    opened(page, screen)
    expect(page.locator("#palette-words")).to_be_focused()
    assert broken_rules(page) == []
    page.keyboard.type("squ", delay=20)
    expect(page.locator("#palette-found mark").first).to_have_text("Squ")
    assert broken_rules(page) == []
    rows = page.locator(f"{FOUND} [data-title]").all_inner_texts()
    assert chosen(page) == rows[0]
    for key, at in (("ArrowDown", 1), ("End", -1), ("ArrowDown", 0), ("ArrowUp", -1), ("Home", 0)):
        page.keyboard.press(key)
        assert chosen(page) == rows[at], key
    page.keyboard.press("Enter")
    page.wait_for_url("**/exerciseview/show/*")
    expect(page.locator("h1").first).to_contain_text(rows[0])
    opened(page, screen)
    assert (
        page.locator("#palette-found [role=group]").first.inner_text().startswith("Opened lately")
    )
    assert chosen(page) == rows[0]


def test_enter_at_once_opens_what_is_meant_and_not_what_stood_there(visitor: Visitor, screen: str):
    page = visitor.sign_in("manager")
    open_page(page, "/")
    opened(page, screen)
    page.keyboard.type("new workout plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/workoutplanview/add*")


def test_in_a_new_tab_and_nothing_found(visitor: Visitor, screen: str):
    page = visitor.sign_in("manager")
    open_page(page, "/")
    opened(page, screen)
    page.keyboard.type("exercises")
    expect(page.locator(f"{FOUND} [data-title]").first).to_have_text("Exercises")
    with page.context.expect_page() as tab:
        page.keyboard.press("Control+Enter")
    tab.value.wait_for_url("**/exerciseview/list/")
    expect(page.locator("#palette")).to_be_hidden()
    opened(page, screen)
    page.keyboard.type("qqqq")
    expect(page.locator("[data-nothing]")).to_contain_text("Clients, Trainers")
    expect(page.locator("[data-told]")).to_have_text("Nothing was found")
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


@pytest.mark.parametrize("screen", ["desktop"])
def test_keys_of_one_letter_and_how_to_be_without_them(visitor: Visitor, screen: str):
    page = visitor.sign_in("manager")
    open_page(page, "/clientprofileview/list/")
    page.keyboard.press("/")
    expect(page.locator('input[name="q"]')).to_be_focused()
    page.keyboard.type("n?")
    expect(page.locator('input[name="q"]')).to_have_value("n?")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert broken_rules(page) == []
    page.keyboard.press("n")
    page.locator("[data-letters]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    assert "/list/" in page.url
    page.locator(".top details.menu summary").click()
    page.get_by_role("button", name="Keys").click()
    page.locator("[data-letters]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url("**/clientprofileview/add*")
