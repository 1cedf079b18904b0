"""The trash: what lies in it, and what of it nothing living needs any more.

A row in the trash takes its parts with it when it goes (ON DELETE CASCADE), so all of them are
asked about. It stays where something living refers to it or to a part of it, be it by a key that
would be emptied, by a pair, or by a row that would be deleted though it is not hidden; and where
the database would refuse. What was thrown away only lately may come back, so it counts as living.
The audit log refers to nothing: it tells of what was.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from flask_appbuilder import Model
from sqlalchemy import Column, Select, Table, delete, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from fitadmin.models.columns import Edited
from fitadmin.models.gym import AuditEvent
from fitadmin.models.history import PURGE, TRASH, Happened, write
from fitadmin.models.reading import name_loads
from fitadmin.models.scope import Scoped, asking_now, scoped_models, with_trash

AT_ONCE = 200
"""Rows of one table that are asked about together."""
IDS = 5000
"""Ids that one statement lists; below SQLite's 32,766 variables."""

Roots = set[int]
Going = dict[Table, dict[int, Roots]]
"""Rows that would go, by table and id, each with the rows in the trash that would take it along."""


class Reference(NamedTuple):
    """A column that refers to a table, and what the database does to its row."""

    column: Column[Any]
    ondelete: str | None


def trash_models() -> list[type[Any]]:
    """Every model whose rows can lie in the trash, by the name of its table."""
    found = (m for m in scoped_models() if issubclass(m, Edited))
    return sorted(found, key=lambda model: model.__tablename__)


def count_trash(session: Session, models: Iterable[type[Any]]) -> dict[type[Any], int]:
    """How many rows of each lie in the trash that the viewer may change; one statement."""
    by_name = {model.__tablename__: model for model in models}
    if not by_name:
        return {}
    counts = (
        select(literal(name).label("name"), func.count(model.id).label("rows")).where(
            *_thrown_away(model)
        )
        for name, model in by_name.items()
    )
    each = union_all(*counts).subquery()
    found = session.execute(with_trash(select(*each.c)))
    return {by_name[name]: count for name, count in found if count}


def in_trash(model: type[Any]) -> Select[Any]:
    """Rows of *model* in the trash that the viewer may change, the last thrown away first."""
    found = select(model).where(*_thrown_away(model))
    return with_trash(
        found.options(*name_loads(model)).order_by(model.deleted_at.desc(), model.id.desc())
    )


def thrown_away_by_viewer(session: Session, model: type[Any], since: datetime) -> dict[int, str]:
    """By id the rows of *model* that the viewer put into the trash, each with the request it was.

    Only what the audit log has seen since then, and where nobody has thrown the row away again.
    """
    event: Table = AuditEvent.__table__
    again = event.alias()
    is_last = ~exists().where(
        again.c.table_name == event.c.table_name,
        again.c.row_id == event.c.row_id,
        again.c.act == TRASH,
        again.c.id > event.c.id,
    )
    found = select(event.c.row_id, event.c.request_id).where(
        event.c.at >= since,
        event.c.user_id == asking_now().user_id,
        event.c.table_name == model.__tablename__,
        event.c.act == TRASH,
        event.c.request_id.is_not(None),
        is_last,
    )
    rows = session.connection().execute(found)
    return {row.row_id: row.request_id for row in rows}


def _thrown_away(model: type[Any]) -> tuple[Any, Any]:
    return model.deleted_at.is_not(None), model.changeable_by(asking_now().kind, model)


def purge_table(session: Session, model: type[Any], before: datetime, most: int) -> int:
    """Delete for good what was thrown away before then and nothing living needs.

    At most *most* rows, with their parts; says how many. Each leaves an event without its values.
    """
    table: Table = model.__table__
    gone, last = 0, 0
    while gone < most:
        ids = _old(session, table, before, last, min(AT_ONCE, most - gone))
        if not ids:
            break
        last = ids[-1]
        going = _unneeded(session, table, set(ids), before)
        roots = sorted(going[table].keys() & set(ids))
        if roots:
            old = table.c.id.in_(roots), table.c.deleted_at < before
            session.connection().execute(delete(table).where(*old))
            write(session, [_purged(table, ident, going) for ident in roots])
            gone += len(roots)
    session.expire_all()
    return gone


def purge_events(session: Session, before: datetime, most: int) -> int:
    """Forget audit events older than *before*, the oldest first, at most *most*; says how many."""
    table: Table = AuditEvent.__table__
    old = select(table.c.id).where(table.c.at < before).order_by(table.c.at).limit(most)
    ids = session.connection().execute(old).scalars().all()
    for chunk in _chunks(ids):
        session.connection().execute(delete(table).where(table.c.id.in_(chunk)))
    return len(ids)


def _old(session: Session, table: Table, before: datetime, last: int, count: int) -> list[int]:
    """Locked, so that nobody takes them back or refers to them meanwhile."""
    found = (
        select(table.c.id)
        .where(table.c.deleted_at < before, table.c.id > last)
        .order_by(table.c.id)
        .limit(count)
        .with_for_update()
    )
    return list(session.connection().execute(found).scalars())


def _purged(table: Table, ident: int, going: Going) -> Happened:
    """The event of one row: its parts by number."""
    parts = Counter(
        part.name
        for part, rows in going.items()
        for part_id, roots in rows.items()
        if ident in roots and (part, part_id) != (table, ident)
    )
    return Happened(PURGE, table.name, ident, after={"parts": dict(parts)} if parts else None)


def _unneeded(session: Session, table: Table, roots: Roots, before: datetime) -> Going:
    """Those of *roots* that may go, with all that goes with them."""
    while True:
        going = _closure(session, table, roots)
        needed = _needed(session, going, before)
        if not needed or not roots:
            return going
        roots = roots - needed


def _closure(session: Session, table: Table, roots: Roots) -> Going:
    """The rows that the database would delete together with each of *roots*."""
    going: Going = defaultdict(dict)
    going[table] = {ident: {ident} for ident in roots}
    waiting: list[tuple[Table, dict[int, Roots]]] = [(table, dict(going[table]))]
    while waiting:
        of, fresh = waiting.pop()
        for column, ondelete in _references_to(of):
            if ondelete != "CASCADE" or "id" not in column.table.c:
                continue
            found: dict[int, Roots] = defaultdict(set)
            there = going[column.table]
            for ident, to in _rows(session, column, fresh):
                if not fresh[to] <= there.get(ident, set()):
                    found[ident] |= fresh[to]
            for ident, taking in found.items():
                there[ident] = there.get(ident, set()) | taking
            if found:
                waiting.append((column.table, dict(found)))
    return going


def _needed(session: Session, going: Going, before: datetime) -> Roots:
    """The roots that must stay: something that does not go refers to them, or something living."""
    needed: Roots = set()
    for of, rows in list(going.items()):
        for reference in _references_to(of) if rows else ():
            column = reference.column
            also = going.get(column.table, {})
            for ident, to in _rows(session, column, rows, before):
                needed |= rows[to] | also.get(ident, set())
            if reference.ondelete is None:
                for ident, to in _rows(session, column, rows):
                    needed |= rows[to] if ident not in also else set()
    return needed


def _rows(
    session: Session, column: Column[Any], to: Iterable[int], since: datetime | None = None
) -> Iterator[tuple[int, int]]:
    """(id, id it refers to) of rows whose *column* refers to one of *to*.

    With *since* of those alone that live, or did then. A pair has no id and counts only as long as
    the row that leads it lives; the first is the id of that one.
    """
    model = _models().get(column.table.name)
    if model is not None:
        found = _with(column, model, column.table.c, since)
    elif since is not None:
        leader = next(c for c in column.table.c if c.foreign_keys)
        holder: Any = next(iter(leader.foreign_keys)).column.table
        its = holder.alias().c
        found = _with(column, _models()[holder.name], its, since).where(its.id == leader)
    else:
        return
    for chunk in _chunks(to):
        pairs = session.connection().execute(found.where(column.in_(chunk)))
        yield from ((ident, to) for ident, to in pairs)


def _with(column: Column[Any], model: type[Any], its: Any, since: datetime | None) -> Select[Any]:
    found = select(its.id, column)
    if since is None or not issubclass(model, Scoped):
        return found
    lately = [its.deleted_at >= since] if issubclass(model, Edited) else []
    return found.where(or_(model.living(its), *lately))


@cache
def _references_to(table: Table) -> tuple[Reference, ...]:
    """Every column that refers to the id of *table*; where several keys do, the strictest."""
    found: dict[Column[Any], Reference] = {}
    for other in table.metadata.sorted_tables:
        for key in () if other.name == AuditEvent.__tablename__ else other.foreign_keys:
            if key.column is table.c.id:
                known = found.get(key.parent)
                if known is None or known.ondelete == "CASCADE":
                    found[key.parent] = Reference(key.parent, key.ondelete)
    return tuple(found.values())


@cache
def _models() -> dict[str, type[Any]]:
    return {mapper.local_table.name: mapper.class_ for mapper in Model.registry.mappers}


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(sorted(set(ids)))
    while chunk := list(islice(waiting, IDS)):
        yield chunk
