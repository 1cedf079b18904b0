"""Numbers, days and times in the language and on the clock of whoever reads or types them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal
from flask import has_request_context
from flask_babel import get_locale
from flask_babel import gettext as _

from fitadmin.access import current_viewer, reader
from fitadmin.models.columns import FIRST_YEAR, LAST_YEAR
from fitadmin.rules import RuleError
from fitadmin.rules.units import parse_decimal

ENGLISH = Locale("en")
DAY_FIRST = "d MMM y"
"""Of English: 3/2/2026 is two days, and Mar 2, 2026 is one of the Americans alone."""
CLOCK = "%H:%M"
"""Everywhere: no reader takes 18:05 for a time in the morning."""
MOST_DECIMALS = 3
"""Nobody reads the eight decimals of a converted amount."""
LARGEST = 10**15


def _locale() -> Any:
    return get_locale() or ENGLISH


def zone() -> ZoneInfo:
    """The reader's time zone: their own, or the gym's."""
    return ZoneInfo(reader().timezone if has_request_context() else current_viewer().timezone)


def local(moment: datetime) -> datetime:
    """*moment* as the reader's clock shows it, without zone."""
    return moment.astimezone(zone()).replace(tzinfo=None)


def moment_of(clock: datetime) -> datetime:
    """The moment at which the reader's clock shows *clock*, or the clock of its own zone.

    ValueError beyond all reason.
    """
    here = clock if clock.tzinfo else clock.replace(tzinfo=zone())
    if FIRST_YEAR <= clock.year <= LAST_YEAR:
        moment = here.astimezone(UTC)
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment
    raise ValueError(_("A time must lie between 1900 and 2200."))


def day(value: date) -> str:
    """A day, short and not to be mistaken: 23 Nov 2026, 23.11.2026."""
    locale = _locale()
    is_english = locale.english_name.startswith("English")
    return format_date(value, DAY_FIRST if is_english else "medium", locale=locale)


def moment(value: datetime) -> str:
    """Day and time on the reader's clock: 23 Nov 2026, 18:05."""
    here = local(value)
    return f"{day(here)}, {here:{CLOCK}}"


def clock(value: time) -> str:
    """A time of day: 18:05."""
    return f"{value:{CLOCK}}"


def weekdays(digits: str | None) -> str:
    """The days that *digits* count from Monday (1): "135" is Mon, Wed, Fri."""
    names = get_day_names("abbreviated", "stand-alone", _locale())
    return ", ".join(names[int(digit) - 1] for digit in digits or "" if digit in "1234567")


def number(value: Decimal) -> str:
    """A number with the reader's decimal sign, in groups of thousands: 1,234.5 or 1.234,5."""
    return _written(value, in_groups=True)


def typed(value: Decimal) -> str:
    """A number as the reader would type it into a form, with all its decimals: 1234,5678."""
    return _written(value, in_groups=False)


def _written(value: Decimal, *, in_groups: bool) -> str:
    if in_groups and -int(value.as_tuple().exponent) > MOST_DECIMALS:
        value = round(value, MOST_DECIMALS)
    return format_decimal(
        value.normalize() + 0,
        locale=_locale(),
        decimal_quantization=False,
        group_separator=in_groups,
    )


def number_of(text: str) -> Decimal:
    """The number that the reader means by *text*; ValueError where it is none.

    Read as in the reader's language. What cannot be a number there but is one elsewhere is read
    so: 82,5 is no number in English and needs no second thought, while 1,234 is a thousand.
    """
    own = str(_locale())
    for language in (own, "de", "en"):
        try:
            value = parse_decimal(text, language)
        except RuleError:
            continue
        if abs(value) >= LARGEST:
            break
        return value
    raise ValueError(text)
