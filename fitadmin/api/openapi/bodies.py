"""What a body may say: the fields of a new row, and of a change."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Numeric, inspect

from fitadmin.api.openapi.values import ID, NUMBER, Schema, nullable, of_column, of_stored, shape


def of_new(api: Any) -> Schema:
    """The body of a POST: what the database demands is required."""
    fields = api.add_model_schema.fields
    return shape(
        {name: _given(api, name, fields[name]) for name in api.add_columns},
        required=[name for name in api.add_columns if fields[name].required],
    )


def of_change(api: Any) -> Schema:
    """The body of a PUT: any of the fields, the others stay."""
    fields = api.edit_model_schema.fields
    return shape({name: _given(api, name, fields[name]) for name in api.edit_columns}, required=())


def as_written(api: Any, columns: Iterable[str]) -> Schema:
    """What a POST or PUT gives back of the row: *columns* in the form in which they are sent."""
    model = api.datamodel.obj
    relations = inspect(model).relationships
    return shape(
        {
            name: _kept(relations[name]) if name in relations else of_column(model, name)
            for name in columns
        }
    )


def _kept(relation: Any) -> Schema:
    if relation.uselist:
        return {"type": "array", "items": ID}
    return nullable(ID) if _may_be_empty(relation) else ID


def _may_be_empty(relation: Any) -> bool:
    return all(column.nullable for column in relation.local_columns)


def _given(api: Any, name: str, field: Any) -> Schema:
    mapper = inspect(api.datamodel.obj)
    if name in mapper.relationships:
        if mapper.relationships[name].uselist:
            return {"type": "array", "items": ID, "description": "Ids of rows"}
        schema = {**ID, "description": "The id of a row; related/ lists those in sight"}
    else:
        schema = _of_input(mapper.columns[name])
    return nullable(schema) if field.allow_none else schema


def _of_input(column: Column[Any]) -> Schema:
    """As stored; an exact number may also be sent as a JSON number."""
    if not isinstance(column.type, Numeric):
        return of_stored(column)
    whole = (column.type.precision or 10) - (column.type.scale or 0)
    limit = 10**whole
    number = {
        "type": "number",
        "minimum": -limit,
        "exclusiveMinimum": True,
        "maximum": limit,
        "exclusiveMaximum": True,
    }
    digits = {**NUMBER, "pattern": rf"^-?[0-9]{{1,{whole}}}(\.[0-9]{{1,{column.type.scale}}})?$"}
    return {"anyOf": [digits, number], "example": "1"}
