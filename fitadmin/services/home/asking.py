"""For whom a home is made: whose eyes, and which tables they may open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from fitadmin.access import READ, WRITE
from fitadmin.models.scope import Viewer
from fitadmin.rules.schedule import utc_span_of_day

HERE = ("active", "vacation")
"""Clients who take a coach's time, and a place of theirs."""
GONE = ("former",)


@dataclass(frozen=True)
class Caller:
    """Somebody with their grants: *may* answers for a permission and a word.

    The guard narrows rows to the running viewer, which must be this one.
    """

    viewer: Viewer
    may: Callable[[str, str], bool]

    @property
    def today(self) -> date:
        """The gym's day."""
        return self.viewer.today

    def reads(self, model: type[Any]) -> bool:
        """Whether they may open that table."""
        return self.may(f"can_{READ}", model.__name__)

    def writes(self, model: type[Any]) -> bool:
        """Whether they may write into that table."""
        return self.may(f"can_{WRITE}", model.__name__)

    def begin_of(self, days_ago: int) -> datetime:
        """The moment at which the gym's day so many days ago began."""
        return utc_span_of_day(self.today - timedelta(days=days_ago), self.viewer.timezone)[0]


def name_of(row: Any) -> str:
    """The name of a person whose first and last name were selected."""
    return f"{row.first_name} {row.last_name}"
