"""What a list can tell of, field by field, and the headings by which its columns are known.

A heading is known by its field's key (`first_day`), by what an export calls it in Swedish and
English, and by the names that lists use. It is compared without case, accents, spaces and signs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from steg_cli.importing.listed import OF_PLACEMENT
from steg_cli.programme import lists
from steg_cli.programme.choices import STATUS, SUPPORT_KIND, Choice
from steg_cli.programme.errors import N_
from steg_cli.programme.field import Field, Thing
from steg_cli.programme.fields import (
    ENROLMENT,
    FIELDS,
    PARTICIPANT,
    PEOPLE_IN_TEMPLATE,
    field_of,
)
from steg_cli.programme.frozen import frozen
from steg_cli.programme.values import Written, plain, text_of
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Word
from steg_cli.texts import LANGUAGES, texts


@frozen
class Kind:
    """A kind of rows. `also` is what else a sheet of them is called.

    `one_of`: a sheet needs a column for one of these fields.
    """

    name: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def report(self) -> str:
        """The report that an export writes of it."""
        return lists.KINDS[self.name]

    @cached_property
    def of_people(self) -> bool:
        """Whether each row is somebody's, and not of what surrounds them."""
        return self.name in lists.OF_PEOPLE

    def field(self, key: str) -> Field:
        """Return the field with this key."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> Mapping[str, Field]:
        return {one.key: one for one in self.fields}

    @cached_property
    def last_days(self) -> tuple[str, ...]:
        """The fields that are the last day of something."""
        return tuple(one.key for one in self.fields if one.is_last_day)

    @property
    def template(self) -> tuple[Field, ...]:
        """The columns that it has in the template, in the order in which they are filled in."""
        if self is PEOPLE:
            return tuple(map(self.field, PEOPLE_IN_TEMPLATE))
        return tuple(one for one in self.fields if one.explained)


class _Status(Choice):
    """A status as lists write it. Långtidsarbetslös tells two things, and is a code of its own."""

    def code_of(self, written: Written) -> str | None:
        """Return the code that is written, or None when none of them is."""
        if plain(text_of(written)) in ("langtidsarbetslos", "longtermunemployed"):
            return "long-term-unemployed"
        return super().code_of(written)


ENROLLED_ON, PERIOD, PROBLEM = (field_of("list", key) for key in ("enrolment", "period", "problem"))
NAME_PARTS = tuple(field_of("list", key) for key in ("first_name", "last_name", "turned_name"))
WHO = (
    field_of("participant", "reference"),
    field_of("participant", "number"),
    field_of("participant", "name")._replace(
        explained=N_(
            "The name as it is registered; it is compared, so that a slip hits nobody else."
        ),
    ),
    *NAME_PARTS,
)
BY_PERSON = ("number", "reference")

PEOPLE = Kind(
    "people",
    (
        *PARTICIPANT,
        *NAME_PARTS,
        *(
            one._replace(reader=_Status(*STATUS.words)) if one.key == "status" else one
            for one in ENROLMENT
        ),
        field_of("list", "end"),
        field_of("list", "extended"),
        field_of("stay", "step")._replace(
            explained=N_("The step that the person is on now; empty means the first one."),
        ),
        field_of("list", "since"),
        field_of("stay", "planned_last_day"),
        field_of("stay", "agreement"),
        field_of("placement", "workplace")._replace(
            explained=N_("Where the person is now, as steg workplace list calls it."),
        ),
        *(field_of("placement", key) for key in OF_PLACEMENT),
        PROBLEM,
    ),
    one_of=BY_PERSON,
    also=("deltagare", "deltagarlista", "participants", "list"),
)


def _in_enrolments(name: str, thing: Thing, *also: str, home: Field = ENROLLED_ON) -> Kind:
    """Return a kind of rows that each tell of something in somebody's enrolment, or period."""
    return Kind(name, (*WHO, home, *FIELDS[thing], PROBLEM), BY_PERSON, also)


# What kind of number it was shows from the number.
FORMER_NUMBERS = Kind(
    "former-numbers",
    (
        *WHO,
        *(
            one._replace(reader=None) if one.key == "identity" else one
            for one in FIELDS["former-number"]
        ),
        PROBLEM,
    ),
    BY_PERSON,
    ("tidigare nummer",),
)
FORMER_CASES = Kind(
    "former-cases", (*WHO, *FIELDS["former-case"], PROBLEM), BY_PERSON, ("sammanslagna ärenden",)
)
PAUSED = (
    *("pauser", "ledighet", "ledigheter", "frånvaro", "sjukskrivna", "sjukskrivning"),
    *("sjukskrivningar", "tjänstlediga", "tjänstledighet", "tjänstledigheter", "föräldralediga"),
    *("föräldraledighet", "föräldraledigheter"),
)
SUPPORTED = (
    *("lönestöd", "stödbeslut", "stöd", "beslut AF", "AF-beslut", "AF beslut", "bidrag"),
    # A sheet of one kind of support is called as it is.
    *(name for code, _, also in SUPPORT_KIND.words if code != "other" for name in (code, *also)),
)
STAYS = _in_enrolments("stays", "stay", "stegen", "historik", "insatser", "history")
PLACEMENTS = _in_enrolments("placements", "placement", "placering", "praktikplatser")
IN_ENROLMENTS = (
    STAYS,
    PLACEMENTS,
    _in_enrolments("extensions", "extension", "förlängning", "förlängda", home=PERIOD),
    _in_enrolments("follow-ups", "follow-up", "uppföljning", "6-månadersuppföljning"),
    _in_enrolments("pauses", "pause", *PAUSED),
    _in_enrolments("supports", "support", *SUPPORTED),
    _in_enrolments("deadlines", "deadline", "att bevaka", "frister"),
    _in_enrolments("moves", "residence", "flyttar"),
    Kind("notes", (*WHO, *FIELDS["remark"], PROBLEM), BY_PERSON, ("anteckningar",)),
    Kind("holds", (*WHO, *FIELDS["hold"], PROBLEM), BY_PERSON),
)
WORKPLACES = Kind(
    "workplaces",
    (*FIELDS["workplace"], PROBLEM),
    one_of=("workplace",),
    also=("arbetsplats", "enheter", "workplace"),
)
OTHERS = tuple(
    Kind(name, (*fields, PROBLEM), one_of=(fields[0].key,))
    for name, fields in (
        ("sectors", FIELDS["sector"]),
        ("cohorts", FIELDS["cohort"]),
        ("projects", FIELDS["project"]),
        ("steps", FIELDS["step"]),
        ("settings", FIELDS["setting"]),
        ("rates", FIELDS["rate"]),
        ("retention-rules", FIELDS["retention-rule"]),
        ("municipalities", FIELDS["municipality"]),
        ("posts", FIELDS["post"]),
        ("contacts", FIELDS["contact"]),
    )
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (PEOPLE, FORMER_NUMBERS, FORMER_CASES, *IN_ENROLMENTS, WORKPLACES, *OTHERS)
}
IN_TEMPLATE = (PEOPLE, STAYS, PLACEMENTS, WORKPLACES)


@lru_cache
def in_every_language(message: str) -> tuple[str, ...]:
    """Return what a message id says in each language."""
    return tuple(texts(language)(message) for language in LANGUAGES)


@lru_cache
def kinds_by_sheet() -> Mapping[str, Kind]:
    """Return the kinds by what a sheet may be called, as names are compared."""
    names: dict[str, Kind] = {}
    for kind in KINDS.values():
        for name in (kind.name, kind.report, *kind.also):
            names[plain(name)] = kind
        names |= dict.fromkeys(map(plain, in_every_language(SHEETS[kind.report])), kind)
    return names


@lru_cache
def fields_by_heading(kind: Kind) -> Mapping[str, Field]:
    """Return a kind's fields by their headings, as headings are compared."""
    names: dict[str, Field] = {}
    for field in kind.fields:
        names |= dict.fromkeys(map(plain, field.also), field)
    for field in kind.fields:  # an export's own headings come before what lists call it
        names |= dict.fromkeys(map(plain, (field.key, *in_every_language(field.heading))), field)
    return names


# What only says how to write a cell: Startdatum (ÅÅÅÅ-MM-DD), Personnr (12 siffror).
FORM = re.compile(
    r"\s*[(\[](?:[åy]{2,4}[-/. ]?m{1,2}[-/. ]?d{1,2}(?:[-/. ]?[nx]{4})?|\d+ (?:siffror|digits)"
    r"|(?:ja|yes) ?/ ?(?:nej|no)|j ?/ ?n|x|%|procent|percent)[)\]][\s:*]*$",
    re.IGNORECASE,
)


PRESENT = re.compile(r"^(?:nuvarande|nuv\.?|aktuellt?|current|present)\s+", re.IGNORECASE)


def bare(heading: str) -> str:
    """Return a heading without brackets that say how to write, and without Nuvarande before it.

    Other brackets say what it is.
    """
    return PRESENT.sub("", FORM.sub("", heading))


def label(field: Field) -> Word:
    """Return what a field is called, as a value inside a message."""
    return Word(field.heading)
