"""What clients are to eat: targets from the formulas, and their own meal plans."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from fitadmin.models.meals import NutritionTarget
from fitadmin.rules.body import Sex, age_years
from fitadmin.rules.energy import Activity, BmrFormula, bmr_kcal, macros_by_g_per_kg, tdee_kcal
from fitadmin.services.demo.cast import Eating, Persona
from fitadmin.services.demo.kitchen import MENUS
from fitadmin.services.demo.meals import Menus, Planned
from fitadmin.services.demo.measuring import weight_kg_on
from fitadmin.services.demo.people import Member, activity_of
from fitadmin.services.demo.rows import Ink, Row, number
from fitadmin.services.demo.wish import Wish

GOAL_KCAL = {"lose": -400, "gain": 250, "keep": 0, "endure": 100}
LEAST_KCAL = 1400
PROTEIN_G_PER_KG, FAT_G_PER_KG = Decimal("1.8"), Decimal("0.9")
REVIEW_AFTER = 70
"""Days after which a target is calculated anew."""


def targets_of(member: Member, wish: Wish) -> list[Row]:
    """The targets of one client, oldest first: by the formula, or by hand where it refuses."""
    persona = member.persona
    if persona.joined_on is None or persona.trains_until is None:
        return []
    begins = max(persona.trains_from or wish.since, wish.since)
    starts = [begins]
    if (persona.trains_until - begins).days > REVIEW_AFTER + 14:
        starts.append(begins + timedelta(days=REVIEW_AFTER))
    return [row for on in starts for row in _target(member, on)]


def _target(member: Member, on: date) -> Iterator[Row]:
    persona = member.persona
    weight = number(weight_kg_on(persona, on))
    tall_m = persona.height_cm / 100
    lean = min(weight, (24 * tall_m * tall_m).quantize(Decimal("0.1")))
    row: Row = {"client_id": member.client_id, "starts_on": on, "day_kind": "every"}
    energy = _energy(persona, weight, on, row)
    grams = macros_by_g_per_kg(
        energy, lean, protein_g_per_kg=PROTEIN_G_PER_KG, fat_g_per_kg=FAT_G_PER_KG
    )
    row |= {
        "energy_kcal": energy,
        "protein_g": grams.protein_g.quantize(Decimal(1)),
        "carbs_g": grams.carbs_g.quantize(Decimal(1)),
        "fat_g": grams.fat_g.quantize(Decimal(1)),
    }
    row["inputs"] |= {
        "protein_g_per_kg": str(PROTEIN_G_PER_KG),
        "fat_g_per_kg": str(FAT_G_PER_KG),
        "macros_for_kg": str(lean),
    }
    yield row
    if persona.index % 6 == 1:  # rest days with fewer carbohydrates
        yield row | {
            "day_kind": "rest",
            "energy_kcal": energy - 200,
            "carbs_g": row["carbs_g"] - 50,
            "inputs": row["inputs"] | {"rest_day_kcal": -200},
        }


def _energy(persona: Persona, weight_kg: Decimal, on: date, row: Row) -> Decimal:
    """The energy in kcal, in whole tens; formula and inputs are noted in *row*."""
    goal, activity = GOAL_KCAL[persona.aim], Activity(activity_of(persona))
    row["inputs"] = {"weight_kg": str(weight_kg), "goal_kcal": goal}
    if persona.sex == "not_stated":
        row |= {"formula": "by_hand", "note": "The formulas need a sex; set by experience."}
        return Decimal(max(round(int(weight_kg * 31) + goal, -1), LEAST_KCAL))
    formula, age = BmrFormula.MIFFLIN_ST_JEOR, age_years(persona.born_on, on)
    rate = bmr_kcal(
        formula,
        weight_kg=weight_kg,
        height_cm=persona.height_cm,
        age_years=age,
        sex=Sex(persona.sex),
    )
    spent = tdee_kcal(rate, activity) or Decimal(0)
    row["formula"] = str(formula)
    row["inputs"] |= {
        "height_cm": str(persona.height_cm),
        "age_years": age,
        "sex": persona.sex,
        "activity": str(activity),
    }
    return Decimal(max(round(int(spent) + goal, -1), LEAST_KCAL))


def write_targets(ink: Ink, rows: list[tuple[Member, list[Row]]]) -> None:
    """Write what targets_of() said."""
    ink.insert(
        NutritionTarget,
        (
            ink.dated(row, ink.at(row["starts_on"], 8), author_of(member))
            for member, targets in rows
            for row in targets
        ),
    )


def author_of(member: Member) -> int | None:
    """Who looks after the food: the nutritionist where there is one."""
    return member.nutritionist_user_id or member.coach_user_id


def meal_plan_of(
    ink: Ink, member: Member, targets: list[Row], menus: Menus, wish: Wish
) -> Planned | None:
    """The client's copy of a menu, scaled to the newest target; None for who has none."""
    persona = member.persona
    if not targets or not persona.has_nutritionist or persona.eating is Eating.BADLY:
        return None
    target = [row for row in targets if row["day_kind"] == "every"][-1]
    menu = MENUS[wish.chance("menu", persona.index).randrange(len(MENUS))]
    return Planned(
        menu,
        at=ink.at(target["starts_on"], 9),
        by=author_of(member),
        client_id=member.client_id,
        copied_from_id=menus[menu.name].plan_id,
        starts_on=target["starts_on"],
        ends_on=persona.trains_until if persona.status == "former" else None,
        target=target,
        factor=round(float(target["energy_kcal"] / menus[menu.name].kcal), 2),
    )
