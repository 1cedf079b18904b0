"""Comma-separated values: sent while they are read, a few rows in memory at a time."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from flask import Response, stream_with_context

from fitadmin.models.columns import plain
from fitadmin.models.exporting import AT_ONCE

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
BEGINS = re.compile(
    r"""(?<![\s"';|\ufeff\u200b])([\s"';|\ufeff\u200b]*+)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])"""
)
"""What stands before a sign that begins a formula, wide ones too; each run is looked at once."""
SEPARATES = re.compile(r"[;|\t\r\n]")
"""Where a program begins a new cell that separates by other marks than ours: Excel, in the
languages that write 1,5, separates by semicolons.
"""
NUMBERS = (int, float, Decimal)


def answer(_title: str, titles: list[str], rows: Iterable[list[tuple[Any, Any]]]) -> Response:
    """The file, streamed."""
    lines = chain([titles], ([cell(*each) for each in row] for row in rows))
    return Response(stream_with_context(_text(lines)), mimetype="text/csv")


def cell(value: Any, formatter: Any) -> str:
    """A value as a spreadsheet takes it: numbers as numbers, and no text as a formula."""
    if isinstance(value, NUMBERS) and not isinstance(value, bool):
        return plain(value) if isinstance(value, Decimal) else str(value)
    text = BEGINS.sub(_held, str(formatter(value)))
    return f"'{text}" if text[:1] in ("\t", "\r", "\n") else text


def _held(begin: re.Match[str]) -> str:
    """*begin*, with a mark before the sign if a cell begins here."""
    begins_cell = begin.start() == 0 or SEPARATES.search(begin[1])
    return f"{begin[1]}'" if begins_cell else begin[1]


def _text(lines: Iterable[list[str]]) -> Iterator[str]:
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
