"""Signing in by program: tokens, their successors, and the end of them."""

from typing import Any

from flask import Response, current_app, g, request
from flask_appbuilder.api import expose
from flask_appbuilder.security.api import SecurityApi as AppBuilderSecurityApi
from flask_babel import gettext as _
from flask_jwt_extended import (
    create_access_token,
    create_refresh_token,
    get_jwt,
    verify_jwt_in_request,
)
from marshmallow import Schema, ValidationError, fields, validate

from fitadmin.access import FAMILY, forget_everybody
from fitadmin.extensions import db
from fitadmin.services.accounts import Succession, end_family, open_family, succeed


class SignIn(Schema):
    """What a program says to sign in; *refresh* is what Flask-AppBuilder's clients send."""

    username = fields.String(required=True, validate=validate.Length(1, 320))
    password = fields.String(required=True, validate=validate.Length(1, 1024))
    provider = fields.String(load_default="db", validate=validate.OneOf(["db"]))
    refresh = fields.Boolean(load_default=True)


class SecurityApi(AppBuilderSecurityApi):
    """Flask-AppBuilder's, with refresh tokens that work once, and a way out."""

    @expose("/login", methods=["POST"])
    def login(self) -> Response:
        """Sign in: an access token for 15 minutes and a refresh token for its successor.
        ---
        post:
          summary: Sign in
          security: []
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [username, password]
                  additionalProperties: false
                  properties:
                    username:
                      type: string
                    password:
                      type: string
                    provider:
                      type: string
                      enum: [db]
                    refresh:
                      type: boolean
          responses:
            200:
              description: Signed in
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      access_token:
                        type: string
                      refresh_token:
                        type: string
            400:
              $ref: '#/components/responses/400'
            401:
              $ref: '#/components/responses/401'
            422:
              $ref: '#/components/responses/422'
            429:
              description: Too many tries; Retry-After says how long to wait
        """
        try:
            said = SignIn().load(request.get_json(silent=True) or {})
        except ValidationError as error:
            message = _("Some fields are not right.")
            return self.response(422, message=message, errors=error.normalized_messages())  # type: ignore[no-untyped-call]
        user = self.appbuilder.sm.auth_user_db(said["username"], said["password"])
        if not user:
            return self.response(401, message=_("User name or password is wrong."), errors={})
        family = open_family(db.session(), user.id, _lifetime())
        db.session.commit()
        return self._tokens(family, fresh=True)

    @expose("/refresh", methods=["POST"])
    def refresh(self) -> Response:
        """New tokens for a refresh token, which works once.
        ---
        post:
          summary: New tokens for a refresh token
          description: The token works once; using it twice ends all tokens of its sign-in.
          responses:
            200:
              description: New tokens
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      access_token:
                        type: string
                      refresh_token:
                        type: string
            401:
              $ref: '#/components/responses/401'
          security:
            - jwt_refresh: []
        """
        verify_jwt_in_request(refresh=True)
        token = get_jwt()
        family = succeed(db.session(), str(token.get(FAMILY)), token["jti"], _lifetime())
        db.session.commit()
        if family is None:
            return self.response(401, message=_("Please sign in."), errors={})
        return self._tokens(family, fresh=False)

    @expose("/logout", methods=["POST"])
    def logout(self) -> Response:
        """End all tokens of this sign-in; either token will do.
        ---
        post:
          summary: End all tokens of this sign-in
          responses:
            200:
              description: They have ended
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      message:
                        type: string
            401:
              $ref: '#/components/responses/401'
          security:
            - jwt: []
            - jwt_refresh: []
        """
        verify_jwt_in_request(verify_type=False)
        end_family(db.session(), str(get_jwt().get(FAMILY)))
        db.session.commit()
        forget_everybody()
        self.appbuilder.sm.on_user_logout(g.user)
        return self.response(200, message=_("Signed out."))

    def _tokens(self, family: Succession, *, fresh: bool) -> Response:
        who, claims = str(family.user_id), {FAMILY: family.fam}
        successor = {**claims, "jti": family.jti}
        return self.response(
            200,
            access_token=create_access_token(who, fresh=fresh, additional_claims=claims),
            refresh_token=create_refresh_token(who, additional_claims=successor),
        )


def _lifetime() -> Any:
    return current_app.config["JWT_REFRESH_TOKEN_EXPIRES"]


SECURITY_APIS: dict[str, Any] = {"security_api": SecurityApi}
"""What Flask-AppBuilder's security manager registers in place of its own."""
