"""What one has deleted comes back at one press, for some minutes.

The address names the request that deleted; the audit log says whose it was, and which rows.
"""

from typing import Any

from flask import redirect, url_for
from flask import session as cookie
from flask_appbuilder import expose, has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from fitadmin.models.columns import now
from fitadmin.models.history import asked_in
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym.trash import undo_deletion
from fitadmin.views.base.telling import say
from fitadmin.views.columns.carried import came_from

LAST = "undo"
"""In the session: where what was deleted last comes back."""


class Undoing:
    """Pages whose rows can come back: to whoever has deleted them, and may."""

    datamodel: Any
    endpoint: str
    exclude_route_methods: set[str] = set()

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        table = getattr(cls, "datamodel", None)
        if "delete" in cls.exclude_route_methods or not getattr(table, "has_trash", True):
            cls.exclude_route_methods = {*cls.exclude_route_methods, "undo"}

    @expose("/undo/<deletion>", methods=["POST"])
    @has_access
    def undo(self, deletion: str) -> Any:
        """Take back what the reader has deleted in that request: all of it, or nothing."""
        session = self.datamodel.session
        try:
            rows = undo_deletion(session, self.datamodel.obj, deletion, now())
            session.commit()
        except REFUSALS as error:
            session.rollback()
            say(explain(error).message, "danger")
        else:
            self._tell_of(len(rows))
        return redirect(came_from() or url_for(".list"))

    def _tell_of(self, count: int) -> None:
        if count:
            say(
                ngettext("%(num)s row was taken back.", "%(num)s rows were taken back.", count),
                "success",
            )
        else:
            say(_("There is nothing left to undo."), "warning")

    def offer_undo(self, deletion: str | None = None) -> None:
        """Let the next page offer to undo this request, or that earlier one."""
        deletion = deletion or asked_in()
        if deletion and self.datamodel.has_trash:
            cookie[LAST] = url_for(f"{self.endpoint}.undo", deletion=deletion)


def undo_of_last() -> dict[str, str] | None:
    """Label and address of what undoes the last deletion, by POST; told once, as messages are."""
    address = cookie.pop(LAST, None)
    return {"label": _("Undo"), "address": address} if address else None
