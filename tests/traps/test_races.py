"""Two edit one row at once: what was answered with 200 stands, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from tests.traps.crowd import Caller, crowd

RACES = {"sqlite": 60, "postgresql": 40}


def visits(app, letter: str) -> list[int]:
    """The sessions of the client of this letter, whom no other test knows."""
    with app.app_context(), acting_as(SYSTEM):
        of_client = select(WorkoutSession.id).join(WorkoutSession.client)
        found = of_client.where(ClientProfile.first_name == letter).order_by(WorkoutSession.id)
        return list(db.session.scalars(found))


def race(app, ident: int, changes: dict[str, dict], headers: dict[str, str]) -> list[int]:
    """Each of *changes* at the same moment, one thread each: the statuses."""
    start = Barrier(len(changes))

    def change(who: str) -> int:
        caller = Caller(app, who)
        start.wait(10)
        answer = caller(
            "PUT", f"/workout-sessions/{ident}", json=changes[who], headers=headers
        )  # fmt: skip
        return answer.status_code

    with ThreadPoolExecutor(len(changes)) as threads:
        return list(threads.map(change, changes))


@pytest.mark.parametrize("backend", RACES)
def test_no_edit_is_lost_without_a_word(backend, run_folder):
    """Without If-Match: each is applied or refused, and the version counts those applied."""
    app = crowd(backend, run_folder)
    reader, wrong = Caller(app, "trainer_C"), []
    idents = visits(app, "C")
    for number in range(RACES[backend]):
        ident = idents[number % len(idents)]
        seen = reader("GET", f"/workout-sessions/{ident}").json["result"]
        before, harder = seen["version"], float(seen["session_rpe"] or 0) % 9 + 1
        changes = {
            "trainer_C": {"session_rpe": f"{harder:.0f}"},
            "client_C": {"mood": seen["mood"] % 5 + 1},
        }
        statuses = race(app, ident, changes, {})
        after = reader("GET", f"/workout-sessions/{ident}").json["result"]
        applied = [who for who, status in zip(changes, statuses, strict=True) if status == 200]
        kept = all(
            str(after[name] or 0).removesuffix(".0") == str(value)
            for who in applied
            for name, value in changes[who].items()
        )
        counted = after["version"] == before + len(applied)
        if {*statuses} - {200, 409, 412} or not applied or not kept or not counted:
            wrong.append((number, statuses, before, after, changes))
    assert wrong == []
