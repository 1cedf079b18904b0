"""A first look at a file: what its columns are, and what a person must say about them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from fitadmin.importers import client_table, food_table
from fitadmin.importers.csv_table import Table, read_table
from fitadmin.importers.files import is_zip
from fitadmin.importers.take import Wishes, read_rows
from fitadmin.models.columns import slug_of

SAMPLES = 3
LONGEST_SAMPLE = 60
MOST_DATES = 500
"""Dates that are tried to find out how they are written."""
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")


class Meanings(NamedTuple):
    """What the columns of a table of one kind may mean."""

    fields: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]


TABLES = {
    "clients": Meanings(client_table.FIELDS, client_table.NEEDED),
    "foods": Meanings(food_table.FIELDS, food_table.NEEDED),
}
"""Kinds that come as a table with a header."""


class Look(NamedTuple):
    """What a file is, as far as one sees at once. Without a header there is nothing to map."""

    rows: int
    source: str
    header: list[str]
    samples: list[list[str]]
    """Of each column the first different values."""
    guessed: dict[str, int]
    """The place of the column of each field whose header says so."""
    dates: list[str]
    date_format: str | None
    """The first of DATE_FORMATS that reads the dates of the file, where there are any."""


def look_at(kind: str, path: Path, file_name: str) -> Look:
    """What the file at *path*, called *file_name*, is; FileRefused where it cannot be read."""
    if kind not in TABLES or is_zip(path):
        source, rows = read_rows(kind, path, Wishes())
        by_name = source.name == slug_of(path.stem)
        return Look(
            len(rows), _source_of(file_name) if by_name else source.name, [], [], {}, [], None
        )
    table = read_table(path)
    known = _known(kind, table)
    table.map_columns(TABLES[kind].fields, known, ())
    dates = _dates(table) if kind == "clients" else []
    return Look(
        len(table.lines),
        food_table.SR.name if known is food_table.SR_HEADERS else _source_of(file_name),
        table.header,
        [_samples(table, place) for place in range(len(table.header))],
        table.columns,
        dates[:SAMPLES],
        _format_of(dates),
    )


def missing(kind: str, columns: Mapping[str, int]) -> list[tuple[str, ...]]:
    """What must be mapped yet: of each of these one."""
    needed = TABLES[kind].needed if kind in TABLES else ()
    return [names for names in needed if not any(name in columns for name in names)]


def day_of(text: str, date_format: str) -> date | None:
    """The day that *text* means; None where it is none of that form."""
    try:
        return datetime.strptime(text, date_format).date()  # noqa: DTZ007  only its date
    except ValueError:
        return None


def _known(kind: str, table: Table) -> Mapping[str, str]:
    return client_table.KNOWN_HEADERS if kind == "clients" else food_table.known_headers(table)


def _source_of(file_name: str) -> str:
    return slug_of(PurePath(file_name).stem)[:40]


def _samples(table: Table, place: int) -> list[str]:
    found: dict[str, Any] = {}
    for text in _cells(table, place):
        found[text[:LONGEST_SAMPLE]] = None
        if len(found) == SAMPLES:
            break
    return list(found)


def _cells(table: Table, place: int) -> Iterator[str]:
    """What stands in a column, where something does."""
    texts = (cells[place].strip() for _, cells in table.lines if place < len(cells))
    return filter(None, texts)


def _dates(table: Table) -> list[str]:
    dates: list[str] = []
    for _, cells in table.lines:
        dates += [text.strip() for text in cells if _DATE.fullmatch(text.strip())]
        if len(dates) >= MOST_DATES:
            break
    return list(dict.fromkeys(dates))


def _format_of(dates: list[str]) -> str | None:
    fits = (f for f in client_table.DATE_FORMATS if dates and all(day_of(t, f) for t in dates))
    return next(fits, None)
