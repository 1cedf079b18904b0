"""Pace and speed of a run, ride or row."""

from dataclasses import dataclass
from decimal import Decimal

from fitadmin.rules import RuleError
from fitadmin.rules.units.conversion import Unit, convert
from fitadmin.rules.units.display import Number, exact


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a distance was covered, unrounded."""

    s_per_km: Decimal
    s_per_mi: Decimal
    km_per_h: Decimal


def pace(distance_km: Number, seconds: Number) -> Pace:
    """Return seconds per km, seconds per mile and km/h.

    Refused: a distance or a time that is not positive (pace_needs_distance_and_time), since no
    distance has no pace.

    Source: definition; 1 mi = 1.609344 km.

    >>> pace(5, 1650).s_per_km
    Decimal('330')
    """
    length, time_s = exact(distance_km), exact(seconds)
    if length <= 0 or time_s <= 0:
        raise RuleError("pace_needs_distance_and_time", "A pace needs a distance and a time.")
    return Pace(
        s_per_km=time_s / length,
        s_per_mi=time_s / convert(length, Unit.KM, Unit.MI),
        km_per_h=length * 3600 / time_s,
    )
