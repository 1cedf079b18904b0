"""The formats in which a list can be taken away."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Response
from flask_babel import lazy_gettext as _

from fitadmin.views.base.files import csv, xlsx
from fitadmin.views.base.files.xlsx import TooLarge

__all__ = ["FORMATS", "Format", "TooLarge"]


class Format(NamedTuple):
    """How a file is called and made: `answer(title, titles, rows)`, each row a list of cells.

    A cell is a value and what puts it into words.
    """

    label: Any
    ending: str
    answer: Callable[[str, list[str], Any], Response]
    most_rows: int | None = None


FORMATS = {
    "csv": Format(_("CSV"), "csv", csv.answer),
    "xlsx": Format(_("Excel (XLSX)"), "xlsx", xlsx.answer, xlsx.MOST_ROWS),
}
"""By the word that stands in the address."""
