"""Rows on their way in: what an importer hands over, and what becomes of each."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, NamedTuple

from sqlalchemy import Date, DateTime, Enum, Numeric, String

Outcome = Literal["created", "updated", "unchanged", "kept", "superseded", "refused"]
OUTCOMES: tuple[Outcome, ...] = (
    "created", "updated", "unchanged", "kept", "superseded", "refused",
)  # fmt: skip


class Source(NamedTuple):
    """Where rows come from, and on what terms."""

    name: str
    licence: str | None = None
    attribution: str | None = None


class Same(NamedTuple):
    """Stands for the id of the row with this key in the same source."""

    key: str


Parts = dict[str, list[dict[str, Any]]]
"""Parts of a row by the name of their table."""


@dataclass(slots=True)
class Incoming:
    """One row of a file in our own terms: columns, and parts by the name of their table.

    Only what the file speaks of is named, and only that is compared and written. *key* tells the
    row from the others of its source. *place* is where it stood, such as "line 12".
    """

    place: str
    key: str
    values: dict[str, Any]
    parts: Parts = field(default_factory=dict)
    note: str = ""


class Verdict(NamedTuple):
    """What became of one row, and why."""

    place: str
    name: str
    outcome: Outcome
    reason: str = ""


class Difference(NamedTuple):
    """A column of a row to be changed, before and after as of plain(); None twice for a part."""

    name: str
    before: Any
    after: Any


@dataclass(slots=True)
class Report:
    """What became of a file: a verdict per row, in the order of the file.

    *batch_id* is None where nothing was created or updated. *facts* counts whatever else is
    worth saying. *differences* are those of the rows to be updated, by their place.
    """

    verdicts: list[Verdict] = field(default_factory=list)
    batch_id: int | None = None
    facts: dict[str, int] = field(default_factory=dict)
    differences: dict[str, list[Difference]] = field(default_factory=dict)

    def count(self) -> Counter[str]:
        """How many rows had each outcome."""
        return Counter(verdict.outcome for verdict in self.verdicts)


class Misfit(ValueError):
    """A value that its column cannot hold; the words say why."""


def fitted(model: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """*values* as the columns of *model* hold them: trimmed, rounded; Misfit where they cannot."""
    columns = model.__mapper__.columns
    return {name: _fitted(columns[name], value) for name, value in values.items()}


def _fitted(column: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip() or None
    if value is None:
        if not column.nullable:
            raise Misfit(f"{column.key} is missing")
        return None
    if isinstance(value, str):
        return _text(column, value)
    if isinstance(column.type, Numeric):
        return _number(column, value)
    return value


def _text(column: Any, value: str) -> str:
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Misfit(f"{column.key} holds a character that cannot be stored")
    if isinstance(column.type, Enum):
        if value not in column.type.enums:
            raise Misfit(f"{column.key} is “{value}”, not one of {', '.join(column.type.enums)}")
    elif isinstance(column.type, String) and len(value) > (column.type.length or len(value)):
        raise Misfit(f"{column.key} is longer than {column.type.length} characters")
    return value


def _number(column: Any, value: Decimal) -> Decimal:
    kind = column.type
    if abs(value) >= 10 ** (kind.precision - kind.scale):
        raise Misfit(f"{column.key} is too large: {value}")
    return value.quantize(Decimal(1).scaleb(-kind.scale), ROUND_HALF_UP)


def plain(value: Any) -> Any:
    """A value as JSON holds it; restored() is the way back."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def restored(column: Any, value: Any) -> Any:
    """The value that plain() was given, for this column."""
    kind = column.type
    if value is None or not isinstance(value, str):
        return value
    if isinstance(kind, Numeric):
        return Decimal(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(_impl(kind), DateTime) else value


def _impl(kind: Any) -> Any:
    return getattr(kind, "impl_instance", kind)
