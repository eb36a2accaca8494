"""The pictures that the README shows, made anew from the demo, so that they cannot drift.

Run with the interpreter of an environment in which steg is installed, on a machine that has
Chromium and npm (see .ci/pages, which makes the pages and looks at them):

    python docs/make.py
"""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

DOCS = Path(__file__).parent
COLUMNS, LINES = 108, 60
PICTURES = {
    "report-wide-top.png": "page.png",
    "report-dark-top.png": "page-dark.png",
    "report-phone-top.png": "page-phone.png",
    "report-paper.png": "page-paper.png",
}
LARGEST = 120_000  # bytes of a picture
THEME = TerminalTheme(
    (20, 24, 29),
    (233, 237, 241),
    [
        *((20, 24, 29), (240, 138, 75), (120, 200, 140), (227, 179, 65)),
        *((110, 170, 230), (200, 150, 220), (120, 200, 220), (200, 205, 210)),
    ],
)
FONTS = '"Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace'


def main() -> None:
    """Make every picture, and fail if one is too large for a README."""
    steg = Path(sys.executable).with_name("steg")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {
            "STEG_DB": f"{folder / 'demo.db'}",
            "STEG_TODAY": "2026-11-22",
            "STEG_LANG": "sv",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        environment.pop("NO_COLOR", None)
        subprocess.run([steg, "demo"], env=environment, check=True, capture_output=True)
        shown = on_terminal([str(steg), "report", "expiries"], environment)
        (DOCS / "terminal.svg").write_text(drawn(shown, "steg report expiries"), encoding="utf-8")
        pages = DOCS.parent / ".ci" / "pages"
        subprocess.run([pages, Path(sys.prefix), folder], check=True)
        for made, picture in PICTURES.items():
            shutil.copyfile(folder / made, DOCS / picture)
    for picture in sorted([*PICTURES.values(), "terminal.svg"]):
        size = (DOCS / picture).stat().st_size
        print(f"{picture:20} {size:7} bytes")
        if size > LARGEST:
            sys.exit(f"{picture} is too large.")


def on_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Return what a command writes to a terminal of COLUMNS columns, colours and all."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            written += piece
    assert process.returncode == 0, written
    return written.decode().replace("\r\n", "\n")


def drawn(shown: str, title: str) -> str:
    """Return a terminal's text as a picture that fetches no font."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown.rstrip()))
    svg = console.export_svg(title=title, theme=THEME, unique_id="steg")
    svg = re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", FONTS).replace("Fira Code", FONTS)


if __name__ == "__main__":
    main()
