"""The API against its own description, by schemathesis: what it asks, and what it found.

`python -m tests.contract`, or `make contract`, asks all of it as an admin, a trainer and a client.
"""

import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import schemathesis
from flask import Flask
from flask_jwt_extended import create_access_token
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from sqlalchemy import inspect, select

from fitadmin.access import acting_as
from fitadmin.api.base import DomainApi
from fitadmin.extensions import db
from fitadmin.menu import APIS
from fitadmin.models.accounts import User
from fitadmin.models.scope import SYSTEM
from tests.databases import app_on
from tests.world import build_world

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_schema_conformance", "response_headers_conformance",
)  # fmt: skip
HITS = 3
"""Of so many and one calls, so many name a row that is there; the others, any id at all."""


@dataclass
class Found:
    """What came of a run: how many calls, with which statuses, and each fault once."""

    statuses: Counter[int] = field(default_factory=Counter)
    reached: dict[str, set[int]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def calls(self) -> int:
        return self.statuses.total()


def database_for(who: str, folder: Path) -> Flask:
    """An app on a world of its own, which the calls of *who* may ruin."""
    return app_on("postgresql", "world", folder, build_world, to=f"contract_{who}")


def examine(app: Flask, who: str, *, only: Iterable[str] = (), **phases: int) -> Found:
    """Call everything described, as *who*, and compare the answers with the description.

    *phases* says how many examples of each phase (examples, coverage, fuzzing) an operation
    gets; one that is not named is left out. *only* names resources; all of them else.
    """
    with app.app_context(), acting_as(SYSTEM):
        user = db.session.scalars(select(User).where(User.username == who)).one()
        token = create_access_token(str(user.id), expires_delta=timedelta(hours=6))
        ids = _ids()
        db.session.remove()
    config = SchemathesisConfig.from_dict(_settings(token, phases))
    headers = {"Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/_openapi", app, config=config, headers=headers)
    if only:
        schema = schema.include(path_regex=f"^/api/v1/({'|'.join(only)})/")
    aim = schemathesis.hook("before_call")(_aim(ids))
    try:
        return _listen(from_schema(schema).execute())
    finally:
        schemathesis.hooks.unregister(aim)


def _settings(token: str, phases: dict[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: {"enabled": name in phases, "generation": {"max-examples": phases.get(name, 1)}}
        for name in ("examples", "fuzzing")
    }
    told["coverage"] = {"enabled": "coverage" in phases, "unexpected-methods": []}
    return {
        "seed": 1,
        "headers": {"Authorization": f"Bearer {token}"},
        "workers": 1,
        "continue-on-failure": True,
        "suppress-health-check": ["all"],
        "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
        "phases": {**told, "stateful": {"enabled": False}},
        "generation": {"with-security-parameters": False, "no-shrink": True},
    }


def _ids() -> dict[type[Any], int]:
    """The first row of every table that a resource has or refers to."""
    resources = [api.datamodel.obj for api in APIS if hasattr(api, "datamodel")]
    targets = [r.mapper.class_ for model in resources for r in inspect(model).relationships]
    return {
        model: db.session.scalar(select(model.id).order_by(model.id).limit(1)) or 1
        for model in {*resources, *targets}
    }


def _aim(ids: dict[type[Any], int]) -> Callable[..., None]:
    """Let most calls name rows that are there, or nearly all would answer 404 and 422."""
    models = {
        f"/api/v1/{api.resource_name}": api.datamodel.obj
        for api in APIS
        if issubclass(api, DomainApi)
    }
    called: Counter[str] = Counter()

    def aim(context: Any, case: Any, kwargs: Any) -> None:
        called[case.operation.label] += 1
        model = models.get("/".join(case.path.split("/")[:4]))
        if model is None or called[case.operation.label] % (HITS + 1) == 0:
            return
        if "pk" in case.path_parameters and case.method != "DELETE":
            case.path_parameters["pk"] = ids[model]
        if isinstance(case.body, dict):
            for relation in inspect(model).relationships:
                if type(case.body.get(relation.key)) is int:
                    case.body[relation.key] = ids[relation.mapper.class_]

    return aim


def _listen(said: Iterable[Any]) -> Found:
    found = Found()
    for event in said:
        if isinstance(event, events.NonFatalError):
            found.faults[f"{event.label}: {event.value}"] = str(event.info)
        if isinstance(event, events.FatalError):
            raise event.exception
        if isinstance(event, events.ScenarioFinished):
            _note(found, event.recorder)
    return found


def _note(found: Found, recorder: Any) -> None:
    for interaction in recorder.interactions.values():
        if interaction.response is not None:
            found.statuses[interaction.response.status_code] += 1
            found.reached.setdefault(recorder.label, set()).add(interaction.response.status_code)
    for checks in recorder.checks.values():
        for check in checks:
            if check.failure_info is not None:
                failure: Failure = check.failure_info.failure
                told = f"{recorder.label}: {failure.title}: {failure.message[:600]}"
                found.faults.setdefault(told[:160], f"{told}\n{check.failure_info.code_sample}")


def main() -> int:
    """All phases over everything, as each; how many faults there are."""
    logging.disable(logging.CRITICAL)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="fitadmin-contract-") as folder:
        for who in sys.argv[1:] or ("admin", "own", "client"):
            found = examine(database_for(who, Path(folder)), who, examples=1, coverage=1, fuzzing=4)
            faults += len(found.faults)
            statuses = ", ".join(f"{n}: {times}" for n, times in sorted(found.statuses.items()))
            told = f"{who}: {found.calls} calls ({statuses}), {len(found.faults)} faults"
            sys.stdout.write("\n\n".join([*found.faults.values(), told]) + "\n")
            sys.stdout.flush()
    return faults


if __name__ == "__main__":
    sys.exit(min(main(), 1))
