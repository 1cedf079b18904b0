"""The rows that somebody has chosen on a list, and what can be done to them there."""

from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from fitadmin.models.exporting import first_ids
from fitadmin.models.reading import is_id
from fitadmin.models.scope import Invalid

MOST_ROWS = 500
"""Chosen at once."""


class BulkAction(NamedTuple):
    """A button for the chosen rows: it posts their `rowid`s to *address*, and `action=name`."""

    name: str
    label: Any
    icon: str
    address: str
    confirm: Any = None
    kind: str = ""


class Selection(NamedTuple):
    """What a list needs to let its reader choose rows.

    *found* is the number of rows that the whole list finds, where all of them may be chosen.
    """

    form: str
    actions: list[BulkAction]
    found: int | None = None


def chosen_ids(page: Any) -> list[int]:
    """The ids that the form names (`rowid`), or, with `all`, those of all rows the list finds.

    Invalid: none, more than MOST_ROWS, or another number than the reader has seen (`found`).
    """
    if request.form.get("all"):
        ids = first_ids(page.datamodel, page._asked_for().filters, MOST_ROWS + 1)
        if len(ids) != request.form.get("found", type=int):
            raise Invalid(_("The list has changed in the meantime. Please choose again."))
    else:
        given = request.form.getlist("rowid")
        ids = list(dict.fromkeys(int(each) for each in given if is_id(each)))
    if len(ids) > MOST_ROWS:
        raise Invalid(_("Choose %(most)s rows at most.", most=MOST_ROWS))
    if not ids:
        raise Invalid(_("Choose at least one row."))
    return ids
