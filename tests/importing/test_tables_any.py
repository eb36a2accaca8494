"""Any list at all: columns in any order, cells in any form, a title, empty rows and a total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.listed import said
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.identity import parse_identity

if TYPE_CHECKING:
    from tests.importing.conftest import SheetOf

D = date.fromisoformat
TODAY = D("2024-06-15")

Told = tuple[Cell, Any]  # what is typed, and what it says
Listed = tuple[list[list[Cell]], list[tuple[int, dict[str, Any]]]]


@st.composite
def numbers(draw: st.DrawFn) -> Told:
    """Return a number in one of the forms that lists and spreadsheets give it, and its person."""
    born = draw(st.dates(D("1960-01-01"), D("2008-12-31")))
    doubled = (int(f) * (1 + n % 2) for n, f in enumerate(f"{born:%y%m%d}980", start=1))
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    long, short = f"{born:%Y%m%d}980{check}", f"{born:%y%m%d}980{check}"
    forms: list[Cell] = [long, f"{long[:8]}-{long[8:]}", short, f"{short[:6]}–{short[6:]}"]
    cell = draw(st.sampled_from([*forms, int(long), int(short)]))
    return cell, parse_identity(long, TODAY)


@st.composite
def days(draw: st.DrawFn) -> Told:
    day = draw(st.dates(D("2016-01-01"), D("2024-06-01")))
    written: list[Cell] = [
        day,
        f"{day}",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        f"{day.day}/{day.month} {day.year}",
        f"{day.year}-{day.month}-{day.day} ",
    ]
    return draw(st.sampled_from(written)), day


def one_of(told: Sequence[Told]) -> st.SearchStrategy[Told]:
    return st.sampled_from(told)


def percentages(n: int) -> st.SearchStrategy[Told]:
    return one_of([(f"{n} %", n), (f"{n}", n), (n / 100, n), (f"\xa0{n}%", n)])


NAMES = ["Åsa Öberg", "Bo Ek", "Li", "Sumaya Ali", "Ann-Sofi von Ek", "O'Brien", "Total Ek"]
YES: list[Told] = [(cell, True) for cell in ("ja", "x", 1, True, "X ", "Yes")]
NO: list[Told] = [(cell, False) for cell in ("nej", "0", 0, False, "no")]
PLACES: list[Told] = [("Skövde", "Skövde"), (" Sko\u0308vde\xa0", "Skövde"), ("Hjo", "Hjo")]
# The columns of a list beside the number: what they are called, and what stands in them.
COLUMNS: Mapping[str, tuple[tuple[str, ...], st.SearchStrategy[Told]]] = {
    "name": (("Namn", "NAMN", "Deltagare", "Name"), one_of([(f"{n} ", n) for n in NAMES])),
    "municipality": (("Kommun", "Hemkommun", "Municipality"), one_of(PLACES)),
    "first_day": (("Startdatum", "Start\ndatum", "Från", "First day"), days()),
    "planned_last_day": (("Planerat slutdatum", "Beslut t.o.m."), days()),
    "protected": (("Skyddad identitet", "SEKRETESS", "Protected"), one_of([*YES, *NO])),
    "percent": (
        ("Omfattning", "Tjänstgöringsgrad (%)", "Percent"),
        st.integers(2, 100).flatmap(percentages),  # a bare 1 could be the whole
    ),
    "workplace": (("Arbetsplats", "Praktikplats"), one_of(PLACES)),
    "unknown": (("Telefon", "Anm.", "Summa timmar"), one_of(PLACES)),
}
NUMBER = ("Personnr", "Pers.nr", "PERSONNUMMER", "Pers.\nnr")
TITLES: list[list[list[Cell]]] = [
    [],
    [["Deltagare i STEG"], []],
    [["Namn:", "STEG"], ["Uppdaterad", D("2024-06-01")], []],
]


@st.composite
def people_lists(draw: st.DrawFn) -> Listed:
    """Return a list of some columns in some order, and what each of its rows says."""
    found = st.lists(st.sampled_from(list(COLUMNS)), unique=True, min_size=1)
    others = draw(found.filter(lambda keys: keys != ["unknown"]))
    keys = draw(st.permutations(["number", *others]))
    called = {key: NUMBER if key == "number" else COLUMNS[key][0] for key in keys}
    headings: list[Cell] = [draw(st.sampled_from(called[key])) for key in keys]
    rows: list[list[Cell]] = [*draw(st.sampled_from(TITLES)), headings]
    expected = []
    for _ in range(draw(st.integers(1, 4))):
        rows += draw(st.sampled_from([[], [[]], [headings]]))
        nothing: Told = (draw(st.sampled_from([None, "", " ", "\xa0"])), None)
        told = {key: draw(st.just(nothing) | COLUMNS[key][1]) for key in others[1:]}
        told[others[0]] = draw(COLUMNS[others[0]][1])  # a row of one cell is none
        told["number"] = draw(numbers())
        rows.append([told[key][0] for key in keys])
        values = {key: value for key, (_, value) in told.items() if value is not None}
        values["who"] = values.pop("number")
        values.pop("unknown", None)
        expected.append((len(rows), values))
    if draw(st.booleans()):
        rows.append(["Antal", len(expected)])
    return rows, expected


@given(people_lists())
@settings(deadline=None)
def test_any_list_says_what_its_cells_say(sheet_of: SheetOf, listed: Listed) -> None:
    rows, expected = listed
    tables = read_tables([sheet_of(rows)], Reading(), TODAY).tables
    assert [table.problems for table in tables] == [()] * len(tables)
    found = [(row.number, said(row.values)) for table in tables for row in table.rows]
    assert found == expected
