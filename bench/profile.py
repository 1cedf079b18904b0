"""Where the time of one request goes: `python -m bench.profile own` lists its dearest functions."""

import cProfile
import pstats
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.inside import Inside
from bench.operations import OPERATIONS, Contract, Operation, asked
from bench.seeds import MAIN, seeded
from config import ROOT

PACKAGES = (
    "fitadmin", "flask_appbuilder", "sqlalchemy", "psycopg", "jsonschema", "marshmallow", "prison",
    "flask", "werkzeug",
)  # fmt: skip
"""Told apart; the rest of Flask's extensions counts as flask, everything else as other."""


def profiled(inside: Inside, operation: Operation, contract: Contract, times: int) -> pstats.Stats:
    """So many fresh requests to fitadmin inside this process, after some that warm it up."""
    requests = asked(operation, "fitadmin", contract, fresh=True)
    for request in requests[:10]:
        inside.ask("fitadmin", request, operation.viewer)
    profile = cProfile.Profile(time.thread_time)  # CPU: waiting for the database is not ours
    profile.enable()
    for request in requests[10 : 10 + times]:
        inside.ask("fitadmin", request, operation.viewer)
    profile.disable()
    return pstats.Stats(profile)


def shares(stats: pstats.Stats, operation: Operation, times: int) -> dict[str, Any]:
    """Milliseconds per request under the profiler, and the share of each package's own time."""
    own: Counter[str] = Counter()
    for function, (_, _, seconds, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if function[0] == "~" and callers:  # built in: on the account of whoever calls it
            for caller, (_, _, part, _) in callers.items():
                own[_package(caller[0])] += part
        else:
            own[_package(function[0])] += seconds
    total = sum(own.values()) or 1.0
    share = {package: round(own[package] / total, 3) for package in (*PACKAGES, "other")}
    return {"key": operation.key, "ms": round(total * 1000 / times, 3), "share": share}


def _package(file: str) -> str:
    parts = Path(file).parts
    if "site-packages" not in parts:
        return "fitadmin" if Path(file).is_relative_to(ROOT / "fitadmin") else "other"
    name = parts[parts.index("site-packages") + 1].partition(".")[0].removesuffix("_binary")
    if name in PACKAGES:
        return name
    return "flask" if name.startswith("flask_") else "other"


def main(keys: list[str]) -> None:
    inside = Inside(seeded("main", MAIN))
    for operation in OPERATIONS:
        if operation.key in keys:
            stats = profiled(inside, operation, Contract(), 100)
            stats.sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main(sys.argv[1:])
