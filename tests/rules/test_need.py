from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules.training import (
    POINTS,
    Cause,
    Signs,
    WeightChange,
    needs_of,
    session_adherence,
    urgency,
)
from fitadmin.rules.training.need import fell_by
from tests.rules.refusals import decimals, refused

counts = st.none() | st.integers(0, 400)


@st.composite
def adherences(draw):
    due = draw(st.integers(0, 20))
    return session_adherence(due=due, done=draw(st.integers(0, due)))


weights = st.builds(
    WeightChange,
    decimals("40", "150"),
    decimals("40", "150"),
    decimals("40", "150"),
    decimals("40", "150"),
)
signs = st.builds(
    Signs,
    missed=counts,
    quiet_days=counts,
    photos=counts,
    photo_days=st.integers(0, 400),
    has_plan=st.none() | st.booleans(),
    plan_days_left=counts,
    before=st.none() | adherences(),
    now=st.none() | adherences(),
    weight=st.none() | weights,
    birthday_in_days=st.none() | st.integers(0, 365),
)


@given(signs)
def test_each_cause_stands_once_and_within_its_row_of_the_table(known):
    found = needs_of(known)
    assert len({need.cause for need in found}) == len(found)
    for need in found:
        assert POINTS[need.cause].first <= need.points <= POINTS[need.cause].most
    assert [need.points for need in found] == sorted((n.points for n in found), reverse=True)


@given(signs, st.sampled_from(["missed", "quiet_days", "photos", "photo_days"]))
def test_more_of_what_is_wrong_never_makes_it_less_urgent(known, name):
    worse = replace(known, **{name: (getattr(known, name) or 0) + 1})
    assert urgency(needs_of(worse)) >= urgency(needs_of(known))


@given(signs)
def test_who_has_all_of_anothers_causes_and_one_more_comes_first(known):
    well = replace(known, birthday_in_days=None)
    party = replace(known, birthday_in_days=0)
    assert urgency(needs_of(party)) == urgency(needs_of(well)) + POINTS[Cause.BIRTHDAY].first


def test_who_is_well_or_unknown_needs_nothing():
    assert needs_of(Signs()) == []
    well = Signs(
        missed=0, quiet_days=8, photos=0, has_plan=True, plan_days_left=8, birthday_in_days=8
    )
    assert needs_of(well) == []


@pytest.mark.parametrize(
    ("known", "cause", "amount"),
    [
        (Signs(missed=1), Cause.MISSED, 1),
        (Signs(quiet_days=9), Cause.QUIET, 9),
        (Signs(photos=3), Cause.PHOTOS, 3),
        (Signs(has_plan=False), Cause.NO_PLAN, 0),
        (Signs(has_plan=True, plan_days_left=7), Cause.PLAN_ENDS, 7),
        (Signs(has_plan=True, plan_days_left=0), Cause.PLAN_ENDS, 0),
        (Signs(birthday_in_days=7), Cause.BIRTHDAY, 7),
    ],
)
def test_a_cause_begins_where_the_table_says(known, cause, amount):
    assert [(need.cause, need.amount) for need in needs_of(known)] == [(cause, amount)]


def fall(before, now):
    done = [session_adherence(due=10, done=n) for n in (before, now)]
    return [need.amount for need in needs_of(Signs(before=done[0], now=done[1]))]


def test_a_fall_is_told_from_twenty_points_on():
    assert fall(9, 7) == [20]
    assert fall(9, 8) == []
    assert fall(7, 9) == []


def test_one_session_due_says_nothing_about_a_fall():
    one, ten = session_adherence(due=1, done=0), session_adherence(due=10, done=10)
    nothing = session_adherence(due=0, done=0)
    assert fell_by(ten, one) is None
    assert fell_by(ten, nothing) is None
    assert fell_by(None, ten) is None
    assert fell_by(ten, session_adherence(due=3, done=0, excused=3)) is None


def of_weight(before, now, *goal):
    change = WeightChange(Decimal(before), Decimal(now), *(Decimal(g) for g in goal))
    return [need.cause for need in needs_of(Signs(weight=change))]


def test_weight_away_from_the_goal_is_told_and_towards_it_is_not():
    assert of_weight(100, "100.5", 105, 90) == [Cause.WRONG_WAY]
    assert of_weight(100, "100.4", 105, 90) == []
    assert of_weight(100, 99, 105, 90) == []
    assert of_weight(100, 99, 95, 105) == [Cause.WRONG_WAY]


def test_without_a_goal_or_beyond_it_no_way_is_wrong():
    assert of_weight(100, 101) == []
    assert of_weight(85, 86, 105, 90) == []  # still below what was aimed at
    assert of_weight(100, 101, 90, 90) == []


def test_a_leap_is_told_in_either_direction_once():
    assert of_weight(100, 102, 105, 90) == [Cause.OFF_TREND]
    assert of_weight(100, 98) == [Cause.OFF_TREND]


def test_counts_below_zero_are_refused():
    with refused("impossible_counts"):
        needs_of(Signs(missed=-1))
