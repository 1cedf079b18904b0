"""Sessions of pages: a cookie that is nobody's, and what a sign-in begins and a way out ends.

Like the tokens of a program, a cookie belongs to a family (services/accounts/tokens.py) and dies
with it, copies included, in other processes within two seconds; and at the latest
PERMANENT_SESSION_LIFETIME after the sign-in.
"""

from typing import Any

from flask import Flask, Request, Response, abort, current_app, request
from flask import session as cookie
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_babel import gettext as _
from flask_login import user_logged_in, user_logged_out

from fitadmin.access import (
    EPOCH,
    FAMILY,
    SEEING_AS,
    acting_as,
    forget_everybody,
    seeing_as,
    take_off,
    viewer_of,
)
from fitadmin.extensions import db
from fitadmin.services.accounts import end_family, note_seeing, open_family

MAY_WHILE_LOOKING = {"SeeAsView.stop", "AuthDBView.logout"}


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
    app.jinja_env.globals["seeing_as"] = seeing_as


def refuse_while_looking() -> None:
    """Refuse to write for who looks at the gym as a role; only the way back is open."""
    if SEEING_AS not in cookie or request.endpoint in MAY_WHILE_LOOKING:
        return
    if (role := seeing_as()) is not None:
        abort(403, _("You are only looking, as %(role)s.", role=role))


def _begin(_app: Flask, user: Any, **_more: object) -> None:
    _end()
    lifetime = current_app.config["PERMANENT_SESSION_LIFETIME"]
    family = open_family(db.session(), user.id, lifetime)
    db.session.commit()
    cookie[EPOCH], cookie[FAMILY] = user.auth_epoch or 0, family.fam
    forget_everybody()


def _end(_app: Flask | None = None, user: Any = None, **_more: object) -> None:
    if (worn := take_off()) is not None and getattr(user, "id", None) is not None:
        with acting_as(viewer_of(user)):
            note_seeing(db.session(), worn.ident, worn.name, begins=False)
    cookie.pop(EPOCH, None)
    if (family := cookie.pop(FAMILY, None)) is not None:
        end_family(db.session(), str(family))
        db.session.commit()
        forget_everybody()
