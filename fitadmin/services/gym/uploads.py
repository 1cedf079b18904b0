"""Files that wait to be taken in: received, worked on step by step, forgotten after a day."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fitadmin.models.columns import now
from fitadmin.models.gym import ImportUpload
from fitadmin.models.scope import Invalid, asking_now
from fitadmin.storage.waiting import Waiting, old_ones

KEPT_H = 24
MOST_OF_ONE = 10
"""Files of one person that may wait; with the next one the oldest goes."""
SHORT_ROWS = 500
"""So many rows are worked on while the page is loading; more are for a job."""
LONGEST_NAME = 255

State = Literal["columns", "queued", "working", "dropped", "failed", "looked", "taken"]


def receive(session: Session, kind: str, file_name: str, stream: IO[bytes]) -> ImportUpload:
    """A file, kept for its sender. Its name is for people; OSError where it cannot be written."""
    upload = ImportUpload(
        key=secrets.token_urlsafe(24),
        user_id=asking_now().user_id,
        kind=kind,
        file_name=shown_name(file_name),
        size_bytes=0,
    )
    upload.size_bytes = waiting(upload).keep(stream)
    session.add(upload)
    session.flush()
    mine = select(ImportUpload).where(ImportUpload.user_id == upload.user_id)
    for old in session.scalars(mine.order_by(ImportUpload.id.desc()).offset(MOST_OF_ONE)):
        forget(session, old)
    return upload


def shown_name(text: str) -> str:
    r"""The name of a file as it may be shown: no folders, nothing that does not print.

    >>> shown_name("C:\\fakepath\\../../etc/Kunden\x00 2026.csv"), shown_name("../")
    ('Kunden 2026.csv', '..')
    """
    name = PurePosixPath(text.replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable()).strip()[-LONGEST_NAME:] or "file"


def waiting(upload: ImportUpload) -> Waiting:
    """Where the bytes of *upload* are, and what was noted of them."""
    return Waiting(Path(current_app.config["VAR"]), upload.key)


def upload_of(session: Session, key: str) -> ImportUpload | None:
    """The upload with this key; None where it is missing or somebody else's."""
    return session.scalars(select(ImportUpload).where(ImportUpload.key == key)).one_or_none()


def held(session: Session, ident: int) -> ImportUpload | None:
    """The upload as it stands, and nobody else writes it until the transaction ends."""
    row = select(ImportUpload).where(ImportUpload.id == ident).with_for_update()
    return session.scalars(row.execution_options(populate_existing=True)).one_or_none()


def state_of(session: Session, upload: ImportUpload) -> State:
    """Where *upload* stands; "dropped" by a worker that died, to be begun again."""
    if upload.step == "columns" or upload.error is not None:
        return "columns" if upload.error is None else "failed"
    if upload.step in ("looked", "taken"):
        return "looked" if upload.step == "looked" else "taken"
    if waiting(upload).how_far() is not None:
        return "working"
    if upload.started_at is None:
        return "queued"
    was = upload.begun
    session.refresh(upload)  # it may have ended between our two looks
    is_same = upload.begun == was and upload.step in ("looking", "taking")
    return "dropped" if is_same and upload.error is None else state_of(session, upload)


def may_begin(upload: ImportUpload, step: str) -> bool:
    """A dry run until it is taken in; the import after a dry run of what the columns now mean."""
    if step == "looking":
        return upload.step != "taken"
    return upload.step == "taking" or (upload.step == "looked" and upload.error is None)


def begin(session: Session, ident: int, step: str) -> ImportUpload | None:
    """Note that *step* was asked for; None where there is nothing to begin."""
    upload = held(session, ident)
    if upload is None or not may_begin(upload, step):
        return None
    upload.step, upload.error, upload.started_at = step, None, None
    upload.begun += 1
    session.flush()
    return upload


def start(session: Session, ident: int, begun: int) -> bool:
    """Note that a job has begun; False where this was not asked for, or is asked for anew."""
    upload = held(session, ident)
    if upload is None or upload.begun != begun or upload.step not in ("looking", "taking"):
        return False
    upload.started_at, upload.error = now(), None
    session.flush()
    return True


def choose(session: Session, ident: int, choice: dict[str, Any]) -> None:
    """Keep what a person chose for the file. Refused (Invalid) once it is being taken in."""
    upload = held(session, ident)
    is_going_in = upload is not None and upload.step == "taking" and upload.error is None
    if upload is None or is_going_in or upload.step == "taken":
        raise Invalid("this file is being taken in already")
    for name, value in choice.items():
        setattr(upload, name, value)
    upload.step, upload.error = "columns", None
    session.flush()


def fail(session: Session, ident: int, step: str, words: str) -> None:
    """Note that *step* came to nothing: nothing of the file has been taken in."""
    upload = held(session, ident)
    if upload is not None and upload.step != "taken":
        upload.step, upload.error = step, words
        session.flush()


def forget(session: Session, upload: ImportUpload) -> None:
    """The upload goes, and its bytes; what it brought stays."""
    waiting(upload).forget()
    session.delete(upload)
    session.flush()


def forget_uploads(session: Session, at: datetime) -> None:
    """What came more than a day ago goes; and bytes whose row was never saved."""
    before = at - timedelta(hours=KEPT_H)
    old = select(ImportUpload).where(ImportUpload.created_at < before)
    for upload in session.scalars(old):
        waiting(upload).forget()
    session.execute(delete(ImportUpload).where(ImportUpload.created_at < before))
    there = set(session.scalars(select(ImportUpload.key)))
    for lost in old_ones(Path(current_app.config["VAR"]), before.timestamp()):
        if lost.key not in there:
            lost.forget()
