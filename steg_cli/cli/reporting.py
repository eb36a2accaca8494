"""steg report: the reports in the registry, alone or the summary of the two that matter most.

What an option is called and how its value is read stands here; which options a report has is its
query's own: the parameters that it takes by their names.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from inspect import signature
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click import Context, HelpFormatter

from steg_cli.cli.face import Face
from steg_cli.cli.naming import both, near_names
from steg_cli.cli.options import (
    LEAVE_ONE_OUT,
    CohortOption,
    FormatOption,
    IncludeProtected,
    Output,
    PlainCsv,
    WhatOption,
    Within,
    Yes,
    check_beside,
    not_together,
    nothing_without,
)
from steg_cli.cli.spoken import SpokenCommand, face_of, new_app
from steg_cli.cli.streams import check_is_file
from steg_cli.programme.choices import REPORT_BY, SEX
from steg_cli.programme.days import EARLIEST
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.identity import Sex
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.values import whole_number
from steg_cli.programme.words import Keyword
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.registry import REPORTS, STATUS, SUMMARY, query_of
from steg_cli.reports.report import Report
from steg_cli.texts.swedish import meant

app = new_app()

SexOption = Annotated[
    Sex | None,
    typer.Option(
        "--sex", metavar="woman|man", parser=SEX.typed, help=N_("only women, or only men")
    ),
]
MAILING = ("mail", "yes", "as_of", "project")  # what goes with --mail
MONTHS_OF_A_YEAR = 12
WHOLE = ("json", "xlsx")  # formats with the answer of a year before as it is, beside that of now
# Options that are not called as their values are.
CALLED = {
    "first": "--from",
    "last": "--to",
    "who": "WHO",
    "everybody": "--all",
    "format_": "--format",
}
TIMES = ("first", "last", "month", "year")


class ReportCommand(SpokenCommand):
    """The command `report`, whose help lists the reports."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the reports, then the options."""
        t = face_of(ctx).t
        with formatter.section(t(N_("Reports"))):
            formatter.write_dl([(both(name, t), t(entry.tells)) for name, entry in REPORTS.items()])
        super().format_options(ctx, formatter)


@app.command(
    "report",
    cls=ReportCommand,
    help=N_(
        "Show how the cohorts stand and what is running out.\n\nWithout a name both are "
        "shown. With --as-of the answer is what it would have been on that day."
    ),
)
def report(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[REPORT]", help=N_("one of the reports above"))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", help=N_("the day to look at; today if left out")),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("the first day to count"))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("the last day to count"))
    ] = None,
    within: Within = None,
    cohort: CohortOption = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="NAME", help=N_("only who lives in it"))
    ] = None,
    workplace: Annotated[
        str | None, typer.Option("--workplace", metavar="NAME", help=N_("only who is placed there"))
    ] = None,
    sex: SexOption = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="NAME", help=N_("only this project"))
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="MONTH", help=N_("the month, as 2026-11; the last one if left out")
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YYYY",
            parser=whole_number(1900, 2199),
            help=N_("the year to count; the one before this if left out"),
        ),
    ] = None,
    what: WhatOption = None,
    who: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help=N_("whom employment is about; --all for everybody")),
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help=N_("employment: of everybody who has been employed"))
    ] = False,
    letters: Annotated[
        Path | None,
        typer.Option(
            "--letters",
            metavar="FOLDER",
            readable=False,
            help=N_("notices: write a letter for each that is not given yet into a folder"),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="|".join(REPORT_BY.codes),
            parser=REPORT_BY.typed,
            help=N_("what costs are added up by (month, quarter, year), a timeline grouped by"),
        ),
    ] = None,
    compare: Annotated[
        bool,
        typer.Option("--compare", help=N_("beside each number its change since a year before")),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=N_("say what is counted, what is left out, and whose rule it is")
        ),
    ] = False,
    no_names: Annotated[
        bool,
        typer.Option(
            "--no-names",
            help=N_("a version that can leave the house: case references, no counts from 1 to 4"),
        ),
    ] = False,
    show_small: Annotated[
        bool, typer.Option("--show-small", help=N_("with --no-names: counts from 1 to 4 too"))
    ] = False,
    mail: Annotated[
        bool,
        typer.Option(
            "--mail",
            help=N_("send the status report, counts alone, to the contacts with an address"),
        ),
    ] = False,
    yes: Yes = False,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    if mail:
        _mail(face, ctx.params, face.day(as_of), project, yes=yes)
        return
    _check_together(
        no_names=no_names, show_small=show_small, unmasked=include_protected, letters=letters
    )
    chosen = reports_of(
        face,
        name,
        as_of,
        Chosen(cohort, municipality, workplace, sex, include_protected),
        STATUS if face.format_for(format_, output) == "html" else SUMMARY,
        first=face.first_day(first),
        last=face.last_day(last),
        within=within,
        what=what or None,
        by=by,
        project=project,
        month=None if month is None else read_month(month),
        year=year,
        compare=compare or None,
        who=who,
        everybody=everybody or None,
    )
    _check_own(chosen[0].name, who, everybody=everybody, letters=letters)
    asked_for = chosen[0]
    secret = any(one.form.secret for one in chosen)
    if secret and no_names:
        raise not_together("--no-names", f"report {name}")
    if secret:
        _ask_for_numbers(face, output, yes=yes)
        from steg_cli.cli.reading import Reading, words_of

        face.reading = Reading(words_of(ctx), "export")
    written = "csv" if plain_csv else face.format_for(format_, output)
    if compare and written not in WHOLE:
        chosen = [_counted(one) for one in chosen]
    if no_names:
        chosen = nameless(face, chosen, small=show_small)
    if compare:
        chosen = with_changes(face, chosen, written)
    face.report(chosen, format_, output=output, plain_csv=plain_csv)
    if explain or secret:
        _explain(face, chosen)
    if letters is not None:
        from steg_cli.cli.letters import write_letters

        write_letters(face, asked_for, letters, include_protected=include_protected)


def _mail(
    face: Face, given: Mapping[str, object], day: date | None, project: str | None, *, yes: bool
) -> None:
    """Send the status report. Raises Malformed for what was given and does not go with that."""
    from steg_cli.cli.mailing import mail_status

    if name := given["name"]:
        raise Malformed(
            N_("{first} sends the status report to the contacts: {name} does not go with it."),
            N_("Write it alone: steg report --mail"),
            first=Keyword("--mail"),
            name=name,
        )
    check_beside("--mail", {_called(key): one for key, one in given.items() if key not in MAILING})
    mail_status(face, day or face.today, project, yes=yes)


def _ask_for_numbers(face: Face, output: Path | None, *, yes: bool) -> None:
    """Ask whether a file with identity numbers is to be written. Raises Malformed without one."""
    check_is_file(output)
    question = N_("{path} will hold identity numbers. Write it?")
    face.confirm(face.t(question, path=output), yes=yes)


def _explain(face: Face, reports: list[Report[Any]]) -> None:
    """Say what each report counts, and how."""
    from steg_cli.output.columns import explained

    for one in reports:
        face.say("\n".join(explained(one, face.t)))


def _check_own(name: str, who: str | None, *, everybody: bool, letters: Path | None) -> None:
    """Raise Malformed where employment is not said of whom, and for letters of another report."""
    if name == "employment" and (who is None) is not everybody:
        raise Malformed(
            N_("Say whose employment it is about: one person's, or everybody's."),
            N_("Write steg report employment WHO, or steg report employment --all."),
        )
    if name != "notices" and letters is not None:
        raise not_together("--letters", f"report {name}")


def _foreign(option: str, report: str | None, own: Collection[str]) -> Malformed:
    """Return the refusal of an option, or of WHO, that a report does not have; `own` are its."""
    times = [_called(one) for one in TIMES if one in own]
    is_time = times and option in map(_called, TIMES)
    hint = N_("Its time is told by {times}.") if is_time else LEAVE_ONE_OUT
    return not_together(option, f"report {report or ''}", hint, times=Keyword(", ".join(times)))


def _called(key: str) -> str:
    """Return the option that is a report's parameter."""
    return CALLED.get(key, "--" + key.replace("_", "-"))


def _check_together(
    *, no_names: bool, show_small: bool, unmasked: bool, letters: Path | None
) -> None:
    """Raise Malformed for what makes no sense with, or without, a version without names."""
    if show_small and not no_names:
        raise nothing_without("--show-small", "--no-names")
    if no_names:
        check_beside("--no-names", {"--include-protected": unmasked, "--letters": letters})


def read_month(text: str) -> date:
    """Return the first day of the month that is written as 2026-11. Raises Malformed."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if found is None or int(found[1]) < EARLIEST:
        raise Malformed(
            N_("{text} is no month."), N_("Write the year and the month: 2026-11."), text=text
        )
    return date(int(found[1]), int(found[2]), 1)


def nameless(face: Face, reports: list[Report[Any]], *, small: bool) -> list[Report[Any]]:
    """Return the reports as they can leave the house, and say what is not in them."""
    from steg_cli.reports.nameless import ALONE, FEW_EXPLAINED, has_few, without_names

    masked = without_names(reports, small=small)
    if any(map(has_few, masked)):
        face.tell(FEW_EXPLAINED)
    if gone := [one.name for one in masked if one.form.empty == ALONE]:
        sentence = N_(
            "No cases beside hidden counts, which they would tell: {names}. Each has them where "
            "it stands alone: steg report {first} --no-names"
        )
        names = ", ".join(map(face.t.name, gone))
        face.tell(sentence, names=names, first=Keyword(gone[0]))
    return masked


def _counted(report: Report[Any]) -> Report[Any]:
    """Return the report, or the counts of one of cases: of cases no number has one before it."""
    counts, before = report.counts, report.before
    return report if counts is None or before is None else replace(counts, before=before.counts)


def with_changes(face: Face, reports: list[Report[Any]], format_: str) -> list[Report[Any]]:
    """Return the reports with their changes in the numbers, where people read them.

    Raises Malformed for CSV, which has no place for them.
    """
    if format_ == "csv":
        raise Malformed(
            N_("A CSV file has no place for a comparison."),
            N_("Write a workbook (--output FILE.xlsx) or --format json, or leave --compare out."),
        )
    if format_ in WHOLE:
        return reports
    from steg_cli.output.comparing import compared

    before = next(one.before for one in reports if one.before)
    face.tell(N_("In brackets: the change since {day}."), day=before.as_of)
    return [compared(one) for one in reports]


def reports_of(
    face: Face,
    name: str | None = None,
    as_of: str | None = None,
    chosen: Chosen = EVERYBODY,
    unnamed: Sequence[str] = SUMMARY,
    *,
    compare: bool | None = None,
    **options: object,
) -> list[Report[Any]]:
    """Return the report called `name`, or those `unnamed`, with the options that are theirs.

    An option that is None was not given. A query that takes `chosen` has all the options of it,
    one that takes some of them by their names has those. `compare` puts the answer of a year before
    beside those that can be compared: of cases, only where they are the one report asked for.
    Raises Malformed for another name, for an option that no report asked for has, and for a
    comparison that tells nothing.
    """
    known = None if name is None else _known(face, name)
    asked = [_Asked(query_of(one)) for one in (unnamed if known is None else (known,))]
    options = {**vars(chosen), "include_protected": chosen.include_protected or None, **options}
    given = {key: value for key, value in options.items() if value is not None}
    own = {key for one in asked for key in one.options}
    if foreign := [key for key in given if key not in own]:
        raise _foreign(_called(foreign[0]), known, own)
    day = face.day(as_of) or face.today
    given["chosen"] = chosen
    reports = [one.on(face, day, given) for one in asked]
    if not compare:
        return reports
    if known is not None and (told := reports[0].form.incomparable):
        raise Malformed(*told)
    then = _year_before(day)
    given = {key: _year_before(value, key) for key, value in given.items()}
    return [
        report
        if known is None and (report.counts or report.form.incomparable)
        else replace(report, before=one.on(face, then, given))
        for report, one in zip(reports, asked, strict=True)
    ]


def _known(face: Face, name: str) -> str:
    """Return the report that is called so in either language. Raises Malformed for another name."""
    known = meant(name, REPORTS)
    if known is not None:
        return known
    near = near_names(name, REPORTS)
    raise Malformed(
        N_("There is no report {name}."),
        N_("Did you mean {near}?") if near else N_("It can be {names}."),
        name=name,
        near=", ".join(near),
        names=", ".join(map(face.t.name, REPORTS)),
    )


@frozen
class _Asked:
    """A report that is asked for."""

    query: Callable[..., Report[Any]]

    @property
    def options(self) -> set[str]:
        """The options that are its own."""
        taken = signature(self.query).parameters.keys()
        return {*taken, *(vars(EVERYBODY) if "chosen" in taken else ())}

    def on(self, face: Face, day: date, given: Mapping[str, Any]) -> Report[Any]:
        """Return its answer of a day, with those of the given options that its query takes."""
        taken = given.keys() & signature(self.query).parameters.keys()
        return self.query(face.register, day, **{key: given[key] for key in taken})


def _year_before(value: Any, key: str = "") -> Any:
    """Return a day a year earlier, or the last day of a time of that year; else the value."""
    from steg_cli.reports.ends import earlier

    if key == "year" and isinstance(value, int):
        return value - 1
    if not isinstance(value, date):
        return value
    if key == "last" and value < date.max:
        return earlier(value + ONE_DAY, MONTHS_OF_A_YEAR) - ONE_DAY
    return earlier(value, MONTHS_OF_A_YEAR)
