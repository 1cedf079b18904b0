"""A world of its own with real connections, for what happens at once."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask_jwt_extended import create_access_token
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import User
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from tests.databases import app_on
from tests.factories import MONDAY, make, person
from tests.world import build_world


def _fill(app: Flask) -> None:
    """Six clients of six trainers, thirty sessions each, named after whose they are."""
    build_world(app)
    for letter in "ABCDEF":
        client = make(
            ClientProfile, first_name=letter, user=person("Client", username=f"client_{letter}")
        )
        trainer = make(
            TrainerProfile, first_name=letter, user=person("Trainer", username=f"trainer_{letter}")
        )
        make(Coaching, trainer=trainer, client=client, started_on=MONDAY.replace(year=2020))
        for number in range(30):
            mood = 1 + number % 5
            make(WorkoutSession, client=client, note=f"of {letter}", mood=mood, due_on=MONDAY)


@cache
def crowd(backend: str, folder: Path) -> Flask:
    """The application, on a database that no other test uses."""
    return app_on(backend, "crowd", folder, _fill)


class Caller:
    """Somebody with a token, in a thread and a connection of their own."""

    def __init__(self, app: Flask, who: str) -> None:
        with app.app_context(), acting_as(SYSTEM):
            user = db.session.scalars(select(User).where(User.username == who)).one()
            token = create_access_token(str(user.id))
        self._client, self._headers = app.test_client(), {"Authorization": f"Bearer {token}"}

    def __call__(self, verb: str, path: str, **more: Any) -> Any:
        headers = {**self._headers, **more.pop("headers", {})}
        return self._client.open(f"/api/v1{path}", method=verb, headers=headers, **more)
