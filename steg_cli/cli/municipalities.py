"""steg municipality: the list of where people live and workplaces lie."""

from __future__ import annotations

from typing import Annotated

import typer

from steg_cli.actions.municipalities import (
    add_municipality,
    edit_municipality,
    merge_municipality,
)
from steg_cli.actions.results import Done
from steg_cli.cli.listing import add_list
from steg_cli.cli.options import AMOUNT, DryRun, NewName, VerbFormat, Yes
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_, Malformed
from steg_cli.register.surroundings import Municipality, find_municipality
from steg_cli.reports.surroundings import municipality_list, municipality_plans

app = new_app()
municipality = new_app(
    help=N_(
        "The municipalities in which people live and workplaces lie. A name that is not on this "
        "list is refused, so that each is spelt in one way."
    ),
    short_help=N_("municipalities: add, list, edit"),
)
app.add_typer(municipality, name="municipality")

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the municipality's name"))]
ProjectName = Annotated[
    str | None,
    typer.Option("--project", metavar="NAME", help=N_("project, with --planned")),
]
Planned = Annotated[
    int | None,
    typer.Option(
        "--planned",
        metavar="N",
        help=N_("planned number of participants in the project"),
        parser=AMOUNT,
    ),
]


@municipality.command("add", help=N_("Add a municipality."))
def add(
    ctx: typer.Context,
    name: Name,
    project: ProjectName = None,
    planned: Planned = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    plan = _plan(project, planned)
    done = add_municipality(face.register, name, face.today, plan=plan, dry_run=dry_run)
    face.done(done.showing(municipality_plans(done.result)), format_, dry_run=dry_run)


@municipality.command(
    "edit",
    help=N_(
        "Rename a municipality everywhere, plan for it, or put it into another one.\n\nWith --into "
        "everything in it is in the other one from then on, and it goes from the list."
    ),
    short_help=N_("Rename a municipality everywhere, plan for it, or put it into another one."),
    epilog=N_("Example: steg municipality edit Skovde --into Skövde"),
)
def edit(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    project: ProjectName = None,
    planned: Planned = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="NAME", help=N_("the municipality that it is put into")),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    plan = _plan(project, planned)

    def change(*, dry_run: bool) -> Done[Municipality]:
        if into is not None:
            return merge_municipality(face.register, name, face.today, into=into, dry_run=dry_run)
        return edit_municipality(
            face.register, name, face.today, new_name=new_name, plan=plan, dry_run=dry_run
        )

    if into is not None and (new_name is not None or plan is not None):
        raise Malformed(
            N_("--into does not go with --name and --project."),
            N_("Put the two together first, then change the one that is left."),
        )
    if into is not None and not dry_run and not yes:
        old, kept = find_municipality(face.register, name).name, change(dry_run=True).result.name
        question = N_("Is everything in {old} to be in {kept}, and {old} to go from the list?")
        face.confirm(face.t(question, old=old, kept=kept), yes=False)
    done = change(dry_run=dry_run)
    face.done(done.showing(municipality_plans(done.result)), format_, dry_run=dry_run)


def _plan(project: str | None, planned: int | None) -> tuple[str, int] | None:
    """Return what is planned in which project, or None when neither is named."""
    if project is None and planned is None:
        return None
    if project is None or planned is None:
        raise Malformed(
            N_("--project and --planned belong together."),
            N_("Write both: --project STEG --planned 40"),
        )
    return project, planned


add_list(municipality, N_("List the municipalities."), municipality_list)
