"""JSON for workout sessions: what a client actually did, set by set."""

from flask import Response
from flask_appbuilder.api import expose, permission_name, protect, safe

from fitadmin.access import current_viewer
from fitadmin.api.base import DomainApi, VerbApi
from fitadmin.api.columns import CHANGED, CLIENT, EXERCISE, LOCATION, RECORD, TIMES
from fitadmin.models.people import ClientProfile
from fitadmin.models.reading import DomainTable
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.services.sessions import best_lifts


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


class TrainingApi(VerbApi):
    """What a client's training has come to."""

    resource_name = "clients"
    class_permission_name = "CompletedSet"
    openapi_spec_tag = "ClientProfile"
    datamodel = DomainTable(ClientProfile)

    @expose("/<int:pk>/training", methods=["GET"])
    @protect()
    @safe
    @permission_name("read")
    def training(self, pk: int) -> Response:
        """The best lift of each exercise, by its estimated one-rep max.
        ---
        get:
          summary: The best lifts of a client
          operationId: training_of_client
          description: The best lift of each exercise of a client (Epley, sets of up to 12 reps)
          parameters:
          - {in: path, name: pk, required: true, schema: {type: integer}}
          responses:
            200:
              description: By name of the exercise
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      best_lifts:
                        type: array
                        items:
                          type: object
                          properties:
                            exercise:
                              type: object
                              properties: {id: {type: integer}, name: {type: string}}
                            performed_on: {type: string, format: date}
                            load_kg: {type: string}
                            reps: {type: integer}
                            one_rep_max_kg: {type: string}
            401: {$ref: '#/components/responses/401'}
            403: {$ref: '#/components/responses/403'}
            404: {$ref: '#/components/responses/404'}
        """
        client = self.datamodel.get(pk)
        if client is None:
            return self.response_404()
        lifts = best_lifts(self.datamodel.session, client, current_viewer().timezone)
        return self.response(
            200,
            best_lifts=[
                {
                    "exercise": {"id": lift.exercise.id, "name": lift.exercise.name},
                    "performed_on": lift.performed_on,
                    "load_kg": lift.load_kg,
                    "reps": lift.reps,
                    "one_rep_max_kg": lift.one_rep_max_kg,
                }
                for lift in lifts
            ],
        )
