"""The stories of the demo gym: the same each time, true to every rule of the tables, lifelike."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import selectinload

from fitadmin.access import acting_as, viewer_of
from fitadmin.extensions import db
from fitadmin.importers.take import STARTER, Wishes, take_exercises, take_foods
from fitadmin.models.accounts import User
from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.exercises import Exercise
from fitadmin.models.gym import GymSettings, JobRun
from fitadmin.models.meals import MealPlan, NutritionTarget
from fitadmin.models.people import ClientHealth, ClientProfile, Coaching
from fitadmin.models.progress import Metric, ProgressEntry
from fitadmin.models.scope import SYSTEM, scoped_models
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.workouts import PlanAssignment, TrainingMax, WorkoutPlan
from fitadmin.rules.body import Sex
from fitadmin.rules.energy import Activity, BmrFormula, bmr_kcal, tdee_kcal
from fitadmin.rules.schedule import utc_span_of_day
from fitadmin.rules.strength import one_rep_max
from fitadmin.services.demo import Wish, fill
from fitadmin.services.demo.cast import Eating, Habit, personas
from tests.databases import BACKENDS, app_on

TODAY = date(2026, 6, 17)  # after a change of clocks
ZONE = "Europe/Berlin"
WISH = Wish(TODAY, clients=30, months=5, seed=7)
PLAN_PARTS = 200


def fill_gym(wish):
    """Everything at once, by the system; the steps it took."""

    def library():
        for take, file in zip((take_exercises, take_foods), STARTER, strict=True):
            take(db.session(), file, Wishes())

    with acting_as(SYSTEM):
        return list(fill(db.session(), wish, "a hash", library))


@pytest.fixture(scope="module")
def full(run_folder):
    """A gym of WISH by kind of database, made once a run; for reading only."""
    return cache(lambda kind: app_on(kind, "demo", run_folder, lambda _app: fill_gym(WISH)))


@pytest.fixture(scope="module", params=BACKENDS)
def opened(request, full):
    """The gym of WISH, seen by the system."""
    with full(request.param).app_context(), acting_as(SYSTEM):
        yield db.session
        db.session.remove()


def everything_told(app):
    """What the gym holds, without the ids that a database gives."""
    with app.app_context(), acting_as(SYSTEM):
        sets = select(
            CompletedSet.uid, CompletedSet.reps, CompletedSet.load,
            CompletedSet.rpe, CompletedSet.completed_at, CompletedSet.position,
        )  # fmt: skip
        eaten = select(NutritionEntry.uid, NutritionEntry.grams, NutritionEntry.energy_kcal)
        people = select(ClientProfile.uid, ClientProfile.last_name, ClientProfile.created_at)
        weights = select(ProgressEntry.uid, ProgressEntry.entered, ProgressEntry.measured_at)
        coached = select(Coaching.uid, Coaching.role, Coaching.started_on, Coaching.ended_on)
        found = [sorted(db.session.execute(s).all()) for s in (sets, eaten, people, weights)]
        found.append(sorted(db.session.execute(coached).all(), key=str))
        db.session.remove()
        return found


def test_the_same_wish_makes_the_same_gym(full):
    one, other = (everything_told(full(kind)) for kind in BACKENDS)
    assert one == other
    assert all(one)


def test_what_follows_from_the_rest_is_as_if_settled(opened):
    """Bulk inserts run no hook; settling what they wrote changes nothing."""
    for model in scoped_models():
        rows = opened.scalars(select(model).order_by(func.random()).limit(PLAN_PARTS)).all()
        with opened.no_autoflush:
            for row in rows:
                if row.client_from is not None:
                    assert row.client_id == getattr(row, row.client_from).client_id
                row.settle(SYSTEM)
        changes = [c for row in rows for c in inspect(row).attrs if c.history.has_changes()]
        for change in changes:  # a database keeps eight decimals of a converted pound
            [old], [new] = change.history.deleted, change.history.added
            assert abs(old - new) < Decimal("0.00000002"), (model, change.key)
        opened.expunge_all()


def test_completions_keep_a_prescription_as_the_model_writes_it(opened):
    rows = opened.scalars(select(ExerciseCompletion).limit(PLAN_PARTS)).all()
    for row in rows:
        current = row.prescription.prescription()
        assert row.prescribed.keys() == current.keys()
        assert row.prescribed | {"load_kg": 0} == current | {"load_kg": 0}
        assert row.exercise_id == row.prescription.exercise_id
    assert {row.prescribed["load_kg"] is None for row in rows} == {True, False}


def test_diary_entries_keep_the_nutrients_of_their_food(opened):
    eaten = select(NutritionEntry).where(NutritionEntry.name.is_(None)).limit(PLAN_PARTS)
    for row in opened.scalars(eaten.order_by(func.random())):
        for name, per_100 in (row.food or row.recipe).per_100().items():
            kept = getattr(row, name)
            assert (kept is None) == (per_100 is None)
            assert kept is None or abs(kept - per_100 * row.grams / 100) <= Decimal("0.000001")


def test_no_reference_hangs_in_the_air(opened):
    if db.engine.dialect.name == "sqlite":  # PostgreSQL has checked each row
        assert opened.execute(text("PRAGMA foreign_key_check")).all() == []
    templates = select(func.count()).where(WorkoutPlan.client_id.is_(None))
    assert opened.scalar(templates) == 6
    assert opened.scalar(select(func.count()).where(MealPlan.client_id.is_(None))) == 3


def test_nothing_but_plans_lies_in_the_future(opened):
    begins = utc_span_of_day(TODAY, ZONE)[0]
    statuses = {s for (s,) in opened.execute(select(WorkoutSession.status))}
    assert statuses == {"done", "missed", "excused", "planned"}
    for visit in opened.scalars(select(WorkoutSession)):
        assert (visit.status == "planned") == (visit.due_on >= TODAY)
        assert (visit.status == "done") == (visit.finished_at is not None)
        if visit.finished_at:
            assert visit.started_at < visit.finished_at < begins
    for column in (
        CompletedSet.completed_at, ProgressEntry.measured_at, NutritionEntry.eaten_at,
        MealUpload.taken_at,
    ):  # fmt: skip
        assert opened.scalar(select(func.max(column))) < begins
    for model in scoped_models():
        if model not in (GymSettings, JobRun) and hasattr(model, "version"):
            late = select(func.count()).where(model.created_at > begins + timedelta(hours=10))
            by_hand = model.__name__ in {
                "Exercise", "Food", "Recipe", "RecipeIngredient", "Metric", "Location",
                "TrainerProfile",
            }  # fmt: skip
            assert by_hand or opened.scalar(late) == 0, model


def test_sessions_fall_on_the_days_of_their_plan(opened):
    found = select(WorkoutSession).options(selectinload(WorkoutSession.assignment))
    for visit in opened.scalars(found):
        assert str(visit.due_on.isoweekday()) in visit.assignment.weekdays
        assert visit.due_on >= visit.assignment.starts_on
        assert visit.assignment.ends_on is None or visit.due_on < visit.assignment.ends_on


def test_a_trainer_sees_their_own_clients_only(opened):
    for name in ("trainer1", "trainer2", "trainer3", "trainer4", "nutritionist"):
        user = opened.scalars(select(User).where(User.username == name)).one()
        eyes = replace(viewer_of(user), today=TODAY)
        coached = select(Coaching.client_id).where(
            Coaching.trainer_id == eyes.trainer_id,
            Coaching.started_on <= eyes.today,
            Coaching.ended_on.is_(None) | (Coaching.ended_on > eyes.today),
        )
        own = set(opened.scalars(coached))
        with acting_as(eyes):
            assert set(opened.scalars(select(ClientProfile.id))) == own
            assert set(opened.scalars(select(CompletedSet.client_id))) <= own
            assert set(opened.scalars(select(NutritionEntry.client_id))) <= own
        assert 0 < len(own) < WISH.clients


def test_clients_see_themselves_and_the_desk_sees_no_health(opened):
    user, desk = (
        opened.scalars(select(User).where(User.username == name)).one()
        for name in ("client1", "frontdesk")
    )
    with acting_as(viewer_of(user)):
        assert [c.user_id for c in opened.scalars(select(ClientProfile))] == [user.id]
        assert opened.scalar(select(func.count()).select_from(CompletedSet)) > 300
    with acting_as(viewer_of(desk)):
        assert opened.scalar(select(func.count()).select_from(ClientProfile)) == WISH.clients
        assert opened.scalar(select(func.count()).select_from(ClientHealth)) == 0


def test_every_kind_of_person_trains_here(opened):
    cast = list(personas(WISH))
    assert {p.habit for p in cast} == set(Habit)
    assert {p.eating for p in cast} == set(Eating)
    assert {p.status for p in cast} == {"lead", "active", "paused", "vacation", "former"}
    statuses = opened.execute(select(ClientProfile.number, ClientProfile.status)).all()
    assert sorted(statuses) == [(f"D-{p.index:05d}", p.status) for p in cast]
    assert {u for (u,) in opened.execute(select(CompletedSet.load_unit).distinct())} == {"kg", "lb"}
    assert {r for (r,) in opened.execute(select(Coaching.role))} == {"lead", "nutrition", "cover"}
    verdicts = {v for (v,) in opened.execute(select(MealUpload.verdict))}
    assert {"waiting", "good", "adjust"} <= verdicts
    assert opened.scalar(select(func.count()).select_from(TrainingMax)) > 0


def test_who_vanished_is_still_awaited_and_who_left_is_not(opened):
    for persona in personas(WISH):
        client = opened.scalars(
            select(ClientProfile).where(ClientProfile.number == f"D-{persona.index:05d}")
        ).one()
        last = opened.scalar(
            select(func.max(WorkoutSession.due_on)).where(
                WorkoutSession.client_id == client.id, WorkoutSession.status == "done"
            )
        )
        open_plans = select(func.count()).where(
            PlanAssignment.client_id == client.id, PlanAssignment.ends_on.is_(None)
        )
        if persona.status == "lead":
            assert (last, client.coachings) == (None, [])
        elif persona.status in {"former", "paused"}:
            assert opened.scalar(open_plans) == 0
        else:
            assert opened.scalar(open_plans) == 1
        if persona.status == "former":
            assert all(c.ended_on <= TODAY for c in client.coachings)
        if persona.status == "active" and persona.habit is Habit.VANISHING:
            assert last < TODAY - timedelta(days=7)


def test_client1_gets_stronger_and_lighter(opened):
    lifts = opened.execute(
        select(CompletedSet.load_kg, CompletedSet.reps, Exercise.slug)
        .join(ExerciseCompletion, CompletedSet.completion_id == ExerciseCompletion.id)
        .join(Exercise, ExerciseCompletion.exercise_id == Exercise.id)
        .where(CompletedSet.client_id == 1, CompletedSet.kind == "working")
        .order_by(CompletedSet.completed_at)
    ).all()
    gained = 0
    for slug in {slug for _, _, slug in lifts}:
        maxima = [one_rep_max(kg, reps).kg for kg, reps, s in lifts if s == slug and kg and reps]
        third = len(maxima) // 3
        gained += bool(third) and max(maxima[-third:]) > max(maxima[:third])
    assert gained >= 3
    weights = opened.scalars(
        select(ProgressEntry.value)
        .join(Metric)
        .where(ProgressEntry.client_id == 1, Metric.slug == "weight")
        .order_by(ProgressEntry.measured_at)
    ).all()
    assert sum(weights[-5:]) < sum(weights[:5])


def test_loads_grow_and_are_taken_back(opened):
    """Double and linear progression, with deloads after misses."""
    found = opened.scalars(
        select(ExerciseCompletion)
        .where(ExerciseCompletion.prescribed["load_kg"].as_string().is_not(None))
        .order_by(ExerciseCompletion.client_id, ExerciseCompletion.exercise_id)
        .order_by(ExerciseCompletion.created_at)
    ).all()
    steps = [
        Decimal(after.prescribed["load_kg"]) - Decimal(before.prescribed["load_kg"])
        for before, after in pairwise(found)
        if (before.client_id, before.exercise_id) == (after.client_id, after.exercise_id)
    ]
    assert sum(step > 0 for step in steps) > 20 * sum(step < 0 for step in steps) > 0
    assert max(steps) <= 5


def test_targets_come_from_the_formula_with_their_inputs(opened):
    targets = opened.scalars(select(NutritionTarget)).all()
    assert {t.formula for t in targets} == {"mifflin_st_jeor", "by_hand"}
    for target in targets:
        if target.formula != "by_hand" and target.day_kind == "every":
            inputs = target.inputs
            rate = bmr_kcal(
                BmrFormula(target.formula),
                weight_kg=Decimal(inputs["weight_kg"]),
                height_cm=Decimal(inputs["height_cm"]),
                age_years=inputs["age_years"],
                sex=Sex(inputs["sex"]),
            )
            wanted = tdee_kcal(rate, Activity(inputs["activity"])) + inputs["goal_kcal"]
            assert target.energy_kcal == 1400 or abs(target.energy_kcal - wanted) <= 6
