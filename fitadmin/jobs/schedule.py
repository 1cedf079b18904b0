"""The timetable, as data. `python run.py clock` puts each job on the queue when its time comes.

Times are in ZONE, whatever zone the machine is in. The moment a job was due is its slot, so two
clocks do no harm, and the gym's own zone is for the job to mind.
"""

from collections.abc import Callable
from typing import NamedTuple

from fitadmin.jobs.gym import forget_uploads, purge_audit, purge_trash
from fitadmin.jobs.sessions import close_missed_sessions
from fitadmin.jobs.system import forget_job_runs, forget_requests

ZONE = "UTC"


class Entry(NamedTuple):
    """A job and when it is due: minute, hour, day, month, weekday."""

    job: Callable[..., bool]
    cron: str


TIMETABLE = [
    Entry(close_missed_sessions, "5 * * * *"),  # hourly: the gym's midnight may be any of ours
    Entry(purge_trash, "20 3 * * *"),
    Entry(purge_audit, "30 3 * * *"),
    Entry(forget_job_runs, "40 3 * * *"),
    Entry(forget_requests, "25 * * * *"),
    Entry(forget_uploads, "35 * * * *"),
]
