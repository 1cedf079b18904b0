"""What a request leaves in the audit log."""

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import AuditEvent
from fitadmin.models.scope import SYSTEM, ScopeError
from fitadmin.models.sessions import WorkoutSession


def told_of(table):
    """The changes of *table*, oldest first."""
    with acting_as(SYSTEM):
        found = select(AuditEvent).where(AuditEvent.table_name == table, AuditEvent.act == "change")
        return db.session.scalars(found.order_by(AuditEvent.id)).all()


def test_a_request_leaves_its_address_and_its_id(gym, call):
    answer = call(gym.user("own")).put(
        f"/workout-sessions/{gym.row(WorkoutSession).id}", json={"note": "Well done"}
    )
    assert answer.status_code == 200
    told = told_of("workout_session")[-1]
    assert (told.user_name, told.ip, told.after) == (
        "Own Person", "127.0.0.1", {"note": "Well done"},
    )  # fmt: skip
    assert told.request_id == answer.headers["X-Request-ID"]


def test_what_was_refused_is_not_told(gym):
    with acting_as(gym.viewer("other")):
        gym.row(WorkoutSession).note = "mine now"
        with pytest.raises(ScopeError):
            db.session.flush()
    db.session.rollback()
    with acting_as(SYSTEM):
        assert told_of("workout_session") == []
