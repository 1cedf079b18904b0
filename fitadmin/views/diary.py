"""Pages for the diary: what a client ate, and photos of meals with the coach's verdict."""

from flask_babel import lazy_gettext as _

from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class NutritionEntryView(DomainView):
    datamodel = DomainTable(NutritionEntry)

    list_title = _("Diary")
    add_title = _("New diary entry")
    edit_title = _("Change diary entry")
    show_title = _("Diary entry")
    list_columns = ["client", "eaten_at", "meal", "food", "recipe", "grams", "energy_kcal"]
    search_columns = ["client", "eaten_at", "meal", "name", "grams", "energy_kcal"]
    base_order = ("eaten_at", "desc")
    label_columns = {
        "client": _("Client"),
        "eaten_at": _("Eaten at"),
        "meal": _("Meal"),
        "name": _("What it was"),
        "food": _("Food"),
        "recipe": _("Or recipe"),
        "option": _("Option of the plan"),
        "grams": _("Weight (g)"),
        "amount": _("Amount"),
        "unit": _("Unit of the amount"),
        "energy_kcal": _("Energy"),
        "protein_g": _("Protein (g)"),
        "fat_g": _("Fat (g)"),
        "saturates_g": _("Saturates (g)"),
        "carbs_g": _("Carbohydrate (g)"),
        "sugars_g": _("Sugars (g)"),
        "fibre_g": _("Fibre (g)"),
        "salt_g": _("Salt (g)"),
        "alcohol_g": _("Alcohol (g)"),
    }
    description_columns = {
        "name": _("For a quick entry without food or recipe."),
        "grams": _("Or give an amount and a unit."),
        "unit": _("A mass, or the name of one of the food's portions."),
        "energy_kcal": _(
            "Of a quick entry. With a food or recipe it is computed when logged, and kept."
        ),
    }
    _what = (
        _("What"),
        {"fields": ["eaten_at", "meal", "food", "recipe", "name", "grams", "amount", "unit"]},
    )
    _nutrients = (
        _("Nutrients"),
        {
            "fields": [
                "energy_kcal", "protein_g", "carbs_g", "sugars_g", "fibre_g", "fat_g",
                "saturates_g", "salt_g", "alcohol_g",
            ]
        },
    )  # fmt: skip
    add_fieldsets = [(_("Who"), {"fields": ["client"]}), _what, _nutrients]
    edit_fieldsets = [_what, _nutrients]
    show_fieldsets = [(_("Who"), {"fields": ["client", "option"]}), _what, _nutrients]


class MealUploadView(DomainView):
    datamodel = DomainTable(MealUpload)

    list_title = _("Meal photos")
    add_title = _("New meal photo")
    edit_title = _("Review meal photo")
    show_title = _("Meal photo")
    list_columns = ["client", "taken_at", "meal", "note", "verdict", "reply", "reviewed_at"]
    search_columns = ["client", "taken_at", "meal", "note", "verdict", "reply", "reviewed_at"]
    add_columns = ["client", "file", "taken_at", "meal", "note"]
    base_order = ("taken_at", "desc")
    label_columns = {
        "client": _("Client"),
        "file": _("Photo"),
        "taken_at": _("Taken at"),
        "meal": _("Meal"),
        "note": _("Note of the client"),
        "verdict": _("Verdict"),
        "estimate_kcal": _("Estimated energy"),
        "estimate_protein_g": _("Estimated protein (g)"),
        "reply": _("Reply of the coach"),
        "reviewed_at": _("Reviewed at"),
        "entry": _("Diary entry"),
    }
    description_columns = {"reply": _("The client reads this.")}
    _photo = (_("Photo"), {"fields": ["taken_at", "meal", "note"]})
    edit_fieldsets = [
        _photo,
        (_("Review"), {"fields": ["verdict", "estimate_kcal", "estimate_protein_g", "reply"]}),
    ]
    show_fieldsets = [
        (_("Photo"), {"fields": ["client", "file", "taken_at", "meal", "note"]}),
        (
            _("Review"),
            {
                "fields": [
                    "verdict", "estimate_kcal", "estimate_protein_g", "reply", "reviewed_at",
                    "entry",
                ]
            },
        ),
    ]  # fmt: skip
