"""The writing half of the guard: what a flush may touch, and what it may refer to."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Enum, Select, String, bindparam, inspect, select
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.interfaces import MANYTOMANY, MANYTOONE

from fitadmin.models.columns import FIRST_YEAR, LAST_YEAR
from fitadmin.models.scope.finding import forget_found, is_in_sight, is_mine
from fitadmin.models.scope.reads import visible
from fitadmin.models.scope.scoped import Row, Scoped
from fitadmin.models.scope.viewer import Asking, Viewer, asking_now

Wanted = dict[Any, dict[int, str]]


class ScopeError(Exception):
    """A write that this viewer may not do. *field* names the column or relation at fault.

    *words* is what catalogues translate, and *facts* fill it in afterwards; str() is English.
    `make translate` finds the words of ScopeErrors where they are raised.
    """

    def __init__(self, words: str, field: str | None = None, **facts: object) -> None:
        super().__init__(words % facts if facts else words)
        self.words, self.field, self.facts = words, field, facts


class OutOfSight(ScopeError):
    """A reference to a row that is missing, in the trash, or not this viewer's to see."""


class NotYours(ScopeError):
    """A row that this viewer may see but not change."""


class Unchangeable(ScopeError):
    """A column that this viewer, or nobody, may change."""


class Invalid(ScopeError):
    """A value that cannot be; the words say what is wrong with it."""


def before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Refuse hidden references and forbidden columns, then let rows settle."""
    viewer = asking_now()
    changed = _changed(session)
    touched = [*(row for row in session.new if isinstance(row, Scoped)), *changed]
    if not viewer.is_system:
        _refuse_hidden_references(session, viewer, touched)
        _refuse_fixed_columns(viewer, changed)
        gone = [row for row in session.deleted if isinstance(row, Scoped)]
        _refuse_strangers(session, viewer, [*changed, *gone])
    with session.no_autoflush:
        for row in touched:
            _refuse_odd_days(row)
            _refuse_long_texts(row)
            _settle(session, row, viewer)
        for row in session.deleted:
            if isinstance(row, Scoped):
                row.leave(session)


def after_flush(session: Session, _context: UOWTransaction) -> None:
    """What was written must still be this viewer's to change."""
    viewer = asking_now()
    forget_found(session)  # what was found was so before the change
    if not viewer.is_system:
        new = [row for row in session.new if isinstance(row, Scoped)]
        _refuse_strangers(session, viewer, [*new, *_changed(session)])


def refuse_stranger(session: Session, row: Any) -> None:
    """Refuse a row that is not the viewer's to change, though nothing of it has changed yet."""
    viewer = asking_now()
    if isinstance(row, Scoped) and not viewer.is_system:
        _refuse_strangers(session, viewer, [row])


def _changed(session: Session) -> list[Any]:
    """The rows that were there and that this flush changes; a new part changes no whole."""
    return [row for row in session.dirty if isinstance(row, Scoped) and session.is_modified(row)]


def _settle(session: Session, row: Any, viewer: Viewer) -> None:
    is_new = row in session.new
    if is_new:  # a parent named by its key alone can then be asked for by its relation
        session.enable_relationship_loading(row)
    if row.client_from is not None:
        parent = getattr(row, row.client_from)
        if parent is not None:
            row.client_id = parent.client_id
    if is_new and viewer.user_id is not None and getattr(row, "created_by_id", 0) is None:
        row.created_by_id = viewer.user_id
    row.settle(viewer)


def _refuse_odd_days(row: Any) -> None:
    """Refuse a day that no gym has seen or will see; moments refuse theirs (UtcDateTime)."""
    model: Any = type(row)
    for name in _days(model):
        value = row.__dict__.get(name)
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise Invalid("a day must lie between 1900 and 2200", name)


def _refuse_long_texts(row: Any) -> None:
    """Refuse what is longer than its column; SQLite would keep it."""
    model: Any = type(row)
    for name, most in _longest(model):
        value = row.__dict__.get(name)
        if isinstance(value, str) and len(value) > most:
            raise Invalid("at most %(most)s characters", name, most=most)


@cache
def _longest(model: Any) -> tuple[tuple[str, int], ...]:
    columns = inspect(model).columns
    kinds = [(key, column.type) for key, column in columns.items()]
    return tuple((key, kind.length) for key, kind in kinds if _is_limited(kind))


def _is_limited(kind: Any) -> bool:
    return isinstance(kind, String) and not isinstance(kind, Enum) and kind.length is not None


@cache
def _days(model: Any) -> tuple[str, ...]:
    columns = inspect(model).columns
    return tuple(key for key, column in columns.items() if isinstance(column.type, Date))


def _refuse_fixed_columns(viewer: Viewer, changed_rows: list[Any]) -> None:
    for row in changed_rows:
        fixed = _fixed(viewer, row)
        changed = [name for name in sorted(fixed) if _has_changed(row, name)]
        changed += _relations_changed(row, fixed)
        if changed:
            raise Unchangeable("this cannot be changed here", changed[0])


def _fixed(viewer: Viewer, row: Any) -> frozenset[str]:
    fixed: frozenset[str] = row.fixed_for(viewer)
    is_clients = row.client_from is None and hasattr(row, "client_id")
    return fixed | {"client_id"} if is_clients else fixed


def fixed_fields(viewer: Viewer, row: Any) -> frozenset[str]:
    """The columns of an existing row that *viewer* may not change, and the relations along them."""
    fixed = _fixed(viewer, row) if isinstance(row, Scoped) else frozenset()
    links = inspect(row).mapper.relationships
    return fixed | {
        link.key
        for link in links
        if link.direction is MANYTOONE and next(iter(link.local_columns)).key in fixed
    }


def _has_changed(row: Any, column: str) -> bool:
    history = inspect(row).attrs[column].history
    return history.has_changes() and (history.deleted or [None])[0] != history.added[0]


def _relations_changed(row: Any, columns: frozenset[str]) -> list[str]:
    """Relations along *columns* that were set anew; their keys follow only in the flush."""
    changed = []
    for link in inspect(row).mapper.relationships:
        key = next(iter(link.local_columns)).key
        if link.direction is MANYTOONE and key in columns:
            added = inspect(row).attrs[link.key].history.added
            if added and getattr(added[0], "id", None) != getattr(row, key):
                changed.append(link.key)
    return changed


def _refuse_strangers(session: Session, viewer: Viewer, rows: list[Any]) -> None:
    """Every one of *rows*, as it stands in the database now, must be the viewer's to change."""
    by_model: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        if not is_mine(session, viewer, type(row), row.id):
            by_model[type(row)].add(row.id)
    for model, ids in by_model.items():
        found = session.connection().execute(_changeable(model, viewer.kind), {"ids": list(ids)})
        if ids - set(found.scalars()):
            raise NotYours("this is not yours to change")


@cache
def _changeable(model: Any, kind: Asking) -> Select[Any]:
    row = model.__table__.c
    return select(row.id).where(_is_one(row), model.changeable_by(kind, row))


@cache
def _in_sight(model: Any, kind: Asking) -> Select[Any]:
    row = model.__table__.c
    return select(row.id).where(_is_one(row), visible(model, kind, row))


def _is_one(row: Row) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = row.id.in_(bindparam("ids", expanding=True))
    return condition


def _refuse_hidden_references(session: Session, viewer: Viewer, touched: list[Any]) -> None:
    wanted: Wanted = defaultdict(dict)
    with session.no_autoflush:
        for row in touched:
            for model, ident, field in _references(row, session):
                if not is_in_sight(session, viewer, model, ident):
                    wanted[model][ident] = field
    for model, ids in wanted.items():
        found = session.connection().execute(_in_sight(model, viewer.kind), {"ids": list(ids)})
        for missing in set(ids) - set(found.scalars()):
            raise OutOfSight("what this refers to is not there", ids[missing])


def _references(row: Any, session: Session) -> Iterator[tuple[type[Scoped], int, str]]:
    """(model, id, field) of every scoped row that *row* newly refers to."""
    state = inspect(row)
    for link in state.mapper.relationships:
        if link.direction not in (MANYTOONE, MANYTOMANY) or not issubclass(
            link.mapper.class_, Scoped
        ):
            continue
        added = state.attrs[link.key].history.added or ()
        for other in added:
            if other is None:
                continue
            if inspect(other).has_identity:
                yield link.mapper.class_, other.id, link.key
            elif other.id is not None:  # marshmallow's blank row for an id that is not there
                raise OutOfSight("what this refers to is not there", link.key)
        if link.direction is MANYTOONE and not any(added):
            yield from _reference_by_key(state, link, is_new=row in session.new)


def _reference_by_key(
    state: Any, link: Any, *, is_new: bool
) -> Iterator[tuple[type[Scoped], int, str]]:
    attribute = state.mapper.get_property_by_column(link.local_remote_pairs[0][0]).key
    value = state.attrs[attribute].value
    if value is not None and (is_new or state.attrs[attribute].history.has_changes()):
        yield link.mapper.class_, value, link.key
