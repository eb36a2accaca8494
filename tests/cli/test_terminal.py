"""At a terminal: questions, colour and boxes. The installed program runs on a pty of its own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import AtTerminal, Dump, Steg

CTRL_C, CTRL_D = "\x03", "\x04"


def test_required_values_are_asked_for_and_bad_answers_asked_again(
    at_terminal: AtTerminal,
) -> None:
    end = at_terminal("support", "end")
    end.answer("Who? ", "\n")
    end.answer("Who? ", "1\n")
    end.answer("The support's number, as steg support list WHO gives it: ", "one\n")
    end.answer("The support's number, as steg support list WHO gives it: ", "1\n")
    code, shown = end.finish()
    assert code == 1
    assert "one is not a whole number" in shown
    assert "Nothing of this kind is recorded: support." in shown


def test_who_and_where_are_asked_again_until_they_are_known(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    move = at_terminal("move")
    move.answer("Who? ", "zebra\n")
    move.answer("Who? ", "bo\n")
    move.answer("Number or name: ", "lund\n")
    move.answer("Number or name: ", "töre\n")
    code, shown = move.finish()
    assert (code, "There is nobody called zebra" in shown) == (0, True)
    assert "Where the person lives then\n   1  Gullspång\n" in shown
    assert "There is no municipality lund." in shown
    assert json.loads(steg("show", "2", "--format", "json")[1])["result"]["municipality"] == (
        "Töreboda"
    )


def test_a_workplace_is_chosen_among_those_there_are(at_terminal: AtTerminal, steg: Steg) -> None:
    add = at_terminal("post", "add", "Värd", "--tasks", "disk", "--relieves", "cook")
    add.answer("Number or name: ", "lönnen\n")
    add.answer("Number or name: ", "björk\n")
    add.answer("How many people can have it at once: ", "2\n")
    code, shown = add.finish()
    assert (code, "There is no workplace lönnen." in shown) == (0, True)
    (post,) = json.loads(steg("post", "list", "--format", "json")[1])["rows"]
    assert (post["workplace"], post["places"]) == ("Björkskolan", 2)


@pytest.mark.parametrize("none", ["", "0", "n", "nej", "none", "Ingen", "-"])
def test_a_day_that_there_is_none_of_is_left_out_in_words(
    at_terminal: AtTerminal, none: str
) -> None:
    notice = at_terminal("notice", "1")
    notice.answer("[2024-01-15]: ", "\n")
    notice.answer("[no day]: ", f"{none}\n")
    notice.answer("[Y/n]: ", "\n")
    assert notice.finish()[0] == 0


def test_the_pause_that_ends_is_told_by_its_first_day(at_terminal: AtTerminal, steg: Steg) -> None:
    for first, asked in (("2024-01-10", "began on 2024-01-10"), ("2024-02-01", "begins on 2024-")):
        assert steg("pause", "1", "--from", first)[0] == 0
        pause = at_terminal("pause", "1")
        pause.answer(f"What is the last day of the pause that {asked}", CTRL_C)
        assert pause.finish()[0] == 130
        assert steg("undo", "--yes")[0] == 0


def test_that_nobody_was_erased_is_said(at_terminal: AtTerminal) -> None:
    assert at_terminal("retention", "--erased").finish()[1].strip() == "Nobody was erased."


def test_a_number_is_no_name(at_terminal: AtTerminal, steg: Steg) -> None:
    enrol = at_terminal("enrol")
    enrol.answer("samordningsnummer? ", "19850101-9809\n")
    enrol.answer("First and last name? ", "198501019809\n")
    enrol.answer("First and last name? ", CTRL_C)
    assert "198501019809 is a number, and no name. Write first and last name." in enrol.finish()[1]
    assert steg("amend", "1", "name", "19850101-9809") == (
        1,
        "",
        "Error: 19850101-9809 is a number, and no name.\nWrite first and last name.\n",
    )


def test_that_nobody_read_anything_is_said_once(at_terminal: AtTerminal) -> None:
    _, shown = at_terminal("log", "--reads").finish()
    assert shown.endswith("what\x1b[0m\nNobody has read anything that is recorded.\n")


def test_where_there_is_no_register_nothing_more_is_asked(
    at_terminal: AtTerminal, tmp_path: Path
) -> None:
    move = at_terminal("--db", tmp_path / "none.db", "move")
    move.answer("Who? ", "1\n")
    code, shown = move.finish()
    assert (code, "There is no register at" in shown, "MUNICIPALITY" in shown) == (3, True, False)


def test_an_answer_that_looks_like_an_option_is_still_an_answer(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    add = at_terminal("cohort", "add")
    add.answer("The cohort's name: ", "--dry-run\n")
    code, _ = add.finish()
    assert code == 0
    assert "--dry-run" in steg("cohort", "list")[1]


def test_who_is_asked_for_where_nobody_is_named(at_terminal: AtTerminal) -> None:
    show = at_terminal("show", "--format", "json")
    show.answer("Who? ", "Bo\n")
    code, shown = show.finish()
    assert code == 0
    assert '"reference": "S-0002"' in shown


def test_a_demo_that_is_interrupted_is_not_there(at_terminal: AtTerminal, tmp_path: Path) -> None:
    demo = at_terminal("demo", str(tmp_path / "new.db"))
    demo.answer(" …", CTRL_C)
    code, shown = demo.finish()
    assert (code, "Interrupted. Nothing was changed." in shown) == (130, True)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_a_question_changes_nothing(at_terminal: AtTerminal, dump: Dump, key: str) -> None:
    before = dump()
    add = at_terminal("cohort", "add")
    add.answer("The cohort's name: ", key)
    code, shown = add.finish()
    assert code == 130
    assert "Interrupted." in shown
    assert "Traceback" not in shown
    assert dump() == before


@pytest.mark.parametrize("answer", ["n", "", "no", "nej", "x\nkanske\n"])
def test_undo_changes_nothing_unless_the_answer_is_yes(
    at_terminal: AtTerminal, dump: Dump, answer: str
) -> None:
    before = dump()
    undo = at_terminal("undo")
    undo.answer("[y/N]: ", f"{answer}\n")
    code, shown = undo.finish()
    assert code == 1
    assert "17" in shown
    assert "S-0006 mapping > sjuksköterska 2023-09-01" in shown
    assert shown.endswith("Nothing was changed.\n")
    assert dump() == before


@pytest.mark.parametrize("answer", ["y", "Y", "yes", "ja"])
def test_undo_is_done_when_the_answer_is_yes(
    at_terminal: AtTerminal, steg: Steg, answer: str
) -> None:
    undo = at_terminal("undo")
    undo.answer("[y/N]: ", f"{answer}\n")
    assert undo.finish()[0] == 0
    _, out, _ = steg("log", "--limit", "1", "--format", "json")
    assert json.loads(out)["rows"][0]["command"] == "undo"


def test_a_whole_sector_is_shown_and_asked_about(at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    convert = at_terminal(
        "convert-to-enhetsassistent", "--sector", "Vård och omsorg", "--all", "--no-weekends"
    )
    convert.answer("[y/N]: ", "n\n")
    code, shown = convert.finish()
    assert code == 1
    assert "Anna Alm (S-0001) is on enhetsassistent from 2024-01-15." in shown
    assert dump() == before


def test_tables_are_drawn_in_colour(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("report").finish()
    assert code == 0
    assert "\x1b[" in shown
    assert {"╭", "│", "╯", "█"} <= set(shown)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in bare
    assert max(map(len, bare.splitlines())) <= 160
    assert [name for name in ("Anna Alm", "Bo Berg", "Björkskolan") if name in bare] == [
        "Anna Alm",
        "Bo Berg",
        "Björkskolan",
    ]
    assert "Qvarnskog" not in bare


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_it_is_not_welcome(at_terminal: AtTerminal, more: dict[str, str]) -> None:
    for command in ("list", "report"):
        code, shown = at_terminal(command, environment=more).finish()
        assert (code, "\x1b" in shown, "│" in shown) == (0, False, True)


def test_the_picture_of_time_is_drawn_with_blocks(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("show", "1").finish()
    assert code == 0
    assert {"█", "░", "▬", "▲"} <= set(shown)


@pytest.mark.parametrize("format_", ["plain", "json", "csv"])
def test_what_is_asked_for_is_not_drawn_at_a_terminal_either(
    at_terminal: AtTerminal, steg: Steg, format_: str
) -> None:
    code, shown = at_terminal("list", "--format", format_).finish()
    assert (code, shown) == (0, steg("list", "--format", format_)[1].replace("\r", ""))


@pytest.mark.parametrize("options", [(), ("--send",)], ids=str)
def test_remind_says_that_everything_was_told_and_when_the_next_is_due(
    at_terminal: AtTerminal, steg: Steg, options: tuple[str, ...]
) -> None:
    steg("setting", "mail.to", "ame@kommun.example")
    assert steg("remind", "--send")[0] == 0
    code, shown = at_terminal("remind", *options).finish()
    told = "Everything was told this month. The next reminder is due on 2024-02-01.\n"
    assert (code, shown.endswith(told)) == (0, True)
    assert steg("remind", *options) == (0, "", "")  # cron mails what is said


def test_remind_says_that_nothing_is_due(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("remind", environment={"STEG_TODAY": "2022-01-01"}).finish()
    assert (code, shown) == (0, "Nothing is overdue or ends soon.\n")


def test_mails_for_a_folder_are_not_called_sent_while_they_are_written(
    at_terminal: AtTerminal,
) -> None:
    shown = at_terminal("remind", "--send").finish()[1]
    assert ("Writing 1 of 1 …" in shown, "Sending" in shown) == (True, False)
