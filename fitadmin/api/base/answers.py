"""Answers of resources: their bytes, and the tags by which an app knows a copy is still good."""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
from flask import Response, current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import PreconditionFailed

JSON = "application/json; charset=utf-8"


def answer(head: bytes, rest: dict[str, Any], tag: str | None = None) -> Response:
    """*head*, which is the beginning of an object, and *rest* in one JSON object.

    Without a *tag* it is made of the answer itself, and 304 where the app has it already.
    """
    body = current_app.json.dump_bytes(rest)  # type: ignore[attr-defined]  # web/json.py
    whole = head + body[1:]
    if tag is None:
        tag = hashlib.blake2b(whole, digest_size=8).hexdigest()
        if is_known(tag):
            return not_modified(tag)
    return tagged(current_app.response_class(whole, 200, content_type=JSON), tag)


def tagged(response: Response, tag: str | None) -> Response:
    """*response* with its entity tag."""
    if tag is not None:
        response.headers["ETag"] = f'"{tag}"'
    return response


def tag_of(rows: Sequence[Any], versions: Sequence[int], *more: Any) -> str:
    """A tag that changes when a row, a row it refers to, or *more* does.

    A lone row's begins with its version. *versions* are the places of ids and versions in a row.
    """
    seen = [[row[place] for place in versions] for row in rows]
    digest = _digest([seen, *more])
    return f"{rows[0][1]}-{digest}" if len(rows) == 1 else digest


def tag_of_whole(version: int | None, item: dict[str, Any]) -> str | None:
    """The tag of an *item* with parts, whose version alone does not tell that one has changed."""
    return None if version is None else f"{version}-{_digest(item)}"


def _digest(said: Any) -> str:
    text = orjson.dumps(said, default=str, option=orjson.OPT_NON_STR_KEYS)
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def is_known(tag: str | None) -> bool:
    """Whether the app has the answer with this *tag* already (If-None-Match)."""
    given = request.environ.get("HTTP_IF_NONE_MATCH")
    if given is None or tag is None:
        return False
    return given.strip() == "*" or f'"{tag}"' in given


def not_modified(tag: str | None) -> Response:
    """304: the copy that the app has is still good."""
    return tagged(current_app.response_class(b"", 304), tag)


def refuse_stale(item: Any) -> None:
    """412 where If-Match names another version of *item* than the one there is."""
    given = request.environ.get("HTTP_IF_MATCH")
    if given is None or given.strip() == "*":
        return
    versions = {tag.strip().removeprefix("W/").strip('"').split("-")[0] for tag in given.split(",")}
    version = getattr(item, "version", None)
    if version is None or str(version) not in versions:
        raise PreconditionFailed(_("Somebody has changed this meanwhile."))
