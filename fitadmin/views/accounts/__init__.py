"""Pages about accounts: opening one, one's own password, and what admins see of them."""

from fitadmin.views.accounts.language import LocaleView
from fitadmin.views.accounts.opening import ClientAccountView, TrainerAccountView
from fitadmin.views.accounts.own import OwnAccountView
from fitadmin.views.accounts.security import SAFE_SECURITY, check_password

__all__ = [
    "SAFE_SECURITY",
    "ClientAccountView",
    "LocaleView",
    "OwnAccountView",
    "TrainerAccountView",
    "check_password",
]
