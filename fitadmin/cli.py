"""The commands `flask fitadmin ...`: thin over services; each commits once at its end."""

import fcntl
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import flask_migrate
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from werkzeug.security import generate_password_hash

from fitadmin.access import ROLES, acting_as
from fitadmin.extensions import appbuilder, db
from fitadmin.models.scope import SYSTEM
from fitadmin.services.system import is_empty, schema_state, settle

NEWER, EMPTY = 3, 4
"""Exit codes of `upgrade`: a newer database; with --detailed-exitcode, nobody can sign in yet."""
UPGRADE_LOCK = 0x666974  # any number, as long as it is always the same
SHORTEST_PASSWORD = 8
SIGN_IN = "Sign in as admin, manager, frontdesk, nutritionist, trainer1 ... or client1 ..."

commands = AppGroup("fitadmin", help="Everything that is done to a gym from the command line.")


class Refused(click.ClickException):
    """One line for the person at the terminal."""


class NewerDatabase(Refused):
    """The code is older than the tables."""

    exit_code = NEWER


@commands.command("upgrade")
@click.option("--detailed-exitcode", is_flag=True, help="Exit 4 when nobody can sign in yet.")
@click.pass_context
def upgrade(context: click.Context, detailed_exitcode: bool) -> None:
    """Bring tables, permissions, roles and the gym's own rows up to this code. Safe to repeat."""
    with _one_at_a_time(), acting_as(SYSTEM):
        if schema_state(db.session()) == "newer":
            raise NewerDatabase("The database was made by a newer fitadmin; install that one.")
        db.session.remove()
        flask_migrate.upgrade()
        db.engine.dispose()  # on SQLite migrations leave a connection without foreign keys
        _write_permissions()
        settle(db.session())
        db.session.commit()
        nobody = is_empty(db.session())
    click.echo("Tables, permissions and roles are up to date.")
    if nobody and detailed_exitcode:
        context.exit(EMPTY)


@commands.command("create-admin")
@click.option("--username", prompt=True, default="admin", show_default=True)
@click.option("--first-name", prompt=True, default="Admin")
@click.option("--last-name", prompt=True, default="Admin")
@click.option("--email", prompt=True)
@click.password_option()
def create_admin(username: str, first_name: str, last_name: str, email: str, password: str) -> None:
    """Make an account that may do everything."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(f"The password must have at least {SHORTEST_PASSWORD} characters.")
    with acting_as(SYSTEM):
        sm = appbuilder.sm
        if sm.find_user(username=username) or sm.find_user(email=email):
            raise Refused("An account with this user name or e-mail address exists already.")
        role = sm.find_role(sm.auth_role_admin)
        if role is None:
            raise Refused("Run `flask fitadmin upgrade` first: there are no roles yet.")
        if not sm.add_user(username, first_name, last_name, email, role, password=password):
            raise Refused("The account could not be made; the log says why.")
    click.echo(f"{username} can sign in.")


def _says_about_a_file(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every import has."""
    for option in (
        click.option("--overwrite", is_flag=True, help="Also change what was changed here since."),
        click.option("--dry-run", is_flag=True, help="Say what would become of each row."),
        click.option("--source", help="Where the rows come from; by default the format tells."),
        click.option("--map", "mapping", multiple=True, metavar="NAME=COLUMN"),
        click.argument("file", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@commands.command("import-foods")
@_says_about_a_file
@click.option("--format", type=click.Choice(["fdc", "csv"]), help="By default it is recognised.")
def import_foods(file: Path, **wishes: Any) -> None:
    """Take in foods: FoodData Central (a zip or a folder), or any CSV with a header."""
    from fitadmin.importers.take import take_foods

    _take_in([(take_foods, file)], **wishes)


@commands.command("import-exercises")
@_says_about_a_file
def import_exercises(file: Path, **wishes: Any) -> None:
    """Take in exercises: JSON in the shape of free-exercise-db."""
    from fitadmin.importers.take import take_exercises

    _take_in([(take_exercises, file)], **wishes)


@commands.command("import-clients")
@_says_about_a_file
@click.option("--date-format", default="%Y-%m-%d", show_default=True, help="As for strptime.")
def import_clients(file: Path, **wishes: Any) -> None:
    """Take in clients: any CSV with a header."""
    from fitadmin.importers.take import take_clients

    _take_in([(take_clients, file)], **wishes)


@commands.command("import-starter")
@click.option("--dry-run", is_flag=True, help="Say what would become of each row.")
def import_starter(dry_run: bool) -> None:
    """Take in our own library of exercises and foods."""
    from fitadmin.importers.take import STARTER, take_exercises, take_foods

    _take_in(list(zip((take_exercises, take_foods), STARTER, strict=True)), dry_run=dry_run)


@commands.command("list-imports")
def list_imports() -> None:
    """Every file that was taken in, the newest first."""
    from fitadmin.services.gym import list_imports

    with acting_as(SYSTEM):
        for each in list_imports(db.session()):
            undone = f", undone {each.undone_at:%Y-%m-%d}" if each.undone_at else ""
            counts = f"{each.rows_created} created, {each.rows_updated} updated{undone}"
            click.echo(
                f"{each.id}  {each.created_at:%Y-%m-%d %H:%M}  {each.kind} from "
                f"{each.file_name} ({each.source}): {counts}"
            )


@commands.command("undo-import")
@click.argument("batch", type=int)
def undo_import(batch: int) -> None:
    """Take back a whole import, by its number in list-imports."""
    from fitadmin.services.gym import undo_import

    with acting_as(SYSTEM), _refusals():
        undone = undo_import(db.session(), batch)
        db.session.commit()
    click.echo(
        f"{undone.deleted} rows are gone, {undone.trashed} are in the trash, "
        f"{undone.restored} are as before, {undone.kept} were kept."
    )


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


def _take_in(files: list[tuple[Callable[..., Any], Path]], dry_run: bool, **wishes: Any) -> None:
    """All files in one transaction; a dry run is the same work, rolled back."""
    from tqdm import tqdm

    from fitadmin.importers.take import Wishes

    reports = []
    with acting_as(SYSTEM), _refusals(), tqdm(unit=" rows", disable=None, leave=False) as bar:
        for take, file in files:
            reports.append(take(db.session(), file, Wishes(**wishes, progress=bar.update)))
        db.session.rollback() if dry_run else db.session.commit()
    for report in reports:
        _tell(report, dry_run)
    if all(report.count()["refused"] == len(report.verdicts) for report in reports):
        raise Refused("No row could be used.")


def _tell(report: Any, dry_run: bool) -> None:
    """A line per row in a dry run, else per row that was not taken in; then a sum."""
    for place, name, outcome, reason in report.verdicts:
        if dry_run or outcome in {"refused", "kept"}:
            click.echo(f"{place}: {outcome} {name}{': ' if reason else ''}{reason}")
    counts = [f"{n} {what}" for what, n in (*report.count().items(), *report.facts.items()) if n]
    click.echo(f"{len(report.verdicts)} rows: {', '.join(counts)}.")
    if dry_run:
        click.echo("This was a dry run: nothing has been changed.")
    elif report.batch_id is not None:
        click.echo(f"Import {report.batch_id}; undo it with `undo-import {report.batch_id}`.")


@contextmanager
def _refusals() -> Iterator[None]:
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
    with acting_as(SYSTEM), _refusals():
        session = db.session()
        wish = Wish(today.date() if today else today_in(session), **wishes)
        hashed = generate_password_hash(password, method)
        for step in _shown(fill(session, wish, hashed, library)):
            session.commit()
            if step.name == "accounts":
                click.echo(SIGN_IN if given else f"{SIGN_IN}; the password of all: {password}")


def _write_permissions() -> None:
    """Write what views and resources ask for, and the names of the roles; nothing else ever does.

    Flask-AppBuilder's own create_db would also store the patterns of ROLES as if they were names.
    """
    sm = appbuilder.sm
    for name in (*ROLES, sm.auth_role_admin, sm.auth_role_public):
        sm.add_role(name)
    sm.write_permissions()
    db.session.commit()


def _one_at_a_time() -> AbstractContextManager[None]:
    """Two upgrades at once would race for the same rows: the second one waits."""
    try:
        db.engine.connect().close()
    except OperationalError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise Refused(f"The database does not answer: {reason}") from None
    if db.engine.dialect.name == "postgresql":
        return _advisory_lock()
    return _file_lock(Path(current_app.config["VAR"]))


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(select(func.pg_advisory_lock(UPGRADE_LOCK)))
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(UPGRADE_LOCK)))


@contextmanager
def _file_lock(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "upgrade.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
