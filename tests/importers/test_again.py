"""The same source again: what people have made here since stays, and a batch can be taken back."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from fitadmin.models.exercises import Equipment, Exercise, Muscle
from fitadmin.models.foods import Food, FoodName, FoodPortion, Recipe, RecipeIngredient
from fitadmin.models.gym import AuditEvent, ImportBatch, ImportChange
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import with_trash
from tests.importers.made import SAMPLES, refused, run, written

EARLIER = "source_id,name,fat_g,portions\nmilk,Milk,3.5,cup=240\noats,Oats,7,\n"
LATER = "source_id,name,fat_g,portions\nmilk,Milk,3.8,cup=244;glass=200\noats,Oats,7,\n"


@pytest.fixture
def milk(app, session, tmp_path):
    take(app, tmp_path, EARLIER)
    return session.scalars(select(Food).where(Food.source_id == "milk")).one()


def take(app, folder, text, *options):
    return run(app, "import-foods", written(folder, "x.csv", text), *options).output


def last_batch(session):
    return session.scalar(select(func.max(ImportBatch.id)))


def undo(app, session):
    return run(app, "undo-import", last_batch(session)).output


def count(session, model):
    return session.scalar(with_trash(select(func.count(model.id))))


def portions(food):
    return {portion.name: portion.grams for portion in food.portions}


def test_a_changed_file_changes_the_rows_it_made(app, session, tmp_path, milk):
    said = take(app, tmp_path, LATER, "--dry-run")
    assert "line 2: updated Milk: fat_g, food_portion" in said
    assert "2 rows: 1 updated, 1 unchanged" in take(app, tmp_path, LATER)
    assert (milk.fat_g, milk.version) == (Decimal("3.8"), 2)
    assert portions(milk) == {"cup": 244, "glass": 200}


def edit_a_column(session, milk):
    milk.fat_g = Decimal("3.1")


def edit_a_portion(session, milk):
    milk.portions[0].grams = Decimal(250)


def add_a_portion(session, milk):
    session.add(FoodPortion(food=milk, name="mug", grams=Decimal(300)))


def remove_a_portion(session, milk):
    session.delete(milk.portions[0])


EDITS = [edit_a_column, edit_a_portion, add_a_portion, remove_a_portion]


@pytest.mark.parametrize("edit", EDITS, ids=lambda f: f.__name__)
def test_what_a_person_changed_is_kept_and_said(edit, app, session, tmp_path, milk):
    edit(session, milk)
    session.commit()
    mine = (milk.fat_g, portions(milk))
    said = take(app, tmp_path, LATER)
    assert "line 2: kept Milk: it was changed here since the import" in said
    assert (milk.fat_g, portions(milk)) == mine
    assert "1 updated" in take(app, tmp_path, LATER, "--overwrite")
    assert (milk.fat_g, portions(milk)) == (Decimal("3.8"), {"cup": 244, "glass": 200})


def test_a_change_beside_what_the_file_speaks_of_is_no_hindrance(app, session, tmp_path, milk):
    milk.brand = "Happy Cow"
    session.add(FoodName(food=milk, name="moo"))
    session.commit()
    assert "1 updated" in take(app, tmp_path, LATER)
    assert (milk.brand, milk.fat_g, milk.names[0].name) == ("Happy Cow", Decimal("3.8"), "moo")


def test_what_was_made_by_hand_is_kept(app, session, tmp_path):
    session.add(Food(name="Mine", source="x", source_id="milk"))
    session.commit()
    assert "kept Milk: it was not made by an import" in take(app, tmp_path, EARLIER)


def test_what_a_person_put_into_the_trash_stays_there(app, session, tmp_path, milk):
    milk.deleted_at = datetime.now(UTC)
    session.commit()
    assert "kept Milk: it is in the trash here" in take(app, tmp_path, EARLIER)
    assert "1 updated" in take(app, tmp_path, EARLIER, "--overwrite")
    assert milk.deleted_at is None


def test_undoing_a_creation_leaves_nothing(app, session, tmp_path, milk):
    said = undo(app, session)
    assert "2 rows are gone, 0 are in the trash, 0 are as before, 0 were kept." in said
    assert (count(session, Food), count(session, FoodPortion)) == (0, 0)
    acts = select(AuditEvent.act).where(AuditEvent.table_name == "import_batch")
    assert session.scalars(acts.order_by(AuditEvent.id)).all() == [
        "import", "undo_import",
    ]  # fmt: skip


def test_undoing_a_change_brings_back_what_was(app, session, tmp_path, milk):
    take(app, tmp_path, LATER)
    assert "1 are as before" in undo(app, session)
    assert (milk.fat_g, portions(milk), milk.version) == (Decimal("3.5"), {"cup": 240}, 3)
    assert "1 updated" in take(app, tmp_path, LATER)  # and it can come again


def test_what_a_person_added_beside_the_file_is_not_lost(app, session, tmp_path, milk):
    session.add(FoodName(food=milk, name="moo"))
    session.commit()
    assert "1 rows are gone, 1 are in the trash" in undo(app, session)
    milk.deleted_at = None
    session.commit()
    assert [name.name for name in milk.names] == ["moo"]


def test_a_row_that_no_longer_knows_its_import_goes_to_the_trash(app, session, tmp_path, milk):
    milk.custom = {"x_shelf": 3}
    session.commit()
    assert "1 rows are gone, 1 are in the trash" in undo(app, session)


def test_undoing_keeps_what_a_person_changed_since(app, session, tmp_path, milk):
    take(app, tmp_path, LATER)
    milk.fat_g = Decimal("3.9")
    session.commit()
    assert "0 are as before, 1 were kept" in undo(app, session)
    assert milk.fat_g == Decimal("3.9")


def test_what_something_refers_to_goes_to_the_trash_and_comes_back(app, session, tmp_path, milk):
    recipe = Recipe(name="Porridge")
    session.add(RecipeIngredient(recipe=recipe, food=milk, amount=Decimal(200)))
    session.commit()
    assert "1 rows are gone, 1 are in the trash" in undo(app, session)
    assert milk.deleted_at is not None
    assert recipe.ingredients[0].food.name == "Milk"
    assert "1 created, 1 updated" in take(app, tmp_path, EARLIER).replace(
        "1 updated, 1 created", "1 created, 1 updated"
    )
    assert milk.deleted_at is None
    undo(app, session)
    assert milk.deleted_at is not None


def test_what_a_person_worked_on_goes_to_the_trash_and_stays(app, session, tmp_path, milk):
    milk.fat_g = Decimal("3.1")
    session.commit()
    assert "1 rows are gone, 1 are in the trash" in undo(app, session)
    assert "kept Milk: it is in the trash here" in take(app, tmp_path, EARLIER)
    assert milk.fat_g == Decimal("3.1")


def test_a_batch_is_undone_once_and_the_last_one_first(app, session, tmp_path, milk):
    take(app, tmp_path, LATER)
    second = last_batch(session)
    first = second - 1
    assert refused(app, "undo-import", first) == (
        f"Error: Import {second} changed the same rows later: undo that one first."
    )
    run(app, "undo-import", second)
    assert f"Error: Import {second} was undone already, on 20" in refused(
        app, "undo-import", second
    )
    assert "2 rows are gone" in run(app, "undo-import", first).output
    assert refused(app, "undo-import", 0) == "Error: There is no import 0."


def test_undoing_exercises_takes_their_muscles_too_unless_somebody_needs_them(app, session):
    run(app, "import-exercises", SAMPLES / "exercises.json")
    chest = session.scalars(select(Muscle).where(Muscle.name == "chest")).one()
    hold = session.scalars(select(Exercise).where(Exercise.name == "Test hold")).one()
    mine = Exercise(name="Mine", primary_muscles=[chest], substitutes=[hold])
    session.add(mine)
    session.commit()
    assert "3 rows are gone, 1 are in the trash, 0 are as before, 2 were kept" in undo(app, session)
    assert set(session.scalars(select(Muscle.name))) == {"abdominals", "chest"}
    assert count(session, Equipment) == 0


def test_changed_substitutes_are_restored(app, session, tmp_path):
    run(app, "import-exercises", SAMPLES / "exercises.json")
    text = (SAMPLES / "exercises.json").read_text().replace('["Test_Press", "nowhere"]', "[]")
    path = written(tmp_path, "exercises.json", text)
    assert "1 updated" in run(app, "import-exercises", path).output
    hold = session.scalars(select(Exercise).where(Exercise.name == "Test hold")).one()
    assert hold.substitutes == []
    undo(app, session)
    assert [each.name for each in hold.substitutes] == ["Test press"]


def test_dates_of_a_client_are_restored(app, session, tmp_path):
    header = "number,first_name,last_name,born_on"
    for born in ("1990-02-03", "1991-03-04"):
        run(app, "import-clients", written(tmp_path, "c.csv", f"{header}\n1,Ann,Lee,{born}\n"))
    undo(app, session)
    assert str(session.scalars(select(ClientProfile)).one().born_on) == "1990-02-03"


def test_a_client_who_got_another_number_since_keeps_it(app, session, tmp_path):
    session.add(ClientProfile(first_name="Ann", last_name="Lee", number="1", email="ann@x.org"))
    session.commit()
    text = "number,first_name,last_name,email\n1,Ann,Li,ann@x.org\n"
    run(app, "import-clients", written(tmp_path, "c.csv", text), "--overwrite")
    ann = session.scalars(select(ClientProfile)).one()
    ann.number = "2"
    session.add(ClientProfile(first_name="Bob", last_name="Stone", number="1"))
    session.commit()
    assert "1 were kept" in undo(app, session)
    assert (ann.number, ann.last_name) == ("2", "Li")


def test_an_address_that_is_taken_by_now_stops_the_import_whole(app, session):
    path = SAMPLES / "exercises.json"
    run(app, "import-exercises", path)
    press = session.scalars(select(Exercise).where(Exercise.slug == "test-press")).one()
    press.deleted_at = datetime.now(UTC)
    session.add(Exercise(name="Other", slug="test-press"))
    session.commit()
    before = last_batch(session)
    said = refused(app, "import-exercises", path, "--overwrite")
    assert said.startswith("Error: There ")
    assert said.endswith(" already.")
    assert last_batch(session) == before
    assert press.deleted_at is not None


def test_imports_are_listed_with_what_became_of_them(app, session, milk):
    batch = last_batch(session)
    assert f"{batch}  20" in (said := run(app, "list-imports").output)
    assert "foods from x.csv (x): 2 created, 0 updated" in said
    undo(app, session)
    assert ", undone 20" in run(app, "list-imports").output


def test_every_row_of_a_batch_is_noted(app, session, tmp_path, milk):
    take(app, tmp_path, LATER)
    changes = session.scalars(select(ImportChange).order_by(ImportChange.id)).all()
    assert [(each.table_name, each.before is None) for each in changes] == [
        ("food", True), ("food", True), ("food", False),
    ]  # fmt: skip
    assert changes[2].before["fat_g"] == "3.5"
