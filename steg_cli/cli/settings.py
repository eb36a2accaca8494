"""steg setting: what the register is told about itself."""

from __future__ import annotations

from typing import Annotated

import typer

from steg_cli.actions.surroundings import set_setting
from steg_cli.cli.options import DryRun, FormatOption
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_
from steg_cli.programme.settings import SETTINGS, find_setting
from steg_cli.reports.surroundings import setting_list

app = new_app()


@app.command(
    "setting",
    help=N_("Show the register's settings, or those that begin with KEY; with VALUE, set one."),
    short_help=N_("show or set the register's settings"),
    epilog=N_("Example: steg setting remind.months 4"),
)
def setting(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help=N_("which setting"))] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help=N_("what it shall be"))
    ] = None,
    dry_run: DryRun = False,
    format_: FormatOption = None,
) -> None:
    face = face_of(ctx)
    if key is not None and value is not None:
        done = set_setting(face.register, key, value, face.today, dry_run=dry_run)
        face.done(done, format_, dry_run=dry_run)
        return
    if key is not None and not any(known.startswith(key) for known in SETTINGS):
        find_setting(key)
    face.report([setting_list(face.register, face.today, key or "")], format_)
