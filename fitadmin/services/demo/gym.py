"""The demo gym, from the first account to the last set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.exercises import Exercise
from fitadmin.models.gym import GymSettings, JobRun
from fitadmin.models.history import Happened, write
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import with_trash
from fitadmin.services.demo.cast import personas
from fitadmin.services.demo.eating import Table, eat, write_diaries
from fitadmin.services.demo.meals import (
    Larder,
    Menus,
    cook,
    missing,
    stock,
    write_meal_plans,
    write_menus,
)
from fitadmin.services.demo.measuring import (
    find_metrics,
    goals_of,
    last_day_of,
    measure,
    write_measures,
)
from fitadmin.services.demo.people import Member, write_clients
from fitadmin.services.demo.plans import write_templates
from fitadmin.services.demo.programmes import PROGRAMMES
from fitadmin.services.demo.rows import Ink
from fitadmin.services.demo.staff import Staff, hire, open_gym, zone_of
from fitadmin.services.demo.targets import meal_plan_of, targets_of, write_targets
from fitadmin.services.demo.telling import notifications_of, write_notifications
from fitadmin.services.demo.training import Bank, Workouts, train, write_workouts
from fitadmin.services.demo.wish import Refused, Step, Wish

JOB = "demo"
PEOPLE_AT_ONCE = 2000
SETS_AT_ONCE, CLIENTS_AT_ONCE = 4000, 50
"""What goes into one transaction: on SQLite nobody else can write for about a second."""


def fill(
    session: Session, wish: Wish, password_hash: str, bring_library: Callable[[], object]
) -> Iterator[Step]:
    """Fill an empty gym, step by step; whoever asks commits at each one.

    Accounts come first. *bring_library* imports the starter library. Refused: a gym that has
    clients already (Refused), with nothing written.
    """
    refuse_filled(session)
    cast = list(personas(wish))
    zone = open_gym(session)
    staff = hire(session, password_hash, cast)
    run = JobRun(name=JOB, slot="gym", state="running")
    session.add(run)
    session.flush()
    count = len(staff.users) + len(staff.client_users)
    yield Step("accounts", count, count)
    ink = Ink(session, wish.chance("ink"), zone)
    members: list[Member] = []
    waiting = iter(cast)
    while people := list(islice(waiting, PEOPLE_AT_ONCE)):
        members += write_clients(ink, people, staff, wish)
        yield Step("people", len(members), len(cast))
    bring_library()
    yield Step("library", 1, 1)
    gym = _furnish(ink, staff, wish)
    yield Step("plans", len(PROGRAMMES), len(PROGRAMMES))
    yield from gym.live(members)
    run.state = "done"
    session.flush()
    write(session, [Happened("demo", "gym_settings", 1, after={"clients": len(members)})])
    yield Step("done", len(cast), len(cast))


def today_in(session: Session) -> date:
    """Today's date where the gym is, or will be."""
    settings = session.scalars(select(GymSettings)).one()
    return datetime.now(ZoneInfo(zone_of(settings))).date()


def refuse_filled(session: Session) -> None:
    """Refuse a gym that has clients, or a demo that was interrupted."""
    begun = session.scalars(with_trash(select(JobRun).where(JobRun.name == JOB))).first()
    if begun is not None and begun.state != "done":
        raise Refused(
            "A demo gym is being filled, or was interrupted half-way: wait for it, or begin anew "
            "with an empty database (delete the file or drop it, then `flask fitadmin upgrade`)."
        )
    if begun or session.scalar(with_trash(select(ClientProfile.id).limit(1))) is not None:
        raise Refused(
            "This gym has clients already; the demo needs an empty database (set FITADMIN_VAR "
            "to a new folder or FITADMIN_DATABASE_URL to a new database, then "
            "`flask fitadmin upgrade`)."
        )


def _furnish(ink: Ink, staff: Staff, wish: Wish) -> "_Gym":
    """Templates, recipes and metrics, from what the library brought."""
    session, at = ink.session, ink.at(wish.since, 9)
    exercises = _exercises(session)
    larder = stock(session)
    if lacking := missing(larder):
        raise Refused(f"The starter library lacks {', '.join(lacking)}.")
    by = staff.users["trainer1"]
    owners = [staff.trainers[f"trainer{n}"] for n in range(1, 5)]
    templates = write_templates(ink, exercises, by, owners, at)
    cook(session, larder, staff.users["nutritionist"])
    menus = write_menus(ink, larder, staff.users["nutritionist"], at)
    return _Gym(ink, wish, Bank(exercises, templates), larder, menus, find_metrics(session))


def _exercises(session: Session) -> dict[str, int]:
    """The gym's exercises by slug or by the library's own id."""
    needed = {item.exercise for p in PROGRAMMES for day in p.days for item in day.items}
    known: dict[str, int] = {}
    found = select(Exercise.slug, Exercise.source_id, Exercise.id).where(
        Exercise.owner_id.is_(None)
    )
    for slug, source_id, ident in session.execute(found.order_by(Exercise.id)):
        known.setdefault(slug, ident)
        if source_id:
            known[source_id] = ident
    if lacking := sorted(needed - known.keys()):
        raise Refused(f"The starter library lacks {', '.join(lacking)}.")
    return known


@dataclass(frozen=True, slots=True)
class _Gym:
    """A furnished gym, in which the members live."""

    ink: Ink
    wish: Wish
    bank: Bank
    larder: Larder
    menus: Menus
    metrics: dict[str, int]

    def live(self, members: list[Member]) -> Iterator[Step]:
        """Everybody's story, a few at a time."""
        quota, told = _Quota(self.wish, members), []
        for done, member in enumerate(members, start=1):
            told.append(train(self.ink, member, self.bank, self.wish, quota.next_for(member)))
            quota.is_done(told[-1])
            sets = sum(one.sets for one in told)
            if sets >= SETS_AT_ONCE or len(told) == CLIENTS_AT_ONCE or done == len(members):
                write_workouts(self.ink, self.bank, told)
                self._eat_and_measure(told)
                told = []
                yield Step("histories", done, len(members))

    def _eat_and_measure(self, told: list[Workouts]) -> None:
        ink, wish = self.ink, self.wish
        training = [one for one in told if one.visits]
        targets = [(one.member, targets_of(one.member, wish)) for one in training]
        write_targets(ink, targets)
        plans = [meal_plan_of(ink, m, rows, self.menus, wish) for m, rows in targets]
        write_meal_plans(ink, self.larder, [plan for plan in plans if plan is not None])
        diaries = []
        for one, (_, rows), plan in zip(training, targets, plans, strict=True):
            factor = plan.factor if plan else round(float(rows[0]["energy_kcal"]) / 2000, 2)
            days = (_since(one), last_day_of(one.member.persona, wish))
            diaries.append(eat(ink, one.member, Table(self.larder, plan, factor), days, wish))
        write_diaries(ink, diaries)
        measures = (
            row
            for one in training
            for row in measure(ink, one.member, self.metrics, _since(one), wish)
        )
        goals = [goals_of(ink, one.member, self.metrics, _since(one), wish) for one in training]
        write_measures(ink, measures, goals)
        write_notifications(
            ink, [row for diary in diaries for row in notifications_of(ink, diary, wish)]
        )


def _since(one: Workouts) -> date:
    return one.visits[0].on


class _Quota:
    """How many sets each client does, so that all together do as many as were wished for."""

    def __init__(self, wish: Wish, members: list[Member]) -> None:
        self._sets, self._done = wish.sets, 0
        self._turn, self._of = 0, sum(m.persona.trains for m in members)

    def next_for(self, member: Member) -> int | None:
        """The next client's share; None when everybody's whole history is told."""
        if self._sets is None:
            return None
        if not member.persona.trains:
            return 0
        self._turn += 1
        return self._sets * self._turn // self._of - self._done

    def is_done(self, workouts: Workouts) -> None:
        """What one could not do, the next ones make good."""
        self._done += workouts.sets
