"""steg convert-to-enhetsassistent: one, several, a whole sector; all or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.convert import ONE_BY_ONE
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

CONVERT = "convert-to-enhetsassistent"
SECTOR = ("--sector", "Vård och omsorg", "--all")


def test_one_person_is_converted_from_a_day_on(steg: Steg) -> None:
    assert steg(CONVERT, "S-0001", "--on", "2024-02-01", "--weekends") == (
        0,
        "Anna Alm (S-0001) is on enhetsassistent from 2024-02-01.\n"
        "  cohort: STEG\n"
        "  workplace: Solgården\n"
        "  payer: the sector\n"
        "  agreement: AB\n",
        steg.undoable(18),
    )


@pytest.mark.parametrize(
    ("weekends", "kept"),
    [(("--weekends",), True), (("--no-weekends",), False), ((), None)],
)
def test_whether_the_schedule_has_weekends_is_recorded(
    steg: Steg, weekends: tuple[str, ...], kept: bool | None
) -> None:
    steg(CONVERT, "1", *weekends)
    _, out, _ = steg("amend", "1", "stay.4.weekends", "", "--dry-run", "--format", "json")
    assert json.loads(out)["result"]["before"] == kept


def test_several_are_answered_to_a_program_as_people(steg: Steg) -> None:
    steg("place", "2", "Solgården", "--from", "2024-01-08")
    code, out, err = steg(CONVERT, "1", "Bo", "--format", "json")
    envelope = json.loads(out)
    assert (code, list(envelope), envelope["command"], envelope["change"]) == (
        0,
        ["steg", "command", "change", "result"],
        CONVERT,
        19,
    )
    assert list(envelope["result"]) == ["people"]
    assert [
        (one["reference"], one["step"], one["since"], one["payer"], one["agreement"])
        for one in envelope["result"]["people"]
    ] == [
        ("S-0001", "enhetsassistent", "2024-01-15", "sector", "AB"),
        ("S-0002", "enhetsassistent", "2024-01-15", "sector", "AB"),
    ]
    assert err.splitlines()[0] == "2 people are about to be converted:"


def test_a_whole_sector_is_shown_first_and_needs_yes_without_a_terminal(
    steg: Steg, dump: Dump
) -> None:
    before = dump()
    code, out, err = steg(CONVERT, *SECTOR)
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert lines[0] == "1 person is about to be converted:"
    assert f"Note: {ONE_BY_ONE}" in lines
    assert lines[-1] == "Add --yes when you are sure."
    assert dump() == before


CONVERTED = (
    "Anna Alm (S-0001) is on enhetsassistent from 2024-01-15.\n"
    "  cohort: STEG\n"
    "  workplace: Solgården\n"
    "  payer: the sector\n"
    "  agreement: AB\n"
)


def test_a_whole_sector_is_one_change(steg: Steg, dump: Dump) -> None:
    before = dump()
    assert steg(CONVERT, *SECTOR, "--yes") == (
        0,
        CONVERTED,
        f"Note: {ONE_BY_ONE}\n{steg.undoable(18)}",
    )
    assert dump() != before
    _, out, _ = steg("list", "--step", "serviceassistent", "--format", "json")
    assert [row["reference"] for row in json.loads(out)["rows"]] == ["S-0002", "S-0003"]
    assert steg("undo", "--yes")[0] == 0
    _, out, _ = steg("list", "--step", "serviceassistent", "--format", "json")
    assert [row["reference"] for row in json.loads(out)["rows"]] == ["S-0001", "S-0002", "S-0003"]


def test_what_ends_by_converting_a_sector_is_told_before_it_is_agreed_to(
    steg: Steg, dump: Dump
) -> None:
    steg("place", "1", "Solgården", "--percent", "50")
    steg("place", "1", "Björkskolan", "--beside")
    before = dump()
    code, _, err = steg(CONVERT, *SECTOR)
    assert code == 2
    assert (
        "Note: Björkskolan does not suit enhetsassistent: the placement there ends on 2024-01-14."
    ) in err.splitlines()
    assert dump() == before


def test_what_was_told_before_the_question_is_not_told_again(at_terminal: AtTerminal) -> None:
    terminal = at_terminal(CONVERT, *SECTOR)
    terminal.answer("Go ahead?", "y\n")
    code, shown = terminal.finish()
    assert code == 0, shown
    assert " ".join(shown.split()).count(f"Note: {ONE_BY_ONE}") == 1
    assert "Change 18. steg undo takes it back." in shown


def test_a_dry_run_of_a_sector_asks_nothing_and_writes_nothing(steg: Steg, dump: Dump) -> None:
    before = dump()
    assert steg(CONVERT, *SECTOR, "--dry-run") == (
        0,
        CONVERTED,
        f"Note: {ONE_BY_ONE}\n{steg.DRY}",
    )
    assert dump() == before


def test_the_preview_is_in_swedish_too(steg: Steg) -> None:
    sv = texts("sv")
    _, out, err = steg(CONVERT, *SECTOR, lang="sv")
    assert out == ""
    many = "{count} people are about to be converted:"
    assert err.splitlines()[0] == sv.plural("{count} person is about to be converted:", many, 1)
    assert err.splitlines()[1] == sv(
        "{who} is on {step} from {day}.",
        who="Anna Alm (S-0001)",
        step="enhetsassistent",
        day="2024-01-15",
    )
    assert sv(ONE_BY_ONE) in err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--all",),
        ("--sector", "Vård och omsorg"),
        ("1", *SECTOR),
        (*SECTOR, "--workplace", "Solgården"),
    ],
)
def test_people_and_a_sector_do_not_go_together(
    steg: Steg, dump: Dump, words: tuple[str, ...]
) -> None:
    before = dump()
    code, out, err = steg(CONVERT, *words, "--yes")
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert dump() == before


def test_what_helps_all_of_them_is_said_once_below_them(steg: Steg) -> None:
    steg("place", "1", "Björkskolan", "--from", "2024-01-08")
    own = "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants."
    assert steg(CONVERT, "1", "2") == (
        1,
        "",
        "Error: 2 of 2 cannot be converted, so nobody was.\n"
        f"  Anna Alm (S-0001): {own}\n"
        f"  Bo Berg (S-0002): {own}\n"
        "    When it has decided to: "
        'steg sector edit "Barn och utbildning" --employs-from DAY\n',
    )
