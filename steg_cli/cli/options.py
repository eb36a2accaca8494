"""Options that many commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from steg_cli.cli.face import FORMATS, Format
from steg_cli.programme.choices import FORMAT, WHAT, some_of
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.values import ANY, read_percent, whole_number
from steg_cli.programme.words import Keyword

MONTHS = whole_number(0, 1200)
AMOUNT = whole_number(0, ANY)

_WHO = typer.Argument(
    metavar="WHO",
    help=N_(
        "case reference (S-0042 or 42), identity number, or beginnings of a name; - to type it "
        "unseen"
    ),
)
Who = Annotated[str, _WHO]
AskedWho = Annotated[str | None, _WHO]  # None: the command asks for it
WhoOrAll = Annotated[
    str | None,
    typer.Argument(
        metavar="[WHO]",
        help=N_("case reference, identity number, or beginnings of a name; - to type it unseen"),
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DAY", help=N_("YYYY-MM-DD, 29/6, monday, -3d or +1m; today if left out")
    ),
]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help=N_("a new name"))]
FirstDay = Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("first day"))]
LastDay = Annotated[str | None, typer.Option("--until", metavar="DAY", help=N_("last day"))]
Planned = Annotated[
    int | None,
    typer.Option(
        "--planned", metavar="N", parser=AMOUNT, help=N_("planned number of participants")
    ),
]
Workplace = Annotated[str | None, typer.Option("--workplace", metavar="NAME", help=N_("workplace"))]
Percent = Annotated[
    int | None,
    typer.Option(
        "--percent",
        metavar="N",
        parser=read_percent,
        help=N_("of full time; as where they were before, or 100, if left out"),
    ),
]
CohortOption = Annotated[str | None, typer.Option("--cohort", metavar="NAME", help=N_("cohort"))]
Exception_ = Annotated[
    str | None,
    typer.Option(
        "--exception", metavar="REASON", help=N_("why an exception from the rules is made")
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("show what would change; write nothing"))
]
Yes = Annotated[bool, typer.Option("--yes", help=N_("do not ask for a confirmation"))]
IncludeProtected = Annotated[
    bool,
    typer.Option("--include-protected", help=N_("show people with a protected identity unmasked")),
]
AlsoOfProtected = Annotated[
    bool,
    typer.Option(
        "--include-protected",
        help=N_("also where it tells where somebody with a protected identity is"),
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        parser=FORMAT.typed,
        help=N_("how it is written; a table on a terminal, plain lines elsewhere"),
    ),
]
VerbFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="plain|json",
        parser=some_of(FORMAT, "plain", "json").typed,
        help=N_("sentences for people, or JSON for programs"),
    ),
]
Within = Annotated[
    int | None,
    typer.Option(
        "--within",
        metavar="N",
        parser=whole_number(0, 120),
        help=N_("months ahead in which something counts as ending"),
    ),
]
WhatOption = Annotated[
    list[str] | None,
    typer.Option(
        "--what",
        metavar="|".join(WHAT.codes),
        parser=WHAT.typed,
        help=N_("only ends of this kind; several times if wanted"),
    ),
]
PlainCsv = Annotated[
    bool, typer.Option("--plain-csv", help=N_("CSV for programs: comma, English keys, no mark"))
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="FILE", readable=False, help=N_("write to a file instead of the screen")
    ),
]


LEAVE_ONE_OUT = N_("Leave one of them out.")


def not_together(first: str, second: str, hint: str = LEAVE_ONE_OUT, **values: object) -> Malformed:
    """Return the refusal of two options of which one would be ignored. `values` are the hint's."""
    sentence = N_("{first} does not go with {second}.")
    return Malformed(sentence, hint, first=Keyword(first), second=Keyword(second), **values)


def check_beside(option: str, others: Mapping[str, object]) -> None:
    """Raise Malformed for the first of `others` that is given beside an option that excludes it."""
    for other, given in others.items():
        if given:
            raise not_together(option, other)


def nothing_without(first: str, second: str) -> Malformed:
    """Return the refusal of an option that does nothing without another."""
    return Malformed(
        N_("{first} does nothing without {second}."),
        N_("Leave it out, or add {second}."),
        first=Keyword(first),
        second=Keyword(second),
    )
