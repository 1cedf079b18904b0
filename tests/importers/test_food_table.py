"""Foods from CSV: mapping, decimal signs, encodings, units; and what is refused, with its line."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from fitadmin.models.foods import Food
from tests.importers.made import SAMPLES, refused, run, written

SUPPLIER = (
    "--map", "source_id=Artikel", "--map", "name=Bezeichnung", "--map", "energy_kj=Brennwert (kJ)",
    "--map", "protein_g=Eiweiß", "--map", "sodium_mg=Natrium mg", "--map", "potassium_mg=Kalium mg",
)  # fmt: skip


def foods(session):
    return {food.source_id: food for food in session.scalars(select(Food))}


def test_our_own_header_needs_no_mapping(app, session):
    assert "2 rows: 2 created" in run(app, "import-foods", SAMPLES / "foods.csv").output
    milk, rice = foods(session)["test-milk"], foods(session)["test-rice"]
    assert (milk.basis, milk.energy_kcal, milk.salt_g) == ("100ml", 63, None)
    assert {p.name: p.grams for p in milk.portions} == {"glass": 200, "cup": 240}
    assert {(n.language, n.name, n.is_alias) for n in milk.names} == {
        ("de", "Testmilch", False), ("en", "whole milk", True), ("en", "full-fat milk", True),
    }  # fmt: skip
    assert (rice.energy_kcal, rice.protein_g, rice.source) == (None, Decimal("2.7"), "foods")


def test_a_supplier_s_table_in_latin_1_with_decimal_commas_comes_in_by_mapping(app, session):
    done = run(app, "import-foods", SAMPLES / "supplier.csv", *SUPPLIER, "--source", "baker")
    assert "2 created" in done.output
    whole, crisp = foods(session)["0042"], foods(session)["0043"]
    assert (whole.name, whole.source, crisp.name) == ("Vollkornbrot", "baker", "Knäckebrot")
    assert (whole.energy_kcal, whole.protein_g) == (Decimal("250.119503"), Decimal("8.5"))
    assert (whole.salt_g, crisp.salt_g, crisp.protein_g) == (1, None, Decimal("9.25"))
    assert [(f.nutrient, f.amount) for f in whole.further] == [("potassium", 250)]


def test_what_a_file_has_no_column_for_stays_as_it_is(app, session, tmp_path):
    run(app, "import-foods", SAMPLES / "foods.csv")
    again = written(tmp_path, "foods.csv", "source_id,name,fat_g\ntest-milk,Test milk,3.5\n")
    assert "1 updated" in run(app, "import-foods", again).output
    milk = foods(session)["test-milk"]
    assert (milk.fat_g, milk.protein_g, milk.version) == (Decimal("3.5"), Decimal("3.2"), 2)
    assert len(milk.portions) == 2


def test_without_an_id_the_barcode_or_the_name_tells_foods_apart(app, session, tmp_path):
    path = written(tmp_path, "x.csv", "name,gtin\nCola,0737628064502\nWater,\n")
    run(app, "import-foods", path)
    assert foods(session).keys() == {"0737628064502", "water"}
    assert foods(session)["0737628064502"].gtin == "0737628064502"


REFUSED = {
    "a word for a number": ("Milk,x,", "fat_g is “x”, which is not a number"),
    "a negative amount": ("Milk,-1,", "fat_g is -1.000000, not between 0 and 110"),
    "more than can be": ("Milk,120,", "fat_g is 120.000000, not between 0 and 110"),
    "a number too long": ("Milk,123456789,", "fat_g is too large: 123456789"),
    "a decimal comma among points": ('Milk,"3,5",', "fat_g is “3,5”, which is not a number"),
    "a wrong barcode": ("Milk,1,0737628064503", "The barcode's last digit does not fit."),
    "no name": (",1,", "name is missing"),
    "a long name": (f"{'M' * 256},1,", "name is longer than 255 characters"),
    "too many cells": ("Milk,1,,extra", "the row has 4 cells, the header 3"),
    "too few cells": ("Milk,1", "the row has 2 cells, the header 3"),
    "the same food again": ("Oats,1,", "it is the same as line 2"),
}


@pytest.mark.parametrize("case", list(REFUSED))
def test_a_row_is_refused_with_its_line_and_the_rest_comes_in(case, app, session, tmp_path):
    row, reason = REFUSED[case]
    path = written(tmp_path, "x.csv", f"name,fat_g,gtin\nOats,7.5,\n{row}\nRye,1.5,\n")
    said = run(app, "import-foods", path).output
    assert "line 3: refused" in said
    assert reason in said
    assert {food.name for food in foods(session).values()} == {"Oats", "Rye"}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("cup", "not of the form name=grams"), ("cup=0", "weighs nothing"), ("cup=x", "not a number")],
)
def test_a_portion_that_cannot_be_is_refused(cell, reason, app, tmp_path):
    path = written(tmp_path, "x.csv", f"name,portions\nOats,\nRye,{cell}\n")
    assert reason in run(app, "import-foods", path).output


def test_a_basis_or_counting_that_is_unknown_is_refused(app, tmp_path):
    path = written(tmp_path, "x.csv", "name,basis\nOats,per 100 ml\nRye,per piece\n")
    said = run(app, "import-foods", path).output
    assert "1 created" in said
    assert "line 3: refused Rye: basis is “piece”, not one of 100g, 100ml" in said


def test_a_further_nutrient_below_zero_is_refused(app, tmp_path):
    path = written(tmp_path, "x.csv", "name,iron_mg\nOats,1\nRye,-1\n")
    assert "iron is below zero" in run(app, "import-foods", path).output


WRONG = {
    "an empty file": (b"", "x.csv: the file is empty"),
    "only blanks": (b" \n\n", "x.csv: the file is empty"),
    "only a header": (b"name,fat_g\n", "x.csv: there is a header but no row"),
    "a NUL inside": (
        b"name,fat_g\nMilk\0,3\n", "x.csv, line 2, column 5: this is no text (byte 0x00)",
    ),
    "binary rubbish": (bytes(range(256)) * 9, "this is no text (byte 0x00)"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "x.csv, line 2, column 1: this is no text"),
    "JSON": (b'[{"name": "Milk"}]', "x.csv, line 1: this is no CSV with a header"),
    "an open quote": (b'name,fat_g\nMilk,3\n"Oats,7\n', "x.csv, line 3: this is no CSV"),
    "more columns than a table has": (
        b"," * 300 + b"\n1" + b"," * 300, "x.csv, line 1: it has more than 200 columns",
    ),
    "no column for the name": (
        b"nom,gras\nLait,3\n",
        "x.csv, line 1: there is no column for name; say which one it is with --map name=COLUMN. "
        "The columns are: nom, gras",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(WRONG))
def test_a_file_that_is_no_table_of_foods_is_refused_in_one_line(case, app, session, tmp_path):
    content, said = WRONG[case]
    assert said in refused(app, "import-foods", written(tmp_path, "x.csv", content))
    assert foods(session) == {}


def test_a_file_that_is_not_there_is_named(app, tmp_path):
    path = tmp_path / "none.csv"
    assert refused(app, "import-foods", path) == f"Error: {path}: No such file or directory"
    assert "this is a folder" in refused(app, "import-foods", tmp_path, "--format", "csv")


def test_a_file_as_large_as_no_list_is_refused(app, tmp_path, monkeypatch):
    monkeypatch.setattr("fitadmin.importers.files.LARGEST_TEXT", 10)
    path = written(tmp_path, "x.csv", "name\n" + "Milk\n" * 9)
    assert "x.csv: it is larger than" in refused(app, "import-foods", path)


def test_a_csv_said_to_be_fdc_is_refused(app):
    path = SAMPLES / "foods.csv"
    assert "foods.csv: the zip is truncated or damaged" in refused(
        app, "import-foods", path, "--format", "fdc"
    )


def test_a_mapping_must_name_a_field_and_a_column(app):
    path = SAMPLES / "foods.csv"
    said = refused(app, "import-foods", path, "--map", "colour=name")
    assert "--map colour=name: it must be NAME=COLUMN, NAME one of alcohol_g, aliases, " in said
    assert "must be NAME=COLUMN" in refused(app, "import-foods", path, "--map", "name")
    said = refused(app, "import-foods", path, "--map", "name=Nom")
    assert "foods.csv, line 1: there is no column Nom; there are source_id, name, " in said


def test_when_no_row_can_be_used_the_command_fails(app, session, tmp_path):
    done = run(app, "import-foods", written(tmp_path, "x.csv", "name,fat_g\nMilk,?!\n"))
    assert done.exit_code == 1
    assert done.output.strip().endswith("Error: No row could be used.")
