"""List pages: filters of one request, bounded pages, a search form that asks for its choices."""

from copy import copy
from typing import Any

from flask import g, has_request_context
from flask_appbuilder.urltools import get_page_args, get_page_size_args

from fitadmin.access import DELETE, WRITE, current_viewer
from fitadmin.models.reading import Words, changeable
from fitadmin.views.base.addresses import asked_pairs
from fitadmin.views.base.asked import ask_filters, asked_order, asked_rows, asked_words
from fitadmin.views.base.chips import chips, without_filters
from fitadmin.views.base.choosing import (
    COLUMNS,
    asked_columns,
    choices,
    without_choice,
)
from fitadmin.views.columns.tones import tone_of

LONGEST_PAGE = 100


class Lists:
    """What a list page does otherwise than Flask-AppBuilder's."""

    actions: Any
    appbuilder: Any
    base_order: Any
    choosable_columns: list[str]
    chosen_words: frozenset[str]
    class_permission_name: str
    datamodel: Any
    endpoint: str
    formatters_columns: Any
    label_columns: Any
    list_columns: Any
    list_widget: Any
    order_columns: Any
    page_size: int
    search_form: Any
    _base_filters: Any
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
        """The list, and the form that searches it; both are told what the address asks for."""
        name = type(self).__name__
        column, direction = asked_order(self)
        self._ask_filters()
        shown = asked_columns(self)
        widgets: dict[str, Any] = self._get_list_widget(
            asked_rows(self, is_ordered=bool(column)),
            order_column=column,
            order_direction=direction,
            page=get_page_args().get(name),
            page_size=get_page_size_args().get(name),
            columns=shown,
            **more,
        )
        form = self.search_form.refresh()
        for field in form:
            if hasattr(field, "hold"):
                field.hold(self._asked_of(field.name))
        widgets = self._get_search_widget(form=form, widgets=widgets)  # type: ignore[attr-defined]
        told = self._told(form, shown)
        for widget in widgets.values():
            widget.template_args |= told
        widgets["list"].told = told
        return widgets

    def render_template(self, template: str, **values: Any) -> str:
        """With the question in words, on list pages."""
        told = getattr(values.get("widgets", {}).get("list"), "told", {})
        parent: Any = super()
        return str(parent.render_template(template, **told, **values))

    def _told(self, form: Any, shown: list[str]) -> dict[str, Any]:
        """What templates say of the question."""
        columns = choices(self, shown)
        return {
            "q": asked_words(),
            "chips": chips(self, form),
            "clear_url": without_filters(),
            "choosable": [(each.name, each.label, each.is_shown) for each in columns],
            "columns": columns,
            "own_columns_url": without_choice(),
            "kept": asked_pairs("page_", "q", "_flt_"),
            "views": self._told_of_views(),  # type: ignore[attr-defined]
            "kept_by_columns": asked_pairs("page_", COLUMNS),
        }

    def _asked_of(self, column: str) -> list[Any]:
        asked = self._filters.get_filters_values()
        return [v for flt, values in asked if flt.column_name == column for v in values]

    def _get_list_widget(self, filters: Any, **asked: Any) -> dict[str, Any]:
        """The rows that *filters* find. Only columns that may be ordered by, and no page longer
        than LONGEST_PAGE; without an order the page's own, unless the likeliest come first.
        """
        table, shown = self.datamodel, asked.pop("columns", None) or list(self.list_columns)
        size = max(1, min(asked.pop("page_size", None) or self.page_size, LONGEST_PAGE))
        column, direction = asked.pop("order_column", ""), asked.pop("order_direction", "")
        if column not in self.order_columns and not _is_ranked(filters):
            column, direction = self.base_order
        page, widgets = asked.pop("page", None), asked.pop("widgets", None) or {}
        found = filters.get_joined_filters(self._base_filters)
        count, rows = table.query(found, column, direction, page, size, shown)
        pks = table.get_keys(rows)
        widgets["list"] = self.list_widget(
            label_columns={name: str(self.label_columns[name]) for name in shown},
            include_columns=shown,
            value_columns=table.get_values(rows, shown),
            order_columns=self.order_columns,
            formatters_columns=self.formatters_columns,
            page=page,
            page_size=size,
            count=count,
            pks=pks,
            actions=asked.pop("actions", None) or self.actions,
            filters=filters,
            modelview_name=type(self).__name__,
            **asked,
            **self.theirs(pks),
        )
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


def _is_ranked(filters: Any) -> bool:
    return any(isinstance(v, Words) and v.is_first for _f, v in filters.get_filters_values())
