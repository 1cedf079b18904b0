"""The trash: a way back, and an end that takes nothing with it that lives."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import IntegrityError

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.gym import purge_audit, purge_trash
from fitadmin.models.exercises import Exercise, ExerciseName, Muscle
from fitadmin.models.foods import Food, Recipe, RecipeIngredient
from fitadmin.models.gym import AuditEvent, GymSettings, Location
from fitadmin.models.people import ClientHealth, ClientProfile, Coaching, TrainerProfile
from fitadmin.models.progress import ProgressPhoto
from fitadmin.models.scope import SYSTEM, Invalid, NotYours, scoped_models, with_trash
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.trash import count_trash, in_trash, purge_events, trash_models
from fitadmin.models.workouts import PlanAssignment, PlanDay, WorkoutExercise, WorkoutPlan
from fitadmin.services.base import explain
from fitadmin.services.gym import trash
from tests.factories import make

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
OLD, LATELY = NOW - timedelta(days=31), NOW - timedelta(days=29)


def throw_away(*rows: Any, at: datetime = OLD) -> None:
    """Into the trash, so long ago."""
    with acting_as(SYSTEM):
        for row in rows:
            row.deleted_at = at
        db.session.commit()


def purge() -> None:
    """The night comes."""
    purge_trash("night", NOW)
    db.session.expire_all()


def is_there(row: Any) -> bool:
    """In the trash or not."""
    model, (ident,) = type(row), inspect(row).identity
    with acting_as(SYSTEM):
        return db.session.scalar(with_trash(select(model.id).where(model.id == ident))) is not None


class TestRestoring:
    def test_a_row_comes_back(self, gym):
        row = gym.row(WorkoutSession)
        ident = row.id
        throw_away(row)
        with acting_as(gym.viewer("own")):
            assert trash.restore_row(db.session, WorkoutSession, ident).id == ident
            assert db.session.scalars(select(WorkoutSession)).one().deleted_at is None
        with acting_as(SYSTEM):
            last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
            assert (last.act, last.row_id, last.user_name) == ("restore", ident, "Own Person")

    def test_what_lives_is_not_in_the_trash(self, gym):
        with acting_as(gym.viewer("own")):
            ident = gym.row(WorkoutSession).id
            assert trash.restore_row(db.session, WorkoutSession, ident) is None

    @pytest.mark.parametrize("who", ["other", "former", "stranger", "desk"])
    def test_who_does_not_see_a_row_does_not_bring_it_back(self, gym, who):
        row = gym.row(WorkoutSession)
        throw_away(row)
        with acting_as(gym.viewer(who)):
            assert trash.restore_row(db.session, WorkoutSession, row.id) is None

    def test_who_may_not_change_a_row_does_not_bring_it_back(self, gym):
        row = gym.row(Exercise)
        throw_away(row)
        with acting_as(gym.viewer("own")), pytest.raises(NotYours):
            trash.restore_row(db.session, Exercise, row.id)

    def test_a_place_taken_meanwhile_is_refused_in_words(self, gym):
        hall = make(Location, name="Annexe")
        throw_away(hall)
        make(Location, name="Annexe")
        with acting_as(gym.viewer("manager")), pytest.raises(IntegrityError) as refused:
            trash.restore_row(db.session, Location, hall.id)
        assert explain(refused.value).status == 409
        db.session.rollback()

    def test_a_part_of_something_in_the_trash_is_refused(self, gym):
        day = gym.row(PlanDay)
        throw_away(day, gym.row(WorkoutPlan))
        with acting_as(gym.viewer("manager")), pytest.raises(Invalid, match="restore that first"):
            trash.restore_row(db.session, PlanDay, day.id)


class TestWhatLiesThere:
    def test_each_sees_what_they_may_change(self, gym):
        throw_away(gym.row(WorkoutSession), gym.row(Exercise), gym.row(Location))
        seen = {}
        for who in ("manager", "own", "other", "client"):
            with acting_as(gym.viewer(who)):
                counts = count_trash(db.session, trash_models())
                seen[who] = {model.__name__: count for model, count in counts.items()}
                for model, count in counts.items():
                    assert len(db.session.scalars(in_trash(model)).all()) == count
        assert seen == {
            "manager": {"WorkoutSession": 1, "Exercise": 1, "Location": 1},
            "own": {"WorkoutSession": 1},
            "other": {},
            "client": {"WorkoutSession": 1},
        }

    def test_of_nothing_there_is_nothing(self, gym):
        with acting_as(gym.viewer("own")):
            assert count_trash(db.session, []) == {}


class TestPurging:
    def test_what_nothing_needs_goes_after_its_days_and_not_before(self, gym):
        old, young, living = (make(Food) for _ in range(3))
        throw_away(old)
        throw_away(young, at=LATELY)
        purge()
        assert [is_there(each) for each in (old, young, living)] == [
            False, True, True,
        ]  # fmt: skip

    def test_the_gym_says_how_many_days(self, gym):
        row = make(Food)
        throw_away(row)
        with acting_as(SYSTEM):
            db.session.scalars(select(GymSettings)).one().trash_days = 90
            db.session.commit()
        purge()
        assert is_there(row)

    def test_what_a_living_row_names_stays(self, gym):
        exercise, recipe, trainer = gym.row(Exercise), make(Recipe), make(TrainerProfile)
        make(RecipeIngredient, part=recipe, food=None)
        make(Coaching, trainer=trainer)
        throw_away(exercise, recipe, trainer)
        purge()
        for row in (exercise, recipe, trainer):
            assert is_there(row)

    def test_what_a_living_row_would_lose_without_a_word_stays(self, gym):
        """Keys that the database would empty, and pairs that it would drop."""
        owner, original = make(TrainerProfile), make(WorkoutPlan)
        make(Exercise, owner=owner)
        make(WorkoutPlan, copied_from_id=original.id)
        twin = make(Exercise)
        make(Exercise, substitutes=[twin])
        throw_away(owner, original, twin)
        purge()
        for row in (owner, original, twin):
            assert is_there(row)

    def test_its_own_pairs_and_names_go_with_a_row(self, gym):
        exercise = make(Exercise, primary_muscles=[gym.row(Muscle)])
        exercise.substitutes = [gym.row(Exercise)]
        name = make(ExerciseName, exercise=exercise)
        throw_away(exercise)
        purge()
        assert not is_there(exercise)
        assert not is_there(name)
        assert is_there(gym.row(Exercise))

    def test_a_plan_goes_with_its_days(self, gym):
        plan = make(WorkoutPlan)
        exercise = make(WorkoutExercise, day=make(PlanDay, plan=plan))
        ident = plan.id
        throw_away(plan)
        purge()
        assert not is_there(exercise)
        with acting_as(SYSTEM):
            told = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "purge")).one()
        assert (told.table_name, told.row_id) == ("workout_plan", ident)
        assert told.after == {"parts": {"plan_day": 1, "workout_exercise": 1}}

    def test_a_plan_stays_whole_when_one_of_its_days_was_trained(self, gym):
        plan = gym.row(WorkoutPlan)
        other = make(PlanDay, plan=plan)
        throw_away(plan, gym.row(PlanAssignment))
        purge()
        assert is_there(plan)
        assert is_there(other)

    def test_a_plan_in_force_stays(self, gym):
        """The database would delete the assignment, which is nobody's part and lives."""
        client = make(ClientProfile)
        plan = make(WorkoutPlan, client=client)
        force = make(PlanAssignment, client=client, plan=plan)
        throw_away(plan)
        purge()
        assert is_there(force)
        throw_away(force, at=LATELY)
        purge_trash("next night", NOW)
        assert is_there(plan), "the assignment may come back"
        purge_trash("two days later", NOW + timedelta(days=2))
        assert not is_there(plan)

    def test_rows_that_name_each_other_go_in_one_night(self, gym):
        client = make(ClientProfile)
        visit = make(WorkoutSession, client=client)
        done = make(CompletedSet, completion=make(ExerciseCompletion, session=visit))
        exercise = done.completion.exercise
        throw_away(exercise, visit)
        purge()
        assert not is_there(done)
        assert not is_there(exercise)

    def test_a_client_goes_with_all_that_is_theirs_and_nobody_else_s(self, gym):
        carla = gym.row(ClientProfile)
        ident, user = carla.id, carla.user_id
        theirs = make(ClientHealth)
        throw_away(carla)
        purge()
        assert not is_there(carla)
        with acting_as(SYSTEM):
            for model in scoped_models():
                if "client_id" in model.__table__.c:
                    about = with_trash(select(func.count()).where(model.client_id == ident))
                    assert db.session.scalar(about) == 0, model
            assert gym.user("client").id == user
        assert is_there(theirs)
        assert is_there(gym.row(TrainerProfile))

    def test_of_a_whole_gym_in_the_trash_but_one_row_that_row_reads_on(self, gym):
        photo = gym.row(ProgressPhoto)
        with acting_as(SYSTEM):
            rows = [
                row
                for model in trash_models()
                for row in db.session.scalars(select(model))
                if row not in {photo, photo.client} and model is not GymSettings
            ]
        throw_away(*rows)
        purge()
        with acting_as(SYSTEM):
            [left] = db.session.scalars(select(ProgressPhoto)).all()
            assert left.file.original_name == "front.jpg"
            assert str(left.client) == "Carla Client"

    def test_a_night_takes_no_more_than_it_should(self, gym):
        rows = [make(Food) for _ in range(5)]
        throw_away(*rows)
        with acting_as(SYSTEM):
            assert trash.purge_trash(db.session, NOW, most=3) == 3
            assert trash.purge_trash(db.session, NOW, most=3) == 2
            assert trash.purge_trash(db.session, NOW, most=3) == 0


def test_old_audit_events_are_forgotten(gym):
    with acting_as(SYSTEM):
        kept = make(AuditEvent, at=NOW - timedelta(days=729))
        lost = make(AuditEvent, at=NOW - timedelta(days=731))
        db.session.commit()
        purge_audit("night", NOW)
        db.session.expire_all()
        assert is_there(kept)
        assert not is_there(lost)
        assert purge_events(db.session, datetime(2200, 1, 1, tzinfo=UTC), 2) == 2
