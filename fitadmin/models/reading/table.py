"""Flask-AppBuilder's access to a table, for pages and for what programs write.

Related rows are loaded by key in one more statement each, never by join: the guard then
knows that a visible row refers to them, and history reads on.
"""

from typing import Any

from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy.orm import Query

from fitadmin.models.columns import now
from fitadmin.models.reading.counts import counted_by
from fitadmin.models.reading.filters import DomainFilters
from fitadmin.models.reading.ids import is_id
from fitadmin.models.reading.pickers import with_names
from fitadmin.models.scope import find, refuse_stranger


class DomainTable(SQLAInterface):
    """Flask-AppBuilder's access to one table, made safe under the guard.

    *shown* are the relations that a list page shows, so that they are not loaded row by row.
    """

    filter_converter_class = DomainFilters
    shown: tuple[str, ...] = ()

    def exists_col_to_many(self, select_columns: list[str]) -> bool:
        """Never join: see the module."""
        return False

    def apply_inner_select_joins(
        self, query: Query[Any], select_columns: list[str] | None = None, *_: Any, **__: Any
    ) -> Query[Any]:
        """Load what the columns need, with what the related rows need for their names."""
        roots = dict.fromkeys(c.partition(".")[0] for c in (select_columns or self.shown))
        for root in roots:
            if self.is_relation(root):
                query = query.options(*with_names(self.obj, root))
        return query

    def query_count(
        self, query: Query[Any], filters: Any = None, select_columns: list[str] | None = None
    ) -> int:
        """How many rows *filters* find; nobody has to put them in order for that."""
        return counted_by(self._apply_inner_all(query, filters, aliases_mapping={}))

    def get(self, id: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: A002  FAB's name
        """The row, or None where it is missing, out of sight, or the id cannot be one."""
        if not is_id(id):
            return None
        if not args and not kwargs:
            return find(self.session, self.obj, int(id))
        return super().get(int(id), *args, **kwargs)

    def get_related_obj(self, col_name: str, value: Any) -> Any:
        """The row a form's picker names, asked of the database and so of the guard."""
        if not is_id(value):
            return None
        return find(self.session, self.get_related_model(col_name), int(value))

    def add(self, item: Any, commit: bool = True) -> None:
        self.session.add(item)
        self._finish(commit)

    def edit(self, item: Any, commit: bool = True) -> None:
        if not self.touch(item):
            refuse_stranger(self.session, item)
        self._finish(commit)

    def touch(self, item: Any) -> bool:
        """Whether *item* has been changed; if so, it says when."""
        is_changed: bool = self.session.is_modified(item)
        if is_changed and hasattr(item, "updated_at"):
            item.updated_at = now()  # or a change of what it refers to many of has no version
        return is_changed

    def delete(self, item: Any, commit: bool = True) -> None:
        """Into the trash, where the table has one."""
        self.remove(item)
        self._finish(commit)

    def delete_all(self, items: list[Any]) -> None:
        for item in items:
            self.remove(item)
        self._finish(commit=True)

    def remove(self, item: Any) -> None:
        """As `delete`, with the next flush."""
        if self.has_trash:
            item.deleted_at = now()
        else:
            self.session.delete(item)

    @property
    def has_trash(self) -> bool:
        """Whether what is deleted can come back."""
        return hasattr(self.obj, "deleted_at")

    def _finish(self, commit: bool) -> None:
        """Commit; whatever refuses is the caller's to explain, with the session clean."""
        try:
            self.session.flush()
            if commit:
                self.session.commit()
        except BaseException:
            self.session.rollback()
            raise
