"""Pages for what happened in the gym: the audit log, jobs."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _

from fitadmin.models.accounts import User
from fitadmin.models.gym import AuditEvent, JobRun
from fitadmin.models.people import ClientProfile
from fitadmin.models.reading import DomainTable
from fitadmin.models.scope import find
from fitadmin.views.base import DomainView
from fitadmin.views.base.titles import in_words
from fitadmin.views.columns.words import shown


def _account(ident: int | None) -> str:
    return _name(User, ident)


def _client(ident: int | None) -> str:
    return _name(ClientProfile, ident)


def _name(model: type[Any], ident: int | None) -> str:
    """The name of the row an event is about: the event keeps the number alone."""
    if ident is None:
        return ""
    row = find(current_app.appbuilder.session, model, ident)  # type: ignore[attr-defined]
    return "" if row is None else str(row)


def _told(values: dict[str, Any] | None) -> Any:
    """What an event tells of a row; the permissions of a role in the words of the menu."""
    if values and (given := values.get("permissions")):
        values = values | {"permissions": [in_words(str(each)) for each in given]}
    return shown(values)


class AuditEventView(DomainView):
    datamodel = DomainTable(AuditEvent)
    base_permissions = ["can_read"]
    exclude_route_methods = {"add", "edit", "delete"}

    list_title = _("Audit log")
    show_title = _("Audit event")
    list_columns = ["at", "user_name", "act", "table_name", "ip"]
    search_columns = ["at", "user_name", "act", "table_name", "ip", "request_id"]
    show_columns = [
        "at", "act", "user_name", "on_behalf_of_id", "client_id", "table_name", "before", "after",
        "ip", "request_id",
    ]  # fmt: skip
    add_columns = edit_columns = ["act"]
    base_order = ("at", "desc")
    formatters_columns = {
        "on_behalf_of_id": _account,
        "client_id": _client,
        "before": _told,
        "after": _told,
    }
    label_columns = {
        "at": _("When"),
        "act": _("What"),
        "user_name": _("Who"),
        "on_behalf_of_id": _("On behalf of"),
        "client_id": _("About"),
        "table_name": _("Table"),
        "before": _("Before"),
        "after": _("After"),
        "ip": _("Address"),
        "request_id": _("Request"),
    }


class JobRunView(DomainView):
    datamodel = DomainTable(JobRun)
    base_permissions = ["can_read"]
    exclude_route_methods = {"add", "edit", "delete"}

    list_title = _("Jobs")
    show_title = _("Job")
    list_columns = ["name", "slot", "state", "tries", "started_at", "finished_at"]
    search_columns = ["name", "slot", "state", "tries", "created_at", "started_at", "finished_at"]
    show_columns = [*list_columns, "created_at", "error"]
    add_columns = edit_columns = ["name"]
    base_order = ("created_at", "desc")
    label_columns = {
        "name": _("Job"),
        "slot": _("For"),
        "state": _("State"),
        "tries": _("Tries"),
        "created_at": _("Queued at"),
        "started_at": _("Started at"),
        "finished_at": _("Finished at"),
        "error": _("What went wrong"),
    }
