"""steg enrol: somebody enters the programme."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated, Any, NamedTuple

import typer

from steg_cli.actions.enrol import Application, registered
from steg_cli.actions.enrol import enrol as enrol_person
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.cli import questions
from steg_cli.cli.asking import Dialogue, Enter, Question, concerning, yes_or_no
from steg_cli.cli.declined import Declined, Interrupted
from steg_cli.cli.face import Face
from steg_cli.cli.options import DryRun, Exception_, On, VerbFormat, Yes
from steg_cli.cli.spoken import AskingCommand, face_of, new_app
from steg_cli.cli.whom import in_order_of_speech
from steg_cli.output.sentences import called, standing_line
from steg_cli.programme.checks import (
    Situation,
    check_cohort_open,
    check_unemployed_since,
    ineligibilities,
)
from steg_cli.programme.choices import EDUCATION, LABOUR_STATUS, SEX, STATUS
from steg_cli.programme.codes import Education, LabourStatus, Status
from steg_cli.programme.days import read_since, since_by
from steg_cli.programme.enrolling import check_comes_back
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.frozen import replace
from steg_cli.programme.identity import Identity, Sex, other_identity, parse_identity
from steg_cli.programme.people import Person
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.remedies import ANOTHER_PERSON
from steg_cli.programme.values import read_birth_year
from steg_cli.programme.words import clean_text
from steg_cli.register.surroundings import leads_of
from steg_cli.texts import Texts

app = new_app()

StatusOption = Annotated[
    Status | None,
    typer.Option(
        "--status",
        metavar="|".join(STATUS.codes),
        parser=STATUS.typed,
        help=N_("unemployed, far-from-labour-market or other"),
    ),
]
LabourStatusOption = Annotated[
    LabourStatus | None,
    typer.Option(
        "--labour-status",
        metavar="WORD",
        parser=LABOUR_STATUS.typed,
        help=N_("on the first day, as the fund counts: unemployed, inactive or employed"),
    ),
]
EducationOption = Annotated[
    Education | None,
    typer.Option(
        "--education",
        metavar="|".join(EDUCATION.codes),
        parser=EDUCATION.typed,
        help=N_("highest education: compulsory, upper-secondary or tertiary (ISCED 1–2, 3–4, 5–8)"),
    ),
]


@app.command(
    "enrol",
    cls=AskingCommand,
    help=N_(
        "Enrol somebody on the ladder's first step.\n\nThe programme is for ages 16 to 64, for "
        "people who are unemployed or far from the labour market and who have a disability or "
        "are long-term unemployed. Anybody else is an exception with a recorded reason. Somebody "
        "who left can be enrolled again; the first enrolment is kept."
    ),
    epilog=N_(
        'Example: steg enrol 19850101-9809 --name "Sara Ek" --cohort STEG --municipality Skövde '
        "--status unemployed --long-term-unemployed"
    ),
)
def enrol(
    ctx: typer.Context,
    number: Annotated[
        str | None,
        typer.Argument(
            metavar="NUMBER",
            help=N_("personnummer or samordningsnummer: YYYYMMDD-NNNN; - to type it unseen"),
        ),
    ],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help=N_("the person's name, or -"))
    ],
    cohort: Annotated[str | None, typer.Option("--cohort", metavar="NAME", help=N_("cohort"))],
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="NAME", help=N_("home municipality"))
    ],
    status: StatusOption,
    disability: Annotated[
        bool, typer.Option("--disability", help=N_("the person has a disability"))
    ] = False,
    long_term_unemployed: Annotated[
        bool, typer.Option("--long-term-unemployed", help=N_("the person is long-term unemployed"))
    ] = False,
    labour_status: LabourStatusOption = None,
    unemployed_since: Annotated[
        str | None,
        typer.Option(
            "--unemployed-since", metavar="DAY", help=N_("first day of the unemployment, if known")
        ),
    ] = None,
    on: On = None,
    consultant: Annotated[
        str | None, typer.Option("--consultant", metavar="NAME", help=N_("consultant at AME"))
    ] = None,
    education: EducationOption = None,
    protected: Annotated[
        bool,
        typer.Option(
            "--protected",
            help=N_("protected identity: name, workplace and municipality are never shown"),
        ),
    ] = False,
    other_id: Annotated[
        bool,
        typer.Option(
            "--other-id",
            help=N_("NUMBER is not a personnummer; give --birth-year and --sex as well"),
        ),
    ] = False,
    birth_year: Annotated[
        int | None,
        typer.Option(
            "--birth-year",
            metavar="YYYY",
            parser=read_birth_year,
            help=N_("birth year, with --other-id"),
        ),
    ] = None,
    sex: Annotated[
        Sex | None,
        typer.Option(
            "--sex", metavar="woman|man", parser=SEX.typed, help=N_("sex, with --other-id")
        ),
    ] = None,
    another_person: Annotated[
        bool,
        typer.Option(
            "--another-person", help=N_("not who is registered with the same name and birth date")
        ),
    ] = False,
    exception: Exception_ = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    talk = Dialogue(face, exception)
    given = _Given(number, name, cohort, municipality, status, face.day(on))
    by_hand = _ByHand(birth_year, sex) if other_id else None
    if by_hand is None and (birth_year is not None or sex is not None):
        raise Malformed(
            N_("Birth year and sex stand in the number."),
            N_("Leave out --birth-year and --sex, or add --other-id."),
        )
    situation = (disability, long_term_unemployed)
    missing = None in given[:5] or None in (by_hand or ())
    asks = face.can_ask and (missing or not (any(situation) or exception))
    told = (
        _ask_to_enrol(talk, given, by_hand, *situation)
        if asks
        else _told(face, given, by_hand, *situation)
    )
    since = None if unemployed_since is None else _since(face, unemployed_since, told.on)
    if asks:
        labour_status, since = _ask_labour_status(talk, told, labour_status, since)

    namesake = [another_person]

    def act(dry_run: bool) -> Done[Standing]:
        application = replace(
            told,
            labour_status=labour_status,
            unemployed_since=since,
            consultant=consultant,
            education=education,
            protected=protected,
            exception=talk.exception,
            another_person=any(namesake),
        )
        try:
            return enrol_person(face.register, application, face.today, dry_run=dry_run)
        except Refused as error:
            # Without a terminal that is refused: two cases of one person are more harm than a
            # second try.
            namesake.append(_is_another(face, error))
            return act(dry_run)

    talk.finish(act, partial(_enrolled, t=face.t), format_, dry_run=dry_run, yes=yes)


def _is_another(face: Face, error: Refused) -> bool:
    """Ask whether a namesake born the same day is another person; raise the refusal if not."""
    if error.remedy == ANOTHER_PERSON and face.can_ask:
        question = face.t(N_("Is it another person?"))
        if face.agrees(f"{face.t.error(error)} {question}"):
            return True
    raise error


def _enrolled(person: Standing, t: Texts) -> str:
    """Return in a sentence who is enrolled in what."""
    return t(
        N_("{who} is enrolled in {cohort} from {day}, on {step}."),
        who=called(person, t),
        cohort=person.cohort,
        day=person.since,
        step=t.step(person.step),
    )


class _Given(NamedTuple):
    """What stands on the line."""

    number: str | None
    name: str | None
    cohort: str | None
    municipality: str | None
    status: Status | None
    on: date | None


class _ByHand(NamedTuple):
    """What is given by hand of somebody whose number does not tell it."""

    birth_year: int | None
    sex: Sex | None


def _told(
    face: Face, given: _Given, by_hand: _ByHand | None, disability: bool, long_term: bool
) -> Application:
    """Return an application of which everything stands on the line."""
    number, name, cohort, municipality, status, on = given
    assert number is not None
    assert name is not None
    assert cohort is not None
    assert municipality is not None
    assert status is not None
    identity = _identity(face, number, by_hand)
    name = in_order_of_speech(face, name)
    day = on or face.today
    return Application(identity, name, cohort, municipality, status, day, disability, long_term)


def _identity(face: Face, number: str, by_hand: _ByHand | None) -> Identity:
    if by_hand is None:
        return parse_identity(number, face.today)
    if by_hand.birth_year is None or by_hand.sex is None:
        raise Malformed(
            N_("An other id does not tell birth year and sex."),
            N_("Add --birth-year YYYY and --sex woman or --sex man."),
        )
    return other_identity(number, by_hand.birth_year, by_hand.sex, face.today)


def _ask_to_enrol(
    talk: Dialogue, given: _Given, by_hand: _ByHand | None, disability: bool, long_term: bool
) -> Application:
    """Ask for what is missing: who first, so that a number that will not do is told at once.

    The day is asked for only where something else was missing.
    """
    face, t = talk.face, talk.face.t
    usual = given.on or face.today

    def fits(identity: Identity, status: Status, *ground: bool, day: date = usual) -> None:
        for _, error in ineligibilities(identity, day, Situation(status, *ground)):
            if not talk.excepted(error):
                raise error

    def may_be(identity: Identity) -> None:
        known = registered(face.register, identity)
        if known:
            concerning(known, lambda: check_comes_back(known, usual))
        fits(identity, "unemployed", True, True)

    identity = _ask_who(talk, given.number, by_hand, may_be)
    known = registered(face.register, identity)
    name = _ask_name(talk, given.name, known)
    cohort = talk.value(given.cohort, questions.cohort(face))
    municipality = talk.value(given.municipality, questions.municipality(face)).name

    def in_group(status: Status) -> None:
        fits(identity, status, True, True)

    def has_ground(told: tuple[Status, bool, bool]) -> None:
        fits(identity, *told)

    ground = (given.status, disability, long_term)
    status, disability, long_term = _ask_ground(talk, ground, in_group, has_ground)

    def begins(day: date) -> None:
        check_cohort_open(cohort.name, cohort.open_until, day)
        if known:
            check_comes_back(known, day)
        fits(identity, status, disability, long_term, day=day)

    text = t(N_("What is the first day?"))
    first = questions.day(face, text, begins, otherwise=_back_at_the_earliest(known))
    day = talk.value(given.on, first) if None in given[:5] else usual
    return Application(
        identity, name, cohort.name, municipality, status, day, disability, long_term
    )


def _ask_ground(
    talk: Dialogue,
    ground: tuple[Status | None, bool, bool],
    in_group: Callable[[Status], None],
    has_ground: Callable[[tuple[Status, bool, bool]], None],
) -> tuple[Status, bool, bool]:
    """Ask for what decides whether somebody belongs to the target group; see `Situation`.

    All of it again where no reason is given for an exception: any of the three may be a mistake.
    """
    face, t = talk.face, talk.face.t
    asked = questions.word(face, t(N_("Status?")), STATUS, "unemployed", in_group)
    while True:
        given, disability, long_term = ground
        status: Status = talk.value(given, asked)
        text = t(N_("Does the person have a disability?"))
        disability = talk.agrees(disability, yes_or_no(face, text))
        text = t(N_("Is the person long-term unemployed?"))
        told = (status, disability, talk.agrees(long_term, yes_or_no(face, text)))
        try:
            talk.check(told, has_ground)
        except Interrupted:
            raise
        except Declined:
            ground = (None, False, False)
        else:
            return told


def _ask_labour_status(
    talk: Dialogue, told: Application, status: LabourStatus | None, since: date | None
) -> tuple[LabourStatus | None, date | None]:
    """Ask what the fund counts. Enter is unemployed if that is the status, else not known."""
    face, t = talk.face, talk.face.t
    text = t(N_("What is the labour status on the first day?"))
    asked = questions.word(face, text, LABOUR_STATUS, told.status)
    unknown: Enter[Any] = Enter(None, t(N_("not known")), is_nothing=True)
    status = talk.value(status, replace(asked, enter=asked.enter or unknown))
    if status != "unemployed" and since is None:
        return status, None

    def began(day: date | None) -> None:
        check_unemployed_since(told.identity, day, told.on)

    def read(answer: str) -> date:
        since = _since(face, answer, told.on)
        if answer != since.isoformat():  # nothing that follows shows it
            face.tell(N_("{text} was understood as {day}."), text=answer, day=since)
        return since

    text = t(N_("Unemployed since which day?"))
    day = Question[date | None](text, read=read, enter=unknown, check=began)
    return status, talk.value(since, day)


def _since(face: Face, text: str, first: date) -> date:
    """Return since when somebody is unemployed who begins on the day `first`."""
    return face.understand(text, since_by(text, read_since(text, face.today), first))


def _back_at_the_earliest(known: Person | None) -> date | None:
    """Return the first day on which somebody who is known, and has left, can come back."""
    left = known.enrolments[-1].last_day if known else None
    return left + ONE_DAY if left else None


def _ask_who(
    talk: Dialogue, number: str | None, by_hand: _ByHand | None, check: Callable[[Identity], None]
) -> Identity:
    """Ask for the number; of another id first for what it does not tell."""
    face, t = talk.face, talk.face.t
    if by_hand is None:
        text = t(N_("Personnummer or samordningsnummer?"))
    else:
        text = t(N_("Which id?"))
        year = Question(t(N_("Which birth year?")), read=read_birth_year)
        sex = questions.word(face, t(N_("Woman or man?")), SEX)
        by_hand = _ByHand(talk.value(by_hand.birth_year, year), talk.value(by_hand.sex, sex))

    def read(answer: str) -> Identity:
        return _identity(face, answer, by_hand)

    return talk.value(number, Question(text, read=read, check=check))


def _ask_name(talk: Dialogue, name: str | None, known: Person | None) -> str:
    """Ask for the name; somebody who comes back keeps the one that is registered."""
    face = talk.face
    if known is not None:
        standing = standing_of(known, leads_of(face.register), face.today)
        face.say(standing_line(standing, face.t, face.today))
        return name or known.participant.name
    text = face.t(N_("First and last name?"))

    def read(answer: str) -> str:
        return in_order_of_speech(face, clean_text(answer, N_("name")))

    return talk.value(name, Question(text, read=read))
