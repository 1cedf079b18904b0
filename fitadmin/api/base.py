"""What every JSON resource shares."""

from collections.abc import Callable
from copy import copy
from typing import Any

from flask import Response, request
from flask_appbuilder import Model, ModelRestApi
from flask_appbuilder.api import BaseApi, expose, permission_name, protect, rison, safe
from flask_appbuilder.exceptions import InvalidColumnArgsFABException
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy import inspect

from fitadmin.access import API_METHODS
from fitadmin.api.columns.asked import Malformed, refuse_endless_question, value_for
from fitadmin.api.columns.written import Converter
from fitadmin.models.reading import DomainTable, offered
from fitadmin.services.base import REFUSALS, explain

PICKER = {
    "type": "object",
    "properties": {
        "filter": {"type": "string"},
        "page": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
        "page_size": {"type": "integer", "minimum": 1, "maximum": 100},
    },
    "additionalProperties": False,
}


LAST_PAGE = 10_000_000


class DomainApi(ModelRestApi):
    """A model's JSON, guarded by the same permissions as its pages."""

    allow_browser_login = True
    method_permission_name = API_METHODS
    base_permissions = ["can_read", "can_write", "can_delete"]
    model2schemaconverter = Converter
    max_page_size = 100
    base_order = ("id", "asc")
    _schemas: dict[str, Any] | None = None

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if isinstance(datamodel := getattr(cls, "datamodel", None), SQLAInterface):
            cls.class_permission_name = datamodel.obj.__name__
            cls.openapi_spec_tag = cls.class_permission_name

    def create_blueprint(self, appbuilder: Any, *args: Any, **kwargs: Any) -> Any:
        """Without the schemas: each is made when first asked for, which keeps the start short."""
        blueprint = super(ModelRestApi, self).create_blueprint(appbuilder, *args, **kwargs)
        blueprint.before_request(refuse_endless_question)
        self._schemas = {}
        return blueprint

    @property
    def list_model_schema(self) -> Any:
        """What a row of a list is serialised by."""
        return self._schema(self.list_columns, self.list_model_schema_name)

    @property
    def show_model_schema(self) -> Any:
        """What an item is serialised by."""
        return self._schema(self.show_columns, self.show_model_schema_name)

    @property
    def add_model_schema(self) -> Any:
        """What a new row is read by."""
        return self._schema(self.add_columns, self.add_model_schema_name, nested=False)

    @property
    def edit_model_schema(self) -> Any:
        """What a change is read by."""
        return self._schema(self.edit_columns, self.edit_model_schema_name, nested=False)

    def _schema(self, columns: Any, name: str, *, nested: bool = True) -> Any:
        """None while Flask-AppBuilder looks at every attribute to find the addresses."""
        if self._schemas is None:
            return None
        if name not in self._schemas:
            self._schemas[name] = self.model2schemaconverter.convert(
                columns, nested=nested, parent_schema_name=name
            )
        return self._schemas[name]

    def _sanitize_page_args(self, page: int | None, page_size: int | None) -> Any:
        if (page or 0) > LAST_PAGE:
            raise Malformed(_("There is no such page."))
        return super()._sanitize_page_args(page, page_size)

    def post_headless(self) -> Response:
        """Add a row; 201 with its id."""
        body = self._body()
        try:
            item = copy(self.add_model_schema).load(body)
            self.datamodel.add(item)
        except (ValidationError, *REFUSALS) as error:
            return self._refuse(error)
        result = self.add_model_schema.dump(item, many=False)
        return self.response(201, id=item.id, result=result)

    def put_headless(self, pk: str) -> Response:
        """Change the named fields of a row; the others stay."""
        body = self._body()
        return self._with_item(pk, lambda item: self._change(item, body))

    def delete_headless(self, pk: str) -> Response:
        """Put a row into the trash."""
        return self._with_item(pk, self._delete)

    def _change(self, item: Model, body: dict[str, Any]) -> Response:
        with self.datamodel.session.no_autoflush:
            # a schema keeps the row it reads into: shared, two requests would swap their rows
            item = copy(self.edit_model_schema).load(body, instance=item, partial=True)
        self.datamodel.edit(item)
        return self.response(200, result=self.edit_model_schema.dump(item, many=False))

    def _delete(self, item: Model) -> Response:
        self.datamodel.delete(item)
        return self.response(200, message="OK")

    def _with_item(self, pk: str, act: Callable[[Model], Response]) -> Response:
        item = self.datamodel.get(pk)
        if item is None:
            return self.response_404()
        try:
            return act(item)
        except (ValidationError, *REFUSALS) as error:
            return self._refuse(error)

    def _body(self) -> dict[str, Any]:
        body = request.get_json(silent=True) if request.is_json else None
        if not isinstance(body, dict):
            raise Malformed(_("The body must be a JSON object."))
        return body

    def _refuse(self, error: Exception) -> Response:
        self.datamodel.session.rollback()
        if isinstance(error, ValidationError):
            message = _("Some fields are not right.")
            return self.response(422, message=message, errors=error.normalized_messages())  # type: ignore[no-untyped-call]
        refusal = explain(error)
        return self.response(refusal.status, message=refusal.message, errors=refusal.errors)

    def _handle_filters_args(self, rison_args: dict[str, Any]) -> Any:
        """A fresh set per request: Flask-AppBuilder shares one between threads."""
        filters = self.datamodel.get_filters(
            search_columns=self.search_columns, search_filters=self.search_filters
        )
        known = filters.get_search_filters()
        for wanted in rison_args.get("filters", []):
            column, operator = wanted.get("col"), wanted.get("opr")
            operators = {f.arg_name for f in known.get(column, ())}
            if operator not in operators or "value" not in wanted:
                raise Malformed(_("There is no such filter: %(name)s", name=f"{column} {operator}"))
            wanted["value"] = value_for(self.datamodel, column, wanted["value"])
        filters.rest_add_filters(rison_args.get("filters", []))
        return filters.get_joined_filters(self._base_filters)

    def _handle_columns_args(
        self, args: dict[str, Any], selected: list[str], given: list[str]
    ) -> Any:
        """Flask-AppBuilder passes over what it does not know."""
        for name in (*args.get("select_columns", []), *args.get("columns", [])):
            if name not in {*selected, *given}:
                raise InvalidColumnArgsFABException(_("There is no column %(name)s.", name=name))
        return super()._handle_columns_args(args, selected, given)

    @expose("/related/<column>", methods=["GET"])
    @protect()
    @safe
    @permission_name("read")
    @rison(PICKER)
    def related(self, column: str, **kwargs: Any) -> Response:
        """Rows that a relation may be set to: searched, paged, and only those in sight.
        ---
        get:
          description: Rows that this relation may be set to
          parameters:
          - in: path
            name: column
            schema:
              type: string
          - in: query
            name: q
            content:
              application/json:
                schema:
                  type: object
                  properties:
                    filter:
                      type: string
                    page:
                      type: integer
                    page_size:
                      type: integer
          responses:
            200:
              description: One page of rows by name
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      count:
                        type: integer
                      result:
                        type: array
                        items:
                          type: object
                          properties:
                            value:
                              type: integer
                            text:
                              type: string
            400:
              $ref: '#/components/responses/400'
            401:
              $ref: '#/components/responses/401'
            404:
              $ref: '#/components/responses/404'
        """
        if column not in {*self.add_columns, *self.edit_columns} or not _is_relation(self, column):
            return self.response_404()
        args = kwargs["rison"]
        model = self.datamodel.get_related_model(column)
        count, rows = offered(
            self.datamodel.session,
            model,
            args.get("filter", ""),
            args.get("page", 0),
            args.get("page_size", 20),
        )
        result = [{"value": row.id, "text": str(row)} for row in rows]
        return self.response(200, count=count, result=result)


class VerbApi(BaseApi):
    """An answer computed from a row in sight; *class_permission_name* says which permission."""

    allow_browser_login = True
    base_permissions = ["can_read"]
    datamodel: DomainTable


def _is_relation(api: DomainApi, column: str) -> bool:
    return column in inspect(api.datamodel.obj).relationships
