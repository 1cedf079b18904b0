"""What a row remembers of its import, so that a person's change since is told from the file's.

The mark stands in *custom* under a key that no field of a gym's own can have (those begin with x_).
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.bulk import Snapshot, links_of
from fitadmin.models.scope import with_trash
from fitadmin.services.gym.rows import Parts, Same, plain

IMPORTED = "imported"


def mark(values: Mapping[str, Any], parts: Parts, version: int = 1) -> dict[str, Any]:
    """Which columns and parts an import wrote, and in what state; *version* as it left the row."""
    names = sorted([*values, *parts])
    return {"what": names, "state": _state(names, values, parts), "version": version}


def is_untouched(values: Mapping[str, Any], parts: Parts) -> bool:
    """Whether the row is still as its last import wrote it. KeyError where it has no mark."""
    seen = values["custom"][IMPORTED]
    return bool(seen["state"] == _state(seen["what"], values, parts))


def is_as_imported(values: Mapping[str, Any], parts: Parts) -> bool:
    """Whether a person has not touched the row at all. A row without room for a mark counts so."""
    if "custom" not in values:
        return True
    if IMPORTED not in values["custom"]:
        return False
    seen = values["custom"][IMPORTED]
    beside = any(rows for name, rows in parts.items() if name not in seen["what"])
    same = values["version"] == seen["version"] and is_untouched(values, parts)
    return bool(same and not beside)


def part_set(rows: list[dict[str, Any]]) -> list[str]:
    """Parts in a form that tells whether two lists hold the same ones, in whatever order."""
    return sorted(json.dumps({k: plain(v) for k, v in row.items()}, sort_keys=True) for row in rows)


def in_words_of_files(
    session: Session, model: type[Any], rows: Mapping[int, Snapshot]
) -> dict[int, Parts]:
    """The parts of *rows*; where one leads to a row of the same source, by its key, as files do."""
    links = links_of(model)
    if not links:
        return {ident: seen.parts for ident, seen in rows.items()}
    known = with_trash(select(model.id, model.source, model.source_id))
    keys = {ident: (source, key) for ident, source, key in session.execute(known)}
    words: dict[int, Parts] = {}
    for ident, seen in rows.items():
        words[ident] = dict(seen.parts)
        for part, column in links.items():
            words[ident][part] = [
                {**row, column: _word(row[column], keys, seen.values["source"])}
                for row in seen.parts[part]
            ]
    return words


def _word(ident: int, keys: dict[int, tuple[str | None, str | None]], source: str) -> Same:
    of, key = keys.get(ident, (None, None))
    return Same(key if key is not None and of == source else f"#{ident}")


def _state(names: list[str], values: Mapping[str, Any], parts: Parts) -> str:
    whole = [part_set(parts[n]) if n in parts else plain(values.get(n)) for n in names]
    return hashlib.blake2s(json.dumps(whole).encode(), digest_size=8).hexdigest()
