"""Pages for uploads: what was sent, what its bytes are. They are sent elsewhere, not here."""

from flask_babel import lazy_gettext as _

from fitadmin.models.files import StoredFile
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class StoredFileView(DomainView):
    datamodel = DomainTable(StoredFile)
    base_permissions = ["can_read", "can_delete"]
    exclude_route_methods = {"add", "edit"}

    list_title = _("Files")
    show_title = _("File")
    list_columns = ["original_name", "client", "kind", "media_type", "size_bytes", "created_at"]
    search_columns = ["original_name", "client", "kind", "media_type", "size_bytes", "created_at"]
    show_columns = [
        "original_name", "client", "kind", "media_type", "size_bytes", "width_px", "height_px",
        "is_private", "storage", "created_at",
    ]  # fmt: skip
    add_columns = edit_columns = ["original_name"]
    base_order = ("created_at", "desc")
    label_columns = {
        "original_name": _("Name"),
        "client": _("Client"),
        "kind": _("Kind"),
        "media_type": _("Type"),
        "size_bytes": _("Size (bytes)"),
        "width_px": _("Width (pixels)"),
        "height_px": _("Height (pixels)"),
        "is_private": _("For the client alone"),
        "storage": _("Kept in"),
        "created_at": _("Sent"),
    }
