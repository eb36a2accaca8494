"""Reminders of many cases to many managers, against a bare smtplib loop with the same mails."""

from __future__ import annotations

import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from running import PYTHON, Bench, Command, in_turn, say, steg
from startup import row
from table import NotMeasured, Row

CASES, MANAGERS = 10_000, 500


def mails(bench: Bench) -> Iterator[Row | NotMeasured]:
    """`remind --send` of 10,000 cases to 500 managers, against a loop of smtplib with its mails."""
    cases, managers = min(CASES, bench.people), min(MANAGERS, bench.people // 4)
    what = f"remind --send, {cases:,} cases, {managers} managers"
    if find_spec("aiosmtpd") is None:
        yield NotMeasured(what, "aiosmtpd is not installed here")
        return
    say(what)
    all_due, register = bench.work / "all-due.db", bench.work / "sending.db"
    copyfile(bench.register(cases, due=1.0, workplaces=managers), all_due)
    folder = bench.work / "mails"
    for key, value in (("managers", "on"), ("transport", "folder"), ("folder", str(folder))):
        steg(all_due, "setting", f"mail.{key}", value).run()
    copyfile(all_due, register)
    steg(register, "remind", "--send").run()
    with _server() as port:
        for key, value in (
            ("transport", "smtp"), ("host", "127.0.0.1"), ("port", str(port)), ("security", "none"),
        ):  # fmt: skip
            steg(all_due, "setting", f"mail.{key}", value).run()
        ours = Command(
            steg(register, "remind", "--send").words,
            steg(register).environment,
            before=lambda: copyfile(all_due, register),
        )
        loop = Command((PYTHON, __file__, str(port), folder))
        taken = in_turn({"loop": loop, "steg": ours}, bench.runs)
    count = len(list(folder.rglob("*.eml")))
    yield row(what, f"smtplib, {count} mails", taken["steg"], taken["loop"], 4, unit="s")


@contextmanager
def _server() -> Iterator[int]:
    """Yield the port of a mail server on this computer, which takes every mail and keeps none."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    server = subprocess.Popen(
        [PYTHON, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def send(port: int, folder: Path) -> None:
    """Send every mail of a folder, each over a connection of its own, as a simple script would."""
    for path in sorted(folder.rglob("*.eml")):
        with smtplib.SMTP("127.0.0.1", port) as server:
            server.sendmail("ame@kommun.example", ["chef@kommun.example"], path.read_bytes())


if __name__ == "__main__":
    send(int(sys.argv[1]), Path(sys.argv[2]))
