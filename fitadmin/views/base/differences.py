"""Where two people have changed the same row: what the one has saved, what the other typed."""

from typing import Any, NamedTuple

from wtforms import BooleanField  # type: ignore[import-untyped]

from fitadmin.views.columns.fields import Choice
from fitadmin.views.columns.numbers import Measured
from fitadmin.views.columns.units import amount
from fitadmin.views.columns.words import shown, word


class Difference(NamedTuple):
    """One field: its label, what stands in the gym by now, what was typed."""

    label: str
    theirs: Any
    yours: Any


def differences(theirs: Any, yours: Any, columns: list[str]) -> list[Difference]:
    """The fields of two forms about one row that do not say the same."""
    pairs = [(theirs[name], yours[name]) for name in columns if name in yours]
    said = [(yours.label.text, _said(theirs), _said(yours)) for theirs, yours in pairs]
    return [Difference(*each) for each in said if each[1] != each[2]]


def _said(field: Any) -> str:
    """What a field holds, in words; as it was typed where it cannot be read."""
    if isinstance(field, BooleanField) or not hasattr(field, "_value"):
        if isinstance(field, Choice):
            return str(word(field.data or ""))
        return str(shown(field.data))
    if field.raw_data and field.data is None:
        return " ".join(field.raw_data)
    if isinstance(field, Measured):
        return amount(field.data, field.stored)
    return str(shown(field.data)).replace("\r\n", "\n").strip()
