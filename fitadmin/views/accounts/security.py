"""Flask-AppBuilder's own pages about accounts and roles, made safe."""

import sys
from typing import Any

from flask import g, redirect, url_for
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.exceptions import PasswordComplexityValidationError
from flask_appbuilder.fieldwidgets import BS3PasswordFieldWidget
from flask_appbuilder.security.forms import ResetPasswordForm
from flask_appbuilder.security.views import (
    PermissionModelView,
    PermissionViewModelView,
    RoleModelView,
    UserDBModelView,
    UserGroupModelView,
    ViewMenuModelView,
)
from flask_appbuilder.security.views import ResetMyPasswordView as AppBuilderResetMyPasswordView
from flask_babel import lazy_gettext as _
from werkzeug.security import check_password_hash
from wtforms import PasswordField  # type: ignore[import-untyped]
from wtforms.validators import DataRequired, ValidationError  # type: ignore[import-untyped]

from fitadmin.models.reading import DomainTable, HoldsWords, Words
from fitadmin.models.scope import Invalid
from fitadmin.models.searching import NAMES
from fitadmin.services.accounts import refuse_password
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.base import SafeActions
from fitadmin.views.base.asked import asked_words
from fitadmin.views.base.chips import without_filters

SECURITY = {
    "groupmodelview": UserGroupModelView,
    "rolemodelview": RoleModelView,
    "permissionmodelview": PermissionModelView,
    "viewmenumodelview": ViewMenuModelView,
    "permissionviewmodelview": PermissionViewModelView,
}
"""For admins."""


class AccountTable(DomainTable):
    """Refuses in words: Flask-AppBuilder's pages show whatever text an error has, SQL too."""

    def _finish(self, commit: bool) -> None:
        try:
            super()._finish(commit)
        except REFUSALS as error:
            raise Invalid(explain(error).message) from error


class SafeAccounts(SafeActions):
    """Flask-AppBuilder's page about one of its own tables, with safe access to it."""

    def __init__(self, **kwargs: Any) -> None:
        self.datamodel = AccountTable(self.datamodel.obj)
        self.datamodel.shown = tuple(getattr(self, "list_columns", None) or ())
        super().__init__(**kwargs)

    def _get_list_widget(self, filters: Any, **asked: Any) -> Any:
        """The rows in which the words of the address stand (`?q=`)."""
        page: Any = super()
        columns = (*self.list_columns, *NAMES)  # type: ignore[attr-defined]
        if self._is_named() and (words := asked_words()):
            filters = filters.copy()
            filters.add_filter("id", HoldsWords, Words(words, columns, is_first=False))
        return page._get_list_widget(filters, **asked)

    def _get_search_widget(self, **more: Any) -> Any:
        """With the words, where the rows have names."""
        page: Any = super()
        widgets = page._get_search_widget(**more)
        if self._is_named():
            told = {"q": asked_words(), "clear_url": without_filters()}
            widgets["search"].template_args |= told
        return widgets

    def _is_named(self) -> bool:
        return any(name in self.datamodel.list_columns for name in NAMES)

    @property
    def database_error_message(self) -> str:
        """What Flask-AppBuilder says when a change was refused: the reason."""
        return str(sys.exception() or "")


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


class SafeUsers(SafeAccounts, UserDBModelView):
    """The accounts of everybody, for admins; one's own is on a page of ours."""

    @expose("/userinfo/")
    @has_access
    def userinfo(self) -> Any:
        """To My account."""
        return redirect(url_for("OwnAccountView.own"))


class UserInfoEditView(BaseView):
    """Flask-AppBuilder's address of one's own account, which links may still name."""

    route_base = "/userinfoeditview"

    @expose("/form", methods=["GET"])
    def this_form_get(self) -> Any:
        """To My account."""
        return redirect(url_for("OwnAccountView.own"))


SAFE_SECURITY = {name: type(v.__name__, (SafeAccounts, v), {}) for name, v in SECURITY.items()}
SAFE_SECURITY |= {
    "userdbmodelview": type(UserDBModelView.__name__, (SafeUsers,), {}),
    "resetmypasswordview": ResetMyPasswordView,
    "userinfoeditview": UserInfoEditView,
}


def check_password(password: str) -> None:
    """The rule of services/accounts.py, in the form in which Flask-AppBuilder's forms ask it."""
    try:
        refuse_password(password)
    except Invalid as refused:
        raise PasswordComplexityValidationError(explain(refused).message) from None
