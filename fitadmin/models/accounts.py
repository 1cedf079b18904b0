"""Accounts: who may sign in. Flask-AppBuilder's User, with columns of ours added to it.

An account is not a client and not a trainer; only the admins' pages list accounts. A
subclass would put a second class called User into the registry, and Flask-AppBuilder's own
relations could no longer tell them apart.
"""

from datetime import datetime

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ColumnElement, ForeignKey, Integer, String, Time, false, text
from sqlalchemy.orm import Mapped, mapped_column

from fitadmin.models.columns import UtcDateTime, now, one_of
from fitadmin.models.scope import Asking, Row, Scoped

__all__ = ["TokenFamily", "User"]

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


class TokenFamily(Scoped, Model):
    """The tokens that follow from one sign-in by a program. Seen by nobody.

    *jti* is the id of its one refresh token that has not been used yet.
    """

    __tablename__ = "token_family"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), index=True)
    jti: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, who: Asking, row: Row) -> ColumnElement[bool]:
        return false()
