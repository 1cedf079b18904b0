"""Many rows at once keep what single rows have: ids in order, defaults, exact values."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from fitadmin.access import acting_as
from fitadmin.models.bulk import CHUNK, delete_rows, insert_rows, update_rows
from fitadmin.models.exercises import PRIMARY, Exercise, Muscle
from fitadmin.models.foods import Food, FoodPortion
from fitadmin.models.gym import ImportBatch, ImportChange
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM, Viewer


@pytest.fixture(autouse=True)
def as_system():
    with acting_as(SYSTEM):
        yield


def _named(count):
    return ({"name": f"Food {n}"} for n in range(count))


def test_ids_come_in_the_order_of_the_rows_over_several_chunks(session):
    ids = insert_rows(session(), Food, _named(CHUNK + 3))
    assert len(ids) == CHUNK + 3
    names = dict(session.execute(select(Food.id, Food.name)).all())
    assert [names[each] for each in ids] == [f"Food {n}" for n in range(CHUNK + 3)]


def test_what_a_row_leaves_out_has_its_default(session):
    ids = insert_rows(session(), Food, [{"name": "Rice"}, {"name": "Milk", "basis": "100ml"}])
    rice, milk = (session.get(Food, each) for each in ids)
    assert (rice.version, rice.custom, rice.basis, milk.basis) == (1, {}, "100g", "100ml")
    assert rice.uid != milk.uid
    assert (datetime.now(UTC) - rice.created_at).total_seconds() < 60
    assert rice.created_by_id is None


def test_every_kind_of_value_comes_back_as_it_went_in(session):
    [food] = insert_rows(
        session(),
        Food,
        [{"name": 'Tab\t"quoted" \\ new\nline ü', "energy_kcal": Decimal("55.6227")}],
    )
    row = session.get(Food, food)
    assert row.name == 'Tab\t"quoted" \\ new\nline ü'
    assert row.energy_kcal == Decimal("55.6227")
    born = date(1990, 2, 3)
    [client] = insert_rows(
        session(), ClientProfile, [{"first_name": "Ann", "last_name": "Lee", "born_on": born}]
    )
    assert session.get(ClientProfile, client).born_on == born


def test_a_none_is_null_even_in_a_json_column(session):
    [batch] = insert_rows(
        session(), ImportBatch, [{"kind": "foods", "source": "x", "file_name": "x.csv"}]
    )
    change = {"batch_id": batch, "table_name": "food", "row_id": 1}
    insert_rows(session(), ImportChange, [{**change, "before": None}, {**change, "before": {}}])
    assert session.scalar(select(func.count()).where(ImportChange.before.is_(None))) == 1


def test_rows_made_later_by_hand_get_ids_of_their_own(session):
    ids = insert_rows(session(), Food, _named(5))
    food = Food(name="By hand")
    session.add(food)
    session.flush()
    assert food.id > max(ids)


def test_whoever_asks_is_the_creator(session, app):
    sm = app.appbuilder.sm
    user = sm.add_user("ann", "Ann", "Lee", "ann@example.org", sm.find_role("Manager"), "secret")
    with acting_as(Viewer(user_id=user.id)):
        [food] = insert_rows(session(), Food, _named(1))
    assert session.get(Food, food).created_by_id == user.id


def test_a_table_without_an_id_gives_no_ids(session):
    [muscle] = insert_rows(session(), Muscle, [{"name": "chest"}])
    [press] = insert_rows(session(), Exercise, [{"name": "Press", "slug": "press"}])
    pairs = [{"exercise_id": press, "muscle_id": muscle}]
    assert insert_rows(session(), PRIMARY, pairs) == []
    assert [each.name for each in session.get(Exercise, press).primary_muscles] == ["chest"]


def test_no_rows_are_no_trouble(session):
    assert insert_rows(session(), Food, []) == []
    update_rows(session(), Food, [])
    delete_rows(session(), Food, [])


def test_progress_is_told_of_every_chunk(session):
    told = []
    insert_rows(session(), Food, _named(CHUNK + 1), told.append)
    assert told == [CHUNK, 1]


def test_a_name_that_is_no_column_is_refused(session):
    with pytest.raises(KeyError, match="food has no column colour"):
        insert_rows(session(), Food, [{"name": "Rice", "colour": "white"}])


def test_what_the_database_refuses_is_an_integrity_error(session):
    with pytest.raises(IntegrityError):
        insert_rows(session(), Food, [{"name": "Rice", "energy_kcal": Decimal(-1)}])


def test_an_update_raises_the_version_and_touches_nothing_else(session):
    ids = insert_rows(session(), Food, [{"name": "Rice", "brand": "A"}, {"name": "Oats"}])
    changes = [{"id": ids[0], "name": "Brown rice"}, {"id": ids[1], "fat_g": Decimal("1.5")}]
    update_rows(session(), Food, changes)
    rice, oats = (session.get(Food, each) for each in ids)
    assert (rice.name, rice.brand, rice.version) == ("Brown rice", "A", 2)
    assert (oats.name, oats.fat_g, oats.version) == ("Oats", Decimal("1.5"), 2)


def test_parts_go_with_what_is_deleted(session):
    ids = insert_rows(session(), Food, _named(2))
    insert_rows(
        session(), FoodPortion, [{"food_id": e, "name": "cup", "grams": Decimal(9)} for e in ids]
    )
    delete_rows(session(), Food, ids[:1])
    assert session.scalars(select(FoodPortion.food_id)).all() == ids[1:]
    delete_rows(session(), FoodPortion, ids, column="food_id")
    assert session.scalars(select(FoodPortion.food_id)).all() == []
