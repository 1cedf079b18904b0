"""`upgrade`: the only writer of tables, permissions and roles."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import click
import flask_migrate
from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from fitadmin.access import ROLES, acting_as
from fitadmin.cli.base import Refused, commands
from fitadmin.extensions import appbuilder, db
from fitadmin.models.scope import SYSTEM
from fitadmin.services.system import is_empty, schema_state, settle

NEWER, EMPTY = 3, 4
"""Exit codes of `upgrade`: a newer database; with --detailed-exitcode, nobody can sign in yet."""
UPGRADE_LOCK = 0x666974  # any number, as long as it is always the same


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
