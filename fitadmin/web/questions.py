"""What of a request is refused before anybody reads it: bodies and questions beyond reason.

What is here is asked of every request, so that Flask-AppBuilder's own resources have it, too.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, request, session
from flask_babel import gettext as _

from fitadmin.web.errors import WrongFields

LARGEST_JSON = 1024 * 1024
"""Bytes. Files come as multipart, up to MAX_CONTENT_LENGTH."""
DEEPEST_JSON = 32
LONGEST_QUESTION = 4096
_PAGE = re.compile(r"\d{0,6}", re.ASCII)


def refuse_bad_address(path: str, query: str) -> None:
    """No database takes a NUL character, and no `q` needs more than four kilobytes."""
    if "\0" in path:
        abort(404)
    if not query:
        return
    if "%00" in query:
        abort(400, _("The question cannot be read."))
    if len(query) > LONGEST_QUESTION and len(request.args.get("q", "")) > LONGEST_QUESTION:
        abort(400, _("The question is too long."))


def refuse_endless_pages() -> None:
    """Flask-AppBuilder reads `page_…` and `psize_…` as numbers of any length, or fails."""
    for name, value in request.args.items():
        if name.startswith(("page_", "psize_")) and not _PAGE.fullmatch(value):
            abort(400, _("There is no such page."))


def refuse_bad_form() -> None:
    """400 for a form with a NUL character, which no database takes."""
    if any("\0" in text for text in request.form.values()):
        abort(400, _("The form cannot be read."))


def refuse_bad_body() -> None:
    """400, 413, 415 or 422 for a body that no resource can take; none at all is left to them.

    The body is parsed once: whoever asks for it afterwards is given the same object.
    """
    length = request.content_length
    if request.mimetype == "multipart/form-data" or not (
        length or "HTTP_TRANSFER_ENCODING" in request.environ
    ):
        return
    if length and length > LARGEST_JSON:
        abort(413, _("The body is too large."))
    if not request.is_json:
        abort(415, _("The body must be JSON (Content-Type: application/json)."))
    request.max_content_length = LARGEST_JSON + 1  # a body of unknown length is cut off there
    raw = request.get_data()
    if len(raw) > LARGEST_JSON:
        abort(413, _("The body is too large."))
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400, _("The body must be a JSON object."))
    if raw.count(b"[") + raw.count(b"{") > DEEPEST_JSON and _is_deep(body):
        abort(400, _("The body is nested too deeply."))
    if rb"\u0000" in raw:
        _refuse_nul(body)


def _is_deep(body: dict[str, Any]) -> bool:
    level: list[Any] = [body]
    for _depth in range(DEEPEST_JSON):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _refuse_nul(body: dict[str, Any]) -> None:
    words = [_("A text may not contain a NUL character.")]
    if errors := {name: words for name, value in body.items() if _has_nul([name, value])}:
        raise WrongFields(errors)


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul([name, inner]) for name, inner in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


def refuse_foreign_origin() -> None:
    """Refuse a cookie's unsafe call from the pages of another site, whatever token it has.

    Only hosts are compared: behind a proxy we may not know that the browser speaks TLS.
    """
    if "HTTP_COOKIE" not in request.environ or "_user_id" not in session:
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
