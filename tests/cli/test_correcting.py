"""steg amend, log, undo, redo: mending, and seeing what was done."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.cli.login import login
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

LATEST = """\
change  when              by  command  rows  undone  what
    17  2024-01-15 10:00      advance     3  no      S-0006 mapping > sjuksköterska 2023-09-01
        S-0006 step 2023-05-01: last day - > 2023-08-31; end registered on - > 2024-01-15
        S-0006 step, new: step sjuksköterska; first day 2023-09-01; exception as in the pilot
        S-0006 placement, new: workplace Solgården; first day 2023-09-01; percent 100
"""
AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_amend_tells_what_stood_there_and_what_stands_now(steg: Steg) -> None:
    assert steg("amend", "S-0004", "first-day", "2024-01-03") == (
        0,
        "Anna Ek (S-0004): first-day was 2024-01-02 and is now 2024-01-03.\n",
        "Note: stay.1.first-day moved along, from 2024-01-02 to 2024-01-03.\n" + steg.undoable(18),
    )


def test_amend_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("amend", "4", "name", "Anna Ekh", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "amend"),
        ("change", 18),
        (
            "result",
            {"reference": "S-0004", "field": "name", "before": "Anna Ek", "after": "Anna Ekh"}
            | {"name": "Anna Ek"},
        ),
    ]


def test_a_field_that_is_not_there_is_asked_for_again_before_its_value(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    terminal = at_terminal("amend", "4")
    terminal.answer("What to correct: ", "whatever\n")
    terminal.answer("What to correct: ", "name\n")
    terminal.answer("What should have stood there, or -: ", "Anna Ekh\n")
    code, shown = terminal.finish()
    assert (code, "There is no field whatever to amend." in shown) == (0, True), shown
    assert "Anna Ek (S-0004): name was Anna Ek and is now Anna Ekh." in shown


def test_what_is_refused_whatever_the_value_is_not_asked_for_it(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("amend", "3", "municipality", "--dry-run").finish()
    assert (code, "could tell where somebody with a protected identity is" in shown) == (1, True)
    assert "What should have stood there" not in shown


def test_amending_to_what_is_there_changes_nothing_and_says_so(steg: Steg, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("amend", "4", "municipality", "Skövde", "--format", "json")
    assert (code, json.loads(out)["change"]) == (0, None)
    assert err.startswith("Note: ")
    assert dump() == before


@pytest.mark.parametrize(
    ("who", "field", "value", "before", "after"),
    [
        ("1", "stay.2.first-day", "2022-02-02", "2022-02-01", "2022-02-02"),
        ("1", "stay.3.planned-last-day", "2024-06-30", "2024-02-29", "2024-06-30"),
        ("1", "stay.3.agreement", "AB", "BEA", "AB"),
        ("1", "stay.3.decided-by", "Kim", None, "Kim"),
        ("1", "placement.1.percent", "50", "100", "50"),
        ("1", "placement.1.workplace", "björkskolan", "Solgården", "Björkskolan"),
        ("1", "consultant", "", "Kim Konsult", None),
        ("2", "cohort", "steg", "Pilot 2016", "STEG"),
        ("4", "education", "tertiary", None, "tertiary"),
        ("4", "disability", "nej", True, False),
        ("4", "identity", "19900101-9810", "19650303-9809", "19900101-9810"),
        ("4", "protected", "no", False, False),
        ("5", "last-day", "2023-07-31", "2023-06-30", "2023-07-31"),
        ("5", "left-to", "job-search", "education", "job-search"),
    ],
)
def test_every_kind_of_field_can_be_amended(
    steg: Steg, who: str, field: str, value: str, before: object, after: object
) -> None:
    code, out, _ = steg("amend", who, field, value, "--format", "json")
    result = json.loads(out)["result"]
    assert result.pop("name")
    assert (code, result) == (
        0,
        {"reference": f"S-000{who}", "field": field, "before": before, "after": after},
    )


def test_log_shows_the_latest_change_first_and_the_clock_of_the_place(steg: Steg) -> None:
    assert steg("log", "--limit", "1") == (0, LATEST, "")


def test_log_shows_the_latest_twenty(steg: Steg) -> None:
    for number in range(4):
        steg("cohort", "add", f"Kull {number}")
    rows = json.loads(steg("log", "--format", "json")[1])["rows"]
    assert [row["change"] for row in rows] == list(range(21, 1, -1))


def test_log_of_somebody_holds_what_concerned_them(steg: Steg) -> None:
    code, out, err = steg("log", "Berg")
    assert (code, err) == (0, "")
    changes = [line.split()[0] for line in out.splitlines()[1:] if not line.startswith(" " * 8)]
    assert changes == ["10", "9"]


def field_of(thing: dict[str, str], **values: tuple[object, object]) -> list[dict[str, object]]:
    return [
        {"reference": "S-0006", **thing, "field": field, "before": before, "after": after}
        for field, (before, after) in values.items()
    ]


ENDED = {"thing": "stay", "which": "2023-05-01", "event": "changed"}
BEGUN = {"thing": "stay", "which": "2023-09-01", "event": "new"}
PLACED = {"thing": "placement", "which": "2023-09-01", "event": "new"}


def test_log_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("log", "--limit", "1", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("report", "log"),
        ("as_of", "2024-01-15"),
        (
            "rows",
            [
                {
                    "change": 17,
                    "at": "2024-01-15T09:00:00Z",
                    "by": "",
                    "command": "advance",
                    "rows": 3,
                    "undone": False,
                    "summary": "S-0006 kartlaggning > sjukskoterska 2023-09-01",
                    "fields": [
                        *field_of(ENDED, last_day=(None, "2023-08-31")),
                        *field_of(ENDED, closed_on=(None, "2024-01-15")),
                        *field_of(BEGUN, step=(None, "sjukskoterska")),
                        *field_of(BEGUN, first_day=(None, "2023-09-01")),
                        *field_of(BEGUN, exception=(None, "as in the pilot")),
                        *field_of(PLACED, workplace=(None, "Solgården")),
                        *field_of(PLACED, first_day=(None, "2023-09-01")),
                        *field_of(PLACED, percent=(None, 100)),
                    ],
                }
            ],
        ),
        ("totals", {"changes": 1}),
    ]


def test_undo_takes_the_last_command_back_whole(steg: Steg) -> None:
    people = steg("list", "--all", "--format", "json")
    steg("leave", "1", "--to", "other")
    code, out, err = steg("undo", "--yes")
    assert (code, err) == (0, "Change 19. steg redo brings it back.\n")
    assert "18" in out
    assert "leave S-0001 serviceassistent > something else 2024-01-15" in out
    assert steg("list", "--all", "--format", "json") == people


def test_an_older_change_is_shown_and_asked_about(at_terminal: AtTerminal, steg: Steg) -> None:
    steg("amend", "4", "name", "Anna Ekh")
    steg("leave", "1", "--to", "other")
    undo = at_terminal("undo", "18")
    undo.answer("Take back change 18: amend S-0004 name? [y/N]: ", "y\n")
    assert undo.finish()[0] == 0
    assert "Anna Ek " in steg("list", "--all")[1]
    rows = json.loads(steg("log", "--limit", "3", "--format", "json")[1])["rows"]
    assert [(row["command"], row["undone"]) for row in rows] == [
        ("undo", False),
        ("leave", False),
        ("amend", True),
    ]


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ("0", 2, "0 is not a whole number from 1 to 1000000000."),
        ("last", 2, "last is not a whole number from 1 to 1000000000."),
        ("99", 1, "There is no change 99 here."),
        ("1", 1, "Change 1 made the register what it is and cannot be taken back."),
        (
            "6",
            1,
            "Change 6 cannot be taken back: change 7 builds on it "
            "(advance S-0001 mapping > investigation 2022-02-01).",
        ),
    ],
)
def test_a_change_that_cannot_be_taken_back_stays(
    steg: Steg, dump: Dump, change: str, code: int, sentence: str
) -> None:
    before = dump()
    told = steg("undo", change, "--yes")
    assert (told[0], told[1], told[2].split("\n")[0]) == (code, "", f"Error: {sentence}")
    assert dump() == before


def test_what_cannot_be_taken_back_is_not_asked_about(at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    code, shown = at_terminal("undo", "6").finish()
    assert (code, shown.split(":")[0], "[y/N]" in shown) == (1, "Error", False)
    assert dump() == before


def test_undo_and_redo_answer_a_program_with_the_change_concerned(steg: Steg) -> None:
    for command, change in (("undo", 18), ("redo", 19)):
        code, out, err = steg(command, "--yes", "--format", "json")
        assert (code, err) == (0, "")
        assert list(json.loads(out).items()) == [
            ("steg", 1),
            ("command", command),
            ("change", change),
            (
                "result",
                {
                    "reversed": 17,
                    "command": "advance",
                    "summary": "S-0006 kartlaggning > sjukskoterska 2023-09-01",
                    "at": "2024-01-15T09:00:00Z",
                },
            ),
        ]


def test_what_was_taken_back_is_marked_in_the_log(steg: Steg) -> None:
    steg("undo", "--yes")
    _, out, _ = steg("log", "--limit", "2", "--format", "json")
    rows = json.loads(out)["rows"]
    assert all(AT.fullmatch(row.pop("at")) for row in rows)
    assert all(row.pop("fields") for row in rows)
    assert rows == [
        {
            "change": 18,
            "by": login({}),
            "command": "undo",
            "summary": "17 advance S-0006 kartlaggning > sjukskoterska 2023-09-01",
            "rows": 3,
            "undone": False,
        },
        {
            "change": 17,
            "by": "",
            "command": "advance",
            "summary": "S-0006 kartlaggning > sjukskoterska 2023-09-01",
            "rows": 3,
            "undone": True,
        },
    ]


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_without_a_terminal_reversing_needs_yes(steg: Steg, dump: Dump, command: str) -> None:
    steg("undo", "--yes")
    before = dump()
    code, out, err = steg(command)
    assert (code, out) == (2, "")
    assert err.endswith("Add --yes when you are sure.\n")
    assert dump() == before


def test_a_dry_run_of_undo_neither_asks_nor_writes(steg: Steg, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("undo", "--dry-run")
    assert (code, err) == (0, steg.DRY)
    assert "S-0006 mapping > sjuksköterska 2023-09-01" in out
    assert dump() == before


def test_log_in_swedish_has_swedish_headings(steg: Steg) -> None:
    sv = texts("sv")
    code, out, err = steg("log", "--limit", "1", lang="sv")
    assert (code, err) == (0, "")
    headings = ("change", "when", "by", "command", "rows", "undone", "what")
    assert out.splitlines()[0].split() == " ".join(map(sv, headings)).split()


def test_every_command_is_logged_with_who_ran_it(steg: Steg) -> None:
    steg("setting", "language", "sv")
    steg("undo", "--yes")
    rows = json.loads(steg("log", "--limit", "2", "--format", "json")[1])["rows"]
    assert [(row["command"], row["by"]) for row in rows] == [
        ("undo", login({})),
        ("setting", login({})),
    ]


def test_a_new_register_is_logged_with_who_made_it(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert steg("init", db=path)[0] == 0
    rows = json.loads(steg("log", "--format", "json", db=path)[1])["rows"]
    assert [(row["command"], row["by"]) for row in rows] == [("init", login({}))]


def test_what_was_done_is_told_in_the_readers_language(steg: Steg) -> None:
    steg("amend", "4", "status", "far-from-labour-market")
    steg("amend", "4", "disability", "no")
    _, out, _ = steg("log", "--limit", "2", lang="sv")
    told = [line.strip() for line in out.splitlines() if line.startswith(" " * 8)]
    assert told == [
        "S-0004 inskrivning 2024-01-02: funktionsnedsättning ja > nej",
        "S-0004 inskrivning 2024-01-02: status arbetslös > långt från arbetsmarknaden",
    ]


def test_of_a_big_change_only_its_size_is_told_until_it_is_asked_for(steg: Steg) -> None:
    _, out, _ = steg("log", "--limit", "99")
    *_, init, told = out.splitlines()
    founding = json.loads(steg("log", "--limit", "99", "--format", "json")[1])["rows"][-1]
    assert (founding["change"], init.split()[0], init.split()[3]) == (1, "1", "init")
    assert told.strip() == f"{founding['rows']} rows: steg log --change 1 shows them."
    assert len(founding["fields"]) > founding["rows"] > 12
    _, out, _ = steg("log", "--change", "1")
    assert len(out.splitlines()) == 2 + founding["rows"]
    assert "        project, new: project STEG; number 2018/00439; region " in out


def test_a_change_that_is_not_there_is_named(steg: Steg) -> None:
    told = "Error: There is no change 99 here.\nsteg log shows those that there are.\n"
    assert steg("log", "--change", "99") == (1, "", told)


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "txt"])
def test_a_file_of_the_log_holds_what_was_done(steg: Steg, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"log.{suffix}"
    assert steg("log", "--limit", "1", "--output", path)[:2] == (0, "")
    if suffix == "xlsx":
        with zipfile.ZipFile(path) as parts:
            written = parts.read("xl/sharedStrings.xml").decode()
    else:
        written = path.read_text(encoding="utf-8-sig")
    assert "Solgården" in written


def test_the_log_at_a_terminal_is_lines_too(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("log", "--limit", "1", environment={"NO_COLOR": "1"}).finish()
    assert (code, shown) == (0, LATEST)


def test_a_correction_is_told_in_swedish_values_and_names(steg: Steg) -> None:
    told = [
        steg("amend", "S-0004", field, value, lang="sv")
        for field, value in [
            *(("status", "långt från arbetsmarknaden"), ("education", "gymnasium")),
            *(("first-day", "2024-01-03"), ("stay.1.step", "utredning"), ("note.1", "")),
        ]
    ]
    assert [out for _, out, _ in told if out] == [
        "Anna Ek (S-0004): status var arbetslös och är nu långt från arbetsmarknaden.\n",
        "Anna Ek (S-0004): högsta-utbildning var – och är nu gymnasium.\n",
        "Anna Ek (S-0004): första-dag var 2024-01-02 och är nu 2024-01-03.\n",
    ]
    assert told[2][2].startswith(
        "Obs: steg.1.första-dag följde med, från 2024-01-02 till 2024-01-03.\n"
    )


def test_undo_and_the_log_tell_in_swedish_what_is_kept_in_english(steg: Steg) -> None:
    steg("leave", "S-0004", "--to", "job-search", "--on", "2024-01-10")
    steg("amend", "S-0004", "stay.1.last-day", "2024-01-09")
    assert steg("undo", "--yes", lang="sv")[1] == (
        "Ändring 19 är tillbakatagen: rätta S-0004 steg.1.sista-dag\n"
    )
    out = steg("log", "--limit", "3", lang="sv")[1]
    assert re.findall(r"(?:nej|ja) +(.*)", out) == [
        "19 rätta S-0004 steg.1.sista-dag",
        "S-0004 steg.1.sista-dag",
        "S-0004 kartläggning > söker arbete 2024-01-10",
    ]
    stored = json.loads(steg("log", "--limit", "3", "--format", "json", lang="sv")[1])
    assert [row["summary"] for row in stored["rows"]] == [
        "19 amend S-0004 stay.1.last-day",
        "S-0004 stay.1.last-day",
        "S-0004 kartlaggning > job-search 2024-01-10",
    ]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_correction_to_what_stands_there_is_not_told_as_one(steg: Steg, lang: str) -> None:
    told = {
        "sv": "S-0004: kommun står kvar som det är.\n",
        "en": "S-0004: municipality stays as it is.\n",
    }
    assert steg("amend", "S-0004", "municipality", "Skövde", lang=lang)[1] == told[lang]


def test_what_is_taken_away_and_an_empty_list_say_so(steg: Steg) -> None:
    steg("municipality", "add", "Gullspång")
    remove = ("municipality", "remove", "Gullspång", "--include-protected")
    assert steg(*remove)[1] == "Gullspång is taken away.\n"
    assert steg("post", "list") == (0, "", "None.\n")
    assert steg("post", "list", lang="sv") == (0, "", "Inga.\n")
    code, out, err = steg("post", "list", "--format", "json")
    assert (code, json.loads(out)["rows"], err) == (0, [], "")
