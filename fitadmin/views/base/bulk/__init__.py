"""What is done to many rows of a list at once: deleting them, or one change to all of them."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from fitadmin.access import DELETE, WRITE
from fitadmin.views.base.addresses import asked_here
from fitadmin.views.base.bulk.changing import Changing
from fitadmin.views.base.bulk.chosen import MOST_ROWS, BulkAction, Selection
from fitadmin.views.base.bulk.deleting import Deleting

__all__ = ["MOST_ROWS", "Bulk", "BulkAction", "Selection"]


class Bulk(Changing, Deleting):
    """Lists whose rows can be chosen: what can be done to them, by this reader."""

    appbuilder: Any
    class_permission_name: str
    endpoint: str
    exclude_route_methods: set[str] = set()

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        without = set(cls.exclude_route_methods)
        if "delete" in without:
            without.add("bulk_delete")
        if without & {"add", "edit"}:  # what nobody adds, there is one of
            without.add("bulk_edit")
        cls.exclude_route_methods = without

    def bulk_actions(self) -> list[BulkAction]:
        """The buttons for the chosen rows."""
        parent: Any = super()
        actions: list[BulkAction] = parent.bulk_actions()
        if self.bulk_columns and self._may(WRITE, "bulk_edit"):
            actions.append(BulkAction("", _("Change…"), "pencil", self._address("bulk_edit")))
        if self._may(DELETE, "bulk_delete"):
            words = _("The chosen rows go to the trash.")
            if not self.datamodel.has_trash:
                words = _("The chosen rows are deleted for good.")
            address = self._address("bulk_delete")
            actions.append(BulkAction("", _("Delete"), "trash-2", address, words, "btn-danger"))
        return actions

    def selection(self, rows: dict[str, Any]) -> Selection | None:
        """How rows of this list are chosen; None where the reader can do nothing to any."""
        parent: Any = super()
        found: Selection | None = parent.selection(rows)
        if found is None or not rows["changeable"]:
            return None
        count = rows["count"]
        may_be_all = self._is_list() and len(rows["pks"]) < count <= MOST_ROWS
        return found._replace(found=count if may_be_all else None)

    def _may(self, verb: str, method: str) -> bool:
        may = self.appbuilder.sm.has_access
        is_there = method not in self.exclude_route_methods
        return is_there and bool(may(f"can_{verb}", self.class_permission_name))

    def _address(self, method: str) -> str:
        asked: dict[str, Any] = dict(asked_here()) if self._is_list() else {}
        return url_for(f"{self.endpoint}.{method}", **asked)

    def _is_list(self) -> bool:
        """Whether the reader is on this list, and on no tab of another page."""
        return request.endpoint == f"{self.endpoint}.list"
