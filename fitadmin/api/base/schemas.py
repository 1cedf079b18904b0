"""How a body is read: what the database demands is demanded, a reference is the id of a row."""

from copy import copy
from typing import Any

from flask_appbuilder.api.convert import Model2SchemaConverter
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_babel import gettext as _
from marshmallow import Schema, ValidationError, fields, validate
from marshmallow_sqlalchemy.fields import Related, RelatedList
from sqlalchemy import BigInteger, Enum
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import MANYTOONE

from fitadmin.models.columns import UtcDateTime
from fitadmin.models.reading import LARGEST_ID
from fitadmin.models.scope import find


class Reference(Related):
    """The id of a row in sight. marshmallow's own would make a row where there is none."""

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> Any:
        known = type(value) is int and 0 < value <= LARGEST_ID
        row = find(self.session, self.related_model, value) if known else None
        if row is None:
            raise ValidationError(_("There is no such row."))
        return row


def read_body(schema: Any, body: dict[str, Any], row: Any = None) -> Any:
    """*row* changed as *body* says, or a new row; ValidationError where that cannot be.

    marshmallow-sqlalchemy's own `load` looks up on disk, each time, which marshmallow there is.
    """
    mine = copy(schema)
    mine._load_instance = False
    values = Schema.load(mine, body, partial=row is not None)
    row = schema.opts.model() if row is None else row
    for name, value in values.items():
        _put(row, name, value)
    return row


def _put(row: Any, name: str, value: Any) -> None:
    """A row referred to is named by its key and attached: nobody asks for it again, and nothing
    has to find out that the other one has not changed.
    """
    link = row.__mapper__.relationships.get(name)
    if value is None or link is None or link.direction is not MANYTOONE:
        setattr(row, name, value)
        return
    ((local, remote),) = link.local_remote_pairs
    setattr(row, local.key, getattr(value, remote.key))
    set_committed_value(row, name, value)


def _within(kind: Any) -> validate.Range:
    """What the column can hold: a larger number comes out of JSON as another one."""
    largest = 2**53 if isinstance(kind, BigInteger) else 2**31 - 1
    return validate.Range(-largest, largest)


class References(RelatedList):
    """The ids of rows in sight; what is wrong with any of them is told of the field."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, *args, **kwargs)
        except ValidationError as error:
            if not isinstance(error.messages, dict):
                raise
            told = dict.fromkeys(words for each in error.messages.values() for words in each)
            raise ValidationError(list(told)) from None


class Converter(Model2SchemaConverter):
    """Schemas that demand what the database demands, and no more."""

    def _column2field(
        self, datamodel: SQLAInterface, column: Any, *args: Any, **kwargs: Any
    ) -> Any:
        field = super()._column2field(datamodel, column, *args, **kwargs)
        stored = datamodel.list_columns.get(column.name)
        if stored is None:
            return field
        if isinstance(stored.type, Enum):  # FAB's field fails on what is no text
            words = validate.OneOf(stored.type.enums)
            field = fields.String(validate=words, allow_none=stored.nullable, required=True)
            field.unique = False  # type: ignore[attr-defined]  # FAB asks every field
        if isinstance(stored.type, UtcDateTime):
            field = fields.AwareDateTime(format="iso", allow_none=stored.nullable, required=True)
            field.unique = False  # type: ignore[attr-defined]  # FAB asks every field
        if isinstance(field, fields.Integer):
            field.strict = True
            field.validators = [*field.validators, _within(stored.type)]
        has_default = stored.default is not None or stored.server_default is not None
        if stored.nullable or has_default or "settled" in stored.info:
            field.required = False
        return field

    def _column2relation(self, *args: Any, **kwargs: Any) -> Any:
        field = super()._column2relation(*args, **kwargs)
        if isinstance(field, fields.Nested):
            return field
        ours: Any
        if isinstance(field, RelatedList):
            ours = References(Reference(), required=field.required)
        else:
            ours = Reference(required=field.required, allow_none=not field.required)
        ours.unique = field.unique
        return ours
