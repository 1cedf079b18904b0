"""A small world: everybody who may ask, and a row of every table about one client, Carla."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from fitadmin.access import acting_as, viewer_of
from fitadmin.extensions import db
from fitadmin.models.accounts import TokenFamily, User
from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.exercises import Equipment, Exercise, ExerciseName, Muscle
from fitadmin.models.files import StoredFile
from fitadmin.models.foods import (
    Food,
    FoodName,
    FoodNutrient,
    FoodPortion,
    Recipe,
    RecipeIngredient,
)
from fitadmin.models.gym import (
    AuditEvent,
    GymSettings,
    ImportBatch,
    ImportChange,
    ImportUpload,
    JobRun,
    KeptAnswer,
    Location,
    SavedView,
)
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan, NutritionTarget
from fitadmin.models.notifications import (
    Notification,
    NotificationDelivery,
    NotificationPreference,
)
from fitadmin.models.people import (
    ClientHealth,
    ClientNote,
    ClientProfile,
    Coaching,
    Consent,
    TrainerProfile,
)
from fitadmin.models.progress import Goal, Metric, ProgressEntry, ProgressPhoto
from fitadmin.models.scope import SYSTEM, Viewer
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.workouts import (
    PlanAssignment,
    PlanDay,
    TrainingMax,
    WorkoutExercise,
    WorkoutPlan,
)
from tests.factories import make, person

PEOPLE = {
    "admin": "Admin",
    "manager": "Manager",
    "desk": "Front desk",
    "own": "Trainer",
    "cover": "Trainer",
    "nutri": "Nutritionist",
    "other": "Trainer",
    "former": "Trainer",
    "client": "Client",
    "stranger": "Client",
}
"""Who asks: own, cover and nutri coach Carla now; former did; client is Carla."""
TODAY = date.today()  # noqa: DTZ011  a few days either way do not matter
LONG_AGO = TODAY - timedelta(days=300)


def build_world(_app: Flask) -> None:
    """Fill an empty gym; the caller commits."""
    users = {name: person(role, username=name) for name, role in PEOPLE.items()}
    carla = make(ClientProfile, first_name="Carla", last_name="Client", user=users["client"])
    make(ClientProfile, first_name="Sten", last_name="Stranger", user=users["stranger"])
    for name in ("own", "cover", "nutri", "other", "former"):
        make(
            TrainerProfile,
            first_name=name.title(),
            last_name="Coach",
            user=users[name],
            kind="nutritionist" if name == "nutri" else "trainer",
        )
    trainer = {p.user.username: p for p in db.session.scalars(select(TrainerProfile))}
    for name, role in (("own", "lead"), ("cover", "cover"), ("nutri", "nutrition")):
        make(Coaching, trainer=trainer[name], client=carla, role=role, started_on=LONG_AGO)
    ended = TODAY - timedelta(days=30)
    make(Coaching, trainer=trainer["former"], client=carla, started_on=LONG_AGO, ended_on=ended)
    _rows_about(carla, users["client"])


def _rows_about(carla: Any, account: Any) -> None:
    """One row of every table, the first of its table; the library's are the gym's."""
    for model in (AuditEvent, JobRun, ImportChange, Muscle, Equipment):
        make(model)
    for model in (ClientHealth, Consent, ClientNote, MealUpload, NutritionTarget):
        make(model, client=carla)
    exercise, food, recipe = make(Exercise), make(Food), make(Recipe)
    make(ExerciseName, exercise=exercise)
    for model in (FoodName, FoodPortion, FoodNutrient):
        make(model, food=food)
    make(RecipeIngredient, recipe=recipe, food=food)
    _training_of(carla, exercise)
    _meals_of(carla, food)
    metric = db.session.scalars(select(Metric).where(Metric.slug == "waist")).one()
    make(ProgressEntry, client=carla, metric=metric)
    make(Goal, client=carla, metric=metric)
    make(ProgressPhoto, client=carla, file=make(StoredFile, client=carla))
    note = make(Notification, recipient=account)
    make(NotificationDelivery, notification=note)
    make(NotificationPreference, user_id=account.id)
    make(SavedView, owner_id=account.id)


def _training_of(carla: Any, exercise: Any) -> None:
    plan = make(WorkoutPlan, client=carla)
    day = make(PlanDay, plan=plan)
    prescription = make(WorkoutExercise, day=day, exercise=exercise)
    assignment = make(PlanAssignment, client=carla, plan=plan)
    make(TrainingMax, client=carla, exercise=exercise)
    visit = make(WorkoutSession, client=carla, assignment=assignment, day=day)
    done = make(ExerciseCompletion, session=visit, exercise=exercise, prescription=prescription)
    make(CompletedSet, completion=done)


def _meals_of(carla: Any, food: Any) -> None:
    plan = make(MealPlan, client=carla)
    component = make(MealComponent, entry=make(MealEntry, plan=plan))
    option = make(MealOption, component=component, food=food)
    make(NutritionEntry, client=carla, food=food, option=option)


class World:
    """The world, asked by name: `gym.user("own")`, `gym.row(WorkoutSession)`."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def user(self, name: str) -> Any:
        """The account of one of PEOPLE; None for nobody."""
        with acting_as(SYSTEM):
            return db.session.scalars(select(User).where(User.username == name)).one_or_none()

    def viewer(self, name: str) -> Viewer:
        """The eyes of one of PEOPLE."""
        return viewer_of(self.user(name))

    def row(self, model: type[Any]) -> Any:
        """Carla's row of *model*, or the gym's."""
        with acting_as(SYSTEM):
            return db.session.scalars(select(model).order_by(model.id).limit(1)).one()


MODELS: tuple[type[Any], ...] = (
    ClientProfile, TrainerProfile, Coaching, Location, ClientHealth, Consent, ClientNote,
    Muscle, Equipment, Exercise, ExerciseName,
    WorkoutPlan, PlanDay, WorkoutExercise, PlanAssignment, TrainingMax,
    WorkoutSession, ExerciseCompletion, CompletedSet,
    Food, FoodName, FoodPortion, FoodNutrient, Recipe, RecipeIngredient,
    NutritionTarget, MealPlan, MealEntry, MealComponent, MealOption, NutritionEntry, MealUpload,
    Metric, ProgressEntry, ProgressPhoto, Goal, StoredFile,
    Notification, NotificationDelivery, NotificationPreference,
    SavedView, GymSettings, AuditEvent, JobRun, ImportBatch, ImportChange,
)  # fmt: skip
"""Every table that belongs to somebody."""
UNSEEN: tuple[type[Any], ...] = (KeptAnswer, TokenFamily)
"""Tables that nobody sees: they have no page and no resource."""
BY_HAND: tuple[type[Any], ...] = (ImportUpload,)
"""Tables with pages by hand alone; tests of theirs say who sees them."""
PLAIN = frozenset({*UNSEEN, *BY_HAND})
"""Tables for which nothing is generated."""
