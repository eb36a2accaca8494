"""steg advance, place, extend: the answers, and what is noted beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from steg_cli.texts import texts

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
        "Change 18. steg undo takes it back.\n",
    )


def test_advance_ends_the_step_before_on_the_day_before(steg: Steg) -> None:
    steg("advance", "4")
    _, out, _ = steg("show", "4", "--format", "json")
    (enrolment,) = json.loads(out)["result"]["enrolments"]
    days = [(stay["step"], stay["first_day"], stay["last_day"]) for stay in enrolment["stays"]]
    assert days == [
        ("kartlaggning", "2024-01-02", "2024-01-14"),
        ("utredning", "2024-01-15", None),
    ]


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
        ("notice_by", "2025-07-16"),
        ("months_left_to_extend", 6),
        ("payer", "AME"),
        ("agreement", "BEA"),
        ("workplace", "Solgården"),
        ("last_day", None),
        ("left_to", None),
        ("exception", "knows the work"),
    ]


def test_a_period_is_planned_for_its_least_months_when_nothing_is_said(steg: Steg) -> None:
    skip = ("--to", "serviceassistent", "--exception", "knows the work", "--format", "json")
    _, out, _ = steg("advance", "4", *skip, "--workplace", "Solgården")
    assert result(out)["planned_last_day"] == "2025-01-14"


def test_a_contract_s_own_last_day_is_kept(steg: Steg) -> None:
    skip = ("--to", "serviceassistent", "--exception", "knows the work", "--format", "json")
    _, out, _ = steg("advance", "4", *skip, "--workplace", "Solgården", "--until", "2025-06-13")
    assert result(out)["planned_last_day"] == "2025-06-13"


def test_another_agreement_moves_the_notice(steg: Steg) -> None:
    skip = ("--to", "serviceassistent", "--exception", "knows the work", "--format", "json")
    _, out, _ = steg("advance", "4", *skip, "--workplace", "Solgården", "--agreement", "AB")
    assert (result(out)["agreement"], result(out)["notice_by"]) == ("AB", "2024-12-14")


def test_a_step_is_called_by_its_code_or_its_name_in_either_language(steg: Steg) -> None:
    for name in ("utredning", "investigation", "Investigation"):
        _, out, _ = steg("advance", "4", "--to", name, "--format", "json", "--dry-run")
        assert result(out)["step"] == "utredning"


def test_advance_to_ordinary_operations_asks_for_a_workplace_in_a_note(steg: Steg) -> None:
    code, out, err = steg("advance", "4", "--to", "praktik", "--exception", "knows the work")
    assert (code, out) == (
        0,
        "Anna Ek (S-0004) is on work placement from 2024-01-15.\n  cohort: STEG\n",
    )
    first, second = err.splitlines()
    assert first.startswith("Note: ")
    assert first.endswith("steg place S-0004 WORKPLACE")
    assert second == "Change 18. steg undo takes it back."


def test_a_workplace_that_no_longer_suits_is_left_and_noted(steg: Steg) -> None:
    back = ("--to", "arbetsprovning", "--exception", "needs more time", "--on", "2024-01-10")
    code, out, err = steg("advance", "1", *back, "--format", "json")
    assert (code, result(out)["workplace"]) == (0, None)
    assert err.startswith("Note: Solgården does not suit work trial")
    assert "2024-01-09" in err
    _, out, _ = steg("show", "1", "--format", "json")
    (enrolment,) = json.loads(out)["result"]["enrolments"]
    assert enrolment["placements"] == [
        {
            "workplace": "Solgården",
            "first_day": "2023-03-01",
            "last_day": "2024-01-09",
            "percent": 100,
        }
    ]


def test_advance_in_swedish(steg: Steg) -> None:
    sv = texts("sv")
    sentence = sv(
        "{who} is on {step} from {day}.", who="Anna Ek (S-0004)", step="utredning", day="2024-01-15"
    )
    assert steg("advance", "4", lang="sv") == (
        0,
        f"{sentence}\n  {sv('cohort')}: STEG\n",
        sv("Change {change}. steg undo takes it back.", change=18) + "\n",
    )


def test_who_can_be_meant_in_every_documented_way(steg: Steg) -> None:
    for who in ("S-0001", "s-0001", "1", "19900101-9802", "900101-9802", "199001019802", "alm"):
        code, out, _ = steg("extend", who, "--months", "1", "--format", "json", "--dry-run")
        assert (code, result(out)["reference"]) == (0, "S-0001")


def test_place_moves_somebody_to_a_workplace(steg: Steg) -> None:
    assert steg("place", "S-0001", "Björkskolan", "--from", "2024-02-01", "--percent", "75") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2023-03-01, planned to 2024-02-29.\n"
        "  cohort: STEG\n"
        "  workplace: Björkskolan\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2024-02-15\n"
        "  can be extended by: 12\n",
        "Note: The placement at Solgården ends on 2024-01-31.\n"
        "Change 18. steg undo takes it back.\n",
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


def test_place_answers_a_program(steg: Steg) -> None:
    until = ("--until", "2024-02-20", "--supervisor", "Lo Handledare")
    code, out, err = steg("place", "1", "björkskolan", *until, "--format", "json")
    assert (code, err, json.loads(out)["command"], json.loads(out)["change"]) == (
        0,
        "Note: The placement at Solgården ends on 2024-01-14.\n",
        "place",
        18,
    )
    assert result(out)["workplace"] == "Björkskolan"


def test_a_full_workplace_is_noted(steg: Steg) -> None:
    steg("workplace", "edit", "Björkskolan", "--places", "1")
    code, _, err = steg("place", "1", "Björkskolan")
    assert code == 0
    assert err.splitlines() == [
        "Note: The placement at Solgården ends on 2024-01-14.",
        "Note: Björkskolan has 1 place and now 2 people.",
        "Change 19. steg undo takes it back.",
    ]


def test_extend_counts_months_from_the_period_s_first_day(steg: Steg) -> None:
    assert steg("extend", "S-0001", "--months", "12") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2023-03-01, planned to 2025-02-28.\n"
        "  cohort: STEG\n"
        "  workplace: Solgården\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2025-02-14\n"
        "  can be extended by: 0\n",
        "Change 18. steg undo takes it back.\n",
    )


def test_extend_to_a_day_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("extend", "1", "--until", "2025-01-31", "--format", "json")
    assert (code, err, json.loads(out)["command"]) == (0, "", "extend")
    told = result(out)
    assert (told["planned_last_day"], told["notice_by"], told["months_left_to_extend"]) == (
        "2025-01-31",
        "2025-01-17",
        1,
    )


def test_a_decision_of_an_earlier_day_is_dated_with_on(steg: Steg) -> None:
    steg("extend", "1", "--months", "12", "--on", "2024-01-10")
    _, out, _ = steg("report", "expiries", "--as-of", "2024-01-09", "--format", "json")
    assert [row["last_day"] for row in json.loads(out)["rows"] if row["name"] == "Anna Alm"] == [
        "2024-02-29"
    ]
    _, out, _ = steg("report", "expiries", "--as-of", "2024-01-10", "--format", "json")
    assert [row["last_day"] for row in json.loads(out)["rows"] if row["name"] == "Anna Alm"] == []


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    before = dump()
    for command in (
        ("advance", "4"),
        ("place", "1", "Björkskolan"),
        ("extend", "1", "--months", "3"),
    ):
        code, out, err = steg(*command, "--dry-run")
        assert (code, err.splitlines()[-1]) == (0, "Dry run: nothing was written.")
        assert out
        assert dump() == before
