"""steg export: the whole register as a workbook, a folder of CSV files, or JSON."""

from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from steg_cli.cli.face import Face
from steg_cli.cli.formats import no_plain_csv
from steg_cli.cli.options import IncludeProtected, PlainCsv, Yes
from steg_cli.cli.reading import Reading, words_of
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.files import write_all
from steg_cli.programme.choices import code_alone
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.lists import KINDS
from steg_cli.register.header import holds_sqlite
from steg_cli.reports.report import Report
from steg_cli.reports.whole import whole_register

app = new_app()

SUFFIXES = {".xlsx": "xlsx", ".json": "json"}
EXPORTS = ("xlsx", "csv", "json")


@app.command(
    "export",
    help=N_(
        "Write the whole register into a file that other programs open.\n\nFILE.xlsx is a workbook "
        "with a sheet for each kind, FILE.json is one file for programs, and a FOLDER gets a .csv "
        "for each kind. People with a protected identity are masked unless you ask for them. The "
        "change history stays in the register."
    ),
    epilog=N_("Example: steg export register.xlsx"),
)
def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            readable=False,
            help=N_("where to; steg-DAY.xlsx in this folder if left out"),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(EXPORTS),
            parser=code_alone(*EXPORTS).typed,
            help=N_("what is written, if the name of FILE does not tell"),
        ),
    ] = None,
    plain_csv: PlainCsv = False,
    include_protected: IncludeProtected = False,
    include_notes: Annotated[
        bool, typer.Option("--include-notes", help=N_("also the notes about people"))
    ] = False,
    yes: Yes = False,
) -> None:
    face = face_of(ctx)
    kind = format_ or ("csv" if plain_csv else "xlsx")
    target = file or Path(f"steg-{face.today}{'' if kind == 'csv' else f'.{kind}'}")
    chosen = format_ or _kind_of(target) if file else kind
    if plain_csv and chosen != "csv":
        raise no_plain_csv(chosen)
    _check_target(target, folder=chosen == "csv")
    if target.is_file() and not holds_sqlite(target):
        face.confirm(face.t(N_("{path} is there already. Write over it?"), path=target), yes=yes)
    with face.register.snapshot():
        reports = whole_register(
            face.register,
            face.today,
            include_protected=include_protected,
            include_notes=include_notes,
            at_once=False,
        )
        # Masked people are not read; of those who are not protected none is named: there are all.
        face.reading = Reading(words_of(ctx), "export", (reports[0],) if include_protected else ())
        _write(face, reports, chosen, target, plain_csv=plain_csv)
    face.tell(
        N_(
            "Note: what was written is as sensitive as the register. Keep it where you alone "
            "can read it, and delete it when it has served."
        )
    )


def _kind_of(target: Path) -> str:
    """Return what a file's name says that it holds. Raises Malformed when it says nothing."""
    suffix = target.suffix.casefold()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if not suffix or target.is_dir():
        return "csv"
    raise Malformed(
        N_("{suffix} files are not written."),
        N_("Name it FILE.xlsx or FILE.json, or a folder for .csv files."),
        suffix=suffix,
    )


def _check_target(target: Path, *, folder: bool) -> None:
    """Raise Refused for a file where a folder is to be, and the other way round."""
    if target.exists() and target.is_dir() != folder:
        raise Refused(
            N_("{path} is a file, and the .csv files go into a folder.")
            if folder
            else N_("{path} is a folder, and this goes into a file."),
            N_("Give another name; nothing was written."),
            path=target,
        )
    ours = {file_name(name) for name in KINDS.values()}
    others = sorted(one.name for one in target.glob("*.csv")) if folder else []
    if foreign := [name for name in others if name not in ours]:
        raise Refused(
            N_("{path} holds other lists already, such as {name}."),
            N_("Give another folder: what stands beside an export would be imported with it."),
            path=target,
            name=foreign[0],
        )


def file_name(report: str) -> str:
    """Return what a report's .csv is called in the folder of an export."""
    return f"{report.replace(' ', '-')}.csv"


def _write(
    face: Face, reports: list[Report[Any]], format_: str, target: Path, *, plain_csv: bool
) -> None:
    if format_ == "xlsx":
        from steg_cli.output.xlsx_file import reports_xlsx

        face.out(reports_xlsx(reports, face.t), target)
    elif format_ == "json":
        from steg_cli.output.envelope import reports_pieces

        face.out(chain(reports_pieces(reports, "export"), "\n"), target)
    else:
        from steg_cli.output.csv_file import csv_pieces

        is_new = not target.exists()
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = {
            target / file_name(report.name): csv_pieces(report, face.t, plain=plain_csv)
            for report in reports
        }
        for one in (target, *files):
            face.check_output(one)
        try:
            write_all(files, ready=face.record_reading)
        except BaseException:
            if is_new:
                with suppress(OSError):  # something else came into it
                    target.rmdir()
            raise
        for name in {*KINDS.values()} - {report.name for report in reports}:
            (target / file_name(name)).unlink(missing_ok=True)  # of an earlier export
        face.tell(N_("Written to {path}."), path=target)
