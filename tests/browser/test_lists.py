"""Lists, as somebody looks through them: words, filters, columns, pages, views, the theme."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import broken_rules, open_page

FOODS = "/foodview/list/"


@pytest.fixture
def page(visitor):
    return visitor.sign_in("manager")


def test_words_find_rows_and_stay_while_one_sorts_and_pages(page, screen):
    open_page(page, FOODS)
    page.get_by_label("Search by words").fill("raw")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=raw"))
    if screen == "desktop":
        page.get_by_role("link", name="Energy").click()
        expect(page.get_by_label("Search by words")).to_have_value("raw")
    names = page.locator("tbody .row-name").all_inner_texts()
    assert names
    assert all("raw" in name.lower() for name in names)


def test_a_filter_is_added_becomes_a_chip_and_goes_again(page):
    open_page(page, FOODS)
    before = page.locator(".pager .count").inner_text()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("button", name="Protein").click()
    page.get_by_label(re.compile("How to compare Protein")).select_option(label="Greater than")
    page.get_by_label(re.compile("Value of Protein")).fill("25")
    page.get_by_role("button", name="Apply").click()
    chip = page.locator(".chip")
    expect(chip).to_contain_text("Greater than")
    expect(chip).to_contain_text("25")
    assert broken_rules(page) == []
    chip.get_by_role("link").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator(".pager .count")).to_have_text(before)


def test_columns_are_chosen(page, screen):
    open_page(page, FOODS)
    page.get_by_text("Columns", exact=True).click()
    page.get_by_label("Brand", exact=True).uncheck()
    page.get_by_role("button", name="Show these").click()
    expect(page).to_have_url(re.compile(r"cols="))
    heads = page.locator("thead th").all_inner_texts()
    assert not any("Brand" in head for head in heads)


def test_a_search_is_kept_as_a_view_and_deleted(page):
    name = f"View {uuid.uuid4().hex[:6]}"
    open_page(page, f"{FOODS}?q=egg")
    page.get_by_text("Save this view").click()
    page.locator("#new-view-name").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    open_page(page, FOODS)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_label("Search by words")).to_have_value("egg")
    page.get_by_text("Change this view").click()
    page.get_by_role("button", name="Delete this view").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    open_page(page, FOODS)
    expect(page.get_by_role("link", name=name)).to_have_count(0)


def test_a_row_opens_by_its_card_or_line(page):
    open_page(page, FOODS)
    name = page.locator("tbody .row-name").first.inner_text()
    page.locator("tbody tr").first.locator("td[data-label]:not(.is-empty, .is-name)").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name[:20])


def test_the_dark_stays_dark(page):
    open_page(page, FOODS)
    page.get_by_role("button", name="Light or dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    open_page(page, "/clientprofileview/list/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_menu_opens_and_closes_on_a_phone(page, screen):
    if screen == "desktop":
        open_page(page, "/")
        expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()
        return
    open_page(page, FOODS)
    side = page.locator("#side")
    expect(side).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(side).to_be_visible()
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page):
    open_page(page, FOODS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page"
