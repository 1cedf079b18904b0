"""Forms, as somebody fills them in: by keys, wrongly, in two windows, and left unsaved."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import broken_rules, open_page


@pytest.fixture
def page(visitor):
    return visitor.sign_in("manager")


@pytest.fixture
def name():
    """A name that no other test has."""
    return f"Test {uuid.uuid4().hex[:8]}"


def new_client(page, name):
    open_page(page, "/clientprofileview/list/")
    page.get_by_role("link", name="Add").click()
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Saved.")


def test_a_client_is_added_by_keys_alone(page, name):
    open_page(page, "/clientprofileview/list/")
    page.get_by_role("link", name="Add").focus()
    page.keyboard.press("Enter")
    page.get_by_label("First name").focus()
    page.keyboard.type("Ada")
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/clientprofileview/list/"))
    page.get_by_label("Search by words").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_what_is_wrong_is_said_below_the_field_and_nothing_typed_is_lost(page, name):
    open_page(page, "/clientprofileview/add")
    page.get_by_label("First name").fill(name)
    page.get_by_label("E-mail", exact=True).fill("kept@example.org")
    page.get_by_role("button", name="Save").click()
    last_name = page.get_by_label("Last name")
    expect(last_name).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_contain_text("not right yet")
    expect(page.get_by_label("First name")).to_have_value(name)
    expect(page.get_by_label("E-mail", exact=True)).to_have_value("kept@example.org")
    assert broken_rules(page) == []


def test_leaving_what_was_typed_is_asked_for(page, name):
    open_page(page, "/clientprofileview/add")
    page.get_by_label("First name").fill(name)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("First name")).to_have_value(name)


def test_a_location_is_made_without_leaving_the_client(page, name):
    open_page(page, "/clientprofileview/add")
    page.get_by_label("First name").fill("Ada")
    page.get_by_role("button", name="New: Location").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("This field is required")
    dialog.get_by_label("Name", exact=False).first.fill(name)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".ts-wrapper .item").first).to_contain_text(name)
    expect(page.get_by_label("First name")).to_have_value("Ada")


def test_a_picker_is_searched_and_chosen_by_keys(page):
    open_page(page, "/clientprofileview/add")
    box = page.get_by_role("combobox", name="Location")
    box.focus()
    page.keyboard.type("main")
    expect(page.locator(".ts-dropdown [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".ts-wrapper .item").first).to_contain_text("Main location")


def test_two_windows_with_one_client_show_both_texts(visitor, name):
    first, second = visitor.sign_in("manager"), visitor.sign_in("admin")
    new_client(first, name)
    open_page(first, f"/clientprofileview/list/?q={name}")
    address = first.locator("tbody .row-name").first.get_attribute("href")
    edit = address.replace("/show/", "/edit/")
    for page in (first, second):
        open_page(page, edit)
    first.get_by_label("Phone", exact=True).fill("111")
    first.get_by_label("Address").fill("1 New Street")
    first.get_by_role("button", name="Save").click()
    expect(first.locator("#toasts")).to_contain_text("Saved.")
    second.get_by_label("Phone", exact=True).fill("222")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert").first).to_contain_text("Somebody else has saved this")
    expect(second.locator("#differences")).to_contain_text("111")
    expect(second.locator("#differences")).to_contain_text("222")
    assert broken_rules(second) == []
    second.get_by_role("button", name="Save mine over it").click()
    open_page(second, edit)
    expect(second.get_by_label("Phone", exact=True)).to_have_value("222")
    expect(second.get_by_label("Address")).to_have_value("1 New Street")


def test_going_back_and_saving_again_makes_no_second_row(page, name):
    new_client(page, name)
    page.go_back()
    page.wait_for_selector("html[data-ready='1']", state="attached")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill(name)
    page.get_by_role("button", name="Save").click()
    open_page(page, f"/clientprofileview/list/?q={name}")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_row_is_deleted_after_a_question_only(page, name):
    new_client(page, name)
    open_page(page, f"/clientprofileview/list/?q={name}")
    page.get_by_role("button", name=f"Delete {name}").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name=f"Delete {name}").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Nothing was found")).to_be_visible()


def test_a_form_that_outlives_its_session_keeps_what_was_typed(visitor, name):
    page = visitor.sign_in("manager")
    page.clock.install()
    open_page(page, "/clientprofileview/add")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill(name)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.clock.fast_forward("06:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nothing was sent")).to_be_visible()
    assert broken_rules(page) == []
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Saved.")
