"""One thing done to many rows: to all that let it, and why not to the others."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from fitadmin.services.base import REFUSALS, explain


def do_to_each(
    session: Session, rows: Sequence[Any], work: Callable[[Any], None], most: int
) -> dict[int, str]:
    """Do *work* to every row; by id the reasons of those that refuse, which stay as they were.

    All at once where nobody refuses; otherwise halves are tried, and halves of halves. After *most*
    refusals the rest is left alone, and nobody knows of it: for who then takes all of it back.
    """
    if not rows or most <= 0:
        return {}
    ids = [row.id for row in rows]
    try:
        with session.begin_nested(), session.no_autoflush:
            for row in rows:
                work(row)
            session.flush()
    except REFUSALS as error:
        if len(rows) == 1:
            return {ids[0]: explain(error).message}
    else:
        return {}
    half = len(rows) // 2
    refused = do_to_each(session, rows[:half], work, most)
    return refused | do_to_each(session, rows[half:], work, most - len(refused))
