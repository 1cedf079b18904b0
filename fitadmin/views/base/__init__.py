"""What every generated page shares."""

from fitadmin.views.base.actions import SafeActions
from fitadmin.views.base.lists import LONGEST_PAGE
from fitadmin.views.base.pages import DomainView

__all__ = ["LONGEST_PAGE", "DomainView", "SafeActions"]
