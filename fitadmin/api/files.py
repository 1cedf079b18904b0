"""JSON for uploads: what was sent, what its bytes are. Sending them has an address of its own."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, RECORD, TIMES
from fitadmin.models.files import StoredFile
from fitadmin.models.reading import DomainTable


class StoredFileApi(DomainApi):
    resource_name = "files"
    datamodel = DomainTable(StoredFile)
    base_permissions = ["can_read", "can_delete"]
    exclude_route_methods = {"post", "put"}

    _facts = [
        "original_name", "kind", "media_type", "size_bytes", "width_px", "height_px",
        "is_private",
    ]  # fmt: skip
    list_columns = ["id", *CLIENT, *_facts, "created_at", *CHANGED]
    show_columns = ["id", *CLIENT, *_facts, "sha256", *RECORD]
    add_columns = edit_columns = ["original_name"]
    search_columns = ["client", *_facts, *TIMES]
    order_columns = ["id", *_facts, *TIMES]
