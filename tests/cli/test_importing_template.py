"""steg import --template: an empty list with headings, drop-down lists and an explanation."""

from __future__ import annotations

import json
import re
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from steg_cli.importing.kinds import IN_TEMPLATE, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cli.conftest import Installed, Rows, SaveList, Steg

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS = {
    "en": ["People", "Stays", "Placements", "Workplaces"],
    "sv": ["Personer", "Steg", "Placeringar", "Arbetsplatser"],
}
WRITTEN = {"en": "Written to mall.xlsx.\n", "sv": "Skrivet till mall.xlsx.\n"}
LADDER = {
    "en": [
        *("mapping", "investigation", "work trial", "work placement", "training in placement"),
        *("serviceassistent", "enhetsassistent", "undersköterska", "sjuksköterska"),
    ],
    "sv": [
        *("kartläggning", "utredning", "arbetsprövning", "praktik", "utbildningspraktik"),
        *("serviceassistent", "enhetsassistent", "undersköterska", "sjuksköterska"),
    ],
}


def cells_of(path: Path) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet, the hidden one too. All of them are text."""
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: [list(map(str, row)) for row in workbook.get_sheet_by_name(name).to_python()]
        for name in workbook.sheet_names
    }


def visible(path: Path) -> list[str]:
    """Return the names of the sheets that somebody sees."""
    about = CalamineWorkbook.from_path(path).sheets_metadata
    return [one.name for one in about if one.visible is SheetVisibleEnum.Visible]


def headings_of(path: Path, lang: str) -> dict[str, list[str]]:
    """Return the headings of the sheets to fill in."""
    cells = cells_of(path)
    return {name: cells[name][0] for name in SHEETS[lang]}


def choices_in(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return what the drop-down lists offer, by sheet and heading, as a spreadsheet finds it."""
    cells = cells_of(path)
    with zipfile.ZipFile(path) as parts:
        book = ET.fromstring(parts.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iter(f"{MAIN}sheet")]
        found: dict[str, dict[str, list[str]]] = {}
        for number, name in enumerate(names, 1):
            sheet = ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
            for one in sheet.iter(f"{MAIN}dataValidation"):
                if one.attrib["type"] == "list":
                    column = ord(one.attrib["sqref"][0]) - ord("A")
                    heading = cells[name][0][column]
                    source = one.findtext(f"{MAIN}formula1") or ""
                    found.setdefault(name, {})[heading] = _offered(source, cells)
    return found


def _offered(source: str, cells: Mapping[str, list[list[str]]]) -> list[str]:
    place = re.fullmatch(r"(\w+)!\$([A-Z])\$1:\$\2\$(\d+)", source)
    assert place, source
    rows = cells[place[1]][: int(place[3])]
    return [row[ord(place[2]) - ord("A")] for row in rows]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_without_a_register_it_offers_the_usual_ladder(steg: Steg, here: Path, lang: str) -> None:
    said = steg("import", "--template", "mall.xlsx", db=here / "none.db", lang=lang)
    assert said == (0, "", WRITTEN[lang])
    assert not (here / "none.db").exists()
    assert stat.S_IMODE((here / "mall.xlsx").stat().st_mode) == 0o600
    assert set(visible(here / "mall.xlsx")) > set(SHEETS[lang])
    choices = choices_in(here / "mall.xlsx")
    flags = {"en": ["yes", "no"], "sv": ["ja", "nej"]}[lang]
    people, stays, _, workplaces = SHEETS[lang]
    assert sorted(choices) == sorted([people, stays, workplaces])
    assert choices[people][{"en": "step", "sv": "steg"}[lang]] == LADDER[lang]
    assert choices[people][{"en": "disability", "sv": "funktionsnedsättning"}[lang]] == flags
    assert choices[workplaces] == {{"en": "adapted", "sv": "anpassad"}[lang]: flags}
    named = {"en": {"cohort", "municipality"}, "sv": {"omgång", "kommun"}}[lang]
    assert not named & set(choices[people])


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_with_a_register_it_offers_what_is_there(
    steg: Steg, story: Path, here: Path, secrets: tuple[str, ...], lang: str
) -> None:
    before = story.read_bytes()
    assert steg("import", "--template", "mall.xlsx", lang=lang) == (0, "", WRITTEN[lang])
    assert story.read_bytes() == before
    choices = choices_in(here / "mall.xlsx")
    people, stays, placements, workplaces = SHEETS[lang]
    names = {
        "en": ("cohort", "municipality", "workplace", "step", "sector"),
        "sv": ("omgång", "kommun", "arbetsplats", "steg", "sektor"),
    }[lang]
    places = ["Björkskolan", "Hemliga huset", "Snickeriet", "Solgården"]
    assert [choices[people][name] for name in names[:4]] == [
        ["Pilot 2016", "STEG"],
        ["Gullspång", "Hjo", "Karlsborg", "Mariestad", "Skövde", "Tibro", "Töreboda"],
        places,
        LADDER[lang],
    ]
    assert choices[placements] == {names[2]: places}
    assert choices[stays][names[3]] == LADDER[lang]
    assert choices[workplaces][names[4]] == [
        "Arbetsmarknad",
        "Barn och utbildning",
        "Vård och omsorg",
    ]
    everything = json.dumps(cells_of(here / "mall.xlsx"), ensure_ascii=False)
    # Names of workplaces and municipalities alone do not tell who is there.
    unnamed = [one for one in secrets if one not in ("Hemliga huset", "Karlsborg")]
    assert [one for one in (*unnamed, "Anna Alm", "Bo Berg") if one in everything] == []


def test_what_has_closed_is_not_offered(steg: Steg, here: Path) -> None:
    steg("workplace", "close", "Snickeriet", "--on", "2024-01-14", "--include-protected")
    steg("cohort", "close", "STEG")  # today is its last day
    steg("cohort", "close", "Pilot 2016", "--on", "2024-01-14")
    steg("import", "--template", "mall.xlsx")
    offered = choices_in(here / "mall.xlsx")[SHEETS["en"][0]]
    assert (offered["cohort"], offered["workplace"]) == (
        ["STEG"],
        ["Björkskolan", "Hemliga huset", "Solgården"],
    )


def test_another_ladder_is_offered_where_it_is_the_register_s(steg: Steg, here: Path) -> None:
    ladder = Path(__file__).parents[2] / "examples" / "ladder-mariestad.toml"
    steg("init", "--ladder", ladder, db=here / "other.db")
    steg("import", "--template", "mall.xlsx", db=here / "other.db", lang="sv")
    offered = choices_in(here / "mall.xlsx")["Personer"]["steg"]
    exported = steg("export", "all.json", db=here / "other.db")
    assert exported[0] == 0
    reports = json.loads((here / "all.json").read_text(encoding="utf-8"))["reports"]
    (steps,) = [one["rows"] for one in reports if one["report"] == "steps"]
    assert offered == [step["swedish"] for step in steps] != LADDER["sv"]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_every_column_is_explained(steg: Steg, here: Path, lang: str) -> None:
    steg("import", "--template", "mall.xlsx", lang=lang)
    headings = headings_of(here / "mall.xlsx", lang)
    assert sum(map(len, headings.values())) == sum(len(kind.template) for kind in IN_TEMPLATE)
    (name,) = [one for one in visible(here / "mall.xlsx") if one not in SHEETS[lang]]
    told = [row[:2] for row in cells_of(here / "mall.xlsx")[name]]
    explained = {row[0] for row in told if len(row) == 2 and row[1]}
    assert {heading for ones in headings.values() for heading in ones} == explained


@pytest.mark.parametrize("later", ["en", "sv"])
@pytest.mark.parametrize("lang", ["en", "sv"])
def test_what_is_filled_in_comes_in_whatever_the_language_is_by_then(
    steg: Steg, here: Path, save_list: SaveList, lang: str, later: str
) -> None:
    steg("import", "--template", "mall.xlsx", lang=lang)
    headings = headings_of(here / "mall.xlsx", lang)
    people = SHEETS[lang][0]
    called = dict(zip([field.key for field in PEOPLE.template], headings[people], strict=True))
    offered = {key: choices_in(here / "mall.xlsx")[people].get(called[key], []) for key in called}
    sara = {
        "number": "850101-9809",
        "name": "Sara Ek",
        "cohort": offered["cohort"][1],
        "municipality": offered["municipality"][1],
        "first_day": "2023-01-02",
        "status": offered["status"][1],
        "disability": offered["disability"][0],
        "step": offered["step"][3],
        "workplace": offered["workplace"][0],
    }
    bo = {
        "number": "X-17",
        "name": "Bo Utan",
        "identity": offered["identity"][2],
        "birth_year": "1990",
        "sex": offered["sex"][1],
        "last_day": "2023-06-30",
        "left_to": offered["left_to"][1],
        "qualification": offered["qualification"][1],
    }
    empty = dict.fromkeys(called, "")
    rows = [list((empty | row).values()) for row in (sara, sara | bo)]
    sheets: dict[str, Rows] = {name: [cells] for name, cells in headings.items()}
    sheets[people] = [headings[people], *rows]
    code, out, err = steg("import", save_list("ifylld.xlsx", sheets), lang=later)
    assert code == 0, out + err
    # What the list does not tell of the way there, and of a cohort that is over; the change.
    assert ("--map" in err, err.count("\n")) == (False, 3)
    told = [json.loads(steg("show", who, "--format", "json")[1])["result"] for who in ("7", "8")]
    kept = ("name", "identity", "sex", "municipality")
    assert [[one[key] for key in kept] for one in told] == [
        ["Sara Ek", "19850101-9809", "woman", "Hjo"],
        ["Bo Utan", "X-17", "man", "Hjo"],
    ]
    times = [one["enrolments"][0] for one in told]
    assert [(one["cohort"], one["left_to"], one["stays"][-1]["step"]) for one in times] == [
        ("STEG", None, "praktik"),
        ("STEG", "employment-subsidised", "praktik"),
    ]
    assert [one["placements"][0]["workplace"] for one in times] == ["Björkskolan"] * 2


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_imported_as_it_is_it_is_a_list_without_rows(steg: Steg, here: Path, lang: str) -> None:
    steg("import", "--template", "mall.xlsx", lang=lang)
    code, out, err = steg("import", "mall.xlsx", lang=lang)
    assert (code, out) == (1, "")
    assert (
        err.splitlines()[0]
        == {
            "en": "Error: There are headings on People, and no rows below them.",
            "sv": "Fel: Det finns rubriker på Personer, men inga rader under dem.",
        }[lang]
    )


def test_the_same_template_is_the_same_bytes(steg: Steg, here: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        steg("import", "--template", name)
    assert (here / "a.xlsx").read_bytes() == (here / "b.xlsx").read_bytes()


def test_the_installed_program_writes_one(installed: Installed, tmp_path: Path) -> None:
    assert installed("import", "--template", "mall.xlsx", lang="sv") == (0, "", WRITTEN["sv"])
    assert set(visible(tmp_path / "mall.xlsx")) > set(SHEETS["sv"])


@pytest.mark.parametrize("target", ["a folder", "a register"])
def test_nothing_that_is_there_is_written_over(
    steg: Steg, story: Path, here: Path, target: str
) -> None:
    path = here / "mall.xlsx"
    match target:
        case "a folder":
            path.mkdir()
        case "a register":
            path.hardlink_to(story)
    before = story.read_bytes()
    code, out, err = steg("import", "--template", "mall.xlsx")
    assert (code, out) == (1, "")
    assert err.startswith("Error: There is already something at mall.xlsx;")
    assert story.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(steg: Steg, here: Path) -> None:
    code, out, err = steg("import", "--template", "nowhere/mall.xlsx")
    assert (code, out) == (3, "")
    assert err.startswith("Error: nowhere/mall.xlsx could not be read or written: No such file")


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_a_dry_run_writes_no_template(steg: Steg, here: Path, lang: str) -> None:
    said = {"en": "Dry run: nothing was written.\n", "sv": "Provkörning: inget har sparats.\n"}[
        lang
    ]
    assert steg("import", "--template", "mall.xlsx", "--dry-run", lang=lang) == (0, "", said)
    assert not (here / "mall.xlsx").exists()
