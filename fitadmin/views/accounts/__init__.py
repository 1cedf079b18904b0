"""Pages about accounts: opening one, one's own password, and what admins see of them."""

from fitadmin.views.accounts.opening import ClientAccountView, TrainerAccountView
from fitadmin.views.accounts.security import SAFE_SECURITY, check_password

__all__ = ["SAFE_SECURITY", "ClientAccountView", "TrainerAccountView", "check_password"]
