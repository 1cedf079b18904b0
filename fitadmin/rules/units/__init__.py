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
from fitadmin.rules.units.reader import for_the_eye, kept, typed_as
from fitadmin.rules.units.typed import parse_decimal, uses_decimal_comma

__all__ = [
    "Number",
    "Pace",
    "Shown",
    "Unit",
    "cm_from_ft_in",
    "convert",
    "exact",
    "for_the_eye",
    "ft_in_from_cm",
    "kept",
    "kg_from_st_lb",
    "pace",
    "parse_decimal",
    "rounded_to_step",
    "shown",
    "st_lb_from_kg",
    "typed_as",
    "uses_decimal_comma",
]
