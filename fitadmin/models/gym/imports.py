"""Files taken in, and what became of their rows."""

from datetime import datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import ColumnElement, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import JSON_OBJECT, UtcDateTime, now, one_of
from fitadmin.models.scope import Asking, ForManagers, Row, Scoped


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


class ImportUpload(Scoped, Model):
    """A file that waits to be taken in, and what is to become of it.

    Who sent it alone sees it, managers not. It goes after a day. *step* says what is there or was
    asked for last, *begun* how often work was asked for, *started_at* when a job began with it.
    *error* is what is wrong with the file, "" where nobody can say.
    """

    __tablename__ = "import_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(43), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    kind: Mapped[str] = mapped_column(one_of("foods", "exercises", "clients"))
    file_name: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int]
    rows: Mapped[int] = mapped_column(default=0)
    source: Mapped[str | None] = mapped_column(String(40))
    columns: Mapped[dict[str, Any] | None] = mapped_column(JSON_OBJECT)
    date_format: Mapped[str | None] = mapped_column(String(20))
    overwrite: Mapped[bool] = mapped_column(default=False)
    step: Mapped[str] = mapped_column(
        one_of("columns", "looking", "looked", "taking", "taken"), default="columns"
    )
    begun: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_batch.id", ondelete="SET NULL"), index=True
    )

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        is_theirs: ColumnElement[bool] = row.user_id == who.user_id
        return is_theirs

    def __str__(self) -> str:
        return self.file_name
