"""The form of My account."""

from datetime import time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.security import check_password_hash
from wtforms import PasswordField, SelectField, StringField  # type: ignore[import-untyped]
from wtforms.fields.choices import SelectChoice  # type: ignore[import-untyped]
from wtforms.validators import (  # type: ignore[import-untyped]
    DataRequired,
    Length,
    Optional,
    ValidationError,
)

from fitadmin.access import languages
from fitadmin.services.accounts.own import OWN
from fitadmin.views.accounts.checks import is_address
from fitadmin.views.columns.fields import Clock
from fitadmin.views.columns.words import word

AS_THE_GYM = _("As the gym")
GROUPS = (
    (_("Who I am"), ("first_name", "last_name", "email", "password_now")),
    (_("How I read"), ("locale", "timezone", "mass_unit", "length_unit", "energy_unit")),
    (_("When I do not want to be disturbed"), ("quiet_from", "quiet_until")),
)
"""The fields of the page, in order."""
NOT_OF_PEOPLE = ("Etc/", "SystemV/", "posix/", "right/", "US/", "Canada/", "Mexico/", "Brazil/",
                 "Chile/")  # fmt: skip
"""Zones of machines, and old names of those of places."""


@cache
def zones() -> tuple[str, ...]:
    """The zones of places, and UTC."""
    named = (z for z in available_timezones() if "/" in z and not z.startswith(NOT_OF_PEOPLE))
    return (*sorted(named), "UTC")


class Own(SelectField):
    """One of some words, or what the gym says."""

    def __init__(self, label: Any, *words: str, **kwargs: Any) -> None:
        choices = [SelectChoice("", AS_THE_GYM), *(SelectChoice(e, word(e)) for e in words)]
        super().__init__(label, choices=choices, coerce=_or_none, **kwargs)


class OwnZone(SelectField):
    """A zone of a place; one that is kept already may stay whatever its name."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, choices=[], coerce=_or_none, **kwargs)
        self.render_kw = {"translate": "no"}

    def process_data(self, value: Any) -> None:
        super().process_data(value)
        kept = (self.data,) if self.data and self.data not in zones() else ()
        named = (SelectChoice(each, each.replace("_", " ")) for each in (*kept, *zones()))
        self.choices = [SelectChoice("", AS_THE_GYM), *named]


def _or_none(value: Any) -> str | None:
    return str(value) if value else None


def _stripped(text: str | None) -> str | None:
    return text and text.strip()


class OwnAccountForm(FlaskForm):
    first_name = StringField(_("First name"), [DataRequired(), Length(max=64)], [_stripped])
    last_name = StringField(_("Last name"), [DataRequired(), Length(max=64)], [_stripped])
    email = StringField(
        _("E-mail"),
        [DataRequired(), Length(max=320), is_address],
        [_stripped],
    )
    password_now = PasswordField(
        _("Your password"), description=_("Only to change the e-mail address.")
    )
    locale = SelectField(_("Language"), coerce=_or_none, render_kw={"translate": "no"})
    timezone = OwnZone(_("Time zone"))
    mass_unit = Own(_("Unit of mass"), "kg", "lb")
    length_unit = Own(_("Unit of length"), "cm", "in")
    energy_unit = Own(_("Unit of energy"), "kcal", "kj")
    quiet_from = Clock(_("Quiet from"), [Optional()])
    quiet_until = Clock(
        _("Quiet until"),
        [Optional()],
        description=_("No message is pushed to you between these times."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = (SelectChoice(code, name) for code, name in languages().items())
        self.locale.choices = [SelectChoice("", AS_THE_GYM), *spoken]

    def validate_password_now(self, field: Any) -> None:
        """Whoever finds a browser that is signed in must not move the account's mail elsewhere."""
        has_moved = (self.email.data or "").lower() != (g.user.email or "").lower()
        if has_moved and not check_password_hash(g.user.password or "", field.data or ""):
            raise ValidationError(_("To change the e-mail address, give your password."))

    def own(self) -> dict[str, str | time | None]:
        """What the form says of the columns of the account."""
        return {name: field.data for name, field in self._fields.items() if name in OWN}
