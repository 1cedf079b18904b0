"""Files taken in, and what became of their rows."""

from datetime import datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import JSON_OBJECT, UtcDateTime, now, one_of
from fitadmin.models.scope import ForManagers


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
