"""What a list can tell of, field by field: its headings as people write them, and how it is read.

A heading is known by its key (`first_day`), by what an export calls it in Swedish and English,
and by the names that lists use. It is compared without case, accents, spaces and signs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from steg_cli.exchange.cells import day_in, percent_in
from steg_cli.exchange.readers import (
    AGREEMENT,
    AMOUNT,
    EDUCATION,
    KIND_OF_NUMBER,
    OUTCOME,
    SEX,
    STATUS,
    Choice,
    Read,
    address,
    birth_year,
    case,
    exact,
    flag,
    name_turned,
    number,
    plain,
    raw,
    reason,
    said,
    text,
)
from steg_cli.programme import lists
from steg_cli.programme.vocabulary import HEADINGS, SHEETS
from steg_cli.programme.words import Word


@dataclass(frozen=True)
class Field:
    """A field of a kind: its key, further headings that lists give it, and its reader.

    Without a reader the column is known, and says nothing that is taken in.
    """

    key: str
    read: Read | None
    also: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the field is called: a message id."""
        return HEADINGS.get(self.key, self.key)


@dataclass(frozen=True)
class Kind:
    """A kind of rows. `one_of`: a sheet needs a column for one of these fields."""

    name: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def report(self) -> str:
        """The report that an export writes of it."""
        return lists.KINDS[self.name]

    def field(self, key: str) -> Field:
        """Return the field with this key."""
        return next(one for one in self.fields if one.key == key)


# Fields that several kinds have

REFERENCE = Field(
    "reference",
    case,
    ("ärendenr", "ärendenummer", "ärendereferens", "case reference", "referens", "S-nummer"),
)
NUMBER = Field(
    "number",
    raw,
    (
        *("personnummer", "personnr", "pers.nr", "persnr", "pnr", "p-nr", "personnummer (12)"),
        *("samordningsnummer", "samordningsnr", "person-/samordningsnummer", "person nr"),
        *("personnummer/samordningsnummer", "födelsenummer", "identitetsnummer", "id-nummer"),
        *("personal identity number", "identity number", "personal number", "pers nummer"),
        *("personnummer ååååmmdd-nnnn", "personnummer ååmmdd-nnnn", "personnr ååmmdd-nnnn"),
    ),
)
NAME = Field(
    "name", text("name"), ("deltagare", "deltagarens namn", "för- och efternamn", "full name")
)
NAMES = (
    NAME,
    Field("first_name", text("name"), ("förnamn", "tilltalsnamn", "fnamn", "given name")),
    Field("last_name", text("name"), ("efternamn", "släktnamn", "enamn", "family name", "surname")),
    Field(
        "turned_name", name_turned, ("efternamn, förnamn", "efternamn och förnamn", "last, first")
    ),
)
WHO = (REFERENCE, NUMBER, *NAMES)
FIRST_DAY = (
    "startdatum",
    "start",
    "startdag",
    "från",
    "fr.o.m.",
    "from",
    "från och med",
    "start date",
)
LAST_DAY = (
    "slutdatum",
    "slut",
    "slutdag",
    "till",
    "t.o.m.",
    "to",
    "till och med",
    "end date",
    "end",
)
WORKPLACE = ("arbetsplatsens namn", "enhet", "placering", "placerad på", "praktikplats", "unit")
PERCENT = (
    "omfattning",
    "tjänstgöringsgrad",
    "sysselsättningsgrad",
    "omf",
    "%",
    "omfattning %",
    "omf %",
    "extent",
)
PLANNED = (
    *("planerat slut", "planerat slutdatum", "planned end", "anställd till", "anställning t.o.m."),
    *("beslut t.o.m.", "beslut till", "period t.o.m.", "perioden slutar", "period till"),
    *("anställd t.o.m.", "avtal t.o.m.", "avtal till"),
)
DECIDED_BY = Field("decided_by", text("decided_by"), ("beslutsfattare", "decision by"))
SUPERVISOR = Field("supervisor", text("supervisor"), ("arbetsplatshandledare", "mentor"))
ENROLMENT = Field("enrolment", day_in, ("inskrivningsdatum", "inskrivningsdag"))
STEP = Field("step", text("step"), ("aktuellt steg", "insats", "nuvarande steg", "current step"))
IGNORED = Field("problem", None, ("vad som är fel", "what is wrong"))


def _said_by(*fields: Field) -> tuple[Field, ...]:
    return (*fields, IGNORED)


PEOPLE = Kind(
    "people",
    _said_by(
        REFERENCE,
        NUMBER,
        Field("identity", KIND_OF_NUMBER, ("typ av nummer",)),
        *NAMES,
        Field("sex", SEX, ("gender",)),
        Field("birth_year", birth_year, ("född", "född år", "födelsedatum", "birth date")),
        Field(
            "protected",
            flag,
            (
                *("skyddad identitet", "skyddade personuppgifter", "skyddad id", "sekretess"),
                *("sekretessmarkering", "protected identity", "skydd", "sekr", "skyddad adress"),
                *("skyddade uppgifter", "skyddad folkbokföring", "skyddad id.", "skydd id"),
            ),
        ),
        Field("cohort", text("cohort"), ("grupp", "kohort", "kull", "projektomgång", "group")),
        Field("municipality", text("municipality"), ("hemkommun", "bostadskommun", "kommun/ort")),
        Field(
            "first_day",
            day_in,
            (
                *FIRST_DAY,
                "inskriven",
                "inskrivningsdatum",
                "inskrivningsdag",
                "startade",
                "enrolled",
            ),
        ),
        Field(
            "last_day",
            day_in,
            ("avslutad", "avslutsdatum", "avslutsdag", "slutade", "utskriven", "avslut", "left on"),
        ),
        Field("end", day_in, LAST_DAY),
        Field(
            "left_to",
            OUTCOME,
            (
                *("avslutsorsak", "orsak", "avslut till", "avslutad till", "gick till"),
                *("anledning", "slutade till", "reason for leaving", "outcome", "resultat"),
            ),
        ),
        Field("qualification", flag, ("fick betyg", "betyg", "examen")),
        Field("status", STATUS, ("arbetsmarknadsstatus", "labour market status")),
        Field(
            "disability", flag, ("funktionshinder", "nedsatt arbetsförmåga", "funktionsvariation")
        ),
        Field("long_term_unemployed", flag, ("långtidsarbetslöshet", "långtids", "långtidsarb.")),
        Field("education", EDUCATION, ("utbildning", "utbildningsnivå", "education")),
        Field("consultant", text("consultant"), ("coach", "konsulent", "arbetskonsulent")),
        Field("exception", reason, ("undantagsskäl", "skäl till undantag")),
        STEP,
        Field(
            "since",
            day_in,
            ("på steget sedan", "steg från", "steget började", "step since", "anställd från"),
        ),
        Field("planned_last_day", day_in, PLANNED),
        Field("workplace", text("workplace"), WORKPLACE),
        Field("percent", percent_in, PERCENT),
        SUPERVISOR,
        Field("agreement", AGREEMENT, ("kollektivavtal",)),
    ),
    one_of=("number", "reference"),
    also=("deltagare", "deltagarlista", "participants", "list"),
)
STAYS = Kind(
    "stays",
    _said_by(
        *WHO,
        ENROLMENT,
        STEP,
        Field("first_day", day_in, FIRST_DAY),
        Field("planned_last_day", day_in, PLANNED),
        Field("last_day", day_in, LAST_DAY),
        Field("closed_on", day_in),
        Field("agreement", AGREEMENT, ("kollektivavtal",)),
        Field("weekends", flag, ("helg", "helgarbete", "weekend work")),
        Field("exception", reason, ("undantagsskäl",)),
        DECIDED_BY,
    ),
    one_of=("number", "reference"),
    also=("stegen", "historik", "insatser", "history"),
)
PLACEMENTS = Kind(
    "placements",
    _said_by(
        *WHO,
        ENROLMENT,
        Field("workplace", text("workplace"), WORKPLACE),
        Field("first_day", day_in, FIRST_DAY),
        Field("last_day", day_in, LAST_DAY),
        Field("percent", percent_in, PERCENT),
        SUPERVISOR,
    ),
    one_of=("number", "reference"),
    also=("placering", "praktikplatser"),
)
EXTENSIONS = Kind(
    "extensions",
    _said_by(
        *WHO,
        Field("period", day_in),
        Field("decided_on", day_in, ("beslutsdatum",)),
        Field("old_last_day", day_in),
        Field("new_last_day", day_in),
        DECIDED_BY,
    ),
    one_of=("number", "reference"),
)
FOLLOW_UPS = Kind(
    "follow-ups",
    _said_by(*WHO, ENROLMENT, Field("day", day_in, ("datum", "date")), Field("status", OUTCOME)),
    one_of=("number", "reference"),
)
WORKPLACES = Kind(
    "workplaces",
    _said_by(
        Field("workplace", text("workplace"), (*WORKPLACE, "namn", "name")),
        Field("sector", text("sector"), ("förvaltning", "verksamhet", "department")),
        Field("municipality", text("municipality"), ("ort",)),
        Field("adapted", flag, ("anpassad verksamhet",)),
        Field("manager", text("manager"), ("enhetschef", "ansvarig", "kontaktperson")),
        Field(
            "manager_email",
            address,
            ("e-post", "epost", "mejl", "mail", "e-mail", "chefens epost", "e-post chef"),
        ),
        Field("places", AMOUNT, ("antal platser",)),
    ),
    one_of=("workplace",),
    also=("arbetsplats", "enheter", "workplace"),
)
SECTORS = Kind(
    "sectors",
    _said_by(
        Field("sector", text("sector"), ("namn", "name", "förvaltning")),
        Field("employs_from", day_in),
    ),
    one_of=("sector",),
)
COHORTS = Kind(
    "cohorts",
    _said_by(
        Field("cohort", text("cohort"), ("namn", "name", "grupp", "group")),
        Field("planned", AMOUNT, ("antal platser", "planerat antal")),
        Field("first_day", day_in, FIRST_DAY),
        Field("last_day", day_in, LAST_DAY),
        Field("project", text("project")),
    ),
    one_of=("cohort",),
)
PROJECTS = Kind(
    "projects",
    _said_by(
        Field("project", text("project"), ("namn", "name")),
        *(
            Field(key, text(key))
            for key in ("number", "region", "owner", "partners", "objective", "contact")
        ),
        Field("first_day", day_in, FIRST_DAY),
        Field("last_day", day_in, LAST_DAY),
        Field("planned", AMOUNT),
        *(Field(key, AMOUNT) for key in ("budget", "granted", "reported_cost")),
        Field("email", address),
    ),
    one_of=("project",),
)
STEPS = Kind(
    "steps",
    _said_by(
        Field("code", text("code")),
        Field("swedish", text("swedish")),
        Field("english", text("english")),
        Field("location", raw),
        Field("payer", Choice(("AME", "sector"))),
        Field("least_months", number(1, 600)),
        Field("most_months", number(1, 600)),
        Field("agreement", AGREEMENT),
        Field("own_sector", flag),
    ),
    one_of=("code",),
)
SETTINGS_ = Kind(
    "settings",
    _said_by(Field("key", raw), Field("value", exact), Field("meaning", None)),
    one_of=("key",),
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *(PEOPLE, STAYS, PLACEMENTS, WORKPLACES),
        *(EXTENSIONS, FOLLOW_UPS, SECTORS, COHORTS, PROJECTS, STEPS, SETTINGS_),
    )
}


@lru_cache
def kinds_by_sheet() -> Mapping[str, Kind]:
    """Return the kinds by what a sheet may be called, as names are compared."""
    names: dict[str, Kind] = {}
    for kind in KINDS.values():
        for name in (kind.name, kind.report, *kind.also):
            names[plain(name)] = kind
        names |= dict.fromkeys(said(SHEETS[kind.report]), kind)
    return names


@lru_cache
def fields_by_heading(kind: Kind) -> Mapping[str, Field]:
    """Return a kind's fields by their headings, as headings are compared."""
    names: dict[str, Field] = {}
    for field in kind.fields:
        names |= dict.fromkeys(map(plain, field.also), field)
    for field in kind.fields:  # an export's own headings come before what lists call it
        names |= dict.fromkeys((plain(field.key), *said(field.label)), field)
    return names


# What only says how to write a cell: Startdatum (ÅÅÅÅ-MM-DD), Personnr (12 siffror).
FORM = re.compile(
    r"\s*[(\[](?:[åy]{2,4}[-/. ]?m{1,2}[-/. ]?d{1,2}(?:[-/. ]?[nx]{4})?|\d+ (?:siffror|digits)"
    r"|(?:ja|yes) ?/ ?(?:nej|no)|x|%|procent|percent)[)\]][\s:*]*$",
    re.IGNORECASE,
)


def bare(heading: str) -> str:
    """Return a heading without brackets after it that say how to write. Others say what it is."""
    return FORM.sub("", heading)


def label(field: Field) -> Word:
    """Return what a field is called, as a value inside a message."""
    return Word(field.label)
