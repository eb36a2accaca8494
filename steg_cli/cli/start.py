"""The entry point `steg`: what the whole process is to be like, and how it ends."""

from __future__ import annotations

import gc
import io
import os
import sys

# Almost everything that a start makes stays to the end, and looking for what does not is 6 % of
# it. A long run still collects its garbage, in larger heaps.
LIVING = 100_000


def run() -> None:
    """Run one command and end with its exit code."""
    gc.set_threshold(LIVING)
    from steg_cli.cli.app import main  # when the collector knows

    for name in ("stdin", "stdout", "stderr"):  # a closed one is None
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r+"))
    os.umask(0o077)  # whatever we write holds sensitive data: nobody else reads it
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    code = main(sys.argv[1:])
    # Python taking itself apart would be 3 % of a start. All is closed, and was flushed at once.
    os._exit(code)
