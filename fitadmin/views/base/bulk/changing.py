"""One change to many rows: to all of them, or to none, and then why."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import redirect, request, url_for
from flask_appbuilder import expose, has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from fitadmin.models.reading import changeable, chosen, columns_for_many
from fitadmin.models.scope import Invalid
from fitadmin.services.gym.many import do_to_each
from fitadmin.views.base.bulk.chosen import chosen_ids
from fitadmin.views.base.telling import say
from fitadmin.views.columns.carried import CameFrom, Once, came_from
from fitadmin.views.columns.fields import Forms

MOST_REFUSED = 20
"""So many rows that refuse are looked for at most; something is to be mended anyway."""
SAVE, WANTED = "save", "change"
"""In the form: that it is to be saved, and the fields that are to be changed."""


class Line(NamedTuple):
    """A row on the page: whether it is among those to be changed, and what stands against it."""

    id: int
    name: str
    version: Any
    is_chosen: bool
    reason: str


class Changing:
    """Lists whose rows can be changed many at a time, by the rules of the form for one."""

    datamodel: Any
    edit_title: Any
    bulk_columns: list[str] | None = None
    """What can be set; by itself what the form of one row has and tells no two of them apart."""
    bulk_form: Any
    bulk_template = "pages/bulk.html"

    def _init_forms(self) -> None:
        page: Any = self
        if self.bulk_columns is None:
            self.bulk_columns = columns_for_many(self.datamodel.obj, page.edit_columns)
        forms = Forms(self.datamodel, type(self).__name__)
        form = forms.create_form(page.label_columns, self.bulk_columns, page.description_columns)
        form.came_from, form.form_key = CameFrom(), Once()
        self.bulk_form = form
        parent: Any = super()
        parent._init_forms()

    @expose("/bulk_edit", methods=["GET", "POST"])
    @has_access
    def bulk_edit(self) -> Any:
        """The form for the rows chosen on the list; saved, back there. 409 where rows refuse."""
        if request.method == "GET" or not self.bulk_columns:
            return redirect(url_for(".list"))
        is_saved = SAVE in request.form
        form = self.bulk_form() if is_saved else self.bulk_form(formdata=None)
        back = redirect((form.came_from.page() if is_saved else came_from()) or url_for(".list"))
        try:
            ids = chosen_ids(self)
            rows = self._rows(ids)
        except Invalid as refused:
            say(refused, "danger")
            return back
        reasons = self._against(rows)
        is_whole = len(rows) == len(ids)
        if not is_whole:
            self._tell_gone(len(ids) - len(rows))
        if is_saved and is_whole and not reasons and self._fits(form):
            reasons = self._save_all(rows, form)
            if not reasons:
                self._tell_changed(len(rows))
                return back
            rows = self._rows(ids)
        return self._bulk_page(form, rows, reasons, is_saved=is_saved)

    def _rows(self, ids: list[int]) -> list[Any]:
        rows = chosen(self.datamodel.session, self.datamodel.obj, ids)
        if not rows:
            raise Invalid(_("None of the chosen rows is there any more."))
        return rows

    def _tell_changed(self, count: int) -> None:
        say(ngettext("%(num)s row was changed.", "%(num)s rows were changed.", count), "success")

    def _tell_gone(self, count: int) -> None:
        words = ngettext(
            "%(num)s of the chosen rows is no longer there and is left out.",
            "%(num)s of the chosen rows are no longer there and are left out.",
            count,
        )
        say(words, "warning")

    def _against(self, rows: list[Any]) -> dict[int, str]:
        """By id what is known against changing a row before anybody has tried."""
        mine = changeable(self.datamodel.session, self.datamodel.obj, [row.id for row in rows])
        reasons = {row.id: _("Not yours to change.") for row in rows if row.id not in mine}
        for row in rows:
            seen = request.form.get(f"version-{row.id}")
            if seen and seen != str(getattr(row, "version", seen)):
                reasons.setdefault(row.id, _("Somebody else has changed this in the meantime."))
        return reasons

    def _fits(self, form: Any) -> bool:
        """Whether the wanted fields hold what they may; one at least must be wanted."""
        wanted = self._wanted()
        if not wanted:
            say(_("Tick what is to be changed."), "danger")
        checked = [form[name].validate(form) for name in wanted]
        return bool(wanted) and all(checked)

    def _wanted(self) -> list[str]:
        named = request.form.getlist(WANTED)
        return [name for name in self.bulk_columns or () if name in named]

    def _save_all(self, rows: list[Any], form: Any) -> dict[int, str]:
        """Change and commit all; or nothing, and by id the reasons of those that refuse."""
        session, wanted = self.datamodel.session, self._wanted()

        def change(row: Any) -> None:
            for name in wanted:
                form[name].populate_obj(row, name)
            self.datamodel.touch(row)

        refused = do_to_each(session, rows, change, MOST_REFUSED)
        if refused:
            session.rollback()
        else:
            session.commit()
        return refused

    def _bulk_page(
        self, form: Any, rows: list[Any], reasons: dict[int, str], *, is_saved: bool
    ) -> Any:
        page: Any = self
        for field in form:
            field.is_listed = True
        lines = sorted(self._lines(rows, reasons, is_saved), key=lambda line: not line.reason)
        answer = page.render_template(
            self.bulk_template,
            title=self.edit_title,
            form=form,
            fields=self.bulk_columns,
            wanted=self._wanted(),
            lines=lines,
            refused=len(reasons),
            is_saved=is_saved,
            back=(form.came_from.page() or url_for(".list")),
        )
        return answer, 409 if is_saved and reasons else 200

    def _lines(self, rows: list[Any], reasons: dict[int, str], is_saved: bool) -> Iterator[Line]:
        """What is refused at first sight is not among the rows until somebody insists."""
        for row in rows:
            reason = reasons.get(row.id, "")
            version = getattr(row, "version", "")
            yield Line(row.id, str(row), version, is_saved or not reason, reason)
