"""Progress: what is measured of a client, towards which goal, and photos of it."""

from datetime import date, datetime
from decimal import Decimal

from flask_appbuilder import Model
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import (
    SETTLED,
    Edited,
    UtcDateTime,
    about_the_same_client,
    exact,
    link,
    living_unique,
    now,
    one_of,
    plain,
    slug_of,
    stored,
)
from fitadmin.models.files import StoredFile
from fitadmin.models.people import ClientOwned, own_clients
from fitadmin.models.scope import Asking, Invalid, OpenToAll, Row, Viewer
from fitadmin.rules.units import Unit, convert

UNITS = ("kg", "lb", "cm", "in", "%", "bpm", "mmHg", "kcal", "kj", "s", "min", "m", "km", "count")


class Metric(Edited, OpenToAll, Model):
    """Something to measure, such as weight. Everybody signed in sees it, managers change it."""

    __tablename__ = "metric"
    searched_by = ("name",)
    __table_args__ = (
        living_unique("uq_metric_slug", "slug"),
        CheckConstraint("(lower IS NULL) = (upper IS NULL) AND upper > lower", name="bounds"),
    )

    name: Mapped[str] = mapped_column(String(80))
    slug: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str] = mapped_column(one_of(*UNITS))
    lower: Mapped[Decimal | None] = mapped_column(exact(12, 3))
    upper: Mapped[Decimal | None] = mapped_column(exact(12, 3))
    direction: Mapped[str] = mapped_column(one_of("up", "down", "steady", "none"), default="none")
    decimals: Mapped[int] = mapped_column(default=1)

    def settle(self, viewer: Viewer) -> None:
        self.slug = self.slug or slug_of(self.name)

    def __str__(self) -> str:
        return self.name


class ProgressEntry(Edited, ClientOwned, Model):
    """One measurement of one client: as entered, with its unit, and in the metric's unit."""

    __tablename__ = "progress_entry"
    __table_args__ = (
        Index("ix_progress_entry_when", "client_id", "metric_id", "measured_at"),
        Index("ix_progress_entry_at", "measured_at", "id"),
        UniqueConstraint("id", "client_id"),
    )

    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), index=True)
    measured_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    entered: Mapped[Decimal] = mapped_column(exact(12, 3))
    unit: Mapped[str] = mapped_column(one_of(*UNITS), info=SETTLED)
    value: Mapped[Decimal] = mapped_column(exact(18, 8))
    note: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(
        one_of("by_hand", "app", "device", "import"), default="by_hand"
    )

    metric: Mapped[Metric] = relationship()

    def settle(self, viewer: Viewer) -> None:
        """The value follows from what was entered, in the metric's unit and within its bounds."""
        if self.metric is None:
            return
        self.unit = self.unit or self.metric.unit
        self.value = _converted(Decimal(self.entered), self.unit, self.metric.unit)
        lower, upper = self.metric.lower, self.metric.upper
        if lower is None or upper is None:  # both or none, says the database
            return
        if not lower <= self.value <= upper:
            raise Invalid(
                "%(metric)s must be between %(least)s and %(most)s %(unit)s",
                "entered",
                metric=self.metric,
                least=plain(lower),
                most=plain(upper),
                unit=self.metric.unit,
            )

    def __str__(self) -> str:
        return f"{plain(self.entered)} {self.unit}"


def _converted(value: Decimal, unit: str, to_unit: str) -> Decimal:
    if unit == to_unit:
        return value
    try:
        return stored(convert(value, Unit(unit), Unit(to_unit)))
    except ValueError:
        raise Invalid(
            "%(unit)s cannot be turned into %(to_unit)s", "unit", unit=unit, to_unit=to_unit
        ) from None


class ProgressPhoto(Edited, ClientOwned, Model):
    """A photo of a client's body. *shown_to* says whether coaches see it, or the client alone."""

    __tablename__ = "progress_photo"
    __table_args__ = (
        about_the_same_client("stored_file", "file_id", part=False),
        living_unique("uq_progress_photo_file", "file_id"),
        Index("ix_progress_photo_when", "client_id", "taken_on"),
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    taken_on: Mapped[date]
    pose: Mapped[str] = mapped_column(one_of("front", "side", "back", "other"), default="front")
    shown_to: Mapped[str] = mapped_column(one_of("coaches", "client_only"), default="coaches")
    note: Mapped[str | None] = mapped_column(Text)

    file: Mapped[StoredFile] = link("ProgressPhoto.file_id == StoredFile.id")

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        shared = row.shown_to == "coaches"
        if who.sees_all:
            return shared
        others = own_clients(who, row.client_id) & shared
        return or_(others, row.client_id == who.client_id) if who.trains else others

    def settle(self, viewer: Viewer) -> None:
        if self.file is not None:
            self.file.is_private = self.shown_to == "client_only"

    def __str__(self) -> str:
        return f"{self.pose} {self.taken_on}"


class Goal(Edited, ClientOwned, Model):
    """A metric that is to go from here to there by a day."""

    __tablename__ = "goal"
    named_by = ("metric",)
    __table_args__ = (CheckConstraint("due_on IS NULL OR due_on >= starts_on", name="due"),)

    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), index=True)
    start_value: Mapped[Decimal] = mapped_column(exact(12, 3))
    target_value: Mapped[Decimal] = mapped_column(exact(12, 3))
    starts_on: Mapped[date]
    due_on: Mapped[date | None]
    reached_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)

    metric: Mapped[Metric] = relationship()

    def __str__(self) -> str:
        return f"{self.metric} → {plain(self.target_value)}"
