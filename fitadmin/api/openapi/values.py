"""What one value may be: a column's, a computed one's, a related row's, as JSON Schema."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Enum,
    Integer,
    Numeric,
    String,
    Time,
    Uuid,
    inspect,
)

from fitadmin.models.columns import UtcDateTime
from fitadmin.models.reading import LARGEST_ID

Schema = dict[str, Any]

ID: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {
    "type": "string",
    "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
    "description": "An exact number, as text",
    "example": "81.6466",
}
CLOCK: Schema = {
    "type": "string",
    "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$",
    "example": "19:30:00",
}
ANYTHING: Schema = {"type": "object", "additionalProperties": True}
INTEGERS = {32: 2**31 - 1, 64: 2**63 - 1}

PLAIN: dict[type[Any], Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: TEXT,
    Decimal: NUMBER,
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: CLOCK,
    UUID: {"type": "string", "format": "uuid"},
}


def of_rows(model: type[Any], columns: Iterable[str]) -> Schema:
    """A row of *model* with *columns*; dotted ones make an object, or a list of them."""
    properties: dict[str, Schema] = {}
    below: dict[str, list[str]] = {}
    for column in columns:
        root, _, rest = column.partition(".")
        if rest:
            below.setdefault(root, []).append(rest)
            properties.setdefault(root, {})
        else:
            properties[root] = of_column(model, root)
    for root, parts in below.items():
        properties[root] = _of_relation(model, root, parts)
    return shape(properties, required=())


def _of_relation(model: type[Any], name: str, columns: list[str]) -> Schema:
    relation = inspect(model).relationships[name]
    row = of_rows(relation.mapper.class_, columns)
    if relation.uselist:
        return {"type": "array", "items": row}
    # a row that refers to one in the trash, or out of sight, shows null
    return nullable(row)


def of_column(model: type[Any], name: str) -> Schema:
    """What a column or a computed one holds when it is read."""
    column = inspect(model).columns.get(name)
    if column is None:
        made = getattr(model, name)
        return of_type(get_type_hints(getattr(made, "fget", made))["return"])
    schema = ID if column.primary_key else of_stored(column)
    return nullable(schema) if column.nullable else schema


def of_stored(column: Column[Any]) -> Schema:
    """By the type in the database, with its limits."""
    match column.type:
        case Enum(enums=words):
            return {"type": "string", "enum": list(words)}
        case String(length=length) if length:
            return {"type": "string", "maxLength": length}
        case BigInteger():
            return _integer(64)
        case Integer():
            return _integer(32)
        case other:
            return next(PLAIN[kind] for sql, kind in SQL if isinstance(other, sql))


SQL: tuple[tuple[Any, Any], ...] = (
    (Boolean, bool), (Numeric, Decimal), (UtcDateTime, datetime), (Date, date), (Time, time),
    (Uuid, UUID), (JSON, dict), (String, str),
)  # fmt: skip
PLAIN[dict] = ANYTHING


def _integer(bits: int) -> Schema:
    most = INTEGERS[bits]
    return {"type": "integer", "format": f"int{bits}", "minimum": -most - 1, "maximum": most}


def of_type(annotation: Any) -> Schema:
    """What Python says of a computed value: `dict[str, Decimal | None]` and the like."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (kind,) = (each for each in inner if each is not NoneType)
        return nullable(of_type(kind))
    if origin is list:
        return {"type": "array", "items": of_type(inner[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of_type(inner[1])}
    return PLAIN[annotation]


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    if "enum" in schema:
        return {**schema, "nullable": True, "enum": [*schema["enum"], None]}
    return {**schema, "nullable": True}


def shape(properties: Mapping[str, Schema], required: Iterable[str] | None = None) -> Schema:
    """An object of exactly these *properties*, all of them unless *required* says which."""
    must = list(properties) if required is None else list(required)
    schema: Schema = {
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
    }
    return {**schema, "required": must} if must else schema
