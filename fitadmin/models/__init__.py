"""Tables. Importing this package maps every model, which Alembic relies on."""

from fitadmin.models import (
    accounts,
    diary,
    exercises,
    files,
    foods,
    gym,
    meals,
    notifications,
    people,
    progress,
    sessions,
    workouts,
)

__all__ = [
    "accounts",
    "diary",
    "exercises",
    "files",
    "foods",
    "gym",
    "meals",
    "notifications",
    "people",
    "progress",
    "sessions",
    "workouts",
]
