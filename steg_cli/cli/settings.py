"""steg setting: what the register is told about itself."""

import os
import re
from collections.abc import Iterator
from typing import Annotated

import typer

from steg_cli.actions.rates import set_rate
from steg_cli.actions.surroundings import set_setting
from steg_cli.cli.face import Face
from steg_cli.cli.options import DryRun, FormatOption, not_together
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.files import seen_from
from steg_cli.programme.errors import N_, Malformed, Note, NotFound, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.nearness import LEAST_MEANT
from steg_cli.programme.rates import find_rate, is_rate, rate_keys
from steg_cli.programme.settings import find_setting
from steg_cli.programme.words import fold
from steg_cli.register.surroundings import ladder_of
from steg_cli.reports.rates import SettingOfDay, settings_of_days
from steg_cli.reports.report import Report
from steg_cli.texts import texts

app = new_app()

FOLDERS = ("backup.folder", "mail.folder")
ENDING = 2  # letters at most of the ending of a word: lön-er, wage-s
LONG = 5  # letters of a word that others are made with, and that changes its last: kopia, -kopior


@app.command(
    "setting",
    help=N_(
        "Show the register's settings, or those that begin with KEY; with VALUE, set one.\n\n"
        "A wage (wage.serviceassistent) or on-costs count from a day on: --from. Earlier ones "
        "stay."
    ),
    epilog=N_(
        "Examples: steg setting remind.months 4 · "
        "steg setting wage.serviceassistent 24500 --from 2026-04-01"
    ),
)
def setting(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help=N_("which setting"))] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help=N_("what it shall be"))
    ] = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DAY", help=N_("the day from which a wage or on-costs count")
        ),
    ] = None,
    dry_run: DryRun = False,
    format_: FormatOption = None,
) -> None:
    face = face_of(ctx)
    register, today, day = face.register, face.today, face.day(first)
    if day is not None and (key is None or value is None or not is_rate(key)):
        if key is not None and value is not None:
            find_setting(key, rate_keys(ladder_of(register)))
        raise not_together(
            "--from",
            f"setting {key or ''}".strip(),
            N_("Only a wage or on-costs count from a day on: steg setting KEY VALUE --from DAY"),
        )
    if key is None or value is None:
        face.report([_known(face, key or "")], format_)
    elif not is_rate(key):
        try:
            done = set_setting(register, key, value, today, dry_run=dry_run)
        except NotFound as error:
            raise _meant(face, error, key) from None
        if key in FOLDERS and value:
            done = replace(done, notes=(*done.notes, *_of_folder(face, key, value)))
        face.done(done, format_, dry_run=dry_run)
    elif day is None:
        raise Malformed(
            N_("{key} counts from a day on, and none is given."),
            N_("Say which: steg setting {key} VALUE --from DAY"),
            key=key,
        )
    else:
        rated = set_rate(register, key, value, day, today, dry_run=dry_run)
        face.done(rated, format_, dry_run=dry_run)


def _of_folder(face: Face, key: str, value: str) -> Iterator[Note]:
    """Yield what is worth knowing of a folder that is not there: a mistyped name is made, too."""
    path = face.register.path  # as backups and mails themselves find it
    path = path.resolve() if key == "backup.folder" else path.absolute()
    folder = seen_from(path.parent, value.strip())
    if folder.is_dir():
        return
    if os.path.lexists(folder):
        yield note(N_("{path} is no folder: nothing can be written into it."), path=folder)
    elif key == "backup.folder" and not folder.parent.is_dir():
        yield note(
            N_("There is no folder {path}: no backup can be made in it until you make it."),
            path=folder.parent,
        )
    else:
        yield note(
            N_("There is no folder {path} yet. It is made when something is written into it."),
            path=folder,
        )


def _known(face: Face, key: str) -> Report[SettingOfDay]:
    """Return the settings that begin with a key, or else those that it is a word for, in sv or en.

    Raises NotFound, naming the nearest one.
    """
    known = settings_of_days(face.register, face.today, key)
    if known.rows:
        return known
    every = settings_of_days(face.register, face.today)
    rows = _by_word(every, key)
    if rows and not is_rate(key):
        return replace(every, rows=rows, totals={"settings": len(rows)})
    return settings_of_days(face.register, face.today, find_rate(key, ladder_of(face.register)))


def _by_word(every: Report[SettingOfDay], word: str) -> tuple[SettingOfDay, ...]:
    sv = texts("sv")
    return tuple(
        row for row in every.rows if _is_about(word, f"{row.key} {row.meaning} {sv(row.meaning)}")
    )


def _meant(face: Face, error: NotFound, key: str) -> NotFound:
    """Return the error with the settings that a word is for, where none is called nearly so."""
    rows = (
        () if error.values["near"] else _by_word(settings_of_days(face.register, face.today), key)
    )
    near = ", ".join(dict.fromkeys(row.key for row in rows))
    if not near:
        return error
    return NotFound(error.message, N_("Did you mean {near}?"), key=key, near=near)


def _is_about(typed: str, text: str) -> bool:
    """Say whether a word of a text begins so, whatever its ending, or holds a long one."""
    wanted = fold(typed)
    stem = wanted[:-1] if len(wanted) >= LONG else wanted
    return len(wanted) >= LEAST_MEANT and any(
        word.startswith(stem)
        or (len(wanted) >= LONG and stem in word)
        or (wanted.startswith(word) and len(wanted) - len(word) <= ENDING)
        for word in re.findall(r"\w{3,}", fold(text))
    )
