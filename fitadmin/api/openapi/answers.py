"""What comes back: rows, pages of rows, and refusals in one shape."""

from typing import Any

from fitadmin.api.openapi.questions import INFO_KEYS, ITEM_KEYS, LIST_KEYS
from fitadmin.api.openapi.values import ID, TEXT, Schema, nullable, shape

WORDS: Schema = {"type": "array", "items": TEXT}
LABELS: Schema = {"type": "object", "additionalProperties": TEXT}
COUNT: Schema = {"type": "integer", "minimum": 0}
META: dict[str, Schema] = {
    "label_columns": LABELS,
    "description_columns": LABELS,
    "list_columns": WORDS,
    "order_columns": WORDS,
    "show_columns": WORDS,
    "list_title": TEXT,
    "show_title": TEXT,
    "add_title": TEXT,
    "edit_title": TEXT,
    "permissions": WORDS,
    "filters": {
        "type": "object",
        "additionalProperties": {
            "type": "array",
            "items": shape({"name": TEXT, "operator": TEXT}),
        },
    },
}
FIELD = shape(
    {
        "name": TEXT,
        "label": TEXT,
        "description": TEXT,
        "type": TEXT,
        "required": {"type": "boolean"},
        "unique": {"type": "boolean"},
        "count": COUNT,
        "values": {"type": "array", "items": shape({"id": ID, "value": TEXT})},
        "validate": WORDS,
    },
    required=("name", "label", "description", "type", "required", "unique"),
)
TOMBSTONE = shape(
    {
        "id": ID,
        "uid": nullable({"type": "string", "format": "uuid"}),
        "deleted_at": {"type": "string", "format": "date-time"},
    }
)
ERROR = shape(
    {
        "message": TEXT,
        "errors": {"type": "object", "additionalProperties": WORDS},
        "request_id": TEXT,
    },
    required=("message", "errors"),
)
ERRORS = {
    "400": "Not understood: an unknown filter, column or key, no JSON object, no CSRF token",
    "401": "Not signed in, or the token has run out",
    "403": "The role may not do this, or the row is in sight but not yours to change",
    "404": "Not there, or not yours to see",
    "405": "No such method here; Allow names those there are",
    "409": "There is one like this already, or somebody has changed it in the meantime",
    "412": "The row has changed since it was read: If-Match names an older version",
    "413": "The body is too large",
    "415": "The body is not JSON",
    "422": "A field is unknown, missing, wrong, or refers to a row that is not there",
    "429": "Too many requests; Retry-After says when to come back",
    "503": "Not able to serve for the moment",
}
SECONDS = {"schema": {"type": "integer", "minimum": 0}}


def page_of(row: Schema) -> Schema:
    """One page of a list."""
    properties = {
        "count": nullable(COUNT),
        "ids": {"type": "array", "items": ID},
        "result": {"type": "array", "items": row},
        **{key: META[key] for key in LIST_KEYS if key in META},
        "next": TEXT,
        "count_is_capped": {"type": "boolean"},
        "deleted": {"type": "array", "items": TOMBSTONE},
        "cursor": TEXT,
        "more": {"type": "boolean"},
    }
    return shape(properties, ("ids", "result"))


def item_of(row: Schema) -> Schema:
    """One row."""
    told = {key: META[key] for key in ITEM_KEYS if key in META}
    return shape({"id": ID, "result": row, **told}, required=("id", "result"))


def info() -> Schema:
    """Fields, filters, and what the caller may do."""
    fields = {"type": "array", "items": FIELD}
    told = {key: META.get(key, fields) for key in INFO_KEYS if key != "none"}
    return shape(told, required=())


def offered() -> Schema:
    """One page of the rows that a relation may be set to."""
    rows = {"type": "array", "items": shape({"value": ID, "text": TEXT})}
    return shape({"count": COUNT, "result": rows})


def ok(schema: Schema, description: str, *headers: str) -> Schema:
    """An answer of the kind 2xx, with *headers*."""
    answer: Schema = {
        "description": description,
        "content": {"application/json": {"schema": schema}},
    }
    told = {name: HEADERS[name] for name in headers}
    return {**answer, "headers": told} if told else answer


HEADERS: dict[str, Schema] = {
    "ETag": {
        "description": "The version of the answer, for If-None-Match and If-Match",
        "required": True,
        "schema": {"type": "string", "pattern": '^(W/)?"[^"]+"$'},
    },
}


def refusals(*statuses: str) -> dict[str, Schema]:
    """References to the shared answers for *statuses*."""
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def shared() -> dict[str, Any]:
    """Every refusal, for `components/responses`."""
    told: dict[str, Any] = {}
    for status in refusals(*ERRORS):
        told[status] = ok({"$ref": "#/components/schemas/Error"}, ERRORS[status])
        if status == "429":
            told[status]["headers"] = {"Retry-After": {"required": True, **SECONDS}}
    return told
