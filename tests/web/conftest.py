"""An application of its own with a few pages that misbehave."""

import pytest
from flask import abort, jsonify, redirect, request, session
from flask_wtf.csrf import generate_csrf

from fitadmin.extensions import csrf
from tests.running import gym_in


@pytest.fixture
def make(tmp_path):
    """`make(API_RATE_LIMIT=3)`: an empty gym on SQLite, with these settings."""

    def make(**settings):
        app = gym_in(tmp_path, **settings)
        app.config["PROPAGATE_EXCEPTIONS"] = False
        for place in ("/api/v1/odd", "/odd"):
            app.add_url_rule(f"{place}/fails", place + "fails", lambda: 1 / 0)
            app.add_url_rule(f"{place}/forbidden", place + "forbidden", lambda: abort(403))
            app.add_url_rule(f"{place}/away", place + "away", lambda: redirect("/"))
            app.add_url_rule(f"{place}/reads", place + "reads", lambda: jsonify(ok=True))
        app.add_url_rule("/sign-in", "sign-in", lambda: session.update(_user_id="1") or "in")
        app.add_url_rule("/token", "token", generate_csrf)
        app.add_url_rule("/who", "who", lambda: request.remote_addr)
        app.add_url_rule("/api/v1/odd/write", "write", lambda: jsonify(ok=True), methods=["POST"])
        app.csrf_exempt = [csrf.exempt(app.view_functions["write"])]
        return app

    return make
