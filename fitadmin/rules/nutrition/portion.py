"""Portions and totals: nutrients by name, unknown ones staying unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

Nutrients: TypeAlias = Mapping[str, Number | None]
"""Amounts by a name that ends in its unit ("energy_kcal", "salt_g"); None is unknown."""


SALT_PER_SODIUM = Decimal("2.5")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that knows what it does not know: *at_least* is the sum of the known items."""

    at_least: Decimal
    items: int
    missing_items: int

    @property
    def is_complete(self) -> bool:
        """Whether every item was known."""
        return self.missing_items == 0

    @property
    def value(self) -> Decimal | None:
        """The sum where it is complete, else None."""
        return self.at_least if self.is_complete else None

    def times(self, factor: Number) -> "Total":
        """Return the total of *factor* times as much, its gaps unchanged."""
        return Total(self.at_least * exact(factor), self.items, self.missing_items)

    def divided_by(self, divisor: Number) -> "Total":
        """Return the total of one part, its gaps unchanged; the caller refuses zero."""
        return Total(self.at_least / exact(divisor), self.items, self.missing_items)


def amount_in(per_100: Number | None, grams: Number) -> Decimal | None:
    """Return how much of a nutrient is in so many grams (or ml), in the nutrient's own unit.

    Unknown stays None, unrounded. Refused: negative grams (negative_amount).

    Source: definition, per100 · g / 100.

    >>> amount_in(23, 115), amount_in(None, 115)
    (Decimal('26.45'), None)
    """
    weight = _not_negative(grams)
    return None if per_100 is None else exact(per_100) * weight / 100


def portion(per_100: Nutrients, grams: Number) -> dict[str, Decimal | None]:
    """Return the nutrients of so many grams (or ml for a food per 100 ml), each in its own unit.

    Unknown stays None, unrounded. Refused: negative grams (negative_amount).

    Source: definition, per100 · g / 100.

    >>> portion({"energy_kcal": 97, "fibre_g": None}, 115)
    {'energy_kcal': Decimal('111.55'), 'fibre_g': None}
    """
    return {name: amount_in(amount, grams) for name, amount in per_100.items()}


def total(amounts: Iterable[Number | None]) -> Total:
    """Return the sum of one nutrient over items, in its own unit, unrounded.

    Nothing to sum is a complete 0. Nothing is refused.

    Source: a convention of ours: unknown is never 0.

    >>> total([2, None])
    Total(at_least=Decimal('2'), items=2, missing_items=1)
    """
    listed = list(amounts)
    known = [exact(amount) for amount in listed if amount is not None]
    return Total(sum(known, Decimal(0)), len(listed), len(listed) - len(known))


def totals(items: Iterable[Nutrients]) -> dict[str, Total]:
    """Return the total of every nutrient that any item names, each in its own unit.

    An item that does not name a nutrient counts as not knowing it. Nothing is refused.

    Source: a convention of ours: unknown is never 0.

    >>> totals([{"fibre_g": 2}, {"protein_g": 1}])["fibre_g"].is_complete
    False
    """
    listed = list(items)
    names = dict.fromkeys(name for item in listed for name in item)
    return {name: total(item.get(name) for item in listed) for name in names}


def portion_grams(gram_weight: Number, amount: Number) -> Decimal:
    """Return the grams of one unit, where *amount* units weigh *gram_weight* g.

    Refused: an amount or a weight that is not positive (portion_must_be_positive).

    Source: USDA FoodData Central, food_portion.csv: gram_weight ÷ amount.

    >>> portion_grams(30, 2)
    Decimal('15')
    """
    weight, count = exact(gram_weight), exact(amount)
    if weight <= 0 or count <= 0:
        raise RuleError("portion_must_be_positive", "A portion has an amount and a weight.")
    return weight / count


def salt_g(sodium_mg: Number | None) -> Decimal | None:
    """Return the salt in g of so many mg of sodium; unknown stays None.

    Refused: negative sodium (negative_amount). Source: Regulation (EU) 1169/2011, Annex I:
    salt = 2.5 × sodium.

    >>> salt_g(400)
    Decimal('1')
    """
    if sodium_mg is None:
        return None
    return (_not_negative(sodium_mg) * SALT_PER_SODIUM / 1000).normalize() + 0


def sodium_mg(salt_g: Number | None) -> Decimal | None:
    """Return the sodium in mg of so many g of salt; unknown stays None.

    Refused: negative salt (negative_amount). Source: Regulation (EU) 1169/2011, Annex I.

    >>> sodium_mg(1)
    Decimal('400')
    """
    if salt_g is None:
        return None
    return (_not_negative(salt_g) * 1000 / SALT_PER_SODIUM).normalize() + 0


def _not_negative(amount: Number) -> Decimal:
    number = exact(amount)
    if number < 0:
        raise RuleError("negative_amount", "An amount of food cannot be negative.")
    return number
