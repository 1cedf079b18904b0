"""Pages by what they follow: each row once, in the order of one long list, whatever goes on."""

import base64
import json
from datetime import date
from decimal import Decimal
from time import monotonic
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.menu import APIS
from fitadmin.models.accounts import User
from fitadmin.models.columns import now
from fitadmin.models.exercises import Muscle
from fitadmin.models.foods import Food
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.reading import counts
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from tests.factories import make, person
from tests.parity.rows import fill

WALKED = (
    "clients", "coachings", "client-health", "exercises", "workout-plans", "workout-sessions",
    "completed-sets", "foods", "recipes", "meal-plans", "meal-entries", "progress-entries",
    "muscles",
)  # fmt: skip
ORDERS = {api.resource_name: api.order_columns for api in APIS if hasattr(api, "order_columns")}


def walk(program: Any, path: str, q: str, between: Any = lambda: None) -> list[int]:
    """The ids of all pages, from the first to the one that names no next."""
    found: list[int] = []
    after = ""
    for _ in range(500):
        page = program.get(f"{path}?q={q}{after}")
        assert page.status_code == 200, page.json
        found += page.json["ids"]
        if "next" not in page.json:
            return found
        after = f"&after={page.json['next']}"
        between()
    raise AssertionError("it never ends")


def by_number(program: Any, path: str, order: str, size: int) -> list[int]:
    """The ids of all pages, each asked for by its number."""
    found: list[int] = []
    for number in range(500):
        page = program.get(f"{path}?q=({order},page:{number},page_size:{size})").json["ids"]
        found += page
        if len(page) < size:
            return found
    raise AssertionError("it never ends")


@pytest.mark.parametrize("who", ["admin", "own"])
def test_all_pages_are_one_list_in_every_order(app, session, call, who):
    """Of all rows, and of a trainer's clients, which PostgreSQL is asked for in another way."""
    with acting_as(SYSTEM):
        fill(app)
        session.commit()
        own = db.session.scalars(select(app.appbuilder.sm.user_model).filter_by(username="own"))
        program = call(person("Admin") if who == "admin" else own.one())
    for path in WALKED:
        for column in ORDERS[path]:
            for direction in ("asc", "desc"):
                order = f"order_column:{column},order_direction:{direction},columns:!(id)"
                at_once = program.get(f"/{path}/?q=({order},page_size:100)").json
                assert len(at_once["ids"]) == at_once["count"]
                assert at_once["count"] > 4 or who == "own"
                walked = walk(program, f"/{path}/", f"({order},page_size:4)")
                assert walked == at_once["ids"], (path, column, direction)
                for size in (7, 10):
                    numbered = by_number(program, f"/{path}/", order, size)
                    assert numbered == at_once["ids"], (path, column, direction, size)


def test_pages_of_a_search_are_one_list_for_a_trainer_too(app, session, call):
    with acting_as(SYSTEM):
        fill(app)
        session.commit()
        own = db.session.scalars(select(app.appbuilder.sm.user_model).filter_by(username="own"))
        program = call(own.one())
    q = "filters:!((col:load_unit,opr:eq,value:lb)),order_column:reps,order_direction:desc"
    at_once = program.get(f"/completed-sets/?q=({q},page_size:100)").json
    assert at_once["count"] > 3
    assert walk(program, "/completed-sets/", f"({q},page_size:1)") == at_once["ids"]
    first = program.get(f"/completed-sets/?q=({q},page_size:2)").json
    second = program.get(f"/completed-sets/?q=({q},page_size:2)&after={first['next']}").json
    assert second["count"] == first["count"] == at_once["count"]


def test_numbers_with_more_digits_than_are_shown_are_walked_through(app, session, call):
    """SQLite keeps them; PostgreSQL rounds."""
    for digits in ("1.00000011", "1.00000012", "1.00000049", "1.0000005", "1.00000051", "1"):
        make(Food, protein_g=Decimal(digits))
    session.commit()
    program = call(person("Admin"))
    for direction in ("asc", "desc"):
        q = f"(order_column:protein_g,order_direction:{direction},page_size:1)"
        assert len(walk(program, "/foods/", q)) == 6
        assert len(set(walk(program, "/foods/", q))) == 6


BRANDS = st.sampled_from([None, "", "Mill", "mill", "Zoë", "ä"])
ACTS = st.lists(st.tuples(st.sampled_from(["add", "drop", "rest"]), BRANDS), max_size=8)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    brands=st.lists(BRANDS, max_size=9), acts=ACTS, size=st.integers(1, 3),
    direction=st.sampled_from(["asc", "desc"]),
)  # fmt: skip
def test_what_comes_and_goes_meanwhile_disturbs_no_other_row(  # noqa: PLR0913, PLR0917  hypothesis gives most
    app, session, call, brands, acts, size, direction
):
    program = call(person("Admin"))
    with acting_as(SYSTEM):
        for food in session.scalars(select(Food)):
            food.deleted_at = now()
        session.commit()
    lasting = {make(Food, brand=brand).id for brand in brands}
    session.commit()
    waiting = list(acts)

    def meanwhile() -> None:
        act, brand = waiting.pop() if waiting else ("rest", None)
        if act == "add":
            make(Food, brand=brand)
        elif act == "drop" and lasting:
            with acting_as(SYSTEM):
                session.get(Food, lasting.pop()).deleted_at = now()
                session.flush()
        session.commit()

    order = f"order_column:brand,order_direction:{direction}"
    walked = walk(program, "/foods/", f"({order},page_size:{size})", meanwhile)
    assert len(walked) == len(set(walked))
    assert lasting <= set(walked)
    now_there = program.get(f"/foods/?q=({order},page_size:100)").json["ids"]
    still = set(walked) & set(now_there)
    assert [i for i in walked if i in still] == [i for i in now_there if i in still]


def token(*said: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


class TestCursors:
    def page(self, program: Any, after: str, q: str = "") -> Any:
        return program.get(f"/clients/?after={after}&q=({q})")

    @pytest.mark.parametrize(
        "after",
        [
            "x", "!!!!", "%ff%fe", "ä", "W10", "e30", "A" * 3000,
            base64.b64encode(b"abcd").decode(),
            token(), token("id", "asc", 1), token("id", "asc", 1, 1, 1), token("id", "asc", 1, "x"),
            token("id", "asc", 1, 1.5), token("id", "asc", 1, None), token("id", "asc", 1, [1]),
            token("id", "asc", 1, True), token("id", "asc", 1, 2**31),
            token("id", "asc", 1, 10**30),
            token("id", "desc", 1, 1), token("password", "asc", 1, 1), token(["id"], "asc", 1, 1),
        ],
    )  # fmt: skip
    def test_that_are_none_are_refused(self, after, gym, call):
        assert self.page(call(gym.user("admin")), after).status_code == 400

    @pytest.mark.parametrize("value", ["x", "2026-13-01", [1], {"a": 1}, True, 1e300])
    def test_with_no_value_of_the_column_are_refused(self, value, gym, call):
        order = "order_column:born_on,order_direction:asc"
        after = token("born_on", "asc", value, 1)
        assert self.page(call(gym.user("admin")), after, order).status_code == 400

    def test_of_another_order_are_refused(self, gym, call):
        program = call(gym.user("admin"))
        one = "page_size:1,order_column:last_name,order_direction:"
        after = self.page(program, "", one + "asc").json["next"]
        assert self.page(program, after, one + "asc").status_code == 200
        assert self.page(program, after, one + "desc").status_code == 400
        assert self.page(program, after, "page_size:1").status_code == 400
        other = one.replace("last_name", "first_name") + "asc"
        assert self.page(program, after, other).status_code == 400

    def test_beside_a_page_are_refused(self, gym, call):
        program = call(gym.user("admin"))
        after = self.page(program, "", "page_size:1").json["next"]
        assert self.page(program, after, "page:1,page_size:1").status_code == 400
        assert self.page(program, after, "page:0,page_size:1").status_code == 200

    def test_of_somebody_else_show_nothing_more(self, gym, call):
        after = self.page(call(gym.user("admin")), "", "page_size:1").json["next"]
        assert self.page(call(gym.user("stranger")), after).json["ids"] == [2]
        assert self.page(call(gym.user("other")), after).json["ids"] == []

    def test_outlive_the_row_that_they_name(self, gym, call):
        program = call(gym.user("admin"))
        born = [make_client(program, year) for year in (1990, 1991, 1992)]
        order = "filters:!((col:last_name,opr:eq,value:Born)),order_column:born_on,page_size:1"
        first = self.page(program, "", order).json
        assert first["ids"] == born[:1]
        assert program.delete(f"/clients/{born[0]}").status_code == 200
        assert self.page(program, first["next"], order).json["ids"] == born[1:2]


def make_client(program: Any, year: int) -> int:
    body = {"first_name": "Some", "last_name": "Born", "born_on": date(year, 1, 1).isoformat()}
    return int(program.post("/clients/", json=body).json["id"])


def test_counting_stops_where_nobody_reads_on(app, session, call):
    """Or counts on, or does not begin, as asked."""
    session.execute(Muscle.__table__.insert(), [
        {"name": f"fibre {number}", "is_front": True} for number in range(10_050)
    ])  # fmt: skip
    session.commit()
    program = call(person("Admin"))
    in_all = program.get("/muscles/?count=exact").json
    assert in_all["count"] >= 10_050
    assert "count_is_capped" not in in_all
    for query in ("", "?count=capped", "?q=(page:100,page_size:100)&count=capped"):
        capped = program.get(f"/muscles/{query}").json
        assert (capped["count"], capped["count_is_capped"]) == (10_000, True)
        assert capped["ids"]
    uncounted = program.get("/muscles/?count=0").json
    assert uncounted["count"] is None
    assert "count_is_capped" not in uncounted
    few = program.get("/muscles/?q=(filters:!((col:name,opr:sw,value:'fibre 77')))").json
    assert few["count"] == 111
    assert "count_is_capped" not in few
    for nonsense in ("1", "yes", "", "EXACT"):
        assert program.get(f"/muscles/?count={nonsense}").status_code == 400


def test_a_dear_count_is_a_few_seconds_old_and_a_cheap_one_is_not(app, session, call, monkeypatch):
    monkeypatch.setattr(counts, "MANY", 100)
    session.execute(Muscle.__table__.insert(), [
        {"name": f"fibre {number}", "is_front": number > 50} for number in range(150)
    ])  # fmt: skip
    session.commit()
    program, another = call(person("Admin")), call(person("Manager"))

    def count(who: Any, filters: str = "", page: int = 0) -> int:
        return int(who.get(f"/muscles/?q=(page:{page},page_size:10{filters})").json["count"])

    front = ",filters:!((col:is_front,opr:eq,value:!t))"
    before, fewer = count(program), count(program, front)
    program.post("/muscles/", json={"name": "fibre of mine", "is_front": True})
    assert [count(program), count(program, page=1), count(program, front)] == [
        before, before, fewer + 1,
    ]  # fmt: skip
    assert count(another) == before + 1, "who has not asked yet"
    monkeypatch.setattr(counts, "monotonic", lambda: monotonic() + counts.KEPT_S)
    assert count(program) == before + 1


@pytest.mark.parametrize("trains", [True, False])
def test_who_is_coached_in_two_ways_is_listed_once(app, session, call, trains):
    """A trainer may stand in for somebody they coach anyway, and may train here too."""
    with acting_as(SYSTEM):
        trainer = make(TrainerProfile, user_id=person("Trainer").id)
        oneself = make(ClientProfile, user_id=trainer.user_id if trains else None)
        client = make(ClientProfile)
        for role, coached in (("lead", client), ("cover", client), ("lead", oneself)):
            make(Coaching, trainer=trainer, client=coached, role=role)
        sets = [make(CompletedSet, completion=done) for done in (
            make(ExerciseCompletion, session=make(WorkoutSession, client=each))
            for each in (client, oneself, make(ClientProfile))
        )]  # fmt: skip
        session.commit()
        program = call(session.get_one(User, trainer.user_id))
    listed = program.get("/completed-sets/?q=(page_size:10)").json
    assert listed["ids"] == sorted(each.id for each in sets[:2])
    assert listed["count"] == 2
    assert walk(program, "/completed-sets/", "(page_size:1)") == listed["ids"]
