"""Who may see which rows, asked of the session itself."""

import pytest
from sqlalchemy import delete, exists, func, select, union_all, update
from sqlalchemy.orm import aliased, joinedload, selectinload

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import TokenFamily
from fitadmin.models.columns import now
from fitadmin.models.exercises import Exercise
from fitadmin.models.gym import KeptAnswer
from fitadmin.models.people import ClientProfile, Coaching
from fitadmin.models.scope import (
    NOBODY,
    SYSTEM,
    NotYours,
    OutOfSight,
    Unchangeable,
    find,
    scoped_models,
    with_trash,
)
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from tests.factories import make
from tests.world import MODELS, PLAIN, UNSEEN


def test_the_world_has_a_row_of_every_scoped_table(gym):
    assert set(MODELS) == set(scoped_models()) - PLAIN
    for model in MODELS:
        assert gym.row(model) is not None


@pytest.mark.parametrize("viewer", ["admin", "manager", "own", "client"])
def test_what_nobody_sees_is_seen_by_nobody(gym, viewer):
    with acting_as(SYSTEM):
        someone = gym.user(viewer).id
        db.session.add(KeptAnswer(user_id=someone, key="a", fingerprint="b"))
        db.session.add(TokenFamily(id="f", user_id=someone, jti="j", expires_at=now()))
        db.session.flush()
        assert all(db.session.scalars(select(model)).all() for model in UNSEEN)
    with acting_as(gym.viewer(viewer)):
        assert not any(db.session.scalars(select(model)).all() for model in UNSEEN)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_nobody_sees_nothing(gym, model):
    with acting_as(NOBODY):
        assert db.session.scalars(select(model)).all() == []


OTHER = aliased(CompletedSet)
COUNTS = [
    select(func.count()).select_from(CompletedSet),
    select(func.count(CompletedSet.id)),
    select(func.count(CompletedSet.id)).join(CompletedSet.completion),
    select(func.count()).select_from(select(CompletedSet).subquery()),
    select(func.count()).select_from(select(CompletedSet.id).cte()),
    select(func.count(OTHER.id)),
    select(func.count(WorkoutSession.id)).where(
        WorkoutSession.id.in_(select(ExerciseCompletion.session_id))
    ),
    select(func.count(WorkoutSession.id)).where(
        exists().where(ExerciseCompletion.session_id == WorkoutSession.id)
    ),
    select(func.count()).select_from(
        union_all(select(CompletedSet.id), select(CompletedSet.id)).subquery()
    ),
]


@pytest.mark.parametrize("number", range(len(COUNTS)))
def test_counts_and_subqueries_do_not_leak(gym, number):
    seen = {}
    for name in ("own", "other", "former", "client", "stranger"):
        with acting_as(gym.viewer(name)):
            seen[name] = db.session.scalar(COUNTS[number]) > 0
    assert seen == {
        "own": True, "other": False, "former": False, "client": True, "stranger": False,
    }  # fmt: skip


@pytest.mark.parametrize("load", [joinedload, selectinload])
def test_eager_loads_of_children_are_narrowed(gym, load):
    visit = gym.row(WorkoutSession)
    stray = make(ExerciseCompletion, session=visit)
    stray.deleted_at = now()
    with acting_as(SYSTEM):
        db.session.flush()
    db.session.expunge_all()
    with acting_as(gym.viewer("own")):
        statement = select(WorkoutSession).options(load(WorkoutSession.completions))
        found = db.session.scalars(statement).unique().all()
    assert [len(each.completions) for each in found] == [1]


def test_bulk_update_and_delete_are_narrowed(gym):
    make(CompletedSet)
    with acting_as(gym.viewer("other")):
        for statement in (update(CompletedSet).values(reps=9), delete(CompletedSet)):
            assert db.session.execute(statement).rowcount == 0
    with acting_as(gym.viewer("own")):
        assert db.session.execute(update(CompletedSet).values(reps=9)).rowcount == 1


def test_trash_is_hidden_from_everybody_and_hides_what_hangs_on_it(gym):
    gym.row(WorkoutSession).deleted_at = now()
    with acting_as(SYSTEM):
        db.session.flush()
    for name in ("admin", "manager", "own", "client"):
        with acting_as(gym.viewer(name)):
            assert db.session.scalar(select(func.count(WorkoutSession.id))) == 0
            assert db.session.scalar(select(func.count(CompletedSet.id))) == 0
    with acting_as(SYSTEM):
        assert db.session.scalar(select(func.count(WorkoutSession.id))) == 0
        assert db.session.scalar(with_trash(select(func.count(WorkoutSession.id)))) == 1


def test_history_reads_on_when_an_exercise_is_in_the_trash(gym):
    name = gym.row(Exercise).name
    gym.row(Exercise).deleted_at = now()
    with acting_as(SYSTEM):
        db.session.flush()
    db.session.expunge_all()
    with acting_as(gym.viewer("client")):
        done = db.session.scalars(select(ExerciseCompletion)).one()
        assert done.exercise.name == name
        assert find(db.session, Exercise, done.exercise_id) is None
        eager = select(ExerciseCompletion).options(selectinload(ExerciseCompletion.exercise))
        db.session.expunge_all()
        assert db.session.scalars(eager).one().exercise.name == name


def test_a_row_out_of_sight_is_not_found_by_way_of_the_identity_map(gym):
    ident = gym.row(CompletedSet).id
    with acting_as(gym.viewer("other")):
        assert find(db.session, CompletedSet, ident) is None


def test_a_strangers_row_cannot_be_changed_even_when_held(gym):
    held = gym.row(WorkoutSession)
    with acting_as(gym.viewer("other")):
        held.note = "mine now"
        with pytest.raises(NotYours):
            db.session.flush()


def test_nothing_can_be_hung_on_a_strangers_client(gym):
    carla = gym.row(ClientProfile).id
    with acting_as(gym.viewer("other")):
        db.session.add(WorkoutSession(client_id=carla, due_on=now().date()))
        with pytest.raises(OutOfSight) as refused:
            db.session.flush()
    assert refused.value.field == "client"


def test_a_client_cannot_be_given_away(gym):
    theirs = make(ClientProfile)
    with acting_as(gym.viewer("manager")):
        visit = db.session.scalars(select(WorkoutSession)).one()
        visit.client_id = theirs.id
        with pytest.raises(Unchangeable):
            db.session.flush()


def test_a_part_takes_its_client_from_its_parent(gym):
    done = gym.row(ExerciseCompletion)
    with acting_as(gym.viewer("client")):
        extra = CompletedSet(completion_id=done.id, reps=3, load=90, position=2)
        db.session.add(extra)
        db.session.flush()
    assert extra.client_id == done.client_id
    assert extra.created_by_id == gym.user("client").id


def test_a_part_cannot_be_moved_to_another_client(gym):
    elsewhere = make(ExerciseCompletion)
    with acting_as(SYSTEM):
        part = gym.row(CompletedSet)
        part.completion = elsewhere
        db.session.flush()
        assert part.client_id == elsewhere.client_id  # the system may; the client follows
    viewer = gym.viewer("own")
    part.reps = 7
    with acting_as(viewer), pytest.raises(NotYours):
        db.session.flush()


def test_a_client_may_change_their_contact_data_but_not_their_standing(gym):
    with acting_as(gym.viewer("client")):
        me = db.session.scalars(select(ClientProfile)).one()
        me.phone = "+49 1"
        db.session.flush()
        me.status = "paused"
        with pytest.raises(Unchangeable):
            db.session.flush()


def test_a_former_trainer_sees_nothing_and_a_future_one_nothing_yet(gym):
    with acting_as(gym.viewer("former")):
        assert db.session.scalars(select(ClientProfile)).all() == []
    with acting_as(gym.viewer("own")):
        assert len(db.session.scalars(select(ClientProfile)).all()) == 1
        assert len(db.session.scalars(select(Coaching)).all()) == 4


def test_a_private_exercise_is_offered_to_its_owner_alone_but_reads_in_a_plan(gym):
    with acting_as(gym.viewer("own")):
        private = Exercise(name="Secret lunge")
        db.session.add(private)
        db.session.flush()
        assert private.owner_id is not None
    visit = gym.row(WorkoutSession)
    make(ExerciseCompletion, session=visit, exercise=private)
    db.session.expunge_all()
    with acting_as(gym.viewer("cover")):
        assert "Secret lunge" not in [e.name for e in db.session.scalars(select(Exercise))]
        done = db.session.scalars(select(ExerciseCompletion)).all()
        assert "Secret lunge" in [each.exercise.name for each in done]
