"""What a question about a list may say: nothing that is not understood is passed over."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import prison  # type: ignore[import-untyped]
from flask import request
from flask_appbuilder.models.sqla.filters import set_value_to_type
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from fitadmin.models.columns import FIRST_YEAR, LAST_YEAR, UtcDateTime
from fitadmin.models.reading import LARGEST_ID


class Malformed(BadRequest):
    """A request that cannot be understood; says so without the number of its status."""

    def __str__(self) -> str:
        return str(self.description)


def refuse_endless_question() -> None:
    """400 for a `q` that the parser of Rison would never come back from."""
    try:
        prison.loads(request.args.get("q", ""))
    except RecursionError:
        raise Malformed(_("The question cannot be read.")) from None
    except Exception:  # noqa: S110  told by Flask-AppBuilder, which tries JSON next
        pass


def value_for(table: Any, column: str, value: Any) -> Any:
    """*value* as the column has it; 400 where it cannot be one.

    Flask-AppBuilder would compare with NULL, and so find rows nobody asked for.
    """
    if isinstance(value, list):
        if not value or any(isinstance(each, list) for each in value):
            raise Malformed(_("This is no value of %(name)s.", name=column))
        return [value_for(table, column, each) for each in value]
    stored = table.list_columns.get(column)
    try:
        if stored is None:
            return _within_64_bits(int(value))
        if isinstance(stored.type, UtcDateTime):
            return _with_zone(datetime.fromisoformat(str(value)))
        typed = _number(value) if table.is_numeric(column) else value
        if table.is_string(column):
            typed = str(value)
            typed.encode()
        typed = set_value_to_type(table, column, typed)
        return _within_64_bits(typed) if isinstance(typed, int) else _known(typed)
    except (ValueError, TypeError, ArithmeticError):
        raise Malformed(_("This is no value of %(name)s.", name=column)) from None


def _number(value: Any) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError
    return number


def _within_64_bits(value: int) -> int:
    if abs(value) > LARGEST_ID:
        raise ValueError
    return value


def _known(value: Any) -> Any:
    """Flask-AppBuilder makes None of what it cannot convert."""
    if value is None:
        raise ValueError
    return value


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Malformed(_("A time needs its zone, for example 2026-03-02T18:00:00Z."))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError
    return moment
