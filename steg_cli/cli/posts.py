"""steg post: the posts that tasks were moved to."""

from typing import Annotated

import typer

from steg_cli.actions.surroundings import POST, Typed, add, edit
from steg_cli.cli.options import (
    DryRun,
    FormatOption,
    IncludeProtected,
    Output,
    PlainCsv,
    VerbFormat,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.surrounding import add_remove
from steg_cli.programme import fields_around
from steg_cli.programme.errors import N_, note
from steg_cli.reports.surroundings import post_list, row_of

app = new_app()
post = new_app(
    help=N_(
        "The posts (kompletterande tjänster) that tasks were moved to, so that a profession is "
        "relieved. Somebody is given one with steg advance WHO --to STEP --post TITLE."
    )
)
app.add_typer(post, name="post")

TASKS = typer.Option("--tasks", metavar="TEXT", help=N_("the tasks that were moved to it"))
RELIEVES = typer.Option("--relieves", metavar="TEXT", help=N_("which profession it relieves"))
WORKPLACE = typer.Option("--workplace", metavar="NAME", help=N_("the workplace it belongs to"))
PLACES = typer.Option(
    "--places",
    metavar="N",
    help=N_("how many people can have it at once"),
    parser=fields_around.PLACES,
)
Title = Annotated[str, typer.Argument(metavar="TITLE", help=N_("the post's title"))]
ApprovedOn = Annotated[
    str | None,
    typer.Option("--approved-on", metavar="DAY", help=N_("when its description was approved")),
]
ApprovedBy = Annotated[
    str | None, typer.Option("--approved-by", metavar="TEXT", help=N_("who approved it"))
]
Reference = Annotated[
    str | None,
    typer.Option("--reference", metavar="TEXT", help=N_("the approval's reference (dnr)")),
]


@post.command(
    "add",
    help=N_("Add a post."),
    epilog=N_(
        'Example: steg post add "Måltidsvärd" --tasks "breakfast, dishes, laundry" --relieves '
        'undersköterskor --workplace "Äldreboendet Ekbacken" --places 2'
    ),
)
def add_post(
    ctx: typer.Context,
    title: Title,
    tasks: Annotated[str, TASKS],
    relieves: Annotated[str, RELIEVES],
    workplace: Annotated[str, WORKPLACE],
    places: Annotated[int, PLACES],
    approved_on: ApprovedOn = None,
    approved_by: ApprovedBy = None,
    reference: Reference = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "tasks": tasks,
        "relieves": relieves,
        "workplace": workplace,
        "places": places,
        "approved_on": face.day_or_none(approved_on),
        "approved_by": approved_by,
        "approval": reference,
    }
    done = add(face.register, POST, title, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@post.command("edit", help=N_("Change a post; what is not named stays as it is."))
def edit_post(
    ctx: typer.Context,
    title: Title,
    new_title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help=N_("a new title"))
    ] = None,
    tasks: Annotated[str | None, TASKS] = None,
    relieves: Annotated[str | None, RELIEVES] = None,
    workplace: Annotated[str | None, WORKPLACE] = None,
    places: Annotated[int | None, PLACES] = None,
    approved_on: ApprovedOn = None,
    approved_by: ApprovedBy = None,
    reference: Reference = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "name": new_title,
        "tasks": tasks,
        "relieves": relieves,
        "workplace": workplace,
        "places": places,
        "approved_on": face.day_or_none(approved_on),
        "approved_by": approved_by,
        "approval": reference,
    }
    done = edit(face.register, POST, title, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


# Said whether there is anybody or not: else it would tell where they are.
UNCOUNTED = N_(
    "Nobody with a protected identity is counted, if there is one. --include-protected counts "
    "everybody."
)


@post.command(
    "list",
    help=N_(
        "List the posts, and how many are taken today.\n\nPeople with a protected identity are not "
        "counted, unless --include-protected is added."
    ),
    short_help=N_("List the posts."),
)
def list_posts(
    ctx: typer.Context,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    found = post_list(face.register, face.today, include_protected=include_protected)
    face.report([found], format_, output=output, plain_csv=plain_csv)
    if found.rows and not include_protected:
        face.notes((note(UNCOUNTED),))


add_remove(post, POST, N_("Take away a post that was never used."))
