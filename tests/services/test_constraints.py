"""What the database refuses is said in words, beside the field that is to be mended."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask_babel import force_locale
from sqlalchemy import CheckConstraint, UniqueConstraint, insert
from sqlalchemy.exc import IntegrityError

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import Group, Role, User
from fitadmin.models.exercises import Muscle
from fitadmin.models.foods import Food, RecipeIngredient
from fitadmin.models.meals import MealOption
from fitadmin.models.people import ClientHealth, ClientNote, ClientProfile, Coaching
from fitadmin.models.scope import SYSTEM, scoped_models
from fitadmin.models.sessions import CompletedSet, WorkoutSession
from fitadmin.models.workouts import PlanDay, WorkoutPlan
from fitadmin.services.base import explain
from fitadmin.services.constraints import RULES
from tests.factories import make
from tests.world import PLAIN

NEVER_BROKEN = {("uid",), ("id", "client_id")}
"""Numbers that nobody types, and what keys refer to."""


def rules_of(table):
    """The rules of a table that somebody who types can break, named as in RULES."""
    for rule in (*table.constraints, *(i for i in table.indexes if i.unique)):
        if isinstance(rule, CheckConstraint):
            if isinstance(rule.name, str):  # of a column of words it has none yet
                yield f"{table.name}.{rule.name}"
        elif isinstance(rule, UniqueConstraint) or hasattr(rule, "unique"):
            columns = tuple(column.name for column in rule.columns)
            if columns not in NEVER_BROKEN:
                yield f"{table.name}({', '.join(columns)})"


ACCOUNTS = (User, Role, Group)
"""Flask-AppBuilder's tables that people write on our pages."""


def test_every_rule_has_a_sentence_and_every_sentence_a_rule():
    typed = {*scoped_models(), *ACCOUNTS} - PLAIN
    there = {rule for model in typed for rule in rules_of(model.__table__)}
    assert there - {*RULES} == set()
    assert {*RULES} - there == set()


def test_every_sentence_is_about_a_field_of_its_table():
    models = {model.__table__.name: model for model in (*scoped_models(), *ACCOUNTS)}
    for rule, (field, words) in RULES.items():
        model = models[rule.partition(".")[0].partition("(")[0]]
        assert hasattr(model, field), rule
        assert str(words).endswith("."), rule


BREAKS = {
    "coaching.ends_after_start": lambda: make(
        Coaching, ended_on=make(Coaching).started_on - timedelta(days=1)
    ),
    "client_health.height": lambda: make(ClientHealth, height_cm=Decimal(10)),
    "completed_set.effort": lambda: make(CompletedSet, rpe=Decimal(11)),
    "workout_plan.weeks": lambda: make(WorkoutPlan, weeks=0),
    "plan_day.order": lambda: make(PlanDay, week=0),
    "food.energy": lambda: make(Food, energy_kcal=Decimal(1001)),
    "recipe_ingredient.food_or_recipe": lambda: make(RecipeIngredient, food=None),
    "meal_option.grams": lambda: make(MealOption, grams=Decimal(0)),
    "workout_session.feeling": lambda: make(WorkoutSession, mood=6),
    "client_profile(number)": lambda: [make(ClientProfile, number="7") for _ in range(2)],
    "muscle(name)": lambda: [make(Muscle, name="biceps of mine") for _ in range(2)],
}


@pytest.mark.parametrize("rule", BREAKS)
def test_both_databases_name_the_rule(rule, app):
    def break_it():
        BREAKS[rule]()
        db.session.flush()

    with acting_as(SYSTEM), pytest.raises(IntegrityError) as refused:
        break_it()
    db.session.rollback()
    with app.test_request_context():
        refusal = explain(refused.value)
        field, words = RULES[rule]
        assert refusal.errors == {field: [str(words)]}
        assert refusal.message == str(words)
        assert refusal.status == (409 if "(" in rule else 422)


def test_a_key_that_leads_nowhere_is_told_without_sql(app, session):
    lost = {"client_id": 987654, "text": "x", "is_shared": False}
    with acting_as(SYSTEM), pytest.raises(IntegrityError) as refused:
        session.execute(insert(ClientNote.__table__), [lost])
    session.rollback()
    with app.test_request_context(), force_locale("en"):
        refusal = explain(refused.value)
    assert refusal.status == 422
    assert "client" in refusal.errors or refusal.errors == {}
    assert "client_note" not in refusal.message


def test_a_page_says_it_beside_the_field_and_a_resource_by_its_name(gym, browse, call):
    row, manager = gym.row(Coaching), gym.user("manager")
    data = {"trainer": row.trainer_id, "role": "lead", "started_on": "2026-03-02",
            "ended_on": "2026-03-01"}  # fmt: skip
    page = browse(manager).post(f"/coachingview/edit/{row.id}", data=data).text
    assert page.count("Ends before it starts.") == 1
    answer = call(manager).put(f"/coachings/{row.id}", json={"ended_on": "1999-01-01"})
    assert answer.status_code == 422
    assert answer.json["errors"] == {"ended_on": ["Ends before it starts."]}
