"""What is special to each kind of row that is taken in; services fill it in."""

from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.bulk import insert_rows
from fitadmin.models.scope import with_trash
from fitadmin.services.gym.rows import Incoming, Source, fitted


class Intake:
    """Foods, exercises or clients on their way in from one source."""

    kind: ClassVar[str]
    model: ClassVar[type[Any]]
    parts: ClassVar[dict[str, type[Any]]] = {}
    """Parts that hold more than ids, by their table."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.made: list[tuple[type[Any], int]] = []
        """Rows that had to be made on the way: muscles, equipment."""

    def known(self, session: Session, rows: list[Incoming]) -> dict[str, int]:
        """The ids of the rows that are there already, by key; those in the trash too."""
        model = self.model
        found = session.execute(
            with_trash(
                select(model.source_id, model.id)
                .where(model.source == self.source.name, model.source_id.is_not(None))
                .order_by(model.deleted_at.is_(None), model.id)
            )
        )
        return {key: ident for key, ident in found}  # noqa: C416  a row is no pair for mypy

    def prepare(self, session: Session, rows: list[Incoming]) -> None:
        """Replace names by ids, before anything is compared."""

    def fit(self, row: Incoming) -> None:
        """Make values and parts what the tables hold; Misfit where they cannot."""
        row.values = fitted(self.model, row.values)
        for part, model in self.parts.items():
            if part in row.parts:
                row.parts[part] = _once([fitted(model, each) for each in row.parts[part]])

    def complete(self, session: Session, new: list[dict[str, Any]]) -> None:
        """Fill in what rows to be created need beside what the file says."""

    def name(self, row: Incoming) -> str:
        """How the row is called in its verdict."""
        return str(row.values.get("name") or "").strip()

    def sourced(self, row: Incoming) -> None:
        """Note on the row where it comes from, and on what terms."""
        row.values |= {"source": self.source.name, "source_id": row.key}
        for name in ("licence", "attribution"):
            row.values.setdefault(name, getattr(self.source, name))

    def ids_named(
        self, session: Session, model: type[Any], wanted: Iterable[tuple[str, dict[str, Any]]]
    ) -> dict[str, int]:
        """The ids of the rows of *model* by name; missing ones are made with the columns given."""
        ids = {name: ident for name, ident in session.execute(select(model.name, model.id))}  # noqa: C416
        new = [{"name": name, **more} for name, more in dict(wanted).items() if name not in ids]
        made = insert_rows(session, model, new)
        self.made += [(model, ident) for ident in made]
        return ids | {row["name"]: ident for row, ident in zip(new, made, strict=True)}


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(row.items()): row for row in rows}.values())
