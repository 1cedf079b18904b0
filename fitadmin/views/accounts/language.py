"""Choosing the language of the pages."""

from typing import Any

from flask import abort, g, redirect, request
from flask import session as cookie
from flask_appbuilder import expose
from flask_appbuilder.babel.views import LocaleView as AppBuilderLocaleView
from flask_appbuilder.utils.base import get_safe_redirect
from flask_babel import refresh

from fitadmin.access import CHOSEN, forget_everybody, identify, is_spoken
from fitadmin.services.accounts import change_own


class LocaleView(AppBuilderLocaleView):
    """At Flask-AppBuilder's address, but by POST: its link writes by GET."""

    @expose("/<string:locale>", methods=["POST"])
    def index(self, locale: str) -> Any:
        """Keep the language with the account, a stranger's in the cookie; back to *next*."""
        if not is_spoken(locale):
            abort(404)
        cookie[CHOSEN] = locale
        if identify().is_known:
            session = self.appbuilder.session
            change_own(session, g.user, locale=locale)
            session.commit()
            forget_everybody()
        refresh()
        back = request.form.get("next") or request.referrer or "/"
        return redirect(get_safe_redirect(back))
