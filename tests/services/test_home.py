"""Needs you today: each reason from rows of its own, and nobody else's clients."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.models.people import ClientProfile, Coaching
from fitadmin.models.progress import Goal, Metric, ProgressEntry
from fitadmin.models.scope import SYSTEM
from fitadmin.models.workouts import PlanAssignment
from fitadmin.rules.training import Cause
from fitadmin.services.home import needs_today
from tests.factories import make
from tests.services.coached import TODAY, Stage, asked, days_ago, noon
from tests.statements import counted


@pytest.fixture
def stage(app):
    return Stage()


def causes(stage, caller=None):
    """By first name: the causes and their numbers, in the order of the page."""
    watched = asked(needs_today, caller or stage.caller())
    return {
        one.name.split()[0]: [(need.cause, need.amount) for need in one.needs]
        for one in watched.needy
    }


def trash(row):
    with acting_as(SYSTEM):
        row.deleted_at = now()
        db.session.flush()


def weigh(client, days, kg):
    with acting_as(SYSTEM):
        metric = db.session.scalars(select(Metric).where(Metric.slug == "weight")).one()
    make(ProgressEntry, client=client, metric=metric, entered=Decimal(kg), unit="kg",
         measured_at=noon(days))  # fmt: skip
    return metric


def test_who_is_well_is_counted_and_not_named(stage):
    stage.client()
    watched = asked(needs_today, stage.caller())
    assert (watched.clients, watched.needy) == (1, [])


def test_a_trainer_without_clients_watches_nobody(stage):
    assert asked(needs_today, stage.caller()) == (0, [])


def test_missed_sessions_of_the_last_seven_days(stage):
    client = stage.client()
    for days, status in ((7, "missed"), (2, "planned"), (8, "missed"), (3, "excused")):
        stage.session(client, days, status)
    stage.session(client, 0, "planned")  # today is not over
    assert causes(stage)["Carla"] == [(Cause.MISSED, 2)]


def test_a_missed_session_in_the_trash_was_not_missed(stage):
    trash(stage.session(stage.client(), 2, "missed"))
    assert causes(stage) == {}


def test_meal_photos_that_wait(stage):
    client = stage.client()
    for verdict in ("waiting", "waiting", "good"):
        make(MealUpload, client=client, verdict=verdict, taken_at=noon(0))
    trash(make(MealUpload, client=client, taken_at=noon(0)))
    assert causes(stage)["Carla"] == [(Cause.PHOTOS, 2)]


def test_a_photo_that_has_waited_longer_comes_first(stage):
    for name, days in (("Ann", 0), ("Bea", 2), ("Cas", 1)):
        make(MealUpload, client=stage.client(name), taken_at=noon(days))
    assert list(causes(stage)) == ["Bea", "Cas", "Ann"]


def test_weight_that_goes_away_from_the_goal(stage):
    client = stage.client()
    metric = weigh(client, 10, "80")
    weigh(client, 8, "80")
    weigh(client, 0, "80.8")
    assert causes(stage) == {}
    goal = make(Goal, client=client, metric=metric, start_value=85, target_value=75,
                starts_on=days_ago(50))  # fmt: skip
    assert causes(stage)["Carla"] == [(Cause.WRONG_WAY, Decimal(1))]
    trash(goal)
    assert causes(stage) == {}


def test_a_reached_goal_and_one_to_come_say_nothing(stage):
    client = stage.client()
    metric = weigh(client, 10, "80")
    weigh(client, 0, "80.8")
    about = {"client": client, "metric": metric, "start_value": 85, "target_value": 75}
    make(Goal, **about, starts_on=days_ago(50), reached_on=days_ago(3))
    make(Goal, **about, starts_on=days_ago(-3))
    assert causes(stage) == {}


def test_weight_that_leaps(stage):
    client = stage.client()
    weigh(client, 10, "100")
    weigh(client, 1, "97")
    assert causes(stage)["Carla"] == [(Cause.OFF_TREND, Decimal(-3))]


def test_other_metrics_are_no_weight(stage):
    client, metric = stage.client(), make(Metric, unit="kg")
    for days, kg in ((10, 100), (1, 90)):
        make(ProgressEntry, client=client, metric=metric, entered=kg, unit="kg",
             measured_at=noon(days))  # fmt: skip
    assert causes(stage) == {}


@pytest.mark.parametrize(("days", "told"), [(0, 0), (7, 7), (8, None)])
def test_a_plan_that_ends_soon(stage, days, told):
    client = stage.client()
    with acting_as(SYSTEM):
        plan = db.session.scalars(select(PlanAssignment)).one()
        plan.ends_on = days_ago(-days)
        db.session.flush()
    assert causes(stage).get("Carla") == (None if told is None else [(Cause.PLAN_ENDS, told)])
    stage.plan(client, starts_on=days_ago(-1 - days))
    assert causes(stage) == {}  # the next one follows


def test_no_plan(stage):
    stage.client()
    with acting_as(SYSTEM):
        plan = db.session.scalars(select(PlanAssignment)).one()
        plan.ends_on = days_ago(1)
        db.session.flush()
    assert causes(stage)["Carla"] == [(Cause.NO_PLAN, 0)]


def test_a_plan_in_the_trash_is_none(stage):
    stage.client()
    with acting_as(SYSTEM):
        trash(db.session.scalars(select(PlanAssignment)).one())
    assert causes(stage)["Carla"] == [(Cause.NO_PLAN, 0)]


def test_adherence_that_fell(stage):
    client = stage.client()
    for days in (9, 11, 13):
        stage.session(client, days, "missed")
    for days in (16, 20, 24, 28):
        stage.session(client, days, "done")
    stage.session(client, 12, "excused")
    assert causes(stage)["Carla"] == [(Cause.FELL, 75)]  # of 4 of 4 to 1 of 4


def test_silence_ends_with_anything_that_is_heard(stage):
    client = make(ClientProfile, first_name="Carla", joined_on=days_ago(40))
    make(Coaching, trainer=stage.trainer, client=client, started_on=days_ago(40))
    stage.plan(client)
    assert causes(stage)["Carla"] == [(Cause.QUIET, 28)]  # as far back as is looked
    weigh(client, 29, "80")
    assert causes(stage)["Carla"] == [(Cause.QUIET, 28)]
    stage.session(client, 20, "done")
    assert causes(stage)["Carla"] == [(Cause.QUIET, 20)]
    weigh(client, 15, "80")
    assert causes(stage)["Carla"] == [(Cause.QUIET, 15)]
    trash(make(NutritionEntry, client=client, eaten_at=noon(1)))
    make(NutritionEntry, client=client, eaten_at=noon(9))
    assert causes(stage)["Carla"] == [(Cause.QUIET, 9)]
    make(NutritionEntry, client=client, eaten_at=noon(8))
    assert causes(stage) == {}


def test_who_has_just_joined_is_not_silent(stage):
    client = make(ClientProfile, first_name="Nele", joined_on=days_ago(8))
    make(Coaching, trainer=stage.trainer, client=client, started_on=days_ago(8))
    stage.plan(client)
    assert causes(stage) == {}


@pytest.mark.parametrize(("days", "told"), [(0, True), (7, True), (8, False), (-1, False)])
def test_birthdays_within_a_week(stage, days, told):
    born = days_ago(-days).replace(year=1990)
    stage.client(born_on=born)
    assert causes(stage) == ({"Carla": [(Cause.BIRTHDAY, days)]} if told else {})


def test_the_day_is_the_gyms_and_not_utcs(stage):
    """At 23:30 UTC on the 19th it is the 20th in Berlin: nine days ago, not ten."""
    client = make(ClientProfile, first_name="Late", joined_on=days_ago(40))
    make(Coaching, trainer=stage.trainer, client=client, started_on=days_ago(40))
    stage.plan(client)
    at = noon(10).replace(hour=23, minute=30)
    make(NutritionEntry, client=client, eaten_at=at)
    assert causes(stage)["Late"] == [(Cause.QUIET, 9)]


@pytest.mark.parametrize("status", ["paused", "vacation", "lead"])
def test_who_is_on_a_break_misses_nothing_but_photos_are_answered(stage, status):
    client = stage.client(status=status)
    stage.session(client, 2, "missed")
    assert causes(stage) == {}
    make(MealUpload, client=client, taken_at=noon(0))
    assert causes(stage)["Carla"] == [(Cause.PHOTOS, 1)]


def test_of_former_clients_and_of_those_in_the_trash_nothing_is_told(stage):
    for client in (stage.client(status="former"), stage.client("Tess")):
        make(MealUpload, client=client, taken_at=noon(0))
    trash(client)
    assert asked(needs_today, stage.caller()) == (0, [])


def test_a_coaching_that_has_ended_or_is_to_come_shows_nobody(stage):
    for started, ended in ((90, 0), (-1, None)):
        client = make(ClientProfile)
        make(Coaching, trainer=stage.trainer, client=client, started_on=days_ago(started),
             ended_on=None if ended is None else days_ago(ended))  # fmt: skip
    assert asked(needs_today, stage.caller()) == (0, [])


def test_who_coaches_in_two_ways_sees_a_client_once(stage):
    client = stage.client()
    make(Coaching, trainer=stage.trainer, client=client, role="cover", started_on=days_ago(3))
    stage.session(client, 2, "missed")
    assert causes(stage)["Carla"] == [(Cause.MISSED, 1)]


@pytest.mark.parametrize(
    ("word", "verb", "gone"),
    [
        ("WorkoutSession", "can_write", Cause.MISSED),
        ("MealUpload", "can_write", Cause.PHOTOS),
        ("PlanAssignment", "can_write", Cause.PLAN_ENDS),
        ("ProgressEntry", "can_read", Cause.OFF_TREND),
    ],
)
def test_what_one_may_not_act_on_is_no_need(stage, word, verb, gone):
    client = stage.client()
    stage.session(client, 2, "missed")
    make(MealUpload, client=client, taken_at=noon(0))
    weigh(client, 10, "100")
    weigh(client, 1, "90")
    with acting_as(SYSTEM):
        db.session.scalars(select(PlanAssignment)).one().ends_on = TODAY
        db.session.flush()
    everything = {cause for cause, _ in causes(stage)["Carla"]}
    caller = stage.caller(may=lambda asked_verb, asked: (asked_verb, asked) != (verb, word))
    assert everything - {cause for cause, _ in causes(stage, caller)["Carla"]} == {gone}


def test_who_may_read_nothing_of_the_body_hears_of_birthdays_only(stage):
    client = stage.client(born_on=TODAY.replace(year=1990))
    stage.session(client, 2, "missed")
    caller = stage.caller(may=lambda _verb, word: word == "ClientProfile")
    assert causes(stage, caller) == {"Carla": [(Cause.BIRTHDAY, 0)]}


def test_needs_cost_the_same_for_ten_clients_and_for_sixty(stage):
    costs = []
    for more in (10, 50):
        for number in range(more):
            client = stage.client(f"Client{number}")
            stage.session(client, 2, "missed")
            make(MealUpload, client=client, taken_at=noon(0) - timedelta(hours=number))
        caller = stage.caller()
        with counted() as sent:
            watched = asked(needs_today, caller)
        costs.append(len(sent))
    assert watched.clients == len(watched.needy) == 60
    assert costs[0] == costs[1] <= 6
