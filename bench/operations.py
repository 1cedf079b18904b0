"""What is asked of the peers: a literal table, with how dear each may be.

Each request is a function of a number: 0 is always the same, every other number is a question
that was not asked before, so that no cache of whole answers or questions helps.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

import prison  # type: ignore[import-untyped]

from bench.load import Request
from bench.seeds import MAIN, NOUNS, SETS_PER_SESSION
from bench.servers import Server

API = "/api/v1"
READ, WRITE = 1.5, 2.5
"""So many times the floor a request may cost."""


class Contract(NamedTuple):
    """What this fitadmin understands beside `q`: a count that may be left out, and so on."""

    uncounted: bool = False
    after: bool = False
    search: bool = False


def contract_of(server: Server, token: str) -> Contract:
    """Ask it."""

    def said(query: str) -> dict[str, Any]:
        status, text = server.ask("GET", f"{API}/foods/?{query}", token=token)
        return dict(json.loads(text)) if status == 200 else {"refused": True}

    page = _q(page=0, page_size=1)
    plain, uncounted = said(page), said(f"{page}&count=0")
    found = said(f"{page}&search=no+food+has+this+name")
    return Contract(
        uncounted="refused" not in uncounted and "count" not in uncounted,
        after="next" in plain,
        search=found.get("result") == [],
    )


def _q(**asked: Any) -> str:
    return "q=" + quote(prison.dumps(asked), safe="!(),:'*.")


def listed(
    resource: str, contract: Contract, *, counted: bool = True, text: str = "", **asked: Any
) -> Request:
    """A list of fitadmin's; *text* is searched for, by name where nothing better is known."""
    query = ""
    if text and contract.search:
        query += f"&search={quote(text)}"
    elif text:
        asked["filters"] = [{"col": "name", "opr": "ct", "value": text}]
    if not counted and contract.uncounted:
        query += "&count=0"
    return Request(f"{API}/{resource}/?{_q(**asked)}{query}")


class Operation(NamedTuple):
    """One row of the table."""

    key: str
    title: str
    floor: Callable[[int], Request]
    ours: Callable[[int, Contract], Request]
    viewer: str
    target: float = READ
    statements: int = 3
    earlier: str = "–"
    """Measured once elsewhere, same rows, ms: stock Flask-AppBuilder, Directus 12.4, wger 2.1."""


def _above(n: int) -> str:
    return f"{n / 10_000:.4f}"


def _foods(n: int, contract: Contract, size: int) -> Request:
    asked: dict[str, Any] = {"page": n % 20, "page_size": size}
    if n:
        asked["filters"] = [{"col": "energy_kcal", "opr": "gt", "value": _above(n)}]
    return listed("foods", contract, **asked)


def _floor_foods(n: int, size: int) -> Request:
    above = f"&above={_above(n)}" if n else ""
    return Request(f"/foods?page={n % 20}&page_size={size}{above}")


def _set(n: int) -> int:
    """The id of a set of a client whom the benchmark's trainer coaches."""
    visits = MAIN.sets // SETS_PER_SESSION
    return n * MAIN.trainers % visits * SETS_PER_SESSION + n % SETS_PER_SESSION + 1


def _moment(n: int) -> str:
    return f"2025-12-20T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z"


def _own_sets(n: int, contract: Contract) -> Request:
    filters = [
        {"col": "kind", "opr": "eq", "value": "working"},
        {"col": "completed_at", "opr": "gt", "value": _moment(n)},
    ]
    order: dict[str, Any] = {"order_column": "completed_at", "order_direction": "desc"}
    return listed("completed-sets", contract, filters=filters, **order, page=0, page_size=20)


def _coachings(n: int, contract: Contract) -> Request:
    filters = [{"col": "started_on", "opr": "gt", "value": _day(n)}]
    return listed("coachings", contract, counted=False, filters=filters, page=0, page_size=20)


def _day(n: int) -> str:
    return f"20{n // 336 % 20:02}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"


def _text(n: int) -> str:
    noun = NOUNS[n % len(NOUNS)]
    return f"{noun} {n // len(NOUNS) % 256:02x}" if n else noun


def _course(n: int) -> str:
    until = f"{2100 + n // 28 % 100}-01-{n % 28 + 1:02}"
    return f"clients/1/progress?metric=weight&from=2024-01-01&to={until}"


def _new_set(n: int, **about: Any) -> Request:
    done = {"position": 1, "kind": "working", "reps": n % 10 + 1, "load": f"{40 + n % 60}.5"}
    return Request("", "POST", json.dumps({**done, **about, "completed_at": _moment(n)}))


OPERATIONS = (
    Operation(
        "list", "list of 20 foods", lambda n: _floor_foods(n, 20),
        lambda n, contract: _foods(n, contract, 20), "manager", earlier="29 / 5.9 / 1.6",
    ),
    Operation(
        "long", "list of 100 foods", lambda n: _floor_foods(n, 100),
        lambda n, contract: _foods(n, contract, 100), "manager", earlier="170 / 19 / 8.1",
    ),
    Operation(
        "item", "one set", lambda n: Request(f"/sets/{_set(n)}"),
        lambda n, _: Request(f"{API}/completed-sets/{_set(n)}"), "trainer",
        earlier="12 / 5.5 / 1.3",
    ),
    Operation(
        "parts", "one food with its portions", lambda n: Request(f"/foods/{n + 1}"),
        lambda n, _: Request(f"{API}/foods/{n + 1}"), "trainer", statements=5,
    ),
    Operation(
        "own", "own sets, filtered and sorted",
        lambda n: Request(f"/sets?client=1&kind=working&since={_moment(n)}"),
        _own_sets, "client", earlier="22 / 6.4 / 23",
    ),
    Operation(
        "nested", "coachings with trainer and client",
        lambda n: Request(f"/coachings?since={_day(n)}"), _coachings, "manager",
        earlier="27 / 6.9 / –",
    ),
    Operation(
        "series", "weight over two years", lambda n: Request(f"/{_course(n)}"),
        lambda n, _: Request(f"{API}/{_course(n)}"), "client", earlier="43 / 8.1 / 52",
    ),
    Operation(
        "search", "search a food by text",
        lambda n: Request(f"/foods/search?text={quote(_text(n))}"),
        lambda n, contract: listed(
            "foods", contract, counted=False, text=_text(n), page=0, page_size=20
        ),
        "manager", earlier="28 / 12 / 35",
    ),
    Operation(
        "totals", "nutrients of a plan", lambda n: Request(f"/meal-plans/1/totals?x={n}"),
        lambda n, _: Request(f"{API}/meal-plans/1/totals"), "client", earlier="– / 9.8 / 15",
    ),
    Operation(
        "write", "write one set",
        lambda n: _new_set(n, client_id=11, completion_id=51)._replace(path="/sets"),
        lambda n, _: _new_set(n, completion=51)._replace(path=f"{API}/completed-sets/"), "trainer",
        target=WRITE, statements=5, earlier="15 / 15 / 32",
    ),
)  # fmt: skip
FRESH = 4096
"""So many different questions are asked in turn."""


def asked(operation: Operation, peer: str, contract: Contract, *, fresh: bool) -> list[Request]:
    """The requests of one measurement."""
    numbers = range(1, FRESH + 1) if fresh else range(1)
    if peer == "floor":
        return [operation.floor(n) for n in numbers]
    return [operation.ours(n, contract) for n in numbers]
