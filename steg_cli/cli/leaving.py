"""steg leave, follow-up: the last day, and half a year later."""

from __future__ import annotations

from typing import Annotated

import typer

from steg_cli.actions.follow_up import follow_up as follow_up_person
from steg_cli.actions.leave import leave as leave_programme
from steg_cli.cli.options import DryRun, On, VerbFormat, Who
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.choices import OUTCOME
from steg_cli.programme.codes import Outcome
from steg_cli.programme.errors import N_

app = new_app()


@app.command(
    "leave",
    help=N_(
        "Record that somebody leaves the programme; DAY is their last day.\n\nEnds everything that "
        "is open on it. Leaving before a period's planned end is allowed; the plan stays as it was."
    ),
    short_help=N_("record that somebody leaves the programme"),
    epilog=N_("Example: steg leave S-0042 --to employment --on 2026-10-31"),
)
def leave(
    ctx: typer.Context,
    who: Who,
    to: Annotated[
        Outcome,
        typer.Option(
            "--to",
            metavar="WORD",
            parser=OUTCOME.typed,
            help=N_(
                "what the person goes on to: employment (without support), "
                "employment-subsidised, employment-municipal (another labour market employment), "
                "education (with student finance), education-other, job-search, health, moved or "
                "other"
            ),
        ),
    ],
    on: On = None,
    qualification: Annotated[
        bool, typer.Option("--qualification", help=N_("the person gained a qualification"))
    ] = False,
    completed: Annotated[
        bool, typer.Option("--completed", help=N_("the training that they leave was completed"))
    ] = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = leave_programme(
        face.register,
        who,
        face.today,
        to=to,
        on=face.last_day(on),
        qualification=qualification,
        completed=completed,
        dry_run=dry_run,
    )
    face.done(done, format_, dry_run=dry_run)


@app.command(
    "follow-up",
    help=N_("Record what somebody who left is doing six months later."),
    short_help=N_("record what somebody who left is doing six months later"),
    epilog=N_("Example: steg follow-up S-0042 --status employment"),
)
def follow_up(
    ctx: typer.Context,
    who: Who,
    status: Annotated[
        Outcome,
        typer.Option(
            "--status",
            metavar="WORD",
            parser=OUTCOME.typed,
            help=N_("what the person does now; the words are those of steg leave --to"),
        ),
    ],
    on: On = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = follow_up_person(
        face.register, who, face.today, status=status, on=face.day(on), dry_run=dry_run
    )
    face.done(done, format_, dry_run=dry_run)
