"""Schedule: local times and days against UTC, through the changes of the clocks."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fitadmin.rules import RuleError


class Weekday(StrEnum):
    """The days of the week, Monday first, as date.weekday() counts them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEKDAYS = tuple(Weekday)


def utc_of(on: date, at: time, zone: str) -> datetime:
    """Return the one UTC instant at which a clock in *zone* shows *at* on *on*.

    A time that the clocks skip in spring fires once, as much later as they jump (02:30 is then
    03:30); one that comes twice in autumn fires the first time. A tzinfo on *at* is ignored.
    Refused: a zone that IANA does not know (unknown_time_zone).

    Source: IANA tz database; PEP 495, fold=0.

    >>> utc_of(date(2026, 3, 29), time(2, 30), "Europe/Amsterdam").isoformat()
    '2026-03-29T01:30:00+00:00'
    """
    return datetime.combine(on, at.replace(tzinfo=_zone(zone), fold=0)).astimezone(UTC)


def local_time_of(instant: datetime, zone: str) -> datetime:
    """Return *instant* as the clocks in *zone* show it.

    Refused: an instant without an offset (naive_instant), a zone that IANA does not know
    (unknown_time_zone).

    Source: IANA tz database.

    >>> instant = datetime(2026, 5, 2, 3, 30, tzinfo=UTC)
    >>> local_time_of(instant, "America/New_York").isoformat()
    '2026-05-01T23:30:00-04:00'
    """
    if instant.utcoffset() is None:
        raise RuleError("naive_instant", "An instant needs an offset from UTC.")
    return instant.astimezone(_zone(zone))


def local_date_of(instant: datetime, zone: str) -> date:
    """Return the day on which *instant* falls for somebody in *zone*.

    A session late in the evening counts on that evening, whatever day UTC has. Refused: as in
    local_time_of().

    Source: IANA tz database.

    >>> local_date_of(datetime(2026, 5, 2, 3, 30, tzinfo=UTC), "America/New_York")
    datetime.date(2026, 5, 1)
    """
    return local_time_of(instant, zone).date()


def utc_span_of_day(on: date, zone: str) -> tuple[datetime, datetime]:
    """Return the UTC instants at which a local day begins (included) and ends (excluded).

    Days on which the clocks change have 23 or 25 hours. Refused: a zone that IANA does not know
    (unknown_time_zone).

    Source: IANA tz database.

    >>> begins, ends = utc_span_of_day(date(2026, 3, 29), "Europe/Amsterdam")
    >>> ends - begins == timedelta(hours=23)
    True
    """
    return utc_of(on, time(), zone), utc_of(on + timedelta(days=1), time(), zone)


def week_start(on: date, starts_on: Weekday = Weekday.MONDAY) -> date:
    """Return the first day of the week that *on* belongs to; a first day is its own.

    Nothing is refused. Source: definition.

    >>> week_start(date(2026, 3, 29)), week_start(date(2026, 3, 29), Weekday.SUNDAY)
    (datetime.date(2026, 3, 23), datetime.date(2026, 3, 29))
    """
    return on - timedelta(days=(on.weekday() - WEEKDAYS.index(starts_on)) % 7)


def training_days(starts_on: date, weekdays: Collection[Weekday], count: int) -> list[date]:
    """Return the first *count* days from *starts_on* (included) that fall on chosen weekdays.

    Refused: no weekday to train on (no_weekdays), a negative count (negative_count).

    Source: definition.

    >>> training_days(date(2026, 3, 2), {Weekday.MONDAY, Weekday.THURSDAY}, 2)
    [datetime.date(2026, 3, 2), datetime.date(2026, 3, 5)]
    """
    if not weekdays:
        raise RuleError("no_weekdays", "A plan needs at least one weekday.")
    if count < 0:
        raise RuleError("negative_count", "There cannot be fewer than no days.")
    offsets = [i for i in range(7) if WEEKDAYS[(starts_on.weekday() + i) % 7] in weekdays]
    return [
        starts_on + timedelta(days=7 * (n // len(offsets)) + offsets[n % len(offsets)])
        for n in range(count)
    ]


def training_day_number(starts_on: date, weekdays: Collection[Weekday], on: date) -> int | None:
    """Return which training day of a plan *on* is, the first being 0; None where it is none.

    Nothing is refused. Source: definition.

    >>> days = {Weekday.MONDAY, Weekday.THURSDAY}
    >>> training_day_number(date(2026, 3, 2), days, date(2026, 3, 12))
    3
    """
    if on < starts_on or WEEKDAYS[on.weekday()] not in weekdays:
        return None
    weeks, rest = divmod((on - starts_on).days, 7)
    first = starts_on.weekday()
    return weeks * len(set(weekdays)) + sum(
        WEEKDAYS[(first + offset) % 7] in weekdays for offset in range(rest)
    )


def next_birthday(born_on: date, today: date) -> date:
    """Return the next birthday, today included; who was born on a 29th of February has theirs on
    the 28th in other years.

    Nothing is refused. Source: a convention of ours.

    >>> next_birthday(date(1988, 2, 29), date(2026, 2, 27))
    datetime.date(2026, 2, 28)
    """
    this_year = _birthday_in(born_on, today.year)
    return this_year if this_year >= today else _birthday_in(born_on, today.year + 1)


def _birthday_in(born_on: date, year: int) -> date:
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def is_quiet(at: time, quiet_from: time | None, quiet_until: time | None) -> bool:
    """Return whether the local time *at* lies in the quiet hours, the end excluded.

    22:00–07:00 runs over midnight; equal or missing ends mean there are none. Nothing is refused.

    Source: a convention of ours.

    >>> is_quiet(time(23, 30), time(22), time(7)), is_quiet(time(7), time(22), time(7))
    (True, False)
    """
    if quiet_from is None or quiet_until is None:
        return False
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RuleError("unknown_time_zone", f"“{name}” is not a time zone.", zone=name) from None
