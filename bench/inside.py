"""A peer inside this process: to count its SQL statements, and to see where its time goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from bench import floor
from bench.load import Request
from bench.seeds import PASSWORD
from bench.servers import settings_of
from fitadmin import create_app


class Inside:
    """Both peers on one database: `Inside(url).ask("fitadmin", request, "client")`."""

    def __init__(self, url: str) -> None:
        settings = settings_of(url)
        self.apps: dict[str, Flask] = {
            "floor": floor.create_app(settings),
            "fitadmin": create_app(settings),
        }
        self._tokens: dict[str, str] = {}

    def ask(self, peer: str, request: Request, viewer: str) -> Any:
        """The answer; refused where it is no success."""
        answer = (
            self.apps[peer]
            .test_client(use_cookies=False)
            .open(
                request.path,
                method=request.method,
                data=request.body or None,
                headers={
                    "Authorization": f"Bearer {self._token(viewer)}",
                    "Content-Type": "application/json",
                },
            )
        )
        if answer.status_code >= 300:
            raise RuntimeError(f"{peer} says {answer.status} to {request}: {answer.text}")
        return answer

    def _token(self, viewer: str) -> str:
        if viewer not in self._tokens:
            who = {"username": viewer, "password": PASSWORD, "provider": "db"}
            answer = self.apps["fitadmin"].test_client().post("/api/v1/security/login", json=who)
            self._tokens[viewer] = answer.json["access_token"]  # type: ignore[index]
        return self._tokens[viewer]

    def statements(self, peer: str, requests: list[Request], viewer: str) -> int:
        """How many statements the last of *requests* needs, when the others have warmed it up."""
        for request in requests[:-1]:
            self.ask(peer, request, viewer)
        with counting() as seen:
            self.ask(peer, requests[-1], viewer)
        return len(seen)


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements sent inside the block."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
