"""A model's pages."""

from typing import Any

from flask import Response, abort, jsonify, redirect, request
from flask_appbuilder import ModelView, expose, has_access
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import inspect

from fitadmin.access import VIEW_METHODS
from fitadmin.models.reading import offered
from fitadmin.views.base.actions import SafeActions
from fitadmin.views.base.bulk import Bulk
from fitadmin.views.base.choosing import choosable
from fitadmin.views.base.export import Exporting
from fitadmin.views.base.forms import Editing
from fitadmin.views.base.in_place import InPlace
from fitadmin.views.base.lists import Lists
from fitadmin.views.base.saved import Saved
from fitadmin.views.base.tabs import Tabs
from fitadmin.views.base.undo import Undoing
from fitadmin.views.columns.words import formatters, in_files


class DomainView(
    Bulk, SafeActions, Exporting, Saved, Lists, Tabs, InPlace, Undoing, Editing, ModelView
):
    """A model's pages, guarded by that model's own read, write and delete permissions."""

    method_permission_name = VIEW_METHODS
    base_permissions = ["can_read", "can_write", "can_delete"]
    base_order = ("id", "desc")
    page_size = 20
    formatters_columns: Any = None
    chosen_words: frozenset[str] = frozenset()
    """The columns that hold one of some words; those with a tone are shown as tags."""
    file_formatters: Any = None
    """As formatters_columns, for files: the same for every reader."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if isinstance(datamodel := getattr(cls, "datamodel", None), SQLAInterface):
            cls.class_permission_name = datamodel.obj.__name__
            datamodel.shown = tuple(cls.list_columns or ())

    def _init_properties(self) -> None:
        super()._init_properties()
        columns = [*self.list_columns, *self.show_columns]
        self.chosen_words = frozenset(n for n in columns if self.datamodel.is_enum(n))
        own = self.formatters_columns
        self.formatters_columns = {**formatters(columns, self.chosen_words), **own}
        self.file_formatters = {**in_files(columns, self.chosen_words), **own}
        self.choosable_columns = choosable(self)
        if type(self).order_columns is None:
            columns = [n for n in self.choosable_columns if n in self.datamodel.list_columns]
            self.order_columns = list(dict.fromkeys([*self.order_columns, *columns]))

    @expose("/list/")
    @has_access
    def list(self) -> Any:
        """The list; where its reader has said so, with one of their views."""
        address = self._elsewhere()
        return super().list() if address is None else redirect(address)

    @expose("/related/<column>")
    @has_access
    def related(self, column: str) -> Response:
        """The picker of a form: rows that this relation may be set to, searched and paged."""
        relations = inspect(self.datamodel.obj).relationships
        asked = {*self.add_columns, *self.edit_columns, *self.search_columns}
        if column not in asked or column not in relations:
            abort(404)
        page = request.args.get("page", 0, type=int)
        count, rows = offered(
            self.datamodel.session,
            relations[column].mapper.class_,
            request.args.get("q", ""),
            max(0, min(page, 1_000_000)),
        )
        return jsonify(count=count, result=[{"value": row.id, "text": str(row)} for row in rows])
