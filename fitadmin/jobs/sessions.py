"""Jobs about workout sessions: mostly about the ones that did not happen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.jobs.base import job
from fitadmin.models.columns import now
from fitadmin.models.gym import GymSettings
from fitadmin.services.sessions import close_missed


@job
def close_missed_sessions(session: Session, at: datetime | None = None) -> None:
    """Call planned sessions missed once their day is over in the gym's zone."""
    zone = session.scalar(select(GymSettings.timezone)) or "UTC"
    close_missed(session, (at or now()).astimezone(ZoneInfo(zone)).date())
