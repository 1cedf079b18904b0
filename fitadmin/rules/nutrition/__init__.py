"""Nutrition: portions, recipes, meal components, shopping, labels, barcodes."""

from fitadmin.rules.nutrition.balance import Balance, Balanced, Choice, balance
from fitadmin.rules.nutrition.components import Match, Range, component_range, swapped_grams
from fitadmin.rules.nutrition.gtin import check_digit, is_valid_gtin, normalised_gtin
from fitadmin.rules.nutrition.label import LabelKind, label_amount
from fitadmin.rules.nutrition.plausibility import (
    Finding,
    food_findings,
    macro_energy_kcal,
    refuse_impossible_food,
)
from fitadmin.rules.nutrition.portion import (
    Nutrients,
    Total,
    amount_in,
    portion,
    portion_grams,
    salt_g,
    sodium_mg,
    total,
    totals,
)
from fitadmin.rules.nutrition.recipe import (
    per_100_g,
    per_serving,
    recipe_order,
    recipe_totals,
    scaled_amounts,
)
from fitadmin.rules.nutrition.shopping import ShoppingItem, ShoppingLine, merge_shopping
from fitadmin.rules.nutrition.sources import (
    FDC_ID_OF_NUMBER,
    FDC_NUTRIENT_IDS,
    FoodEnergy,
    food_energy,
    known_amount,
)

__all__ = [
    "FDC_ID_OF_NUMBER", "FDC_NUTRIENT_IDS", "Balance", "Balanced", "Choice", "Finding",
    "FoodEnergy", "LabelKind", "Match", "Nutrients", "Range", "ShoppingItem", "ShoppingLine",
    "Total", "amount_in", "balance", "check_digit", "component_range", "food_energy",
    "food_findings", "is_valid_gtin", "known_amount", "label_amount", "macro_energy_kcal",
    "merge_shopping", "normalised_gtin", "per_100_g", "per_serving", "portion", "portion_grams",
    "recipe_order", "recipe_totals", "refuse_impossible_food", "salt_g", "scaled_amounts",
    "sodium_mg", "swapped_grams", "total", "totals",
]  # fmt: skip
