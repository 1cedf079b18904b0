"""Flask-AppBuilder's own resources about accounts and roles, for admins, made safe."""

import sys
from typing import Any

from flask import Response, g
from flask_appbuilder.api import BaseApi
from flask_appbuilder.exceptions import DatabaseException
from flask_appbuilder.security.sqla.apis import (
    GroupApi,
    PermissionApi,
    PermissionViewMenuApi,
    RoleApi,
    UserApi,
    ViewMenuApi,
)
from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, NotFound

from fitadmin.api.columns.asked import Malformed, refuse_endless_question, value_for
from fitadmin.models.reading import DomainTable
from fitadmin.services.base import REFUSALS, Refusal, explain


class AccountTable(DomainTable):
    """A missing row is a 404 here: Flask-AppBuilder's resources do not all look."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        row = super().get(*args, **kwargs)
        if row is None:
            raise NotFound
        return row


class SafeAnswers:
    """Refusals in our one shape: Flask-AppBuilder's carry the database's own words."""

    datamodel: Any
    max_page_size = 100

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.datamodel = AccountTable(cls.datamodel.obj)

    def create_blueprint(self, *args: Any, **kwargs: Any) -> Any:
        blueprint = super().create_blueprint(*args, **kwargs)  # type: ignore[misc]
        blueprint.before_request(refuse_endless_question)
        return blueprint

    @staticmethod
    def response(code: int, **said: Any) -> Response:
        """An answer; a refusal says why, from whatever is being refused right now."""
        if code < 400:
            return BaseApi.response(code, **said)
        status, message, errors = _why(sys.exception()) or _told(code, said.get("message"))
        return BaseApi.response(
            status, message=message, errors=errors, request_id=g.get("request_id")
        )

    def _handle_filters_args(self, asked: dict[str, Any]) -> Any:
        """Only filters there are, in a set of this request's own."""
        api: Any = self
        filters = api.datamodel.get_filters(
            search_columns=api.search_columns, search_filters=api.search_filters
        )
        known = filters.get_search_filters()
        for wanted in asked.get("filters", []):
            column, operator = wanted.get("col"), wanted.get("opr")
            if operator not in {f.arg_name for f in known.get(column, ())} or "value" not in wanted:
                raise Malformed(_("There is no such filter: %(name)s", name=f"{column} {operator}"))
            wanted["value"] = value_for(api.datamodel, column, wanted["value"])
        filters.rest_add_filters(asked.get("filters", []))
        return filters.get_joined_filters(api._base_filters)

    def _handle_columns_args(
        self, asked: dict[str, Any], selected: list[str], given: list[str]
    ) -> Any:
        """Only columns there are: Flask-AppBuilder passes over the others."""
        for name in (*asked.get("select_columns", []), *asked.get("columns", [])):
            if name not in {*selected, *given}:
                raise Malformed(_("There is no column %(name)s.", name=name))
        return super()._handle_columns_args(asked, selected, given)  # type: ignore[misc]


def _why(error: BaseException | None) -> Refusal | None:
    if isinstance(error, DatabaseException):
        error = error.__cause__
    match error:
        case HTTPException():
            return Refusal(error.code or 500, error.description or error.name, {})
        case ValidationError():
            words = error.normalized_messages()  # type: ignore[no-untyped-call]
            return Refusal(422, _("Some fields are not right."), words)
        case Exception() if isinstance(error, REFUSALS):
            return explain(error)
    return None


def _told(code: int, message: Any) -> Refusal:
    """What Flask-AppBuilder says by itself: a sentence, or what is wrong with which field."""
    if isinstance(message, dict):
        return Refusal(422, _("Some fields are not right."), message)
    return Refusal(code, message or _("This was refused."), {})


SECURITY = {
    "user_api": UserApi,
    "role_api": RoleApi,
    "group_api": GroupApi,
    "permission_api": PermissionApi,
    "view_menu_api": ViewMenuApi,
    "permission_view_menu_api": PermissionViewMenuApi,
}
SAFE_APIS = {name: type(api.__name__, (SafeAnswers, api), {}) for name, api in SECURITY.items()}
"""Under Flask-AppBuilder's own names, which their permissions and addresses are made of."""
