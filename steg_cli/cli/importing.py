"""steg import: taking in the list that the administrator already has."""

from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from steg_cli.actions.results import Done, Imported
from steg_cli.cli.face import Face, Format
from steg_cli.cli.options import DryRun, VerbFormat, Yes
from steg_cli.cli.progress import bar
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.files import unfinished
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import WholeList
from steg_cli.importing.newcomers import Adding
from steg_cli.programme.choices import NAMES, not_one_of
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.lists import KINDS
from steg_cli.programme.values import plain
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Keyword, Plural, Word, Words
from steg_cli.register.file import Register
from steg_cli.register.surroundings import ladder_of

if TYPE_CHECKING:
    from steg_cli.cli.import_questions import Understood
    from steg_cli.importing.tables import Tables

app = new_app()

CREATED = ("cohort", "municipality", "sector", "workplace")
PROGRESS_FROM = 2000  # rows; fewer are done before a bar would be seen


def _kind(text: str) -> str:
    """Return the kind that a word names: its own, or what a sheet of it is called."""
    from steg_cli.importing.kinds import kinds_by_sheet

    found = kinds_by_sheet().get(plain(text))
    if found is None:
        raise not_one_of(text, Words(Word(SHEETS[report]) for report in KINDS.values()))
    return found.name


def _created(text: str) -> str:
    """Return the kind of surroundings that a word names: cohort, workplaces, Arbetsplatser."""
    from steg_cli.importing.kinds import in_every_language, kinds_by_sheet

    listed = kinds_by_sheet().get(plain(text))
    for one in CREATED:
        called = plain(text) in map(plain, (one, *in_every_language(HEADINGS[one])))
        if called or (listed and listed.fields[0].key == one):
            return one
    raise not_one_of(text, CREATED)


@app.command(
    "import",
    help=N_(
        "Take in a list: .xlsx, .xls, .ods or .csv, or what steg export wrote.\n\nColumns are "
        "known by their headings, in Swedish or English and in any order. Everything is read and "
        "checked first, under the same rules as when you type it. It comes in whole or not at "
        "all, as one change; the same list once more changes nothing. Try it with --dry-run."
    ),
    epilog=N_("Example: steg import deltagare.xlsx --dry-run"),
)
def import_(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            readable=False,
            help=N_("the list, or the folder that an export wrote"),
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            parser=_kind,
            help=N_(
                "what the list tells of: people, stays, placements, workplaces …; otherwise the "
                "sheet's name says it, or it is people"
            ),
        ),
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help=N_("only this sheet; can be given again")),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar='"HEADING=FIELD"',
            help=N_(
                "what a column holds; HEADING=- leaves it out, HEADING=step:praktik for the days "
                "of a step; can be given again"
            ),
        ),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            "--value",
            metavar='"FIELD=VALUE"',
            help=N_(
                "a value for every row that has none, such as cohort=STEG; cohort=sheet takes the "
                "sheet's name; or what a word in the list means: SA=serviceassistent"
            ),
        ),
    ] = None,
    names: Annotated[
        Literal["turned", "as-written"] | None,
        typer.Option(
            "--names",
            metavar="turned|as-written",
            parser=NAMES.typed,
            help=N_("whether “Ek, Sara” becomes Sara Ek; turned if left out"),
        ),
    ] = None,
    create: Annotated[
        list[str] | None,
        typer.Option(
            "--create",
            metavar="KIND",
            parser=_created,
            help=N_(
                "add what the register does not have: workplaces, cohorts, sectors, "
                "municipalities; can be given again"
            ),
        ),
    ] = None,
    sector: Annotated[
        str | None,
        typer.Option(
            "--sector", metavar="NAME", help=N_("the sector of workplaces that are added")
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            metavar="FILE.xlsx",
            readable=False,
            help=N_("write the rows that cannot come in, and why, to be mended and imported"),
        ),
    ] = None,
    partly: Annotated[
        bool, typer.Option("--partly", help=N_("import the others when rows cannot come in"))
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE.xlsx",
            readable=False,
            help=N_("write an empty list to fill in"),
        ),
    ] = None,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget",
            help=N_("forget what was answered about such a list, or without FILE about all"),
        ),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    if forget:
        from steg_cli.cli.import_questions import forget as forgotten

        face.done(forgotten(face, file, dry_run=dry_run), format_, dry_run=dry_run)
        return
    if template is not None:
        if file is not None:
            raise Malformed(
                N_("--template writes an empty list, and does not import {path}."),
                N_("Leave one of them out."),
                path=file,
            )
        _write_template(face, template, dry_run=dry_run)
        return
    if file is None:
        raise Malformed(
            N_("Which list? FILE is missing."),
            N_("steg import FILE --dry-run tries it; --template FILE.xlsx writes an empty one."),
        )
    _check_errors_file(errors)
    from steg_cli.cli.import_questions import understand
    from steg_cli.importing.reading import Reading

    options = Reading(
        kind,
        tuple(sheet or ()),
        _pairs("--map", map_),
        _pairs("--value", value),
        names=names,
        create=frozenset(create or ()),
        sector=sector,
    )
    how = How(dry_run, partly, yes, understand(face, file, options))
    _import(face, file, how, errors, format_)


def _import(
    face: Face, file: Path, how: "How", errors: Path | None, format_: Format | None
) -> None:
    """Take a list in that was understood, and show what became of it."""
    from steg_cli.cli.import_questions import tell_as_options
    from steg_cli.importing.passed_over import passed_over

    tables = how.understood.tables
    face.notes(tuple(passed_over(tables)))
    if errors is not None:
        with unfinished(errors):
            pass  # where it cannot be written nothing else is done either
    done = _taken_in(face, face.register, tables.listed(file.resolve().name), how)
    face.recorded = done.change
    if errors is not None:
        _write_errors(face, errors, tables, done.result)
    stopped = bool(done.result.problems) and not how.partly
    with suppress(OSError) if stopped else nullcontext():  # refused, whoever can see it
        face.done(done, format_)
    if how.dry_run:
        face.tell(N_("Dry run: the register was left as it is."))
    if how.understood.asked and (stopped or how.dry_run):
        tell_as_options(face, file, how.understood.reading)
    if stopped:
        raise _stopped(done.result, errors)


@frozen
class How:
    """How a list is to be taken in."""

    dry_run: bool
    partly: bool
    yes: bool
    understood: "Understood"


def _taken_in(face: Face, register: Register, listed: WholeList, how: How) -> Done[Imported]:
    """Take a list in; ask first when it changes what is there."""

    reading, asked = how.understood.reading, how.understood.asked
    meant = frozenset([*reading.values.values(), *reading.words.values()])
    adding = Adding(reading.create, reading.sector, meant)
    first_shown = asked and not how.yes and not how.dry_run  # who was asked sees what comes of it

    def run(agreed: Imported | None = None, *, only_try: bool = False) -> Done[Imported]:
        rows = len(listed.rows)
        with bar(face.t(N_("Importing")), rows if rows >= PROGRESS_FROM else 0) as progress:
            return import_list(
                register,
                listed,
                face.today,
                dry_run=how.dry_run or only_try,
                partly=how.partly,
                agreed=agreed,
                ask=not how.yes and not how.dry_run,
                adding=adding,
                answers=how.understood.to_keep,
                progress=progress,
            )

    done = run(only_try=first_shown)
    stopped = done.result.problems and not how.partly
    done_by_now = not first_shown and (done.change is not None or not done.result.changes)
    if how.dry_run or how.yes or stopped or done_by_now:
        return done
    if not any(sheet.new or sheet.changed for sheet in done.result.sheets):
        return run(done.result)
    _ask(face, done)
    came = run(done.result)
    return replace(came, notes=tuple(one for one in came.notes if one not in done.notes))


def _ask(face: Face, done: Done[Imported]) -> None:
    """Show what would change and what is worth knowing of it, and ask whether it may."""
    from steg_cli.output.sentences import done_lines

    face.say(done_lines(done, face.t))
    face.notes(done.notes)
    count = len({(change.reference, change.name) for change in done.result.changes})
    question = (
        face.t.plural(
            "Import the list, and change {count} that is in the register?",
            "Import the list, and change {count} that are in the register?",
            count,
        )
        if count
        else face.t(N_("Import the list?"))
    )
    face.confirm(question, yes=False)


def _stopped(result: Imported, errors: Path | None) -> Refused:
    return Refused(
        N_("{rows} cannot come in; nothing was changed."),
        N_("Mend the list and import it again; {errors} shows what is wrong with each row.")
        if errors
        else N_(
            "Mend the list and import it again. --errors FILE.xlsx writes these rows into a list "
            "of their own, --partly imports the others now."
        ),
        rows=Plural("{count} row", "{count} rows", len(result.rejected)),
        errors=errors,
    )


# Reading


def _pairs(option: str, words: list[str] | None) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for word in words or ():
        left, equals, right = word.rpartition("=") if option == "--map" else word.partition("=")
        if not equals or not left.strip() or not right.strip() or right.strip() == "…":
            raise Malformed(
                N_("{word} is not written as two things with = between them."),
                N_('Such as --map "Started=first_day", --value "cohort=STEG".'),
                word=word,
            )
        if left.strip() in pairs:
            raise Malformed(
                N_("{option} says two things of {word}."),
                N_("Leave one of them out."),
                option=Keyword(option),
                word=left.strip(),
            )
        pairs[left.strip()] = right.strip()
    return pairs


# Writing lists


def _check_errors_file(errors: Path | None) -> None:
    if errors is None:
        return
    _check_new_workbook(
        errors, N_("Give the rejected rows a file of their own; nothing was imported.")
    )
    if not errors.absolute().parent.is_dir():
        raise Refused(
            N_("There is no folder {path}."),
            N_("Create it, or name another place; nothing was imported."),
            path=errors.absolute().parent,
        )


def _check_new_workbook(path: Path, hint: str) -> None:
    """Raise Malformed for another ending than .xlsx, and Refused, with a hint, for a taken name."""
    if path.suffix.casefold() != ".xlsx":
        raise Malformed(
            N_("{path} is not the name of a workbook."), N_("Name it FILE.xlsx."), path=path
        )
    if path.exists():
        raise Refused(
            N_("There is already something at {path}; it was left as it is."), hint, path=path
        )


def _write_errors(face: Face, errors: Path, tables: "Tables", result: Imported) -> None:
    """Write the rejected rows of every sheet, each with what is wrong with it."""
    from steg_cli.importing.written import RejectedRows, rejected_xlsx

    lines: dict[tuple[str, int], list[str]] = {(row.sheet, row.row): [] for row in result.rejected}
    for one in result.problems:
        words = [face.t.note(one.problem), face.t.note(one.right)]
        column = f"{face.t(one.column)}: " if one.column else ""
        lines[one.sheet, one.row].append(column + " ".join(filter(None, words)))
    other = face.t(N_("Another row of the same person cannot come in."))
    why = {place: "\n".join(found) or other for place, found in lines.items()}
    rejected = []
    for table in tables.tables:
        places = {row.number: (table.sheet, row.number) for row in table.rows}
        mine = {number: why[place] for number, place in places.items() if place in why}
        rejected += [RejectedRows(table, mine)] if mine else []
    if not rejected:
        face.tell(N_("Every row could come in, so {path} was not written."), path=errors)
        return
    face.out(rejected_xlsx(rejected, face.today, face.t), errors)


def _write_template(face: Face, template: Path, *, dry_run: bool) -> None:
    """Write an empty list, with what the register has to choose from if there is one."""
    from steg_cli.importing.written import template_xlsx
    from steg_cli.programme.ladder import DEFAULT_LADDER
    from steg_cli.register.surroundings import (
        cohorts,
        is_open,
        municipalities,
        posts,
        sectors,
        workplaces,
    )

    _check_new_workbook(template, N_("Give another name; nothing was written."))
    names: dict[str, list[str]] = {}
    ladder = DEFAULT_LADDER
    if face.path.exists():
        register = face.register
        ladder = ladder_of(register)
        names = {
            "cohort": [one.name for one in cohorts(register) if is_open(one, face.today)],
            "municipality": [one.name for one in municipalities(register)],
            "workplace": [one.name for one in workplaces(register) if is_open(one, face.today)],
            "post": [one.title for one in posts(register)],
            "sector": [one.name for one in sectors(register)],
        }
    names["step"] = [step.label(face.t.language) for step in ladder]
    content = template_xlsx(names, face.today, face.t)
    if dry_run:
        face.tell(N_("Dry run: nothing was written."))
    else:
        face.out(content, template)
