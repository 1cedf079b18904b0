"""Exercises in the shape of free-exercise-db (JSON), and in our library's, which says more.

More is: `measuredBy`, `unilateral`, `aliases`, `names` per language, `substitutes` by id.
"""

from pathlib import Path
from typing import Any

from fitadmin.importers.files import FileRefused, read_json
from fitadmin.models.columns import slug_of
from fitadmin.services.gym import Incoming, Same, Source, Verdict

FREE_EXERCISE_DB = Source(
    "free-exercise-db",
    "Unlicense (public domain)",
    "free-exercise-db, github.com/yuhonas/free-exercise-db",
)
WORDS = {"name": "name", "force": "force", "mechanics": "mechanic", "level": "level"}
LONGEST_WORD = 60
"""Of a muscle or a piece of equipment."""


class EntryRefused(ValueError):
    """An entry that is not of the shape; the words say why."""


def read_exercises(
    path: Path, source: Source | None = None
) -> tuple[Source, list[Incoming | Verdict]]:
    """The exercises of a JSON file and where they come from; FileRefused where it cannot be read.

    Without *source* it is free-exercise-db where entries look like its own (they have images),
    else the name of the file.
    """
    entries = read_json(path)
    if not isinstance(entries, list) or not entries:
        raise FileRefused("this is no list of exercises", path.name)
    if not any(isinstance(entry, dict) and "primaryMuscles" in entry for entry in entries):
        raise FileRefused("no entry has primaryMuscles, so these are no exercises", path.name)
    if source is None:
        is_theirs = all(isinstance(entry, dict) and "images" in entry for entry in entries)
        source = FREE_EXERCISE_DB if is_theirs else Source(slug_of(path.stem)[:40])
    return source, [_row(f"entry {n}", entry) for n, entry in enumerate(entries, 1)]


def _row(place: str, entry: Any) -> Incoming | Verdict:
    try:
        if not isinstance(entry, dict):
            raise EntryRefused("it is no exercise")
        return Incoming(place, _text(entry, "id") or "", _values(entry), _parts(entry))
    except EntryRefused as error:
        name = entry.get("name") if isinstance(entry, dict) else ""
        return Verdict(place, name if isinstance(name, str) else "", "refused", str(error))


def _values(entry: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {column: _text(entry, key) for column, key in WORDS.items()}
    values["category"] = _text(entry, "category") or "strength"
    values["equipment"] = _word(_text(entry, "equipment"))
    values["instructions"] = "\n".join(_texts(entry, "instructions")) or None
    values["measured_by"] = _text(entry, "measuredBy") or _measured_by(values)
    values["is_unilateral"] = entry.get("unilateral") is True
    return values


def _measured_by(values: dict[str, Any]) -> str:
    """free-exercise-db does not say. Stretches, endurance and holds without a load take time."""
    is_hold = values["force"] == "static" and values["equipment"] in (None, "body only")
    timed = values["category"] in ("stretching", "cardio") or is_hold
    return "seconds" if timed else "reps_load"


def _parts(entry: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    primary = dict.fromkeys(map(_word, _texts(entry, "primaryMuscles")))
    secondary = dict.fromkeys(map(_word, _texts(entry, "secondaryMuscles")))
    parts: dict[str, list[dict[str, Any]]] = {
        "exercise_primary_muscle": [{"muscle": each} for each in primary],
        "exercise_secondary_muscle": [
            {"muscle": each} for each in secondary if each not in primary
        ],
    }
    if "names" in entry or "aliases" in entry:
        parts["exercise_name"] = _names(entry)
    if "substitutes" in entry:
        keys = dict.fromkeys(_texts(entry, "substitutes"))
        own = entry.get("id")
        parts["exercise_substitute"] = [{"substitute_id": Same(k)} for k in keys if k != own]
    return parts


def _names(entry: dict[str, Any]) -> list[dict[str, Any]]:
    names = entry.get("names") or {}
    if not isinstance(names, dict) or not all(isinstance(n, str) for n in names.values()):
        raise EntryRefused("names is no list of names by language")
    found = [{"language": lang, "name": n, "is_alias": False} for lang, n in names.items()]
    aliases = dict.fromkeys(_texts(entry, "aliases"))
    return found + [{"language": "en", "name": each, "is_alias": True} for each in aliases]


def _text(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise EntryRefused(f"{key} is no text")
    return value


def _texts(entry: dict[str, Any], key: str) -> list[str]:
    values = entry.get(key) or []
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise EntryRefused(f"{key} is no list of texts")
    return [each.strip() for each in values if each.strip()]


def _word(text: str | None) -> str | None:
    if text is not None and (len(text) > LONGEST_WORD or not text.isprintable()):
        raise EntryRefused(f"{text[:LONGEST_WORD]!r} is no name of a muscle or of equipment")
    return text
