"""The headers of every answer: what a browser may do with it, and who may keep it."""

import secrets

from flask import Flask, Response, current_app, g, request

from fitadmin.web.log import request_id

Pairs = list[tuple[str, str]]

ALWAYS: Pairs = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
]
NOT_KEPT = ("Cache-Control", "no-store")
FOR_PROGRAMS: Pairs = [
    *ALWAYS,
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    NOT_KEPT,
]
POLICY = (
    "default-src 'self'; script-src 'self'{nonce}; style-src 'self'; style-src-attr 'none'; "
    "img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""For pages: scripts and style sheets are files of ours; a script that stands in the page bears
the nonce of its answer."""


def wire_headers(app: Flask) -> None:
    """Give templates their nonce. Jinja globals reach widgets, context processors do not."""
    app.jinja_env.globals["csp_nonce"] = nonce
    seconds = app.config["HSTS_SECONDS"]
    app.extensions["fitadmin.hsts"] = (
        [("Strict-Transport-Security", f"max-age={seconds}")] if seconds else []
    )


def nonce() -> str:
    """What marks the inline scripts of the page being answered as ours."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def add_headers(answer: Response) -> None:
    """Add what the view has not said otherwise."""
    own = {name.title() for name, _value in answer.headers}
    wanted = [pair for pair in _wanted() if pair[0].title() not in own]
    wanted.append(("X-Request-ID", request_id()))
    answer.headers.extend(wanted)


def _wanted() -> Pairs:
    path, hsts = request.path, current_app.extensions["fitadmin.hsts"]
    if path.startswith(("/api/", "/health/")):
        return [*FOR_PROGRAMS, *hsts, *g.get("allowance", ())]
    if path.startswith("/static/"):
        return [*ALWAYS, *hsts]
    mark = f" 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else ""
    return [*ALWAYS, ("Content-Security-Policy", POLICY.format(nonce=mark)), NOT_KEPT, *hsts]
