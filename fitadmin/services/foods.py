"""Foods: taking them in from food tables."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from fitadmin.models.foods import Food, FoodName, FoodNutrient, FoodPortion
from fitadmin.rules.energy import atwater_kcal
from fitadmin.services.gym import (
    Incoming,
    Intake,
    Misfit,
    Progress,
    Report,
    Source,
    Verdict,
    take_in,
)

FURTHER = {
    "potassium": "mg", "cholesterol": "mg", "calcium": "mg", "iron": "mg", "magnesium": "mg",
    "phosphorus": "mg", "zinc": "mg", "copper": "mg", "manganese": "mg", "selenium": "ug",
    "vitamin_a": "ug", "thiamin": "mg", "riboflavin": "mg", "niacin": "mg", "vitamin_b6": "mg",
    "folate": "ug", "vitamin_b12": "ug", "vitamin_c": "mg", "vitamin_d": "ug", "vitamin_e": "mg",
    "vitamin_k": "ug", "choline": "mg", "caffeine": "mg", "water": "g", "starch": "g",
    "monounsaturates": "g", "polyunsaturates": "g", "trans_fat": "g",
}  # fmt: skip
"""What a food table may know beside Food's own columns, and in which unit it is kept."""

LARGEST = {
    "energy_kcal": 1000, "protein_g": 110, "fat_g": 110, "carbs_g": 110, "salt_g": 110,
    "saturates_g": 110, "sugars_g": 110, "fibre_g": 100, "alcohol_g": 110,
}  # fmt: skip
"""Per 100 g; the table says the same. More than 100 g is the scatter of analyses."""


class FoodIntake(Intake):
    """Foods of one food table."""

    kind = "foods"
    model = Food
    parts = {"food_portion": FoodPortion, "food_name": FoodName, "food_nutrient": FoodNutrient}

    def prepare(self, session: Session, rows: list[Incoming]) -> None:
        for row in rows:
            self.sourced(row)

    def fit(self, row: Incoming) -> None:
        super().fit(row)
        for name, largest in LARGEST.items():
            amount = row.values.get(name)
            if amount is not None and not 0 <= amount <= largest:
                raise Misfit(f"{name} is {amount:f}, not between 0 and {largest}")
        for portion in row.parts.get("food_portion", ()):
            if portion["grams"] <= 0:
                raise Misfit(f"the portion “{portion['name']}” weighs nothing")
        for further in row.parts.get("food_nutrient", ()):
            if further["amount"] < 0:
                raise Misfit(f"{further['nutrient']} is below zero")
        row.note = row.note or _estimate(row.values)


def import_foods(
    session: Session,
    source: Source,
    rows: Iterable[Incoming | Verdict],
    file_name: str,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take foods in; see take_in(). Energy that the file does not know stays NULL.

    The report says how many foods of the file have energy and how many have not.
    """
    listed = list(rows)
    report = take_in(
        session, FoodIntake(source), listed, file_name, overwrite=overwrite, progress=progress
    )
    refused = {verdict.place for verdict in report.verdicts if verdict.outcome == "refused"}
    foods = [row for row in listed if isinstance(row, Incoming) and row.place not in refused]
    known = sum(row.values.get("energy_kcal") is not None for row in foods)
    report.facts = {"with energy": known, "without energy": len(foods) - known}
    return report


def _estimate(values: dict[str, Any]) -> str:
    """What the macros come to where the energy is unknown, in words; never stored as energy."""
    macros = [values.get(name) for name in ("protein_g", "carbs_g", "fat_g", "alcohol_g")]
    if values.get("energy_kcal") is not None or all(amount is None for amount in macros):
        return ""
    kcal = atwater_kcal(*(amount or Decimal(0) for amount in macros))
    return f"energy unknown; estimated from the macros: {kcal.normalize():f} kcal"
