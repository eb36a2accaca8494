"""Words after `steg import` that fit nothing: named, with what would be right, and nothing done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import SaveList, Steg

pytestmark = pytest.mark.usefixtures("nothing_changed")

ERROR = {"en": "Error: ", "sv": "Fel: "}

HEADINGS = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Funktionsnedsättning")
SARA = ("19850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja")

TYPED: list[tuple[tuple[str, ...], int, dict[str, str]]] = [
    (
        (),
        2,
        {
            "en": (
                "Which list? FILE is missing.\n"
                "steg import FILE --dry-run tries it; --template FILE.xlsx writes an empty one.\n"
            ),
            "sv": (
                "Vilken lista? FIL saknas.\n"
                "steg importera FIL --prova prövar den; --mall FIL.xlsx skriver en tom.\n"
            ),
        },
    ),
    (
        ("lista.csv", "--kind", "person"),
        2,
        {
            "en": (
                "person cannot be chosen here.\n"
                "It can be Ladder, Settings, Wages and on-costs, Rules of retention, Sectors, "
                "Projects, Cohorts, Contacts, Municipalities, "
                "Workplaces, Posts, People, Former numbers, Merged cases, Stays, Placements, "
                "Extensions, Follow-ups, Pauses, Supports, Deadlines, Moves, Notes, "
                "Holds on erasing.\n"
            ),
            "sv": (
                "person går inte att välja här.\n"
                "Välj mellan Stege, Inställningar, Löner och PO-pålägg, Gallringsregler, "
                "Sektorer, Projekt, Omgångar, Kontakter, "
                "Kommuner, Arbetsplatser, Tjänster, Personer, Tidigare nummer, "
                "Sammanslagna ärenden, Steg, Placeringar, Förlängningar, Uppföljningar, "
                "Pauser, Stöd, Bevakningar, Flyttar, Anteckningar, Gallringsstopp.\n"
            ),
        },
    ),
    (
        ("lista.csv", "--map", "Nammn=name"),
        2,
        {
            "en": "There is no column Nammn in the list.\nDid you mean Namn?\n",
            "sv": "Det finns ingen kolumn Nammn i listan.\nMenade du Namn?\n",
        },
    ),
    (
        ("lista.csv", "--map", "Qqqq=name"),
        2,
        {
            "en": "There is no column Qqqq in the list.\nWrite its heading, or its letter.\n",
            "sv": (
                "Det finns ingen kolumn Qqqq i listan.\nSkriv rubriken, eller kolumnens bokstav.\n"
            ),
        },
    ),
    (
        ("lista.csv", "--map", "Namn"),
        2,
        {
            "en": (
                "Namn is not written as two things with = between them.\n"
                'Such as --map "Started=first_day", --value "cohort=STEG".\n'
            ),
            "sv": (
                "Namn är inte skrivet som två saker med = emellan.\n"
                'Till exempel --kolumn "Började=första dag", --värde "omgång=STEG".\n'
            ),
        },
    ),
    (
        ("lista.csv", "--value", "cohort="),
        2,
        {
            "en": (
                "cohort= is not written as two things with = between them.\n"
                'Such as --map "Started=first_day", --value "cohort=STEG".\n'
            ),
            "sv": (
                "cohort= är inte skrivet som två saker med = emellan.\n"
                'Till exempel --kolumn "Började=första dag", --värde "omgång=STEG".\n'
            ),
        },
    ),
    (
        ("lista.csv", "--kind", "people", "--map", "Namn=nam"),
        2,
        {
            "en": (
                "There is no field nam that a column could hold.\nDid you mean name, first name?\n"
            ),
            "sv": (
                "Det finns inget fält nam som en kolumn kan innehålla.\nMenade du namn, förnamn?\n"
            ),
        },
    ),
    (
        ("lista.csv", "--kind", "workplaces", "--value", "kohort=STEG"),
        2,
        {
            "en": (
                "There is no field kohort that a column could hold.\n"
                "steg import --template FILE.xlsx writes a list with all of them.\n"
            ),
            "sv": (
                "Det finns inget fält kohort som en kolumn kan innehålla.\n"
                "steg importera --mall FIL.xlsx skriver en lista med alla.\n"
            ),
        },
    ),
    (
        ("lista.csv", "--map", "Kommun=name"),
        1,
        {
            "en": (
                "Two columns on lista are for name: Namn (B) and Kommun (D).\n"
                'Leave one out: --map "D=-", or say what it is: --map "D=field".\n'
            ),
            "sv": (
                "Två kolumner på lista gäller namn: Namn (B) och Kommun (D).\n"
                'Utelämna en: --kolumn "D=-", eller säg vad den är: --kolumn "D=fält".\n'
            ),
        },
    ),
    (
        ("lista.csv", "--sheet", "Blad9"),
        1,
        {
            "en": "There is no sheet Blad9.\nThe sheets are lista.\n",
            "sv": "Det finns inget blad Blad9.\nBladen är lista.\n",
        },
    ),
    (
        ("lista.csv", "--errors", "lista.csv"),
        2,
        {
            "en": "lista.csv is not the name of a workbook.\nName it FILE.xlsx.\n",
            "sv": "lista.csv är inget namn på en arbetsbok.\nKalla den FIL.xlsx.\n",
        },
    ),
    (
        ("lista.xlsx", "--errors", "./lista.xlsx"),
        1,
        {
            "en": (
                "There is already something at lista.xlsx; it was left as it is.\n"
                "Give the rejected rows a file of their own; nothing was imported.\n"
            ),
            "sv": (
                "Det finns redan något på lista.xlsx; det står kvar orört.\n"
                "Ge raderna med fel en egen fil; inget lästes in.\n"
            ),
        },
    ),
    (
        ("lista.csv", "--errors", "nowhere/fel.xlsx"),
        1,
        {
            "en": (
                "There is no folder {here}/nowhere.\n"
                "Create it, or name another place; nothing was imported.\n"
            ),
            "sv": (
                "Det finns ingen mapp {here}/nowhere.\n"
                "Skapa den, eller ange en annan plats; inget lästes in.\n"
            ),
        },
    ),
    (
        ("lista.csv", "--map", "Namn=name", "--map", "Namn=-"),
        2,
        {
            "en": "--map says two things of Namn.\nLeave one of them out.\n",
            "sv": "--kolumn säger två saker om Namn.\nUtelämna ett av dem.\n",
        },
    ),
    (
        ("lista.csv", "--value", "cohort=…"),
        2,
        {
            "en": (
                "cohort=… is not written as two things with = between them.\n"
                'Such as --map "Started=first_day", --value "cohort=STEG".\n'
            ),
            "sv": (
                "cohort=… är inte skrivet som två saker med = emellan.\n"
                'Till exempel --kolumn "Började=första dag", --värde "omgång=STEG".\n'
            ),
        },
    ),
    (
        ("lista.csv", "--template", "mall.xlsx"),
        2,
        {
            "en": (
                "--template writes an empty list, and does not import lista.csv.\n"
                "Leave one of them out.\n"
            ),
            "sv": (
                "--mall skriver en tom lista och läser inte in lista.csv.\nUtelämna ett av dem.\n"
            ),
        },
    ),
    (
        ("--template", "lista.xlsx"),
        1,
        {
            "en": (
                "There is already something at lista.xlsx; it was left as it is.\n"
                "Give another name; nothing was written.\n"
            ),
            "sv": (
                "Det finns redan något på lista.xlsx; det står kvar orört.\n"
                "Ange ett annat namn; inget skrevs.\n"
            ),
        },
    ),
    (
        ("--template", "mall.ods"),
        2,
        {
            "en": "mall.ods is not the name of a workbook.\nName it FILE.xlsx.\n",
            "sv": "mall.ods är inget namn på en arbetsbok.\nKalla den FIL.xlsx.\n",
        },
    ),
]


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize(("words", "code", "said"), TYPED, ids=[" ".join(w) for w, *_ in TYPED])
def test_what_is_typed_wrongly_is_named_with_what_would_be_right(
    steg: Steg,
    here: Path,
    save_list: SaveList,
    words: tuple[str, ...],
    code: int,
    said: dict[str, str],
    lang: str,
) -> None:
    save_list("lista.csv", [HEADINGS, SARA])
    save_list("lista.xlsx", {"Blad1": [HEADINGS, SARA]})
    before = {one.name: one.read_bytes() for one in here.iterdir()}
    assert steg("import", *words, lang=lang) == (
        *(code, ""),
        ERROR[lang] + said[lang].replace("{here}", str(here)),
    )
    assert {one.name: one.read_bytes() for one in here.iterdir()} == before


@pytest.mark.parametrize("what", ["the list", "the list by a hard link", "the register"])
def test_errors_are_written_over_nothing_that_is_there(
    steg: Steg, story: Path, here: Path, save_list: SaveList, what: str
) -> None:
    path = save_list("lista.xlsx", {"Blad1": [HEADINGS, ("", *SARA[1:])]})
    match what:
        case "the list":
            Path("fel.xlsx").symlink_to(path)
        case "the list by a hard link":
            Path("fel.xlsx").hardlink_to(path)
        case "the register":
            Path("fel.xlsx").symlink_to(story)
    before = path.read_bytes()
    for more in ((), ("--partly", "--yes"), ("--dry-run",)):
        assert steg("import", path, "--errors", "fel.xlsx", *more) == (
            1,
            "",
            "Error: There is already something at fel.xlsx; it was left as it is.\n"
            "Give the rejected rows a file of their own; nothing was imported.\n",
        )
    assert path.read_bytes() == before
