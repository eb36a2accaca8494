"""steg support: decisions that pay part of the wage."""

from typing import Annotated

import typer

from steg_cli.actions import supports
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
from steg_cli.programme.choices import SUPPORT_KIND
from steg_cli.programme.codes import SupportKind
from steg_cli.programme.days import read_first_day, read_last_day
from steg_cli.programme.errors import N_
from steg_cli.programme.people import Support
from steg_cli.programme.values import CROWNS, read_percent, whole_number
from steg_cli.reports.supports import SupportRow, support_list, support_row

app = new_app()
support = new_app(
    help=N_(
        "Decisions that pay part of the wage, each with days of its own.\n\nThe kind can tell of "
        "a disability: it stands in no mail and no calendar, and in steg log only among the fields."
    )
)
app.add_typer(support, name="support")

KINDS = N_(
    "introduktionsjobb, extratjanst, nystartsjobb, lonebidrag, lonebidrag-utveckling, "
    "trygghetsanstallning, osa, etableringsjobb or other"
)
FIRST = typer.Option("--from", metavar="DAY", help=N_("first day it pays for"))
LAST = typer.Option("--until", metavar="DAY", help=N_("last day it pays for"))
Reference = Annotated[
    str | None,
    typer.Option("--reference", metavar="TEXT", help=N_("the decision's reference (dnr)")),
]
Number = Annotated[
    int,
    typer.Argument(
        metavar="N",
        parser=whole_number(1, 9999),
        help=N_("the support's number, as steg support list WHO gives it"),
    ),
]


def _row(done: Done[Numbered[Support]]) -> Done[SupportRow]:
    """Return what a command did as a row, masked as in every answer to a verb."""
    one = done.result
    return done.showing(support_row(one.participant, one.number, one.part))


@support.command(
    "add",
    help=N_(
        "Record a decision on support.\n\nA note tells when it ends before the period that it "
        "pays for, or begins after it. KIND can also be written as its Swedish word."
    ),
    epilog=N_(
        "Example: steg support add S-0042 nystartsjobb --from 2026-01-01 --until 2026-12-31 "
        "--percent 50"
    ),
)
def add(
    ctx: typer.Context,
    who: Who,
    kind: Annotated[
        SupportKind, typer.Argument(metavar="KIND", parser=SUPPORT_KIND.typed, help=KINDS)
    ],
    first: Annotated[str, FIRST],
    last: Annotated[str, LAST],
    percent: Annotated[
        int | None,
        typer.Option("--percent", metavar="N", parser=read_percent, help=N_("of the wage")),
    ] = None,
    cap: Annotated[
        int | None,
        typer.Option(
            "--cap", metavar="AMOUNT", parser=CROWNS, help=N_("at most so many SEK a month")
        ),
    ] = None,
    reference: Reference = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = supports.add_support(
        face.register,
        who,
        kind,
        face.today,
        first=face.understand(first, read_first_day(first, face.today)),
        last=face.understand(last, read_last_day(last, face.today)),
        percent=percent,
        cap=cap,
        decision=reference,
        dry_run=dry_run,
    )
    face.done(_row(done), format_, dry_run=dry_run)


@support.command(
    "edit",
    help=N_(
        "Correct a decision; what is not named stays as it is.\n\nAn empty value clears the "
        "percent, the cap or the reference."
    ),
    epilog=N_('Example: steg support edit S-0042 1 --until 2026-06-30 --reference "AF 26/123"'),
)
def edit(
    ctx: typer.Context,
    who: Who,
    number: Number,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help=KINDS)] = None,
    first: Annotated[str | None, FIRST] = None,
    last: Annotated[str | None, LAST] = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="N", help=N_("of the wage"))
    ] = None,
    cap: Annotated[
        str | None, typer.Option("--cap", metavar="AMOUNT", help=N_("at most so many SEK a month"))
    ] = None,
    reference: Reference = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values = {
        "kind": kind,
        "first_day": face.day_or_none(first),
        "last_day": face.last_day_or_none(last),
        "percent": percent,
        "cap": cap,
        "decision": reference,
    }
    done = supports.edit_support(face.register, who, number, values, face.today, dry_run=dry_run)
    face.done(_row(done), format_, dry_run=dry_run)


@support.command(
    "end",
    help=N_("End a decision before its last day, as when the employment ended."),
    epilog=N_("Example: steg support end S-0042 1 --on 2026-05-31"),
)
def end(
    ctx: typer.Context,
    who: Who,
    number: Number,
    on: On = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = supports.end_support(
        face.register, who, number, face.today, on=face.last_day(on), dry_run=dry_run
    )
    face.done(_row(done), format_, dry_run=dry_run)


@support.command("list", help=N_("List the decisions that are not over, or all of one person's."))
def list_(
    ctx: typer.Context,
    who: WhoOrAll = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("also those that are over"))] = False,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    found = support_list(
        face.register,
        face.today,
        who=who,
        everything=everything,
        include_protected=include_protected,
    )
    face.report([found], format_, output=output, plain_csv=plain_csv)
    if not found.rows:
        face.tell(N_("None.") if who else found.form.empty)
