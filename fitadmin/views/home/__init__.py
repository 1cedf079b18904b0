"""The first page, and what is reached from every page."""

from fitadmin.views.home.finding import FindView

__all__ = ["FindView"]
