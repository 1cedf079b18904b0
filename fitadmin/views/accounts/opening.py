"""Pages where a manager opens an account for a client or a trainer."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_appbuilder.fieldwidgets import BS3PasswordFieldWidget, BS3TextFieldWidget
from flask_appbuilder.validators import PasswordComplexityValidator
from flask_appbuilder.widgets import FormWidget
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField  # type: ignore[import-untyped]
from wtforms.validators import (  # type: ignore[import-untyped]
    DataRequired,
    EqualTo,
    Length,
)

from fitadmin.access import OPEN_ACCOUNT, current_viewer
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.reading import DomainTable
from fitadmin.services.accounts import open_account
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.accounts.checks import is_address, is_user_name
from fitadmin.views.columns.carried import Once

FIELDS = ["username", "email", "password", "again"]


class AccountForm(FlaskForm):
    form_key = Once()
    username = StringField(
        _("User name"),
        validators=[DataRequired(), Length(max=64), is_user_name],
        filters=[lambda text: text and text.strip()],
        widget=BS3TextFieldWidget(),
    )
    email = StringField(
        _("E-mail"),
        validators=[
            DataRequired(),
            Length(max=320),
            is_address,
        ],
        filters=[lambda text: text and text.strip()],
        widget=BS3TextFieldWidget(),
    )
    password = PasswordField(
        _("Password"),
        description=_("From 8 to 128 characters."),
        validators=[DataRequired(), PasswordComplexityValidator()],
        widget=BS3PasswordFieldWidget(),
    )
    again = PasswordField(
        _("Password again"),
        validators=[EqualTo("password", message=_("The two passwords differ."))],
        widget=BS3PasswordFieldWidget(),
    )


class AccountView(BaseView):
    """One page per kind of person; only who sees all of the gym opens accounts."""

    base_permissions = [f"can_{OPEN_ACCOUNT}"]
    default_view = "open"
    table: DomainTable
    profile_page: str

    @expose("/<pk>", methods=["GET", "POST"])
    @has_access
    @permission_name(OPEN_ACCOUNT)
    def open(self, pk: str) -> Any:
        """The form; a profile out of sight is a 404, a second account is refused."""
        if not current_viewer().kind.sees_all:
            abort(403)
        profile = self.table.get(pk) or abort(404)
        back = redirect(url_for(f"{self.profile_page}.show", pk=profile.id))
        if profile.user_id is not None:
            flash(_("This person has an account already."), "warning")
            return back
        form = AccountForm(email=getattr(profile, "email", None))
        if request.method == "POST" and form.validate() and self._opened(profile, form):
            return back
        widget = FormWidget(form=form, include_cols=FIELDS, exclude_cols=[], fieldsets=[])
        return self.render_template(
            "appbuilder/general/model/add.html",
            title=_("Open an account for %(name)s", name=str(profile)),
            widgets={"add": widget},
        )

    def _opened(self, profile: Any, form: AccountForm) -> bool:
        """Whether the account is there now; if not, the form says why."""
        session = self.table.session
        values = [form[name].data for name in ("username", "password", "email")]
        try:
            account = open_account(session, self.appbuilder.sm, profile, *values)
            session.commit()
        except REFUSALS as error:
            session.rollback()
            refusal = explain(error)
            for name, words in refusal.errors.items():
                form[name].errors = [*form[name].errors, *words]
            flash(refusal.message, "danger")
            return False
        flash(_("%(name)s can sign in.", name=account.username), "success")
        return True


class ClientAccountView(AccountView):
    route_base = "/accounts/client"
    class_permission_name = "ClientProfile"
    table = DomainTable(ClientProfile)
    profile_page = "ClientProfileView"


class TrainerAccountView(AccountView):
    route_base = "/accounts/trainer"
    class_permission_name = "TrainerProfile"
    table = DomainTable(TrainerProfile)
    profile_page = "TrainerProfileView"
