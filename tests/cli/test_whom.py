"""Who is meant: a name that several people have, a namesake, and a name with a comma."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg
    from tests.conftest import NumberOf

ABOUT = ("--cohort", "STEG", "--municipality", "Hjo", "--status", "unemployed", "--disability")


def test_several_of_a_name_are_a_numbered_choice_the_protected_by_reference_alone(
    at_terminal: AtTerminal, steg: Steg, number_of: NumberOf
) -> None:
    number = number_of("19800101")
    assert steg("enrol", number, "--name", "Anna Hemlig", *ABOUT, "--protected")[0] == 0
    leave = at_terminal("leave", "anna", "--to", "employment", lang="sv")
    leave.answer("Nummer eller namn: ", "anna\n")
    leave.answer("Nummer eller namn: ", "2\n")
    code, shown = leave.finish()
    assert code == 0
    assert (
        "Vem menas med anna?\n"
        "   1  Anna Alm (S-0001)  född 1990, STEG, serviceassistent\n"
        "   2  Anna Ek (S-0004)   född 1965, STEG, kartläggning\n"
        "   3  S-0007\n"
    ) in shown
    assert "anna kan vara Anna Alm (S-0001), Anna Ek (S-0004)." in shown
    assert "Hemlig" not in shown
    _, out, _ = steg("show", "4", "--format", "json")
    assert json.loads(out)["result"]["enrolments"][0]["left_to"] == "employment"


def test_each_of_several_names_is_asked_about(at_terminal: AtTerminal) -> None:
    convert = at_terminal(
        "convert-to-enhetsassistent", "anna", "a", "--no-weekends", "--yes", "--dry-run"
    )
    convert.answer("Who is meant by anna?", "Anna Alm\n")
    convert.answer("Who is meant by a?", "1\n")
    code, shown = convert.finish()
    assert code == 0
    assert "Anna Alm (S-0001) is on enhetsassistent from 2024-01-15." in shown


def test_ctrl_c_at_the_choice_changes_nothing(at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    leave = at_terminal("leave", "anna", "--to", "employment")
    leave.answer("Number or name: ", "\x03")
    code, shown = leave.finish()
    assert (code, dump()) == (130, before)
    assert "Interrupted. Nothing was changed." in shown


def test_a_part_inside_a_name_acts_on_nobody(steg: Steg, dump: Dump) -> None:
    before = dump()
    told = "Error: There is nobody called lm in the register.\nsteg list shows who is there.\n"
    assert steg("leave", "lm", "--to", "employment") == (1, "", told)
    assert steg("leave", "nna", "--to", "employment")[0] == 1
    assert dump() == before
    near = "Did you mean Anna Alm (S-0001), Anna Ek (S-0004)?\n"
    assert steg("show", "nna") == (
        1,
        "",
        f"Error: There is nobody called nna in the register.\n{near}",
    )


TURNED = "Note: The comma turned the name around, into the order of speech.\n"


def test_without_a_terminal_a_comma_turns_a_name_and_a_note_says_so(
    steg: Steg, number_of: NumberOf
) -> None:
    code, out, err = steg("enrol", number_of("19800101"), "--name", "Ali, Sofia", *ABOUT)
    assert (code, err.startswith(TURNED)) == (0, True)
    assert out.startswith("Sofia Ali (S-0007) is on mapping")
    code, out, err = steg("amend", "7", "name", "von Ek, Sofia")
    assert (code, err.startswith(TURNED)) == (0, True)
    assert "Sofia von Ek" in out
    code, out, err = steg("amend", "7", "name", "Sofia Ek, Jr")
    assert (code, TURNED in err) == (0, False)
    assert "Sofia Ek, Jr" in out


@pytest.mark.parametrize(
    ("answers", "name"), [(("\n",), "Sofia Ali"), (("kanske\n", "nej\n"), "Ali, Sofia")]
)
def test_at_a_terminal_it_is_asked_about(
    at_terminal: AtTerminal, steg: Steg, number_of: NumberOf, answers: tuple[str, ...], name: str
) -> None:
    enrol = at_terminal("enrol", number_of("19800101"), "--name", "Ali, Sofia", *ABOUT, lang="sv")
    enrol.answer("Namn skrivs som man säger dem. Är det Sofia Ali? [J/n]: ", answers[0])
    for answer in answers[1:]:
        enrol.answer("[J/n]: ", answer)
    assert enrol.finish()[0] == 0
    _, out, _ = steg("show", "7", "--format", "json")
    assert json.loads(out)["result"]["name"] == name


@pytest.mark.parametrize(("answer", "code"), [("j\n", 0), ("\n", 1)])
def test_a_namesake_born_the_same_day_is_asked_about(
    at_terminal: AtTerminal, dump: Dump, number_of: NumberOf, answer: str, code: int
) -> None:
    before = dump()
    number = number_of("19900101", "982")
    enrol = at_terminal("enrol", number, "--name", "anna alm", *ABOUT, lang="sv")
    enrol.answer(
        "S-0001 har samma namn och födelsedag, och ett annat nummer. Är det någon annan? [j/N]: ",
        answer,
    )
    ended, shown = enrol.finish()
    assert ended == code
    assert ("steg rätta S-0001 nummer NUMMER" in shown) is bool(code)
    assert (dump() == before) is bool(code)


def test_without_a_terminal_a_namesake_is_refused_unless_said_to_be_another(
    steg: Steg, dump: Dump, number_of: NumberOf
) -> None:
    before = dump()
    number = number_of("19900101", "982")
    assert steg("enrol", number, "--name", "Anna Alm", *ABOUT) == (
        1,
        "",
        "Error: S-0001 has the same name and birth date, and another number.\n"
        "If it is the same person: steg amend S-0001 identity NUMBER. If it is somebody else, "
        "enrol with --another-person.\n",
    )
    assert dump() == before
    assert steg("enrol", number, "--name", "Anna Alm", *ABOUT, "--another-person")[0] == 0
