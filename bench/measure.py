"""What one request costs: CPU of the web processes and of the database, per answer."""

from typing import NamedTuple

from sqlalchemy import create_engine, text

from bench.load import Request, put_load
from bench.servers import Server

WARM_UP_S = 0.4
MANY = 800
"""From so many answers on, 16 unfinished ones do not matter."""


class Figure(NamedTuple):
    """Per request, in milliseconds of CPU; how many answers a second, and how many were wrong."""

    cpu_ms: float
    web_ms: float
    database_ms: float
    per_second: float
    p95_ms: float
    wrong: int


def measure(server: Server, token: str, requests: list[Request], seconds: float) -> Figure:
    """Put load on *server* for so long, after a short one that warms it up."""
    warm = min(seconds, WARM_UP_S)
    expected = put_load(server.port, token, requests[-200:], warm).requests / warm * seconds
    web, database = server.cpu_ms()
    outcome = put_load(server.port, token, requests, seconds, by_wrk=expected > MANY)
    web_after, database_after = server.cpu_ms()
    answers = max(outcome.requests, 1)
    web, database = (web_after - web) / answers, (database_after - database) / answers
    return Figure(
        round(web + database, 3), round(web, 3), round(database, 3),
        round(outcome.requests / seconds, 1), outcome.p95_ms, outcome.wrong,
    )  # fmt: skip


def least(figures: list[Figure]) -> Figure:
    """The cheapest of several rounds: what disturbs only ever adds."""
    return min(figures, key=lambda figure: figure.cpu_ms)


def forget_written(url: str, sets: int) -> None:
    """Take out what writing added, so that every run finds the same rows."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM completed_set WHERE id > :sets"), {"sets": sets})
        connection.execute(text("SELECT setval('completed_set_id_seq', :sets)"), {"sets": sets})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE completed_set"))
    engine.dispose()
