"""Ctrl-K: records and actions by words, as far as the reader's rights go."""

from itertools import chain

from flask import Response, abort, jsonify, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import ngettext

from fitadmin.access import identify
from fitadmin.views.home.actions import found_actions, usual_actions
from fitadmin.views.home.records import Found, found_records, readable_kinds, recent_records

LONGEST_TEXT = 200


class FindView(BaseView):
    """What frontend/js/palette.js asks while one types. Nothing of it needs a right of its own:
    kinds, rows and actions are only those that the reader has anyway.
    """

    route_base = "/find"
    default_view = "find"

    @expose("")
    def find(self) -> Response:
        """Groups of what `q` finds, the likeliest first; without words what was opened lately
        (`recent`), and what is done most often. 401 for strangers, 400 for too long a question.
        """
        if not identify().is_known:
            abort(401, _("Please sign in."))
        text = request.args.get("q", "")
        if len(text) > LONGEST_TEXT:
            abort(400, _("The question is too long."))
        session = self.appbuilder.session
        if text.strip():
            found = chain(found_actions(text), found_records(session, text))
        else:
            found = chain(recent_records(session, request.args.get("recent", "")), usual_actions())
        groups = sorted(found, key=lambda group: group["rank"])
        count = sum(len(group["rows"]) for group in groups)
        return jsonify(groups=groups, told=_told(groups, count), hint="" if count else _hint())


def _told(groups: list[Found], count: int) -> str:
    if not count:
        return _("Nothing was found")
    if any(group["more"] for group in groups):
        return _("The first %(count)s, and more", count=count)
    return ngettext("%(count)s found", "%(count)s found", count, count=count)


def _hint() -> str:
    kinds = ", ".join(str(page.list_title) for _kind, page in readable_kinds())
    return _("You can look for: %(kinds)s, and for all that the menu leads to.", kinds=kinds)
