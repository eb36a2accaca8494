"""Moving somebody protected to a place tells whether they are there: see `actions.discretion`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from steg_cli.actions.discretion import untold
from steg_cli.cli.declined import Declined
from steg_cli.cli.reading import sought, words_of
from steg_cli.cli.spoken import face_of
from steg_cli.programme.errors import Refused
from steg_cli.register.readings import protected_among, record_reading


@contextmanager
def told_apart(
    ctx: typer.Context, who: str | Sequence[str] | None, *places: str | None
) -> Iterator[None]:
    """Let a command about somebody protected and one of `places` not tell where they are unnoticed.

    Raises Refused for a dry run, unless it has --include-protected. Where nothing is changed in
    the end, the answer told as much: it is recorded as a reading.
    """
    face = face_of(ctx)
    if not any(places) or ctx.params["include_protected"]:
        yield
        return
    cases = protected_among(face.register, sought(face.register, who, face.today))
    if cases and ctx.params["dry_run"]:
        raise untold()
    try:
        yield
    except (Refused, Declined):
        _record(ctx, cases)
        raise
    if face.recorded is None:
        _record(ctx, cases)


def _record(ctx: typer.Context, cases: Sequence[int]) -> None:
    if cases:
        face = face_of(ctx)
        record_reading(face.register, face.today, "protected", words_of(ctx), cases)
