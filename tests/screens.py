"""`make screenshots`: the pictures of docs/screens, taken of a demo gym by a real Chromium."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PASSWORD, SCREENS
from tests.running import ROOT, Running, gym_in

FOLDER = ROOT / "docs" / "screens"
PICTURES = (
    # name, who, screen, light or dark, address
    ("home-manager", "manager", "desktop", "light", "/"),
    ("home-trainer", "trainer1", "desktop", "light", "/"),
    ("home-client", "client1", "phone", "light", "/"),
    ("list", "manager", "desktop", "light", "/clientprofileview/list/?_flt_0_status=active"),
    ("list-phone", "trainer1", "phone", "dark", "/clientprofileview/list/"),
    ("form", "manager", "desktop", "dark", "/clientprofileview/edit/1"),
)


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asked = ["--clients", "60", "--months", "6", "--password", PASSWORD]
        made = gym_in(folder).test_cli_runner().invoke(args=["fitadmin", "demo", *asked])
        assert made.exit_code == 0, made.output
        with Running(folder, "web", FITADMIN_AUTH_RATE_LIMIT="1000 per minute") as gym:
            gym.wait_until_it_serves()
            take(f"http://127.0.0.1:{gym.port}", FOLDER)


def take(gym: str, folder: Path) -> None:
    """Take the pictures of the gym at this address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, who, screen, scheme, address in PICTURES:
            page = browser.new_page(base_url=gym, color_scheme=scheme, **SCREENS[screen])
            sign_in(page, who)
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


def sign_in(page: Page, who: str) -> None:
    """Sign somebody of the demo gym in."""
    page.goto("/login/")
    page.get_by_label("User name or e-mail").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


if __name__ == "__main__":
    main()
