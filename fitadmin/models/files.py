"""Files: what was uploaded, what its bytes are, and where they live."""

from typing import Any

from flask_appbuilder import Model
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    UniqueConstraint,
    and_,
    false,
    not_,
    or_,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import JSON_OBJECT, Edited, one_of
from fitadmin.models.people import ClientProfile, own_clients
from fitadmin.models.scope import Asking, Row, Scoped, Viewer


class StoredFile(Edited, Scoped, Model):
    """An upload. Seen by who sent it, and, when about a client, by whoever sees that client.

    Who sees people sees profile photos: a client's photo is the newest file of that kind.
    A private one is seen by the client and who sent it alone. The original name is for
    display only; the type is what the bytes are.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint("size_bytes >= 0", name="size"),
        UniqueConstraint("id", "client_id"),
    )
    hidden_with = ("client",)

    client_id: Mapped[int | None] = mapped_column(
        ForeignKey("client_profile.id", ondelete="CASCADE"), index=True
    )
    owner_user_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(
        one_of("profile_photo", "progress_photo", "meal_photo", "exercise_media", "document")
    )
    original_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(80))
    size_bytes: Mapped[int]
    width_px: Mapped[int | None]
    height_px: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    renditions: Mapped[dict[str, Any]] = mapped_column(JSON_OBJECT, default=dict)
    is_private: Mapped[bool] = mapped_column(default=False)
    storage: Mapped[str] = mapped_column(one_of("local", "s3"), default="local")
    storage_key: Mapped[str] = mapped_column(String(255), unique=True)

    client: Mapped[ClientProfile | None] = relationship(foreign_keys=[client_id])

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if not who.is_known:
            return false()
        open_to_others = not_(row.is_private)
        own = [row.owner_user_id == who.user_id]
        if who.trains:
            own.append(row.client_id == who.client_id)
        others = true() if who.sees_all else own_clients(who, row.client_id)
        if who.sees_people:
            others = or_(others, row.kind == "profile_photo")
        return or_(*own, and_(others, open_to_others))

    def settle(self, viewer: Viewer) -> None:
        if self.id is None and self.owner_user_id is None:
            self.owner_user_id = viewer.user_id

    def __str__(self) -> str:
        return self.original_name
