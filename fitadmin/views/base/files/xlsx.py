"""A workbook of one sheet (ECMA-376), written row by row into a file on disk that has no name.

A text is a text by its type, so none is ever a formula. Why this is no library:
docs/decisions/0026.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response

from fitadmin.models.exporting import AT_ONCE
from fitadmin.views.base.files.workbook import FIXED, SHEET, column_letters, sheet_begin, workbook
from fitadmin.views.columns.language import local

MOST_ROWS = 1_048_575
"""A sheet has one row more, which holds the titles."""
LONGEST_TEXT = 32_767
"""Of one cell, in units of UTF-16."""
LARGEST_SHEET = 2_000_000_000
"""Bytes before packing; above 2 GiB an archive needs an extension that Excel does not read."""
DIGITS = 15
"""As many of a number are exact; one with more is written as text."""
QUICK = 3
"""How hard to pack: the file is a little larger, and there three times as soon."""
BOLD, DAY, MOMENT, CLOCK = 1, 2, 3, 4
"""Styles of cells, by their place in workbook.STYLES."""
FIRST_DAY, DAY_0 = date(1900, 3, 1), date(1899, 12, 30)
"""Excel counts from day 0, and believes that 1900 had a 29 February: before that, a day is text."""
PART = 1 << 16
MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


class TooLarge(Exception):
    """No such file can hold all of this."""


def answer(title: str, titles: list[str], rows: Iterable[list[tuple[Any, Any]]]) -> Response:
    """The file, sent from the disk when all of it is there. TooLarge where it cannot be."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    try:
        write(file, title, titles, rows)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    sent = Response(iter(lambda: file.read(PART), b""), mimetype=MIMETYPE)
    sent.content_length = size
    sent.call_on_close(file.close)
    return sent


def write(
    file: IO[bytes], title: str, titles: list[str], rows: Iterable[list[tuple[Any, Any]]]
) -> None:
    """Write the workbook into *file*; its end is then the end of the file."""
    letters, last, size = column_letters(len(titles)), 1, 0
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=QUICK) as archive:
        for name, text in FIXED.items():
            archive.writestr(name, text)
        with archive.open(SHEET, "w") as sheet:
            sheet.write((sheet_begin(titles) + _line(1, letters, _titles(titles))).encode())
            for last, lines in _parts(letters, rows):
                size += sheet.write(lines.encode())
                if last - 1 > MOST_ROWS or size > LARGEST_SHEET:
                    raise TooLarge
            area = f"A1:{letters[-1]}{last}"
            sheet.write(f'</sheetData><autoFilter ref="{area}"/></worksheet>'.encode())
        for name, text in workbook(title, letters[-1], last).items():
            archive.writestr(name, text)


def _parts(letters: list[str], rows: Iterable[list[tuple[Any, Any]]]) -> Iterator[tuple[int, str]]:
    """Some rows at a time, with the number of the last of them."""
    numbered = enumerate(rows, 2)
    while some := list(islice(numbered, AT_ONCE)):
        lines = (_line(n, letters, (cell(*each) for each in row)) for n, row in some)
        yield some[-1][0], "".join(lines)


def _titles(titles: list[str]) -> Iterator[tuple[int, str]]:
    return ((BOLD, inline(title)) for title in titles)


def _line(number: int, letters: list[str], cells: Iterable[tuple[int, str]]) -> str:
    """One row; a cell is its style, and its type with its value as XML."""
    written = [
        f'<c r="{letter}{number}" s="{style}"{rest}</c>'
        for letter, (style, rest) in zip(letters, cells, strict=True)
        if rest
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def cell(value: Any, formatter: Any) -> tuple[int, str]:
    """A value as a cell: numbers as numbers, days and times as such, all else as text."""
    match value:
        case int() | float() | Decimal() if not isinstance(value, bool):
            return 0, amount(value)
        case datetime():
            return _day(local(value), MOMENT, formatter, value)
        case date():
            return _day(value, DAY, formatter, value)
        case time():
            return CLOCK, f"><v>{_share(value)!r}</v>"
    return 0, inline(str(formatter(value)))


def amount(value: int | float | Decimal) -> str:
    """A number; as text where Excel would round it."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(str(value))
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > DIGITS:
        return inline(str(value))
    return f"><v>{exact:f}</v>" if abs(exact.adjusted()) < DIGITS else f"><v>{exact}</v>"


def _day(day: date, style: int, formatter: Any, value: Any) -> tuple[int, str]:
    on = day.date() if isinstance(day, datetime) else day
    if on < FIRST_DAY:
        return 0, inline(str(formatter(value)))
    serial: float = (on - DAY_0).days
    if isinstance(day, datetime):
        serial += _share(day.time())
    return style, f"><v>{serial!r}</v>"


def _share(clock: time) -> float:
    """How much of a day has passed, by the second."""
    return (clock.hour * 3600 + clock.minute * 60 + clock.second) / 86_400


def inline(text: str) -> str:
    """A text, as it stands; cut where a cell holds no more, and nothing where it is empty."""
    if not text:
        return ""
    if len(text) * 2 > LONGEST_TEXT:
        text = _cut(text)
    said = _UNPRINTABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPED.sub("_x005F_", text))
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(said)}</t></is>'


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * LONGEST_TEXT - 2].decode("utf-16-le", "ignore") + "…"
