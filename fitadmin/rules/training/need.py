"""Need: which client wants a coach's time first, and why. The score table stands here, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.training.adherence import Adherence

MISSED_WITHIN_DAYS = 7
ENDS_WITHIN_DAYS = 7
BIRTHDAY_WITHIN_DAYS = 7
QUIET_AFTER_DAYS = 9
FORTNIGHT_DAYS = 14
FELL_BY_POINTS = 20
LEAST_DUE = 2
"""Of fewer sessions in a fortnight no fall is told: one missed of one would be 100 points."""
WRONG_WAY_PERCENT = Decimal("0.5")
OFF_TREND_PERCENT = Decimal(2)


class Cause(StrEnum):
    """Why a client needs somebody today; equal points stand in this order."""

    QUIET = "quiet"
    MISSED = "missed"
    NO_PLAN = "no_plan"
    PHOTOS = "photos"
    OFF_TREND = "off_trend"
    FELL = "fell"
    PLAN_ENDS = "plan_ends"
    WRONG_WAY = "wrong_way"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class Score:
    """Points for the first, for each further one (session, day, percent), and at most."""

    first: int
    each: int
    most: int


POINTS = {
    Cause.QUIET: Score(40, 1, 55),
    Cause.MISSED: Score(30, 10, 50),
    Cause.NO_PLAN: Score(35, 0, 35),
    Cause.PHOTOS: Score(25, 5, 45),
    Cause.OFF_TREND: Score(30, 5, 45),
    Cause.FELL: Score(25, 1, 45),
    Cause.PLAN_ENDS: Score(15, 2, 29),
    Cause.WRONG_WAY: Score(20, 5, 35),
    Cause.BIRTHDAY: Score(5, 0, 5),
}
"""What each cause weighs; docs/decisions/0024 says why."""


@dataclass(frozen=True, slots=True)
class WeightChange:
    """A week's mean weight beside the mean of the fortnight before, in kg; the open goal if any."""

    before_kg: Decimal
    now_kg: Decimal
    goal_from_kg: Decimal | None = None
    goal_kg: Decimal | None = None

    @property
    def percent(self) -> Decimal:
        """The change, in % of the weight before."""
        return (self.now_kg - self.before_kg) * 100 / self.before_kg

    @property
    def is_wrong_way(self) -> bool:
        """Whether it leads away from a goal that has not been reached."""
        if self.goal_kg is None or self.goal_from_kg is None:
            return False
        direction = self.goal_kg - self.goal_from_kg
        missing = self.goal_kg - self.now_kg
        return missing * direction > 0 and (self.now_kg - self.before_kg) * direction < 0


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of one client; None where it is unknown, or not this coach's business."""

    missed: int | None = None
    quiet_days: int | None = None
    photos: int | None = None
    photo_days: int = 0
    has_plan: bool | None = None
    plan_days_left: int | None = None
    before: Adherence | None = None
    now: Adherence | None = None
    weight: WeightChange | None = None
    birthday_in_days: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One cause, its points, and the number that its words need: sessions, days, photos, or %."""

    cause: Cause
    points: int
    amount: int | Decimal = 0


def needs_of(signs: Signs) -> list[Need]:
    """Return every cause that *signs* give, the weightiest first; none for who is well.

    Refused: negative counts (impossible_counts).

    Source: a convention of ours, stated in docs/decisions/0024.

    >>> [(need.cause.value, need.points) for need in needs_of(Signs(missed=2, birthday_in_days=0))]
    [('missed', 40), ('birthday', 5)]
    """
    counts = (signs.missed, signs.quiet_days, signs.photos, signs.plan_days_left)
    if any(count is not None and count < 0 for count in counts):
        raise RuleError("impossible_counts", "There cannot be fewer than none.")
    order = list(Cause)
    found = (*_of_training(signs), *_of_plan(signs), *_of_weight(signs), *_of_the_rest(signs))
    return sorted(found, key=lambda need: (-need.points, order.index(need.cause)))


def urgency(needs: list[Need]) -> int:
    """Return the points of all causes together: who has more comes first. Nothing is refused.

    Source: a convention of ours.

    >>> urgency(needs_of(Signs(missed=1, has_plan=False)))
    65
    """
    return sum(need.points for need in needs)


def fell_by(before: Adherence | None, now: Adherence | None) -> int | None:
    """Return by how many points adherence fell, rounded down; None where either is unknown.

    Fewer than two sessions due in a fortnight say nothing. Nothing is refused.

    Source: a convention of ours.
    """
    if before is None or now is None or min(before.due, now.due) < LEAST_DUE:
        return None
    if before.pct is None or now.pct is None:
        return None
    return int(before.pct - now.pct)


def _of_training(signs: Signs) -> Iterator[Need]:
    if signs.missed:
        yield _need(Cause.MISSED, signs.missed - 1, signs.missed)
    if signs.quiet_days is not None and signs.quiet_days >= QUIET_AFTER_DAYS:
        yield _need(Cause.QUIET, signs.quiet_days - QUIET_AFTER_DAYS, signs.quiet_days)
    fall = fell_by(signs.before, signs.now)
    if fall is not None and fall >= FELL_BY_POINTS:
        yield _need(Cause.FELL, fall - FELL_BY_POINTS, fall)


def _of_plan(signs: Signs) -> Iterator[Need]:
    left = signs.plan_days_left
    if signs.has_plan is False:
        yield _need(Cause.NO_PLAN, 0, 0)
    elif left is not None and left <= ENDS_WITHIN_DAYS:
        yield _need(Cause.PLAN_ENDS, ENDS_WITHIN_DAYS - left, left)


def _of_weight(signs: Signs) -> Iterator[Need]:
    if signs.weight is None:
        return
    percent = signs.weight.percent
    size = abs(percent)
    if size >= OFF_TREND_PERCENT:
        yield _need(Cause.OFF_TREND, int(size - OFF_TREND_PERCENT), percent)
    elif size >= WRONG_WAY_PERCENT and signs.weight.is_wrong_way:
        yield _need(Cause.WRONG_WAY, int(size / WRONG_WAY_PERCENT) - 1, percent)


def _of_the_rest(signs: Signs) -> Iterator[Need]:
    if signs.photos:
        yield _need(Cause.PHOTOS, signs.photo_days, signs.photos)
    days = signs.birthday_in_days
    if days is not None and 0 <= days <= BIRTHDAY_WITHIN_DAYS:
        yield _need(Cause.BIRTHDAY, 0, days)


def _need(cause: Cause, further: int, amount: int | Decimal) -> Need:
    score = POINTS[cause]
    return Need(cause, min(score.first + score.each * max(further, 0), score.most), amount)
