"""JSON for the diary: what a client ate, and photos of meals with the coach's verdict."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, FOOD, NUTRIENTS, RECIPE, RECORD, TIMES
from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.reading import DomainTable


class NutritionEntryApi(DomainApi):
    resource_name = "nutrition-entries"
    datamodel = DomainTable(NutritionEntry)

    _facts = ["eaten_at", "meal", "name", "grams", "amount", "unit", *NUTRIENTS]
    list_columns = ["id", *CLIENT, *FOOD, *RECIPE, *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, *FOOD, *RECIPE, "option.id", *_facts, *RECORD]
    add_columns = ["uid", "client", "food", "recipe", "option", *_facts]
    edit_columns = ["food", "recipe", "option", *_facts]
    search_columns = ["client", "food", "recipe", "option", *_facts, *TIMES]
    order_columns = ["id", "eaten_at", "meal", "grams", *NUTRIENTS, *TIMES]


class MealUploadApi(DomainApi):
    resource_name = "meal-uploads"
    datamodel = DomainTable(MealUpload)

    _sent = ["taken_at", "meal", "note"]
    _review = ["verdict", "estimate_kcal", "estimate_protein_g", "reply"]
    list_columns = ["id", *CLIENT, "file.id", *_sent, *_review, "reviewed_at", *CHANGED]
    show_columns = [
        "id", *CLIENT, "file.id", "file.media_type", *_sent, *_review, "reviewed_at", "entry.id",
        *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "client", "file", *_sent]
    edit_columns = [*_sent, *_review, "entry"]
    search_columns = ["client", "file", *_sent, *_review, "reviewed_at", *TIMES]
    order_columns = ["id", "taken_at", "meal", "verdict", "reviewed_at", *TIMES]
