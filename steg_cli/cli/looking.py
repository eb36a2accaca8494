"""steg show, list: one person's way, and who is where."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from steg_cli.cli.face import Face
from steg_cli.cli.options import (
    CohortOption,
    FormatOption,
    IncludeProtected,
    Output,
    PlainCsv,
    VerbFormat,
    WhatOption,
    Who,
    Workplace,
    not_together,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.streams import can_write, fitted
from steg_cli.programme.errors import N_, Malformed, note
from steg_cli.programme.values import whole_number

if TYPE_CHECKING:
    from steg_cli.reports.report import Report

app = new_app()

# Said whether there is anybody or not: else it would tell where they are.
UNTOLD = N_(
    "By workplace or municipality nobody with a protected identity is listed, if there is one. "
    "--include-protected shows everybody."
)
TOLD_TO_BEGIN = 6  # of those who are enrolled from a day to come


@app.command(
    "show",
    help=N_(
        "Show one person's whole way as a picture of time, and what comes next.\n\nThe numbers "
        "before steps and workplaces are those that steg amend uses: stay.2, placement.1."
    ),
)
def show(
    ctx: typer.Context,
    who: Who,
    include_protected: IncludeProtected = False,
    format_: VerbFormat = None,
) -> None:
    from steg_cli.reports.way import way

    face = face_of(ctx)
    seen = way(face.register, who, face.today, include_protected=include_protected)
    face.shows(seen.shown)
    if format_ == "json":
        from steg_cli.actions.results import Done

        face.done(Done("show", None, seen.shown), format_)
        return
    from steg_cli.output.picture import picture
    from steg_cli.output.time_axis import ASCII, BLOCKS

    blocks = format_ is None and sys.stdout.isatty() and can_write(BLOCKS.been)
    drawn = picture(
        seen, face.t, face.today, width=face.drawing_width, glyphs=BLOCKS if blocks else ASCII
    )
    face.out(fitted(drawn, sys.stdout))


@app.command(
    "list",
    help=N_(
        "List who is on which step today, and where. With several filters, all must fit.\n\n"
        "A list by workplace or municipality is without people with a protected identity, unless "
        "you ask for them: it would tell where they are."
    ),
)
def list_(
    ctx: typer.Context,
    cohort: CohortOption = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="STEP", help=N_("only on this step"))
    ] = None,
    workplace: Workplace = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="NAME", help=N_("home municipality"))
    ] = None,
    ending: Annotated[
        int | None,
        typer.Option(
            "--ending",
            metavar="N",
            parser=whole_number(0, 120),
            help=N_("what is overdue or ends within N months, in the order of its days"),
        ),
    ] = None,
    what: WhatOption = None,
    everybody: Annotated[
        bool, typer.Option("--all", help=N_("also people who left or have not begun"))
    ] = False,
    notes: Annotated[bool, typer.Option("--notes", help=N_("with the notes about them"))] = False,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    from steg_cli.reports.people import on_pause, people, people_by_end, still_to_begin

    face = face_of(ctx)
    query: Callable[..., Report[Any]]
    for option, is_given in (("--all", everybody), ("--notes", notes)):
        if ending is not None and is_given:
            raise not_together(option, "--ending")
    if ending is not None:
        query = partial(people_by_end, within=ending, what=what or ())
    elif what:
        raise Malformed(
            N_("--what is about what ends."), N_("Add --ending N, how many months ahead.")
        )
    else:
        query = partial(people, everybody=everybody, notes=notes, at_once=False)
    filters: dict[str, Any] = {
        "cohort": cohort,
        "step": step,
        "workplace": workplace,
        "municipality": municipality,
        "include_protected": include_protected,
    }
    paused: tuple[str, ...] = ()
    with face.register.snapshot():
        found = query(face.register, face.today, **filters)
        if ending is None and not notes:
            paused = on_pause(face.register, face.today, found, everybody=everybody, **filters)
        face.report([found], format_, output=output, plain_csv=plain_csv)
    if not found.rows:
        face.tell(found.form.empty)
    if paused:
        face.tell(N_("‖ On pause today: {cases}."), cases=", ".join(paused))
    if not include_protected and (workplace is not None or municipality is not None):
        face.notes((note(UNTOLD),))
    if ending is None and not everybody and step is None and workplace is None:
        to_come = still_to_begin(
            face.register,
            face.today,
            cohort=cohort,
            municipality=municipality,
            include_protected=include_protected,
        )
        _tell_who_is_to_begin(face, to_come)


def _tell_who_is_to_begin(face: Face, to_come: Sequence[tuple[str, date]]) -> None:
    if not to_come:
        return
    t, told = face.t, to_come[:TOLD_TO_BEGIN]
    cases = ", ".join(t(N_("{case} from {day}"), case=case, day=day) for case, day in told)
    face.say(
        t.plural(
            "{count} is enrolled from a day to come: {cases}.",
            "{count} are enrolled from a day to come: {cases}.",
            len(to_come),
            cases=cases + (" …" if len(told) < len(to_come) else ""),
        )
    )
