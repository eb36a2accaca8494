"""steg import: rows that are one period, and rows that could be somebody else's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Rows, SaveList, Steg
    from tests.conftest import NumberOf

HEADINGS = (
    *("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Slutdatum", "Status"),
    *("Funktionsnedsättning", "Steg", "Arbetsplats"),
)


def sara(first: str, last: str, workplace: str = "Solgården") -> tuple[str, ...]:
    """Return a row of Sara as a service assistant."""
    who = ("850101-9809", "Sara Ek", "STEG", "Skövde")
    return (*who, first, last, "arbetslös", "ja", "Serviceassistent", workplace)


FIRST_YEAR, SECOND_YEAR = ("2023-01-02", "2024-01-01"), ("2024-01-02", "2025-01-01")
JOINED = (
    [("serviceassistent", "2023-01-02", "2025-01-01", None)],
    [("Solgården", "2023-01-02", None)],
)


def told_by(steg: Steg, path: Path, *words: str, code: int = 0) -> dict[str, Any]:
    """Import a list, and return what came of it."""
    found, out, err = steg("import", path, "--format", "json", *words)
    assert found == code, err
    result: dict[str, Any] = json.loads(out)["result"]
    return result


def counted(told: dict[str, Any]) -> list[tuple[int, ...]]:
    """Return how many rows of each sheet are new, unchanged, changed and rejected."""
    keys = ("new", "unchanged", "changed", "rejected")
    return [tuple(sheet[key] for key in keys) for sheet in told["sheets"]]


def wrong_in(told: dict[str, Any]) -> list[tuple[object, ...]]:
    """Return where every problem is, what it is, and what would be right."""
    keys = ("sheet", "row", "column", "problem", "right")
    return [tuple(problem[key] for key in keys) for problem in told["problems"]]


def way_of(steg: Steg, who: str) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the steps and the placements of somebody with one enrolment."""
    (enrolment,) = json.loads(steg("show", who, "--format", "json")[1])["result"]["enrolments"]
    stays = [
        tuple(stay[key] for key in ("step", "first_day", "planned_last_day", "last_day"))
        for stay in enrolment["stays"]
    ]
    placed = [
        tuple(one[key] for key in ("workplace", "first_day", "last_day"))
        for one in enrolment["placements"]
    ]
    return stays, placed


def test_a_row_for_the_second_year_of_a_period_is_joined_to_the_first(
    steg: Steg, save_list: SaveList
) -> None:
    path = save_list("lista.csv", [HEADINGS, sara(*FIRST_YEAR), sara(*SECOND_YEAR)])
    told = told_by(steg, path)
    assert (told["problems"], told["rejected"], told["changes"]) == ([], [], [])
    assert way_of(steg, "7") == JOINED
    again = told_by(steg, path)
    assert (counted(again), again["changes"]) == ([(0, 2, 0, 0)], [])


def test_a_second_year_beside_a_first_that_is_registered_makes_the_period_longer(
    steg: Steg, save_list: SaveList
) -> None:
    told_by(steg, save_list("first.csv", [HEADINGS, sara(*FIRST_YEAR)]))
    path = save_list("lista.csv", [HEADINGS, sara(*FIRST_YEAR), sara(*SECOND_YEAR)])
    told = told_by(steg, path, "--yes")
    assert [(one["field"], one["before"], one["after"]) for one in told["changes"]] == [
        ("planned_last_day", "2024-01-01", "2025-01-01")
    ]
    assert way_of(steg, "7") == JOINED


SAME_BIRTH = (
    "S-0001 has the same name and birth date, and another number.",
    "If it is the same person: steg amend S-0001 identity NUMBER first. If not, enrol this one "
    "with steg enrol --another-person.",
)


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize("name", ["Anna Alm", "ANNA  alm"])
def test_a_new_person_with_the_name_and_birth_date_of_another_is_refused(
    steg: Steg, save_list: SaveList, number_of: NumberOf, name: str
) -> None:
    other = number_of("19900101", "982")
    row = (other, name, *sara(*FIRST_YEAR)[2:])
    told = told_by(steg, save_list("lista.csv", [HEADINGS, row]), code=1)
    assert wrong_in(told) == [("lista", 2, "Personnr", *SAME_BIRTH)]
    assert counted(told) == [(0, 0, 0, 1)]


def test_who_shares_only_a_name_or_only_a_birth_date_is_somebody_new(
    steg: Steg, save_list: SaveList, number_of: NumberOf
) -> None:
    rows = [
        (number_of("19900101", "982"), "Anna Berg", *sara(*FIRST_YEAR)[2:]),
        (number_of("19910101", "982"), "Anna Alm", *sara(*FIRST_YEAR)[2:]),
    ]
    told = told_by(steg, save_list("lista.csv", [HEADINGS, *rows]))
    assert counted(told) == [(2, 0, 0, 0)]


@pytest.mark.parametrize("partly", [False, True])
def test_rows_by_the_case_of_somebody_else_on_the_list_are_refused_with_that_row(
    steg: Steg, save_list: SaveList, partly: bool
) -> None:
    sheets: dict[str, Rows] = {
        "Personer": [("Ärende", *HEADINGS), ("S-0001", *sara(*FIRST_YEAR))],
        "Placeringar": [
            ("Ärende", "Arbetsplats", "Startdatum"),
            ("S-0001", "Björkskolan", "2024-01-10"),
            ("S-0002", "Solgården", "2023-08-01"),
        ],
    }
    before = way_of(steg, "1")
    path = save_list("lista.xlsx", sheets)
    words = ("--partly", "--yes") if partly else ()
    told = told_by(steg, path, *words, code=0 if partly else 1)
    assert wrong_in(told) == [
        (
            *(
                "Personer",
                2,
                "Ärende",
                "S-0001 is Anna Alm in the register, and Sara Ek in the list.",
            ),
            'Leave the case out: --map "Heading=-". A new one is given then.',
        ),
        (
            *("Placeringar", 2, "Ärende"),
            "Whose row this is does not show: S-0001 is somebody else on the list of people.",
            "Mend the row of that person first.",
        ),
    ]
    assert counted(told) == [(0, 0, 0, 1), (1, 0, 0, 1)]
    assert way_of(steg, "1") == before
    assert len(way_of(steg, "2")[1]) == (2 if partly else 1)


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_a_masked_change_says_which_field_it_is_alone(
    steg: Steg, save_list: SaveList, lang: str
) -> None:
    rows = [("Personnr", "Handläggare"), ("19720914-9819", "Dold Konsult")]
    code, out, _ = steg("import", save_list("lista.csv", rows), "--yes", lang=lang)
    assert code == 0
    assert out.splitlines()[1:] == [
        {
            "en": "  lista row 2, S-0003: consultant changed",
            "sv": "  lista rad 2, S-0003: handläggare ändras",
        }[lang]
    ]
