"""One's own password, and the rule for everybody's; and the way out."""

from typing import Any

from flask import g, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_appbuilder.exceptions import PasswordComplexityValidationError
from flask_appbuilder.fieldwidgets import BS3PasswordFieldWidget
from flask_appbuilder.security.forms import ResetPasswordForm
from flask_appbuilder.security.views import AuthDBView as AppBuilderAuthDBView
from flask_appbuilder.security.views import ResetMyPasswordView as AppBuilderResetMyPasswordView
from flask_babel import lazy_gettext as _
from werkzeug.security import check_password_hash
from wtforms import PasswordField  # type: ignore[import-untyped]
from wtforms.validators import DataRequired, ValidationError  # type: ignore[import-untyped]

from fitadmin.access import identify
from fitadmin.models.scope import Invalid
from fitadmin.services.accounts import refuse_password
from fitadmin.services.base import explain


class OwnPasswordForm(ResetPasswordForm):
    """Whoever finds a browser that is signed in must not take the account over."""

    now_used = PasswordField(
        _("Password until now"), validators=[DataRequired()], widget=BS3PasswordFieldWidget()
    )

    def validate_now_used(self, field: Any) -> None:
        if not check_password_hash(g.user.password, field.data):
            raise ValidationError(_("This is not your password."))


class ResetMyPasswordView(AppBuilderResetMyPasswordView):
    """Flask-AppBuilder's, which asks for the old password."""

    form = OwnPasswordForm
    form_columns = ["now_used", "password", "conf_password"]
    form_title = _("Change my password")
    message = _("Your password has changed; every other sign-in of yours has ended.")


class AuthDBView(AppBuilderAuthDBView):
    """Flask-AppBuilder's, which signs out by a button: a link of a stranger must not."""

    @expose("/logout/", methods=["GET", "POST"])
    def logout(self) -> Any:
        """Signed out, by POST; who comes by a link is asked first."""
        if request.method == "POST" or not identify().is_known:
            return super().logout()
        return self.render_template("accounts/sign_out.html", title=_("Sign out"))


class UserInfoEditView(BaseView):
    """Flask-AppBuilder's address of one's own account, which links may still name."""

    route_base = "/userinfoeditview"

    @expose("/form", methods=["GET"])
    def this_form_get(self) -> Any:
        """To My account."""
        return redirect(url_for("OwnAccountView.own"))


SAFE_SECURITY: dict[str, Any] = {
    "authdbview": AuthDBView,
    "resetmypasswordview": ResetMyPasswordView,
    "userinfoeditview": UserInfoEditView,
}
"""What Flask-AppBuilder's security manager registers in place of its own."""


def check_password(password: str) -> None:
    """The rule of services/accounts.py, in the form in which Flask-AppBuilder's forms ask it."""
    try:
        refuse_password(password)
    except Invalid as refused:
        raise PasswordComplexityValidationError(explain(refused).message) from None
