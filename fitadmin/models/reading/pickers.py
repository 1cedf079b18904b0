"""What a picker offers, and what the rows of a relation need to be named."""

from typing import Any

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session, selectinload

NAMES = ("name", "first_name", "last_name", "number", "slug", "original_name")


def with_names(model: type[Any], root: str) -> list[Any]:
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


def names_of(model: type[Any]) -> list[Any]:
    """Loader options for all that the names of *model*'s rows are made of."""
    return [load for below in getattr(model, "named_by", ()) for load in with_names(model, below)]


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
    order = [*names[:2], model.id] if names else [model.id.desc()]
    rows = session.scalars(
        statement.order_by(*order).limit(size).offset(page * size).options(*names_of(model))
    )
    return count, list(rows)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
