"""Units: exact conversion, one way to round for display, numbers as people type them."""

from fitadmin.rules.units.conversion import (
    Unit,
    cm_from_ft_in,
    convert,
    ft_in_from_cm,
    kg_from_st_lb,
    st_lb_from_kg,
)
from fitadmin.rules.units.display import Number, Shown, exact, rounded_to_step, shown
from fitadmin.rules.units.pace import Pace, pace
from fitadmin.rules.units.typed import parse_decimal

__all__ = [
    "Number",
    "Pace",
    "Shown",
    "Unit",
    "cm_from_ft_in",
    "convert",
    "exact",
    "ft_in_from_cm",
    "kg_from_st_lb",
    "pace",
    "parse_decimal",
    "rounded_to_step",
    "shown",
    "st_lb_from_kg",
]
