"""steg enrol: somebody enters the programme."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from steg_cli.actions.enrol import Application
from steg_cli.actions.enrol import enrol as enrol_person
from steg_cli.actions.results import Done, Standing
from steg_cli.cli.face import Face
from steg_cli.cli.options import (
    DryRun,
    EducationOption,
    Exception_,
    On,
    StatusOption,
    VerbFormat,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.whom import in_order_of_speech
from steg_cli.programme.choices import SEX
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.identity import Identity, Sex, other_identity, parse_identity
from steg_cli.programme.remedies import ANOTHER_PERSON
from steg_cli.programme.values import read_birth_year

app = new_app()


@app.command(
    "enrol",
    help=N_(
        "Enrol somebody on the ladder's first step.\n\nThe programme is for ages 16 to 64, for "
        "people who are unemployed or far from the labour market and who have a disability or "
        "are long-term unemployed. Anybody else is an exception with a recorded reason. Somebody "
        "who left can be enrolled again; the first enrolment is kept."
    ),
    short_help=N_("enrol somebody on the ladder's first step"),
    epilog=N_(
        'Example: steg enrol 19850101-9809 --name "Sara Ek" --cohort STEG --municipality Skövde '
        "--status unemployed --long-term-unemployed"
    ),
)
def enrol(
    ctx: typer.Context,
    number: Annotated[
        str,
        typer.Argument(
            metavar="NUMBER", help=N_("personnummer or samordningsnummer: YYYYMMDD-NNNN")
        ),
    ],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=N_("the person's name"))],
    cohort: Annotated[str, typer.Option("--cohort", metavar="NAME", help=N_("cohort"))],
    municipality: Annotated[
        str, typer.Option("--municipality", metavar="NAME", help=N_("home municipality"))
    ],
    status: StatusOption,
    disability: Annotated[
        bool, typer.Option("--disability", help=N_("the person has a disability"))
    ] = False,
    long_term_unemployed: Annotated[
        bool,
        typer.Option("--long-term-unemployed", help=N_("the person is long-term unemployed")),
    ] = False,
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
            "--sex",
            metavar="woman|man",
            parser=SEX.typed,
            help=N_("sex, with --other-id"),
        ),
    ] = None,
    another_person: Annotated[
        bool,
        typer.Option(
            "--another-person",
            help=N_("not who is registered with the same name and birth date"),
        ),
    ] = False,
    exception: Exception_ = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    if not (disability or long_term_unemployed or exception) and face.can_ask:
        disability = face.agrees(face.t(N_("Does the person have a disability?")))
        long_term_unemployed = face.agrees(face.t(N_("Is the person long-term unemployed?")))
    application = Application(
        identity=_identity(face, number, other_id=other_id, birth_year=birth_year, sex=sex),
        name=in_order_of_speech(face, name),
        cohort=cohort,
        municipality=municipality,
        status=status,
        on=face.day(on) or face.today,
        disability=disability,
        long_term_unemployed=long_term_unemployed,
        consultant=consultant,
        education=education,
        protected=protected,
        exception=exception,
        another_person=another_person,
    )
    face.done(_enrolled(face, application, dry_run=dry_run), format_, dry_run=dry_run)


def _enrolled(face: Face, application: Application, *, dry_run: bool) -> Done[Standing]:
    """Enrol somebody; at a terminal, ask whether a namesake born the same day is another person.

    Without one that is refused: two cases of one person are more harm than a second try.
    """
    try:
        return enrol_person(face.register, application, face.today, dry_run=dry_run)
    except Refused as error:
        if error.remedy != ANOTHER_PERSON or not face.can_ask:
            raise
        question = face.t(N_("Is it another person?"))
        if not face.agrees(f"{face.t.error(error)} {question}"):
            raise
        another = replace(application, another_person=True)
        return enrol_person(face.register, another, face.today, dry_run=dry_run)


def _identity(
    face: Face, number: str, *, other_id: bool, birth_year: int | None, sex: Sex | None
) -> Identity:
    if other_id and (birth_year is None or sex is None):
        raise Malformed(
            N_("An other id does not tell birth year and sex."),
            N_("Add --birth-year YYYY and --sex woman or --sex man."),
        )
    if not other_id and (birth_year is not None or sex is not None):
        raise Malformed(
            N_("Birth year and sex stand in the number."),
            N_("Leave out --birth-year and --sex, or add --other-id."),
        )
    if other_id and birth_year is not None and sex is not None:
        return other_identity(number, birth_year, sex, face.today)
    return parse_identity(number, face.today)
