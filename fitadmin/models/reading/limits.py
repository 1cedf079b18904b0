"""Between which numbers a column may lie, as its type and the checks of its table say."""

import re
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, Numeric

_TERM = re.compile(r"(\w+) (?:BETWEEN (-?\d+) AND (-?\d+)|(>=?) (-?\d+))")


class Limits(NamedTuple):
    """*is_above*: the least itself is too little; None where nothing is said."""

    least: Decimal | None = None
    most: Decimal | None = None
    is_above: bool = False


@cache
def limits_of(column: Any) -> Limits:
    """What `x >= 0`, `x > 0` and `x BETWEEN 0 AND 10` say of *column*, or else its digits."""
    for term in _terms(column.table):
        name, least, most, above, bound = term.groups()
        if name == column.name and bound is not None:
            return Limits(Decimal(bound), _largest(column), above == ">")
        if name == column.name:
            return Limits(Decimal(least), Decimal(most))
    return Limits(None, _largest(column))


def _terms(table: Any) -> Any:
    """Checks that hold of each of their columns alone, joined by AND."""
    for check in table.constraints:
        text = str(check.sqltext) if isinstance(check, CheckConstraint) else ""
        if " OR " not in text and "NULL" not in text:
            yield from _TERM.finditer(text)


def _largest(column: Any) -> Decimal | None:
    kind = column.type
    if not isinstance(kind, Numeric) or kind.precision is None:
        return None
    step = Decimal(1).scaleb(-(kind.scale or 0))
    return Decimal(1).scaleb(kind.precision - (kind.scale or 0)) - step
