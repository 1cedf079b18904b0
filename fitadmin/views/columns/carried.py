"""What a form carries along unseen; nothing of it is a column of the row."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import request
from wtforms import BooleanField, HiddenField  # type: ignore[import-untyped]

from fitadmin.views.columns.fields import Choice
from fitadmin.views.columns.numbers import Measured
from fitadmin.views.columns.units import amount
from fitadmin.views.columns.words import shown, word

LONGEST_ADDRESS = 2000


class Carried(HiddenField):
    """Never written to the row."""

    def populate_obj(self, obj: Any, name: str) -> None:
        """No column."""


class Version(Carried):
    """Which version of the row a form was filled from."""


class Once(Carried):
    """Tells a form from others: it is saved once however often it is sent (web/idempotency)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=lambda: uuid4().hex, **kwargs)


class CameFrom(Carried):
    """The page from which the form was opened: there one goes when it is saved or left.

    It stands in the form, for one person may have several open, in as many tabs.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=came_from, **kwargs)

    def page(self) -> str:
        """The address, if it is one of this site; "" otherwise."""
        said = str(self.data or "")
        is_ours = said.startswith("/") and not said.startswith(("//", "/\\")) and said.isprintable()
        return said if is_ours and len(said) <= LONGEST_ADDRESS else ""


class Before(Carried):
    """What the fields said when the form was opened, each in a few letters."""

    def note(self, fields: Iterable[Any]) -> None:
        """Keep what *fields* say now."""
        self.data = json.dumps({field.name: _mark(field) for field in fields})

    def untouched(self, fields: Iterable[Any]) -> set[str]:
        """The names of those *fields* that say what they said then."""
        try:
            marks = json.loads(self.data or "{}")
        except ValueError:
            marks = {}
        if not isinstance(marks, dict):
            return set()
        return {field.name for field in fields if marks.get(field.name) == _mark(field)}


def came_from() -> str:
    """The page of ours that led here; "" where that was no page, or this very one."""
    try:
        before = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    if before.netloc != request.host or before.path == request.path:
        return ""
    return before.path + (f"?{before.query}" if before.query else "")


def said(field: Any) -> str:
    """What a field holds, in words; as it was typed where it cannot be read."""
    if isinstance(field, BooleanField) or not hasattr(field, "_value"):
        if isinstance(field, Choice):
            return str(word(field.data or "", field.short_name))
        return str(shown(field.data))
    if field.raw_data and field.data is None:
        return " ".join(field.raw_data)
    if isinstance(field, Measured):
        return amount(field.data, field.stored)
    return str(shown(field.data)).replace("\r\n", "\n").strip()


def _mark(field: Any) -> str:
    return hashlib.sha256(said(field).encode()).hexdigest()[:12]
