"""Saved views: the page that lists them, and the forms on the lists they are of."""

from typing import Any

from flask import abort, current_app, flash, redirect, request
from flask_appbuilder import expose, has_access, permission_name
from flask_babel import lazy_gettext as _

from fitadmin.access import READ, SHARE, VIEW_METHODS, WRITE
from fitadmin.models.gym import SavedView
from fitadmin.models.reading import DomainTable, is_id
from fitadmin.models.scope import Invalid
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym.saved_views import change_view, keep_view
from fitadmin.views.base import DomainView
from fitadmin.views.base.addresses import NO_VIEW
from fitadmin.views.base.asked import FILTER, readable
from fitadmin.views.base.saved import fit


def _title(endpoint: str) -> Any:
    """What the list is called that a view is of."""
    pages = (v for v in current_app.appbuilder.baseviews if v.endpoint == endpoint)  # type: ignore[attr-defined]
    return getattr(next(pages, None), "list_title", endpoint)


class SavedViewView(DomainView):
    datamodel = DomainTable(SavedView)
    method_permission_name = {**VIEW_METHODS, "keep": WRITE, "change": WRITE, "share": SHARE}
    base_permissions = [*DomainView.base_permissions, f"can_{SHARE}"]

    list_title = _("Saved views")
    add_title = _("New view")
    edit_title = _("Change view")
    show_title = _("Saved view")
    list_columns = ["name", "page", "is_default", "position", "created_at"]
    search_columns = ["name", "page", "is_default"]
    show_columns = ["name", "page", "query", "is_default", "position", "created_at"]
    add_columns = ["name", "page", "query"]
    edit_columns = ["name", "is_default", "position"]
    base_order = ("page", "asc")
    formatters_columns = {"page": _title}
    delete_row_message = _("Deleted.")
    label_columns = {
        "name": _("Name"),
        "page": _("List"),
        "query": _("Asks for"),
        "is_default": _("Opens with the list"),
        "position": _("Place"),
        "created_at": _("Saved at"),
    }
    description_columns = {
        "position": _("Views with a smaller number stand first."),
        "is_default": _("The list opens with this view; one view per list."),
    }

    def theirs(self, pks: list[int]) -> dict[str, Any]:
        """A view is saved on the list that it is of."""
        return {**super().theirs(pks), "may_add": False}

    @expose("/keep", methods=["POST"])
    @has_access
    @permission_name(WRITE)
    def keep(self) -> Any:
        """Save what a list is asked for under a name."""
        page = self._page(request.form.get("page", ""))
        name, query = request.form.get("name", ""), request.form.get("query", "")
        ident = self._done(
            lambda: keep_view(self.datamodel.session, page.endpoint, name, _checked(page, query)).id
        )
        if ident is None:
            return redirect(f"{page.address_of_view(NO_VIEW)}&{fit(page, query).query}")
        return redirect(page.address_of_view(ident))

    @expose("/change/<pk>", methods=["POST"])
    @has_access
    @permission_name(WRITE)
    def change(self, pk: str) -> Any:
        """Give a view another `name` or another `query`, or (not) let its list open with it."""
        view, form = self._view(pk), request.form
        page, values = self._page(view.page), dict[str, Any]()
        if "name" in form:
            values["name"] = form["name"]
        if "is_default" in form:
            values["is_default"] = form["is_default"] == "1"
        self._done(
            lambda: change_view(
                self.datamodel.session,
                view,
                **values,
                **({"query": _checked(page, form["query"])} if "query" in form else {}),
            )
        )
        return redirect(page.address_of_view(pk))

    @expose("/share/<pk>", methods=["POST"])
    @has_access
    @permission_name(SHARE)
    def share(self, pk: str) -> Any:
        """Let a `role` see a view, too; none: nobody else."""
        view, role = self._view(pk), request.form.get("role", "")
        page, ident = self._page(view.page), int(role) if is_id(role) else None
        if role and ident is None:
            abort(400)
        self._done(lambda: change_view(self.datamodel.session, view, shared_with_id=ident))
        return redirect(page.address_of_view(pk))

    def _view(self, pk: str) -> SavedView:
        found: SavedView = self._found(pk)
        return found

    def _page(self, endpoint: str) -> Any:
        """The list with this name, if the reader may open it; 404 otherwise."""
        pages = (v for v in self.appbuilder.baseviews if isinstance(v, DomainView))
        page = next((each for each in pages if each.endpoint == endpoint), None)
        may = self.appbuilder.sm.has_access
        if page is None or not may(f"can_{READ}", page.class_permission_name):
            abort(404)
        return page

    def _done(self, act: Any) -> Any:
        """What *act* gives, once it is saved; a refusal is told."""
        session = self.datamodel.session
        try:
            result = act()
            session.commit()
        except REFUSALS as error:
            session.rollback()
            flash(explain(error).message, "danger")
            return None
        flash(_("Saved."), "success")
        return result


def _checked(page: Any, query: str) -> str:
    """*query*, if *page* has all that it asks for and can read each value; Invalid otherwise."""
    asked = fit(page, query)
    if asked.dropped:
        names = ", ".join(asked.dropped)[:120]
        raise Invalid(str(_("The list has nothing of this name: %(names)s.", names=names)))
    for name, value in asked.pairs:
        if match := FILTER.fullmatch(name):
            try:
                readable(page.datamodel, match[2], value)
            except (ValueError, ArithmeticError):
                raise Invalid(str(_("“%(value)s” cannot be read.", value=value[:60]))) from None
    return asked.query
