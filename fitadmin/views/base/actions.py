"""Actions on one row or on many."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose

from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.base.bulk.chosen import BulkAction, Selection
from fitadmin.views.columns.carried import came_from


class SafeActions:
    """Actions on rows in sight, by POST; Flask-AppBuilder's crash on what is not there."""

    actions: dict[str, Any]
    appbuilder: Any
    class_permission_name: str
    datamodel: Any
    endpoint: str
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

    def bulk_actions(self) -> list[BulkAction]:
        """Flask-AppBuilder's actions on many rows that the reader may do."""
        may, page = self.appbuilder.sm.has_access, self.endpoint
        return [
            BulkAction(
                name,
                each.text,
                (each.icon or "").removeprefix("fa-"),
                url_for(f"{page}.action_post"),
                each.confirmation,
            )
            for name, each in self.actions.items()
            if each.multiple
            and may(self.get_action_permission_name(name), self.class_permission_name)  # type: ignore[attr-defined]
        ]

    def selection(self, _rows: dict[str, Any]) -> Selection | None:
        """How rows of this list are chosen; None where nothing can be done to several."""
        actions = self.bulk_actions()
        return Selection(f"{type(self).__name__}-chosen", actions) if actions else None

    def _get_list_widget(self, filters: Any, **asked: Any) -> Any:
        """With what choosing rows needs."""
        page: Any = super()
        widgets = page._get_list_widget(filters, **asked)
        rows = widgets["list"].template_args
        rows["selection"] = self.selection(rows) if rows["pks"] else None
        return widgets

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
            return redirect(came_from() or url_for(".list"))

    def _found(self, pk: str) -> Any:
        return self.datamodel.get(pk) or abort(404)
