"""Meal components: options that may replace one another, and the range they span."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import prod

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact


class Match(StrEnum):
    """What a swap holds."""

    ENERGY = "energy"
    PROTEIN = "protein"


def swapped_grams(
    from_g: Number, from_per_100: Number | None, to_per_100: Number | None, match: Match
) -> Decimal:
    """Return the grams of another option that hold the same energy (or protein), unrounded.

    *from_per_100* and *to_per_100* are kcal, or g of protein, per 100 g. Refused: negative grams
    (negative_amount), and either food with none of it or an unknown amount, as nothing would be
    held (cannot_match_on_energy, cannot_match_on_protein).

    Source: definition.

    >>> swapped_grams(150, 120, 200, Match.ENERGY)
    Decimal('90')
    """
    grams = exact(from_g)
    if grams < 0:
        raise RuleError("negative_amount", "An amount of food cannot be negative.")
    has, wanted = (None if per is None else exact(per) for per in (from_per_100, to_per_100))
    if has is None or wanted is None or has <= 0 or wanted <= 0:
        raise RuleError(
            f"cannot_match_on_{match}",
            f"These two cannot be matched on {match}: one of them has none, or it is unknown.",
        )
    return grams * has / wanted


@dataclass(frozen=True, slots=True)
class Range:
    """What a meal can come to over all choices; bounds of the known options only."""

    lowest: Decimal
    highest: Decimal
    combinations: int
    missing_options: int

    @property
    def is_complete(self) -> bool:
        """Whether every option's amount was known, so that the bounds hold."""
        return self.missing_options == 0


def component_range(components: Sequence[Sequence[Number | None]]) -> Range:
    """Return the lowest and highest sum of choosing one option per component, in their unit.

    An unknown option (None) is counted and left out of the bounds; a component of unknown
    options only adds nothing. No component at all is 0 to 0, in one way. Refused: a component
    without options (component_without_options).

    Source: definition.

    >>> component_range([[350, 380], [120, 100, 150]])
    Range(lowest=Decimal('450'), highest=Decimal('530'), combinations=6, missing_options=0)
    """
    if not all(components):
        raise RuleError("component_without_options", "A meal component needs an option.")
    known = [[exact(o) for o in options if o is not None] for options in components]
    sizes = [len(options) for options in components]
    return Range(
        lowest=sum((min(options, default=Decimal(0)) for options in known), Decimal(0)),
        highest=sum((max(options, default=Decimal(0)) for options in known), Decimal(0)),
        combinations=prod(sizes),
        missing_options=sum(sizes) - sum(map(len, known)),
    )
