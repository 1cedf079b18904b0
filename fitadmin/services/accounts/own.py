"""What people change of their own account."""

from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fitadmin.access import is_spoken
from fitadmin.models.accounts import User
from fitadmin.models.scope import Invalid

OWN = frozenset({
    "first_name", "last_name", "email", "locale", "timezone", "mass_unit", "length_unit",
    "energy_unit", "quiet_from", "quiet_until",
})  # fmt: skip
"""The columns that are a person's own."""


def change_own(session: Session, account: User, **values: Any) -> None:
    """Change columns among OWN of *account*; units, language and zone None: as the gym's.

    Refuses a language we do not speak, a zone no clock knows, half a quiet time, and an address
    that somebody else has, whatever its capitals.
    """
    if values.keys() - OWN:
        raise TypeError(f"not one's own: {sorted(values.keys() - OWN)}")
    _refuse_unknown(values)
    if "email" in values:
        _refuse_taken(session, account, values["email"])
    for name, value in values.items():
        setattr(account, name, value)
    if (account.quiet_from is None) != (account.quiet_until is None):
        raise Invalid("a quiet time needs its beginning and its end", "quiet_until")
    session.flush()


def sign_out_everywhere(session: Session, account: User) -> None:
    """End every session and token of *account*, this one as well."""
    account.auth_epoch = (account.auth_epoch or 0) + 1
    session.flush()


def _refuse_unknown(values: dict[str, Any]) -> None:
    language, zone = values.get("locale"), values.get("timezone")
    if language is not None and not is_spoken(language):
        raise Invalid("we do not speak this language", "locale")
    if zone is not None and zone not in available_timezones():
        raise Invalid("this is no time zone", "timezone")


def _refuse_taken(session: Session, account: User, email: str) -> None:
    others = select(User.id).where(func.lower(User.email) == email.lower(), User.id != account.id)
    if session.scalar(others) is not None:
        raise Invalid("somebody with this e-mail address has an account already", "email")
