"""Which of a source's figures is meant: FoodData Central's nutrient ids and its three energies."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fitadmin.rules.energy import atwater_kcal
from fitadmin.rules.units import Number, exact

FDC_NUTRIENT_IDS: dict[str, tuple[int, ...]] = {
    "energy_kcal": (1008, 2048, 2047),
    "protein_g": (1003,),
    "fat_g": (1004, 1085),
    "carbs_g": (1005, 1050),
    "fibre_g": (1079, 2033),
    "sugars_g": (2000, 1063),
    "saturates_g": (1258,),
    "sodium_mg": (1093,),
    "potassium_mg": (1092,),
    "cholesterol_mg": (1253,),
    "alcohol_g": (1018,),
}
"""Nutrient ids (not numbers) of FoodData Central, the first known one counts.

Source: USDA FoodData Central, nutrient.csv of 2024-10-31; the order is a convention of ours.
"""

FDC_ID_OF_NUMBER: dict[str, int] = {
    "203": 1003, "204": 1004, "298": 1085, "205": 1005, "205.2": 1050, "208": 1008, "221": 1018,
    "269": 2000, "269.3": 1063, "291": 1079, "293": 2033, "306": 1092, "307": 1093, "601": 1253,
    "606": 1258, "957": 2047, "958": 2048,
}  # fmt: skip
"""The older nutrient numbers ("nutrient_nbr") and their ids. Source: as above."""

COMPUTED = "computed"
"""The source of an energy that nobody measured: estimated from the macronutrients."""


@dataclass(frozen=True, slots=True)
class FoodEnergy:
    """Energy per 100 g: *source* is a nutrient id, or "computed" for an estimate to be marked.

    An estimate is complete when protein, fat and carbs were all known.
    """

    kcal: Decimal
    source: str
    is_complete: bool

    @property
    def is_estimate(self) -> bool:
        """Whether this was computed from macronutrients, and is not to be stored as declared."""
        return self.source == COMPUTED


def known_amount(amounts: Mapping[int, Number | None], nutrient: str) -> Decimal | None:
    """Return the amount of *nutrient* ("fat_g") per 100 g, by the first id that knows it.

    None if no id does. A name that is not in FDC_NUTRIENT_IDS raises KeyError.

    Source: FDC_NUTRIENT_IDS.

    >>> known_amount({1004: None, 1085: Decimal("93.7")}, "fat_g")
    Decimal('93.7')
    """
    return next((amount for _, amount in _known(amounts, nutrient)), None)


def food_energy(amounts: Mapping[int, Number | None]) -> FoodEnergy | None:
    """Return the energy in kcal per 100 g of a food of FoodData Central, with where it is from.

    Ids 1008, else 2048, else 2047, else an estimate from the macronutrients that are known;
    None, and never 0, when nothing is. Carbs by difference can come out below zero and count as
    none. Nothing is refused.

    Source: USDA FoodData Central, field descriptions; the order is a convention of ours.

    >>> food_energy({1085: Decimal("93.7")})
    FoodEnergy(kcal=Decimal('843.3'), source='computed', is_complete=False)
    """
    for nutrient_id, kcal in _known(amounts, "energy_kcal"):
        return FoodEnergy(kcal, str(nutrient_id), is_complete=True)
    macros = [known_amount(amounts, name) for name in ("protein_g", "carbs_g", "fat_g")]
    alcohol = known_amount(amounts, "alcohol_g")
    if alcohol is None and all(grams is None for grams in macros):
        return None
    protein, carbs, fat, alcohol = (max(g or Decimal(0), Decimal(0)) for g in (*macros, alcohol))
    return FoodEnergy(atwater_kcal(protein, carbs, fat, alcohol), COMPUTED, None not in macros)


def _known(amounts: Mapping[int, Number | None], nutrient: str) -> list[tuple[int, Decimal]]:
    found = ((nutrient_id, amounts.get(nutrient_id)) for nutrient_id in FDC_NUTRIENT_IDS[nutrient])
    return [(nutrient_id, exact(amount)) for nutrient_id, amount in found if amount is not None]
