"""Pages about accounts: opening one, one's own, and what admins see of them and of roles."""

from fitadmin.views.accounts.groups import GroupView
from fitadmin.views.accounts.language import LocaleView
from fitadmin.views.accounts.opening import ClientAccountView, TrainerAccountView
from fitadmin.views.accounts.own import OwnAccountView
from fitadmin.views.accounts.roles import RoleView
from fitadmin.views.accounts.security import SAFE_SECURITY, check_password
from fitadmin.views.accounts.seeing import SeeAsView
from fitadmin.views.accounts.users import UserView

__all__ = [
    "SAFE_SECURITY",
    "ClientAccountView",
    "GroupView",
    "LocaleView",
    "OwnAccountView",
    "RoleView",
    "SeeAsView",
    "TrainerAccountView",
    "UserView",
    "check_password",
]
