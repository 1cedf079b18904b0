"""Column types and the mixin that every table edited by people shares."""

import os
import re
import time
import unicodedata
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    Uuid,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

Model.metadata.naming_convention = {
    **Model.metadata.naming_convention,
    "ck": "ck_%(table_name)s_%(column_0_name)s",
}
"""So that the check of a one_of column has a name: a rebuild on SQLite loses those without."""

JSON_OBJECT = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a time without a zone is refused, for it could be any moment."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs its zone, for example 2026-03-02T18:00:00Z")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValueError("a time must lie between 1900 and 2200")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value if value is None else value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Outside of these no clock of a gym has ever stood; every zone can show what is inside."""

SETTLED = {"settled": True}
"""Marks a column that a row fills in itself (Scoped.settle) when nobody has."""


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


def uuid7() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random, so that ids sort by time."""
    stamp = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high, low = random >> 68, random & ((1 << 62) - 1)
    return uuid.UUID(int=stamp << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def one_of(*words: str) -> Enum:
    """A column that holds one of *words*, checked by the database."""
    return Enum(*words, native_enum=False, create_constraint=True, length=24)


def exact(digits: int = 10, decimals: int = 3) -> Numeric[Any]:
    """An exact number, such as grams or kilograms."""
    return Numeric(digits, decimals)


def stored(value: Decimal) -> Decimal:
    """A converted amount as both databases keep it: eight decimals, half away from zero."""
    return value.quantize(Decimal("1e-8"), ROUND_HALF_UP)


def living_unique(name: str, *columns: str, where: str | None = None) -> Index:
    """*columns* are unique among the rows that are not in the trash (and meet *where*)."""
    rows = text(f"deleted_at IS NULL AND {where}" if where else "deleted_at IS NULL")
    return Index(name, *columns, unique=True, postgresql_where=rows, sqlite_where=rows)


def plain(value: Decimal) -> str:
    """A number as people write it.

    >>> plain(Decimal("140.500")), plain(Decimal("400"))
    ('140.5', '400')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def slug_of(name: str) -> str:
    """A name as it stands in an address.

    >>> slug_of("Übungs-Bank (schräg)")
    'ubungs-bank-schrag'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


class current_change(FunctionElement[int]):  # noqa: N801  a function of SQL
    """The number of the running transaction, by which its changes are found (reading/changes.py).

    SQLite, where one transaction writes at a time, counts on from the table's highest.
    """

    type = BigInteger()
    inherit_cache = True


@compiles(current_change, "postgresql")
def _of_transaction(_element: Any, _compiler: Any, **_: Any) -> str:
    return "pg_current_xact_id()::text::bigint"


@compiles(current_change)
def _next_of_table(_element: Any, compiler: Any, **_: Any) -> str:
    table = compiler.preparer.format_table(compiler.statement.table)
    return f"(SELECT COALESCE(MAX(changed_in), 0) + 1 FROM {table})"  # noqa: S608  its own name


class computed(property):  # noqa: N801  a kind of property, and used like one
    """A property worked out from columns of its own row, which *needs* names.

    Statements for programs select those and nothing else.
    """

    needs: tuple[str, ...] = ()

    @classmethod
    def of(cls, *needs: str) -> Callable[[Callable[[Any], Any]], "computed"]:
        """Decorate a method that looks at the columns *needs* only."""

        def decorate(method: Callable[[Any], Any]) -> "computed":
            made = cls(method)
            made.needs = needs
            return made

        return decorate


class Edited:
    """What every row that a person edits carries: identity, history and the trash.

    *version* rises with each change, and a change based on an older one is refused
    (sqlalchemy.orm.exc.StaleDataError). *changed_in* says after which rows an app asks that
    wants only what is new (models/reading/changes.py). *custom* is room for fields a gym will
    define.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[uuid.UUID] = mapped_column(Uuid, default=uuid7, unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_in: Mapped[int] = mapped_column(
        BigInteger, default=current_change(), onupdate=current_change(), deferred=True
    )
    custom: Mapped[dict[str, Any]] = mapped_column(
        JSON_OBJECT, default=dict, server_default=text("'{}'")
    )

    @declared_attr
    @classmethod
    def created_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


@event.listens_for(Edited, "after_mapper_constructed", propagate=True)
def _index_changes(_mapper: Any, model: type[Any]) -> None:
    table = model.__table__
    Index(f"ix_{table.name}_changed", table.c.changed_in, table.c.id)


def about_the_same_client(parent: str, column: str, *, part: bool = True) -> ForeignKeyConstraint:
    """The row in *column* of table *parent* is about the same client as this one.

    A part goes when its parent is erased; what merely refers to the parent keeps it.
    """
    return ForeignKeyConstraint(
        [column, "client_id"],
        [f"{parent}.id", f"{parent}.client_id"],
        ondelete="CASCADE" if part else None,
    )


def link(primaryjoin: str, **options: Any) -> Any:
    """A relationship along one plain key, where a second, composite key would confuse."""
    child_key = primaryjoin.split(" == ", maxsplit=1)[0]
    return relationship(primaryjoin=primaryjoin, foreign_keys=child_key, **options)
