"""What the gym has decided about itself, and where it is."""

from typing import Any
from zoneinfo import available_timezones

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from fitadmin.models.columns import Edited, living_unique, one_of
from fitadmin.models.scope import ForManagers, Invalid, OpenToAll, Viewer


def refuse_unknown_zone(row: Any) -> None:
    """Refuse a row whose *timezone* no clock knows: every page would stumble over it."""
    if row.timezone is not None and row.timezone not in available_timezones():
        zone = row.timezone
        raise Invalid("“%(zone)s” is not a time zone; one is Europe/Berlin", "timezone", zone=zone)


LONGEST_DAYS = 36_500


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
        super().settle(viewer)
        refuse_unknown_zone(self)
        for column in ("trash_days", "audit_days"):
            if (getattr(self, column) or 1) > LONGEST_DAYS:
                raise Invalid("no more than 36500 days, which is a hundred years", column)

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
