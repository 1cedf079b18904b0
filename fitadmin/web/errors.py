"""Errors: one shape for programs, a page for people; never SQL, a trace or a path."""

import re
from typing import Any

from flask import Response, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, UnprocessableEntity

from fitadmin.web.log import request_id

FOR_PROGRAMS = ("/api/", "/health/", "/find")
SHAPE = {"message", "errors", "request_id"}
_STATUS = re.compile(r"^\d{3} [A-Z][A-Za-z ]+: ")
_OF_THE_DATABASE = re.compile(
    r"constraint|duplicate key|sqlite3|psycopg|\bDETAIL:|\[SQL|"
    r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) "
)


class WrongFields(UnprocessableEntity):
    """422 that says what is wrong with which field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(_("Some fields are not right."))
        self.errors = errors


def tell_error(error: HTTPException) -> Response | HTTPException | tuple[Any, int]:
    """What the caller is told about *error*, with its headers (Allow, Retry-After)."""
    if error.code is None or error.code < 400:
        return error  # a redirect
    message = _ours() if error.code >= 500 else error.description
    if for_programs():
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
