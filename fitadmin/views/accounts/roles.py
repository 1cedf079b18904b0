"""Pages about roles: what each may, made and changed as a matrix. Only admins open them."""

from typing import Any, NamedTuple
from uuid import uuid4

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from fitadmin.access import DELETE, READ, WRITE, gives, is_built_in
from fitadmin.access import Role as Known
from fitadmin.models.accounts import ADMIN, Role, accounts_by_role
from fitadmin.models.reading import is_id
from fitadmin.services.accounts import (
    add_role,
    change_role,
    find_role,
    grants_of,
    remove_role,
    seal_of,
)
from fitadmin.services.base import REFUSALS, explain
from fitadmin.views.accounts.matrix import Typed, differences, grants_in, matrix_of
from fitadmin.views.accounts.seeing import UNSEEN_AS

ABOUT = {
    ADMIN: _("Whoever keeps the installation: everything, accounts and roles included."),
    "Manager": _("Whoever runs the gym: all of it, but not accounts, jobs and the audit log."),
    "Front desk": _("Whoever welcomes people: clients and coachings, no health, no training."),
    "Trainer": _("Whoever coaches training: everything about their own clients."),
    "Nutritionist": _("Whoever coaches eating: nutrition and progress of their own clients."),
    "Client": _("Whoever trains: their own plans, diary, sessions and photos."),
    "Public": _("Whoever has not signed in: nothing."),
}


class Listed(NamedTuple):
    """A role in the list of roles."""

    id: int
    name: str
    about: Any
    is_built_in: bool
    accounts: int


class RoleView(BaseView):
    """Roles of the program are shown; those made here are changed as well."""

    route_base = "/roles"
    class_permission_name = "Role"
    base_permissions = [f"can_{verb}" for verb in (READ, WRITE, DELETE)]
    default_view = "list"

    @expose("/list/")
    @has_access
    @permission_name(READ)
    def list(self) -> Any:
        """Every role, and how many accounts have it: the program's first."""
        session = self.appbuilder.session
        counts = self._accounts()
        found = [
            Listed(r.id, r.name, ABOUT.get(r.name), is_built_in(r.name), counts.get(r.id, 0))
            for r in session.scalars(select(Role))
        ]
        found.sort(key=_place)
        return self.render_template("accounts/roles.html", title=_("Roles"), roles=found)

    @expose("/show/<pk>")
    @has_access
    @permission_name(READ)
    def show(self, pk: str) -> Any:
        """What a role may, as it is enforced."""
        role = self._found(pk)
        known = self._known(role)
        return self.render_template(
            "accounts/role.html",
            title=role.name,
            role=role,
            about=ABOUT.get(role.name),
            accounts=self._accounts().get(role.id, 0),
            is_built_in=is_built_in(role.name),
            may_be_seen_as=role.name not in UNSEEN_AS,
            matrix=matrix_of(
                role.name,
                self.appbuilder.sm.grantable(),
                lambda permission, word: gives(known, permission, word),
            ),
        )

    @expose("/add", methods=["GET", "POST"])
    @has_access
    @permission_name(WRITE)
    def add(self) -> Any:
        """A new role: empty, or with what the role in the address may (`?from=<id>`)."""
        typed = self._typed() if request.method == "POST" else self._copied()
        if request.method == "POST":
            session, sm = self.appbuilder.session, self.appbuilder.sm
            error = self._done(lambda: add_role(session, sm, typed.name, typed.grants))
            if error is None:
                flash(_("Saved."), "success")
                return redirect(url_for("RoleView.list"))
            return self._form(typed, error=error)
        return self._form(typed)

    @expose("/edit/<pk>", methods=["GET", "POST"])
    @has_access
    @permission_name(WRITE)
    def edit(self, pk: str) -> Any:
        """The form of a role made on screen; 409 where somebody else was faster."""
        session, sm = self.appbuilder.session, self.appbuilder.sm
        role = self._found(pk, to_change=request.method == "POST")
        if is_built_in(role.name):
            flash(_("This role belongs to the program; copy it to change it."), "warning")
            return redirect(url_for("RoleView.show", pk=role.id))
        theirs = self._saved(role)
        if request.method != "POST":
            return self._form(theirs, role)
        typed = self._typed()
        if typed.seal not in {"", theirs.seal}:
            session.rollback()
            return self._form(typed._replace(seal=theirs.seal), role, theirs=theirs), 409
        error = self._done(lambda: change_role(session, sm, role, typed.name, typed.grants))
        if error is not None:
            return self._form(typed, self._found(pk), error=error)
        flash(_("Saved."), "success")
        return redirect(url_for("RoleView.show", pk=pk))

    @expose("/delete/<pk>", methods=["POST"])
    @has_access
    @permission_name(DELETE)
    def delete(self, pk: str) -> Any:
        """Gone, if nobody has it."""
        role = self._found(pk, to_change=True)
        error = self._done(lambda: remove_role(self.appbuilder.session, role))
        if error is None:
            flash(_("Deleted."), "success")
            return redirect(url_for("RoleView.list"))
        flash(error, "danger")
        return redirect(url_for("RoleView.show", pk=pk))

    def _done(self, act: Any) -> str | None:
        """Do *act* and commit; what was said against it, if anything was."""
        session = self.appbuilder.session
        try:
            act()
            session.commit()
        except REFUSALS as error:
            session.rollback()
            return explain(error).message
        return None

    def _found(self, pk: str, *, to_change: bool = False) -> Role:
        session = self.appbuilder.session
        role = find_role(session, int(pk), to_change=to_change) if is_id(pk) else None
        return role or abort(404)

    def _accounts(self) -> dict[int, int]:
        """How many accounts have which role."""
        return dict(self.appbuilder.session.execute(accounts_by_role()).all())

    def _known(self, role: Role) -> Known:
        """*role* as the database has it now, for `gives`."""
        return Known(role.name, grants_of(role))

    def _saved(self, role: Role) -> Typed:
        grants = grants_of(role) & self.appbuilder.sm.grantable()
        return Typed(role.name, grants, seal_of(role.name, grants))

    def _typed(self) -> Typed:
        form = request.form
        return Typed(
            form.get("name", "").strip()[:200],
            grants_in(form.getlist("grant")),
            form.get("seal", ""),
        )

    def _copied(self) -> Typed:
        """What a new role begins with."""
        source = request.args.get("from", "")
        if not source:
            return Typed("", frozenset())
        role = self._found(source)
        known, grantable = self._known(role), self.appbuilder.sm.grantable()
        grants = frozenset(pair for pair in grantable if gives(known, *pair))
        return Typed(str(_("%(name)s copy", name=role.name)), grants)

    def _form(
        self,
        typed: Typed,
        role: Role | None = None,
        *,
        theirs: Typed | None = None,
        error: str = "",
    ) -> str:
        """The form with what was typed; with *theirs*, what the two of you say differently."""
        title = _("New role") if role is None else _("Change %(name)s", name=role.name)
        return str(
            self.render_template(
                "accounts/role_form.html",
                title=title,
                role=role,
                typed=typed,
                error=error,
                conflict=theirs is not None,
                differences=[] if theirs is None else differences(theirs, typed),
                form_key=uuid4().hex,
                matrix=matrix_of(
                    typed.name or str(_("New role")),
                    self.appbuilder.sm.grantable(),
                    lambda permission, word: (permission, word) in typed.grants,
                ),
            )
        )


def _place(role: Listed) -> tuple[bool, int, str]:
    """The program's first, from the one that may most; then by name."""
    known = list(ABOUT)
    return not role.is_built_in, known.index(role.name) if role.about else 0, role.name.lower()
