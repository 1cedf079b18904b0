"""JSON for meal plans and targets, down to options that may replace each other."""

from typing import Any

from flask import Response
from flask_appbuilder.api import expose, permission_name, protect, safe

from fitadmin.api.base import DomainApi, VerbApi
from fitadmin.api.columns import CHANGED, CLIENT, FOOD, RECIPE, RECORD, TIMES
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan, NutritionTarget
from fitadmin.models.reading import DomainTable
from fitadmin.services.meals import DayTotals, totals_of


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


class MealTotalsApi(VerbApi):
    """What a meal plan adds up to."""

    resource_name = "meal-plans"
    class_permission_name = "MealPlan"
    openapi_spec_tag = "MealPlan"
    datamodel = DomainTable(MealPlan)

    @expose("/<int:pk>/totals", methods=["GET"])
    @protect()
    @safe
    @permission_name("read")
    def totals(self, pk: int) -> Response:
        """The nutrients of each day of a plan, unrounded, and its energy over all options.
        ---
        get:
          summary: What a meal plan adds up to
          operationId: totals_of_meal_plan
          description: >-
            What each day adds up to by its chosen options. A nutrient is complete when it is
            known of every food; else at_least is what is known, and missing how many are not
          parameters:
          - {in: path, name: pk, required: true, schema: {type: integer}}
          responses:
            200:
              description: Day by day
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      days:
                        type: array
                        items:
                          type: object
                          properties:
                            day: {type: integer}
                            nutrients:
                              type: object
                              additionalProperties:
                                type: object
                                properties:
                                  at_least: {type: string}
                                  is_complete: {type: boolean}
                                  missing: {type: integer}
                            lowest_kcal: {type: string}
                            highest_kcal: {type: string}
            401: {$ref: '#/components/responses/401'}
            403: {$ref: '#/components/responses/403'}
            404: {$ref: '#/components/responses/404'}
        """
        plan = self.datamodel.get(pk)
        if plan is None:
            return self.response_404()
        days = totals_of(self.datamodel.session, plan)
        return self.response(200, days=[_as_json(day) for day in days])


def _as_json(day: DayTotals) -> dict[str, Any]:
    return {
        "day": day.day,
        "nutrients": {
            name: {
                "at_least": total.at_least,
                "is_complete": total.is_complete,
                "missing": total.missing_items,
            }
            for name, total in day.chosen.items()
        },
        "lowest_kcal": day.energy_range.lowest,
        "highest_kcal": day.energy_range.highest,
    }
