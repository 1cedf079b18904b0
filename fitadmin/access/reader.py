"""How somebody reads: language, time zone, units; their own, or else the gym's."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reader:
    """*language* is the account's own choice, None without one; *gym_language* the gym's."""

    language: str | None = None
    gym_language: str | None = None
    timezone: str = "UTC"
    mass_unit: str = "kg"
    length_unit: str = "cm"
    energy_unit: str = "kcal"

    @classmethod
    def of(cls, account: Any) -> "Reader":
        """Of a row of models.people.account_of."""
        return cls(
            account.locale,
            account.language,
            account.own_timezone or account.timezone or "UTC",
            account.mass_unit or "kg",
            account.length_unit or "cm",
            account.energy_unit or "kcal",
        )


ANYBODY = Reader()
"""Whoever is not known, and whoever reads what no request asked for."""
