"""What a sheet's name, its title or the file's name tells of everybody on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.listed import said
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.errors import Refused
from steg_cli.texts import texts

if TYPE_CHECKING:
    from steg_cli.exchange.sheets import Cell
    from tests.importing.conftest import Rows, TableOf

D = date.fromisoformat
TODAY = D("2024-01-15")
ANNA, BO = "19900101-9802", "19850101-9817"
HEADINGS: tuple[Cell, ...] = ("Personnr", "Namn", "Startdatum", "Slutdatum", "Orsak")


def sheet(name: str, title: str, *rows: tuple[Cell, ...], file: str = "lista.xlsx") -> Sheet:
    """Return a sheet with a title in its first row, and headings in the third."""
    above = [Line(1, (title,))] if title else []
    below = [Line(n, cells) for n, cells in enumerate((HEADINGS, *rows), 3)]
    return Sheet(name, (*above, *below), file=file)


def refusal(one: Sheet) -> tuple[str, str]:
    """Return why a sheet is refused, and the way out."""
    with pytest.raises(Refused) as caught:
        read_tables([one], Reading(), TODAY)
    return str(caught.value), texts("en").hint(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *("Avslutade", "AVSLUTADE 2025", "Lista över avslutade", "Tidigare deltagare HT 2025"),
        *("Deltagare avslutade", "2025 Avslutade", "AME: Avslutade", "avslutade_deltagare"),
        "Avslutade 2025-12-31",
    ],
)
@pytest.mark.parametrize("place", ["sheet", "title", "file"])
def test_who_left_by_a_title_has_a_last_day(text: str, place: str) -> None:
    anna = (ANNA, "Anna Ek", D("2023-01-15"), D("2023-12-31"), "arbete")
    bo = (BO, "Bo Ek", D("2023-01-15"))
    name = text if place == "sheet" else "Blad1"
    title = text if place == "title" else ""
    file = f"{text}.xlsx" if place == "file" else "lista.xlsx"
    sentence, hint = refusal(sheet(name, title, anna, bo, file=file))
    assert sentence.endswith(f" on {name} some would come in as if they went on, by row: 5.")
    assert hint == (
        "Give each of them a last day and where they went, or call it otherwise if they go on; or "
        'choose what to read: --sheet "NAME".'
    )
    (table,) = read_tables([sheet(name, title, anna, file=file)], Reading(), TODAY).tables
    assert len(table.rows) == 1


@pytest.mark.parametrize(("name", "title"), [("Avslutade", ""), ("Blad1", "Avslutade")])
def test_a_name_is_about_all_tables_and_a_title_about_the_first(name: str, title: str) -> None:
    anna = (ANNA, "Anna Ek", D("2023-01-15"), D("2023-12-31"), "arbete")
    both = sheet(name, title, anna, ("Pågående",), HEADINGS, (BO, "Bo Ek", D("2023-01-15")))
    if title:
        assert [len(one.rows) for one in read_tables([both], Reading(), TODAY).tables] == [1, 1]
    else:
        assert refusal(both)[0].endswith("as if they went on, by row: 7.")


@pytest.mark.parametrize("text", ["Kö", "Väntelista hösten 2026", "Reserver", "Vilande deltagare"])
@pytest.mark.parametrize("place", ["sheet", "title"])
def test_who_waits_by_a_title_begins_later(text: str, place: str) -> None:
    name, title = (text, "") if place == "sheet" else ("Blad1", text)
    later = (ANNA, "Anna Ek", D("2024-02-01"))
    sentence, _ = refusal(sheet(name, title, later, (BO, "Bo Ek", TODAY)))
    assert sentence.endswith(f" on {name} some would come in as if they had begun, by row: 5.")
    (table,) = read_tables([sheet(name, title, later)], Reading(), TODAY).tables
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("title", "file"),
    [
        *((one, "lista.xlsx") for one in ("Praktik", "Steg: Praktik", "Deltagare i praktik")),
        *((one, "lista.xlsx") for one in ("Praktikanter", "Lista praktik VT 2026")),
        ("", "praktik_2026.xlsx"),
    ],
)
def test_a_step_told_of_everybody_is_said(title: str, file: str) -> None:
    one = sheet("Blad1", title, (ANNA, "Anna Ek", TODAY), file=file)
    assert refusal(one) == (
        "“praktik” is told of everybody on Blad1, and of nobody in the rows.",
        'If they are all on it: --value "step=work placement". If not, fill in a column for the '
        "step.",
    )
    (table,) = read_tables([one], Reading(values={"step": "work placement"}), TODAY).tables
    assert len(table.rows) == 1


def test_the_first_step_is_where_people_begin_anyway() -> None:
    one = sheet("Blad1", "Kartläggning", (ANNA, "Anna Ek", TODAY), file="kartlaggning.xlsx")
    (table,) = read_tables([one], Reading(), TODAY).tables
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    "text", ["Klara", "Deltagare 2026", "STEG", "Skövde", "Köket", "Uppdaterad 2026-01-01", "Steg"]
)
def test_other_titles_tell_nothing(text: str) -> None:
    rows = [(ANNA, "Anna Ek", TODAY)]
    for one in (sheet(text, "", *rows), sheet("Blad1", text, *rows, file=f"{text}.xlsx")):
        (table,) = read_tables([one], Reading(kind="people"), TODAY).tables
        assert len(table.rows) == 1


WHO_AND_DAYS = ("Personnr", "Namn", "Beslut fr.o.m.", "Beslut t.o.m.", "%")
ANNA_S = (ANNA, "Anna Ek", D("2023-03-01"), D("2024-05-31"), 65)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((one, "nystartsjobb") for one in ("Nystartsjobb", "Nystartsjobb 2026", "nystart")),
        *((one, "lonebidrag") for one in ("Lönebidrag", "LB")),
        ("Introjobb", "introduktionsjobb"),
        *((one, None) for one in ("Lönestöd", "Beslut AF 2026", "AF-beslut", "Stöd VT 26")),
    ],
)
def test_a_sheet_of_supports_is_no_list_of_people(
    table_of: TableOf, name: str, code: str | None
) -> None:
    table = table_of([WHO_AND_DAYS, ANNA_S], name)
    values = said(table.rows[0].values)
    assert table.columns.kind.name == "supports"
    assert {key: values.get(key) for key in ("first_day", "last_day", "percent", "kind")} == {
        "first_day": D("2023-03-01"),
        "last_day": D("2024-05-31"),
        "percent": 65,
        "kind": code,
    }


@pytest.mark.parametrize("heading", ["Lönestöd", "Typ av stöd", "Stödform"])
def test_headings_of_supports_tell_what_a_sheet_holds(table_of: TableOf, heading: str) -> None:
    rows: Rows = [
        ["Personnr", heading, "Fr.o.m.", "T.o.m.", "Dnr"],
        [ANNA, "LBU", "2023-03-01", "2024-05-31", "AF 1"],
    ]
    table = table_of(rows)
    assert table.columns.kind.name == "supports"
    assert said(table.rows[0].values)["kind"] == "lonebidrag-utveckling"


@pytest.mark.parametrize(
    ("name", "headings", "kind"),
    [
        *((one, ["Fr.o.m.", "T.o.m."], "pauses") for one in ("Sjukskrivna", "Tjänstledigheter")),
        ("Föräldralediga HT 26", ["Startdatum", "Slutdatum"], "pauses"),
        ("Uppföljning 6 mån", ["Datum", "Status"], "follow-ups"),
        ("2026 Uppföljningar", ["Datum", "Status"], "follow-ups"),
        ("Förlängda", ["Nytt slutdatum", "Beslutsdatum"], "extensions"),
        # People who have a support: what only people have is told of them.
        ("Nystartsjobb", ["Kommun", "Startdatum", "Slutdatum", "Arbetsplats"], "people"),
        ("Blad1", ["Kommun", "Startdatum", "Lönestöd", "Arbetsplats"], "people"),
    ],
)
def test_what_a_sheet_of_something_else_holds(
    table_of: TableOf, name: str, headings: list[Cell], kind: str
) -> None:
    table = table_of([["Personnr", "Namn", *headings], [ANNA, "Anna Ek"]], name)
    assert table.columns.kind.name == kind
