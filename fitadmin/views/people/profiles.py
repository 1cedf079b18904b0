"""Pages for who trains here, and for who coaches them."""

from typing import Any

from flask import redirect, url_for
from flask_appbuilder.actions import action
from flask_babel import lazy_gettext as _

from fitadmin.access import OPEN_ACCOUNT, VIEW_METHODS
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView

ACCOUNT = ("open_account", _("Open an account"), None, "fa-key", False, True)
METHODS = {**VIEW_METHODS, "open_account": OPEN_ACCOUNT}
PERMISSIONS = [*DomainView.base_permissions, f"can_{OPEN_ACCOUNT}"]


class ClientProfileView(DomainView):
    datamodel = DomainTable(ClientProfile)
    method_permission_name = METHODS
    base_permissions = PERMISSIONS

    list_title = _("Clients")
    add_title = _("New client")
    edit_title = _("Change client")
    show_title = _("Client")
    list_columns = ["last_name", "first_name", "number", "status", "phone", "location", "joined_on"]
    search_columns = [
        "last_name", "first_name", "number", "email", "phone", "status", "location", "joined_on",
        "born_on",
    ]  # fmt: skip
    base_order = ("last_name", "asc")
    label_columns = {
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "number": _("Membership number"),
        "status": _("Status"),
        "born_on": _("Born on"),
        "joined_on": _("Joined on"),
        "location": _("Location"),
        "timezone": _("Time zone"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "address": _("Address"),
        "emergency_name": _("Emergency contact"),
        "emergency_phone": _("Phone of the emergency contact"),
    }
    description_columns = {
        "number": _("The gym's own number for this person; no two clients share one."),
        "timezone": _("For example Europe/Berlin. Empty: the gym's time zone."),
        "status": _("A former client keeps their history."),
    }
    show_fieldsets = [
        (
            _("Person"),
            {
                "fields": [
                    "first_name", "last_name", "number", "status", "born_on", "joined_on",
                    "location", "timezone",
                ]
            },
        ),
        (_("Contact"), {"fields": ["email", "phone", "address"]}),
        (_("In an emergency"), {"fields": ["emergency_name", "emergency_phone"]}),
    ]  # fmt: skip
    add_fieldsets = edit_fieldsets = show_fieldsets

    @action(*ACCOUNT)
    def open_account(self, client: Any) -> Any:
        return redirect(url_for("ClientAccountView.open", pk=client.id))


class TrainerProfileView(DomainView):
    datamodel = DomainTable(TrainerProfile)
    method_permission_name = METHODS
    base_permissions = PERMISSIONS

    list_title = _("Trainers")
    add_title = _("New trainer")
    edit_title = _("Change trainer")
    show_title = _("Trainer")
    list_columns = ["last_name", "first_name", "kind", "specialities", "capacity", "location"]
    search_columns = ["last_name", "first_name", "kind", "specialities", "location"]
    show_columns = [
        "first_name", "last_name", "kind", "location", "capacity", "specialities",
        "certifications", "bio",
    ]  # fmt: skip
    add_columns = edit_columns = show_columns
    base_order = ("last_name", "asc")
    label_columns = {
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "kind": _("Kind"),
        "specialities": _("Specialities"),
        "certifications": _("Certifications"),
        "capacity": _("Capacity (clients)"),
        "location": _("Location"),
        "bio": _("About"),
    }
    description_columns = {
        "kind": _("A nutritionist reads training and writes nutrition; a trainer writes both."),
        "capacity": _("How many clients this person can look after."),
        "bio": _("Clients read this."),
    }

    @action(*ACCOUNT)
    def open_account(self, trainer: Any) -> Any:
        return redirect(url_for("TrainerAccountView.open", pk=trainer.id))
