"""Values of rows that are worked out from more than their own columns, such as a recipe's."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload


def derived(
    session: Session, model: type[Any], ids: Sequence[int], names: Sequence[str]
) -> dict[int, dict[str, Any]]:
    """By id and name; *derived_from* on the model names the relations to be loaded for it."""
    statement = select(model).where(model.id.in_(ids))
    for path in getattr(model, "derived_from", ()):
        load: Any = None
        target = model
        for step in path.split("."):
            relation = getattr(target, step)
            load = load.selectinload(relation) if load else selectinload(relation)
            target = relation.property.mapper.class_
        statement = statement.options(load)
    found: dict[int, dict[str, Any]] = {ident: dict.fromkeys(names) for ident in ids}
    for row in session.scalars(statement):
        for name in names:
            value = getattr(row, name)
            found[row.id][name] = value() if callable(value) else value
    return found
