"""Workout plans: what a client is to do, from the plan down to one exercise of one day."""

from datetime import date
from decimal import Decimal

from flask_appbuilder import Model
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fitadmin.models.columns import (
    Edited,
    about_the_same_client,
    exact,
    link,
    living_unique,
    one_of,
    plain,
)
from fitadmin.models.exercises import Exercise
from fitadmin.models.people import ClientOwned, PartOfTemplateOrClients, TemplateOrClients
from fitadmin.models.scope import Invalid, Viewer

SET_KINDS = ("warm_up", "working", "drop", "amrap")


class WorkoutPlan(Edited, TemplateOrClients, Model):
    """A plan of weeks and days: a template, or a client's own copy of one."""

    __tablename__ = "workout_plan"
    searched_by = ("name",)
    named_by = ("client",)
    __table_args__ = (
        CheckConstraint("weeks BETWEEN 1 AND 104", name="weeks"),
        UniqueConstraint("id", "client_id"),
        Index("ix_workout_plan_name", "name"),
    )

    name: Mapped[str] = mapped_column(String(120))
    goal: Mapped[str | None] = mapped_column(String(300))
    weeks: Mapped[int] = mapped_column(default=4)
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("workout_plan.id", ondelete="SET NULL")
    )

    days: Mapped[list["PlanDay"]] = link(
        "PlanDay.plan_id == WorkoutPlan.id",
        back_populates="plan",
        order_by="(PlanDay.week, PlanDay.position)",
    )

    def __str__(self) -> str:
        return self.name if self.client is None else f"{self.name} ({self.client})"


class PlanDay(Edited, PartOfTemplateOrClients, Model):
    """One training day of a plan."""

    __tablename__ = "plan_day"
    named_by = ("plan",)
    __table_args__ = (
        CheckConstraint("week >= 1 AND position >= 1", name="order"),
        about_the_same_client("workout_plan", "plan_id"),
        UniqueConstraint("id", "client_id"),
    )
    client_from = "plan"

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("workout_plan.id", ondelete="CASCADE"), index=True
    )
    week: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(Text)

    plan: Mapped[WorkoutPlan] = link("PlanDay.plan_id == WorkoutPlan.id", back_populates="days")
    exercises: Mapped[list["WorkoutExercise"]] = link(
        "WorkoutExercise.day_id == PlanDay.id",
        back_populates="day",
        order_by="WorkoutExercise.position",
    )

    def __str__(self) -> str:
        return f"{self.plan} – {self.name}"


class WorkoutExercise(Edited, PartOfTemplateOrClients, Model):
    """The prescription: one exercise of one day, its sets, their load, and how it grows.

    The load is in kg, in percent of the training max, or aimed at by RPE or RIR.
    """

    __tablename__ = "workout_exercise"
    named_by = ("exercise", "day")
    __table_args__ = (
        CheckConstraint("position >= 1 AND sets BETWEEN 1 AND 50", name="order"),
        CheckConstraint("reps_min >= 0 AND reps_max >= reps_min", name="reps"),
        CheckConstraint("load_kg >= 0 AND percent_of_max BETWEEN 0 AND 150", name="load"),
        CheckConstraint("rpe BETWEEN 1 AND 10 AND rir BETWEEN 0 AND 10", name="effort"),
        CheckConstraint("rest_min_s >= 0 AND rest_max_s >= rest_min_s", name="rest"),
        CheckConstraint("seconds > 0 AND step_kg > 0", name="positive"),
        CheckConstraint("deload_percent BETWEEN 0 AND 100", name="deload"),
        about_the_same_client("plan_day", "day_id"),
        UniqueConstraint("id", "client_id"),
    )
    client_from = "day"

    day_id: Mapped[int] = mapped_column(ForeignKey("plan_day.id", ondelete="CASCADE"), index=True)
    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    superset_group: Mapped[str | None] = mapped_column(String(10))
    set_kind: Mapped[str] = mapped_column(one_of(*SET_KINDS), default="working")
    sets: Mapped[int] = mapped_column(default=3)
    reps_min: Mapped[int | None]
    reps_max: Mapped[int | None]
    seconds: Mapped[int | None]
    load_kg: Mapped[Decimal | None] = mapped_column(exact(7, 3))
    percent_of_max: Mapped[Decimal | None] = mapped_column(exact(5, 2))
    rpe: Mapped[Decimal | None] = mapped_column(exact(3, 1))
    rir: Mapped[Decimal | None] = mapped_column(exact(3, 1))
    tempo: Mapped[str | None] = mapped_column(String(20))
    rest_min_s: Mapped[int | None]
    rest_max_s: Mapped[int | None]
    progression: Mapped[str] = mapped_column(
        one_of("none", "linear", "double", "percent_of_training_max"), default="none"
    )
    step_kg: Mapped[Decimal | None] = mapped_column(exact(6, 3))
    deload_percent: Mapped[Decimal | None] = mapped_column(exact(5, 2))
    note: Mapped[str | None] = mapped_column(Text)

    day: Mapped[PlanDay] = link("WorkoutExercise.day_id == PlanDay.id", back_populates="exercises")
    exercise: Mapped[Exercise] = relationship()

    def prescription(self) -> dict[str, object]:
        """What is to be done, as plain values: kept with each completion of it."""
        columns = (
            "set_kind", "sets", "reps_min", "reps_max", "seconds", "load_kg", "percent_of_max",
            "rpe", "rir", "tempo", "rest_min_s", "rest_max_s", "note",
        )  # fmt: skip
        values = {column: getattr(self, column) for column in columns}
        return {k: str(v) if isinstance(v, Decimal) else v for k, v in values.items()}

    def __str__(self) -> str:
        return f"{self.day} – {self.exercise}"


class PlanAssignment(Edited, ClientOwned, Model):
    """A client's plan in force from a day, on chosen weekdays: `135` is Mon, Wed, Fri."""

    __tablename__ = "plan_assignment"
    named_by = ("plan",)
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        about_the_same_client("workout_plan", "plan_id"),
        UniqueConstraint("id", "client_id"),
    )

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("workout_plan.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    weekdays: Mapped[str] = mapped_column(String(7), default="135")

    plan: Mapped[WorkoutPlan] = link("PlanAssignment.plan_id == WorkoutPlan.id")

    def settle(self, viewer: Viewer) -> None:
        """Weekdays in their order, each once."""
        super().settle(viewer)
        days = sorted(set(self.weekdays if self.weekdays is not None else "135"))
        if not days or not set(days) <= set("1234567") or len(days) < len(self.weekdays or days):
            raise Invalid("weekdays are digits from 1 (Monday) to 7, each once", "weekdays")
        self.weekdays = "".join(days)

    def __str__(self) -> str:
        return f"{self.plan} from {self.starts_on}"


class TrainingMax(Edited, ClientOwned, Model):
    """The load that a client's percentages are taken of, fixed until it is set anew."""

    __tablename__ = "training_max"
    named_by = ("exercise",)
    __table_args__ = (
        CheckConstraint("load_kg > 0", name="load"),
        living_unique("uq_training_max_day", "client_id", "exercise_id", "set_on"),
    )

    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id"), index=True)
    load_kg: Mapped[Decimal] = mapped_column(exact(7, 3))
    set_on: Mapped[date]

    exercise: Mapped[Exercise] = relationship()

    def __str__(self) -> str:
        return f"{self.exercise} {plain(self.load_kg)} kg"
