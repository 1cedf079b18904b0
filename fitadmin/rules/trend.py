"""Trend: the signal in noisy measurements, its slope, and when a goal will be met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

SMOOTHING = Decimal("0.1")
FORECAST_WINDOW_DAYS = 28
FORECAST_LIMIT_DAYS = 3650


class TrendMode(StrEnum):
    """How days without a measurement count: not at all, or each as a step."""

    PER_WEIGH_IN = "per_weigh_in"
    TIME_AWARE = "time_aware"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measured day: the mean of that day and the trend after it, in the metric's unit."""

    on: date
    value: Decimal
    trend: Decimal


def smoothing_after(days: int, smoothing: Number = SMOOTHING) -> Decimal:
    """Return the weight, 0–1, that a measurement gets after a gap of so many days.

    Refused: fewer than one day (gap_must_be_positive), smoothing outside 0–1
    (smoothing_out_of_range).

    Source: irregular exponential smoothing, 1 − (1 − α)^days.

    >>> smoothing_after(4)
    Decimal('0.3439')
    """
    if days < 1:
        raise RuleError("gap_must_be_positive", "A gap has at least one day.", days=days)
    alpha = exact(smoothing)
    if not 0 < alpha <= 1:
        raise RuleError("smoothing_out_of_range", "Smoothing lies between 0 and 1.", value=alpha)
    return 1 - (1 - alpha) ** days


def trend(
    measured: Iterable[tuple[date, Number]],
    *,
    smoothing: Number = SMOOTHING,
    mode: TrendMode = TrendMode.PER_WEIGH_IN,
) -> list[TrendPoint]:
    """Return one point per measured day, by date, in the metric's unit, unrounded.

    The first trend is the first value. Several values of a day count once, as their mean; the
    order in which they were entered does not matter, so a late entry moves every later point.
    Refused: smoothing outside 0–1 (smoothing_out_of_range).

    Source: Walker, The Hacker's Diet: T = T′ + 0.1 (W − T′).

    >>> [point.trend for point in trend([(date(2026, 3, 1), 80), (date(2026, 3, 5), 78)])]
    [Decimal('80'), Decimal('79.8')]
    """
    step = smoothing_after(1, smoothing)
    points: list[TrendPoint] = []
    for on, value in _daily_means(measured):
        if not points:
            points.append(TrendPoint(on, value, value))
            continue
        last = points[-1]
        if mode is TrendMode.TIME_AWARE:
            step = smoothing_after((on - last.on).days, smoothing)
        points.append(TrendPoint(on, value, last.trend + step * (value - last.trend)))
    return points


def _daily_means(measured: Iterable[tuple[date, Number]]) -> list[tuple[date, Decimal]]:
    days: dict[date, list[Decimal]] = {}
    for on, value in measured:
        days.setdefault(on, []).append(exact(value))
    return [(on, sum(days[on], Decimal(0)) / len(days[on])) for on in sorted(days)]


def trend_on(points: Sequence[TrendPoint], on: date) -> Decimal | None:
    """Return the trend on any day, in the metric's unit: the last one known then.

    Days without a measurement carry the trend over. None before the first. Nothing is refused.

    Source: a convention of ours, stated on the chart.

    >>> points = trend([(date(2026, 3, 1), 80), (date(2026, 3, 5), 78)])
    >>> trend_on(points, date(2026, 3, 3)), trend_on(points, date(2026, 2, 1))
    (Decimal('80'), None)
    """
    return next((point.trend for point in reversed(points) if point.on <= on), None)


def slope_per_day(points: Sequence[TrendPoint], from_on: date, to_on: date) -> Decimal | None:
    """Return the trend's change per day, in the metric's unit, between two days, both included.

    It is measured from the first to the last point inside, so that days at the edges without a
    measurement do not flatten it. None with fewer than two points. Nothing is refused.

    Source: a convention of ours.

    >>> slope_per_day(trend([(date(2026, 3, 1), 80), (date(2026, 3, 5), 78)]),
    ...               date(2026, 3, 1), date(2026, 3, 31))
    Decimal('-0.05')
    """
    inside = [point for point in points if from_on <= point.on <= to_on]
    if len(inside) < 2:
        return None
    first, last = inside[0], inside[-1]
    return (last.trend - first.trend) / (last.on - first.on).days


class Outlook(StrEnum):
    """What the trend says about a goal."""

    REACHED = "reached"
    ON_THE_WAY = "on_the_way"
    STANDING_STILL = "standing_still"
    WRONG_WAY = "wrong_way"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a goal will be met if the trend goes on: *reached_on* only while on the way there.

    *per_week* is the pace in the metric's unit; *is_in_time* is None without a deadline or
    without a date.
    """

    outlook: Outlook
    per_week: Decimal | None
    reached_on: date | None
    is_in_time: bool | None


def forecast_goal(
    points: Sequence[TrendPoint],
    *,
    start: Number,
    goal: Number,
    by_on: date | None = None,
    window_days: int = FORECAST_WINDOW_DAYS,
) -> Forecast:
    """Return when the trend meets *goal* at the pace of the last *window_days* of measurements.

    *start* says from which side the goal is approached. The forecast counts from the last point,
    not from today; a pace that needs more than ten years counts as standing still. Refused: a
    start equal to the goal (goal_equals_start).

    Source: a convention of ours, straight on from the trend.

    >>> points = trend([(date(2026, 3, 1), 80), (date(2026, 3, 5), 78)])
    >>> forecast_goal(points, start=80, goal=79).reached_on
    datetime.date(2026, 3, 21)
    """
    target, direction = exact(goal), exact(goal) - exact(start)
    if direction == 0:
        raise RuleError("goal_equals_start", "The goal is where the client started.")
    if not points:
        return Forecast(Outlook.UNKNOWN, None, None, None)
    last = points[-1]
    pace = slope_per_day(points, last.on - timedelta(days=window_days), last.on)
    per_week = None if pace is None else pace * 7
    missing = target - last.trend
    if missing * direction <= 0:
        return Forecast(Outlook.REACHED, per_week, None, None)
    if pace is None:
        return Forecast(Outlook.UNKNOWN, None, None, None)
    if pace * direction < 0:
        return Forecast(Outlook.WRONG_WAY, per_week, None, None)
    if abs(missing) > abs(pace) * FORECAST_LIMIT_DAYS:
        return Forecast(Outlook.STANDING_STILL, per_week, None, None)
    days = int((missing / pace).to_integral_value(ROUND_CEILING))
    reached_on = last.on + timedelta(days=days)
    in_time = None if by_on is None else reached_on <= by_on
    return Forecast(Outlook.ON_THE_WAY, per_week, reached_on, in_time)
