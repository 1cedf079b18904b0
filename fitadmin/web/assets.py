"""What browsers load: files that frontend/build.mjs has made, whose names tell their content."""

import json
from pathlib import Path

from flask import Flask, current_app, url_for

BUILT = "built/"
KEPT_FOR_GOOD = ("Cache-Control", "public, max-age=31536000, immutable")
"""Once the content is another, so is the name."""


def wire_assets(app: Flask) -> None:
    """Let templates say `asset("app.css")`."""
    manifest = Path(str(app.static_folder), BUILT, "manifest.json")
    app.extensions["fitadmin.assets"] = json.loads(manifest.read_text("utf-8"))
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a built file; KeyError for one that is not there."""
    return url_for("static", filename=BUILT + current_app.extensions["fitadmin.assets"][name])
