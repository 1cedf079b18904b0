"""Energy: what a body spends, what food holds, and how targets are split."""

from fitadmin.rules.energy.basal import BmrFormula, bmr_kcal
from fitadmin.rules.energy.content import (
    CarbsCounted,
    EnergyParts,
    LabelEnergy,
    MacroShares,
    atwater_kcal,
    available_carbs_g,
    label_energy,
    macro_shares,
)
from fitadmin.rules.energy.expenditure import (
    Activity,
    AdaptiveTdee,
    adaptive_tdee,
    tdee_from_balance_kcal,
    tdee_kcal,
)
from fitadmin.rules.energy.macros import (
    MacroBasis,
    MacroRule,
    Macros,
    macros,
    macros_by_g_per_kg,
    macros_by_percent,
)

__all__ = [
    "Activity",
    "AdaptiveTdee",
    "BmrFormula",
    "CarbsCounted",
    "EnergyParts",
    "LabelEnergy",
    "MacroBasis",
    "MacroRule",
    "MacroShares",
    "Macros",
    "adaptive_tdee",
    "atwater_kcal",
    "available_carbs_g",
    "bmr_kcal",
    "label_energy",
    "macro_shares",
    "macros",
    "macros_by_g_per_kg",
    "macros_by_percent",
    "tdee_from_balance_kcal",
    "tdee_kcal",
]
