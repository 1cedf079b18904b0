"""`import-…`, `list-imports` and `undo-import`: files from outside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from fitadmin.access import acting_as
from fitadmin.cli.base import Refused, commands, refusals
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM


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

    with acting_as(SYSTEM), refusals():
        undone = undo_import(db.session(), batch)
        db.session.commit()
    click.echo(
        f"{undone.deleted} rows are gone, {undone.trashed} are in the trash, "
        f"{undone.restored} are as before, {undone.kept} were kept."
    )


def _take_in(files: list[tuple[Callable[..., Any], Path]], dry_run: bool, **wishes: Any) -> None:
    """All files in one transaction; a dry run is the same work, rolled back."""
    from tqdm import tqdm

    from fitadmin.importers.take import Wishes

    reports = []
    with acting_as(SYSTEM), refusals(), tqdm(unit=" rows", disable=None, leave=False) as bar:
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
