"""Effort: RPE, reps in reserve, and the chart that ties them to a share of the maximum."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from fitadmin.rules import RuleError
from fitadmin.rules.strength.one_rep_max import load_for_percent_kg
from fitadmin.rules.units import Number, exact

RpeChart: TypeAlias = Mapping[tuple[Decimal, int], Decimal]
"""Percent of the maximum by (RPE, reps): data that a gym may edit."""


def chart_from_rows(rows: Mapping[str, str]) -> dict[tuple[Decimal, int], Decimal]:
    """Return a chart from its printed rows: percentages for 1, 2, 3 … reps by RPE.

    Refused: a cell outside 0–100 % (percent_out_of_range).

    >>> chart_from_rows({"10": "100 95.5"})[Decimal(10), 2]
    Decimal('95.5')
    """
    chart = {
        (Decimal(rpe), reps): exact(Decimal(percent))
        for rpe, percents in rows.items()
        for reps, percent in enumerate(percents.split(), start=1)
    }
    if any(not 0 < percent <= 100 for percent in chart.values()):
        raise RuleError("percent_out_of_range", "A chart's cells lie between 0 and 100 %.")
    return chart


RPE_CHART: RpeChart = chart_from_rows({
    "10": "100 95.5 92.2 89.2 86.3 83.7 81.1 78.6 76.2 73.9 70.7 68.0",
    "9.5": "97.8 93.9 90.7 87.8 85.0 82.4 79.9 77.4 75.1 72.3 69.4 66.7",
    "9": "95.5 92.2 89.2 86.3 83.7 81.1 78.6 76.2 73.9 70.7 68.0 65.3",
    "8.5": "93.9 90.7 87.8 85.0 82.4 79.9 77.4 75.1 72.3 69.4 66.7 64.0",
    "8": "92.2 89.2 86.3 83.7 81.1 78.6 76.2 73.9 70.7 68.0 65.3 62.6",
    "7.5": "90.7 87.8 85.0 82.4 79.9 77.4 75.1 72.3 69.4 66.7 64.0 61.3",
    "7": "89.2 86.3 83.7 81.1 78.6 76.2 73.9 70.7 68.0 65.3 62.6 59.9",
    "6.5": "87.8 85.0 82.4 79.9 77.4 75.1 72.3 69.4 66.7 64.0 61.3 58.6",
})  # fmt: skip
"""Source: Tuchscherer, The Reactive Training Manual, 2008; copies differ beyond 8 reps."""


def rir_from_rpe(rpe: Number) -> Decimal:
    """Return the reps in reserve, without unit: 10 − RPE.

    Refused: an RPE outside 0–10 (rpe_out_of_range).

    Source: Zourdos et al., J Strength Cond Res 30:267–275, 2016.

    >>> rir_from_rpe(Decimal("8.5"))
    Decimal('1.5')
    """
    return 10 - _on_the_scale(rpe)


def rpe_from_rir(rir: Number) -> Decimal:
    """Return the RPE, without unit: 10 − reps in reserve.

    Refused: reps in reserve outside 0–10 (rpe_out_of_range).

    Source: Zourdos et al., J Strength Cond Res 30:267–275, 2016.

    >>> rpe_from_rir(2)
    Decimal('8')
    """
    return 10 - _on_the_scale(rir)


def percent_of_max(reps: int, rpe: Number, chart: RpeChart = RPE_CHART) -> Decimal | None:
    """Return which % of the maximum so many reps at that RPE are; None outside the chart.

    Nothing is extrapolated or interpolated, and nothing refused.

    Source: the chart.

    >>> percent_of_max(5, 8), percent_of_max(20, 8)
    (Decimal('81.1'), None)
    """
    return chart.get((exact(rpe), reps))


def load_for_rpe_kg(
    one_rm_kg: Number,
    reps: int,
    rpe: Number,
    *,
    chart: RpeChart = RPE_CHART,
    step_kg: Number | None = None,
) -> Decimal | None:
    """Return the load in kg for so many reps at that RPE, to the nearest *step_kg* if given.

    None outside the chart. Refused: a negative maximum (negative_load), a step that is not
    positive (step_must_be_positive).

    Source: the chart.

    >>> load_for_rpe_kg(200, 5, 8), load_for_rpe_kg(200, 5, 8, step_kg=Decimal("2.5"))
    (Decimal('162.2'), Decimal('162.5'))
    """
    percent = percent_of_max(reps, rpe, chart)
    return None if percent is None else load_for_percent_kg(one_rm_kg, percent, step_kg=step_kg)


def one_rep_max_from_rpe_kg(
    load_kg: Number, reps: int, rpe: Number, chart: RpeChart = RPE_CHART
) -> Decimal | None:
    """Return the estimated maximum in kg from a set at that RPE, unrounded.

    None outside the chart, or without a load above zero. Nothing is refused.

    Source: the chart.

    >>> round(one_rep_max_from_rpe_kg(100, 5, 8), 1)
    Decimal('123.3')
    """
    percent, load = percent_of_max(reps, rpe, chart), exact(load_kg)
    return None if percent is None or load <= 0 else load * 100 / percent


def _on_the_scale(value: Number) -> Decimal:
    number = exact(value)
    if not 0 <= number <= 10:
        raise RuleError("rpe_out_of_range", "RPE and reps in reserve lie between 0 and 10.")
    return number
