"""Stock resources beside ours: the same tables and columns, Flask-AppBuilder's own handlers.

They stand at `/api/v1/stock-…` in the app of these tests alone, behind the same guard and roles.
"""

from typing import Any

from flask import Flask
from flask_appbuilder import ModelRestApi
from flask_appbuilder.models.sqla.filters import SQLAFilterConverter

from fitadmin.access import API_METHODS
from fitadmin.menu import APIS
from fitadmin.models.reading import DomainTable

COMPARED = (
    "clients", "coachings", "client-health", "exercises", "workout-plans", "workout-sessions",
    "completed-sets", "foods", "recipes", "recipe-ingredients", "meal-plans", "meal-entries",
    "progress-entries", "audit-events", "muscles",
)  # fmt: skip
"""Resources of every sort: to-one, to-many, computed and derived columns, times, numbers, words."""
OURS: dict[str, Any] = {
    api.resource_name: api
    for api in APIS
    if api.resource_name in COMPARED and issubclass(api, ModelRestApi)
}


class StockTable(DomainTable):
    """Related rows are loaded in our way: Flask-AppBuilder's joins are no SQL behind the guard."""

    filter_converter_class = SQLAFilterConverter


def twin_of(api: Any) -> type[ModelRestApi]:
    """The resource that Flask-AppBuilder alone would make of *api*'s declaration."""
    said = {
        name: list(getattr(api, name))
        for name in ("list_columns", "show_columns", "search_columns", "order_columns")
    }
    return type(
        f"Stock{api.__name__}",
        (ModelRestApi,),
        {
            **said,
            "resource_name": f"stock-{api.resource_name}",
            "datamodel": StockTable(api.datamodel.obj),
            "class_permission_name": api.datamodel.obj.__name__,
            "method_permission_name": API_METHODS,
            "base_permissions": ["can_read"],
            "exclude_route_methods": {"post", "put", "delete", "info"},
            "base_order": ("id", "asc"),
            "max_page_size": 100,
        },
    )


def add_twins(app: Flask) -> None:
    """Register them; before the first request."""
    with app.app_context():
        for name in COMPARED:
            app.appbuilder.add_api(twin_of(OURS[name]))  # type: ignore[attr-defined]
