"""The trash: taking a row back, and the end of what nothing needs any more."""

from datetime import datetime, timedelta
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.gym import GymSettings
from fitadmin.models.scope import Invalid, find, with_trash
from fitadmin.models.trash import purge_events, purge_table, trash_models

MOST_ROWS, MOST_EVENTS = 5_000, 100_000
"""What one night may take, so that nobody waits for it; the rest goes the next night."""


def restore_row(session: Session, model: type[Any], ident: int) -> Any:
    """The row, back from the trash; None where there is none that the viewer sees.

    Refused: a row that is not the viewer's to change (NotYours), one that belongs to something in
    the trash itself (Invalid), and one whose place a living row has taken (IntegrityError, which
    explain() says in words).
    """
    thrown_away = select(model).where(model.id == ident, model.deleted_at.is_not(None))
    row = session.scalars(with_trash(thrown_away)).one_or_none()
    if row is None:
        return None
    row.deleted_at = None
    session.flush()
    if find(session, model, ident) is None:
        raise Invalid("what this belongs to is in the trash itself: restore that first")
    return row


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
