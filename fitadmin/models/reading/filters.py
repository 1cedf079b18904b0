"""The filters of pages, where Flask-AppBuilder's own find the wrong rows."""

from datetime import UTC, datetime
from typing import Any

from flask_appbuilder.models.sqla.filters import (
    FilterContains,
    FilterEndsWith,
    FilterEqual,
    FilterGreater,
    FilterNotContains,
    FilterNotEndsWith,
    FilterNotEqual,
    FilterNotStartsWith,
    FilterRelationManyToManyEqual,
    FilterRelationOneToManyEqual,
    FilterRelationOneToManyNotEqual,
    FilterSmaller,
    FilterStartsWith,
    SQLAFilterConverter,
)
from sqlalchemy import false, not_, or_
from sqlalchemy.orm import Query

from fitadmin.models.reading.ids import is_id


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


class _Text:
    """What is typed is looked for as it stands: % and _ are no wildcards, case is none."""

    how: str
    is_not = False

    def apply(self, query: Query[Any], value: Any) -> Query[Any]:
        column = getattr(self.model, self.column_name)  # type: ignore[attr-defined]
        found = getattr(column, self.how)(str(value).strip(), autoescape=True)
        return query.filter(or_(not_(found), column.is_(None)) if self.is_not else found)


class _Starts(_Text, FilterStartsWith):
    how = "istartswith"


class _Ends(_Text, FilterEndsWith):
    how = "iendswith"


class _Contains(_Text, FilterContains):
    how = "icontains"


class _NotStarts(_Text, FilterNotStartsWith):
    """The others, those that say nothing among them; so are the next two."""

    how, is_not = _Starts.how, True


class _NotEnds(_Text, FilterNotEndsWith):
    how, is_not = _Ends.how, True


class _NotContains(_Text, FilterNotContains):
    how, is_not = _Contains.how, True


class _NotEqual(FilterNotEqual):
    """The others, those that say nothing among them."""

    def apply(self, query: Query[Any], value: Any) -> Query[Any]:
        column = getattr(self.model, self.column_name)
        return query.filter(or_(column != value, column.is_(None)))


OURS = {
    FilterStartsWith: _Starts,
    FilterEndsWith: _Ends,
    FilterContains: _Contains,
    FilterNotStartsWith: _NotStarts,
    FilterNotEndsWith: _NotEnds,
    FilterNotContains: _NotContains,
    FilterNotEqual: _NotEqual,
}


class DomainFilters(SQLAFilterConverter):
    """Flask-AppBuilder's filters in its order, and ours where its own find the wrong rows."""

    conversion_table = (
        ("is_relation_many_to_one", [OfRow, NotOfRow]),
        ("is_relation_one_to_one", [OfRow, NotOfRow]),
        ("is_relation_many_to_many", [AmongRows]),
        ("is_relation_one_to_many", [AmongRows]),
        ("is_datetime", [_AtEqual, _After, _Before, _AtNotEqual]),
        *(
            (is_kind, [OURS.get(each, each) for each in filters])
            for is_kind, filters in SQLAFilterConverter.conversion_table[4:]
        ),
    )
