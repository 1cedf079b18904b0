"""Two processes of one gym: two apps, each with a memory of its own, on one database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_jwt_extended import create_access_token
from sqlalchemy import text

from fitadmin.access import acting_as, identity, memory
from fitadmin.extensions import db
from fitadmin.models.accounts import User
from fitadmin.models.scope import SYSTEM
from tests.conftest import Browser
from tests.databases import app_on, beside
from tests.factories import person

FOREVER = 1e9


class Neighbours:
    """*here* changes what *there* remembers."""

    def __init__(self, here: Flask, there: Flask) -> None:
        self.here, self.there = here, there

    def account(self, *roles: str, **values: Any) -> int:
        """A new account; its id."""
        with self.changing():
            return int(person(*roles, **values).id)

    @contextmanager
    def changing(self) -> Iterator[Any]:
        """The session of *here* as the system, committed at the end."""
        with self.here.app_context(), acting_as(SYSTEM):
            try:
                yield db.session
                db.session.commit()
            finally:
                db.session.remove()

    def past_us(self, statement: str, **values: Any) -> None:
        """Somebody with a database client."""
        with self.here.app_context(), db.engine.begin() as connection:
            connection.execute(text(statement), values)

    def by_token(self, ident: int) -> Callable[[str], int]:
        """Asks *there* with a token that *here* gave to the account: a path's status."""
        with self.here.app_context():
            token = create_access_token(str(ident))
        client = Browser(self.there, self.there.response_class)
        headers = {"Authorization": f"Bearer {token}"}
        return lambda path: int(client.get(f"/api/v1{path}", headers=headers).status_code)

    def by_cookie(self, ident: int) -> Callable[[str], int]:
        """The same in a browser that is signed in."""
        with self.there.app_context(), acting_as(SYSTEM):
            client = Browser(self.there, self.there.response_class, user=_account(ident))
            db.session.remove()
        return lambda path: int(client.get(f"/api/v1{path}").status_code)


def _account(ident: int) -> Any:
    user = db.session.get(User, ident)
    assert user is not None
    return user


@cache
def neighbours(backend: str, folder: Path) -> Neighbours:
    """On a real database of their own, whose changes are committed."""
    here = app_on(backend, "neighbours", folder, lambda _app: None)
    return Neighbours(here, beside(here))


def remember(monkeypatch: pytest.MonkeyPatch, *, poll_s: float, keep_s: float) -> None:
    monkeypatch.setattr(memory, "POLL_S", poll_s)
    monkeypatch.setattr(memory, "KEEP_S", keep_s)
    monkeypatch.setattr(identity, "KEEP_S", keep_s)


def browser_of(two: Neighbours, ident: int) -> Any:
    with two.here.app_context():
        return Browser(two.here, two.here.response_class, user=db.session.get(User, ident))
