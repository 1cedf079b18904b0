"""Rows as they go into the database: each with an id of its own, its time and its author."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from fitadmin.models.bulk import insert_rows
from fitadmin.rules.schedule import utc_of
from fitadmin.rules.units import Unit, convert

Row = dict[str, Any]

EARLY = 6
"""Nothing happens before six o'clock, so that no clock is changed in the middle of a day."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Writes rows of the past: their time is the story's, their uid comes from the dice."""

    session: Session
    dice: Random
    zone: str

    def insert(self, model: type[Any], rows: Iterable[Row]) -> list[int]:
        """Insert *rows* and return their ids, in order."""
        return insert_rows(self.session, model, rows)

    def dated(self, row: Row, at: datetime, by: int | None = None) -> Row:
        """*row* as somebody wrote it at that time."""
        bits = self.dice.getrandbits(74)
        stamp = int(at.timestamp() * 1000)
        row["uid"] = UUID(
            int=stamp << 80 | 0x7 << 76 | bits >> 62 << 64 | 0b10 << 62 | bits & _LOW_62
        )
        row["created_at"] = row["updated_at"] = at
        row["created_by_id"] = by
        return row

    def at(self, on: date, hour: float) -> datetime:
        """The UTC time when the gym's clocks show *hour* (6.0 to 23.9) on that day."""
        return _early(on, self.zone) + timedelta(minutes=round((hour - EARLY) * 60))


_LOW_62 = (1 << 62) - 1


@lru_cache(maxsize=4096)
def _early(on: date, zone: str) -> datetime:
    return utc_of(on, time(EARLY), zone)


@lru_cache(maxsize=65536)
def in_kg(load: Decimal, unit: str) -> Decimal:
    """What was entered, in kg."""
    return convert(load, Unit(unit), Unit.KG)


@lru_cache(maxsize=65536)
def number(value: float, decimals: int = 1) -> Decimal:
    """A rounded value as an exact number."""
    return Decimal(f"{value:.{decimals}f}")
