"""Pages for the gym's settings and where it is."""

from flask_babel import lazy_gettext as _

from fitadmin.models.gym import GymSettings, Location
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class GymSettingsView(DomainView):
    datamodel = DomainTable(GymSettings)
    base_permissions = ["can_read", "can_write"]
    exclude_route_methods = {"add", "delete"}

    list_title = _("The gym")
    edit_title = _("Change the gym's settings")
    show_title = _("The gym's settings")
    list_columns = ["name", "timezone", "language", "mass_unit", "length_unit", "energy_unit"]
    search_columns = ["name"]
    add_columns = ["name"]
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name of the gym"),
        "timezone": _("Time zone"),
        "language": _("Language"),
        "mass_unit": _("Unit of mass"),
        "length_unit": _("Unit of length"),
        "energy_unit": _("Unit of energy"),
        "week_starts_on": _("The week starts on"),
        "currency": _("Currency"),
        "registration_is_open": _("Anybody may register"),
        "trash_days": _("Days in the trash"),
        "audit_days": _("Days the audit log is kept"),
    }
    description_columns = {
        "timezone": _("For example Europe/Berlin. Decides when a day begins."),
        "currency": _("Three letters, for example EUR."),
        "registration_is_open": _("If not, people are invited."),
        "trash_days": _("After that, what was deleted is gone for good."),
    }
    show_fieldsets = [
        (_("Gym"), {"fields": ["name", "timezone", "language", "week_starts_on", "currency"]}),
        (_("Units"), {"fields": ["mass_unit", "length_unit", "energy_unit"]}),
        (
            _("Rules"),
            {"fields": ["registration_is_open", "trash_days", "audit_days"]},
        ),
    ]
    edit_fieldsets = show_fieldsets


class LocationView(DomainView):
    datamodel = DomainTable(Location)

    list_title = _("Locations")
    add_title = _("New location")
    edit_title = _("Change location")
    show_title = _("Location")
    list_columns = ["name", "address", "phone", "timezone"]
    search_columns = ["name", "address", "phone"]
    show_columns = add_columns = edit_columns = list_columns
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "address": _("Address"),
        "phone": _("Phone"),
        "timezone": _("Time zone"),
    }
    description_columns = {"timezone": _("Empty: the gym's time zone.")}
