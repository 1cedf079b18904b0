"""What an address may ask: `q`, what stands beside it, and the headers of a request."""

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Boolean, Date, Enum, Integer, Numeric, Time, Uuid, inspect

from fitadmin.api.openapi.values import ID, TEXT, Schema, of_stored, shape
from fitadmin.models.columns import UtcDateTime
from fitadmin.models.reading.operators import LISTS

PAGE: Schema = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
PAGE_SIZE: Schema = {"type": "integer", "minimum": 1, "maximum": 100}
LIST_KEYS = (
    "list_columns", "order_columns", "label_columns", "description_columns", "list_title", "none",
)  # fmt: skip
ITEM_KEYS = ("show_columns", "label_columns", "description_columns", "show_title", "none")
INFO_KEYS = (
    "add_columns", "edit_columns", "filters", "permissions", "add_title", "edit_title", "none",
)  # fmt: skip


def path_id() -> Schema:
    """The id in an address."""
    return {"name": "pk", "in": "path", "required": True, "schema": ID}


def of_list(api: Any) -> list[Schema]:
    """The parameters of a list."""
    return [
        _q(
            shape(
                {
                    "filters": {"type": "array", "items": _filters(api)},
                    "columns": _some_of(api.list_columns),
                    "order_column": {"type": "string", "enum": list(api.order_columns)},
                    "order_direction": {"type": "string", "enum": ["asc", "desc"]},
                    "page": PAGE,
                    "page_size": {**PAGE_SIZE, "default": api.page_size},
                    "keys": _some_of(LIST_KEYS),
                },
                required=(),
            )
        ),
        *(_asked(name, BESIDE_Q[name]) for name in BESIDE_Q),
    ]


def of_item(api: Any) -> list[Schema]:
    """The parameters of one row, without its id."""
    asked = {"columns": _some_of(api.show_columns), "keys": _some_of(ITEM_KEYS)}
    return [_q(shape(asked, required=()))]


def of_info(api: Any) -> list[Schema]:
    """The parameters of `_info`."""
    paged = shape({"page": PAGE, "page_size": PAGE_SIZE}, required=())
    relations = inspect(api.datamodel.obj).relationships
    asked = {
        key: shape({c: paged for c in columns if c in relations}, required=())
        for key, columns in (("add_columns", api.add_columns), ("edit_columns", api.edit_columns))
    }
    return [_q(shape({"keys": _some_of(INFO_KEYS), **asked}, required=()))]


def of_related(columns: list[str]) -> list[Schema]:
    """The parameters of `related/`."""
    asked = {"filter": TEXT, "page": PAGE, "page_size": PAGE_SIZE}
    named = {"type": "string", "enum": columns}
    return [
        {"name": "column", "in": "path", "required": True, "schema": named},
        _q(shape(asked, required=())),
    ]


BESIDE_Q: dict[str, Schema] = {
    "after": {**TEXT, "description": "The `next` of the page before"},
    "count": {"type": "string", "enum": ["capped", "exact", "0"], "default": "capped"},
    "changed_since": {**TEXT, "description": "The `cursor` of the answer before; 0 to begin"},
    "search": {**TEXT, "description": "Words that must all stand in the row; the likeliest first"},
}


def header(name: str, description: str) -> Schema:
    """A header that a request may carry."""
    text = {**TEXT, "maxLength": 255, "pattern": r"^[\x21-\x7e]*$"}
    return {"name": name, "in": "header", "description": description, "schema": text}


def _asked(name: str, schema: Schema) -> Schema:
    described = dict(schema)
    words = described.pop("description", "")
    return {"name": name, "in": "query", "description": words, "schema": described}


def _q(schema: Schema) -> Schema:
    return {
        "name": "q",
        "in": "query",
        "description": "Rison, or else JSON: https://github.com/Nanonid/rison",
        "content": {"application/json": {"schema": schema}},
    }


def _some_of(words: Any) -> Schema:
    return {"type": "array", "items": {"type": "string", "enum": list(words)}}


def _filters(api: Any) -> Schema:
    """Each column with its own operators and values; columns that share these are told together."""
    filters = api.datamodel.get_filters(
        search_columns=api.search_columns, search_filters=api.search_filters
    )
    known = filters.get_search_filters()
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for column in api.search_columns:
        operators = [each.arg_name for each in known.get(column, ())]
        one = _value_of(api, column)
        for value, some in (
            (one, [name for name in operators if name not in LISTS]),
            ({"type": "array", "items": one}, [name for name in operators if name in LISTS]),
        ):
            if some:
                alike[json.dumps(value, sort_keys=True), *some].append(column)
    kinds = [
        shape(
            {
                "col": {"type": "string", "enum": columns},
                "opr": {"type": "string", "enum": list(operators)},
                "value": json.loads(value),
            }
        )
        for (value, *operators), columns in alike.items()
    ]
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}


def _value_of(api: Any, column: str) -> Schema:
    """What a column may be compared with; text is searched for any text."""
    mapper = inspect(api.datamodel.obj)
    if column in mapper.relationships:
        is_list = mapper.relationships[column].uselist
        return {"anyOf": [ID, {"type": "array", "items": ID}]} if is_list else ID
    stored = mapper.columns[column]
    match stored.type:
        case Numeric():
            return {"type": "number"}
        case Boolean() | Date() | Time() | Integer() | Uuid() | UtcDateTime():
            return of_stored(stored)
        case Enum(enums=words):
            return {**TEXT, "example": words[0]}
        case _:
            return TEXT
