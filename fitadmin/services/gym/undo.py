"""Taking a batch back: what it created goes, what it changed is as before."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from fitadmin.models.bulk import (
    Snapshot,
    delete_rows,
    model_named,
    referred_to,
    replace_parts,
    snapshots,
    update_rows,
)
from fitadmin.models.columns import now
from fitadmin.models.gym import ImportBatch, ImportChange
from fitadmin.models.scope import Invalid, find
from fitadmin.services.gym.imports import audit
from fitadmin.services.gym.rows import IMPORTED, is_marked, restored

Rows = dict[int, Snapshot]


@dataclass(slots=True)
class Undone:
    """How many rows are gone, in the trash, as before, or left as a person has made them."""

    deleted: int = 0
    trashed: int = 0
    restored: int = 0
    kept: int = 0


def undo_import(session: Session, batch_id: int) -> Undone:
    """Take a batch back; says what became of its rows.

    A created row is deleted, or put into the trash where something refers to it or a person has
    changed it. A changed row is as before, unless a person has changed it since. Refused (Invalid):
    an unknown batch, one undone already, and one whose rows a later batch changed.
    """
    batch = _undoable(session, batch_id)
    undone = Undone()
    for model, changes in _by_model(session, batch_id):
        rows = snapshots(session, model, (each.row_id for each in changes))
        made = {c.row_id: rows[c.row_id] for c in changes if c.before is None and c.row_id in rows}
        before = {c.row_id: c.before for c in changes if c.before is not None}
        _remove(session, model, made, undone)
        _restore(session, model, {i: b for i, b in before.items() if i in rows}, rows, undone)
    batch.undone_at = now()
    session.flush()
    audit(session, "undo_import", batch, {"deleted": undone.deleted, "restored": undone.restored})
    return undone


def _undoable(session: Session, batch_id: int) -> ImportBatch:
    batch = find(session, ImportBatch, batch_id)
    if batch is None:
        raise Invalid(f"There is no import {batch_id}.")
    if batch.undone_at is not None:
        raise Invalid(f"Import {batch_id} was undone already, on {batch.undone_at:%Y-%m-%d}.")
    mine, other = ImportChange, aliased(ImportChange)
    later = session.scalars(
        select(ImportBatch.id)
        .join(other, other.batch_id == ImportBatch.id)
        .join(mine, (mine.table_name == other.table_name) & (mine.row_id == other.row_id))
        .where(mine.batch_id == batch_id, ImportBatch.id > batch_id)
        .where(ImportBatch.undone_at.is_(None))
        .order_by(ImportBatch.id.desc())
        .limit(1)
    ).first()
    if later is not None:
        raise Invalid(f"Import {later} changed the same rows later: undo that one first.")
    return batch


def _by_model(session: Session, batch_id: int) -> list[tuple[type[Any], list[ImportChange]]]:
    """The changes by model, last made first: exercises before the muscles they train."""
    groups: dict[str, list[ImportChange]] = {}
    for change in session.scalars(
        select(ImportChange).where(ImportChange.batch_id == batch_id).order_by(ImportChange.id)
    ):
        groups.setdefault(change.table_name, []).append(change)
    return [(model_named(name), changes) for name, changes in reversed(groups.items())]


def _remove(session: Session, model: type[Any], made: Rows, undone: Undone) -> None:
    needed = referred_to(session, model, made)
    edited = {ident for ident, seen in made.items() if _is_edited(seen)}
    gone = made.keys() - needed - edited
    delete_rows(session, model, gone)
    undone.deleted += len(gone)
    stay = [ident for ident in made if ident not in gone]
    if "deleted_at" not in model.__mapper__.columns:
        undone.kept += len(stay)
        return
    at = now()
    rows = [
        {
            "id": ident,
            "deleted_at": made[ident].values["deleted_at"] or at,
            "custom": {k: v for k, v in made[ident].values["custom"].items() if k != IMPORTED},
        }
        for ident in stay
    ]
    update_rows(session, model, rows)
    undone.trashed += len(rows)


def _is_edited(seen: Snapshot) -> bool:
    """A person has worked on it since it was made."""
    imported = seen.values.get("custom", {}).get(IMPORTED)
    if imported is None:
        return seen.values.get("version", 1) > 1
    return seen.values["version"] > 1 or not is_marked(imported, seen.values, seen.parts)


def _restore(
    session: Session, model: type[Any], before: dict[int, Any], rows: Rows, undone: Undone
) -> None:
    columns = model.__mapper__.columns
    values, parts = [], {}
    for ident, old in before.items():
        values.append(
            {"id": ident} | {n: restored(columns[n], v) for n, v in old.items() if n in columns}
        )
        parts |= {(ident, name): old[name] for name in old if name not in columns}
    update_rows(session, model, values)
