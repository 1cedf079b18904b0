"""The long-lived objects of the process, made here and wired in create_app().

What is only read, and by one statement at a time, goes through `read`: without a transaction
around it, on connections of its own, and once more when the server has hung up meanwhile.

SQLite is given what PostgreSQL has by nature. Readers take no lock: pysqlite leaves SELECT in
autocommit. A transaction takes the write lock with BEGIN IMMEDIATE at its first statement that
writes, before anything was read inside it, so that writers queue for `busy_timeout` instead of
failing with "database is locked" halfway. `SELECT ... FOR UPDATE`, which SQLite itself ignores,
counts as writing, so that a service which reads in order to write is safe on both. A savepoint
begins a transaction as well, or its release would commit what the outer one may still roll back.
"""

import re
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_appbuilder import AppBuilder, Model
from flask_appbuilder.models.sqla.base import SQLA
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy.session import Session
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from werkzeug.local import LocalProxy


class PatientSession(Session):
    """A session whose commits can be held back until the answer to a request is known.

    Flask-AppBuilder's handlers commit; while *is_held*, that writes and reads anew, no more, and
    nothing that waits for a commit is set off.
    """

    is_held = False

    def commit(self) -> None:
        if not self.is_held:
            super().commit()
            return
        self.flush()
        self.expire_all()


# without the metadata Alembic sees no table of ours
db = SQLA(metadata=Model.metadata, session_options={"class_": PatientSession})
migrate = Migrate()
csrf = CSRFProtect()
socketio = SocketIO()  # wired when the sockets come

appbuilder: AppBuilder = LocalProxy(lambda: current_app.extensions["appbuilder"])
"""The one of the current application: a process may hold several, as the tests do."""

READING = "reading"
"""The name under which db.engines holds the engine that `read` uses."""
T = TypeVar("T")

BUSY_TIMEOUT_MS = 5000
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE|ALTER|DROP)\b", re.IGNORECASE)


def open_reading(app: Flask) -> None:
    """Give *app* the engine for `read`; a database in memory has one connection for everything."""
    engine = db.engine
    if engine.url.get_backend_name() == "sqlite" and not engine.url.database:
        db.engines[READING] = engine.execution_options(isolation_level="AUTOCOMMIT")
        return
    options = {**app.config.get("SQLALCHEMY_ENGINE_OPTIONS", {}), "pool_pre_ping": False}
    db.engines[READING] = create_engine(engine.url, isolation_level="AUTOCOMMIT", **options)


def read(ask: Callable[[Connection], T]) -> T:
    """What *ask* makes of a connection in which every statement sees what is committed by then."""
    engine = db.engines[READING]
    try:
        with engine.connect() as connection:
            return ask(connection)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    with engine.connect() as connection:
        return ask(connection)


def prepare_sqlite(engine: Engine) -> None:
    """Give *engine* the pragmas and the transactions described above; others are left alone."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "before_cursor_execute", _begin_before_writing)
    event.listen(engine, "savepoint", lambda connection, _name: _begin(connection))


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_before_writing(
    connection: Connection,
    _cursor: object,
    statement: str,
    _values: object,
    context: Any,
    _many: bool,
) -> None:
    if _WRITES.match(statement) or _is_for_update(context):
        _begin(connection)


def _is_for_update(context: Any) -> bool:
    compiled = getattr(context, "compiled", None)
    return getattr(getattr(compiled, "statement", None), "_for_update_arg", None) is not None


def _begin(connection: Connection) -> None:
    """Take the write lock now, unless this connection has it or is to commit by itself."""
    driver: Any = connection.connection.driver_connection
    if not driver.in_transaction and driver.isolation_level is not None:
        driver.execute("BEGIN IMMEDIATE")
