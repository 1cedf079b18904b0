"""Adherence: how much of what was due was done. Nothing due has no value, not 0 % or 100 %."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact

BAND_PCT = Decimal(10)


@dataclass(frozen=True, slots=True)
class Adherence:
    """Sessions done of those due, in %; *extra* ones are shown beside it."""

    pct: Decimal | None
    done: int
    due: int
    extra: int


def session_adherence(*, due: int, done: int, excused: int = 0, extra: int = 0) -> Adherence:
    """Return done ÷ due in %, unrounded; None where nothing was due.

    Sessions in the future are not due; excused ones leave the denominator; unplanned ones are
    counted apart, and so is whatever exceeds the due. Refused: negative counts and more excused
    than due (impossible_counts).

    Source: a convention of ours.

    >>> session_adherence(due=4, done=3, excused=1).pct
    Decimal('100')
    """
    _refuse_impossible(due, done, excused, extra, due - excused)
    counted = due - excused
    surplus = max(done - counted, 0)
    return Adherence(_pct(done - surplus, counted), done - surplus, counted, extra + surplus)


@dataclass(frozen=True, slots=True)
class SetAdherence:
    """Sets done at all, and sets done as prescribed, in % of the planned."""

    done_pct: Decimal | None
    on_target_pct: Decimal | None


def set_adherence(*, planned: int, on_target: int, below: int) -> SetAdherence:
    """Return the share of planned sets that were done, and done on target, in %, unrounded.

    Skipped sets are the rest. None where nothing was planned. Refused: negative counts and more
    done than planned (impossible_counts).

    Source: a convention of ours; both are shown.

    >>> set_adherence(planned=12, on_target=9, below=2).on_target_pct
    Decimal('75')
    """
    _refuse_impossible(planned, on_target, below, planned - on_target - below)
    return SetAdherence(_pct(on_target + below, planned), _pct(on_target, planned))


@dataclass(frozen=True, slots=True)
class EnergyAdherence:
    """Days whose energy met the target, in % of the logged days and of all days."""

    in_band: int
    logged_days: int
    pct_of_logged: Decimal | None
    pct_of_all: Decimal | None


def energy_adherence(
    target_kcal: Number,
    logged_kcal: Sequence[Number | None],
    days: int,
    band_pct: Number = BAND_PCT,
) -> EnergyAdherence:
    """Return how many days came within the band around the target, bounds included.

    A day without a diary (absent or None) is not a day of zero kcal. Refused: a target that is
    not positive (target_must_be_positive), negative counts or more logged days than days
    (impossible_counts).

    Source: a convention of ours.

    >>> energy_adherence(2000, [1750, 1800, 2000, 2200, 2201], 7).pct_of_logged
    Decimal('60')
    """
    target, band = exact(target_kcal), exact(band_pct)
    if target <= 0:
        raise RuleError("target_must_be_positive", "An energy target must be above zero.")
    logged = [exact(kcal) for kcal in logged_kcal if kcal is not None]
    _refuse_impossible(days, days - len(logged))
    in_band = sum(abs(kcal - target) * 100 <= target * band for kcal in logged)
    return EnergyAdherence(in_band, len(logged), _pct(in_band, len(logged)), _pct(in_band, days))


def component_adherence_pct(*, planned: int, as_planned: int, swapped: int) -> Decimal | None:
    """Return the share of a meal plan's components that were eaten, in %, unrounded.

    A component *swapped* for one of its allowed options counts like one eaten as planned. None
    where nothing was planned. Refused: negative counts and more eaten than planned
    (impossible_counts).

    Source: a convention of ours.

    >>> component_adherence_pct(planned=4, as_planned=2, swapped=1)
    Decimal('75')
    """
    _refuse_impossible(planned, as_planned, swapped, planned - as_planned - swapped)
    return _pct(as_planned + swapped, planned)


def _pct(part: int, whole: int) -> Decimal | None:
    return None if whole == 0 else Decimal(100 * part) / whole


def _refuse_impossible(*counts: int) -> None:
    if any(count < 0 for count in counts):
        raise RuleError("impossible_counts", "These counts cannot belong together.")
