"""Finding rows by words, in lists and pickers, on both databases by one condition.

A model says in one line what it is searched by, `searched_by = ("name", "names.name")`, and its
table has a companion `<table>_search` that the database itself keeps by triggers: one folded line
per row, under an index of its trigrams. A model that says nothing is searched by its names, slowly.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    TableClause,
    and_,
    case,
    cast,
    column,
    inspect,
    literal_column,
    or_,
    select,
    table,
    true,
    union,
)

from fitadmin.models.scope import Asking, asking_now, visible
from fitadmin.models.searching.companions import drop_companion, write_companion
from fitadmin.models.searching.folding import fold, sayable, search_line
from fitadmin.models.searching.lines import ranks
from fitadmin.models.searching.needles import Values, holds, position_in, starts, values
from fitadmin.models.searching.upkeep import KeptTriggers, is_kept_by_the_database, teach

__all__ = [
    "KeptTriggers",
    "Search",
    "companion_of",
    "drop_companion",
    "fold",
    "has_search",
    "is_kept_by_the_database",
    "like",
    "matching",
    "names_of",
    "ranks",
    "search",
    "search_line",
    "symbolic",
    "teach",
    "values",
    "write_companion",
]

S = TypeVar("S", bound=Select[Any])
NAMES = ("name", "first_name", "last_name", "number", "slug", "original_name")
FOREMOST = 200


class Search(NamedTuple):
    """Which rows are found, and in which order: the likeliest first, then by name."""

    condition: ColumnElement[bool]
    order: tuple[ColumnElement[Any], ...]


def has_search(model: type[Any]) -> bool:
    """Whether rows of *model* are found by an index."""
    return bool(getattr(model, "searched_by", ()))


def search(statement: S, model: type[Any], text: str, row: Any = None) -> S:
    """*statement*, narrowed to what *text* finds and in that order; as it is for an empty text."""
    if not text.strip():
        return statement
    found = matching(model, text, row)
    return statement.where(found.condition).order_by(None).order_by(*found.order)


def matching(model: type[Any], text: str, row: Any = None) -> Search:
    """What *text* finds among the rows of *model*; *row* is an alias of it or the `.c` of one.

    Each word must stand in a row, in any order, in whatever case and accents, also inside of a
    longer word; one or two letters must begin a word. A text without a letter finds nothing.
    """
    if not has_search(model):
        return _by_names(model, text, model if row is None else row)
    viewer = asking_now()
    return _by_index(model, row, values(text), None if viewer.is_system else viewer.kind)


def symbolic(model: type[Any], row: Any, kind: Asking, most: int | None = None) -> Search:
    """The same for any text and any viewer of this kind, for statements that are compiled once:
    run them with values(text). Only for models that have a search.

    *most* is for who shows a few rows alone: so many of those that merely hold the words count.
    """
    return _by_index(model, row, None, kind, most)


def _by_index(
    model: type[Any], row: Any, given: Values | None, kind: Asking | None, most: int | None = None
) -> Search:
    row = model if row is None else row
    its: Any = companion_of(model).alias().c
    found = holds(its.text, given)
    if most is not None or model.found_at_most is not None:
        its = _candidates(model, given, kind, most).subquery().c
        found = true()
    order = (_rank(its.text, given), its.text, row.id)
    return Search(and_(its.rowid == row.id, found), order)


def companion_of(model: type[Any]) -> TableClause:
    """The table that holds the searched line of each row of *model*."""
    name = f"{inspect(model).local_table.name}_search"
    return table(name, column("rowid", Integer), column("text", String))


def _candidates(
    model: type[Any], given: Values | None, kind: Asking | None, most: int | None
) -> CompoundSelect[Any]:
    """Of a vast table so many of the rows found as can be told and put in order in good time;
    first of all those that are named so, or whose name begins so; where the table is not vast
    also those of which another value, as a number, is so.

    Only rows in sight count: who sees few of them must not learn of the others, nor lose any.
    """

    def some(condition: Callable[[Any], ColumnElement[bool]], most: int) -> Select[Any]:
        line = companion_of(model).alias().c
        row = model.__table__.alias().c
        sight = model.living(row) if kind is None else visible(model, kind, row)
        found = select(line.rowid, line.text).where(
            row.id == line.rowid, condition(line.text), sight
        )
        few = found.limit(literal_column(str(most))).subquery()
        return select(few.c.rowid, few.c.text)

    arms = [
        some(lambda line: starts(line, "exact", given), FOREMOST),
        some(lambda line: starts(line, "begin", given), FOREMOST),
        some(lambda line: holds(line, given), most or model.found_at_most),
    ]
    if model.found_at_most is None:
        arms.append(some(lambda line: holds(line, given, "value_"), FOREMOST))
    return union(*arms)


def _rank(line: ColumnElement[str], given: Values | None) -> ColumnElement[int]:
    """The name itself, another name, its beginning, whole words, the rest (asked for least)."""
    exact, begin, whole = (position_in(line, name, given) for name in ("exact", "begin", "whole"))
    named = case((exact == 1, 0), (exact > 0, 1), (begin == 1, 2), else_=3)
    return case((begin > 0, named), (whole > 0, 3), else_=4)


def names_of(model: type[Any], row: Any = None) -> list[Any]:
    """The columns that name a row, if any."""
    row = model if row is None else row
    return [getattr(row, name) for name in NAMES if name in inspect(model).columns]


def _by_names(model: type[Any], text: str, row: Any) -> Search:
    names = names_of(model, row)
    searched = names or [cast(row.id, String)]
    found = [or_(*(like(name, word) for name in searched)) for word in sayable(text).split()]
    return Search(and_(*found), (*names[:2], row.id) if names else (row.id.desc(),))


def like(column: Any, word: str) -> ColumnElement[bool]:
    """*column* holds *word*, in whatever case."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    condition: ColumnElement[bool] = column.ilike(f"%{escaped}%", escape="\\")
    return condition
