"""`create-admin`: the first account."""

import click

from fitadmin.access import acting_as
from fitadmin.cli.base import Refused, commands, refusals
from fitadmin.extensions import appbuilder
from fitadmin.models.scope import SYSTEM
from fitadmin.services.accounts import refuse_password


@commands.command("create-admin")
@click.option("--username", prompt=True, default="admin", show_default=True)
@click.option("--first-name", prompt=True, default="Admin")
@click.option("--last-name", prompt=True, default="Admin")
@click.option("--email", prompt=True)
@click.password_option()
def create_admin(username: str, first_name: str, last_name: str, email: str, password: str) -> None:
    """Make an account that may do everything."""
    with acting_as(SYSTEM), refusals():
        refuse_password(password)
        sm = appbuilder.sm
        if sm.find_user(username=username) or sm.find_user(email=email):
            raise Refused("An account with this user name or e-mail address exists already.")
        role = sm.find_role(sm.auth_role_admin)
        if role is None:
            raise Refused("Run `flask fitadmin upgrade` first: there are no roles yet.")
        if not sm.add_user(username, first_name, last_name, email, role, password=password):
            raise Refused("The account could not be made; the log says why.")
    click.echo(f"{username} can sign in.")
