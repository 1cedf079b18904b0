"""The clock: rq.cron with the moment a job was due as its slot, and without Redis if need be."""

import logging
import os
import time
from datetime import UTC, datetime
from typing import Any

from croniter import croniter
from flask import Flask
from redis import Redis
from rq.cron import CronJob, CronScheduler
from rq.job import Job

from fitadmin.jobs.schedule import TIMETABLE, ZONE, Entry
from fitadmin.services.queue import QUEUE

log = logging.getLogger(__name__)


class SlottedJob(CronJob):
    """Tells the job for which moment it runs; begins with the last one, in case we were down.

    A slot that is done already is skipped by the job itself, so asking again costs nothing.
    """

    def __init__(self, entry: Entry) -> None:
        super().__init__(QUEUE, func=entry.job, cron=entry.cron)
        last = croniter(entry.cron, datetime.now()).get_prev(datetime)  # noqa: DTZ005  local is ZONE
        self.next_enqueue_time = last.astimezone(UTC)

    @property
    def slot(self) -> str:
        """The moment it is due."""
        return f"{self.next_enqueue_time:%Y-%m-%dT%H:%MZ}"

    def enqueue(self, connection: Redis) -> Job:
        self.args = (self.slot,)
        return super().enqueue(connection)


class Clock(CronScheduler):
    """Enqueues what is due."""

    def __init__(self, connection: Any) -> None:
        os.environ["TZ"] = ZONE  # cron fields are read in local time
        time.tzset()
        super().__init__(connection, logging_level="WARNING")
        self._cron_jobs = [SlottedJob(entry) for entry in TIMETABLE]


class InlineClock(Clock):
    """Runs what is due, here, one after another."""

    def __init__(self, app: Flask) -> None:
        super().__init__(None)
        self.app = app

    def start(self) -> None:
        self._install_signal_handlers()  # type: ignore[no-untyped-call]
        while True:
            for due in self._cron_jobs:
                if due.should_run():
                    self._run(due)
            time.sleep(max(self.calculate_sleep_interval(), 0.1))

    def _run(self, due: Any) -> None:
        try:
            with self.app.app_context():
                due.func(due.slot)
        except Exception:
            log.exception("%s failed", due.func_name)
        due.set_enqueue_time(datetime.now(UTC))
