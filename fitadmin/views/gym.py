"""Pages for the gym itself: its settings, where it is, and what happened in it."""

from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_babel import lazy_gettext as _

from fitadmin.access import DELETE, RESTORE, identify
from fitadmin.models.accounts import User
from fitadmin.models.gym import (
    AuditEvent,
    GymSettings,
    ImportBatch,
    ImportChange,
    JobRun,
    Location,
)
from fitadmin.models.people import ClientProfile
from fitadmin.models.reading import DomainTable, is_id
from fitadmin.models.scope import find
from fitadmin.models.trash import count_trash, in_trash, trash_models
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym.trash import restore_row
from fitadmin.views.base import DomainView
from fitadmin.views.columns.words import shown

ROWS_OF_TRASH, LAST_PAGE = 20, 1_000_000


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


class GymSettingsView(DomainView):
    datamodel = DomainTable(GymSettings)
    base_permissions = ["can_read", "can_write"]
    exclude_route_methods = {"add", "delete"}

    list_title = _("The gym")
    edit_title = _("Change the gym's settings")
    show_title = _("The gym's settings")
    list_columns = ["name", "timezone", "language", "mass_unit", "length_unit", "energy_unit"]
    search_columns = ["name"]
    add_columns = ["name"]
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name of the gym"),
        "timezone": _("Time zone"),
        "language": _("Language"),
        "mass_unit": _("Unit of mass"),
        "length_unit": _("Unit of length"),
        "energy_unit": _("Unit of energy"),
        "week_starts_on": _("The week starts on"),
        "currency": _("Currency"),
        "registration_is_open": _("Anybody may register"),
        "trash_days": _("Days in the trash"),
        "audit_days": _("Days the audit log is kept"),
    }
    description_columns = {
        "timezone": _("For example Europe/Berlin. Decides when a day begins."),
        "currency": _("Three letters, for example EUR."),
        "registration_is_open": _("If not, people are invited."),
        "trash_days": _("After that, what was deleted is gone for good."),
    }
    show_fieldsets = [
        (_("Gym"), {"fields": ["name", "timezone", "language", "week_starts_on", "currency"]}),
        (_("Units"), {"fields": ["mass_unit", "length_unit", "energy_unit"]}),
        (
            _("Rules"),
            {"fields": ["registration_is_open", "trash_days", "audit_days"]},
        ),
    ]
    edit_fieldsets = show_fieldsets


class LocationView(DomainView):
    datamodel = DomainTable(Location)

    list_title = _("Locations")
    add_title = _("New location")
    edit_title = _("Change location")
    show_title = _("Location")
    list_columns = ["name", "address", "phone", "timezone"]
    search_columns = ["name", "address", "phone"]
    show_columns = add_columns = edit_columns = list_columns
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "address": _("Address"),
        "phone": _("Phone"),
        "timezone": _("Time zone"),
    }
    description_columns = {"timezone": _("Empty: the gym's time zone.")}


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
    formatters_columns = {"on_behalf_of_id": _account, "client_id": _client}
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


class ImportChangeView(DomainView):
    datamodel = DomainTable(ImportChange)
    base_permissions = ["can_read"]
    exclude_route_methods = {"add", "edit", "delete"}

    list_title = _("Imported rows")
    show_title = _("Imported row")
    list_columns = ["batch", "table_name", "before"]
    search_columns = ["table_name"]
    show_columns = list_columns
    add_columns = edit_columns = ["table_name"]
    base_order = ("id", "asc")
    label_columns = {
        "batch": _("Import"),
        "table_name": _("Table"),
        "before": _("Before"),
    }


class ImportBatchView(DomainView):
    datamodel = DomainTable(ImportBatch)
    base_permissions = ["can_read"]
    exclude_route_methods = {"add", "edit", "delete"}
    related_views = [ImportChangeView]

    list_title = _("Imports")
    show_title = _("Import")
    list_columns = [
        "file_name", "kind", "source", "created_at", "rows_created", "rows_updated", "rows_refused",
    ]  # fmt: skip
    search_columns = ["file_name", "kind", "source", "created_at", "undone_at"]
    show_columns = [
        "file_name", "kind", "source", "created_at", "rows_created", "rows_updated",
        "rows_unchanged", "rows_refused", "undone_at",
    ]  # fmt: skip
    add_columns = edit_columns = ["file_name"]
    base_order = ("created_at", "desc")
    label_columns = {
        "file_name": _("File"),
        "kind": _("Kind"),
        "source": _("Source"),
        "created_at": _("Taken in"),
        "rows_created": _("New rows"),
        "rows_updated": _("Changed rows"),
        "rows_unchanged": _("Unchanged rows"),
        "rows_refused": _("Refused rows"),
        "undone_at": _("Undone at"),
    }


class TrashView(BaseView):
    """What was thrown away, table by table, and the way back. Managers open it."""

    route_base = "/trash"
    class_permission_name = "Trash"
    base_permissions = [f"can_{RESTORE}"]
    default_view = "list"

    @expose("/")
    @has_access
    @permission_name(RESTORE)
    def list(self) -> str:
        """One table's trash, the last thrown away first, and how much lies in the others."""
        session, models = self.appbuilder.session, self._models()
        counts = count_trash(session, models.values())
        model = models.get(request.args.get("table", "")) or next(iter(counts), None)
        page = max(0, min(request.args.get("page", 0, type=int), LAST_PAGE))
        found: Any = []
        if model is not None:
            found = session.scalars(
                in_trash(model).limit(ROWS_OF_TRASH).offset(page * ROWS_OF_TRASH)
            ).all()
        return str(
            self.render_template(
                "gym/trash.html",
                tables=[(m.__tablename__, self._titles()[m], n) for m, n in counts.items()],
                table=model and model.__tablename__,
                rows=[(row.id, str(row), shown(row.deleted_at)) for row in found],
                page=page,
                is_last=model is None or counts.get(model, 0) <= (page + 1) * ROWS_OF_TRASH,
            )
        )

    @expose("/<table>/<pk>", methods=["POST"])
    @has_access
    @permission_name(RESTORE)
    def restore(self, table: str, pk: str) -> Any:
        """Take a row back; a row or table out of sight is a 404, a refusal is told."""
        session, model = self.appbuilder.session, self._models().get(table)
        if model is None or not is_id(pk):
            abort(404)
        try:
            row = restore_row(session, model, int(pk))
            session.commit()
        except REFUSALS as error:
            session.rollback()
            flash(explain(error).message, "danger")
        else:
            if row is None:
                abort(404)
            flash(_("Taken back."), "success")
        return redirect(url_for("TrashView.list", table=table))

    def _models(self) -> dict[str, type[Any]]:
        """By table, those that the reader may delete from, and so take back to."""
        models = {model.__name__: model for model in trash_models()}
        caller = identify()
        words = {word for word in models if caller.may(f"can_{DELETE}", word)}
        return {m.__tablename__: m for name, m in models.items() if name in words}

    def _titles(self) -> dict[type[Any], Any]:
        views = (v for v in self.appbuilder.baseviews if isinstance(v, DomainView))
        return {view.datamodel.obj: view.list_title for view in views}
