"""Recipes: servings, cooked yield, scaling, and recipes inside recipes."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from fitadmin.rules import RuleError
from fitadmin.rules.nutrition.portion import Nutrients, Total, portion, totals
from fitadmin.rules.units import Number, exact

Key = TypeVar("Key", bound=Hashable)


def recipe_totals(ingredients: Iterable[tuple[Nutrients, Number]]) -> dict[str, Total]:
    """Return the total of every nutrient over (nutrients per 100 g, grams), unrounded.

    One unknown ingredient makes a total incomplete, not smaller. Refused: negative grams
    (negative_amount).

    Source: definition.

    >>> recipe_totals([({"fat_g": 10}, 50), ({"fat_g": None}, 5)])["fat_g"]
    Total(at_least=Decimal('5'), items=2, missing_items=1)
    """
    return totals(portion(per_100, grams) for per_100, grams in ingredients)


def per_serving(recipe: Mapping[str, Total], servings: Number) -> dict[str, Total]:
    """Return the nutrients of one serving, unrounded.

    Half servings are allowed. Refused: servings that are not positive
    (servings_must_be_positive).

    Source: definition.

    >>> per_serving({"fat_g": Total(Decimal(9), 1, 0)}, 2)["fat_g"].value
    Decimal('4.5')
    """
    count = _servings(servings)
    return {name: total.divided_by(count) for name, total in recipe.items()}


def per_100_g(recipe: Mapping[str, Total], yield_g: Number) -> dict[str, Total]:
    """Return the nutrients per 100 g of the cooked weight, unrounded.

    Cooking changes the weight and not the energy, so what was eaten is portion()ed from this.
    Without a cooked weight pass the raw one. Refused: a yield that is not positive
    (yield_must_be_positive).

    Source: yield method, FAO/INFOODS guidelines, 2012.

    >>> per_100_g({"energy_kcal": Total(Decimal(1500), 3, 0)}, 1250)["energy_kcal"].value
    Decimal('120')
    """
    weight = exact(yield_g)
    if weight <= 0:
        raise RuleError("yield_must_be_positive", "The cooked weight must be above zero.")
    return {name: total.times(100).divided_by(weight) for name, total in recipe.items()}


def scaled_amounts(
    amounts: Sequence[Number], from_servings: Number, to_servings: Number
) -> list[Decimal]:
    """Return the ingredients' amounts for another number of servings, each in its own unit.

    Unrounded, so scaling back gives the same amounts (but for the 28th digit). Refused: servings
    that are not positive (servings_must_be_positive).

    Source: definition.

    >>> scaled_amounts([80, 249], 2, 3)
    [Decimal('120'), Decimal('373.5')]
    """
    now, wanted = _servings(from_servings), _servings(to_servings)
    return [exact(amount) * wanted / now for amount in amounts]


def recipe_order(contains: Mapping[Key, Iterable[Key]]) -> list[Key]:
    """Return all recipes and parts, each after everything it contains: the order to compute in.

    Refused: a recipe that contains itself, also through others (recipe_cycle, with the way round
    in facts["path"]).

    Source: topological sorting.

    >>> recipe_order({"lasagne": ["ragù", "pasta"], "ragù": ["stock"]})[-1]
    'lasagne'
    """
    try:
        return list(TopologicalSorter(contains).static_order())
    except CycleError as error:
        path = list(reversed(error.args[1]))
        words = " → ".join(str(step) for step in path)
        raise RuleError("recipe_cycle", f"A recipe contains itself: {words}.", path=path) from None


def _servings(servings: Number) -> Decimal:
    count = exact(servings)
    if count <= 0:
        raise RuleError("servings_must_be_positive", "A recipe serves more than nobody.")
    return count
