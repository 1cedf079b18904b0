"""Pages about groups: accounts that are given roles together. For admins."""

from flask_babel import lazy_gettext as _

from fitadmin.models.accounts import Group
from fitadmin.models.reading import DomainTable
from fitadmin.views.accounts.users import AccountPages


class GroupView(AccountPages):
    datamodel = DomainTable(Group)
    route_base = "/groups"

    list_title = _("Groups")
    add_title = _("New group")
    edit_title = _("Change group")
    show_title = _("Group")
    list_columns = ["name", "description", "roles"]
    search_columns = ["name", "description", "roles"]
    show_columns = ["name", "description", "roles", "users"]
    add_columns = edit_columns = show_columns
    base_order = ("name", "asc")
    label_columns = {
        "name": _("Name"),
        "description": _("What for"),
        "roles": _("Roles"),
        "users": _("Accounts"),
    }
    description_columns = {"roles": _("Every account of the group has these roles as well.")}
