"""JSON for meal plans and targets, down to options that may replace each other."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, FOOD, RECIPE, RECORD, TIMES
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan, NutritionTarget
from fitadmin.models.reading import DomainTable


class NutritionTargetApi(DomainApi):
    resource_name = "nutrition-targets"
    datamodel = DomainTable(NutritionTarget)

    _facts = [
        "starts_on", "day_kind", "energy_kcal", "protein_g", "carbs_g", "fat_g", "formula", "note",
    ]  # fmt: skip
    list_columns = ["id", *CLIENT, *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, *_facts, "inputs", *RECORD]
    add_columns = ["uid", "client", *_facts]
    edit_columns = _facts
    search_columns = ["client", *_facts, *TIMES]
    order_columns = ["id", "starts_on", "day_kind", "energy_kcal", *TIMES]


class MealPlanApi(DomainApi):
    resource_name = "meal-plans"
    datamodel = DomainTable(MealPlan)

    _facts = [
        "name", "days", "starts_on", "ends_on", "target_kcal", "target_protein_g",
        "target_carbs_g", "target_fat_g", "note",
    ]  # fmt: skip
    list_columns = ["id", *_facts, *CLIENT, *CHANGED]
    show_columns = [
        "id", *_facts, *CLIENT, "entries.id", "entries.day", "entries.position", "entries.name",
        "entries.at", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "client", *_facts]
    edit_columns = _facts
    search_columns = ["client", *_facts, *TIMES]
    order_columns = ["id", "name", "days", "starts_on", "ends_on", *TIMES]


class MealEntryApi(DomainApi):
    resource_name = "meal-entries"
    datamodel = DomainTable(MealEntry)

    _facts = ["day", "position", "name", "at", "note"]
    list_columns = ["id", "plan.id", "plan.name", *_facts, *CHANGED]
    show_columns = [
        "id", "plan.id", "plan.name", *CLIENT, *_facts, "components.id", "components.position",
        "components.name", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "plan", *_facts]
    edit_columns = _facts
    search_columns = ["plan", "client", "day", "position", "name", "note", *TIMES]
    order_columns = ["id", "day", "position", "name", "at", *TIMES]


class MealComponentApi(DomainApi):
    resource_name = "meal-components"
    datamodel = DomainTable(MealComponent)

    _facts = ["position", "name", "match"]
    list_columns = ["id", "entry.id", "entry.name", *_facts, *CHANGED]
    show_columns = [
        "id", "entry.id", "entry.name", *CLIENT, *_facts, "options.id", "options.position",
        "options.grams", "options.is_chosen", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "entry", *_facts]
    edit_columns = _facts
    search_columns = ["entry", "client", *_facts, *TIMES]
    order_columns = ["id", "position", "name", *TIMES]


class MealOptionApi(DomainApi):
    resource_name = "meal-options"
    datamodel = DomainTable(MealOption)

    _facts = ["position", "grams", "min_g", "max_g", "is_chosen"]
    list_columns = ["id", "component.id", "component.name", *FOOD, *RECIPE, *_facts, *CHANGED]
    show_columns = [
        "id", "component.id", "component.name", *CLIENT, *FOOD, *RECIPE, *_facts, *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "component", "food", "recipe", *_facts]
    edit_columns = ["food", "recipe", *_facts]
    search_columns = ["component", "client", "food", "recipe", *_facts, *TIMES]
    order_columns = ["id", "position", "grams", "is_chosen", *TIMES]
