"""Pages for files that were taken in, and the way to take them back."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_appbuilder import action
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from fitadmin.access import TAKE_IN, VIEW_METHODS, WRITE, identify
from fitadmin.models.gym import ImportBatch, ImportChange
from fitadmin.models.reading import DomainTable
from fitadmin.services.gym import Undone, undo_import
from fitadmin.views.base import DomainView
from fitadmin.views.gym.mapping import MODELS

UNDO = "undo"


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
    method_permission_name = {**VIEW_METHODS, UNDO: TAKE_IN, TAKE_IN: TAKE_IN}
    base_permissions = ["can_read", f"can_{TAKE_IN}"]
    exclude_route_methods = {"add", "edit", "delete"}
    related_views = [ImportChangeView]
    list_template = "gym/imports.html"

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

    @action(
        UNDO, _("Undo this import"),
        _("What it created goes, and what it changed is as before; what people have changed since "
          "is kept. Undo it?"),
        "undo-2", multiple=False,
    )  # fmt: skip
    def undo(self, batch: ImportBatch) -> Any:
        if not identify().may(f"can_{WRITE}", MODELS[batch.kind]):
            abort(403)
        session, ident = self.datamodel.session, batch.id
        undone = undo_import(session, ident)
        session.commit()
        flash(said(undone), "success")
        return redirect(url_for("ImportBatchView.show", pk=ident))

    def _get_show_widget(self, pk: Any, item: ImportBatch, **more: Any) -> Any:
        """Without the button where it has been undone."""
        widgets = super()._get_show_widget(pk, item, **more)
        if item.undone_at is not None:
            widgets["show"].template_args["actions"] = {}
        return widgets


def said(undone: Undone) -> str:
    """What became of the rows of an import that was taken back."""
    counts = [
        ngettext("%(num)s row is gone", "%(num)s rows are gone", undone.deleted),
        ngettext("%(num)s is in the trash", "%(num)s are in the trash", undone.trashed),
        ngettext("%(num)s is as before", "%(num)s are as before", undone.restored),
        ngettext("%(num)s was kept", "%(num)s were kept", undone.kept),
    ]
    return ", ".join(counts) + "."
