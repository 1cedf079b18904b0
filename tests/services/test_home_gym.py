"""The whole gym in figures, the front desk, and the first steps of an empty gym."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food
from fitadmin.models.gym import GymSettings, JobRun, Location
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.scope import SEE_PEOPLE, SYSTEM
from fitadmin.models.workouts import WorkoutPlan
from fitadmin.services import home
from fitadmin.services.home.gym import People
from fitadmin.services.system import settle
from tests.factories import make
from tests.services.coached import TODAY, Stage, asked, days_ago, noon
from tests.statements import counted


@pytest.fixture
def stage(app):
    return Stage()


def trash(row):
    with acting_as(SYSTEM):
        row.deleted_at = now()
        db.session.flush()


def client(status="active", **values):
    return make(ClientProfile, status=status, **{"joined_on": days_ago(200), **values})


def coached(one, trainer, **values):
    return make(Coaching, client=one, trainer=trainer, started_on=days_ago(90), **values)


def test_clients_are_counted_with_what_has_changed(stage):
    trash(coached(client(), stage.trainer))
    coached(client(joined_on=days_ago(29)), stage.trainer)
    client(joined_on=days_ago(30))
    client("lead", joined_on=None)
    client("paused")
    client("vacation")
    trash(client())
    for days in (1, 29, 30, 59, 60):
        coached(client("former"), stage.trainer, ended_on=days_ago(days))
    found = asked(home.people_of, stage.manager())
    assert found == People(
        active=3, leads=1, resting=2, joined=1, joined_before=1, left=2, left_before=2,
        without_coach=2,
    )  # fmt: skip
    assert found.change == -1


def test_a_former_client_whom_nobody_coached_left_when_their_row_changed(stage):
    client("former", updated_at=noon(10))
    client("former", updated_at=noon(40))
    client("former", updated_at=noon(70))
    found = asked(home.people_of, stage.manager())
    assert (found.left, found.left_before) == (1, 1)


def test_the_load_of_a_trainer_is_who_takes_their_time(stage):
    nobody = make(TrainerProfile, first_name="Idle", capacity=5)
    trash(make(TrainerProfile, first_name="Gone"))
    for status in ("active", "vacation", "paused", "former", "lead"):
        coached(client(status), stage.trainer)
    twice = client()
    coached(twice, stage.trainer)
    coached(twice, stage.trainer, role="cover")
    coached(client(), stage.trainer, ended_on=TODAY)
    found = asked(home.loads_of, stage.manager())
    told = {load.trainer_id: (load.clients, load.capacity) for load in found}
    assert told == {stage.trainer.id: (3, None), nobody.id: (0, 5)}
    assert found[0].trainer_id == stage.trainer.id


def test_who_is_without_a_coach_is_named(stage):
    alone, over = client(first_name="Alone"), client(first_name="Over")
    coached(over, stage.trainer, ended_on=TODAY)
    coached(client(), stage.trainer)
    client("paused")
    found = asked(home.without_coach, stage.manager())
    assert [one.client_id for one in found] == [over.id, alone.id]


def test_the_adherence_of_a_week_and_of_the_one_before(stage):
    one, resting = client(), client("paused")
    for days, status in ((1, "done"), (7, "missed"), (3, "excused"), (0, "planned"), (8, "done")):
        stage.session(one, days, status)
    stage.session(resting, 2, "missed")
    trash(stage.session(one, 2, "missed"))
    kept = asked(home.adherence, stage.manager())
    assert kept == (Decimal(50), Decimal(100), 1, 2)


def test_where_nothing_was_due_there_is_no_adherence(stage):
    assert asked(home.adherence, stage.manager()) == (None, None, 0, 0)


def test_plans_that_end_within_a_week_with_none_to_follow(stage):
    for days, name in ((0, "Now"), (7, "Soon"), (8, "Later"), (-1, "Over")):
        stage.plan(client(first_name=name), ends_on=days_ago(-days))
    followed = client()
    stage.plan(followed, ends_on=TODAY)
    stage.plan(followed, starts_on=days_ago(-1))
    stage.plan(client("paused"), ends_on=TODAY)
    total, some = asked(home.plans_ending, stage.manager())
    assert (total, [one.name.split()[0] for one in some]) == (2, ["Now", "Soon"])


def test_many_plans_that_end_are_counted_and_a_few_are_named(stage):
    for _ in range(8):
        stage.plan(client(), ends_on=TODAY)
    total, some = asked(home.plans_ending, stage.manager())
    assert (total, len(some)) == (8, 6)


def test_a_following_plan_in_the_trash_does_not_follow(stage):
    one = client()
    stage.plan(one, ends_on=TODAY)
    trash(stage.plan(one, starts_on=days_ago(-1)))
    assert asked(home.plans_ending, stage.manager())[0] == 1


def test_jobs_that_failed_in_a_week_by_name(stage):
    for days, state in ((1, "failed"), (2, "failed"), (3, "done"), (8, "failed")):
        make(JobRun, name="mail", state=state, finished_at=now() - timedelta(days=days))
    make(JobRun, name="sweep", state="failed", created_at=now())
    with acting_as(stage.manager().viewer):
        found = home.failed_jobs(db.session())
    assert [(job.name, job.times) for job in found] == [("sweep", 1), ("mail", 2)]
    with acting_as(stage.caller().viewer):
        assert home.failed_jobs(db.session()) == []


def test_birthdays_of_the_week_in_their_order(stage):
    for days, name in ((7, "Last"), (0, "First"), (8, "Not"), (-1, "Past")):
        born_on = days_ago(-days).replace(year=1980)
        client(first_name=name, born_on=born_on)
    for status in ("former", "lead"):
        client(status, born_on=TODAY.replace(year=1980))
    found = asked(home.birthdays, stage.manager())
    told = [(one.name.split()[0], one.on) for one in found]
    assert told == [("First", TODAY), ("Last", days_ago(-7))]


def test_a_leap_day_is_kept_on_the_28th(stage):
    client(born_on=TODAY.replace(year=1992, month=2, day=29))
    last, first = TODAY.replace(month=2, day=28), TODAY.replace(month=3, day=1)
    assert [one.on for one in asked(home.birthdays, stage.manager(today=last))] == [last]
    assert asked(home.birthdays, stage.manager(today=first)) == []


def test_the_newest_come_first_without_those_who_left(stage):
    first, second = client("lead", joined_on=None), client()
    client("former")
    found = asked(home.newest_clients, stage.manager())
    assert [one.client_id for one in found] == [second.id, first.id]


FIGURES = (
    home.people_of, home.loads_of, home.without_coach, home.adherence, home.plans_ending,
    home.birthdays, home.newest_clients,
)  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f.__name__)
def test_each_figure_is_one_statement(stage, figure):
    for _ in range(3):
        one = stage.client(born_on=TODAY.replace(year=1980))
        stage.session(one, 1)
    caller = stage.manager()
    with counted() as sent:
        asked(figure, caller)
    assert len(sent) == 1


def done(steps):
    return {step.word for step in steps if step.is_done}


ALL = {"settings", "location", "library", "trainer", "account", "client", "coaching", "plan"}


def test_in_an_empty_gym_every_step_is_still_to_do(stage, app):
    with acting_as(SYSTEM):
        settle(db.session())
        trash(stage.trainer)
    steps = asked(home.first_steps, stage.manager())
    assert {step.word for step in steps} == ALL
    assert done(steps) == set()


def test_each_step_is_ticked_by_its_rows_and_at_last_they_are_gone(stage):
    with acting_as(SYSTEM):
        trash(stage.trainer)

    def rename():
        with acting_as(SYSTEM):
            db.session.scalars(select(GymSettings)).one().name = "Iron"
            db.session.flush()

    deeds = {
        "settings": rename,
        "location": lambda: make(Location),
        "library": lambda: (make(Exercise), make(Food)),
        "trainer": lambda: make(TrainerProfile),
        "account": lambda: make(TrainerProfile, user=stage.user),
        "client": client,
        "coaching": lambda: coached(client(), make(TrainerProfile)),
    }
    expected = set()
    for word, deed in deeds.items():
        deed()
        expected.add(word)
        assert done(asked(home.first_steps, stage.manager())) == expected
    make(WorkoutPlan)
    assert asked(home.first_steps, stage.manager()) == []


@pytest.mark.parametrize("model", [ClientProfile, Coaching])
def test_what_lies_in_the_trash_ticks_nothing(stage, model):
    one = coached(client(), stage.trainer)
    word = {ClientProfile: "client", Coaching: "coaching"}[model]
    assert word in done(asked(home.first_steps, stage.manager()))
    trash(one.client if model is ClientProfile else one)
    assert word not in done(asked(home.first_steps, stage.manager()))


def test_a_trainers_own_food_is_no_library(stage):
    for model in (Exercise, Food):
        make(model, owner=stage.trainer)
    assert "library" not in done(asked(home.first_steps, stage.manager()))


def test_hidden_steps_stay_away_for_everybody(stage):
    assert asked(home.first_steps, stage.manager())
    with acting_as(stage.manager().viewer):
        home.hide_steps(db.session())
    assert asked(home.first_steps, stage.manager()) == []


def test_who_does_not_see_the_settings_cannot_hide_the_steps(stage):
    viewer = stage.caller(grants=frozenset({SEE_PEOPLE})).viewer
    with acting_as(viewer), pytest.raises(NoResultFound):
        home.hide_steps(db.session())


def test_the_front_desk_finds_its_own_step_and_trainers_none(stage):
    caller = stage.caller(
        may=lambda verb, word: (verb, word) == ("can_write", "ClientProfile"),
        grants=frozenset({SEE_PEOPLE}), trainer_id=None,
    )  # fmt: skip
    assert [step.word for step in asked(home.first_steps, caller)] == ["client"]
    client()
    assert asked(home.first_steps, caller) == []
    everything_but_settings = stage.caller(may=lambda _verb, word: word != "GymSettings")
    assert asked(home.first_steps, everything_but_settings) == []


def test_the_steps_are_one_statement(stage):
    caller = stage.manager()
    with counted() as sent:
        asked(home.first_steps, caller)
    assert len(sent) == 1
