"""To-many relations of the rows of a page: one more statement for each."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlalchemy.orm.interfaces import MANYTOMANY

from fitadmin.models.reading.layout import Layout
from fitadmin.models.scope import Asking, visible

Render = Callable[[Sequence[Any]], dict[str, Any]]


def labelled(columns: Sequence[Any]) -> list[Any]:
    """*columns* under names of their own, for two tables may call theirs the same."""
    return [column.label(f"c{number}") for number, column in enumerate(columns)]


class Part:
    """The rows of a to-many relation of all rows of a page, those in sight."""

    def __init__(
        self, model: type[Any], relation: str, leaves: list[str], kind: Asking, dialect: str
    ) -> None:
        link = model.__mapper__.relationships[relation]
        target = link.mapper.class_
        table = target.__table__
        layout = Layout(target, table, leaves, dialect)
        _local, remote = link.local_remote_pairs[0]
        self.relation = relation
        self.render = layout.renderer()
        joined: Any = layout.joined
        owner: Any = None if link.secondary is not None else table.c[remote.key]
        if link.direction is MANYTOMANY:
            owner = link.secondary.c[remote.key]
            far = link.local_remote_pairs[1][1]
            joined = joined.join(link.secondary, link.secondary.c[far.key] == table.c.id)
        ids: BindParameter[Any] = bindparam("ids", expanding=True)
        order = [*(table.c[column.key] for column in link.order_by or ()), table.c.id]
        self.statement = (
            select(*labelled([*layout.columns, owner]))
            .select_from(joined)
            .where(owner.in_(ids), visible(target, kind, table.c))
            .order_by(*order)
        )

    def add(self, connection: Connection, ids: list[int], items: list[dict[str, Any]]) -> None:
        found: dict[int, list[dict[str, Any]]] = {ident: [] for ident in ids}
        if ids:
            for row in connection.execute(self.statement, {"ids": ids}):
                found[row[-1]].append(self.render(row))
        for ident, item in zip(ids, items, strict=True):
            item[self.relation] = found[ident]


def items_of(
    connection: Connection, rows: Sequence[Any], render: Render, parts: list[Part]
) -> list[dict[str, Any]]:
    """*rows* as dictionaries, with their parts: one more statement per to-many relation."""
    items = [render(row) for row in rows]
    for part in parts:
        part.add(connection, [row[0] for row in rows], items)
    return items


def parts_of(model: type[Any], layout: Layout, kind: Asking, dialect: str) -> list[Part]:
    """The to-many relations of *layout*."""
    return [Part(model, name, leaves, kind, dialect) for name, leaves in layout.to_many.items()]
