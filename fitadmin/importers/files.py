"""Opening files that somebody else wrote: what is wrong with them is said in one line."""

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

LARGEST_TEXT = 256 * 2**20
LARGEST_TABLE = 2**30
"""Bytes of one table, unpacked."""
DENSEST = 200
"""How many times larger a table may be unpacked; text is packed about ten times."""
SMALL = 10 * 2**20

ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_OLE = b"\xd0\xcf\x11\xe0"
"""How spreadsheets of before 2007 begin."""
SPREADSHEET = "this is a spreadsheet (Excel or the like): save it as CSV and take that in"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class FileRefused(Exception):
    """A file that cannot be taken in; str() says which, where in it, and what is wrong."""

    def __init__(
        self, words: str, file: str, line: int | None = None, column: str | None = None
    ) -> None:
        places = [file, f"line {line}" if line else "", f"column {column}" if column else ""]
        super().__init__(f"{', '.join(filter(None, places))}: {words}")


def read_text(path: Path) -> str:
    """The text of a file, in UTF-8, UTF-16 with its mark, or Latin-1 (as Windows extends it)."""
    content = _content(path)
    if content.startswith(_OLE) or (is_zip(path) and is_spreadsheet(path)):
        raise FileRefused(SPREADSHEET, path.name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        text = next(filter(None, (_decoded(content, name) for name in ENCODINGS)), "")
    if not text.strip():
        raise FileRefused("the file is empty", path.name)
    if (wrong := _NO_TEXT.search(text)) is not None:
        line = text.count("\n", 0, wrong.start()) + 1
        column = wrong.start() - text.rfind("\n", 0, wrong.start())
        words = f"this is no text (byte 0x{ord(wrong.group()):02x})"
        raise FileRefused(words, path.name, line, str(column))
    return text


def read_json(path: Path) -> Any:
    """What a JSON file holds."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        words = f"this is no JSON: {error.msg}"
        raise FileRefused(words, path.name, error.lineno, str(error.colno)) from None
    except ValueError:
        raise FileRefused("a number in it has too many digits", path.name) from None
    except RecursionError:
        raise FileRefused("it is nested too deeply", path.name) from None


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileRefused("this is a folder, not a file", path.name)
        if path.stat().st_size > LARGEST_TEXT:
            raise FileRefused(f"it is larger than {LARGEST_TEXT // 2**20} MB", path.name)
        return path.read_bytes()
    except OSError as error:
        raise FileRefused(error.strerror or str(error), str(path)) from None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


class Folder:
    """Tables (CSV in UTF-8) side by side, in a folder or in a zip."""

    def __init__(self, path: Path, packed: zipfile.ZipFile | None) -> None:
        self._path, self._zip = path, packed

    def has(self, name: str) -> bool:
        """Whether there is such a table."""
        if self._zip is None:
            return (self._path / name).is_file()
        return self._member(name) is not None

    def rows(self, name: str, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The line and the cells of *columns* (two or more) of each row of a table."""
        reader = None
        try:
            with self._open(name) as file:
                reader = csv.reader(file)
                pick = itemgetter(*self._positions(name, next(reader, []), columns))
                for cells in reader:
                    yield reader.line_num, pick(cells)
        except IndexError:
            line = reader.line_num if reader else None
            raise FileRefused("the row has too few cells", self._named(name), line) from None
        except UnicodeDecodeError:
            line = reader.line_num + 1 if reader else None
            raise FileRefused("this is not UTF-8", self._named(name), line) from None
        except csv.Error as error:
            line = reader.line_num if reader else None
            raise FileRefused(str(error), self._named(name), line) from None
        except (*_DAMAGED, OSError) as error:
            words = f"it is truncated or damaged ({error})"
            raise FileRefused(words, self._named(name)) from None

    def refusal(self, words: str, name: str, line: int, column: str) -> FileRefused:
        """What is wrong with one cell."""
        return FileRefused(words, self._named(name), line, column)

    def _named(self, name: str) -> str:
        return f"{self._path.name}, {name}"

    def _positions(self, name: str, header: list[str], columns: tuple[str, ...]) -> list[int]:
        if not header:
            raise FileRefused("the table is empty", self._named(name))
        for column in columns:
            if column not in header:
                raise FileRefused(f"there is no column {column}", self._named(name), 1)
        return [header.index(column) for column in columns]

    def _open(self, name: str) -> IO[str]:
        if not self.has(name):
            raise FileRefused(f"there is no {name} in it", self._path.name)
        if self._zip is None:
            return (self._path / name).open(encoding="utf-8-sig", newline="")
        member = self._zip.getinfo(str(self._member(name)))
        size, packed = member.file_size, member.compress_size
        if size > LARGEST_TABLE or (size > SMALL and size > DENSEST * packed):
            words = f"unpacked it would have {size // 2**20} MB, which no real table has"
            raise FileRefused(words, self._named(name))
        return io.TextIOWrapper(self._zip.open(member), encoding="utf-8-sig", newline="")

    def _member(self, name: str) -> str | None:
        names = self._zip.namelist() if self._zip else []
        return next((each for each in names if each.rpartition("/")[2] == name), None)


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """A folder, or a zip as if it were one. Nothing is unpacked to disk."""
    if path.is_dir():
        yield Folder(path, None)
        return
    try:
        packed = zipfile.ZipFile(path)
    except OSError as error:
        raise FileRefused(error.strerror or str(error), str(path)) from None
    except _DAMAGED:
        raise FileRefused("the zip is truncated or damaged", path.name) from None
    with packed:
        if _holds_a_spreadsheet(packed):
            raise FileRefused(SPREADSHEET, path.name)
        yield Folder(path, packed)


def is_zip(path: Path) -> bool:
    """Whether the file begins like a zip, whole or not."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def is_spreadsheet(path: Path) -> bool:
    """Whether a zip is an XLSX or an ODS."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _holds_a_spreadsheet(packed)
    except (*_DAMAGED, OSError):
        return False


def _holds_a_spreadsheet(packed: zipfile.ZipFile) -> bool:
    names = set(packed.namelist())
    return bool(names & {"xl/workbook.xml", "[Content_Types].xml", "content.xml"})


def said(error: FileRefused, path: Path) -> str:
    """What is wrong with a file, without how the file is called here."""
    words = str(error).replace(str(path), path.name)
    return words.removeprefix(path.name).lstrip(" ,:")
