"""Accounts: who may sign in. Flask-AppBuilder's User, with columns of ours added to it.

An account is not a client and not a trainer; only the admins' pages list accounts. A
subclass would put a second class called User into the registry, and Flask-AppBuilder's own
relations could no longer tell them apart.
"""

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Integer, String, Time, text
from sqlalchemy.orm import mapped_column

from fitadmin.models.columns import one_of

__all__ = ["User"]

OURS = {
    "timezone": mapped_column(String(64), nullable=True),
    "locale": mapped_column(String(10), nullable=True),
    "mass_unit": mapped_column(one_of("kg", "lb"), nullable=True),
    "length_unit": mapped_column(one_of("cm", "in"), nullable=True),
    "energy_unit": mapped_column(one_of("kcal", "kj"), nullable=True),
    "quiet_from": mapped_column(Time, nullable=True),
    "quiet_until": mapped_column(Time, nullable=True),
    # To be raised by a password change, a role change and a deactivation, so that every older
    # session, token and socket of the account dies. Nothing checks it yet.
    "auth_epoch": mapped_column(Integer, nullable=False, default=0, server_default=text("0")),
}

for _name, _column in OURS.items():
    if not hasattr(User, _name):
        setattr(User, _name, _column)
