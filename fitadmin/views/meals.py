"""Pages for meal plans and targets, down to options that may replace each other."""

from flask_babel import lazy_gettext as _

from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan, NutritionTarget
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class MealOptionView(DomainView):
    datamodel = DomainTable(MealOption)

    list_title = _("Options")
    add_title = _("New option")
    edit_title = _("Change option")
    show_title = _("Option")
    list_columns = ["component", "position", "food", "recipe", "grams", "is_chosen"]
    search_columns = ["grams", "is_chosen", "position"]
    show_columns = [
        "component", "position", "food", "recipe", "grams", "min_g", "max_g", "is_chosen",
    ]  # fmt: skip
    add_columns = show_columns
    edit_columns = ["position", "food", "recipe", "grams", "min_g", "max_g", "is_chosen"]
    base_order = ("position", "asc")
    label_columns = {
        "component": _("Component"),
        "position": _("Order"),
        "food": _("Food"),
        "recipe": _("Or recipe"),
        "grams": _("Amount (g)"),
        "min_g": _("At least (g)"),
        "max_g": _("At most (g)"),
        "is_chosen": _("Chosen"),
    }
    description_columns = {
        "food": _("Either a food or a recipe."),
        "min_g": _("Balancing the day stays within these bounds."),
        "is_chosen": _("The chosen option of a component counts in the totals."),
    }


class MealComponentView(DomainView):
    datamodel = DomainTable(MealComponent)
    related_views = [MealOptionView]

    list_title = _("Components")
    add_title = _("New component")
    edit_title = _("Change component")
    show_title = _("Component")
    list_columns = ["entry", "position", "name", "match"]
    search_columns = ["name", "match", "position"]
    show_columns = add_columns = list_columns
    edit_columns = ["position", "name", "match"]
    base_order = ("position", "asc")
    label_columns = {
        "entry": _("Meal"),
        "position": _("Order"),
        "name": _("Name"),
        "match": _("Options match in"),
    }
    description_columns = {
        "name": _("For example a protein source."),
        "match": _("What stays the same when one option replaces another."),
    }


class MealEntryView(DomainView):
    datamodel = DomainTable(MealEntry)
    related_views = [MealComponentView]

    list_title = _("Meals")
    add_title = _("New meal")
    edit_title = _("Change meal")
    show_title = _("Meal")
    list_columns = ["plan", "day", "position", "name", "at", "note"]
    search_columns = ["name", "day", "note"]
    show_columns = add_columns = list_columns
    edit_columns = ["day", "position", "name", "at", "note"]
    base_order = ("day", "asc")
    label_columns = {
        "plan": _("Plan"),
        "day": _("Day"),
        "position": _("Order"),
        "name": _("Name"),
        "at": _("At"),
        "note": _("Note"),
    }
    description_columns = {"name": _("For example breakfast.")}


class MealPlanView(DomainView):
    datamodel = DomainTable(MealPlan)
    related_views = [MealEntryView]

    list_title = _("Meal plans")
    add_title = _("New meal plan")
    edit_title = _("Change meal plan")
    show_title = _("Meal plan")
    list_columns = ["name", "client", "days", "starts_on", "ends_on", "target_kcal", "updated_at"]
    search_columns = ["name", "client", "days", "starts_on", "ends_on", "note"]
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "client": _("Client"),
        "days": _("Days"),
        "starts_on": _("From"),
        "ends_on": _("Until"),
        "target_kcal": _("Target energy"),
        "target_protein_g": _("Target protein (g)"),
        "target_carbs_g": _("Target carbohydrate (g)"),
        "target_fat_g": _("Target fat (g)"),
        "note": _("Note"),
        "updated_at": _("Last changed"),
    }
    description_columns = {
        "client": _("Empty: a template, to be copied for clients."),
        "days": _("After the last day the plan begins again."),
        "target_kcal": _("Per day."),
    }
    _target = (
        _("Target per day"),
        {"fields": ["target_kcal", "target_protein_g", "target_carbs_g", "target_fat_g"]},
    )
    add_fieldsets = [
        (_("Plan"), {"fields": ["name", "client", "days", "starts_on", "ends_on", "note"]}),
        _target,
    ]
    edit_fieldsets = [
        (_("Plan"), {"fields": ["name", "days", "starts_on", "ends_on", "note"]}),
        _target,
    ]
    show_fieldsets = add_fieldsets


class NutritionTargetView(DomainView):
    datamodel = DomainTable(NutritionTarget)

    list_title = _("Nutrition targets")
    add_title = _("New nutrition target")
    edit_title = _("Change nutrition target")
    show_title = _("Nutrition target")
    list_columns = [
        "client", "starts_on", "day_kind", "energy_kcal", "protein_g", "carbs_g", "fat_g",
    ]  # fmt: skip
    search_columns = ["client", "starts_on", "day_kind", "energy_kcal", "formula", "note"]
    show_columns = [*list_columns, "formula", "inputs", "note"]
    add_columns = [*list_columns, "formula", "note"]
    edit_columns = add_columns[1:]
    base_order = ("starts_on", "desc")
    label_columns = {
        "client": _("Client"),
        "starts_on": _("From"),
        "day_kind": _("Kind of day"),
        "energy_kcal": _("Energy"),
        "protein_g": _("Protein (g)"),
        "carbs_g": _("Carbohydrate (g)"),
        "fat_g": _("Fat (g)"),
        "formula": _("Formula"),
        "inputs": _("What went into the formula"),
        "note": _("Note"),
    }
    description_columns = {
        "starts_on": _("Holds until the next target begins."),
        "formula": _("Where the energy comes from."),
    }
