"""The command `list` of what surrounds the people: the same for almost all of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import typer

from steg_cli.cli.options import FormatOption, Output, PlainCsv
from steg_cli.cli.spoken import App, face_of
from steg_cli.register.file import Register
from steg_cli.reports.report import Report


def add_list(app: App, help_: str, rows: Callable[[Register, date], Report[Any]]) -> None:
    """Give `app` a command that shows the report `rows`. `help_` is a message id."""

    @app.command("list", help=help_)
    def list_(
        ctx: typer.Context,
        format_: FormatOption = None,
        plain_csv: PlainCsv = False,
        output: Output = None,
    ) -> None:
        face = face_of(ctx)
        found = rows(face.register, face.today)
        face.report([found], format_, output=output, plain_csv=plain_csv)
