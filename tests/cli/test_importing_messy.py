"""steg import: the messy example list, with one line of options and with a part of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.exchange.sheets import read_sheets
from tests.messy_list import AUTUMN, SPRING, WRITTEN, write

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, SaveList, Steg

ONE_LINE = (
    *("--value", "cohort=sheet", "--value", "Ekbaken=Ekbacken", "--sector", "Vård och omsorg"),
    *("--create", "omgångar", "--create", "workplaces", "--create", "kommun"),
)
TODAY = "2026-11-22"


@pytest.fixture
def empty(steg: Steg, here: Path) -> Path:
    """A register as steg init leaves it."""
    path = here / "moving.db"
    assert steg("init", db=path, today=TODAY)[0] == 0
    return path


def way(steg: Steg, empty: Path, who: str) -> list[tuple[Any, ...]]:
    """Return the steps and workplaces of somebody's only enrolment."""
    code, out, err = steg("show", who, "--format", "json", db=empty, today=TODAY)
    assert code == 0, err
    (enrolment,) = json.loads(out)["result"]["enrolments"]
    return [
        (one.get("step") or one["workplace"], one["first_day"], one["last_day"])
        for one in (*enrolment["stays"], *enrolment["placements"])
    ]


def test_the_example_is_what_its_script_writes(tmp_path: Path) -> None:
    write(tmp_path / WRITTEN.name)
    assert read_sheets(tmp_path / WRITTEN.name) == read_sheets(WRITTEN)


def test_the_messy_list_comes_in_with_one_line_and_is_known_again(
    steg: Steg, empty: Path, dump: Dump
) -> None:
    def move_in(*more: str) -> tuple[int, str, str]:
        return steg("import", WRITTEN, *ONE_LINE, *more, db=empty, today=TODAY, lang="sv")

    passed_over = (
        "".join(
            f"Obs: Utelämnat på {sheet}, eftersom steg inte känner kolumnen: Anm. – om en behövs: "
            '--kolumn "Rubrik=fält".\n'
            for sheet in ("VT 2026", "HT 2026")
        )
        + "Obs: Tolkat som summor på VT 2026 och utelämnat: rad 18.\n"
        + "Obs: Tolkat som summor på HT 2026 och utelämnat: rad 18.\n"
        + "Obs: Tolkat som anmärkningar och utelämnat, per rad: VT 2026: 20, 21; HT 2026: 20, 21.\n"
        + "Obs: Dolda rader lästes också: HT 2026: 10.\n"
    )
    turned = (
        "Obs: Vända vid kommat: 28 namn, t.ex. Maria Andersson. För att behålla dem som de är "
        'skrivna: --namn "som de står"\n'
    )
    assert move_in() == (
        0,
        "VT 2026 (Personer): 14 nya, 0 oförändrade, 0 ändrade\n"
        "HT 2026 (Personer): 14 nya, 0 oförändrade, 0 ändrade\n"
        "  nya omgångar: VT 2026, HT 2026\n"
        "  nya kommuner: Hjo, Tibro, Karlsborg, Tidaholm\n"
        "  nya arbetsplatser i Vård och omsorg: Ekbacken (Skövde), AME Verkstaden (Skövde, "
        "anpassad), Björkskolan (Skövde), Äldreboendet Rosen (Skövde), Solgården (Skövde), "
        "Förskolan Eken (Skövde), Biblioteket (Skövde), Fritidsgården (Skövde)\n",
        passed_over + "Obs: Listan visar inte alla tidigare steg: 24 steg är undantag med ”import "
        "deltagare-rorig.xlsx”.\n"
        "Obs: De 8 nya arbetsplatserna hör alla till Vård och omsorg. En som hör till en annan "
        "sektor ändras innan någon där går över: steg arbetsplats ändra NAMN --sektor SEKTOR\n"
        + turned
        + "Ändring 2. steg ångra tar tillbaka den.\n",
    )
    assert way(steg, empty, "Maria Andersson") == [
        ("kartlaggning", "2026-01-12", "2026-02-08"),
        ("utredning", "2026-02-09", "2026-03-08"),
        ("praktik", "2026-03-09", "2026-05-31"),
        ("utbildningspraktik", "2026-06-01", "2026-08-31"),
        ("serviceassistent", "2026-09-01", None),
        ("Ekbacken", "2026-09-01", None),
    ]
    # The other spelling, and a workplace of today beside a step that is still to begin.
    assert way(steg, empty, "Björn Öberg")[-1] == ("Ekbacken", "2026-02-02", None)
    assert way(steg, empty, "Frida Olsson")[1:] == [
        ("praktik", "2026-09-28", "2026-11-30"),
        ("serviceassistent", "2026-12-01", None),
        ("Förskolan Eken", "2026-09-28", None),
    ]
    _, out, _ = steg("list", "--format", "json", db=empty, today=TODAY)
    rows = json.loads(out)["rows"]
    assert [one["cohort"] for one in rows] == ["VT 2026"] * len(SPRING) + ["HT 2026"] * len(AUTUMN)
    assert [one["reference"] for one in rows if one["protected"]] == ["S-0008", "S-0023"]
    before = dump(empty)
    assert move_in() == (
        0,
        "VT 2026 (Personer): 0 nya, 14 oförändrade, 0 ändrade\n"
        "HT 2026 (Personer): 0 nya, 14 oförändrade, 0 ändrade\n",
        passed_over + turned,
    )
    assert dump(empty) == before


def test_without_the_options_each_thing_that_is_missing_is_told_once(
    steg: Steg, empty: Path
) -> None:
    before = empty.read_bytes()
    code, out, _ = steg("import", WRITTEN, db=empty, today=TODAY)
    told = (
        'row 4–17: cohort: the list has no column for it. If the sheet is the cohort: --value "'
        'cohort=sheet". If not: --value "cohort=…".\n'
    )
    assert (code, empty.read_bytes()) == (1, before)
    assert out == (
        "VT 2026 (People): 0 new, 0 unchanged, 0 changed, 14 rejected\n"
        "HT 2026 (People): 0 new, 0 unchanged, 0 changed, 14 rejected\n"
        f"  VT 2026 {told}  HT 2026 {told}"
        "  10 workplaces are not in the register: Ekbacken, Björkskolan, AME Verkstaden, Ekbaken, "
        "Solgården, (protected), Förskolan Eken, Biblioteket, Äldreboendet Rosen, Fritidsgården. "
        "To add: --create workplace --sector NAME\n"
        "  4 municipalities are not in the register: Hjo, Tibro, Karlsborg, Tidaholm. "
        "To add: --create municipality\n"
    )


def test_rejected_rows_of_a_list_with_steps_come_in_when_they_are_mended(
    steg: Steg, here: Path, empty: Path, save_list: SaveList
) -> None:
    headings = ("Personnr", "Namn", "Kommun", "Omgång", "Kartl.", "Serviceass")
    rows = [
        headings,
        ("850312-9804", "Andersson, Maria", "Skövde", "STEG", "260112–260208", "260209–270208"),
        ("790825-9810", "Hassan, Ali", "Skövde", "STEG", "260112–260208", "260209–260431"),
    ]
    path = save_list("lista.csv", rows)
    code, out, _ = steg("import", path, "--errors", "fel.xlsx", "--partly", db=empty, today=TODAY)
    assert (code, out.splitlines()[0]) == (
        *(0, "lista (People): 1 new, 0 unchanged, 0 changed, 1 rejected"),
    )
    (sheet,) = read_sheets(here / "fel.xlsx")
    assert [line.cells[:6] for line in sheet.lines] == [headings, rows[2]]
    mended = save_list("mend.csv", [headings, (*rows[2][:5], "260209–270430")])
    assert steg("import", mended, db=empty, today=TODAY)[0] == 0
    assert way(steg, empty, "Ali Hassan") == [
        ("kartlaggning", "2026-01-12", "2026-02-08"),
        ("serviceassistent", "2026-02-09", None),
    ]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ["Sofia Ali", "Per Karlsson, Jr", "Anna Ek"]),
        (("--names", "turned"), ["Sofia Ali", "Per Karlsson, Jr", "Anna Ek"]),
        (("--names", "as-written"), ["Ali, Sofia", "Per Karlsson, Jr", "Anna Ek"]),
    ],
)
def test_names_with_a_comma_are_turned_unless_they_are_to_stay(
    steg: Steg, empty: Path, save_list: SaveList, options: tuple[str, ...], names: list[str]
) -> None:
    about = ("Skövde", "STEG", "2026-01-12")
    rows = [
        ("Personnr", "Namn", "Kommun", "Omgång", "Startdatum"),
        ("850312-9804", "Ali, Sofia", *about),
        ("790825-9810", "Per Karlsson, Jr", *about),
        ("900109-9804", "Anna Ek", *about),
    ]
    path = save_list("lista.csv", rows)
    code, _, err = steg("import", path, *options, db=empty, today=TODAY)
    assert code == 0
    assert ("Turned at the comma: 1 name, such as Sofia Ali." in err) == (names[0] == "Sofia Ali")
    kept = len([name for name in names if "," in name])
    people = "1 person" if kept == 1 else f"{kept} people"
    assert f"A comma stands in the name, which was kept as it is: {people}." in err
    _, out, _ = steg("list", "--format", "json", db=empty, today=TODAY)
    assert [one["name"] for one in json.loads(out)["rows"]] == names


def test_a_word_means_what_was_said_in_every_column_but_that_of_names(
    steg: Steg, empty: Path, save_list: SaveList
) -> None:
    headings = ("Personnr", "Namn", "Kommun", "Omgång", "Startdatum", "Steg", "Kommentar")
    row = ("850312-9804", "SV", "SV", "SV", "2026-01-12", "K1", "SV")
    path = save_list("lista.csv", [headings, row])
    said = ("--value", "SV=Skövde", "--value", "K1=kartläggning", "--create", "cohort")
    code, _, err = steg("import", path, *said, db=empty, today=TODAY)
    assert code == 0, err
    _, out, _ = steg("list", "--format", "json", db=empty, today=TODAY)
    (one,) = json.loads(out)["rows"]
    told = (one["name"], one["municipality"], one["cohort"], one["step"])
    assert told == ("SV", "Skövde", "Skövde", "kartlaggning")
    # A word that stands nowhere is a slip.
    code, _, err = steg("import", path, "--value", "kohrt=STEG", db=empty, today=TODAY)
    assert (code, "There is no field kohrt that a column could hold." in err) == (2, True)
    code, _, err = steg("import", path, "--create", "posts", db=empty, today=TODAY)
    assert (code, "cohort, municipality, sector, workplace" in err) == (2, True)
