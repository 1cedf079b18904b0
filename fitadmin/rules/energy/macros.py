"""Targets for protein, carbs and fat out of an energy target."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.body import possible
from fitadmin.rules.energy.content import KCAL_PER_G
from fitadmin.rules.units import Number, exact


class MacroBasis(StrEnum):
    """In what a macronutrient's target is given; the rest of the energy may go to one of them."""

    PERCENT = "percent"
    G_PER_KG = "g_per_kg"
    GRAMS = "grams"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class MacroRule:
    """One macronutrient's target: 30 percent, 1.8 g per kg, 150 grams, or the rest."""

    basis: MacroBasis
    amount: Number = 0


@dataclass(frozen=True, slots=True)
class Macros:
    """Grams per day, unrounded."""

    protein_g: Decimal
    carbs_g: Decimal
    fat_g: Decimal


def macros(
    energy_kcal: Number,
    *,
    protein: MacroRule,
    carbs: MacroRule,
    fat: MacroRule,
    weight_kg: Number | None = None,
) -> Macros:
    """Return protein, carbs and fat in g per day, unrounded.

    Each may have a basis of its own; without a rest, grams may stay below the energy. Refused:
    energy that is not positive (energy_must_be_positive), negative targets (negative_amount),
    three percentages that do not total 100 (split_must_total_100), g per kg without a weight
    (weight_required), two rests (one_rest_only), and grams that hold more than the energy
    (targets_exceed_energy, with shortfall_kcal).

    Source: Atwater general factors 4/4/9.

    >>> macros(2000, protein=MacroRule(MacroBasis.GRAMS, 150),
    ...        carbs=MacroRule(MacroBasis.REST), fat=MacroRule(MacroBasis.PERCENT, 27))
    Macros(protein_g=Decimal('150'), carbs_g=Decimal('215'), fat_g=Decimal('60'))
    """
    energy = exact(energy_kcal)
    if energy <= 0:
        raise RuleError("energy_must_be_positive", "The energy target must be above zero.")
    rules = {"protein_g": protein, "carbs_g": carbs, "fat_g": fat}
    _refuse_impossible(list(rules.values()))
    kcal = {name: _kcal(name, rule, energy, weight_kg) for name, rule in rules.items()}
    left = energy - sum(kcal.values())
    if left < 0:
        raise RuleError(
            "targets_exceed_energy",
            f"These targets need {-left:f} kcal more than the energy target.",
            shortfall_kcal=-left,
        )
    for name, rule in rules.items():
        if rule.basis is MacroBasis.REST:
            kcal[name] = left
    return Macros(**{name: amount / KCAL_PER_G[name] for name, amount in kcal.items()})


def macros_by_percent(
    energy_kcal: Number, *, protein_pct: Number, carbs_pct: Number, fat_pct: Number
) -> Macros:
    """Return protein, carbs and fat in g per day from their shares of the energy.

    Refused: as in macros(), above all shares that do not total 100 (split_must_total_100).

    Source: Atwater general factors 4/4/9.

    >>> macros_by_percent(2500, protein_pct=30, carbs_pct=40, fat_pct=30).carbs_g
    Decimal('250')
    """
    return macros(
        energy_kcal,
        protein=MacroRule(MacroBasis.PERCENT, protein_pct),
        carbs=MacroRule(MacroBasis.PERCENT, carbs_pct),
        fat=MacroRule(MacroBasis.PERCENT, fat_pct),
    )


def macros_by_g_per_kg(
    energy_kcal: Number, weight_kg: Number, *, protein_g_per_kg: Number, fat_g_per_kg: Number
) -> Macros:
    """Return protein and fat by body weight in g per day, the rest of the energy as carbs.

    Refused: as in macros(), above all targets beyond the energy (targets_exceed_energy).

    Source: Atwater general factors 4/4/9.

    >>> macros_by_g_per_kg(2000, 80, protein_g_per_kg=2, fat_g_per_kg=1).carbs_g
    Decimal('160')
    """
    return macros(
        energy_kcal,
        protein=MacroRule(MacroBasis.G_PER_KG, protein_g_per_kg),
        carbs=MacroRule(MacroBasis.REST),
        fat=MacroRule(MacroBasis.G_PER_KG, fat_g_per_kg),
        weight_kg=weight_kg,
    )


def _refuse_impossible(rules: list[MacroRule]) -> None:
    if any(exact(rule.amount) < 0 for rule in rules):
        raise RuleError("negative_amount", "A target cannot be negative.")
    bases = [rule.basis for rule in rules]
    if bases.count(MacroBasis.REST) > 1:
        raise RuleError("one_rest_only", "Only one target can take the rest of the energy.")
    total = sum((exact(rule.amount) for rule in rules), Decimal(0))
    if bases.count(MacroBasis.PERCENT) == len(rules) and total != 100:
        raise RuleError(
            "split_must_total_100",
            f"The percentages must total 100; these total {total}.",
            total_pct=total,
        )


def _kcal(name: str, rule: MacroRule, energy_kcal: Decimal, weight_kg: Number | None) -> Decimal:
    amount = exact(rule.amount)
    match rule.basis:
        case MacroBasis.GRAMS:
            return amount * KCAL_PER_G[name]
        case MacroBasis.PERCENT:
            return energy_kcal * amount / 100
        case MacroBasis.REST:
            return Decimal(0)
        case MacroBasis.G_PER_KG:
            if weight_kg is None:
                raise RuleError("weight_required", "Grams per kg need a body weight.")
            return amount * possible("weight_kg", weight_kg) * KCAL_PER_G[name]
