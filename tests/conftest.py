"""Fixtures: an empty gym or a small world, on SQLite and on PostgreSQL, and people to walk in."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, current_app
from flask_jwt_extended import create_access_token
from flask_login import FlaskLoginClient
from sqlalchemy import Connection
from sqlalchemy.orm import scoped_session

from fitadmin.access import EPOCH, FAMILY, forget_everybody
from fitadmin.extensions import READING, db
from fitadmin.models.reading import forget_counts
from fitadmin.services.accounts import open_family
from tests.databases import BACKENDS, app_on, stop_postgres
from tests.world import World, build_world


class Browser(FlaskLoginClient):
    """A test client whose requests start afresh, as real ones do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if user is not None:
            with self.application.app_context():
                family = open_family(db.session(), user.id, timedelta(hours=1))
                db.session.commit()
            with self.session_transaction() as cookie:
                cookie[EPOCH], cookie[FAMILY] = user.auth_epoch, family.fam

    def open(self, *args: Any, **kwargs: Any) -> Any:
        with self.application.app_context():
            return super().open(*args, **kwargs)


class Program:
    """A program that calls the API with a token: `Program(app, user).get("/clients/")`."""

    def __init__(self, app: Flask, user: Any) -> None:
        self._client = Browser(app, response_wrapper=app.response_class)
        self._headers = {}
        if user is not None:
            self._headers["Authorization"] = f"Bearer {create_access_token(str(user.id))}"

    def __getattr__(self, verb: str) -> Any:
        def call(path: str, **kwargs: Any) -> Any:
            headers = {**self._headers, **kwargs.pop("headers", {})}
            path = path if path.startswith("/api") else f"/api/v1{path}"
            return getattr(self._client, verb)(path, headers=headers, **kwargs)

        return call


def pytest_unconfigure(config: Any) -> None:
    """Leave no server behind; the workers share one."""
    if not hasattr(config, "workerinput"):
        stop_postgres(config._tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


@cache
def _app(backend: str, name: str, folder: Path) -> Flask:
    app = app_on(backend, name, folder, build_world if name == "world" else lambda _app: None)
    app.test_client_class = Browser
    return app


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The test runs once on each database."""
    return str(request.param)


@pytest.fixture
def app(backend: str, run_folder: Path) -> Iterator[Flask]:
    """An empty gym: tables, permissions and roles. What the test commits is rolled back."""
    yield from _opened(_app(backend, "empty", run_folder))


@pytest.fixture
def session(app: Flask) -> scoped_session[Any]:
    """The database session of the empty gym."""
    return db.session


@pytest.fixture
def gym(backend: str, run_folder: Path) -> Iterator[World]:
    """A small world: everybody, and a row of every table about one client."""
    for app in _opened(_app(backend, "world", run_folder)):
        yield World(app)


class _Within:
    """Stands for an engine whose connections are all the one of the test's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    def connect(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection)


def _opened(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        engine = db.engines[None]
        db.session.configure(join_transaction_mode="create_savepoint")
        with engine.connect() as connection:
            connection.name = engine.name  # type: ignore[attr-defined]  # FAB asks its engine for it
            transaction = connection.begin()
            reading, db.engines[READING] = db.engines[READING], _Within(connection)
            db.engines[None] = connection
            forget_everybody()
            forget_counts()
            try:
                yield app
            finally:
                db.session.remove()
                db.engines[None], db.engines[READING] = engine, reading
                if transaction.is_active:
                    transaction.rollback()


@pytest.fixture
def browse() -> Any:
    """A browser where that person is signed in: `browse(user).get("/")`."""
    return lambda user=None: current_app.test_client(user=user)


@pytest.fixture
def call() -> Any:
    """A program with that person's token: `call(user).get("/clients/")`."""
    return lambda user=None: Program(current_app._get_current_object(), user)
