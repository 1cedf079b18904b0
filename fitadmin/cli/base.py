"""What every command shares: the group they are in, and how they refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup

from fitadmin.extensions import db
from fitadmin.services.system import schema_state

commands = AppGroup("fitadmin", help="Everything that is done to a gym from the command line.")


class Refused(click.ClickException):
    """One line for the person at the terminal."""


@contextmanager
def refusals() -> Iterator[None]:
    """Whatever refuses is one line, and nothing has been changed."""
    from fitadmin.importers.files import FileRefused
    from fitadmin.services.base import REFUSALS, explain

    if schema_state(db.session()) != "current":
        raise Refused("Run `flask fitadmin upgrade` first: the tables are not those of this code.")
    try:
        yield
    except FileRefused as error:
        db.session.rollback()
        raise Refused(str(error)) from None
    except REFUSALS as error:
        db.session.rollback()
        raise Refused(explain(error).message) from None
