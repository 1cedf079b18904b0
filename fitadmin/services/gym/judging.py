"""A verdict for each row of a file, before anything is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from fitadmin.models.bulk import Snapshot, links_of, snapshots
from fitadmin.services.gym.intake import Intake
from fitadmin.services.gym.marks import IMPORTED, in_words_of_files, is_untouched, part_set
from fitadmin.services.gym.rows import Incoming, Misfit, Outcome, Parts, Verdict

TOLD_EVERY = 250
"""Rows."""


@dataclass(slots=True)
class Change:
    """A row that is there already, as it stands, and in what the file differs from it."""

    ident: int
    row: Incoming
    seen: Snapshot
    columns: list[str]
    parts: list[str]


@dataclass(slots=True)
class Judged:
    """What is to be done with the rows of a file."""

    verdicts: list[Verdict] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    fresh: list[Incoming] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Judge:
    """Knows what is there already."""

    def __init__(
        self, session: Session, intake: Intake, overwrite: bool, tell: Callable[[int], Any]
    ) -> None:
        self._session, self._intake, self._overwrite = session, intake, overwrite
        self._tell = tell
        self._before: dict[int, Snapshot] = {}
        self._parts: dict[int, Parts] = {}
        self._taken: dict[int, str] = {}
        self.judged = Judged()

    def judge(self, rows: Iterable[Incoming | Verdict]) -> Judged:
        """Sort *rows* out; importers have judged some of them themselves."""
        listed = list(rows)
        incoming = [row for row in listed if isinstance(row, Incoming)]
        self._intake.prepare(self._session, incoming)
        self._tell(len(listed) - len(incoming))
        refused = self._refuse_misfits(incoming)
        usable = [row for row in incoming if row.place not in refused]
        self._look_up(usable)
        for row in listed:
            verdict = row if isinstance(row, Verdict) else refused.get(row.place)
            self.judged.verdicts.append(verdict or self._verdict(row))  # type: ignore[arg-type]
        return self.judged

    def _refuse_misfits(self, rows: list[Incoming]) -> dict[str, Verdict]:
        refused: dict[str, Verdict] = {}
        places: dict[str, str] = {}
        for number, row in enumerate(rows, 1):
            if number % TOLD_EVERY == 0 or number == len(rows):
                self._tell((number - 1) % TOLD_EVERY + 1)
            name = self._intake.name(row)
            try:
                self._intake.fit(row)
                if not row.key:
                    raise Misfit("nothing tells this row from the others")
                if (first := places.setdefault(row.key, row.place)) != row.place:
                    raise Misfit(f"it is the same as {first}")
            except Misfit as reason:
                refused[row.place] = Verdict(row.place, name, "refused", str(reason))
        return refused

    def _look_up(self, rows: list[Incoming]) -> None:
        self.judged.ids = self._intake.known(self._session, rows)
        keys = {row.key for row in rows}
        self._drop_dangling(rows, keys | self.judged.ids.keys())
        ids = [ident for key, ident in self.judged.ids.items() if key in keys]
        self._before = snapshots(self._session, self._intake.model, ids)
        self._parts = in_words_of_files(self._session, self._intake.model, self._before)

    def _drop_dangling(self, rows: list[Incoming], keys: set[str]) -> None:
        """A reference to what is in neither the file nor the gym is left out, and said."""
        for row in rows:
            for part, column in links_of(self._intake.model).items():
                wanted = row.parts.get(part, [])
                lost = [each[column].key for each in wanted if each[column].key not in keys]
                if lost:
                    row.parts[part] = [e for e in wanted if e[column].key not in lost]
                    row.note = f"there is no {', '.join(lost)}"

    def _verdict(self, row: Incoming) -> Verdict:
        outcome, reason = self._outcome(row)
        words = "; ".join(filter(None, (reason, row.note)))
        return Verdict(row.place, self._intake.name(row), outcome, words)

    def _outcome(self, row: Incoming) -> tuple[Outcome, str]:
        ident = self.judged.ids.get(row.key)
        if ident is None:
            self.judged.fresh.append(row)
            return "created", ""
        if (first := self._taken.setdefault(ident, row.place)) != row.place:
            return "refused", f"it is the same as {first}"
        seen = self._before[ident]
        parts = self._parts[ident]
        in_trash = seen.values["deleted_at"] is not None
        if in_trash:
            row.values["deleted_at"] = None
        columns = [name for name, value in row.values.items() if value != seen.values[name]]
        differing = [n for n, rows in row.parts.items() if part_set(rows) != part_set(parts[n])]
        if not columns and not differing:
            return "unchanged", ""
        if not self._overwrite and (reason := self._reason_to_keep(seen, parts)):
            return "kept", reason
        self.judged.changes.append(Change(ident, row, seen, columns, differing))
        words = [name for name in columns if name != "deleted_at"] + differing
        return "updated", "back from the trash" if in_trash else ", ".join(words)

    def _reason_to_keep(self, seen: Snapshot, parts: Parts) -> str:
        """A person's work is not overwritten; what an undone import left in the trash is free."""
        imported = seen.values["custom"].get(IMPORTED)
        if seen.values["deleted_at"] is not None:
            return "it is in the trash here" if imported else ""
        if imported is None:
            return "it was not made by an import"
        if not is_untouched(seen.values, parts):
            return "it was changed here since the import"
        return ""
