"""steg deadline: days of the administrator's own."""

from typing import Annotated

import typer

from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.results import Done, Numbered
from steg_cli.cli.options import (
    DryRun,
    FormatOption,
    IncludeProtected,
    On,
    Output,
    PlainCsv,
    VerbFormat,
    Who,
    WhoOrAll,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.days import read_day
from steg_cli.programme.errors import N_
from steg_cli.programme.people import Deadline
from steg_cli.programme.values import whole_number
from steg_cli.reports.deadlines import DeadlineRow, deadline_list, deadline_row

app = new_app()
deadline = new_app(
    help=N_(
        "Days of your own that must not be missed: a permit, an extract from the criminal records "
        "before work in a school, a conversation."
    )
)
app.add_typer(deadline, name="deadline")


def _row(done: Done[Numbered[Deadline]]) -> Done[DeadlineRow]:
    """Return what a command did as a row, masked as in every answer to a verb."""
    one = done.result
    return done.showing(deadline_row(one.participant, one.number, one.part))


@deadline.command(
    "add",
    help=N_(
        "Add a day by which something is to be done.\n\nTEXT is at most 60 letters and says what: "
        "a permit, an extract from the records, a conversation. Nothing of health or causes "
        "belongs there. A reminder names the number alone."
    ),
    epilog=N_('Example: steg deadline add S-0042 "work permit" --on 2026-09-30 --lead 2'),
)
def add(
    ctx: typer.Context,
    who: Who,
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help=N_("what is to be done, in at most 60 letters, or -")),
    ],
    day: Annotated[
        str, typer.Option("--on", metavar="DAY", help=N_("the day by which it is to be done"))
    ],
    lead: Annotated[
        int,
        typer.Option(
            "--lead",
            metavar="MONTHS",
            parser=whole_number(0, 120),
            help=N_("how many months before it is told of"),
        ),
    ] = 1,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = add_deadline(
        face.register,
        who,
        text,
        face.today,
        day=read_day(day, face.today),
        lead=lead,
        dry_run=dry_run,
    )
    face.done(_row(done), format_, dry_run=dry_run)


@deadline.command(
    "done",
    help=N_("Say that what was to be done is done; nobody is reminded of it any more."),
    epilog=N_("Example: steg deadline done S-0042 1"),
)
def done_(
    ctx: typer.Context,
    who: Who,
    number: Annotated[
        int,
        typer.Argument(
            metavar="N",
            parser=whole_number(1, 9999),
            help=N_("the deadline's number, as steg deadline list WHO gives it"),
        ),
    ],
    on: On = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = finish_deadline(face.register, who, number, face.today, on=face.day(on), dry_run=dry_run)
    face.done(_row(done), format_, dry_run=dry_run)


@deadline.command("list", help=N_("List the deadlines that are open, or all of one person's."))
def list_(
    ctx: typer.Context,
    who: WhoOrAll = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("also those that are done"))] = False,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    found = deadline_list(
        face.register,
        face.today,
        who=who,
        everything=everything,
        include_protected=include_protected,
    )
    face.report([found], format_, output=output, plain_csv=plain_csv)
    if not found.rows:
        face.tell(N_("None.") if who else found.form.empty)
