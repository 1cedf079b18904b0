"""The reading half of the guard: every ORM statement is narrowed to what its viewer may see."""

from functools import cache
from typing import Any

from sqlalchemy import Executable, Select, Table, and_
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm.interfaces import MANYTOONE
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors

from fitadmin.models.scope.scoped import Scoped, scoped_models
from fitadmin.models.scope.viewer import Asking, asking_now

TRASH_TOO = "trash_too"
"""Execution option: rows in the trash are asked for by name."""


NARROWED = "narrowed"
"""Execution option: the statement carries the guard's conditions already."""


def narrow(state: ORMExecuteState) -> None:
    """Event handler for do_orm_execute."""
    if state.is_column_load or not (state.is_select or state.is_update or state.is_delete):
        return
    if state.execution_options.get(NARROWED) or _resolves_a_reference(state):
        return
    viewer = asking_now()
    trash_too = bool(state.execution_options.get(TRASH_TOO))
    if viewer.is_system and trash_too:
        return
    options = [
        _criterion(model, None if viewer.is_system else viewer.kind, trash_too, state.is_select)  # type: ignore[arg-type]
        for model in _mentioned(state.statement)
    ]
    if options:
        state.statement = state.statement.options(*options)


def visible(model: type[Scoped], kind: Asking, row: Any) -> Any:
    """The condition under which a *kind* of viewer sees a living *row* of *model*."""
    return and_(model.living(row), model.visible_to(kind, row))


def visible_or_in_trash(model: type[Scoped], kind: Asking, row: Any) -> Any:
    """As `visible`, rows in the trash included."""
    return and_(model.held(row), model.visible_to(kind, row))


def _resolves_a_reference(state: ORMExecuteState) -> bool:
    """A visible row names another by its id: history reads on, even what is in the trash."""
    if not state.is_relationship_load or state.loader_strategy_path is None:
        return False
    path: Any = state.loader_strategy_path
    prop = getattr(path, "prop", None)
    return prop is not None and prop.direction is MANYTOONE


@cache
def _criterion(
    model: type[Any], kind: Asking | None, trash_too: bool, reading: bool
) -> LoaderCriteriaOption:
    """Built once per kind of viewer, so that SQLAlchemy can cache the text; None is the system."""
    conditions = [] if trash_too else [model.living(model)]
    if kind is not None:
        scope = model.visible_to if reading else model.changeable_by
        conditions.append(scope(kind, model))
    return with_loader_criteria(model, and_(*conditions), include_aliases=True)


@cache
def _by_table() -> dict[Table, type[Any]]:
    return {model.__table__: model for model in scoped_models()}


def _mentioned(statement: Executable) -> list[type[Any]]:
    """Scoped models that can appear in *statement*; all of them where options join more in."""
    models = _by_table()
    if any(_joins_more(option) for option in getattr(statement, "_with_options", ())):
        return list(models.values())
    found: dict[type[Any], None] = {}
    for element in visitors.iterate(statement):  # type: ignore[arg-type]
        if isinstance(element, Table) and (model := models.get(element._deannotate())) is not None:
            found[model] = None
    return list(found)


def _joins_more(option: Any) -> bool:
    """An eager load by JOIN brings tables in that the statement itself does not mention."""
    if isinstance(option, LoaderCriteriaOption):
        return False
    return any(
        ("lazy", "joined") in (load.strategy or ()) for load in getattr(option, "context", ())
    )


def with_trash(statement: Select[Any]) -> Select[Any]:
    """*statement*, rows in the trash included."""
    return statement.execution_options(**{TRASH_TOO: True})
