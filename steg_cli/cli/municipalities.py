"""steg municipality: the list of where people live and workplaces lie."""

from typing import Annotated

import typer

from steg_cli.actions.municipalities import add_municipality, edit_municipality
from steg_cli.actions.surroundings import MUNICIPALITY
from steg_cli.cli.listing import add_list
from steg_cli.cli.options import AMOUNT, DryRun, NewName, VerbFormat
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.surrounding import NewYes, add_merge, add_remove, agree_to_new
from steg_cli.programme.errors import N_, Malformed
from steg_cli.reports.surroundings import municipality_list, row_of

app = new_app()
municipality = new_app(
    help=N_(
        "The municipalities in which people live and workplaces lie. A name that is not on this "
        "list is refused, so that each is spelt in one way."
    )
)
app.add_typer(municipality, name="municipality")

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the municipality's name"))]
ProjectName = Annotated[
    str | None, typer.Option("--project", metavar="NAME", help=N_("project, with --planned"))
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
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    plan = _plan(project, planned)
    agree_to_new(face, MUNICIPALITY, name, yes=yes, dry_run=dry_run)
    done = add_municipality(face.register, name, face.today, plan=plan, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@municipality.command("edit", help=N_("Rename a municipality everywhere, or plan for it."))
def edit(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    project: ProjectName = None,
    planned: Planned = None,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    plan = _plan(project, planned)
    agree_to_new(face, MUNICIPALITY, new_name, yes=yes, dry_run=dry_run, besides=name)
    done = edit_municipality(
        face.register, name, face.today, new_name=new_name, plan=plan, dry_run=dry_run
    )
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


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


add_merge(
    municipality,
    MUNICIPALITY,
    N_("Put a municipality into another: everything in it is in that one from then on."),
    N_("Example: steg municipality merge Mariestadt --into Mariestad"),
)
add_remove(municipality, MUNICIPALITY, N_("Take away a municipality that was never used."))
add_list(municipality, N_("List the municipalities."), municipality_list)
