"""A trainer with clients, on a day that is said: the stage of the tests of the homes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.scope import SEE_ALL, Viewer
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanAssignment, WorkoutPlan
from fitadmin.rules.schedule import utc_of
from fitadmin.services.home import Caller
from tests.factories import make, person

TODAY = date(2026, 3, 29)
"""The clocks of Berlin change on this day."""
ZONE = "Europe/Berlin"


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def noon(days: int) -> datetime:
    """Noon in Berlin, so many days ago."""
    return utc_of(days_ago(days), time(12), ZONE)


class Stage:
    """One trainer, and whoever is put beside."""

    def __init__(self) -> None:
        self.trainer = make(TrainerProfile)
        self.user = person()

    def client(self, name: str = "Carla", trainer: Any = None, **values: Any) -> Any:
        """A client of that trainer, who is well: with a plan, and here yesterday."""
        values = {"joined_on": days_ago(100), **values}
        client = make(ClientProfile, first_name=name, last_name="Client", **values)
        make(Coaching, trainer=trainer or self.trainer, client=client, started_on=days_ago(100))
        self.plan(client)
        self.session(client, 1, "done")
        return client

    def plan(self, client: Any, ends_on: date | None = None, starts_on: date | None = None) -> Any:
        plan = make(WorkoutPlan, client=client)
        starts_on = starts_on or days_ago(100)
        return make(PlanAssignment, client=client, plan=plan, starts_on=starts_on, ends_on=ends_on)

    def session(self, client: Any, days: int, status: str = "planned", **values: Any) -> Any:
        values = {"note": None, "due_on": days_ago(days), **values}
        return make(WorkoutSession, client=client, status=status, **values)

    def caller(self, may: Any = None, **viewer: Any) -> Caller:
        """The trainer on TODAY, who may everything unless *may* says otherwise."""
        who = {"trainer_id": self.trainer.id, "user_id": self.user.id, "today": TODAY, **viewer}
        everything = lambda _verb, _word: True  # noqa: E731
        return Caller(Viewer(timezone=ZONE, **who), may or everything)

    def manager(self, **viewer: Any) -> Caller:
        """Somebody who sees the whole gym on TODAY."""
        return self.caller(trainer_id=None, grants=frozenset({SEE_ALL}), **viewer)


def asked(act: Any, caller: Caller) -> Any:
    """What *act* finds for *caller*, with their eyes."""
    db.session.expire_all()
    with acting_as(caller.viewer):
        return act(db.session(), caller)
