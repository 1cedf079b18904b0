"""The whole gym in a few figures; each is one statement, whatever the size."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, case, exists, extract, func, or_, select
from sqlalchemy.orm import Session, aliased

from fitadmin.models.columns import now
from fitadmin.models.gym import JobRun
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanAssignment
from fitadmin.rules.schedule import next_birthday
from fitadmin.rules.training.need import BIRTHDAY_WITHIN_DAYS, ENDS_WITHIN_DAYS
from fitadmin.services.home.asking import HERE, Caller, name_of
from fitadmin.services.home.needs import adherence_of
from fitadmin.services.home.signs import FOREVER, tally

MONTH_DAYS, WEEK_DAYS = 30, 7
MOST_ROWS, MOST_TRAINERS = 6, 30


class People(NamedTuple):
    """How many clients there are, and how that has moved in 30 days and in the 30 before."""

    active: int
    leads: int
    resting: int
    joined: int
    joined_before: int
    left: int
    left_before: int
    without_coach: int

    @property
    def change(self) -> int:
        """By how many there are more now than 30 days ago."""
        return self.joined - self.left


class Load(NamedTuple):
    """A trainer and the clients who take their time; *capacity* None where nobody has said it."""

    trainer_id: int
    name: str
    kind: str
    clients: int
    capacity: int | None


class Person(NamedTuple):
    """A client, with the day that the list is about."""

    client_id: int
    name: str
    on: date | None = None


class Kept(NamedTuple):
    """The gym's adherence of 7 days and of the 7 before, in %; None where nothing was due."""

    now_percent: Decimal | None
    before_percent: Decimal | None
    done: int
    due: int


class Failure(NamedTuple):
    """A job, how often it failed in 7 days, and when last."""

    name: str
    times: int
    last_at: datetime


def people_of(session: Session, caller: Caller) -> People:
    """Counts of clients. Who is former has left on the day on which the last coaching ended.

    Of those whom nobody coached, the last change to their row says when. Leads have not joined.
    """
    ends = _coachings(caller).subquery()
    joined_on, status = ClientProfile.joined_on, ClientProfile.status
    month, before = (caller.today - timedelta(days=n * MONTH_DAYS) for n in (1, 2))
    has_joined = and_(status != "lead", joined_on <= caller.today)
    statement = select(
        func.count().filter(status == "active").label("active"),
        func.count().filter(status == "lead").label("leads"),
        func.count().filter(status.in_(("paused", "vacation"))).label("resting"),
        func.count().filter(has_joined, joined_on > month).label("joined"),
        func.count().filter(has_joined, joined_on > before, joined_on <= month)
        .label("joined_before"),
        func.count().filter(_left_after(caller, ends, MONTH_DAYS)).label("left"),
        func.count().filter(_left_after(caller, ends, 2 * MONTH_DAYS)).label("left_since_before"),
        func.count().filter(status == "active", func.coalesce(ends.c.in_force, 0) == 0)
        .label("without_coach"),
    ).select_from(ClientProfile).outerjoin(ends, ends.c.client_id == ClientProfile.id)  # fmt: skip
    row = session.execute(statement).one()._asdict()
    row["left_before"] = row.pop("left_since_before") - row["left"]
    return People(**row)


def loads_of(session: Session, caller: Caller) -> list[Load]:
    """Every trainer with their clients today, the fullest first; not paused and former ones."""
    clients = func.count(ClientProfile.id.distinct()).label("clients")
    statement = (
        select(TrainerProfile.id, TrainerProfile.first_name, TrainerProfile.last_name,
               TrainerProfile.kind, TrainerProfile.capacity, clients)
        .outerjoin(Coaching, and_(Coaching.trainer_id == TrainerProfile.id, in_force(caller)))
        .outerjoin(ClientProfile, and_(ClientProfile.id == Coaching.client_id,
                                       ClientProfile.status.in_(HERE)))
        .group_by(TrainerProfile.id)
        .order_by(clients.desc(), TrainerProfile.last_name, TrainerProfile.id)
        .limit(MOST_TRAINERS)
    )  # fmt: skip
    rows = session.execute(statement)
    return [Load(r.id, name_of(r), r.kind, r.clients, r.capacity) for r in rows]


def without_coach(session: Session, caller: Caller) -> list[Person]:
    """Some of the active clients whom nobody coaches today, the newest first."""
    coached = exists(
        select(Coaching.id).where(Coaching.client_id == ClientProfile.id, in_force(caller))
    )
    statement = _named().where(ClientProfile.status == "active", ~coached)
    rows = session.execute(statement.order_by(ClientProfile.id.desc()).limit(MOST_ROWS))
    return [Person(row.id, name_of(row)) for row in rows]


def newest_clients(session: Session, caller: Caller) -> list[Person]:
    """Who was added last, with the day on which they joined; leads too."""
    statement = _named(ClientProfile.joined_on).where(ClientProfile.status != "former")
    newest = (ClientProfile.created_at.desc(), ClientProfile.id.desc())
    rows = session.execute(statement.order_by(*newest).limit(MOST_ROWS))
    return [Person(row.id, name_of(row), row.joined_on) for row in rows]


def birthdays(session: Session, caller: Caller) -> list[Person]:
    """Whose birthday is today or within 7 days, the next first; not of former clients and leads."""
    days = [caller.today + timedelta(days=n) for n in range(BIRTHDAY_WITHIN_DAYS + 1)]
    keys = {day.month * 100 + day.day for day in days}
    if 228 in keys:
        keys.add(229)
    born_on = ClientProfile.born_on
    key = extract("month", born_on) * 100 + extract("day", born_on)
    statement = _named(born_on).where(key.in_(keys), ClientProfile.status.in_((*HERE, "paused")))
    found = [
        Person(row.id, name_of(row), next_birthday(row.born_on, caller.today))
        for row in session.execute(statement)
    ]
    soon = [one for one in found if one.on is not None and one.on <= days[-1]]
    return sorted(soon, key=lambda one: (one.on or days[-1], one.name))


def adherence(session: Session, caller: Caller) -> Kept:
    """Sessions done of those due in the 7 days before today, of the clients who are active."""
    due_on, today = WorkoutSession.due_on, caller.today
    week = today - timedelta(days=WEEK_DAYS)
    statement = (
        select(*tally(due_on >= week, "now"), *tally(due_on < week, "before"))
        .select_from(WorkoutSession)
        .join(ClientProfile, ClientProfile.id == WorkoutSession.client_id)
        .where(ClientProfile.status == "active")
        .where(due_on >= week - timedelta(days=WEEK_DAYS), due_on < today)
    )
    row = session.execute(statement).one()
    last, before = adherence_of(row, "now"), adherence_of(row, "before")
    return Kept(last.pct, before.pct, last.done, last.due)


def plans_ending(session: Session, caller: Caller) -> tuple[int, list[Person]]:
    """How many active clients' plans end within 7 days, with none to follow; and the first few."""
    later = aliased(PlanAssignment)
    last_on = func.coalesce(later.ends_on, FOREVER)
    follows = and_(later.client_id == PlanAssignment.client_id, last_on > PlanAssignment.ends_on)
    followed = exists(select(later.id).where(follows))
    ends_on, until = PlanAssignment.ends_on, caller.today + timedelta(days=ENDS_WITHIN_DAYS)
    statement = (
        _named(
            func.min(ends_on, type_=ends_on.type).label("ends_on"),
            func.count().over().label("total"),
        )
        .join(PlanAssignment, PlanAssignment.client_id == ClientProfile.id)
        .where(ends_on.between(caller.today, until), ~followed, ClientProfile.status == "active")
        .group_by(ClientProfile.id)
        .order_by("ends_on", ClientProfile.id)
        .limit(MOST_ROWS)
    )
    rows = session.execute(statement).all()
    return int(rows[0].total) if rows else 0, [Person(r.id, name_of(r), r.ends_on) for r in rows]


def failed_jobs(session: Session) -> list[Failure]:
    """The jobs that failed in the last 7 days, the latest first."""
    at = func.coalesce(JobRun.finished_at, JobRun.created_at, type_=JobRun.created_at.type)
    last_at = func.max(at, type_=JobRun.created_at.type).label("last_at")
    statement = (
        select(JobRun.name, func.count().label("times"), last_at)
        .where(JobRun.state == "failed", at >= now() - timedelta(days=WEEK_DAYS))
        .group_by(JobRun.name)
        .order_by(last_at.desc())
        .limit(MOST_ROWS)
    )
    return [Failure(row.name, row.times, row.last_at) for row in session.execute(statement)]


def in_force(caller: Caller) -> Any:
    """The condition that a coaching is in force today."""
    ended_on = Coaching.ended_on
    return and_(
        Coaching.started_on <= caller.today, or_(ended_on.is_(None), ended_on > caller.today)
    )


def _coachings(caller: Caller) -> Any:
    """By client: how many coachings are in force, and when the last one ended."""
    return select(
        Coaching.client_id,
        func.sum(case((in_force(caller), 1), else_=0)).label("in_force"),
        func.max(Coaching.ended_on, type_=Coaching.ended_on.type).label("ended_on"),
    ).group_by(Coaching.client_id)


def _left_after(caller: Caller, ends: Any, days: int) -> Any:
    """The client is former since fewer than *days*."""
    return and_(
        ClientProfile.status == "former",
        or_(
            ends.c.ended_on > caller.today - timedelta(days=days),
            and_(ends.c.ended_on.is_(None), ClientProfile.updated_at >= caller.begin_of(days - 1)),
        ),
    )


def _named(*more: Any) -> Any:
    return select(ClientProfile.id, ClientProfile.first_name, ClientProfile.last_name, *more)
