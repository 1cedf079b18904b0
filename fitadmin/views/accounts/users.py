"""Pages about accounts: who may sign in, as what, and until when. For admins, and one's own."""

from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_appbuilder import expose, has_access, permission_name
from flask_appbuilder.actions import action
from flask_appbuilder.validators import PasswordComplexityValidator
from flask_appbuilder.widgets import FormWidget
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash
from wtforms import PasswordField  # type: ignore[import-untyped]
from wtforms.validators import DataRequired, EqualTo, ValidationError  # type: ignore[import-untyped]

from fitadmin.access import VIEW_METHODS, WRITE
from fitadmin.extensions import appbuilder
from fitadmin.models.accounts import User
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.reading import DomainTable
from fitadmin.services.accounts import end_sessions, give_password, refuse_taken
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.accounts.checks import is_address, is_user_name
from fitadmin.views.base import DomainView

ACTS = ("new_password", "end_sessions", "deactivate", "activate")
PROFILES: tuple[tuple[Any, str, Any], ...] = (
    (ClientProfile, "ClientProfileView.show", _("Client %(name)s")),
    (TrainerProfile, "TrainerProfileView.show", _("Trainer %(name)s")),
)
"""Who may have an account, and their page."""


class Password(PasswordField):
    """A new password; the row keeps its hash."""

    def populate_obj(self, obj: Any, name: str) -> None:
        """Never as it was typed."""
        setattr(obj, name, generate_password_hash(self.data))


class Again(PasswordField):
    """The same once more, of which nothing is kept."""

    def populate_obj(self, obj: Any, name: str) -> None:
        """No column."""


def password_fields() -> dict[str, Any]:
    """What forms ask for that set a password."""
    return {
        "password": Password(
            _("Password"),
            description=_("From 8 to 128 characters."),
            validators=[DataRequired(), PasswordComplexityValidator()],
        ),
        "again": Again(
            _("Password again"),
            validators=[EqualTo("password", message=_("The two passwords differ."))],
        ),
    }


class NewPasswordForm(FlaskForm):
    """An admin gives an account a new password, and shows to be the admin."""

    password = password_fields()["password"]
    again = password_fields()["again"]
    own = PasswordField(_("Your own password"), validators=[DataRequired()])

    def validate_own(self, field: Any) -> None:
        if not check_password_hash(g.user.password, field.data):
            raise ValidationError(_("This is not your password."))


class AccountPages(DomainView):
    """Pages about what belongs to nobody: whoever may open them sees and changes every row."""

    delete_row_message = _("Deleted.")
    exclude_route_methods = {"bulk_edit", "bulk_delete"}

    def theirs(self, pks: list[int]) -> dict[str, Any]:
        """Every row, and more of them."""
        return {"may_add": True, "changeable": set(pks)}


class Accounts(DomainTable):
    """The table of accounts; a name or address that somebody has is refused, whatever its case."""

    def add(self, item: Any, commit: bool = True) -> None:
        self._refuse_taken(item)
        super().add(item, commit)

    def edit(self, item: Any, commit: bool = True) -> None:
        self._refuse_taken(item)
        super().edit(item, commit)

    def _refuse_taken(self, item: Any) -> None:
        with self.session.no_autoflush:
            refuse_taken(self.session, item.username, item.email, item.id)


def belongs_to(user_id: int) -> Any:
    """The people whose account this is, each a link to their profile."""
    session = appbuilder.session
    links = [
        Markup('<a href="{}">{}</a>').format(url_for(page, pk=each.id), label % {"name": each})
        for model, page, label in PROFILES
        for each in session.scalars(select(model).where(model.user_id == user_id))
    ]
    return Markup(", ").join(links) if links else _("No client and no trainer")


def state(is_active: bool | None) -> Any:
    """What an account can do."""
    return _("Can sign in") if is_active else _("Deactivated")


class UserView(AccountPages):
    datamodel = Accounts(User)
    route_base = "/users"
    method_permission_name = {**VIEW_METHODS, **dict.fromkeys((*ACTS, "password"), WRITE)}
    base_permissions = [*DomainView.base_permissions, "can_userinfo"]
    add_form_extra_fields = password_fields()

    list_title = _("Accounts")
    add_title = _("New account")
    edit_title = _("Change account")
    show_title = _("Account")
    list_columns = ["last_name", "first_name", "username", "email", "roles", "active", "last_login"]
    search_columns = list_columns
    show_fieldsets = [
        (_("Account"), {"fields": ["username", "email", "active", "roles", "groups"]}),
        (
            _("Person"),
            {"fields": ["first_name", "last_name", "id"]},
        ),
        (
            _("Sign-ins"),
            {"fields": ["last_login", "login_count", "fail_login_count", "created_on"]},
        ),
    ]
    edit_columns = ["first_name", "last_name", "username", "email", "roles", "groups", "active"]
    add_columns = [*edit_columns[:-1], "password", "again"]
    validators_columns = {"username": [is_user_name], "email": [is_address]}
    base_order = ("last_name", "asc")
    formatters_columns = {"id": belongs_to, "active": state}
    label_columns = {
        "id": _("Belongs to"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "username": _("User name"),
        "email": _("E-mail"),
        "roles": _("Roles"),
        "groups": _("Groups"),
        "active": _("State"),
        "last_login": _("Last sign-in"),
        "login_count": _("Number of sign-ins"),
        "fail_login_count": _("Failed tries since then"),
        "created_on": _("Opened at"),
        "password": _("Password"),
        "again": _("Password again"),
    }
    description_columns = {
        "username": _("What one types to sign in. The e-mail address will do as well."),
        "roles": _("What this person may do. Several roles add up."),
        "groups": _("The roles of a group come on top."),
        "active": _("Without the tick nobody signs in with it, and whoever is signed in is not."),
    }

    def _get_show_widget(self, pk: Any, item: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """With the acts that fit: nobody deactivates what is deactivated."""
        unfit = "activate" if item.active else "deactivate"
        more["actions"] = {n: each for n, each in self.actions.items() if n != unfit}
        widgets: dict[str, Any] = super()._get_show_widget(pk, item, *args, **more)
        return widgets

    @expose("/userinfo/")
    @has_access
    def userinfo(self) -> Any:
        """To My account."""
        return redirect(url_for("OwnAccountView.own"))

    @action("new_password", _("Give a new password"), None, "key-round", multiple=False)
    def new_password(self, user: User) -> Any:
        """To the form that asks for it."""
        return redirect(url_for("UserView.password", pk=user.id))

    @action(
        "end_sessions", _("End all sessions"),
        _("Whoever is signed in with this account, on any device, is signed out. End them?"),
        "log-out", multiple=False,
    )  # fmt: skip
    def end_sessions(self, user: User) -> Any:
        """Signed out everywhere, within seconds."""
        return self._done(
            user, lambda: end_sessions(self.datamodel.session, user), _("All sessions have ended.")
        )

    @action(
        "deactivate", _("Deactivate"),
        _("Nobody can sign in with this account any more; nothing of it is lost. Deactivate it?"),
        "x", multiple=False,
    )  # fmt: skip
    def deactivate(self, user: User) -> Any:
        """Nobody signs in with it; the guard keeps the last admin."""
        return self._done(user, lambda: setattr(user, "active", False), _("Deactivated."))

    @action("activate", _("Activate"), None, "check", multiple=False)
    def activate(self, user: User) -> Any:
        """As it was before."""
        return self._done(user, lambda: setattr(user, "active", True), _("Can sign in again."))

    @expose("/password/<pk>", methods=["GET", "POST"])
    @has_access
    @permission_name(WRITE)
    def password(self, pk: str) -> Any:
        """A new password for somebody who has lost theirs; it ends their sessions."""
        user = self._found(pk)
        form = NewPasswordForm()
        if request.method == "POST" and form.validate():
            session = self.datamodel.session
            return self._done(
                user,
                lambda: give_password(session, user, form.password.data),
                _("The password has changed; every session of this account has ended."),
            )
        fields = ["password", "again", "own"]
        widget = FormWidget(form=form, include_cols=fields, exclude_cols=[], fieldsets=[])
        title = _("A new password for %(name)s", name=user.get_full_name())
        return self.render_template(
            "appbuilder/general/model/add.html", title=title, widgets={"add": widget}
        )

    def _done(self, user: User, act: Any, words: Any) -> Any:
        """Do *act* and commit, say so or why not, and back to the account."""
        address = url_for("UserView.show", pk=user.id)
        try:
            act()
            self.datamodel.session.commit()
        except REFUSALS as error:
            self.datamodel.session.rollback()
            flash(explain(error).message, "danger")
        else:
            flash(words, "success")
        return redirect(address)
