"""A row's page, and beside it the tabs of its parts: one is loaded at a time."""

from typing import Any

from flask import abort, request
from flask_appbuilder.urltools import get_order_args, get_page_args, get_page_size_args

from fitadmin.access import READ
from fitadmin.models.reading import AmongRows, OfRow, is_id
from fitadmin.models.scope import find


class Tabs:
    """Show pages. `?tab=<page>` opens the tab of that page."""

    appbuilder: Any
    datamodel: Any
    show_columns: list[str]
    _related_views: list[Any]

    def _tabs(self) -> list[Any]:
        """The parts of a row that this reader may read at all."""
        may = self.appbuilder.sm.has_access
        return [tab for tab in self._related_views if may(f"can_{READ}", tab.class_permission_name)]

    def _open_tab(self) -> Any:
        """The tab that the address opens; None for the row itself."""
        name = request.args.get("tab")
        return next((tab for tab in self._tabs() if type(tab).__name__ == name), None)

    def _show(self, pk: str) -> dict[str, Any]:
        """The row, or the list in its open tab; 404 for a row out of sight."""
        page: Any = self
        tab = self._open_tab()
        if tab is not None:
            return {"tab": self._list_in(tab, pk)}
        item = self.datamodel.get(pk, select_columns=self.show_columns) or abort(404)
        widgets: dict[str, Any] = page._get_show_widget(pk, item)
        widgets["show"].template_args |= {**page.theirs([item.id]), "name": str(item)}
        return widgets

    def _list_in(self, tab: Any, pk: str) -> Any:
        """The rows of *tab* that belong to the row *pk*."""
        table = self.datamodel
        item = find(table.session, table.obj, int(pk)) if is_id(pk) else None
        if item is None:
            abort(404)
        relation = tab.datamodel.get_related_fk(table.obj)
        is_one = tab.datamodel.is_relation_many_to_one(relation)
        filters = tab.datamodel.get_filters()
        filters.add_filter_related_view(relation, OfRow if is_one else AmongRows, item.id)
        name = type(tab).__name__
        column, direction = get_order_args().get(name) or ("", "")
        rows = tab._get_view_widget(
            filters=filters,
            order_column=column,
            order_direction=direction,
            page=get_page_args().get(name),
            page_size=get_page_size_args().get(name),
        )
        rows.template_args |= {"in_tab": True, "name": str(item)}
        return rows

    def render_template(self, template: str, **values: Any) -> str:
        """With the tabs this reader may read; Flask-AppBuilder would list them all."""
        if "related_views" in values:
            values |= {"related_views": self._tabs(), "open_tab": self._open_tab()}
        parent: Any = super()
        return str(parent.render_template(template, **values))
