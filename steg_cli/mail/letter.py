"""A digest in words: subject, plain text and HTML from the same sentences.

Everything that a mail says of a person comes from `Case`, which holds nothing that may not be
said. The plain part is for any client; the HTML part is tables with inline styles, since Outlook
knows little else, in one column, so that a phone shows it whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from steg_cli.output.values import harmless
from steg_cli.programme.errors import N_
from steg_cli.programme.periods import PeriodState
from steg_cli.reports.digests import Case, Digest
from steg_cli.texts import Texts

WIDTH = 72  # what a plain-text client shows without breaking lines of its own


@dataclass(frozen=True)
class Entry:
    """A case in words."""

    title: str
    when: str
    facts: tuple[str, ...]
    commands: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """The cases in one state, under their heading."""

    heading: str
    state: PeriodState
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Letter:
    """A digest in words, in one language, before it is text or HTML."""

    language: str
    subject: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    without_details: str
    closing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text/plain part."""
        blocks = [*map(_wrapped, self.opening)]
        for section in self.sections:
            blocks.append(f"{section.heading}\n{'-' * len(section.heading)}")
            blocks += map(_entry_text, section.entries)
        if self.without_details:
            blocks.append(_wrapped(self.without_details))
        blocks.append("\n".join(map(_wrapped, self.closing)))
        return "\n\n".join(blocks) + "\n"

    @property
    def html(self) -> str:
        """The text/html part: one file without anything to fetch."""
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader("steg_cli.mail", ""),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        return environment.get_template("letter.html.jinja").render(letter=self)


def letter_of(digest: Digest, t: Texts) -> Letter:
    """Return the letter to a recipient, in the language of `t`."""
    headings: dict[PeriodState, str] = {"overdue": t(N_("Overdue")), "ending": t(N_("Ending soon"))}
    sections = (
        Section(
            heading,
            state,
            tuple(_entry(case, t) for case in digest.cases if case.state == state),
        )
        for state, heading in headings.items()
    )
    return Letter(
        language=t.language,
        subject=_subject(digest, t),
        opening=_opening(digest, t),
        sections=tuple(section for section in sections if section.entries),
        without_details=_without_details(digest, t),
        closing=_closing(digest, t),
    )


def _subject(digest: Digest, t: Texts) -> str:
    counts = []
    overdue, ending = digest.count("overdue"), digest.count("ending")
    if overdue and ending:
        counts.append(t.plural("{count} overdue", "{count} overdue", overdue))
    elif overdue:
        first = digest.cases[0].last_day
        counts.append(
            t.plural(
                "{count} overdue since {day}", "{count} overdue, since {day}", overdue, day=first
            )
        )
    if ending:
        nearest = next(case.last_day for case in digest.cases if case.state == "ending")
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
            t(
                N_("Periods at your workplaces that are overdue or end soon, on {day}."),
                day=digest.as_of,
            ),
            t(
                N_(
                    "Reply to this mail with what you wish for each: an extension, a conversion, "
                    "or an end. The labour market unit records it, and knows who a case is."
                )
            ),
        )
    return (t(N_("Periods that are overdue or end soon, on {day}."), day=digest.as_of),)


def _entry(case: Case, t: Texts) -> Entry:
    who = f"{case.reference} · {harmless(case.name)}" if case.name else case.reference
    facts = [_notice(case, t)] if case.notice_by else []
    if case.months_left_to_extend > 0:
        facts.append(
            t.plural(
                "Can be extended by {count} month.",
                "Can be extended by {count} months.",
                case.months_left_to_extend,
            )
        )
    else:
        facts.append(t(N_("Cannot be extended further.")))
    return Entry(
        f"{who} · {harmless(t.step(case.step))}", _when(case, t), tuple(facts), case.commands
    )


def _when(case: Case, t: Texts) -> str:
    if case.days_left > 1:
        return t(N_("Last day {day}: {days} days left."), day=case.last_day, days=case.days_left)
    if case.days_left == 1:
        return t(N_("Last day {day}: tomorrow."), day=case.last_day)
    if case.days_left == 0:
        return t(N_("Last day {day}: today."), day=case.last_day)
    return t.plural(
        "Last day {day}: passed {count} day ago.",
        "Last day {day}: passed {count} days ago.",
        -case.days_left,
        day=case.last_day,
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
        "{count} case without details: open the register.",
        "{count} cases without details: open the register.",
        digest.without_details,
    )


def _closing(digest: Digest, t: Texts) -> tuple[str, ...]:
    lines = [
        N_("Notice by is a help: HR decides which rule applies."),
        N_("A case comes once a month for as long as its period is ending or overdue."),
    ]
    if digest.cases and not digest.to_manager:
        lines.insert(
            0,
            N_(
                "The commands settle a case in the register; for … write where the person goes: "
                "employment, education, job-search or other."
            ),
        )
    return tuple(map(t, lines))


def _entry_text(entry: Entry) -> str:
    lines = [_wrapped(entry.title), *(f"  {line}" for line in (entry.when, *entry.facts))]
    return "\n".join([*lines, *(f"    {command}" for command in entry.commands)])


def _wrapped(paragraph: str) -> str:
    return "\n".join(wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False))
