"""Believable rows, one call each: `make(CompletedSet, reps=3)`. What is not said is filled in."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any

from flask import current_app

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import User
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
from fitadmin.models.gym import AuditEvent, ImportBatch, ImportChange, JobRun, Location, SavedView
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
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.workouts import (
    PlanAssignment,
    PlanDay,
    TrainingMax,
    WorkoutExercise,
    WorkoutPlan,
)

PASSWORD = "correct-horse-battery"
PASSWORD_HASH = "scrypt:32768:8:1$x$x"
MONDAY = date(2026, 3, 2)
EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
_number = count(1)

Defaults = dict[str, Any]


def n() -> int:
    """A number never given before."""
    return next(_number)


def _client() -> Any:
    return make(ClientProfile)


_FILLED: dict[type[Any], Callable[[], Defaults]] = {
    Location: lambda: {"name": f"Hall {n()}"},
    AuditEvent: lambda: {"act": "change", "table_name": "client_profile", "row_id": 1},
    JobRun: lambda: {"name": "close_missed_sessions", "slot": f"slot {n()}"},
    ImportBatch: lambda: {"kind": "foods", "source": "fdc", "file_name": "foods.zip"},
    ImportChange: lambda: {"batch": lambda: make(ImportBatch), "table_name": "food", "row_id": 1},
    TrainerProfile: lambda: {"first_name": "Tilda", "last_name": f"Trainer {n()}"},
    ClientProfile: lambda: {"first_name": "Carla", "last_name": f"Client {n()}"},
    Coaching: lambda: {
        "trainer": lambda: make(TrainerProfile),
        "client": _client,
        "started_on": MONDAY,
    },
    ClientHealth: lambda: {"client": _client, "sex": "female", "height_cm": Decimal(170)},
    Consent: lambda: {"client": _client, "purpose": "health_data", "text_version": "1"},
    ClientNote: lambda: {"client": _client, "text": "Knees", "is_shared": True},
    Muscle: lambda: {"name": f"muscle {n()}"},
    Equipment: lambda: {"name": f"equipment {n()}"},
    Exercise: lambda: {"name": f"Back squat {n()}"},
    ExerciseName: lambda: {"exercise": lambda: make(Exercise), "name": f"Kniebeuge {n()}"},
    WorkoutPlan: lambda: {"name": f"Strength {n()}"},
    PlanDay: lambda: {"plan": lambda: make(WorkoutPlan), "name": f"Day {n()}"},
    WorkoutExercise: lambda: {
        "day": lambda: make(PlanDay),
        "exercise": lambda: make(Exercise),
        "reps_min": 5,
        "reps_max": 5,
    },
    PlanAssignment: lambda: {
        "client": _client,
        "plan": lambda: make(WorkoutPlan),
        "starts_on": MONDAY,
    },
    TrainingMax: lambda: {
        "client": _client,
        "exercise": lambda: make(Exercise),
        "load_kg": Decimal(100),
        "set_on": MONDAY,
    },
    WorkoutSession: lambda: {"client": _client, "due_on": MONDAY, "note": f"Legs {n()}"},
    ExerciseCompletion: lambda: {
        "session": lambda: make(WorkoutSession),
        "exercise": lambda: make(Exercise),
    },
    CompletedSet: lambda: {
        "completion": lambda: make(ExerciseCompletion),
        "reps": 5,
        "load": Decimal(100),
        "completed_at": EVENING,
    },
    Food: lambda: {"name": f"Oats {n()}", "energy_kcal": Decimal(370), "protein_g": Decimal(13)},
    FoodName: lambda: {"food": lambda: make(Food), "language": "de", "name": f"Hafer {n()}"},
    FoodPortion: lambda: {"food": lambda: make(Food), "name": "cup", "grams": Decimal(80)},
    FoodNutrient: lambda: {
        "food": lambda: make(Food),
        "nutrient": "iron",
        "amount": Decimal(4),
        "unit": "mg",
    },
    Recipe: lambda: {"name": f"Porridge {n()}", "servings": Decimal(2)},
    RecipeIngredient: lambda: {
        "recipe": lambda: make(Recipe),
        "food": lambda: make(Food),
        "amount": Decimal(80),
    },
    NutritionTarget: lambda: {
        "client": _client,
        "starts_on": MONDAY,
        "energy_kcal": Decimal(2000),
    },
    MealPlan: lambda: {"name": f"Lean {n()}"},
    MealEntry: lambda: {
        "plan": lambda: make(MealPlan),
        "name": f"Breakfast {n()}",
        "at": time(7, 30),
    },
    MealComponent: lambda: {"entry": lambda: make(MealEntry), "name": f"Grain {n()}"},
    MealOption: lambda: {
        "component": lambda: make(MealComponent),
        "food": lambda: make(Food),
        "grams": Decimal(80),
    },
    NutritionEntry: lambda: {
        "client": _client,
        "food": lambda: make(Food),
        "grams": Decimal(80),
        "eaten_at": EVENING,
    },
    MealUpload: lambda: {"client": _client, "taken_at": EVENING, "note": f"Lunch {n()}"},
    Metric: lambda: {"name": f"Waist {n()}", "slug": f"waist-{n()}", "unit": "cm"},
    ProgressEntry: lambda: {
        "client": _client,
        "metric": lambda: make(Metric),
        "entered": Decimal(80),
        "unit": "cm",
        "measured_at": EVENING,
    },
    StoredFile: lambda: {
        "client": _client,
        "kind": "progress_photo",
        "original_name": "front.jpg",
        "media_type": "image/jpeg",
        "size_bytes": 1000,
        "sha256": "0" * 64,
        "storage_key": f"key-{n()}",
    },
    ProgressPhoto: lambda: {"client": _client, "taken_on": MONDAY},
    Goal: lambda: {
        "client": _client,
        "metric": lambda: make(Metric),
        "start_value": Decimal(80),
        "target_value": Decimal(75),
        "starts_on": MONDAY,
    },
    Notification: lambda: {"recipient": person, "kind": "plan_assigned"},
    SavedView: lambda: {
        "owner_id": lambda: person().id,
        "page": "ClientProfileView",
        "query": "q=carla",
        "name": f"View {n()}",
    },
    NotificationPreference: lambda: {"kind": f"kind {n()}", "channel": "email"},
    NotificationDelivery: lambda: {"notification": lambda: make(Notification), "channel": "email"},
}


def make(model: type[Any], **values: Any) -> Any:
    """A row of *model*, flushed by the system; a part takes its client from its parent."""
    defaults = _FILLED.get(model, dict)()
    for name, value in defaults.items():
        if name not in values and f"{name}_id" not in values:
            values[name] = value() if callable(value) else value
    if model is ProgressPhoto and not {"file", "file_id"} & set(values):
        values["file"] = make(StoredFile, client=values["client"])
    with acting_as(SYSTEM):
        row = model(**values)
        db.session.add(row)
        db.session.flush()
    return row


def person(*roles: str, **values: Any) -> Any:
    """An account with these built-in roles; nobody knows its password."""
    sm = current_app.appbuilder.sm  # type: ignore[attr-defined]
    with acting_as(SYSTEM):
        name = values.pop("username", f"person{n()}")
        user = User(
            username=name,
            first_name=name.title(),
            last_name="Person",
            email=f"{name}@example.org",
            active=True,
            password=PASSWORD_HASH,
            roles=[sm.find_role(role) for role in roles],
            **values,
        )
        db.session.add(user)
        db.session.flush()
    return user
