"""What the models refuse beyond what the database does."""

from datetime import date

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.exercises import Exercise, Muscle
from fitadmin.models.gym import GymSettings
from fitadmin.models.meals import MealPlan
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM, Invalid
from fitadmin.models.workouts import PlanAssignment
from tests.factories import make
from tests.world import World


@pytest.mark.parametrize("weekdays", ["999", "11", "0", "abc", "8", ""])
def test_weekdays_are_seven_and_each_counts_once(gym: World, weekdays):
    with acting_as(SYSTEM):
        gym.row(PlanAssignment).weekdays = weekdays
        with pytest.raises(Invalid, match="weekdays are digits"):
            db.session.flush()


def test_weekdays_stand_in_their_order(gym: World, browse):
    with acting_as(SYSTEM):
        row = gym.row(PlanAssignment)
        row.weekdays = "531"
        db.session.commit()
    assert row.weekdays == "135"
    assert "Mon, Wed, Fri" in browse(gym.user("manager")).get("/planassignmentview/list/").text


def test_a_meal_plan_does_not_end_before_it_starts(session):
    with pytest.raises(Invalid, match="ends before it starts"):
        make(MealPlan, starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 1))


def test_nothing_is_kept_for_longer_than_the_calendar_goes(gym: World):
    with acting_as(SYSTEM):
        db.session.scalars(select(GymSettings)).one().trash_days = 99_999_999
        with pytest.raises(Invalid, match="36500 days"):
            db.session.flush()


def test_a_muscle_that_exercises_train_is_not_deleted(gym: World, browse):
    with acting_as(SYSTEM):
        muscle = make(Muscle, name="of one exercise alone")
        exercise = gym.row(Exercise)
        exercise.primary_muscles.append(muscle)
        db.session.commit()
    manager = browse(gym.user("manager"))
    manager.post(f"/muscleview/delete/{muscle.id}")
    assert "1 exercises train this muscle" in manager.get("/muscleview/list/").text
    with acting_as(SYSTEM):
        assert muscle in exercise.primary_muscles
        exercise.primary_muscles.remove(muscle)
        db.session.commit()
    manager.post(f"/muscleview/delete/{muscle.id}")
    assert "of one exercise alone" not in manager.get("/muscleview/list/").text


def test_a_name_of_blanks_is_none(gym: World, browse):
    answer = browse(gym.user("manager")).post(
        "/clientprofileview/add", data={"first_name": "  ", "last_name": "   ", "status": "active"}
    )
    assert answer.status_code == 200
    assert answer.text.count("This field is required") == 2
    with acting_as(SYSTEM):
        found = select(ClientProfile).where(ClientProfile.first_name == "")
        assert db.session.scalars(found).first() is None


def test_a_text_longer_than_its_column_is_refused_on_both_databases(session):
    with pytest.raises(Invalid, match="at most") as refused:
        make(ClientProfile, phone="0" * 41)
    assert refused.value.field == "phone"
