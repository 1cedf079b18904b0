"""Ctrl-K: found by keys, opened by keys, and single keys beside it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import broken_rules, open_page


def test_a_client_is_found_and_opened_by_keys(visitor):
    page = visitor.sign_in("manager")
    open_page(page, "/foodview/list/")
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Search or jump to…")
    expect(box).to_be_focused()
    page.keyboard.type("D-00003")
    option = page.locator("#palette [role=option]").first
    expect(option).to_contain_text("D-00003")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator("#palette [role=status]")).to_contain_text("found")
    assert broken_rules(page) == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/clientprofileview/show/\d+"))
    name = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_contain_text(name)  # opened lately


def test_who_types_faster_than_the_answer_opens_what_is_found(visitor):
    page = visitor.sign_in("manager")
    open_page(page, "/")
    page.keyboard.press("Control+k")
    page.keyboard.type("D-00004")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/clientprofileview/show/\d+"))


def test_arrows_go_round_and_escape_closes(visitor):
    page = visitor.sign_in("trainer1")
    open_page(page, "/")
    page.get_by_role("button", name="Search or jump to…").click()
    options = page.locator("#palette [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_a_name_that_looks_like_markup_stays_a_name(visitor):
    page = visitor.sign_in("manager")
    open_page(page, "/")
    page.keyboard.press("Control+k")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    expect(page.locator("#palette [role=status]")).to_contain_text("Nothing was found")
    expect(page.locator("#palette img")).to_have_count(0)


def test_single_keys_search_and_add_but_not_while_one_types(visitor):
    page = visitor.sign_in("manager")
    open_page(page, "/foodview/list/")
    page.keyboard.press("/")
    expect(page.get_by_label("Search by words")).to_be_focused()
    page.keyboard.type("n?")
    expect(page.get_by_label("Search by words")).to_have_value("n?")
    page.get_by_label("Search by words").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/foodview/add"))
