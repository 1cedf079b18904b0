"""Whose a row is: a client's, a part of something that is, a template, or the library's."""

from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, Subquery, and_, event, false, or_, true
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from fitadmin.models.people.profiles import (
    ClientProfile,
    TrainerProfile,
    ids_of_own_clients,
    own_clients,
)
from fitadmin.models.scope import Asking, Row, Scoped, Viewer, parent_is


def _client_key(*, required: bool) -> Any:
    return mapped_column(ForeignKey("client_profile.id", ondelete="CASCADE"), nullable=not required)


def _index_by_client(_mapper: Any, model: type[Any]) -> None:
    """With the id, for the rows of a client are read page by page."""
    table = model.__table__
    Index(f"ix_{table.name}_client_id", table.c.client_id, table.c.id)


def _client_of(cls: type[Any]) -> Any:
    key = f"{cls.__name__}.client_id"
    return relationship(
        ClientProfile, primaryjoin=f"{key} == ClientProfile.id", foreign_keys=key, overlaps="*"
    )


def _owner_of(cls: type[Any]) -> Any:
    key = f"{cls.__name__}.owner_id"
    return relationship(TrainerProfile, primaryjoin=f"{key} == TrainerProfile.id", foreign_keys=key)


class ClientOwned(Scoped):
    """A row about one client: seen by that client, by whoever coaches them, by who sees all."""

    hidden_with: ClassVar[tuple[str, ...]] = ("client",)

    @declared_attr
    @classmethod
    def client_id(cls) -> Mapped[int]:
        key: Mapped[int] = _client_key(required=True)
        return key

    @declared_attr
    @classmethod
    def client(cls) -> Mapped[ClientProfile]:
        client: Mapped[ClientProfile] = _client_of(cls)
        return client

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return true() if who.sees_all else own_clients(who, row.client_id)

    @classmethod
    def clients_of(cls, who: Asking) -> Subquery | None:
        has_own_rule = cls.visible_to.__func__ is not ClientOwned.visible_to.__func__  # type: ignore[attr-defined]
        is_of_many = who.coaches and not who.sees_all
        return ids_of_own_clients(who) if is_of_many and not has_own_rule else None


class PartOfClients(ClientOwned):
    """A row inside one about a client: *client_from* names the relation to that one.

    Its client is the parent's, and the parent's trash hides it.
    """

    hidden_with = ()


class Owned(Scoped):
    """A row of the gym (no owner), or private to the trainer who owns it."""

    @declared_attr
    @classmethod
    def owner_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("trainer_profile.id", ondelete="SET NULL"), index=True)

    @declared_attr
    @classmethod
    def owner(cls) -> Mapped[TrainerProfile | None]:
        owner: Mapped[TrainerProfile | None] = _owner_of(cls)
        return owner

    def fixed_for(self, viewer: Viewer) -> frozenset[str]:
        return frozenset() if viewer.kind.sees_all else frozenset({"owner_id"})


class LibraryRow(Owned):
    """The gym's rows are seen by all who coach and by clients; private ones by their owner."""

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        if who.coaches:
            return or_(row.owner_id.is_(None), row.owner_id == who.trainer_id)
        return row.owner_id.is_(None) if who.trains else false()

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        return row.owner_id == who.trainer_id if who.coaches else false()

    def settle(self, viewer: Viewer) -> None:
        if self.id is None and not viewer.kind.sees_all:
            self.owner_id = viewer.trainer_id

    id: Any


class TemplateOrClients(Owned):
    """A plan: a template (no client) or a client's own copy.

    Templates are seen by all who coach, or only by the trainer who owns them; a client's
    plan by that client and by whoever coaches them.
    """

    hidden_with = ("client",)
    id: Any

    @declared_attr
    @classmethod
    def client_id(cls) -> Mapped[int | None]:
        key: Mapped[int | None] = _client_key(required=False)
        return key

    @declared_attr
    @classmethod
    def client(cls) -> Mapped[ClientProfile | None]:
        client: Mapped[ClientProfile | None] = _client_of(cls)
        return client

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        gyms = row.owner_id.is_(None)
        return cls._of_clients_or(who, row, or_(gyms, row.owner_id == who.trainer_id))

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return cls._of_clients_or(who, row, row.owner_id == who.trainer_id)

    @classmethod
    def _of_clients_or(
        cls, who: Asking, row: Row, template: ColumnElement[bool]
    ) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        clients = own_clients(who, row.client_id)
        return or_(clients, and_(row.client_id.is_(None), template)) if who.coaches else clients

    def settle(self, viewer: Viewer) -> None:
        is_template = self.client_id is None and self.client is None
        if self.id is None and is_template and not viewer.kind.sees_all:
            self.owner_id = viewer.trainer_id


class PartOfTemplateOrClients(Scoped):
    """A row inside a plan: *client_from* names the relation to what holds it.

    Seen by that client and by whoever coaches them; in a template by who sees the template.
    """

    @declared_attr
    @classmethod
    def client_id(cls) -> Mapped[int | None]:
        key: Mapped[int | None] = _client_key(required=False)
        return key

    @declared_attr
    @classmethod
    def client(cls) -> Mapped[ClientProfile | None]:
        client: Mapped[ClientProfile | None] = _client_of(cls)
        return client

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return cls._own_or_template(
            who, row, lambda up, its: and_(its.client_id.is_(None), up.visible_to(who, its))
        )

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return cls._own_or_template(
            who, row, lambda up, its: and_(its.client_id.is_(None), up.changeable_by(who, its))
        )

    @classmethod
    def _own_or_template(cls, who: Asking, row: Row, parents: Any) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        clients = own_clients(who, row.client_id)
        if not who.coaches:
            return clients
        return or_(
            clients,
            and_(row.client_id.is_(None), parent_is(cls, row, str(cls.client_from), parents)),
        )


for _base in (ClientOwned, TemplateOrClients, PartOfTemplateOrClients):
    event.listen(_base, "after_mapper_constructed", _index_by_client, propagate=True)
