"""Which columns a list shows: those of the page, or those that the address chooses."""

from typing import Any, NamedTuple

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy.orm.interfaces import MANYTOONE

from fitadmin.models.columns import computed
from fitadmin.views.base.addresses import asked_pairs, here, here_as_asked

COLUMNS = "cols"
"""In the address: names of columns, in their order, with commas between or one by one."""


def choosable(page: Any) -> list[str]:
    """The columns of the list, and those of the item that cost no statement per row."""
    by_hand = type(page).formatters_columns or {}
    more = [n for n in page.show_columns if n not in by_hand and _is_plain(page.datamodel, n)]
    return list(dict.fromkeys([*page.list_columns, *more]))


def _is_plain(table: Any, name: str) -> bool:
    if name in table.list_columns:
        return True
    if table.is_relation(name):
        return bool(table.obj.__mapper__.relationships[name].direction is MANYTOONE)
    return isinstance(getattr(table.obj, name, None), computed)


def named(values: list[str]) -> list[str]:
    """The names in what an address says of columns."""
    return list(dict.fromkeys(name for value in values for name in value.split(",") if name))


def asked_columns(page: Any, *, told: bool = True) -> list[str]:
    """The columns that the address chooses; the page's own where it chooses none.

    One that the page does not have is left out, and *told*.
    """
    wanted = named(request.args.getlist(COLUMNS))
    unknown = [name for name in wanted if name not in page.choosable_columns]
    if unknown and told:
        names = ", ".join(unknown)[:60]
        flash(_("There is no column “%(names)s” here; it is left out.", names=names), "warning")
    return [name for name in wanted if name not in unknown] or list(page.list_columns)


class Choice(NamedTuple):
    """One column to choose; the addresses show it one place earlier or later."""

    name: str
    label: Any
    is_shown: bool
    earlier: str
    later: str


def choices(page: Any, shown: list[str]) -> list[Choice]:
    """All columns of *page*: those *shown* first, in their order."""
    rest = [name for name in page.choosable_columns if name not in shown]
    found = [
        Choice(name, page.label_columns[name], True, _moved(shown, at, -1), _moved(shown, at, 1))
        for at, name in enumerate(shown)
    ]
    return found + [Choice(name, page.label_columns[name], False, "", "") for name in rest]


def _moved(shown: list[str], at: int, by: int) -> str:
    """The list with one column in the place of its neighbour; "" where there is none."""
    to = at + by
    if not 0 <= to < len(shown):
        return ""
    order = list(shown)
    order[at], order[to] = order[to], order[at]
    return here([*asked_pairs(COLUMNS), (COLUMNS, ",".join(order))])


def without_choice() -> str:
    """The same list with the page's own columns."""
    return here_as_asked(asked_pairs(COLUMNS))
