"""What surrounds every page: the menu, as its reader may use it."""

from typing import Any, NamedTuple

from flask import Flask, current_app, request

from fitadmin.access import MENU, identify
from fitadmin.views.base.undo import undo_of_last


class Entry(NamedTuple):
    """One line of the menu; *is_open* where the reader is on one of its pages."""

    label: Any
    address: str
    icon: str
    is_open: bool


class Category(NamedTuple):
    """A heading of the menu with what stands under it."""

    name: str
    label: Any
    entries: list[Entry]


def wire_shell(app: Flask) -> None:
    """Let the layout say `reader_menu()` and `undo_of_last()`."""
    app.jinja_env.globals |= {"reader_menu": reader_menu, "undo_of_last": undo_of_last}


def reader_menu() -> list[Category]:
    """The categories in which the reader finds something, in the order of menu.py."""
    menu = current_app.appbuilder.menu  # type: ignore[attr-defined]
    found = [
        Category(category.name, category.label, _entries(category)) for category in menu.get_list()
    ]
    return [category for category in found if category.entries]


def _entries(category: Any) -> list[Entry]:
    caller = identify()
    if not caller.may(MENU, category.name):
        return []
    return [
        Entry(item.label, item.get_url(), item.icon or "circle", _is_open(item))
        for item in category.childs
        if item.name != "-" and item.should_render() and caller.may(MENU, item.name)
    ]


def _is_open(item: Any) -> bool:
    return item.baseview is not None and item.baseview.endpoint == request.blueprint
