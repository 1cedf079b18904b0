"""What every request and every answer share: names, tokens, limits, headers, errors, JSON.

One hook before the view and one after it: each costs every request something.
"""

from typing import Any

from flask import Flask, Response, current_app, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from fitadmin.access import show_what_was_written
from fitadmin.extensions import csrf
from fitadmin.web.assets import wire_assets
from fitadmin.web.errors import bring_into_shape, tell_error
from fitadmin.web.headers import add_headers, wire_headers
from fitadmin.web.idempotency import keep_answers
from fitadmin.web.json import Json
from fitadmin.web.language import Builder, speak
from fitadmin.web.limits import count_call, wire_limits
from fitadmin.web.log import log_with_request_id, name_request, origin, request_id
from fitadmin.web.questions import (
    refuse_bad_address,
    refuse_bad_body,
    refuse_bad_form,
    refuse_endless_pages,
    refuse_foreign_origin,
)
from fitadmin.web.sessions import refuse_while_looking, wire_sessions
from fitadmin.web.shell import wire_shell
from fitadmin.web.sign_in import (
    DOORS,
    count_try,
    forgive_success,
    idle_limiter,
    wire_sign_in,
)

__all__ = ["SECURITY", "Builder", "keep_answers", "origin", "request_id", "speak", "wire"]

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
ASKED_OFTEN = "/find"
"""Browsers ask it while one types: counted as the calls of the API are."""
SECURITY: dict[str, Any] = {"create_limiter": idle_limiter}
"""What Flask-AppBuilder's security manager leaves to us."""


def wire(app: Flask) -> None:
    """Put all of this on *app*; before the extensions whose handlers must run after ours."""
    app.json = Json(app)
    wire_sessions(app)
    log_with_request_id(app)
    wire_headers(app)
    wire_assets(app)
    wire_shell(app)
    wire_limits(app)
    wire_sign_in(app)
    app.before_request(_receive)
    csrf.init_app(app)
    app.before_request(_demand_token)
    app.after_request(_answer)
    app.register_error_handler(HTTPException, tell_error)
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )


def _receive() -> None:
    name_request()
    path, writes = request.path, request.method in UNSAFE
    query = request.environ.get("QUERY_STRING", "")
    refuse_bad_address(path, query)
    if writes:
        refuse_foreign_origin()
        refuse_while_looking()
    if path.startswith("/api/"):
        count_call()
        if writes:
            refuse_bad_body()
    elif path == ASKED_OFTEN:
        count_call()
    elif query:
        refuse_endless_pages()
    if writes and path in DOORS:
        count_try()
    elif writes and not path.startswith("/api/"):
        refuse_bad_form()


def _demand_token() -> None:
    """Refuse a cookie's unsafe call to the API without CSRF token.

    Flask-AppBuilder exempts every API from the check although it accepts the session cookie.
    """
    if (
        request.method in UNSAFE
        and request.path.startswith("/api/")
        and "_user_id" in session
        and current_app.config["WTF_CSRF_ENABLED"]  # only tests may switch it off
    ):
        csrf.protect()


def _answer(answer: Response) -> Response:
    if request.path in DOORS:
        forgive_success(answer)
    if answer.status_code >= 400:
        bring_into_shape(answer)
    show_what_was_written()
    add_headers(answer)
    return answer
