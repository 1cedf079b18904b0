"""Addresses of the page one is on, changed in one thing: all else that it asks for stays."""

from typing import Any
from urllib.parse import urlencode

from flask import Flask, request
from flask_appbuilder.urltools import get_order_args

Pairs = list[tuple[str, str]]
VIEW, NO_VIEW = "view", "none"
"""In the address: the saved view that is open; `none` is the list as it comes."""


def asked_pairs(*without: str) -> Pairs:
    """What this address asks for, but for the names in *without* (`page_` is all that begin so)."""
    return [
        (name, value)
        for name, values in request.args.lists()
        for value in values
        if not any(name == one or (one[-1] == "_" and name.startswith(one)) for one in without)
    ]


def here(pairs: Pairs) -> str:
    """The page one is on, asked for *pairs* and nothing else."""
    path = request.script_root + request.path
    return f"{path}?{urlencode(pairs)}" if pairs else path


def here_as_asked(pairs: Pairs) -> str:
    """As `here`, but where nothing is left to ask for, no view opens either: it would ask anew."""
    return here(pairs if {name for name, _value in pairs} - {VIEW} else [(VIEW, NO_VIEW)])


def wire_addresses(app: Flask) -> None:
    """Flask-AppBuilder's links to another page or order forget all but the first value of a filter;
    to be called once its own filters are there.
    """
    app.jinja_env.filters |= {
        "link_order": order_link,
        "link_page": page_link,
        "link_page_size": page_size_link,
    }


def order_link(column: str, page: str) -> str:
    """The list in the order of *column*, downwards where it is so upwards already."""
    is_up = get_order_args().get(page) == (column, "asc")
    order = [(f"_oc_{page}", column), (f"_od_{page}", "desc" if is_up else "asc")]
    return here([*asked_pairs(f"_oc_{page}", f"_od_{page}", f"page_{page}"), *order])


def page_link(number: int, page: str) -> str:
    """Another page of the list."""
    return here([*asked_pairs(f"page_{page}"), (f"page_{page}", str(number))])


def page_size_link(size: Any, page: str) -> str:
    """The list from its beginning, so many rows a page."""
    return here([*asked_pairs(f"page_{page}", f"psize_{page}"), (f"psize_{page}", str(size))])


def asked_here() -> dict[str, list[str]]:
    """What the address of this list asks for, whatever page of it is open."""
    return {
        name: values
        for name, values in request.args.lists()
        if name != VIEW and not name.startswith(("page_", "psize_"))
    }
