"""Every page that the menu leads to, for everybody, on a desk and on a phone, light and dark."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import broken_rules, open_page, overflows

FIRST_LOAD_BYTES = 125 * 1024


def menu_of(page):
    open_page(page, "/")
    links = page.locator("#side a").evaluate_all("links => links.map(link => link.href)")
    return sorted({urlsplit(link).path for link in links})


def faults_of(page, address):
    open_page(page, address)
    page.emulate_media(color_scheme="light")
    faults = broken_rules(page)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark {rule}" for rule in broken_rules(page, only="color-contrast")]
    if overflows(page):
        faults.append("wider than the window")
    if page.locator("h1").count() != 1:
        faults.append("not one heading of the first level")
    return [f"{address}: {fault}" for fault in faults]


@pytest.mark.parametrize("who", ["manager", "trainer1", "client1"])
def test_axe_finds_nothing_on_any_page_of_the_menu(visitor, who):
    page = visitor.sign_in(who)
    addresses = menu_of(page)
    assert len(addresses) > 15
    assert [fault for address in addresses for fault in faults_of(page, address)] == []


@pytest.mark.parametrize("screen", ["desktop"])
def test_axe_finds_nothing_where_rows_are_read_and_written(visitor, screen):
    """The first row of each list, its form, and the form for a new one. On a phone they differ
    from what stands in the menu by nothing but their words, and would cost two minutes.
    """
    page, faults, seen = visitor.sign_in("manager"), [], 0
    for address in menu_of(page):
        if not address.endswith("/list/"):
            continue
        open_page(page, address)
        row = page.locator("tbody .row-name").first
        found = [row.get_attribute("href")] if row.count() else []
        for each in (*found, *(name.replace("/show/", "/edit/") for name in found)):
            faults += faults_of(page, each) if page.request.get(each).ok else []
            seen += 1
        new = address.replace("/list/", "/add")
        faults += faults_of(page, new) if page.request.get(new).ok else []
    assert seen > 30
    assert faults == []


def test_a_stranger_finds_a_door_without_obstacles(visitor):
    page = visitor.stranger()
    assert faults_of(page, "/login/") == []
    open_page(page, "/login/")
    page.get_by_label("User name or e-mail").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Invalid login").wait_for()


@pytest.mark.parametrize("address", ["/clientprofileview/list/", "/foodview/list/"])
def test_a_first_visit_loads_little(visitor, address):
    page, sizes = visitor.sign_in("manager"), []
    page.on("requestfinished", lambda asked: sizes.append(asked.sizes()))
    open_page(page, address)
    page.wait_for_load_state("networkidle")
    loaded = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert len(sizes) >= 5
    assert loaded <= FIRST_LOAD_BYTES
