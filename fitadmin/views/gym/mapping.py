"""What the columns of a file mean: the fields they may be mapped to, and what a person chose."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask import abort, current_app
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from fitadmin.importers.client_table import DATE_FORMATS, ISO
from fitadmin.importers.looking import TABLES, Look, day_of, missing

MODELS = {"clients": "ClientProfile", "foods": "Food", "exercises": "Exercise"}
"""The model that rows of each kind become."""
KINDS = {"clients": _later("Clients"), "foods": _later("Foods"), "exercises": _later("Exercises")}
LABELS = {
    "name": _later("Name"),
    "source_id": _later("Number in the source"),
    "gtin": _later("Barcode"),
    "basis": _later("Amounts are per (100 g or 100 ml)"),
    "portions": _later("Portions, such as cup=240;glass=200"),
    "aliases": _later("Other names, parted by ;"),
    "energy_kj": _later("Energy (kJ)"),
    "sodium_mg": _later("Sodium (mg)"),
    "licence": _later("Licence"),
    "attribution": _later("Attribution"),
    "name_de": _later("Name in German"),
    "name_es": _later("Name in Spanish"),
    "name_fr": _later("Name in French"),
    "name_pt_BR": _later("Name in Portuguese"),
    "portion_1_name": _later("First portion: its name"),
    "portion_1_grams": _later("First portion: its grams"),
    "portion_2_name": _later("Second portion: its name"),
    "portion_2_grams": _later("Second portion: its grams"),
    "location_id": _later("Location"),
    "equipment_id": _later("Equipment"),
    "food_portion": _later("Portions"),
    "food_name": _later("Other names"),
    "food_nutrient": _later("Further nutrients"),
    "exercise_name": _later("Other names"),
    "exercise_primary_muscle": _later("Muscles"),
    "exercise_secondary_muscle": _later("Muscles that help"),
    "exercise_substitute": _later("Substitutes"),
}
_UNIT = re.compile(r"(.+)_(mg|ug|g)")
EXAMPLE = date(2025, 12, 31)


class Field(NamedTuple):
    """What a column may mean; *is_needed* where it, or one of its kind, must be mapped."""

    name: str
    label: str
    is_needed: bool


class Reading(NamedTuple):
    """How the first dates of the file are read in one format; "" where one is no such date."""

    date_format: str
    example: str
    days: list[tuple[str, str]]

    @property
    def fits(self) -> bool:
        """Whether any of them can be read."""
        return any(day for _text, day in self.days)


def labels_of(kind: str) -> dict[str, str]:
    """The names of columns as the pages of *kind* have them."""
    views = current_app.appbuilder.baseviews  # type: ignore[attr-defined]
    of_kind = (v for v in views if getattr(v, "class_permission_name", "") == MODELS[kind])
    view = next((v for v in of_kind if hasattr(v, "label_columns")), None)
    return {**(view.label_columns if view else {}), **LABELS}


def label_of(name: str, labels: Mapping[str, Any]) -> str:
    """The name of one field; of a nutrient that has no column, its own word and unit."""
    if name in labels:
        return str(labels[name])
    found = _UNIT.fullmatch(name)
    words = (found[1] if found else name).replace("_", " ").capitalize()
    return f"{words} ({found[2].replace('ug', 'µg')})" if found else words


def fields_of(kind: str) -> list[Field]:
    """What a column may mean, what is needed first."""
    if kind not in TABLES:
        return []
    labels = labels_of(kind)
    needed = {name for names in TABLES[kind].needed for name in names}
    fields = [Field(n, label_of(n, labels), n in needed) for n in TABLES[kind].fields]
    return sorted(fields, key=lambda field: (not field.is_needed, field.label.casefold()))


def needed_of(kind: str) -> list[str]:
    """What must be mapped, in words."""
    labels = labels_of(kind)
    needed = TABLES[kind].needed if kind in TABLES else ()
    return [_(" or ").join(label_of(name, labels) for name in names) for names in needed]


def chosen(form: Mapping[str, str], kind: str, look: Look) -> tuple[dict[str, int], list[str]]:
    """The place of the column of each field, as a form says it; and what is wrong with that."""
    labels, columns, wrong = labels_of(kind), dict[str, int](), list[str]()
    for place in range(len(look.header)):
        name = form.get(f"column-{place}", "")
        if not name:
            continue
        if name not in TABLES[kind].fields:
            abort(400)
        if name in columns:
            both = (look.header[columns[name]], look.header[place])
            wrong.append(
                _(
                    "%(field)s comes from two columns: %(first)s and %(second)s. Choose one.",
                    field=label_of(name, labels), first=both[0], second=both[1],
                )
            )  # fmt: skip
        columns.setdefault(name, place)
    if look.header:
        wrong += [unmapped(names, labels) for names in missing(kind, columns)]
    return columns, wrong


def unmapped(names: tuple[str, ...], labels: Mapping[str, Any]) -> str:
    """What must be mapped yet, in words."""
    fields = _(" or ").join(label_of(name, labels) for name in names)
    return _("No column is mapped to: %(fields)s.", fields=fields)


def readings(look: Look) -> list[Reading]:
    """How the first dates of the file are read, in each way that dates are written."""
    return [
        Reading(
            each,
            EXAMPLE.strftime(each),
            [(text, _said(day_of(text, each))) for text in look.dates],
        )
        for each in DATE_FORMATS
    ]


def chosen_format(form: Mapping[str, str]) -> str:
    """How dates are written, as a form says it."""
    given = form.get("date_format", ISO)
    return given if given in DATE_FORMATS else abort(400)


def _said(day: date | None) -> str:
    return "" if day is None else str(format_date(day, "long"))
