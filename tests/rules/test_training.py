from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules.training import (
    REASONS,
    CompletedSet,
    DoneSet,
    Lift,
    MuscleWork,
    Prescription,
    Progression,
    RecordKind,
    SetKind,
    best_lift,
    component_adherence_pct,
    effective_load_kg,
    energy_adherence,
    fail_streak,
    is_record,
    next_target,
    personal_records,
    session_adherence,
    set_adherence,
    volume_load,
    weekly_sets,
)
from tests.rules.refusals import decimals, refused

SETS = st.lists(
    st.builds(
        CompletedSet,
        kind=st.sampled_from(SetKind),
        reps=st.none() | st.integers(0, 30),
        load_kg=st.none() | decimals("-50", "300"),
        seconds=st.none() | st.integers(0, 300),
        metres=st.none() | decimals("0", "5000"),
        is_done=st.booleans(),
    )
)


@given(SETS, SETS, st.sampled_from([Decimal(0), Decimal("0.65"), Decimal(1)]))
def test_volume_of_two_halves_is_the_volume_of_the_whole(one, other, factor):
    body = {"bodyweight_kg": 80, "bodyweight_factor": factor}
    halves = [volume_load(sets, **body) for sets in (one, other)]
    whole = volume_load(one + other, **body)
    for name in whole.__slots__:
        assert getattr(whole, name) == sum(getattr(half, name) for half in halves)


def test_an_unknown_load_makes_the_volume_incomplete():
    found = volume_load([CompletedSet(reps=5, load_kg=100), CompletedSet(reps=5)])
    assert (found.volume_kg, found.missing_loads, found.is_complete) == (500, 1, False)
    assert not volume_load([CompletedSet(reps=5)], bodyweight_factor=1).is_complete
    assert volume_load([CompletedSet(seconds=60)]).is_complete


@pytest.mark.parametrize(("kind", "counts"), [
    (SetKind.WARM_UP, False), (SetKind.WORKING, True), (SetKind.DROP, True), (SetKind.AMRAP, True),
])  # fmt: skip
def test_only_warm_ups_are_no_work(kind, counts):
    assert volume_load([CompletedSet(kind=kind, reps=5, load_kg=10)]).working_sets == counts


def test_help_beyond_the_body_lifts_nothing():
    assert effective_load_kg(-100, 80, 1) == 0
    assert effective_load_kg(None, 80, Decimal("0.65")) == 52
    assert effective_load_kg(-5) == 0


def test_a_negative_body_is_refused():
    with refused("negative_bodyweight"):
        effective_load_kg(10, -80, 1)
    with refused("negative_bodyweight"):
        effective_load_kg(10, 80, -1)


def test_a_muscle_named_twice_is_primary():
    assert weekly_sets([MuscleWork(3, ("quads",), ("quads", "glutes"))]) == {
        "quads": 3, "glutes": Decimal("1.5"),
    }  # fmt: skip
    with refused("negative_sets"):
        weekly_sets([MuscleWork(-1, ("quads",))])


LINEAR = Prescription(rule=Progression.LINEAR, sets=3, reps_min=5, load_kg=100)
DOUBLE = Prescription(
    rule=Progression.DOUBLE, sets=3, reps_min=8, reps_max=12, load_kg=30, step_kg=2
)
PERCENT = Prescription(rule=Progression.PERCENT_OF_TRAINING_MAX, sets=3, reps_min=5,
                       training_max_kg=142, percent=85)  # fmt: skip
DONE = st.lists(
    st.builds(DoneSet, st.integers(0, 20), st.none() | decimals("0", "200")), max_size=6
)


@given(st.sampled_from([LINEAR, DOUBLE]), decimals("0", "300"), DONE, st.integers(0, 5))
def test_progression_never_exceeds_a_step(plan, load_kg, done, misses):
    target = next_target(replace(plan, load_kg=load_kg), done, misses)
    assert target.load_kg <= load_kg + plan.step_kg
    assert target.load_kg >= 0
    assert plan.reps_min <= target.reps_low <= target.reps_high <= plan.top_reps
    assert str(target.reason)


@given(decimals("1", "300"), st.integers(0, 20))
def test_a_deload_is_lighter_and_can_be_loaded(load_kg, misses):
    target = next_target(replace(LINEAR, load_kg=load_kg), [DoneSet(1)], misses)
    if target.reason.code == "deload":
        assert target.load_kg <= load_kg
        assert target.load_kg % Decimal("2.5") == 0 or target.load_kg == load_kg
        assert target.fail_streak == 0
    else:
        assert target.load_kg == load_kg


@pytest.mark.parametrize(("plan", "done", "misses", "words"), [
    (LINEAR, [5, 5, 5], 0, "3 × 5 done at 100 kg → 102.5 kg × 5"),
    (LINEAR, [5, 5], 1, "3 × 5 not done at 100 kg (miss 2): the same again"),
    (LINEAR, [5, 4, 3], 2, "3 misses running at 100 kg → 90 kg (−10 %)"),
    (LINEAR, [], 2, "nothing was done: the same again"),
    (DOUBLE, [12, 12, 12], 0, "3 × 12 reached at 30 kg → 32 kg × 8"),
    (DOUBLE, [12, 12, 11], 0, "3 × 12 not reached at 30 kg: stay at 30 kg"),
    (PERCENT, [1], 0, "85 % of the training max of 142 kg → 120 kg"),
    (replace(LINEAR, rule=Progression.NONE), [9, 9, 9], 0, "no progression is set: the same again"),
    (replace(LINEAR, load_kg=None), [5, 5, 5], 0, "no load is known yet"),
])  # fmt: skip
def test_every_target_comes_with_its_reason(plan, done, misses, words):
    target = next_target(plan, [DoneSet(reps) for reps in done], misses)
    assert str(target.reason) == words
    assert target.reason.words(REASONS[target.reason.code]) == words


def test_a_session_of_which_nothing_was_done_is_no_miss():
    assert next_target(LINEAR, [], 2).fail_streak == 2


def test_a_lighter_set_does_not_meet_the_prescription():
    done = [DoneSet(5, 100), DoneSet(5, 100), DoneSet(5, 95)]
    assert next_target(LINEAR, done).load_kg == 100
    assert next_target(LINEAR, [*done, DoneSet(5, 105)]).load_kg == Decimal("102.5")


def test_the_gym_decides_what_a_deload_can_be():
    plan = replace(LINEAR, load_kg=Decimal("102.5"), loadable_step_kg=5)
    assert next_target(plan, [DoneSet(1)], 2).load_kg == 90
    tiny = replace(LINEAR, load_kg=2)
    assert next_target(tiny, [DoneSet(1)], 2).load_kg == 2


@pytest.mark.parametrize("changed", [
    {"sets": 0}, {"reps_min": 0}, {"reps_max": 4}, {"step_kg": 0}, {"loadable_step_kg": 0},
    {"deload_pct": 100}, {"load_kg": -1}, {"step_kg": -1, "loadable_step_kg": 1},
])  # fmt: skip
def test_impossible_prescriptions_are_refused(changed):
    with refused("impossible_prescription"):
        next_target(replace(LINEAR, **changed), [])


@pytest.mark.parametrize("missing", ["training_max_kg", "percent"])
def test_a_percentage_needs_a_training_max(missing):
    with refused("training_max_required"):
        next_target(replace(PERCENT, **{missing: None}), [])


@given(st.lists(st.booleans()), st.integers(1, 5))
def test_a_run_of_misses_never_outlives_a_deload(met, deload_after):
    streak = fail_streak(met, deload_after)
    assert 0 <= streak.count < deload_after
    assert not (streak.deload and streak.count)


def test_a_deload_needs_a_miss():
    with refused("deload_after_one"):
        fail_streak([], 0)


LIFTS = st.lists(
    st.builds(
        Lift,
        st.dates(date(2026, 1, 1), date(2026, 2, 1)),
        decimals("-20", "300", places=1),
        st.integers(0, 20),
        st.sampled_from(SetKind),
    )
)


@given(LIFTS, st.sampled_from(RecordKind))
def test_each_record_beats_the_one_before(lifts, kind):
    records = personal_records(lifts, kind)
    days = [lift.performed_on for lift in records]
    assert days == sorted(set(days))
    for earlier, later in pairwise(records):
        assert is_record(later, [earlier], kind)
    if records:
        assert not is_record(best_lift(lifts, kind), lifts, kind)


@given(LIFTS, st.randoms())
def test_records_do_not_depend_on_the_order_of_entry(lifts, chance):
    shuffled = chance.sample(lifts, len(lifts))
    kind = RecordKind.LOAD
    days = [lift.performed_on for lift in personal_records(lifts, kind)]
    assert [lift.performed_on for lift in personal_records(shuffled, kind)] == days


@pytest.mark.parametrize("lift", [
    Lift(date(2026, 1, 2), 200, 5, SetKind.WARM_UP), Lift(date(2026, 1, 2), 200, 13),
    Lift(date(2026, 1, 2), 200, 0), Lift(date(2026, 1, 2), Decimal("100.04"), 1),
])  # fmt: skip
def test_what_is_no_record(lift):
    assert not is_record(lift, [Lift(date(2026, 1, 1), 100, 1)])
    assert not is_record(Lift(date(2026, 1, 2), 100, 1), [])
    assert best_lift([]) is None


def test_a_surplus_of_sessions_counts_apart():
    found = session_adherence(due=3, done=5, extra=1)
    assert (found.pct, found.done, found.extra) == (100, 3, 3)
    assert session_adherence(due=2, done=0, excused=2).pct is None


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_adherence_is_a_percentage_or_nothing(due, done, excused):
    if excused <= due:
        pct = session_adherence(due=due, done=done, excused=excused).pct
        assert (pct is None) is (due == excused)
        assert pct is None or 0 <= pct <= 100


def test_a_diary_without_days_has_no_value():
    found = energy_adherence(2000, [None], 1)
    assert (found.logged_days, found.pct_of_logged, found.pct_of_all) == (0, None, 0)
    assert energy_adherence(2000, [], 0).pct_of_all is None
    assert set_adherence(planned=0, on_target=0, below=0).done_pct is None
    assert component_adherence_pct(planned=0, as_planned=0, swapped=0) is None


@pytest.mark.parametrize("attempt", [
    lambda: session_adherence(due=1, done=1, excused=2),
    lambda: session_adherence(due=-1, done=0),
    lambda: set_adherence(planned=3, on_target=3, below=1),
    lambda: energy_adherence(2000, [1, 2], 1),
    lambda: component_adherence_pct(planned=1, as_planned=1, swapped=1),
])  # fmt: skip
def test_counts_that_cannot_belong_together_are_refused(attempt):
    with refused("impossible_counts"):
        attempt()


def test_an_energy_target_of_nothing_is_refused():
    with refused("target_must_be_positive"):
        energy_adherence(0, [], 1)
