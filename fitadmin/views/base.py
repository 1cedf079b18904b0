"""What every generated page shares."""

from copy import copy
from typing import Any

from flask import Response, abort, flash, g, has_request_context, jsonify, redirect, request
from flask_appbuilder import ModelView, expose, has_access
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.urltools import (
    get_filter_args,
    get_order_args,
    get_page_args,
    get_page_size_args,
)
from flask_babel import lazy_gettext as _
from sqlalchemy import inspect

from fitadmin.access import READ, VIEW_METHODS
from fitadmin.models.reading import offered
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.columns.fields import Forms, Picker
from fitadmin.views.columns.words import formatters

LONGEST_PAGE = 100


class SafeActions:
    """Actions on rows in sight, by POST; Flask-AppBuilder's crash on what is not there."""

    actions: dict[str, Any]
    appbuilder: Any
    class_permission_name: str
    datamodel: Any
    exclude_route_methods: set[str] = set()

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        # Flask-AppBuilder's download serves any file to whoever may read
        cls.exclude_route_methods = {*cls.exclude_route_methods, "download"}

    @expose("/action/<string:name>/<pk>", methods=["POST"])
    def action(self, name: str, pk: str) -> Any:
        """An action on one row, which must be in sight."""
        return self._act(name, self._found(pk), single=True)

    @expose("/action_post", methods=["POST"])
    def action_post(self) -> Any:
        """An action on the rows chosen in a list; those out of sight are dropped."""
        chosen = (self.datamodel.get(pk) for pk in request.form.getlist("rowid"))
        rows = [row for row in chosen if row is not None]
        return self._act(request.form.get("action", ""), rows, single=False)

    def _act(self, name: str, target: Any, *, single: bool) -> Any:
        action = self.actions.get(name)
        if action is None or not (action.single if single else action.multiple):
            abort(404)
        permission = self.get_action_permission_name(name)  # type: ignore[attr-defined]
        if not self.appbuilder.sm.has_access(permission, self.class_permission_name):
            abort(403)
        try:
            return action.func(target)
        except REFUSALS as error:
            self.datamodel.session.rollback()
            flash(explain(error).message, "danger")
            return redirect(self.get_redirect())  # type: ignore[attr-defined]

    def _found(self, pk: str) -> Any:
        return self.datamodel.get(pk) or abort(404)


class DomainView(SafeActions, ModelView):
    """A model's pages, guarded by that model's own read, write and delete permissions."""

    method_permission_name = VIEW_METHODS
    base_permissions = ["can_read", "can_write", "can_delete"]
    base_order = ("id", "desc")
    page_size = 20
    formatters_columns: Any = None
    _no_filters: Any = None
    add_row_message = _("Saved.")
    edit_row_message = _("Saved.")
    delete_row_message = _("Moved to the trash.")

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if isinstance(datamodel := getattr(cls, "datamodel", None), SQLAInterface):
            cls.class_permission_name = datamodel.obj.__name__
            datamodel.shown = tuple(cls.list_columns or ())

    @property
    def _filters(self) -> Any:
        """What this request asks for: Flask-AppBuilder shares one object between threads."""
        if not has_request_context() or self._no_filters is None:
            return self._no_filters
        asked: dict[str, Any] = g.setdefault("filters", {})
        if self.endpoint not in asked:
            asked[self.endpoint] = copy(self._no_filters)
            asked[self.endpoint].clear_filters()
        return asked[self.endpoint]

    @_filters.setter
    def _filters(self, filters: Any) -> None:
        self._no_filters = filters

    def _get_list_widget(
        self, filters: Any, actions: Any = None, order_column: str = "", *args: Any, **more: Any
    ) -> Any:
        """Only columns that may be ordered by, and no page longer than LONGEST_PAGE."""
        if order_column not in self.order_columns:
            order_column = ""
        if more.get("page_size"):
            more["page_size"] = max(1, min(more["page_size"], LONGEST_PAGE))
        return super()._get_list_widget(filters, actions, order_column, *args, **more)

    def _init_properties(self) -> None:
        super()._init_properties()
        columns = [*self.list_columns, *self.show_columns]
        chosen = {name for name in columns if self.datamodel.is_enum(name)}
        self.formatters_columns = {**formatters(columns, chosen), **self.formatters_columns}

    def _init_forms(self) -> None:
        """Flask-AppBuilder makes those that are not there yet, with fields that lose values."""
        forms = Forms(self.datamodel)
        self.search_form = forms.create_form(self.label_columns, self.search_columns)
        for name in ("add", "edit"):
            form = forms.create_form(
                self.label_columns, getattr(self, f"{name}_columns"), self.description_columns
            )
            setattr(self, f"{name}_form", form)
        super()._init_forms()

    def _tabs(self) -> list[Any]:
        """The parts of a row that this reader may read at all."""
        may = self.appbuilder.sm.has_access
        return [tab for tab in self._related_views if may(f"can_{READ}", tab.class_permission_name)]

    def render_template(self, template: str, **values: Any) -> str:
        if "related_views" in values:
            values["related_views"] = self._tabs()
        return str(super().render_template(template, **values))

    def _get_related_views_widgets(
        self,
        item: Any,
        orders: Any = None,
        pages: Any = None,
        page_sizes: Any = None,
        widgets: Any = None,
        **_more: Any,
    ) -> dict[str, Any]:
        """Only the tabs this reader may read: Flask-AppBuilder would list them all."""
        parts = []
        for tab in self._tabs():
            name = type(tab).__name__
            column, direction = orders.get(name) or ("", "")
            page, size = pages.get(name), page_sizes.get(name)
            parts.append(self._get_related_view_widget(item, tab, column, direction, page, size))
        return {**(widgets or {}), "related_views": parts}

    @expose("/related/<column>")
    @has_access
    def related(self, column: str) -> Response:
        """The picker of a form: rows that this relation may be set to, searched and paged."""
        relations = inspect(self.datamodel.obj).relationships
        if column not in {*self.add_columns, *self.edit_columns} or column not in relations:
            abort(404)
        page = request.args.get("page", 0, type=int)
        count, rows = offered(
            self.datamodel.session,
            relations[column].mapper.class_,
            request.args.get("q", ""),
            max(0, min(page, 1_000_000)),
        )
        return jsonify(count=count, result=[{"value": row.id, "text": str(row)} for row in rows])

    def _add(self) -> dict[str, Any] | None:
        """The form, or None when the row was saved; what was typed is never lost."""
        form, fixed = self._form(self.add_form)
        if request.method == "POST" and self._save(form, self.datamodel.obj(), is_new=True):
            return None
        widget: dict[str, Any] = self._get_add_widget(form=form, exclude_cols=fixed)
        return widget

    def _edit(self, pk: str) -> dict[str, Any] | None:
        """The form, or None when the row was saved; what was typed is never lost."""
        item = self._found(pk)
        if request.method == "POST":
            form, fixed = self._form(self.edit_form, typed=request.form)
            form._id = item.id
            for field in form:
                if isinstance(field, Picker):
                    field.kept = getattr(item, field.name)
            if self._save(form, item, is_new=False):
                return None
            item = self._found(pk)
        else:
            form, fixed = self._form(self.edit_form, obj=item)
        widgets = self._get_edit_widget(form=form, exclude_cols=fixed)
        related: dict[str, Any] = self._get_related_views_widgets(
            item,
            orders=get_order_args(),
            pages=get_page_args(),
            page_sizes=get_page_size_args(),
            widgets=widgets,
        )
        return related

    def _delete(self, pk: str) -> None:
        item = self._found(pk)
        try:
            self.datamodel.delete(item)
        except REFUSALS as error:
            self._tell(error)
        else:
            flash(self.delete_row_message, "success")
        self.update_redirect()

    def _form(self, form: Any, typed: Any = None, obj: Any = None) -> tuple[Any, list[str]]:
        """The form, and the relations that the address has fixed (`?_flt_0_client=7`)."""
        get_filter_args(self._filters, disallow_if_not_in_search=False)
        fixed: list[str] = self._filters.get_relation_cols()
        filled = form.refresh(typed) if obj is None else form.refresh(obj=obj)
        if request.method == "POST":
            self._fill_form_exclude_cols(fixed, filled)
        else:
            self.update_redirect()
        return filled, fixed

    def _fill_form_exclude_cols(self, exclude_cols: list[str], form: Any) -> None:
        """Set the relations that the address has fixed; it gives each as a list."""
        for name in exclude_cols:
            given = self._filters.get_filter_value(name)
            if name in form:
                value = given[-1] if isinstance(given, list) else given
                form[name].data = self.datamodel.get_related_obj(name, value)

    def _save(self, form: Any, item: Any, *, is_new: bool) -> bool:
        """Whether the row was saved; if not, the reader is told why."""
        if not form.validate():
            for name in set(form.errors) & set(self._filters.get_relation_cols()):
                flash(f"{form[name].label.text}: {form.errors[name][0]}", "danger")
            _keep_percents(form)
            return False
        self.process_form(form, is_new)
        try:
            with self.datamodel.session.no_autoflush:
                form.populate_obj(item)
            (self.datamodel.add if is_new else self.datamodel.edit)(item)
        except REFUSALS as error:
            self._tell(error, form)
            _keep_percents(form)
            return False
        flash(self.add_row_message if is_new else self.edit_row_message, "success")
        return True

    def _tell(self, error: Exception, form: Any = None) -> None:
        """Put the reason beside its field, or above the form."""
        self.datamodel.session.rollback()
        refusal = explain(error)
        fields = [name for name in refusal.errors if form is not None and name in form]
        for name in fields:
            form[name].errors = [*form[name].errors, *refusal.errors[name]]
        flash(refusal.message, "danger")


def _keep_percents(form: Any) -> None:
    """The templates take a % in an error, which people may have typed, for a format."""
    for field in form:
        field.errors = [str(words).replace("%", "%%") for words in field.errors]
