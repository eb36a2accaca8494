"""How far long work has come, shown on stderr where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from steg_cli.cli.streams import write_now
from steg_cli.output.harmless import harmless_lines
from steg_cli.programme.errors import N_

BUILDING = N_("Building {path} …")


def show_progress(text: str) -> None:
    """Show how far it is, in place; "" takes it away."""
    if sys.stderr.isatty():
        write_now(sys.stderr, f"\r\033[K{harmless_lines(text)}")


@contextmanager
def shown_while(text: str) -> Iterator[None]:
    """Show what is being done, in place, until it is done."""
    show_progress(text)
    try:
        yield
    finally:
        show_progress("")


@contextmanager
def bar(text: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while something long is done; `total` 0 shows none.

    What it yields is called with how much is done and how much there is.
    """
    if not total or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(text, total=total)
        yield lambda done, total: progress.update(task, completed=done, total=total)
