"""Who and what is in the benchmark's gyms: the same rows for every peer, on every machine."""

from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import Connection

import config
from bench.database import fill, kept, rows
from fitadmin import create_app
from fitadmin.access import acting_as
from fitadmin.extensions import appbuilder, db
from fitadmin.models import exercises, foods, meals, people, progress, sessions
from fitadmin.models.scope import SYSTEM

PASSWORD = "Sixteen-tons-of-iron"  # noqa: S105  of people who do not exist
ACCOUNTS = {"admin": "Admin", "manager": "Manager", "trainer": "Trainer", "client": "Client"}
WEIGHED_DAYS = 731
SETS_PER_SESSION, SETS_PER_EXERCISE = 20, 4
SORTS = ("Oat", "Rye", "Soy", "Goat", "Red", "Wild", "Plain", "Smoked", "Dried", "Fresh")
NOUNS = ("bread", "yoghurt", "curry", "beans", "apple", "cheese", "salmon", "rice", "soup", "nuts")


class Size(NamedTuple):
    """How much there is of everything."""

    sets: int
    clients: int
    trainers: int
    foods: int
    exercises: int = 873
    weights: int = 0
    plan_days: int = 1


MAIN = Size(50_000, clients=190, trainers=10, foods=10_000, weights=20_000, plan_days=7)
GROWTH = {
    n: Size(n, clients=n // 100, trainers=max(n // 5000, 1), foods=n)
    for n in (1_000, 10_000, 100_000, 1_000_000)
}
TINY = Size(400, clients=4, trainers=1, foods=200, exercises=10, weights=WEIGHED_DAYS)


def seeded(name: str, size: Size) -> str:
    """The address of a database of that *size*, made by `upgrade`, with four accounts."""
    recipe = recipe_of(Path(__file__), words=repr(size))
    return kept(f"bench_{name}", recipe, lambda url: _make(url, size))


def recipe_of(*files: Path, words: str) -> str:
    """What a database is made of: these files, these words, and the migrations."""
    migrations = Path(config.ROOT, "fitadmin", "migrations", "versions").glob("*.py")
    return "\n".join([words, *(path.read_text() for path in (*files, *sorted(migrations)))])


def upgraded(url: str) -> Flask:
    """An application on the empty database *url*, with tables and roles."""
    settings = config.Testing()
    settings.SQLALCHEMY_DATABASE_URI, settings.SQLALCHEMY_ENGINE_OPTIONS = url, {}
    app = create_app(settings)
    result = app.test_cli_runner().invoke(args=["fitadmin", "upgrade"])
    if result.exit_code:
        raise RuntimeError(result.output)
    return app


def _make(url: str, size: Size) -> None:
    app = upgraded(url)
    with app.app_context(), acting_as(SYSTEM):
        sm = appbuilder.sm
        for name, role in ACCOUNTS.items():
            email = f"{name}@example.org"
            sm.add_user(name, name, role, email, sm.find_role(role), password=PASSWORD)
        ids = {name: sm.find_user(username=name).id for name in ACCOUNTS}
        db.session.remove()
        db.engine.dispose()
    fill(url, lambda connection: _fill(connection, size, ids))


def _fill(connection: Connection, size: Size, ids: dict[str, int]) -> None:
    _people(connection, size, ids)
    _library(connection, size)
    _training(connection, size)
    _weights(connection, size)
    _meals(connection, size)


def _word(words: tuple[str, ...], number: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"(ARRAY[{listed}])[({number}) % {len(words)} + 1]"


def _people(connection: Connection, size: Size, ids: dict[str, int]) -> None:
    rows(
        connection, people.TrainerProfile.__table__, size.trainers,
        user_id=f"CASE g WHEN 1 THEN {ids['trainer']} END", first_name="'Tom'",
        last_name="'Trainer ' || g",
    )  # fmt: skip
    rows(
        connection, people.ClientProfile.__table__, size.clients,
        user_id=f"CASE g WHEN 1 THEN {ids['client']} END", number="'N' || g",
        first_name=_word(SORTS, "g"), last_name="initcap(md5(g::text))",
        born_on="date '1960-01-01' + g", joined_on="date '2023-06-01'",
        email="'c' || g || '@example.org'",
    )  # fmt: skip
    rows(
        connection, people.Coaching.__table__, size.clients,
        trainer_id=f"(g - 1) % {size.trainers} + 1", client_id="g", started_on="date '2023-06-01'",
    )  # fmt: skip


def _library(connection: Connection, size: Size) -> None:
    rows(
        connection, exercises.Exercise.__table__, size.exercises,
        name="'Exercise ' || g", slug="'exercise-' || g", mechanics="'compound'",
        instructions="repeat('Lift it and put it down again. ', 8)",
    )  # fmt: skip
    amounts = dict.fromkeys(("fat_g", "carbs_g", "protein_g"), "(g % 300) / 10.0")
    rows(
        connection, foods.Food.__table__, size.foods,
        name=f"{_word(SORTS, 'g')} || ' ' || {_word(NOUNS, 'g / 10')} || ' ' || md5(g::text)",
        category="'Everything'", energy_kcal="100 + g % 500", fibre_g="(g % 70) / 10.0",
        source="'bench'", source_id="g::text", **amounts,
    )  # fmt: skip
    rows(connection, foods.FoodPortion.__table__, size.foods, food_id="g", name="'one'", grams="50")


def _training(connection: Connection, size: Size) -> None:
    clients, per_exercise = size.clients, SETS_PER_EXERCISE
    visits, completions = size.sets // SETS_PER_SESSION, size.sets // per_exercise
    exercises_per_visit = SETS_PER_SESSION // per_exercise
    day = f"date '2025-12-31' - (({{}} - 1) / {clients})"
    rows(
        connection, sessions.WorkoutSession.__table__, visits,
        client_id=f"(g - 1) % {clients} + 1", due_on=day.format("g"), status="'done'",
    )  # fmt: skip
    rows(
        connection, sessions.ExerciseCompletion.__table__, completions,
        session_id=f"(g - 1) / {exercises_per_visit} + 1",
        client_id=f"((g - 1) / {exercises_per_visit}) % {clients} + 1",
        exercise_id=f"g % {size.exercises} + 1", position=f"(g - 1) % {exercises_per_visit} + 1",
    )  # fmt: skip
    visit = f"((g - 1) / {SETS_PER_SESSION} + 1)"
    rows(
        connection, sessions.CompletedSet.__table__, size.sets,
        completion_id=f"(g - 1) / {per_exercise} + 1",
        client_id=f"((g - 1) / {SETS_PER_SESSION}) % {clients} + 1",
        position=f"(g - 1) % {per_exercise} + 1", reps="g % 9 + 3", load="40 + g % 60",
        load_kg="40 + g % 60", rpe="8",
        kind=f"CASE g % {per_exercise} WHEN 1 THEN 'warm_up' ELSE 'working' END",
        completed_at=f"({day.format(visit)})::timestamptz + (g % 20 + 1020) * interval '1 minute'",
    )  # fmt: skip


def _weights(connection: Connection, size: Size) -> None:
    """Everybody weighs themselves daily, the first ones for two years."""
    query = "SELECT id FROM metric WHERE slug = 'weight'"
    metric = connection.exec_driver_sql(query).scalar_one()
    kilograms = "75 + (g % 40) / 10.0"
    rows(
        connection, progress.ProgressEntry.__table__, size.weights,
        client_id=f"(g - 1) / {WEIGHED_DAYS} + 1", metric_id=str(metric), entered=kilograms,
        unit="'kg'", value=kilograms,
        measured_at=f"timestamptz '2024-01-01T07:00Z' + (g - 1) % {WEIGHED_DAYS} * interval '1d'",
    )  # fmt: skip


def _meals(connection: Connection, size: Size) -> None:
    """One client's plan: four meals a day, each of two components with two options."""
    about = {"client_id": "1"}
    meals_, parts = size.plan_days * 4, size.plan_days * 8
    rows(connection, meals.MealPlan.__table__, 1, name="'Plan'", days=str(size.plan_days), **about)
    rows(
        connection, meals.MealEntry.__table__, meals_, plan_id="1", day="(g - 1) / 4 + 1",
        position="(g - 1) % 4 + 1", name="'Meal ' || g", **about,
    )  # fmt: skip
    rows(
        connection, meals.MealComponent.__table__, parts, entry_id="(g - 1) / 2 + 1",
        position="(g - 1) % 2 + 1", name="'Part ' || g", **about,
    )  # fmt: skip
    rows(
        connection, meals.MealOption.__table__, parts * 2, component_id="(g - 1) / 2 + 1",
        position="(g - 1) % 2 + 1", food_id="g", grams="50 + g", is_chosen="g % 2 = 1", **about,
    )  # fmt: skip
