"""Progress: a client's measurements over time, with their trend."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.people import ClientProfile
from fitadmin.models.progress import Metric, ProgressEntry
from fitadmin.models.scope import with_trash
from fitadmin.rules.schedule import local_date_of, utc_span_of_day
from fitadmin.rules.trend import TrendPoint, trend

STANDARD = (
    # name, slug, unit, lowest and highest that can be, wished direction, decimals
    ("Weight", "weight", "kg", 20, 400, "none", 1),
    ("Body fat", "body-fat", "%", 2, 75, "down", 1),
    ("Waist", "waist", "cm", 40, 250, "down", 1),
    ("Hip", "hip", "cm", 50, 250, "none", 1),
    ("Chest", "chest", "cm", 50, 220, "none", 1),
    ("Neck", "neck", "cm", 20, 80, "none", 1),
    ("Upper arm", "upper-arm", "cm", 10, 80, "up", 1),
    ("Thigh", "thigh", "cm", 20, 120, "none", 1),
    ("Resting heart rate", "resting-heart-rate", "bpm", 25, 150, "down", 0),
)


def add_standard_metrics(session: Session) -> None:
    """What every gym measures, once; what a gym has renamed or put into the trash stays so."""
    there = set(session.scalars(with_trash(select(Metric.slug))))
    for name, slug, unit, lower, upper, direction, decimals in STANDARD:
        if slug not in there:
            metric = Metric(name=name, slug=slug, unit=unit, direction=direction)
            metric.lower, metric.upper, metric.decimals = Decimal(lower), Decimal(upper), decimals
            session.add(metric)


class Course(NamedTuple):
    """One metric of one client: a point per day with a measurement, oldest first."""

    metric: Metric
    points: list[TrendPoint]


def course_of(
    session: Session,
    client: ClientProfile,
    slug: str,
    days: tuple[date | None, date | None] = (None, None),
    zone: str = "UTC",
) -> Course | None:
    """The measurements of *client* in the metric's unit, with their trend.

    Days are those of *zone*, where the client does not name one. The trend is computed from
    the first measurement on, so that it does not depend on the *days* (from, until, both
    included) asked for. None where there is no such metric.
    """
    metric = session.scalars(select(Metric).where(Metric.slug == slug)).one_or_none()
    if metric is None:
        return None
    zone = client.timezone or zone
    from_on, until_on = days
    measured = select(ProgressEntry.measured_at, ProgressEntry.value).where(
        ProgressEntry.client_id == client.id, ProgressEntry.metric_id == metric.id
    )
    if until_on is not None:
        measured = measured.where(ProgressEntry.measured_at < utc_span_of_day(until_on, zone)[1])
    rows = session.execute(measured.order_by(ProgressEntry.measured_at, ProgressEntry.id)).all()
    points = trend([(local_date_of(at, zone), value) for at, value in rows])
    return Course(metric, [p for p in points if from_on is None or p.on >= from_on])
