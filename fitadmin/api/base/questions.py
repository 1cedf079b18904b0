"""What a question may say. Nothing that is not understood is passed over."""

from typing import Any
from urllib.parse import parse_qsl

import orjson
import prison  # type: ignore[import-untyped]
from flask_babel import gettext as _
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from fitadmin.api.base.malformed import Malformed
from fitadmin.models.reading import CAPPED, EXACT, NONE

LONGEST = 4096
"""Bytes of a whole query string."""
LAST_PAGE = 10_000_000
MOST_FILTERS = 50
PARAMETERS = ("q", "after", "count", "changed_since", "search")
"""What may stand in the address of a list."""
COUNTS = (CAPPED, EXACT, NONE)
_NAMES = {"type": "array", "items": {"type": "string"}, "maxItems": 200}
_ONE = {"type": ["number", "string", "boolean"]}


def _keys(*names: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": [*names, "none"]}, "maxItems": 20}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


_PAGE = {"type": "integer", "minimum": 0, "maximum": LAST_PAGE}
_SIZE = {"type": "integer", "minimum": -1, "maximum": LAST_PAGE}
_FILTER = {
    **_object(
        col={"type": "string"},
        opr={"type": "string"},
        value={"anyOf": [_ONE, {"type": "array", "items": _ONE, "maxItems": 200}]},
    ),
    "required": ["col", "opr", "value"],
}
LIST_QUESTION = _object(
    keys=_keys("list_columns", "order_columns", "label_columns", "description_columns",
               "list_title"),
    columns=_NAMES,
    select_columns=_NAMES,
    order_column={"type": "string"},
    order_direction={"type": "string", "enum": ["asc", "desc"]},
    page=_PAGE,
    page_size=_SIZE,
    filters={"type": "array", "items": _FILTER, "maxItems": MOST_FILTERS},
)  # fmt: skip
ITEM_QUESTION = _object(
    keys=_keys("show_columns", "description_columns", "label_columns", "show_title"),
    columns=_NAMES,
    select_columns=_NAMES,
)
CHANGES_QUESTION = _object(columns=_NAMES, select_columns=_NAMES, page_size=_SIZE)
_PICKERS = {"type": "object", "additionalProperties": _object(page=_PAGE, page_size=_SIZE)}
INFO_QUESTION = _object(
    keys=_keys("add_columns", "edit_columns", "filters", "permissions", "add_title", "edit_title"),
    add_columns=_PICKERS,
    edit_columns=_PICKERS,
)
PICKER_QUESTION = _object(
    filter={"type": "string", "pattern": r"^[^\x00\ud800-\udfff]*$"},
    page={**_PAGE, "maximum": 1_000_000},
    page_size={"type": "integer", "minimum": 1, "maximum": 100},
)
VALIDATORS = {
    id(schema): Draft7Validator(schema)
    for schema in (CHANGES_QUESTION, LIST_QUESTION, ITEM_QUESTION, INFO_QUESTION, PICKER_QUESTION)
}


def parameters(query: str, *known: str) -> dict[str, str]:
    """The parameters of a query string, each at most once; 400 for one that is not *known*."""
    if len(query) > LONGEST:
        raise Malformed(_("The question is longer than %(most)s bytes.", most=LONGEST))
    if not query:
        return {}
    try:
        pairs = parse_qsl(
            query.encode("latin-1").decode(), keep_blank_values=True, errors="strict",
            max_num_fields=20,
        )  # fmt: skip
    except ValueError:
        raise Malformed(_("The question cannot be read.")) from None
    given = dict(pairs)
    for name in given:
        if name not in known:
            raise Malformed(_("There is no parameter %(name)s.", name=name[:60]))
    if len(given) != len(pairs):
        raise Malformed(_("A parameter is given twice."))
    return given


def rison(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The object that *text* says in Rison or JSON; 400 where it is not one of *schema*."""
    if not text:
        return {}
    asked = _parsed(text)
    error = next(VALIDATORS[id(schema)].iter_errors(asked), None)
    if error is not None:
        where = ".".join(str(step) for step in error.absolute_path)
        raise Malformed(f"q {where}: {error.message[:200]}" if where else error.message[:200])
    return asked


def _parsed(text: str) -> Any:
    try:
        return orjson.loads(text) if text.lstrip().startswith("{") else prison.loads(text)
    except RecursionError:
        raise Malformed(_("The question cannot be read.")) from None
    except Exception:
        raise Malformed(_("Not a valid rison/json argument")) from None
