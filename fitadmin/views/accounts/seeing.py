"""Seeing the gym as a role: an admin puts it on, and takes it off again."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_babel import lazy_gettext as _

from fitadmin.access import SEE_AS, identify, put_on, take_off
from fitadmin.models.accounts import ADMIN
from fitadmin.models.reading import is_id
from fitadmin.services.accounts import find_role, note_seeing

UNSEEN_AS = (ADMIN, "Public")
"""The one is what the admin sees anyway; the other is for who has not signed in."""


class SeeAsView(BaseView):
    """For admins; whoever has put a role on may no more than it, but take it off."""

    route_base = "/roles"
    class_permission_name = "Role"
    base_permissions = [f"can_{SEE_AS}"]

    @expose("/<pk>/see_as", methods=["POST"])
    @has_access
    @permission_name(SEE_AS)
    def start(self, pk: str) -> Any:
        """From now on this sign-in sees what the role sees."""
        if not identify().is_admin:
            abort(403)
        session = self.appbuilder.session
        role = find_role(session, int(pk)) if is_id(pk) else None
        if role is None or role.name in UNSEEN_AS:
            abort(404)
        note_seeing(session, role.id, role.name, begins=True)
        put_on(role.id, role.name)
        session.commit()
        return redirect(self.appbuilder.get_url_for_index)

    @expose("/see_as/stop", methods=["POST"])
    def stop(self) -> Any:
        """Back to what one may oneself; whoever has put nothing on is led home."""
        worn = take_off()
        if worn is None:
            return redirect(self.appbuilder.get_url_for_index)
        session = self.appbuilder.session
        note_seeing(session, worn.ident, worn.name, begins=False)
        session.commit()
        flash(_("You see the gym with your own eyes again."), "success")
        return redirect(url_for("RoleView.list"))
