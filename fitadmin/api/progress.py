"""JSON for progress: what is measured of a client, towards which goal, and photos of it."""

from datetime import date

from flask import Response, request
from flask_appbuilder.api import expose, permission_name, protect, safe
from flask_babel import gettext as _

from fitadmin.access import current_viewer
from fitadmin.api.base import DomainApi, VerbApi
from fitadmin.api.columns import CHANGED, CLIENT, METRIC, RECORD, TIMES
from fitadmin.models.columns import FIRST_YEAR, LAST_YEAR
from fitadmin.models.people import ClientProfile
from fitadmin.models.progress import Goal, Metric, ProgressEntry, ProgressPhoto
from fitadmin.models.reading import DomainTable
from fitadmin.services.progress import course_of

DAYS = ("from", "to")


class MetricApi(DomainApi):
    resource_name = "metrics"
    datamodel = DomainTable(Metric)

    _facts = ["name", "unit", "lower", "upper", "direction", "decimals"]
    list_columns = ["id", "slug", *_facts, *CHANGED]
    show_columns = ["id", "slug", *_facts, *RECORD]
    add_columns = ["uid", *_facts]
    edit_columns = _facts
    search_columns = ["slug", *_facts, *TIMES]
    order_columns = ["id", "slug", "name", "unit", *TIMES]


class ProgressEntryApi(DomainApi):
    resource_name = "progress-entries"
    datamodel = DomainTable(ProgressEntry)

    _facts = ["measured_at", "entered", "unit", "note", "source"]
    list_columns = ["id", *CLIENT, *METRIC, *_facts, "value", *CHANGED]
    show_columns = ["id", *CLIENT, *METRIC, *_facts, "value", *RECORD]
    add_columns = ["uid", "client", "metric", *_facts]
    edit_columns = ["measured_at", "entered", "unit", "note"]
    search_columns = ["client", "metric", *_facts, "value", *TIMES]
    order_columns = ["id", "measured_at", "value", "source", *TIMES]


class ProgressPhotoApi(DomainApi):
    resource_name = "progress-photos"
    datamodel = DomainTable(ProgressPhoto)

    _facts = ["taken_on", "pose", "shown_to", "note"]
    list_columns = ["id", *CLIENT, "file.id", *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, "file.id", "file.media_type", *_facts, *RECORD]
    add_columns = ["uid", "client", "file", *_facts]
    edit_columns = _facts
    search_columns = ["client", "file", *_facts, *TIMES]
    order_columns = ["id", "taken_on", "pose", "shown_to", *TIMES]


class GoalApi(DomainApi):
    resource_name = "goals"
    datamodel = DomainTable(Goal)

    _facts = ["start_value", "target_value", "starts_on", "due_on", "reached_on", "note"]
    list_columns = ["id", *CLIENT, *METRIC, *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, *METRIC, *_facts, *RECORD]
    add_columns = ["uid", "client", "metric", *_facts]
    edit_columns = ["metric", *_facts]
    search_columns = ["client", "metric", *_facts, *TIMES]
    order_columns = ["id", "starts_on", "due_on", "reached_on", *TIMES]


class CourseApi(VerbApi):
    """A client's measurements over time."""

    resource_name = "clients"
    class_permission_name = "ProgressEntry"
    openapi_spec_tag = "ClientProfile"
    datamodel = DomainTable(ClientProfile)

    @expose("/<int:pk>/progress", methods=["GET"])
    @protect()
    @safe
    @permission_name("read")
    def progress(self, pk: int) -> Response:
        """One metric of one client: a point per measured day, with the trend.
        ---
        get:
          summary: One metric of a client over time
          operationId: progress_of_client
          description: >-
            One metric (`metric`, a slug; weight if left out) of a client between two days
            (`from`, `to`, both included), in the metric's unit
          parameters:
          - {in: path, name: pk, required: true, schema: {type: integer}}
          - {in: query, name: metric, schema: {type: string}}
          - {in: query, name: from, schema: {type: string, format: date}}
          - {in: query, name: to, schema: {type: string, format: date}}
          responses:
            200:
              description: The points, oldest first
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      metric: {type: string}
                      unit: {type: string}
                      points:
                        type: array
                        items:
                          type: object
                          properties:
                            "on": {type: string, format: date}
                            value: {type: string}
                            trend: {type: string}
            400: {$ref: '#/components/responses/400'}
            401: {$ref: '#/components/responses/401'}
            403: {$ref: '#/components/responses/403'}
            404: {$ref: '#/components/responses/404'}
        """
        client = self.datamodel.get(pk)
        if client is None:
            return self.response_404()
        try:
            days = [_day(request.args.get(name)) for name in DAYS]
        except ValueError:
            return self.response_400(message=_("A day is written like 2026-03-31."))
        slug, zone = request.args.get("metric", "weight"), current_viewer().timezone
        if "\0" in slug:  # which PostgreSQL does not even look for
            return self.response_404()
        course = course_of(self.datamodel.session, client, slug, (days[0], days[1]), zone)
        if course is None:
            return self.response_404()
        points = [{"on": p.on, "value": p.value, "trend": p.trend} for p in course.points]
        return self.response(200, metric=slug, unit=course.metric.unit, points=points)


def _day(text: str | None) -> date | None:
    """A day within reason; ValueError for anything else."""
    on = date.fromisoformat(text) if text else None
    if on is not None and not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError
    return on
