"""A list as a file for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from flask import Response, request, stream_with_context, url_for
from flask_appbuilder import expose, has_access

from fitadmin.access import current_viewer
from fitadmin.models.columns import plain
from fitadmin.models.exporting import AT_ONCE, every_row
from fitadmin.views.base.asked import asked_order, asked_rows
from fitadmin.views.base.choosing import asked_columns
from fitadmin.views.columns.units import label_in_file

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
FORMULA = re.compile(r"""(^|[;|\t\r\n])(?=[\s"']*[=+\-@])|^(?=[\t\r\n])""")
"""Where a cell begins that would be computed, also for a program that separates by other marks
than ours: Excel, in the languages that write 1,5, separates by semicolons.
"""
NUMBERS = (int, float, Decimal)


class Exporting:
    """List pages that can be taken away as CSV: same rows, words, order, columns and scope."""

    datamodel: Any
    endpoint: str
    file_formatters: Any
    label_columns: Any
    list_template: str

    @expose("/export")
    @has_access
    def export(self) -> Response:
        """Every row that the list with this address finds, streamed."""
        page: Any = self
        page._ask_filters()
        column, direction = asked_order(self)
        filters = asked_rows(self, is_ordered=bool(column)).get_joined_filters(page._base_filters)
        columns = asked_columns(self, told=False)
        rows = every_row(self.datamodel, filters, column, direction, columns)
        titles = [label_in_file(name, self.label_columns[name]) for name in columns]
        lines = chain([titles], (self._cells(row, columns) for row in rows))
        name = f"{self.datamodel.obj.__tablename__}-{current_viewer().today}.csv"
        answer = Response(stream_with_context(_csv(lines)), mimetype="text/csv")
        answer.headers.set("Content-Disposition", "attachment", filename=name)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _cells(self, row: Any, columns: list[str]) -> list[str]:
        values = zip(columns, self.datamodel.get_values_item(row, columns), strict=True)
        return [cell(value, self.file_formatters.get(name, str)) for name, value in values]

    def render_template(self, template: str, **values: Any) -> str:
        """With the address of the export, on list pages."""
        if template == self.list_template:
            asked = {
                name: texts
                for name, texts in request.args.lists()
                if name != "view" and not name.startswith(("page_", "psize_"))
            }
            values["export_address"] = url_for(f"{self.endpoint}.export", **asked)  # type: ignore[arg-type]
        parent: Any = super()
        return str(parent.render_template(template, **values))


def cell(value: Any, formatter: Any) -> str:
    """A value as a spreadsheet takes it: numbers as numbers, and no text as a formula."""
    if isinstance(value, NUMBERS) and not isinstance(value, bool):
        return plain(value) if isinstance(value, Decimal) else str(value)
    return FORMULA.sub(r"\1'", str(formatter(value)))


def _csv(lines: Iterable[list[str]]) -> Iterator[str]:
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    for number, line in enumerate(lines):
        writer.writerow(line)
        if number % AT_ONCE == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
