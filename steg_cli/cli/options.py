"""Options that many commands share, and how their values are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from steg_cli.cli.face import FORMATS, Format
from steg_cli.programme.choices import (
    AGREEMENT,
    EDUCATION,
    FORMAT,
    LABOUR_STATUS,
    SEX,
    STATUS,
    WHAT,
    some_of,
)
from steg_cli.programme.codes import Education, LabourStatus, Status
from steg_cli.programme.errors import N_
from steg_cli.programme.identity import Sex
from steg_cli.programme.values import read_percent, whole_number

MONTHS = whole_number(0, 1200)
AMOUNT = whole_number(0, 10**12)

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
Months = Annotated[
    int | None,
    typer.Option("--months", metavar="N", parser=MONTHS, help=N_("number of months")),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help=N_("the contract's own last day")),
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
SexOption = Annotated[
    Sex | None,
    typer.Option(
        "--sex", metavar="woman|man", parser=SEX.typed, help=N_("only women, or only men")
    ),
]
DecidedBy = Annotated[
    str | None, typer.Option("--decided-by", metavar="NAME", help=N_("who decided it"))
]
Exception_ = Annotated[
    str | None,
    typer.Option(
        "--exception", metavar="REASON", help=N_("why an exception from the rules is made")
    ),
]
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
Agreement = Annotated[
    str | None,
    typer.Option(
        "--agreement",
        metavar="|".join(AGREEMENT.codes),
        parser=AGREEMENT.typed,
        help=N_("agreement of the employment, if not the usual one of the step"),
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
    bool,
    typer.Option("--plain-csv", help=N_("CSV for programs: comma, English keys, no mark")),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="FILE", readable=False, help=N_("write to a file instead of the screen")
    ),
]
