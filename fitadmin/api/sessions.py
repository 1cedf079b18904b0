"""JSON for workout sessions: what a client actually did, set by set."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, EXERCISE, LOCATION, RECORD, TIMES
from fitadmin.models.reading import DomainTable
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession


class WorkoutSessionApi(DomainApi):
    resource_name = "workout-sessions"
    datamodel = DomainTable(WorkoutSession)

    _facts = [
        "due_on", "status", "started_at", "finished_at", "session_rpe", "mood", "note",
    ]  # fmt: skip
    _relations = ["assignment", "day", "location"]
    list_columns = ["id", *CLIENT, "day.id", "day.name", *_facts, *CHANGED]
    show_columns = [
        "id", *CLIENT, "assignment.id", "assignment.starts_on", "day.id", "day.name", *LOCATION,
        *_facts, "completions.id", "completions.position", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "client", *_relations, *_facts]
    edit_columns = [*_relations, *_facts]
    search_columns = ["client", *_relations, *_facts, *TIMES]
    order_columns = ["id", "due_on", "status", "started_at", "finished_at", "session_rpe", *TIMES]


class ExerciseCompletionApi(DomainApi):
    resource_name = "exercise-completions"
    datamodel = DomainTable(ExerciseCompletion)

    list_columns = [
        "id", *CLIENT, "session.id", "session.due_on", *EXERCISE, "position", "note", *CHANGED,
    ]  # fmt: skip
    show_columns = [
        "id", *CLIENT, "session.id", "session.due_on", *EXERCISE, "prescription.id", "position",
        "prescribed", "note", "sets.id", "sets.position", "sets.kind", "sets.reps",
        "sets.load", "sets.load_unit", "sets.load_kg", *RECORD,
    ]  # fmt: skip
    add_columns = ["uid", "session", "exercise", "prescription", "position", "note"]
    edit_columns = ["exercise", "position", "note"]
    search_columns = ["client", "session", "exercise", "prescription", "position", "note", *TIMES]
    order_columns = ["id", "position", *TIMES]


class CompletedSetApi(DomainApi):
    resource_name = "completed-sets"
    datamodel = DomainTable(CompletedSet)

    _facts = [
        "position", "kind", "reps", "load", "load_unit", "seconds", "metres", "energy_kcal",
        "rpe", "completed_at",
    ]  # fmt: skip
    _derived = ["load_kg", "one_rep_max_kg"]
    list_columns = ["id", *CLIENT, "completion.id", *_facts, *_derived, *CHANGED]
    show_columns = ["id", *CLIENT, "completion.id", *_facts, *_derived, *RECORD]
    add_columns = ["uid", "completion", *_facts]
    edit_columns = _facts
    search_columns = ["client", "completion", *_facts, "load_kg", *TIMES]
    order_columns = ["id", "position", "kind", "reps", "load_kg", "completed_at", *TIMES]
