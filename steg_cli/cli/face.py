"""What a command needs of the outside: the register, today, the language, the screen, answers.

Everything that depends on where steg runs is read here, once, and handed on as plain values.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from steg_cli.cli.declined import Declined, Interrupted
from steg_cli.cli.environment import chosen_language, default_path, usual_language
from steg_cli.cli.streams import check_is_file, copy_text, fitted, going_by, silence, write_now
from steg_cli.files import put_aside, write_all
from steg_cli.output.harmless import harmless_lines
from steg_cli.programme.days import read_day, read_first_day, read_last_day
from steg_cli.programme.errors import N_, Malformed, Note, Refused, StegError, note
from steg_cli.register.file import Register, check_not_ours, open_register
from steg_cli.register.glance import Glance, glance_at
from steg_cli.texts import Texts, texts

if TYPE_CHECKING:
    from steg_cli.actions.results import Done
    from steg_cli.cli.reading import Reading
    from steg_cli.reports.report import Report

Format = Literal["table", "plain", "json", "csv", "xlsx", "html", "ics"]
FORMATS: tuple[Format, ...] = get_args(Format)
WHO_IS_MEANT = N_("Who? (case, identity number or name)")
NO_DEFAULT = N_("Enter has no default here: write an answer.")
SUFFIXES: Mapping[str, Format] = {
    ".csv": "csv",
    ".html": "html",
    ".ics": "ics",
    ".json": "json",
    ".txt": "plain",
    ".xlsx": "xlsx",
}
UNLIMITED = 10_000
PLAIN_WIDTH = 120
SPARE_LINES = 2  # that a brief report leaves free
ANSWER = 12  # columns that stay free for an answer, and the colon before it


class Face:
    """One run of steg."""

    def __init__(
        self, environment: Mapping[str, str], *, db: str | None = None, lang: str | None = None
    ) -> None:
        named = (environment.get("STEG_DB") or None) if db is None else db
        self.named_path = None if named is None else Path(named)
        self.path = self.named_path or default_path()
        self._shown: list[str] | None = None  # by a run that found its register with --db alone
        if db is not None and db != environment.get("STEG_DB") and self.path != default_path():
            self._shown = []
        self._lang = chosen_language(environment, lang)
        self.today = date.today()  # noqa: DTZ011 - the administrator's own day is what counts
        self.environment = environment
        self.understood: dict[str, date] = {}  # the days that were typed in another form
        self.recorded: int | None = None  # the change that was made, should showing it fail
        self.who: str | None = None  # whom the command is about, as they were typed
        self.reading: Reading | None = None  # that is to be recorded when something is shown
        self._register: Register | None = None
        self._glance: Glance | None = None

    @cached_property
    def language(self) -> str:
        """The language that is spoken: the register may be asked for it."""
        if self._lang:
            return self._lang
        self._glance = glance_at(self.path)
        return usual_language(self.environment, self.path, self._glance)

    @cached_property
    def t(self) -> Texts:
        """The sentences of that language."""
        return texts(self.language)

    def act_as_on(self, text: str | None) -> None:
        """Take another day for today: the option's, or the variable's."""
        text = (self.environment.get("STEG_TODAY") or None) if text is None else text
        if text is not None:
            self.today = self.understand(text, read_day(text, self.today))

    # The register

    @property
    def register(self) -> Register:
        """The register, opened when it is first needed."""
        if self._register is None:
            from steg_cli.register.surroundings import step_labels

            self._register = open_register(
                self.path,
                login=self.login,
                tell=lambda one: self.say(self.t.note(one), whole=True),
                connected=self._glance.connection_to(self.path) if self._glance else None,
            )
            # Damaged steps: whoever reads them says so, and who does not is not kept from its work.
            with suppress(sqlite3.Error, ValueError, TypeError, AttributeError):
                self.t = self.t.naming(step_labels(self._register, self.language))
        return self._register

    @property
    def opened(self) -> Register | None:
        """The register if this run has opened it."""
        return self._register

    def login(self) -> str:
        """Return who runs steg, for the change log; asked only when something is written."""
        from steg_cli.cli.login import login

        return login(self.environment)

    def close(self) -> None:
        """Let go of the register."""
        if self._register is not None:
            self._register.close()
            self._register = None
        if self._glance is not None:
            self._glance.connection.close()
            self._glance = None

    def day(self, text: str | None) -> date | None:
        """Return the day that an option names, or None when it was left out."""
        return None if text is None else self.understand(text, read_day(text, self.today))

    def first_day(self, text: str | None) -> date | None:
        """Return the first day that an option names, or None when it was left out."""
        return None if text is None else self.understand(text, read_first_day(text, self.today))

    def last_day(self, text: str | None) -> date | None:
        """Return the last day that an option names, or None when it was left out."""
        return None if text is None else self.understand(text, read_last_day(text, self.today))

    def understand(self, text: str, day: date) -> date:
        """Return a day, and remember it if it was typed in another form than it is shown in."""
        if text != day.isoformat():
            self.understood[text] = day
        return day

    def day_or_none(self, text: str | None) -> date | Literal[""] | None:
        """Return the day that an option names; "" clears one, and None leaves it as it is."""
        return "" if text == "" else self.day(text)

    def last_day_or_none(self, text: str | None) -> date | Literal[""] | None:
        """Return the last day that an option names, as `day_or_none` does."""
        return "" if text == "" else self.last_day(text)

    # Saying things

    def say(self, text: str, *, whole: bool = False) -> None:
        """Write a note, a question or progress: to stderr, since stdout carries results alone.

        `whole`: it is to be copied, so that no line is broken to fit.
        """
        text = harmless_lines(text)
        self.remember(text)
        write_now(sys.stderr, (text if whole else fitted(text, sys.stderr)) + "\n")

    def tell(self, message: str, **values: object) -> None:
        """Say a sentence, by its message id and the values of its places."""
        self.say(self.t(message, **values))

    def remember(self, text: str) -> None:
        """Remember what was shown, for `say_register`."""
        if self._shown is not None and "steg " in text:
            self._shown.append(text)

    def say_register(self) -> None:
        """Say that the commands that were offered go with --db, if they do."""
        if not self._shown:
            return
        from steg_cli.cli.offering import offers_command, with_register

        if any(map(offers_command, self._shown)):
            self.say(with_register(self.path, self.t), whole=True)

    def about(self, who: object) -> None:
        """Remember whom the command is about, if that is one person."""
        self.who = who if isinstance(who, str) else None

    def hint(self, error: StegError) -> str:
        """Return an error's way out, with the case that the command is about in what is typed."""
        if by_year := self.hint_at_year(error):
            return by_year
        if self.who is None or "{reference}" not in self.t.way_out(error):
            return self.t.hint(error)
        from steg_cli.programme.cases import reference_of
        from steg_cli.register.people import find_case

        with suppress(StegError, sqlite3.Error):
            return self.t.hint(error, reference_of(find_case(self.register, self.who, self.today)))
        return self.t.hint(error)

    def hint_at_year(self, error: StegError) -> str:
        """Return that a year is to be written, where that would allow what was refused, or ""."""
        from steg_cli.cli.years import year_wanted

        told = year_wanted(error, self.understood)
        return self.t.note(told) if told else ""

    def shows(self, *shown: object) -> None:
        """Remember what is about to be shown, where it is recorded whom a command shows."""
        if self.reading is not None:
            self.reading.shown = shown

    def record_reading(self) -> None:
        """Record what is about to be shown, once. Raises RegisterError where that cannot be.

        All that is to be shown has been read by then, so the register is let go.
        """
        reading, self.reading = self.reading, None
        cases = reading.cases(self.register) if reading else []
        if self._register is not None:
            self._register.let_go()
        if reading is not None:
            from steg_cli.register.readings import record_reading

            record_reading(self.register, self.today, reading.what, reading.command, cases)

    def notes(self, notes: tuple[Note, ...]) -> None:
        """Write what is worth knowing."""
        for one in notes:
            self.tell(N_("Note: {note}"), note=self.t.note(one))

    def done(self, done: Done[Any], format_: Format | None, *, dry_run: bool = False) -> None:
        """Show what a command did."""
        self.recorded = done.change
        if format_ == "json":
            from steg_cli.output.envelope import done_json

            self.out(shown := done_json(done))
            self._tell(done.notes, shown)
            return
        from steg_cli.output.sentences import done_lines
        from steg_cli.register.changes import FOUNDING  # known to whoever has written

        shown = done_lines(done, self.t)
        self.out(fitted(shown, sys.stdout))
        self._tell(done.notes, shown)
        if dry_run:
            self.tell(N_("Dry run: nothing was written."))
        elif done.command == "undo":
            self.tell(N_("Change {change}. steg redo brings it back."), change=done.change)
        elif done.change is not None and done.command not in FOUNDING:
            self.tell(N_("Change {change}. steg undo takes it back."), change=done.change)

    def _tell(self, notes: tuple[Note, ...], shown: str) -> None:
        """Write the notes, and what was understood of a day that neither they nor `shown` show."""
        told = shown + "".join(map(self.t.note, notes))
        days = (
            note(N_("{text} was understood as {day}."), text=text, day=day)
            for text, day in self.understood.items()
            if str(day) not in told
        )
        self.notes((*notes, *days))

    def report(
        self,
        reports: list[Report[Any]],
        format_: Format | None,
        *,
        output: Path | None = None,
        plain_csv: bool = False,
        brief: bool = False,
    ) -> None:
        """Show one or several reports in the format asked for, on stdout or in a file.

        `brief`: a table has no more lines than the terminal, so that its beginning stays in sight.
        """
        self.shows(*reports)
        if any(one.form.secret for one in reports):
            check_is_file(output)
        from steg_cli.cli.formats import check_suffix, no_plain_csv, reported, workbook

        if plain_csv and format_ not in (None, "csv"):
            raise no_plain_csv(format_)
        if output is not None and format_ is None:
            check_suffix(output)
        chosen = self.format_for(format_, output)
        if plain_csv and chosen in ("xlsx", "json", "html", "ics"):
            raise no_plain_csv(chosen)
        notes = tuple(note for report in reports for note in report.notes)
        if chosen == "xlsx":
            self.out(workbook(reports, output, self.t), output)
            self._tell(notes, "")
            return
        height = self.height if brief and output is None else None
        chosen = "csv" if plain_csv else chosen
        text = reported(self, reports, chosen, height, plain_csv=plain_csv)
        if not isinstance(text, str):
            self._report_in_pieces(text, notes, output, csv=chosen == "csv")
            return
        self.out(text, output)
        if chosen == "ics":
            from steg_cli.output.ics import not_in_calendar

            notes += not_in_calendar(reports[0])
        self._tell(notes, text)
        from steg_cli.reports.report import NONE

        if not text and output is None and reports[0].form.empty == NONE:
            self.tell(NONE)  # what has a sentence of its own says it itself

    def _report_in_pieces(
        self, pieces: Iterator[str], notes: tuple[Note, ...], output: Path | None, *, csv: bool
    ) -> None:
        understood, seen = {str(day) for day in self.understood.values()}, set[str]()

        def see(piece: str) -> None:
            seen.update(day for day in understood if day in piece)
            if csv and output is None:
                self.remember(piece)

        self.out(going_by(pieces, see), output)
        self._tell(notes, " ".join(seen))

    def format_for(self, format_: Format | None, output: Path | None) -> Format:
        """Return the format of a report: as asked for, as the file is named, as is readable."""
        named = SUFFIXES.get(output.suffix.casefold()) if output else None
        usual: Format = "table" if output is None and sys.stdout.isatty() else "plain"
        return format_ or named or usual

    def out(self, result: str | bytes | Iterator[str], output: Path | None = None) -> None:
        """Write a result to stdout, or to a file that only its owner can read, once it is whole."""
        if isinstance(result, str) and result and not result.endswith("\n"):
            result += "\n"
        if output is not None:
            self.write_file(result.encode() if isinstance(result, str) else result, output)
            self.tell(N_("Written to {path}."), path=output)
        elif isinstance(result, str):
            self.record_reading()
            if not result.startswith("{"):  # a program knows its register
                self.remember(result)
            sys.stdout.write(result)
            sys.stdout.flush()
        elif not isinstance(result, bytes):
            with put_aside(result) as aside:
                self.record_reading()
                copy_text(aside, sys.stdout)

    def write_file(self, content: bytes | Iterator[str], output: Path) -> None:
        """Write a file that only its owner can read: whole, or what was there is left.

        Raises Refused over a database, and where files have a meaning for the register.
        """
        self.check_output(output)
        write_all({output: content}, ready=self.record_reading)

    def check_output(self, output: Path) -> None:
        """Raise Refused for a place where nothing but steg itself writes."""
        check_not_ours(output)
        if self._register is None:
            return
        from steg_cli.mail.transport import folder_of
        from steg_cli.register.surroundings import settings_of

        folder = folder_of(settings_of(self._register), self.path).resolve()
        place = output.resolve()
        if place == folder or (place.parent == folder and place.suffix == ".eml"):
            raise Refused(
                N_("{path} is where mails are kept."),
                N_("Give another place; nothing was written."),
                path=output,
            )

    def try_out(self, text: str) -> bool:
        """Write a result of what cannot be taken back. Return whether somebody can see it."""
        try:
            self.out(text)
        except OSError:
            silence(sys.stdout)
            return False
        return True

    # The screen

    @property
    def width(self) -> int:
        """How many columns there are; without a terminal nothing is cut."""
        if sys.stdout.isatty():
            return shutil.get_terminal_size().columns
        return UNLIMITED

    @property
    def height(self) -> int | None:
        """How many lines there are beside a note and the shell's next line; None: any number."""
        if sys.stdout.isatty():
            return shutil.get_terminal_size().lines - SPARE_LINES
        return None

    @property
    def drawing_width(self) -> int:
        """How wide a picture may be."""
        return min(self.width, PLAIN_WIDTH)

    @property
    def colour(self) -> bool:
        """Whether colour is welcome: on a terminal, unless NO_COLOR says otherwise."""
        return (
            sys.stdout.isatty()
            and not self.environment.get("NO_COLOR")
            and self.environment.get("TERM") != "dumb"
        )

    # Asking

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str) -> str:
        """Return what is answered. Ctrl-C and Ctrl-D raise Interrupted."""
        try:
            end = " " if question.endswith("?") else ": "
            asked = fitted(harmless_lines(question), sys.stderr, beside=ANSWER)
            write_now(sys.stderr, asked + end)
            return input()
        except (EOFError, KeyboardInterrupt):
            raise Interrupted(N_("Interrupted. Nothing was changed.")) from None

    def confirm(self, question: str, *, yes: bool) -> None:
        """Ask before something that touches many. Raises Declined, or Malformed if nobody can."""
        if yes:
            return
        if not self.can_ask:
            raise Malformed(
                N_("This asks for a confirmation, and there is no terminal to ask on."),
                N_("Add --yes when you are sure."),
            )
        if not self.agrees(question):
            raise Declined(N_("Nothing was changed."))

    def agrees(self, question: str, *, default: bool = False) -> bool:
        """Ask until the answer is yes or no, and return whether it is yes; Enter is `default`."""
        from steg_cli.cli.asking import ask, yes_or_no

        return ask(self, yes_or_no(self, question, default=default))
