"""Workout sessions: what a client actually did, set by set."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import (
    JSON_OBJECT,
    Edited,
    UtcDateTime,
    about_the_same_client,
    computed,
    exact,
    link,
    one_of,
    stored,
)
from fitadmin.models.exercises import Exercise
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientOwned, PartOfClients
from fitadmin.models.scope import Viewer
from fitadmin.models.workouts import SET_KINDS, PlanAssignment, PlanDay, WorkoutExercise
from fitadmin.rules.strength import one_rep_max
from fitadmin.rules.units import Unit, convert


class WorkoutSession(Edited, ClientOwned, Model):
    """One training day of one client."""

    __tablename__ = "workout_session"
    named_by = ("client",)
    __table_args__ = (
        CheckConstraint("finished_at IS NULL OR finished_at >= started_at", name="finish"),
        CheckConstraint("session_rpe BETWEEN 1 AND 10 AND mood BETWEEN 1 AND 5", name="feeling"),
        about_the_same_client("plan_assignment", "assignment_id", part=False),
        about_the_same_client("plan_day", "day_id", part=False),
        UniqueConstraint("id", "client_id"),
        Index("ix_workout_session_due", "client_id", "due_on"),
        Index("ix_workout_session_on", "due_on", "id"),
        Index("ix_workout_session_status", "status", "due_on"),
    )

    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("plan_assignment.id"), index=True)
    day_id: Mapped[int | None] = mapped_column(ForeignKey("plan_day.id"), index=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(
        one_of("planned", "in_progress", "done", "missed", "excused"), default="planned"
    )
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    session_rpe: Mapped[Decimal | None] = mapped_column(exact(3, 1))
    mood: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)

    assignment: Mapped[PlanAssignment | None] = link(
        "WorkoutSession.assignment_id == PlanAssignment.id"
    )
    day: Mapped[PlanDay | None] = link("WorkoutSession.day_id == PlanDay.id")
    location: Mapped[Location | None] = relationship()
    completions: Mapped[list["ExerciseCompletion"]] = link(
        "ExerciseCompletion.session_id == WorkoutSession.id",
        back_populates="session",
        order_by="ExerciseCompletion.position",
    )

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d} {self.client}"


class ExerciseCompletion(Edited, PartOfClients, Model):
    """One exercise as done in a session, beside what was prescribed at that time."""

    __tablename__ = "exercise_completion"
    named_by = ("exercise", "session")
    __table_args__ = (
        about_the_same_client("workout_session", "session_id"),
        about_the_same_client("workout_exercise", "prescription_id", part=False),
        UniqueConstraint("id", "client_id"),
    )
    client_from = "session"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("workout_session.id", ondelete="CASCADE"), index=True
    )
    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id"), index=True)
    prescription_id: Mapped[int | None] = mapped_column(
        ForeignKey("workout_exercise.id"), index=True
    )
    position: Mapped[int] = mapped_column(default=1)
    prescribed: Mapped[dict[str, Any] | None] = mapped_column(JSON_OBJECT)
    note: Mapped[str | None] = mapped_column(Text)

    session: Mapped[WorkoutSession] = link(
        "ExerciseCompletion.session_id == WorkoutSession.id", back_populates="completions"
    )
    exercise: Mapped[Exercise] = relationship()
    prescription: Mapped[WorkoutExercise | None] = link(
        "ExerciseCompletion.prescription_id == WorkoutExercise.id"
    )
    sets: Mapped[list["CompletedSet"]] = link(
        "CompletedSet.completion_id == ExerciseCompletion.id",
        back_populates="completion",
        order_by="CompletedSet.position",
    )

    def settle(self, viewer: Viewer) -> None:
        """A later edit of the plan does not rewrite what had been asked for."""
        if self.prescribed is None and self.prescription is not None:
            self.prescribed = self.prescription.prescription()

    def __str__(self) -> str:
        return f"{self.session} – {self.exercise}"


class CompletedSet(Edited, PartOfClients, Model):
    """One set: so many reps at such a load, or so long, or so far.

    The load is kept as entered, with its unit, and in kg. A set without completed_at was
    not finished and does not count.
    """

    __tablename__ = "completed_set"
    __table_args__ = (
        CheckConstraint("position >= 1 AND reps BETWEEN 0 AND 1000", name="order"),
        CheckConstraint("load_kg BETWEEN -500 AND 2000", name="load"),
        CheckConstraint("seconds >= 0 AND metres >= 0 AND energy_kcal >= 0", name="positive"),
        CheckConstraint("rpe BETWEEN 1 AND 10", name="effort"),
        about_the_same_client("exercise_completion", "completion_id"),
        Index("ix_completed_set_when", "client_id", "completed_at"),
        Index("ix_completed_set_at", "completed_at", "id"),
    )
    client_from = "completion"

    completion_id: Mapped[int] = mapped_column(
        ForeignKey("exercise_completion.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(one_of(*SET_KINDS), default="working")
    reps: Mapped[int | None]
    load: Mapped[Decimal | None] = mapped_column(exact(8, 3))
    load_unit: Mapped[str] = mapped_column(one_of("kg", "lb"), default="kg")
    load_kg: Mapped[Decimal | None] = mapped_column(exact(13, 8))
    seconds: Mapped[int | None]
    metres: Mapped[Decimal | None] = mapped_column(exact(9, 2))
    energy_kcal: Mapped[Decimal | None] = mapped_column(exact(8, 2))
    rpe: Mapped[Decimal | None] = mapped_column(exact(3, 1))
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    completion: Mapped[ExerciseCompletion] = link(
        "CompletedSet.completion_id == ExerciseCompletion.id", back_populates="sets"
    )

    def settle(self, viewer: Viewer) -> None:
        """Kilograms follow from what was entered."""
        unit = Unit(self.load_unit or "kg")
        self.load_kg = None if self.load is None else stored(convert(self.load, unit, Unit.KG))

    @computed.of("load_kg", "reps")
    def one_rep_max_kg(self) -> Decimal | None:
        """Estimated from this set alone (Epley), in kg, unrounded; None where none can be."""
        estimate = one_rep_max(self.load_kg, self.reps)
        return None if estimate is None else estimate.kg

    def __str__(self) -> str:
        return f"{self.reps} × {self.load} {self.load_unit}"
