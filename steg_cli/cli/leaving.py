"""steg leave, follow-up: the last day, and half a year later."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from steg_cli.actions.follow_up import FollowedUp
from steg_cli.actions.follow_up import follow_up as follow_up_person
from steg_cli.actions.leave import leave as leave_programme
from steg_cli.actions.results import Done, Standing
from steg_cli.cli import questions
from steg_cli.cli.asking import Dialogue, concerning, yes_or_no
from steg_cli.cli.options import AskedWho, DryRun, On, VerbFormat, Yes
from steg_cli.cli.spoken import AskingCommand, face_of, new_app
from steg_cli.output.sentences import standing_line
from steg_cli.output.values import shown
from steg_cli.programme import enrolling, remedies
from steg_cli.programme.choices import OUTCOME
from steg_cli.programme.codes import Outcome
from steg_cli.programme.errors import N_
from steg_cli.programme.people import Person

app = new_app()


@app.command(
    "leave",
    cls=AskingCommand,
    help=N_(
        "Record that somebody leaves the programme; DAY is their last day.\n\nEnds everything that "
        "is open on it. Leaving before a period's planned end is allowed; the plan stays as it was."
    ),
    epilog=N_("Example: steg leave S-0042 --to employment --on 2026-10-31"),
)
def leave(
    ctx: typer.Context,
    who: AskedWho,
    to: Annotated[
        Outcome | None,
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
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    talk = Dialogue(face, excepts=False)
    day = face.last_day(on)
    if who is None or to is None:
        who, to, day, completed = _ask_to_leave(talk, who, to, day, completed=completed)
    case, outcome = who, to

    def act(dry_run: bool) -> Done[Standing]:
        return leave_programme(
            face.register,
            case,
            face.today,
            to=outcome,
            on=day,
            qualification=qualification,
            completed=completed,
            dry_run=dry_run,
        )

    # Much ends and what was planned is taken away: that takes a yes, and not Enter alone.
    sentence = partial(standing_line, t=face.t)
    talk.finish(act, sentence, format_, dry_run=dry_run, yes=yes, enter=False)


def _ask_to_leave(
    talk: Dialogue, who: str | None, to: Outcome | None, on: date | None, *, completed: bool
) -> tuple[str, Outcome, date, bool]:
    """Ask who leaves, to what and when, and whether the training that they leave was completed."""
    face = talk.face
    person = questions.person(talk, who, Person.open_enrolment)
    outcome = talk.value(to, questions.outcome(face, face.t(N_("What do they go on to?"))))

    def ends(day: date) -> None:
        move = partial(enrolling.leave, person, day, outcome, face.today)
        concerning(person, move, remedies.A_LATER_LEAVE)

    stay = person.open_enrolment().stays[-1]
    text = face.t(N_("What is the last day?"))
    day = talk.value(on, questions.day(face, text, ends, otherwise=stay.first_day, last=True))
    if stay.step.training and not stay.completed:
        done = yes_or_no(face, face.t(N_("Was the training completed?")))
        completed = talk.agrees(completed, done)
    return person.participant.reference, outcome, day, completed


@app.command(
    "follow-up",
    cls=AskingCommand,
    help=N_("Record what somebody who left is doing six months later."),
    epilog=N_("Example: steg follow-up S-0042 --status employment"),
)
def follow_up(
    ctx: typer.Context,
    who: AskedWho,
    status: Annotated[
        Outcome | None,
        typer.Option(
            "--status",
            metavar="WORD",
            parser=OUTCOME.typed,
            help=N_("what the person does now; the words are those of steg leave --to"),
        ),
    ],
    on: On = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    talk = Dialogue(face, excepts=False)
    day = face.day(on)
    if who is None or status is None:
        who, status, day = _ask_to_follow_up(talk, who, status, day)
    case, outcome = who, status

    def act(dry_run: bool) -> Done[FollowedUp]:
        return follow_up_person(
            face.register, case, face.today, status=outcome, on=day, dry_run=dry_run
        )

    def sentence(result: FollowedUp) -> str:
        return face.t(
            N_("{reference}, {day}: {status}."),
            reference=result.reference,
            day=result.day,
            status=shown(result.status, face.t, "status"),
        )

    talk.finish(act, sentence, format_, dry_run=dry_run, yes=yes)


def _ask_to_follow_up(
    talk: Dialogue, who: str | None, status: Outcome | None, on: date | None
) -> tuple[str, Outcome, date]:
    """Ask who is followed up, what they do, and on which day that was."""
    face = talk.face

    def tried(person: Person, day: date) -> Person:
        return enrolling.follow_up(person, day, status or "other", face.today)

    def has_left(person: Person) -> None:
        # Who is in the programme today, their last day, cannot be followed up yet.
        about = () if on else (remedies.A_FOLLOW_UP_AFTER_LEAVING,)
        concerning(person, partial(tried, person, face.today), *about)

    person = questions.person(talk, who, has_left)
    outcome = talk.value(status, questions.outcome(face, face.t(N_("What do they do now?"))))
    text = face.t(N_("On which day was that?"))
    day = talk.value(on, questions.day(face, text, partial(tried, person)))
    return person.participant.reference, outcome, day
