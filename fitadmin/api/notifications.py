"""JSON for notifications: what a person was told, how, and how they want to be told."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import READ_ONLY
from fitadmin.models.notifications import (
    Notification,
    NotificationDelivery,
    NotificationPreference,
)
from fitadmin.models.reading import DomainTable


class NotificationApi(DomainApi):
    resource_name = "notifications"
    datamodel = DomainTable(Notification)
    base_permissions = ["can_read"]
    exclude_route_methods = READ_ONLY

    list_columns = ["id", "kind", "facts", "link", "created_at", "read_at"]
    show_columns = list_columns
    add_columns = edit_columns = ["kind"]
    search_columns = ["kind", "created_at", "read_at"]
    order_columns = ["id", "kind", "created_at", "read_at"]


class NotificationPreferenceApi(DomainApi):
    resource_name = "notification-preferences"
    datamodel = DomainTable(NotificationPreference)

    list_columns = ["id", "kind", "channel", "is_on"]
    show_columns = list_columns
    add_columns = edit_columns = ["kind", "channel", "is_on"]
    search_columns = ["kind", "channel", "is_on"]
    order_columns = list_columns


class NotificationDeliveryApi(DomainApi):
    resource_name = "notification-deliveries"
    datamodel = DomainTable(NotificationDelivery)
    base_permissions = ["can_read"]
    exclude_route_methods = READ_ONLY

    list_columns = [
        "id", "notification.id", "notification.kind", "channel", "state", "tries", "next_try_at",
        "delivered_at", "error",
    ]  # fmt: skip
    show_columns = list_columns
    add_columns = edit_columns = ["channel"]
    search_columns = ["notification", "channel", "state", "tries", "delivered_at"]
    order_columns = ["id", "channel", "state", "tries", "delivered_at"]
