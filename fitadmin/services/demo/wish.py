"""What somebody wants of a demo gym."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from fitadmin.models.scope import Invalid

MOST_CLIENTS = 100_000
MOST_MONTHS = 60
MOST_SETS_PER_CLIENT = 2000
DAYS_PER_MONTH = 30.44
TRAINERS = 4


class Refused(Invalid):
    """A wish that cannot be met, in one line."""


class Step(NamedTuple):
    """What has just been written, and may be committed: so much of the whole."""

    name: str
    done: int
    of: int


@dataclass(frozen=True)
class Wish:
    """So many clients with so many months behind them; the same wish makes the same gym.

    *sets* is the number of completed sets in all; without it everybody's whole history is told.
    """

    today: date
    clients: int = 60
    months: int = 6
    seed: int = 1
    sets: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.clients <= MOST_CLIENTS:
            raise Refused(f"A demo gym has 1 to {MOST_CLIENTS:,} clients.")
        if not 1 <= self.months <= MOST_MONTHS:
            raise Refused(f"A demo gym has 1 to {MOST_MONTHS} months behind it.")
        if self.sets is not None and not 0 <= self.sets <= self.clients * MOST_SETS_PER_CLIENT:
            raise Refused(
                f"{self.clients:,} clients can do up to "
                f"{self.clients * MOST_SETS_PER_CLIENT:,} sets; ask for more clients."
            )

    @cached_property
    def since(self) -> date:
        """The day on which the gym's story begins."""
        return self.today - timedelta(days=self.days)

    @cached_property
    def days(self) -> int:
        """How long that is ago; longer than asked for where so many sets need it."""
        days = round(self.months * DAYS_PER_MONTH)
        if self.sets is None:
            return days
        return max(days, round(self.sets / self.clients * SLOWEST_DAYS_PER_SET) + 21)

    def chance(self, *about: object) -> random.Random:
        """Dice of their own for each subject, so that one story does not disturb another."""
        return random.Random("/".join(map(str, (self.seed, *about))))  # noqa: S311  a story, no secret


SLOWEST_DAYS_PER_SET = 0.7
"""Whoever trains least does a set in so many days, over the whole history."""
