"""Where web servers and the `flask` command find the application."""

import sys

from flask import Flask

import fitadmin
from config import ConfigError


def create_app() -> Flask:
    """The application the environment asks for; a wrong setting is one line, not a trace."""
    try:
        return fitadmin.create_app()
    except ConfigError as error:
        sys.exit(str(error))
