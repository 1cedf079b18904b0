"""What the same question costs when there are a thousand times as many rows."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import md5
from itertools import islice
from typing import Any, NamedTuple

from bench.load import Request
from bench.measure import least, measure
from bench.operations import API, FRESH, Contract, contract_of, listed
from bench.seeds import GROWTH, NOUNS, SETS_PER_SESSION, SORTS, Size, seeded
from bench.servers import Server, serving

VIEWERS = ("manager", "trainer", "client")
DEARER = {(key, "trainer") for key in ("page", "newest", "deep")}
"""Lists over all clients of one trainer."""
DEEP = 5_000
"""So many pages of 20 deep, or halfway where there are fewer."""
LEAST, MOST = 1.3, 3.0
"""So many times its cost at 1,000 rows; the second for a trainer's list over all clients."""


class Question(NamedTuple):
    """Something that should not grow."""

    key: str
    title: str
    viewers: tuple[str, ...]
    requests: Callable[["Gym", str], list[Request]]


class Gym(NamedTuple):
    """A gym of one size, and how to ask it."""

    size: Size
    server: Server
    contract: Contract
    tokens: dict[str, str]

    def sets_of(self, viewer: str) -> int:
        """How many sets the viewer sees."""
        per_client = self.size.sets // self.size.clients
        per_trainer = per_client * self.size.clients // self.size.trainers
        return {"manager": self.size.sets, "trainer": per_trainer}.get(viewer, per_client)


def _page(gym: Gym, _viewer: str) -> list[Request]:
    numbers = range(FRESH // 8)
    return [_sets(gym, page=n % 3, page_size=20 - n // 3 % 3, counted=True) for n in numbers]


def _sets(gym: Gym, *, counted: bool = False, **asked: Any) -> Request:
    return listed("completed-sets", gym.contract, counted=counted, **asked)


def _newest(gym: Gym, _viewer: str) -> list[Request]:
    order: dict[str, Any] = {"order_column": "completed_at", "order_direction": "desc"}
    rule = [{"col": "kind", "opr": "eq", "value": "working"}]
    return [_sets(gym, filters=rule, **order, page=n % 3, page_size=20) for n in range(3)]


def _item(gym: Gym, _viewer: str) -> list[Request]:
    block = gym.size.clients * SETS_PER_SESSION
    numbers = (n // SETS_PER_SESSION * block + n % SETS_PER_SESSION + 1 for n in range(100))
    return [Request(f"{API}/completed-sets/{n}") for n in numbers]


def _deep(gym: Gym, viewer: str) -> list[Request]:
    page = min(DEEP, gym.sets_of(viewer) // 40)
    if not gym.contract.after:
        return [_sets(gym, page=page, page_size=20)]
    request, after = _sets(gym, page_size=100), ""
    for _ in range(page // 5):
        _, text = gym.server.ask("GET", request.path + after, token=gym.tokens[viewer])
        after = f"&after={json.loads(text)['next']}"
    return [_sets(gym, page_size=20)._replace(path=_sets(gym, page_size=20).path + after)]


def _search(gym: Gym, _viewer: str) -> list[Request]:
    """Each text finds one food."""
    return _searches(
        gym, [md5(b"%d" % n, usedforsecurity=False).hexdigest()[:12] for n in range(1, 101)]
    )


def _common(gym: Gym, _viewer: str) -> list[Request]:
    """Each text finds a hundredth of all foods."""
    return _searches(gym, [f"{sort} {noun}"[:-1] for sort in SORTS for noun in NOUNS])


def _searches(gym: Gym, texts: list[str]) -> list[Request]:
    return [
        listed("foods", gym.contract, counted=False, text=text, page=0, page_size=20)
        for text in texts
    ]


QUESTIONS = (
    Question("page", "page of 20 sets, counted", VIEWERS, _page),
    Question("item", "one set", VIEWERS, _item),
    Question("newest", "the newest sets of a kind", VIEWERS, _newest),
    Question("deep", f"page {DEEP:,} deep, by key", VIEWERS, _deep),
    Question("search", "search one food by text", VIEWERS, _search),
    Question("common", "search a hundredth of all foods", VIEWERS, _common),
)


def grow(
    sizes: dict[int, Size], rounds: int, seconds: float, only: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """A row per question and viewer: what it costs at each size, ms. The sizes take turns."""
    chosen = [question for question in QUESTIONS if not only or question.key in only]
    with ExitStack() as running:
        gyms = {n: _open(running, n, size) for n, size in sizes.items() if chosen}
        for question in chosen:
            for viewer in question.viewers:
                found = _costs(gyms, question, viewer, rounds, seconds)
                limit = MOST if (question.key, viewer) in DEARER else LEAST
                yield {
                    "key": question.key, "title": question.title, "viewer": viewer,
                    "limit": limit, "cpu_ms": {str(n): ms for n, ms in found.items()},
                }  # fmt: skip


def _open(running: ExitStack, rows: int, size: Size) -> Gym:
    server = running.enter_context(serving("fitadmin", seeded(str(rows), size)))
    tokens = {viewer: server.token_of(viewer) for viewer in VIEWERS}
    return Gym(size, server, contract_of(server, tokens["manager"]), tokens)


def _costs(
    gyms: dict[int, Gym], question: Question, viewer: str, rounds: int, seconds: float
) -> dict[int, float]:
    requests = {n: question.requests(gym, viewer) for n, gym in gyms.items()}
    turns = [
        {n: measure(gym.server, gym.server.token_of(viewer), requests[n], seconds)
         for n, gym in gyms.items()}
        for _ in range(rounds)
    ]  # fmt: skip
    return {n: least([turn[n] for turn in turns]).cpu_ms for n in gyms}


SMALLEST = dict(islice(GROWTH.items(), 1))
