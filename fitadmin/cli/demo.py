"""`demo`: a gym full of people who do not exist."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import click
from flask import current_app
from werkzeug.security import generate_password_hash

from fitadmin.access import acting_as
from fitadmin.cli.base import commands, refusals
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM

SIGN_IN = "Sign in as admin, manager, frontdesk, nutritionist, trainer1 ... or client1 ..."


@commands.command("demo")
@click.option("--clients", default=60, show_default=True, help="How many people train here.")
@click.option("--months", default=6, show_default=True, help="How long they have been at it.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same gym.")
@click.option("--sets", type=int, help="How many sets were done in all, for load tests.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it stands.")
@click.option("--password", help="Of its accounts; else FITADMIN_DEMO_PASSWORD, else random.")
def demo(today: datetime | None, password: str | None, **wishes: Any) -> None:
    """Fill an empty gym with people who do not exist, their training, meals and weights."""
    from fitadmin.importers.take import STARTER, Wishes, take_exercises, take_foods
    from fitadmin.services.demo import Wish, fill, today_in

    def library() -> None:
        for take, file in zip((take_exercises, take_foods), STARTER, strict=True):
            take(session, file, Wishes())

    given = password or current_app.config["DEMO_PASSWORD"]
    password = given or secrets.token_urlsafe(9)
    method = current_app.config.get("FAB_PASSWORD_HASH_METHOD", "scrypt")
    with acting_as(SYSTEM), refusals():
        session = db.session()
        wish = Wish(today.date() if today else today_in(session), **wishes)
        hashed = generate_password_hash(password, method)
        for step in _shown(fill(session, wish, hashed, library)):
            session.commit()
            if step.name == "accounts":
                click.echo(SIGN_IN if given else f"{SIGN_IN}; the password of all: {password}")


def _shown(steps: Iterable[Any]) -> Iterator[Any]:
    """The *steps*, with a bar that moves, or a line for each that is complete."""
    from tqdm import tqdm

    with tqdm(unit=" clients", disable=None) as bar:
        for step in steps:
            yield step
            if not bar.disable:
                bar.n, bar.total = step.done, step.of
                bar.set_description(step.name)
            elif step.done == step.of:
                click.echo(f"{step.name}: {step.of:,}", err=True)
