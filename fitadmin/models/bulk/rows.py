"""Inserting, changing and deleting many rows, as fast as each database can."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from fitadmin.models.columns import now
from fitadmin.models.scope import asking_now

CHUNK = 5000
"""Rows per statement; below SQLite's 32,766 variables where ids are listed."""

RowValues = Mapping[str, Any]
Progress = Callable[[int], Any]
Bind = Callable[[Any], Any]


def insert_rows(
    session: Session,
    model: type[Any] | Table,
    rows: Iterable[RowValues],
    progress: Progress | None = None,
) -> list[int]:
    """Insert *rows*, any number of them, and return their ids in the same order.

    A row is a dict by column; what it leaves out gets the column's default (uid, created_at,
    version, custom, ...), and created_by_id whoever is asking. A None is SQL's NULL. A name that is
    no column is a KeyError. A table without an id gives no ids. *progress* is told how many rows
    have just gone in (tqdm's `update` fits).
    """
    session.flush()
    table: Table = model if isinstance(model, Table) else model.__table__
    connection = session.connection()
    on_postgresql = connection.dialect.name == "postgresql"
    put = _copy if on_postgresql else _insert_many
    ids: list[int] = []
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        ids.extend(put(connection, table, chunk))
        if progress is not None:
            progress(len(chunk))
    return ids


def update_rows(session: Session, model: type[Any], rows: Sequence[RowValues]) -> None:
    """Change *rows*: each names its id and the new value of every column; all name the same ones.

    The version rises and updated_at is set, as by the session.
    """
    session.flush()
    table: Table = model.__table__
    for group in _by_columns(rows).values():
        values: dict[str, Any] = {
            name: bindparam(f"new_{name}", type_=table.c[name].type)
            for name in group[0]
            if name != "id"
        }
        if "version" in table.c:
            values |= {"version": table.c.version + 1, "updated_at": now()}
        statement = update(table).where(table.c.id == bindparam("old_id")).values(values)
        session.connection().execute(
            statement,
            [
                {"old_id" if name == "id" else f"new_{name}": v for name, v in row.items()}
                for row in group
            ],
        )
    session.expire_all()


def delete_rows(
    session: Session, model: type[Any] | Table, ids: Iterable[int], column: str = "id"
) -> None:
    """Delete the rows whose *column* is among *ids*, for good; parts go with their whole."""
    session.flush()
    table: Table = model if isinstance(model, Table) else model.__table__
    waiting = iter(ids)
    while chunk := list(islice(waiting, CHUNK)):
        session.connection().execute(delete(table).where(table.c[column].in_(chunk)))
    session.expire_all()


def _by_columns(rows: Iterable[RowValues]) -> dict[tuple[str, ...], list[RowValues]]:
    groups: dict[tuple[str, ...], list[RowValues]] = {}
    for row in rows:
        groups.setdefault(tuple(sorted(row)), []).append(row)
    return groups


def _insert_many(connection: Connection, table: Table, chunk: list[RowValues]) -> Iterable[int]:
    """SQLite counts on from the largest id, and nobody else writes during a transaction."""
    names, columns = _columns(connection.dialect, table, chunk)
    text = str(insert(table).compile(dialect=connection.dialect, column_keys=names))
    connection.exec_driver_sql(text, list(zip(*columns, strict=True)))
    if "id" not in table.c:
        return ()
    last = connection.execute(select(func.max(table.c.id))).scalar_one()
    return range(last - len(chunk) + 1, last + 1)


def _copy(connection: Connection, table: Table, chunk: list[RowValues]) -> Iterable[int]:
    """PostgreSQL reads rows fastest by COPY; ids are drawn from the sequence beforehand."""
    names, columns = _columns(connection.dialect, table, chunk)
    ids: list[int] = []
    if "id" in table.c:
        sequence = func.pg_get_serial_sequence(table.name, "id")
        drawn = select(func.nextval(sequence)).select_from(func.generate_series(1, len(chunk)))
        ids = sorted(connection.execute(drawn).scalars())
        names, columns = [*names, "id"], [*columns, ids]
    quote = connection.dialect.identifier_preparer.quote
    into = f"COPY {quote(table.name)} ({', '.join(map(quote, names))}) FROM STDIN"
    dbapi: Any = connection.dialect.loaded_dbapi
    try:
        with (
            connection.connection.driver_connection.cursor() as cursor,  # type: ignore[union-attr]
            cursor.copy(into) as copy,
        ):
            for row in zip(*columns, strict=True):
                copy.write_row(row)
    except dbapi.IntegrityError as error:
        raise IntegrityError(into, None, error) from error
    except dbapi.DataError as error:
        raise DataError(into, None, error) from error
    return ids


def _columns(
    dialect: Dialect, table: Table, chunk: list[RowValues]
) -> tuple[list[str], list[Sequence[Any]]]:
    """The columns that are given or have a default, and for each its values as the driver's."""
    given: set[str] = set().union(*chunk)
    kinds: dict[str, Any] = {column.key: column.type for column in table.columns}
    if unknown := given - kinds.keys():
        raise KeyError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    names: list[str] = []
    columns: list[Sequence[Any]] = []
    for name, kind in kinds.items():
        default = _default(table, name)
        if name in given or default is not None:
            bind = kind.dialect_impl(dialect).bind_processor(dialect)
            names.append(name)
            columns.append(_values(name, chunk, default, bind))
    return names, columns


def _default(table: Table, name: str) -> Iterator[Any] | None:
    """What rows that leave *name* out get: the same for a whole chunk, unless it must be unique."""
    if name == "created_by_id":
        return repeat(asking_now().user_id)
    column, default = table.c[name], table.c[name].default
    if default is None or not hasattr(default, "arg") or default.is_clause_element:
        return None
    if not default.is_callable:
        return repeat(default.arg)
    return iter(lambda: default.arg(None), None) if column.unique else repeat(default.arg(None))


def _values(
    name: str, chunk: list[RowValues], default: Iterator[Any] | None, bind: Bind | None
) -> list[Any]:
    bound = _bound(bind)
    if default is None:
        return [bound(row.get(name)) for row in chunk]
    if isinstance(default, repeat):
        usual = bound(next(default))
        return [bound(row[name]) if name in row else usual for row in chunk]
    return [bound(row[name] if name in row else next(default)) for row in chunk]


def _bound(bind: Bind | None) -> Bind:
    """None is NULL everywhere, in JSON columns too."""
    if bind is None:
        return lambda value: value
    return lambda value: None if value is None else bind(value)
