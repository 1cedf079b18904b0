"""Where Flask-AppBuilder's own description of a call is not what the call does."""

from typing import Any

from fitadmin.api.openapi.answers import ok, refusals
from fitadmin.api.openapi.values import TEXT, shape

NAME = {**TEXT, "minLength": 1}
CREDENTIALS = shape(
    {
        "username": {**NAME, "example": "anna"},
        "password": {**NAME, "format": "password", "example": "not-the-real-one"},
        "provider": {"type": "string", "enum": ["db"]},
        "refresh": {"type": "boolean", "description": "Makes no difference: there is always one"},
    },
    required=("username", "password"),
)
TOKENS = shape({"access_token": TEXT, "refresh_token": TEXT})

CORRECTED: dict[tuple[str, str], dict[str, Any]] = {
    ("/api/v1/security/login", "post"): {
        "summary": "Sign in",
        "operationId": "sign_in",
        "security": [],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": CREDENTIALS}},
        },
        "responses": {
            "200": ok(TOKENS, "A token for 15 minutes, and one to renew it with"),
            **refusals("400", "401", "413", "415", "422", "429"),
        },
    },
    ("/api/v1/security/refresh", "post"): {
        "summary": "New tokens for a refresh token, which works once",
        "operationId": "refresh",
        "security": [{"jwt_refresh": []}],
        "responses": {
            "200": ok(TOKENS, "A token for 15 minutes, and the successor of the one sent"),
            **refusals("400", "401", "413", "415", "429"),
        },
    },
    ("/api/v1/security/logout", "post"): {
        "summary": "End all tokens of this sign-in; either of them will do",
        "operationId": "sign_out",
        "security": [{"jwt": []}, {"jwt_refresh": []}],
        "responses": {
            "200": ok(shape({"message": TEXT}), "They have ended"),
            **refusals("400", "401", "413", "415", "429"),
        },
    },
}
"""By path and method: what replaces the same keys of Flask-AppBuilder's description."""
