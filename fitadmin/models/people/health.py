"""What a coach must know about a client, and what the client has agreed to."""

from datetime import datetime
from decimal import Decimal

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, ColumnElement, String, Text, and_, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from fitadmin.models.columns import Edited, UtcDateTime, exact, living_unique, now, one_of
from fitadmin.models.people.ownership import ClientOwned
from fitadmin.models.people.profiles import coached_by
from fitadmin.models.scope import Asking, Row


class ClientHealth(Edited, ClientOwned, Model):
    """What formulas and coaches must know about one client's body. One row per client."""

    __tablename__ = "client_health"
    named_by = ("client",)
    __table_args__ = (
        living_unique("uq_client_health_client", "client_id"),
        CheckConstraint("height_cm BETWEEN 50 AND 260", name="height"),
    )

    sex: Mapped[str] = mapped_column(one_of("male", "female", "not_stated"), default="not_stated")
    height_cm: Mapped[Decimal | None] = mapped_column(exact(5, 1))
    activity: Mapped[str] = mapped_column(
        one_of("sedentary", "light", "moderate", "active", "very_active"), default="moderate"
    )
    goal: Mapped[str | None] = mapped_column(String(300))
    notes: Mapped[str | None] = mapped_column(Text)
    injuries: Mapped[str | None] = mapped_column(Text)
    allergies: Mapped[str | None] = mapped_column(String(300))
    diet: Mapped[str | None] = mapped_column(String(120))
    dislikes: Mapped[str | None] = mapped_column(String(300))

    def __str__(self) -> str:
        return str(self.client)


class Consent(Edited, ClientOwned, Model):
    """What a client has agreed to, in which words, and since when."""

    __tablename__ = "consent"

    purpose: Mapped[str] = mapped_column(
        one_of("health_data", "body_photos", "meal_photos", "sharing_with_trainer")
    )
    text_version: Mapped[str] = mapped_column(String(40))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"


class ClientNote(Edited, ClientOwned, Model):
    """A coach's note on a client; the client sees it only when it is shared."""

    __tablename__ = "client_note"

    text: Mapped[str] = mapped_column(Text)
    is_shared: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        if who.sees_all:
            return true()
        coached = row.client_id.in_(coached_by(who)) if who.coaches else false()
        shared = and_(row.client_id == who.client_id, row.is_shared) if who.trains else false()
        return or_(coached, shared)

    def __str__(self) -> str:
        return self.text[:60]
