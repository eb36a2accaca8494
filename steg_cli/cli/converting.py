"""steg convert-to-enhetsassistent: one, several, or a whole sector."""

from typing import Annotated

import typer

from steg_cli.actions.convert import convert_people, convert_sector
from steg_cli.actions.results import Done, Standings
from steg_cli.cli.face import Face
from steg_cli.cli.options import (
    AlsoOfProtected,
    DryRun,
    On,
    Percent,
    VerbFormat,
    Workplace,
    Yes,
    not_together,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.trying import told_apart
from steg_cli.output.sentences import done_lines
from steg_cli.programme.errors import N_, Malformed, Note
from steg_cli.programme.frozen import replace

app = new_app()


@app.command(
    "convert-to-enhetsassistent",
    help=N_(
        "Convert serviceassistenter to enhetsassistenter, employed by the sector itself.\n\nOne, "
        "several, or with --sector and --all everybody who works in a sector. All or none: if one "
        "of them cannot be converted, nobody is. People with a protected identity are converted by "
        "their case references alone.\n\nOf two workplaces those whose sector employs "
        "its own go on; the others end."
    ),
    epilog=N_(
        'Example: steg convert-to-enhetsassistent --sector "Vård och omsorg" --all --on 2023-01-01'
    ),
)
def convert_to_enhetsassistent(
    ctx: typer.Context,
    who: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHO]...",
            help=N_(
                "case references, identity numbers, or beginnings of names; - to type one unseen"
            ),
        ),
    ] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="NAME", help=N_("the sector, with --all"))
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help=N_("everybody in the sector who can be converted"))
    ] = False,
    on: On = None,
    workplace: Workplace = None,
    percent: Percent = None,
    weekends: Annotated[
        bool | None,
        typer.Option(
            "--weekends/--no-weekends", help=N_("whether the schedule has daytime weekend work")
        ),
    ] = None,
    include_protected: AlsoOfProtected = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    _check_usage(who or [], sector, workplace, everybody=everybody)
    if everybody and include_protected:
        raise not_together("--include-protected", "--all")

    def convert(*, dry_run: bool, expected: frozenset[str] | None = None) -> Done[Standings]:
        if sector is not None:
            return convert_sector(
                face.register,
                sector,
                face.today,
                on=face.day(on),
                weekends=weekends,
                expected=expected,
                dry_run=dry_run,
            )
        return convert_people(
            face.register,
            who or [],
            face.today,
            on=face.day(on),
            workplace=workplace,
            percent=percent,
            weekends=weekends,
            dry_run=dry_run,
        )

    with told_apart(ctx, who, True, include_protected=include_protected):
        if not dry_run and not yes and (sector is not None or len(who or []) > 1):
            planned = convert(dry_run=True)
            told = _preview(face, planned, ask=sector is not None)
            expected = frozenset(person.reference for person in planned.result.people)
            done = convert(dry_run=False, expected=expected)
            notes = tuple(one for one in done.notes if one not in told)
            face.done(replace(done, notes=notes), format_)
            return
        face.done(convert(dry_run=dry_run), format_, dry_run=dry_run)


def _preview(face: Face, planned: Done[Standings], *, ask: bool) -> tuple[Note, ...]:
    """Show who would be converted; ask when a whole sector is, and tell what ends by it.

    Return what was told.
    """
    people = planned.result.people
    face.say(
        face.t.plural(
            "{count} person is about to be converted:",
            "{count} people are about to be converted:",
            len(people),
        )
    )
    face.say(done_lines(planned, face.t))
    if not ask:
        return ()
    face.notes(planned.notes)
    face.confirm(face.t(N_("Go ahead?")), yes=False)
    return planned.notes


def _check_usage(
    who: list[str], sector: str | None, workplace: str | None, *, everybody: bool
) -> None:
    if (sector is not None) != everybody:
        raise Malformed(
            N_("--sector and --all belong together."),
            N_('Write --sector "Vård och omsorg" --all, or name the people.'),
        )
    if bool(who) == everybody:
        raise Malformed(
            N_("Either people are named or a whole sector is converted."),
            N_("Name somebody (S-0042), or give --sector NAME --all."),
        )
    if everybody and workplace is not None:
        raise Malformed(
            N_("A whole sector is converted where people are: --workplace does not go with --all."),
            N_("Leave out --workplace, or name the people."),
        )
