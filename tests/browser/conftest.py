"""A real gym behind gunicorn, and a real Chromium to walk through it, on a desk and on a phone.

Without a Chromium these tests are skipped, unless FITADMIN_CHROMIUM names one that must be there.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.running import Running, gym_in

CHROMIUM = os.environ.get("FITADMIN_CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
PASSWORD = "Dumbbell-2026-of-the-tests"
CLIENTS, MONTHS = 12, 2
HERE = Path(__file__).parent
expect.set_options(timeout=20_000)  # two browsers and two databases on two cores take their time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No browser, no tests of it."""
    if CHROMIUM is None:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no Chromium (apt-get install chromium)"))


@pytest.fixture(scope="session")
def demo(run_folder: Path) -> Path:
    """The database of a small demo gym, made once a run."""
    folder = run_folder / "demo"
    with (run_folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            folder.mkdir()
            app = gym_in(folder)
            asked = ["--clients", str(CLIENTS), "--months", str(MONTHS), "--password", PASSWORD]
            made = app.test_cli_runner().invoke(args=["fitadmin", "demo", *asked])
            assert made.exit_code == 0, made.output
            (folder / "made").touch()
    return folder


@pytest.fixture(scope="session")
def gym(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo gym that this worker has to itself."""
    folder = tmp_path_factory.mktemp("gym")
    shutil.copy(demo / "fitadmin.db", folder)
    settings = {"FITADMIN_AUTH_RATE_LIMIT": "1000 per minute", "FITADMIN_API_RATE_LIMIT": "0"}
    with Running(folder, "web", **settings) as running:
        running.wait_until_it_serves()
        yield f"http://127.0.0.1:{running.port}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per module: while it runs, nobody else can have an event loop here."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Opens pages as somebody, and notes what a page must not do."""

    def __init__(self, chromium: Browser, gym: str, screen: str) -> None:
        self._chromium, self._gym, self.screen = chromium, gym, screen
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def sign_in(self, name: str) -> Page:
        """A page of somebody of the demo gym: "manager", "trainer1", "client1"."""
        return self._page(_session(self._chromium, self._gym, name))

    def alone(self, name: str) -> Page:
        """The same, by a sign-in of its own that it may end."""
        return self._page(_signed_in(self._chromium, self._gym, name))

    def stranger(self) -> Page:
        """A page of nobody."""
        return self._page(None)

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()

    def _page(self, state: Any) -> Page:
        context = self._chromium.new_context(
            base_url=self._gym,
            storage_state=state,
            reduced_motion="reduce",
            color_scheme="light",
            **SCREENS[self.screen],
        )
        self._contexts.append(context)
        context.route("**/*", self._keep_inside)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self._complain(page, said.text))
        return page

    def _complain(self, page: Page, text: str) -> None:
        if "the server responded with a status of 4" not in text:  # what a test asked for
            self.complaints.append(f"{page.url}: {text}")

    def _keep_inside(self, route: Any) -> None:
        if route.request.url.startswith((self._gym, "data:", "blob:")):
            route.continue_()
        else:
            self.complaints.append(f"asks elsewhere: {route.request.url}")
            route.abort()


def _signed_in(chromium: Browser, gym: str, name: str) -> Any:
    context = chromium.new_context(base_url=gym)
    page = context.new_page()
    page.goto("/login/")
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    state = context.storage_state()
    context.close()
    return state


_session = cache(_signed_in)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    """The test runs once at a desk and once on a phone."""
    return str(request.param)


@pytest.fixture
def visitor(chromium: Browser, gym: str, screen: str) -> Iterator[Visitor]:
    """Somebody with a browser; no script may fail, and nothing be asked of other machines."""
    visitor = Visitor(chromium, gym, screen)
    yield visitor
    visitor.close()
    assert visitor.complaints == []


def open_page(page: Page, address: str) -> None:
    """Open *address* and wait until its scripts have run."""
    page.goto(address)
    page.wait_for_selector("html[data-ready='1']", state="attached")


def broken_rules(page: Page, *, only: str | None = None) -> list[str]:
    """What axe finds wrong once scripts have run: rule, and the first elements that break it."""
    page.wait_for_selector("html[data-ready='1']", state="attached")
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if only is not None:
        options["runOnly"] = [only]
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found]


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
