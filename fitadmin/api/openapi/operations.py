"""The eight operations of a generated resource, from its own declarations."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import inspect

from fitadmin.api.openapi import answers, bodies, questions
from fitadmin.api.openapi.values import ID, TEXT, Schema, of_rows, shape

Operation = dict[str, Any]


def describe(api: Any, document: Any) -> None:
    """Add the operations of *api*, a DomainApi, to *document*, an apispec.APISpec."""
    for path, methods in PATHS.items():
        operations = {
            method: {"tags": [api.openapi_spec_tag], **told}
            for method, (route, make) in methods.items()
            if route not in api.exclude_route_methods and (told := make(api, document))
        }
        if operations:
            document.path(path=f"{api.route_base}{path}", operations=operations)


def _list(api: Any, document: Any) -> Operation:
    row = _component(document, api, "row", of_rows(api.datamodel.obj, api.list_columns))
    return {
        "summary": f"A page of {api.resource_name}",
        "operationId": f"list_{_name(api)}",
        "parameters": [*questions.of_list(api), *_if_none_match()],
        "responses": {
            "200": answers.ok(
                answers.page_of(row), "Those in sight that all filters let pass", "ETag"
            ),
            **_not_modified(),
            **answers.refusals("400", "401", "403", "429"),
        },
    }


def _item(api: Any, document: Any) -> Operation:
    row = _component(document, api, "item", of_rows(api.datamodel.obj, api.show_columns))
    return {
        "summary": f"One of {api.resource_name}",
        "operationId": f"get_{_name(api)}",
        "parameters": [questions.path_id(), *questions.of_item(api), *_if_none_match()],
        "responses": {
            "200": answers.ok(answers.item_of(row), "The row, with its parts", "ETag"),
            **_not_modified(),
            **answers.refusals("400", "401", "403", "404", "429"),
        },
    }


def _info(api: Any, document: Any) -> Operation:
    return {
        "summary": f"The fields and filters of {api.resource_name}, and what the caller may do",
        "operationId": f"info_{_name(api)}",
        "parameters": questions.of_info(api),
        "responses": {
            "200": answers.ok(_shared(document, "Info", answers.info()), "As asked for by keys"),
            **answers.refusals("400", "401", "403", "429"),
        },
    }


def _related(api: Any, document: Any) -> Operation | None:
    relations = inspect(api.datamodel.obj).relationships
    columns = [c for c in dict.fromkeys([*api.add_columns, *api.edit_columns]) if c in relations]
    if not columns:
        return None
    return {
        "summary": "Rows in sight that a relation may be set to, by name",
        "operationId": f"related_{_name(api)}",
        "parameters": questions.of_related(columns),
        "responses": {
            "200": answers.ok(_shared(document, "Offered", answers.offered()), "One page of them"),
            **answers.refusals("400", "401", "403", "404", "429"),
        },
    }


def _post(api: Any, document: Any) -> Operation:
    body = _component(document, api, "new", bodies.of_new(api))
    kept = _component(document, api, "added", bodies.as_written(api, api.add_columns))
    return {
        "summary": f"Add one to {api.resource_name}",
        "operationId": f"add_{_name(api)}",
        "parameters": [_KEY],
        "requestBody": _body(body),
        "responses": {
            "201": answers.ok(shape({"id": ID, "result": kept}), "The new row", *_tag(api)),
            **answers.refusals("400", "401", "403", "409", "413", "415", "422", "429"),
        },
    }  # fmt: skip


def _put(api: Any, document: Any) -> Operation:
    body = _component(document, api, "change", bodies.of_change(api))
    kept = _component(document, api, "changed", bodies.as_written(api, api.edit_columns))
    return {
        "summary": f"Change the named fields of one of {api.resource_name}",
        "operationId": f"change_{_name(api)}",
        "parameters": [questions.path_id(), *_if_match()],
        "requestBody": _body(body),
        "responses": {
            "200": answers.ok(shape({"result": kept}), "The row as it now is", *_tag(api)),
            **answers.refusals(
                "400", "401", "403", "404", "409", "412", "413", "415", "422", "429"
            ),
        },
    }


def _delete(api: Any, _document: Any) -> Operation:
    return {
        "summary": f"Delete one of {api.resource_name}: into the trash, where there is one",
        "operationId": f"delete_{_name(api)}",
        "parameters": [questions.path_id(), *_if_match()],
        "responses": {
            "200": answers.ok(shape({"message": TEXT}), "Gone"),
            **answers.refusals("400", "401", "403", "404", "409", "412", "422", "429"),
        },
    }


def _restore(api: Any, _document: Any) -> Operation:
    return {
        "summary": f"Take one of {api.resource_name} back from the trash",
        "operationId": f"restore_{_name(api)}",
        "parameters": [questions.path_id(), _KEY],
        "responses": {
            "200": answers.ok(shape({"message": TEXT}), "Back"),
            **answers.refusals("400", "401", "403", "404", "409", "413", "415", "422", "429"),
        },
    }


PATHS: dict[str, dict[str, tuple[str, Callable[[Any, Any], Operation | None]]]] = {
    "/": {"get": ("get_list", _list), "post": ("post", _post)},
    "/{pk}": {"get": ("get", _item), "put": ("put", _put), "delete": ("delete", _delete)},
    "/{pk}/restore": {"post": ("restore", _restore)},
    "/_info": {"get": ("info", _info)},
    "/related/{column}": {"get": ("related", _related)},
}
"""By path and method: the name of the route in Flask-AppBuilder, and who describes it."""


def _name(api: Any) -> str:
    return str(api.resource_name).replace("-", "_")


def _component(document: Any, api: Any, kind: str, schema: Schema) -> Schema:
    return _shared(document, f"{api.datamodel.obj.__name__}.{kind}", schema)


def _shared(document: Any, name: str, schema: Schema) -> Schema:
    if name not in document.components.schemas:
        document.components.schema(name, schema)
    return {"$ref": f"#/components/schemas/{name}"}


def _body(schema: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


_KEY = questions.header(
    "Idempotency-Key",
    "A name for this request: sent again within 24 h, it is answered again and not done again",
)


def _tag(api: Any) -> list[str]:
    """Rows without a version have no tag when they are written."""
    return ["ETag"] if "version" in api.datamodel.obj.__mapper__.columns else []


def _if_match() -> list[Schema]:
    return [questions.header("If-Match", "The ETag that was read: 412 where it is stale")]


def _if_none_match() -> list[Schema]:
    return [questions.header("If-None-Match", "The ETag that was read: 304 where it still holds")]


def _not_modified() -> dict[str, Schema]:
    return {"304": {"description": "As it was"}}
