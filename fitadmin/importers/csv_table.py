"""Any table as CSV: its delimiter, its header, and which column means what."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from fitadmin.importers.files import FileRefused, read_text
from fitadmin.rules import RuleError
from fitadmin.rules.units import parse_decimal

Given = Iterable[str] | Mapping[str, int]
"""Which column means what, as a person says it: NAME=COLUMN, or the place of each, from 0."""
DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 20
MOST_COLUMNS = 200
"""Rows that tell the delimiter."""

UNKNOWN = frozenset({"", "-", "–", "—", "?", "n/a", "na", "nan", "null", "none"})
"""How tables say that they do not know; never 0."""

_COMMA = re.compile(r"[+-]?(\d*|[1-9]\d{0,2}(\.\d{3})+),\d+")
_POINT = re.compile(r"[+-]?(\d*|[1-9]\d{0,2}(,\d{3})+)\.\d+")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([,.]\d{3})+")
"""1,234 and 1.234 tell nothing: they may be thousands."""


class CellRefused(ValueError):
    """A cell that cannot be read; its row is refused with these words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, and its cells by the name of our field."""

    line: int
    cells: dict[str, str]
    comma: bool = False
    date_format: str = "%Y-%m-%d"

    def text(self, name: str) -> str:
        """The cell as it stands, so that leading zeros survive; "" where there is none."""
        return self.cells.get(name, "").strip()

    def number(self, name: str) -> Decimal | None:
        """The cell as an exact number, None where it is unknown; CellRefused where it is none."""
        text = self.text(name)
        if text.casefold() in UNKNOWN:
            return None
        try:
            return parse_decimal(text, "de" if self.comma else "en")
        except RuleError:
            raise CellRefused(f"{name} is “{text}”, which is not a number") from None

    def day(self, name: str) -> date | None:
        """The cell as a date, None where it is unknown; CellRefused where it is none."""
        text = self.text(name)
        if text.casefold() in UNKNOWN:
            return None
        try:
            return datetime.strptime(text, self.date_format).date()  # noqa: DTZ007  only its date
        except ValueError:
            words = f"{name} is “{text}”, which is no date of the form {self.date_format}"
            raise CellRefused(words) from None


@dataclass(slots=True)
class Table:
    """A CSV file, its columns named by our fields where they are mapped."""

    file: str
    header: list[str]
    lines: list[tuple[int, list[str]]]
    columns: dict[str, int] = field(default_factory=dict)

    def map_columns(
        self,
        fields: Collection[str],
        known: Mapping[str, str],
        given: Given,
    ) -> None:
        """Find out which column means which of our *fields*.

        *known* are headers of tables that we know, *given* is what a person said: NAME=COLUMN.
        A header that is called like one of our fields needs no saying. Where the place of each
        column is *given*, nothing is found out: no other column counts.
        """
        if isinstance(given, Mapping):
            self.columns = {name: given[name] for name in given if name in fields}
            return
        by_word = {_word(name): name for name in fields}
        by_word |= {_word(header): name for header, name in known.items()}
        for position, header in enumerate(self.header):
            name = by_word.get(_word(header))
            if name is not None:
                self.columns.setdefault(name, position)
        for each in given:
            name, equals, column = each.partition("=")
            if not equals or name.strip() not in fields:
                words = f"it must be NAME=COLUMN, NAME one of {', '.join(sorted(fields))}"
                raise FileRefused(words, f"--map {each}")
            self.columns[name.strip()] = self._position(column)

    def need(self, *names: str) -> None:
        """FileRefused unless one of *names* is mapped."""
        if not any(name in self.columns for name in names):
            words = (
                f"there is no column for {' or '.join(names)}; say which one it is with "
                f"--map {names[0]}=COLUMN. The columns are: {', '.join(self.header)}"
            )
            raise FileRefused(words, self.file, 1)

    def rows(
        self, numbers: Collection[str] = (), date_format: str = "%Y-%m-%d"
    ) -> Iterator[Row | tuple[int, str]]:
        """Each row, or its line and why it cannot be one. *numbers* tell the decimal sign."""
        comma = self._has_decimal_commas(numbers)
        width = len(self.header)
        for line, cells in self.lines:
            if len(cells) < width or any(cells[width:]):
                yield line, f"the row has {len(cells)} cells, the header {width}"
                continue
            named = {name: cells[position] for name, position in self.columns.items()}
            yield Row(line, named, comma, date_format)

    def _position(self, column: str) -> int:
        words = [_word(header) for header in self.header]
        if _word(column) not in words:
            columns = ", ".join(self.header)
            raise FileRefused(f"there is no column {column}; there are {columns}", self.file, 1)
        return words.index(_word(column))

    def _has_decimal_commas(self, numbers: Collection[str]) -> bool:
        """Some number has a comma that cannot stand between thousands, and none such a point."""
        positions = [self.columns[name] for name in numbers if name in self.columns]
        texts = [cells[p].strip() for _, cells in self.lines for p in positions if p < len(cells)]
        telling = [text for text in texts if not _GROUPED.fullmatch(text)]
        return any(_COMMA.fullmatch(text) for text in telling) and not any(
            _POINT.fullmatch(text) for text in telling
        )


def read_table(path: Path) -> Table:
    """A CSV file with a header; FileRefused where it is something else."""
    text = read_text(path)
    if text.lstrip().startswith(("{", "[", "<")):
        raise FileRefused("this is no CSV with a header", path.name, 1)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(f"this is no CSV: {error}", path.name, begins) from None
    _, header = lines.pop(0)
    if len(header) > MOST_COLUMNS:
        raise FileRefused(f"it has more than {MOST_COLUMNS} columns", path.name, 1)
    if not lines:
        raise FileRefused("there is a header but no row", path.name)
    return Table(path.name, [cell.strip() for cell in header], lines)


def _delimiter(text: str) -> str:
    """The one that parts the most of the first rows into as many columns as the header."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = [len(cells) for cells in islice(rows, LOOKED_AT) if any(cells)]
        except csv.Error:
            return (0, 0)
        return (widths.count(widths[0]), widths[0]) if widths[0] > 1 else (0, 0)

    return max(DELIMITERS, key=score)


def _word(header: str) -> str:
    return " ".join(header.split()).casefold()
