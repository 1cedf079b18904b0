"""Taking a batch back: what it created goes, what it changed is as before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from fitadmin.models.bulk import (
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
from fitadmin.services.gym.imports import audit, one_at_a_time
from fitadmin.services.gym.marks import IMPORTED, in_words_of_files, is_as_imported, is_untouched
from fitadmin.services.gym.rows import restored


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
    one_at_a_time(session)
    batch = _undoable(session, batch_id)
    undone = Undone()
    for model, changes in _by_model(session, batch_id):
        table = Touched(session, model, changes)
        table.remove(undone)
        table.restore(undone)
    batch.undone_at = now()
    session.flush()
    audit(session, "undo_import", batch, {"deleted": undone.deleted, "restored": undone.restored})
    return undone


def _undoable(session: Session, batch_id: int) -> ImportBatch:
    batch = find(session, ImportBatch, batch_id)
    if batch is None:
        raise Invalid("There is no import %(number)s.", number=batch_id)
    if batch.undone_at is not None:
        raise Invalid(
            "Import %(number)s was undone already, on %(day)s.",
            number=batch_id,
            day=f"{batch.undone_at:%Y-%m-%d}",
        )
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
        raise Invalid(
            "Import %(number)s changed the same rows later: undo that one first.", number=later
        )
    return batch


def _by_model(session: Session, batch_id: int) -> list[tuple[type[Any], list[ImportChange]]]:
    """The changes by model, last made first: exercises before the muscles they train."""
    groups: dict[str, list[ImportChange]] = {}
    for change in session.scalars(
        select(ImportChange).where(ImportChange.batch_id == batch_id).order_by(ImportChange.id)
    ):
        groups.setdefault(change.table_name, []).append(change)
    return [(model_named(name), changes) for name, changes in reversed(groups.items())]


class Touched:
    """The rows of one table that a batch created or changed."""

    def __init__(self, session: Session, model: type[Any], changes: list[ImportChange]) -> None:
        self._session, self._model = session, model
        self._before = {each.row_id: each.before for each in changes}
        self._rows = snapshots(session, model, self._before)
        self._parts = in_words_of_files(session, model, self._rows)

    def remove(self, undone: Undone) -> None:
        made = {ident for ident in self._rows if self._before[ident] is None}
        own = {i for i in made if is_as_imported(self._rows[i].values, self._parts[i])}
        gone = own - referred_to(self._session, self._model, made)
        delete_rows(self._session, self._model, gone)
        undone.deleted += len(gone)
        if "deleted_at" not in self._model.__mapper__.columns:
            undone.kept += len(made - gone)
            return
        update_rows(self._session, self._model, [self._trashed(ident) for ident in made - gone])
        undone.trashed += len(made - gone)

    def restore(self, undone: Undone) -> None:
        changed = {i: old for i, old in self._before.items() if old is not None and i in self._rows}
        back = {ident: old for ident, old in changed.items() if self._is_untouched(ident)}
        columns = self._model.__mapper__.columns
        values: list[dict[str, Any]] = []
        parts: dict[str, dict[int, list[dict[str, Any]]]] = {}
        for ident, old in back.items():
            row = _restored(columns, old.keys() & columns.keys(), old)
            if IMPORTED in row["custom"]:
                row["custom"][IMPORTED]["version"] = self._rows[ident].values["version"] + 1
            values.append({"id": ident, **row})
            for name in old.keys() - columns.keys():
                of = self._model.metadata.tables[name].columns
                parts.setdefault(name, {})[ident] = [_restored(of, row, row) for row in old[name]]
        update_rows(self._session, self._model, values)
        for name, wanted in parts.items():
            replace_parts(self._session, self._model, name, wanted)
        undone.restored += len(back)
        undone.kept += len(changed) - len(back)

    def _is_untouched(self, ident: int) -> bool:
        """What the import wrote is as it wrote it."""
        values = self._rows[ident].values
        return IMPORTED in values["custom"] and is_untouched(values, self._parts[ident])

    def _trashed(self, ident: int) -> dict[str, Any]:
        """In the trash, and free to come back with the next import, unless a person changed it."""
        values = self._rows[ident].values
        custom = dict(values["custom"])
        if self._is_untouched(ident):
            custom.pop(IMPORTED)
        return {"id": ident, "deleted_at": values["deleted_at"] or now(), "custom": custom}


def _restored(columns: Any, names: Iterable[str], old: dict[str, Any]) -> dict[str, Any]:
    return {name: restored(columns[name], old[name]) for name in names}
