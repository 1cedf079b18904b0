"""JSON for progress: what is measured of a client, towards which goal, and photos of it."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, METRIC, RECORD, TIMES
from fitadmin.models.progress import Goal, Metric, ProgressEntry, ProgressPhoto
from fitadmin.models.reading import DomainTable


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
