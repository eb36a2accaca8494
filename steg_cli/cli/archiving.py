"""The archive of one person: everything about them in open formats, before they are erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from steg_cli.cli.exporting import file_name
from steg_cli.cli.face import Face
from steg_cli.cli.reading import Reading
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import replace
from steg_cli.register.people import find_case
from steg_cli.register.readings import protected_among
from steg_cli.reports.report import Report

README = N_(
    """Everything that the register of steg held about {reference} on {day}, before the person was
erased from it.

record.json  all of it, for programs (UTF-8)
record.html  the same to read, in any web browser
*.csv        the same as tables (UTF-8, semicolon or comma), one for each kind

Days are written YYYY-MM-DD, and first and last days are included. A file of a kind is missing when
there was nothing of it. Whoever may read this may read it instead of the register: it holds an
identity number and is as secret as that.
"""
)


def check_folder(folder: Path) -> None:
    """Raise Refused where there is something already: an archive is not mixed with another."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            N_("{path} holds something already."),
            N_("Give a new folder; nothing was erased."),
            path=folder,
        )


def check_is_meant(face: Face, reference: str, *, include_protected: bool) -> None:
    """Raise Refused where an archive would show somebody with a protected identity unasked."""
    if not include_protected and _is_protected(face, reference):
        raise Refused(
            N_("{reference} has a protected identity, and an archive shows everything."),
            N_("Add --include-protected if that is meant; nothing was erased."),
            reference=reference,
        )


def may_be_offered(face: Face, reference: str, *, include_protected: bool) -> bool:
    """Say whether an archive may be offered, and tell what allows one where it may not."""
    if include_protected or not _is_protected(face, reference):
        return True
    sentence = N_(
        "{reference} has a protected identity: everything about them can be archived first with "
        "--archive FOLDER --include-protected."
    )
    face.tell(sentence, reference=reference)
    return False


def _is_protected(face: Face, reference: str) -> bool:
    case = find_case(face.register, reference, face.today)
    return bool(protected_among(face.register, [case]))


def archive(face: Face, case: int, folder: Path) -> None:
    """Write everything about a person into a folder that its owner alone can read.

    It is recorded as an extract is; whose it was goes with the person.
    """
    from steg_cli.output.csv_file import report_csv
    from steg_cli.output.envelope import reports_json
    from steg_cli.output.html_file import reports_html

    reference = reference_of(case)
    reports = list(_reports(face, reference))
    face.reading = Reading("erase --archive …", "extract", whom=case)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    readme = face.t(README, reference=reference, day=face.today)
    face.write_file(readme.encode(), folder / face.t(N_("README.txt")))
    face.write_file(reports_json(reports, "archive").encode(), folder / "record.json")
    face.write_file(reports_html(reports, face.t).encode(), folder / "record.html")
    for report in reports:
        face.write_file(report_csv(report, face.t).encode(), folder / file_name(report.name))
    face.tell(N_("Written to {path}."), path=folder)


def _reports(face: Face, reference: str) -> Iterator[Report[Any]]:
    """Yield what there is about a person: rows of each kind, history, reminders and readings."""
    from steg_cli.reports.extract import reminders_of
    from steg_cli.reports.log import log
    from steg_cli.reports.reads import reads
    from steg_cli.reports.whole import whole_register

    for report in whole_register(
        face.register, face.today, include_protected=True, include_notes=True
    ):
        rows = tuple(row for row in report.rows if getattr(row, "reference", "") == reference)
        if rows:
            yield replace(report, rows=rows, totals={"rows": len(rows)})
    yield log(face.register, face.today, who=reference, include_protected=True, tells_notes=True)
    for report in (
        reminders_of(face.register, face.today, reference),
        reads(face.register, face.today, who=reference, beside=False),
    ):
        if report.rows:
            yield report
