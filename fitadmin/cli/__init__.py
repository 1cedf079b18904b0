"""The commands `flask fitadmin ...`: thin over services; each commits once at its end."""

from fitadmin.cli import accounts, demo, imports, upgrade
from fitadmin.cli.base import commands

__all__ = ["accounts", "commands", "demo", "imports", "upgrade"]
