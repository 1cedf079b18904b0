"""Many rows into the trash at once; those that cannot be deleted stay, and are told."""

from typing import Any

from flask import redirect, url_for
from flask_appbuilder import expose, has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from fitadmin.models.columns import now
from fitadmin.models.reading import changeable, chosen
from fitadmin.models.scope import Invalid
from fitadmin.models.trash import thrown_away_by_viewer
from fitadmin.services.gym.many import do_to_each
from fitadmin.services.gym.trash import UNDO_TIME
from fitadmin.views.base.bulk.chosen import chosen_ids
from fitadmin.views.base.telling import say
from fitadmin.views.columns.carried import came_from

MOST_NAMED, LONGEST_NAME = 3, 60
"""Of rows in a message, which must fit into a cookie."""


class Deleting:
    """Lists whose rows can be deleted many at a time."""

    datamodel: Any

    @expose("/bulk_delete", methods=["POST"])
    @has_access
    def bulk_delete(self) -> Any:
        """Delete the chosen rows that are in sight and let it; the reader is told of the others."""
        page: Any = self
        back = redirect(came_from() or url_for(".list"))
        try:
            ids = chosen_ids(self)
        except Invalid as refused:
            say(refused, "danger")
            return back
        session, model = self.datamodel.session, self.datamodel.obj
        rows = chosen(session, model, ids)
        if not rows:
            self._tell_again(ids)
            return back
        names = {row.id: str(row) for row in rows}
        mine = changeable(session, model, names)
        kept = {ident: _("not yours to delete") for ident in names if ident not in mine}
        own = [row for row in rows if row.id in mine]
        kept |= do_to_each(session, own, self.datamodel.remove, len(own))
        session.commit()
        if len(kept) < len(rows):
            page.offer_undo()
        self._tell_deleted(len(ids) - len(rows), names, kept)
        return back

    def _tell_again(self, ids: list[int]) -> None:
        """None of the rows is there: a second tap on the same button undoes what the first did."""
        page: Any = self
        lately = {}
        if self.datamodel.has_trash:
            since = now() - UNDO_TIME
            lately = thrown_away_by_viewer(self.datamodel.session, self.datamodel.obj, since)
        requests = {lately.get(ident) for ident in ids}
        if len(requests) == 1 and (deletion := requests.pop()) is not None:
            page.offer_undo(deletion)
            say(self._deleted(len(ids)), "success")
        else:
            say(_("None of the chosen rows is there any more."), "danger")

    def _tell_deleted(self, gone: int, names: dict[int, str], kept: dict[int, str]) -> None:
        words = []
        if count := len(names) - len(kept):
            words.append(self._deleted(count))
        if kept:
            rows = why(names, kept)
            words.append(
                ngettext(
                    "%(num)s was kept: %(rows)s.", "%(num)s were kept: %(rows)s.",
                    len(kept), rows=rows,
                )
            )  # fmt: skip
        if gone:
            words.append(
                ngettext(
                    "%(num)s is no longer there.", "%(num)s are no longer there.", gone
                )
            )  # fmt: skip
        say(" ".join(words), "success" if count else "danger")

    def _deleted(self, count: int) -> str:
        if self.datamodel.has_trash:
            return str(
                ngettext(
                    "%(num)s row was moved to the trash.",
                    "%(num)s rows were moved to the trash.",
                    count,
                )
            )
        return str(ngettext("%(num)s row was deleted.", "%(num)s rows were deleted.", count))


def why(names: dict[int, str], refused: dict[int, str]) -> str:
    """Some of the rows that refused, by name, each reason once."""
    by_reason: dict[str, list[str]] = {}
    for ident, reason in refused.items():
        by_reason.setdefault(reason, []).append(names[ident][:LONGEST_NAME])
    return "; ".join(
        f"{_named(each)} ({reason})" for reason, each in list(by_reason.items())[:MOST_NAMED]
    )


def _named(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    said = ", ".join(names[:MOST_NAMED])
    return _("%(names)s and %(count)s more", names=said, count=rest) if rest > 0 else said
