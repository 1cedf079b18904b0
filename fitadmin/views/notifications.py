"""Pages for notifications: what a person was told, how, and how they want to be told."""

from flask_babel import lazy_gettext as _

from fitadmin.models.notifications import (
    Notification,
    NotificationDelivery,
    NotificationPreference,
)
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class NotificationDeliveryView(DomainView):
    datamodel = DomainTable(NotificationDelivery)
    base_permissions = ["can_read"]
    exclude_route_methods = {"add", "edit", "delete"}

    list_title = _("Deliveries")
    show_title = _("Delivery")
    list_columns = ["notification", "channel", "state", "tries", "next_try_at", "delivered_at"]
    search_columns = ["channel", "state", "tries", "delivered_at"]
    show_columns = [*list_columns, "error"]
    add_columns = edit_columns = ["channel"]
    base_order = ("id", "desc")
    label_columns = {
        "notification": _("Notification"),
        "channel": _("By"),
        "state": _("State"),
        "tries": _("Tries"),
        "next_try_at": _("Next try at"),
        "delivered_at": _("Delivered at"),
        "error": _("What went wrong"),
    }


class NotificationView(DomainView):
    datamodel = DomainTable(Notification)
    base_permissions = ["can_read"]
    exclude_route_methods = {"add", "edit", "delete"}
    related_views = [NotificationDeliveryView]

    list_title = _("Notifications")
    show_title = _("Notification")
    list_columns = ["created_at", "kind", "read_at"]
    search_columns = ["kind", "created_at", "read_at"]
    show_columns = ["created_at", "kind", "facts", "link", "read_at"]
    add_columns = edit_columns = ["kind"]
    base_order = ("created_at", "desc")
    label_columns = {
        "created_at": _("When"),
        "kind": _("About"),
        "facts": _("Details"),
        "link": _("Where"),
        "read_at": _("Read at"),
    }


class NotificationPreferenceView(DomainView):
    datamodel = DomainTable(NotificationPreference)

    list_title = _("How I want to be told")
    add_title = _("New preference")
    edit_title = _("Change preference")
    show_title = _("Preference")
    list_columns = ["kind", "channel", "is_on"]
    search_columns = ["kind", "channel", "is_on"]
    show_columns = add_columns = edit_columns = list_columns
    base_order = ("kind", "asc")
    delete_row_message = _("Deleted.")
    label_columns = {"kind": _("About"), "channel": _("By"), "is_on": _("Switched on")}
