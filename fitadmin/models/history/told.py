"""What an audit event tells of a row: every table and column, but those named here, with why."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import PermissionView
from sqlalchemy import Column, Table

UNTOLD: dict[str, str] = {
    "audit_event": "it is the record itself, and never changes",
    "job_run": "a note of the clock; it says itself when and how it ended",
    "import_batch": "an import and its undoing leave one event each, with the counts",
    "import_change": "it is how each row was before the import, kept with the batch",
    "import_upload": "a file that waits for a day; taking it in leaves the event of its batch",
    "notification": "what somebody was told, and whether they read it, changes nothing in the gym",
    "notification_delivery": "tries to reach a person; it counts them itself",
    "auth_version": "counts what the events of accounts and roles tell",
    "kept_answer": "what was answered to a POST, for a day, should it be sent again",
    "token_family": "sign-ins, and how far the tokens of programs have come",
    "ab_permission": "written by the upgrade from the pages there are, by nobody",
    "ab_view_menu": "written by the upgrade from the pages there are, by nobody",
    "ab_permission_view": "written by the upgrade; who was given which, the role tells",
}
"""Tables that leave no events. A table that is not named here does."""

HIDDEN: dict[str, dict[str, str]] = {
    "ab_user": {"password": "a hash is a secret, too"},
    "ab_register_user": {
        "password": "a hash is a secret, too",
        "registration_hash": "opens the account that is not there yet",
    },
    "ab_api_key": {
        "key_hash": "a hash is a secret, too",
        "lookup_hash": "finds the key, so it is as good as the key",
    },
}
"""Columns of which an event says only that they changed."""

PASSED_OVER: dict[str, dict[str, str]] = {
    "": {
        "updated_at": "the event says when",
        "version": "rises with every change",
        "changed_in": "the number of the transaction",
    },
    "ab_user": {
        "last_login": "a sign-in is no change of the account",
        "login_count": "a sign-in is no change of the account",
        "fail_login_count": "a sign-in is no change of the account",
        "changed_on": "the event says when",
        "changed_by_fk": "the event says who",
        "auth_epoch": "rises with what the event tells",
    },
    "ab_api_key": {"last_used_on": "use is no change of the key"},
}
"""Columns that events do not speak of at all; those under "" in no table."""

NOT_KEPT = "(not kept)"
"""Stands for the value of a hidden column."""


class Told(NamedTuple):
    """What an event tells of the rows of one model."""

    table: str
    columns: frozenset[str]
    hidden: frozenset[str]
    links: tuple[str, ...]
    """Relations to many over a table of pairs, told with the row that leads the pairs."""
    client: str | None
    """The column that says which client the row is about."""

    def values(self, row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
        """Those of *names* that have a value in *row*, fit for JSON."""
        return {
            name: NOT_KEPT if name in self.hidden else json_safe(row[name])
            for name in names
            if row.get(name) is not None
        }


@cache
def told_of(model: type[Any]) -> Told | None:
    """What events tell of the rows of *model*; None where its table is untold."""
    mapper = model.__mapper__
    table: Table = mapper.local_table
    if table.name in UNTOLD:
        return None
    passed_over = {*PASSED_OVER[""], *PASSED_OVER.get(table.name, {})}
    columns = {
        each.key
        for each in mapper.column_attrs
        if isinstance(each.columns[0], Column) and each.columns[0].name not in passed_over
    }
    links = (
        each.key
        for each in mapper.relationships
        if each.secondary is not None and leader_of(each.secondary) is _near(each)
    )
    return Told(
        table.name,
        frozenset(columns),
        frozenset(HIDDEN.get(table.name, ())),
        tuple(sorted(links)),
        "id" if table.name == "client_profile" else "client_id" if "client_id" in table.c else None,
    )


@cache
def leader_of(pairs: Table) -> Column[Any] | None:
    """The column of a table of pairs whose row tells of them: the first whose table is told."""
    keys = (column for column in pairs.c if column.foreign_keys)
    told = (c for c in keys if next(iter(c.foreign_keys)).column.table.name not in UNTOLD)
    return next(told, None)


def _near(relation: Any) -> Any:
    """The column of the pairs that names the row whose relation this is."""
    return relation.synchronize_pairs[0][1]


def named(row: Any, ident: int) -> Any:
    """How a row is told that another refers to: by its id, and permissions as `word: verb`."""
    if isinstance(row, PermissionView) and row.permission and row.view_menu:
        return f"{row.view_menu.name}: {row.permission.name.removeprefix('can_')}"
    return ident


def remember_old_values() -> None:
    """Have every told column know what it was, even when it is set before it was read.

    Costs a SELECT only where the row had expired, which the check of its version would cost anyway.
    """
    for mapper in Model.registry.mappers:
        told = told_of(mapper.class_)
        for name in told.columns if told else ():
            getattr(mapper.class_, name).impl.active_history = True


def json_safe(value: Any) -> Any:
    """A value as JSON holds it: exact numbers, dates, times and UUIDs as text."""
    match value:
        case Decimal():
            return f"{value:f}"
        case date() | datetime() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case bool() | int() | float() | str() | dict() | list() | None:
            return value
        case _:
            return str(value)
