"""The fields of generated forms, where Flask-AppBuilder's own would lose or refuse a value.

Its times have no zone, its ticked-off boxes count as missing, its numbers are cut to two
decimals, an empty text is stored as "" instead of nothing, and a choice that may stay open
cannot.
"""

from datetime import time
from typing import Any

from flask_appbuilder.forms import FieldConverter, GeneralModelConverter
from wtforms import (  # type: ignore[import-untyped]
    BooleanField,
    DateField,
    DateTimeLocalField,
    IntegerField,
    SelectField,
    TimeField,
)
from wtforms import validators as checks
from wtforms.fields.choices import SelectChoice  # type: ignore[import-untyped]
from wtforms.widgets import (  # type: ignore[import-untyped]
    DateInput,
    DateTimeLocalInput,
    Select,
    TimeInput,
)

from fitadmin.models.columns import FIRST_YEAR, LAST_YEAR
from fitadmin.models.reading import limits_of
from fitadmin.views.columns.language import local, moment_of
from fitadmin.views.columns.numbers import Exact, Measured, NumberText, WholeInput
from fitadmin.views.columns.pickers import Picker, PickerOfMany
from fitadmin.views.columns.units import unit_of
from fitadmin.views.columns.words import word


class Moment(DateTimeLocalField):
    """A time on the reader's clock; kept in UTC."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return f"{local(self.data):%Y-%m-%dT%H:%M:%S}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        typed, self.data = self.data, None
        if typed is not None:
            self.data = moment_of(typed)


class Clock(TimeField):
    """A time of day, with or without seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%H:%M", "%H:%M:%S"], **kwargs)


class DayInput(DateInput):
    """A day that a gym can have seen or will see."""

    def __call__(self, field: Any, **kwargs: Any) -> Any:
        return super().__call__(
            field, min=f"{FIRST_YEAR}-01-01", max=f"{LAST_YEAR}-12-31", **kwargs
        )


class Choice(SelectField):
    """One of the words a column may hold, or none where it may stay open."""

    def __init__(self, *args: Any, column: Any, **kwargs: Any) -> None:
        words = ["", *column.type.enums] if column.nullable else column.type.enums
        choices = [SelectChoice(each, word(each, column.name)) for each in words]
        super().__init__(*args, choices=choices, coerce=_or_nothing, **kwargs)


def _is_time(table: Any, name: str) -> bool:
    return bool(table.list_columns[name].type.python_type is time)


OURS = (
    (lambda table, name: table.is_boolean(name), BooleanField, None),
    (lambda table, name: table.is_datetime(name), Moment, DateTimeLocalInput),
    (lambda table, name: table.is_date(name), DateField, DayInput),
    (_is_time, Clock, TimeInput),
)
"""Which columns have a field of ours, and what it looks like."""


class Fields(FieldConverter):
    """Flask-AppBuilder's choice of field for a column, and ours where it has none that fits."""

    def convert(self) -> Any:
        table, name = self.datamodel, self.colname
        if table.is_enum(name):
            return self._choice(table.list_columns[name])
        if table.is_numeric(name):
            return self._number(table.list_columns[name])
        if table.is_integer(name):
            limits = limits_of(table.list_columns[name])
            return self._field(IntegerField, WholeInput(limits))
        for fits, kind, widget in OURS:
            if fits(table, name):
                return self._field(kind, widget() if widget else None)
        field = super().convert()
        if table.is_string(name):
            field.kwargs["filters"] = [_or_nothing if table.is_nullable(name) else _stripped]
        return field

    def _choice(self, column: Any) -> Any:
        return self._field(Choice, Select(), column=column)

    def _number(self, column: Any) -> Any:
        stored = unit_of(column.name)
        if stored is None:
            return self._field(Exact, NumberText())
        decimals, limits = column.type.scale, limits_of(column)
        return self._field(Measured, NumberText(), stored=stored, decimals=decimals, limits=limits)

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
    """Makes a form out of a model, with the fields above; *page* answers what its pickers ask."""

    def __init__(self, datamodel: Any, page: str) -> None:
        super().__init__(datamodel)
        self._page = page

    def _convert_simple(
        self, name: str, label: Any, description: Any, validators: list[Any], form: dict[str, Any]
    ) -> dict[str, Any]:
        table, validators = self.datamodel, [*validators]
        if (longest := table.get_max_length(name)) != -1:
            validators.append(checks.Length(max=longest))
        needed = checks.DataRequired if table.is_string(name) else checks.InputRequired
        validators.append(checks.Optional() if table.is_nullable(name) else needed())
        default = table.get_col_default(name)
        form[name] = Fields(table, name, label, description, validators, default).convert()
        return form

    def _convert_many_to_one(
        self, name: str, label: Any, description: Any, *more: Any
    ) -> dict[str, Any]:
        may_stay_open = self.datamodel.is_nullable(name)
        return self._picker(Picker, name, label, description, *more, may_stay_open=may_stay_open)

    def _convert_many_to_many(
        self, name: str, label: Any, description: Any, *more: Any
    ) -> dict[str, Any]:
        return self._picker(PickerOfMany, name, label, description, *more)

    def _picker(
        self, kind: Any, name: str, label: Any, description: Any, *more: Any, **options: Any
    ) -> dict[str, Any]:
        validators, _filters, form = more
        form[name] = kind(
            label,
            description=description,
            validators=validators,
            table=self.datamodel.get_related_interface(name),
            source=(f"{self._page}.related", name),
            **options,
        )
        return form


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _or_nothing(value: Any) -> Any:
    return _stripped(value) or None
