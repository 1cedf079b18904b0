"""From a file to a report: the format is recognised, read, and handed to its service.

Nothing is committed here: a dry run is the same work, rolled back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from fitadmin.importers import client_table, fdc, food_table, free_exercise_db
from fitadmin.importers.files import is_zip
from fitadmin.models.columns import slug_of
from fitadmin.services.exercises import import_exercises
from fitadmin.services.foods import import_foods
from fitadmin.services.gym import Incoming, Progress, Report, Source, Verdict
from fitadmin.services.people import import_clients

LIBRARY = Path(__file__).parents[1] / "library"
OUR_LIBRARY = Source("fitadmin", "CC0 1.0", "The starter library of fitadmin")
STARTER = (LIBRARY / "exercises.json", LIBRARY / "foods.csv")
KNOWN = {each.name: each for each in (fdc.SOURCE, food_table.SR, free_exercise_db.FREE_EXERCISE_DB)}
"""Sources whose terms we know."""
Rows = list[Incoming | Verdict]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person may say about a file."""

    mapping: tuple[str, ...] | Mapping[str, int] = ()
    """NAME=COLUMN beside what the header says itself; or the place of each column, and no other."""
    source: str | None = None
    format: str | None = None
    date_format: str = client_table.ISO
    overwrite: bool = False
    progress: Progress | None = None


def take_foods(session: Session, path: Path, wishes: Wishes) -> Report:
    """Foods from FoodData Central (a zip or a folder) or from a CSV file."""
    return _take("foods", session, path, wishes)


def take_exercises(session: Session, path: Path, wishes: Wishes) -> Report:
    """Exercises from JSON in the shape of free-exercise-db."""
    return _take("exercises", session, path, wishes)


def take_clients(session: Session, path: Path, wishes: Wishes) -> Report:
    """Clients from a CSV file."""
    return _take("clients", session, path, wishes)


def read_rows(kind: str, path: Path, wishes: Wishes) -> tuple[Source, Rows]:
    """The rows of a file and where they come from; FileRefused where it cannot be read."""
    source = _source(path, wishes)
    if kind == "clients":
        rows = client_table.read_clients(path, wishes.mapping, wishes.date_format)
        return source or Source(slug_of(path.stem)[:40]), rows
    if kind == "exercises":
        return free_exercise_db.read_exercises(path, source)
    is_fdc = path.is_dir() or is_zip(path) if wishes.format is None else wishes.format == "fdc"
    if is_fdc:
        return source or fdc.SOURCE, fdc.read_foods(path, wishes.progress)
    return food_table.read_foods(path, wishes.mapping, source)


def hand_over(
    session: Session, kind: str, source: Source, rows: Rows, file_name: str, wishes: Wishes
) -> Report:
    """Let the service of *kind* take *rows* in."""
    take = {"foods": import_foods, "exercises": import_exercises, "clients": import_clients}[kind]
    overwrite, progress = wishes.overwrite, wishes.progress
    return take(session, source, rows, file_name, overwrite=overwrite, progress=progress)


def _take(kind: str, session: Session, path: Path, wishes: Wishes) -> Report:
    source, rows = read_rows(kind, path, wishes)
    return hand_over(session, kind, source, rows, path.name, wishes)


def _source(path: Path, wishes: Wishes) -> Source | None:
    """What a person says; our own library knows itself; else the format tells."""
    if wishes.source is not None:
        return KNOWN.get(wishes.source) or Source(wishes.source)
    return OUR_LIBRARY if path.resolve() in STARTER else None
