"""steg amend, log, undo, redo: mending what went wrong, and seeing what was done."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer._click import Context
from typer._click.core import Parameter

from steg_cli.actions.amend import amend as amend_field
from steg_cli.actions.results import Done, Reversed
from steg_cli.actions.undo import next_reversal, reverse_last
from steg_cli.cli.face import Face, Format
from steg_cli.cli.options import (
    AlsoOfProtected,
    DryRun,
    FormatOption,
    IncludeProtected,
    Output,
    PlainCsv,
    VerbFormat,
    Who,
    WhoOrAll,
    Yes,
    check_beside,
    nothing_without,
)
from steg_cli.cli.spoken import SpokenCommand, face_of, new_app
from steg_cli.cli.trying import check_told_apart, corrects_own_sector, told_apart
from steg_cli.cli.whom import in_order_of_speech
from steg_cli.programme.amending import (
    ENROLMENT,
    IDENTITY,
    KEPT_WHOLE,
    NUMBERED,
    PARTICIPANT,
    is_day,
)
from steg_cli.programme.days import read_day
from steg_cli.programme.errors import N_, StegError
from steg_cli.programme.values import whole_number
from steg_cli.programme.words import Deed
from steg_cli.reports.log import MOST_ROWS, USUAL_ROWS
from steg_cli.reports.log import log as change_log
from steg_cli.texts import Texts
from steg_cli.texts.fields import field_meant, shown_field

if TYPE_CHECKING:
    from steg_cli.reports.reads import Read
    from steg_cli.reports.report import Report

PLACES = ("workplace", "municipality", "post")  # fields that say where somebody is

app = new_app()


class Amend(SpokenCommand):
    """The command whose help names every field that can be amended, and which asks for one."""

    def check_answer(self, param: Parameter, answer: str, t: Texts) -> None:
        """Raise NotFound for a field that is not there, before its value is asked for."""
        if param.name == "field":
            field_meant(answer, t)

    def check_asking(self, ctx: Context) -> None:
        """Raise Refused for a dry run that could tell where somebody is, and NotFound."""
        given = ctx.params
        if given.get("who") is None or given.get("field") is None:
            return
        asked_for = bool(given.get("include_protected"))
        meant = field_meant(given["field"], face_of(ctx).t)
        check_told_apart(ctx, given["who"], _tells_where(meant), include_protected=asked_for)

    def help_values(self, t: Texts) -> dict[str, str]:
        """Return the fields, by what they belong to."""
        other_id = [name for name, one in PARTICIPANT.items() if one.only == "other id"]
        always = [name for name in PARTICIPANT if name not in other_id]
        whole = {
            "participant": [*IDENTITY, *always],
            "other_id": other_id,
            "enrolment": ENROLMENT,
            "whole": [f"{name}.N" for name in NUMBERED if name not in KEPT_WHOLE],
        }
        return {
            **{kind: _listed(kind, one.fields, t) for kind, one in NUMBERED.items()},
            **{key: ", ".join(shown_field(one, t) for one in whole[key]) for key in whole},
        }


def _listed(kind: str, fields: Iterable[str], t: Texts) -> str:
    """Return the fields of a thing with a number: stay.N.step, .first-day."""
    thing = shown_field(f"{kind}.N", t)
    named = (shown_field(f"{kind}.N.{field}", t) for field in fields)
    return thing + ", ".join(name.removeprefix(thing) for name in named)


@app.command(
    "amend",
    cls=Amend,
    help=N_(
        "Correct a mistake found later, under the same rules as everything else.\n\nFIELD is "
        "{participant} (with an other id also {other_id}); of the latest enrolment {enrolment}; "
        "{stay}; {placement}; {pause}; {deadline}; {move}; note.N. "
        "steg show gives the numbers N.\n\n"
        'An empty VALUE ("") clears what may be left out. It also takes back a last '
        "day (last-day, placement.N.last-day), and takes away what was recorded by "
        "mistake ({whole})."
    ),
    epilog=N_("Example: steg amend S-0042 stay.2.first-day 2026-02-01"),
    context_settings={"ignore_unknown_options": True},  # VALUE can be -3d
)
def amend(
    ctx: typer.Context,
    who: Who,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=N_("what to correct"))],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help=N_("what should have stood there, or -"))
    ],
    include_protected: AlsoOfProtected = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    meant = field_meant(field, face.t)
    value = in_order_of_speech(face, value) if meant == "name" else value
    if is_day(meant):
        with suppress(StegError):  # amend_field says what is wrong with it
            face.understand(value, read_day(value, face.today))
    tells = _tells_where(meant) or corrects_own_sector(face, who, meant, value)
    with told_apart(ctx, who, tells, include_protected=include_protected):
        done = amend_field(face.register, who, meant, value, face.today, dry_run=dry_run)
        face.done(done, format_, dry_run=dry_run)


def _tells_where(field: str) -> bool:
    """Say whether a value is refused or not by where somebody is: a workplace can be closing."""
    of, _, name = field.rpartition(".")
    return name in PLACES or (of.startswith("placement.") and name in ("first-day", "last-day"))


@app.command(
    "log",
    help=N_(
        "Show the change history, the latest first: everything, or what concerned WHO.\n\nEach "
        "change says who made it: the login on that computer, with (cron) or (systemd) where a "
        "timer started steg, and nothing for what another program or an older steg wrote. Below "
        "it stands what it did, field by field: before > now.\n\nOf somebody with a protected "
        "identity only the fields that were changed are named, and what would tell where they are "
        "is left out, unless you ask for it.\n\nWith --reads it shows instead who read what: every "
        "use of --include-protected, every extract and every export."
    ),
)
def log(
    ctx: typer.Context,
    who: WhoOrAll = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            parser=whole_number(1, 10**9),
            help=N_(
                "how many changes at most; if left out 20, or as many as the terminal has lines for"
            ),
        ),
    ] = None,
    change: Annotated[
        int | None,
        typer.Option(
            "--change",
            metavar="N",
            parser=whole_number(1, 10**9),
            help=N_("only this change, with everything that it did"),
        ),
    ] = None,
    read: Annotated[
        bool, typer.Option("--reads", help=N_("who read what, instead of who changed what"))
    ] = False,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help=N_("with --reads: one month, as 2026-11")),
    ] = None,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    if read or month is not None:
        others = {"--change": change, "--include-protected": include_protected}
        _check_reads(others, read=read)
        found_reads = _reads(face, who, month, limit)
        face.report([found_reads], format_, output=output, plain_csv=plain_csv)
        if not found_reads.rows and face.format_for(format_, output) != "table":
            face.tell(found_reads.form.empty)
        return
    whole = change is not None or face.format_for(format_, output) == "json"
    found = change_log(
        face.register,
        face.today,
        who=who,
        change=change,
        limit=limit or USUAL_ROWS,
        most_rows=None if whole else MOST_ROWS,
        include_protected=include_protected,
    )
    brief = limit is None and change is None
    face.report([found], format_, output=output, plain_csv=plain_csv, brief=brief)


def _check_reads(others: Mapping[str, object], *, read: bool) -> None:
    """Raise Malformed for what goes with changes alone, and for a month of them."""
    if not read:
        raise nothing_without("--month", "--reads")
    check_beside("--reads", others)


def _reads(face: Face, who: str | None, month: str | None, limit: int | None) -> "Report[Read]":
    from steg_cli.cli.reporting import read_month
    from steg_cli.reports.reads import reads

    first = None if month is None else read_month(month)
    return reads(face.register, face.today, who=who, month=first, limit=limit)


@app.command(
    "undo",
    help=N_(
        "Take back the last change whole, or an older CHANGE that nothing later builds on: steg "
        "log shows their numbers. It stays in the log, and steg redo brings it back."
    ),
    epilog=N_("Example: steg undo 57"),
)
def undo(
    ctx: typer.Context,
    change: Annotated[
        int | None,
        typer.Argument(
            metavar="[CHANGE]",
            parser=whole_number(1, 10**9),
            help=N_("the number of an older change"),
        ),
    ] = None,
    include_protected: AlsoOfProtected = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    _reverse(
        face_of(ctx),
        "undo",
        format_,
        older=change,
        include_protected=include_protected,
        yes=yes,
        dry_run=dry_run,
    )


@app.command(
    "redo", help=N_("Bring back what the last steg undo took, unless something was changed since.")
)
def redo(
    ctx: typer.Context, yes: Yes = False, dry_run: DryRun = False, format_: VerbFormat = None
) -> None:
    _reverse(face_of(ctx), "redo", format_, yes=yes, dry_run=dry_run)


def _reverse(
    face: Face,
    what: Literal["undo", "redo"],
    format_: Format | None,
    *,
    older: int | None = None,
    include_protected: bool = False,
    yes: bool,
    dry_run: bool,
) -> None:
    target = next_reversal(face.register, what, older)

    def reversed_(*, dry_run: bool) -> Done[Reversed]:
        expected = target.reversed
        return reverse_last(
            face.register,
            what,
            face.today,
            older=older,
            expected=expected,
            include_protected=include_protected,
            dry_run=dry_run,
        )

    if not dry_run and not yes:
        reversed_(dry_run=True)  # what is refused is not asked about
        question = (
            N_("Take back change {change}: {what}?")
            if what == "undo"
            else N_("Bring back change {change}: {what}?")
        )
        deed = Deed(target.command, target.summary)
        face.confirm(face.t(question, change=target.reversed, what=deed), yes=False)
    face.done(reversed_(dry_run=dry_run), format_, dry_run=dry_run)
