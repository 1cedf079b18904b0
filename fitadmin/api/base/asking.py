"""From a query string to a plan with its values; understood once and kept: apps repeat theirs."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from flask import current_app, request
from flask import session as cookie
from flask_babel import gettext as _

from fitadmin.api.base.malformed import Malformed
from fitadmin.api.base.questions import (
    COUNTS,
    ITEM_QUESTION,
    LIST_QUESTION,
    PARAMETERS,
    parameters,
    rison,
)
from fitadmin.api.base.values import value_of
from fitadmin.extensions import READING, db
from fitadmin.models import searching
from fitadmin.models.reading import CAPPED, Filter, Plan, Shape, column_of, page_of, plan_for
from fitadmin.models.reading.operators import AMONG, LISTS, PATTERNS, escape
from fitadmin.models.scope import Asking

MOST_KEPT = 4096


@dataclass(slots=True)
class Asked:
    """A question that was understood: its plan, its values, and how its answers begin."""

    plan: Plan
    values: dict[str, Any]
    head: bytes
    page_size: int = 0
    offset: int = 0


class Questions:
    """The questions that one resource has understood, by query string, viewer and language."""

    def __init__(self, resource: Any) -> None:
        self._resource = resource
        self._kept: dict[Any, Asked] = {}

    def asked(self, what: str, kind: Asking) -> Asked:
        """The question of this request about a "list" or an "item"; 400 if it is none."""
        query = request.environ.get("QUERY_STRING", "")
        language = cookie.get("locale") if "HTTP_COOKIE" in request.environ else None
        key = (what, query, kind, language)
        known = self._kept.get(key)
        if known is None:
            understand = self._list if what == "list" else self._item
            known = understand(query, kind)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = known
        return known

    def _item(self, query: str, kind: Asking) -> Asked:
        args = rison(parameters(query, "q").get("q", ""), ITEM_QUESTION)
        resource = self._resource
        columns, pruned = resource.chosen_columns(args, resource.show_columns)
        plan = self._plan(Shape(tuple(columns), is_item=True), kind)
        return Asked(plan, {}, self._head(resource.get, args, pruned))

    def _list(self, query: str, kind: Asking) -> Asked:
        given = parameters(query, *PARAMETERS)
        args = rison(given.get("q", ""), LIST_QUESTION)
        resource = self._resource
        columns, pruned = resource.chosen_columns(args, resource.list_columns)
        values: dict[str, Any] = {}
        filters = self._filters(args.get("filters", ()), values)
        is_searched = self._search(given.get("search", ""), values)
        order, direction = self._order(args, is_searched)
        page, size = resource._handle_page_args(args)
        values |= {"limit": size, "offset": page * size}
        after = self._after(given.get("after", ""), order, direction, values)
        count = given.get("count", CAPPED)
        if count not in COUNTS:
            raise Malformed(_("count is one of %(words)s.", words=", ".join(COUNTS)))
        is_down = direction == "desc"
        shape = Shape(
            tuple(columns), filters, order, is_down, after, count, is_searched, False,
            *page_of(page, size),
        )  # fmt: skip
        head = self._head(resource.get_list, args, pruned)
        return Asked(self._plan(shape, kind), values, head, size, values["offset"])

    def _plan(self, shape: Shape, kind: Asking) -> Plan:
        return plan_for(self._model, shape, kind, db.engines[READING].dialect.name)

    @property
    def _model(self) -> Any:
        return self._resource.datamodel.obj

    def _head(self, method: Callable[..., Any], args: dict[str, Any], pruned: list[str]) -> bytes:
        """Titles, labels and the like, as they stand in front of the rows."""
        said: dict[str, Any] = {}
        self._resource.set_response_key_mappings(said, method, args, columns=pruned)
        body = current_app.json.dumps(said).encode()
        return body[:-1] + b"," if said else b"{"

    def _search(self, text: str, values: dict[str, Any]) -> bool:
        if not text.strip():
            return False
        if not searching.has_search(self._model):
            raise Malformed(_("This cannot be searched by words."))
        values |= searching.values(text)
        return True

    def _order(self, args: dict[str, Any], is_searched: bool) -> tuple[str, str]:
        column = args.get("order_column", "")
        if not column:
            return ("", "asc") if is_searched else self._resource.base_order
        if column not in self._resource.order_columns:
            raise Malformed(_("Invalid order by column: %(name)s", name=column[:60]))
        return column, args.get("order_direction", "asc")

    def _filters(self, wanted: Any, values: dict[str, Any]) -> tuple[Filter, ...]:
        found: list[Filter] = []
        known = self._resource._filters.get_search_filters()
        for each in wanted:
            column, operator, value = each["col"], each["opr"], each["value"]
            if operator not in {f.arg_name for f in known.get(column, ())}:
                name = f"{column} {operator}"[:120]
                raise Malformed(_("There is no such filter: %(name)s", name=name))
            several = value if operator == AMONG and isinstance(value, list) else [value]
            if not several:
                raise Malformed(_("This is no value of %(name)s.", name=column))
            for one in several:
                values[f"f{len(found)}"] = self._value(column, operator, one)
                found.append(Filter(column, operator))
        return tuple(found)

    def _value(self, name: str, operator: str, value: Any) -> Any:
        column = column_of(self._model, name)
        if operator in LISTS:
            if not isinstance(value, list) or not value:
                raise Malformed(_("This is no value of %(name)s.", name=name))
            return [value_of(column, name, each) for each in value]
        if isinstance(value, list):
            raise Malformed(_("This is no value of %(name)s.", name=name))
        typed = value_of(column, name, value)
        return PATTERNS[operator].format(escape(typed)) if operator in PATTERNS else typed

    def _after(self, token: str, order: str, direction: str, values: dict[str, Any]) -> str:
        """Read a cursor made by `cursor`; 400 where it is none, or of another order."""
        if not token:
            return ""
        if values["offset"] or not order:
            raise Malformed(_("A page is named by its number or by what it follows, not both."))
        try:
            padded = token + "=" * (-len(token) % 4)
            made_for, made_in, value, ident = orjson.loads(base64.urlsafe_b64decode(padded))
        except (ValueError, TypeError):
            raise Malformed(_("There is no such page.")) from None
        if [made_for, made_in] != [order, direction]:
            raise Malformed(_("This page was asked for in another order."))
        values["after_id"] = value_of(None, "after", ident)
        if order == "id":
            return "value"
        if value is None:
            return "null"
        values["after"] = value_of(column_of(self._model, order), order, value)
        return "value"


def cursor(asked: Asked, row: Any) -> str:
    """What names the page behind *row*, to be given as `after`."""
    shape = asked.plan.shape
    direction = "desc" if shape.descending else "asc"
    said = orjson.dumps([shape.order, direction, row[-1], row[0]], default=str)
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()
