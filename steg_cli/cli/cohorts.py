"""steg cohort: the groups that start together."""

from typing import Annotated

import typer

from steg_cli.actions.surroundings import COHORT, Typed, add, edit
from steg_cli.cli.options import DryRun, FirstDay, LastDay, NewName, Planned, VerbFormat
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
from steg_cli.reports.surroundings import cohort_list, row_of

app = new_app()
cohort = new_app(help=N_("The groups that start together."))
app.add_typer(cohort, name="cohort")

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the cohort's name"))]
ProjectName = Annotated[
    str | None, typer.Option("--project", metavar="NAME", help=N_("project that pays for it"))
]


@cohort.command("add", help=N_("Add a cohort."))
def add_cohort(
    ctx: typer.Context,
    name: Name,
    planned: Planned = None,
    first: FirstDay = None,
    last: LastDay = None,
    project: ProjectName = None,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "planned": planned,
        "first_day": face.day_or_none(first),
        "last_day": face.last_day_or_none(last),
        "project": project,
    }
    agree_to_new(face, COHORT, name, yes=yes, dry_run=dry_run)
    done = add(face.register, COHORT, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@cohort.command("edit", help=N_("Change a cohort; what is not named stays as it is."))
def edit_cohort(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    planned: Planned = None,
    first: FirstDay = None,
    last: LastDay = None,
    project: ProjectName = None,
    yes: NewYes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "name": new_name,
        "planned": planned,
        "first_day": face.day_or_none(first),
        "last_day": face.last_day_or_none(last),
        "project": project,
    }
    agree_to_new(face, COHORT, new_name, yes=yes, dry_run=dry_run, besides=name)
    done = edit(face.register, COHORT, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


add_close(
    cohort,
    COHORT,
    N_("Close a cohort: after its last day nobody can be enrolled in it."),
    N_("Open a cohort again that closed, or was to close."),
)
add_merge(
    cohort,
    COHORT,
    N_("Put a cohort into another: everybody is in that one from then on."),
    N_('Example: steg cohort merge VT26 --into "VT 2026"'),
)
add_remove(cohort, COHORT, N_("Take away a cohort that was never used."))
add_list_of_open(cohort, N_("List the cohorts that are open."), cohort_list)
