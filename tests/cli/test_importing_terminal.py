"""steg import at a terminal: the plan and the question, Ctrl-C, and the bar on long lists."""

from __future__ import annotations

import json
import os
import re
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import AtTerminal, Dump, Installed, SaveList, Steg
    from tests.conftest import NumberOf

CTRL_C, CTRL_D = "\x03", "\x04"
# What the story knows of Anna Alm and Bo Berg, with another municipality and consultant.
MOVED = (
    ("Personnr", "Namn", "Kommun", "Handläggare"),
    ("19900101-9802", "Anna Alm", "Tibro", "Kim Konsult"),
    ("850101-9817", "Bo Berg", "Tibro", "Eva Ny"),
)
PLAN = {
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
QUESTION = {
    "en": "Import the list, and change 2 that are in the register? [y/N]: ",
    "sv": "Läsa in listan och ändra 2 som finns i registret? [j/N]: ",
}
COHORT = "Number or name: "  # what the list does not tell of somebody new
HEADINGS = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Funktionsnedsättning")
SARA = ("850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja")


def bare(shown: str) -> str:
    """Return what stays on the screen: without the line that says what is being read."""
    return re.sub(r"(?:Reading|Läser) lista\S* …", "", shown.replace("\x1b[K", ""))


@pytest.mark.parametrize(("answer", "sara"), [("1\n", False), ("2\n", True)])
def test_a_sheet_called_protected_is_asked_about(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList, answer: str, *, sara: bool
) -> None:
    bo = ("19930307-9827", "Bo Ceder", *SARA[2:])
    path = save_list("lista.xlsx", {"Personer": [HEADINGS, SARA], "Skyddade": [HEADINGS, bo]})
    terminal = at_terminal("import", path, lang="sv")
    terminal.answer("Nummer eller namn: ", answer)
    terminal.answer("Läsa in listan? [j/N]: ", "j\n")
    code, shown = terminal.finish()
    assert (code, "Ceder" in shown, "Sara Ek" in shown) == (0, False, not sara)
    people = json.loads(steg("list", "--all", "--format", "json")[1])["rows"]
    assert [one["protected"] for one in people[-2:]] == [sara, True]


@pytest.mark.parametrize(
    ("lang", "answer"), [("en", "y"), ("en", "ja"), ("sv", "j"), ("sv", "JA"), ("sv", "yes")]
)
def test_the_plan_is_shown_then_asked_about_then_done(
    at_terminal: AtTerminal,
    steg: Steg,
    here: Path,
    save_list: SaveList,
    lang: str,
    answer: str,
) -> None:
    terminal = at_terminal("import", save_list("lista.csv", MOVED), lang=lang)
    terminal.answer(QUESTION[lang], f"{answer}\n")
    code, shown = terminal.finish()
    done = {
        "en": "Change 18. steg undo takes it back.\n",
        "sv": "Ändring 18. steg ångra tar tillbaka den.\n",
    }[lang]
    asked = PLAN[lang] + QUESTION[lang] + f"{answer}\n"
    assert (code, bare(shown)) == (
        0,
        asked + steg.backed_up(here, "import", lang) + PLAN[lang] + done,
    )
    _, out, _ = steg("show", "1", "--format", "json")
    assert json.loads(out)["result"]["municipality"] == "Tibro"


@pytest.mark.parametrize(("lang", "answer"), [("en", "n"), ("en", ""), ("sv", "n"), ("sv", "nej")])
def test_no_changes_nothing(
    at_terminal: AtTerminal, story: Path, save_list: SaveList, lang: str, answer: str
) -> None:
    before = story.read_bytes()
    terminal = at_terminal("import", save_list("lista.csv", MOVED), lang=lang)
    terminal.answer(QUESTION[lang], f"{answer}\n")
    code, shown = terminal.finish()
    nothing = {"en": "Nothing was changed.\n", "sv": "Inget ändrades.\n"}[lang]
    assert (code, bare(shown)) == (1, f"{PLAN[lang]}{QUESTION[lang]}{answer}\n{nothing}")
    assert story.read_bytes() == before


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("lang", ["en", "sv"])
def test_leaving_the_question_changes_nothing(
    at_terminal: AtTerminal, story: Path, save_list: SaveList, lang: str, key: str
) -> None:
    before = story.read_bytes()
    terminal = at_terminal("import", save_list("lista.csv", MOVED), lang=lang)
    terminal.answer(QUESTION[lang], "")
    time.sleep(0.2)  # who types Ctrl-C has read the question
    os.write(terminal.ours, key.encode())
    code, shown = terminal.finish()
    said = {"en": "Interrupted. Nothing was changed.", "sv": "Avbrutet. Inget ändrades."}[lang]
    assert (code, shown.splitlines()[-1], "Traceback" in shown) == (130, said, False)
    assert story.read_bytes() == before


def test_yes_and_dry_run_leave_the_question_out(
    at_terminal: AtTerminal, steg: Steg, here: Path, story: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", MOVED)
    before = story.read_bytes()
    code, shown = at_terminal("import", path, "--dry-run").finish()
    assert (code, bare(shown)) == (0, PLAN["en"] + "Dry run: the register was left as it is.\n")
    assert story.read_bytes() == before
    code, shown = at_terminal("import", path, "--yes").finish()
    first = steg.backed_up(here, "import")
    assert (code, bare(shown)) == (0, first + PLAN["en"] + "Change 18. steg undo takes it back.\n")


def test_a_list_that_only_adds_people_is_not_asked_about(
    at_terminal: AtTerminal, save_list: SaveList
) -> None:
    code, shown = at_terminal("import", save_list("lista.csv", [HEADINGS, SARA])).finish()
    assert (code, bare(shown)) == (
        0,
        "lista (People): 1 new, 0 unchanged, 0 changed\n"
        "Note: The list does not tell the step: 1 person begins on the first one.\n"
        "Note: Outside the days of the cohort: 1 enrolment begins. Are the days and cohorts "
        "right?\n"
        "Change 18. steg undo takes it back.\n",
    )


def test_a_list_with_problems_is_not_asked_about_unless_partly(
    at_terminal: AtTerminal, steg: Steg, story: Path, save_list: SaveList
) -> None:
    before = story.read_bytes()
    path = save_list("lista.csv", [*MOVED, ("860202-9806", "Åsa Öberg", "Hjo", "")])
    terminal = at_terminal("import", path)
    terminal.answer(COHORT, "0\n")
    code, shown = terminal.finish()
    assert (code, "[y/N]" in shown) == (1, False)
    assert "Error: 1 row cannot come in; nothing was changed.\n" in shown
    assert story.read_bytes() == before
    terminal = at_terminal("import", path, "--partly", "--errors", "fel.xlsx")
    terminal.answer(COHORT, "0\n")
    terminal.answer(QUESTION["en"], "y\n")
    code, shown = terminal.finish()
    assert (code, shown.count("  lista row 4: first day: ")) == (0, 2)
    first = QUESTION["en"] + "y\n" + steg.backed_up(story.parent, "import")
    assert f"{first}Written to fel.xlsx.\nlista (People): 0 new" in shown
    assert shown.endswith("Change 18. steg undo takes it back.\n")
    _, out, _ = steg("log", "--limit", "1", "--format", "json")
    assert json.loads(out)["rows"][0]["summary"] == "lista.csv +0 ~2"


@pytest.mark.parametrize("answer", ["n\n", CTRL_C], ids=["no", "Ctrl-C"])
def test_where_the_answer_is_no_there_are_no_errors_either(
    at_terminal: AtTerminal, story: Path, here: Path, save_list: SaveList, answer: str
) -> None:
    before = story.read_bytes()
    path = save_list("lista.csv", [*MOVED, ("860202-9806", "Åsa Öberg", "Hjo", "")])
    terminal = at_terminal("import", path, "--partly", "--errors", "fel.xlsx")
    terminal.answer(COHORT, "0\n")
    terminal.answer(QUESTION["en"], answer)
    code, shown = terminal.finish()
    assert (code, "Written to" in shown) == (130 if answer == CTRL_C else 1, False)
    assert sorted(one.name for one in here.iterdir()) == ["lista.csv", "steg.db"]
    assert story.read_bytes() == before


def test_where_the_result_goes_into_a_file_the_plan_is_still_seen(
    at_terminal: AtTerminal, steg: Steg, here: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", MOVED)
    terminal = at_terminal("import", path, "--format", "json", output=here / "out.json")
    terminal.answer(QUESTION["en"], "y\n")
    code, shown = terminal.finish()
    assert (code, bare(shown)) == (
        0,
        PLAN["en"] + QUESTION["en"] + "y\n" + steg.backed_up(here, "import"),
    )
    told = json.loads((here / "out.json").read_text(encoding="utf-8"))
    assert (told["command"], told["change"]) == ("import", 18)


# Meanwhile


def test_what_was_changed_before_the_answer_is_not_written_over(
    at_terminal: AtTerminal, steg: Steg, dump: Dump, save_list: SaveList
) -> None:
    for lang, said in (
        (
            "en",
            "Error: The register was changed meanwhile; nothing was imported.\n"
            "Import the list once more, and look at what it would do now.\n",
        ),
        (
            "sv",
            "Fel: Registret ändrades under tiden; inget lästes in.\n"
            "Läs in listan en gång till, och se vad den skulle göra nu.\n",
        ),
    ):
        terminal = at_terminal("import", save_list("lista.csv", MOVED), lang=lang)
        terminal.answer(QUESTION[lang][:-1], "")  # it is being asked
        assert steg("amend", "1", "municipality", {"en": "Hjo", "sv": "Karlsborg"}[lang])[0] == 0
        meanwhile = dump()
        os.write(terminal.ours, b"y\n")
        code, shown = terminal.finish()
        assert (code, shown.endswith(said)) == (1, True), shown
        assert dump() == meanwhile


def test_what_does_not_concern_the_list_may_change_before_the_answer(
    at_terminal: AtTerminal, steg: Steg, save_list: SaveList
) -> None:
    terminal = at_terminal("import", save_list("lista.csv", MOVED))
    terminal.answer(QUESTION["en"][:-1], "")
    assert steg("amend", "4", "municipality", "Hjo")[0] == 0
    os.write(terminal.ours, b"y\n")
    code, shown = terminal.finish()
    assert (code, shown.endswith("Change 19. steg undo takes it back.\n")) == (0, True), shown


# Long lists


def long_list(number_of: NumberOf, people: int) -> list[tuple[str, ...]]:
    """Return a list of many people."""
    rows: list[tuple[str, ...]] = [HEADINGS]
    for place in range(people):
        born = date(1973, 1, 1) + timedelta(place // 3)
        number = number_of(f"{born:%Y%m%d}", ("980", "981", "982")[place % 3])
        rows.append((number, f"Nummer {place}", *SARA[2:]))
    return rows


def test_a_bar_shows_how_far_a_long_list_has_come(
    at_terminal: AtTerminal, save_list: SaveList, number_of: NumberOf
) -> None:
    path = save_list("lista.csv", long_list(number_of, 2000))
    for lang, word in (("en", "Importing"), ("sv", "Läser in")):
        code, shown = at_terminal("import", path, "--dry-run", lang=lang).finish()
        assert code == 0
        assert word in shown
        assert ("━" in shown, "100%" in shown) == (True, True)
        # It is gone when the result is shown.
        result = shown[shown.index("lista (") :]
        assert [word in result, "━" in result, "\x1b" in result] == [False] * 3


def test_a_short_list_needs_no_bar(
    at_terminal: AtTerminal, save_list: SaveList, number_of: NumberOf
) -> None:
    path = save_list("lista.csv", long_list(number_of, 1999))
    code, shown = at_terminal("import", path, "--dry-run").finish()
    assert (code, "Importing" in shown, "━" in shown) == (0, False, False)


def test_without_a_terminal_there_is_no_bar(
    installed: Installed, save_list: SaveList, number_of: NumberOf
) -> None:
    path = save_list("lista.csv", long_list(number_of, 2000))
    assert installed("import", path, "--dry-run") == (
        0,
        "lista (People): 2000 new, 0 unchanged, 0 changed\n"
        "  new: Nummer 0, on mapping since 2023-01-02 (lista row 2)\n"
        "  new: Nummer 1, on mapping since 2023-01-02 (lista row 3)\n"
        "  new: Nummer 2, on mapping since 2023-01-02 (lista row 4)\n"
        "  1997 more new people\n",
        "Note: The list does not tell the step: 2000 people begin on the first one.\n"
        "Note: Outside the days of the cohort: 2000 enrolments begin. Are the days and cohorts "
        "right?\n"
        "Dry run: the register was left as it is.\n",
    )


def test_ctrl_c_in_the_midst_of_a_long_list_changes_nothing(
    at_terminal: AtTerminal, dump: Dump, here: Path, save_list: SaveList, number_of: NumberOf
) -> None:
    before = dump()
    terminal = at_terminal("import", save_list("lista.csv", long_list(number_of, 6000)))
    terminal.answer("Importing", CTRL_C)
    code, shown = terminal.finish()
    assert code == 130
    assert "Interrupted. steg log shows what was recorded." in shown
    assert "Traceback" not in shown
    assert dump() == before
    assert sorted(one.name for one in here.iterdir()) == ["lista.csv", "steg.db"]


def test_ctrl_c_while_a_workbook_is_read_leaves_nothing_behind(
    at_terminal: AtTerminal, story: Path, here: Path, save_list: SaveList, number_of: NumberOf
) -> None:
    before = story.read_bytes()
    path = save_list("lista.xlsx", {"Blad1": long_list(number_of, 6000)})
    terminal = at_terminal("import", path)
    terminal.answer("Reading lista.xlsx …", CTRL_C)
    code, shown = terminal.finish()
    assert (code, "Traceback" in shown) == (130, False), shown
    assert story.read_bytes() == before


@pytest.mark.parametrize(("answer", "name"), [("ja", "Sara Ek"), ("nej", "Ek, Sara")])
def test_whether_names_are_turned_is_answered_with_yes_or_no(
    at_terminal: AtTerminal, save_list: SaveList, steg: Steg, answer: str, name: str
) -> None:
    row = [{"Sara Ek": "Ek, Sara"}.get(cell, cell) for cell in SARA]
    terminal = at_terminal("import", save_list("lista.csv", [HEADINGS, row]), lang="sv")
    terminal.answer("[1 ja, Sara Ek]: ", f"{answer}\n")
    terminal.answer("[j/N]: ", "ja\n")
    assert terminal.finish()[0] == 0
    _, out, _ = steg("show", SARA[0], "--format", "json")
    assert json.loads(out)["result"]["name"] == name
