"""Every request has a name, which stands in its answer and in the log."""

import logging
import re
from random import getrandbits

from flask import Flask, g, has_request_context, request

from fitadmin.models.history import Origin

_GIVEN_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)


def name_request() -> None:
    """Give the request an id: the proxy's, or a new one. It must be rare, not secret."""
    given = request.environ.get("HTTP_X_REQUEST_ID", "")
    g.request_id = given if _GIVEN_ID.fullmatch(given) else f"{getrandbits(128):032x}"


def request_id() -> str:
    """The id of the request being answered; "-" outside of one."""
    return g.get("request_id", "-") if has_request_context() else "-"


def origin() -> Origin:
    """The address and the id of the request being answered; neither outside of one."""
    if not has_request_context():
        return Origin()
    return Origin(request.remote_addr, g.get("request_id"))


class RequestIdFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.request_id = request_id()
        return super().format(record)


def log_with_request_id(app: Flask) -> None:
    """Log to standard error, each line with its request; a configured log is left as it is."""
    if logging.getLogger().handlers:
        return
    out = logging.StreamHandler()
    out.setFormatter(
        RequestIdFormatter("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s")
    )
    logging.basicConfig(level=app.config["LOG_LEVEL"], handlers=[out])
    for noisy in ("flask_appbuilder", "alembic", "rq"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    logging.getLogger("flask_appbuilder.models.filters").setLevel(logging.ERROR)
