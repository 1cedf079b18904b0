"""Columns of masses, lengths and energies, in the unit of whoever reads or types them.

The end of a column's name says what is kept in it: kg, cm, kcal.
"""

import re
from decimal import Decimal
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _

from fitadmin.access import reader
from fitadmin.models.reading import Limits
from fitadmin.rules.units import Unit, for_the_eye, kept, typed_as
from fitadmin.views.columns.language import number, number_of, typed

CHOICES = {Unit.KG: "mass_unit", Unit.CM: "length_unit", Unit.KCAL: "energy_unit"}
SYMBOLS = {Unit.KJ: "kJ"}
MOST_DECIMALS = 8
"""Of a stored amount; what is computed may have more."""
_GRAMS = re.compile(r"_g$")
_AMOUNT = re.compile(r"(.*?)\s*(kg|lb|cm|in|kcal|kj)", re.IGNORECASE)


def unit_of(column: str) -> Unit | None:
    """The unit that *column* is kept in, where readers may choose another."""
    ending = column.rpartition("_")[2]
    return next((unit for unit in CHOICES if unit.value == ending and ending != column), None)


def own_unit(stored: Unit) -> Unit:
    """The reader's unit for what is kept in *stored*."""
    return Unit(getattr(reader(), CHOICES[stored]))


def symbol(unit: Unit) -> str:
    """The sign of a unit: kg, kJ."""
    return SYMBOLS.get(unit, unit.value)


def labelled(label: Any, stored: Unit) -> LazyString:
    """The label of a field, with the unit that whoever opens the form types in: Load (lb)."""
    return LazyString(lambda: _in_brackets(label, own_unit(stored)))


def label_in_file(column: str, label: Any) -> str:
    """The title of a column in a file, which holds amounts as they are kept: Load (kg)."""
    stored = unit_of(column)
    return str(label) if stored is None else _in_brackets(label, stored)


def _in_brackets(label: Any, unit: Unit) -> str:
    return str(_("%(label)s (%(unit)s)", label=label, unit=symbol(unit)))


def amount(value: Any, stored: Unit) -> str:
    """An amount as it is read: 225 lb, of 102.058 kg."""
    if value is None:
        return ""
    unit = own_unit(stored)
    decimals = min(MOST_DECIMALS, max(0, -int(Decimal(value).as_tuple().exponent)))
    short = for_the_eye(typed_as(value, stored, unit, decimals), unit)
    return f"{number(short)}\u00a0{symbol(unit)}"


def grams(value: Any) -> str:
    """Grams of a nutrient, which is no matter of choice; the label names the unit."""
    return "" if value is None else number(for_the_eye(value, Unit.G))


def typed_amount(value: Decimal, stored: Unit, decimals: int) -> str:
    """What stands in the field of a form for *value*; stored_amount() is the way back."""
    return typed(typed_as(value, stored, own_unit(stored), decimals))


def stored_amount(value: Decimal, stored: Unit, decimals: int) -> Decimal:
    """What is kept of a number that the reader typed."""
    return kept(value, own_unit(stored), stored, decimals)


def asked_amount(column: str, text: str, decimals: int) -> str:
    """A number somebody asks for, as it is kept; with its unit or without: 225, 225 lb, 100 kg.

    ValueError where it is none. Who saves a question for others names the unit.
    """
    stored = unit_of(column)
    if stored is None:
        return f"{number_of(text):f}"
    said = _AMOUNT.fullmatch(text.strip())
    unit = Unit(said[2].lower()) if said else own_unit(stored)
    value = number_of(said[1] if said else text)
    return f"{kept(value, unit, stored, decimals):f}"


def outside(value: Decimal, limits: Limits, stored: Unit) -> str | None:
    """What is wrong with an amount beyond its limits, in the reader's unit; None if nothing."""
    least, most, is_above = limits
    is_less = least is not None and (value < least or (is_above and value == least))
    is_more = most is not None and value > most
    if not (is_less or is_more):
        return None
    words = {"least": amount(least, stored), "most": amount(most, stored)}
    if least is None or (is_more and is_above):
        return str(_("Must be at most %(most)s.", **words))
    if is_above:
        return str(_("Must be above %(least)s.", **words))
    return str(_("Must lie between %(least)s and %(most)s.", **words))


def is_grams(column: str) -> bool:
    """Whether *column* holds grams of something."""
    return _GRAMS.search(column) is not None
