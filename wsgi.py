"""Where web servers and the `flask` command find the application."""

from fitadmin import create_app

__all__ = ["create_app"]
