"""What happened in the gym: the audit log, the runs of jobs, answers to be given again."""

from datetime import datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from fitadmin.models.columns import JSON_OBJECT, UtcDateTime, now, one_of
from fitadmin.models.scope import Asking, ForManagers, Row, Scoped


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
