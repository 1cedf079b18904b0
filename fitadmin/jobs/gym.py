"""Jobs about what the gym takes in and keeps, and for how long."""

from datetime import datetime

from sqlalchemy.orm import Session

from fitadmin.access import acting_as, viewer_of
from fitadmin.extensions import db
from fitadmin.importers.files import FileRefused, said
from fitadmin.importers.uploads import Ready, read_upload, work_on
from fitadmin.jobs.base import job
from fitadmin.models.accounts import User
from fitadmin.models.columns import now
from fitadmin.models.gym import ImportUpload
from fitadmin.models.scope import SYSTEM, find
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym import trash, uploads
from fitadmin.storage.waiting import Bar


@job
def purge_trash(session: Session, at: datetime | None = None) -> None:
    """Delete for good what has been in the trash long enough and nothing living needs."""
    trash.purge_trash(session, at or now())


@job
def purge_audit(session: Session, at: datetime | None = None) -> None:
    """Forget audit events that are older than the gym keeps them."""
    trash.purge_audit(session, at or now())


@job
def forget_uploads(session: Session, at: datetime | None = None) -> None:
    """Files that have waited for a day to be taken in go."""
    uploads.forget_uploads(session, at or now())


def work_on_upload(ident: int, begun: int) -> bool:
    """Look through a file that waits, or take it in: what a page has put on the queue.

    *begun* says for which time that was asked for; an older one is dropped. The file is read
    before anything is written, so that others wait as little as can be.
    """
    session = db.session()
    with acting_as(SYSTEM):
        upload = find(session, ImportUpload, ident)
        if upload is None:
            return False
        step = upload.step
        try:
            waiting = uploads.waiting(upload)
            with waiting.at_work() as bar:
                if not uploads.start(session, ident, begun):
                    return False
                session.commit()
                done = _done(upload, step, begun, bar)
        except FileRefused as error:
            _note_failure(session, ident, step, said(error, waiting.file))
            return False
        except Exception as error:
            words = explain(error).message if isinstance(error, REFUSALS) else ""
            _note_failure(session, ident, step, words)
            raise
    return done


def _done(upload: ImportUpload, step: str, begun: int, bar: Bar) -> bool:
    ready = read_upload(upload)
    done = take_in(f"upload {upload.id}, {begun}", upload.id, upload.user_id, step, ready, bar)
    if done and step == "taking":
        uploads.waiting(upload).drop_file()
    return done


@job
def take_in(session: Session, ident: int, user_id: int, step: str, ready: Ready, bar: Bar) -> None:
    """The work itself, with the eyes of who has sent the file."""
    sender = find(session, User, user_id)
    with acting_as(viewer_of(sender)):
        work_on(session, ident, step, ready, bar)


def _note_failure(session: Session, ident: int, step: str, words: str) -> None:
    session.rollback()
    uploads.fail(session, ident, step, words)
    session.commit()
