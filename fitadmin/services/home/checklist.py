"""The first steps of a new gym, ticked by what stands in its tables."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food
from fitadmin.models.gym import GymSettings, Location
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.workouts import WorkoutPlan
from fitadmin.services.home.asking import Caller

HIDDEN = "is_checklist_hidden"
"""Under this name GymSettings.custom remembers that nobody wants to see the steps any more."""


class Step(NamedTuple):
    """A step by its word, and whether it is done."""

    word: str
    is_done: bool


def first_steps(session: Session, caller: Caller) -> list[Step]:
    """The steps that the caller may take, in order; none once all are done or they are hidden.

    Only for who may add clients to the gym or change its settings. One statement.
    """
    if not (_adds_clients(caller) or caller.writes(GymSettings)):
        return []
    asked = {word: test for word, (model, test) in STEPS.items() if caller.writes(model)}
    columns = [test().label(word) for word, test in asked.items()]
    if caller.reads(GymSettings):
        columns.append(select(GymSettings.custom).scalar_subquery().label(HIDDEN))
    row = session.execute(select(*columns)).one()._asdict()
    if (row.pop(HIDDEN, None) or {}).get(HIDDEN):
        return []
    steps = [Step(word, bool(is_done)) for word, is_done in row.items()]
    return [] if all(step.is_done for step in steps) else steps


def hide_steps(session: Session) -> None:
    """Nobody of this gym sees the steps any more; who may not change its settings is refused."""
    settings = session.scalars(select(GymSettings)).one()
    settings.custom = {**settings.custom, HIDDEN: True}
    session.flush()


def _adds_clients(caller: Caller) -> bool:
    return ClientProfile.addable_by(caller.viewer.kind) and caller.writes(ClientProfile)


def _there(model: type[Any], *conditions: ColumnElement[bool]) -> Callable[[], Any]:
    return lambda: exists(select(model.id).where(*conditions))


def _library() -> Any:
    """Exercises and foods of the gym's own, from wherever they were taken."""
    return _there(Exercise, Exercise.owner_id.is_(None))() & _there(Food, Food.owner_id.is_(None))()


def _location() -> Any:
    """The place that every gym is given (services/system.py) has been touched, or is not alone."""
    return _there(Location, or_(Location.version > 1, Location.address != ""))() | (
        select(func.count(Location.id)).scalar_subquery() > 1
    )


STEPS: dict[str, tuple[type[Any], Callable[[], Any]]] = {
    "settings": (GymSettings, _there(GymSettings, GymSettings.version > 1)),
    "location": (Location, _location),
    "library": (Exercise, _library),
    "trainer": (TrainerProfile, _there(TrainerProfile)),
    "account": (TrainerProfile, _there(TrainerProfile, TrainerProfile.user_id.is_not(None))),
    "client": (ClientProfile, _there(ClientProfile)),
    "coaching": (Coaching, _there(Coaching)),
    "plan": (WorkoutPlan, _there(WorkoutPlan)),
}
"""By word: the table that the step writes into, and what tells that it is done."""
