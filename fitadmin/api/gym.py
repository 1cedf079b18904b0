"""JSON for the gym itself: its settings, where it is, and what happened in it."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, READ_ONLY, RECORD, TIMES
from fitadmin.models.gym import (
    AuditEvent,
    GymSettings,
    ImportBatch,
    ImportChange,
    JobRun,
    Location,
    SavedView,
)
from fitadmin.models.reading import DomainTable


class GymSettingsApi(DomainApi):
    resource_name = "gym-settings"
    datamodel = DomainTable(GymSettings)
    base_permissions = ["can_read", "can_write"]
    exclude_route_methods = {"post", "delete"}

    _decided = [
        "name", "timezone", "language", "mass_unit", "length_unit", "energy_unit",
        "week_starts_on", "currency", "registration_is_open", "trash_days", "audit_days",
    ]  # fmt: skip
    list_columns = ["id", *_decided, *CHANGED]
    show_columns = ["id", *_decided, *RECORD]
    add_columns = ["name"]
    edit_columns = _decided
    search_columns = ["name"]
    order_columns = ["name"]


class LocationApi(DomainApi):
    resource_name = "locations"
    datamodel = DomainTable(Location)

    list_columns = ["id", "name", "address", "phone", "timezone", *CHANGED]
    show_columns = ["id", "name", "address", "phone", "timezone", *RECORD]
    add_columns = ["uid", "name", "address", "phone", "timezone"]
    edit_columns = ["name", "address", "phone", "timezone"]
    search_columns = ["name", "address", "phone", *TIMES]
    order_columns = ["id", "name", *TIMES]


class SavedViewApi(DomainApi):
    resource_name = "saved-views"
    datamodel = DomainTable(SavedView)

    list_columns = [
        "id", "page", "name", "query", "is_default", "position", "shared_with.id",
        "shared_with.name", "created_at",
    ]  # fmt: skip
    show_columns = list_columns
    add_columns = ["page", "name", "query", "is_default", "position"]
    edit_columns = ["name", "query", "is_default", "position"]
    search_columns = ["page", "name", "is_default", "created_at"]
    order_columns = ["id", "page", "name", "position", "created_at"]


class AuditEventApi(DomainApi):
    resource_name = "audit-events"
    datamodel = DomainTable(AuditEvent)
    base_permissions = ["can_read"]
    exclude_route_methods = READ_ONLY

    list_columns = [
        "id", "at", "act", "table_name", "row_id", "user_id", "user_name", "on_behalf_of_id",
        "client_id", "ip", "request_id",
    ]  # fmt: skip
    show_columns = [*list_columns, "before", "after"]
    add_columns = edit_columns = ["act"]
    search_columns = ["at", "act", "table_name", "row_id", "user_name", "ip", "request_id"]
    order_columns = ["id", "at", "act", "table_name"]


class JobRunApi(DomainApi):
    resource_name = "job-runs"
    datamodel = DomainTable(JobRun)
    base_permissions = ["can_read"]
    exclude_route_methods = READ_ONLY

    list_columns = [
        "id", "name", "slot", "state", "tries", "created_at", "started_at", "finished_at",
    ]  # fmt: skip
    show_columns = [*list_columns, "error"]
    add_columns = edit_columns = ["name"]
    search_columns = ["name", "slot", "state", "tries", "created_at", "started_at", "finished_at"]
    order_columns = list_columns


class ImportBatchApi(DomainApi):
    resource_name = "import-batches"
    datamodel = DomainTable(ImportBatch)
    base_permissions = ["can_read"]
    exclude_route_methods = READ_ONLY

    list_columns = [
        "id", "kind", "source", "file_name", "created_at", "rows_created", "rows_updated",
        "rows_unchanged", "rows_refused", "undone_at",
    ]  # fmt: skip
    show_columns = list_columns
    add_columns = edit_columns = ["file_name"]
    search_columns = ["kind", "source", "file_name", "created_at", "undone_at"]
    order_columns = list_columns


class ImportChangeApi(DomainApi):
    resource_name = "import-changes"
    datamodel = DomainTable(ImportChange)
    base_permissions = ["can_read"]
    exclude_route_methods = READ_ONLY

    list_columns = ["id", "batch.id", "batch.file_name", "table_name", "row_id"]
    show_columns = [*list_columns, "before"]
    add_columns = edit_columns = ["table_name"]
    search_columns = ["batch", "table_name", "row_id"]
    order_columns = ["id", "table_name", "row_id"]
