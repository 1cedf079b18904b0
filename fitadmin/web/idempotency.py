"""`Idempotency-Key`: a POST that is sent twice is done once, and answered the same.

So is a form: it carries a key of its own, and who taps Save twice, or goes back and saves what they
have saved already, finds one row. Once the text is another, it is another form.

The handler's commits are held back until its answer is known, so that effect, key and answer are
one transaction: whatever kills the process, all of them are there or none. docs/decisions/0017.
"""

import hashlib
import re
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Flask, Response, abort, current_app, request
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import Conflict

from fitadmin.access import identify
from fitadmin.extensions import PatientSession, db
from fitadmin.models.gym import KeptAnswer
from fitadmin.services.gym.answers import claim_key, keep_answer

SECRETS = ("/api/v1/security/", "/api/v1/auth/", "/api/v1/api-keys")
"""What is answered there must not be kept."""
PART = 1 << 16
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
OF_THE_PAGE = {"csrf_token", "came_from"}
"""What differs when a form is opened once more, without anything else being typed."""
HEADERS = ("Content-Type", "ETag", "Location")
_KEY = re.compile(r"[!-~]{1,255}")
_FORM = re.compile(r"[0-9a-f]{32}")
DONE, SAVED = range(200, 300), range(300, 400)
"""What tells that something was done: to a program success, to a browser where to go on."""

View = Callable[..., Any]


def keep_answers(app: Flask) -> None:
    """Let every POST under /api/ heed the header; to be called when all of them are there."""
    for rule in app.url_map.iter_rules():
        if (
            "POST" in (rule.methods or ())
            and rule.rule.startswith("/api/")
            and not rule.rule.startswith(SECRETS)
        ):
            app.view_functions[rule.endpoint] = once(app.view_functions[rule.endpoint])
        elif "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/"):
            app.view_functions[rule.endpoint] = once_per_form(app.view_functions[rule.endpoint])


def once_per_form(view: View) -> View:
    """*view*, which saves a form once, however often it is sent as it is."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        if request.method != "POST" or not _FORM.fullmatch(request.form.get("form_key", "")):
            return view(*args, **kwargs)
        if (user_id := identify().viewer.user_id) is None:
            return view(*args, **kwargs)
        key = f"form {_fingerprint()}"
        work = partial(view, *args, **kwargs)
        return _answer(user_id, key, lambda: current_app.make_response(work()), SAVED)

    return answer


def once(view: View) -> View:
    """*view*, which does for each key of a person what it does, once."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        key = request.environ.get("HTTP_IDEMPOTENCY_KEY")
        if key is None or request.method != "POST":
            return view(*args, **kwargs)
        if not _KEY.fullmatch(key):
            abort(400, _("The Idempotency-Key must be 1 to 255 visible ASCII characters."))
        if (user_id := identify().viewer.user_id) is None:
            return view(*args, **kwargs)  # nobody's POST is refused, whatever its key
        work = partial(view, *args, **kwargs)
        return _answer(user_id, key, lambda: current_app.make_response(work()), DONE)

    return answer


def _answer(user_id: int, key: str, work: Callable[[], Response], done: range) -> Response:
    session: Any = db.session()
    fingerprint = _fingerprint()
    try:
        row = claim_key(session, user_id, key, fingerprint)
    except OperationalError:  # SQLite waits for the first only so long
        row = None
    if row is None:
        session.rollback()
        raise _Busy
    if row.status is not None:
        return _again(row, fingerprint)
    try:
        return _worked(session, row, work, done)
    except IntegrityError:  # the work was rolled back, begun anew, and somebody was quicker
        session.rollback()
        raise _Busy from None


def _worked(
    session: PatientSession, row: KeptAnswer, work: Callable[[], Response], done: range
) -> Response:
    session.is_held = True
    try:
        answer = work()
        if is_done := answer.status_code in done:
            kept = {name: answer.headers[name] for name in HEADERS if name in answer.headers}
            keep_answer(session, row, (answer.status_code, kept, answer.get_data()))
    except BaseException:
        session.rollback()
        raise
    finally:
        session.is_held = False
    if is_done:
        session.commit()
    else:
        session.rollback()  # a refusal does not use the key up
    return answer


def _again(row: KeptAnswer, fingerprint: str) -> Response:
    if row.fingerprint != fingerprint:
        abort(422, _("This Idempotency-Key was used for something else."))
    answer = Response(row.body, row.status, row.headers)
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _fingerprint() -> str:
    """Of address and body. A multipart body gets another boundary each time it is sent."""
    digest = hashlib.sha256(request.full_path.encode())
    if request.mimetype in FORMS:
        for name, text in sorted(request.form.items(multi=True)):
            if name not in OF_THE_PAGE:
                digest.update(f"\0{name}\0{text}".encode())
        for name, file in sorted(request.files.items(multi=True), key=lambda pair: pair[0]):
            digest.update(f"\0{name}\0{file.filename}\0".encode())
            while part := file.stream.read(PART):
                digest.update(part)
            file.stream.seek(0)
    else:
        digest.update(b"\0" + request.get_data())
    return digest.hexdigest()


class _Busy(Conflict):
    """409: the first is still being worked on."""

    def __init__(self) -> None:
        super().__init__(_("This is being worked on already; please try again."))

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        return [*super().get_headers(*args, **kwargs), ("Retry-After", "1")]
