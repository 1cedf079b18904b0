"""How often somebody may fail to sign in, by page and by API together.

Per account and per address, in Redis for all processes, and in memory while Redis is down. What
succeeds does not count. A window ends by itself: nobody is locked out for good.
"""

import hashlib
import ipaddress
import logging
import time
from typing import Any

from flask import Flask, Response, current_app, g, request, session
from flask_babel import gettext as _
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry
from werkzeug.exceptions import TooManyRequests

DOORS = {
    "/login/": "page", "/api/v1/security/login": "api",
    "/account/": "own", "/resetmypassword/form": "own",
}  # fmt: skip
"""Where a password can be tried: as anybody, or, in a browser that is signed in, as its owner."""
REST_S = 10
"""How long a Redis that did not answer is left alone."""

log = logging.getLogger(__name__)


def idle_limiter(_security: Any, _app: Flask) -> Limiter:
    """Flask-AppBuilder's own limiter, without the hooks that would cost each request 40 µs."""
    return Limiter(key_func=get_remote_address, enabled=False)


class SignInLimit:
    """Counts tries, in Redis and in memory at once, so that losing Redis forgets nothing."""

    def __init__(self, limit: RateLimitItem, redis_url: str | None, options: Any) -> None:
        self.limit = limit
        self._near = MemoryStorage()
        self._far = (
            RedisStorage(redis_url, **{**options, "retry": Retry(NoBackoff(), 0)})
            if redis_url
            else None
        )
        self._rests_until = 0.0

    def count(self, who: str, tries: int = 1) -> int:
        """Add *tries*, which may be negative; says how many there are now in this window."""
        key, expiry = self.limit.key_for("sign-in", who), self.limit.get_expiry()
        near = self._near.incr(key, expiry, amount=tries)
        if self._far is None or time.monotonic() < self._rests_until:
            return near
        try:
            return max(near, self._far.incr(key, expiry, amount=tries))
        except (RedisError, OSError) as error:
            log.warning("Tries to sign in are counted per process: %s", type(error).__name__)
            self._rests_until = time.monotonic() + REST_S
            return near

    def seconds_left(self, who: str) -> int:
        """Until the window of *who* ends, as far as this process knows."""
        ends = self._near.get_expiry(self.limit.key_for("sign-in", who))
        return max(1, min(round(ends - time.time()), self.limit.get_expiry()))


def wire_sign_in(app: Flask) -> None:
    """Give *app* the limit that AUTH_RATE_LIMIT names, unless limits are switched off."""
    app.extensions["fitadmin.sign_in"] = None
    if app.config["RATELIMIT_ENABLED"] and app.config["AUTH_RATE_LIMITED"]:
        url = app.config["RATELIMIT_STORAGE_URI"]
        app.extensions["fitadmin.sign_in"] = SignInLimit(
            parse(app.config["AUTH_RATE_LIMIT"]),
            url if url.startswith("redis") else None,
            app.config["RATELIMIT_STORAGE_OPTIONS"],
        )


def count_try() -> None:
    """Count this try to sign in; 429 when there were too many for its address or account."""
    limit: SignInLimit | None = current_app.extensions["fitadmin.sign_in"]
    if limit is None:
        return
    g.tried = []
    for who in filter(None, (_address(), _account())):
        g.tried.append(who)
        if limit.count(who) > limit.limit.amount:
            raise TooManyRequests(
                _("Too many tries to sign in; please wait a little."),
                retry_after=limit.seconds_left(who),
            )


def forgive_success(answer: Response) -> None:
    """A try that succeeded was none."""
    if not (tried := g.pop("tried", None)):
        return
    succeeded = {
        "api": answer.status_code == 200,
        "page": "_user_id" in session,
        "own": answer.status_code == 302,
    }
    if succeeded[DOORS[request.path]]:
        for who in tried:
            current_app.extensions["fitadmin.sign_in"].count(who, -1)


def _address() -> str:
    """An IPv6 caller owns a whole /64 and may use each address of it once."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "address unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return f"network {ipaddress.ip_network((address, 64), strict=False)}"
    return f"address {address}"


def _account() -> str | None:
    """Whom they want to be, of any case; hashed, for a password may have slipped into the field."""
    if DOORS[request.path] == "own":
        return f"account {session['_user_id']}" if "_user_id" in session else None
    if DOORS[request.path] == "api":
        said = request.get_json(silent=True) if request.is_json else None
        name = said.get("username") if isinstance(said, dict) else None
    else:
        name = request.form.get("username")
    if not isinstance(name, str):
        return None
    return "account " + hashlib.sha256(name.strip().casefold().encode()).hexdigest()
