"""steg import: what a program reads, what is changed, and the options that steer it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.demo.story import numbered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Rows, SaveList, Steg

BEGUN = {
    "en": (
        "Note: The list does not tell the step: 2 people begin on the first one.\n"
        "Note: Outside the days of the cohort: 2 enrolments begin. Are the days and cohorts "
        "right?\n"
    ),
    "sv": (
        "Obs: Listan visar inte steget: 2 personer börjar på det första.\n"
        "Obs: Utanför omgångens dagar: 2 inskrivningar börjar. Stämmer dagarna och omgångarna?\n"
    ),
}
DRY = {
    "en": "Dry run: the register was left as it is.\n",
    "sv": "Provkörning: registret lämnades som det är.\n",
}
CHANGED = {
    "en": "Change {n}. steg undo takes it back.\n",
    "sv": "Ändring {n}. steg ångra tar tillbaka den.\n",
}

PERSONNR = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Funktionsnedsättning")
SARA = ("850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja")
ASA = ("19860202-9806", "Åsa Öberg", "STEG", "Tibro", "2023-02-01", "arbetslös", "ja")
# What the story knows of Anna Alm and Bo Berg, with another municipality.
MOVED = (
    ("Personnr", "Namn", "Kommun", "Handläggare"),
    ("19900101-9802", "Anna Alm", "Tibro", "Kim Konsult"),
    ("850101-9817", "Bo Berg", "Tibro", "Eva Ny"),
)


def told_of(said: tuple[int, str, str]) -> dict[str, Any]:
    """Return the envelope that a command wrote."""
    envelope: dict[str, Any] = json.loads(said[1])
    return envelope


def test_the_first_new_people_are_those_of_the_list_whoever_has_a_case(
    steg: Steg, save_list: SaveList
) -> None:
    """Cases that the list gives are taken in first."""
    nils, mia = ((numbered(f"198{n}0303980"), f"Ny {n}", *SARA[2:]) for n in (7, 8))
    rows = [(*PERSONNR, "Ärende"), (*SARA, ""), (*ASA, ""), (*nils, "S-90"), (*mia, "S-91")]
    told = told_of(steg("import", save_list("lista.csv", rows), "--dry-run", "--format", "json"))
    assert told["result"]["new_people"] == 4
    assert [one["row"] for one in told["result"]["newcomers"]] == [2, 3, 4]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_envelope_of_a_list_that_comes_in(steg: Steg, save_list: SaveList, lang: str) -> None:
    path = save_list("lista.csv", [PERSONNR, SARA, ASA])
    code, out, err = steg("import", path, "--format", "json", lang=lang)
    assert code == 0
    assert json.loads(out) == {
        "steg": 1,
        "command": "import",
        "change": 18,
        "result": {
            "file": "lista.csv",
            "sheets": [
                {
                    "sheet": "lista",
                    "kind": "people",
                    "rows": 2,
                    "new": 2,
                    "unchanged": 0,
                    "changed": 0,
                    "rejected": 0,
                }
            ],
            "changes": [],
            "problems": [],
            "rejected": [],
            "added": [],
            "told": [],
            "new_people": 2,
            "newcomers": [
                {
                    "sheet": "lista",
                    "row": row,
                    "reference": None,
                    "sentence": f"{name}, on kartlaggning since {since}",
                }
                for row, name, since in (
                    (2, "Sara Ek", "2023-01-02"),
                    (3, "Åsa Öberg", "2023-02-01"),
                )
            ],
        },
    }
    assert list(json.loads(out)["result"]) == [
        *("file", "sheets", "changes", "problems", "rejected"),
        *("added", "told", "new_people", "newcomers"),
    ]
    assert err == BEGUN[lang]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_envelope_of_a_list_that_changes_people(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    path = save_list("lista.csv", MOVED)
    code, out, err = steg("import", path, "--format", "json", "--yes", lang=lang)
    assert (code, err) == (0, steg.backed_up(steg.story.parent, "import", lang))
    told = json.loads(out)
    assert told == {
        "steg": 1,
        "command": "import",
        "change": 18,
        "result": {
            "file": "lista.csv",
            "sheets": [
                {
                    "sheet": "lista",
                    "kind": "people",
                    "rows": 2,
                    "new": 0,
                    "unchanged": 0,
                    "changed": 2,
                    "rejected": 0,
                }
            ],
            "changes": [
                {
                    "sheet": "lista",
                    "row": 2,
                    "kind": "people",
                    "reference": "S-0001",
                    "name": "Anna Alm",
                    "day": "2022-01-10",
                    "field": "municipality",
                    "before": "Skövde",
                    "after": "Tibro",
                    "told": False,
                },
                {
                    "sheet": "lista",
                    "row": 3,
                    "kind": "people",
                    "reference": "S-0002",
                    "name": "Bo Berg",
                    "day": "2022-08-01",
                    "field": "consultant",
                    "before": None,
                    "after": "Eva Ny",
                    "told": False,
                },
            ],
            "problems": [],
            "rejected": [],
            "added": [],
            "told": [],
            "new_people": 0,
            "newcomers": [],
        },
    }
    # The same before it is done, without a change.
    steg("undo", "--yes")
    code, out, _ = steg("import", path, "--format", "json", "--dry-run", lang=lang)
    assert (code, json.loads(out)) == (0, told | {"change": None})


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_envelope_of_a_list_with_problems(
    steg: Steg, story: Path, save_list: SaveList, lang: str
) -> None:
    bad = ("19860202-9806", "Åsa Öberg", "STEK", "Tibro", "2023-02-31", "arbetslös", "ja")
    path = save_list("lista.csv", [PERSONNR, SARA, bad])
    before = story.read_bytes()
    code, out, err = steg("import", path, "--format", "json", lang=lang)
    assert code == 1
    assert err.startswith(
        {"en": "Error: 1 row cannot come in;", "sv": "Fel: 1 rad kan inte läsas in;"}[lang]
    )
    told = json.loads(out)
    assert [told[key] for key in ("steg", "command", "change")] == [1, "import", None]
    assert told["result"]["sheets"] == [
        {
            "sheet": "lista",
            "kind": "people",
            "rows": 2,
            "new": 1,
            "unchanged": 0,
            "changed": 0,
            "rejected": 1,
        }
    ]
    assert sorted(told["result"]["problems"], key=lambda one: str(one["column"])) == [
        {
            "sheet": "lista",
            "row": 3,
            "column": "Omgång",
            "value": "STEK",
            "problem": "There is no cohort STEK.",
            "right": 'Did you mean STEG? Then: --value "STEK=STEG". '
            'If not: --create cohort --value "STEK=STEK"',
            "absent": None,
        },
        {
            "sheet": "lista",
            "row": 3,
            "column": "Startdatum",
            "value": "2023-02-31",
            "problem": "2023-02-31 is not a day in the calendar.",
            "right": "Check the month and the day: 2023 has no such day.",
            "absent": None,
        },
    ]
    assert told["result"]["rejected"] == [{"sheet": "lista", "row": 3}]
    assert (told["result"]["changes"], story.read_bytes()) == ([], before)


def test_a_list_that_changes_people_shows_what_and_asks_for_yes(
    steg: Steg, story: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", MOVED)
    before = story.read_bytes()
    plans = {
        "en": (
            "lista (People): 0 new, 0 unchanged, 2 changed\n"
            "  lista row 2, S-0001 Anna Alm: municipality Skövde → Tibro\n"
            "  lista row 3, S-0002 Bo Berg: consultant – → Eva Ny\n"
        ),
        "sv": (
            "lista (Personer): 0 nya, 0 oförändrade, 2 ändrade\n"
            "  lista rad 2, S-0001 Anna Alm: kommun Skövde → Tibro\n"
            "  lista rad 3, S-0002 Bo Berg: handläggare – → Eva Ny\n"
        ),
    }
    asked = {
        "en": (
            "Error: This asks for a confirmation, and there is no terminal to ask on.\n"
            "Add --yes when you are sure.\n"
        ),
        "sv": (
            "Fel: Det här behöver bekräftas, men det finns ingen terminal att fråga på.\n"
            "Lägg till --ja när du är säker.\n"
        ),
    }
    for lang, plan in plans.items():
        for more in ((), ("--format", "json"), ("--partly",)):
            said = steg("import", path, *more, lang=lang)
            assert said == (2, "", plan + asked[lang])
        assert steg("import", path, "--dry-run", lang=lang) == (0, plan, DRY[lang])
    assert story.read_bytes() == before
    first = steg.backed_up(story.parent, "import")
    assert steg("import", path, "--yes") == (0, plans["en"], first + CHANGED["en"].format(n=18))
    assert steg("import", path) == (0, "lista (People): 0 new, 2 unchanged, 0 changed\n", "")


def test_what_only_adds_to_a_person_is_shown_and_asked_about_too(
    steg: Steg, story: Path, save_list: SaveList
) -> None:
    path = save_list(
        "steg.csv", [("Personnr", "Steg", "Startdatum"), ("650303-9809", "Utredning", "2024-01-10")]
    )
    before = story.read_bytes()
    code, out, err = steg("import", path)
    assert (code, out) == (2, "")
    moved = "  Anna Ek (S-0004) goes on from mapping to investigation on 2024-01-10. (steg row 2)\n"
    assert moved in err
    assert story.read_bytes() == before
    code, out, _ = steg("import", path, "--yes")
    assert (code, out) == (
        0,
        "steg (Stays): 1 new, 0 unchanged, 0 changed\n" + moved,
    )


# What surrounds the people, and what they went through

KINDS: dict[str, Rows] = {
    "Arbetsplatser": [
        ("Arbetsplats", "Sektor", "Kommun", "Anpassad", "Enhetschef", "E-post", "Antal platser"),
        ("Ekbacken", "Vård och omsorg", "Skövde", "nej", "Eva Norén", "eva@kommun.example", 4),
        ("Verkstan", "Arbetsmarknad", "Skövde", "ja", None, None, None),
    ],
    "Personer": [PERSONNR, SARA],
    "Steg": [
        ("Personnr", "Namn", "Steg", "Startdatum", "Slutdatum"),
        ("850101-9809", "Sara Ek", "Kartläggning", "2023-01-02", "2023-02-28"),
        ("850101-9809", "Sara Ek", "Utredning", "2023-03-01", None),
        ("850101-9809", "Sara Ek", "Praktik", "2023-06-01", None),
    ],
    "Placeringar": [
        ("Personnr", "Arbetsplats", "Startdatum", "Slutdatum", "Omfattning"),
        ("850101-9809", "Verkstan", "2023-04-03", "2023-05-31", 0.5),
        ("850101-9809", "ekbacken", "2023-06-01", None, "75 %"),
    ],
}
COUNTED = (
    "Arbetsplatser (Workplaces): 2 new, 0 unchanged, 0 changed\n"
    "Personer (People): 1 new, 0 unchanged, 0 changed\n"
    "Steg (Stays): 3 new, 0 unchanged, 0 changed\n"
    "Placeringar (Placements): 2 new, 0 unchanged, 0 changed\n"
)


def went_through(steg: Steg) -> tuple[list[tuple[str, ...]], list[tuple[Any, ...]]]:
    """Return Sara's steps and placements."""
    (enrolment,) = told_of(steg("show", "Sara", "--format", "json"))["result"]["enrolments"]
    steps = ("step", "first_day", "last_day", "exception")
    places = ("workplace", "first_day", "last_day", "percent")
    return (
        [tuple(stay[key] for key in steps) for stay in enrolment["stays"]],
        [tuple(one[key] for key in places) for one in enrolment["placements"]],
    )


WAY = (
    [
        ("kartlaggning", "2023-01-02", "2023-02-28", None),
        ("utredning", "2023-03-01", "2023-05-31", None),
        ("praktik", "2023-06-01", None, "import {file}"),
    ],
    [("Verkstan", "2023-04-03", "2023-05-31", 50), ("Ekbacken", "2023-06-01", None, 75)],
)


def with_reason(file: str) -> tuple[list[tuple[str | None, ...]], list[tuple[Any, ...]]]:
    """Return Sara's way with the name of the list in its exception."""
    return [tuple(v and v.format(file=file) for v in stay) for stay in WAY[0]], WAY[1]


def test_sheets_are_known_by_their_names_in_any_order(steg: Steg, save_list: SaveList) -> None:
    code, out, _ = steg("import", save_list("allt.xlsx", KINDS))
    assert (code, out) == (0, COUNTED)
    assert went_through(steg) == with_reason("allt.xlsx")
    turned = save_list("omvänt.xlsx", dict(reversed(KINDS.items())))
    code, out, err = steg("import", turned)
    assert (code, err) == (0, "")
    again = re.sub(r"(\d) new, 0 unchanged", r"0 new, \1 unchanged", COUNTED)
    assert out.splitlines() == again.splitlines()[::-1]


def test_a_folder_of_csv_files_is_one_list(steg: Steg, here: Path, save_list: SaveList) -> None:
    (here / "lista").mkdir()
    for name, rows in KINDS.items():
        text = [["50%" if cell == 0.5 else cell for cell in row] for row in rows]
        save_list(f"lista/deltagare-{name}.csv", text)
    (here / "lista" / "läs mig.txt").write_text("nothing", encoding="utf-8")
    (here / "lista" / "tom.csv").write_bytes(b"")
    code, out, _ = steg("import", "lista/")
    assert code == 0
    assert sorted(out.splitlines()) == [
        f"deltagare-{line}" for line in sorted(COUNTED.splitlines())
    ]
    told = steg("log", "--limit", "1", "--format", "json")[1]
    assert told.count('"command": "import"') == 1


def test_kind_says_what_a_list_holds_whatever_its_name(steg: Steg, save_list: SaveList) -> None:
    steg("import", save_list("a.csv", [PERSONNR, SARA]))
    rows = [("Personnr", "Steg", "Startdatum"), ("850101-9809", "Utredning", "2023-03-01")]
    code, out, _ = steg("import", save_list("b.csv", rows), "--kind", "stays", "--yes")
    assert (code, out.splitlines()[0]) == (0, "b (Stays): 1 new, 0 unchanged, 0 changed")
    assert [step[:2] for step in went_through(steg)[0]] == [
        ("kartlaggning", "2023-01-02"),
        ("utredning", "2023-03-01"),
    ]


def test_columns_are_mapped_left_out_and_filled_in(steg: Steg, save_list: SaveList) -> None:
    rows = [
        ("Idnr", "Vem", "Kommun", "Började", "Status", "Startdatum", "Telefon", "Stöd"),
        ("850101-9809", "Sara Ek", "Skövde", "2023-01-02", "arbetslös", "x", "070", "ja"),
        ("860202-9806", "Åsa Öberg", None, "2023-01-02", "arbetslös", "x", "070", "nej"),
    ]
    path = save_list("lista.csv", rows)
    options = {
        "--map": ("idnr=Personnummer", "VEM=name", "Började=first_day", "Startdatum=-"),
        "--value": ("cohort=STEG", "Kommun=Hjo", "disability=ja"),
    }
    words = [word for option, ones in options.items() for one in ones for word in (option, one)]
    code, out, err = steg("import", path, *words, "--map", "Telefon=-")
    assert (code, out) == (0, "lista (People): 2 new, 0 unchanged, 0 changed\n")
    assert err.splitlines()[0] == (
        "Note: Left out on lista, since steg knows no such column: Stöd – if one matters: "
        '--map "Heading=field".'
    )
    told = [told_of(steg("show", who, "--format", "json"))["result"] for who in ("7", "8")]
    assert [(one["name"], one["identity"], one["municipality"]) for one in told] == [
        ("Sara Ek", "19850101-9809", "Skövde"),
        ("Åsa Öberg", "19860202-9806", "Hjo"),
    ]


def test_only_the_sheets_asked_for_are_read(steg: Steg, save_list: SaveList) -> None:
    path = save_list("allt.xlsx", KINDS)
    code, out, _ = steg("import", path, "--sheet", "personer", "--sheet", "Arbetsplatser")
    assert (code, out) == (0, "".join(f"{line}\n" for line in COUNTED.splitlines()[:2]))


def test_undo_gives_people_back_what_they_had(steg: Steg, here: Path, save_list: SaveList) -> None:
    def told() -> str:
        assert steg("export", "all.json", "--include-protected", "--yes")[0] == 0
        return (here / "all.json").read_text(encoding="utf-8")

    before = told()
    path = save_list("lista.csv", MOVED)
    assert steg("import", path, "--yes")[0] == 0
    after = told()
    assert after != before
    for lang, said in (
        ("en", "Change 18 is taken back: import lista.csv: 0 new, 2 changed\n"),
        ("sv", "Ändring 18 är tillbakatagen: importera lista.csv: 0 nya, 2 ändrade\n"),
    ):
        assert steg("undo", "--yes", lang=lang)[:2] == (0, said)
        assert told() == before
        assert steg("redo", "--yes")[0] == 0
        assert told() == after
