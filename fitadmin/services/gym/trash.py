"""The trash: taking a row back, and the end of what nothing needs any more."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.gym import GymSettings
from fitadmin.models.reading import chosen
from fitadmin.models.scope import Invalid, with_trash
from fitadmin.models.trash import (
    purge_events,
    purge_table,
    thrown_away_by_viewer,
    trash_models,
)

UNDO_TIME = timedelta(minutes=15)
MOST_ROWS, MOST_EVENTS = 5_000, 100_000
"""What one night may take, so that nobody waits for it; the rest goes the next night."""


def restore_row(session: Session, model: type[Any], ident: int) -> Any:
    """The row, back from the trash; None where there is none that the viewer sees.

    Refused as `restore_rows` says.
    """
    return next(iter(restore_rows(session, model, [ident])), None)


def restore_rows(session: Session, model: type[Any], ids: Collection[int]) -> list[Any]:
    """Those of the rows in the trash that the viewer sees, all of them back.

    Refused: a row that is not the viewer's to change (NotYours), one that belongs to something in
    the trash itself (Invalid), and one whose place a living row has taken (IntegrityError, which
    explain() says in words).
    """
    thrown_away = select(model).where(model.id.in_(ids), model.deleted_at.is_not(None))
    rows = list(session.scalars(with_trash(thrown_away)))
    for row in rows:
        row.deleted_at = None
    session.flush()
    if len(chosen(session, model, [row.id for row in rows])) < len(rows):
        raise Invalid("what this belongs to is in the trash itself: restore that first")
    return rows


def undo_deletion(session: Session, model: type[Any], request: str, at: datetime) -> list[Any]:
    """The rows that the viewer put into the trash in that *request*, back; none after UNDO_TIME.

    The audit log says which these are. What somebody else has thrown away since stays there.
    """
    lately = thrown_away_by_viewer(session, model, at - UNDO_TIME)
    return restore_rows(session, model, [row for row, when in lately.items() if when == request])


def purge_trash(session: Session, at: datetime, most: int = MOST_ROWS) -> int:
    """Delete for good what has been in the trash for `trash_days`; says how many rows.

    What something living refers to stays, archived. Rows that refer come before what they refer to.
    """
    before, gone = at - timedelta(days=_settings(session).trash_days), 0
    order = {table.name: n for n, table in enumerate(Model.metadata.sorted_tables)}
    for model in sorted(trash_models(), key=lambda m: -order[m.__tablename__]):
        gone += purge_table(session, model, before, most - gone)
    return gone


def purge_audit(session: Session, at: datetime, most: int = MOST_EVENTS) -> int:
    """Forget audit events older than `audit_days`; says how many."""
    return purge_events(session, at - timedelta(days=_settings(session).audit_days), most)


def _settings(session: Session) -> GymSettings:
    return session.scalars(select(GymSettings)).one()
