"""steg sector: parts of the municipality that employ."""

from typing import Annotated

import typer

from steg_cli.actions.surroundings import SECTOR, Typed, add, edit
from steg_cli.cli.listing import add_list
from steg_cli.cli.options import AlsoOfProtected, DryRun, NewName, VerbFormat
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.surrounding import NewYes, add_remove, agree_to_new
from steg_cli.programme.errors import N_
from steg_cli.reports.surroundings import row_of, sector_list

app = new_app()
sector = new_app(help=N_("The parts of the municipality, and which of them employ their own."))
app.add_typer(sector, name="sector")

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the sector's name"))]
EmploysFrom = Annotated[
    str | None,
    typer.Option(
        "--employs-from", metavar="DAY", help=N_("the day from which the sector employs its own")
    ),
]


@sector.command("add", help=N_("Add a sector."))
def add_sector(
    ctx: typer.Context,
    name: Name,
    employs_from: EmploysFrom = None,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {"employs_from": face.day_or_none(employs_from)}
    agree_to_new(face, SECTOR, name, yes=yes, dry_run=dry_run)
    done = add(face.register, SECTOR, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@sector.command("edit", help=N_("Change a sector; what is not named stays as it is."))
def edit_sector(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    employs_from: EmploysFrom = None,
    include_protected: AlsoOfProtected = False,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "name": new_name,
        "employs_from": face.day_or_none(employs_from),
    }
    agree_to_new(face, SECTOR, new_name, yes=yes, dry_run=dry_run, besides=name)
    done = edit(
        face.register,
        SECTOR,
        name,
        values,
        face.today,
        include_protected=include_protected,
        dry_run=dry_run,
    )
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


add_list(sector, N_("List the sectors."), sector_list)
add_remove(sector, SECTOR, N_("Take away a sector that was never used."))
