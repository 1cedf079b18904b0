"""The system about itself: is it well, is its database of today, are its own rows there."""

import os
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from redis import Redis, RedisError
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from fitadmin.models.accounts import User
from fitadmin.models.gym import GymSettings, JobRun, Location
from fitadmin.models.scope import with_trash
from fitadmin.services.progress import add_standard_metrics

MIGRATIONS = Path(__file__).parents[1] / "migrations"
PATIENCE_S = 0.5
"""How long a health check waits for one part."""

RUNS_KEPT = timedelta(days=30)

Schema = Literal["current", "pending", "newer"]


@cache
def _revisions() -> tuple[frozenset[str], frozenset[str]]:
    """Every migration this code knows, and the newest ones; read once."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    return frozenset(each.revision for each in scripts.walk_revisions()), frozenset(
        scripts.get_heads()
    )


def schema_state(session: Session) -> Schema:
    """Whether the tables are those of this code; "newer" when it does not know their migration."""
    known, newest = _revisions()
    at = set(MigrationContext.configure(session.connection()).get_current_heads())
    if at - known:
        return "newer"
    return "current" if at == newest else "pending"


def readiness(session: Session, redis_url: str | None, folder: Path) -> dict[str, str]:
    """Each part and how it is: "ok", or in one word what is wrong with it.

    "off" stands for a Redis that was not given: jobs run inline then.
    """
    database, migrations = _database(session)
    return {
        "database": database,
        "migrations": migrations,
        "redis": _redis(redis_url),
        "storage": "ok" if os.access(folder, os.W_OK) else "unwritable",
    }


def can_serve(parts: dict[str, str]) -> bool:
    """Without Redis or storage the gym still opens; without its tables it does not."""
    return parts["database"] == "ok" and parts["migrations"] == "ok"


def _database(session: Session) -> tuple[str, str]:
    try:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text(f"SET LOCAL statement_timeout = {int(PATIENCE_S * 1000)}"))
        state = schema_state(session)
    except SQLAlchemyError:
        return "down", "unknown"
    return "ok", "ok" if state == "current" else state


def _redis(url: str | None) -> str:
    if url is None:
        return "off"
    try:
        with Redis.from_url(
            url, socket_connect_timeout=PATIENCE_S, socket_timeout=PATIENCE_S, retry=None
        ) as redis:
            redis.ping()
    except (RedisError, OSError):
        return "down"
    return "ok"


def settle(session: Session) -> None:
    """Add the rows every gym has, where they are missing: settings, a location, metrics."""
    if session.scalar(with_trash(select(GymSettings).limit(1))) is None:
        session.add(GymSettings(id=1))
    if session.scalar(with_trash(select(Location).limit(1))) is None:
        session.add(Location(name="Main location"))
    add_standard_metrics(session)
    session.flush()


def is_empty(session: Session) -> bool:
    """Nobody can sign in yet."""
    return session.scalar(select(func.count()).select_from(User)) == 0


def forget_runs(session: Session, at: datetime) -> int:
    """Delete what is noted of jobs done more than RUNS_KEPT before *at*; says how many."""
    old = delete(JobRun).where(JobRun.state == "done", JobRun.finished_at < at - RUNS_KEPT)
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]
