"""Errors: one shape for programs, a page for people; never SQL, a trace or a path."""

import re
from typing import Any

from flask import Response, jsonify, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import HTTPException, UnprocessableEntity

from fitadmin.web.log import request_id

FOR_PROGRAMS = ("/api/", "/health/", "/find")
SHAPE = {"message", "errors", "request_id"}
_STATUS = re.compile(r"^\d{3} [A-Z][A-Za-z ]+: ")
_OF_THE_DATABASE = re.compile(
    r"constraint|duplicate key|sqlite3|psycopg|\bDETAIL:|\[SQL|"
    r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) "
)


NAMES: dict[int, tuple[Any, Any]] = {
    400: (lazy_gettext("That was not understood"), lazy_gettext("The request cannot be read.")),
    401: (lazy_gettext("Please sign in"), lazy_gettext("Please sign in.")),
    403: (lazy_gettext("Not for you"), lazy_gettext("You may not do this.")),
    404: (lazy_gettext("Not here"), lazy_gettext("There is nothing at this address.")),
    405: (lazy_gettext("Not this way"), lazy_gettext("This address does not do that.")),
    409: (lazy_gettext("Somebody was faster"), lazy_gettext("This was changed meanwhile.")),
    413: (lazy_gettext("Too large"), lazy_gettext("This is more than can be taken in at once.")),
    415: (lazy_gettext("Not of this kind"), lazy_gettext("This kind of content is not taken.")),
    422: (lazy_gettext("Not quite right"), lazy_gettext("Some of it is not right.")),
    429: (lazy_gettext("Too often"), lazy_gettext("Please wait a little.")),
}
"""What errors are called, and what is said of one that has no words of its own."""
OUR_FAULT = lazy_gettext("Something went wrong")


class WrongFields(UnprocessableEntity):
    """422 that says what is wrong with which field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(_("Some fields are not right."))
        self.errors = errors


def tell_error(error: HTTPException) -> Response | HTTPException | tuple[Any, int]:
    """What the caller is told about *error*, with its headers (Allow, Retry-After)."""
    if error.code is None or error.code < 400:
        return error  # a redirect
    name, message = _said_of(error)
    if for_programs():
        answer = jsonify(
            message=message, errors=getattr(error, "errors", {}), request_id=request_id()
        )
    else:
        answer = Response(
            render_template(
                "system/error.html", error=error, name=name, message=message, id=request_id()
            )
        )
    answer.status_code = error.code
    for header, value in error.get_headers():
        if header not in {"Content-Type", "Content-Length"}:
            answer.headers[header] = value
    return answer


def _said_of(error: HTTPException) -> tuple[str, str]:
    """The name of *error* and its reason; Werkzeug's own words are English only."""
    code = error.code or 500
    if code >= 500:
        return str(OUR_FAULT), _ours()
    name, usual = NAMES.get(code, (error.name, error.description))
    is_usual = error.description in (None, type(error).description)
    return str(name), str(usual if is_usual else error.description)


def for_programs() -> bool:
    """Whether whoever asks expects JSON."""
    return request.path.startswith(FOR_PROGRAMS)


def bring_into_shape(answer: Response) -> None:
    """Give an error that did not come as an exception the shape of the others.

    Flask-AppBuilder and its token library build their own, some with the words of the database.
    """
    if request.method == "HEAD" or not for_programs():
        return
    said = answer.get_json(silent=True) if answer.is_json else None
    said = said if isinstance(said, dict) else {}
    if said.keys() >= SHAPE:
        return
    message, errors = _words_of(said, answer.status_code)
    rest = {key: said[key] for key in said.keys() - {"msg", "severity", *SHAPE}}
    shaped = jsonify(**rest, message=message, errors=errors, request_id=request_id())
    answer.set_data(shaped.get_data())
    answer.mimetype = "application/json"


def _words_of(said: dict[str, Any], status: int) -> tuple[str, dict[str, Any]]:
    message, errors = said.get("message", said.get("msg")), said.get("errors") or {}
    if status >= 500:
        return _ours(), {}
    if isinstance(message, dict):  # marshmallow's, by field
        return _("Some fields are not right."), {**message, **errors}
    if not message:
        return _("The request was refused."), errors
    if _OF_THE_DATABASE.search(str(message)):
        return _("The values do not fit together, or there is one like this already."), errors
    return _STATUS.sub("", str(message)), errors


def _ours() -> str:
    return str(_("Something went wrong on our side."))
