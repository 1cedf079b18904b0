"""The exercise bank: what can be trained, with what, and under which names."""

from flask_appbuilder import Model
from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from fitadmin.models.columns import Edited, living_unique, one_of, slug_of
from fitadmin.models.files import StoredFile
from fitadmin.models.people import LibraryRow
from fitadmin.models.scope import Invalid, OpenToAll, SeenThrough, Viewer


def _pairs(name: str, left: str, right: str, right_table: str) -> Table:
    return Table(
        name,
        Model.metadata,
        Column(left, ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True),
        Column(
            right, ForeignKey(f"{right_table}.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
    )


PRIMARY = _pairs("exercise_primary_muscle", "exercise_id", "muscle_id", "muscle")
SECONDARY = _pairs("exercise_secondary_muscle", "exercise_id", "muscle_id", "muscle")
SUBSTITUTE = _pairs("exercise_substitute", "exercise_id", "substitute_id", "exercise")


class Muscle(OpenToAll, Model):
    """A muscle or muscle group. Everybody signed in sees it, managers change it."""

    __tablename__ = "muscle"
    searched_by = ("name",)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    is_front: Mapped[bool] = mapped_column(default=True)

    def leave(self, session: Session) -> None:
        for table in (PRIMARY, SECONDARY):
            trained = select(func.count()).where(table.c.muscle_id == self.id)
            if number := session.connection().scalar(trained):
                raise Invalid(
                    "%(number)s exercises train this muscle; take it out of them first",
                    number=number,
                )

    def __str__(self) -> str:
        return self.name


class Equipment(OpenToAll, Model):
    """A thing to train with. Everybody signed in sees it, managers change it."""

    __tablename__ = "equipment"
    searched_by = ("name",)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)

    def __str__(self) -> str:
        return self.name


class Exercise(Edited, LibraryRow, Model):
    """One exercise of the gym's library, or private to the trainer who owns it."""

    __tablename__ = "exercise"
    searched_by = ("name", "names.name")
    __table_args__ = (
        living_unique("uq_exercise_slug", "slug", where="owner_id IS NULL"),
        living_unique("uq_exercise_own_slug", "owner_id", "slug"),
        living_unique("uq_exercise_source", "source", "source_id"),
        Index("ix_exercise_name", "name"),
    )

    name: Mapped[str] = mapped_column(String(160))
    slug: Mapped[str] = mapped_column(String(160))
    instructions: Mapped[str | None] = mapped_column(Text)
    equipment_id: Mapped[int | None] = mapped_column(ForeignKey("equipment.id"), index=True)
    mechanics: Mapped[str | None] = mapped_column(one_of("compound", "isolation"))
    force: Mapped[str | None] = mapped_column(one_of("push", "pull", "static"))
    level: Mapped[str | None] = mapped_column(one_of("beginner", "intermediate", "expert"))
    category: Mapped[str] = mapped_column(
        one_of(
            "strength", "stretching", "plyometrics", "strongman", "powerlifting", "cardio",
            "olympic weightlifting",
        ),
        default="strength",
    )  # fmt: skip
    measured_by: Mapped[str] = mapped_column(
        one_of("reps_load", "reps", "seconds", "metres", "kcal"), default="reps_load"
    )
    is_unilateral: Mapped[bool] = mapped_column(default=False)
    media_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id", ondelete="SET NULL"))
    source: Mapped[str | None] = mapped_column(String(40))
    source_id: Mapped[str | None] = mapped_column(String(160))
    licence: Mapped[str | None] = mapped_column(String(80))
    attribution: Mapped[str | None] = mapped_column(String(300))

    equipment: Mapped[Equipment | None] = relationship()
    media: Mapped[StoredFile | None] = relationship()
    primary_muscles: Mapped[list[Muscle]] = relationship(secondary=PRIMARY)
    secondary_muscles: Mapped[list[Muscle]] = relationship(secondary=SECONDARY)
    substitutes: Mapped[list["Exercise"]] = relationship(
        secondary=SUBSTITUTE,
        primaryjoin="Exercise.id == exercise_substitute.c.exercise_id",
        secondaryjoin="Exercise.id == exercise_substitute.c.substitute_id",
    )
    names: Mapped[list["ExerciseName"]] = relationship(
        back_populates="exercise", cascade="all, delete-orphan", passive_deletes=True
    )

    def settle(self, viewer: Viewer) -> None:
        super().settle(viewer)
        self.slug = self.slug or slug_of(self.name)

    def __str__(self) -> str:
        return self.name


class ExerciseName(SeenThrough, Model):
    """What an exercise is called in a language, or by those who shorten it (an alias)."""

    __tablename__ = "exercise_name"
    __table_args__ = (UniqueConstraint("exercise_id", "language", "name"),)
    seen_through = "exercise"

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(10), default="en")
    name: Mapped[str] = mapped_column(String(160), index=True)
    is_alias: Mapped[bool] = mapped_column(default=False)

    exercise: Mapped[Exercise] = relationship(back_populates="names")

    def __str__(self) -> str:
        return self.name
