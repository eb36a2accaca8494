"""Letters of notice in a folder. What is there already, a template or a letter, stays as it is."""

from __future__ import annotations

from pathlib import Path

from steg_cli.cli.face import Face
from steg_cli.files import write_all
from steg_cli.output.notice_letters import (
    KINDS,
    check_template,
    letter,
    letter_name,
    template_name,
    usual_template,
)
from steg_cli.programme.errors import N_, Refused
from steg_cli.reports.notices import NoticeRow
from steg_cli.reports.report import Report

NOT_DONE = ("due", "late")


def write_letters(
    face: Face, report: Report[NoticeRow], folder: Path, *, include_protected: bool
) -> None:
    """Write a letter to everybody whose notice is not given yet, and say what was written.

    The first time the templates are written too. Everything is readable by its owner alone, and so
    is a folder that is made here. Nobody with a protected identity has a letter unless they are
    asked for. Raises Refused for a template that cannot be filled in; no letter is written then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    templates = _templates(face, folder)
    waiting = [row for row in report.rows if row.state in NOT_DONE]
    rows = [row for row in waiting if include_protected or not row.protected]
    written = [row for row in rows if _write(face, row, templates, folder)]
    t = face.t
    face.say(
        t.plural(
            "{count} letter was written to {folder}.",
            "{count} letters were written to {folder}.",
            len(written),
            folder=folder,
        )
    )
    if left := len(rows) - len(written):
        face.say(
            t.plural(
                "{count} letter was there already and is left as it is: move it away to write it "
                "anew.",
                "{count} letters were there already and are left as they are: move them away to "
                "write them anew.",
                left,
            )
        )
    if hidden := len(waiting) - len(rows):
        face.say(
            t.plural(
                "{count} person with a protected identity has no letter: add --include-protected.",
                "{count} people with a protected identity have no letter: add --include-protected.",
                hidden,
            )
        )


def _templates(face: Face, folder: Path) -> dict[str, str]:
    """Return the folder's templates by their kind, checked; what is not there is written first."""
    found, new = {}, []
    for kind in KINDS:
        file = folder / template_name(kind)
        if not file.exists():
            _write_new(file, usual_template(kind, face.language))
            new.append(file.name)
        try:
            found[kind] = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise Refused(
                N_("{path} is not written in UTF-8."),
                N_("Save it as UTF-8, or move it away: steg then writes the usual one."),
                path=file,
            ) from None
        check_template(found[kind], file.name)
    if new:
        told = N_("New in {folder}: {names}, from which letters are made. Change them as you like.")
        face.tell(told, folder=folder, names=", ".join(new))
    return found


def _write(face: Face, row: NoticeRow, templates: dict[str, str], folder: Path) -> bool:
    """Write somebody's letter, and say whether any of it was not there already."""
    new = 0
    for kind, text in templates.items():
        written = letter(row, kind, text, face.today, face.t)
        new += _write_new(folder / letter_name(row, kind), written)
    return new > 0


def _write_new(file: Path, text: str) -> bool:
    """Write a file that only its owner can read, and say whether it was not there already."""
    if file.exists():
        return False
    try:
        write_all({file: text.encode()}, replacing=False)
    except FileExistsError:
        return False
    return True
