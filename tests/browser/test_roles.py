"""An admin makes a role with the keyboard, looks at the gym through one, and keeps accounts."""

from tests.browser.conftest import open_page
from tests.browser.test_every_page import faults_of


def test_a_role_is_made_by_keyboard_in_plain_words(visitor):
    page = visitor.sign_in("admin")
    name = f"Night {visitor.screen}"
    open_page(page, "/roles/add")
    page.get_by_role("textbox", name="Name").fill(name)
    box = page.get_by_label("New role: write Clients", exact=True)
    box.press("Space")
    reads = page.get_by_label("New role: read Clients", exact=True)
    assert box.is_checked()
    assert reads.is_checked()
    page.get_by_role("button", name="Tick or untick everything under Nutrition").press("Enter")
    assert page.get_by_label("New role: delete Foods", exact=True).is_checked()
    page.get_by_role("button", name="Tick or untick the whole row: Recipes").press("Space")
    assert not page.get_by_label("New role: read Recipes").is_checked()
    reads.press("Space")
    assert not box.is_checked()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_role("link", name=name).click()
    page.get_by_role("heading", name=name).wait_for()
    assert page.locator(".is-given").count() > 10
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes").click()
    page.get_by_role("heading", name="Roles").wait_for()
    assert page.get_by_role("link", name=name).count() == 0


def test_heads_of_columns_tick_and_untick_all_of_theirs(visitor):
    if visitor.screen == "phone":
        return  # categories are cards there, and have heads of their own
    page = visitor.sign_in("admin")
    open_page(page, "/roles/add")
    head = page.get_by_role("button", name="Tick or untick the whole column: Write")
    head.press("Enter")
    boxes = page.locator("input[data-verb='write']")
    assert boxes.count() > 30
    assert boxes.evaluate_all("boxes => boxes.every(box => box.checked)")
    assert page.get_by_label("New role: read Clients").is_checked()
    head.press("Enter")
    assert boxes.evaluate_all("boxes => boxes.every(box => !box.checked)")


def test_an_admin_sees_the_gym_as_a_role_and_stops(visitor):
    page = visitor.sign_in("admin")
    open_page(page, "/roles/list/")
    page.get_by_role("link", name="Front desk", exact=True).click()
    page.get_by_role("button", name="See the gym as this role").click()
    page.get_by_text("You see the gym as Front desk").wait_for()
    assert faults_of(page, "/clientprofileview/list/") == []
    assert page.goto("/clienthealthview/list/").status == 403
    open_page(page, "/clientprofileview/list/")
    page.get_by_role("button", name="Stop").press("Enter")
    page.get_by_role("heading", name="Roles").wait_for()
    assert page.get_by_text("You see the gym as").count() == 0


def test_axe_finds_nothing_on_the_pages_of_accounts(visitor):
    page = visitor.sign_in("admin")
    open_page(page, "/roles/list/")
    role = page.get_by_role("link", name="Trainer", exact=True).get_attribute("href")
    open_page(page, "/users/list/")
    account = page.locator("tbody .row-name").first.get_attribute("href").split("?")[0]
    addresses = [
        "/roles/list/", role, role.replace("show/", "add?from="), "/roles/add", "/users/list/",
        account, account.replace("show", "edit"), account.replace("show", "password"),
        "/users/add", "/users/userinfo/", "/groups/list/", "/groups/add",
    ]  # fmt: skip
    assert [fault for address in addresses for fault in faults_of(page, address)] == []
