"""From Enter to prompt on a register of 341 people, beside the least that the libraries can do."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copyfile, which
from statistics import median
from typing import Any

from running import PYTHON, Bench, Command, Run, in_turn, say, steg
from table import NotMeasured, Row

EMPTY_APP = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def nothing() -> None: ...
app(standalone_mode=False)
"""
TABLE_APP = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def rows() -> None:
    from rich.console import Console
    from rich.table import Table
    table = Table("case", "name", "step", "days")
    for row in range(20):
        table.add_row(f"S-{row:04}", f"Person {row}", "praktik", str(row))
    Console().print(table)
app(standalone_mode=False)
"""
EMPTY = Command((PYTHON, "-c", EMPTY_APP))
APPLICATION = (
    "enrol 19900101-9802 --name Nils~Ny --cohort STEG --municipality Skövde --status unemployed "
    "--long-term-unemployed --yes"
)


def words(line: str) -> list[str]:
    """Return the words of a command; ~ is a space inside one."""
    return [word.replace("~", " ") for word in line.split()]


def commands(bench: Bench) -> dict[str, Command]:
    """Return the commands that are typed most, about the demo; enrol has a fresh copy each time."""
    demo, fresh = bench.work / "demo.db", bench.work / "fresh.db"
    if not demo.exists():
        steg(demo, "demo", demo).run()
    typed = {
        name: steg(demo, *words(line))
        for name, line in {
            "list": "list",
            "report": "report",
            "show": "show 1",
            "today": "today",
            "remind": "remind",
        }.items()
    }
    enrol = steg(fresh, *words(APPLICATION))
    typed["enrol"] = replace(enrol, before=lambda: copyfile(demo, fresh))
    return typed


def startup(bench: Bench) -> Iterator[Row | NotMeasured]:
    """`--version`, `--help` and what is typed most, against an empty Typer app."""
    demo = bench.work / "demo.db"
    typed = commands(bench)
    first = {"--version": steg(demo, "--version"), "--help": steg(demo, "--help")}
    say(f"start-up, {bench.runs} runs")
    taken = in_turn({"empty": EMPTY, **first, **typed}, bench.runs)
    for name in (*first, *typed):
        goal = 1.1 if name in first else 1.25
        yield row(f"{name}", "an empty Typer app", taken[name], taken["empty"], goal)


def terminal(bench: Bench) -> Iterator[Row | NotMeasured]:
    """`report` on a terminal, against a Typer app that prints a rich table of 20 rows."""
    report = replace(commands(bench)["report"], terminal=True)
    small = Command((PYTHON, "-c", TABLE_APP), terminal=True)
    taken = in_turn({"table": small, "report": report}, bench.runs)
    yield row(
        "report on a terminal", "a rich table of 20 rows", taken["report"], taken["table"], 1.1
    )


def row(
    what: str,
    against: str,
    ours: list[Run],
    theirs: list[Run],
    goal: float | None,
    **more: Any,
) -> Row:
    """Return a row of how long two things took."""
    times = [run.seconds for run in ours], [run.seconds for run in theirs]
    return Row(what, against, *times, goal, **more)


def peers(bench: Bench) -> Iterator[Row | NotMeasured]:
    """The slowest of what is typed most, against a peer that looks at twenty things of its own."""
    typed = commands(bench)
    found, missing = _peers(bench)
    yield from missing
    if not found:
        return
    say(f"peers, {bench.runs} runs")
    taken = in_turn({**typed, **found}, bench.runs)
    slowest = max(typed, key=lambda name: median(run.seconds for run in taken[name]))
    for name in found:
        goal = 0.5 if name.split()[0] in ("todo", "khal", "sqlite-utils") else 1.0
        goal_or_none = None if name.startswith("task ") else goal  # it is written in C++
        yield row(f"{slowest}, the slowest", name, taken[slowest], taken[name], goal_or_none)


PACKAGES = {
    "watson report": "td-watson",
    "todo list": "todoman",
    "khal list": "khal",
    "sqlite-utils rows": "sqlite-utils",
}


def _peers(bench: Bench) -> tuple[Mapping[str, Command], list[NotMeasured]]:
    """Return what could be installed, each in its own environment, and what could not."""
    found: dict[str, Command] = {}
    missing = []
    for name, package in PACKAGES.items():
        folder = bench.kept / "peers" / package
        try:
            if not (folder / "done").exists():
                say(f"installing {package}")
                subprocess.run([PYTHON, "-m", "venv", folder], check=True, capture_output=True)
                pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", package]
                subprocess.run(pip, check=True, capture_output=True, timeout=600)
                (folder / "done").touch()
            command = _command_of(name, folder / "bin", bench.work / package)
            command.run()
        except (subprocess.SubprocessError, OSError) as error:
            said = getattr(error, "stderr", None) or str(error).encode()
            missing.append(NotMeasured(name, said.decode(errors="replace").strip()[-200:]))
        else:
            found[name] = command
    if which("task"):
        home = bench.work / "task"
        home.mkdir(exist_ok=True)
        rc = home / "taskrc"
        rc.write_text(f"data.location={home}\nconfirmation=no\n")
        task = {"TASKRC": str(rc)}
        for number in range(20):
            Command(("task", "add", f"thing {number}"), task).run()
        found["task list"] = Command(("task", "list"), task)
    else:
        missing.append(NotMeasured("task list", "taskwarrior is not installed here"))
    return found, missing


def _command_of(name: str, bin_: Path, home: Path) -> Command:
    """Return a peer's command, with twenty things for it to show."""
    home.mkdir(exist_ok=True)
    program, verb = name.split()
    if program == "watson":
        frames = [
            f'[{1790000000 + 4000 * n}, {1790003000 + 4000 * n}, "steg", "{n:032}", [], 1790000000]'
            for n in range(20)
        ]
        (home / "frames").write_text(f"[{', '.join(frames)}]")
        days = ("--from", "2026-01-01", "--to", "2026-12-31", "--no-pager")
        return Command((bin_ / program, verb, *days), {"WATSON_DIR": str(home)})
    if program == "sqlite-utils":
        database = home / "twenty.db"
        rows = ",".join(f'{{"id": {n}, "name": "thing {n}"}}' for n in range(20))
        list_ = home / "rows.json"
        list_.write_text(f"[{rows}]")
        insert = (bin_ / program, "insert", database, "thing", list_, "--replace", "--pk", "id")
        Command(insert).run()
        return Command((bin_ / program, verb, database, "thing"))
    kind = "VTODO" if program == "todo" else "VEVENT"
    calendar = home / "calendar"
    calendar.mkdir(exist_ok=True)
    for number in range(20):
        day = f"2026112{number % 10}"
        (calendar / f"{number}.ics").write_text(
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:{kind}\r\n"
            f"UID:{number}\r\nDTSTAMP:20261101T120000Z\r\nSUMMARY:thing {number}\r\n"
            f"DTSTART:{day}T090000Z\r\n"
            + ("" if kind == "VTODO" else f"DTEND:{day}T100000Z\r\n")
            + f"END:{kind}\r\nEND:VCALENDAR\r\n"
        )
    config = home / ("config.py" if program == "todo" else "config")
    if program == "todo":
        config.write_text(f'path = "{calendar}"\ndefault_list = "calendar"\n'
                          f'cache_path = "{home / "cache"}"\n')  # fmt: skip
        return Command((bin_ / program, "--config", config, verb))
    config.write_text(
        f"[calendars]\n[[calendar]]\npath = {calendar}\n[sqlite]\npath = {home / 'khal.db'}\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    return Command((bin_ / program, "-c", config, verb, "2026-11-20", "10d"))
