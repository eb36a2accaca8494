"""steg advance, place, extend: along the ladder, to a workplace, a longer period."""

from functools import partial
from typing import Annotated

import typer

from steg_cli.actions.advance import advance as advance_person
from steg_cli.actions.extend import extend as extend_period
from steg_cli.actions.place import place as place_person
from steg_cli.actions.results import Done, Extended, Standing
from steg_cli.cli.asking import Dialogue
from steg_cli.cli.asking_moves import (
    ToAdvance,
    ToPlace,
    ask_to_advance,
    ask_to_extend,
    ask_to_place,
)
from steg_cli.cli.options import (
    MONTHS,
    AlsoOfProtected,
    AskedWho,
    DryRun,
    Exception_,
    On,
    Percent,
    VerbFormat,
    Workplace,
    Yes,
)
from steg_cli.cli.questions import Length
from steg_cli.cli.spoken import AskingCommand, face_of, new_app
from steg_cli.cli.trying import asked_apart, needs_own_sector, told_apart
from steg_cli.output.sentences import called, standing_line
from steg_cli.programme.choices import AGREEMENT
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.fields import HIDDEN
from steg_cli.texts import Texts

app = new_app()

Months = Annotated[
    int | None, typer.Option("--months", metavar="N", parser=MONTHS, help=N_("number of months"))
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help=N_("the contract's own last day"))
]
DecidedBy = Annotated[
    str | None, typer.Option("--decided-by", metavar="NAME", help=N_("who decided it"))
]
Agreement = Annotated[
    str | None,
    typer.Option(
        "--agreement",
        metavar="|".join(AGREEMENT.codes),
        parser=AGREEMENT.typed,
        help=N_("agreement of the employment, if not the usual one of the step"),
    ),
]


@app.command(
    "advance",
    cls=AskingCommand,
    help=N_(
        "Begin the next step of the ladder; the present one ends the day before.\n\nA step with a "
        "limit, such as serviceassistent, is planned for --months or --until, by default for its "
        "least number of months or what is left in all. The same step again, with --to, is a new "
        "period: all periods of a person add up. On any other step they plan its end. Skipping a "
        "step, going back, and more or fewer months than the limit are exceptions with a "
        "reason.\n\n"
        "Workplaces that do not suit the step end; with --workplace it is the only one.\n\n"
        "Whoever goes on from training has completed it, unless --not-completed says otherwise."
    ),
    epilog=N_(
        "Example: steg advance S-0042 --to serviceassistent --months 12 "
        '--workplace "Äldreboendet Ekbacken"'
    ),
)
def advance(
    ctx: typer.Context,
    who: AskedWho,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="STEP", help=N_("the step; the next one if left out")),
    ] = None,
    on: On = None,
    months: Months = None,
    until: Until = None,
    workplace: Workplace = None,
    percent: Percent = None,
    agreement: Agreement = None,
    post: Annotated[
        str | None, typer.Option("--post", metavar="TITLE", help=N_("the post, if it is one"))
    ] = None,
    decided_by: DecidedBy = None,
    certificate: Annotated[
        str | None,
        typer.Option(
            "--certificate",
            metavar="DAY",
            help=N_("the training that ends was completed, with a certificate of that day"),
        ),
    ] = None,
    not_completed: Annotated[
        bool, typer.Option("--not-completed", help=N_("the training that ends was not completed"))
    ] = False,
    exception: Exception_ = None,
    include_protected: AlsoOfProtected = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    _one_of_two(months, until)
    if certificate is not None and not_completed:
        raise Malformed(
            N_("Give --certificate or --not-completed, not both."), N_("Leave one of them out.")
        )
    face = face_of(ctx)
    talk = Dialogue(face, exception)
    length = Length(months, face.last_day(until))
    if who is None or (on is None and face.can_ask):
        with asked_apart(ctx, talk) as check:
            told = ask_to_advance(
                talk,
                check,
                who=who,
                to=to,
                on=face.day(on),
                length=length,
                workplace=workplace,
                percent=percent,
            )
    else:
        told = ToAdvance(who, to, face.day(on), length, workplace)

    def act(dry_run: bool) -> Done[Standing]:
        return advance_person(
            face.register,
            told.who,
            face.today,
            to=told.to,
            on=told.on,
            months=told.length.months,
            until=told.length.until,
            workplace=told.workplace,
            percent=percent,
            agreement=agreement,
            post=post,
            decided_by=decided_by,
            exception=talk.exception,
            certificate_day=face.day(certificate),
            completed=False if not_completed else None,
            dry_run=dry_run,
        )

    own = needs_own_sector(face, told.who, told.to)
    places = (told.workplace, post, own)
    with told_apart(ctx, told.who, *places, include_protected=include_protected):
        talk.finish(act, partial(_step_begun, t=face.t), format_, dry_run=dry_run, yes=yes)


def _step_begun(person: Standing, t: Texts) -> str:
    """Return in a sentence which step somebody begins, and where."""
    line = standing_line(person, t)
    if person.workplace is None:
        return line
    return t(N_("{sentence} Workplace: {workplace}."), sentence=line, workplace=person.workplace)


@app.command(
    "place",
    cls=AskingCommand,
    help=N_(
        "Move somebody to a workplace that suits their step.\n\nThe placement before ends the day "
        "before; if it lasts longer than --until, it resumes the day after. Adapted workplaces "
        "suit the first steps, ordinary ones those from praktik on.\n\nWith --beside somebody is "
        "at two workplaces at once, together full time at most; without --percent it is as much "
        "as the others leave."
    ),
    epilog=N_('Example: steg place S-0042 "Förskolan Blåsippan" --percent 50 --beside'),
)
def place(
    ctx: typer.Context,
    who: AskedWho,
    workplace: Annotated[
        str | None, typer.Argument(metavar="WORKPLACE", help=N_("the workplace's name"))
    ],
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("first day; today if left out"))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help=N_("last day, if it is known"))
    ] = None,
    percent: Percent = None,
    beside: Annotated[
        bool, typer.Option("--beside", help=N_("keep the present placement; this one is beside it"))
    ] = False,
    supervisor: Annotated[
        str | None,
        typer.Option("--supervisor", metavar="NAME", help=N_("supervisor at the workplace")),
    ] = None,
    exception: Exception_ = None,
    include_protected: AlsoOfProtected = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    talk = Dialogue(face, exception)
    begun, ended = face.first_day(first), face.last_day(last)
    if who is None or workplace is None:
        with asked_apart(ctx, talk) as check:
            told = ask_to_place(
                talk,
                check,
                who=who,
                workplace=workplace,
                first=begun,
                last=ended,
                percent=percent,
                beside=beside,
            )
    else:
        told = ToPlace(who, workplace, begun, ended, percent)

    def act(dry_run: bool) -> Done[Standing]:
        return place_person(
            face.register,
            told.who,
            told.workplace,
            face.today,
            first=told.first,
            last=told.last,
            percent=told.percent,
            supervisor=supervisor,
            beside=beside,
            exception=talk.exception,
            dry_run=dry_run,
        )

    with told_apart(ctx, told.who, told.workplace, include_protected=include_protected):
        talk.finish(act, partial(_placed, told=told, t=face.t), format_, dry_run=dry_run, yes=yes)


def _placed(person: Standing, told: ToPlace, t: Texts) -> str:
    """Return in a sentence where somebody is placed, and for how long."""
    return t(
        N_("{who} is at {workplace} from {first}, {percent} %.")
        if told.last is None
        else N_("{who} is at {workplace} from {first} to {last}, {percent} %."),
        who=called(person, t),
        workplace=HIDDEN if person.protected else told.workplace,
        first=told.first,
        last=told.last,
        percent=told.percent,
    )


@app.command(
    "extend",
    cls=AskingCommand,
    help=N_(
        "Extend somebody's period, or move the planned last day of any step.\n\nA period is at "
        "most 24 months with all earlier ones; more is an exception with a reason. Months are "
        "counted from its first day: 12 months extended by 12 are exactly 24."
    ),
    epilog=N_("Example: steg extend S-0042 --months 12"),
)
def extend(
    ctx: typer.Context,
    who: AskedWho,
    months: Months = None,
    until: Until = None,
    on: On = None,
    decided_by: DecidedBy = None,
    exception: Exception_ = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    _one_of_two(months, until)
    face = face_of(ctx)
    talk = Dialogue(face, exception)
    length = Length(months, face.last_day(until))
    if length == Length() and not face.can_ask:
        raise Malformed(N_("Say how long the extension is."), N_("Add --months N or --until DAY."))
    if who is None or length == Length():
        who, length = ask_to_extend(talk, who=who, length=length, on=face.day(on))
    case = who

    def act(dry_run: bool) -> Done[Extended]:
        return extend_period(
            face.register,
            case,
            face.today,
            months=length.months,
            until=length.until,
            on=face.day(on),
            decided_by=decided_by,
            exception=talk.exception,
            dry_run=dry_run,
        )

    talk.finish(act, partial(standing_line, t=face.t), format_, dry_run=dry_run, yes=yes)


def _one_of_two(months: int | None, until: str | None) -> None:
    if months is not None and until is not None:
        raise Malformed(N_("Give --months or --until, not both."), N_("Leave one of them out."))
