"""A row that a form refers to is made without leaving the form.

The picker's button opens the form of that row's own page in a dialog (frontend/js/in_place.js).
"""

from typing import Any

from flask import Response, abort, g, get_flashed_messages, jsonify, redirect, url_for
from flask_appbuilder import expose, has_access


class InPlace:
    """The form for a new row without the page around it, and what the new row is called."""

    add_title: Any
    datamodel: Any
    exclude_route_methods: set[str] = set()

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "add" in cls.exclude_route_methods:
            cls.exclude_route_methods = {*cls.exclude_route_methods, "new"}

    @expose("/new", methods=["GET", "POST"])
    @has_access
    def new(self) -> Any:
        """The form alone; once it is saved, on to the name of the row."""
        page: Any = self
        widget = page._add()
        if widget is None:
            get_flashed_messages()  # the dialog closes; no later page needs telling
            return redirect(url_for(".named", pk=g.saved.id), 303)
        return page.render_template("pages/in_place.html", title=self.add_title, widgets=widget)

    @expose("/named/<pk>")
    @has_access
    def named(self, pk: str) -> Response:
        """A row in sight as the pickers name it; 404 for another."""
        row = self.datamodel.get(pk) or abort(404)
        return jsonify(value=row.id, text=str(row))
