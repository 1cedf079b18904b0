"""Pages for workout plans, from the plan down to one exercise of one day."""

from flask_babel import lazy_gettext as _

from fitadmin.models.reading import DomainTable
from fitadmin.models.workouts import (
    PlanAssignment,
    PlanDay,
    TrainingMax,
    WorkoutExercise,
    WorkoutPlan,
)
from fitadmin.views.base import DomainView
from fitadmin.views.columns.language import weekdays


class WorkoutExerciseView(DomainView):
    datamodel = DomainTable(WorkoutExercise)

    list_title = _("Prescribed exercises")
    add_title = _("New exercise of this day")
    edit_title = _("Change prescription")
    show_title = _("Prescription")
    list_columns = ["day", "position", "exercise", "sets", "reps_min", "reps_max", "load_kg"]
    search_columns = ["exercise", "set_kind", "progression", "superset_group", "note"]
    base_order = ("position", "asc")
    label_columns = {
        "day": _("Day"),
        "exercise": _("Exercise"),
        "position": _("Order"),
        "superset_group": _("Superset"),
        "set_kind": _("Kind of set"),
        "sets": _("Sets"),
        "reps_min": _("Reps from"),
        "reps_max": _("Reps to"),
        "seconds": _("Duration (s)"),
        "load_kg": _("Load"),
        "percent_of_max": _("Load (percent of the training max)"),
        "rpe": _("Effort (RPE)"),
        "rir": _("Reps in reserve"),
        "tempo": _("Tempo"),
        "rest_min_s": _("Rest from (s)"),
        "rest_max_s": _("Rest to (s)"),
        "progression": _("Progression"),
        "step_kg": _("Step"),
        "deload_percent": _("Deload (%)"),
        "note": _("Note"),
    }
    description_columns = {
        "superset_group": _("Exercises with the same letter are done in turns."),
        "load_kg": _("Give one of load, percent or effort."),
        "rpe": _("From 1 to 10; 10 is all there was."),
        "tempo": _("For example 3-1-1-0: down, pause, up, pause, in seconds."),
        "progression": _(
            "Linear adds the step when all sets are met; double when every set reaches the top."
        ),
        "step_kg": _("How much is added at a time."),
    }
    _facts = (
        (
            _("Sets"),
            {"fields": ["position", "superset_group", "set_kind", "sets", "reps_min", "reps_max",
                        "seconds", "tempo", "rest_min_s", "rest_max_s"]},
        ),
        (_("Load"), {"fields": ["load_kg", "percent_of_max", "rpe", "rir"]}),
        (_("Progression"), {"fields": ["progression", "step_kg", "deload_percent", "note"]}),
    )  # fmt: skip
    add_fieldsets = [(_("Exercise"), {"fields": ["day", "exercise"]}), *_facts]
    edit_fieldsets = [(_("Exercise"), {"fields": ["exercise"]}), *_facts]
    show_fieldsets = add_fieldsets


class PlanDayView(DomainView):
    datamodel = DomainTable(PlanDay)
    related_views = [WorkoutExerciseView]

    list_title = _("Days of plans")
    add_title = _("New day")
    edit_title = _("Change day")
    show_title = _("Day of a plan")
    list_columns = ["plan", "week", "position", "name", "note"]
    search_columns = ["name", "week", "note"]
    show_columns = list_columns
    add_columns = list_columns
    edit_columns = ["week", "position", "name", "note"]
    base_order = ("week", "asc")
    label_columns = {
        "plan": _("Plan"),
        "week": _("Week"),
        "position": _("Order"),
        "name": _("Name"),
        "note": _("Note"),
    }
    description_columns = {"position": _("The first day of the week is 1.")}


class WorkoutPlanView(DomainView):
    datamodel = DomainTable(WorkoutPlan)
    related_views = [PlanDayView]

    list_title = _("Workout plans")
    add_title = _("New workout plan")
    edit_title = _("Change workout plan")
    show_title = _("Workout plan")
    list_columns = ["name", "client", "goal", "weeks", "updated_at"]
    search_columns = ["name", "client", "goal", "weeks"]
    show_columns = ["name", "client", "goal", "weeks", "created_at", "updated_at"]
    add_columns = ["name", "client", "goal", "weeks"]
    edit_columns = ["name", "goal", "weeks"]
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "client": _("Client"),
        "goal": _("Goal"),
        "weeks": _("Weeks"),
        "created_at": _("Made"),
        "updated_at": _("Last changed"),
    }
    description_columns = {"client": _("Empty: a template, to be copied for clients.")}


class PlanAssignmentView(DomainView):
    datamodel = DomainTable(PlanAssignment)

    list_title = _("Plans in force")
    add_title = _("Put a plan in force")
    edit_title = _("Change plan in force")
    show_title = _("Plan in force")
    formatters_columns = {"weekdays": weekdays}
    list_columns = ["client", "plan", "starts_on", "ends_on", "weekdays"]
    search_columns = ["client", "starts_on", "ends_on"]
    show_columns = list_columns
    add_columns = list_columns
    edit_columns = ["starts_on", "ends_on", "weekdays"]
    base_order = ("starts_on", "desc")
    label_columns = {
        "client": _("Client"),
        "plan": _("Plan"),
        "starts_on": _("From"),
        "ends_on": _("Until"),
        "weekdays": _("Weekdays"),
    }
    description_columns = {
        "plan": _("The client's own copy of a plan."),
        "weekdays": _("Numbers from Monday (1) to Sunday (7): 135 is Monday, Wednesday, Friday."),
    }


class TrainingMaxView(DomainView):
    datamodel = DomainTable(TrainingMax)

    list_title = _("Training maxes")
    add_title = _("New training max")
    edit_title = _("Change training max")
    show_title = _("Training max")
    list_columns = ["client", "exercise", "load_kg", "set_on"]
    search_columns = ["client", "exercise", "set_on"]
    show_columns = list_columns
    add_columns = list_columns
    edit_columns = ["load_kg", "set_on"]
    base_order = ("set_on", "desc")
    label_columns = {
        "client": _("Client"),
        "exercise": _("Exercise"),
        "load_kg": _("Load"),
        "set_on": _("Since"),
    }
    description_columns = {"load_kg": _("What percentages are taken of, until it is set anew.")}
