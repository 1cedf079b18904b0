"""A client's own day: training, meals, what coaches said, and the next goal."""

from datetime import time
from decimal import Decimal

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food, Recipe
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan
from fitadmin.models.people import ClientNote
from fitadmin.models.progress import Goal, Metric, ProgressEntry
from fitadmin.models.scope import SYSTEM
from fitadmin.models.workouts import PlanDay, WorkoutExercise
from fitadmin.services.home import next_aim, own_day, replies
from tests.factories import make
from tests.services.coached import TODAY, Stage, asked, days_ago, noon
from tests.statements import counted


@pytest.fixture
def stage(app):
    stage = Stage()
    stage.me = stage.client()
    stage.other = stage.client("Other")
    return stage


def me(stage, may=None):
    return stage.caller(may=may, trainer_id=None, client_id=stage.me.id)


def trash(row):
    with acting_as(SYSTEM):
        row.deleted_at = now()
        db.session.flush()


def training(stage):
    return asked(own_day, me(stage))[0]


def eating(stage):
    return asked(own_day, me(stage))[1]


def plan_of(stage, **values):
    """A plan on Sundays (TODAY is one) with two days of one exercise each."""
    assignment = stage.plan(stage.me, starts_on=days_ago(14))
    assignment.weekdays = values.get("weekdays", "7")
    for position, name in enumerate(("Push", "Pull"), start=1):
        day = make(PlanDay, plan=assignment.plan, name=name, position=position)
        make(WorkoutExercise, day=day, exercise=make(Exercise, name=f"{name} up"))
    with acting_as(SYSTEM):
        db.session.flush()
    return assignment


def test_todays_session_with_its_exercises(stage):
    plan = plan_of(stage)
    day = make(PlanDay, plan=plan.plan, name="Legs", position=3)
    make(WorkoutExercise, day=day, exercise=make(Exercise, name="Lunge"), position=2)
    private = make(Exercise, name="Secret squat", owner=stage.trainer)
    make(WorkoutExercise, day=day, exercise=private, position=1)
    stage.session(stage.me, 0, "done", day=make(PlanDay, plan=plan.plan, name="Early"))
    due = stage.session(stage.me, 0, day=day, assignment=plan)
    stage.session(stage.other, 0)
    found = training(stage)
    assert (found.session_id, found.day, found.status) == (due.id, "Legs", "planned")
    assert [str(task.exercise.name) for task in found.tasks] == ["Secret squat", "Lunge"]


def test_without_a_session_the_plan_says_which_day_it_is(stage):
    plan_of(stage)
    found = training(stage)
    assert (found.has_plan, found.day, found.session_id) == (True, "Push", None)  # the third Sunday
    assert [task.exercise.name for task in found.tasks] == ["Push up"]


def test_a_day_of_rest_and_a_plan_without_days(stage):
    plan_of(stage, weekdays="135")
    assert training(stage) == (True, None, None, None, ())
    stage.plan(stage.me, starts_on=days_ago(1))
    assert training(stage) == (True, None, None, None, ())


def test_no_plan_is_said(stage):
    other = stage.caller(trainer_id=None, client_id=make(type(stage.me)).id)
    found, meals = asked(own_day, other)
    assert (found.has_plan, meals.has_plan, meals.meals, meals.entries) == (False, False, [], 0)


def meal(plan, name, day=1, **values):
    entry = make(MealEntry, plan=plan, name=name, day=day, at=time(8), **values)
    component = make(MealComponent, entry=entry)
    for food, is_chosen in (("Oats", False), ("Rye", True)):
        make(MealOption, component=component, food=make(Food, name=food), is_chosen=is_chosen)
    return entry


def test_todays_meals_with_the_option_that_counts(stage):
    plan = make(MealPlan, client=stage.me, days=3, starts_on=days_ago(4))
    meal(plan, "Yesterday")
    meal(plan, "Lunch", day=2, position=2)
    make(MealEntry, plan=plan, name="Breakfast", day=2, position=1)
    recipe = make(MealEntry, plan=plan, name="Dinner", day=2, position=3)
    option = make(MealOption, component=make(MealComponent, entry=recipe), food=None,
                  recipe=make(Recipe, name="Stew", owner=stage.trainer))  # fmt: skip
    make(MealPlan, client=stage.other)
    found = eating(stage)
    told = [(each.name, [str(option) for option in each.options]) for each in found.meals]
    assert told == [("Breakfast", []), ("Lunch", ["80 g Rye"]), ("Dinner", ["80 g Stew"])]
    trash(option)
    assert eating(stage).meals[-1].options == []


def test_a_plan_that_is_over_or_to_come_gives_no_meals(stage):
    meal(make(MealPlan, client=stage.me, ends_on=days_ago(1)), "Old")
    meal(make(MealPlan, client=stage.me, starts_on=days_ago(-1)), "New")
    assert not eating(stage).has_plan
    meal(make(MealPlan, client=stage.me), "Always")
    assert [each.name for each in eating(stage).meals] == ["Always"]


def test_the_diary_of_today_is_that_of_the_gyms_day(stage):
    for client, at, kcal in (
        (stage.me, noon(0), 300), (stage.me, noon(0).replace(hour=21), 200),
        (stage.me, noon(1).replace(hour=23), 50),  # midnight has passed in Berlin
        (stage.me, noon(0).replace(hour=22), 1000), (stage.other, noon(0), 1000),
    ):  # fmt: skip
        make(NutritionEntry, client=client, food=None, name="x", grams=None,
             energy_kcal=kcal, eaten_at=at)  # fmt: skip
    found = eating(stage)
    assert (found.entries, found.energy_kcal) == (3, 550)


def test_replies_and_shared_notes_newest_first(stage):
    make(ClientNote, client=stage.me, text="Shared", created_at=noon(2))
    make(ClientNote, client=stage.me, text="Secret", is_shared=False)
    make(ClientNote, client=stage.other, text="Not mine")
    make(MealUpload, client=stage.me, reply="Good plate", verdict="good", reviewed_at=noon(1))
    make(MealUpload, client=stage.me, reply=None)
    trash(make(MealUpload, client=stage.me, reply="Gone", reviewed_at=noon(0)))
    found = asked(replies, me(stage))
    assert [(one.text, one.verdict) for one in found] == [("Good plate", "good"), ("Shared", None)]


def goal(stage, client=None, **values):
    values = {"starts_on": days_ago(20), "start_value": 80, "target_value": 70, **values}
    return make(Goal, client=client or stage.me, **values)


def test_the_goal_that_is_due_next_and_how_far_it_is(stage):
    metric = make(Metric, name="Waist", unit="cm")
    goal(stage)
    goal(stage, due_on=days_ago(-50))
    goal(stage, due_on=days_ago(-1), reached_on=TODAY)
    goal(stage, stage.other, due_on=TODAY)
    goal(stage, starts_on=days_ago(-1), due_on=days_ago(-2))
    due = goal(stage, metric=metric, due_on=days_ago(-10))
    assert asked(next_aim, me(stage)).percent is None
    for days, value in ((3, 76), (2, 77)):
        make(ProgressEntry, client=stage.me, metric=metric, entered=value, unit="cm",
             measured_at=noon(days))  # fmt: skip
    make(ProgressEntry, client=stage.other, metric=metric, entered=60, unit="cm",
         measured_at=noon(1))  # fmt: skip
    found = asked(next_aim, me(stage))
    assert (found.goal_id, found.metric, found.last, found.percent) == (due.id, "Waist", 77, 30)


@pytest.mark.parametrize(("last", "percent"), [(90, 0), (60, 100), (75, 50)])
def test_the_way_to_a_goal_lies_between_nothing_and_all(stage, last, percent):
    metric = goal(stage).metric
    make(ProgressEntry, client=stage.me, metric=metric, entered=Decimal(last), unit="cm")
    assert asked(next_aim, me(stage)).percent == percent


def test_what_one_may_not_open_is_not_there(stage):
    caller = me(stage, may=lambda _verb, _word: False)
    assert asked(own_day, caller) == (None, None)
    assert asked(replies, caller) is None
    assert asked(next_aim, caller) is None


def test_a_day_costs_the_same_with_one_row_and_with_many(stage):
    costs = []
    plan_of(stage)
    for more in (1, 20):
        plan = make(MealPlan, client=stage.me)
        for number in range(more):
            meal(plan, f"Meal {number}")
            make(ClientNote, client=stage.me)
            make(MealUpload, client=stage.me, reply="Fine")
            goal(stage)
        caller = me(stage)
        with counted() as sent:
            for act in (own_day, replies, next_aim):
                asked(act, caller)
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 9
