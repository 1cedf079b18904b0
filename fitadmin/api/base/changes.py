"""`changed_since`: an app that keeps copies asks for what is new, and for what has gone."""

import base64
import time
from dataclasses import astuple, dataclass
from typing import Any

import orjson
from flask import Response
from flask_babel import gettext as _
from sqlalchemy import Connection

from fitadmin.access import identify
from fitadmin.api.base.answers import answer
from fitadmin.api.base.malformed import Malformed
from fitadmin.api.base.questions import CHANGES_QUESTION, rison
from fitadmin.extensions import READING, db, read
from fitadmin.models.gym import trash_days
from fitadmin.models.reading import LARGEST_ID, changes_for, derived

BEGIN = "0"
DAY_S = 86_400
LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Place:
    """How far a sweep has come: behind row *after* of change *number*; *made* in Unix seconds.

    *settled* is where the next sweep begins.
    """

    number: int
    after: int
    settled: int
    made: int

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(orjson.dumps(astuple(self))).rstrip(b"=").decode()


def changes(resource: Any, given: dict[str, str]) -> Response:
    """One page of what has changed behind the cursor `changed_since`; "0" is the beginning."""
    args = rison(given.get("q", ""), CHANGES_QUESTION)
    if given.keys() - {"q", "changed_since"}:
        raise Malformed(_("changed_since stands with q alone."))
    model = resource.datamodel.obj
    if not hasattr(model, "changed_in"):
        raise Malformed(_("Changes of this are not kept."))
    columns, _pruned = resource.chosen_columns(args, resource.list_columns)
    size = resource._handle_page_args(args)[1]
    dialect = db.engines[READING].dialect.name
    sweep = changes_for(model, tuple(columns), identify().viewer.kind, dialect)

    def ask(connection: Connection) -> tuple[Place, Any, list[dict[str, Any]]]:
        place = _place(given["changed_since"], connection) or _begin(sweep.settled(connection))
        if not place.settled:
            place = Place(place.number, place.after, sweep.settled(connection), place.made)
        rows = sweep.rows(connection, place.number, place.after, size)
        living = [row for row in rows if row[-3] is None]
        return place, rows, sweep.items(connection, living)

    place, rows, items = read(ask)
    living = [row for row in rows if row[-3] is None]
    if sweep.derived:
        found = derived(resource.datamodel.session, model, [r[0] for r in living], sweep.derived)
        for row, item in zip(living, items, strict=True):
            item.update(found[row[0]])
    gone = [
        {"id": row[0], "uid": row[-2], "deleted_at": row[-3]} for row in rows if row[-3] is not None
    ]
    is_full = len(rows) == size
    behind = _next(place, rows[-1] if is_full else None)
    rest = {"ids": [row[0] for row in living], "result": items, "deleted": gone,
            "cursor": str(behind), "more": is_full}  # fmt: skip
    return answer(b"{", rest)


def _begin(settled: int) -> Place:
    return Place(0, 0, settled, int(time.time()))


def _next(place: Place, last: Any) -> Place:
    """Behind *last*, the end of a full page; else where the next sweep begins."""
    if last is not None:
        return Place(last[-1], last[0], place.settled, place.made)
    return Place(place.settled, LARGEST_ID, 0, int(time.time()))


def _place(token: str, connection: Connection) -> Place | None:
    """Where an app's cursor stands, None for the beginning; 400 where it is none, or too old.

    What was purged from the trash left nothing behind that could be told.
    """
    if token == BEGIN:
        return None
    try:
        numbers = orjson.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if not all(type(n) is int and 0 <= n <= LARGEST_NUMBER for n in numbers):
            raise ValueError
        place = Place(*numbers)
    except (ValueError, TypeError):
        raise Malformed(_("There is no such cursor.")) from None
    if place.made < time.time() - DAY_S * (connection.scalar(trash_days()) or 1):
        raise Malformed(_("This cursor is too old; begin again with changed_since=0."))
    return place
