"""Is the process alive, can it serve, what can it do: for those who watch over it or call it."""

from pathlib import Path
from typing import Any

from flask import Response, current_app, request
from flask_appbuilder.api import BaseApi, expose, permission_name, protect, safe

from fitadmin.api.openapi import begin, finish
from fitadmin.extensions import db
from fitadmin.services.system import can_serve, readiness

VERSION = "v1"


class OpenApi(BaseApi):
    """The description of the API, made when first asked for and kept: it is the same for all."""

    resource_name = "_openapi"
    openapi_spec_tag = "Operations"
    allow_browser_login = True
    _kept: bytes | None = None

    @expose("")
    @protect()
    @safe
    @permission_name("get")
    def get(self) -> Response:
        """This description.
        ---
        get:
          summary: This description
          responses:
            200:
              description: OpenAPI 3
              content:
                application/json:
                  schema:
                    type: object
                    required: [openapi, info, paths, components]
                    additionalProperties: true
            304:
              description: As it was
        """
        if self._kept is None:
            self._kept = current_app.json.dumps(self.describe()).encode()
        answer = Response(self._kept, mimetype="application/json")
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    def describe(self) -> dict[str, Any]:
        """OpenAPI 3: every resource that there is."""
        config, appbuilder = current_app.config, current_app.appbuilder  # type: ignore[attr-defined]
        document = begin(config["APP_NAME"], VERSION, config["FAB_OPENAPI_SERVERS"])
        for api in appbuilder.baseviews:
            if isinstance(api, BaseApi) and api.version == VERSION:
                api.add_api_spec(document)
        return finish(document)


class HealthApi(BaseApi):
    """Says which part is unwell, in one word, and nothing about where it is."""

    route_base = "/health"
    openapi_spec_tag = "Operations"

    @expose("/live")
    def live(self) -> Response:
        """Whether the process answers.
        ---
        get:
          summary: Whether the process answers
          security: []
          responses:
            200:
              description: It does
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      status:
                        type: string
        """
        return _fresh(self.response(200, status="ok"))

    @expose("/ready")
    def ready(self) -> Response:
        """Whether it can serve, and which parts are degraded.
        ---
        get:
          summary: Whether it can serve, and which parts are degraded
          security: []
          responses:
            200:
              description: Ready or degraded
              content:
                application/json:
                  schema: &readiness
                    type: object
                    properties:
                      status:
                        type: string
                        enum: [ready, degraded, unavailable]
                      parts:
                        type: object
                        additionalProperties:
                          type: string
            503:
              description: Not able to serve
              content:
                application/json:
                  schema: *readiness
        """
        parts = readiness(
            db.session(), current_app.config["REDIS_URL"], Path(current_app.config["VAR"])
        )
        db.session.rollback()
        if not can_serve(parts):
            return _fresh(self.response(503, status="unavailable", parts=parts))
        well = all(state == "ok" for state in parts.values())
        return _fresh(self.response(200, status="ready" if well else "degraded", parts=parts))


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
