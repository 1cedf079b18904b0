"""The first page, and what is reached from every page."""

from fitadmin.views.home.finding import FindView
from fitadmin.views.home.page import HomeView

__all__ = ["FindView", "HomeView"]
