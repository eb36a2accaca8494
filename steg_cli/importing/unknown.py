"""Words and names in a list that are not known: what each means, or that it is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from steg_cli.importing.listed import OfSomebody, said
from steg_cli.importing.question import LEAVE, LEFT, Answer, Around, Question, Read, enumerated
from steg_cli.importing.reading import Reading
from steg_cli.programme.choices import Choice
from steg_cli.programme.errors import N_, allows, note
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.nearness import could_be_word_by_word, could_mean, near_one
from steg_cli.programme.values import plain
from steg_cli.programme.words import Plural, Word

YES = "yes"
ALIKE = 0.6  # from which on a word may have been meant to be another one
COUNTED = {
    "workplace": Plural("{count} workplace is", "{count} workplaces are", 0),
    "cohort": Plural("{count} cohort is", "{count} cohorts are", 0),
    "municipality": Plural("{count} municipality is", "{count} municipalities are", 0),
}
NEW = {
    "workplace": N_("a new workplace"),
    "cohort": N_("a new cohort"),
    "municipality": N_("a new municipality"),
}


@frozen
class _Name:
    """A name that is not there: as it is mostly written, in how many rows, how often shown."""

    name: str
    rows: int
    shown: int


def questions_of_words(read: Read, reading: Reading, around: Around) -> Iterator[Question]:
    """Yield what has to be asked of words that are not known and may be slips."""
    for one in _missing(read, "step", around):
        if one.shown:
            yield _about_step(one.name, around)
    yield from _about_choices(read)
    meant = set(map(plain, reading.words.values()))
    for key, new in NEW.items():
        known = [*around.names[key], *_listed(read, key)]
        for one in _missing(read, key, around):
            near = [other for other in known if near_one(one.name, [other])]
            if key == "municipality" and not near:  # short names, with a letter too many: Hjoo
                near = [other for other in known if could_mean(one.name, other)]
            if key == "workplace" and not near:  # two slips in a word: Fskolan Eken
                near = [other for other in known if could_be_word_by_word(one.name, other)]
            if near and one.shown and plain(one.name) not in meant:
                answers = [*(Answer(name, name) for name in near), Answer(one.name, Word(new))]
                yield _about_word(one.name, key, answers, None)
            else:
                known += [one.name] if one.shown else []


def _to_be_added(read: Read, key: str, around: Around, reading: Reading) -> list[_Name]:
    """Return what is new: not what is almost spelt as another name, which is not added."""
    known = [*around.names[key], *_listed(read, key)]
    meant = set(map(plain, reading.words.values()))
    found = []
    for one in _missing(read, key, around):
        if not near_one(one.name, known) or plain(one.name) in meant:
            known.append(one.name)
            found.append(one)
    return found


def questions_of_new_names(read: Read, reading: Reading, around: Around) -> Iterator[Question]:
    """Yield whether what is new is to be added, and to which sector new workplaces belong."""
    for key in COUNTED:
        missing = _to_be_added(read, key, around, reading)
        if missing and key not in reading.create:
            yield _about_creation(key, missing)
        elif missing and key == "workplace":
            yield from _about_sector(read, reading, around)


def _about_sector(read: Read, reading: Reading, around: Around) -> Iterator[Question]:
    """Yield to which sector new workplaces belong, unless one that is there was said."""
    known, said_ = [*around.names["sector"], *_listed(read, "sector")], reading.sector
    if said_ is not None and ("sector" in reading.create or plain(said_) in map(plain, known)):
        return
    yield Question(
        "sector",
        "",
        note(N_("To which sector do the new workplaces belong?"))
        if said_ is None
        else note(
            N_("There is no sector {name}. To which sector do the new workplaces belong?"),
            name=said_,
        ),
        tuple(Answer(name, name) for name in known),
        free=True,
    )


def _about_creation(key: str, missing: Sequence[_Name]) -> Question:
    shown = [one.name for one in missing if one.shown]
    return Question(
        "create",
        key,
        note(
            N_("{what} not in the register: {names}. Add it?")
            if shown and len(missing) == 1
            else N_("{what} not in the register: {names}. Add them?")
            if shown
            else N_("{what} not in the register, of people under protection. Add them?"),
            what=replace(COUNTED[key], count=len(missing)),
            names=enumerated(shown, len(missing) - len(shown)),
        ),
        (Answer(YES, Word(N_("yes"))), Answer(LEAVE, Word(N_("no: the rows cannot come in")))),
        YES,
    )


def _missing(read: Read, key: str, around: Around) -> list[_Name]:
    """Return the names in a field that are not there, the most frequent first."""
    known = set() if key == "step" else around.compared(key) | set(map(plain, _listed(read, key)))
    written: dict[str, Counter[str]] = {}
    shown: Counter[str] = Counter()
    for row, may_be_shown in read.rows:
        name = said(row.values).get(key)
        if not isinstance(name, str) or plain(name) in known:
            continue
        if key != "step" or not allows(around.ladder.step, name):
            written.setdefault(plain(name), Counter())[name] += 1
            shown[plain(name)] += may_be_shown
    found = [
        _Name(names.most_common(1)[0][0], names.total(), shown[one])
        for one, names in written.items()
    ]
    return sorted(found, key=lambda one: -one.rows)


def _listed(read: Read, key: str) -> list[str]:
    """Return the names that the list itself brings: of workplaces on a sheet of workplaces."""
    rows = (
        row for table in read.tables for row in table.rows if table.columns.kind.one_of == (key,)
    )
    names = (said(row.values).get(key) for row in rows if not isinstance(row.values, OfSomebody))
    return [name for name in names if isinstance(name, str)]


# Words of a step, or of what can be chosen


def _about_step(name: str, around: Around) -> Question:
    meant = around.ladder.meant_by(name)
    alike = {step.code: _likeness(name, step.names) for step in around.ladder}
    steps = sorted(around.ladder, key=lambda step: (step not in meant, -alike[step.code]))
    sure = len(meant) == 1 or (not meant and alike[steps[0].code] >= ALIKE)
    answers = [Answer(step.code, step) for step in steps]
    return _about_word(name, "step", answers, steps[0].code if sure else None)


def _about_choices(read: Read) -> Iterator[Question]:
    """Yield a question for each word that is none of those that can be chosen in its column."""
    for table in read.tables:
        called = {heading: key for key, heading in table.columns.called.items()}
        for wrong in table.problems:
            key = called.get(wrong.column or "")
            choice = table.columns.kind.field(key).choice if key else None
            if choice and wrong.value and (table.sheet, wrong.row) not in read.protected:
                yield _about_choice(wrong.value, key or "", choice)


def _about_choice(text: str, key: str, choice: Choice) -> Question:
    alike = {code: _likeness(text, (code, label, *also)) for code, label, also in choice.words}
    codes = sorted(choice.codes, key=lambda code: -alike[code])
    answers = [Answer(code, Word(choice.labels[code])) for code in codes]
    return _about_word(text, key, answers, codes[0] if alike[codes[0]] >= ALIKE else None)


def _about_word(text: str, key: str, answers: Sequence[Answer], default: str | None) -> Question:
    sentence = note(N_("“{text}” ({what}) is"), text=text, what=Word(HEADINGS[key]))
    return Question("word", text, sentence, (*answers, LEFT), default)


def _likeness(text: str, names: Sequence[str]) -> float:
    mine = plain(text)
    return max(SequenceMatcher(None, mine, plain(name)).ratio() for name in names)
