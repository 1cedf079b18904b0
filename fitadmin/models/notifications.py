"""Notifications: what the platform has told somebody, and how it reached them."""

from datetime import datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.accounts import User
from fitadmin.models.columns import JSON_OBJECT, UtcDateTime, now, one_of
from fitadmin.models.scope import Asking, Row, Scoped, SeenThrough, Viewer

CHANNELS = ("in_app", "email", "digest", "push")


class Notification(Scoped, Model):
    """One message to one person; the words are made from *kind* and *facts* when shown.

    Seen by its recipient alone.
    """

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_inbox", "recipient_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON_OBJECT, default=dict)
    link: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    recipient: Mapped[User] = relationship()

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return row.recipient_id == who.user_id

    def __str__(self) -> str:
        return self.kind.replace("_", " ")


class NotificationPreference(Scoped, Model):
    """How one person wants to hear of one kind. Seen and changed by that person alone."""

    __tablename__ = "notification_preference"
    __table_args__ = (UniqueConstraint("user_id", "kind", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(one_of(*CHANNELS))
    is_on: Mapped[bool] = mapped_column(default=True)

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return row.user_id == who.user_id

    def settle(self, viewer: Viewer) -> None:
        if self.user_id is None and viewer.user_id is not None:
            self.user_id = viewer.user_id

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}"


class NotificationDelivery(SeenThrough, Model):
    """One try after another to bring one notification through one channel."""

    __tablename__ = "notification_delivery"
    __table_args__ = (UniqueConstraint("notification_id", "channel"),)
    seen_through = "notification"

    id: Mapped[int] = mapped_column(primary_key=True)
    notification_id: Mapped[int] = mapped_column(ForeignKey("notification.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(one_of(*CHANNELS))
    state: Mapped[str] = mapped_column(
        one_of("waiting", "delivered", "failed", "muted"), default="waiting"
    )
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)

    notification: Mapped[Notification] = relationship()

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
