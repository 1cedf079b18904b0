"""How a resource is read: lists, items, what it is, and what its relations may be set to."""

from typing import Any

from flask import Response, request
from flask_appbuilder import ModelRestApi
from flask_appbuilder.api import BaseApi, expose, merge_response_func
from flask_babel import gettext as _
from sqlalchemy import Connection, inspect
from werkzeug.exceptions import NotFound

from fitadmin.access import identify, permitted
from fitadmin.api.base.answers import answer, is_known, not_modified, tag_of, tag_of_whole
from fitadmin.api.base.asking import Asked, Questions, cursor
from fitadmin.api.base.changes import changes
from fitadmin.api.base.malformed import Malformed
from fitadmin.api.base.questions import (
    INFO_QUESTION,
    PARAMETERS,
    PICKER_QUESTION,
    parameters,
    rison,
)
from fitadmin.extensions import read
from fitadmin.models.reading import CAP, EXACT, derived, is_id, offered

Of = ModelRestApi
Rows = tuple[Any, int | None, list[dict[str, Any]] | None, str | None]


class Reading(ModelRestApi):
    """Flask-AppBuilder's resource with our way of reading; addresses and JSON are its own."""

    _questions: Questions

    @expose("/", methods=["GET"])
    @permitted
    @merge_response_func(Of.merge_order_columns, "order_columns")
    @merge_response_func(Of.merge_list_label_columns, "label_columns")
    @merge_response_func(Of.merge_description_columns, "description_columns")
    @merge_response_func(Of.merge_list_columns, "list_columns")
    @merge_response_func(Of.merge_list_title, "list_title")
    def get_list(self) -> Response:
        """One page of the rows in sight, or of what has changed among them."""
        query = request.environ.get("QUERY_STRING", "")
        if "changed_since=" in query:
            given = parameters(query, *PARAMETERS)
            if "changed_since" in given:
                return changes(self, given)
        asked = self._questions.asked("list", identify().viewer.kind)
        rows, total, items, tag = read(lambda connection: self._page(connection, asked))
        if items is None:
            return not_modified(tag)
        self._derive(asked, rows, items)
        rest: dict[str, Any] = {"count": total, "ids": [row[0] for row in rows], "result": items}
        if total is not None and total > CAP and asked.plan.shape.count != EXACT:
            rest |= {"count": CAP, "count_is_capped": True}
        if len(rows) == asked.page_size and asked.plan.shape.order:
            rest["next"] = cursor(asked, rows[-1])
        return answer(asked.head, rest, tag)

    def _page(self, connection: Connection, asked: Asked) -> Rows:
        """Rows, their count, the same ready for JSON (None: not needed), and their tag."""
        plan, full = asked.plan, asked.page_size
        rows = plan.rows(connection, asked.values)
        if not plan.shape.after and plan.total is not None and (0 < len(rows) < full):
            total: int | None = asked.offset + len(rows)
        else:
            total = plan.count(connection, asked.values)
        tag = tag_of(rows, plan.versions, total, asked.page_size) if plan.is_versioned else None
        if is_known(tag):
            return rows, total, None, tag
        return rows, total, plan.items(connection, rows), tag

    @expose("/<pk>", methods=["GET"])
    @permitted
    @merge_response_func(Of.merge_show_label_columns, "label_columns")
    @merge_response_func(Of.merge_show_columns, "show_columns")
    @merge_response_func(Of.merge_description_columns, "description_columns")
    @merge_response_func(Of.merge_show_title, "show_title")
    def get(self, pk: str) -> Response:
        """One row in sight."""
        asked = self._questions.asked("item", identify().viewer.kind)
        if not is_id(pk):
            raise NotFound(_("There is no such row."))
        values = {"pk": int(pk)}

        def one(connection: Connection) -> Rows:
            rows = asked.plan.rows(connection, values)
            tag = tag_of(rows, asked.plan.versions) if rows and asked.plan.is_versioned else None
            known = not rows or is_known(tag)
            return rows, None, None if known else asked.plan.items(connection, rows), tag

        rows, _total, items, tag = read(one)
        if not rows:
            raise NotFound(_("There is no such row."))
        if items is None:
            return not_modified(tag)
        self._derive(asked, rows, items)
        if tag is None:
            tag = tag_of_whole(rows[0][1], items[0])
            if is_known(tag):
                return not_modified(tag)
        return answer(asked.head, {"id": int(pk), "result": items[0]}, tag)

    def _derive(self, asked: Asked, rows: Any, items: list[dict[str, Any]]) -> None:
        """Add what is worked out from more than the row's own columns."""
        if names := asked.plan.derived:
            found = derived(self.datamodel.session, self.datamodel.obj, [r[0] for r in rows], names)
            for row, item in zip(rows, items, strict=True):
                item.update(found[row[0]])

    @expose("/_info", methods=["GET"])
    @permitted
    @merge_response_func(BaseApi.merge_current_user_permissions, "permissions")
    @merge_response_func(Of.merge_add_field_info, "add_columns")
    @merge_response_func(Of.merge_edit_field_info, "edit_columns")
    @merge_response_func(Of.merge_search_filters, "filters")
    @merge_response_func(Of.merge_add_title, "add_title")
    @merge_response_func(Of.merge_edit_title, "edit_title")
    def info(self) -> Response:
        """Fields, filters, titles, and what the caller may do."""
        given = parameters(request.environ.get("QUERY_STRING", ""), "q")
        args = rison(given.get("q", ""), INFO_QUESTION)
        said: dict[str, Any] = {}
        self.set_response_key_mappings(said, self.info, args, **args)
        return self.response(200, **said)

    def _get_list_related_field(
        self,
        field: Any,
        filter_rel_field: Any,
        page: int | None = None,
        page_size: int | None = None,
    ) -> tuple[int, list[dict[str, Any]]]:
        """One page of what a picker offers, in a stable order."""
        number, size = self._sanitize_page_args(page, page_size)
        model = self.datamodel.get_related_model(field.name)
        count, rows = offered(self.datamodel.session, model, "", number, size)
        return count, [{"id": row.id, "value": str(row)} for row in rows]

    @expose("/related/<column>", methods=["GET"])
    @permitted
    def related(self, column: str) -> Response:
        """Rows that a relation may be set to: searched, paged, and only those in sight."""
        given = parameters(request.environ.get("QUERY_STRING", ""), "q")
        args = rison(given.get("q", ""), PICKER_QUESTION)
        relations = inspect(self.datamodel.obj).relationships
        if column not in {*self.add_columns, *self.edit_columns} or column not in relations:
            raise NotFound(_("There is no such relation."))
        count, rows = offered(
            self.datamodel.session,
            relations[column].mapper.class_,
            args.get("filter", ""),
            args.get("page", 0),
            args.get("page_size", 20),
        )
        result = [{"value": row.id, "text": str(row)} for row in rows]
        return self.response(200, count=count, result=result)

    def chosen_columns(self, args: dict[str, Any], all_: list[str]) -> tuple[list[str], list[str]]:
        """The columns to answer with, and those asked for by name; 400 for an unknown one."""
        if args.get("columns") and args.get("select_columns"):
            raise Malformed(_("Cannot use both select and sel columns"))
        wanted = list(dict.fromkeys(args.get("select_columns") or args.get("columns") or ()))
        for name in wanted:
            if name not in all_:
                raise Malformed(_("There is no column %(name)s.", name=name[:60]))
        return wanted or all_, wanted
