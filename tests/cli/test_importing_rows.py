"""Rows that cannot come in: each with its place, its value and the way out, and nothing changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import SaveList, Steg

pytestmark = pytest.mark.usefixtures("nothing_changed")

LANGUAGES = ("en", "sv")

HEADINGS = (
    *("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Funktionsnedsättning"),
    *("Arbetsplats", "Steg", "På steget sedan"),
)
SARA = (
    *("19850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja"),
    *("", "", ""),
)

# Of Anna Alm, whom the register knows.
KNOWN = {"Personnr": "19900101-9802", "Namn": "Anna Alm", "Startdatum": "2022-01-10"}
# A cell that cannot be read, a rule that says no, and something else than what is recorded.
ROWS: list[tuple[dict[str, str], dict[str, str]]] = [
    (
        {"Personnr": "X-17"},
        {
            "en": (
                "row 2, Personnr “X-17”: X-17 is not written as an identity number. Write "
                "YYMMDD-NNNN, YYYYMMDD-NNNN or twelve digits. For somebody without a number write "
                "other in the column “kind of number”, and fill in “birth year” and “sex”."
            ),
            "sv": (
                "rad 2, Personnr ”X-17”: X-17 är inte skrivet som ett identitetsnummer. Skriv "
                "ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN eller tolv siffror. För den som saknar nummer: skriv "
                "annat i kolumnen ”slags nummer”, och fyll i ”födelseår” och ”kön”."
            ),
        },
    ),
    (
        {"Steg": "Praktik", "På steget sedan": "2023-02-01", "Arbetsplats": "Snickeriet"},
        {
            "en": (
                "row 2, Arbetsplats “Snickeriet”: Snickeriet is an adapted workplace; work "
                "placement takes place in ordinary operations. steg workplace list shows which "
                "workplaces are ordinary."
            ),
            "sv": (
                "rad 2, Arbetsplats ”Snickeriet”: Snickeriet är en anpassad arbetsplats; steget "
                "praktik görs i ordinarie verksamhet. steg arbetsplats lista visar vilka "
                "arbetsplatser som är ordinarie."
            ),
        },
    ),
    (
        KNOWN | {"Steg": "Praktik"},
        {
            "en": (
                "row 2, Steg “Praktik”: The person is on serviceassistent since 2023-03-01; the "
                "list says work placement. If the list is right, fill in the column “since” with a "
                "later day."
            ),
            "sv": (
                "rad 2, Steg ”Praktik”: Personen är på serviceassistent sedan 2023-03-01; listan "
                "säger praktik. Om listan har rätt: fyll i kolumnen ”sedan” med en senare dag."
            ),
        },
    ),
]
STOPPED = {
    "en": (
        "Error: {rows} cannot come in; nothing was changed.\n"
        "Mend the list and import it again. --errors FILE.xlsx writes these rows into a list "
        "of their own, --partly imports the others now.\n"
    ),
    "sv": (
        "Fel: {rows} kan inte läsas in; inget ändrades.\n"
        "Rätta listan och läs in den igen. --fel FIL.xlsx skriver dessa rader i en egen "
        "lista, --delvis läser in de andra nu.\n"
    ),
}
ONE = {"en": "1 row", "sv": "1 rad"}
TWO = {"en": "2 rows", "sv": "2 rader"}


def listed(*overs: dict[str, str]) -> list[tuple[str, ...]]:
    """Return a list of Sara in one row for each of `overs`, with these other cells."""
    rows = [dict(zip(HEADINGS, SARA, strict=True)) | over for over in overs]
    return [HEADINGS, *(tuple(row.values()) for row in rows)]


def problems_of(steg: Steg, path: Path, lang: str, rows: dict[str, str] = ONE) -> list[str]:
    """Import a list that cannot come in, and return its problems, line by line."""
    code, out, err = steg("import", path, lang=lang)
    assert (code, err) == (1, STOPPED[lang].format(rows=rows[lang]))
    first, *told = out.splitlines()
    assert first.startswith({"en": "lista (People): 0 new", "sv": "lista (Personer): 0 ny"}[lang])
    return told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("cells", "said"), ROWS, ids=[str(cells) for cells, _ in ROWS])
def test_a_row_that_cannot_come_in_is_told_with_its_place_and_the_way_out(
    steg: Steg, save_list: SaveList, cells: dict[str, str], said: dict[str, str], lang: str
) -> None:
    path = save_list("lista.csv", listed(cells))
    assert problems_of(steg, path, lang) == [f"  lista {said[lang]}"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_number_twice_with_different_names_is_nobody(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    path = save_list("lista.csv", listed({}, {"Personnr": "850101-9809", "Namn": "Sara Bok"}))
    assert problems_of(steg, path, lang, TWO) == [
        {
            "en": (
                "  lista row 3, Namn “Sara Bok”: Row 2 of lista says “Sara Ek” of the same person. "
                "Correct the one that is wrong."
            ),
            "sv": (
                "  lista rad 3, Namn ”Sara Bok”: Rad 2 i lista säger ”Sara Ek” om samma person. "
                "Rätta den som är fel."
            ),
        }[lang]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_of_a_list_is_told_with_its_row(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    path = save_list(
        "lista.csv",
        listed(
            {"Personnr": "19850101-9808", "Startdatum": "x"},
            {"Personnr": ""},
            {"Personnr": "860202-9806", "Omgång": "STEK", "Arbetsplats": "Zebra"},
            {"Personnr": "910909-9813"},
            {"Personnr": "870612-9809", "Status": "?", "Funktionsnedsättning": "?"},
        ),
    )
    code, out, err = steg("import", path, "--format", "json", lang=lang)
    told = json.loads(out)["result"]
    assert code == 1
    assert err.startswith({"en": "Error: 4 rows cannot", "sv": "Fel: 4 rader kan inte"}[lang])
    assert sorted((one["row"], one["column"], one["value"]) for one in told["problems"]) == [
        (2, "Personnr", "19850101-9808"),
        (2, "Startdatum", "x"),
        (3, "Personnr", None),
        (4, "Arbetsplats", "Zebra"),
        (4, "Omgång", "STEK"),
        (6, "Funktionsnedsättning", "?"),
        (6, "Status", "?"),
    ]
    assert [row["row"] for row in told["rejected"]] == [2, 3, 4, 6]
    assert [(one["new"], one["rejected"]) for one in told["sheets"]] == [(1, 4)]


@pytest.mark.parametrize(
    "cells",
    [
        {"Personnr": "", "Startdatum": ""},
        {"Startdatum": "x", "Namn": ""},
        {"Omgång": "STEK", "Startdatum": ""},
        {"Personnr": "", "Namn": "", "Omgång": "", "Kommun": "", "Startdatum": ""},
        {"Personnr": "", "Namn": "", "Omgång": "STEK", "Startdatum": "x"},
    ],
    ids=str,
)
def test_every_problem_of_a_row_is_told_at_once(
    steg: Steg, save_list: SaveList, cells: dict[str, str]
) -> None:
    _, out, _ = steg("import", save_list("lista.csv", listed(cells)), "--format", "json")
    told = [(one["column"], one["value"]) for one in json.loads(out)["result"]["problems"]]
    assert sorted(told) == sorted((name, cell or None) for name, cell in cells.items())


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"Status": "övrigt"}, "Status", "övrigt"),
        ({"Personnr": "20090101-9802"}, "Personnr", "20090101-9802"),
        ({"Funktionsnedsättning": "nej"}, "Funktionsnedsättning", "nej"),
        (
            {"Steg": "Serviceassistent", "Startdatum": "2023-01-02", "Slutdatum": "2023-06-30"},
            "Slutdatum",
            "2023-06-30",
        ),
    ],
    ids=["status", "age", "ground", "end"],
)
def test_the_column_and_the_value_are_those_of_the_list(
    steg: Steg, save_list: SaveList, cells: dict[str, str], column: str, value: str
) -> None:
    headings, *rows = listed(cells)
    names = headings if "Slutdatum" not in cells else (*headings, "Slutdatum")
    _, out, _ = steg("import", save_list("lista.csv", [names, *rows]), "--format", "json")
    assert [(one["column"], one["value"]) for one in json.loads(out)["result"]["problems"]] == [
        (column, value)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("born", ["19850101", "1985-01-01"])
def test_a_birth_date_for_a_number_is_called_so(
    steg: Steg, save_list: SaveList, born: str, lang: str
) -> None:
    said = {
        "en": (
            f"  lista row 2, Personnr “{born}”: {born} is a birth date; the last four digits of "
            "the number are missing. Write the whole number: YYYYMMDD-NNNN."
        ),
        "sv": (
            f"  lista rad 2, Personnr ”{born}”: {born} är ett födelsedatum; numrets fyra sista "
            "siffror saknas. Skriv hela numret: ÅÅÅÅMMDD-NNNN."
        ),
    }[lang]
    assert problems_of(steg, save_list("lista.csv", listed({"Personnr": born})), lang) == [said]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_problem_in_many_rows_is_told_once_with_all_of_them(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    numbers = ("850101-9809", "860202-9806", "19871212-9819", "910909-9813", "870612-9809")
    cohorts = ("STEK", "Zebra", "STEK", "STEK", "STEK")
    rows = [
        {"Personnr": number, "Omgång": cohort}
        for number, cohort in zip(numbers, cohorts, strict=True)
    ]
    path = save_list("lista.csv", listed(*rows))
    said = {
        "en": [
            "  lista row 2, 4–6, Omgång “STEK”: There is no cohort STEK. Did you mean STEG? Then: "
            '--value "STEK=STEG". If not: --create cohort --value "STEK=STEK"',
            "  1 cohort is not in the register: Zebra. To add: --create cohort",
        ],
        "sv": [
            "  lista rad 2, 4–6, Omgång ”STEK”: STEK finns inte som omgång i registret. Menade du "
            'STEG? I så fall: --värde "STEK=STEG". Annars: --skapa omgång --värde "STEK=STEK"',
            "  1 omgång finns inte i registret: Zebra. För att lägga upp: --skapa omgång",
        ],
    }[lang]
    assert problems_of(steg, path, lang, {"en": "5 rows", "sv": "5 rader"}) == said
    _, out, _ = steg("import", path, "--format", "json", lang=lang)
    assert [one["row"] for one in json.loads(out)["result"]["problems"]] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_column_that_is_missing_is_asked_for_or_filled_in(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    rows = [row[:2] + row[3:] for row in listed({})]
    path = save_list("lista.csv", rows)
    assert problems_of(steg, path, lang) == [
        {
            "en": (
                "  lista row 2: cohort: the list has no column for it. Add one, or give one value "
                'for all rows: --value "cohort=…".'
            ),
            "sv": (
                "  lista rad 2: omgång: listan har ingen kolumn för det. Lägg till en, eller ge "
                'ett värde för alla rader: --värde "cohort=…".'
            ),
        }[lang]
    ]
    assert steg("import", path, "--value", "cohort=STEG", "--dry-run")[0] == 0


def test_what_is_missing_is_told_in_the_order_in_which_people_tell_it(
    steg: Steg, save_list: SaveList
) -> None:
    empty = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum")
    path = save_list("lista.csv", listed(dict.fromkeys(empty, "")))
    assert problems_of(steg, path, "en") == [
        f"  lista row 2, {heading}: Nothing is filled in. Fill it in." for heading in empty
    ]
    path = save_list("lista.csv", [("Status", "Personnr"), ("arbetslös", SARA[0])])
    assert problems_of(steg, path, "en") == [
        "  lista row 2: name: the list has no column for it. Add one, or say which it is: "
        '--map "Heading=name".',
        *(
            f"  lista row 2: {name}: the list has no column for it. Add one, or give one value "
            f'for all rows: --value "{key}=…".'
            for name, key in (
                ("cohort", "cohort"),
                ("municipality", "municipality"),
                ("first day", "first_day"),
            )
        ),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_municipality_that_is_not_on_the_list_is_told_with_the_nearest_one(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    for written, code in (("Skövd", 1), ("Skövda", 1), ("Skovde", 0), ("HJO", 0)):
        path = save_list("lista.csv", listed({"Kommun": written}))
        told, out, _ = steg("import", path, "--dry-run", lang=lang)
        line = {
            "en": f"There is no municipality {written}. Did you mean Skövde? ",
            "sv": f"{written} finns inte som kommun i registret. Menade du Skövde? ",
        }[lang]
        assert (told, line in out) == (code, bool(code))


def adapted(steg: Steg, save_list: SaveList) -> tuple[list[Any], list[Any]]:
    """Import workplaces of which one cannot be changed. Return the changes and problems told."""
    sheet = [
        ("Arbetsplats", "Sektor", "Kommun", "Anpassad"),
        ("Solgården", "Vård och omsorg", "Skövde", "ja"),
        ("Björkskolan", "Barn och utbildning", "Hjo", "nej"),
    ]
    path = save_list("Arbetsplatser.csv", sheet)
    code, out, _ = steg("import", path, "--format", "json")
    told = json.loads(out)["result"]
    assert (code, [one["row"] for one in told["rejected"]]) == (1, [2])
    problems = [(one["row"], one["column"], one["value"]) for one in told["problems"]]
    return [(one["row"], one["field"]) for one in told["changes"]], problems


def test_what_a_rejected_row_would_change_is_no_change(steg: Steg, save_list: SaveList) -> None:
    assert adapted(steg, save_list)[0] == [(3, "municipality")]


def test_a_yes_that_cannot_be_is_told_as_it_was_written(steg: Steg, save_list: SaveList) -> None:
    assert adapted(steg, save_list)[1] == [(2, "Anpassad", "ja")]
