"""What the tables say about a coach's clients: one statement per table, one row per client."""

from datetime import date, timedelta
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Select, and_, func, select

from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.people import ClientProfile, coached_by
from fitadmin.models.progress import Goal, Metric, ProgressEntry
from fitadmin.models.scope import Asking
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanAssignment
from fitadmin.rules.training.need import FORTNIGHT_DAYS, MISSED_WITHIN_DAYS
from fitadmin.services.home.asking import GONE, Caller

WEIGHT = "weight"
"""The slug of the metric that is watched."""
WEEK_DAYS, WEEKS_BEFORE_DAYS = 7, 21
HEARD_DAYS = 28
"""So far back is looked for a sign of life; longer is just long."""
FOREVER = date(9999, 12, 31)
Statement: TypeAlias = Any


def mine(caller: Caller) -> Select[int]:
    """The ids of the clients whom the caller coaches today."""
    return _coached(caller.viewer.kind)


@cache
def _coached(kind: Asking) -> Select[int]:
    """Kept: who is asking is bound when a statement runs."""
    return coached_by(kind)


def clients(caller: Caller) -> Statement:
    """Names, birthdays, and when each last trained and ate (where that may be read)."""
    lasts = {
        "trained_on": (WorkoutSession, WorkoutSession.due_on, _has_trained(caller)),
        "ate_at": (NutritionEntry, NutritionEntry.eaten_at, None),
    }
    columns = [_last(*last).label(name) for name, last in lasts.items() if caller.reads(last[0])]
    return select(
        ClientProfile.id, ClientProfile.first_name, ClientProfile.last_name,
        ClientProfile.status, ClientProfile.born_on, ClientProfile.joined_on,
        ClientProfile.created_at, *columns,
    ).where(ClientProfile.id.in_(mine(caller)), ClientProfile.status.not_in(GONE))  # fmt: skip


def sessions(caller: Caller) -> Statement:
    """Sessions of the last two fortnights: due, done and excused, and missed in the last week.

    One that was planned for a day gone by is missed, though the nightly job may not have said so.
    """
    due_on, today = WorkoutSession.due_on, caller.today
    week, fortnight = (today - timedelta(days=n) for n in (MISSED_WITHIN_DAYS, FORTNIGHT_DAYS))
    is_missed = WorkoutSession.status.in_(("missed", "planned"))
    return (
        select(
            WorkoutSession.client_id,
            func.count().filter(is_missed, due_on >= week).label("missed"),
            *tally(due_on >= fortnight, "now"),
            *tally(due_on < fortnight, "before"),
        )
        .where(WorkoutSession.client_id.in_(mine(caller)))
        .where(due_on >= today - timedelta(days=2 * FORTNIGHT_DAYS), due_on < today)
        .group_by(WorkoutSession.client_id)
    )


def tally(when: Any, name: str) -> list[Any]:
    """The columns due, done and excused of a group of sessions, named with *name*."""
    status = WorkoutSession.status
    return [
        func.count().filter(when).label(f"due_{name}"),
        func.count().filter(when, status == "done").label(f"done_{name}"),
        func.count().filter(when, status == "excused").label(f"excused_{name}"),
    ]


def photos(caller: Caller) -> Statement:
    """Meal photos that wait for a verdict, and since when."""
    return (
        select(
            MealUpload.client_id,
            func.count().label("waiting"),
            func.min(MealUpload.taken_at).label("since"),
        )
        .where(MealUpload.verdict == "waiting", MealUpload.client_id.in_(mine(caller)))
        .group_by(MealUpload.client_id)
    )


def plans(caller: Caller) -> Statement:
    """The last day that a plan covers; plans that are still to begin count."""
    ends_on = func.coalesce(PlanAssignment.ends_on, FOREVER)
    return (
        select(
            PlanAssignment.client_id,
            func.max(ends_on, type_=PlanAssignment.ends_on.type).label("ends_on"),
        )
        .where(PlanAssignment.client_id.in_(mine(caller)), ends_on >= caller.today)
        .group_by(PlanAssignment.client_id)
    )


def measurements(caller: Caller) -> Statement:
    """When each was last measured in HEARD_DAYS, and the mean weight of the last week and of the
    fortnight before it.

    A span of days, not the last row of each: no index leads to that, and a silent client's would
    be looked for through everybody's.
    """
    week, since = caller.begin_of(WEEK_DAYS - 1), caller.begin_of(WEEKS_BEFORE_DAYS - 1)
    at, is_weight = ProgressEntry.measured_at, Metric.slug == WEIGHT
    mean = func.avg(ProgressEntry.value)
    return (
        select(
            ProgressEntry.client_id,
            func.max(at, type_=at.type).label("last_at"),
            mean.filter(is_weight, at >= week).label("now"),
            mean.filter(is_weight, at >= since, at < week).label("before"),
        )
        .join(Metric, Metric.id == ProgressEntry.metric_id)
        .where(at >= caller.begin_of(HEARD_DAYS), ProgressEntry.client_id.in_(mine(caller)))
        .group_by(ProgressEntry.client_id)
    )


def goals(caller: Caller) -> Statement:
    """Open goals for the weight; the last begun of a client comes last."""
    return (
        select(Goal.client_id, Goal.start_value, Goal.target_value)
        .join(Metric, Metric.id == Goal.metric_id)
        .where(Metric.slug == WEIGHT, Goal.reached_on.is_(None))
        .where(Goal.client_id.in_(mine(caller)), Goal.starts_on <= caller.today)
        .order_by(Goal.starts_on, Goal.id)
    )


def _has_trained(caller: Caller) -> Any:
    came = WorkoutSession.status.in_(("done", "in_progress"))
    return and_(came, WorkoutSession.due_on <= caller.today)


def _last(model: Any, moment: Any, condition: Any) -> Any:
    """By the index of the client and the time: one row is read for each client."""
    found = select(moment).where(model.client_id == ClientProfile.id)
    if condition is not None:
        found = found.where(condition)
    return found.order_by(moment.desc()).limit(1).correlate(ClientProfile).scalar_subquery()
