"""Where we answer differently from Flask-AppBuilder on purpose: what, why, and how it shows."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from tests.parity.twins import OURS

Ask = Callable[[str], Any]
"""Asks a path under /api/v1, as an admin on PostgreSQL."""
Holds = Callable[[Ask], None]


class Difference(NamedTuple):
    """*holds* asserts that both sides answer just as described."""

    what: str
    why: str
    holds: Holds


def answers(path: str, stock: Any, ours: Any) -> Holds:
    """To *path* one side answers *stock*, the other *ours*: a status, a count, or ALL rows."""

    def holds(ask: Ask) -> None:
        name, _, rest = path.partition("/")
        for resource, expected in ((f"stock-{name}", stock), (name, ours)):
            answer = ask(f"/{resource}/{rest}")
            if isinstance(expected, Refused):
                assert answer.status_code == expected.status, (resource, answer.json)
            else:
                assert answer.status_code == 200, (resource, answer.json)
                everything = ask(f"/{resource}/").json["count"]
                assert answer.json["count"] == (everything if expected is ALL else expected)

    return holds


class Refused(NamedTuple):
    status: int


REFUSED, FAILS, ALL = Refused(400), Refused(500), object()
NEVER_IGNORED = "what is not understood is refused, never passed over: else an app gets wrong rows"


def where(resource: str, column: str, operator: str, value: str) -> str:
    """The path of a list with one filter; *value* in Rison."""
    return f"{resource}/?q=(filters:!((col:{column},opr:{operator},value:{value})))"


UNORDERED = {
    "portions", "names", "further", "primary_muscles", "secondary_muscles", "substitutes",
}  # fmt: skip
"""Parts that have no order of their own."""


def plain(told: Any) -> Any:
    """An answer of stock with its numbers in digits, and UNORDERED parts by id.

    The two differences that may turn up in any answer.
    """
    if isinstance(told, dict):
        return {name: _by_id(name, plain(value)) for name, value in told.items()}
    if isinstance(told, list):
        return [plain(value) for value in told]
    if isinstance(told, str) and re.fullmatch(r"-?\d(\.\d+)?E[+-]\d+", told):
        return f"{Decimal(told):f}"
    return told


def _by_id(name: str, value: Any) -> Any:
    if name in UNORDERED and value and "id" in value[0]:
        return sorted(value, key=lambda part: part["id"])
    return value


def _next(ask: Ask) -> None:
    for name in OURS:
        page = "?q=(page_size:1)"
        assert "next" not in ask(f"/stock-{name}/{page}").json
        assert ("next" in ask(f"/{name}/{page}").json) is True
    assert "next" not in ask("/clients/?q=(page:999)").json


def _tags(ask: Ask) -> None:
    for path in ("clients/", "clients/1", "completed-sets/", "foods/?q=(page_size:2)"):
        assert "ETag" not in ask(f"/stock-{path}").headers
        assert ask(f"/{path}").headers["ETag"]


def _parts(ask: Ask) -> None:
    q = "?q=(columns:!(primary_muscles.id,primary_muscles.name))"
    for name, is_sorted in (("exercises", True), ("stock-exercises", None)):
        rows = ask(f"/{name}/{q}").json["result"]
        assert any(len(row["primary_muscles"]) > 1 for row in rows)
        ids = [[part["id"] for part in row["primary_muscles"]] for row in rows]
        assert is_sorted is None or ids == [sorted(each) for each in ids]


def _ascending(ask: Ask) -> None:
    q = "?q=(order_column:last_name)"
    up, down = (ask(f"/clients/?q=(order_column:last_name,order_direction:{way})").json["ids"]
                for way in ("asc", "desc"))  # fmt: skip
    assert up != down
    assert ask(f"/stock-clients/{q}").json["ids"] == down
    assert ask(f"/clients/{q}").json["ids"] == up


CLIENT_OF_NOBODY = where("workout-plans", "client", "rel_o_m", "987654")
DIFFERENCES = (
    Difference("an operator that there is not", NEVER_IGNORED,
               answers(where("clients", "first_name", "nonsense", "x"), ALL, REFUSED)),
    Difference("a column that there is not", NEVER_IGNORED,
               answers("clients/?q=(columns:!(nonsense,id))", ALL, REFUSED)),
    Difference("a relation where its columns are meant", NEVER_IGNORED,
               answers("clients/?q=(columns:!(location))", ALL, REFUSED)),
    Difference("a word in q that there is not", NEVER_IGNORED,
               answers("clients/?q=(nonsense:1)", ALL, REFUSED)),
    Difference("a parameter that there is not", NEVER_IGNORED,
               answers("clients/?nonsense=1", ALL, REFUSED)),
    Difference("a language for one question", "the session or the account has one",
               answers("clients/?_l_=de", ALL, REFUSED)),
    Difference("% in a pattern", "people search for what they type",
               answers(where("clients", "first_name", "ct", "'%25'"), ALL, 1)),
    Difference("_ in a pattern", "people search for what they type",
               answers(where("clients", "first_name", "sw", "'Bo_'"), 2, 1)),
    Difference("\\ in a pattern", "people search for what they type",
               answers(where("clients", "first_name", "ct", "%5C"), 0, 1)),
    Difference("a number in a pattern", "Rison writes the text 1 and the number 1 alike",
               answers(where("clients", "first_name", "ct", "1"), FAILS, 0)),
    Difference("a boolean in a pattern", NEVER_IGNORED,
               answers(where("clients", "first_name", "ct", "!t"), FAILS, REFUSED)),
    Difference("an exact number as text", "so that no app has to round it",
               answers(where("completed-sets", "load", "gt", "'20.5'"), FAILS, 13)),
    Difference("no number", "Flask-AppBuilder finds the rows without a value",
               answers(where("completed-sets", "reps", "eq", "x"), 12, REFUSED)),
    Difference("more than no number", NEVER_IGNORED,
               answers(where("completed-sets", "reps", "gt", "x"), ALL, REFUSED)),
    Difference("a number and no number", NEVER_IGNORED,
               answers(where("completed-sets", "reps", "in", "!(1,x)"), 8, REFUSED)),
    Difference("half a whole number", "it is not the number below it",
               answers(where("completed-sets", "position", "eq", "1.5"), 25, REFUSED)),
    Difference("a number that no column holds", "a fault of the asker, not of ours",
               answers(where("completed-sets", "reps", "eq", "3000000000"), FAILS, REFUSED)),
    Difference("truth as text", "the description says boolean",
               answers(where("exercises", "is_unilateral", "eq", "'false'"), FAILS, REFUSED)),
    Difference("y for yes", "the description says boolean",
               answers(where("exercises", "is_unilateral", "eq", "y"), 12, REFUSED)),
    Difference("a time without its zone", "it could be any moment",
               answers(where("completed-sets", "completed_at", "gt", "'2026-03-02T06:02:00'"),
                       FAILS, REFUSED)),
    Difference("no date", NEVER_IGNORED,
               answers(where("clients", "born_on", "gt", "soon"), ALL, REFUSED)),
    Difference("a date in another notation", "1.3. is in January here and in March there",
               answers(where("clients", "born_on", "lt", "'1.3.2020'"), 10, REFUSED)),
    Difference("a word that the column does not know", NEVER_IGNORED,
               answers(where("clients", "status", "eq", "nonsense"), 0, REFUSED)),
    Difference("one word where several are meant", "Flask-AppBuilder takes its letters",
               answers(where("clients", "first_name", "in", "Ann"), 0, REFUSED)),
    Difference("several words where one is meant", NEVER_IGNORED,
               answers(where("clients", "first_name", "eq", "!(Ann,ann)"), 0, REFUSED)),
    Difference("rows of a row that is not there", "Flask-AppBuilder finds those of none",
               answers(CLIENT_OF_NOBODY, 8, 0)),
    Difference("rows of others than a row that is not there", "they all are",
               answers(CLIENT_OF_NOBODY.replace("rel_o_m", "nrel_o_m"), 17, ALL)),
    Difference("rows that refer to one that is not there", NEVER_IGNORED,
               answers(where("exercises", "primary_muscles", "rel_m_m", "987654"), ALL, 0)),
    Difference("a page before the first", "a fault of the asker, not of ours",
               answers("clients/?q=(page:-1)", FAILS, REFUSED)),
    Difference("a page of less than nothing", NEVER_IGNORED,
               answers("clients/?q=(page_size:-5)", ALL, REFUSED)),
    Difference("a page beyond any table", "its rows would have to be counted through",
               answers("clients/?q=(page:10000001)", ALL, REFUSED)),
    Difference("what is no Rison", "a fault of the asker, not of ours",
               answers("clients/?q=(((", FAILS, REFUSED)),
    Difference("no count", "it costs more than the page", answers("clients/?count=0", ALL, None)),
    Difference("after", "pages by what they follow are ours",
               answers("clients/?after=x", ALL, REFUSED)),
    Difference("next", "full pages say how to ask for what follows", _next),
    Difference("tags", "an app need not fetch what it has", _tags),
    Difference("the order of parts", "parts without an order stand by id, not by chance", _parts),
    Difference("an order without its direction", "is ascending, as everywhere", _ascending),
)  # fmt: skip
