"""The whole description: how it begins, and what all its operations share."""

from collections.abc import Iterator
from typing import Any

from apispec import APISpec

from fitadmin.api.openapi.answers import ERROR, refusals, shared
from fitadmin.api.openapi.corrections import CORRECTED
from fitadmin.api.openapi.values import Schema

SCHEMES: dict[str, Schema] = {
    "jwt": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "jwt_refresh": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "The token of the page, beside the cookie, for whatever writes",
    },
}
READING: list[Schema] = [{"jwt": []}, {"cookie": []}]
WRITING: list[Schema] = [{"jwt": []}, {"cookie": [], "csrf": []}]


def begin(title: str, version: str, servers: list[dict[str, str]]) -> APISpec:
    """An empty description with the answers that every resource refers to."""
    document = APISpec(
        title=title,
        version=version,
        openapi_version="3.0.3",
        info={"description": f"{title} for programs"},
        servers=servers,
    )
    document.components.schema("Error", ERROR)
    for status, answer in shared().items():
        document.components.response(status, answer)
    return document


def finish(document: APISpec) -> dict[str, Any]:
    """The description as it is served: who may call, how it refuses, and nothing beyond it."""
    told: dict[str, Any] = document.to_dict()
    told["components"]["securitySchemes"] = SCHEMES
    told["components"]["responses"] = shared()  # and none of Flask-AppBuilder's
    for path, method, operation in _operations(told):
        operation.update(CORRECTED.get((path, method), {}))
        given = operation.get("security")
        if given is None or {"jwt": []} in given:
            operation["security"] = READING if method == "get" else WRITING
        responses = {str(status): each for status, each in operation["responses"].items()}
        responses.pop("500", None)  # a fault of ours is no answer to count on
        if operation["security"]:
            responses |= refusals("401", "403", "429")
        operation["responses"] = dict(sorted(responses.items()))
        for response in operation["responses"].values():
            _close(response)
    return told


def _operations(told: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


def _close(schema: Any) -> None:
    """Objects hold what is described and all of it, unless they say otherwise themselves."""
    if isinstance(schema, list):
        for each in schema:
            _close(each)
    elif isinstance(schema, dict):
        if "properties" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
            schema.setdefault("required", list(schema["properties"]))
        for each in schema.values():
            _close(each)
