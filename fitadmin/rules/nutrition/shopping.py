"""Shopping list: many ingredients merged into few lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, Unit, convert, exact

WEIGHTS = frozenset({Unit.G, Unit.KG, Unit.MG, Unit.OZ, Unit.LB, Unit.ST})
MILLILITRES = {"ml": Decimal(1), "cl": Decimal(10), "dl": Decimal(100), "l": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class ShoppingItem:
    """One ingredient: so much of a food in a unit, and the grams of one such unit if known."""

    food: str | int
    quantity: Number
    unit: str
    gram_weight: Number | None = None


@dataclass(frozen=True, slots=True)
class ShoppingLine:
    """One line of the list: grams, millilitres, or a unit nobody could weigh."""

    food: str | int
    quantity: Decimal
    unit: str


def merge_shopping(items: Iterable[ShoppingItem]) -> list[ShoppingLine]:
    """Return one line per food and unit, in order of first need: g, ml, or the unit as written.

    A unit with neither a weight nor a volume stands on a line of its own, never dropped or
    guessed; millilitres stay millilitres unless the item says what one weighs. Refused: a
    negative quantity (negative_amount).

    Source: definition.

    >>> merge_shopping([ShoppingItem("rice", 200, "g"), ShoppingItem("rice", 1, "cup", 185),
    ...                 ShoppingItem("rice", 1, "handful")])[0].quantity
    Decimal('385')
    """
    lines: dict[tuple[str | int, str], Decimal] = {}
    for item in items:
        quantity, unit = _in_base_unit(item)
        lines[item.food, unit] = lines.get((item.food, unit), Decimal(0)) + quantity
    return [ShoppingLine(food, quantity, unit) for (food, unit), quantity in lines.items()]


def _in_base_unit(item: ShoppingItem) -> tuple[Decimal, str]:
    quantity = exact(item.quantity)
    if quantity < 0:
        raise RuleError("negative_amount", "Nobody can buy less than nothing.", food=item.food)
    if item.unit in WEIGHTS:
        return convert(quantity, Unit(item.unit), Unit.G), "g"
    if item.gram_weight is not None:
        return quantity * exact(item.gram_weight), "g"
    if item.unit in MILLILITRES:
        return quantity * MILLILITRES[item.unit], "ml"
    return quantity, item.unit
