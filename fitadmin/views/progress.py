"""Pages for progress: what is measured of a client, towards which goal, and photos of it."""

from flask_babel import lazy_gettext as _

from fitadmin.models.progress import Goal, Metric, ProgressEntry, ProgressPhoto
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class MetricView(DomainView):
    datamodel = DomainTable(Metric)

    list_title = _("Metrics")
    add_title = _("New metric")
    edit_title = _("Change metric")
    show_title = _("Metric")
    list_columns = ["name", "unit", "lower", "upper", "direction", "decimals"]
    search_columns = ["name", "unit", "direction"]
    show_columns = add_columns = edit_columns = list_columns
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "unit": _("Unit"),
        "lower": _("Least possible"),
        "upper": _("Most possible"),
        "direction": _("Better is"),
        "decimals": _("Decimals shown"),
    }
    description_columns = {
        "lower": _("A smaller value is refused as a mistake."),
        "upper": _("A larger value is refused as a mistake."),
        "direction": _("Decides which way a chart is good news."),
    }


class ProgressEntryView(DomainView):
    datamodel = DomainTable(ProgressEntry)

    list_title = _("Measurements")
    add_title = _("New measurement")
    edit_title = _("Change measurement")
    show_title = _("Measurement")
    list_columns = ["client", "metric", "measured_at", "entered", "unit", "source", "note"]
    search_columns = ["client", "metric", "measured_at", "entered", "source", "note"]
    show_columns = [
        "client", "metric", "measured_at", "entered", "unit", "value", "source", "note",
    ]  # fmt: skip
    add_columns = ["client", "metric", "measured_at", "entered", "unit", "note"]
    edit_columns = ["measured_at", "entered", "unit", "note"]
    base_order = ("measured_at", "desc")
    label_columns = {
        "client": _("Client"),
        "metric": _("Metric"),
        "measured_at": _("Measured at"),
        "entered": _("Value"),
        "unit": _("Unit"),
        "value": _("Value in the metric's unit"),
        "source": _("Entered by"),
        "note": _("Note"),
    }
    description_columns = {"unit": _("As measured; it is converted to the metric's unit.")}


class ProgressPhotoView(DomainView):
    datamodel = DomainTable(ProgressPhoto)

    list_title = _("Progress photos")
    add_title = _("New progress photo")
    edit_title = _("Change progress photo")
    show_title = _("Progress photo")
    list_columns = ["client", "taken_on", "pose", "shown_to", "file", "note"]
    search_columns = ["client", "taken_on", "pose", "shown_to", "note"]
    show_columns = list_columns
    add_columns = ["client", "file", "taken_on", "pose", "shown_to", "note"]
    edit_columns = ["taken_on", "pose", "shown_to", "note"]
    base_order = ("taken_on", "desc")
    label_columns = {
        "client": _("Client"),
        "file": _("Photo"),
        "taken_on": _("Taken on"),
        "pose": _("Pose"),
        "shown_to": _("Shown to"),
        "note": _("Note"),
    }
    description_columns = {"shown_to": _("The client alone: not even managers see it.")}


class GoalView(DomainView):
    datamodel = DomainTable(Goal)

    list_title = _("Goals")
    add_title = _("New goal")
    edit_title = _("Change goal")
    show_title = _("Goal")
    list_columns = [
        "client", "metric", "start_value", "target_value", "starts_on", "due_on", "reached_on",
    ]  # fmt: skip
    search_columns = ["client", "metric", "starts_on", "due_on", "reached_on", "note"]
    show_columns = [*list_columns, "note"]
    add_columns = [
        "client", "metric", "start_value", "target_value", "starts_on", "due_on", "note",
    ]  # fmt: skip
    edit_columns = [
        "metric", "start_value", "target_value", "starts_on", "due_on", "reached_on", "note",
    ]  # fmt: skip
    base_order = ("starts_on", "desc")
    label_columns = {
        "client": _("Client"),
        "metric": _("Metric"),
        "start_value": _("Starts at"),
        "target_value": _("Target"),
        "starts_on": _("From"),
        "due_on": _("Due on"),
        "reached_on": _("Reached on"),
        "note": _("Note"),
    }
    description_columns = {"target_value": _("In the metric's unit.")}
