"""steg project: what pays for cohorts."""

from typing import Annotated

import typer

from steg_cli.actions.surroundings import PROJECT, Typed, add, edit
from steg_cli.cli.listing import add_list
from steg_cli.cli.options import DryRun, FirstDay, LastDay, NewName, Planned, VerbFormat
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.surrounding import add_remove
from steg_cli.programme.choices import PROGRAMME
from steg_cli.programme.codes import Programme
from steg_cli.programme.errors import N_
from steg_cli.programme.values import CROWNS
from steg_cli.reports.surroundings import project_list, row_of

app = new_app()
project = new_app(help=N_("The projects that pay for cohorts."))
app.add_typer(project, name="project")

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the project's name"))]
Number = Annotated[
    str | None, typer.Option("--number", metavar="NUMBER", help=N_("the project's number"))
]
Region = Annotated[str | None, typer.Option("--region", metavar="NAME", help=N_("region"))]
Owner = Annotated[str | None, typer.Option("--owner", metavar="NAME", help=N_("owner"))]
Partners = Annotated[str | None, typer.Option("--partners", metavar="NAMES", help=N_("partners"))]
Objective = Annotated[
    str | None, typer.Option("--objective", metavar="TEXT", help=N_("specific objective"))
]
Programme_ = Annotated[
    Programme | None,
    typer.Option(
        "--programme",
        metavar="|".join(PROGRAMME.codes),
        help=N_("programme of the fund: 2014-2020 or 2021-2027"),
        parser=PROGRAMME.typed,
    ),
]
AnalysisUntil = Annotated[
    str | None,
    typer.Option("--analysis-until", metavar="DAY", help=N_("last day of the analysis phase")),
]
ImplementationUntil = Annotated[
    str | None,
    typer.Option(
        "--implementation-until", metavar="DAY", help=N_("last day of the implementation phase")
    ),
]
KeepUntil = Annotated[
    str | None,
    typer.Option(
        "--keep-until", metavar="DAY", help=N_("day until which the fund wants everything kept")
    ),
]
Budget = Annotated[
    int | None,
    typer.Option("--budget", metavar="SEK", help=N_("total budget in SEK"), parser=CROWNS),
]
Granted = Annotated[
    int | None,
    typer.Option("--granted", metavar="SEK", help=N_("granted support in SEK"), parser=CROWNS),
]
ReportedCost = Annotated[
    int | None,
    typer.Option(
        "--reported-cost", metavar="SEK", help=N_("reported total cost in SEK"), parser=CROWNS
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact", metavar="NAME", help=N_("contact: a function, not a person's private name")
    ),
]
Email = Annotated[
    str | None,
    typer.Option("--email", metavar="ADDRESS", help=N_("e-mail address of that function")),
]


@project.command("add", help=N_("Add a project."))
def add_project(
    ctx: typer.Context,
    name: Name,
    number: Number = None,
    region: Region = None,
    owner: Owner = None,
    partners: Partners = None,
    objective: Objective = None,
    first: FirstDay = None,
    last: LastDay = None,
    programme: Programme_ = None,
    analysis_until: AnalysisUntil = None,
    implementation_until: ImplementationUntil = None,
    keep_until: KeepUntil = None,
    planned: Planned = None,
    budget: Budget = None,
    granted: Granted = None,
    reported_cost: ReportedCost = None,
    contact: Contact = None,
    email: Email = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "number": number,
        "region": region,
        "owner": owner,
        "partners": partners,
        "objective": objective,
        "first_day": face.day_or_none(first),
        "last_day": face.last_day_or_none(last),
        "programme": programme,
        "analysis_until": face.last_day_or_none(analysis_until),
        "implementation_until": face.last_day_or_none(implementation_until),
        "keep_until": face.last_day_or_none(keep_until),
        "planned": planned,
        "budget": budget,
        "granted": granted,
        "reported_cost": reported_cost,
        "contact": contact,
        "email": email,
    }
    done = add(face.register, PROJECT, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@project.command("edit", help=N_("Change a project; what is not named stays as it is."))
def edit_project(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    number: Number = None,
    region: Region = None,
    owner: Owner = None,
    partners: Partners = None,
    objective: Objective = None,
    first: FirstDay = None,
    last: LastDay = None,
    programme: Programme_ = None,
    analysis_until: AnalysisUntil = None,
    implementation_until: ImplementationUntil = None,
    keep_until: KeepUntil = None,
    planned: Planned = None,
    budget: Budget = None,
    granted: Granted = None,
    reported_cost: ReportedCost = None,
    contact: Contact = None,
    email: Email = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "name": new_name,
        "number": number,
        "region": region,
        "owner": owner,
        "partners": partners,
        "objective": objective,
        "first_day": face.day_or_none(first),
        "last_day": face.last_day_or_none(last),
        "programme": programme,
        "analysis_until": face.last_day_or_none(analysis_until),
        "implementation_until": face.last_day_or_none(implementation_until),
        "keep_until": face.last_day_or_none(keep_until),
        "planned": planned,
        "budget": budget,
        "granted": granted,
        "reported_cost": reported_cost,
        "contact": contact,
        "email": email,
    }
    done = edit(face.register, PROJECT, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


add_list(project, N_("List the projects."), project_list)
add_remove(project, PROJECT, N_("Take away a project that was never used."))
