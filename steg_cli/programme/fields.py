"""Every field, described once: what is kept of a person and of what surrounds them.

A description tells what a field is called, how it is read from text, what the lists that people
keep call it, and how it may be shown. Columns and headings, `steg amend`, import and export, the
template and the masks take it from here.

Headings, and what codes are called, are message ids. Lists are matched to them without case,
accents, spaces and signs.
"""

from __future__ import annotations

from collections.abc import Mapping

from steg_cli.programme import also
from steg_cli.programme.choices import (
    AGREEMENT,
    EDUCATION,
    KIND_OF_NUMBER,
    LABOUR_STATUS,
    OUTCOME,
    SEX,
    STATUS,
    SUPPORT_KIND,
)
from steg_cli.programme.days import read_day, read_last_day, read_since
from steg_cli.programme.errors import N_
from steg_cli.programme.field import Field, Thing
from steg_cli.programme.fields_around import (
    COHORT,
    CONTACT,
    HOLD,
    MUNICIPALITY,
    POST,
    PROJECT,
    RATE,
    REPORT,
    RETENTION_RULE,
    SECTOR,
    SETTING,
    STEP,
    WORKPLACE,
)
from steg_cli.programme.values import (
    CROWNS,
    read_birth_year,
    read_case,
    read_flag,
    read_part,
    read_percent,
    read_reason,
    read_text,
    read_turned_name,
    whole_number,
)
from steg_cli.programme.words import Word

BY_HAND = N_("Only together with such an id.")

# fmt: off
# In the order in which an export writes them.

PARTICIPANT = (
    Field(
        "reference", N_("case"), read_case,
        (
            *("ärendenr", "ärendenummer", "ärendereferens", "case reference", "referens"),
            *("S-nummer",),
        ),
    ),
    Field(
        "number", N_("number"), read_part, also.NUMBER,
        masked=True,
        explained=N_("Personnummer or samordningsnummer, with or without century and dash."),
    ),
    Field(
        "identity", N_("kind of number"), KIND_OF_NUMBER, ("typ av nummer",),
        explained=N_("Only for somebody without a usable number: choose the last one."),
    ),
    Field(
        "name", N_("name"), read_text, also.NAME,
        masked=True, amends=True,
        explained=N_("First and last name."),
    ),
    Field("sex", N_("sex"), SEX, ("gender",), amends=True, only="other id", explained=BY_HAND),
    Field(
        "birth_year", N_("birth year"), read_birth_year,
        ("född", "född år", "födelsedatum", "birth date"),
        masked=True, number=True, amends=True, only="other id",
        explained=BY_HAND,
    ),
    Field(
        "protected", N_("protected"), read_flag, also.PROTECTED,
        amends=True,
        explained=N_("Yes for somebody with a protected identity."),
    ),
)
ENROLMENT = (
    Field(
        "cohort", N_("cohort"), read_text, also.COHORT,
        amends=True,
        explained=N_("The cohort, as steg cohort list calls it."),
    ),
    Field(
        "municipality", N_("municipality"), read_text, also.MUNICIPALITY,
        masked=True, amends=True,
        explained=N_(
            "Where the person is registered as living, as steg municipality list calls it."
        ),
    ),
    Field(
        "first_day", N_("first day"), read_day, (*also.FIRST_DAY, *also.ENROLLED),
        amends=True,
        explained=N_("The first day in the programme."),
    ),
    Field(
        "last_day", N_("last day"), read_last_day, also.LEFT_ON,
        amends=True, clears=True,
        explained=N_("For somebody who left: the last day in the programme."),
    ),
    Field(
        "left_to", N_("left to"), OUTCOME,
        (
            *("avslutsorsak", "orsak", "avslut till", "avslutad till", "gick till"),
            *("anledning", "slutade till", "reason for leaving", "outcome", "resultat"),
        ),
        amends=True, only="left",
        explained=N_("For somebody who left: to what."),
    ),
    Field(
        "qualification", N_("qualification"), read_flag, ("fick betyg", "betyg", "examen"),
        amends=True, only="left",
        explained=N_("For somebody who left: yes if with a qualification."),
    ),
    Field(
        "status", N_("status"), STATUS, ("arbetsmarknadsstatus", "labour market status"),
        amends=True,
        explained=N_("Unemployed, or far from the labour market."),
    ),
    Field(
        "disability", N_("disability"), read_flag, also.DISABILITY,
        amends=True,
        explained=N_("Yes if the person has a disability; empty means no."),
    ),
    Field(
        "long_term_unemployed", N_("long-term unemployed"), read_flag, also.LONG_TERM,
        amends=True,
        explained=N_("Yes if long-term unemployed; empty means no."),
    ),
    Field(
        "labour_status", N_("labour status"), LABOUR_STATUS,
        ("arbetskraftsstatus", "sysselsättning", "sysselsättning vid start"),
        amends=True, clears=True,
        explained=N_("On the first day, as the fund counts."),
    ),
    Field(
        "unemployed_since", N_("unemployed since"), read_since, also.UNEMPLOYED_SINCE,
        amends=True, clears=True,
        explained=N_("The first day of the unemployment, if it is known."),
    ),
    Field(
        "education", N_("highest education"), EDUCATION, also.EDUCATION,
        amends=True, clears=True,
        explained=N_("The highest education."),
    ),
    Field(
        "consultant", N_("consultant"), read_text, also.CONSULTANT,
        masked=True, amends=True, clears=True,
        explained=N_("Who at the labour market unit is responsible."),
    ),
    Field(
        "exception", N_("exception"), read_reason, ("undantagsskäl", "skäl till undantag"),
        masked=True, amends=True, clears=True,
        explained=N_("Why somebody is enrolled who does not meet the conditions."),
    ),
)
DECIDED_BY = Field(
    "decided_by", N_("decided by"), read_text, ("beslutsfattare", "decision by"),
    masked=True, amends=True, clears=True,
    explained=N_("Who decided it."),
)
STAY = (
    Field(
        "step", N_("step"), read_text,
        ("aktuellt steg", "insats", "nuvarande steg", "current step"),
        amends=True,
        explained=N_("One step of the ladder."),
    ),
    Field(
        "first_day", N_("first day"), read_day, also.FIRST_DAY,
        amends=True,
        explained=N_("The first day on that step."),
    ),
    Field(
        "planned_last_day", N_("planned last day"), read_last_day, also.PLANNED,
        amends=True, clears=True,
        explained=N_(
            "The last day of the period that is planned: 12 to 24 months for a serviceassistent."
        ),
    ),
    Field(
        "last_day", N_("last day"), read_last_day, also.LAST_DAY,
        amends=True, clears=True,
        explained=N_("The last day on it; empty where the next step begins or it goes on."),
    ),
    Field("closed_on", N_("end registered on"), read_day),
    Field(
        "agreement", N_("agreement"), AGREEMENT, ("kollektivavtal",),
        amends=True, clears=True, only="employed",
        explained=N_("The agreement of an employment."),
    ),
    Field(
        "weekends", N_("weekends"), read_flag, ("helg", "helgarbete", "weekend work"),
        amends=True, clears=True, only="employed",
        explained=N_("Yes if the schedule of an employment has weekends."),
    ),
    Field(
        "exception", N_("exception"), read_reason, ("undantagsskäl",),
        masked=True, amends=True, clears=True,
        explained=N_("Why a step was skipped or taken again."),
    ),
    DECIDED_BY,
    Field(
        "completed", N_("completed"), read_flag, ("slutförd", "genomförd"),
        amends=True, clears=True, only="training",
        explained=N_("Yes if training on the step was completed, no if it was broken off."),
    ),
    Field(
        "certificate_day", N_("certificate's day"), read_day, ("intyg", "intygsdatum"),
        amends=True, clears=True, only="training",
        explained=N_("The day of the certificate of completed training, if there is one."),
    ),
    Field(
        "post", N_("post"), read_text, ("tjänst", "befattning"),
        masked=True, amends=True, clears=True,
        explained=N_("The post, as steg post list calls it."),
    ),
    Field("notice_of", N_("notice of"), read_last_day, amends=True, clears=True),
    Field(
        "notice_given", N_("notice given"), read_day, ("besked lämnat den",),
        amends=True, clears=True,
    ),
    Field(
        "union_notified", N_("union notified"), read_day, ("varsel lämnat den", "varslat"),
        amends=True, clears=True,
    ),
)
EXTENSION = (
    Field("decided_on", N_("decided on"), read_day, ("beslutsdatum",)),
    Field(
        "old_last_day", N_("old last day"), read_day, ("tidigare slutdatum", "gammalt slutdatum"),
    ),
    Field("new_last_day", N_("new last day"), read_day, also.EXTENDED),
    DECIDED_BY,
    Field("exception", N_("exception"), read_reason, ("undantagsskäl",), masked=True),
)
PLACEMENT = (
    Field(
        "workplace", N_("workplace"), read_text, also.PLACE,
        masked=True, amends=True,
        explained=N_("The workplace, as steg workplace list calls it."),
    ),
    Field(
        "first_day", N_("first day"), read_day, also.FIRST_DAY,
        amends=True,
        explained=N_("The first day there."),
    ),
    Field(
        "last_day", N_("last day"), read_last_day, also.LAST_DAY,
        amends=True, clears=True,
        explained=N_("The last day there; empty while it goes on."),
    ),
    Field(
        "percent", N_("percent"), read_percent, also.PERCENT,
        number=True, amends=True,
        explained=N_("How much of full time, 1 to 100."),
    ),
    Field(
        "supervisor", N_("supervisor"), read_text, ("arbetsplatshandledare", "mentor"),
        masked=True, amends=True, clears=True,
        explained=N_("Who supervises at the workplace."),
    ),
    Field(
        "exception", N_("exception"), read_reason, ("undantagsskäl",),
        masked=True, amends=True, clears=True,
        explained=N_("Why all placements together are more than full time."),
    ),
)
FOLLOW_UP = (
    Field("day", N_("day"), read_day, ("datum", "date")),
    Field("status", N_("status"), OUTCOME),
)
PAUSE = (
    Field("first_day", N_("first day"), read_day, also.FIRST_DAY, amends=True),
    Field("last_day", N_("last day"), read_last_day, also.LAST_DAY, amends=True, clears=True),
    Field("paid", N_("paid"), read_flag, ("med lön", "betald"), amends=True),
)
SUPPORT = (
    Field("kind", N_("kind of support"), SUPPORT_KIND, also.SUPPORT, masked=True),
    Field(
        "first_day", N_("first day"), read_day, (*also.FIRST_DAY, *also.SUPPORTED_FROM),
    ),
    Field(
        "last_day", N_("last day"), read_last_day, (*also.LAST_DAY, *also.SUPPORTED_UNTIL),
    ),
    Field(
        "percent", N_("percent"), read_percent, also.SUPPORTED_PERCENT,
        number=True, clears=True,
    ),
    Field("cap", N_("cap a month"), CROWNS, ("tak",), number=True, masked=True, clears=True),
    Field(
        "decision", N_("decision's reference"), read_text, also.DECISION,
        masked=True, clears=True,
    ),
)
DEADLINE = (
    Field("text", N_("what"), read_text, masked=True, amends=True),
    Field("day", N_("day"), read_day, amends=True),
    Field("lead", N_("months ahead"), whole_number(0, 120), number=True, amends=True),
    Field("done_on", N_("done on"), read_day, amends=True, clears=True),
)
RESIDENCE = (
    Field("municipality", N_("municipality"), read_text, masked=True, amends=True),
    Field(
        "first_day", N_("first day"), read_day, (*also.FIRST_DAY, "datum", "flyttdatum"),
        amends=True,
    ),
)
REMARK = (
    Field("day", N_("day"), read_day, ("datum", "date")),
    Field("note", N_("note"), read_text, ("anteckning",), masked=True, amends=True),
)
FORMER_NUMBER = (
    Field("identity", N_("kind of number"), KIND_OF_NUMBER),
    Field("former_number", N_("former number"), read_part, ("gammalt nummer",), masked=True),
    Field("replaced_on", N_("replaced on"), read_day),
)
FORMER_CASE = (Field("former_case", N_("merged case"), read_case),)
# What only lists have: parts of a name, and how their rows refer to others.
LIST = (
    Field(
        "first_name", N_("first name"), read_text,
        ("förnamn", "tilltalsnamn", "fnamn", "given name"),
        masked=True,
    ),
    Field(
        "last_name", N_("last name"), read_text,
        ("efternamn", "släktnamn", "enamn", "family name", "surname"),
        masked=True,
    ),
    Field(
        "turned_name", N_("last name, first name"), read_turned_name, also.TURNED_NAME,
        masked=True,
    ),
    Field("enrolment", N_("enrolled on"), read_day, ("inskrivningsdatum", "inskrivningsdag")),
    Field("period", N_("period from"), read_day),
    Field("end", N_("end date"), read_last_day, also.LAST_DAY),
    Field("extended", N_("extended until"), read_day, also.EXTENDED),
    Field(
        "since", N_("since"), read_day, also.SINCE,
        explained=N_("The first day on that step, if it is not the first day of all."),
    ),
    Field("problem", N_("why"), None, ("vad som är fel", "what is wrong")),
)
# fmt: on

# A person's columns in the template, in the order in which people fill them in.
PEOPLE_IN_TEMPLATE = (
    *("number", "name", "cohort", "municipality", "first_day", "status", "disability"),
    *("long_term_unemployed", "labour_status", "unemployed_since", "step", "since"),
    *("planned_last_day", "workplace", "percent"),
    *("supervisor", "consultant", "education", "protected", "last_day", "left_to"),
    *("qualification", "exception", "identity", "birth_year", "sex"),
)

FIELDS: Mapping[Thing, tuple[Field, ...]] = {
    "participant": PARTICIPANT,
    "enrolment": ENROLMENT,
    "stay": STAY,
    "extension": EXTENSION,
    "placement": PLACEMENT,
    "follow-up": FOLLOW_UP,
    "pause": PAUSE,
    "support": SUPPORT,
    "deadline": DEADLINE,
    "residence": RESIDENCE,
    "remark": REMARK,
    "former-number": FORMER_NUMBER,
    "former-case": FORMER_CASE,
    "hold": HOLD,
    "municipality": MUNICIPALITY,
    "post": POST,
    "contact": CONTACT,
    "workplace": WORKPLACE,
    "sector": SECTOR,
    "cohort": COHORT,
    "project": PROJECT,
    "step": STEP,
    "setting": SETTING,
    "rate": RATE,
    "retention-rule": RETENTION_RULE,
    "list": LIST,
    "report": REPORT,
}

_ALL = tuple(field for fields in FIELDS.values() for field in fields)

# By key alone, as columns and results know a field: a key is called the same wherever it stands.
HEADINGS = {field.key: field.heading for field in _ALL}
MASKED = frozenset(field.key for field in _ALL if field.masked)
NUMBERS = frozenset(field.key for field in _ALL if field.number)
CHOSEN = frozenset(field.key for field in _ALL if field.choice)  # codes, shown as their names

# The values of an error that tell where somebody is.
WHERE = frozenset({"workplace", "sector", "municipality"})
HIDDEN = Word(N_("(protected)"))  # what stands where something is masked


def field_of(thing: Thing, key: str) -> Field:
    """Return a thing's field by its key, or by what it is called at the keyboard."""
    return next(field for field in FIELDS[thing] if key in (field.key, field.typed))


def amended(thing: Thing) -> dict[str, Field]:
    """Return a thing's fields that steg amend corrects, by what they are called there."""
    return {field.typed: field for field in FIELDS[thing] if field.amends}
