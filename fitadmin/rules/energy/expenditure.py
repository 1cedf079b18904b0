"""Total daily energy expenditure: estimated from activity, or measured from intake and trend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.trend import TrendPoint, slope_per_day
from fitadmin.rules.units import Number, exact

KCAL_PER_KG = 7700
"""Energy in a kilogram of body mass. Source: Wishnofsky, Am J Clin Nutr 6:542, 1958 (3500/lb)."""

RELIABLE_FROM_DAYS = 14
RELIABLE_FROM_COVERAGE_PCT = 70


class Activity(StrEnum):
    """How active a life is besides sleep."""

    SEDENTARY = "sedentary"
    LIGHT = "light"
    MODERATE = "moderate"
    ACTIVE = "active"
    VERY_ACTIVE = "very_active"


ACTIVITY_FACTORS: dict[Activity, Decimal] = {
    Activity.SEDENTARY: Decimal("1.2"),
    Activity.LIGHT: Decimal("1.375"),
    Activity.MODERATE: Decimal("1.55"),
    Activity.ACTIVE: Decimal("1.725"),
    Activity.VERY_ACTIVE: Decimal("1.9"),
}


def tdee_kcal(bmr_kcal: Number | None, activity: Activity | None) -> Decimal | None:
    """Return the total daily energy expenditure in kcal, unrounded; None if an input is unknown.

    Refused: a basal rate that is not positive (bmr_must_be_positive).

    Source: multipliers 1.2, 1.375, 1.55, 1.725, 1.9 as in Medscape calculator 846.

    >>> tdee_kcal(1780, Activity.MODERATE)
    Decimal('2759.00')
    """
    if bmr_kcal is None or activity is None:
        return None
    rate = exact(bmr_kcal)
    if rate <= 0:
        raise RuleError("bmr_must_be_positive", "A basal rate is above zero.", bmr_kcal=rate)
    return rate * ACTIVITY_FACTORS[activity]


def tdee_from_balance_kcal(
    mean_intake_kcal: Number,
    trend_change_kg: Number,
    days: Number,
    kcal_per_kg: Number = KCAL_PER_KG,
) -> Decimal:
    """Return the daily expenditure in kcal that explains a change of the trend at this intake.

    A falling trend means more was spent than eaten. Refused: a span that is not positive
    (window_must_have_days).

    Source: energy balance with 7700 kcal/kg.

    >>> tdee_from_balance_kcal(2200, Decimal("-0.7"), 14)
    Decimal('2585.0')
    """
    span = exact(days)
    if span <= 0:
        raise RuleError("window_must_have_days", "A window has at least one day.", days=span)
    return exact(mean_intake_kcal) - exact(trend_change_kg) * exact(kcal_per_kg) / span


@dataclass(frozen=True, slots=True)
class AdaptiveTdee:
    """An expenditure with what it rests on: its window and how much of it was logged."""

    tdee_kcal: Decimal
    mean_intake_kcal: Decimal
    slope_kg_per_day: Decimal
    from_on: date
    to_on: date
    days: int
    logged_days: int
    weighed_days: int
    coverage_pct: Decimal
    is_reliable: bool


def adaptive_tdee(
    intake_kcal: Mapping[date, Number | None],
    weight_trend: Sequence[TrendPoint],
    from_on: date,
    to_on: date,
) -> AdaptiveTdee | None:
    """Return the measured daily expenditure in kcal over a window, with its coverage in %.

    What is eaten on a day shows on the scales the next morning: intake counts from *from_on* to
    the day before *to_on*, the trend from *from_on* to *to_on*. A day without a diary is unknown,
    not zero. None without any logged day or with fewer than two weigh-ins. Reliable from 14 days
    with 70 % logged. Refused: a window without days (window_must_have_days).

    Source: energy balance with 7700 kcal/kg; window and thresholds are conventions of ours.

    >>> from fitadmin.rules.trend import trend
    >>> points = trend([(date(2026, 3, 1), 80), (date(2026, 3, 15), 73)])
    >>> measured = adaptive_tdee(
    ...     {date(2026, 3, 2): 2200}, points, date(2026, 3, 1), date(2026, 3, 15))
    >>> measured.tdee_kcal
    Decimal('2585.00')
    """
    days = (to_on - from_on).days
    if days < 1:
        raise RuleError("window_must_have_days", "A window has at least one day.", days=days)
    logged = [
        exact(kcal)
        for on, kcal in intake_kcal.items()
        if from_on <= on < to_on and kcal is not None
    ]
    slope = slope_per_day(weight_trend, from_on, to_on)
    if not logged or slope is None:
        return None
    mean = sum(logged, Decimal(0)) / len(logged)
    coverage = Decimal(100 * len(logged)) / days
    return AdaptiveTdee(
        tdee_kcal=tdee_from_balance_kcal(mean, slope, 1),
        mean_intake_kcal=mean,
        slope_kg_per_day=slope,
        from_on=from_on,
        to_on=to_on,
        days=days,
        logged_days=len(logged),
        weighed_days=sum(from_on <= point.on <= to_on for point in weight_trend),
        coverage_pct=coverage,
        is_reliable=days >= RELIABLE_FROM_DAYS and coverage >= RELIABLE_FROM_COVERAGE_PCT,
    )
