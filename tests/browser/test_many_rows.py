"""Many rows at once: changed, deleted, taken back from the toast or the trash, and taken away."""

import csv
import io
import re
import uuid
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import broken_rules, open_page


@pytest.fixture
def page(visitor):
    return visitor.sign_in("manager")


@pytest.fixture
def word():
    """A word that no other row has."""
    return f"t{uuid.uuid4().hex[:8]}"


@pytest.fixture
def two_halls(page, word):
    """The list of two locations, made a moment ago."""
    for number in (1, 2):
        open_page(page, "/locationview/add")
        page.locator("#name").fill(f"Hall {number} {word}")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#toasts")).to_contain_text("Saved.")
    address = f"/locationview/list/?q={word}"
    open_page(page, address)
    return address


def choose_all(page):
    """By the space bar, box by box."""
    for box in page.locator(".select-row").all():
        box.press("Space")
    expect(page.locator(".selection output")).to_have_text("2")


def test_rows_are_changed_together_by_keys(page, two_halls):
    choose_all(page)
    page.get_by_role("button", name="Change…").press("Enter")
    page.wait_for_url(re.compile("bulk_edit"))
    page.wait_for_selector("html[data-ready='1']", state="attached")
    assert broken_rules(page) == []
    page.get_by_label("Phone", exact=True).fill("030 123")
    expect(page.get_by_label("Change: Phone")).to_be_checked()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"locationview/list"))
    expect(page.locator("tbody").get_by_text("030 123")).to_have_count(2)


def test_what_was_deleted_is_taken_back_from_the_toast(page, two_halls):
    choose_all(page)
    page.get_by_role("button", name="Delete", exact=True).press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Yes").press("Enter")
    expect(page.get_by_text("Nothing was found")).to_be_visible()
    assert broken_rules(page) == []
    page.locator("#toasts").get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("2 rows were taken back.")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_what_was_deleted_waits_in_the_trash(page, two_halls, word):
    page.get_by_role("button", name=f"Delete Hall 1 {word}").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Yes").press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    open_page(page, "/trash/?table=location")
    page.get_by_role("button", name=f"Restore Hall 1 {word}").press("Enter")
    open_page(page, two_halls)
    expect(page.locator("tbody tr")).to_have_count(2)


def test_a_list_is_taken_away_as_it_is_shown(page, two_halls, word):
    files = {}
    for label in ("CSV", "XLSX"):
        page.get_by_text("Export", exact=True).press("Enter")
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile(label)).press("Enter")
        files[label] = download.value.path().read_bytes()
        page.keyboard.press("Escape")
    rows = list(csv.reader(io.StringIO(files["CSV"].decode("utf-8-sig"))))
    assert sorted(row[0] for row in rows[1:]) == [f"Hall 1 {word}", f"Hall 2 {word}"]
    with ZipFile(io.BytesIO(files["XLSX"])) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count(word) == 2
    assert sheet.count("<row ") == 3


def test_a_view_is_shared_with_a_role(visitor, page, two_halls, word):
    page.get_by_text("Save this view").press("Enter")
    page.locator("#new-view-name").fill(word)
    page.locator("#new-view-name").press("Enter")
    page.get_by_text("Change this view").press("Enter")
    page.get_by_label("Shared with").select_option(label="Front desk")
    page.get_by_role("button", name="Share", exact=True).press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    desk = visitor.sign_in("frontdesk")
    open_page(desk, "/locationview/list/")
    desk.get_by_role("link", name=f"{word} shared").press("Enter")
    expect(desk.locator("tbody tr")).to_have_count(2)
    trainer = visitor.sign_in("trainer1")
    open_page(trainer, "/locationview/list/")
    expect(trainer.get_by_role("link", name=f"{word} shared")).to_have_count(0)
