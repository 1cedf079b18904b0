"""`make bench`: seed, run the peers in turn, print the tables, keep the figures."""

import argparse
import json
import platform
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import report
from bench.database import version
from bench.growth import grow
from bench.inside import Inside
from bench.measure import forget_written
from bench.operations import OPERATIONS, Contract
from bench.pages import finding, lists
from bench.peers import compare
from bench.profile import profiled, shares
from bench.seeds import GROWTH, MAIN, seeded

PROFILED = 60


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help="some operations, by key: list,item")
    parser.add_argument("--parts", default=",".join(MEASURED), help="by default all: %(default)s")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    parser.add_argument("--rows", type=int, default=max(GROWTH), help="grow up to so many rows")
    parser.add_argument("--results", type=Path, default=report.RESULTS)
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> dict[str, Any]:
    """Measure, print and write; parts that were not asked for keep their earlier figures."""
    wish = options(arguments)
    results = json.loads(wish.results.read_text()) if wish.results.exists() else {}
    results["machine"] = machine()
    today = datetime.now(UTC).date().isoformat()
    only = tuple(filter(None, wish.only.split(",")))
    for part in wish.parts.split(","):
        for name, found in MEASURED[part](wish, only).items():
            is_rows = isinstance(found, list)
            results[name] = _merged(results.get(name, []), found) if is_rows else found
        how = {"on": today, "rounds": wish.rounds, "seconds": wish.seconds}
        results.setdefault("measured", {})[part] = how
        wish.results.write_text(json.dumps(results, indent=1) + "\n")
    for name, table in report.sections(results).items():
        print(f"\n{name}\n{table}")
    return results


def _merged(kept: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """*found*, and those of the *kept* rows that were not measured anew."""
    by_key = {(row["key"], row.get("viewer")): row for row in found}
    sizes = {tuple(row.get("cpu_ms", ())) for row in found}
    same = [row for row in kept if not found or tuple(row.get("cpu_ms", ())) in sizes]
    merged = [by_key.pop((row["key"], row.get("viewer")), row) for row in same]
    return [*merged, *by_key.values()]


def _operations(wish: argparse.Namespace, only: tuple[str, ...]) -> dict[str, Any]:
    url = seeded("main", MAIN)
    forget_written(url, MAIN.sets)
    chosen = [operation for operation in OPERATIONS if not only or operation.key in only]
    *rows, whole = (_told(row) for row in compare(url, chosen, wish.rounds, wish.seconds))
    forget_written(url, MAIN.sets)
    return {"operations": rows, "whole": whole}


def _growth(wish: argparse.Namespace, only: tuple[str, ...]) -> dict[str, Any]:
    sizes = {n: size for n, size in GROWTH.items() if n <= wish.rows}
    rows = grow(sizes, wish.rounds, min(wish.seconds, 2), only)
    return {"growth": [_told(row) for row in rows]}


def _profile(_wish: argparse.Namespace, only: tuple[str, ...]) -> dict[str, Any]:
    inside, rows = Inside(seeded("main", MAIN)), []
    for operation in OPERATIONS:
        if not only or operation.key in only:
            stats = profiled(inside, operation, Contract(), PROFILED)
            rows.append(_told(shares(stats, operation, PROFILED)))
    forget_written(seeded("main", MAIN), MAIN.sets)
    return {"profile": rows}


def _pages(wish: argparse.Namespace, _only: tuple[str, ...]) -> dict[str, Any]:
    return {"lists": list(lists(wish.rounds)), "finding": list(finding(wish.rounds))}


MEASURED = {"operations": _operations, "growth": _growth, "profile": _profile, "pages": _pages}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Say that a row is there: the whole takes minutes."""
    ratio = row.get("fresh", {}).get("ratio", "")
    print(row["key"], row.get("viewer", ""), ratio, flush=True)
    return row


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": models[0] if models else platform.machine(), "cores": max(len(models), 1),
        "python": platform.python_version(), "postgresql": version(),
        "load": "wrk" if shutil.which("wrk") else "asyncio",
    }  # fmt: skip


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the peers end with us
    main()
