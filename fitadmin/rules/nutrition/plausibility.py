"""Plausibility: what cannot be true of a food, and what is merely odd."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from fitadmin.rules import RuleError
from fitadmin.rules.energy import CarbsCounted, EnergyParts, available_carbs_g, label_energy
from fitadmin.rules.nutrition.portion import Nutrients
from fitadmin.rules.units import Number, exact

ENERGY_TOLERANCE = Decimal("0.30")
ENERGY_TOLERANCE_KCAL = Decimal(5)
MASS_TOLERANCE_G = Decimal(5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a code, a sentence for people, its numbers; an error or only a warning."""

    code: str
    sentence: str
    is_error: bool
    facts: dict[str, object] = field(default_factory=dict)


def food_findings(
    per_100: Nutrients, counted: CarbsCounted = CarbsCounted.AVAILABLE
) -> list[Finding]:
    """Return what is impossible (errors first) or odd (warnings) about nutrients per 100 g.

    Errors: negative_nutrient, sugar_exceeds_carbs, saturates_exceed_fat. Warnings: more_than_100_g
    of macronutrients (5 g of scatter allowed; not for a food per 100 ml), energy_mismatch (more
    than 30 % + 5 kcal of the declared energy away from the computed). What is unknown is not
    checked. Nothing is refused.

    Source: Open Food Facts, data quality checks; the rest are conventions of ours.

    >>> [finding.code for finding in food_findings({"carbs_g": 10, "sugars_g": 12})]
    ['sugar_exceeds_carbs']
    """
    known = {name: exact(amount) for name, amount in per_100.items() if amount is not None}
    found = [finding for check in CHECKS for finding in check(known)]
    return [*found, *_energy_mismatch(known, counted)]


def refuse_impossible_food(
    per_100: Nutrients, counted: CarbsCounted = CarbsCounted.AVAILABLE
) -> list[Finding]:
    """Return the warnings about nutrients per 100 g, if nothing in them is impossible.

    Refused: the first error that food_findings() has, with its code.

    Source: as food_findings().

    >>> refuse_impossible_food({"carbs_g": 12, "sugars_g": 12})
    []
    """
    findings = food_findings(per_100, counted)
    for finding in findings:
        if finding.is_error:
            raise RuleError(finding.code, finding.sentence, **finding.facts)
    return findings


def macro_energy_kcal(
    per_100: Nutrients, counted: CarbsCounted = CarbsCounted.AVAILABLE
) -> Decimal | None:
    """Return the energy in kcal that protein, carbs, fat, fibre and alcohol come to.

    None unless protein, carbs and fat are known; unknown fibre and alcohol count as none, and
    carbs by difference hold their fibre. Refused: negative amounts (negative_amount).

    Source: Regulation (EU) 1169/2011, Annex XIV.

    >>> macro_energy_kcal({"protein_g": 10, "carbs_g": 10, "fat_g": 5})
    Decimal('125.0')
    """
    protein, fat = per_100.get("protein_g"), per_100.get("fat_g")
    fibre: Number = per_100.get("fibre_g") or 0
    carbs = available_carbs_g(per_100.get("carbs_g"), fibre, counted)
    if protein is None or fat is None or carbs is None:
        return None
    alcohol: Number = per_100.get("alcohol_g") or 0
    parts = EnergyParts(
        protein_g=protein, carbs_available_g=carbs, fat_g=fat, fibre_g=fibre, alcohol_g=alcohol
    )
    return label_energy(parts).kcal


Known = dict[str, Decimal]


def _negative(known: Known) -> Iterator[Finding]:
    for name, amount in known.items():
        if amount < 0:
            yield Finding("negative_nutrient", f"{name} is below zero.", True, {"nutrient": name})


def _sugar_exceeds_carbs(known: Known) -> Iterator[Finding]:
    yield from _part_exceeds_whole(known, "sugars_g", "carbs_g", "sugar_exceeds_carbs")


def _saturates_exceed_fat(known: Known) -> Iterator[Finding]:
    yield from _part_exceeds_whole(known, "saturates_g", "fat_g", "saturates_exceed_fat")


def _part_exceeds_whole(known: Known, part: str, whole: str, code: str) -> Iterator[Finding]:
    if part in known and whole in known and known[part] > known[whole]:
        facts: dict[str, object] = {part: known[part], whole: known[whole]}
        yield Finding(code, f"{part} is more than {whole}, which contains it.", True, facts)


def _more_than_100_g(known: Known) -> Iterator[Finding]:
    names = ("protein_g", "carbs_g", "fat_g", "alcohol_g", "salt_g")
    total = sum((known.get(name, Decimal(0)) for name in names), Decimal(0))
    if total > 100 + MASS_TOLERANCE_G:
        sentence = f"100 g cannot hold {total} g of nutrients."
        yield Finding("more_than_100_g", sentence, False, {"total_g": total})


def _energy_mismatch(known: Known, counted: CarbsCounted) -> Iterator[Finding]:
    declared = known.get("energy_kcal")
    if declared is None or any(amount < 0 for amount in known.values()):
        return
    computed = macro_energy_kcal(known, counted)
    if computed is None:
        return
    if abs(declared - computed) > declared * ENERGY_TOLERANCE + ENERGY_TOLERANCE_KCAL:
        yield Finding(
            "energy_mismatch",
            f"{declared} kcal are declared, the nutrients come to {computed}.",
            False,
            {"declared_kcal": declared, "computed_kcal": computed},
        )


CHECKS: tuple[Callable[[Known], Iterator[Finding]], ...] = (
    _negative,
    _sugar_exceeds_carbs,
    _saturates_exceed_fat,
    _more_than_100_g,
)
