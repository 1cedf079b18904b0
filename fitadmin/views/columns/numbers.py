"""The fields of numbers in generated forms: in the reader's language and units."""

from decimal import Decimal
from typing import Any

from wtforms import DecimalField  # type: ignore[import-untyped]
from wtforms import validators as checks
from wtforms.widgets import NumberInput, TextInput  # type: ignore[import-untyped]

from fitadmin.models.reading import Limits
from fitadmin.rules.units import Unit
from fitadmin.views.columns.language import number_of, typed
from fitadmin.views.columns.units import labelled, outside, stored_amount, typed_amount


class Exact(DecimalField):
    """A number with all its decimals, and no others."""

    data: Decimal | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, places=None, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """As it is written in the reader's language; a decimal comma is one everywhere."""
        self.data = None
        if not valuelist:
            return
        try:
            self.data = self._kept(number_of(valuelist[0]))
        except ValueError:
            raise ValueError(self.gettext("Not a valid decimal value.")) from None

    def _value(self) -> str:
        if self.raw_data or not isinstance(self.data, Decimal):
            return str(super()._value())
        return self._typed(self.data)

    def _kept(self, value: Decimal) -> Decimal:
        return value

    def _typed(self, value: Decimal) -> str:
        return typed(value)


class Measured(Exact):
    """A mass, length or energy: asked for in the reader's unit, kept in *stored*."""

    def __init__(
        self, label: Any, *args: Any, stored: Unit, decimals: int, limits: Limits, **kwargs: Any
    ) -> None:
        super().__init__(labelled(label, stored), *args, **kwargs)
        self.stored, self.decimals, self.limits = stored, decimals, limits

    def pre_validate(self, form: Any) -> None:
        """Say limits in the reader's unit; the database would name its own."""
        wrong = self.data is not None and outside(self.data, self.limits, self.stored)
        if wrong:
            raise checks.ValidationError(wrong)

    def _kept(self, value: Decimal) -> Decimal:
        return stored_amount(value, self.stored, self.decimals)

    def _typed(self, value: Decimal) -> str:
        return typed_amount(value, self.stored, self.decimals)


class NumberText(TextInput):
    """Text with the keys of numbers: `type=number` takes a comma or a point, as the browser and
    not as the page speaks, and hands over nothing where it took neither.
    """

    def __call__(self, field: Any, **kwargs: Any) -> Any:
        return super().__call__(field, inputmode="decimal", autocomplete="off", **kwargs)


class WholeInput(NumberInput):
    """A whole number, between the limits that are known of its column."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(step=1)
        self.limits = limits

    def __call__(self, field: Any, **kwargs: Any) -> Any:
        least, most, is_above = self.limits
        if least is not None:
            kwargs.setdefault("min", int(least) + is_above)
        if most is not None:
            kwargs.setdefault("max", int(most))
        field.name = kwargs.pop("name_", field.name)  # how Flask-AppBuilder's search form names it
        return super().__call__(field, inputmode="numeric", **kwargs)
