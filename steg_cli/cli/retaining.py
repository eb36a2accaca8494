"""steg retention, hold: for how long people are kept, and what stops erasing."""

from typing import Annotated

import typer

from steg_cli.actions import retention as rules
from steg_cli.cli.listing import add_list
from steg_cli.cli.options import DryRun, FormatOption, Output, PlainCsv, VerbFormat, Who
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.choices import KEPT
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.values import whole_number
from steg_cli.programme.words import Keyword
from steg_cli.reports.retention import erased as erased_people
from steg_cli.reports.retention import retention as past_time
from steg_cli.reports.retention import rule_list

app = new_app()
HELP = N_(
    "List who is past the time of the rules of retention (gallring), and what still keeps them."
    "\n\nA municipal register is a public record: nobody goes without a decision. The rules that "
    "are decided for this municipality are loaded with steg retention rule; without one nobody is "
    "past anything. A hold, an open enrolment and the last day of a project's fund keep everybody."
)
retention = new_app(help=HELP)
retention.info.no_args_is_help = False
rule = new_app(
    help=N_("The rules: for how many years what is kept after somebody left, by which decision."),
    short_help=N_("rules of retention: add, list, edit, remove"),
)
app.add_typer(retention, name="retention")
retention.add_typer(rule, name="rule")

YEARS = typer.Option(
    "--years", metavar="N", parser=whole_number(0, 200), help=N_("years after leaving")
)
DECISION = typer.Option("--decision", metavar="DNR", help=N_("the decision's reference (dnr)"))
DECIDED_ON = typer.Option("--decided-on", metavar="DAY", help=N_("the day of the decision"))
Kind = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        parser=KEPT.typed,
        help=N_("participant: the whole person, from the last day of the last enrolment"),
    ),
]


@retention.callback(invoke_without_command=True, help=HELP)
def list_past(
    ctx: typer.Context,
    erased: Annotated[
        bool, typer.Option("--erased", help=N_("what was erased instead: when, and why; not who"))
    ] = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    face = face_of(ctx)
    found = (erased_people if erased else past_time)(face.register, face.today)
    face.report([found], format_, output=output, plain_csv=plain_csv)
    if erased and not found.rows:
        face.tell(found.form.empty)
    if not erased and not rule_list(face.register, face.today).rows:
        face.tell(
            N_(
                "No rule is loaded: steg retention rule add participant --years N "
                "--decision DNR --decided-on DAY"
            )
        )


@rule.command(
    "add",
    help=N_("Load a rule that is decided."),
    epilog=N_(
        "Example: steg retention rule add participant --years 10 --decision KS-2026-14 "
        "--decided-on 2026-02-03"
    ),
)
def add_rule(
    ctx: typer.Context,
    kind: Kind,
    years: Annotated[int, YEARS],
    decision: Annotated[str, DECISION],
    decided_on: Annotated[str, DECIDED_ON],
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values = {"years": years, "decision": decision, "decided_on": face.day(decided_on)}
    done = rules.add_rule(face.register, kind, values, face.today, dry_run=dry_run)
    face.done(done, format_, dry_run=dry_run)


@rule.command("edit", help=N_("Change a rule; what is not named stays as it is."))
def edit_rule(
    ctx: typer.Context,
    kind: Kind,
    years: Annotated[int | None, YEARS] = None,
    decision: Annotated[str | None, DECISION] = None,
    decided_on: Annotated[str | None, DECIDED_ON] = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values = {"years": years, "decision": decision, "decided_on": face.day(decided_on)}
    done = rules.edit_rule(face.register, kind, values, face.today, dry_run=dry_run)
    face.done(done, format_, dry_run=dry_run)


@rule.command("remove", help=N_("Take a rule away: by it nobody is past anything any more."))
def remove_rule(
    ctx: typer.Context, kind: Kind, dry_run: DryRun = False, format_: VerbFormat = None
) -> None:
    face = face_of(ctx)
    done = rules.remove_rule(face.register, kind, face.today, dry_run=dry_run)
    face.done(done, format_, dry_run=dry_run)


add_list(rule, N_("List the rules."), rule_list)


@app.command(
    "hold",
    help=N_(
        "Let nothing of somebody be erased, whatever the rules say, for as long as the hold is on: "
        "as while a case is tried in court. steg show and steg retention show it."
    ),
    epilog=N_('Example: steg hold S-0042 "appeal, FR 1234-26" · steg hold S-0042 --end'),
)
def hold(
    ctx: typer.Context,
    who: Who,
    reason: Annotated[
        str | None, typer.Argument(metavar="[REASON]", help=N_("why, at most 200 letters"))
    ] = None,
    end: Annotated[bool, typer.Option("--end", help=N_("end the hold"))] = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    if reason is None and not end and face.can_ask:
        from steg_cli.cli.asking import Question, ask

        reason = ask(face, Question(face.t(N_("Why may nothing be erased?")), read=str))
    if end == (reason is not None):
        raise Malformed(
            N_("Give a reason to put a hold on, or {option} to end it."),
            N_("One of them, and not both."),
            option=Keyword("--end"),
        )
    if reason is None:
        done = rules.end(face.register, who, face.today, dry_run=dry_run)
    else:
        done = rules.hold(face.register, who, reason, face.today, dry_run=dry_run)
    face.done(done, format_, dry_run=dry_run)
