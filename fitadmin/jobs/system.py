"""Jobs that keep the house: what nobody needs any more goes."""

from datetime import datetime

from sqlalchemy.orm import Session

from fitadmin.jobs.base import job
from fitadmin.models.columns import now
from fitadmin.services.accounts import forget_families
from fitadmin.services.gym.answers import forget_answers
from fitadmin.services.system import forget_runs


@job
def forget_job_runs(session: Session, at: datetime | None = None) -> None:
    """Drop the notes on jobs that were done long ago."""
    forget_runs(session, at or now())


@job
def forget_requests(session: Session, at: datetime | None = None) -> None:
    """Drop the answers kept under an Idempotency-Key for a day, and tokens that ran out."""
    forget_answers(session, at or now())
    forget_families(session, at or now())
