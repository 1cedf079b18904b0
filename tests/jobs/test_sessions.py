"""Sessions that did not happen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.sessions import close_missed_sessions
from fitadmin.models.gym import GymSettings
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession

TODAY = date(2026, 3, 29)


@pytest.fixture(autouse=True)
def as_system(app):
    with acting_as(SYSTEM):
        yield


@pytest.fixture
def due(as_system):
    """A client's session, due so many days from today."""
    client = ClientProfile(first_name="Ann", last_name="Other")
    db.session.add(client)
    db.session.flush()

    def due(days, status="planned"):
        row = WorkoutSession(
            client_id=client.id, due_on=TODAY + timedelta(days=days), status=status
        )
        db.session.add(row)
        db.session.commit()
        return row

    return due


def test_only_planned_sessions_of_days_gone_by_are_missed(due):
    rows = [due(-1), due(0), due(1), due(-1, "done"), due(-1, "excused"), due(-1, "in_progress")]
    close_missed_sessions("now", at=datetime(2026, 3, 29, 12, tzinfo=UTC))
    assert [row.status for row in rows] == [
        "missed", "planned", "planned", "done", "excused", "in_progress",
    ]  # fmt: skip
    assert [row.version for row in rows[:2]] == [2, 1]


def test_a_session_in_the_trash_stays_as_it_was(due):
    row = due(-1)
    row.deleted_at = datetime(2026, 3, 1, tzinfo=UTC)
    db.session.commit()
    close_missed_sessions("now", at=datetime(2026, 3, 29, 12, tzinfo=UTC))
    status = select(WorkoutSession.status).execution_options(trash_too=True)
    assert db.session.scalars(status).all() == ["planned"]


@pytest.mark.parametrize(
    ("zone", "at", "is_over"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 59, tzinfo=UTC), False),
        (
            "Europe/Berlin",
            datetime(2026, 3, 29, 22, 0, tzinfo=UTC),
            True,
        ),  # summer time began today
        ("Pacific/Kiritimati", datetime(2026, 3, 29, 10, 0, tzinfo=UTC), True),
        ("Pacific/Pago_Pago", datetime(2026, 3, 30, 10, 59, tzinfo=UTC), False),
        ("Pacific/Pago_Pago", datetime(2026, 3, 30, 11, 0, tzinfo=UTC), True),
    ],
)
def test_a_day_ends_when_it_ends_at_the_gym(due, zone, at, is_over):
    db.session.scalars(select(GymSettings)).one().timezone = zone
    row = due(0)
    close_missed_sessions("now", at=at)
    assert (row.status == "missed") is is_over
