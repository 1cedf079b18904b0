"""What every request and every answer share: ids, tokens, headers, JSON, errors in one shape."""

import logging
import re
import uuid
from typing import Any
from urllib.parse import urlsplit

import orjson
from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    has_request_context,
    jsonify,
    render_template,
    request,
    session,
)
from flask.json.provider import DefaultJSONProvider
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from fitadmin.extensions import csrf

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
FOR_PROGRAMS = ("/api/", "/health/")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
DEEPEST = 32
"""How far JSON may be nested."""
_PAGE = re.compile(r"\d{0,6}", re.ASCII)
_GIVEN_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)


def wire(app: Flask) -> None:
    """Put all of this on *app*; before the extensions whose handlers must run after ours."""
    app.json = Json(app)
    _log_with_request_id(app)
    app.before_request(_name_request)
    app.before_request(_refuse_foreign_origins)
    csrf.init_app(app)
    app.before_request(_demand_token)
    app.before_request(_refuse_endless_pages)
    app.after_request(_add_headers)
    app.register_error_handler(HTTPException, _tell_error)
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )


class Json(DefaultJSONProvider):
    """orjson: times as ISO 8601, decimals as text; strict when reading."""

    mimetype = "application/json"

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        if kwargs:
            return super().dumps(obj, **kwargs)
        return self._dump(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        found = orjson.loads(s)
        _refuse_depth(found, DEEPEST)
        return found

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = self._dump(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype=self.mimetype)

    def _dump(self, obj: Any) -> bytes:
        return orjson.dumps(obj, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def _refuse_depth(value: Any, left: int) -> None:
    """What is nested too deep breaks whoever writes it out."""
    if isinstance(value, dict | list):
        if not left:
            raise ValueError("too deep")
        for each in value.values() if isinstance(value, dict) else value:
            _refuse_depth(each, left - 1)


def _plain(value: Any) -> Any:
    if isinstance(value, LazyString):
        return str(value)
    return DefaultJSONProvider.default(value)


def _name_request() -> None:
    """Give the request an id for errors and the log: the proxy's, or a new one."""
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


def _refuse_foreign_origins() -> None:
    """Refuse a cookie's unsafe call from the pages of another site, whatever token it has.

    Only hosts are compared: behind a proxy we may not know that the browser speaks TLS.
    """
    if request.method not in UNSAFE or "_user_id" not in session:
        return
    ours = {request.host, urlsplit(current_app.config["BASE_URL"]).netloc} - {""}
    given = request.headers.get("Origin") or request.headers.get("Referer")
    site = request.headers.get("Sec-Fetch-Site", "none")
    if _host_of(given) not in ours if given else site not in {"none", "same-origin"}:
        abort(403, _("This came from another site."))


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


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


def _refuse_endless_pages() -> None:
    """Flask-AppBuilder reads `page_…` and `psize_…` as numbers of any length, or fails."""
    for name, value in request.args.items():
        if name.startswith(("page_", "psize_")) and not _PAGE.fullmatch(value):
            abort(400, _("There is no such page."))


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-ID"] = request_id()
    return response


def request_id() -> str:
    """The id of the request being answered; "-" outside of one."""
    return g.get("request_id", "-") if has_request_context() else "-"


def _tell_error(error: HTTPException) -> Response | HTTPException | tuple[Any, int]:
    """One shape for programs, a page for people; never SQL, a trace or a path."""
    if error.code is None or error.code < 400:
        return error  # a redirect
    message = _("Something went wrong on our side.") if error.code >= 500 else error.description
    if request.path.startswith(FOR_PROGRAMS):
        answer = jsonify(
            message=message, errors=getattr(error, "errors", {}), request_id=request_id()
        )
    else:
        answer = Response(
            render_template("system/error.html", error=error, message=message, id=request_id())
        )
    answer.status_code = error.code
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


class _RequestIdFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.request_id = request_id()
        return super().format(record)


def _log_with_request_id(app: Flask) -> None:
    """Log to standard error, each line with its request; a configured log is left as it is."""
    if logging.getLogger().handlers:
        return
    out = logging.StreamHandler()
    out.setFormatter(
        _RequestIdFormatter("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s")
    )
    logging.basicConfig(level=app.config["LOG_LEVEL"], handlers=[out])
    for noisy in ("flask_appbuilder", "alembic", "rq"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    logging.getLogger("flask_appbuilder.models.filters").setLevel(logging.ERROR)
