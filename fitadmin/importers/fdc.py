"""USDA FoodData Central, foundation foods: the CSV download, as a zip or unpacked.

Of food.csv only rows of the type `foundation_food` are foods. A description that appears twice
stands for the newest publication; the older rows are superseded.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from fitadmin.importers.files import Folder, opened
from fitadmin.rules.nutrition import FDC_NUTRIENT_IDS, known_amount, salt_g
from fitadmin.services.foods import FURTHER
from fitadmin.services.gym import Incoming, Source, Verdict

SOURCE = Source(
    "fdc",
    "CC0 1.0 (public domain)",
    "U.S. Department of Agriculture, Agricultural Research Service: FoodData Central, "
    "fdc.nal.usda.gov",
)
FURTHER_IDS = {
    "potassium": 1092, "cholesterol": 1253, "calcium": 1087, "iron": 1089, "magnesium": 1090,
    "phosphorus": 1091, "zinc": 1095, "copper": 1098, "manganese": 1101, "selenium": 1103,
    "vitamin_a": 1106, "thiamin": 1165, "riboflavin": 1166, "niacin": 1167, "vitamin_b6": 1175,
    "folate": 1177, "vitamin_b12": 1178, "vitamin_c": 1162, "vitamin_d": 1114, "vitamin_e": 1109,
    "vitamin_k": 1185, "choline": 1180, "caffeine": 1057, "water": 1051, "starch": 1009,
    "monounsaturates": 1292, "polyunsaturates": 1293, "trans_fat": 1257,
}  # fmt: skip
"""Nutrient ids, each in the unit of FURTHER. Source: nutrient.csv of 2024-10-31."""

OWN = tuple(name for name in FDC_NUTRIENT_IDS if name.endswith(("_g", "_kcal")))
WANTED = {str(n) for ids in FDC_NUTRIENT_IDS.values() for n in ids} | {
    str(n) for n in FURTHER_IDS.values()
}
UNDETERMINED = "9999"
"""The measure unit that says: see the modifier."""
STEP = 5000

Progress = Callable[[int], Any]
Amounts = dict[str, dict[int, Decimal | None]]


class Listed(NamedTuple):
    """A row of food.csv."""

    line: int
    fdc_id: str
    name: str
    category_id: str
    published_on: date


def read_foods(path: Path, progress: Progress | None = None) -> list[Incoming | Verdict]:
    """The foundation foods of a download, in the order of food.csv; FileRefused where it cannot.

    *progress* is told how many rows of food_nutrient.csv have just been read.
    """
    with opened(path) as folder:
        listed = _listed(folder)
        newest = _newest(listed)
        ids = {food.fdc_id for food in newest.values()}
        categories = _categories(folder)
        amounts = _amounts(folder, ids, progress)
        portions = _portions(folder, ids)
    rows: list[Incoming | Verdict] = []
    for food in listed:
        if (newer := newest[food.name]) is not food:
            words = f"FDC {newer.fdc_id} of {newer.published_on} is newer"
            rows.append(Verdict(f"line {food.line}", food.name, "superseded", words))
            continue
        row = _incoming(food, amounts[food.fdc_id], portions[food.fdc_id])
        row.values["category"] = categories.get(food.category_id)
        rows.append(row)
    return rows


def _listed(folder: Folder) -> list[Listed]:
    columns = ("data_type", "fdc_id", "description", "food_category_id", "publication_date")
    found = []
    for line, (kind, fdc_id, name, category, published) in folder.rows("food.csv", *columns):
        if kind == "foundation_food":
            if not fdc_id.isdecimal():
                raise folder.refusal(f"“{fdc_id}” is no id", "food.csv", line, "fdc_id")
            on = _date(folder, line, published)
            found.append(Listed(line, fdc_id, name.strip(), category, on))
    if not found:
        raise folder.refusal("no row has the type foundation_food", "food.csv", 0, "data_type")
    return found


def _newest(listed: list[Listed]) -> dict[str, Listed]:
    newest: dict[str, Listed] = {}
    for food in sorted(listed, key=lambda food: (food.published_on, int(food.fdc_id))):
        newest[food.name] = food
    return newest


def _date(folder: Folder, line: int, text: str) -> date:
    """Releases before 2021 write 4/1/2019."""
    try:
        if "/" in text:
            return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007  only its date
        return date.fromisoformat(text)
    except ValueError:
        words = f"“{text}” is no date"
        raise folder.refusal(words, "food.csv", line, "publication_date") from None


def _amounts(folder: Folder, ids: set[str], progress: Progress | None) -> Amounts:
    table, amounts = "food_nutrient.csv", defaultdict[str, dict[int, Decimal | None]](dict)
    columns = ("fdc_id", "nutrient_id", "amount")
    read = 0
    for read, (line, (fdc_id, nutrient, amount)) in enumerate(folder.rows(table, *columns), 1):
        if fdc_id in ids and nutrient in WANTED:
            amounts[fdc_id][int(nutrient)] = _number(folder, table, line, "amount", amount)
        if progress is not None and read % STEP == 0:
            progress(STEP)
    if progress is not None:
        progress(read % STEP)
    return amounts


def _number(folder: Folder, table: str, line: int, column: str, text: str) -> Decimal | None:
    """An empty cell is unknown, never 0."""
    if not text.strip():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise folder.refusal(f"“{text}” is not a number", table, line, column)
    return number


def _categories(folder: Folder) -> dict[str, str]:
    table = "food_category.csv"
    return _names(folder, table, "description") if folder.has(table) else {}


def _names(folder: Folder, table: str, column: str) -> dict[str, str]:
    return {ident: name for _, (ident, name) in folder.rows(table, "id", column)}


def _portions(folder: Folder, ids: set[str]) -> dict[str, list[dict[str, Any]]]:
    """What one of each portion weighs. Of several rows that say the same, the largest is exact."""
    table, units = "food_portion.csv", _names(folder, "measure_unit.csv", "name")
    columns = (
        "fdc_id", "measure_unit_id", "portion_description", "modifier", "amount", "gram_weight",
    )  # fmt: skip
    found: dict[str, dict[str, tuple[Decimal, Decimal]]] = defaultdict(dict)
    for line, (fdc_id, unit, *words, amount, weight) in folder.rows(table, *columns):
        if fdc_id not in ids:
            continue
        many = _number(folder, table, line, "amount", amount) or Decimal(1)
        grams = _number(folder, table, line, "gram_weight", weight)
        measure = "" if unit == UNDETERMINED else units.get(unit, "")
        name = ", ".join(filter(None, (measure, *map(str.strip, words)))) or "portion"
        if grams and many > found[fdc_id].get(name, (Decimal(0), grams))[0]:
            found[fdc_id][name] = (many, grams)
    return defaultdict(list) | {
        fdc_id: [{"name": name, "grams": grams / many} for name, (many, grams) in each.items()]
        for fdc_id, each in found.items()
    }


def _incoming(
    food: Listed, amounts: dict[int, Decimal | None], portions: Iterable[dict[str, Any]]
) -> Incoming:
    values: dict[str, Any] = {"name": food.name, "basis": "100g"}
    values |= {name: known_amount(amounts, name) for name in OWN}
    values["salt_g"] = salt_g(known_amount(amounts, "sodium_mg"))
    carbs = values["carbs_g"]
    if carbs is not None:
        values["carbs_g"] = max(carbs, Decimal(0))  # by difference it can fall below
    values["carbs_counted"] = None if carbs is None else "by_difference"
    further = [
        {"nutrient": name, "amount": amount, "unit": FURTHER[name]}
        for name, nutrient in FURTHER_IDS.items()
        if (amount := amounts.get(nutrient)) is not None
    ]
    parts = {"food_portion": list(portions), "food_nutrient": further}
    return Incoming(f"line {food.line}", food.fdc_id, values, parts)
