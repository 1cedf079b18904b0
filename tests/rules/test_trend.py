import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules.trend import (
    Outlook,
    TrendMode,
    forecast_goal,
    slope_per_day,
    smoothing_after,
    trend,
    trend_on,
)
from tests.rules.refusals import decimals, refused

DAY = date(2026, 3, 1)
WEIGH_INS = st.lists(
    st.tuples(st.dates(DAY, date(2026, 6, 1)), decimals("40", "200", places=2)), min_size=1
)


def falling(days: int = 29, start: int = 80, per_day: str = "-0.1"):
    return trend(
        [(DAY + timedelta(days=n), start + n * Decimal(per_day)) for n in range(days)], smoothing=1
    )


@given(WEIGH_INS, st.sampled_from(TrendMode))
def test_the_trend_stays_between_the_lightest_and_the_heaviest(measured, mode):
    weights = [kg for _, kg in measured]
    spare = Decimal("1e-20")
    for point in trend(measured, mode=mode):
        assert min(weights) - spare <= point.trend <= max(weights) + spare


@given(WEIGH_INS)
def test_the_order_of_entry_does_not_matter(measured):
    shuffled = random.Random(1).sample(measured, len(measured))  # noqa: S311
    assert [p.trend for p in trend(shuffled)] == pytest.approx([p.trend for p in trend(measured)])


@given(WEIGH_INS)
def test_there_is_one_point_per_weighed_day(measured):
    assert [p.on for p in trend(measured)] == sorted({on for on, _ in measured})


def test_daily_weigh_ins_make_both_modes_agree():
    measured = [(DAY + timedelta(days=n), 80 + n % 3) for n in range(10)]
    assert trend(measured) == trend(measured, mode=TrendMode.TIME_AWARE)


def test_no_weigh_ins_have_no_trend():
    assert trend([]) == []
    assert trend_on([], DAY) is None


@pytest.mark.parametrize("smoothing", [0, -1, 2])
def test_smoothing_must_be_a_share(smoothing):
    with refused("smoothing_out_of_range"):
        trend([], smoothing=smoothing)


def test_a_gap_of_no_days_is_refused():
    with refused("gap_must_be_positive"):
        smoothing_after(0)


def test_one_point_has_no_slope():
    assert slope_per_day(trend([(DAY, 80)]), DAY, DAY) is None


def test_a_goal_on_the_way_gets_a_date():
    found = forecast_goal(falling(), start=80, goal=75, by_on=date(2026, 4, 20))
    assert found.outlook is Outlook.ON_THE_WAY
    assert found.reached_on == date(2026, 4, 20)
    assert found.is_in_time is True
    assert found.per_week == Decimal("-0.7")


def test_a_deadline_can_be_missed_and_need_not_exist():
    assert forecast_goal(falling(), start=80, goal=75, by_on=date(2026, 4, 1)).is_in_time is False
    assert forecast_goal(falling(), start=80, goal=75).is_in_time is None


@pytest.mark.parametrize(
    ("points", "start", "goal", "outlook"),
    [
        (falling(), 80, 90, Outlook.WRONG_WAY),
        (falling(), 80, 78, Outlook.REACHED),
        (falling(per_day="0"), 85, 75, Outlook.STANDING_STILL),
        (falling(per_day="-0.0001"), 85, 75, Outlook.STANDING_STILL),
        (falling(days=1), 85, 75, Outlook.UNKNOWN),
        ([], 85, 75, Outlook.UNKNOWN),
        (falling(per_day="0.1"), 80, 82, Outlook.REACHED),
    ],
)
def test_not_every_goal_gets_a_date(points, start, goal, outlook):
    found = forecast_goal(points, start=start, goal=goal)
    assert (found.outlook, found.reached_on) == (outlook, None)


def test_a_goal_that_is_the_start_is_refused():
    with refused("goal_equals_start"):
        forecast_goal(falling(), start=80, goal=80)


def test_only_the_window_decides_the_pace():
    points = trend(
        [(DAY - timedelta(days=400), 120), (DAY, 80), (DAY + timedelta(days=7), 79)], smoothing=1
    )
    assert forecast_goal(points, start=120, goal=78).per_week == -1
