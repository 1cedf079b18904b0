"""Rows enough that filters, orders and pages matter, with gaps, ties and awkward text."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import select

from fitadmin.extensions import db
from fitadmin.models.exercises import Equipment, Exercise, Muscle
from fitadmin.models.foods import Food, FoodPortion, Recipe, RecipeIngredient
from fitadmin.models.gym import AuditEvent, Location
from fitadmin.models.meals import MealEntry, MealPlan
from fitadmin.models.people import ClientHealth, ClientProfile, Coaching, TrainerProfile
from fitadmin.models.progress import Metric, ProgressEntry
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.workouts import PlanDay, WorkoutPlan
from tests.factories import MONDAY, make
from tests.world import LONG_AGO, build_world

NAMES = ("Ann", "ann", "Ännchen", "Bo", "Bo%b", "Bo_b", "O'Neil", "Zoë", "a\\b", "Carla")
START = datetime(2026, 3, 2, 6, tzinfo=UTC)


def fill(app: Flask) -> None:
    """The small world, and about thirty more rows of every table that is compared."""
    build_world(app)
    carla = db.session.scalars(select(ClientProfile).order_by(ClientProfile.id)).first()
    own = db.session.scalars(select(TrainerProfile).where(TrainerProfile.first_name == "Own")).one()
    other = db.session.scalars(
        select(TrainerProfile).where(TrainerProfile.first_name == "Other")
    ).one()
    clients = [carla, *_clients(own)]
    _library(own, other)
    for number in range(30):
        make(AuditEvent, act=("change", "delete")[number % 2], row_id=number % 7)
    _training(clients, own, other)
    _eating(clients)
    _measuring(clients)


def _clients(own: Any) -> list[Any]:
    hall = make(Location)
    clients = []
    for number in range(14):
        client = make(
            ClientProfile,
            first_name=NAMES[number % len(NAMES)],
            last_name=f"Client {number % 4}",
            number=f"N{number}" if number % 3 else None,
            born_on=LONG_AGO - timedelta(days=9000 + number % 5) if number % 4 else None,
            location=hall if number % 2 else None,
            status=("active", "paused")[number % 2],
        )
        clients.append(client)
        if number < 6:
            make(Coaching, trainer=own, client=client, started_on=LONG_AGO)
        if number % 2:
            make(ClientHealth, client=client, height_cm=Decimal(150 + number % 3))
    return clients


def _library(own: Any, other: Any) -> None:
    muscles = [make(Muscle, is_front=bool(number % 2)) for number in range(5)]
    things = [make(Equipment) for _ in range(3)]
    owners = (None, None, own, other)
    exercises = [
        make(
            Exercise,
            name=f"{NAMES[number % len(NAMES)]} press {number}",
            owner=owners[number % 4],
            is_unilateral=bool(number % 2),
            equipment=things[number % 3] if number % 4 else None,
            primary_muscles=muscles[: number % 4],
        )
        for number in range(24)
    ]
    exercises[2].substitutes = exercises[4:7]
    for number in range(24):
        food = make(
            Food,
            name=f"{NAMES[number % len(NAMES)]} oats",
            owner=owners[number % 4],
            brand=None if number % 3 else "Mill",
            energy_kcal=None if number % 5 == 0 else Decimal(300 + number % 6),
            protein_g=Decimal("0.000001") * (number % 3),
        )
        make(FoodPortion, food=food, name="cup", grams=Decimal(80))
        make(FoodPortion, food=food, name="bag", grams=Decimal("7.5"))
        recipe = make(Recipe, owner=owners[number % 4], cooked_yield_g=(None, 400)[number % 2])
        for position in (2, 1):
            make(RecipeIngredient, recipe=recipe, food=food, position=position, amount=Decimal(3))


def _training(clients: list[Any], own: Any, other: Any) -> None:
    exercise = make(Exercise)
    for number, client in enumerate((clients * 2)[:24]):
        plan = make(
            WorkoutPlan,
            client=client if number % 3 else None,
            owner=None if number % 3 else (None, own, other)[number % 2 + number % 4 // 3],
            weeks=1 + number % 3,
        )
        make(PlanDay, plan=plan)
        visit = make(
            WorkoutSession,
            client=client,
            due_on=MONDAY + timedelta(days=number % 5),
            session_rpe=None if number % 2 else Decimal("7.5"),
            mood=None if number % 3 else 1 + number % 5,
            started_at=None if number % 4 else START + timedelta(hours=number),
        )
        done = make(ExerciseCompletion, session=visit, exercise=exercise)
        for position in (1, 2):
            make(
                CompletedSet,
                completion=done,
                position=position,
                reps=None if number % 4 == 0 else number % 6,
                load=None if number % 5 == 0 else Decimal(number % 3 * 20),
                load_unit="lb" if number % 2 else "kg",
                completed_at=START + timedelta(minutes=number % 7),
            )


def _eating(clients: list[Any]) -> None:
    for number, client in enumerate((clients * 2)[:20]):
        plan = make(
            MealPlan,
            client=client if number % 3 else None,
            target_kcal=None if number % 2 else Decimal(1800 + number % 3),
            days=1 + number % 3,
        )
        make(MealEntry, plan=plan, name=f"{NAMES[number % len(NAMES)]} meal")
        make(MealEntry, plan=plan, at=None, position=2)


def _measuring(clients: list[Any]) -> None:
    metric = db.session.scalars(select(Metric).where(Metric.slug == "weight")).one()
    for number, client in enumerate((clients * 3)[:40]):
        make(
            ProgressEntry,
            client=client,
            metric=metric,
            entered=Decimal(70 + number % 4),
            unit="lb" if number % 2 else "kg",
            note=None if number % 3 else f"{NAMES[number % len(NAMES)]}",
            measured_at=START + timedelta(days=number // 3),
        )
