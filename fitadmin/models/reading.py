"""Statements for lists, items and pickers, for pages and resources alike.

Related rows are loaded by key in one more statement each, never by join: the guard then
knows that a visible row refers to them, and history reads on.
"""

from datetime import UTC, datetime
from typing import Any

from flask_appbuilder.models.sqla.filters import (
    FilterEqual,
    FilterGreater,
    FilterNotEqual,
    FilterRelationManyToManyEqual,
    FilterRelationOneToManyEqual,
    FilterRelationOneToManyNotEqual,
    FilterSmaller,
    SQLAFilterConverter,
)
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import String, cast, false, func, or_, select
from sqlalchemy.orm import Query, Session, selectinload

from fitadmin.models.columns import now
from fitadmin.models.scope import find, refuse_stranger

NAMES = ("name", "first_name", "last_name", "number", "slug", "original_name")
LARGEST_ID = 2**31 - 1
"""PostgreSQL's INTEGER, as every id is; beyond it the database refuses even to look."""


class OfRow(FilterRelationOneToManyEqual):
    """Rows that refer to the one with this id. Flask-AppBuilder's finds those that refer to none
    where there is no such row.
    """

    def apply(self, query: Query[Any], value: Any) -> Query[Any]:
        return query.filter(_key(self) == _ident(value))


class NotOfRow(FilterRelationOneToManyNotEqual):
    """All the others."""

    def apply(self, query: Query[Any], value: Any) -> Query[Any]:
        return query.filter(or_(_key(self) != _ident(value), _key(self).is_(None)))


class AmongRows(FilterRelationManyToManyEqual):
    """Rows that refer to each of these, among others."""

    def apply(self, query: Query[Any], value: Any) -> Query[Any]:
        relation = getattr(self.model, self.column_name)
        pk = relation.property.mapper.class_.id
        for each in value if isinstance(value, list) else [value]:
            query = query.filter(relation.any(pk == _ident(each)))
        return query


class _AtMoment:
    """A time without a zone is taken as UTC; what is no time finds nothing."""

    def apply(self, query: Query[Any], value: Any) -> Query[Any]:
        moment = _moment(value)
        if moment is None:
            return query.filter(false())
        return super().apply(query, moment)  # type: ignore[misc]


class _AtEqual(_AtMoment, FilterEqual): ...


class _AtNotEqual(_AtMoment, FilterNotEqual): ...


class _After(_AtMoment, FilterGreater): ...


class _Before(_AtMoment, FilterSmaller): ...


def _key(of: Any) -> Any:
    (column,) = getattr(of.model, of.column_name).property.local_columns
    return column


def _ident(value: Any) -> int:
    """The id that a filter names; 0, which no row has, where it is none."""
    last = value[-1] if isinstance(value, list) and value else value
    return int(last) if is_id(last) else 0


def _moment(value: Any) -> datetime | None:
    last = value[-1] if isinstance(value, list) and value else value
    try:
        moment = last if isinstance(last, datetime) else datetime.fromisoformat(str(last))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class DomainFilters(SQLAFilterConverter):
    """Flask-AppBuilder's filters, and ours where its own find the wrong rows."""

    conversion_table = (
        ("is_relation_many_to_one", [OfRow, NotOfRow]),
        ("is_relation_one_to_one", [OfRow, NotOfRow]),
        ("is_relation_many_to_many", [AmongRows]),
        ("is_relation_one_to_many", [AmongRows]),
        ("is_datetime", [_AtEqual, _After, _Before, _AtNotEqual]),
        *SQLAFilterConverter.conversion_table[4:],
    )


class DomainTable(SQLAInterface):
    """Flask-AppBuilder's access to one table, made safe under the guard.

    *shown* are the relations that a list page shows, so that they are not loaded row by row.
    """

    filter_converter_class = DomainFilters
    shown: tuple[str, ...] = ()

    def exists_col_to_many(self, select_columns: list[str]) -> bool:
        """Never join: see the module."""
        return False

    def apply_inner_select_joins(
        self, query: Query[Any], select_columns: list[str] | None = None, *_: Any, **__: Any
    ) -> Query[Any]:
        """Load what the columns need, with what the related rows need for their names."""
        roots = dict.fromkeys(c.partition(".")[0] for c in (select_columns or self.shown))
        for root in roots:
            if self.is_relation(root):
                query = query.options(*_with_names(self.obj, root))
        return query

    def get(self, id: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: A002  FAB's name
        """The row, or None where it is missing, out of sight, or the id cannot be one."""
        return super().get(int(id), *args, **kwargs) if is_id(id) else None

    def get_related_obj(self, col_name: str, value: Any) -> Any:
        """The row a form's picker names, asked of the database and so of the guard."""
        if not is_id(value):
            return None
        return find(self.session, self.get_related_model(col_name), int(value))

    def add(self, item: Any, commit: bool = True) -> None:
        self.session.add(item)
        self._finish(commit)

    def edit(self, item: Any, commit: bool = True) -> None:
        if not self.session.is_modified(item):
            refuse_stranger(self.session, item)
        self._finish(commit)

    def delete(self, item: Any, commit: bool = True) -> None:
        """Into the trash, where the table has one."""
        self._remove(item)
        self._finish(commit)

    def delete_all(self, items: list[Any]) -> None:
        for item in items:
            self._remove(item)
        self._finish(commit=True)

    def _remove(self, item: Any) -> None:
        if hasattr(item, "deleted_at"):
            item.deleted_at = now()
        else:
            self.session.delete(item)

    def _finish(self, commit: bool) -> None:
        """Commit; whatever refuses is the caller's to explain, with the session clean."""
        try:
            self.session.flush()
            if commit:
                self.session.commit()
        except BaseException:
            self.session.rollback()
            raise


def is_id(value: Any) -> bool:
    """Whether *value*, as it stands in an address or a form, can be the id of a row."""
    text = str(value)
    return text.isascii() and text.isdigit() and 0 < int(text[:20]) <= LARGEST_ID


def _with_names(model: type[Any], root: str) -> list[Any]:
    """Loader options for a relation and, below it, the relations its rows are named by."""
    options, waiting = [], [(selectinload(getattr(model, root)), model, root)]
    while waiting:
        load, parent, name = waiting.pop()
        target = parent.__mapper__.relationships[name].mapper.class_
        options.append(load)
        waiting.extend(
            (load.selectinload(getattr(target, below)), target, below)
            for below in getattr(target, "named_by", ())
        )
    return options


def offered(
    session: Session, model: type[Any], text: str = "", page: int = 0, size: int = 20
) -> tuple[int, list[Any]]:
    """How many rows a picker offers for *text*, and one page of them, in the order of names."""
    names = [getattr(model, name) for name in NAMES if name in model.__mapper__.columns]
    statement = select(model)
    for word in text.split():
        pattern = f"%{_escaped(word)}%"
        searched = names or [cast(model.id, String)]
        statement = statement.where(or_(*(n.ilike(pattern, escape="\\") for n in searched)))
    count = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    loads = [load for below in getattr(model, "named_by", ()) for load in _with_names(model, below)]
    order = [*names[:2], model.id] if names else [model.id.desc()]
    rows = session.scalars(
        statement.order_by(*order).limit(size).offset(page * size).options(*loads)
    )
    return count, list(rows)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
