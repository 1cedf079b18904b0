"""Exercises: taking them in from exercise banks."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.columns import slug_of
from fitadmin.models.exercises import Equipment, Exercise, ExerciseName, Muscle
from fitadmin.services.gym import Incoming, Intake, Progress, Report, Source, Verdict, take_in

MUSCLE_PARTS = ("exercise_primary_muscle", "exercise_secondary_muscle")
BACK = frozenset({
    "calves", "glutes", "hamstrings", "lats", "lower back", "middle back", "traps", "triceps",
})  # fmt: skip
"""Muscles that a drawing of the body shows from behind."""

LONGEST_SLUG = 150


class ExerciseIntake(Intake):
    """Exercises of one bank. Files name equipment and muscles by word."""

    kind = "exercises"
    model = Exercise
    parts = {"exercise_name": ExerciseName}

    def prepare(self, session: Session, rows: list[Incoming]) -> None:
        for row in rows:
            self.sourced(row)
        self._equip(session, rows)
        wanted = {each["muscle"]: _muscle(each["muscle"]) for each in _muscles_of(rows)}
        ids = self.ids_named(session, Muscle, wanted.items())
        for each in _muscles_of(rows):
            each["muscle_id"] = ids[each.pop("muscle")]

    def complete(self, session: Session, new: list[dict[str, Any]]) -> None:
        """An address of its own for each; a second “Squat” is squat-2."""
        gyms = select(Exercise.slug).where(Exercise.owner_id.is_(None))
        taken = set(session.scalars(gyms))
        for row in new:
            row["slug"] = _free_slug(row["name"], taken)
            taken.add(row["slug"])

    def _equip(self, session: Session, rows: list[Incoming]) -> None:
        words = [row.values.pop("equipment", None) for row in rows]
        ids = self.ids_named(session, Equipment, ((word, {}) for word in words if word))
        for row, word in zip(rows, words, strict=True):
            row.values["equipment_id"] = ids[word] if word else None


def import_exercises(
    session: Session,
    source: Source,
    rows: Iterable[Incoming | Verdict],
    file_name: str,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take exercises in, with the muscles and the equipment they name; see take_in()."""
    return take_in(
        session, ExerciseIntake(source), rows, file_name, overwrite=overwrite, progress=progress
    )


def _muscles_of(rows: list[Incoming]) -> list[dict[str, Any]]:
    return [each for row in rows for part in MUSCLE_PARTS for each in row.parts.get(part, ())]


def _muscle(name: str) -> dict[str, Any]:
    return {"is_front": name not in BACK}


def _free_slug(name: str, taken: set[str]) -> str:
    slug = slug_of(name)[:LONGEST_SLUG].strip("-")
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in count(2) if f"{slug}-{n}" not in taken)
