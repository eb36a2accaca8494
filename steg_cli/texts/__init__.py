"""Swedish and English: every sentence that a user sees, by gettext.

The English sentence is the message id. `sv/LC_MESSAGES/steg.po` holds the Swedish ones and is
what people edit; `steg.mo` beside it is compiled from it and kept, so that an installed copy
needs no tool. A test fails when a sentence lacks its translation or a catalogue is stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from steg_cli.programme.choices import LABELS
from steg_cli.programme.errors import N_, Note, StegError
from steg_cli.programme.ladder import Step, Steps
from steg_cli.programme.words import Code, Deed, FieldName, Keyword, Plural, Word, Words
from steg_cli.texts.swedish import in_swedish

if TYPE_CHECKING:
    from steg_cli.texts.catalogue import Catalogue

LANGUAGES = ("sv", "en")
DOMAIN = "steg"
FOLDER = Path(__file__).parent
NOTHING = '""'
REFERENCE, WHO, FILE = "reference", N_("WHO"), N_("FILE")

# fmt: off
MONTHS = (
    N_("jan"), N_("feb"), N_("mar"), N_("apr"), N_("may"), N_("jun"),
    N_("jul"), N_("aug"), N_("sep"), N_("oct"), N_("nov"), N_("dec"),
)
# fmt: on


class Texts:
    """Sentences in one language. Call it with a message id and the values of its places."""

    def __init__(self, language: str, steps: Mapping[str, str] | None = None) -> None:
        self.language = language
        self.steps = steps or {}
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, **values: object) -> str:
        """Return the sentence in this language with its values filled in."""
        text = self._catalogue.sentence(message) if message else ""
        return text.format(**self._shown(values)) if values else text

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the sentence for one or for many, with `{count}` and the values filled in."""
        return self._counted(one, many, count, values)

    def naming(self, steps: Mapping[str, str]) -> Texts:
        """Return the same texts, knowing what the steps of a register's ladder are called."""
        return Texts(self.language, steps)

    def name(self, english: str) -> str:
        """Return what a command, a report or an option is called in this language."""
        return in_swedish(english) if self.language == "sv" else english

    def command(self, line: str) -> str:
        """Return commands, options and fields as they are typed in this language."""
        return ", ".join(" ".join(map(self._word, part.split(" "))) for part in line.split(", "))

    def _word(self, word: str) -> str:
        """Return a word of a line to type: stay.2.first-day, FILE, a command or an option."""
        if word.partition(".")[2][:1].isdigit() and word[:1].isalpha():
            return self._typed(FieldName(word))
        return self(FILE) if word == FILE else self.name(word)

    def typed(self, code: str, label: str) -> str:
        """Return one word to type for a code: itself, or in Swedish what it is called."""
        return code if self.language == "en" else self(label).replace(" ", "-")

    def code(self, code: str) -> str:
        """Return one word to type for a step's code, or that of anything else to choose."""
        if step := self.steps.get(code):
            word = step.replace(" ", "-")
            return word if word.replace("-", "").isalnum() else code  # the shell has its own signs
        return self.typed(code, LABELS.get(code, code))

    def step(self, code: str) -> str:
        """Return a step's name."""
        return self.steps.get(code, code)

    def error(self, error: StegError) -> str:
        """Return an error's sentence; a value that is an empty text is shown as one types it."""
        shown = {key: value if value != "" else NOTHING for key, value in error.values.items()}
        return self(error.message, **shown)

    def hint(self, error: StegError, case: str | None = None) -> str:
        """Return an error's way out, or nothing; `case` is the one that the command is about."""
        return self(self.way_out(error), **({REFERENCE: case or Word(WHO)} | error.values))

    @staticmethod
    def way_out(error: StegError) -> str:
        """Return the message id of an error's way out."""
        if not error.remedy:
            return error.hint
        from steg_cli.texts.remedies import TYPED

        return TYPED[error.remedy]

    def note(self, note: Note) -> str:
        """Return a note's sentence; where it is not known which case is meant it says WHO."""
        return self(note.message, **({REFERENCE: Word(WHO)} | note.values))

    def month(self, day: date) -> str:
        """Return the short name of a day's month."""
        return self._catalogue.sentence(MONTHS[day.month - 1])

    def _counted(self, one: str, many: str, count: int, values: dict[str, object]) -> str:
        text = self._catalogue.counted(one, many, count)
        return text.format(**self._shown({"count": count, **values}))

    def _shown(self, values: dict[str, object]) -> dict[str, object]:
        return {key: self._value(value) for key, value in values.items()}

    def _value(self, value: object) -> object:
        shown = value
        match value:
            case Word():
                shown = self(value)
            case Keyword() | Code() | FieldName() | Deed():
                shown = self._typed(value)
            case Words():
                shown = ", ".join(map(self, value))
            case Plural():
                shown = self._counted(value.one, value.many, value.count, {})
            case Step():
                shown = value.label(self.language)
            case Steps():
                shown = ", ".join(step.label(self.language) for step in value)
            case Note():
                shown = self.note(value)
            case StegError():
                shown = self.error(value)
        return shown

    def _typed(self, value: Keyword | Code | FieldName | Deed) -> str:
        """Return what is typed, or was, as it is called in this language."""
        match value:
            case Keyword():
                return self.command(value)
            case Code():
                return self.code(value)
            case FieldName():
                from steg_cli.texts.fields import shown_field

                return shown_field(value, self)
        from steg_cli.texts.deeds import deed

        return deed(value.command, value.summary, self)


class English:
    """The catalogue of the language that the sentences are written in."""

    def sentence(self, english: str) -> str:
        """Return the sentence as it is."""
        return english

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the sentence for one, or that for many."""
        return one if count == 1 else many


@lru_cache
def _catalogue(language: str) -> Catalogue | English:
    if language == "en":
        return English()
    from steg_cli.texts.catalogue import Catalogue

    return Catalogue(FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo")


@lru_cache
def texts(language: str) -> Texts:
    """Return the sentences of a language, "sv" or "en"."""
    return Texts(language)
