"""What the address of a page asks for: filters, order, one page of many."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import abort, flash, request
from flask_appbuilder.models.filters import BaseFilter
from flask_appbuilder.urltools import get_order_args
from flask_babel import gettext as _
from sqlalchemy import false

from fitadmin.models.reading import LARGEST_ID, HoldsWords, Words
from fitadmin.models.searching.lists import is_ranked
from fitadmin.views.columns.language import moment_of
from fitadmin.views.columns.units import asked_amount

MOST_FILTERS = 50
LONGEST_WORDS = 200
LARGEST_NUMBER = 10**15
YES, NO = {"y", "yes", "true", "on", "1"}, {"n", "no", "false", "off", "0"}
FILTER = re.compile(r"_flt_(\d+)_(.+)", re.ASCII)


class FindsNothing(BaseFilter):
    """Stands in for a filter whose value cannot be read, and shows as that one."""

    def apply(self, query: Any, value: Any) -> Any:
        """No row at all."""
        return query.filter(false())


def ask_filters(filters: Any, columns: dict[str, list[BaseFilter]], labels: Any) -> None:
    """Set *filters* to what the address asks (`_flt_<operator>_<column>=<value>`).

    400 for a filter that is not among *columns*, or for too many. A value that cannot be read
    is told, and finds nothing.
    """
    filters.clear_filters()
    asked = [match for name in request.args if (match := FILTER.fullmatch(name))]
    if sum(len(request.args.getlist(match[0])) for match in asked) > MOST_FILTERS:
        abort(400, _("These are too many filters; %(most)s at most.", most=MOST_FILTERS))
    for match in asked:
        index, column = int(match[1][:3]), match[2]
        if column not in columns or index >= len(columns[column]):
            abort(400, _("There is no such filter."))
        values = [value for value in request.args.getlist(match[0]) if value.strip()]
        if values:
            _add(filters, columns[column][index], values, labels)


def _add(filters: Any, wanted: BaseFilter, values: list[str], labels: Any) -> None:
    try:
        read = [readable(wanted.datamodel, wanted.column_name, value) for value in values]
    except (ValueError, InvalidOperation):
        label = labels.get(wanted.column_name, wanted.column_name)
        said = ", ".join(values)[:60]
        flash(_("%(column)s: “%(value)s” cannot be read.", column=label, value=said), "warning")
        read, name = values, wanted.name
        wanted = FindsNothing(wanted.column_name, wanted.datamodel)
        wanted.name = name
    filters.filters.append(wanted)
    filters.values.append(read)


def readable(table: Any, column: str, value: str) -> Any:
    """*value* as the filters of *column* compare it; ValueError where it is none."""
    if "\0" in value:
        raise ValueError(value)
    if table.is_numeric(column):
        value = asked_amount(column, value, table.list_columns[column].type.scale)
    for is_kind, read in _READERS:
        if getattr(table, is_kind)(column):
            return read(value.strip())
    if table.is_enum(column) and value not in table.list_columns[column].type.enums:
        raise ValueError(value)
    return value


def _integer(value: str) -> str:
    if len(value) > 40 or abs(int(value)) > LARGEST_ID:
        raise ValueError(value)
    return str(int(value))


def _number(value: str) -> Decimal:
    """PostgreSQL compares no number with a text."""
    number = Decimal(value)
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        raise ValueError(value)
    return number


def _truth(value: str) -> Any:
    """As Flask-AppBuilder's filters want it: "y", or False."""
    if value.lower() in YES:
        return "y"
    if value.lower() in NO:
        return False
    raise ValueError(value)


def _day(value: str) -> str:
    return date.fromisoformat(value[:10]).isoformat()


def _moment(value: str) -> str:
    """A time without a zone is one on the reader's clock, as the list shows it."""
    return moment_of(datetime.fromisoformat(value)).isoformat()


_READERS: tuple[tuple[str, Any], ...] = (
    ("is_boolean", _truth),
    ("is_integer", _integer),
    ("is_numeric", _number),
    ("is_datetime", _moment),
    ("is_date", _day),
)


def asked_words() -> str:
    """The words that a list is searched by (`?q=`); 400 for too many."""
    words = request.args.get("q", "").strip()
    if len(words) > LONGEST_WORDS:
        abort(400, _("Search by %(most)s characters at most.", most=LONGEST_WORDS))
    return words


def asked_order(page: Any) -> tuple[str, str]:
    """Column and direction that the address asks of *page*; its own order without, and none where
    words are searched for and the likeliest come first.
    """
    column, direction = get_order_args().get(type(page).__name__) or ("", "")
    if column in page.order_columns:
        return column, direction
    if asked_words() and is_ranked(page.datamodel.obj):
        return "", ""
    return page.base_order or ("", "")


def asked_rows(page: Any, *, is_ordered: bool) -> Any:
    """The filters that the address asks of *page*, and the words that its rows are searched by."""
    found = page._filters.copy()
    if words := asked_words():
        columns = (*page.list_columns, *page.search_columns)
        found.add_filter("id", HoldsWords, Words(words, columns, is_first=not is_ordered))
    return found
