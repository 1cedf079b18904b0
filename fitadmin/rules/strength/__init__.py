"""Strength: what a set says about how strong somebody is, and what to load for it."""

from fitadmin.rules.strength.effort import (
    RPE_CHART,
    RpeChart,
    chart_from_rows,
    load_for_rpe_kg,
    one_rep_max_from_rpe_kg,
    percent_of_max,
    rir_from_rpe,
    rpe_from_rir,
)
from fitadmin.rules.strength.one_rep_max import (
    Formula,
    OneRepMax,
    load_for_percent_kg,
    one_rep_max,
)
from fitadmin.rules.strength.plates import Loading, plates_per_side

__all__ = [
    "RPE_CHART",
    "Formula",
    "Loading",
    "OneRepMax",
    "RpeChart",
    "chart_from_rows",
    "load_for_percent_kg",
    "load_for_rpe_kg",
    "one_rep_max",
    "one_rep_max_from_rpe_kg",
    "percent_of_max",
    "plates_per_side",
    "rir_from_rpe",
    "rpe_from_rir",
]
