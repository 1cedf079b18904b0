"""My account: what a person decides about themselves. Everybody who is signed in has this page."""

from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_login import logout_user

from fitadmin.access import forget_everybody, identify
from fitadmin.services.accounts import change_own, sign_out_everywhere
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.accounts.own_form import GROUPS, OwnAccountForm

MAY_CHANGE_PASSWORD = ("can_this_form_get", "ResetMyPasswordView")


class OwnAccountView(BaseView):
    """No role opens or closes it: an account is its person's."""

    route_base = "/account"
    default_view = "own"

    @expose("/", methods=["GET", "POST"])
    def own(self) -> Any:
        """The form; strangers are asked to sign in."""
        if not identify().is_known:
            return self._sign_in()
        form = OwnAccountForm(obj=g.user)
        if form.validate_on_submit() and self._saved(form):
            return redirect(url_for(".own"))
        return self.render_template(
            "accounts/own.html",
            title=gettext("My account"),
            form=form,
            groups=GROUPS,
            may_change_password=self.appbuilder.sm.has_access(*MAY_CHANGE_PASSWORD),
        )

    @expose("/sign-out", methods=["POST"])
    def sign_out(self) -> Any:
        """End every session and token of this person, then ask them to sign in."""
        if identify().is_known:
            session = self.appbuilder.session
            sign_out_everywhere(session, g.user)
            session.commit()
            logout_user()
            forget_everybody()
            flash(gettext("You are signed out everywhere."), "info")
        return self._sign_in()

    def _saved(self, form: OwnAccountForm) -> bool:
        """Whether it is saved; if not, the form says why."""
        session = self.appbuilder.session
        try:
            change_own(session, g.user, **form.own())
            session.commit()
        except REFUSALS as error:
            session.rollback()
            refusal = explain(error)
            for name, words in refusal.errors.items():
                form[name].errors = [*form[name].errors, *words]
            flash(refusal.message, "danger")
            return False
        forget_everybody()
        flash(gettext("Saved."), "success")
        return True

    def _sign_in(self) -> Any:
        sign_in = f"{type(self.appbuilder.sm.auth_view).__name__}.login"
        back = request.path if request.method == "GET" else None
        return redirect(url_for(sign_in, next=back))
