"""The gym itself, and what every part of it needs: settings, audit, jobs, imports."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from flask_appbuilder import Model
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    Text,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import (
    JSON_OBJECT,
    Edited,
    UtcDateTime,
    living_unique,
    now,
    one_of,
)
from fitadmin.models.scope import (
    Asking,
    ForManagers,
    Invalid,
    OpenToAll,
    Row,
    Scoped,
    Viewer,
)


def refuse_unknown_zone(row: Any) -> None:
    """Refuse a row whose *timezone* no clock knows: every page would stumble over it."""
    if row.timezone is not None and row.timezone not in available_timezones():
        zone = row.timezone
        raise Invalid("“%(zone)s” is not a time zone; one is Europe/Berlin", "timezone", zone=zone)


class GymSettings(Edited, ForManagers, Model):
    """What the gym has decided about itself; there is one row. Managers see and change it."""

    __tablename__ = "gym_settings"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("trash_days > 0 AND audit_days > 0", name="retention"),
    )

    name: Mapped[str] = mapped_column(String(120), default="My gym")
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    language: Mapped[str] = mapped_column(one_of("en", "de", "es", "fr", "pt_BR"), default="en")
    mass_unit: Mapped[str] = mapped_column(one_of("kg", "lb"), default="kg")
    length_unit: Mapped[str] = mapped_column(one_of("cm", "in"), default="cm")
    energy_unit: Mapped[str] = mapped_column(one_of("kcal", "kj"), default="kcal")
    week_starts_on: Mapped[str] = mapped_column(
        one_of("monday", "saturday", "sunday"), default="monday"
    )
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    registration_is_open: Mapped[bool] = mapped_column(default=False)
    trash_days: Mapped[int] = mapped_column(default=30)
    audit_days: Mapped[int] = mapped_column(default=730)

    def settle(self, viewer: Viewer) -> None:
        refuse_unknown_zone(self)

    def __str__(self) -> str:
        return self.name


def trash_days() -> Select[tuple[int]]:
    """How many days a row stays in the trash before it may be purged."""
    return select(GymSettings.__table__.c.trash_days)


class Location(Edited, OpenToAll, Model):
    """A place where the gym trains people. Everybody signed in sees it, managers change it."""

    __tablename__ = "location"
    searched_by = ("name", "address")
    __table_args__ = (living_unique("uq_location_name", "name"),)

    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(String(300))
    timezone: Mapped[str | None] = mapped_column(String(64))
    phone: Mapped[str | None] = mapped_column(String(40))

    def settle(self, viewer: Viewer) -> None:
        refuse_unknown_zone(self)

    def __str__(self) -> str:
        return self.name


class AuditEvent(ForManagers, Model):
    """Who did what to which row, append-only. Seen by who sees all; the page is for admins."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_row", "table_name", "row_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL"), index=True
    )
    user_name: Mapped[str | None] = mapped_column(String(130))
    on_behalf_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL")
    )
    act: Mapped[str] = mapped_column(String(40))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int | None]
    client_id: Mapped[int | None] = mapped_column(
        ForeignKey("client_profile.id", ondelete="SET NULL"), index=True
    )
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON_OBJECT)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON_OBJECT)
    ip: Mapped[str | None] = mapped_column(String(45))
    request_id: Mapped[str | None] = mapped_column(String(64))

    def __str__(self) -> str:
        return f"{self.act} {self.table_name} {self.row_id}"


class JobRun(ForManagers, Model):
    """One run of one job for one slot of time: its effect happens once.

    Seen by who sees all; the page is for admins.
    """

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("name", "slot", name="uq_job_run_slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    slot: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(
        one_of("queued", "running", "done", "failed"), default="queued"
    )
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"


class ImportBatch(ForManagers, Model):
    """One file taken in, so that it can be undone as a whole. Managers see it."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(one_of("foods", "exercises", "clients"))
    source: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))
    rows_created: Mapped[int] = mapped_column(default=0)
    rows_updated: Mapped[int] = mapped_column(default=0)
    rows_unchanged: Mapped[int] = mapped_column(default=0)
    rows_refused: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    changes: Mapped[list["ImportChange"]] = relationship(
        back_populates="batch", cascade="all, delete-orphan", passive_deletes=True
    )

    def __str__(self) -> str:
        return f"{self.file_name} ({self.created_at:%Y-%m-%d})"


class ImportChange(ForManagers, Model):
    """One row that a batch created or changed, and how it was before. Managers see it."""

    __tablename__ = "import_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON_OBJECT)

    batch: Mapped[ImportBatch] = relationship(back_populates="changes")

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"


class KeptAnswer(Scoped, Model):
    """What a POST with an Idempotency-Key was answered, to be given again. Seen by nobody.

    *fingerprint* is of its address and body; *status* is empty while it is being worked on,
    which only the transaction that does so can see.
    """

    __tablename__ = "kept_answer"
    __table_args__ = (UniqueConstraint("user_id", "key", name="uq_kept_answer_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(255))
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any] | None] = mapped_column(JSON_OBJECT)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return false()
