"""A digest in words: subject, plain text and HTML from the same sentences.

Everything that a mail says of a person comes from `Case`, which holds nothing that may not be
said. The plain part is for any client; the HTML part is tables with inline styles, since Outlook
knows little else, in one column, so that a phone shows it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from steg_cli.output.harmless import harmless
from steg_cli.output.templates import template
from steg_cli.output.values import what_ends
from steg_cli.programme.choices import OUTCOME
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import ONE_DAY, PeriodState
from steg_cli.programme.words import Plural, Word
from steg_cli.reports.digests import Digest
from steg_cli.reports.due import Case
from steg_cli.texts import Texts

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH = 72  # what a plain-text client shows without breaking lines of its own
_UNBROKEN = '<span style="white-space:nowrap;">{}</span>'
COLUMNS = ("reference", "what", "last_day", "notice_by", "months_in_all")


@frozen
class Entry:
    """A case in words: its `line` among all cases, and what there is to say of it."""

    state: PeriodState
    line: tuple[str, ...]
    title: str
    when: str
    facts: tuple[str, ...]
    commands: tuple[str, ...]


@frozen
class Section:
    """The cases in one state, under their heading."""

    heading: str
    state: PeriodState
    entries: tuple[Entry, ...]


@frozen
class Letter:
    """A digest in words, in one language, before it is text or HTML.

    `columns` head the lines, and `details` what follows of each case. `shows_them` is the command
    for those without details.
    """

    language: str
    subject: str
    opening: tuple[str, ...]
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    without_details: str
    shows_them: str | None
    details: str
    closing: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every case, the first to be settled first."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def text(self) -> str:
        """The text/plain part."""
        blocks = [*map(_wrapped, self.opening), *self._lines()]
        if self.without_details:
            shows_them = f"\n    {self.shows_them}" if self.shows_them else ""
            blocks.append(_wrapped(self.without_details) + shows_them)
        if self.entries:
            blocks.append(f"{self.details}\n{'-' * len(self.details)}")
            blocks += map(_entry_text, self.entries)
        blocks.append("\n".join(map(_wrapped, self.closing)))
        return "\n\n".join(blocks) + "\n"

    def _lines(self) -> Iterator[str]:
        """Yield the heads of the columns, and the lines of each section, all equally wide."""
        if not self.entries:
            return
        columns = zip(self.columns, *(entry.line for entry in self.entries), strict=True)
        widths = [max(map(len, column)) for column in columns]

        def in_columns(cells: tuple[str, ...]) -> str:
            return "  ".join(map(str.ljust, cells, widths)).rstrip()

        yield in_columns(self.columns)
        for section in self.sections:
            lines = [in_columns(entry.line) for entry in section.entries]
            yield "\n".join([section.heading, *lines])

    @property
    def html(self) -> str:
        """The text/html part: one file without anything to fetch."""
        return template("steg_cli.mail", "letter.html.jinja").render(letter=self, words=_words)


def letter_of(digest: Digest, t: Texts) -> Letter:
    """Return the letter to a recipient, in the language of `t`."""
    headings: dict[PeriodState, str] = {"overdue": t(N_("Overdue")), "ending": t(N_("Ending soon"))}
    sections = (
        Section(
            heading, state, tuple(_entry(case, t) for case in digest.cases if case.state == state)
        )
        for state, heading in headings.items()
    )
    return Letter(
        language=t.language,
        subject=_subject(digest, t),
        opening=_opening(digest, t),
        columns=tuple(t(HEADINGS[key]) for key in COLUMNS),
        sections=tuple(section for section in sections if section.entries),
        without_details=_without_details(digest, t),
        shows_them=t.command(digest.shows_them) if digest.shows_them else None,
        details=t(N_("Case by case")),
        closing=_closing(digest, t),
    )


def _subject(digest: Digest, t: Texts) -> str:
    counts = []
    overdue, ending = digest.count("overdue"), digest.count("ending")
    if overdue and ending:
        counts.append(t.plural("{count} overdue", "{count} overdue", overdue))
    elif overdue:
        first = min(case.last_day for case in digest.cases)
        counts.append(
            t.plural(
                "{count} overdue since {day}", "{count} overdue, since {day}", overdue, day=first
            )
        )
    if ending:
        nearest = min(case.last_day for case in digest.cases if case.state == "ending")
        counts.append(
            t.plural("{count} ending, on {day}", "{count} ending, first {day}", ending, day=nearest)
        )
    if digest.without_details:
        counts.append(
            t.plural(
                "{count} case without details",
                "{count} cases without details",
                digest.without_details,
            )
        )
    return f"steg: {', '.join(counts)}"


def _opening(digest: Digest, t: Texts) -> tuple[str, ...]:
    if digest.to_manager:
        return (
            t(N_("What is overdue or ends soon at your workplaces, on {day}."), day=digest.as_of),
            t(
                N_(
                    "Reply to this mail with what you wish for each: an extension, a conversion, "
                    "or an end. The labour market unit records it, and knows who a case is."
                )
            ),
        )
    return (t(N_("What is overdue or ends soon, on {day}."), day=digest.as_of),)


def _entry(case: Case, t: Texts) -> Entry:
    step = t.step(case.step) if case.step else None
    title = filter(None, (case.reference, case.name, what_ends(case.what, case.number, t), step))
    return Entry(
        state=case.state,
        line=(
            case.reference,
            what_ends(case.what, case.number, t),
            str(case.last_day),
            str(case.notice_by or ""),
            _months(case, t),
        ),
        title=" · ".join(map(harmless, title)),
        when=_when(case, t),
        facts=tuple(_facts(case, t)),
        commands=tuple(map(t.command, case.commands)),
    )


def _months(case: Case, t: Texts) -> str:
    if case.months_in_all is None:
        return ""
    return t(N_("{months} of {most}"), months=case.months_in_all, most=case.most_months)


def _when(case: Case, t: Texts) -> str:
    due = case.what in ("follow-up", "deadline")
    return t(
        N_("To be done by {day}: {when}.") if due else N_("Last day {day}: {when}."),
        day=case.last_day,
        when=_from_today(case.days_left),
    )


def _from_today(days: int) -> Word | Plural:
    if days in (0, 1):
        return Word(N_("tomorrow") if days else N_("today"))
    if days > 0:
        return Plural("{count} day left", "{count} days left", days)
    return Plural("{count} day ago", "{count} days ago", -days)


def _facts(case: Case, t: Texts) -> Iterator[str]:
    if case.notice_by:
        yield _notice(case, t)
    if case.months_in_all is not None:
        sentence = N_("{months} of {most} months in all.")
        yield t(sentence, months=case.months_in_all, most=case.most_months)
    if case.used_up_on:
        yield _extension(case, case.used_up_on, t)
    if case.paused_since:
        yield t(N_("On pause since {day}."), day=case.paused_since)


def _extension(case: Case, used_up_on: date, t: Texts) -> str:
    """Say how far a period can be extended from today, or when the months in all were used up."""
    today = case.last_day - case.days_left * ONE_DAY
    if used_up_on > max(today, case.last_day):
        if not case.months_left_to_extend:
            return t(N_("Can be extended to {day}."), day=used_up_on)
        return t.plural(
            "Can be extended by {count} month, to {day} at the latest.",
            "Can be extended by {count} months, to {day} at the latest.",
            case.months_left_to_extend,
            day=used_up_on,
        )
    return t(
        N_("The {most} months in all were used up on {day}.")
        if used_up_on < today
        else N_("The {most} months in all are used up on {day}."),
        most=case.most_months,
        day=used_up_on,
    )


def _notice(case: Case, t: Texts) -> str:
    assert case.notice_by is not None
    days = (case.last_day - case.notice_by).days
    passed = case.days_left < days
    sentence = N_("Notice by {day} (that day has passed).") if passed else N_("Notice by {day}.")
    return t(sentence, day=case.notice_by)


def _without_details(digest: Digest, t: Texts) -> str:
    if not digest.without_details:
        return ""
    return t.plural(
        "{count} case without details. The register shows it:",
        "{count} cases without details. The register shows them:",
        digest.without_details,
    )


def _closing(digest: Digest, t: Texts) -> tuple[str, ...]:
    lines = [
        t(N_("Notice by is a help: HR decides which rule applies.")),
        t(N_("A case comes once a month until it is settled.")),
    ]
    if digest.cases and not digest.to_manager:
        words = ", ".join(t.typed(code, label) for code, label in OUTCOME.labels.items())
        sentence = N_(
            "For … write what was decided; where a person goes is one of these words: {words}."
        )
        lines.insert(0, t(sentence, words=words))
    if digest.paused:
        cases = ", ".join(f"{reference} ({since})" for reference, since in digest.paused)
        lines.insert(0, t(N_("On pause, since the day beside them: {cases}."), cases=cases))
    return tuple(lines)


def _entry_text(entry: Entry) -> str:
    lines = [_wrapped(entry.title), *(f"  {line}" for line in (entry.when, *entry.facts))]
    return "\n".join([*lines, *(f"    {command}" for command in entry.commands)])


def _words(line: str) -> Markup:
    """Return a line that breaks between words alone, not at the hyphens of a day or an option.

    In the template itself this would take half of the time that a mail takes.
    """
    from markupsafe import Markup, escape  # known once there is HTML

    words = str(escape(line)).split()
    return Markup(" ".join(_UNBROKEN.format(word) if "-" in word else word for word in words))  # noqa: S704 - escaped above


def _wrapped(paragraph: str) -> str:
    return "\n".join(wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False))
