"""Clients from any CSV with a mapping. Numbers, phones and postcodes are text: zeros survive."""

from pathlib import Path
from typing import Any

from fitadmin.importers.csv_table import CellRefused, Given, Row, Table, read_table
from fitadmin.services.gym import Incoming, Verdict

TEXTS = (
    "number", "first_name", "last_name", "email", "phone", "address", "emergency_name",
    "emergency_phone", "timezone", "location",
)  # fmt: skip
DAYS = ("born_on", "joined_on")
FIELDS = (*TEXTS, *DAYS, "status")
"""What a column may be mapped to."""

NEEDED = (("first_name",), ("last_name",), ("number", "email"))
"""One of each of these must be mapped."""

ISO = "%Y-%m-%d"
DATE_FORMATS = (
    ISO, "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%d.%m.%y", "%d/%m/%y",
    "%m/%d/%y",
)  # fmt: skip
"""How dates are written here and there, for people to choose from."""
KNOWN_HEADERS = {
    "first name": "first_name", "last name": "last_name", "surname": "last_name",
    "e-mail": "email", "member number": "number", "date of birth": "born_on",
}  # fmt: skip


def read_clients(path: Path, given: Given = (), date_format: str = ISO) -> list[Incoming | Verdict]:
    """The clients of a CSV file; FileRefused where it cannot be read.

    *given* are mappings NAME=COLUMN, or the place of each column; *date_format* is strptime's,
    for all dates of the file.
    """
    table = read_table(path)
    table.map_columns(FIELDS, KNOWN_HEADERS, given)
    for names in NEEDED:
        table.need(*names)
    return [_row(table, row) for row in table.rows(date_format=date_format)]


def _row(table: Table, row: Row | tuple[int, str]) -> Incoming | Verdict:
    if not isinstance(row, Row):
        return Verdict(f"line {row[0]}", "", "refused", row[1])
    name = f"{row.text('first_name')} {row.text('last_name')}".strip()
    try:
        values: dict[str, Any] = {each: row.text(each) for each in TEXTS if each in table.columns}
        values |= {each: row.day(each) for each in DAYS if each in table.columns}
    except CellRefused as error:
        return Verdict(f"line {row.line}", name, "refused", str(error))
    if row.text("status"):
        values["status"] = row.text("status").casefold()
    return Incoming(f"line {row.line}", "", values)
