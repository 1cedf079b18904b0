"""Who trains here, and who coaches them from when until when."""

from datetime import date
from typing import Any, ClassVar

from flask_appbuilder import Model
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Subquery,
    Text,
    and_,
    false,
    or_,
    select,
    true,
    type_coerce,
    union,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.accounts import User
from fitadmin.models.columns import Edited, living_unique, now, one_of
from fitadmin.models.gym import Location, refuse_unknown_zone
from fitadmin.models.scope import Asking, Invalid, Row, Scoped, Viewer


class TrainerProfile(Edited, Scoped, Model):
    """Somebody who coaches. Staff see all of them; a client sees who coaches them now."""

    __tablename__ = "trainer_profile"
    searched_by = ("first_name last_name", "specialities")
    __table_args__ = (CheckConstraint("capacity >= 0", name="capacity"),)

    user_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), unique=True)
    kind: Mapped[str] = mapped_column(one_of("trainer", "nutritionist"), default="trainer")
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(60))
    bio: Mapped[str | None] = mapped_column(Text)
    specialities: Mapped[str | None] = mapped_column(String(300))
    certifications: Mapped[str | None] = mapped_column(String(300))
    capacity: Mapped[int | None]
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    location: Mapped[Location | None] = relationship()

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if who.sees_people or who.coaches:
            return true()
        return row.id.in_(coaches_of_own(who)) if who.trains else false()

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        return row.id == who.trainer_id if who.coaches else false()

    def fixed_for(self, viewer: Viewer) -> frozenset[str]:
        return frozenset() if viewer.kind.sees_all else frozenset({"user_id", "kind"})

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class ClientProfile(Edited, Scoped, Model):
    """Somebody who trains here, with or without an account. What the front desk may see.

    Seen by themselves, by whoever coaches them now, and by who sees people.
    """

    __tablename__ = "client_profile"
    searched_by = ("first_name last_name", "number", "email", "phone")
    __table_args__ = (
        Index("ix_client_profile_name", "last_name", "first_name"),
        Index("ix_client_profile_status", "status"),
        living_unique("uq_client_profile_number", "number"),
    )
    own_columns: ClassVar = frozenset(
        {"email", "phone", "address", "emergency_name", "emergency_phone"}
    )

    user_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), unique=True)
    number: Mapped[str | None] = mapped_column(String(40))
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(60))
    born_on: Mapped[date | None]
    email: Mapped[str | None] = mapped_column(String(320))
    phone: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(300))
    emergency_name: Mapped[str | None] = mapped_column(String(120))
    emergency_phone: Mapped[str | None] = mapped_column(String(40))
    timezone: Mapped[str | None] = mapped_column(String(64))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    status: Mapped[str] = mapped_column(
        one_of("lead", "active", "paused", "vacation", "former"), default="active"
    )
    joined_on: Mapped[date | None]

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    location: Mapped[Location | None] = relationship()
    coachings: Mapped[list["Coaching"]] = relationship(back_populates="client")

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return true() if who.sees_people else own_clients(who, row.id)

    @classmethod
    def addable_by(cls, who: Asking) -> bool:
        return who.sees_people

    def fixed_for(self, viewer: Viewer) -> frozenset[str]:
        if viewer.kind.sees_people:
            return frozenset()
        kept = {column.key for column in self.__mapper__.columns} - self.own_columns
        return frozenset(kept - {"version", "updated_at"})

    def settle(self, viewer: Viewer) -> None:
        refuse_unknown_zone(self)
        today = now().date() if viewer.is_system else viewer.today
        if self.born_on is not None and self.born_on > today:
            raise Invalid("nobody is born in the future", "born_on")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Coaching(Edited, Scoped, Model):
    """One trainer looks after one client, from a day until a day.

    Seen by the client, by whoever coaches them now, and by who sees people. A trainer
    writes their own (through services/people), a manager any.
    """

    __tablename__ = "coaching"
    named_by = ("trainer", "client")
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        Index("ix_coaching_trainer", "trainer_id", "client_id", "started_on", "ended_on"),
        Index("ix_coaching_client", "client_id", "started_on"),
        living_unique("uq_coaching_start", "trainer_id", "client_id", "role", "started_on"),
    )
    hidden_with = ("client",)

    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer_profile.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("client_profile.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(one_of("lead", "nutrition", "cover"), default="lead")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

    trainer: Mapped[TrainerProfile] = relationship()
    client: Mapped[ClientProfile] = relationship(back_populates="coachings")

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return true() if who.sees_people else own_clients(who, row.client_id)

    @classmethod
    def changeable_by(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        return row.trainer_id == who.trainer_id if who.coaches else false()

    def __str__(self) -> str:
        return f"{self.trainer} – {self.client}"


def own_clients(who: Asking, client_id: Any) -> ColumnElement[bool]:
    """The client *client_id* is the viewer, or is coached by the viewer today."""
    ways = []
    if who.trains:
        ways.append(client_id == who.client_id)
    if who.coaches:
        ways.append(client_id.in_(coached_by(who)))
    return or_(false(), *ways)


def ids_of_own_clients(who: Asking) -> Subquery:
    """The same clients of somebody who coaches, each once, as `client_id`."""
    coached = coached_by(who).distinct()
    if not who.trains:
        return coached.subquery("own")
    oneself = select(type_coerce(who.client_id, Integer).label("client_id"))
    return union(coached, oneself).subquery("own")


def coached_by(who: Asking) -> Select[int]:
    c = Coaching.__table__.alias().c
    return select(c.client_id).where(c.trainer_id == who.trainer_id, _in_force(who, c))


def coaches_of_own(who: Asking) -> Select[int]:
    c = Coaching.__table__.alias().c
    return select(c.trainer_id).where(c.client_id == who.client_id, _in_force(who, c))


def _in_force(who: Asking, c: Row) -> ColumnElement[bool]:
    return and_(
        c.deleted_at.is_(None),
        c.started_on <= who.today,
        or_(c.ended_on.is_(None), c.ended_on > who.today),
    )
