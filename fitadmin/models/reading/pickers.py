"""What a picker offers, and what the rows of a relation need to be named."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from fitadmin.models.scope import Scoped, asking_now
from fitadmin.models.searching import names_of, search


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


def name_loads(model: type[Any]) -> list[Any]:
    """Loader options for all that the names of *model*'s rows are made of."""
    return [load for below in getattr(model, "named_by", ()) for load in with_names(model, below)]


def offered(
    session: Session, model: type[Any], text: str = "", page: int = 0, size: int = 20
) -> tuple[int, list[Any]]:
    """How many rows a picker offers for *text*, and one page of them: the likeliest first, or in
    the order of names.
    """
    statement = search(select(model), model, text)
    count = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery()))
    if not text.strip():
        names = names_of(model)
        statement = statement.order_by(*([*names[:2], model.id] if names else [model.id.desc()]))
    page_of = statement.limit(size).offset(page * size).options(*name_loads(model))
    return count or 0, list(session.scalars(page_of))


def chosen(session: Session, model: type[Any], ids: Iterable[int]) -> list[Any]:
    """Those of the rows with these ids that are in sight, with what they are named by."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    rows = select(model).where(model.id.in_(wanted)).order_by(model.id)
    return list(session.scalars(rows.options(*name_loads(model))))


def changeable(session: Session, model: type[Any], ids: Iterable[int]) -> set[int]:
    """Those of the rows with these ids that the viewer may change, asked in one statement."""
    wanted, viewer = list(ids), asking_now()
    if not wanted or viewer.is_system or not issubclass(model, Scoped):
        return set(wanted)
    rule: Any = model.changeable_by(viewer.kind, model)
    pk: Any = model.id  # type: ignore[attr-defined]
    return set(session.connection().execute(select(pk).where(pk.in_(wanted), rule)).scalars())
