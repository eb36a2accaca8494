"""What real lists contain: Excel's ways of saving, and people's ways of writing."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from steg_cli.exchange.sheets import Cell
    from tests.cli.conftest import Rows, SaveList, Steg

D = date.fromisoformat
NBSP = "\xa0"

HEADINGS = (
    *("Personnr", "Förnamn", "Efternamn", "Kommun", "Omgång", "Startdatum", "Status"),
    *("Funktionsnedsättning", "Långtidsarbetslös", "Steg", "På steget sedan", "Slutdatum"),
    *("Arbetsplats", "Omfattning", "Handläggare"),
)
ASA = (
    *("19860202-9806", "Åsa", "Öberg", "Skövde", "STEG", "2023-01-31", "arbetslös", "ja", "nej"),
    *("Serviceassistent", "2023-04-01", "2024-06-30", "Björkskolan", "75%", "Kim Ö"),
)
BJORN = (
    *("19910909-9813", "Björn", "Ås", "Hjo", "Pilot 2016", "2023-02-01", "långt från"),
    *("", "x", "Praktik", "2023-05-01", "", "Solgården", "100%", "Kim Ö"),
)
LIST: Rows = [
    HEADINGS,
    ASA,
    tuple("långt från arbetsmarknaden" if cell == "långt från" else cell for cell in BJORN),
]


def people(steg: Steg, *, since: int = 7, db: Path | None = None) -> list[dict[str, Any]]:
    """Return everybody from S-0007 on, as `show` tells of them, without exceptions and cases."""
    found: list[dict[str, Any]] = []
    while True:
        who = str(since + len(found))
        code, out, _ = steg("show", who, "--include-protected", "--format", "json", db=db)
        if code:
            return found
        told = json.loads(out)["result"]
        del told["reference"]
        assert told.pop("hold") is None
        for enrolment in told["enrolments"]:
            for stay in enrolment["stays"]:
                del stay["exception"]
        found.append(told)


def came_in(steg: Steg, path: Path, *options: str) -> list[dict[str, Any]]:
    """Import a list that is all right, and return the people that came with it."""
    code, out, err = steg("import", path, *options)
    assert code == 0, out + err
    return people(steg)


def stay(step: str, first: str, last: str | None, planned: str | None = None) -> dict[str, Any]:
    """Return a step as `show` tells of it."""
    service = step == "serviceassistent"
    return {
        "step": step,
        "first_day": first,
        "planned_last_day": planned,
        "last_day": last,
        "agreement": "BEA" if service else None,
        "payer": "AME" if service else None,
        "post": None,
        "completed": None,
        "certificate_day": None,
        **dict.fromkeys(("notice_of", "notice_given", "union_notified")),
    }


NOTHING_ELSE: dict[str, list[Any]] = {"pauses": [], "supports": [], "deadlines": []}


TOLD = [
    {
        "name": "Åsa Öberg",
        "identity": "19860202-9806",
        "birth_date": "1986-02-02",
        "sex": "woman",
        "municipality": "Skövde",
        "protected": False,
        "enrolments": [
            {
                "cohort": "STEG",
                "first_day": "2023-01-31",
                "last_day": None,
                "left_to": None,
                "stays": [
                    stay("kartlaggning", "2023-01-31", "2023-03-31"),
                    stay("serviceassistent", "2023-04-01", None, "2024-06-30"),
                ],
                "placements": [
                    {
                        "workplace": "Björkskolan",
                        "first_day": "2023-04-01",
                        "last_day": None,
                        "percent": 75,
                    }
                ],
                **NOTHING_ELSE,
            }
        ],
        "months_in_all": {"serviceassistent": 15},
    },
    {
        "name": "Björn Ås",
        "identity": "19910909-9813",
        "birth_date": "1991-09-09",
        "sex": "man",
        "municipality": "Hjo",
        "protected": False,
        "enrolments": [
            {
                "cohort": "Pilot 2016",
                "first_day": "2023-02-01",
                "last_day": None,
                "left_to": None,
                "stays": [
                    stay("kartlaggning", "2023-02-01", "2023-04-30"),
                    stay("praktik", "2023-05-01", None),
                ],
                "placements": [
                    {
                        "workplace": "Solgården",
                        "first_day": "2023-05-01",
                        "last_day": None,
                        "percent": 100,
                    }
                ],
                **NOTHING_ELSE,
            }
        ],
        "months_in_all": {},
    },
]


# Files


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("cp1252", ";"),
        ("utf-8-sig", ";"),
        ("utf-8", ";"),
        ("utf-8", ","),
        ("cp1252", ","),
        ("utf-8-sig", "\t"),
        ("cp1252", "\t"),
        ("utf-16", "\t"),
        ("utf-16", ";"),
    ],
)
def test_text_comes_in_whichever_way_it_was_saved(
    steg: Steg, save_list: SaveList, encoding: str, delimiter: str
) -> None:
    path = save_list("lista.csv", LIST, encoding=encoding, delimiter=delimiter)
    assert came_in(steg, path) == TOLD


def test_a_workbook_comes_in_as_its_text_does(steg: Steg, save_list: SaveList) -> None:
    assert came_in(steg, save_list("lista.xlsx", {"Blad1": LIST})) == TOLD


def test_a_title_empty_rows_repeated_headings_and_a_total_are_passed_over(
    steg: Steg, save_list: SaveList
) -> None:
    rows: Rows = [
        ("Deltagare i breddad kompetensförsörjning", "", "Skövde"),
        (),
        ("Uppdaterad", "2024-01-10"),
        ("", ""),
        *LIST[:2],
        (" ", NBSP, ""),
        HEADINGS,
        *LIST[2:],
        (),
        ("Antal", "2"),
        ("Summa", "", "", "", "", "", "", "1", "1"),
    ]
    path = save_list("lista.csv", rows)
    code, out, err = steg("import", path)
    assert (code, out) == (0, "lista (People): 2 new, 0 unchanged, 0 changed\n")
    assert err.splitlines()[0] == "Note: Taken for totals on lista, and left out: row 11, 12."
    assert people(steg) == TOLD


def test_days_as_people_write_them_come_in_and_are_told(steg: Steg, save_list: SaveList) -> None:
    places = [HEADINGS.index(one) for one in ("Startdatum", "På steget sedan", "Slutdatum")]
    _, asa, bjorn = map(list, LIST)
    for row, cells in (
        (asa, ("31 jan 2023", "230401", "15 mån")),
        (bjorn, ("1/2-23", "v. 18 2023", "tv")),
    ):
        for place, cell in zip(places, cells, strict=True):
            row[place] = cell
    path = save_list("lista.csv", [HEADINGS, asa, bjorn])
    code, out, err = steg("import", path)
    assert (code, err.splitlines()[0]) == (
        0,
        "Note: Days on lista were read so: 230401 = 2023-04-01, 15 mån = 2024-06-30, "
        "1/2-23 = 2023-02-01.",
    ), out + err
    assert people(steg) == TOLD


def test_columns_that_say_nothing_to_us_are_named(steg: Steg, save_list: SaveList) -> None:
    rows = [("1", *row, "070", "ja") for row in LIST]
    rows[0] = ("Nr", *HEADINGS, "Telefon", "Bil (ja/nej)")
    code, _, err = steg("import", save_list("lista.csv", rows), lang="sv")
    assert code == 0
    assert err.splitlines()[0] == (
        "Obs: Utelämnat på lista, eftersom steg inte känner kolumnen: Nr, Telefon, Bil (ja/nej) – "
        'om en behövs: --kolumn "Rubrik=fält".'
    )
    assert people(steg) == TOLD


def test_columns_may_come_in_any_order(steg: Steg, save_list: SaveList) -> None:
    turned = [tuple(reversed(row)) for row in LIST]
    assert came_in(steg, save_list("lista.csv", turned)) == TOLD


@pytest.mark.parametrize(
    "names",
    [
        {"Personnr": "Pers.nr", "Startdatum": "Inskriven", "Slutdatum": "Planerat slut"},
        {"Personnr": "PERSONNUMMER (ÅÅMMDD-NNNN)", "Startdatum": "Startdatum [åååå-mm-dd]"},
        {"Personnr": " Person- \nnummer ", "Funktionsnedsättning": "Funktions-\r\nnedsättning"},
        {"Personnr": f"Pers{NBSP}nr", "Omgång": unicodedata.normalize("NFD", "Omgång")},
        {"Kommun": "Hemkommun", "Omgång": "Grupp", "Handläggare": "Coach", "Omfattning": "%"},
        {
            "Personnr": "Personal identity number",
            "Förnamn": "First name",
            "Efternamn": "Surname",
            "Kommun": "Municipality",
            "Omgång": "Cohort",
            "Startdatum": "Start date",
            "Funktionsnedsättning": "Disability",
            "Långtidsarbetslös": "Long-term unemployed",
            "Steg": "Step",
            "På steget sedan": "since",
            "Slutdatum": "End date",
            "Arbetsplats": "Workplace",
            "Omfattning": "Percent",
            "Handläggare": "consultant",
        },
    ],
    ids=["variants", "brackets", "line breaks", "other letters", "more variants", "English"],
)
def test_headings_are_known_as_people_write_them(
    steg: Steg, save_list: SaveList, names: Mapping[str, str]
) -> None:
    rows = [[names.get(heading, heading) for heading in HEADINGS], *LIST[1:]]
    assert came_in(steg, save_list("lista.csv", rows)) == TOLD


# Cells


def one(heading: str, cell: Cell, row: tuple[str, ...] = ASA) -> Rows:
    """Return a list of one person, with another cell under a heading."""
    cells: list[Cell] = list(row)
    cells[HEADINGS.index(heading)] = cell
    return [HEADINGS, cells]


def test_a_workbook_s_days_are_days_however_they_look(steg: Steg, here: Path) -> None:
    with xlsxwriter.Workbook(here / "lista.xlsx") as book:
        sheet = book.add_worksheet("Personer")
        sheet.write_row(0, 0, ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status"))
        sheet.write(0, 6, "Funktionsnedsättning")
        numbers = ("860202-9806", "910909-9813", "870612-9809", "930307-9827")
        looks = ("yyyy-mm-dd", "d/m yyyy", "[$-41D]d mmmm yyyy", "0")
        for row, (number, look) in enumerate(zip(numbers, looks, strict=True), 1):
            sheet.write_row(row, 0, (number, f"Nummer {row}", "STEG", "Skövde"))
            day = 20230131 if look == "0" else D("2023-01-31")
            write = sheet.write_number if look == "0" else sheet.write_datetime
            write(row, 4, day, book.add_format({"num_format": look}))
            sheet.write_row(row, 5, ("arbetslös", "ja"))
    days = [one["enrolments"][0]["first_day"] for one in came_in(steg, Path("lista.xlsx"))]
    assert days == ["2023-01-31"] * 4


def grounds(steg: Steg) -> list[tuple[bool, bool]]:
    """Return whether those who came in have a disability, and are long-term unemployed."""
    steg("export", "all.json")
    rows = json.loads(Path("all.json").read_text(encoding="utf-8"))["reports"][0]["rows"]
    return [(row["disability"], row["long_term_unemployed"]) for row in rows[6:]]


def test_a_workbook_s_yes_and_no_are_too(steg: Steg, save_list: SaveList) -> None:
    numbers = ("860202-9806", "910909-9813", "870612-9809")
    rows: list[list[Cell]] = [
        [number, "Åsa", "Öberg", "Skövde", "STEG", "2023-01-31", "arbetslös", yes, no]
        for number, yes, no in zip(numbers, (True, 1, 1.0), (False, 0, None), strict=True)
    ]
    came_in(steg, save_list("lista.xlsx", {"Blad1": [HEADINGS[:9], *rows]}))
    assert grounds(steg) == [(True, False)] * 3


@pytest.mark.parametrize("town", [f"SKÖVDE{NBSP}", "Skövde kommun", "Skövdes Kommun"])
def test_names_of_things_are_known_however_they_are_written(
    steg: Steg, save_list: SaveList, town: str
) -> None:
    nfd = unicodedata.normalize("NFD", "björkSKOLAN")
    cells = dict(zip(HEADINGS, ASA, strict=True)) | {
        "Omgång": "steg ",
        "Kommun": town,
        "Arbetsplats": nfd,
        "Steg": "SERVICEASSISTENT",
        "Status": "Arbetslös ",
        "Omfattning": "75 %",
    }
    path = save_list("lista.csv", [HEADINGS, list(cells.values())])
    assert came_in(steg, path) == TOLD[:1]


# Workbooks


def in_a_workbook(path: Path, fill: Callable[[Any, Any], None]) -> Path:
    """Write a workbook with XlsxWriter, with what `fill` writes into its sheet."""
    with xlsxwriter.Workbook(path) as book:
        fill(book, book.add_worksheet("Blad1"))
    return path


def test_merged_cells_say_the_same_of_every_row(steg: Steg, here: Path) -> None:
    def merged(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:G1", "Deltagare 2023")
        sheet.write_row("A3", ("Omgång", "Kommun", "Personnr", "Namn", "Startdatum", "Status"))
        sheet.write("G3", "Funktionsnedsättning")
        sheet.merge_range("A4:A6", "STEG")
        sheet.merge_range("B4:B5", "Skövde")
        sheet.write("B6", "Hjo")
        for row, number in enumerate(("860202-9806", "910909-9813", "870612-9809"), 3):
            sheet.write_row(row, 2, (number, f"Namn {row}", "2023-01-31", "arbetslös", "ja"))

    path = in_a_workbook(here / "lista.xlsx", merged)
    assert [
        (one["name"], one["municipality"], one["enrolments"][0]["cohort"])
        for one in came_in(steg, path)
    ] == [("Namn 3", "Skövde", "STEG"), ("Namn 4", "Skövde", "STEG"), ("Namn 5", "Hjo", "STEG")]


def test_formulas_are_what_they_last_came_to(steg: Steg, here: Path) -> None:
    def formulas(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ASA)
        sheet.write_formula(1, 0, '=B9&"-9806"', None, "860202-9806")
        sheet.write_formula(1, 1, "=TRIM(B10)", None, "Åsa")
        sheet.write_formula(1, 5, "=DATE(2023,1,31)", day, 44957)
        sheet.write_formula(1, 7, "=1=1", None, True)
        sheet.write_formula(1, 11, "=EDATE(K2,15)-1", day, 45473)
        sheet.write_formula(1, 12, "=VLOOKUP(A2,Z:Z,1)", None, "Björkskolan")
        sheet.write_formula(1, 13, "=3/4", None, 0.75)
        sheet.write(2, 0, "Antal")
        sheet.write_formula(2, 1, "=COUNTA(A2:A2)", None, 1)

    assert came_in(steg, in_a_workbook(here / "lista.xlsx", formulas)) == TOLD[:1]


def test_sheets_that_are_no_list_are_named_and_hidden_ones_are_not_read(
    steg: Steg, here: Path
) -> None:
    with xlsxwriter.Workbook(here / "lista.xlsx") as book:
        sheets = {name: book.add_worksheet(name) for name in ("Läs mig", "Lista", "Stat", "Gömd")}
        sheets["Läs mig"].write_column("A1", ("Personnr", "står i första kolumnen"))
        sheets["Stat"].write_column("A1", ("Per kommun", 7, 2))
        for name in ("Lista", "Gömd"):
            for row, cells in enumerate(LIST if name == "Lista" else LIST[:2]):
                sheets[name].write_row(row, 0, cells)
        sheets["Gömd"].write("B2", "Någon annan")
        sheets["Gömd"].hide()
    code, out, err = steg("import", "lista.xlsx")
    assert (code, out) == (0, "Lista (People): 2 new, 0 unchanged, 0 changed\n")
    assert err.startswith(
        "Note: The sheet Stat was left out: there are no headings that steg knows.\n"
        'Note: The hidden sheet Gömd was left out. To read it: --sheet "Gömd"\n'
    )
    assert people(steg) == TOLD


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_a_formula_that_failed_is_told_as_it_is_shown(
    steg: Steg, story: Path, here: Path, lang: str
) -> None:
    before = story.read_bytes()

    def failed(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ASA)
        sheet.write_formula(1, 5, "=VLOOKUP(A2,Z:Z,1)", None, "#N/A")

    path = in_a_workbook(here / "lista.xlsx", failed)
    code, out, _ = steg("import", path, lang=lang)
    assert (code, out.splitlines()[1]) == (
        1,
        {
            "en": (
                "  Blad1 row 2, Startdatum “#N/A”: #N/A is an error of the spreadsheet, no value. "
                "Mend the formula, or write the value itself."
            ),
            "sv": (
                "  Blad1 rad 2, Startdatum ”#N/A”: #N/A är ett fel från kalkylprogrammet, inget "
                "värde. Laga formeln, eller skriv själva värdet."
            ),
        }[lang],
    )
    assert story.read_bytes() == before


# Everything at once

FORMS: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "Personnr": (
        str,
        lambda text: text[2:],
        lambda text: text.replace("-", ""),
        lambda text: text[2:].replace("-", ""),
        lambda text: f" {text.replace('-', ' – ')}{NBSP}",
    ),
    "day": (
        str,
        lambda text: text.replace("-", ""),
        lambda text: f"{D(text).day}/{D(text).month} {D(text).year}",
        lambda text: f"{D(text).year}-{D(text).month}-{D(text).day}",
        lambda text: f"{text} 00:00:00" if text else text,
    ),
    "flag": (
        str,
        lambda text: {"ja": "1", "x": "Ja"}.get(text, text),
        lambda text: {"nej": "0", "": "nej"}.get(text, "x"),
    ),
    "text": (
        str,
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: f"{NBSP}{text}  ",
    ),
}
NAMED = {
    "Personnr": ("Pers.nr", "PERSONNUMMER", "Personnr (ååååmmdd-nnnn)", "pnr"),
    "Startdatum": ("Start", "Fr.o.m.", "inskriven", "first day"),
    "Slutdatum": ("Slut", "planerad sista dag", "T.o.m."),
    "På steget sedan": ("sedan", "Steg från"),
    "Kommun": ("Hemkommun", "kommun "),
    "Omfattning": ("Omf.", "Tjänstgöringsgrad"),
}
KIND_OF = {
    **dict.fromkeys(("Startdatum", "På steget sedan", "Slutdatum"), "day"),
    **dict.fromkeys(("Funktionsnedsättning", "Långtidsarbetslös"), "flag"),
    **dict.fromkeys(("Kommun", "Omgång", "Status", "Steg", "Arbetsplats"), "text"),
    "Personnr": "Personnr",
}


@st.composite
def written(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], str, str]:
    """Write the list in one of its many ways: its rows, its encoding, its delimiter."""
    order = draw(st.permutations(HEADINGS))
    named = [draw(st.sampled_from((one, *NAMED.get(one, ())))) for one in order]
    rows: list[tuple[str, ...]] = []
    if draw(st.booleans()):
        rows += [("Vår lista",), ()]
    rows.append(tuple(named))
    for person in LIST[1:]:
        cells = dict(zip(HEADINGS, map(str, person), strict=True))
        rows += [()] * draw(st.integers(0, 2))
        for heading, kind in KIND_OF.items():
            form = draw(st.sampled_from(FORMS[kind]))
            cells[heading] = form(cells[heading]) if cells[heading] or kind == "flag" else ""
        rows.append(tuple(cells[heading] for heading in order))
    if draw(st.booleans()):
        rows += [(), ("Antal", "2")]
    encoding, delimiter = draw(
        st.sampled_from([("utf-8-sig", ";"), ("utf-8", ","), ("utf-16", "\t")])
    )
    return rows, encoding, delimiter


@given(written())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_however_a_list_is_written_it_comes_to_the_same_people(
    steg: Steg,
    storied: Path,
    here: Path,
    save_list: SaveList,
    way: tuple[list[tuple[str, ...]], str, str],
) -> None:
    rows, encoding, delimiter = way
    db = here / "another.db"
    shutil.copy(storied, db)
    path = save_list("lista.csv", rows, encoding=encoding, delimiter=delimiter)
    code, out, err = steg("import", path, db=db)
    assert code == 0, out + err
    assert people(steg, db=db) == TOLD
