"""Who changed what: one INSERT per flush, in its transaction, for every table."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask_appbuilder.security.sqla.models import ApiKey, Role
from sqlalchemy import delete, event, insert, select, update

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import User
from fitadmin.models.columns import now
from fitadmin.models.exercises import Exercise, ExerciseName, Muscle
from fitadmin.models.gym import AuditEvent, GymSettings, JobRun, Location
from fitadmin.models.history import NOT_KEPT, Happened, write
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.scope import SYSTEM, Unchangeable, Viewer
from fitadmin.models.sessions import CompletedSet, WorkoutSession
from tests.factories import PASSWORD_HASH, make, person


@pytest.fixture(autouse=True)
def as_system(app):
    with acting_as(SYSTEM):
        yield


@pytest.fixture
def sent(app):
    """The statements that go to the database."""
    seen = []

    def note(_connection, _cursor, statement, *_more):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def events(table=None, act=None):
    """What has been told since the gym was made, oldest first."""
    later = AuditEvent.id > db.session.info["start"]
    rows = db.session.scalars(select(AuditEvent).where(later).order_by(AuditEvent.id)).all()
    return [e for e in rows if table in {None, e.table_name} and act in {None, e.act}]


@pytest.fixture(autouse=True)
def from_here(as_system, app):
    ids = db.session.scalars(select(AuditEvent.id).order_by(AuditEvent.id.desc()).limit(1))
    db.session.info["start"] = ids.one_or_none() or 0


class TestOneRow:
    def test_a_new_row_is_told_with_all_its_values(self):
        client = make(ClientProfile, born_on=date(1990, 2, 3))
        [told] = events()
        assert (told.act, told.table_name, told.row_id) == ("create", "client_profile", client.id)
        assert (told.client_id, told.before) == (client.id, None)
        assert told.after["born_on"] == "1990-02-03"
        assert told.after["uid"] == str(client.uid)
        assert "email" not in told.after
        assert (told.user_id, told.user_name) == (None, None)

    def test_a_change_is_told_before_and_after_and_nothing_else(self):
        client = make(ClientProfile, phone="1")
        client.phone, client.first_name = "2", client.first_name
        db.session.flush()
        told = events()[-1]
        assert (told.act, told.before, told.after) == ("change", {"phone": "1"}, {"phone": "2"})

    def test_what_becomes_empty_or_was_is_null(self):
        client = make(ClientProfile, phone="1")
        client.phone, client.email = None, "a@b.c"
        db.session.flush()
        told = events()[-1]
        assert told.before == {"phone": "1", "email": None}
        assert told.after == {"phone": None, "email": "a@b.c"}

    def test_what_it_was_is_known_after_a_commit_too(self):
        client = make(ClientProfile, phone="1")
        db.session.commit()
        client.phone = "2"
        db.session.commit()
        assert events()[-1].before == {"phone": "1"}

    def test_a_change_of_nothing_is_not_told(self, sent):
        client = make(ClientProfile, phone="1")
        db.session.commit()
        client.phone = "1"
        sent.clear()
        db.session.flush()
        assert sent == []
        assert len(events()) == 1

    def test_exact_numbers_and_moments_are_text(self):
        done = make(CompletedSet, load=Decimal("62.5"))
        told = events("completed_set")[-1]
        assert told.after["load"] == "62.5"
        assert told.after["completed_at"] == done.completed_at.isoformat()
        assert told.client_id == done.client_id

    def test_a_reference_is_told_by_its_key_though_the_relation_was_set(self):
        client, hall = make(ClientProfile), make(Location)
        client.location = hall
        db.session.flush()
        assert events()[-1].after == {"location_id": hall.id}

    def test_the_trash_and_the_way_back(self):
        client = make(ClientProfile)
        client.deleted_at = at = now()
        db.session.flush()
        client.deleted_at = None
        db.session.flush()
        gone, back = events()[-2:]
        assert (gone.act, gone.before, back.act, back.after) == (
            "trash", {"deleted_at": None}, "restore", {"deleted_at": None},
        )  # fmt: skip
        assert gone.after == {"deleted_at": at.isoformat()}

    def test_a_deletion_is_told_with_what_was(self):
        muscle = make(Muscle, name="soleus")
        ident = muscle.id
        db.session.delete(muscle)
        db.session.flush()
        told = events()[-1]
        assert (told.act, told.row_id, told.after) == ("delete", ident, None)
        assert told.before["name"] == "soleus"

    def test_a_part_taken_from_its_whole_is_told(self):
        name = make(ExerciseName)
        name.exercise.names.remove(name)
        db.session.flush()
        assert [(e.table_name, e.row_id) for e in events(act="delete")] == [
            ("exercise_name", name.id)
        ]

    def test_a_client_deleted_for_good_is_told_by_number(self):
        client = make(ClientProfile)
        ident = client.id
        db.session.delete(client)
        db.session.flush()
        told = events()[-1]
        assert (told.act, told.row_id, told.client_id) == ("delete", ident, None)


class TestLists:
    def test_what_came_and_what_went(self):
        chest, back, arms = (make(Muscle) for _ in range(3))
        press = make(Exercise, primary_muscles=[chest, back])
        assert events("exercise")[-1].after["primary_muscles"] == [chest.id, back.id]
        press.primary_muscles = [back, arms]
        db.session.flush()
        told = events("exercise")[-1]
        assert told.act == "change"
        assert told.before == {"primary_muscles": [chest.id]}
        assert told.after == {"primary_muscles": [arms.id]}

    def test_roles_are_told_with_the_account_from_either_side(self, app):
        user = person("Client")
        role = db.session.scalars(select(Role).where(Role.name == "Manager")).one()
        user.roles.append(role)
        db.session.flush()
        told = events()[-1]
        assert (told.table_name, told.row_id, told.after) == (
            "ab_user", user.id, {"roles": [role.id]},
        )  # fmt: skip
        db.session.commit()
        role.user.remove(user)
        db.session.flush()
        assert (events()[-1].table_name, events()[-1].before) == ("ab_user", {"roles": [role.id]})
        assert events("ab_role") == []

    def test_a_role_tells_of_its_permissions(self, app):
        sm = app.appbuilder.sm
        role = sm.add_role("Office")
        permission = sm.find_permission_view_menu("can_read", "ClientProfile")
        sm.add_permission_role(role, permission)
        told = events("ab_role")[-1]
        assert (told.row_id, told.after) == (role.id, {"permissions": ["ClientProfile: read"]})


class TestWhole:
    def test_one_flush_is_one_insert(self, sent):
        first, second = make(ClientProfile), make(ClientProfile)
        first.phone, second.phone = "1", "2"
        db.session.add(Location(name="Annexe"))
        sent.clear()
        db.session.flush()
        assert len([s for s in sent if "INSERT INTO audit_event" in s]) == 1
        assert {e.table_name for e in events()[-3:]} == {"client_profile", "location"}

    def test_what_is_rolled_back_was_never_told(self):
        db.session.commit()
        make(ClientProfile)
        db.session.rollback()
        assert events() == []

    def test_a_password_is_told_to_have_changed_and_no_more(self):
        user = person("Client")
        user.password = "scrypt:another"
        db.session.flush()
        made, changed = events("ab_user")
        assert made.after["password"] == NOT_KEPT
        assert (changed.before, changed.after) == ({"password": NOT_KEPT},) * 2
        key = ApiKey(name="k", key_hash="hash", lookup_hash="look", key_prefix="p", user=user)
        db.session.add(key)
        db.session.flush()
        text = " ".join(str(e.before) + str(e.after) for e in events())
        assert not [word for word in (PASSWORD_HASH, "scrypt", "'hash'", "'look'") if word in text]

    def test_a_sign_in_is_no_change(self):
        user = person("Client")
        user.login_count, user.last_login, user.fail_login_count = 1, datetime.now(), 0  # noqa: DTZ005
        db.session.flush()
        assert [e.act for e in events("ab_user")] == ["create"]

    def test_notes_of_the_clock_are_not_told(self):
        make(JobRun)
        assert events() == []

    def test_many_rows_at_once_are_one_event_with_their_number(self):
        for _ in range(3):
            make(WorkoutSession)
        before = len(events())
        missed = update(WorkoutSession).values(status="missed", note=None)
        assert db.session.execute(missed).rowcount == 3
        db.session.execute(delete(Muscle).where(Muscle.name == "no such"))
        db.session.execute(insert(Muscle), [{"name": "a"}, {"name": "b"}])
        told = events()[before:]
        assert [(e.act, e.table_name, e.row_id, e.after) for e in told] == [
            ("change", "workout_session", None, {"rows": 3, "set": ["note", "status"]}),
            ("create", "muscle", None, {"rows": 2}),
        ]


class TestWho:
    def test_the_name_outlives_the_account(self):
        user = person("Manager", username="mo")
        viewer = Viewer(user_id=user.id, user_name="Mo Person", grants=SYSTEM.grants)
        with acting_as(viewer):
            db.session.add(Location(name="Annexe"))
            db.session.flush()
        told = events("location")[-1]
        assert (told.user_id, told.user_name) == (user.id, "Mo Person")
        db.session.delete(user)
        db.session.flush()
        db.session.expire_all()
        told = events("location")[-1]
        assert (told.user_id, told.user_name) == (None, "Mo Person")

    def test_whoever_deletes_their_own_account_is_told_by_name(self):
        user = person("Manager", username="mo")
        with acting_as(Viewer(user_id=user.id, user_name="Mo Person")):
            db.session.delete(user)
            db.session.flush()
        told = events("ab_user")[-1]
        assert (told.act, told.user_id, told.user_name) == ("delete", None, "Mo Person")

    def test_one_may_act_on_behalf_of_another(self):
        boss, clerk = person("Manager"), person("Manager")
        viewer = Viewer(user_id=clerk.id, on_behalf_of_id=boss.id, grants=SYSTEM.grants)
        with acting_as(viewer):
            db.session.add(Location(name="Annexe"))
            db.session.flush()
        assert events("location")[-1].on_behalf_of_id == boss.id


class TestAppendOnly:
    @pytest.fixture
    def told(self):
        write(db.session, [Happened("import", "import_batch", 1, after={"rows": 2})])
        return events()[-1]

    def test_an_event_is_not_changed(self, told):
        told.act = "nothing"
        with pytest.raises(Unchangeable):
            db.session.flush()

    def test_an_event_is_not_deleted(self, told):
        db.session.delete(told)
        with pytest.raises(Unchangeable):
            db.session.flush()

    @pytest.mark.parametrize(
        "statement", [update(AuditEvent).values(act="nothing"), delete(AuditEvent)]
    )
    def test_nor_by_a_statement(self, told, statement):
        with pytest.raises(Unchangeable):
            db.session.execute(statement)


def test_what_the_upgrade_made_is_told_as_the_system_s(session):
    told = session.scalars(select(AuditEvent).where(AuditEvent.table_name == "gym_settings"))
    assert [(e.act, e.user_id) for e in told] == [("create", None)]
    assert session.scalars(select(GymSettings)).one().created_at < datetime.now(UTC)
    assert session.scalars(select(TrainerProfile)).all() == []
    assert session.scalars(select(User)).all() == []
