"""Jobs about what the gym keeps, and for how long."""

from datetime import datetime

from sqlalchemy.orm import Session

from fitadmin.jobs.base import job
from fitadmin.models.columns import now
from fitadmin.services.gym import trash


@job
def purge_trash(session: Session, at: datetime | None = None) -> None:
    """Delete for good what has been in the trash long enough and nothing living needs."""
    trash.purge_trash(session, at or now())


@job
def purge_audit(session: Session, at: datetime | None = None) -> None:
    """Forget audit events that are older than the gym keeps them."""
    trash.purge_audit(session, at or now())
