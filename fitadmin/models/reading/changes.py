"""What has changed since an app last asked."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Text, bindparam, cast, func, select, tuple_

from fitadmin.models.reading.layout import Layout
from fitadmin.models.reading.parts import Render, items_of, labelled, parts_of
from fitadmin.models.scope import Asking, visible_or_in_trash


class Changes:
    """What has changed since a place in time: rows, and those that have gone into the trash.

    Times would miss what is written early and committed late. A change is numbered by its
    transaction instead: a sweep reads the rows behind a number, in the order of their numbers,
    and the next begins behind the last number that was settled when this one began.
    A row can therefore come twice, but none is missed.
    """

    def __init__(self, model: type[Any], names: Sequence[str], kind: Asking, dialect: str) -> None:
        table = model.__table__
        layout = Layout(model, table, names, dialect)
        self.render: Render = layout.renderer()
        self.parts = parts_of(model, layout, kind, dialect)
        self.derived = tuple(layout.derived)
        place = tuple_(table.c.changed_in, table.c.id)
        behind = place > tuple_(bindparam("number", type_=BigInteger), bindparam("after_id"))
        columns = [*layout.columns, table.c.deleted_at, table.c.uid, table.c.changed_in]
        self.statement = (
            select(*labelled(columns))
            .select_from(layout.joined)
            .where(visible_or_in_trash(model, kind, table.c), behind)
            .order_by(table.c.changed_in, table.c.id)
            .limit(bindparam("limit"))
        )
        if dialect == "postgresql":
            open_ = func.pg_snapshot_xmin(func.pg_current_snapshot())
            self._settled = select(cast(cast(open_, Text), BigInteger) - 1)
        else:
            self._settled = select(func.max(table.c.changed_in))

    def settled(self, connection: Connection) -> int:
        """The highest number up to which nothing can be added: the next sweep begins behind it."""
        return int(connection.scalar(self._settled) or 0)

    def rows(self, connection: Connection, number: int, after: int, limit: int) -> Sequence[Any]:
        """At most *limit* rows behind change *number* and, within it, behind id *after*."""
        values = {"number": number, "after_id": after, "limit": limit}
        return connection.execute(self.statement, values).all()

    def items(self, connection: Connection, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """*rows*, none of them in the trash, as dictionaries."""
        return items_of(connection, rows, self.render, self.parts)


@lru_cache(maxsize=256)
def changes_for(model: Any, names: tuple[str, ...], kind: Asking, dialect: str) -> Changes:
    """The sweep over *names* of *model*, made once and kept."""
    return Changes(model, names, kind, dialect)
