"""What a list tells of a person with a protected identity: nothing that steg says shows it.

The administrator has the list; but what steg prints is read over shoulders, kept in logs and sent
to whoever helps. A person is told by case reference, a row by its number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Rows, SaveList, Steg

LANGUAGES = ("en", "sv")

# What nobody may see: parts of it, however they are written.
SECRETS = (
    *("Qvarnskog", "Zäta", "720914", "9819", "9818", "1972", "Hemlig", "Huset", "huset"),
    *("Karlsborg", "Tidaholm"),
    *("Dold", "Xander", "930307", "9827", "9828", "1993"),
)
PEOPLE = (
    *("Ärende", "Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status"),
    *("Funktionsnedsättning", "Skyddad identitet", "Steg", "På steget sedan", "Arbetsplats"),
    *("Omfattning", "Arbetsplatshandledare", "Handläggare", "Undantag", "Avslutad"),
)
# What the story knows of S-0003, who is protected there: the list does not have to say it.
ZATA = dict.fromkeys(PEOPLE, "") | {
    "Personnr": "720914-9819",
    "Namn": "Zäta Qvarnskog",
    "Omgång": "STEG",
    "Kommun": "Karlsborg",
    "Startdatum": "2022-12-01",
    "Status": "arbetslös",
    "Arbetsplats": "Hemliga huset",
}
# Somebody whom only the list knows, and who is protected since the list says so.
XANDER = ZATA | {
    "Personnr": "19930307-9827",
    "Namn": "Xander Dold",
    "Funktionsnedsättning": "ja",
    "Skyddad identitet": "ja",
    "Startdatum": "2023-01-02",
    "Steg": "Praktik",
    "På steget sedan": "2023-02-01",
}
# Somebody for whom all is said that is not said of the others.
ANNA = dict.fromkeys(PEOPLE, "") | {
    "Personnr": "19900101-9802",
    "Namn": "Anna Alm",
    "Startdatum": "2022-01-10",
    "Arbetsplats": "Solgåden",
}
ZATA_S_STEP = ("720914-9819", "Serviceassistent", "2023-02-01")


def people(*rows: Mapping[str, str]) -> dict[str, Rows]:
    """Return a sheet of people, Anna Alm last."""
    return {"Personer": [PEOPLE, *(tuple(row.values()) for row in (*rows, ANNA))]}


def beside(name: str, headings: tuple[str, ...], *rows: tuple[str, ...]) -> dict[str, Rows]:
    """Return a sheet about S-0003 or Xander, beside one of people."""
    return people(XANDER) | {name: [headings, *rows]}


STAYS = ("Personnr", "Namn", "Steg", "Startdatum", "Slutdatum", "Undantag", "Beslutat av")
PLACED = ("Personnr", "Namn", "Arbetsplats", "Startdatum", "Slutdatum", "Handledare")

LISTS: Mapping[str, dict[str, Rows]] = {
    "as it is": people(ZATA),
    "new": people(XANDER),
    "another name": people(ZATA | {"Namn": "Zäta Qvarnskog Dold"}),
    "another number": people(
        ZATA | {"Ärende": "S-0003", "Personnr": "19930307-9827", "Arbetsplats": ""}
    ),
    "other free texts": people(
        ZATA
        | {"Handläggare": "Dold Konsult", "Undantag": "Dolt", "Arbetsplatshandledare": "Dold H"}
    ),
    "another workplace": people(ZATA | {"Arbetsplats": "Solgården"}),
    "another municipality": people(ZATA | {"Kommun": "Karlsborgs"}, XANDER),
    "two municipalities": people(ZATA, ZATA | {"Kommun": "Tidaholm"}),
    "an unknown workplace": people(
        ZATA | {"Arbetsplats": "Hemliga huse"}, XANDER | {"Arbetsplats": "Dolda villan"}
    ),
    "an unfit workplace": people(XANDER | {"Steg": "Kartläggning", "På steget sedan": ""}),
    "a workplace that does not employ": people(
        XANDER | {"Steg": "Enhetsassistent", "På steget sedan": "2022-12-01"},
        ZATA | {"Steg": "Enhetsassistent", "På steget sedan": "2023-06-01"},
    ),
    "two names": people(ZATA, ZATA | {"Namn": "Zäta Dold"}),
    "protected in another row": people(
        XANDER | {"Skyddad identitet": ""}, XANDER | {"Namn": "Xander Dolder"}
    ),
    "not protected any more": people(ZATA | {"Skyddad identitet": "nej"}),
    "too young, already enrolled": people(
        XANDER | {"Startdatum": "2003-01-02", "På steget sedan": "2003-02-01"},
        ZATA | {"Startdatum": "2023-01-02"},
    ),
    "without name, cohort, day": people(
        *(XANDER | {key: ""} for key in ("Namn", "Omgång", "Startdatum")),
        ZATA | {"Omgång": "STEK"},
    ),
    "an impossible step": people(
        ZATA | {"Steg": "Praktik"},
        XANDER | {"På steget sedan": "2022-01-02"},
    ),
    "broken days": people(
        ZATA | {"Startdatum": "2022-12-x", "Avslutad": "?"},
        XANDER | {"Startdatum": "31/2 2023", "Status": "?", "Omfattning": "120%"},
    ),
    "steps": beside(
        "Steg",
        STAYS,
        (*ZATA_S_STEP[:1], "Zäta Qvarnskog", *ZATA_S_STEP[1:], "", "Dolt skäl", "Dold Chef"),
        ("720914-9819", "", "Utredning", "2024-01-10", "", "Dolt skäl", "Dold Chef"),
    ),
    "steps of another name": beside(
        "Steg",
        STAYS,
        ("720914-9819", "Zäta Annan", "Utredning", "2024-01-10", "", "", ""),
        ("930307-9827", "Xander Annan", "Utredning", "2024-01-10", "", "", ""),
    ),
    "placements": beside(
        "Placeringar",
        PLACED,
        ("720914-9819", "Zäta Qvarnskog", "Solgården", "2023-02-01", "", "Dold Handledare"),
        ("720914-9819", "Zäta Qvarnskog", "Hemliga huset", "2023-12-01", "", "Dold Handledare"),
    ),
    "placements out of order": beside(
        "Placeringar",
        PLACED,
        ("720914-9819", "", "Hemliga huset", "2022-01-01", "", ""),
        ("930307-9827", "", "Hemliga huset", "2023-03-01", "2023-02-01", ""),
        ("930307-9827", "", "Hemliga huset", "2023-05-01", "", ""),
    ),
    "a workplace that cannot come in": {
        "Arbetsplatser": [
            ("Arbetsplats", "Sektor", "Kommun"),
            ("Hemliga nya huset", "Vård och omsrog", "Hjo"),
        ],
        **people(XANDER | {"Arbetsplats": "Hemliga nya huset"}),
    },
}


def saved(save_list: SaveList, here: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write a folder of .csv files, one for each sheet."""
    (here / "lista").mkdir()
    for name, rows in sheets.items():
        save_list(f"lista/{name}.csv", rows)
    return Path("lista")


def said_of(steg: Steg, path: Path, lang: str) -> str:
    """Return everything that is said of a list, in every way of taking it in."""
    said = ""
    for words in (
        ("--dry-run", "--format", "json"),
        (),
        ("--errors", "fel.xlsx", "--partly", "--dry-run"),
        ("--partly", "--yes"),
    ):
        code, out, err = steg("import", path, *words, lang=lang)
        assert code in (0, 1, 2), err
        said += out + err
    return said + "".join(steg("log", "--limit", "1", lang=lang)[1:])


def unseen(said: str, name: str) -> list[str]:
    """Return the secrets in what was said. The row of a workplace may name the workplace."""
    if name == "a workplace that cannot come in":
        said = "\n".join(line for line in said.splitlines() if "Vård och omsrog" not in line)
    return [one for one in SECRETS if one in said]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_no_word_about_a_list_shows_a_protected_person(
    steg: Steg, here: Path, save_list: SaveList, name: str, lang: str
) -> None:
    said = said_of(steg, saved(save_list, here, LISTS[name]), lang)
    assert unseen(said, name) == []
    assert "Solgåden" in said  # Anna Alm's, who is not protected


BROKEN: Mapping[str, dict[str, Rows]] = {
    "a wrong number": people(XANDER | {"Personnr": "19930307-9828"}),
    "a wrong number beside a case": people(ZATA | {"Ärende": "S-0003", "Personnr": "720914-9818"}),
    "a birth date for a number": people(XANDER | {"Personnr": "930307"}),
    "a name that cannot be shown": people(ZATA | {"Namn": "Zäta\u202eQvarnskog"}),
    "a name that is too long": people(XANDER | {"Namn": "Xander " * 40}),
    "a workplace that cannot be shown": people(ZATA | {"Arbetsplats": "Hemliga\u202ehuset"}),
    "somebody else's case": people(ZATA | {"Ärende": "S-0001"}),
    "a case of their own for somebody": people(XANDER | {"Ärende": "S-0003"}),
    "steps with a name that cannot be shown": beside(
        "Steg", STAYS, ("720914-9819", "Zäta\u202eQ", "Utredning", "2024-01-10", "", "", "")
    ),
    "steps with somebody else's case": beside(
        "Steg",
        ("Ärende", "Personnr", "Steg", "Startdatum"),
        ("S-0001", "720914-9819", "Utredning", "2024-01-10"),
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BROKEN)
def test_no_word_about_a_broken_cell_shows_a_protected_person(
    steg: Steg, here: Path, save_list: SaveList, name: str, lang: str
) -> None:
    said = said_of(steg, saved(save_list, here, BROKEN[name]), lang)
    assert unseen(said, name) == []
    assert "Solgåden" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cell_too_many_is_not_shown_of_a_protected_person(
    steg: Steg, here: Path, save_list: SaveList, lang: str
) -> None:
    cells = list(XANDER.values())
    place = PEOPLE.index("Arbetsplats")
    long = [*cells[:2], "Dold", " Xander", *cells[3:-1], "Hemliga huset"]
    assert cells[place] == "Hemliga huset"
    last = tuple(ANNA.values())
    sheets: dict[str, Rows] = {"Personer": [PEOPLE, long, last]}
    assert unseen(said_of(steg, saved(save_list, here, sheets), lang), "") == []


@pytest.mark.parametrize("name", ["all.xlsx", "all.json", "folder"])
def test_a_masked_export_changes_nothing_of_them_on_its_way_back(
    steg: Steg, here: Path, dump: Dump, name: str
) -> None:
    before = dump()
    assert steg("export", name)[0] == 0
    code, out, _ = steg("import", name, "--yes")
    assert (code, dump()) == (0, before), out
    assert ", 0 changed" in out


@pytest.mark.parametrize("mask", ["", "(protected)", "(skyddad)", "(Skyddad)"])
def test_what_stands_where_they_are_masked_changes_nothing(
    steg: Steg, save_list: SaveList, dump: Dump, mask: str
) -> None:
    """As in a list that was copied from what steg list shows, where there are words for it."""
    before = dump()
    headings = ("Ärende", "Namn", "Omgång", "Kommun", "Startdatum", "Arbetsplats", "Skyddad")
    rows = [headings, ("S-0003", mask, "STEG", mask, "2022-12-01", mask, "ja")]
    code, out, _ = steg("import", save_list("lista.csv", rows), "--yes")
    assert (code, dump()) == (0, before), out


def test_their_problems_are_told_by_row_and_column(steg: Steg, save_list: SaveList) -> None:
    path = save_list("lista.xlsx", LISTS["an unknown workplace"])
    _, out, _ = steg("import", path, "--format", "json")
    assert json.loads(out)["result"]["problems"][:2] == [
        {
            "sheet": "Personer",
            "row": row,
            "column": "Arbetsplats",
            "value": None,
            "problem": "There is no workplace (protected).",
            "right": right,
            "absent": absent,
        }
        for row, absent, right in (
            (
                *(2, None),
                "It is almost spelt as one that is there. If it is that one, correct the row; if "
                "it is new, add it first: steg workplace add --help",
            ),
            (3, "workplace", "Add it first: steg workplace add --help"),
        )
    ]


def test_their_changes_are_told_by_case_without_values(steg: Steg, save_list: SaveList) -> None:
    rows = [ZATA | {"Namn": "Zäta Dold", "Kommun": "Hjo", "Handläggare": "Dold Konsult"}]
    path = save_list("lista.csv", [PEOPLE, *(tuple(row.values()) for row in rows)])
    code, out, _ = steg("import", path, "--format", "json", "--yes")
    told = json.loads(out)["result"]["changes"]
    assert (code, {one["reference"] for one in told}, {one["name"] for one in told}) == (
        *(0, {"S-0003"}, {None}),
    )
    assert {one["field"]: (one["before"], one["after"]) for one in told} == {
        "name": (None, None),
        "municipality": (None, None),
        "consultant": (None, None),
    }
    # It is done all the same.
    _, out, _ = steg("show", "3", "--include-protected", "--format", "json")
    assert json.loads(out)["result"]["name"] == "Zäta Dold"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_is_protected_from_now_on_is_not_named_any_more(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    rows = [("Personnr", "Namn", "Skyddad identitet"), ("850101-9817", "Bo Berg", "ja")]
    path = save_list("lista.csv", rows)
    said = "".join(map(str, steg("import", path, "--dry-run", lang=lang)))
    said += "".join(map(str, steg("import", path, "--yes", lang=lang)))
    assert "S-0002" in said
    assert [one for one in ("Bo Berg", "850101", "9817") if one in said] == []
    told = json.loads(steg("show", "2", "--format", "json")[1])["result"]
    assert (told["name"], told["protected"]) == (None, True)


def test_no_list_takes_a_protection_away(steg: Steg, save_list: SaveList) -> None:
    path = save_list("lista.xlsx", LISTS["not protected any more"])
    for words in ((), ("--yes",), ("--partly", "--yes")):
        steg("import", path, *words)
        assert json.loads(steg("show", "3", "--format", "json")[1])["result"]["protected"] is True


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workplace_s_row_does_not_tell_who_is_there(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    sheet: Rows = [
        ("Arbetsplats", "Sektor", "Kommun", "Anpassad"),
        ("Hemliga huset", "Vård och omsorg", "Hjo", "ja"),
        ("Solgården", "Vård och omsorg", "Hjo", ""),
    ]
    path = save_list("lista.xlsx", {"Arbetsplatser": sheet})
    code, out, err = steg("import", path, "--yes", lang=lang)
    assert code == 1
    assert [one for one in ("S-0003", "Qvarnskog", "9819") if one in out + err] == []
    assert {
        "en": "Whether this can be done could tell where",
        "sv": "Svaret på om det här går kan avslöja var",
    }[lang] in out
