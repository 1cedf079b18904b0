"""Taking a file in: its rows, a batch that remembers them, one line in the audit."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.bulk import insert_rows, replace_parts, update_rows
from fitadmin.models.gym import GymSettings, ImportBatch, ImportChange
from fitadmin.models.history import Happened, write
from fitadmin.models.scope import asking_now
from fitadmin.services.gym.intake import Intake
from fitadmin.services.gym.judging import Change, Judge, Judged
from fitadmin.services.gym.marks import IMPORTED, mark
from fitadmin.services.gym.rows import Difference, Incoming, Report, Same, Verdict, plain

Progress = Callable[[int], Any]
Row = dict[str, Any]
AT_ONCE = 500
"""Rows that are written before it is told."""


def take_in(
    session: Session,
    intake: Intake,
    rows: Iterable[Incoming | Verdict],
    file_name: str,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take *rows* in; what a person changed or made since is kept, unless *overwrite*.

    Twice in a row changes nothing. A batch is noted where something was created or updated.
    *progress* is told of each row of the file twice: when it has been judged, and when it has been
    written or needs no writing.
    """
    tell = progress or (lambda _rows: None)
    one_at_a_time(session)
    judged = Judge(session, intake, overwrite, tell).judge(rows)
    report = Report(
        judged.verdicts, differences={e.row.place: _differences(e) for e in judged.changes}
    )
    tell(len(judged.verdicts) - len(judged.fresh) - len(judged.changes))
    if judged.fresh or judged.changes or intake.made:
        batch = _batch(session, intake, file_name, report)
        changes = [_change(model, ident) for model, ident in intake.made]
        changes += [
            _change(intake.model, ident) for ident in _create(session, intake, judged, tell)
        ]
        changes += _alter(session, intake, judged, tell)
        insert_rows(session, ImportChange, ({"batch_id": batch.id, **each} for each in changes))
        report.batch_id = batch.id
    return report


def list_imports(session: Session) -> list[ImportBatch]:
    """Every file taken in, the newest first."""
    return list(session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())))


def one_at_a_time(session: Session) -> None:
    """Of two imports at once the second waits, and then sees what the first has done."""
    session.execute(select(GymSettings.id).with_for_update())


def _batch(session: Session, intake: Intake, file_name: str, report: Report) -> ImportBatch:
    count = report.count()
    counts = {
        "rows_created": count["created"],
        "rows_updated": count["updated"],
        "rows_unchanged": count["unchanged"] + count["kept"],
        "rows_refused": count["refused"],
    }
    batch = ImportBatch(
        kind=intake.kind,
        source=intake.source.name,
        file_name=file_name[-255:],
        created_by_id=asking_now().user_id,
        **counts,
    )
    session.add(batch)
    session.flush()
    audit(session, "import", batch, counts)
    return batch


def audit(session: Session, act: str, batch: ImportBatch, after: Mapping[str, Any]) -> None:
    """Note what was done with a batch: one event, however many rows."""
    facts = {"kind": batch.kind, "source": batch.source, **after}
    write(session, [Happened(act, "import_batch", batch.id, after=facts)])


def _change(model: type[Any], ident: int, before: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"table_name": model.__tablename__, "row_id": ident, "before": before}


def _create(session: Session, intake: Intake, judged: Judged, tell: Progress) -> list[int]:
    new = [dict(row.values) for row in judged.fresh]
    intake.complete(session, new)
    ids: list[int] = []
    for start in range(0, len(new), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        for values, row in zip(new[some], judged.fresh[some], strict=True):
            values["custom"] = {IMPORTED: mark(row.values, row.parts)}
        ids += insert_rows(session, intake.model, new[some])
        tell(len(new[some]))
    judged.ids |= {row.key: ident for row, ident in zip(judged.fresh, ids, strict=True)}
    by_id = dict(zip(ids, judged.fresh, strict=True))
    for part in {name for row in judged.fresh for name in row.parts}:
        wanted = {ident: row.parts[part] for ident, row in by_id.items() if row.parts.get(part)}
        replace_parts(session, intake.model, part, _resolved(wanted, judged.ids))
    return ids


def _alter(
    session: Session, intake: Intake, judged: Judged, tell: Progress
) -> list[dict[str, Any]]:
    """Write the changes; says for each row how it was before."""
    rows, noted = [], []
    for each in judged.changes:
        new = {name: each.row.values[name] for name in each.columns}
        each.row.values.pop("deleted_at", None)
        old = each.seen.values
        marked = mark(each.row.values, each.row.parts, old["version"] + 1)
        rows.append({"id": each.ident, **new, "custom": {**old["custom"], IMPORTED: marked}})
        noted.append(_change(intake.model, each.ident, _before(each)))
    update_rows(session, intake.model, rows)
    for part in {name for each in judged.changes for name in each.parts}:
        wanted = {e.ident: e.row.parts[part] for e in judged.changes if part in e.parts}
        replace_parts(session, intake.model, part, _resolved(wanted, judged.ids))
    tell(len(judged.changes))
    return noted


def _differences(change: Change) -> list[Difference]:
    """Before and after of each column that changes; of parts, that they do."""
    old, new = change.seen.values, change.row.values
    told = [name for name in change.columns if name != "deleted_at"]
    columns = [Difference(name, plain(old[name]), plain(new[name])) for name in told]
    return columns + [Difference(part, None, None) for part in change.parts]


def _before(change: Change) -> dict[str, Any]:
    values, parts = change.seen
    before: dict[str, Any] = {name: plain(values[name]) for name in [*change.columns, "custom"]}
    for part in change.parts:
        before[part] = [{name: plain(v) for name, v in row.items()} for row in parts[part]]
    return before


def _resolved(wanted: dict[int, list[Row]], ids: dict[str, int]) -> dict[int, list[Row]]:
    """Where a part leads to another row by its key, it gets the id."""

    def put(value: Any) -> Any:
        return ids[value.key] if isinstance(value, Same) else value

    return {
        ident: [{name: put(value) for name, value in row.items()} for row in parts]
        for ident, parts in wanted.items()
    }
