"""Rows with their parts, whatever the table: as they stand, replaced, and what refers to them.

A part is a row that is seen only through its whole (a portion of a food), or a pair that the whole
leads (an exercise and one of its muscles).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from flask_appbuilder import Model
from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from fitadmin.models.bulk.rows import CHUNK, Progress, RowValues, delete_rows, insert_rows
from fitadmin.models.columns import Edited
from fitadmin.models.scope import SeenThrough


class Snapshot(NamedTuple):
    """A row as it stands: its columns, and its parts by the name of their table."""

    values: dict[str, Any]
    parts: dict[str, list[dict[str, Any]]]


def model_named(table_name: str) -> type[Any]:
    """The model of a table. KeyError where there is none."""
    return _models()[table_name]


def snapshots(session: Session, model: type[Any], ids: Iterable[int]) -> dict[int, Snapshot]:
    """The rows with these *ids*, those in the trash too, by id; a missing one is left out."""
    session.flush()
    table: Table = model.__table__
    parts = _parts_of(table)
    found: dict[int, Snapshot] = {}
    for chunk in _chunks(ids):
        for row in _rows(session, table.c.values(), table.c.id, chunk):
            found[row["id"]] = Snapshot(row, {part.name: [] for part in parts})
        for part, whole in parts.items():
            columns = [column for column in part.c if column.key != "id"]
            for row in _rows(session, columns, part.c[whole], chunk):
                found[row.pop(whole)].parts[part.name].append(row)
    return found


def links_of(model: type[Any]) -> dict[str, str]:
    """Tables of parts that lead to another row of the same table, each with its column for that."""
    table: Table = model.__table__
    return {
        part.name: column.key
        for part, whole in _parts_of(table).items()
        for column in part.c
        if column.key != whole and any(key.column is table.c.id for key in column.foreign_keys)
    }


def replace_parts(
    session: Session,
    model: type[Any],
    part_name: str,
    wanted: Mapping[int, Sequence[RowValues]],
    progress: Progress | None = None,
) -> None:
    """From now on the parts of the rows in *wanted* (by id) are these, and no others."""
    part = model.metadata.tables[part_name]
    whole = _parts_of(model.__table__)[part]
    delete_rows(session, part, wanted, column=whole)
    rows = ({whole: ident, **row} for ident, parts in wanted.items() for row in parts)
    insert_rows(session, part, rows, progress)


def referred_to(session: Session, model: type[Any], ids: Iterable[int]) -> set[int]:
    """Which of *ids* some row refers to that would not go with them: a plan, a diary, a recipe."""
    session.flush()
    table: Table = model.__table__
    going = set(ids)
    found: set[int] = set()
    for column, whole in _references_to(table):
        columns = [column, column if whole is None else whole]
        for chunk in _chunks(going):
            pairs = session.connection().execute(select(*columns).where(column.in_(chunk)))
            found |= {to for to, of in pairs if whole is None or of not in going}
    return found


def _references_to(table: Table) -> Iterator[tuple[Column[Any], Column[Any] | None]]:
    """Columns that refer to *table*, with the whole that the referring row is a part of."""
    parts = _parts_of(table)
    for other in table.metadata.sorted_tables:
        whole = parts.get(other)
        for key in other.foreign_keys:
            is_own = whole is not None and key.parent.key == whole
            if key.column is table.c.id and key.ondelete != "SET NULL" and not is_own:
                yield key.parent, None if whole is None else other.c[whole]


@cache
def _parts_of(table: Table) -> dict[Table, str]:
    """The tables of parts, each with its column that names the whole."""
    parts: dict[Table, str] = {}
    models = _models()
    for other in table.metadata.sorted_tables:
        model = models.get(other.name)
        if model is None:
            leader = next(iter(other.c))
            if any(key.column is table.c.id for key in leader.foreign_keys):
                parts[other] = leader.key
        elif issubclass(model, SeenThrough) and not issubclass(model, Edited):
            link = model.__mapper__.relationships[model.seen_through]  # type: ignore[attr-defined]
            if link.mapper.local_table is table:
                parts[other] = next(iter(link.local_columns)).key
    return parts


@cache
def _models() -> dict[str, type[Any]]:
    return {mapper.local_table.name: mapper.class_ for mapper in Model.registry.mappers}


def _rows(
    session: Session, columns: Iterable[Column[Any]], key: Column[Any], chunk: list[int]
) -> list[dict[str, Any]]:
    found = session.connection().execute(select(*columns).where(key.in_(chunk)).order_by(key))
    return [dict(row) for row in found.mappings()]


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(sorted(set(ids)))
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
