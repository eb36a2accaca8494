"""Reports in the format that was asked for, as text or as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from steg_cli.cli.face import SUFFIXES, Face, Format
from steg_cli.cli.streams import can_write
from steg_cli.programme.errors import N_, Malformed
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

MOST_TABLE_ROWS = 300  # a longer list is read as plain lines, and seen sooner


def workbook(reports: list[Report[Any]], output: Path | None, t: Texts) -> bytes:
    """Return reports as a workbook. Raises Malformed where there is no file for it."""
    from steg_cli.output.xlsx_file import reports_xlsx

    if output is None:
        raise Malformed(
            N_("A workbook goes into a file, not onto the screen."),
            N_("Name it: --output FILE.xlsx"),
        )
    return reports_xlsx(reports, t)


def reported(
    face: Face, reports: list[Report[Any]], format_: Format, height: int | None, *, plain_csv: bool
) -> str | Iterator[str]:
    """Return reports as text, what can be long in pieces. Raises Malformed.

    A table is no higher than `height` lines.
    """
    if format_ == "json":
        from steg_cli.output.envelope import report_pieces, reports_pieces

        alone = len(reports) == 1
        return chain(report_pieces(reports[0]) if alone else reports_pieces(reports), "\n")
    if format_ == "html":
        from steg_cli.output.html_file import reports_html

        return reports_html(reports, face.t)
    if format_ == "ics":
        from steg_cli.output.ics import report_ics

        return report_ics(reports[0], face.register.clock(), face.t)
    if format_ == "csv":
        return _csv(face, reports, plain=plain_csv)
    texts = [_readable(face, one, format_, height) for one in reports]
    if format_ == "plain" and len(reports) > 1:
        from steg_cli.output.columns import title

        texts = [
            f"{title(report, face.t)}\n{text or face.t(report.form.empty)}"
            for report, text in zip(reports, texts, strict=True)
        ]
    return "\n\n".join(filter(None, texts))


def _csv(face: Face, reports: list[Report[Any]], *, plain: bool) -> Iterator[str]:
    from steg_cli.output.columns import further
    from steg_cli.output.csv_file import csv_pieces

    if len(reports) > 1:
        raise Malformed(
            N_("A CSV file holds one report."),
            N_("Name it: steg report cohorts --format csv, steg report expiries …"),
        )
    if left_out := ", ".join(face.t(one.form.sheet) for one in further(reports[0])):
        sentence = N_("Not in a CSV file, which holds one table: {tables}. See .xlsx.")
        face.tell(sentence, tables=left_out)
    return csv_pieces(reports[0], face.t, plain=plain)


def _readable(face: Face, report: Report[Any], format_: Format, height: int | None) -> str:
    if format_ == "table" and can_write("╭█●"):
        from steg_cli.output.fitting import Screen
        from steg_cli.output.table import report_lines, report_table

        show = report_table if len(report.rows) <= MOST_TABLE_ROWS else report_lines
        return show(report, face.t, Screen(face.width, face.colour, height))
    from steg_cli.output.plain import report_plain

    return report_plain(report, face.t)


def check_suffix(output: Path) -> None:
    """Raise Malformed for a file whose name says that it is what no report is written as."""
    suffix = output.suffix.casefold()
    if suffix and suffix not in SUFFIXES:
        raise Malformed(
            N_("{suffix} files are not written."),
            N_("Name it .html, .xlsx, .csv, .json or .txt, or say with --format what it is."),
            suffix=suffix,
        )


def no_plain_csv(format_: str | None) -> Malformed:
    """Return the refusal of plain CSV in a file of another format."""
    return Malformed(
        N_("--plain-csv does not go with --format {format}."),
        N_("Leave one of them out."),
        format=format_,
    )
