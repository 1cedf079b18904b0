"""The energy that food holds, by Atwater's and by the EU's factors."""

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

KCAL_PER_G: dict[str, Decimal] = {
    "protein_g": Decimal(4),
    "carbs_g": Decimal(4),
    "fat_g": Decimal(9),
    "alcohol_g": Decimal(7),
}
"""Atwater's general factors. Source: USDA Agriculture Handbook 74, 1973."""

LABEL_FACTORS: dict[str, tuple[Decimal, Decimal]] = {
    "protein_g": (Decimal(4), Decimal(17)),
    "carbs_available_g": (Decimal(4), Decimal(17)),
    "fat_g": (Decimal(9), Decimal(37)),
    "fibre_g": (Decimal(2), Decimal(8)),
    "polyols_g": (Decimal("2.4"), Decimal(10)),
    "organic_acid_g": (Decimal(3), Decimal(13)),
    "alcohol_g": (Decimal(7), Decimal(29)),
}
"""kcal and kJ per gram on a label. Source: Regulation (EU) 1169/2011, Annex XIV."""


def atwater_kcal(
    protein_g: Number, carbs_g: Number, fat_g: Number, alcohol_g: Number = 0
) -> Decimal:
    """Return the energy in kcal of so many grams, unrounded.

    Carbs are taken as given, fibre inside them at 4 kcal/g. Refused: negative grams
    (negative_amount).

    Source: Atwater general factors 4/4/9/7, USDA Agriculture Handbook 74, 1973.

    >>> atwater_kcal(10, 10, 5)
    Decimal('125')
    """
    grams = {
        "protein_g": protein_g, "carbs_g": carbs_g, "fat_g": fat_g, "alcohol_g": alcohol_g,
    }  # fmt: skip
    return sum(
        (KCAL_PER_G[name] * _grams(name, amount) for name, amount in grams.items()), Decimal(0)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyParts:
    """What carries energy on an EU label, in g; polyols stand beside the carbs, not inside."""

    protein_g: Number = 0
    carbs_available_g: Number = 0
    fat_g: Number = 0
    fibre_g: Number = 0
    polyols_g: Number = 0
    organic_acid_g: Number = 0
    alcohol_g: Number = 0


@dataclass(frozen=True, slots=True)
class LabelEnergy:
    """Energy as a label declares it, in both units, unrounded."""

    kcal: Decimal
    kj: Decimal


def label_energy(parts: EnergyParts) -> LabelEnergy:
    """Return the energy for an EU label in kcal and in kJ, unrounded.

    The kJ come from factors of their own and differ from kcal × 4.184. Refused: negative grams
    (negative_amount).

    Source: Regulation (EU) 1169/2011, Annex XIV.

    >>> label_energy(EnergyParts(protein_g=8, carbs_available_g=50, fat_g=10))
    LabelEnergy(kcal=Decimal('322.0'), kj=Decimal('1356'))
    """
    kcal = kj = Decimal(0)
    for field in fields(parts):
        grams = _grams(field.name, getattr(parts, field.name))
        per_g_kcal, per_g_kj = LABEL_FACTORS[field.name]
        kcal += per_g_kcal * grams
        kj += per_g_kj * grams
    return LabelEnergy(kcal, kj)


class CarbsCounted(StrEnum):
    """Whether a food's carbs hold its fibre (US tables) or not (EU labels)."""

    BY_DIFFERENCE = "by_difference"
    AVAILABLE = "available"


def available_carbs_g(
    carbs_g: Number | None, fibre_g: Number | None, counted: CarbsCounted
) -> Decimal | None:
    """Return the carbs without fibre in g; None if that is not known.

    Carbs by difference with unknown fibre stay unknown; where fibre outweighs them by the
    scatter of analyses, none are left. Refused: negative fibre (negative_amount).

    Source: Regulation (EU) 1169/2011, Annex I, against USDA's "by difference".

    >>> available_carbs_g(23, Decimal("1.7"), CarbsCounted.BY_DIFFERENCE)
    Decimal('21.3')
    """
    if carbs_g is None:
        return None
    if counted is CarbsCounted.AVAILABLE:
        return exact(carbs_g)
    if fibre_g is None:
        return None
    return max(exact(carbs_g) - _grams("fibre_g", fibre_g), Decimal(0))


@dataclass(frozen=True, slots=True)
class MacroShares:
    """Which part of the energy, in %, each macronutrient gives; together exactly all of it."""

    energy_kcal: Decimal
    protein_pct: Decimal
    carbs_pct: Decimal
    fat_pct: Decimal
    alcohol_pct: Decimal


def macro_shares(
    protein_g: Number, carbs_g: Number, fat_g: Number, alcohol_g: Number = 0
) -> MacroShares | None:
    """Return the shares of energy in %, unrounded; None where there is no energy to share.

    They divide by the energy of the grams themselves, not by a declared one, so they total 100.
    Refused: negative grams (negative_amount).

    Source: Atwater general factors.

    >>> shares = macro_shares(150, 200, 70)
    >>> shares.energy_kcal, round(shares.protein_pct, 1)
    (Decimal('2030'), Decimal('29.6'))
    """
    total = atwater_kcal(protein_g, carbs_g, fat_g, alcohol_g)
    if total == 0:
        return None
    return MacroShares(
        energy_kcal=total,
        protein_pct=atwater_kcal(protein_g, 0, 0) * 100 / total,
        carbs_pct=atwater_kcal(0, carbs_g, 0) * 100 / total,
        fat_pct=atwater_kcal(0, 0, fat_g) * 100 / total,
        alcohol_pct=atwater_kcal(0, 0, 0, alcohol_g) * 100 / total,
    )


def _grams(name: str, amount: Number) -> Decimal:
    grams = exact(amount)
    if grams < 0:
        raise RuleError("negative_amount", f"{name} cannot be negative.", nutrient=name)
    return grams
