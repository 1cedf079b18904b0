"""The figures as tables, on screen and in docs/performance.md (`python -m bench.report`)."""

import json
import re
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "performance.md"

Row = dict[str, Any]
MOST_MS, MOST_STATEMENTS = 50, 12
"""What a list page may cost."""
MOST_FOUND_MS = 100
"""And the answer of Ctrl-K."""


def operations_table(rows: list[Row]) -> str:
    """Every operation: what it costs both peers, and whether that is within its target."""
    head = (
        "operation", "as", "SQL: floor", "fitadmin", "allowed", "floor ms", "fitadmin ms", "ratio",
        "repeated", "target", "", "stock FAB / Directus / wger",
    )  # fmt: skip
    return _table(head, [_operation(row) for row in rows])


def _operation(row: Row) -> tuple[str, ...]:
    fresh, repeated = row["fresh"], row.get("repeated")
    statements, limit = row["statements"], row["most_statements"]
    missed = [
        *(["dear"] if fresh["ratio"] > row["target"] else ()),
        *(["dear when repeated"] if repeated and repeated["ratio"] > row["target"] else ()),
        *(["statements"] if statements["fitadmin"] > limit else ()),
        *(["errors"] if fresh["wrong"] else ()),
    ]
    return (
        row["title"], row["viewer"], str(statements["floor"]), str(statements["fitadmin"]),
        str(limit), f"{fresh['floor']['cpu_ms']:.2f}", f"{fresh['fitadmin']['cpu_ms']:.2f}",
        f"{fresh['ratio']:.2f} ×", f"{repeated['ratio']:.2f} ×" if repeated else "–",
        f"{row['target']} ×", "missed: " + ", ".join(missed) if missed else "ok", row["earlier"],
    )  # fmt: skip


def growth_table(rows: list[Row]) -> str:
    """Every question: what it costs with few rows, and how many times that with more."""
    sizes = list(rows[0]["cpu_ms"]) if rows else []
    head = (
        "question", "as", f"ms at {int(sizes[0] if sizes else 0):,} rows",
        *(f"{int(size):,}" for size in sizes[1:]), "allowed", "",
    )  # fmt: skip
    return _table(head, [_growth(row, sizes) for row in rows])


def _growth(row: Row, sizes: list[str]) -> tuple[str, ...]:
    costs = row["cpu_ms"]
    ratios = [costs[size] / max(costs[sizes[0]], 0.001) for size in sizes[1:]]
    is_ok = not ratios or ratios[-1] <= row["limit"]
    return (
        row["title"], row["viewer"], f"{costs[sizes[0]]:.2f}",
        *(f"{ratio:.2f} ×" for ratio in ratios), f"{row['limit']} ×", "ok" if is_ok else "missed",
    )  # fmt: skip


def whole_table(whole: Row) -> str:
    """Memory after the load, and the time from start to the first answer."""
    rows: list[tuple[str, ...]] = [
        (peer, f"{whole['memory_mb'][peer]:.0f} MB", f"{whole['started_in_s'][peer]:.1f} s")
        for peer in whole["memory_mb"]
    ]
    return _table(("peer", "memory of all its processes", "first answer after"), rows)


def profile_table(rows: list[Row]) -> str:
    """Where the time of one request goes, by package."""
    packages = list(dict.fromkeys(name for row in rows for name in row["share"]))
    head = ("operation", "ms (profiled)", *packages)
    cells = [
        (row["key"], f"{row['ms']:.2f}", *(f"{row['share'].get(p, 0):.0%}" for p in packages))
        for row in rows
    ]
    return _table(head, cells)


def lists_table(rows: list[Row]) -> str:
    """The list pages of each viewer: how many, what they cost, and the dearest of them."""
    head = (
        "as", "lists", "ms: median", "dearest", "", f"SQL: most of {MOST_STATEMENTS} allowed", "",
    )  # fmt: skip
    return _table(head, [_lists(name, of) for name, of in _by_viewer(rows).items()])


def _lists(viewer: str, rows: list[Row]) -> tuple[str, ...]:
    dearest = max(rows, key=lambda row: row["ms"])
    statements = max(row["statements"] for row in rows)
    is_ok = dearest["ms"] <= MOST_MS and statements <= MOST_STATEMENTS
    return (
        viewer, str(len(rows)), f"{median(row['ms'] for row in rows):.1f}", f"{dearest['ms']:.1f}",
        dearest["key"], str(statements), "ok" if is_ok else "missed",
    )  # fmt: skip


def finding_table(rows: list[Row]) -> str:
    """How long Ctrl-K takes among 10,000 clients."""
    head = ("as", "questions", "ms: median", "95 %", "allowed", "")
    cells: list[tuple[str, ...]] = [
        (row["viewer"], str(row["asked"]), f"{row['median_ms']:.1f}", f"{row['p95_ms']:.1f}",
         str(MOST_FOUND_MS), "ok" if row["p95_ms"] <= MOST_FOUND_MS else "missed")
        for row in rows
    ]  # fmt: skip
    return _table(head, cells)


def _by_viewer(rows: list[Row]) -> dict[str, list[Row]]:
    return {row["viewer"]: [r for r in rows if r["viewer"] == row["viewer"]] for row in rows}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    every = [head, *rows]
    wide = [max(len(row[i]) for row in every) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(wide[i]) for i, cell in enumerate(row)) + " |" for row in every
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (w + 2) for w in wide) + "|", *lines[1:]])


def sections(results: Row) -> dict[str, str]:
    """Every table there are figures for, by the name of its place in the document."""
    machine = results["machine"]
    rounds = [
        f"{part} on {how['on']}, {how['rounds']} rounds of {how['seconds']} s"
        for part, how in results["measured"].items()
    ]
    places = {
        "machine": f"Measured on {machine['cores']} × {machine['processor']}, "
        f"Python {machine['python']}, PostgreSQL {machine['postgresql']}, load by "
        f"{machine['load']}.\n{'; '.join(rounds)}.",
    }
    if results.get("operations"):
        places["operations"] = operations_table(results["operations"])
    if results.get("whole"):
        places["whole"] = whole_table(results["whole"])
    if results.get("growth"):
        places["growth"] = growth_table(results["growth"])
    tables = {"profile": profile_table, "lists": lists_table, "finding": finding_table}
    return places | {name: tell(results[name]) for name, tell in tables.items() if name in results}


def refresh(page: str, results: Row) -> str:
    """*page* with the tables of *results* between their marks."""
    for name, text in sections(results).items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        between = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        page = between.sub(lambda _, t=f"{begin}\n{text}\n{end}": t, page)  # type: ignore[misc]
    return page


if __name__ == "__main__":
    PAGE.write_text(refresh(PAGE.read_text(), json.loads(RESULTS.read_text())))
