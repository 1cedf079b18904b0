"""Every resource and page there is, what to send to it, and what must be in no answer."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import DateTime, Integer, String, func, inspect, select

from fitadmin.access import acting_as
from fitadmin.api.base import DomainApi
from fitadmin.extensions import appbuilder, db
from fitadmin.models.columns import now
from fitadmin.models.scope import SYSTEM, Scoped, with_trash
from fitadmin.views.base import DomainView
from tests.access.test_resources import body_like, out_of_the_way
from tests.world import World

PERSONAL = {"Notification", "NotificationDelivery", "NotificationPreference", "SavedView"}
SQLITE = pytest.mark.parametrize("backend", ["sqlite"])
"""For what cannot differ between databases."""
TELLTALE = re.compile(
    r"SELECT |INSERT |UPDATE |DELETE FROM|sqlalche|sqlite3|psycopg|IntegrityError|Traceback"
    r"|constraint failed|violates|site-packages|\.py\b|File \"|/w[o]rk/|/home/|/tmp/|0x[0-9a-f]{8}",
)
"""SQL, the words of a database or of Python, a path."""
NOT_THERE = 987654
NO_ID = [NOT_THERE, 2**63, 10**40, -1, 0, "1", "x", True, 1.5, {"id": 1}, [1]]


def resources(*, taking: str = "") -> list[DomainApi]:
    """Every generated resource; with *taking* those that have this method."""
    found = [v for v in appbuilder.baseviews if isinstance(v, DomainApi)]
    assert len(found) > 40
    return [a for a in found if not taking or taking not in a.exclude_route_methods]


def pages(*, taking: str = "") -> list[DomainView]:
    """Every generated page about rows that belong to somebody; with *taking* those that have this
    method.
    """
    views = [v for v in appbuilder.baseviews if isinstance(v, DomainView)]
    found = [v for v in views if issubclass(model_of(v), Scoped)]
    assert len(found) > 40
    return [v for v in found if not taking or taking not in v.exclude_route_methods]


def path_of(api: DomainApi) -> str:
    return f"/api/v1/{api.resource_name}/"


def model_of(door: Any) -> type[Any]:
    model: type[Any] = door.datamodel.obj
    return model


def reader_of(door: Any, gym: World) -> Any:
    """Somebody who sees and changes Carla's row behind this door, if anybody may."""
    name = model_of(door).__name__
    return gym.user("client" if name in PERSONAL else "admin")


def bodies(gym: World) -> Iterator[tuple[DomainApi, dict[str, Any]]]:
    """Every resource that takes new rows, and a body that it takes: like that of Carla's row,
    which is out of the way meanwhile.
    """
    rows = [(api, gym.row(model_of(api))) for api in resources(taking="post")]
    told = [(api, type(row), row.id, body_like(api, row, api.add_columns)) for api, row in rows]
    for api, model, ident, body in told:
        newest = _moved_away(model, ident)
        yield api, body
        if hasattr(model, "deleted_at"):
            _brought_back(model, ident, newest)


def _moved_away(model: type[Any], ident: int) -> int:
    with acting_as(SYSTEM):
        out_of_the_way(db.session.scalars(select(model).where(model.id == ident)).one())
        return db.session.scalar(with_trash(select(func.max(model.id)))) or 0


def _brought_back(model: type[Any], ident: int, newest: int) -> None:
    """The row lives again; what was added meanwhile does not, for it may have the same name."""
    with acting_as(SYSTEM):
        for row in db.session.scalars(select(model).where(model.id > newest)):
            row.deleted_at = now()
        db.session.flush()
        row = db.session.scalars(with_trash(select(model).where(model.id == ident))).one()
        row.deleted_at = None
        db.session.flush()


def changes(gym: World) -> Iterator[tuple[DomainApi, str, dict[str, Any]]]:
    """Every resource that takes changes, the address of a row, and a change that it takes."""
    rows = [(api, gym.row(model_of(api))) for api in resources(taking="put")]
    told = [(a, f"{path_of(a)}{row.id}", body_like(a, row, a.edit_columns)) for a, row in rows]
    yield from told


def columns_of(door: Any, kind: type[Any]) -> list[str]:
    """Columns of this kind of the table behind a door."""
    columns = inspect(model_of(door)).columns
    return [c.key for c in columns if isinstance(c.type, kind)]


def texts_of(door: Any) -> list[str]:
    return columns_of(door, String)


def numbers_of(door: Any) -> list[str]:
    return columns_of(door, Integer)


def times_of(door: Any) -> list[str]:
    return [
        c.key
        for c in inspect(model_of(door)).columns
        if isinstance(getattr(c.type, "impl", c.type), DateTime)
    ]


def relations_of(door: Any) -> dict[str, bool]:
    """Relations of the table behind a door: whether to many."""
    return {r.key: bool(r.uselist) for r in inspect(model_of(door)).relationships}


def send(program: Any, verb: str, path: str, body: Any, **more: Any) -> Any:
    """Send *body* as JSON, however odd: orjson would refuse to write it."""
    text = body if isinstance(body, str | bytes) else json.dumps(body, default=str)
    headers = {"Content-Type": "application/json", **more.pop("headers", {})}
    return getattr(program, verb)(path, data=text, headers=headers, **more)


def asked(question: Any) -> str:
    """A `q` as it stands in an address."""
    return "?q=" + quote(question if isinstance(question, str) else json.dumps(question))


def counts() -> dict[str, int]:
    """How many rows each table has, in one statement."""
    tables = db.metadata.sorted_tables
    each = [select(func.count()).select_from(t).scalar_subquery() for t in tables]
    with acting_as(SYSTEM):
        row = db.session.execute(select(*each)).one()
    return dict(zip((t.name for t in tables), row, strict=True))


def contents() -> dict[str, list[str]]:
    """Every row of every table, as text; but for sign-ins, which each browser begins."""
    with acting_as(SYSTEM):
        return {
            table.name: sorted(map(str, db.session.execute(select(table))))
            for table in db.metadata.sorted_tables
            if table.name != "token_family"
        }


def wrong_refusal(answer: Any, *statuses: int) -> str | None:
    """What is wrong with a refusal to a program; None where nothing is."""
    said = answer.get_json(silent=True)
    if answer.status_code not in statuses:
        return f"{answer.status_code}: {answer.text[:300]}"
    if not isinstance(said, dict) or not isinstance(said.get("message"), str):
        return f"no message: {answer.text[:300]}"
    if not said["message"]:
        return f"no word: {answer.text[:300]}"
    if found := TELLTALE.search(answer.text):
        return f"{found[0]!r} in {answer.text[:300]}"
    return None


class Complaints(list[str]):
    """What went wrong at which door: `assert complaints == []` tells all at once."""

    def refused(self, where: Any, answer: Any, *statuses: int) -> None:
        """Note an answer that is no proper refusal with one of these statuses."""
        if why := wrong_refusal(answer, *statuses):
            self.append(f"{where}: {why}")

    def unless(self, fine: object, words: object) -> None:
        if not fine:
            self.append(str(words))
