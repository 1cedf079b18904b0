"""A search only narrows what its viewer sees, in one statement and by the index."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models import searching
from fitadmin.models.bulk import insert_rows
from fitadmin.models.columns import now
from fitadmin.models.foods import Food, FoodName
from fitadmin.models.reading import offered
from fitadmin.models.scope import SEE_ALL, SYSTEM, Viewer
from tests.factories import make
from tests.world import World


@pytest.fixture
def as_system(app):
    with acting_as(SYSTEM):
        yield


def found(model, words):
    """The names that *words* find, in their order."""
    return [str(row) for row in offered(db.session, model, words, size=100)[1]]


def foods(*names):
    insert_rows(db.session(), Food, [{"name": name} for name in names])


@pytest.mark.usefixtures("as_system")
class TestStatements:
    def test_by_an_alias_of_the_model_and_by_the_columns_of_a_table(self):
        foods("Milk", "Tofu")
        other, its = aliased(Food), Food.__table__.alias()
        by_alias = searching.search(select(other.name), Food, "milk", other)
        by_table = searching.search(select(its.c.name), Food, "milk", its.c)
        for statement in (by_alias, by_table):
            assert db.session.execute(statement).scalars().all() == ["Milk"]

    def test_one_statement_serves_every_text(self):
        foods("Milk", "Oat milk", "Tofu")
        its = Food.__table__.c
        search = searching.symbolic(Food, its, Viewer(user_id=1, grants=frozenset({SEE_ALL})).kind)
        statement = select(its.name).where(search.condition).order_by(*search.order)
        for words, names in (("milk oat", ["Oat milk"]), ("tof", ["Tofu"]), ("%", [])):
            rows = db.session.connection().execute(statement, searching.values(words))
            assert rows.scalars().all() == names


class TestScope:
    def test_a_strangers_private_food_is_not_found_by_its_alias(self, gym: World):
        with acting_as(SYSTEM):
            owner = gym.viewer("other").trainer_id
            food = make(Food, name="Secret shake", owner_id=owner)
            make(FoodName, food=food, name="Geheimtrunk")
        for who, names in (("other", ["Secret shake"]), ("manager", ["Secret shake"]), ("own", [])):
            with acting_as(gym.viewer(who)):
                assert found(Food, "geheim") == names

    def test_what_is_in_the_trash_is_not_found(self, gym: World):
        with acting_as(gym.viewer("manager")):
            make(Food, name="Rotten egg", deleted_at=now())
            assert found(Food, "rotten") == []

    @settings(max_examples=25, deadline=None,
              suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
    @given(
        names=st.lists(st.text("abcÄß 1%_|'\u0301", min_size=1, max_size=8), max_size=8),
        words=st.text("abcÄß 1%_|'\u0301", max_size=5),
    )
    def test_nothing_beyond_the_plain_list_and_every_row_by_its_own_words(
        self, gym: World, names, words
    ):
        other = gym.viewer("other").trainer_id
        rows = [{"name": n, "owner_id": other if at % 2 else None} for at, n in enumerate(names)]
        with db.session.begin_nested() as attempt:
            with acting_as(SYSTEM):
                insert_rows(db.session(), Food, rows)
            with acting_as(gym.viewer("own")):
                plain = set(db.session.scalars(select(Food.id)))
                few = db.session.scalars(searching.search(select(Food.id), Food, words)).all()
                assert set(few) <= plain
                assert len(few) == len(set(few))
                for ident, name in db.session.execute(select(Food.id, Food.name)).all():
                    if searching.fold(name):
                        by_name = searching.search(select(Food.id), Food, name)
                        assert ident in db.session.scalars(by_name).all()
            attempt.rollback()


def test_of_too_many_foods_those_named_so_are_still_first(session):
    most = Food.found_at_most
    with acting_as(SYSTEM):
        rows = [{"name": f"Veggie {n}"} for n in range(most + 100)]
        insert_rows(session(), Food, [*rows, {"name": "Eggnog"}, {"name": "Egg"}])
        count, first = offered(session, Food, "egg", size=2)
        assert [food.name for food in first] == ["Egg", "Eggnog"]
        assert most <= count <= most + 2


def test_the_index_is_used(app, session, backend):
    with acting_as(SYSTEM):
        rows = ({"name": f"Food number {n}", "brand": f"Brand{n % 97}"} for n in range(20_000))
        insert_rows(session(), Food, rows)
        make(Food, name="Langhantelbrot")
        statement = searching.search(select(Food.id), Food, "hantelbr").limit(20)
        compiled = statement.compile(
            session.connection(), compile_kwargs={"render_postcompile": True}
        )
        if backend == "postgresql":
            session.execute(text("ANALYZE food, food_search"))
        explain = "EXPLAIN " if backend == "postgresql" else "EXPLAIN QUERY PLAN "
        values = [compiled.params[name] for name in compiled.positiontup or ()] or compiled.params
        values = tuple(values) if isinstance(values, list) else values
        plan = session.connection().exec_driver_sql(explain + str(compiled), values).all()
        index = "ix_food_search_grams" if backend == "postgresql" else "VIRTUAL TABLE INDEX"
        assert index in str(plan)
        assert session.scalar(select(func.count()).select_from(statement.subquery())) == 1


def test_foods_out_of_sight_neither_count_nor_push_others_out(gym: World, monkeypatch):
    monkeypatch.setattr(Food, "found_at_most", 5)
    owner = gym.viewer("other").trainer_id
    with acting_as(SYSTEM):
        for number in range(4):
            make(Food, name=f"Secret pudding {number}", owner_id=owner)
            make(Food, name=f"Old pudding {number}", deleted_at=now())
        for number in range(4):
            make(Food, name=f"Open pudding {number}")
        db.session.commit()
    for who in ("own", "client"):
        with acting_as(gym.viewer(who)):
            count, found = offered(db.session, Food, "pudding")
            assert count == 4
            assert {food.name[:4] for food in found} == {"Open"}
