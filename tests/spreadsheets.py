"""Workbooks as a spreadsheet reads them: `Workbook(answer.data).rows`."""

import io
import re
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"


class Workbook:
    """The one sheet of a file: its title, and rows of text, float or None; styles beside them."""

    def __init__(self, file: bytes) -> None:
        self.archive = ZipFile(io.BytesIO(file))
        assert self.archive.testzip() is None
        self.parts = {
            name: ElementTree.fromstring(self.archive.read(name))  # noqa: S314  our own files
            for name in self.names()
        }
        (sheet,) = self.parts["xl/workbook.xml"].iter(f"{_MAIN}sheet")
        self.title = sheet.get("name")
        lines = list(self.parts[SHEET].iter(f"{_MAIN}row"))
        self.rows = [self._row(line) for line in lines]
        self.styles = [
            {_column(cell): int(cell.get("s", 0)) for cell in line.iter(f"{_MAIN}c")}
            for line in lines
        ]

    def names(self) -> list[str]:
        return self.archive.namelist()

    def count(self, tag: str) -> int:
        """How many elements of this name there are in the sheet."""
        return len(list(self.parts[SHEET].iter(_MAIN + tag)))

    def attribute(self, tag: str, name: str) -> str | None:
        """Of the first element of that name in the sheet."""
        return next(self.parts[SHEET].iter(_MAIN + tag)).get(name)

    def _row(self, line: Any) -> dict[str, str | float]:
        return {_column(cell): _value(cell) for cell in line.iter(f"{_MAIN}c")}


def _column(cell: Any) -> str:
    return re.sub(r"\d", "", cell.get("r"))


def _value(cell: Any) -> str | float:
    if cell.get("t") == "inlineStr":
        text = "".join(each.text or "" for each in cell.iter(f"{_MAIN}t"))
        return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)
    return float(cell.find(f"{_MAIN}v").text)
