"""The fields of generated forms, where Flask-AppBuilder's own would lose or refuse a value.

Its times have no zone, its ticked-off boxes count as missing, its numbers are cut to two
decimals, an empty text is stored as "" instead of nothing, and a choice that may stay open
cannot.
"""

from datetime import time
from decimal import Decimal
from typing import Any

from flask_appbuilder.fields import QuerySelectField, QuerySelectMultipleField
from flask_appbuilder.fieldwidgets import BS3TextFieldWidget, Select2ManyWidget, Select2Widget
from flask_appbuilder.forms import FieldConverter, GeneralModelConverter
from wtforms import (  # type: ignore[import-untyped]
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
    SelectField,
    TimeField,
)
from wtforms import validators as checks
from wtforms.fields.choices import SelectChoice  # type: ignore[import-untyped]
from wtforms.widgets import (  # type: ignore[import-untyped]
    DateInput,
    DateTimeLocalInput,
    TimeInput,
)

from fitadmin.models.columns import plain
from fitadmin.models.reading import is_id, offered
from fitadmin.models.scope import find
from fitadmin.views.columns.words import local, moment_of, word

EVERYTHING = 1_000_000
"""A picker lists all there is, until it asks /related for pages of it."""


class Moment(DateTimeLocalField):
    """A time on the reader's clock; kept in UTC."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return f"{local(self.data):%Y-%m-%dT%H:%M:%S}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None:
            self.data = moment_of(self.data)


class Clock(TimeField):
    """A time of day, with or without seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%H:%M", "%H:%M:%S"], **kwargs)


class Exact(DecimalField):
    """A number with all its decimals, and no others."""

    data: Decimal | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, places=None, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """A decimal comma is a decimal point."""
        typed = [text if "." in text else text.replace(",", ".", 1) for text in valuelist]
        super().process_formdata(typed)
        if self.data is not None and not self.data.is_finite():
            self.data = None
            raise ValueError(self.gettext("Not a valid decimal value."))

    def _value(self) -> str:
        if self.raw_data or not isinstance(self.data, Decimal):
            return str(super()._value())
        return plain(self.data)


class Choice(SelectField):
    """One of the words a column may hold, or none where it may stay open."""

    def __init__(self, *args: Any, words: list[str], may_stay_open: bool, **kwargs: Any) -> None:
        offered_words = ["", *words] if may_stay_open else words
        choices = [SelectChoice(each, word(each)) for each in offered_words]
        super().__init__(*args, choices=choices, coerce=_or_nothing, **kwargs)


class Picker(QuerySelectField):
    """A row that this one refers to: what is in sight, asked of the database and of the guard."""

    _data: Any
    kept: Any = None
    """What the row refers to already: it stays offered, though it be in the trash by now."""

    def __init__(self, *args: Any, table: Any, may_stay_open: bool, **kwargs: Any) -> None:
        self._table = table
        # nobody is chosen unless somebody chooses, even where somebody must be
        super().__init__(
            *args,
            query_func=lambda: _rows_of(table),
            get_pk_func=_id,
            allow_blank=True,
            blank_text="–",
            **kwargs,
        )
        self.flags.required = not may_stay_open

    def _get_object_list(self) -> Any:
        rows = super()._get_object_list()
        held = self.kept if self.kept is not None else self._data
        if held is None or any(key == str(held.id) for key, _row in rows):
            return rows
        return [*rows, (str(held.id), held)]

    def _get_data(self) -> Any:
        if self.kept is not None and self._formdata == str(self.kept.id):
            self._set_data(self.kept)
        elif self._formdata is not None and is_id(self._formdata):
            self._set_data(find(self._table.session, self._table.obj, int(self._formdata)))
        return self._data

    def _set_data(self, row: Any) -> None:
        self._data = row
        self._formdata = None

    data = property(_get_data, _set_data)

    def pre_validate(self, form: Any) -> None:
        chosen = bool(self.raw_data) and self.raw_data[0] not in {"", "__None"}
        if self.data is None and chosen:
            raise checks.ValidationError(self.gettext("Not a valid choice"))
        if self.data is None and self.flags.required:
            raise checks.ValidationError(self.gettext("This field is required."))


def _is_time(table: Any, name: str) -> bool:
    return bool(table.list_columns[name].type.python_type is time)


OURS = (
    (lambda table, name: table.is_boolean(name), BooleanField, None),
    (lambda table, name: table.is_datetime(name), Moment, DateTimeLocalInput),
    (lambda table, name: table.is_date(name), DateField, DateInput),
    (_is_time, Clock, TimeInput),
    (lambda table, name: table.is_numeric(name), Exact, BS3TextFieldWidget),
)
"""Which columns have a field of ours, and what it looks like."""


class Fields(FieldConverter):
    """Flask-AppBuilder's choice of field for a column, and ours where it has none that fits."""

    def convert(self) -> Any:
        table, name = self.datamodel, self.colname
        if table.is_enum(name):
            return self._choice(table.list_columns[name])
        for fits, kind, widget in OURS:
            if fits(table, name):
                return self._field(kind, widget() if widget else None)
        field = super().convert()
        if table.is_string(name):
            field.kwargs["filters"] = [_or_nothing if table.is_nullable(name) else _stripped]
        return field

    def _choice(self, column: Any) -> Any:
        return self._field(
            Choice, Select2Widget(), words=column.type.enums, may_stay_open=column.nullable
        )

    def _field(self, kind: Any, widget: Any, **more: Any) -> Any:
        if widget is not None:
            more["widget"] = widget
        may_be_off = kind is BooleanField
        return kind(
            self.label,
            description=self.description,
            validators=[] if may_be_off else self.validators,
            default=self.default,
            **more,
        )


class Forms(GeneralModelConverter):
    """Makes a form out of a model, with the fields above."""

    def _convert_simple(
        self, name: str, label: Any, description: Any, validators: list[Any], form: dict[str, Any]
    ) -> dict[str, Any]:
        table = self.datamodel
        if (longest := table.get_max_length(name)) != -1:
            validators.append(checks.Length(max=longest))
        validators.append(checks.Optional() if table.is_nullable(name) else checks.InputRequired())
        default = table.get_col_default(name)
        form[name] = Fields(table, name, label, description, validators, default).convert()
        return form

    def _convert_many_to_one(
        self,
        name: str,
        label: Any,
        description: Any,
        validators: list[Any],
        _filters: Any,
        form: dict[str, Any],
    ) -> dict[str, Any]:
        form[name] = Picker(
            label,
            description=description,
            validators=validators,
            table=self.datamodel.get_related_interface(name),
            may_stay_open=self.datamodel.is_nullable(name),
            widget=Select2Widget(),
        )
        return form

    def _convert_many_to_many(
        self,
        name: str,
        label: Any,
        description: Any,
        validators: list[Any],
        _filters: Any,
        form: dict[str, Any],
    ) -> dict[str, Any]:
        table = self.datamodel.get_related_interface(name)
        form[name] = QuerySelectMultipleField(
            label,
            description=description,
            validators=validators,
            query_func=lambda: _rows_of(table),
            get_pk_func=_id,
            widget=Select2ManyWidget(),
        )
        return form


def _rows_of(table: Any) -> list[Any]:
    return offered(table.session, table.obj, size=EVERYTHING)[1]


def _id(row: Any) -> Any:
    return row.id


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _or_nothing(value: Any) -> Any:
    return _stripped(value) or None
