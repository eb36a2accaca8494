"""Which column is which field, and which sheet which kind: as exports and people call them."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.importing.kinds import (
    KINDS,
    Kind,
    bare,
    fields_by_heading,
    in_every_language,
    kinds_by_sheet,
)
from steg_cli.output.columns import headers, heading
from steg_cli.output.values import shown
from steg_cli.output.xlsx_file import sheet_name
from steg_cli.programme import lists
from steg_cli.programme.choices import ERASURE, KEPT_BY, LABELS, NEED, STATE, WHAT, Choice
from steg_cli.programme.field import Field
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.values import plain, read_flag, text_of
from steg_cli.reports.report import Report
from steg_cli.reports.whole import whole_register
from steg_cli.texts import LANGUAGES, texts

if TYPE_CHECKING:
    from steg_cli.register.file import Register

TODAY = date(2024, 1, 15)


@pytest.fixture
def reports(register: Register) -> dict[str, Report[Any]]:
    """What an export writes, by the report's name."""
    return {report.name: report for report in whole_register(register, TODAY, include_notes=True)}


def read_as(kind: str, written: str) -> str | None:
    """Return the key of the field that a heading means."""
    known, written = fields_by_heading(KINDS[kind]), text_of(written)
    found = known.get(plain(written)) or known.get(plain(bare(written)))
    return found.key if found else None


# What an export writes


def test_every_kind_is_exported_and_everything_exported_is_a_kind(
    reports: dict[str, Report[Any]],
) -> None:
    assert sorted(kind.report for kind in KINDS.values()) == sorted(reports)
    assert {kind.name: kind.report for kind in KINDS.values()} == dict(lists.KINDS)


def test_every_column_of_an_export_is_known_in_every_language_and_by_its_key(
    reports: dict[str, Report[Any]],
) -> None:
    for kind in KINDS.values():
        columns = headers(reports[kind.report])
        keys = [column.key for column in columns]
        for language in LANGUAGES:
            written = [heading(column, texts(language)) for column in columns]
            assert [read_as(kind.name, one) for one in written] == keys
        assert [read_as(kind.name, key) for key in keys] == keys


def test_every_sheet_of_an_export_is_known_in_every_language_and_by_its_file(
    reports: dict[str, Report[Any]],
) -> None:
    known = kinds_by_sheet()
    for kind in KINDS.values():
        report = reports[kind.report]
        names = [sheet_name(report, texts(language)) for language in LANGUAGES]
        for name in (*names, kind.name, report.name, report.name.replace(" ", "-")):
            for written in (name, name.upper(), f" {name}", unicodedata.normalize("NFD", name)):
                assert known[plain(written)] is kind, written


def test_an_export_tells_everything_by_which_its_rows_are_known(
    reports: dict[str, Report[Any]],
) -> None:
    for kind in KINDS.values():
        keys = {column.key for column in headers(reports[kind.report])}
        assert keys & set(kind.one_of), kind.name


def choices() -> list[tuple[str, Field, Choice]]:
    """Return every field that holds one of some codes, with its kind's name."""
    return [
        (kind.name, field, field.choice)
        for kind in KINDS.values()
        for field in kind.fields
        if field.choice
    ]


def test_every_code_is_read_back_as_it_is_exported_and_as_it_is_called() -> None:
    for name, field, choice in choices():
        for code in choice.codes:
            for language in LANGUAGES:
                t = texts(language)
                for written in (code, shown(code, t, field.key), t(LABELS.get(code, code))):
                    assert choice(written) == code, (name, field.key, written)


def test_every_code_that_has_a_name_is_read_back_but_what_only_reports_say() -> None:
    codes = {code for _, _, choice in choices() for code in choice.codes}
    told = (STATE, WHAT, NEED, KEPT_BY, ERASURE)
    assert set(LABELS) - codes == {code for choice in told for code in choice.codes} - codes


def test_yes_and_no_are_read_back_in_every_language() -> None:
    for language in LANGUAGES:
        for value in (True, False):
            assert read_flag(shown(value, texts(language))) is value


def test_every_step_is_found_by_what_an_export_calls_it() -> None:
    read = KINDS["stays"].field("step").read
    for step in DEFAULT_LADDER:
        for written in (step.code, *map(step.label, LANGUAGES)):
            assert DEFAULT_LADDER.step(str(read(written))) is step


# Headings


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_heading_is_for_two_fields_of_a_kind(kind: Kind) -> None:
    headings = [
        (plain(one), field.key)
        for field in kind.fields
        for one in (field.key, *in_every_language(field.heading), *field.also)
    ]
    keys = {one: {key for h, key in headings if h == one} for one, _ in headings}
    assert {one: found for one, found in keys.items() if len(found) > 1} == {}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_heading_of_a_field_means_it(kind: Kind) -> None:
    for field in kind.fields:
        assert field.heading == HEADINGS[field.key]
        for one in (field.key, *in_every_language(field.heading), *field.also):
            assert read_as(kind.name, one) == field.key


# Variants of one heading, by kind and field, as lists have them.
VARIANTS = {
    ("people", "number"): (
        *("Personnr", "Personnummer", "PERSONNUMMER", "Pers.nr", "Pers.nr.", "Pers.\nnr"),
        *("Pers nr", "Persnr", "Person nr", "P-nr", "pnr", "Personnr:", " Personnr ", "nummer"),
        *("Personnummer (ÅÅÅÅMMDD-NNNN)", "Personnummer ÅÅMMDD-NNNN", "Personnummer (12 siffror)"),
        *("Person-/samordningsnummer", "Samordningsnr", "ID-nummer", "Identity number", "Number"),
        *("Personnr/Samordningsnr", "Pnr/sam.nr", "Personnr/samnr."),
    ),
    ("people", "first_name"): ("Förnamn", "FÖRNAMN", "förnamn", "Tilltalsnamn", "First name"),
    ("people", "last_name"): (
        *("Efternamn", "EFTERNAMN", "Släktnamn", "Surname", "Family name", "Last name"),
    ),
    ("people", "name"): (
        *("Namn", "Deltagare", "För- och efternamn", "Full name", "NAME", "Deltagarnamn"),
        *("Namn på deltagare", "Fullständigt namn", "För- & efternamn", "Förnamn Efternamn"),
    ),
    ("people", "turned_name"): (
        "Efternamn, förnamn",
        "Efternamn, Förnamn",
        "Efternamn Förnamn",
        "Namn (efternamn, förnamn)",
        "Last name, first name",
    ),
    ("people", "first_day"): (
        *("Startdatum", "Start", "STARTDAG", "Inskriven", "Inskrivningsdatum", "Fr.o.m.", "Från"),
        *("Start datum", "Startdatum (ÅÅÅÅ-MM-DD)", "Start date", "First day", "From", "Enrolled"),
        *("Inskr.datum", "Inskr. datum", "Inskr.", "Inskriven den", "Inskrivning", "Startdat."),
    ),
    ("people", "end"): (
        *("Slutdatum", "SLUTDATUM", "Slut", "T.o.m.", "Till", "End date", "End"),
        *("Slutdatum (ÅÅÅÅ-MM-DD)", "Slut\ndatum", "Slutdatum*", "Slutdatum [ååmmdd]"),
    ),
    ("people", "last_day"): ("Avslutad", "Avslutsdatum", "Slutade", "Utskriven", "Sista dag"),
    ("people", "left_to"): ("Avslutsorsak", "Avslut till", "Därefter", "Left to", "Outcome"),
    ("people", "planned_last_day"): (
        *("Planerat slutdatum", "Planerad sista dag", "Anställd t.o.m.", "Beslut t.o.m."),
        *("Period t.o.m.", "Avtal till", "Planned end", "Anst. t.o.m.", "Anställd t o m"),
        *("Insats slut", "Avtalsslut", "Insats t.o.m.", "Beslut tom", "Planerat avslut"),
    ),
    ("people", "since"): (
        *("På steget sedan", "Anställd från", "Sedan", "Step since", "Since", "Anst. fr.o.m."),
        *("Anställd fr o m", "Insats start", "Avtalsstart", "Insats fr.o.m.", "Beslut fr.o.m."),
        *("Period från", "Anställningsdatum", "Avtal fr.o.m.", "Insats startdatum"),
    ),
    ("people", "step"): ("Steg", "Aktuellt steg", "Nuvarande steg", "Insats", "Step"),
    ("people", "cohort"): ("Omgång", "Grupp", "Kull", "Cohort", "Group", "Omg.", "Intag"),
    ("people", "municipality"): (
        *("Kommun", "Hemkommun", "Bostadskommun", "Municipality", "Folkbokf.kommun"),
    ),
    ("people", "status"): ("Status", "Arbetsmarknadsstatus"),
    ("people", "disability"): ("Funktionsnedsättning", "Funktionsneds.", "Disability"),
    ("people", "long_term_unemployed"): (
        "Långtidsarbetslös",
        "Långtidsarb.",
        "Long-term unemployed",
    ),
    ("people", "unemployed_since"): ("Arbetslös sedan", "Arbetslös fr.o.m.", "Unemployed since"),
    ("people", "labour_status"): ("Arbetskraftsstatus", "Sysselsättning", "Labour status"),
    ("people", "protected"): ("Skyddad identitet", "Skyddad", "Sekretess", "Sekretess J/N"),
    ("people", "consultant"): ("Handläggare", "Coach", "Handl.", "AME-handläggare"),
    ("people", "supervisor"): ("Handledare", "Arbetsplatshandledare", "Mentor", "Supervisor"),
    ("people", "workplace"): ("Arbetsplats", "Enhet", "Praktikplats", "Arb.plats", "Placering"),
    ("people", "percent"): ("Omfattning", "Syss.grad", "Omf.", "Tj.grad", "Anst.grad", "Tjg"),
    ("people", "education"): ("Utbildning", "Utbildningsnivå", "Högsta utbildning", "Education"),
    ("people", "exception"): ("Undantag", "Undantagsskäl", "Skäl till undantag", "Exception"),
    ("people", "sex"): ("Kön", "Sex", "Gender"),
    ("people", "birth_year"): ("Född", "Födelseår", "Född år", "Födelsedatum", "Birth year"),
    ("people", "reference"): ("Ärende", "Ärendenr", "Ärendenummer", "Case", "Case reference"),
    ("stays", "first_day"): ("Startdatum", "Från", "Fr.o.m.", "First day"),
    ("stays", "last_day"): ("Slutdatum", "Till", "T.o.m.", "Last day"),
    ("stays", "planned_last_day"): ("Planerat slut", "Planerad sista dag", "Beslut t.o.m."),
    ("stays", "weekends"): ("Helg", "Helgarbete", "Weekends"),
    ("stays", "decided_by"): ("Beslutsfattare", "Beslutat av", "Decided by"),
    ("placements", "last_day"): ("Slutdatum", "Till", "Last day"),
    ("placements", "workplace"): ("Arbetsplats", "Enhet", "Praktikplats"),
    ("placements", "enrolment"): ("Inskriven", "Inskrivningsdatum", "Enrolled on"),
    ("workplaces", "workplace"): ("Arbetsplats", "Namn", "Enhet", "Name"),
    ("workplaces", "sector"): ("Sektor", "Förvaltning", "Verksamhet", "Sector"),
    ("workplaces", "manager"): ("Chef", "Enhetschef", "Ansvarig", "Manager"),
    ("workplaces", "manager_email"): ("E-post", "Epost", "E-mail", "Chefens e-post", "Mailadress"),
    ("workplaces", "places"): ("Platser", "Antal platser", "Places"),
    ("follow-ups", "day"): ("Dag", "Datum", "Date"),
    ("moves", "first_day"): ("Från", "Datum", "Flyttdatum"),
    ("cohorts", "planned"): ("Planerade", "Planerat antal", "Antal platser", "Planned"),
}


@pytest.mark.parametrize(
    ("kind", "key", "written"),
    [(kind, key, one) for (kind, key), found in VARIANTS.items() for one in found],
)
def test_a_heading_is_known_as_lists_write_it(kind: str, key: str, written: str) -> None:
    typed = (
        written,
        written.upper(),
        written.lower(),
        f" {written}\xa0",
        written.replace(" ", "\n"),
    )
    for one in (*typed, unicodedata.normalize("NFD", written)):
        assert read_as(kind, one) == key


@given(
    st.sampled_from(
        [
            (kind, key, one)
            for (kind, key), found in VARIANTS.items()
            for one in found
            if not one.endswith((")", "]"))
        ]
    ),
    st.text(" .:-_/\n\xa0*", max_size=3),
)
def test_signs_and_spaces_around_a_heading_are_nothing(
    variant: tuple[str, str, str], signs: str
) -> None:
    kind, key, written = variant
    assert read_as(kind, f"{signs}{written}{signs}") == key


@pytest.mark.parametrize(
    "written",
    [
        *("Telefon", "Mobil", "Adress", "Postnr", "Ort", "E-post", "Anteckningar", "Kommentar"),
        *("Arbetslös i månader", "Namnteckning", "Startdatum 2", "Slutdatum barn"),
        *("Personnummer vårdnadshavare", "Lön", "Timmar", "Kontaktperson", "Förnamn barn"),
        # What stands in brackets can say what it is, not only how it is written.
        *("Namn (chef)", "Personnr (barn)", "Omfattning (tim/v)", "Startdatum (praktik)"),
        *("Omfattning (mån)", "Planerad sista dag (mån)"),
        # Why somebody left, or why an exception is made? The latter waives the rules.
        *("Skäl", "Skäl till avslut"),
        *("#", "*", "-", "?", "(%)", "…"),
    ],
)
def test_what_says_nothing_to_us_is_no_field_of_people(written: str) -> None:
    assert read_as("people", written) is None


def test_only_what_is_explained_beside_the_rows_is_known_without_being_taken_in() -> None:
    silent = {
        (kind.name, f.key) for kind in KINDS.values() for f in kind.fields if f.reader is None
    }
    told = {("settings", "meaning"), ("former-numbers", "identity")}
    assert silent == {(name, "problem") for name in KINDS} | told


# Sheets


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, "people") for name in ("Personer", "Deltagare", "DELTAGARE", "People", "people")),
        *((name, "people") for name in ("Deltagarlista", "list", "Participants")),
        *((name, "stays") for name in ("Steg", "Historik", "Insatser", "Stays", "history")),
        *((name, "placements") for name in ("Placeringar", "Placering", "Praktikplatser")),
        *((name, "workplaces") for name in ("Arbetsplatser", "Enheter", "workplace-list")),
        *((name, "follow-ups") for name in ("Uppföljning", "6-månadersuppföljning")),
        *((name, "extensions") for name in ("Förlängningar", "Extensions")),
        *((name, "follow-ups") for name in ("Uppföljningar", "follow-ups", "Follow ups")),
        *((name, "steps") for name in ("Stege", "Ladder", "steps")),
        *((name, "sectors") for name in ("Sektorer", "sector-list")),
        *((name, "cohorts") for name in ("Omgångar", "cohort-list")),
        *((name, "projects") for name in ("Projekt", "project-list")),
        *((name, "settings") for name in ("Inställningar", "setting", "Settings")),
    ],
)
def test_a_sheet_is_known_by_its_name(name: str, kind: str) -> None:
    assert kinds_by_sheet()[plain(name)] is KINDS[kind]


@pytest.mark.parametrize("name", ["Blad1", "Sheet1", "2024", "Skövde", "Avslutade", "Telefonlista"])
def test_any_other_name_of_a_sheet_says_nothing(name: str) -> None:
    assert plain(name) not in kinds_by_sheet()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Slutdatum (ÅÅÅÅ-MM-DD)", "Slutdatum"),
        ("Slutdatum (åååå-mm-dd) ", "Slutdatum"),
        ("Personnr [12 siffror]", "Personnr"),
        ("Identity number (10 digits)", "Identity number"),
        ("Skyddad (ja/nej)", "Skyddad"),
        ("Omfattning (%)", "Omfattning"),
        ("Långtidsarbetslös (x)", "Långtidsarbetslös"),
        ("Namn", "Namn"),
        *((one, one) for one in ("Namn (chef)", "Omfattning (tim/v)", "Namn (se nedan)")),
        *((one, one) for one in ("Period (mån)", "Slutdatum (månad)", "Längd (mm)")),
    ],
)
def test_brackets_that_say_how_to_write_are_no_part_of_a_heading(written: str, kept: str) -> None:
    assert bare(written) == kept


OF_A_STEP = ("Anställning", "Anställd", "Anst.", "Beslut", "Period", "Avtal", "Steg")


@pytest.mark.parametrize("what", OF_A_STEP)
@pytest.mark.parametrize(("first", "last"), [("från", "till"), ("fr.o.m.", "t.o.m.")])
def test_the_two_days_of_a_step_are_known_together(what: str, first: str, last: str) -> None:
    # With one of them alone, a step would begin on the day of the enrolment.
    known = read_as("people", f"{what} {first}"), read_as("people", f"{what} {last}")
    assert known == ("since", "planned_last_day")
