"""steg import at a terminal: a messy list comes in by typing answers, which are remembered."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.messy_list import WRITTEN

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Installed, SaveList, Steg, Terminal

DAY: dict[str, Any] = {"STEG_TODAY": "2026-11-28"}
NUMBER = "Nummer eller namn"
# What is asked of the messy list, and what somebody answers who moves in.
DIALOGUE = (
    ("Kolumnen ”Anm.” (5 celler) är", f"{NUMBER} [2 inget för steg: lämna ute]: ", "0"),
    ("”Ekbaken” (arbetsplats) är\n   1  Ekbacken\n   2  en ny arbetsplats\n", NUMBER, "ekbacken"),
    ("8 arbetsplatser finns inte i registret: Ekbacken, ", f"{NUMBER} [1 ja]: ", "kanske"),
    ("kanske finns inte bland valen.", f"{NUMBER} [1 ja]: ", ""),
    ("Vilken sektor hör de nya arbetsplatserna till?", NUMBER, "vård"),
    ("4 kommuner finns inte i registret: ", f"{NUMBER} [1 ja]: ", "ja"),
    (
        "Listan har ingen kolumn för omgång. För alla rader är det\n"
        "   1  bladets namn: VT 2026, HT 2026\n",
        f"{NUMBER} [1 bladets namn: VT 2026, HT 2026]: ",
        "",
    ),
    ("2 omgångar finns inte i registret: VT 2026, HT 2026.", f"{NUMBER} [1 ja]: ", ""),
    ("28 namn är skrivna med efternamnet först.", f"{NUMBER} [1 ja]: ", "1"),
    ("  ny: Maria Andersson, på serviceassistent ", "Läsa in listan? [j/N]: ", "j"),
)


@pytest.fixture
def empty(story: Path, installed: Installed) -> Path:
    """A register as steg init makes it, in the story's place."""
    story.unlink()
    assert installed("init", **DAY)[0] == 0
    return story


@pytest.fixture
def messy(here: Path) -> str:
    """The messy list, in the folder in which steg runs."""
    return str(shutil.copy(WRITTEN, here / WRITTEN.name)).rpartition("/")[2]


def kept(path: Path) -> list[dict[str, object]]:
    """Return the answers that a register remembers."""
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT answers FROM import_answers").fetchall()
        return [json.loads(text) for (text,) in rows]
    finally:
        connection.close()


def answer_all(terminal: Terminal) -> None:
    """Type the whole dialogue; each question stands on the screen before its answer."""
    for question, prompt, answer in DIALOGUE:
        begun = terminal.answered
        terminal.answer(prompt, f"{answer}\n")
        shown = terminal.raw[begun:].decode().replace("\r", "")
        assert question in shown, question


def break_off(terminal: Terminal, prompt: str) -> None:
    """Press Ctrl-C instead of answering."""
    terminal.answer(prompt, "")
    time.sleep(0.2)  # who types Ctrl-C has read the question
    os.write(terminal.ours, b"\x03")


def test_a_messy_list_comes_in_with_one_command_and_is_known_again(
    at_terminal: AtTerminal, installed: Installed, empty: Path, messy: str, dump: Dump
) -> None:
    terminal = at_terminal("import", messy, lang="sv", environment=DAY)
    answer_all(terminal)
    code, shown = terminal.finish()
    assert (code, shown.endswith("Ändring 2. steg ångra tar tillbaka den.\n")) == (0, True), shown
    _, out, _ = installed("list", "--format", "json", lang="sv", **DAY)
    people = json.loads(out)["rows"]
    assert len(people) == 28
    assert {one["cohort"] for one in people} == {"VT 2026", "HT 2026"}
    assert "Maria Andersson" in {one["name"] for one in people}
    assert kept(empty) == [
        {
            "columns": {"Anm.": "-"},
            "names": "turned",
            "values": {},
            "words": {"Ekbaken": "Ekbacken"},
        }
    ]

    after = dump(empty)
    code, shown = at_terminal("import", messy, lang="sv", environment=DAY).finish()
    assert (code, NUMBER in shown, "[j/N]" in shown) == (0, False, False)
    assert "Obs: Svar från förra gången: 3. steg importera --glöm frågar igen.\n" in shown
    assert "VT 2026 (Personer): 0 nya, 14 oförändrade, 0 ändrade\n" in shown
    assert dump(empty) == after
    # Without a terminal the answers of last time are used, too.
    code, out, _ = installed("import", messy, lang="sv", **DAY)
    assert (code, "HT 2026 (Personer): 0 nya, 14 oförändrade, 0 ändrade\n" in out) == (0, True)

    assert installed("import", "--forget", messy, lang="sv", **DAY) == (
        0,
        "3 svar om listor är glömda.\n",
        "",
    )
    assert kept(empty) == []
    terminal = at_terminal("import", messy, lang="sv", environment=DAY)
    break_off(terminal, f"{NUMBER} [2 inget för steg: lämna ute]: ")
    assert terminal.finish()[0] == 130


def test_ctrl_c_at_any_question_changes_and_remembers_nothing(
    at_terminal: AtTerminal, empty: Path, messy: str
) -> None:
    before = empty.read_bytes()
    for length in (0, 4, len(DIALOGUE) - 1):
        terminal = at_terminal("import", messy, lang="sv", environment=DAY)
        for _, prompt, answer in DIALOGUE[:length]:
            terminal.answer(prompt, f"{answer}\n")
        break_off(terminal, DIALOGUE[length][1])
        code, shown = terminal.finish()
        assert (code, shown.splitlines()[-1]) == (130, "Avbrutet. Inget ändrades."), shown
        assert empty.read_bytes() == before


def test_a_dry_run_remembers_nothing_and_shows_the_answers_as_options(
    at_terminal: AtTerminal, installed: Installed, empty: Path, messy: str
) -> None:
    before = empty.read_bytes()
    terminal = at_terminal("import", messy, "--dry-run", lang="sv", environment=DAY)
    for _, prompt, answer in DIALOGUE[:-1]:
        terminal.answer(prompt, f"{answer}\n")
    code, shown = terminal.finish()
    options = (
        '--kolumn "Anm.=-" --värde "omgång=blad" --värde "Ekbaken=Ekbacken" --namn "vända" '
        '--skapa "omgång" --skapa "kommun" --skapa "arbetsplats" '
        '--sektor "Vård och omsorg"'
    )
    said = f"Samma svar utan frågor: steg importera {messy} {options}"
    assert (code, shown.splitlines()[-1]) == (0, said), shown
    assert empty.read_bytes() == before
    words = options.replace('"', "|").replace("| |", "|").split("|")
    arguments = [part for word in words for part in ([word.strip()] if word.strip() else [])]
    code, out, _ = installed("import", messy, *arguments, lang="sv", **DAY)
    assert (code, "VT 2026 (Personer): 14 nya" in out, kept(empty)) == (0, True, [])


# Smaller lists

HEADINGS = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Långtidsarbetslös")
SARA = ("850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja")


def test_without_a_terminal_nothing_is_asked(
    steg: Steg, save_list: SaveList, nothing_changed: None
) -> None:
    path = save_list("lista.csv", [(*HEADINGS, "Placerad hos"), (*SARA, "Snickeriet")])
    code, out, err = steg("import", path, "--dry-run")
    assert (code, "Number or name" in out + err) == (0, False)
    assert "Left out on lista, since steg knows no such column: Placerad hos –" in err


def test_a_sector_that_is_not_there_is_asked_about_where_it_is_typed(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList
) -> None:
    rows = [(*HEADINGS, "Steg", "Arbetsplats", "Anm."), (*SARA, "praktik", "Nyby", "x")]
    path = save_list("lista.csv", rows)
    options = ("--sektor", "Vrd och omsorg", "--kolumn", "Anm.=-")
    terminal = at_terminal("import", path, *options, "--dry-run", lang="sv")
    terminal.answer(f"{NUMBER} [1 ja]: ", "\n")
    terminal.answer(f"{NUMBER}: ", "Vrd och omsor\n")
    terminal.answer("Lägga upp Vrd och omsor som en ny sektor? [j/N]: ", "n\n")
    terminal.answer(f"{NUMBER}: ", "vad\n")
    terminal.answer("Lägga upp vad som en ny sektor? [j/N]: ", "nej\n")
    terminal.answer(f"{NUMBER}: ", "3\n")
    code, shown = terminal.finish()
    assert "Det finns ingen sektor Vrd och omsorg. Vilken sektor hör de nya" in shown
    assert "Det finns ingen sektor Vrd och omsor. Menade du Vård och omsorg?\n" in shown
    assert "nya arbetsplatser i Vård och omsorg: Nyby" in shown
    # What stood on the line is said again, with what was answered.
    said = '--kolumn "Anm.=-" --skapa "arbetsplats" --sektor "Vård och omsorg"'
    assert (code, shown.splitlines()[-1].endswith(f"{path} {said}")) == (0, True), shown


def test_what_a_list_leaves_as_it_is_stands_before_the_question_and_not_after_it(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList
) -> None:
    rows = [(*HEADINGS, "Steg"), (*SARA, "kartläggning")]
    path = save_list("lista.csv", rows)
    assert steg("import", path)[0] == 0
    assert steg("move", "Sara Ek", "Töreboda", "--on", "2024-01-10")[0] == 0
    path = save_list("lista2.csv", [(*HEADINGS, "Handläggare"), (*SARA, "K Holm")])
    terminal = at_terminal("import", path)
    terminal.answer("Import the list, and change 1 that is in the register? [y/N]: ", "y\n")
    code, shown = terminal.finish()
    note = "Note: The list tells an earlier municipality than the register, which was kept: 1 "
    assert (code, shown.count(note)) == (0, 1), shown
    assert shown.index(note) < shown.index("[y/N]")


def test_no_leaves_a_question_that_offers_names(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList, nothing_changed: None
) -> None:
    """It began the words of a choice: the sheet's name."""
    headings = [one for one in HEADINGS if one != "Omgång"]
    path = save_list("lista.csv", [headings, [one for one in SARA if one != "STEG"]])
    for answer in ("n", "nej", "0"):
        terminal = at_terminal("import", path, lang="sv")
        terminal.answer(f"{NUMBER}: ", f"{answer}\n")
        code, shown = terminal.finish()
        assert (code, "omgång" in shown.splitlines()[-3]) == (1, True), shown


def test_an_option_wins_over_what_was_answered_last_time(
    at_terminal: AtTerminal, steg: Steg, story: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", [(*HEADINGS, "Placerad hos"), (*SARA, "Snickeriet")])
    terminal = at_terminal("import", path)
    terminal.answer("Number or name [1 workplace]: ", "0\n")
    terminal.answer("Import the list? [y/N]: ", "y\n")
    assert terminal.finish()[0] == 0
    assert kept(story)[0]["columns"] == {"Placerad hos": "-"}
    assert steg("import", path)[1] == "lista (People): 0 new, 1 unchanged, 0 changed\n"
    code, out, _ = steg("import", path, "--map", "Placerad hos=workplace", "--yes")
    assert (code, out) == (
        0,
        "lista (People): 0 new, 0 unchanged, 1 changed\n"
        "  Sara Ek (S-0007) is at Snickeriet from 2023-01-02. (lista row 2)\n",
    )
    assert kept(story)[0]["columns"] == {"Placerad hos": "-"}
    still = "Note: What you answered about lists is still known; steg import --forget forgets it.\n"
    assert still in steg("undo", "--yes")[2]
    assert still not in steg("redo", "--yes")[2]
    assert steg("import", "--forget") == (0, "1 answer about lists was forgotten.\n", "")
    assert steg("import", "--forget") == (0, "0 answers about lists were forgotten.\n", "")


def test_a_dry_run_of_forgetting_forgets_nothing(
    at_terminal: AtTerminal, steg: Steg, story: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", [(*HEADINGS, "Placerad hos"), (*SARA, "Snickeriet")])
    terminal = at_terminal("import", path, "--yes")
    terminal.answer("Number or name [1 workplace]: ", "\n")
    assert terminal.finish()[0] == 0  # --yes answers the last question alone
    said = steg("import", "--forget", "--dry-run")
    assert said == (0, "1 answer about lists was forgotten.\n", steg.DRY)
    assert kept(story)[0]["columns"] == {"Placerad hos": "workplace"}
    code, out, _ = steg("import", "--forget", "--format", "json")
    assert (code, json.loads(out)["result"]) == (0, {"answers": 1, "lists": 1})


def test_a_column_that_has_to_be_there_and_one_that_may_tell_of_protection_are_asked_about(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList
) -> None:
    headings = ("Id", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Långtidsarbetslös")
    path = save_list("lista.csv", [(*headings, "Skyddsnivå"), (*SARA, "")])
    terminal = at_terminal("import", path, lang="sv")
    terminal.answer(f"{NUMBER} [1 Id]: ", "\n")
    terminal.answer(f"{NUMBER}: ", "1\n")
    terminal.answer("Läsa in listan? [j/N]: ", "j\n")
    code, shown = terminal.finish()
    assert "lista har ingen kolumn som steg känner igen som nummer. Det är\n" in shown
    assert "Kolumnen ”Skyddsnivå” kan säga vem som har skydd. Den är\n" in shown
    assert (code, steg("show", "Sara Ek")[0]) == (0, 0), shown


def test_what_a_column_cannot_be_is_told_and_the_column_asked_about_again(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList
) -> None:
    headings = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Långtidsarbetslös")
    path = save_list(
        "lista.csv",
        [(*headings, "Steg", "Avser"), (*SARA, "praktik", "260301-260831")],
    )
    terminal = at_terminal("import", path, lang="sv")
    prompt = f"{NUMBER} [1 första dagen och planerad sista dag på radens steg]: "
    terminal.answer(prompt, "kommun\n")
    terminal.answer(prompt, "\n")
    terminal.answer("Läsa in listan? [j/N]: ", "j\n")
    code, shown = terminal.finish()
    assert "Två kolumner på lista gäller kommun: Kommun (D) och Avser (I)." in shown
    stays = json.loads(steg("show", "Sara Ek", "--format", "json")[1])["result"]["enrolments"][0]
    days = [(stay["first_day"], stay["planned_last_day"]) for stay in stays["stays"]]
    assert (code, days[-1]) == (0, ("2026-03-01", "2026-08-31")), shown
