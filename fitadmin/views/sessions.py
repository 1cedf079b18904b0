"""Pages for workout sessions: what a client actually did, set by set."""

from flask_babel import lazy_gettext as _

from fitadmin.models.reading import DomainTable
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.views.base import DomainView


class CompletedSetView(DomainView):
    datamodel = DomainTable(CompletedSet)

    list_title = _("Sets")
    add_title = _("New set")
    edit_title = _("Change set")
    show_title = _("Set")
    list_columns = ["client", "position", "kind", "reps", "load", "load_unit", "completed_at"]
    search_columns = ["client", "kind", "reps", "completed_at"]
    base_order = ("position", "asc")
    label_columns = {
        "client": _("Client"),
        "completion": _("Exercise"),
        "position": _("Order"),
        "kind": _("Kind"),
        "reps": _("Reps"),
        "load": _("Load"),
        "load_unit": _("Unit of the load"),
        "load_kg": _("Load, converted"),
        "seconds": _("Duration (s)"),
        "metres": _("Distance (m)"),
        "energy_kcal": _("Energy"),
        "rpe": _("Effort (RPE)"),
        "completed_at": _("Finished at"),
        "one_rep_max_kg": _("Estimated one-rep max"),
    }
    description_columns = {
        "load": _("As on the bar or machine; negative when a machine helps."),
        "rpe": _("From 1 to 10; 10 is all there was."),
        "completed_at": _("A set without it was not finished and does not count."),
    }
    _facts = (
        (_("Set"), {"fields": ["position", "kind", "reps", "load", "load_unit"]}),
        (
            _("Other measures"),
            {"fields": ["seconds", "metres", "energy_kcal", "rpe", "completed_at"]},
        ),
    )
    add_fieldsets = [(_("Exercise"), {"fields": ["completion"]}), *_facts]
    edit_fieldsets = list(_facts)
    show_fieldsets = [
        (_("Exercise"), {"fields": ["client", "completion"]}),
        *_facts,
        (_("Derived"), {"fields": ["load_kg", "one_rep_max_kg"]}),
    ]


class ExerciseCompletionView(DomainView):
    datamodel = DomainTable(ExerciseCompletion)
    related_views = [CompletedSetView]

    list_title = _("Exercises done")
    add_title = _("New exercise done")
    edit_title = _("Change exercise done")
    show_title = _("Exercise done")
    list_columns = ["client", "session", "position", "exercise", "note"]
    search_columns = ["client", "exercise", "note"]
    show_columns = ["client", "session", "position", "exercise", "prescribed", "note"]
    add_columns = ["session", "exercise", "position", "note"]
    edit_columns = ["exercise", "position", "note"]
    base_order = ("position", "asc")
    label_columns = {
        "client": _("Client"),
        "session": _("Session"),
        "exercise": _("Exercise"),
        "position": _("Order"),
        "prescribed": _("As prescribed then"),
        "note": _("Note"),
    }


class WorkoutSessionView(DomainView):
    datamodel = DomainTable(WorkoutSession)
    related_views = [ExerciseCompletionView]

    list_title = _("Workout sessions")
    add_title = _("New workout session")
    edit_title = _("Change workout session")
    show_title = _("Workout session")
    list_columns = ["client", "due_on", "status", "day", "session_rpe", "mood", "note"]
    search_columns = ["client", "due_on", "status", "location", "started_at", "session_rpe", "note"]
    base_order = ("due_on", "desc")
    label_columns = {
        "client": _("Client"),
        "due_on": _("Due on"),
        "status": _("Status"),
        "assignment": _("Plan in force"),
        "day": _("Day of the plan"),
        "location": _("Location"),
        "started_at": _("Started at"),
        "finished_at": _("Finished at"),
        "session_rpe": _("Effort of the session (RPE)"),
        "mood": _("Mood"),
        "note": _("Note"),
    }
    description_columns = {
        "status": _("An excused session does not count against the client."),
        "session_rpe": _("From 1 to 10; 10 is all there was."),
        "mood": _("From 1 (poor) to 5 (very good)."),
    }
    _done = (
        _("As done"),
        {"fields": ["started_at", "finished_at", "session_rpe", "mood", "note"]},
    )
    add_fieldsets = [
        (_("Planned"), {"fields": ["client", "due_on", "status", "location"]}),
        _done,
    ]
    edit_fieldsets = [(_("Planned"), {"fields": ["due_on", "status", "location"]}), _done]
    show_fieldsets = [
        (
            _("Planned"),
            {"fields": ["client", "due_on", "status", "assignment", "day", "location"]},
        ),
        _done,
    ]
