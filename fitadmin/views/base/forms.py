"""Forms that add and change a row: nothing typed is lost, and nothing that others have saved."""

from typing import Any
from urllib.parse import urlsplit

from flask import g, redirect, request, url_for
from flask_appbuilder import expose, has_access
from flask_babel import lazy_gettext as _
from sqlalchemy.orm.exc import StaleDataError

from fitadmin.access import current_viewer
from fitadmin.models.scope import fixed_fields
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.base.asked import ask_filters
from fitadmin.views.base.differences import differences, take_over
from fitadmin.views.base.telling import say
from fitadmin.views.columns.carried import Before, CameFrom, Once, Version, came_from
from fitadmin.views.columns.fields import Forms
from fitadmin.views.columns.pickers import Picker
from fitadmin.views.columns.words import shown


class Stale(Exception):
    """Somebody else has saved the row since the form was opened."""


class Editing:
    """The pages that add, change and delete a row."""

    add_columns: list[str]
    edit_columns: list[str]
    add_form: Any
    edit_form: Any
    add_row_message = _("Saved.")
    edit_row_message = _("Saved.")
    delete_row_message = _("Moved to the trash.")
    edit_template: str
    edit_title: Any
    datamodel: Any
    label_columns: Any
    description_columns: Any
    validators_columns: Any
    search_columns: Any
    _filters: Any
    _related_views: list[Any]

    def _init_forms(self) -> None:
        """Flask-AppBuilder makes those that are not there yet, with fields that lose values."""
        forms = Forms(self.datamodel, type(self).__name__)
        self.search_form = forms.create_form(self.label_columns, self.search_columns)
        for name in ("add", "edit"):
            columns = getattr(self, f"{name}_columns")
            form = forms.create_form(
                self.label_columns,
                columns,
                self.description_columns,
                self.validators_columns,
                extra_fields=getattr(self, f"{name}_form_extra_fields"),
            )
            form.came_from = CameFrom()
            if name == "add":
                form.form_key = Once()
            else:
                form.before = Before()
                if hasattr(self.datamodel.obj, "version"):
                    form.version = Version()
            setattr(self, f"{name}_form", form)
        parent: Any = super()
        parent._init_forms()

    def _add(self) -> dict[str, Any] | None:
        """The form, or None when the row was saved; what was typed is never lost."""
        page: Any = self
        form, fixed = self._form(self.add_form)
        g.saved = self.datamodel.obj()
        if request.method == "POST" and self._save(form, g.saved, is_new=True):
            return None
        widget: dict[str, Any] = page._get_add_widget(form=form, exclude_cols=fixed)
        return widget

    @expose("/edit/<pk>", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: str) -> Any:
        """The form; back to where one came from once it is saved; 409 where others were faster."""
        page: Any = self
        widgets = self._edit(pk)
        if widgets is None:
            return page.post_edit_redirect()
        conflict, is_gone = widgets.pop("conflict", None), widgets.pop("is_gone", False)
        answer = page.render_template(
            self.edit_template,
            pk=pk,
            title=self.edit_title,
            widgets=widgets,
            conflict=conflict,
            related_views=self._related_views,
        )
        return answer, 404 if is_gone else 200 if conflict is None else 409

    def _edit(self, pk: str) -> dict[str, Any] | None:
        """The form, or None when the row was saved; what was typed is never lost."""
        page: Any = self
        conflict = None
        if request.method == "POST":
            form, fixed = self._form(self.edit_form)
            item = self.datamodel.get(pk)
            if item is None:
                return self._gone(form, fixed)
            fixed += self._leave_out(form, item)
            form._id = item.id
            for field in form:
                if isinstance(field, Picker):
                    field.kept = getattr(item, field.name)
            try:
                if self._save(form, item, is_new=False):
                    return None
            except Stale:
                conflict = self._conflict(page._found(pk), form)
        else:
            item = page._found(pk)
            form, fixed = self._form(self.edit_form, obj=item)
            fixed += self._leave_out(form, item)
            form.before.note(form[name] for name in self.edit_columns if name in form)
        widgets: dict[str, Any] = page._get_edit_widget(form=form, exclude_cols=fixed)
        return widgets | ({"conflict": conflict} if conflict else {})

    def _gone(self, form: Any, fixed: list[str]) -> dict[str, Any]:
        """The form as it was typed: what it was about is out of sight by now."""
        say(_("This is no longer there, and nothing was saved. What you typed is below."), "danger")
        page: Any = self
        widgets: dict[str, Any] = page._get_edit_widget(form=form, exclude_cols=fixed)
        return widgets | {"is_gone": True}

    def _conflict(self, item: Any, form: Any) -> dict[str, Any]:
        """What both have written; the form may now be saved over the newer row."""
        self.datamodel.session.refresh(item)
        theirs = self.edit_form(formdata=None, obj=item)
        form.version.data = item.version
        columns = [name for name in self.edit_columns if name in form]
        taken = take_over(theirs, form, columns)
        both = differences(theirs, form, columns)
        form.before.note(theirs[name] for name in columns)
        return {
            "taken": taken,
            "differences": both,
            "saved_at": shown(item.updated_at),
            "keep_theirs": url_for(".show", pk=item.id),
        }

    def _delete(self, pk: str) -> None:
        page: Any = self
        item = page._found(pk)
        try:
            self.datamodel.delete(item)
        except REFUSALS as error:
            self._tell(error)
        else:
            say(self.delete_row_message, "success")
            page.offer_undo()

    def post_add_redirect(self) -> Any:
        """To the list one came from, or the row of which the new one is a part."""
        back = self.add_form().came_from.page()
        is_about = urlsplit(back).path == url_for(".list") or "/show/" in back
        return redirect(back if is_about else url_for(".list"))

    def post_edit_redirect(self) -> Any:
        """Where one came from."""
        return redirect(self.edit_form().came_from.page() or url_for(".list"))

    def post_delete_redirect(self) -> Any:
        """Where one came from, or to the list where that was the row itself."""
        page: Any = self
        pk = (request.view_args or {}).get("pk")
        open_ones = {"show", "edit"} - page.exclude_route_methods
        gone = {url_for(f".{name}", pk=pk) for name in open_ones}
        back = came_from()
        return redirect(
            url_for(".list") if urlsplit(back).path in gone else back or url_for(".list")
        )

    def _form(self, form: Any, obj: Any = None) -> tuple[Any, list[str]]:
        """The form, and the relations that the address has fixed (`?_flt_0_client=7`)."""
        ask_filters(self._filters, self._filters._all_filters, self.label_columns)
        fixed: list[str] = self._filters.get_relation_cols()
        filled = form.refresh(obj)
        if request.method == "POST":
            self._fill_form_exclude_cols(fixed, filled)
        return filled, fixed

    def _fill_form_exclude_cols(self, exclude_cols: list[str], form: Any) -> None:
        """Set the relations that the address has fixed; it gives each as a list."""
        for name in exclude_cols:
            given = self._filters.get_filter_value(name)
            if name in form:
                value = given[-1] if isinstance(given, list) else given
                form[name].data = self.datamodel.get_related_obj(name, value)

    def _leave_out(self, form: Any, item: Any) -> list[str]:
        """Take out what the reader may not change in *item*; sent all the same, it is refused."""
        unasked = fixed_fields(current_viewer(), item) - {*request.form}
        names = [field.name for field in form if field.name in unasked]
        for name in names:
            del form[name]
        return names

    def _save(self, form: Any, item: Any, *, is_new: bool) -> bool:
        """Whether the row was saved; if not, the reader is told why."""
        page: Any = self
        is_valid = form.validate()
        if not is_new and _is_stale(form, item):
            raise Stale
        if not is_valid:
            for name in set(form.errors) & set(self._filters.get_relation_cols()):
                say(f"{form[name].label.text}: {form.errors[name][0]}", "danger")
            return False
        page.process_form(form, is_new)
        try:
            with self.datamodel.session.no_autoflush:
                form.populate_obj(item)
            (self.datamodel.add if is_new else self.datamodel.edit)(item)
        except StaleDataError:
            raise Stale from None
        except REFUSALS as error:
            self._tell(error, form)
            return False
        say(self.add_row_message if is_new else self.edit_row_message, "success")
        return True

    def _tell(self, error: Exception, form: Any = None) -> None:
        """Put the reason beside its field, or above the form where it has none there."""
        self.datamodel.session.rollback()
        refusal = explain(error)
        fixed = self._filters.get_relation_cols() if form is not None else []
        beside = [n for n in refusal.errors if form is not None and n in form and n not in fixed]
        for name in beside:
            form[name].errors = [*form[name].errors, *refusal.errors[name]]
        told = {words for name in beside for words in refusal.errors[name]}
        if refusal.message not in told:
            say(refusal.message, "danger")


def _is_stale(form: Any, item: Any) -> bool:
    given = form.version.data if "version" in form else None
    return bool(given) and given != str(item.version)
