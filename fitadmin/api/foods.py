"""JSON for foods and recipes: what can be eaten, and what is in it."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, FOOD, NUTRIENTS, ORIGIN, RECIPE, RECORD, TIMES
from fitadmin.models.foods import (
    Food,
    FoodName,
    FoodNutrient,
    FoodPortion,
    Recipe,
    RecipeIngredient,
)
from fitadmin.models.reading import DomainTable


class FoodApi(DomainApi):
    resource_name = "foods"
    datamodel = DomainTable(Food)

    _facts = ["name", "brand", "gtin", "category", "basis", *NUTRIENTS, "carbs_counted"]
    list_columns = ["id", *_facts, "energy_estimated_kcal", "source", *CHANGED]
    show_columns = [
        "id", *_facts, "energy_estimated_kcal", "portions.id", "portions.name",
        "portions.grams", "names.language", "names.name", "names.is_alias",
        "further.nutrient", "further.amount", "further.unit", *ORIGIN, *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", *_facts]
    edit_columns = _facts
    search_columns = [*_facts, "source", "source_id", *TIMES]
    order_columns = ["id", "name", "brand", "category", *NUTRIENTS, *TIMES]


class FoodNameApi(DomainApi):
    resource_name = "food-names"
    datamodel = DomainTable(FoodName)

    _facts = ["language", "name", "is_alias"]
    list_columns = ["id", *FOOD, *_facts]
    show_columns = list_columns
    add_columns = ["food", *_facts]
    edit_columns = _facts
    search_columns = ["food", *_facts]
    order_columns = ["id", *_facts]


class FoodPortionApi(DomainApi):
    resource_name = "food-portions"
    datamodel = DomainTable(FoodPortion)

    list_columns = ["id", *FOOD, "name", "grams"]
    show_columns = list_columns
    add_columns = ["food", "name", "grams"]
    edit_columns = ["name", "grams"]
    search_columns = ["food", "name", "grams"]
    order_columns = ["id", "name", "grams"]


class FoodNutrientApi(DomainApi):
    resource_name = "food-nutrients"
    datamodel = DomainTable(FoodNutrient)

    _facts = ["nutrient", "amount", "unit"]
    list_columns = ["id", *FOOD, *_facts]
    show_columns = list_columns
    add_columns = ["food", *_facts]
    edit_columns = _facts
    search_columns = ["food", *_facts]
    order_columns = ["id", *_facts]


class RecipeApi(DomainApi):
    resource_name = "recipes"
    datamodel = DomainTable(Recipe)

    _facts = ["name", "servings", "cooked_yield_g", "steps"]
    list_columns = ["id", "name", "servings", "cooked_yield_g", *CHANGED]
    show_columns = [
        "id", *_facts, "ingredients.id", "ingredients.position", "ingredients.amount",
        "ingredients.unit", "per_100", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", *_facts]
    edit_columns = _facts
    search_columns = [*_facts, *TIMES]
    order_columns = ["id", "name", "servings", *TIMES]


class RecipeIngredientApi(DomainApi):
    resource_name = "recipe-ingredients"
    datamodel = DomainTable(RecipeIngredient)

    _facts = ["position", "food", "part", "amount", "unit"]
    list_columns = [
        "id", *RECIPE, "position", *FOOD, "part.id", "part.name", "amount", "unit", *CHANGED,
    ]  # fmt: skip
    show_columns = [
        "id", *RECIPE, "position", *FOOD, "part.id", "part.name", "amount", "unit", "grams",
        *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "recipe", *_facts]
    edit_columns = _facts
    search_columns = ["recipe", *_facts, *TIMES]
    order_columns = ["id", "position", "amount", "unit", *TIMES]
