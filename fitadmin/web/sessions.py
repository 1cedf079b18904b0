"""Sessions of pages: a cookie that is nobody's, and what a sign-in begins and a way out ends.

Like the tokens of a program, a cookie belongs to a family (services/accounts/tokens.py) and dies
with it, copies included, in other processes within two seconds; and at the latest
PERMANENT_SESSION_LIFETIME after the sign-in.
"""

from typing import Any

from flask import Flask, Request, Response, current_app, request
from flask import session as cookie
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_login import user_logged_in, user_logged_out

from fitadmin.access import EPOCH, FAMILY, forget_everybody
from fitadmin.extensions import db
from fitadmin.services.accounts import end_family, open_family


class Sessions(SecureCookieSessionInterface):
    """Flask's, which looks for a signature even where there is no cookie."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if "HTTP_COOKIE" not in request.environ:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """A call of the API by token begins no session, whatever its answer was translated by."""
        if "HTTP_COOKIE" in request.environ or not request.path.startswith("/api/"):
            super().save_session(app, session, response)


def wire_sessions(app: Flask) -> None:
    """Let signing in and out on *app* begin and end a family."""
    app.session_interface = Sessions()
    user_logged_in.connect(_begin, app)
    user_logged_out.connect(_end, app)


def _begin(_app: Flask, user: Any, **_more: object) -> None:
    _end()
    lifetime = current_app.config["PERMANENT_SESSION_LIFETIME"]
    family = open_family(db.session(), user.id, lifetime)
    db.session.commit()
    cookie[EPOCH], cookie[FAMILY] = user.auth_epoch or 0, family.fam
    forget_everybody()


def _end(_app: Flask | None = None, **_more: object) -> None:
    cookie.pop(EPOCH, None)
    if (family := cookie.pop(FAMILY, None)) is not None:
        end_family(db.session(), str(family))
        db.session.commit()
        forget_everybody()
