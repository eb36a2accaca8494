"""Where a list tells of protected identities, and which words, names and notes stop an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.exchange.sheets import Cell, Note
from steg_cli.importing.listed import said
from steg_cli.importing.protection import heads_protection, tells_of_protection
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import Tables, read_tables
from steg_cli.programme.errors import Refused

if TYPE_CHECKING:
    from tests.importing.conftest import SheetOf, TableOf

ANNA, BO = "19900101-9802", "19850101-9817"
HEADINGS: list[Cell] = ["Personnr", "Namn"]
ROWS: list[list[Cell]] = [HEADINGS, [ANNA, "Anna Ek"], [BO, "Bo Ek"]]
SAID: list[list[Cell]] = [
    [*HEADINGS, "Skyddad identitet"],
    [ANNA, "Anna Ek", "ja"],
    [BO, "Bo Ek", "nej"],
]
WAY_OUT = (
    "Write ja or nej into a column “protected” in every row, or say it of all that have none: "
    '--value "protected=ja". If nobody is meant, take the words away.'
)

WHOSE_SHEET = (
    "Write ja or nej into a column “protected” in every row, or say that everybody on the sheet "
    'is: --value "protected=sheet". If nobody is meant, call it otherwise.'
)


TELLS = (
    *("skyddade_deltagare", "SkyddadeDeltagare", "Lista-sekretess", "Skydd\u00adad id", "Skyddad"),
    *("Skyddade\u00a0uppgifter", "hemlig\nadress", "protected_2024", "Skydd", "skydd: ja", "SPU"),
    *("Hemlig adress", "hemlig adr", "Adress hemlig", "Adressen är hemlig", "hemligt nummer"),
    *("hemligt tfnnr", "kvinnojour, hemlig ort", "hemlighålls", "Kvarskriven", "kvarskr."),
    *("folkbokföringsskydd", "Folkbokf.skydd", "personuppgiftsskydd", "PU-skydd", "adresskydd"),
    *("OBS! Skydd", "OBS SKYDD", "skydd pga hot", "skydd enl folkbokföringslagen", "har skydd"),
    *("ring ej, Skydd!", "skyddspers", "skyddsbehov", "Skyddas ID", "skydad identitet"),
    *("S-markerad", "S-mark", "Sek.mark", "sekretessmarkerad", "sekretes", "sk. id", "Sk id"),
    *("Sk.pers", "får ej röjas", "Röjs ej", "anonym", "hotbild finns", "fingerad identitet"),
    *("skyddat boende", "OSA, skyddad identitet", "skyddsombud med skyddad adress"),
    *(
        "sky\u00addd finns",
        "skyddadid",
        "har Skydd-id",
        "har Skydd uppg",
        "har Skydd pers",
        "har Skydd marker",
    ),
    *("har Skydd adress", "har Skydd PU", "har Skydd folkb"),
    *("har Skydd tel", "har Skydd tfn", "idskydd", "identitetsskydd", "personskydd", "persskydd"),
    *("puskydd", "folkbskydd", "sk. uppg", "sk adr", "sk-folkb", "Sk mark", "Sekr.", "Hemliga"),
    *("hemligstämplad", "Hemliga id", "Hemliga uppgifter", "hemliga personer", "hemliga adresser"),
    *("hemliga markeringar", "hemliga nummer", "hemliga tel", "hemliga tfn", "hemliga bostadsort"),
    *("röj inte", "får inte röjas", "spärrmarkerad", "top secret"),
    *("dold identitet", "Dolda uppgifter", "adress dold adress", "Får ej lämnas ut!", "hotad"),
    *("lämnas inte ut", "hot från ex-make", "bor på kvinnojour", "lever gömd", "kontaktförbud"),
    *("Skatteverket, förmedlingsuppdrag", "adress får ej spridas", "namnet får inte synas"),
    *("uppges ej", "19850102-TF29", "19850102Tf29", "S-märkt", "gömd", "Spärrad", "Konfidentiellt"),
    *("är våldsutsatt", "våld i nära relation"),
)
# What work, clothes and law call so.
HARMLESS = (
    *("skyddade verkstäder", "skyddad anställning", "skyddad sysselsättning", "skyddad titel"),
    *("Skyddsgatan 1", "skyddsutrustning", "skyddsglasögon", "skyddshandskar", "skyddshjälm"),
    *("skyddskommitté", "skyddsingenjör", "skyddsorganisation", "skyddsrum", "skyddsmask"),
    *("skyddsväst", "skyddsräcke", "skyddsoverall", "skyddsförkläde", "Skydd och säkerhet"),
    *("brandskydd", "miljöskydd", "dataskydd", "djurskydd", "hörselskydd", "munskydd", "knäskydd"),
    *("ansiktsskydd", "ögonskydd", "väderskydd", "regnskydd", "vindskydd", "solskydd", "fallskydd"),
    *("smittskydd", "anställningsskydd", "försäkringsskydd", "andningsskydd", "halkskydd"),
    *("insynsskydd", "civilskydd", "sekretessförbindelse"),
)
TELLS_NOT = (
    *("skyddat_arbete", "Skyddat arbete", "Skyddad  verkstad", "skyddad yrkestitel", "OSA"),
    *("Arbetarskydd", "Brandskydd", "dataskyddsombud", "Skyddsombud", "skyddskläder", "Skyddsskor"),
    *("Skyddsvägen 3", "skyddsrond", "Skydd & säkerhet AB", "sekretessavtal påskrivet", ""),
    *("Eva Skydd", "Hemliga huset", "Hemlighetens förskola", "Anonyma Alkoholister", "sekreterare"),
    *("ska röja snö", "Storskiftet", "Smark, Åsa", "lön i SEK", "Skövde kvinnojour", "hotellet"),
    *("gömmer nycklar", "Gömd", "smärta", "spärrade kontot", "märkt kläder"),
    *("dold defekt", "Hot Wok", "förmedlingen", "ej visat intyg", "lämnade ut nycklar"),
)


@pytest.mark.parametrize(
    ("text", "tells"),
    [(one, True) for one in TELLS] + [(one, False) for one in TELLS_NOT + HARMLESS],
)
def test_words_of_protection_however_they_are_written(text: str, tells: bool) -> None:
    assert tells_of_protection(text) is tells


@pytest.mark.parametrize(
    ("cell", "protected"),
    [
        *((one, True) for one in ("Sekretess", "sekr.", "SPU", "skyddad folkbokföring", "x", "J")),
        *((one, True) for one in ("ja (2025-05-01)", "Ja, sedan 2025", "kvarskriven", "ja/SPU")),
        *((one, False) for one in ("nej", "", "-")),
        *(
            (one, None)
            for one in (
                "ja?",
                "ej skyddad",
                "nej, upphört",
                "sekretess upphävd",
                "utreds",
                "s",
                "ev.",
            )
        ),
        *(
            (one, None)
            for one in ("ingen sekretess", "tidigare skyddad", "ansökt om skydd", "OBS!")
        ),
    ],
)
def test_in_the_column_for_it_the_kind_of_protection_is_a_yes(
    table_of: TableOf, cell: str, *, protected: bool | None
) -> None:
    table = table_of([[*HEADINGS, "Skyddad identitet"], [ANNA, "Anna Ek", cell], [BO, "Bo", "x"]])
    assert bool(table.problems) is (protected is None)
    if protected is not None:
        assert said(table.rows[0].values).get("protected", False) is protected


@pytest.mark.parametrize(
    ("heading", "may"),
    [(one, False) for one in HARMLESS]
    + [(one, True) for one in ("Sekrmark", "Protection", "Fingera", "Hemligheter", "Anonymiserad")]
    + [(one, True) for one in ("Sk.", "SK", "Sek.", "PU")]
    + [(one, False) for one in ("Sko", "Skövde", "Pulje")],
)
def test_a_heading_may_tell_of_protection_in_fewer_words(heading: str, may: bool) -> None:
    assert heads_protection(heading) is may


@pytest.mark.parametrize(
    ("heading", "may"),
    [
        *(
            (one, True)
            for one in ("Sk.id", "Sk id", "Sek", "SEK.", "Sek.mark", "S-mark", "Kvarskr")
        ),
        *(
            (one, True)
            for one in ("Hemlig adr", "Anonym", "Röjs ej", "Får röjas", "Inskydd", "Sekr.mark")
        ),
        *(
            (one, False)
            for one in ("Skyddsskor", "Arbetarskydd", "Skyddat arbete", "Sektor", "Sekel")
        ),
        *((one, False) for one in ("Lön SEK", "Anm.", "Skyddsombud", "Röjning")),
    ],
)
def test_a_heading_that_may_tell_of_protection_is_never_left_out(
    sheet_of: SheetOf, heading: str, may: bool
) -> None:
    rows: list[list[Cell]] = [[*HEADINGS, heading], [ANNA, "Anna Ek", "x"]]
    if may:
        with pytest.raises(Refused) as caught:
            read(sheet_of, rows, {})
        assert (
            str(caught.value) == f"{heading} on Blad1 may tell who is protected, and is not known."
        )
    else:
        (table,) = read(sheet_of, rows, {}).tables
        assert (len(table.rows), table.problems) == (1, ())


PLACES: Mapping[str, tuple[dict[str, Any], str]] = {
    "sheet": ({"name": "Skyddade"}, "The sheet's name tells of a protected identity: Skyddade."),
    "file": (
        {"file": "skyddade_2024.xlsx"},
        "The file's name tells of a protected identity: skyddade_2024.xlsx.",
    ),
    "title": (
        {"above": [["Personer med skyddad identitet"], []]},
        "Row 1 on Blad1 tells of a protected identity, and is no person's.",
    ),
    "group": (
        {"below": [["Sekretess"], ["19800560-9824", "Cilla Ek", "nej"]]},
        "Row 4 on Blad1 tells of a protected identity, and is no person's.",
    ),
    "group of two cells": (
        {"below": [["Skyddade", 1], ["19800560-9824", "Cilla Ek", "nej"]]},
        "Row 4 on Blad1 tells of a protected identity, and is no person's.",
    ),
    "title above a name alone": (
        {"above": [["Personer med skyddad identitet"], []], "below": [[None, "Cilla Ek"]]},
        "Row 1 on Blad1 tells of a protected identity, and is no person's.",
    ),
    "note on a heading": (
        {"notes": (Note(1, 1, "alla är skyddade"),)},
        "The note on B1 on Blad1 tells of a protected identity.",
    ),
    "note beside the list": (
        {"notes": (Note(99, 26, "sekretess"),)},
        "The note on AA99 on Blad1 tells of a protected identity.",
    ),
}


def read(sheet_of: SheetOf, rows: list[list[Cell]], how: dict[str, Any], **wish: Any) -> Tables:
    rows = [*how.get("above", []), *rows, *how.get("below", [])]
    about = {key: value for key, value in how.items() if key in ("name", "file", "notes")}
    sheet = replace(sheet_of(rows), **about)
    return read_tables([sheet], Reading(**wish), date(2024, 6, 15))


@pytest.mark.parametrize("place", PLACES)
def test_what_can_be_about_anybody_stops_the_list(sheet_of: SheetOf, place: str) -> None:
    how, sentence = PLACES[place]
    with pytest.raises(Refused) as caught:
        read(sheet_of, ROWS, how)
    error, way_out = caught.value, WHOSE_SHEET if place == "sheet" else WAY_OUT
    assert (str(error), error.hint.format(**error.values)) == (sentence, way_out)


@pytest.mark.parametrize("place", PLACES)
def test_rows_that_say_themselves_whether_they_are_protected_come_in(
    sheet_of: SheetOf, place: str
) -> None:
    how, _ = PLACES[place]
    (table,) = read(sheet_of, SAID, how).tables
    people = {row.number: said(row.values) for row in table.rows if "who" in said(row.values)}
    assert [row["protected"] for row in people.values()][:2] == [True, False]
    (table,) = read(sheet_of, ROWS, how, values={"protected": "ja"}).tables
    assert {said(row.values)["protected"] for row in table.rows if "who" in said(row.values)} == {
        True
    }


def test_everybody_on_a_sheet_of_protected_people_can_be_said_to_be(sheet_of: SheetOf) -> None:
    others: list[list[Cell]] = [[*HEADINGS], ["19800560-9824", "Cilla Ek"]]
    sheets = [sheet_of(others, "Personer"), sheet_of(SAID, "Skyddade"), sheet_of(ROWS, "SPU")]
    wish = Reading(values={"protected": "sheet"})
    tables = read_tables(sheets, wish, date(2024, 6, 15)).tables
    protected = {t.sheet: [said(row.values).get("protected") for row in t.rows] for t in tables}
    assert protected == {"Personer": [None], "Skyddade": [True, False], "SPU": [True, True]}
    with pytest.raises(Refused):  # it is about the sheet, and the file's name about all
        read(sheet_of, ROWS, {"file": "skyddade.xlsx"}, values={"protected": "sheet"})


@pytest.mark.parametrize("name", ["PU", "Sek.", "sk", "S-märkta"])
def test_a_sheet_of_protected_people_is_called_in_few_letters(sheet_of: SheetOf, name: str) -> None:
    with pytest.raises(Refused) as caught:
        read_tables([sheet_of(ROWS, name)], Reading(), date(2024, 6, 15))
    assert str(caught.value) == f"The sheet's name tells of a protected identity: {name}."
    wish = Reading(values={"protected": "sheet"})
    (table,) = read_tables([sheet_of(ROWS, name)], wish, date(2024, 6, 15)).tables
    assert {said(row.values).get("protected") for row in table.rows} == {True}


def test_a_note_is_about_its_row(sheet_of: SheetOf) -> None:
    how = {"notes": (Note(2, 1, "Skyddad identitet!"), Note(3, 1, "ring först"))}
    (table,) = read(sheet_of, ROWS, how).tables
    (problem,) = table.problems
    sentence = "The note on it tells of a protected identity."
    assert (problem.row, problem.column, str(problem.error)) == (2, "Namn", sentence)
    (table,) = read(sheet_of, SAID, how).tables
    assert table.problems == ()


def test_a_note_on_the_column_for_it_explains_the_column(sheet_of: SheetOf) -> None:
    rows: list[list[Cell]] = [SAID[0], [ANNA, "Anna Ek", None]]
    how = {"notes": (Note(1, 2, "Ja för den som har skyddad identitet."),)}
    (table,) = read(sheet_of, rows, how).tables
    assert table.problems == ()


def test_a_column_that_is_left_out_tells_too(sheet_of: SheetOf) -> None:
    rows: list[list[Cell]] = [[*HEADINGS, "Anteckning"], [ANNA, "Anna Ek", "skyddad adress"]]
    (table,) = read(sheet_of, rows, {}, columns={"Anteckning": "-"}).tables
    assert [(one.row, one.column) for one in table.problems] == [(2, "Anteckning")]


@pytest.mark.parametrize("hidden", [True, False])
def test_a_sheet_that_is_not_read_can_tell_of_those_who_are(
    sheet_of: SheetOf, hidden: bool
) -> None:
    other = replace(sheet_of([["Anna Ek"]], "Skyddade"), hidden=hidden)
    sheets = [sheet_of(ROWS, "Personer"), other]
    with pytest.raises(Refused) as caught:
        read_tables(sheets, Reading(), date(2024, 6, 15))
    assert (str(caught.value), caught.value.hint) == (
        "The sheet's name tells of a protected identity: Skyddade.",
        'Mark on the list who is meant; then choose what to read: --sheet "NAME".',
    )
    chosen = read_tables(sheets, Reading(sheets=("Personer",)), date(2024, 6, 15))
    assert [len(table.rows) for table in chosen.tables] == [2]


def test_a_list_of_steps_tells_too(sheet_of: SheetOf) -> None:
    rows: list[list[Cell]] = [["Personnr", "Steg"], [ANNA, "Praktik"]]
    with pytest.raises(Refused) as caught:
        read(sheet_of, rows, {"file": "skyddade.xlsx"}, kind="stays")
    assert caught.value.hint == (
        "Say on the list of people who is protected, and take the words away here."
    )


def test_workplaces_are_nobody(sheet_of: SheetOf) -> None:
    rows: list[list[Cell]] = [["Arbetsplats", "Sektor"], ["Skyddat boende", "Omsorg"]]
    (table,) = read(sheet_of, rows, {"file": "skyddade.xlsx"}, kind="workplaces").tables
    assert (len(table.rows), table.problems) == (1, ())
