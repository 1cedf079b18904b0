"""Is the process alive, can it serve: for load balancers and people who watch over it. Public."""

from pathlib import Path

from flask import Response, current_app
from flask_appbuilder.api import BaseApi, expose

from fitadmin.extensions import db
from fitadmin.services.system import can_serve, readiness


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
