"""How a resource is written: through the session, and so through the guard."""

from collections.abc import Callable
from typing import Any

import orjson
from flask import Response, request
from flask_appbuilder import Model, ModelRestApi
from flask_appbuilder.api import expose
from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, NotFound

from fitadmin.access import permitted
from fitadmin.api.base.answers import refuse_stale, tagged
from fitadmin.api.base.malformed import Malformed
from fitadmin.api.base.schemas import read_body
from fitadmin.models.reading import is_id
from fitadmin.models.scope import find_to_change
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym.trash import restore_row


class Writing(ModelRestApi):
    """Adding, changing and deleting a row; what refuses is told in words, with its field."""

    @expose("/", methods=["POST"])
    @permitted
    def post(self) -> Response:
        """Add a row; 201 with its id."""
        body = _body()
        try:
            item = read_body(self.add_model_schema, body)
            self.datamodel.add(item, commit=False)
            result = self.add_model_schema.dump(item, many=False)
            response = tagged(self.response(201, id=item.id, result=result), _tag(item))
            response.headers["Location"] = f"{self.route_base}/{item.id}"
            self.datamodel.session.commit()
        except (ValidationError, *REFUSALS) as error:
            return self._refuse(error)
        return response

    @expose("/<pk>", methods=["PUT"])
    @permitted
    def put(self, pk: str) -> Response:
        """Change the named fields of a row; the others stay."""
        body = _body()
        return self._with_item(pk, lambda item: self._change(item, body))

    @expose("/<pk>", methods=["DELETE"])
    @permitted
    def delete(self, pk: str) -> Response:
        """Put a row into the trash."""
        return self._with_item(pk, self._delete)

    @expose("/<pk>/restore", methods=["POST"])
    @permitted
    def restore(self, pk: str) -> Response:
        """Take a row back from the trash."""
        session = self.datamodel.session
        try:
            row = restore_row(session, self.datamodel.obj, int(pk)) if is_id(pk) else None
            session.commit()
        except REFUSALS as error:
            return self._refuse(error)
        if row is None:
            raise NotFound(_("There is no such row."))
        return self.response(200, message="OK")

    def _change(self, item: Model, body: dict[str, Any]) -> Response:
        with self.datamodel.session.no_autoflush:
            item = read_body(self.edit_model_schema, body, item)
        self.datamodel.edit(item, commit=False)
        result = self.edit_model_schema.dump(item, many=False)
        response = tagged(self.response(200, result=result), _tag(item))
        self.datamodel.session.commit()
        return response

    def _delete(self, item: Model) -> Response:
        self.datamodel.delete(item)
        return self.response(200, message="OK")

    def _with_item(self, pk: str, act: Callable[[Model], Response]) -> Response:
        table = self.datamodel
        item = find_to_change(table.session, table.obj, int(pk)) if is_id(pk) else None
        if item is None:
            raise NotFound(_("There is no such row."))
        try:
            refuse_stale(item)
            return act(item)
        except HTTPException:
            self.datamodel.session.rollback()
            raise
        except (ValidationError, *REFUSALS) as error:
            return self._refuse(error)

    def _refuse(self, error: Exception) -> Response:
        self.datamodel.session.rollback()
        if isinstance(error, ValidationError):
            message = _("Some fields are not right.")
            return self.response(422, message=message, errors=error.normalized_messages())  # type: ignore[no-untyped-call]
        refusal = explain(error)
        return self.response(refusal.status, message=refusal.message, errors=refusal.errors)


def _body() -> dict[str, Any]:
    """The JSON object that was sent; 400 for anything else."""
    try:
        body = orjson.loads(request.get_data()) if request.is_json else None
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise Malformed(_("The body must be a JSON object."))
    return body


def _tag(item: Any) -> str | None:
    version = getattr(item, "version", None)
    return None if version is None else str(version)
