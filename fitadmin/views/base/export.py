"""A list as a file for a spreadsheet."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask import Response, abort, request, url_for
from flask_appbuilder import expose, has_access
from flask_babel import gettext as _

from fitadmin.access import current_viewer
from fitadmin.models.exporting import count_rows, every_row
from fitadmin.views.base.addresses import asked_here
from fitadmin.views.base.asked import asked_order, asked_rows
from fitadmin.views.base.choosing import asked_columns
from fitadmin.views.base.files import FORMATS, TooLarge
from fitadmin.views.columns.units import label_in_file

FORMAT = "format"
"""In the address: csv, or xlsx."""


class Found(NamedTuple):
    """What the address of a list asks for: filters, and the column and direction of its order."""

    filters: Any
    column: str
    direction: str


class Exporting:
    """List pages that can be taken away as files: same rows, words, order, columns and scope."""

    datamodel: Any
    endpoint: str
    file_formatters: Any
    label_columns: Any
    list_template: str
    list_title: Any

    @expose("/export")
    @has_access
    def export(self) -> Response:
        """Every row that the list with this address finds, as a file of the format asked for.

        Refused (422): more rows than such a file can hold.
        """
        kind = FORMATS.get(request.args.get(FORMAT, "csv")) or abort(
            400, _("There is no such format.")
        )
        found, columns = self._asked_for(), asked_columns(self, told=False)
        self._refuse_too_many(found, kind.most_rows)
        rows = every_row(self.datamodel, found.filters, found.column, found.direction, columns)
        titles = [label_in_file(name, self.label_columns[name]) for name in columns]
        try:
            answer = kind.answer(str(self.list_title), titles, self._cells(rows, columns))
        except TooLarge:
            abort(422, _("This list is too large for such a file. Filter it, or take it as CSV."))
        name = f"{self.datamodel.obj.__tablename__}-{current_viewer().today}.{kind.ending}"
        answer.headers.set("Content-Disposition", "attachment", filename=name)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _asked_for(self) -> Found:
        """The rows that the list with this address finds, and their order."""
        page: Any = self
        page._ask_filters()
        column, direction = asked_order(self)
        filters = asked_rows(self, is_ordered=bool(column)).get_joined_filters(page._base_filters)
        return Found(filters, column, direction)

    def _refuse_too_many(self, found: Found, most: int | None) -> None:
        if most is None or (count := count_rows(self.datamodel, found.filters)) <= most:
            return
        words = _(
            "The list has %(count)s rows, and such a file holds %(most)s. "
            "Filter it, or take it as CSV.",
            count=count,
            most=most,
        )
        abort(422, words)

    def _cells(self, rows: Iterable[Any], columns: list[str]) -> Iterator[list[tuple[Any, Any]]]:
        """Of every row the values, each with what puts it into words."""
        said = [self.file_formatters.get(name, str) for name in columns]
        for row in rows:
            yield list(zip(self.datamodel.get_values_item(row, columns), said, strict=True))

    def render_template(self, template: str, **values: Any) -> str:
        """With the addresses of the files, on list pages."""
        if template == self.list_template:
            asked: dict[str, Any] = dict(asked_here())
            values["exports"] = [
                (kind.label, url_for(f"{self.endpoint}.export", **asked | {FORMAT: name}))
                for name, kind in FORMATS.items()
            ]
        parent: Any = super()
        return str(parent.render_template(template, **values))
