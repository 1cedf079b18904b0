"""The values of a question, as the columns have them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Boolean, Date, Enum, Integer, Numeric, Time

from fitadmin.api.base.malformed import Malformed
from fitadmin.models.columns import FIRST_YEAR, LAST_YEAR, UtcDateTime
from fitadmin.models.reading import LARGEST_ID


def value_of(column: Any, name: str, value: Any) -> Any:
    """*value* as *column* has it (None: the id of a row); 400 where it cannot be one."""
    try:
        if column is None:
            return _whole(value)
        for kind, convert in KINDS:
            if isinstance(column.type, kind):
                return convert(column.type, value)
        return _text(column.type, value)
    except (ValueError, TypeError, ArithmeticError):
        raise Malformed(_("This is no value of %(name)s.", name=name)) from None


def _whole(value: Any) -> int:
    if isinstance(value, bool):
        raise ValueError
    number = int(value) if isinstance(value, (int, str)) else _exactly(value)
    if abs(number) > LARGEST_ID:
        raise ValueError
    return number


def _exactly(value: Any) -> int:
    if value != int(value):
        raise ValueError
    return int(value)


def _number(_type: Any, value: Any) -> Decimal:
    if isinstance(value, bool):
        raise ValueError
    number = Decimal(str(value))
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise ValueError
    return number


def _truth(_type: Any, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _word(kind: Any, value: Any) -> str:
    if value not in kind.enums:
        raise ValueError
    return str(value)


def _text(_type: Any, value: Any) -> str:
    if isinstance(value, bool) or "\x00" in str(value):
        raise ValueError
    text = str(value)
    text.encode()
    return text


def _moment(_type: Any, value: Any) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise Malformed(_("A time needs its zone, for example 2026-03-02T18:00:00Z."))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError
    return moment


KINDS: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    (UtcDateTime, _moment),
    (Date, lambda _type, value: date.fromisoformat(str(value))),
    (Time, lambda kind, value: kind.python_type.fromisoformat(str(value))),
    (Boolean, _truth),
    (Integer, lambda _type, value: _whole(value)),
    (Numeric, _number),
    (Enum, _word),
)
