"""What every door needs: a refusal in words, from whatever went wrong underneath."""

from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from fitadmin.models.scope import Invalid, NotYours, OutOfSight, ScopeError, Unchangeable
from fitadmin.rules import RuleError
from fitadmin.services.constraints import broken

REFUSALS = (
    ScopeError, RuleError, IntegrityError, DataError, StatementError, StaleDataError,
    ArithmeticError,
)  # fmt: skip
"""What explain() knows; anything else is a fault of ours."""


SAID_BY_COLUMNS = (
    lazy_gettext("a time needs its zone, for example 2026-03-02T18:00:00Z"),
    lazy_gettext("a time must lie between 1900 and 2200"),
)
"""What UtcDateTime refuses, for the catalogues: models know no languages."""


class Refusal(NamedTuple):
    """An answer of the kind 4xx: status, a sentence, and what is wrong with which field."""

    status: int
    message: str
    errors: dict[str, list[str]]


def explain(error: Exception) -> Refusal:
    """Say *error*, one of REFUSALS, in words; never in SQL."""
    match error:
        case OutOfSight() | Invalid():
            return _about(422, error)
        case NotYours() | Unchangeable():
            return _about(403, error)
        case RuleError():
            return Refusal(422, _(str(error)), {})
        case StaleDataError():
            return Refusal(409, _("Somebody else has changed this in the meantime."), {})
        case IntegrityError():
            return _of_integrity(error)
        case _:
            return _of_value(error)


def _about(status: int, error: ScopeError) -> Refusal:
    words = _(error.words)
    if error.facts:
        words %= {name: str(fact) for name, fact in error.facts.items()}
    return Refusal(status, words, {error.field: [words]} if error.field else {})


def _of_integrity(error: IntegrityError) -> Refusal:
    """Which constraint it was: PostgreSQL says a code, SQLite a sentence."""
    code = getattr(error.orig, "sqlstate", None)
    text = str(error.orig).lower()
    is_double = code == "23505" or "unique" in text
    if (rule := broken(error)) is not None:
        words = str(rule.words)
        errors = {rule.field: [words]} if rule.field else {}
        return Refusal(409 if is_double else 422, words, errors)
    if is_double:
        return Refusal(409, _("There is one like this already."), {})
    if code == "23503" or "foreign key" in text:
        return _about_field(
            _key_named(error), _("This refers to something that does not fit here.")
        )
    field = _column_named(text)
    words = _("A value is missing.") if field else _("The values do not fit together.")
    return _about_field(field, words)


def _about_field(column: str | None, words: str) -> Refusal:
    """A key is told of its relation, which is what forms and bodies name."""
    return Refusal(422, words, {column.removesuffix("_id"): [words]} if column else {})


def _key_named(error: IntegrityError) -> str | None:
    """The column of a foreign key that leads nowhere, which only PostgreSQL names."""
    detail = getattr(getattr(error.orig, "diag", None), "message_detail", None) or ""
    if "(" not in detail or "still referenced" in detail:
        return None
    columns = detail.split("(", 1)[1].split(")", 1)[0].split(", ")
    return next((name for name in columns if name != "client_id"), "client_id")


def _column_named(text: str) -> str | None:
    """The column of a NOT NULL violation, which both databases name."""
    if "not null constraint failed" in text:
        return text.rsplit(".", 1)[-1].strip()
    if "violates not-null constraint" in text and 'column "' in text:
        return text.split('column "', 1)[1].split('"', 1)[0]
    return None


def _of_value(error: Any) -> Refusal:
    """A value the database cannot hold: too large, or a time without its zone."""
    cause = getattr(error, "orig", None)
    if isinstance(cause, ValueError) and not isinstance(cause, UnicodeError):
        return Refusal(422, _(str(cause)), {})
    return Refusal(422, _("A value is too large or not of the right kind."), {})
