"""A file that waits is looked through and taken in: at once, or by a job."""

from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from fitadmin.importers.client_table import ISO
from fitadmin.importers.csv_table import read_table
from fitadmin.importers.files import FileRefused, said
from fitadmin.importers.looking import Look, look_at
from fitadmin.importers.take import Rows, Wishes, hand_over, read_rows
from fitadmin.models.gym import ImportUpload
from fitadmin.services.gym import Report, Source, Verdict
from fitadmin.services.gym.rows import OUTCOMES
from fitadmin.services.gym.uploads import held, may_begin, waiting
from fitadmin.storage.waiting import Bar

MOST_SHOWN = 200
"""Rows of each outcome that are shown."""


class Ready(NamedTuple):
    """A file that has been read."""

    source: Source
    rows: Rows


def first_look(upload: ImportUpload) -> Look:
    """What the file is; kept beside it. FileRefused where it is of no use."""
    look = look_at(upload.kind, waiting(upload).file, upload.file_name)
    waiting(upload).note("look", look._asdict())
    return look


def look_noted(upload: ImportUpload) -> Look:
    """What the first look has found."""
    return Look(**waiting(upload).noted("look"))


def words_of(error: FileRefused, upload: ImportUpload) -> str:
    """What is wrong with a file, for whom it belongs to."""
    return said(error, waiting(upload).file)


def read_upload(upload: ImportUpload) -> Ready:
    """The rows of the file, as its sender has mapped them; FileRefused."""
    wishes = Wishes(
        mapping=upload.columns or {},
        source=upload.source or look_noted(upload).source,
        date_format=upload.date_format or ISO,
    )
    return Ready(*read_rows(upload.kind, waiting(upload).file, wishes))


def work_on(session: Session, ident: int, step: str, ready: Ready, bar: Bar) -> bool:
    """Look through a file ("looking") or take it in ("taking"); False where that is done already.

    Of a dry run nothing stays but what it said.
    """
    upload = held(session, ident)
    if upload is None or not may_begin(upload, step):
        return False
    bar.expect(2 * len(ready.rows))
    around = session.begin_nested()
    report = hand_over(
        session,
        upload.kind,
        *ready,
        upload.file_name,
        Wishes(overwrite=upload.overwrite, progress=bar),
    )
    around.rollback() if step == "looking" else around.commit()
    waiting(upload).note("report", _told(upload, report))
    upload = held(session, ident) or upload
    upload.step, upload.error = ("looked", None) if step == "looking" else ("taken", None)
    upload.batch_id = report.batch_id if step == "taking" else None
    session.flush()
    return True


def _told(upload: ImportUpload, report: Report) -> dict[str, Any]:
    """Counts, the first rows of each outcome with what they change, and every refused row."""
    first: list[Verdict] = []
    for outcome in OUTCOMES:
        of_it = (each for each in report.verdicts if each.outcome == outcome)
        first += islice(of_it, MOST_SHOWN)
    refused = [each for each in report.verdicts if each.outcome == "refused"]
    return {
        "counts": {name: n for name, n in report.count().items() if n},
        "rows": [[*each, report.differences.get(each.place, [])] for each in first],
        "refused": _with_cells(upload, refused),
    }


def _with_cells(upload: ImportUpload, refused: list[Verdict]) -> dict[str, Any]:
    """The refused rows as they stood in the file, to be mended there and taken in once more."""
    if not refused or not look_noted(upload).header:
        return {"header": [], "rows": [[v.place, v.reason, v.name] for v in refused]}
    table = read_table(waiting(upload).file)
    cells = {f"line {line}": cells for line, cells in table.lines}
    rows = [[v.place, v.reason, *cells.get(v.place, [v.name])] for v in refused]
    return {"header": table.header, "rows": rows}
