"""A client's own day: what to train, what to eat, what the coach has said, and the next goal."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food, Recipe
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan
from fitadmin.models.people import ClientNote, ClientProfile
from fitadmin.models.progress import Goal, Metric, ProgressEntry
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanAssignment, PlanDay, WorkoutExercise
from fitadmin.rules.schedule import WEEKDAYS, training_day_number
from fitadmin.services.home.asking import Caller

MOST_WORDS = 5
MOST_EXERCISES, MOST_OPTIONS = 60, 300


class Training(NamedTuple):
    """What today asks for. No *session_id*: the plan names the day, but nothing has been begun.

    *has_plan* without a *day* is a day of rest.
    """

    has_plan: bool
    day: str | None = None
    session_id: int | None = None
    status: str | None = None
    tasks: Sequence[WorkoutExercise] = ()


class Meal(NamedTuple):
    """A meal of today, with the option that counts of each of its parts."""

    name: str
    at: time | None
    options: list[MealOption]


class Eating(NamedTuple):
    """Today's meals by the plan, and how many entries and kcal stand in the diary so far."""

    has_plan: bool
    meals: list[Meal]
    entries: int | None
    energy_kcal: Decimal | None


class Reply(NamedTuple):
    """What a coach has written: a note, or (*verdict*) a reply to the photo of a meal."""

    text: str
    at: datetime
    verdict: str | None
    meal: str | None


class Aim(NamedTuple):
    """The goal that is due next, and the last value measured for it, in the metric's unit."""

    goal_id: int
    metric: str
    unit: str
    start: Decimal
    target: Decimal
    due_on: date | None
    last: Decimal | None

    @property
    def percent(self) -> int | None:
        """How much of the way is done, 0 to 100; None where nothing was measured."""
        if self.last is None or self.target == self.start:
            return None
        done = (self.last - self.start) * 100 / (self.target - self.start)
        return max(0, min(100, int(done)))


def own_day(session: Session, caller: Caller) -> tuple[Training | None, Eating | None]:
    """Today's session, or what the plan in force has for today; and today's meals.

    None where it may not be read. A meal plan of several days begins again when they are over.
    """
    keys = session.execute(_keys(caller)).first()
    if keys is None:
        return None, None
    trains = caller.reads(WorkoutSession) and caller.reads(PlanAssignment)
    return (
        _training(session, caller, keys) if trains else None,
        _eating(session, caller, keys) if caller.reads(MealPlan) else None,
    )


def _training(session: Session, caller: Caller, keys: Any) -> Training:
    if keys.session_id is not None:
        visit = session.execute(_visit(keys.session_id)).one()
        return Training(
            True, visit.name, keys.session_id, visit.status, _tasks(session, visit.day_id)
        )
    if keys.assignment_id is None:
        return Training(False)
    days = session.execute(_days(keys.assignment_id)).all()
    number = _training_day(days[0], caller.today) if days else None
    if number is None:
        return Training(True)
    day = days[number % len(days)]
    return Training(True, day.name, tasks=_tasks(session, day.id))


def _training_day(assigned: Any, on: date) -> int | None:
    chosen = {WEEKDAYS[int(n) - 1] for n in assigned.weekdays if n in "1234567"}
    return training_day_number(assigned.starts_on, chosen, on)


def _eating(session: Session, caller: Caller, keys: Any) -> Eating:
    entries, kcal = (keys.entries, keys.energy) if caller.reads(NutritionEntry) else (None, None)
    if keys.plan_id is None:
        return Eating(False, [], entries, kcal)
    day = (caller.today - (keys.plan_starts_on or caller.today)).days % keys.plan_days + 1
    return Eating(True, _meals(session, keys.plan_id, day), entries, kcal)


def replies(session: Session, caller: Caller) -> list[Reply] | None:
    """What coaches have shared of late, newest first; None where neither kind may be read."""
    found: list[Reply] = []
    if caller.reads(ClientNote):
        notes = (
            select(ClientNote.text, ClientNote.created_at)
            .where(ClientNote.client_id == _me(caller), ClientNote.is_shared.is_(True))
            .order_by(ClientNote.id.desc())
            .limit(MOST_WORDS)
        )
        found += [Reply(r.text, r.created_at, None, None) for r in session.execute(notes)]
    if caller.reads(MealUpload):
        reviewed = (
            select(MealUpload.reply, MealUpload.reviewed_at, MealUpload.verdict, MealUpload.meal,
                   MealUpload.taken_at)
            .where(MealUpload.client_id == _me(caller), MealUpload.reply != "")
            .order_by(MealUpload.id.desc())
            .limit(MOST_WORDS)
        )  # fmt: skip
        found += [
            Reply(r.reply, r.reviewed_at or r.taken_at, r.verdict, r.meal)
            for r in session.execute(reviewed)
        ]
    elif not caller.reads(ClientNote):
        return None
    return sorted(found, key=lambda reply: reply.at, reverse=True)[:MOST_WORDS]


def next_aim(session: Session, caller: Caller) -> Aim | None:
    """The open goal that is due first, those without a day last; None where there is none."""
    if not (caller.reads(Goal) and caller.reads(ProgressEntry)):
        return None
    last = (
        select(ProgressEntry.value)
        .where(ProgressEntry.client_id == Goal.client_id)
        .where(ProgressEntry.metric_id == Goal.metric_id)
        .order_by(ProgressEntry.measured_at.desc())
        .limit(1)
        .correlate(Goal)
        .scalar_subquery()
    )
    statement = (
        select(Goal.id, Goal.start_value, Goal.target_value, Goal.due_on, Metric.name, Metric.unit,
               last.label("last"))
        .join(Metric, Metric.id == Goal.metric_id)
        .where(Goal.client_id == _me(caller), Goal.reached_on.is_(None))
        .where(Goal.starts_on <= caller.today)
        .order_by(Goal.due_on.is_(None), Goal.due_on, Goal.id)
        .limit(1)
    )  # fmt: skip
    row = session.execute(statement).first()
    if row is None:
        return None
    values = (row.start_value, row.target_value, row.due_on, row.last)
    return Aim(row.id, row.name, row.unit, *values)


def _me(caller: Caller) -> Any:
    return caller.viewer.client_id


def _keys(caller: Caller) -> Any:
    """What matters today, by key: one row, one statement."""
    return select(
        _session(caller).scalar_subquery().label("session_id"),
        _assignment(caller).scalar_subquery().label("assignment_id"),
        _meal_plan(caller, MealPlan.id).label("plan_id"),
        _meal_plan(caller, MealPlan.days).label("plan_days"),
        _meal_plan(caller, MealPlan.starts_on).label("plan_starts_on"),
        _eaten(caller, func.count(NutritionEntry.id)).label("entries"),
        _eaten(caller, func.sum(NutritionEntry.energy_kcal)).label("energy"),
    ).where(ClientProfile.id == _me(caller))


def _session(caller: Caller) -> Any:
    """The session of today, one to be done before one that is over."""
    is_over = WorkoutSession.status.not_in(("planned", "in_progress"))
    return (
        select(WorkoutSession.id)
        .where(WorkoutSession.client_id == _me(caller), WorkoutSession.due_on == caller.today)
        .order_by(is_over, WorkoutSession.id)
        .limit(1)
    )


def _assignment(caller: Caller) -> Any:
    """The plan in force that began last."""
    starts_on, ends_on = PlanAssignment.starts_on, PlanAssignment.ends_on
    return (
        select(PlanAssignment.id)
        .where(PlanAssignment.client_id == _me(caller), starts_on <= caller.today)
        .where(or_(ends_on.is_(None), ends_on >= caller.today))
        .order_by(starts_on.desc(), PlanAssignment.id.desc())
        .limit(1)
    )


def _meal_plan(caller: Caller, column: Any) -> Any:
    """The client's newest plan whose days are not over; one without days is always in force."""
    starts, ends = MealPlan.starts_on, MealPlan.ends_on
    return (
        select(column)
        .where(MealPlan.client_id == _me(caller))
        .where(or_(starts.is_(None), starts <= caller.today))
        .where(or_(ends.is_(None), ends >= caller.today))
        .order_by(func.coalesce(starts, date(1900, 1, 1)).desc(), MealPlan.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _eaten(caller: Caller, column: Any) -> Any:
    at = NutritionEntry.eaten_at
    today = select(column).where(at >= caller.begin_of(0), at < caller.begin_of(-1))
    return today.where(NutritionEntry.client_id == _me(caller)).scalar_subquery()


def _visit(session_id: int) -> Any:
    return (
        select(WorkoutSession.status, WorkoutSession.day_id, PlanDay.name)
        .outerjoin(PlanDay, PlanDay.id == WorkoutSession.day_id)
        .where(WorkoutSession.id == session_id)
    )


def _days(assignment_id: int) -> Any:
    return (
        select(PlanDay.id, PlanDay.name, PlanAssignment.starts_on, PlanAssignment.weekdays)
        .join(PlanAssignment, PlanAssignment.plan_id == PlanDay.plan_id)
        .where(PlanAssignment.id == assignment_id)
        .order_by(PlanDay.week, PlanDay.position, PlanDay.id)
    )


def _tasks(session: Session, day_id: int | None) -> Sequence[WorkoutExercise]:
    """With their exercises: also one that is a trainer's own, for the plan names it."""
    if day_id is None:
        return ()
    return session.scalars(
        select(WorkoutExercise)
        .where(WorkoutExercise.day_id == day_id)
        .order_by(WorkoutExercise.position, WorkoutExercise.id)
        .limit(MOST_EXERCISES)
        .options(selectinload(WorkoutExercise.exercise).load_only(Exercise.name))
    ).all()


def _meals(session: Session, plan_id: int, day: int) -> list[Meal]:
    """Of a part with no chosen option the first counts, as in the plan's totals."""
    statement = (
        select(MealEntry.id, MealEntry.name, MealEntry.at, MealOption)
        .outerjoin(MealComponent, MealComponent.entry_id == MealEntry.id)
        .outerjoin(MealOption, MealOption.component_id == MealComponent.id)
        .where(MealEntry.plan_id == plan_id, MealEntry.day == day)
        .order_by(MealEntry.position, MealEntry.id, MealComponent.position, MealComponent.id,
                  MealOption.is_chosen.desc(), MealOption.position, MealOption.id)
        .limit(MOST_OPTIONS)
        .options(selectinload(MealOption.food).load_only(Food.name),
                 selectinload(MealOption.recipe).load_only(Recipe.name))
    )  # fmt: skip
    meals: dict[int, Meal] = {}
    counted: set[int] = set()
    for entry_id, name, at, option in session.execute(statement):
        meal = meals.setdefault(entry_id, Meal(name, at, []))
        if option is not None and option.component_id not in counted:
            counted.add(option.component_id)
            meal.options.append(option)
    return list(meals.values())
