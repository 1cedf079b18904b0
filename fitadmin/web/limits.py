"""How often a caller may call the API: so many calls a minute, counted per machine.

Counting must cost next to nothing, so the counts lie in memory that all workers of a machine share
(they are forked from one process), and no network is asked. docs/decisions/0016 says more.
"""

import mmap
import struct
import time

from flask import Flask, current_app, g, request
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from fitadmin.access import identify

WINDOW_S = 60
_SLOT = struct.Struct("<QII")
"""A caller, the minute, how often they have called in it."""


class Meter:
    """Counts per caller and window in shared memory.

    Neighbouring slots take callers whose places collide; should all be taken, the last is used
    anew. Two workers that count at the same instant may count one call less: it is a limit, not
    a bill.
    """

    SLOTS = 1 << 14
    NEIGHBOURS = 4

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, (self.SLOTS + self.NEIGHBOURS) * _SLOT.size)

    def count(self, caller: int, window: int) -> int:
        """The how-manieth call of *caller* in *window* this is."""
        memory, size = self._memory, _SLOT.size
        calls: int
        first = caller % self.SLOTS * size
        for place in range(first, first + self.NEIGHBOURS * size, size):
            who, when, calls = _SLOT.unpack_from(memory, place)
            if when != window:
                calls = 0
                break
            if who == caller:
                break
        else:
            calls = 0
        _SLOT.pack_into(memory, place, caller, window, calls + 1)
        return calls + 1


def wire_limits(app: Flask) -> None:
    """Give *app* a meter; made before the workers are forked, so that they share it."""
    most = app.config["API_RATE_LIMIT"]
    on = app.config["RATELIMIT_ENABLED"] and most
    app.extensions["fitadmin.meter"] = (Meter(), most) if on else None


def count_call() -> None:
    """Count this call of the API; 429 with Retry-After when it is one too many."""
    if (limited := current_app.extensions["fitadmin.meter"]) is None:
        return
    meter, most = limited
    now = int(time.time())
    window = now // WINDOW_S
    left = most - meter.count(hash(_caller()) & (1 << 64) - 1, window)
    reset = (window + 1) * WINDOW_S
    g.allowance = [
        ("X-RateLimit-Limit", str(most)),
        ("X-RateLimit-Remaining", str(max(left, 0))),
        ("X-RateLimit-Reset", str(reset)),
    ]
    if left < 0:
        raise TooManyRequests(_("Too many calls; please wait a little."), retry_after=reset - now)


def _caller() -> str:
    """Whom the call is counted for: a person who has signed in, or else an address."""
    person = identify().viewer.user_id
    return f"address {request.remote_addr}" if person is None else f"person {person}"
