"""List pages: filters of one request, bounded pages, a search form that asks for its choices."""

from copy import copy
from typing import Any

from flask import g, has_request_context
from flask_appbuilder.urltools import get_page_args, get_page_size_args

from fitadmin.access import DELETE, WRITE, current_viewer
from fitadmin.models.reading import changeable
from fitadmin.views.base.asked import ask_filters, asked_order
from fitadmin.views.columns.tones import tone_of

LONGEST_PAGE = 100


class Lists:
    """What a list page does otherwise than Flask-AppBuilder's."""

    appbuilder: Any
    chosen_words: frozenset[str]
    class_permission_name: str
    datamodel: Any
    endpoint: str
    label_columns: Any
    order_columns: Any
    search_form: Any
    _no_filters: Any = None

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

    def _ask_filters(self) -> None:
        ask_filters(self._filters, self._filters.get_search_filters(), self.label_columns)

    def _list(self, **more: Any) -> dict[str, Any]:
        """The list, and the form that searches it."""
        name = type(self).__name__
        column, direction = asked_order(self)
        self._ask_filters()
        widgets: dict[str, Any] = self._get_list_widget(
            self._filters,
            order_column=column,
            order_direction=direction,
            page=get_page_args().get(name),
            page_size=get_page_size_args().get(name),
            **more,
        )
        form = self.search_form.refresh()
        for field in form:
            if hasattr(field, "hold"):
                field.hold(self._asked_of(field.name))
        return self._get_search_widget(form=form, widgets=widgets)  # type: ignore[attr-defined]

    def _asked_of(self, column: str) -> list[Any]:
        asked = self._filters.get_filters_values()
        return [v for flt, values in asked if flt.column_name == column for v in values]

    def _get_list_widget(
        self, filters: Any, actions: Any = None, order_column: str = "", *args: Any, **more: Any
    ) -> Any:
        """Only columns that may be ordered by, and no page longer than LONGEST_PAGE."""
        if order_column not in self.order_columns:
            order_column = ""
        if more.get("page_size"):
            more["page_size"] = max(1, min(more["page_size"], LONGEST_PAGE))
        parent: Any = super()
        widgets = parent._get_list_widget(filters, actions, order_column, *args, **more)
        rows = widgets["list"].template_args
        rows |= self.theirs(rows["pks"])
        return widgets

    def theirs(self, pks: list[int]) -> dict[str, Any]:
        """How rows are shown, and what may be added and changed: no button leads to a refusal."""
        model, may = self.datamodel.obj, self.appbuilder.sm.has_access
        verbs = [f"can_{verb}" for verb in (WRITE, DELETE)]
        writes = any(may(verb, self.class_permission_name) for verb in verbs)
        return {
            "chosen_words": self.chosen_words,
            "tone_of": tone_of,
            "may_add": model.addable_by(current_viewer().kind),
            "changeable": changeable(self.datamodel.session, model, pks) if writes else set(),
        }
