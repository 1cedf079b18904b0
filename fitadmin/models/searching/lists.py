"""Finding the rows of a list by words, also by the names of what they refer to."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Enum, String, and_, false, inspect, or_, select
from sqlalchemy.orm.interfaces import MANYTOONE

from fitadmin.models.scope import asking_now, visible_or_in_trash
from fitadmin.models.searching import NAMES, Search, companion_of, has_search, like, matching
from fitadmin.models.searching.folding import fold, sayable
from fitadmin.models.searching.needles import holds, values


def is_ranked(model: type[Any]) -> bool:
    """Whether a search of its list knows which rows are the likeliest."""
    return has_search(model) and not _links(model, ())


def among(model: type[Any], text: str, columns: Iterable[str]) -> Search:
    """What *text* finds in a list that shows *columns*: every word stands in one of them, or in
    what the row refers to is found by. Without an order where none is the likeliest.

    A text without a letter or digit finds nothing.
    """
    if is_ranked(model):
        return matching(model, text)
    words = sayable(text).split()
    if not fold(text):
        return Search(false(), ())
    shown = dict.fromkeys([*columns, *NAMES])
    return Search(and_(*(_stands(model, word, shown) for word in words)), ())


def _stands(model: type[Any], word: str, columns: Iterable[str]) -> ColumnElement[bool]:
    mapper = inspect(model)
    places = [_held(target, word, key) for key, target in _links(model, columns)]
    if has_search(model):
        places.append(_held(model, word, model.id))
    else:
        own = [mapper.columns[name] for name in columns if name in mapper.columns]
        places += [like(each, word) for each in own if _is_text(each)]
    return or_(false(), *places)


def _is_text(column: Any) -> bool:
    return isinstance(column.type, String) and not isinstance(column.type, Enum)


def _links(model: type[Any], columns: Iterable[str]) -> list[tuple[Any, type[Any]]]:
    """(key, model) of what a row refers to and is found by: of a model with a search of its own
    only that which names its rows.
    """
    named = getattr(model, "named_by", ())
    relations = inspect(model).relationships
    found = []
    for name in dict.fromkeys(named if has_search(model) else [*named, *columns]):
        link = relations.get(name)
        if link is not None and link.direction is MANYTOONE and has_search(link.mapper.class_):
            found.append((next(iter(link.local_columns)), link.mapper.class_))
    return found


def _held(model: type[Any], word: str, key: Any) -> ColumnElement[bool]:
    """*key* names a row of *model* that *word* finds and the viewer sees, if only in the past."""
    its, row, viewer = companion_of(model).alias().c, model.__table__.alias().c, asking_now()
    found = select(row.id).where(row.id == its.rowid, holds(its.text, values(word)))
    if not viewer.is_system:
        found = found.where(visible_or_in_trash(model, viewer.kind, row))
    condition: ColumnElement[bool] = key.in_(found)
    return condition
