"""Putting work on the queue, where there is one and somebody who works on it."""

import logging

from flask import current_app
from redis import Redis, RedisError
from rq import Queue, Worker

QUEUE = "default"
PATIENCE_S = 0.5
"""How long a page waits for Redis."""
LONGEST_JOB_S = 3600
log = logging.getLogger(__name__)


def enqueue(job: str, *arguments: int | str) -> bool:
    """Have *job*, such as "fitadmin.jobs.gym.work_on_upload", done by a worker.

    False where there is no Redis, no answer or no worker: then it is for the caller to do. What
    the job shall find must have been committed.
    """
    url = current_app.config["REDIS_URL"]
    if not url:
        return False
    patience = {"socket_connect_timeout": PATIENCE_S, "socket_timeout": PATIENCE_S}
    try:
        redis = Redis.from_url(url, **patience)
        if not Worker.count(connection=redis):
            return False
        Queue(QUEUE, connection=redis).enqueue(job, args=arguments, job_timeout=LONGEST_JOB_S)
    except (RedisError, OSError) as error:
        log.warning("Nothing was put on the queue: %s", error)
        return False
    return True
