"""What the reader is told on the next page."""

from typing import Any

from flask import flash
from flask import session as cookie


def say(words: Any, kind: str) -> None:
    """Tell the reader on the next page; the same words once only."""
    if (kind, str(words)) not in [(k, str(w)) for k, w in cookie.get("_flashes", ())]:
        flash(str(words), kind)
