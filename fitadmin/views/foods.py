"""Pages for foods and recipes: what can be eaten, and what is in it."""

from flask_babel import lazy_gettext as _

from fitadmin.models.foods import (
    Food,
    FoodName,
    FoodNutrient,
    FoodPortion,
    Recipe,
    RecipeIngredient,
)
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class FoodPortionView(DomainView):
    datamodel = DomainTable(FoodPortion)

    list_title = _("Portions")
    add_title = _("New portion")
    edit_title = _("Change portion")
    show_title = _("Portion")
    list_columns = ["food", "name", "grams"]
    search_columns = ["name", "grams"]
    show_columns = add_columns = list_columns
    edit_columns = ["name", "grams"]
    base_order = ("name", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {"food": _("Food"), "name": _("Portion"), "grams": _("Weight (g)")}
    description_columns = {"name": _("For example cup, slice, piece.")}


class FoodNameView(DomainView):
    datamodel = DomainTable(FoodName)

    list_title = _("Names of foods")
    add_title = _("New name")
    edit_title = _("Change name")
    show_title = _("Name of a food")
    list_columns = ["food", "language", "name", "is_alias"]
    search_columns = ["name", "language", "is_alias"]
    show_columns = add_columns = list_columns
    edit_columns = ["language", "name", "is_alias"]
    base_order = ("name", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {
        "food": _("Food"),
        "language": _("Language"),
        "name": _("Name"),
        "is_alias": _("Alias"),
    }
    description_columns = {
        "language": _("A code such as en, de, pt_BR."),
        "is_alias": _("Another word for it, found by search but not shown."),
    }


class FoodNutrientView(DomainView):
    datamodel = DomainTable(FoodNutrient)

    list_title = _("Further nutrients")
    add_title = _("New nutrient")
    edit_title = _("Change nutrient")
    show_title = _("Nutrient")
    list_columns = ["food", "nutrient", "amount", "unit"]
    search_columns = ["nutrient", "amount", "unit"]
    show_columns = add_columns = list_columns
    edit_columns = ["nutrient", "amount", "unit"]
    base_order = ("nutrient", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {
        "food": _("Food"),
        "nutrient": _("Nutrient"),
        "amount": _("Amount per 100 g or ml"),
        "unit": _("Unit"),
    }


class FoodView(DomainView):
    datamodel = DomainTable(Food)
    related_views = [FoodPortionView, FoodNameView, FoodNutrientView]

    list_title = _("Foods")
    add_title = _("New food")
    edit_title = _("Change food")
    show_title = _("Food")
    list_columns = ["name", "brand", "category", "energy_kcal", "protein_g", "carbs_g", "fat_g"]
    search_columns = [
        "name", "brand", "gtin", "category", "basis", "energy_kcal", "protein_g", "carbs_g",
        "fat_g", "source",
    ]  # fmt: skip
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "brand": _("Brand"),
        "gtin": _("Barcode (GTIN)"),
        "category": _("Category"),
        "basis": _("Amounts are"),
        "energy_kcal": _("Energy"),
        "energy_estimated_kcal": _("Energy estimated from the macros"),
        "protein_g": _("Protein (g)"),
        "fat_g": _("Fat (g)"),
        "saturates_g": _("Saturates (g)"),
        "carbs_g": _("Carbohydrate (g)"),
        "sugars_g": _("Sugars (g)"),
        "fibre_g": _("Fibre (g)"),
        "salt_g": _("Salt (g)"),
        "alcohol_g": _("Alcohol (g)"),
        "carbs_counted": _("Carbohydrate is counted"),
        "source": _("Source"),
        "source_id": _("Number at the source"),
        "licence": _("Licence"),
        "attribution": _("Attribution"),
    }
    description_columns = {
        "energy_kcal": _("Leave empty what is unknown: 0 would count as none."),
        "carbs_counted": _("Labels in the USA include fibre, those in the EU do not."),
        "salt_g": _("Sodium × 2.5."),
    }
    _food = (_("Food"), {"fields": ["name", "brand", "gtin", "category", "basis"]})
    _nutrients = [
        "protein_g", "carbs_g", "carbs_counted", "sugars_g", "fibre_g", "fat_g", "saturates_g",
        "salt_g", "alcohol_g",
    ]  # fmt: skip
    add_fieldsets = [_food, (_("Nutrients"), {"fields": ["energy_kcal", *_nutrients]})]
    edit_fieldsets = add_fieldsets
    show_fieldsets = [
        _food,
        (
            _("Nutrients"),
            {"fields": ["energy_kcal", "energy_estimated_kcal", *_nutrients]},
        ),
        (_("Origin"), {"fields": ["source", "source_id", "licence", "attribution"]}),
    ]


class RecipeIngredientView(DomainView):
    datamodel = DomainTable(RecipeIngredient)

    list_title = _("Ingredients")
    add_title = _("New ingredient")
    edit_title = _("Change ingredient")
    show_title = _("Ingredient")
    list_columns = ["recipe", "position", "food", "part", "amount", "unit"]
    search_columns = ["amount", "unit", "position"]
    show_columns = [*list_columns, "grams"]
    add_columns = list_columns
    edit_columns = ["position", "food", "part", "amount", "unit"]
    base_order = ("position", "asc")
    label_columns = {
        "recipe": _("Recipe"),
        "position": _("Order"),
        "food": _("Food"),
        "part": _("Or another recipe"),
        "amount": _("Amount"),
        "unit": _("Unit"),
        "grams": _("Weight (g)"),
    }
    description_columns = {
        "food": _("Either a food or another recipe."),
        "unit": _("g, kg, oz, ml, the name of one of the food's portions, or serving."),
    }


class RecipeView(DomainView):
    datamodel = DomainTable(Recipe)
    related_views = [RecipeIngredientView]

    list_title = _("Recipes")
    add_title = _("New recipe")
    edit_title = _("Change recipe")
    show_title = _("Recipe")
    list_columns = ["name", "servings", "cooked_yield_g", "updated_at"]
    search_columns = ["name", "servings", "steps"]
    show_columns = ["name", "servings", "cooked_yield_g", "steps"]
    add_columns = edit_columns = show_columns
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "servings": _("Servings"),
        "cooked_yield_g": _("Weight when cooked (g)"),
        "steps": _("Steps"),
        "updated_at": _("Last changed"),
    }
    description_columns = {
        "cooked_yield_g": _("Weigh the finished dish: water goes in and out while cooking."),
    }
