"""JSON for workout plans, from the plan down to one exercise of one day."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, EXERCISE, RECORD, TIMES
from fitadmin.models.reading import DomainTable
from fitadmin.models.workouts import (
    PlanAssignment,
    PlanDay,
    TrainingMax,
    WorkoutExercise,
    WorkoutPlan,
)

PLAN = ["plan.id", "plan.name"]


class WorkoutPlanApi(DomainApi):
    resource_name = "workout-plans"
    datamodel = DomainTable(WorkoutPlan)

    list_columns = ["id", "name", "goal", "weeks", *CLIENT, *CHANGED]
    show_columns = [
        "id", "name", "goal", "weeks", *CLIENT, "days.id", "days.week", "days.position",
        "days.name", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "name", "goal", "weeks", "client"]
    edit_columns = ["name", "goal", "weeks"]
    search_columns = ["name", "goal", "weeks", "client", *TIMES]
    order_columns = ["id", "name", "weeks", *TIMES]


class PlanDayApi(DomainApi):
    resource_name = "plan-days"
    datamodel = DomainTable(PlanDay)

    _facts = ["week", "position", "name", "note"]
    list_columns = ["id", *PLAN, *_facts, *CHANGED]
    show_columns = ["id", *PLAN, *CLIENT, *_facts, *RECORD]
    add_columns = ["uid", "plan", *_facts]
    edit_columns = _facts
    search_columns = ["plan", "client", *_facts, *TIMES]
    order_columns = ["id", "week", "position", "name", *TIMES]


class WorkoutExerciseApi(DomainApi):
    resource_name = "workout-exercises"
    datamodel = DomainTable(WorkoutExercise)

    _facts = [
        "position", "superset_group", "set_kind", "sets", "reps_min", "reps_max", "seconds",
        "load_kg", "percent_of_max", "rpe", "rir", "tempo", "rest_min_s", "rest_max_s",
        "progression", "step_kg", "deload_percent", "note",
    ]  # fmt: skip
    list_columns = ["id", "day.id", "day.name", *EXERCISE, *_facts, *CHANGED]
    show_columns = ["id", "day.id", "day.name", *CLIENT, *EXERCISE, *_facts, *RECORD]
    add_columns = ["uid", "day", "exercise", *_facts]
    edit_columns = ["exercise", *_facts]
    search_columns = ["day", "client", "exercise", *_facts, *TIMES]
    order_columns = ["id", "position", "set_kind", "progression", *TIMES]


class PlanAssignmentApi(DomainApi):
    resource_name = "plan-assignments"
    datamodel = DomainTable(PlanAssignment)

    _facts = ["starts_on", "ends_on", "weekdays"]
    list_columns = ["id", *CLIENT, *PLAN, *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, *PLAN, *_facts, *RECORD]
    add_columns = ["uid", "client", "plan", *_facts]
    edit_columns = _facts
    search_columns = ["client", "plan", *_facts, *TIMES]
    order_columns = ["id", "starts_on", "ends_on", *TIMES]


class TrainingMaxApi(DomainApi):
    resource_name = "training-maxes"
    datamodel = DomainTable(TrainingMax)

    list_columns = ["id", *CLIENT, *EXERCISE, "load_kg", "set_on", *CHANGED]
    show_columns = ["id", *CLIENT, *EXERCISE, "load_kg", "set_on", *RECORD]
    add_columns = ["uid", "client", "exercise", "load_kg", "set_on"]
    edit_columns = ["load_kg", "set_on"]
    search_columns = ["client", "exercise", "load_kg", "set_on", *TIMES]
    order_columns = ["id", "load_kg", "set_on", *TIMES]
