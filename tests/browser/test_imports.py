"""A manager imports a list of members, as somebody would who has never done so."""

import pytest

from tests.browser.conftest import broken_rules, open_page, overflows

MEMBERS = (
    "Nr;Vorname;Nachname;E-Mail;geboren;Bemerkung\n"
    "{0}1;Ada;Lovelace;{0}ada@example.org;10.12.1980;VIP\n"
    "{0}2;Alan;Turing;nonsense;23.06.1982;\n"
)
MEANS = {"Nr": "number", "Vorname": "first_name", "Nachname": "last_name", "E-Mail": "email",
         "geboren": "born_on"}  # fmt: skip


def faults_of(page):
    found = broken_rules(page)
    page.emulate_media(color_scheme="dark")
    found += broken_rules(page, only="color-contrast")
    page.emulate_media(color_scheme="light")
    return [f"{page.url}: {each}" for each in found] + ["too wide"] * overflows(page)


def ready(page):
    page.wait_for_selector("html[data-ready='1']", state="attached")


def test_a_list_of_members_is_imported_and_taken_back(visitor, screen):
    page, faults = visitor.sign_in("manager"), []
    open_page(page, "/importbatchview/list/")
    page.get_by_role("link", name="Import a file").click()
    ready(page)
    faults += faults_of(page)
    text = MEMBERS.format(screen[0]).encode()
    page.get_by_label("File").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": text}
    )
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_role("heading", name="What is in the file").wait_for()
    ready(page)
    for column, field in MEANS.items():
        page.get_by_role("combobox", name=column, exact=True).select_option(field)
    assert page.get_by_label("as in 31.12.2025").is_checked()
    faults += faults_of(page)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="Preview").wait_for()
    ready(page)
    assert page.get_by_text("email is “nonsense”, which is no address").is_visible()
    faults += faults_of(page)
    page.get_by_role("button", name="Import 1 row").click()
    page.get_by_role("heading", name="Imported").wait_for()
    ready(page)
    faults += faults_of(page)
    page.get_by_role("link", name="Open the import").click()
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    page.get_by_text("1 row is gone").wait_for()
    assert faults == []


def test_a_file_that_is_too_large_does_not_travel(visitor):
    page = visitor.sign_in("manager")
    open_page(page, "/import/")
    page.locator("form[data-import-file]").evaluate("form => { form.dataset.most = 10 }")
    page.get_by_label("File").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n1,2\n"}
    )
    page.get_by_text("This file is larger than").wait_for()
    page.get_by_role("button", name="Upload and look").click()
    assert page.url.endswith("/import/")


@pytest.mark.parametrize("name", ["members.xlsx"])
def test_what_is_wrong_with_a_file_is_said_where_it_was_chosen(visitor, name):
    page = visitor.sign_in("manager")
    open_page(page, "/import/")
    page.get_by_label("File").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": b"\xd0\xcf\x11\xe0" * 9}
    )
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_role("alert").get_by_text("save it as CSV").wait_for()
    ready(page)
    assert faults_of(page) == []
