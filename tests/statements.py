"""How many statements an answer costs: `with counted() as sent: ...; assert len(sent) <= 3`."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from fitadmin.extensions import db

SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK TO")
"""The tests' own: in the gym each of these is a transaction that begins or ends."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile, in order."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        if not statement.startswith(SAVEPOINTS):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
