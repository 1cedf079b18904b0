"""JSON for the exercise bank."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, EXERCISE, ORIGIN, RECORD, TIMES
from fitadmin.models.exercises import Equipment, Exercise, ExerciseName, Muscle
from fitadmin.models.reading import DomainTable


class ExerciseApi(DomainApi):
    resource_name = "exercises"
    datamodel = DomainTable(Exercise)

    _facts = [
        "name", "instructions", "mechanics", "force", "level", "category", "measured_by",
        "is_unilateral",
    ]  # fmt: skip
    _relations = ["equipment", "primary_muscles", "secondary_muscles", "substitutes"]
    list_columns = [
        "id", "name", "slug", "category", "level", "mechanics", "force", "measured_by",
        "is_unilateral", "equipment.id", "equipment.name", "primary_muscles.id",
        "primary_muscles.name", "secondary_muscles.id", "secondary_muscles.name", *CHANGED,
    ]  # fmt: skip
    show_columns = [
        "id", "slug", *_facts, "equipment.id", "equipment.name", "primary_muscles.id",
        "primary_muscles.name", "secondary_muscles.id", "secondary_muscles.name",
        "substitutes.id", "substitutes.name", "names.language", "names.name", "names.is_alias",
        "media.id", "media.media_type", *ORIGIN, *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", *_facts, *_relations]
    edit_columns = [*_facts, *_relations]
    search_columns = [
        *_facts, "slug", "equipment", "primary_muscles", "secondary_muscles", "source",
        "source_id", *TIMES,
    ]  # fmt: skip
    order_columns = ["id", "name", "slug", "category", "level", *TIMES]


class ExerciseNameApi(DomainApi):
    resource_name = "exercise-names"
    datamodel = DomainTable(ExerciseName)

    _facts = ["language", "name", "is_alias"]
    list_columns = ["id", *EXERCISE, *_facts]
    show_columns = list_columns
    add_columns = ["exercise", *_facts]
    edit_columns = _facts
    search_columns = ["exercise", *_facts]
    order_columns = ["id", *_facts]


class MuscleApi(DomainApi):
    resource_name = "muscles"
    datamodel = DomainTable(Muscle)

    list_columns = ["id", "name", "is_front"]
    show_columns = list_columns
    add_columns = edit_columns = ["name", "is_front"]
    search_columns = ["name", "is_front"]
    order_columns = list_columns


class EquipmentApi(DomainApi):
    resource_name = "equipment"
    datamodel = DomainTable(Equipment)

    list_columns = ["id", "name"]
    show_columns = list_columns
    add_columns = edit_columns = ["name"]
    search_columns = ["name"]
    order_columns = list_columns
