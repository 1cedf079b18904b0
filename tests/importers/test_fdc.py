"""FoodData Central: which rows are foods, what they contain, and what is wrong with a download."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from fitadmin.importers import files
from fitadmin.models.foods import Food
from fitadmin.models.gym import AuditEvent, ImportBatch
from tests.importers.made import SAMPLES, fdc_folder, fdc_zip, refused, run, written


def foods(session):
    return {food.source_id: food for food in session.scalars(select(Food))}


def test_only_foundation_foods_come_in_and_older_rows_are_superseded(app, session, tmp_path):
    done = run(app, "import-foods", fdc_zip(tmp_path))
    assert "6 rows: 1 superseded, 5 created, 3 with energy, 2 without energy." in done.output
    assert foods(session).keys() == {"102", "103", "104", "105", "106"}


def test_a_folder_is_as_good_as_its_zip(app, session):
    assert "5 created" in run(app, "import-foods", SAMPLES / "fdc").output
    assert len(foods(session)) == 5


def test_energy_is_1008_else_2048_else_2047_and_never_made_up(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path))
    energy = {key: food.energy_kcal for key, food in foods(session).items()}
    assert energy == {
        "102": Decimal("378.866123"), "103": None, "104": Decimal("55.622745"), "105": 97,
        "106": None,
    }  # fmt: skip


def test_an_unknown_energy_is_estimated_beside_and_marked_as_such(app, session, tmp_path):
    said = run(app, "import-foods", fdc_zip(tmp_path), "--dry-run").output
    assert "created Test oil: energy unknown; estimated from the macros: 843.3 kcal" in said
    run(app, "import-foods", fdc_zip(tmp_path))
    oil = foods(session)["103"]
    assert (oil.energy_kcal, oil.fat_g) == (None, Decimal("93.7"))
    assert oil.energy_estimated_kcal == Decimal("843.3")


def test_salt_is_reckoned_from_sodium_and_further_nutrients_are_rows(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path))
    oats = foods(session)["102"]
    assert (oats.salt_g, oats.fibre_g, oats.saturates_g) == (1, Decimal("10.4"), None)
    assert [(f.nutrient, f.amount, f.unit) for f in oats.further] == [("potassium", 350, "mg")]
    assert (oats.category, oats.carbs_counted) == ("Cereals", "by_difference")
    assert "CC0" in oats.licence
    assert "FoodData Central" in oats.attribution


def test_carbs_that_fall_below_zero_by_difference_are_none(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path))
    assert foods(session)["104"].carbs_g == 0


def test_a_portion_is_what_one_of_it_weighs(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path))
    portions = {key: {p.name: p.grams for p in f.portions} for key, f in foods(session).items()}
    assert portions["102"] == {"cup": 81, "tablespoon, rolled": 5}
    assert portions["105"] == {"peeled": 115}


def test_twice_in_a_row_changes_nothing(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path))
    before = {key: food.version for key, food in foods(session).items()}
    done = run(app, "import-foods", fdc_zip(tmp_path))
    assert "5 unchanged" in done.output
    assert {key: food.version for key, food in foods(session).items()} == before
    assert session.scalar(select(func.count(ImportBatch.id))) == 1


def test_a_dry_run_says_what_would_happen_and_leaves_no_trace(app, session, tmp_path):
    done = run(app, "import-foods", fdc_zip(tmp_path), "--dry-run")
    assert "line 3: superseded Test oats: FDC 102 of 2020-10-30 is newer" in done.output
    assert "line 4: created Test oats" in done.output
    assert "nothing has been changed" in done.output
    for model in (Food, ImportBatch):
        assert session.scalar(select(func.count(model.id))) == 0
    assert session.scalars(select(AuditEvent).where(AuditEvent.act == "import")).all() == []


def test_a_batch_leaves_one_line_in_the_audit(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path))
    told = select(AuditEvent).where(AuditEvent.table_name.in_(["food", "import_batch"]))
    event = session.scalars(told).one()
    assert (event.act, event.table_name, event.after["rows_created"]) == (
        "import",
        "import_batch",
        5,
    )


def spoil(folder, table, old, new):
    path = folder / table
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return folder


SPOILED = {
    "a column is missing": (
        "food_nutrient.csv", '"amount"', '"quantity"',
        "fdc, food_nutrient.csv, line 1: there is no column amount",
    ),
    "an amount is no number": (
        "food_nutrient.csv", '"13.5"', '"lots"',
        "fdc, food_nutrient.csv, line 5, column amount: “lots” is not a number",
    ),
    "an amount is not finite": (
        "food_nutrient.csv", '"13.5"', '"NaN"',
        "fdc, food_nutrient.csv, line 5, column amount: “NaN” is not a number",
    ),
    "an id is no id": (
        "food.csv", '"103"', '"x3"', "fdc, food.csv, line 5, column fdc_id: “x3” is no id",
    ),
    "a date is no date": (
        "food.csv", "2019-12-16", "2019-13-16",
        "fdc, food.csv, line 5, column publication_date: “2019-13-16” is no date",
    ),
    "a row is cut": (
        "food_nutrient.csv", '"17","999","1003","5","1"', '"17","999"',
        "fdc, food_nutrient.csv, line 18: the row has too few cells",
    ),
    "no row is a foundation food": (
        "food.csv", "foundation_food", "branded_food", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(SPOILED))
def test_what_is_wrong_is_said_with_its_place(case, app, session, tmp_path):
    table, old, new, said = SPOILED[case]
    folder = fdc_folder(tmp_path)
    if said is None:
        written(folder, table, (folder / table).read_text().replace(old, new))
        said = "fdc, food.csv, column data_type: no row has the type foundation_food"
    else:
        spoil(folder, table, old, new)
    assert refused(app, "import-foods", folder) == f"Error: {said}"
    assert foods(session) == {}


def test_a_table_that_is_empty_or_not_in_utf_8_is_refused(app, tmp_path):
    folder = fdc_folder(tmp_path)
    written(folder, "food_portion.csv", "")
    assert "fdc, food_portion.csv: the table is empty" in refused(app, "import-foods", folder)
    written(folder, "food.csv", (folder / "food.csv").read_bytes().replace(b"oil", b"\xf6l"))
    assert "food.csv, line " in (said := refused(app, "import-foods", folder))
    assert "this is not UTF-8" in said


def test_a_missing_table_is_named(app, tmp_path):
    path = fdc_zip(tmp_path, without={"food_nutrient.csv"})
    said = refused(app, "import-foods", path)
    assert said == "Error: fdc.zip: there is no food_nutrient.csv in it"
    assert "there is no food.csv in it" in refused(app, "import-foods", tmp_path)


def test_categories_may_be_missing(app, session, tmp_path):
    run(app, "import-foods", fdc_zip(tmp_path, without={"food_category.csv"}))
    assert foods(session)["102"].category is None


@pytest.mark.parametrize("kept", [3, 200, -30])
def test_a_truncated_zip_is_refused(kept, app, session, tmp_path):
    whole = fdc_zip(tmp_path).read_bytes()
    path = written(tmp_path, "cut.zip", whole[:kept])
    assert "cut.zip: the zip is truncated or damaged" in refused(app, "import-foods", path)
    assert foods(session) == {}


def test_a_zip_damaged_inside_is_refused(app, session, tmp_path):
    content = bytearray(fdc_zip(tmp_path).read_bytes())
    at = content.index(b"food_nutrient.csv") + 40
    content[at : at + 20] = bytes(20)
    path = written(tmp_path, "hurt.zip", bytes(content))
    assert "hurt.zip, food_nutrient.csv: it is truncated or damaged" in refused(
        app, "import-foods", path
    )
    assert foods(session) == {}


def test_a_table_that_would_unpack_enormously_is_refused(app, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "SMALL", 100_000)
    folder = fdc_folder(tmp_path)
    written(folder, "food.csv", (folder / "food.csv").read_text() + "\n" * 3_000_000)
    said = refused(app, "import-foods", fdc_zip(tmp_path, folder))
    assert "fdc.zip, food.csv: unpacked it would have 2 MB, which no real table has" in said
