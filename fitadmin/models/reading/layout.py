"""Which columns a statement selects for a shape, and how its rows become what JSON is made of.

A row is: id, version, one's own columns, then per relation its id, its version and its columns,
then what properties are worked out from, and last the column that orders the page.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import FromClause, Numeric, Text, cast, literal
from sqlalchemy.orm.interfaces import MANYTOONE

from fitadmin.models.columns import computed

Build = Callable[[dict[str, Any], Sequence[Any]], None]


class Layout:
    """The columns of one shape of *model* on its table, or on an alias of it."""

    def __init__(self, model: type[Any], table: FromClause, names: Sequence[str], dialect: str):
        self.model, self.table, self.dialect = model, table, dialect
        has_version = "version" in table.c
        self.columns: list[Any] = [table.c.id, table.c.version if has_version else literal(None)]
        self.versions = [0, 1]
        self.is_versioned = has_version
        self.joined: FromClause = table
        self.to_many: dict[str, list[str]] = defaultdict(list)
        self.derived: list[str] = []
        self._own: list[str] = []
        self._builds: list[Build] = []
        self._place(names)

    def _place(self, names: Sequence[str]) -> None:
        to_one: dict[str, list[str]] = defaultdict(list)
        worked_out: list[str] = []
        for name in names:
            relation, _, leaf = name.partition(".")
            link = self.model.__mapper__.relationships.get(relation)
            if link is not None:
                (to_one if link.direction is MANYTOONE else self.to_many)[relation].append(leaf)
            elif name in self.table.c:
                self._own.append(name)
                self.columns.append(self._shown(self.table.c[name]))
            elif isinstance(getattr(self.model, name, None), computed):
                worked_out.append(name)
            else:
                self.derived.append(name)
        for relation, leaves in to_one.items():
            self._join(relation, leaves)
        for name in worked_out:
            self._work_out(name)

    def _shown(self, column: Any) -> Any:
        """Exact numbers leave PostgreSQL as the text that they become in JSON."""
        if isinstance(column.type, Numeric) and self.dialect == "postgresql":
            return cast(column, Text)
        return column

    def _join(self, relation: str, leaves: list[str]) -> None:
        """A row that a visible one refers to is shown, whatever has become of it."""
        link = self.model.__mapper__.relationships[relation]
        target = link.mapper.class_.__table__.alias(relation)
        local, remote = link.local_remote_pairs[0]
        on = target.c[remote.key] == self.table.c[local.key]
        self.joined = self.joined.join(target, on, isouter=local.nullable)
        at = len(self.columns)
        version = target.c.version if "version" in target.c else literal(None)
        self.columns += [target.c.id, version, *(self._shown(target.c[leaf]) for leaf in leaves)]
        self.versions += [at, at + 1]
        self.is_versioned &= "version" in target.c
        plain = [self._finish(target.c[leaf]) for leaf in leaves]
        end = len(self.columns)

        def build(item: dict[str, Any], row: Sequence[Any]) -> None:
            item[relation] = None if row[at] is None else _named(leaves, row[at + 2 : end], plain)

        self._builds.append(build)

    def _work_out(self, name: str) -> None:
        prop: computed = getattr(self.model, name)
        work_out: Callable[[Any], Any] = prop.fget  # type: ignore[assignment]
        at = len(self.columns)
        self.columns += [self.table.c[need] for need in prop.needs]
        end = len(self.columns)

        def build(item: dict[str, Any], row: Sequence[Any]) -> None:
            needed = SimpleNamespace(**dict(zip(prop.needs, row[at:end], strict=True)))
            item[name] = work_out(needed)

        self._builds.append(build)

    def _finish(self, column: Any) -> Callable[[Any], Any] | None:
        """What SQLite's exact numbers still need."""
        if isinstance(column.type, Numeric) and self.dialect != "postgresql":
            return lambda value: None if value is None else f"{value:f}"
        return None

    def renderer(self) -> Callable[[Sequence[Any]], dict[str, Any]]:
        """A function from a row to the dictionary that becomes its JSON."""
        own, builds, end = tuple(self._own), tuple(self._builds), 2 + len(self._own)
        finish = [self._finish(self.table.c[name]) for name in own]

        def render(row: Sequence[Any]) -> dict[str, Any]:
            item = _named(own, row[2:end], finish)
            for build in builds:
                build(item, row)
            return item

        return render


def _named(
    names: Sequence[str], values: Sequence[Any], finish: Sequence[Callable[[Any], Any] | None]
) -> dict[str, Any]:
    if not any(finish):
        return dict(zip(names, values, strict=True))
    return {
        name: value if end is None else end(value)
        for name, value, end in zip(names, values, finish, strict=True)
    }


def column_of(model: type[Any], name: str) -> Any:
    """The column of *model* with this name, or None."""
    return model.__table__.c.get(name)
