"""One part each: web, worker, clock."""

import logging
import os
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from config import ROOT, Base
from fitadmin.processes.checks import FOLDER_UNUSABLE, StartError, check_folder, check_port

log = logging.getLogger(__name__)
GRACE_S = 15
"""How long gunicorn lets running requests finish after SIGTERM."""


def web(settings: Base) -> NoReturn:
    """Become gunicorn."""
    check_port(settings.HOST, settings.PORT)
    check_folder(settings.VAR)
    os.chdir(ROOT)
    command = web_command(settings)
    os.execv(command[0], command)  # noqa: S606  our own command


def web_command(settings: Base) -> list[str]:
    """gunicorn, loaded once and then forked; heartbeats in memory where there is such a place."""
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    memory = Path("/dev/shm")  # noqa: S108  gunicorn makes its own private files there
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:create_app()"),
        *("--bind", f"{host}:{settings.PORT}", "--worker-class", "gthread", "--preload"),
        *("--workers", str(settings.WEB_WORKERS), "--threads", str(settings.WEB_THREADS)),
        *("--graceful-timeout", str(GRACE_S), "--keep-alive", "75"),
        *("--max-requests", "100000", "--max-requests-jitter", "10000"),
        *("--log-level", "warning", "--no-control-socket"),
        *(("--worker-tmp-dir", str(memory)) if os.access(memory, os.W_OK) else ()),
    ]


def worker(settings: Base) -> None:
    """Do jobs as they come in, one after another in this process, each in its own app context."""
    from rq import SimpleWorker

    from fitadmin import create_app
    from fitadmin.services.queue import QUEUE

    redis = _wait_for_redis(settings)
    app = create_app(settings)

    class AppWorker(SimpleWorker):
        def perform_job(self, *args: Any, **kwargs: Any) -> bool:
            with app.app_context():
                return super().perform_job(*args, **kwargs)

    AppWorker([QUEUE], connection=redis).work(logging_level="WARNING")


def clock(settings: Base) -> None:
    """Put jobs on the queue when their time comes; without Redis, do them here and now."""
    from redis import RedisError
    from rq.exceptions import StopRequested

    from fitadmin import create_app
    from fitadmin.processes.cron import Clock, InlineClock

    app = create_app(settings)
    ticking = Clock(_wait_for_redis(settings)) if settings.REDIS_URL else InlineClock(app)
    try:
        ticking.start()  # type: ignore[no-untyped-call]
    except StopRequested:
        pass
    except RedisError as error:
        raise StartError(f"The clock lost Redis: {error}", 1) from error


def _wait_for_redis(settings: Base) -> Any:
    """A connection to Redis, once it answers."""
    from redis import Redis, RedisError

    if not settings.REDIS_URL:
        raise StartError("FITADMIN_REDIS_URL is missing: this part needs Redis.", FOLDER_UNUSABLE)
    redis = Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.5)
    told: float | None = None
    while True:
        try:
            redis.ping()
        except (RedisError, OSError) as error:
            if told is None or time.monotonic() > told + 60:
                log.warning("Waiting for Redis: %s", error)
                told = time.monotonic()
            time.sleep(1)
        else:
            return redis
