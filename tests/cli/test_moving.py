"""steg advance, place, extend: the answers, and what is noted beside them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg


def result(out: str) -> dict[str, object]:
    """Return what a verb's envelope holds."""
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "command", "change", "result"]
    assert envelope["steg"] == 1
    found = envelope["result"]
    assert isinstance(found, dict)
    return found


def test_advance_begins_the_next_step(steg: Steg) -> None:
    assert steg("advance", "S-0004") == (
        0,
        "Anna Ek (S-0004) is on investigation from 2024-01-15.\n  cohort: STEG\n",
        steg.undoable(18),
    )


def test_advance_answers_a_program_with_everything_about_the_new_step(steg: Steg) -> None:
    code, out, err = steg(
        *("advance", "4", "--to", "serviceassistent", "--months", "18", "--on", "2024-01-31"),
        *("--workplace", "solgården", "--exception", "knows the work", "--decided-by", "Kim"),
        *("--format", "json"),
    )
    assert (code, err, json.loads(out)["command"]) == (0, "", "advance")
    assert list(result(out).items()) == [
        ("reference", "S-0004"),
        ("name", "Anna Ek"),
        ("protected", False),
        ("cohort", "STEG"),
        ("municipality", "Skövde"),
        ("step", "serviceassistent"),
        ("since", "2024-01-31"),
        ("planned_last_day", "2025-07-30"),
        ("notice_by", "2025-06-30"),
        ("months_in_all", 18),
        ("months_left_to_extend", 6),
        ("payer", "AME"),
        ("agreement", "BEA"),
        ("workplace", "Solgården"),
        ("last_day", None),
        ("left_to", None),
        ("exception", "knows the work"),
    ]


def test_advance_to_ordinary_operations_asks_for_a_workplace_in_a_note(steg: Steg) -> None:
    code, out, err = steg("advance", "4", "--to", "praktik", "--exception", "knows the work")
    assert (code, out) == (
        0,
        "Anna Ek (S-0004) is on work placement from 2024-01-15.\n  cohort: STEG\n",
    )
    first, second = err.splitlines()
    assert first.startswith("Note: ")
    assert first.endswith("steg place S-0004 --from 2024-01-15")
    assert f"{second}\n" == steg.undoable(18)


def test_place_moves_somebody_to_a_workplace(steg: Steg) -> None:
    assert steg("place", "S-0001", "Björkskolan", "--from", "2024-02-01", "--percent", "75") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2023-03-01, planned to 2024-02-29.\n"
        "  cohort: STEG\n"
        "  workplace: Björkskolan\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2024-01-29\n"
        "  months in all: 12\n"
        "  can be extended by: 12\n",
        "Note: The placement at Solgården ends on 2024-01-31.\n" + steg.undoable(18),
    )
    _, out, _ = steg("show", "1", "--format", "json")
    (enrolment,) = json.loads(out)["result"]["enrolments"]
    assert [list(one.items()) for one in enrolment["placements"]] == [
        [
            ("workplace", "Solgården"),
            ("first_day", "2023-03-01"),
            ("last_day", "2024-01-31"),
            ("percent", 100),
        ],
        [
            ("workplace", "Björkskolan"),
            ("first_day", "2024-02-01"),
            ("last_day", None),
            ("percent", 75),
        ],
    ]


def placements(steg: Steg, who: str) -> list[tuple[object, ...]]:
    """Return where somebody is and was, as steg show answers a program."""
    _, out, _ = steg("show", who, "--format", "json", "--include-protected")
    return [
        tuple(one.values())
        for enrolment in json.loads(out)["result"]["enrolments"]
        for one in enrolment["placements"]
    ]


def test_place_beside_keeps_the_present_placement(steg: Steg) -> None:
    steg("place", "1", "Solgården", "--percent", "60")

    code, out, err = steg("place", "1", "Björkskolan", "--beside", "--from", "2024-02-01")

    assert code == 0
    assert "  workplace: Solgården, Björkskolan\n" in out
    assert err == steg.undoable(19)
    both = [("Solgården", "2024-01-15", None, 60), ("Björkskolan", "2024-02-01", None, 40)]
    assert placements(steg, "1")[1:] == both
    _, out, _ = steg("list", "--workplace", "Björkskolan", "--format", "json", today="2024-02-01")
    (anna, _) = json.loads(out)["rows"]
    assert (anna["reference"], anna["workplace"]) == ("S-0001", "Solgården, Björkskolan")


def test_place_without_beside_ends_every_present_placement_and_says_so(steg: Steg) -> None:
    steg("place", "1", "Solgården", "--percent", "60")
    steg("place", "1", "Björkskolan", "--beside")

    code, _, err = steg("place", "1", "Hemliga huset", "--from", "2024-02-01")

    assert (code, err) == (
        0,
        "Note: The placement at Solgården ends on 2024-01-31.\n"
        "Note: The placement at Björkskolan ends on 2024-01-31.\n" + steg.undoable(20),
    )


def test_a_placement_for_a_time_lets_the_present_one_resume(steg: Steg) -> None:
    code, out, err = steg(
        *("place", "1", "Björkskolan", "--from", "2024-02-01", "--until", "2024-02-15")
    )
    assert code == 0
    assert "  workplace: Björkskolan\n" in out
    assert err == (
        "Note: The placement at Solgården ends on 2024-01-31 and resumes on 2024-02-16.\n"
        + steg.undoable(18)
    )
    assert placements(steg, "1") == [
        ("Solgården", "2023-03-01", "2024-01-31", 100),
        ("Björkskolan", "2024-02-01", "2024-02-15", 100),
        ("Solgården", "2024-02-16", None, 100),
    ]


def test_where_a_protected_person_is_interrupted_is_not_told(
    steg: Steg, secrets: tuple[str, ...]
) -> None:
    code, out, err = steg("place", "3", "Björkskolan", "--until", "2024-02-15")
    assert code == 0
    assert "The placement at (protected) ends on 2024-01-14 and resumes on 2024-02-16." in err
    assert [secret for secret in (*secrets, "Björkskolan") if secret in out + err] == []


def test_more_than_full_time_needs_a_reason(steg: Steg, dump: Dump) -> None:
    before = dump()
    beside = ("place", "1", "Björkskolan", "--beside", "--percent", "20")
    assert steg(*beside) == (
        1,
        "",
        "Error: Together the placements on 2024-01-15 would be more than full time: 120 %.\n"
        "Give a lower --percent, or first less where they are: steg place S-0001 WORKPLACE "
        '--percent N. More than full time is an exception: add --exception "the reason".\n',
    )
    assert dump() == before
    assert steg(*beside, "--exception", "two nights a month")[0] == 0
    _, out, _ = steg("show", "1")
    assert "exception: two nights a month" in out


def test_a_planned_placement_can_be_taken_away_as_the_refusal_says(steg: Steg) -> None:
    steg("place", "1", "Björkskolan", "--from", "2024-02-01")
    _, _, err = steg("place", "1", "Hemliga huset")
    assert err == (
        "Error: Another placement is planned from 2024-02-01.\n"
        "Let this one end before it with --until, or take that one away first: "
        'steg amend S-0001 placement.2 ""\n'
    )
    assert steg("amend", "S-0001", "placement.2", "")[0] == 0
    assert steg("place", "1", "Hemliga huset")[0] == 0


def test_advance_and_conversion_take_a_percentage(steg: Steg) -> None:
    service = ("advance", "4", "--to", "serviceassistent", "--exception", "skilled")
    steg(*service, "--workplace", "Solgården", "--percent", "75")
    assert placements(steg, "4") == [("Solgården", "2024-01-15", None, 75)]

    code, _, err = steg("convert-to-enhetsassistent", "1", "--percent", "50")

    note = "Note: The placement at Solgården ends on 2024-01-14.\n"
    assert (code, err) == (0, note + steg.undoable(19))
    assert placements(steg, "1")[-1] == ("Solgården", "2024-01-15", None, 50)


def test_extend_counts_months_from_the_period_s_first_day(steg: Steg) -> None:
    assert steg("extend", "S-0001", "--months", "12") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2023-03-01, planned to 2025-02-28 "
        "instead of 2024-02-29.\n"
        "  cohort: STEG\n"
        "  workplace: Solgården\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2025-01-28\n"
        "  months in all: 24\n"
        "  can be extended by: 0\n",
        steg.undoable(18),
    )


SERVICE = ("--to", "serviceassistent", "--exception", "skilled", "--workplace", "Solgården")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("advance", "4", *SERVICE), {"planned_last_day": "2025-01-14"}),
        (("advance", "4", *SERVICE, "--until", "2025-06-13"), {"planned_last_day": "2025-06-13"}),
        (("advance", "4", *SERVICE, "--agreement", "AB"), {"notice_by": "2024-12-13"}),
        (("advance", "4", "--to", "Investigation"), {"step": "utredning", "last_day": None}),
        (("place", "1", "björkskolan", "--until", "2024-02-20"), {"workplace": "Björkskolan"}),
        (("extend", "alm", "--until", "2025-01-31"), {"months_left_to_extend": 1}),
    ],
    ids=" ".join,
)
def test_every_option_says_something_of_the_step(
    steg: Steg, words: tuple[str, ...], told: dict[str, object]
) -> None:
    code, out, _ = steg(*words, "--format", "json")
    assert (code, json.loads(out)["command"]) == (0, words[0])
    assert result(out) | told == result(out)


def test_what_else_is_said_is_kept(steg: Steg, story: Path) -> None:
    steg("place", "1", "Björkskolan", "--supervisor", "Lo", "--until", "2024-02-20")
    steg("extend", "1", "--months", "2", "--on", "2024-01-10", "--decided-by", "Kim")
    with closing(sqlite3.connect(story)) as register:
        placed = register.execute(
            "SELECT supervisor, last_day FROM placement WHERE supervisor = 'Lo'"
        )
        assert placed.fetchone() == ("Lo", "2024-02-20")
        extended = register.execute("SELECT decided_on, new_last_day, decided_by FROM extension")
        assert extended.fetchall() == [("2024-01-10", "2024-04-30", "Kim")]


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    before = dump()
    for command in (
        ("advance", "4"),
        ("place", "1", "Björkskolan"),
        ("extend", "1", "--months", "3"),
    ):
        code, out, err = steg(*command, "--dry-run")
        assert code == 0
        assert err.endswith(steg.DRY)
        assert out
        assert dump() == before
