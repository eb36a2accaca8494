"""A register with a story, and ways of running `steg` on it: here, installed, at a terminal.

The types can be imported for annotations alone:

    if TYPE_CHECKING:
        from tests.cli.conftest import AtTerminal, Dump, Installed, SaveList, Steg
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
import pty
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter
from typer.utils import get_params_from_function

from steg_cli.actions.advance import advance
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.leave import leave
from steg_cli.actions.surroundings import WORKPLACE, Typed, add
from steg_cli.cli.app import main
from steg_cli.exchange.sheets import Cell
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import Register, open_register

TODAY = date(2024, 1, 15)
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
SWEDISH_TIME = "CET-1CEST,M3.5.0,M10.5.0/3"
DEADLINE = 30  # seconds after which a subprocess that hangs is a failure

# What decides the language, the place of the register, and the look of a terminal.
STEERING = (
    *("STEG_DB", "STEG_LANG", "STEG_TODAY", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"),
    *("NO_COLOR", "TERM", "COLUMNS", "LINES"),
)


Rows = Sequence[Sequence[Cell]]
# dump(path=None): everything that the file (the story's if None) holds, as SQL.
Dump = Callable[..., str]


def _begin(register: Register, who: str, on: date, to: str, workplace: str | None = None) -> None:
    advance(register, who, TODAY, to=to, on=on, workplace=workplace, exception="as in the pilot")


def _tell(register: Register) -> None:
    """Six people: ending, overdue, protected, new, left, and at the ladder's end."""

    def enrolled(number: str, name: str, on: date, **about: object) -> str:
        known: dict[str, object] = {
            "cohort": "STEG",
            "municipality": "Skövde",
            "status": "unemployed",
            "long_term_unemployed": True,
        }
        identity = parse_identity(number, TODAY)
        # Each caller's own facts over the usual ones: more kinds of values than a dict can say.
        application = Application(identity, name, on=on, **(known | about))  # type: ignore[arg-type]
        return enrol(register, application, TODAY).result.reference

    secret: dict[str, Typed | None] = {"sector": "Vård och omsorg", "municipality": "Hjo"}
    add(register, WORKPLACE, "Hemliga huset", secret, TODAY)

    anna = enrolled("199001019802", "Anna Alm", date(2022, 1, 10), consultant="Kim Konsult")
    advance(register, anna, TODAY, on=date(2022, 2, 1))
    _begin(register, anna, date(2023, 3, 1), "serviceassistent", "Solgården")
    bo = enrolled(
        "198501019817", "Bo Berg", date(2022, 8, 1), cohort="Pilot 2016", municipality="Tibro"
    )
    _begin(register, bo, date(2022, 9, 1), "serviceassistent", "Björkskolan")
    zata = enrolled(
        "197209149819",
        "Zäta Qvarnskog",
        date(2022, 12, 1),
        protected=True,
        municipality="Karlsborg",
    )
    _begin(register, zata, date(2023, 2, 1), "serviceassistent", "Hemliga huset")
    enrolled("196503039809", "Anna Ek", date(2024, 1, 2), disability=True)
    dan = enrolled("199912249811", "Dan Ceder", date(2023, 1, 2))
    leave(register, dan, TODAY, to="education", on=date(2023, 6, 30), qualification=True)
    eva = enrolled("198005609824", "Eva Frid", date(2023, 5, 1))
    _begin(register, eva, date(2023, 9, 1), "sjukskoterska", "Solgården")


@pytest.fixture(scope="session")
def storied(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with the story: a file to copy, not to open."""
    path = tmp_path_factory.mktemp("storied") / "steg.db"
    shutil.copy(founded, path)
    with open_register(path, clock=lambda: NOW) as register:
        _tell(register)
    return path


@pytest.fixture
def story(storied: Path, tmp_path: Path) -> Path:
    """A register of the test's own, tmp_path / "steg.db", on 2024-01-15.

    S-0001 Anna Alm 19900101-9802: serviceassistent 2023-03-01 to 2024-02-29 at Solgården (Vård
    och omsorg, which employs its own). S-0002 Bo Berg 19850101-9817, Pilot 2016, Tibro:
    serviceassistent 2022-09-01 to 2023-08-31 at Björkskolan, so overdue. S-0003 protected, with
    the `secrets`: serviceassistent 2023-02-01 to 2024-01-31. S-0004 Anna Ek: on the first step
    since 2024-01-02. S-0005 Dan Ceder: left on 2023-06-30 to education. S-0006 Eva Frid: on the
    last step since 2023-09-01 at Solgården.
    """
    path = tmp_path / "steg.db"
    shutil.copy(storied, path)
    return path


@pytest.fixture
def secrets() -> tuple[str, ...]:
    """What nobody may see of S-0003: name, number in every written form, birth date, where."""
    return (
        "Qvarnskog",
        "Zäta",
        "19720914-9819",
        "197209149819",
        "720914-9819",
        "1972-09-14",
        "Hemliga huset",
        "Karlsborg",
    )


@pytest.fixture(autouse=True)
def away_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test see whose computer it runs on, and none leave its language to the next one."""
    for name in STEERING:
        monkeypatch.setenv(name, "")  # so that what steg itself sets is taken back afterwards
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TZ", SWEDISH_TIME)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def quick_signatures() -> Iterator[None]:
    """Read each command's options once, not again for every command that a test runs."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(get_params_from_function)
        patch.setattr("typer.main.get_params_from_function", once)
        yield


class Steg:
    """Runs `steg` in this process, without a terminal, on the story's register."""

    DRY = "Dry run: nothing was written.\n"

    @staticmethod
    def undoable(change: int) -> str:
        """Return what is said on stderr of a change that was made."""
        return f"Change {change}. steg undo takes it back.\n"

    @staticmethod
    def backed_up(folder: Path, reason: str, lang: str = "en") -> str:
        """Return what is said on stderr of a backup that was made first, on 2024-01-15."""
        told = {"en": "A backup was made first", "sv": "En säkerhetskopia gjordes först"}[lang]
        return f"{told}: {folder / f'steg-2024-01-15-{reason}.db'}\n"

    def __init__(
        self, story: Path, patch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
    ) -> None:
        self.story, self.patch, self.said = story, patch, said

    def __call__(
        self,
        *arguments: str | Path,
        db: Path | None = None,
        today: str | None = "2024-01-15",
        lang: str | None = "en",
        environment: Mapping[str, str] | None = None,
    ) -> tuple[int, str, str]:
        """Return exit code, stdout and stderr."""
        for name in STEERING:
            self.patch.delenv(name, raising=False)
        ours = {"STEG_DB": str(db or self.story), "STEG_TODAY": today, "STEG_LANG": lang}
        for name, value in (ours | dict(environment or {})).items():
            if value is not None:
                self.patch.setenv(name, value)
        self.said.readouterr()
        code = main([str(one) for one in arguments])
        said = self.said.readouterr()
        return code, said.out, said.err


@pytest.fixture
def steg(story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Steg:
    """Run `steg` in this process on the story's register."""
    return Steg(story, monkeypatch, capsys)


@pytest.fixture(scope="session")
def program() -> Path:
    """The installed entry point."""
    return Path(sys.executable).with_name("steg")


class Environment:
    """Makes the environment in which a program of its own finds the story's register."""

    def __init__(self, story: Path) -> None:
        self.story = story

    def __call__(self, *, lang: str | None = "en", **more: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in STEERING}
        home = {"HOME": f"{self.story.parent}", "XDG_DATA_HOME": f"{self.story.parent / 'data'}"}
        ours = {"STEG_DB": str(self.story), "STEG_TODAY": "2024-01-15", "PYTHONUTF8": "1"}
        return kept | home | ours | ({"STEG_LANG": lang} if lang else {}) | more


@pytest.fixture
def environment(story: Path) -> Environment:
    """Make the environment in which a program of its own finds the story's register."""
    return Environment(story)


class Installed:
    """Runs the installed program on its own, without a terminal, on the story's register."""

    def __init__(self, environment: Environment, program: Path) -> None:
        self.environment, self.program = environment, program

    def __call__(
        self,
        *arguments: str | Path,
        db: Path | None = None,
        lang: str | None = "en",
        **more: str,
    ) -> tuple[int, str, str]:
        """Return exit code, stdout and stderr."""
        if db is not None:
            more["STEG_DB"] = str(db)
        done = subprocess.run(
            [self.program, *arguments],
            env=self.environment(lang=lang, **more),
            cwd=self.environment.story.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=DEADLINE,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def installed(environment: Environment, program: Path) -> Installed:
    """Run the installed program, without a terminal, on the story's register."""
    return Installed(environment, program)


@pytest.fixture
def dump(story: Path) -> Dump:
    """Read what a register's file holds, to see whether a command changed it.

    Without who read what, which is no change.
    """

    def dump(path: Path | None = None) -> str:
        connection = sqlite3.connect(path or story)
        try:
            lines = connection.iterdump()
            return "\n".join(one for one in lines if not one.startswith('INSERT INTO "reading'))
        finally:
            connection.close()

    return dump


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the test's own folder, where the story's register is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nothing_changed(story: Path, here: Path) -> Iterator[None]:
    """Hold at the test's end: the story's register has the same bytes, and nothing beside it."""
    before = story.read_bytes()
    yield
    assert story.read_bytes() == before
    assert [one.name for one in here.iterdir() if one.name.startswith("steg.db-")] == []


class SaveList:
    """Writes lists into the folder in which steg runs: a .csv of rows, an .xlsx of sheets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        name: str,
        rows: Rows | Mapping[str, Rows],
        *,
        encoding: str = "utf-8-sig",
        delimiter: str = ";",
    ) -> Path:
        """Return the list's bare name."""
        if isinstance(rows, Mapping):
            _save_xlsx(self.folder / name, rows)
        else:
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=delimiter).writerows(rows)
            (self.folder / name).write_bytes(text.getvalue().encode(encoding))
        return Path(name)


@pytest.fixture
def save_list(here: Path) -> SaveList:
    """Write lists into the folder in which steg runs."""
    return SaveList(here)


def _save_xlsx(path: Path, sheets: Mapping[str, Rows]) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    match cell:
                        case None:
                            pass
                        case str():
                            sheet.write_string(row, column, cell)
                        case bool():
                            sheet.write_boolean(row, column, cell)
                        case date():
                            sheet.write_datetime(row, column, cell, day)
                        case _:
                            sheet.write_number(row, column, cell)


# A terminal

TYPING_DEADLINE = 20.0
CTRL_C, CTRL_D = "\x03", "\x04"
# Takes the terminal as its controlling one, so that Ctrl-C reaches it, and becomes the program.
LAUNCH = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A program at a terminal, and somebody who reads and types."""

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        cwd: Path,
        output: Path | None = None,
        columns: int = 160,
    ) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        stdout = theirs if output is None else os.open(output, os.O_WRONLY | os.O_CREAT, 0o600)
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *command],
            env=environment,
            cwd=cwd,
            stdin=theirs,
            stdout=stdout,
            stderr=theirs,
            start_new_session=True,
        )
        for end in {theirs, stdout}:
            os.close(end)
        self.raw = b""
        self.answered = 0
        self.end = time.monotonic() + TYPING_DEADLINE

    @property
    def shown(self) -> str:
        """Everything shown so far; line ends as in Python."""
        return self.raw.decode(errors="replace").replace("\r", "")

    def _read(self) -> bool:
        """Take what is there; say whether there can be more."""
        if not select.select([self.ours], [], [], max(self.end - time.monotonic(), 0))[0]:
            raise AssertionError(f"nothing more came after {self.shown!r}")
        try:
            read = os.read(self.ours, 65536)
        except OSError:  # how Linux tells that the other end is closed
            return False
        self.raw += read
        return bool(read)

    def answer(self, question: str, answer: str) -> None:
        """Wait for the question, and type an answer."""
        while question.encode() not in self.raw[self.answered :]:
            assert self._read(), f"{question!r} was not asked: {self.shown!r}"
        self.answered = len(self.raw)
        if answer in (CTRL_C, CTRL_D):
            time.sleep(0.2)  # who types it has read the question
        os.write(self.ours, answer.encode())

    def finish(self) -> tuple[int, str]:
        """Return the exit code and everything shown."""
        while self._read():
            pass
        return self.process.wait(max(self.end - time.monotonic(), 0)), self.shown

    def close(self) -> None:
        """Leave nothing running."""
        os.close(self.ours)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """The terminals that a test opened, closed at its end."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


@pytest.fixture
def at_terminal(
    terminals: list[Terminal], environment: Environment, program: Path, tmp_path: Path
) -> AtTerminal:
    """Start the installed program at a terminal."""
    return AtTerminal(terminals, environment, program, tmp_path)


class AtTerminal:
    """What the fixture `at_terminal` is."""

    def __init__(
        self,
        opened: list[Terminal],
        environment: Environment,
        program: Path,
        cwd: Path,
    ) -> None:
        self.opened, self.environment, self.program, self.cwd = opened, environment, program, cwd

    def __call__(
        self,
        *arguments: str | Path,
        lang: str = "en",
        output: Path | None = None,
        environment: Mapping[str, str] | None = None,
        columns: int = 160,
    ) -> Terminal:
        """Return the terminal on which `steg` runs; `output` is where else stdout leads."""
        more = {"TERM": "xterm-256color"} | dict(environment or {})
        command = [str(self.program), *map(str, arguments)]
        given = self.environment(lang=lang, **more)
        terminal = Terminal(command, given, self.cwd, output, columns)
        self.opened.append(terminal)
        return terminal
