"""The filters of a list in words, each with the way to do without it."""

from typing import Any

from flask_babel import gettext as _

from fitadmin.views.base.addresses import asked_pairs, here_as_asked
from fitadmin.views.base.asked import FILTER, NO, YES
from fitadmin.views.columns.words import word


def chips(page: Any, form: Any) -> list[dict[str, Any]]:
    """Label, operator and value of every filter that the address asks of *page*.

    *form* is the search form, whose pickers hold the rows that relations are filtered by.
    """
    columns, found = page._filters.get_search_filters(), []
    asked = [(name, value) for name, value in asked_pairs() if value.strip()]
    for name, value in asked:
        match = FILTER.fullmatch(name)
        if match is not None:
            column = match[2]
            found.append(
                {
                    "label": page.label_columns[column],
                    "operator": columns[column][int(match[1][:3])].name,
                    "value": _said(page.datamodel, form[column], column, value),
                    "remove_url": _without(name, value),
                }
            )
    return found


def _said(table: Any, field: Any, column: str, value: str) -> Any:
    if table.is_relation(column):
        names = {str(row.id): str(row) for row in field.data or ()}
        return names.get(value.strip(), _("not in sight"))
    if table.is_boolean(column):
        low = value.strip().lower()
        return _("Yes") if low in YES else _("No") if low in NO else value
    if table.is_enum(column):
        return word(value, column)
    return value.replace("T", " ") if table.is_datetime(column) else value


def _without(name: str, value: str) -> str:
    pairs = asked_pairs("page_")
    pairs.remove((name, value))
    return here_as_asked(pairs)


def without_filters() -> str:
    """The same list, all of its rows."""
    return here_as_asked(asked_pairs("page_", "q", "_flt_"))
