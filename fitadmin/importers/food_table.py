"""Foods from any CSV: our own library's, USDA's SR abbreviated file, or one with a mapping."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from fitadmin.importers.csv_table import CellRefused, Given, Row, Table, read_table
from fitadmin.models.columns import slug_of
from fitadmin.models.foods import NUTRIENTS
from fitadmin.rules import RuleError
from fitadmin.rules.nutrition import normalised_gtin, salt_g
from fitadmin.rules.units import Unit, convert
from fitadmin.services.foods import FURTHER
from fitadmin.services.gym import Incoming, Source, Verdict

TEXTS = ("name", "brand", "category", "carbs_counted", "licence", "attribution")
LANGUAGES = ("de", "es", "fr", "pt_BR")
FURTHER_FIELDS = {f"{name}_{unit}": (name, unit) for name, unit in FURTHER.items()}
PORTIONS = ("portion_1", "portion_2")
NUMBERS = (
    *NUTRIENTS, "energy_kj", "sodium_mg", *FURTHER_FIELDS, *(f"{each}_grams" for each in PORTIONS)
)  # fmt: skip
FIELDS = (
    *TEXTS, "source_id", "gtin", "basis", "portions", "aliases", *NUMBERS,
    *(f"name_{language}" for language in LANGUAGES), *(f"{each}_name" for each in PORTIONS),
)  # fmt: skip
"""What a column may be mapped to."""

NEEDED = (("name",),)
"""One of each of these must be mapped."""

SR_HEADERS = {
    "NDB_No": "source_id", "Shrt_Desc": "name", "Energ_Kcal": "energy_kcal",
    "Protein_(g)": "protein_g", "Lipid_Tot_(g)": "fat_g", "FA_Sat_(g)": "saturates_g",
    "Carbohydrt_(g)": "carbs_g", "Sugar_Tot_(g)": "sugars_g", "Fiber_TD_(g)": "fibre_g",
    "Sodium_(mg)": "sodium_mg", "Potassium_(mg)": "potassium_mg",
    "Cholestrl_(mg)": "cholesterol_mg", "Calcium_(mg)": "calcium_mg", "Iron_(mg)": "iron_mg",
    "Magnesium_(mg)": "magnesium_mg", "Phosphorus_(mg)": "phosphorus_mg", "Zinc_(mg)": "zinc_mg",
    "Copper_mg)": "copper_mg", "Manganese_(mg)": "manganese_mg", "Selenium_(æg)": "selenium_ug",
    "Thiamin_(mg)": "thiamin_mg", "Riboflavin_(mg)": "riboflavin_mg", "Niacin_(mg)": "niacin_mg",
    "Folate_Tot_(æg)": "folate_ug", "Choline_Tot_ (mg)": "choline_mg",
    "Vit_A_RAE": "vitamin_a_ug", "Vit_B6_(mg)": "vitamin_b6_mg", "Vit_B12_(æg)": "vitamin_b12_ug",
    "Vit_C_(mg)": "vitamin_c_mg", "Vit_D_æg": "vitamin_d_ug", "Vit_E_(mg)": "vitamin_e_mg",
    "Vit_K_(æg)": "vitamin_k_ug", "Water_(g)": "water_g",
    "FA_Mono_(g)": "monounsaturates_g", "FA_Poly_(g)": "polyunsaturates_g",
    "GmWt_1": "portion_1_grams", "GmWt_Desc1": "portion_1_name",
    "GmWt_2": "portion_2_grams", "GmWt_Desc2": "portion_2_name",
}  # fmt: skip
"""USDA wrote µ in the code page of DOS; read as Latin-1 it is æ."""
SR = Source(
    "usda-sr",
    "Public domain",
    "U.S. Department of Agriculture: National Nutrient Database for Standard Reference",
)


def read_foods(
    path: Path, given: Given = (), source: Source | None = None
) -> tuple[Source, list[Incoming | Verdict]]:
    """The foods of a CSV file and where they come from; FileRefused where it cannot be read.

    *given* are mappings NAME=COLUMN, or the place of each column. Without *source* it is SR's
    where the header is, else the name of the file. Rows without source_id are told apart by
    barcode, else by name.
    """
    table = read_table(path)
    known = known_headers(table)
    is_sr = known is SR_HEADERS
    table.map_columns(FIELDS, known, given)
    for names in NEEDED:
        table.need(*names)
    extra = {"carbs_counted": "by_difference"} if is_sr else {}
    rows = [_row(table, row, extra) for row in table.rows(NUMBERS)]
    return source or (SR if is_sr else Source(slug_of(path.stem)[:40])), rows


def known_headers(table: Table) -> Mapping[str, str]:
    """What the headers of a table that we know mean."""
    return SR_HEADERS if {"NDB_No", "Shrt_Desc"} <= set(table.header) else {}


def _row(table: Table, row: Row | tuple[int, str], extra: Mapping[str, str]) -> Incoming | Verdict:
    if not isinstance(row, Row):
        return Verdict(f"line {row[0]}", "", "refused", row[1])
    try:
        return _incoming(table, row, extra)
    except (CellRefused, RuleError) as error:
        return Verdict(f"line {row.line}", row.text("name"), "refused", str(error))


def _incoming(table: Table, row: Row, extra: Mapping[str, str]) -> Incoming:
    values: dict[str, Any] = {n: row.text(n) for n in TEXTS if n in table.columns} | dict(extra)
    values |= {n: row.number(n) for n in NUTRIENTS if n in table.columns}
    if "basis" in table.columns:
        values["basis"] = _basis(row.text("basis"))
    if "gtin" in table.columns:
        values["gtin"] = normalised_gtin(row.text("gtin")) if row.text("gtin") else None
    if "energy_kj" in table.columns and values.get("energy_kcal") is None:
        kj = row.number("energy_kj")
        values["energy_kcal"] = None if kj is None else convert(kj, Unit.KJ, Unit.KCAL)
    if "sodium_mg" in table.columns and values.get("salt_g") is None:
        values["salt_g"] = salt_g(row.number("sodium_mg"))
    key = row.text("source_id") or values.get("gtin") or _key_of_name(row)
    return Incoming(f"line {row.line}", key, values, _parts(table, row))


def _key_of_name(row: Row) -> str:
    words = " ".join(filter(None, (row.text("name"), row.text("brand"))))
    return slug_of(words)[:80] if words else ""


def _basis(text: str) -> str:
    """100ml, 100 ml and per 100 ml are the same."""
    return text.casefold().removeprefix("per ").replace(" ", "") or "100g"


def _parts(table: Table, row: Row) -> dict[str, list[dict[str, Any]]]:
    """Only what the file has columns for, so that the rest stays as it is."""
    parts = {}
    if table.columns.keys() & {"portions", *(f"{each}_name" for each in PORTIONS)}:
        parts["food_portion"] = _portions(row)
    if table.columns.keys() & {"aliases", *(f"name_{each}" for each in LANGUAGES)}:
        parts["food_name"] = _names(row)
    if further := [field for field in FURTHER_FIELDS if field in table.columns]:
        parts["food_nutrient"] = [
            {"nutrient": name, "amount": amount, "unit": unit}
            for field, (name, unit) in ((each, FURTHER_FIELDS[each]) for each in further)
            if (amount := row.number(field)) is not None
        ]
    return parts


def _portions(row: Row) -> list[dict[str, Any]]:
    """`glass=200;cup=240`, or a name and a weight in columns of their own."""
    found: dict[str, Decimal] = {}
    for each in filter(None, (part.strip() for part in row.text("portions").split(";"))):
        name, _, grams = (part.strip() for part in each.rpartition("="))
        amount = Row(row.line, {each: grams}, row.comma).number(each) if name else None
        if amount is None:
            raise CellRefused(f"the portion “{each}” is not of the form name=grams")
        found.setdefault(name, amount)
    for each in PORTIONS:
        name, amount = row.text(f"{each}_name"), row.number(f"{each}_grams")
        if name and amount:
            found.setdefault(name, amount)
    return [{"name": name, "grams": grams} for name, grams in found.items()]


def _names(row: Row) -> list[dict[str, Any]]:
    names = [
        {"language": language, "name": name, "is_alias": False}
        for language in LANGUAGES
        if (name := row.text(f"name_{language}"))
    ]
    aliases = filter(None, (alias.strip() for alias in row.text("aliases").split(";")))
    return names + [{"language": "en", "name": a, "is_alias": True} for a in dict.fromkeys(aliases)]
