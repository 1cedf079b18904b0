from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitadmin.rules.schedule import (
    Weekday,
    is_quiet,
    local_date_of,
    local_time_of,
    next_birthday,
    training_day_number,
    training_days,
    utc_of,
    utc_span_of_day,
    week_start,
)
from tests.rules.refusals import refused

ZONES = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
CLOCK_CHANGES = [date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1),
                 date(2026, 4, 5), date(2026, 10, 4)]  # fmt: skip


@given(st.sampled_from(CLOCK_CHANGES), st.times(), st.sampled_from(ZONES))
def test_a_daily_time_fires_once_on_each_day_around_a_clock_change(change, at, zone):
    days = [change + timedelta(days=n) for n in (-1, 0, 1)]
    fired = [utc_of(on, at, zone) for on in days]
    assert [local_date_of(instant, zone) for instant in fired] == days


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_a_time_that_exists_reads_the_same_on_the_local_clock(on, at, zone):
    back = local_time_of(utc_of(on, at, zone), zone)
    shift = back.replace(tzinfo=None) - datetime.combine(on, at)
    assert shift in {timedelta(0), timedelta(hours=1), timedelta(minutes=30)}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(ZONES))
def test_days_follow_each_other_without_a_gap(on, zone):
    begins, ends = utc_span_of_day(on, zone)
    assert ends == utc_span_of_day(on + timedelta(days=1), zone)[0]
    assert timedelta(hours=23) <= ends - begins <= timedelta(hours=25)


def test_a_zone_on_the_clock_time_is_ignored():
    at = time(7, tzinfo=UTC, fold=1)
    assert utc_of(date(2026, 3, 28), at, "Europe/Amsterdam").hour == 6


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_unknown_zones_are_refused(zone):
    with refused("unknown_time_zone"):
        utc_of(date(2026, 1, 1), time(7), zone)


def test_an_instant_without_an_offset_is_refused():
    with refused("naive_instant"):
        local_date_of(datetime(2026, 1, 1), "UTC")


@given(st.dates(), st.sampled_from(Weekday))
def test_a_week_starts_on_its_first_day_and_holds_the_day(on, first):
    if on > date(1, 1, 7):
        start = week_start(on, first)
        assert 0 <= (on - start).days < 7
        assert start.strftime("%A").lower() == first


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.sets(st.sampled_from(Weekday), min_size=1),
    st.integers(0, 40),
)
def test_training_days_fall_on_the_chosen_weekdays_and_miss_none(starts_on, weekdays, count):
    days = training_days(starts_on, weekdays, count)
    every = (starts_on + timedelta(days=n) for n in range(7 * count + 7))
    assert days == [on for on in every if on.strftime("%A").lower() in weekdays][:count]


def test_a_plan_without_weekdays_is_refused():
    with refused("no_weekdays"):
        training_days(date(2026, 1, 1), set(), 3)
    with refused("negative_count"):
        training_days(date(2026, 1, 1), {Weekday.MONDAY}, -1)


@pytest.mark.parametrize(("at", "begin", "end", "quiet"), [
    (time(23), time(22), time(7), True),
    (time(3), time(22), time(7), True),
    (time(7), time(22), time(7), False),
    (time(13), time(12), time(14), True),
    (time(15), time(12), time(14), False),
    (time(12), time(12), time(12), False),
    (time(12), None, time(14), False),
    (time(12), time(11), None, False),
])  # fmt: skip
def test_quiet_hours_may_run_over_midnight(at, begin, end, quiet):
    assert is_quiet(at, begin, end) is quiet


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sets(st.sampled_from(Weekday), min_size=1),
       st.integers(0, 60))  # fmt: skip
def test_a_training_day_has_the_number_at_which_it_stands_in_the_list(starts_on, weekdays, number):
    on = training_days(starts_on, weekdays, number + 1)[-1]
    assert training_day_number(starts_on, weekdays, on) == number


def test_a_day_of_rest_and_one_before_the_plan_have_no_number():
    monday = date(2026, 3, 2)
    assert training_day_number(monday, {Weekday.MONDAY}, date(2026, 3, 3)) is None
    assert training_day_number(monday, {Weekday.MONDAY}, date(2026, 2, 23)) is None
    assert training_day_number(monday, set(), monday) is None


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.dates(date(2021, 1, 1), date(2100, 1, 1)))
def test_the_next_birthday_is_within_a_year(born_on, today):
    found = next_birthday(born_on, today)
    assert timedelta(0) <= found - today <= timedelta(days=366)
    assert (found.month, found.day) in {(born_on.month, born_on.day), (2, 28)}


def test_who_was_born_on_a_leap_day_has_a_birthday_each_year():
    born_on = date(1992, 2, 29)
    assert next_birthday(born_on, date(2026, 3, 1)) == date(2027, 2, 28)
    assert next_birthday(born_on, date(2027, 3, 1)) == date(2028, 2, 29)
