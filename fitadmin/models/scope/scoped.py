"""What a model says about its rows: who sees them, who changes them, what hides them.

A *row* below is anything with the table's columns as attributes: the model itself, an
alias of it, or the `.c` of a table; so one declaration serves every kind of statement.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from flask_appbuilder import Model
from sqlalchemy import ColumnElement, Subquery, and_, exists, false, or_, true
from sqlalchemy.orm import Session

from fitadmin.models.scope.viewer import Asking, Viewer

Row = Any
Condition = Callable[[type["Scoped"], Row], ColumnElement[bool]]


class Scoped:
    """A table whose rows belong to somebody. A model that declares nothing shows nothing."""

    hidden_with: ClassVar[tuple[str, ...]] = ()
    """Relations to parents: when one of them is in the trash, so is this row."""
    client_from: ClassVar[str | None] = None
    """The relation to the parent whose client this row is about, too."""

    named_by: ClassVar[tuple[str, ...]] = ()
    """Relations that the row's name is made of."""

    searched_by: ClassVar[tuple[str, ...]] = ()
    """What its rows are found by, if by an index: see models/searching."""
    found_at_most: ClassVar[int | None] = None
    """Of a vast table a search finds no more rows than this."""

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        """Who sees a row, in lists, pickers, gets and everywhere else."""
        return false()

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        """Who changes a row; asked before and after each change."""
        return cls.visible_to(who, row)

    @classmethod
    def clients_of(cls, who: Asking) -> Subquery | None:
        """The clients (`client_id`) whose living rows are all that such a coach sees of this table;
        None where the rule is another. Only for speed: `visible_to` decides.
        """
        return None

    @classmethod
    def addable_by(cls, who: Asking) -> bool:
        """Whether anything that such a viewer adds could be theirs to change."""
        return True

    @classmethod
    def living(cls, row: Row) -> ColumnElement[bool]:
        """Neither the row nor what it hangs on is in the trash."""
        held = cls.held(row)
        return and_(row.deleted_at.is_(None), held) if hasattr(cls, "deleted_at") else held

    @classmethod
    def held(cls, row: Row) -> ColumnElement[bool]:
        """Nothing that the row hangs on is in the trash, though the row itself may be."""
        parents = (*cls.hidden_with, *((cls.client_from,) if cls.client_from else ()))
        return and_(true(), *(parent_is(cls, row, name, _living) for name in parents))

    def settle(self, viewer: Viewer) -> None:
        """Fill in what follows from the rest, before the row is written."""

    def leave(self, session: Session) -> None:
        """Refuse to be deleted for good, where something would lose by it."""

    def fixed_for(self, viewer: Viewer) -> frozenset[str]:
        """Columns of an existing row that this viewer may not change."""
        return frozenset()


class OpenToAll(Scoped):
    """Everybody who is signed in may read; only who sees all may change."""

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return true() if who.is_known else false()

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return true() if who.sees_all else false()


class ForManagers(Scoped):
    """Only for who sees all."""

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return true() if who.sees_all else false()


class SeenThrough(Scoped):
    """Whoever sees the parent named in *seen_through* sees the row; likewise for changing."""

    seen_through: ClassVar[str]

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return parent_is(cls, row, cls.seen_through, lambda up, its: up.visible_to(who, its))

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return parent_is(cls, row, cls.seen_through, lambda up, its: up.changeable_by(who, its))

    @classmethod
    def held(cls, row: Row) -> ColumnElement[bool]:
        return and_(super().held(row), parent_is(cls, row, cls.seen_through, _living))


def parent_is(
    cls: type[Scoped], row: Row, relation: str, condition: Condition
) -> ColumnElement[bool]:
    """The parent of *row* meets *condition*; a row that may have no parent, and has none, passes.

    The parent is a fresh alias of its table, so that the guard does not narrow it again
    and it is never taken for a table of the statement around it.
    """
    link = cls.__mapper__.relationships[relation]  # type: ignore[attr-defined]
    local, remote = link.local_remote_pairs[0]
    parent = link.mapper.class_
    its = parent.__table__.alias().c
    there = exists().where(its[remote.key] == getattr(row, local.key), condition(parent, its))
    return or_(getattr(row, local.key).is_(None), there) if local.nullable else there


def _living(parent: type[Scoped], its: Row) -> ColumnElement[bool]:
    return parent.living(its)


def scoped_models() -> list[type[Any]]:
    """Every mapped model whose rows belong to somebody."""
    return [m.class_ for m in Model.registry.mappers if issubclass(m.class_, Scoped)]
