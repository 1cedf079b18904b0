"""Pages for the exercise bank: what can be trained, with what, and under which names."""

from flask_babel import lazy_gettext as _

from fitadmin.models.exercises import Equipment, Exercise, ExerciseName, Muscle
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class ExerciseNameView(DomainView):
    datamodel = DomainTable(ExerciseName)

    list_title = _("Names of exercises")
    add_title = _("New name")
    edit_title = _("Change name")
    show_title = _("Name of an exercise")
    list_columns = ["exercise", "language", "name", "is_alias"]
    search_columns = ["name", "language", "is_alias"]
    show_columns = list_columns
    add_columns = list_columns
    edit_columns = ["language", "name", "is_alias"]
    base_order = ("name", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {
        "exercise": _("Exercise"),
        "language": _("Language"),
        "name": _("Name"),
        "is_alias": _("Alias"),
    }
    description_columns = {
        "language": _("A code such as en, de, pt_BR."),
        "is_alias": _("Another word for it, found by search but not shown."),
    }


class ExerciseView(DomainView):
    datamodel = DomainTable(Exercise)
    related_views = [ExerciseNameView]

    list_title = _("Exercises")
    add_title = _("New exercise")
    edit_title = _("Change exercise")
    show_title = _("Exercise")
    list_columns = ["name", "category", "level", "equipment", "mechanics", "force", "measured_by"]
    search_columns = [
        "name", "category", "level", "equipment", "mechanics", "force", "measured_by",
        "primary_muscles", "secondary_muscles", "is_unilateral", "source",
    ]  # fmt: skip
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "category": _("Category"),
        "level": _("Level"),
        "equipment": _("Equipment"),
        "mechanics": _("Mechanics"),
        "force": _("Force"),
        "measured_by": _("Measured by"),
        "is_unilateral": _("One side at a time"),
        "instructions": _("Instructions"),
        "primary_muscles": _("Primary muscles"),
        "secondary_muscles": _("Secondary muscles"),
        "substitutes": _("Substitutes"),
        "media": _("Picture or video"),
        "source": _("Source"),
        "source_id": _("Number at the source"),
        "licence": _("Licence"),
        "attribution": _("Attribution"),
    }
    description_columns = {
        "measured_by": _("What is written down for each set."),
        "primary_muscles": _("A set counts fully for these."),
        "secondary_muscles": _("A set counts half for these."),
        "substitutes": _("What may be done instead."),
    }
    _facts = (
        (
            _("Exercise"),
            {"fields": ["name", "category", "level", "measured_by", "instructions"]},
        ),
        (
            _("How it works"),
            {
                "fields": [
                    "equipment", "mechanics", "force", "is_unilateral", "primary_muscles",
                    "secondary_muscles", "substitutes",
                ]
            },
        ),
    )  # fmt: skip
    add_fieldsets = edit_fieldsets = list(_facts)
    show_fieldsets = [
        *_facts,
        (
            _("Origin"),
            {"fields": ["media", "source", "source_id", "licence", "attribution"]},
        ),
    ]


class MuscleView(DomainView):
    datamodel = DomainTable(Muscle)

    list_title = _("Muscles")
    add_title = _("New muscle")
    edit_title = _("Change muscle")
    show_title = _("Muscle")
    list_columns = ["name", "is_front"]
    search_columns = ["name", "is_front"]
    show_columns = add_columns = edit_columns = list_columns
    base_order = ("name", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {"name": _("Name"), "is_front": _("Seen from the front")}


class EquipmentView(DomainView):
    datamodel = DomainTable(Equipment)

    list_title = _("Equipment")
    add_title = _("New equipment")
    edit_title = _("Change equipment")
    show_title = _("Equipment")
    list_columns = ["name"]
    search_columns = ["name"]
    show_columns = add_columns = edit_columns = list_columns
    base_order = ("name", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {"name": _("Name")}
