"""An extract of what is stored on one person: a page for them to read, or JSON.

What names somebody else is marked, and so is what somebody wrote freely, until the copy is made
that is handed out; see `reports.extract`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from steg_cli import __version__
from steg_cli.actions.results import Done
from steg_cli.output.columns import moment
from steg_cli.output.envelope import done_json
from steg_cli.output.harmless import harmless
from steg_cli.output.templates import template
from steg_cli.output.values import THINGS, by_thing, shown
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Word
from steg_cli.reports.extract import FREE_TEXTS, OTHERS, Extract, Row
from steg_cli.reports.touched import ChangedField
from steg_cli.texts import Texts

HIDDEN = ("reference", "enrolment")  # what every row has, or says nothing where there is one
HEADINGS_ABOUT = {
    "controller": N_("Who is responsible"),
    "purpose": N_("Why it is kept"),
    "legal-basis": N_("What the law says"),
    "recipients": N_("Who receives it"),
    "retention": N_("How long it is kept"),
    "source": N_("Where it comes from"),
    "rights": N_("Your rights"),
}
# What is called otherwise here than as a sheet.
CALLED = {"enrolments": N_("Times in the programme"), "holds": N_("Hold on erasing")}
# What a change did, by the first word of its command, as the person would put it.
DEEDS = {
    "enrol": N_("a new enrolment"),
    "advance": N_("went on to another step"),
    "place": N_("a workplace"),
    "extend": N_("the period was extended"),
    "notice": N_("notice"),
    "convert-to-enhetsassistent": N_("went over to the sector"),
    "pause": N_("a pause"),
    "support": N_("a support"),
    "deadline": N_("a day to watch"),
    "leave": N_("the end of an enrolment"),
    "follow-up": N_("followed up"),
    "move": N_("moved"),
    "note": N_("a note"),
    "amend": N_("corrected"),
    "merge": N_("two cases became one"),
    "import": N_("read from a list"),
    "undo": N_("a change was taken back"),
    "redo": N_("a change was brought back"),
    "hold": N_("a hold on erasing"),
    "outside": N_("changed with another program"),
    "upgrade": N_("rewritten by a newer version of steg"),
}

EVENTS = {"new": N_("{what}, new"), "removed": N_("{what}, taken away")}

Mark = Literal["", "other", "free"]


class Said(NamedTuple):
    """A value as it is read; `mark` says that it names somebody else, or was written freely."""

    text: str
    mark: Mark = ""


class Told(NamedTuple):
    """A value and what it is called."""

    heading: str
    said: Said


@frozen
class Listed:
    """Things of one kind: what is known of each of them."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


class Touched(NamedTuple):
    """A thing that was new, changed or taken away, and its values as they became."""

    what: str
    values: tuple[Told, ...]


@frozen
class Event:
    """Something that happened to what is stored: when, what, by whom, and to which things."""

    when: str
    what: str
    by: Said
    things: tuple[Touched, ...]


@frozen
class ExtractPage:
    """Everything that the page says, in the language `language`."""

    language: str
    title: str
    as_of: str
    name: str
    reference: str
    protected: bool
    reviewed: bool
    about: tuple[Told, ...]
    person: tuple[Told, ...]
    lists: tuple[Listed, ...]
    history: tuple[Event, ...]
    nothing: str
    version: str = __version__


def extract_json(extract: Extract, t: Texts) -> str:
    """Return an extract for programs: the envelope of the command, its texts in our language."""
    about = {key.replace("-", "_"): _about(text, t) for key, text in extract.about.items()}
    return done_json(Done("extract", None, replace(extract, about=about)))


def extract_html(extract: Extract, t: Texts) -> str:
    """Return an extract as a page that shows itself, on a screen and on paper."""
    return template("steg_cli.output", "extract.html.jinja").render(page=page_of(extract, t), t=t)


def page_of(extract: Extract, t: Texts) -> ExtractPage:
    """Return what the page says."""
    every: list[tuple[str, Sequence[Row]]] = [
        (t(_called(name)), rows) for name, rows in extract.records.items()
    ]
    every += [
        (t(heading), [vars(one) for one in rows])
        for heading, rows in (
            (N_("Reminders about you"), extract.reminders),
            (N_("Who read about you"), extract.reads),
        )
    ]
    return ExtractPage(
        t.language,
        t(N_("What is stored about you")),
        t(N_("As of {day}"), day=extract.made_on),
        harmless(extract.name),
        extract.reference,
        extract.protected,
        extract.reviewed,
        tuple(
            Told(t(heading), Said(_about(extract.about[key], t)))
            for key, heading in HEADINGS_ABOUT.items()
        ),
        tuple(_told(extract.person, t)),
        tuple(_listed(heading, rows, t) for heading, rows in every if rows),
        tuple(_history(extract, t)),
        ", ".join(heading for heading, rows in every if not rows),
    )


def _called(name: str) -> str:
    """Return what a list of the extract is called, as a message id."""
    sheets = {sheet.replace("-", "_").replace(" ", "_"): called for sheet, called in SHEETS.items()}
    return CALLED.get(name) or sheets[name]


def _about(text: str, t: Texts) -> str:
    return harmless(t(text) if isinstance(text, Word) else text)


def _told(row: Row, t: Texts) -> Iterator[Told]:
    for key, value in row.items():
        if value is not None:
            yield Told(t(HEADINGS.get(key, key)), _said(key, value, t))


def _listed(heading: str, rows: Sequence[Mapping[str, Any]], t: Texts) -> Listed:
    """Return rows as a table of the columns that say something."""
    enrolments = {row.get("enrolment") for row in rows}
    hidden = HIDDEN if len(enrolments) == 1 else HIDDEN[:1]
    keys = [
        key
        for key in rows[0]
        if key not in hidden and any(row[key] not in (None, "") for row in rows)
    ]
    return Listed(
        heading,
        tuple(_heading(key, rows[0], t) for key in keys),
        tuple(tuple(_said(key, row[key], t) for key in keys) for row in rows),
    )


def _heading(key: str, row: Row, t: Texts) -> str:
    is_read = key == "what" and "command" in row
    return t(N_("what was shown") if is_read else HEADINGS.get(key, key))


def _said(key: str, value: object, t: Texts) -> Said:
    text = moment(str(value)) if key in ("at", "sent_at") and value else shown(value, t, key)
    if not text or isinstance(value, Word):
        return Said(text)
    return Said(text, "other" if key in OTHERS else "free" if key in FREE_TEXTS else "")


def _history(extract: Extract, t: Texts) -> Iterator[Event]:
    for one in extract.history:
        told = t(DEEDS.get(one.command.partition(" ")[0], "")) or t.command(one.command)
        yield Event(
            moment(one.at),
            t(N_("{what} (taken back later)"), what=told) if one.undone else told,
            _said("by", one.by, t),
            tuple(_touched(fields, t) for fields in by_thing(one.fields)),
        )


def _touched(fields: Sequence[ChangedField], t: Texts) -> Touched:
    """Return what a change did to one thing."""
    first = fields[0]
    which = first.which if first.event == "changed" else None
    what = " ".join(filter(None, (t(THINGS[first.thing]), which)))
    return Touched(
        what if first.event == "changed" else t(EVENTS[first.event], what=what),
        tuple(
            Told(t(HEADINGS.get(one.field, one.field)), _changed(one, t))
            for one in fields
            if one.field != "reference"
        ),
    )


def _changed(one: ChangedField, t: Texts) -> Said:
    before, after = (_said(one.field, value, t) for value in (one.before, one.after))
    if one.event != "changed":
        return after if after.text else before
    text = f"{before.text or '–'} → {after.text or '–'}"
    return Said(text, before.mark or after.mark)
