from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules.strength import (
    RPE_CHART,
    Formula,
    chart_from_rows,
    load_for_percent_kg,
    load_for_rpe_kg,
    one_rep_max,
    one_rep_max_from_rpe_kg,
    percent_of_max,
    plates_per_side,
    rir_from_rpe,
    rpe_from_rir,
)
from tests.rules.refusals import decimals, refused

LOADS = decimals("1", "400")


@given(LOADS, st.integers(1, 35), st.sampled_from(Formula))
def test_more_reps_never_mean_a_weaker_lifter(load_kg, reps, formula):
    assert one_rep_max(load_kg, reps + 1, formula).kg > one_rep_max(load_kg, reps, formula).kg


@given(LOADS, st.sampled_from(Formula))
def test_a_single_is_its_own_maximum(load_kg, formula):
    assert one_rep_max(load_kg, 1, formula).kg == load_kg


@pytest.mark.parametrize(("load", "reps"), [(None, 5), (100, None), (0, 5), (-20, 5), (100, 0)])
@pytest.mark.parametrize("formula", Formula)
def test_without_load_or_reps_there_is_no_estimate(load, reps, formula):
    assert one_rep_max(load, reps, formula) is None


@pytest.mark.parametrize(
    ("reps", "rir", "reliable"), [(12, 0, True), (13, 0, False), (10, 3, False)]
)
def test_long_sets_are_flagged(reps, rir, reliable):
    assert one_rep_max(100, reps, rir=rir).is_reliable is reliable


def test_brzycki_counts_the_reps_in_reserve_towards_its_limit():
    assert one_rep_max(100, 35, Formula.BRZYCKI, rir=2) is None
    assert one_rep_max(100, 36, Formula.BRZYCKI).kg == 3600


def test_a_single_with_reps_in_reserve_is_no_maximum():
    assert one_rep_max(100, 1, rir=2).kg == 110


def test_nobody_has_less_than_no_reps_in_reserve():
    with refused("negative_rir"):
        one_rep_max(100, 5, rir=-1)


@given(decimals("0", "10", places=1))
def test_rpe_and_reps_in_reserve_mirror_each_other(rpe):
    assert rpe_from_rir(rir_from_rpe(rpe)) == rpe


@pytest.mark.parametrize("rpe", [-1, 11])
def test_the_scale_of_effort_ends(rpe):
    with refused("rpe_out_of_range"):
        rir_from_rpe(rpe)


def test_the_chart_falls_with_reps_and_with_reserve():
    assert len(RPE_CHART) == 8 * 12
    for (rpe, reps), percent in RPE_CHART.items():
        assert RPE_CHART.get((rpe, reps + 1), Decimal(0)) < percent
        assert RPE_CHART.get((rpe - Decimal("0.5"), reps), Decimal(0)) < percent


@given(LOADS, st.sampled_from(sorted(RPE_CHART)))
def test_the_chart_reads_both_ways(load_kg, cell):
    rpe, reps = cell
    best = one_rep_max_from_rpe_kg(load_kg, reps, rpe)
    assert abs(load_for_rpe_kg(best, reps, rpe) - load_kg) < Decimal("1e-20")


def test_outside_the_chart_there_is_nothing():
    assert percent_of_max(5, Decimal("8.2")) is None
    assert load_for_rpe_kg(200, 13, 8) is None
    assert one_rep_max_from_rpe_kg(100, 13, 8) is None
    assert one_rep_max_from_rpe_kg(0, 5, 8) is None


def test_a_gym_may_edit_the_chart():
    chart = chart_from_rows({"8": "92 90"})
    assert load_for_rpe_kg(100, 2, 8, chart=chart) == 90
    with refused("percent_out_of_range"):
        chart_from_rows({"8": "101"})


@pytest.mark.parametrize(("best", "percent"), [(-1, 50), (100, -50)])
def test_shares_of_a_maximum_are_not_negative(best, percent):
    with refused("negative_load"):
        load_for_percent_kg(best, percent)


@given(decimals("20", "400", places=2))
def test_a_loaded_bar_is_the_nearest_below(target_kg):
    found = plates_per_side(target_kg, 20)
    assert found.loadable_kg + found.remainder_kg == target_kg
    assert 20 + 2 * sum(found.per_side_kg) == found.loadable_kg
    assert 0 <= found.remainder_kg < Decimal("2.5")
    assert list(found.per_side_kg) == sorted(found.per_side_kg, reverse=True)


def test_the_heaviest_plate_first_is_not_always_right():
    assert plates_per_side(80, 20, [20, 15]).per_side_kg == (15, 15)
    assert plates_per_side(100, 20, [25, 20, 5]).per_side_kg == (20, 20)


def test_a_gym_may_run_out_of_plates():
    found = plates_per_side(140, 20, [20, 10], pairs={Decimal(20): 1})
    assert found.per_side_kg == (20, 10, 10, 10, 10)
    assert plates_per_side(140, 20, [20], pairs={Decimal(20): 1}).remainder_kg == 80


@pytest.mark.parametrize(("target", "bar", "plates", "code"), [
    (15, 20, [5], "below_bar"),
    (50, -1, [5], "plate_must_weigh"),
    (50, 20, [5, 0], "plate_must_weigh"),
])  # fmt: skip
def test_impossible_bars_are_refused(target, bar, plates, code):
    with refused(code):
        plates_per_side(target, bar, plates)


def test_an_empty_bar_needs_no_plates():
    assert plates_per_side(20, 20, []).per_side_kg == ()
