"""Which language somebody is answered in: one rule for pages, programs and mails."""

from flask import current_app, has_request_context, request
from flask import session as cookie
from sqlalchemy.exc import SQLAlchemyError

from fitadmin.access.identity import reader
from fitadmin.access.reader import ANYBODY, Reader

CHOSEN = "locale"
"""The key of a cookie session under which a stranger's choice of language is kept."""
FIRST = "en"
"""The language of whoever asks for none that we speak."""
ASKED = "_l_"
"""With this a call of the API asks for a language, as of Flask-AppBuilder's own resources."""


def languages() -> dict[str, str]:
    """The languages we speak, each by its own name."""
    return {code: each["name"] for code, each in current_app.config["LANGUAGES"].items()}


def is_spoken(code: str | None) -> bool:
    """Whether we speak *code*."""
    return code in current_app.config["LANGUAGES"]


def language_of(reads: Reader) -> str:
    """The language of pages, of answers to programs and of mails.

    Whoever has an account: their own choice, else the gym's, else what the browser asks for.
    A stranger: what was chosen on the sign-in page, else what the browser asks for.
    """
    for language in (reads.language, _chosen(), reads.gym_language):
        if language is not None and is_spoken(language):
            return language
    return _asked_for() or FIRST


def choose_language() -> str:
    """The language of this request; outside of one the first."""
    if not has_request_context():
        return FIRST
    if (asked := request.args.get(ASKED)) is not None:
        return asked if is_spoken(asked) else FIRST
    return language_of(_reader())


def _reader() -> Reader:
    """Whoever shows a cookie or a token; of a stranger, or without a database, nobody is known."""
    if not request.environ.keys() & {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}:
        return ANYBODY
    try:
        return reader()
    except SQLAlchemyError:
        return ANYBODY


def _chosen() -> str | None:
    return cookie.get(CHOSEN) if has_request_context() else None


def _asked_for() -> str | None:
    """The best of Accept-Language: de-CH is answered in de, pt in pt_BR."""
    if not has_request_context():
        return None
    known = current_app.config["LANGUAGES"]
    by_tag = {code.partition("_")[0]: code for code in known}
    by_tag |= {code.replace("_", "-").lower(): code for code in known}
    for tag in request.accept_languages.values():
        whole = tag.lower()
        if found := by_tag.get(whole) or by_tag.get(whole.partition("-")[0]):
            return str(found)
    return None
