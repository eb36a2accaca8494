"""steg workplace: where people are placed."""

from typing import Annotated

import typer

from steg_cli.actions.surroundings import WORKPLACE, Typed, add, edit
from steg_cli.cli.options import AMOUNT, AlsoOfProtected, DryRun, NewName, VerbFormat
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.surrounding import (
    NewYes,
    add_close,
    add_list_of_open,
    add_merge,
    add_remove,
    agree_to_new,
)
from steg_cli.programme.errors import N_
from steg_cli.reports.surroundings import row_of, workplace_list

app = new_app()
workplace = new_app(help=N_("The workplaces where people are placed."))
app.add_typer(workplace, name="workplace")

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the workplace's name"))]
Manager = Annotated[
    str | None, typer.Option("--manager", metavar="NAME", help=N_("the manager's name"))
]
ManagerEmail = Annotated[
    str | None,
    typer.Option("--manager-email", metavar="ADDRESS", help=N_("the manager's e-mail address")),
]
Places = Annotated[
    int | None,
    typer.Option(
        "--places", metavar="N", help=N_("how many people can be there at once"), parser=AMOUNT
    ),
]
Adapted = Annotated[
    bool | None,
    typer.Option(
        "--adapted/--ordinary", help=N_("AME's adapted operations, or a sector's ordinary ones")
    ),
]
SECTOR = typer.Option("--sector", metavar="NAME", help=N_("the sector it belongs to"))
LIES_IN = typer.Option("--municipality", metavar="NAME", help=N_("the municipality it lies in"))


@workplace.command("add", help=N_("Add a workplace."))
def add_workplace(
    ctx: typer.Context,
    name: Name,
    sector: Annotated[str, SECTOR],
    municipality: Annotated[str, LIES_IN],
    adapted: Adapted = None,
    manager: Manager = None,
    manager_email: ManagerEmail = None,
    places: Places = None,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "sector": sector,
        "municipality": municipality,
        "adapted": adapted,
        "manager": manager,
        "manager_email": manager_email,
        "places": places,
    }
    agree_to_new(face, WORKPLACE, name, yes=yes, dry_run=dry_run)
    done = add(face.register, WORKPLACE, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@workplace.command("edit", help=N_("Change a workplace; what is not named stays as it is."))
def edit_workplace(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    sector: Annotated[str | None, SECTOR] = None,
    municipality: Annotated[str | None, LIES_IN] = None,
    adapted: Adapted = None,
    manager: Manager = None,
    manager_email: ManagerEmail = None,
    places: Places = None,
    include_protected: AlsoOfProtected = False,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "name": new_name,
        "sector": sector,
        "municipality": municipality,
        "adapted": adapted,
        "manager": manager,
        "manager_email": manager_email,
        "places": places,
    }
    agree_to_new(face, WORKPLACE, new_name, yes=yes, dry_run=dry_run, besides=name)
    done = edit(
        face.register,
        WORKPLACE,
        name,
        values,
        face.today,
        include_protected=include_protected,
        dry_run=dry_run,
    )
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


add_close(
    workplace,
    WORKPLACE,
    N_("Close a workplace: after its last day nobody can be placed there."),
    N_("Open a workplace again that closed, or was to close."),
)
add_merge(
    workplace,
    WORKPLACE,
    N_("Put a workplace into another: everybody and every post is there from then on."),
    N_("Example: steg workplace merge Ekbaken --into Ekbacken"),
)
add_remove(workplace, WORKPLACE, N_("Take away a workplace that was never used."))
add_list_of_open(workplace, N_("List the workplaces that are open."), workplace_list)
