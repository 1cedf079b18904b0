"""What a page costs: every list of the menu in the demo gym, and Ctrl-K among 10,000 clients."""

import time
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

import config
from bench.database import kept
from bench.inside import counting
from bench.seeds import PASSWORD, SORTS, Size, recipe_of, seeded, upgraded
from bench.servers import database_cpu_ms, settings_of
from fitadmin import create_app

CLIENTS, MONTHS = 60, 6
VIEWERS = ("manager", "trainer1", "client1")
MANY = Size(20_000, clients=10_000, trainers=100, foods=10_000)
TIMES = 10
HERE = "https://localhost"
"""Cookies are for https only, as in production."""


def lists(rounds: int) -> Iterator[dict[str, Any]]:
    """A row per viewer and list: ms of CPU (ours and the database's) and statements, when warm."""
    app = create_app(settings_of(_demo()))
    for viewer in VIEWERS:
        browser = _signed_in(app, viewer)
        for address in _lists_of(app, browser):
            yield {"key": address, "viewer": viewer, **_cost(browser, address, rounds)}


def finding(rounds: int) -> Iterator[dict[str, Any]]:
    """A row per viewer: milliseconds until Ctrl-K has answered, at the median and at 95 %."""
    app = create_app(settings_of(seeded("finding", MANY)))
    for viewer in ("manager", "trainer", "client"):
        browser = _signed_in(app, viewer)
        taken = [_taken(browser, text) for _ in range(rounds) for text in _typed()]
        parts = quantiles(taken, n=20)
        yield {
            "key": "find", "viewer": viewer,
            "median_ms": round(parts[9], 1), "p95_ms": round(parts[18], 1), "asked": len(taken),
        }  # fmt: skip


def _typed() -> Iterator[str]:
    """What somebody types, letter by letter: names, numbers, foods, actions."""
    for words in (f"{SORTS[0]} c4ca", "N777", "Goat chee", "new client", "exercise 12", "zzzz"):
        for length in range(1, len(words) + 1):
            yield words[:length]


def _demo() -> str:
    def make(url: str) -> None:
        app = upgraded(url)
        asked = ["--clients", str(CLIENTS), "--months", str(MONTHS), "--password", PASSWORD]
        result = app.test_cli_runner().invoke(args=["fitadmin", "demo", *asked, "--seed", "1"])
        if result.exit_code:
            raise RuntimeError(result.output)

    files = config.ROOT.glob("fitadmin/services/demo/*.py")
    return kept("bench_demo", recipe_of(*files, words=f"{CLIENTS} {MONTHS}"), make)


def _signed_in(app: Flask, name: str) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False  # of the form of signing in; nothing else is written
    browser = app.test_client()
    who = {"username": name, "password": PASSWORD}
    browser.post("/login/", data=who, base_url=HERE)
    return browser


def _lists_of(app: Flask, browser: FlaskClient) -> list[str]:
    pages = {f"{view.route_base}/list/" for view in app.appbuilder.baseviews}  # type: ignore[attr-defined]
    menu = _page(browser, "/")
    return sorted(page for page in pages if f'href="{page}"' in menu)


def _page(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address, base_url=HERE)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return answer.text


def _cost(browser: FlaskClient, address: str, rounds: int) -> dict[str, Any]:
    with counting() as seen:
        _page(browser, address)
        seen.clear()
        _page(browser, address)
    costs = []
    for _ in range(rounds):
        ours, database = time.process_time(), database_cpu_ms()
        for _ in range(TIMES):
            _page(browser, address)
        spent = (time.process_time() - ours) * 1000 + database_cpu_ms() - database
        costs.append(spent / TIMES)
    return {"ms": round(min(costs), 1), "statements": len(seen)}


def _taken(browser: FlaskClient, text: str) -> float:
    began = time.perf_counter()
    _page(browser, f"/find?q={text}")
    return (time.perf_counter() - began) * 1000
