"""Tables of unknown make: whatever was written is read again, in every dialect."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.importers.csv_table import CellRefused, Row, read_table

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
NUMBERS = st.decimals(0, 10**6, places=2)


def table_of(content):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(content)
        return read_table(path)


def dump(rows, delimiter, encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def read(content, fields, numbers=(), given=()):
    table = table_of(content)
    table.map_columns(fields, {}, given)
    return list(table.rows(numbers))


@given(st.lists(st.tuples(CELLS, NUMBERS), min_size=1), st.sampled_from(",;\t|"))
def test_text_and_numbers_survive_any_delimiter(rows, delimiter):
    content = dump([("name", "fat_g"), *rows], delimiter)
    found = read(content, ("name", "fat_g"), ("fat_g",))
    assert [(row.text("name"), row.number("fat_g")) for row in found] == [
        (name.strip(), number) for name, number in rows
    ]


@given(st.lists(NUMBERS, min_size=1), st.booleans())
def test_decimal_commas_are_known_by_the_numbers_of_the_file(numbers, grouped):
    form = "{:,.2f}" if grouped else "{:.2f}"
    words = [form.format(n).translate(str.maketrans(",.", ".,")) for n in numbers]
    rows = read(dump([("id", "fat_g"), *enumerate(words)], ";"), ("id", "fat_g"), ("fat_g",))
    assert [row.number("fat_g") for row in rows] == numbers


@given(st.text("0123456789", min_size=1))
def test_digits_are_text_until_somebody_asks_for_a_number(digits):
    [row] = read(dump([("number", "name"), (digits, "x")], ","), ("number", "name"))
    assert row.text("number") == digits


@given(st.lists(st.sampled_from(["id", "Naam", "kcal", "Vet (g)"]), min_size=4, unique=True))
def test_a_mapping_finds_its_column_wherever_it_stands(header):
    rows = [header, [f"<{name}>" for name in header]]
    mapping = ("name=naam", "fat_g=VET  (g)", "energy_kcal=kcal", "source_id=id")
    fields = ("name", "fat_g", "energy_kcal", "source_id")
    [row] = read(dump(rows, ";"), fields, given=mapping)
    assert [row.text(name) for name in fields] == ["<Naam>", "<Vet (g)>", "<kcal>", "<id>"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_the_encoding_is_recognised(encoding):
    content = dump([("name", "fat_g"), ("Müsli", "7")], ",", encoding)
    [row] = read(content, ("name", "fat_g"))
    assert row.text("name") == "Müsli"


def test_a_row_is_known_by_the_line_it_begins_on():
    content = b'name,note\nMilk,"two\nlines"\n\nOats,x\n'
    assert [row.line for row in read(content, ("name", "note"))] == [2, 5]


def test_one_cell_cut_off_does_not_hide_the_delimiter():
    rows = read(
        b"name;fat_g;note\nMilk;3,5;a, b\nOats;7\nRye;1,5;x\n", ("name", "fat_g"), ("fat_g",)
    )
    assert rows[1] == (3, "the row has 2 cells, the header 3")
    assert rows[2].number("fat_g") == Decimal("1.5")


@pytest.mark.parametrize("word", ["", " ", "-", "–", "n/a", "NULL", "None", "?"])
def test_unknown_is_none_and_never_nought(word):
    row = Row(2, {"fat_g": word, "born_on": word})
    assert row.number("fat_g") is None
    assert row.day("born_on") is None


@pytest.mark.parametrize("word", ["tr", "<0.1", "1 2", "1,2,3", "inf", "0x10"])
def test_what_is_no_number_is_refused(word):
    with pytest.raises(CellRefused, match="which is not a number"):
        Row(2, {"fat_g": word}).number("fat_g")
