"""steg import: the example lists, from trying them to taking them back, in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Installed, Steg

EXAMPLES = Path(__file__).parents[2] / "examples"
WORKBOOK, TEXT = EXAMPLES / "deltagare.xlsx", EXAMPLES / "deltagare.csv"
BEGUN = {
    "en": "Note: The list does not tell the step: 1 person begins on the first one.\n",
    "sv": "Obs: Listan visar inte steget: 1 person börjar på det första.\n",
}


class MoveIn(Protocol):
    """What the fixture `move_in` is."""

    def __call__(self, *arguments: str | Path, lang: str = "en") -> tuple[int, str, str]:
        """Run steg on the register into which the README moves."""


@pytest.fixture
def empty(steg: Steg, here: Path) -> Path:
    """A register with nothing but the cohorts of the example lists."""
    path = here / "moving.db"
    for command in (
        ("init",),
        ("cohort", "add", "Omgång 2025", "--from", "2025-02-03"),
        ("cohort", "add", "Omgång 2026", "--from", "2026-01-12"),
    ):
        assert steg(*command, db=path, today="2026-11-22")[0] == 0
    return path


@pytest.fixture
def move_in(steg: Steg, empty: Path) -> MoveIn:
    """Run steg on the day for which the example lists were made."""

    def run(*arguments: str | Path, lang: str = "en") -> tuple[int, str, str]:
        return steg(*arguments, db=empty, today="2026-11-22", lang=lang)

    return run


def told_of(said: tuple[int, str, str]) -> dict[str, Any]:
    """Return the envelope that a command wrote."""
    envelope: dict[str, Any] = json.loads(said[1])
    return envelope


def everything(move_in: MoveIn, here: Path) -> list[Any]:
    """Return what the register holds but for its history, without the file's name."""
    assert move_in("export", "all.json", "--include-protected")[0] == 0
    text = (here / "all.json").read_text(encoding="utf-8")
    (here / "all.json").unlink()
    reports: list[Any] = json.loads(re.sub(r"deltagare\.(xlsx|csv)", "deltagare", text))["reports"]
    return reports


# The example lists

PASSED_OVER = {
    "en": (
        "Note: Taken for totals on {sheet}, and left out: row 19.\n"
        "Note: Days on {sheet} were read so: 2021 = 2021-12-31, 2019 = 2019-12-31, 2022 = "
        "2022-12-31, 2016 = 2016-12-31, 2020 = 2020-12-31, 2018 = 2018-12-31.\n"
    ),
    "sv": (
        "Obs: Tolkat som summor på {sheet} och utelämnat: rad 19.\n"
        "Obs: Så lästes dagar på {sheet}: 2021 = 2021-12-31, 2019 = 2019-12-31, 2022 = "
        "2022-12-31, 2016 = 2016-12-31, 2020 = 2020-12-31, 2018 = 2018-12-31.\n"
    ),
}
DIAGRAM = {
    "en": "Note: The sheet Diagram was left out: there are no headings that steg knows.\n",
    "sv": "Obs: Bladet Diagram utelämnades: där finns inga rubriker som steg känner.\n",
}
EARLIER = {
    "en": (
        "Note: The list does not tell all earlier steps: 10 steps are exceptions with "
        "“import deltagare.{suffix}”.\n"
    ),
    "sv": (
        "Obs: Listan visar inte alla tidigare steg: 10 steg är undantag med "
        "”import deltagare.{suffix}”.\n"
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
NEW = {
    "en": "{sheet} ({kind}): {n} new, 0 unchanged, 0 changed\n",
    "sv": "{sheet} ({kind}): {n} nya, 0 oförändrade, 0 ändrade\n",
}
UNCHANGED = {
    "en": "{sheet} ({kind}): 0 new, {n} unchanged, 0 changed\n",
    "sv": "{sheet} ({kind}): 0 nya, {n} oförändrade, 0 ändrade\n",
}
FIRST_FEW = {
    "en": (
        "  new: Maria Andersson, on serviceassistent since 2025-10-01 ({sheet} row {rows[0]})\n"
        "  new: Ali Hassan, on serviceassistent since 2025-09-01 ({sheet} row {rows[1]})\n"
        "  new: Elin Berg, on work placement since 2026-06-01 ({sheet} row {rows[2]})\n"
        "  10 more new people\n"
    ),
    "sv": (
        "  ny: Maria Andersson, på serviceassistent sedan 2025-10-01 ({sheet} rad {rows[0]})\n"
        "  ny: Ali Hassan, på serviceassistent sedan 2025-09-01 ({sheet} rad {rows[1]})\n"
        "  ny: Elin Berg, på praktik sedan 2026-06-01 ({sheet} rad {rows[2]})\n"
        "  10 nya personer till\n"
    ),
}
PEOPLE = {"en": "People", "sv": "Personer"}
WORKPLACES = {"en": "Workplaces", "sv": "Arbetsplatser"}


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_example_workbook_is_tried_taken_in_and_known_again(
    move_in: MoveIn, empty: Path, dump: Dump, lang: str
) -> None:
    before = empty.read_bytes()

    def counted(line: dict[str, str]) -> str:
        people = line[lang].format(sheet="Deltagare", kind=PEOPLE[lang], n=13)
        return people + line[lang].format(sheet="Arbetsplatser", kind=WORKPLACES[lang], n=4)

    passed_over = PASSED_OVER[lang].format(sheet="Deltagare") + DIAGRAM[lang]
    assumed = BEGUN[lang] + EARLIER[lang].format(suffix="xlsx")

    code, out, err = move_in("import", WORKBOOK, "--dry-run", lang=lang)
    few = FIRST_FEW[lang].format(sheet="Deltagare", rows=(4, 5, 6))
    assert (code, out) == (0, counted(NEW) + few)
    assert err == passed_over + assumed + DRY[lang]
    assert empty.read_bytes() == before

    code, out, err = move_in("import", WORKBOOK, lang=lang)
    assert (code, out) == (0, counted(NEW))
    assert err == passed_over + assumed + CHANGED[lang].format(n=4)

    after = dump(empty)
    for again in ((), ("--dry-run",), ("--yes",)):
        code, out, err = move_in("import", WORKBOOK, *again, lang=lang)
        assert (code, out) == (0, counted(UNCHANGED))
        assert err == passed_over + (DRY[lang] if "--dry-run" in again else "")
        assert dump(empty) == after


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_example_text_is_tried_taken_in_and_known_again(
    move_in: MoveIn, empty: Path, dump: Dump, lang: str
) -> None:
    assert move_in("import", WORKBOOK, "--sheet", "Arbetsplatser", lang=lang) == (
        0,
        NEW[lang].format(sheet="Arbetsplatser", kind=WORKPLACES[lang], n=4),
        CHANGED[lang].format(n=4),
    )
    before = empty.read_bytes()
    passed_over = PASSED_OVER[lang].format(sheet="deltagare")
    assumed = BEGUN[lang] + EARLIER[lang].format(suffix="csv")
    new = NEW[lang].format(sheet="deltagare", kind=PEOPLE[lang], n=13)

    code, out, err = move_in("import", TEXT, "--dry-run", lang=lang)
    few = FIRST_FEW[lang].format(sheet="deltagare", rows=(4, 5, 6))
    assert (code, out, err) == (0, new + few, passed_over + assumed + DRY[lang])
    assert empty.read_bytes() == before

    code, out, err = move_in("import", TEXT, lang=lang)
    made = CHANGED[lang].format(n=5)
    assert (code, out, err) == (0, new, passed_over + assumed + made)

    after = dump(empty)
    assert move_in("import", TEXT, lang=lang) == (
        0,
        UNCHANGED[lang].format(sheet="deltagare", kind=PEOPLE[lang], n=13),
        passed_over,
    )
    assert dump(empty) == after


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_workplaces_that_nobody_told_of_are_told_once(
    move_in: MoveIn, empty: Path, lang: str
) -> None:
    before = empty.read_bytes()
    code, out, err = move_in("import", TEXT, lang=lang)
    names = "Äldreboendet Ekbacken, Förskolan Lönnen, AME Verkstaden, Hemtjänsten Centrum"
    told = {
        "en": f"  5 workplaces are not in the register: {names}, (protected). To add: --create "
        "workplace --sector NAME\n",
        "sv": f"  5 arbetsplatser finns inte i registret: {names}, (skyddad). För att lägga upp: "
        "--skapa arbetsplats --sektor NAMN\n",
    }[lang]
    first = {
        "en": "deltagare (People): 3 new, 0 unchanged, 0 changed, 10 rejected\n",
        "sv": "deltagare (Personer): 3 nya, 0 oförändrade, 0 ändrade, 10 med fel\n",
    }[lang]
    stopped = {
        "en": (
            "Error: 10 rows cannot come in; nothing was changed.\n"
            "Mend the list and import it again. --errors FILE.xlsx writes these rows into a list "
            "of their own, --partly imports the others now.\n"
        ),
        "sv": (
            "Fel: 10 rader kan inte läsas in; inget ändrades.\n"
            "Rätta listan och läs in den igen. --fel FIL.xlsx skriver dessa rader i en egen "
            "lista, --delvis läser in de andra nu.\n"
        ),
    }[lang]
    assert (code, out) == (1, first + told)
    assert err == PASSED_OVER[lang].format(sheet="deltagare") + stopped
    assert empty.read_bytes() == before


def test_both_examples_come_to_the_same_register(move_in: MoveIn, empty: Path, here: Path) -> None:
    before = empty.read_bytes()
    move_in("import", WORKBOOK)
    workbook = everything(move_in, here)
    empty.write_bytes(before)
    move_in("import", WORKBOOK, "--sheet", "arbetsplatser")
    move_in("import", TEXT)
    assert everything(move_in, here) == workbook


def test_what_the_example_workbook_says_is_what_comes_in(move_in: MoveIn) -> None:
    move_in("import", WORKBOOK)
    _, out, _ = move_in("list", "--all", "--include-protected", "--format", "json")
    rows = json.loads(out)["rows"]
    keys = ("name", "municipality", "step", "since", "planned_last_day", "workplace")
    ekbacken, lonnen, hem = "Äldreboendet Ekbacken", "Förskolan Lönnen", "Hemtjänsten Centrum"
    service = "serviceassistent"
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("Maria Andersson", "Skövde", service, "2025-10-01", "2026-12-31", ekbacken),
        ("Ali Hassan", "Skövde", service, "2025-09-01", "2026-10-31", ekbacken),
        ("Elin Berg", "Mariestad", "praktik", "2026-06-01", None, lonnen),
        ("Oskar Nyström", "Töreboda", "arbetsprovning", "2026-09-01", None, "AME Verkstaden"),
        ("Åsa Lund", "Gullspång", "kartlaggning", "2026-01-12", None, None),
        ("Selam Tesfay", "Skövde", "utredning", "2026-02-16", None, None),
        ("Birgitta Ek", "Skövde", "enhetsassistent", "2026-04-01", None, hem),
        ("Jonas Öberg", "Mariestad", service, "2025-12-01", "2027-05-31", lonnen),
        ("Emma Karlsson", "Skövde", "utbildningspraktik", "2026-08-17", None, ekbacken),
        ("Lars Svensson", "Töreboda", service, "2025-11-17", "2026-11-16", hem),
        ("Anna Nilsson", "Skövde", None, None, None, None),
        ("Mikael Persson", "Gullspång", None, None, None, None),
        ("Wilma Jansson", "Skövde", "arbetsprovning", "2026-04-07", None, "AME Verkstaden"),
    ]
    for who, number, left_to, last_day in (
        ("4", "20030609-9805", None, None),
        ("5", "20050214-9818", None, None),
        ("7", "19691130-9802", None, None),
        ("11", "19900228-9818", "employment", "2026-03-31"),
        ("12", "19810303-9825", "education", "2025-12-19"),
    ):
        told = told_of(move_in("show", who, "--format", "json"))["result"]
        (enrolment,) = told["enrolments"]
        assert (told["identity"], enrolment["left_to"], enrolment["last_day"]) == (
            *(number, left_to, last_day),
        )


def test_as_many_steps_are_told_as_exceptions_as_are_recorded_as_such(move_in: MoveIn) -> None:
    _, _, err = move_in("import", WORKBOOK)
    found = re.search(r"(\d+) steps? (?:are|is)", err)
    assert found
    people = told_of(move_in("list", "--all", "--format", "json"))["rows"]
    recorded = [
        stay
        for person in people
        for enrolment in told_of(
            move_in("show", person["reference"], "--include-protected", "--format", "json")
        )["result"]["enrolments"]
        for stay in enrolment["stays"]
        if stay["exception"]
    ]
    assert int(found[1]) == len(recorded) == 10


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_undo_takes_a_whole_list_back_and_redo_brings_it_in_again(
    move_in: MoveIn, here: Path, lang: str
) -> None:
    before = everything(move_in, here)
    move_in("import", WORKBOOK, lang=lang)
    after = everything(move_in, here)
    assert after != before
    undone = {
        "en": (
            "Change 4 is taken back: import deltagare.xlsx: 17 new, 0 changed\n",
            "Change 5. steg redo brings it back.\n",
        ),
        "sv": (
            "Ändring 4 är tillbakatagen: importera deltagare.xlsx: 17 nya, 0 ändrade\n",
            "Ändring 5. steg gör-om för in det igen.\n",
        ),
    }
    assert move_in("undo", "--yes", lang=lang) == (0, *undone[lang])
    assert everything(move_in, here) == before
    assert move_in("redo", "--yes", lang=lang)[0] == 0
    assert everything(move_in, here) == after


def test_the_installed_program_keeps_results_and_notes_apart(
    installed: Installed, empty: Path
) -> None:
    code, out, err = installed("import", WORKBOOK, db=empty, lang="sv", STEG_TODAY="2026-11-22")
    assert (code, out) == (
        0,
        "Deltagare (Personer): 13 nya, 0 oförändrade, 0 ändrade\n"
        "Arbetsplatser (Arbetsplatser): 4 nya, 0 oförändrade, 0 ändrade\n",
    )
    assert err == (
        PASSED_OVER["sv"].format(sheet="Deltagare")
        + DIAGRAM["sv"]
        + BEGUN["sv"]
        + EARLIER["sv"].format(suffix="xlsx")
        + CHANGED["sv"].format(n=4)
    )
    assert "\x1b" not in out + err
