"""What browsers load: files that frontend/build.mjs has made, whose names tell their content."""

import gzip
import json
import mimetypes
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort, current_app, request, url_for

KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
"""Once the content is another, so is the name."""
TEXTS = {".css", ".js", ".svg"}
"""What gets smaller by packing; fonts are packed already."""


class Built(NamedTuple):
    """A file as it is sent; *packed* where that is smaller."""

    content: bytes
    packed: bytes | None
    kind: str


def wire_assets(app: Flask) -> None:
    """Let templates say `asset("app.css")`, and browsers have the file."""
    folder = Path(str(app.static_folder), "built")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    app.extensions["fitadmin.assets"] = manifest
    app.extensions["fitadmin.built"] = {
        path.name: _read(path) for path in folder.iterdir() if path.suffix != ".json"
    }
    app.add_url_rule(f"{app.static_url_path}/built/<name>", "built", send_built)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True  # pages without blank lines


def asset(name: str) -> str:
    """The address of a built file; KeyError for one that is not there."""
    return url_for("built", name=current_app.extensions["fitadmin.assets"][name])


def send_built(name: str) -> Response:
    """A built file, packed for who takes it so; it is read once, when the process starts."""
    file: Built = current_app.extensions["fitadmin.built"].get(name) or abort(404)
    takes_packed = file.packed is not None and request.accept_encodings["gzip"] > 0
    answer = Response(file.packed if takes_packed else file.content, mimetype=file.kind)
    answer.headers["Cache-Control"] = KEPT_FOR_GOOD
    answer.headers["Vary"] = "Accept-Encoding"
    if takes_packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _read(path: Path) -> Built:
    content = path.read_bytes()
    packed = gzip.compress(content, mtime=0) if path.suffix in TEXTS else None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Built(content, packed, kind)
