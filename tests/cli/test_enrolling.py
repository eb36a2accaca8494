"""steg enrol: what comes in, what is answered, and what is noted beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

SARA = (
    "enrol",
    "19850101-9809",
    "--name",
    "Sara Ek",
    "--cohort",
    "STEG",
    "--municipality",
    "Skövde",
    "--status",
    "unemployed",
    "--long-term-unemployed",
)


def test_enrol_tells_where_the_person_begins_and_how_to_take_it_back(steg: Steg) -> None:
    assert steg(*SARA, "--on", "2022-03-01") == (
        0,
        "Sara Ek (S-0007) is on mapping from 2022-03-01.\n  cohort: STEG\n",
        "Change 18. steg undo takes it back.\n",
    )


def test_enrol_answers_a_program_with_one_envelope(steg: Steg) -> None:
    code, out, err = steg(*SARA, "--on", "20220301", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "enrol"),
        ("change", 18),
        (
            "result",
            {
                "reference": "S-0007",
                "name": "Sara Ek",
                "protected": False,
                "cohort": "STEG",
                "municipality": "Skövde",
                "step": "kartlaggning",
                "since": "2022-03-01",
                "planned_last_day": None,
                "notice_by": None,
                "months_in_all": None,
                "months_left_to_extend": None,
                "payer": None,
                "agreement": None,
                "workplace": None,
                "last_day": None,
                "left_to": None,
                "exception": None,
            },
        ),
    ]


def test_a_dry_run_shows_the_answer_and_writes_nothing(steg: Steg, dump: Dump) -> None:
    before = dump()
    assert steg(*SARA, "--on", "2022-03-01", "--dry-run") == (
        0,
        "Sara Ek (S-0007) is on mapping from 2022-03-01.\n  cohort: STEG\n",
        "Dry run: nothing was written.\n",
    )
    assert dump() == before


def test_everything_told_at_enrolment_is_kept(steg: Steg) -> None:
    more = ("--on", "2022-03-01", "--disability", "--education", "tertiary")
    fund = ("--labour-status", "arbetslös", "--unemployed-since", "1/2 2020")
    assert steg(*SARA, *more, *fund, "--consultant", "Kim Konsult")[0] == 0
    for field, kept in (
        ("disability", True),
        ("long-term-unemployed", True),
        ("education", "tertiary"),
        ("consultant", "Kim Konsult"),
        ("status", "unemployed"),
        ("labour-status", "unemployed"),
        ("unemployed-since", "2020-02-01"),
    ):
        value = "yes" if kept is True else str(kept)
        code, out, _ = steg("amend", "7", field, value, "--format", "json", "--dry-run")
        assert (code, json.loads(out)["result"]["before"]) == (0, kept)


@pytest.mark.parametrize(
    ("typed", "since"), [("2021", "2021-12-31"), ("2022", "2022-03-01"), ("maj 2021", "2021-05-31")]
)
def test_since_when_may_be_a_year_and_what_was_understood_is_shown(
    steg: Steg, typed: str, since: str
) -> None:
    code, out, err = steg(*SARA, "--on", "2022-03-01", "--unemployed-since", typed)
    assert (code, since in out + err) == (0, True)
    code, out, _ = steg("amend", "7", "unemployed-since", "", "--format", "json", "--dry-run")
    assert (code, json.loads(out)["result"]["before"]) == (0, since)


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (("--labour-status", "student"), 2, "student cannot be chosen here."),
        (("--unemployed-since", "31/2 2020"), 2, "31/2 2020 is not a day in the calendar."),
        (
            ("--unemployed-since", "2022-03-02"),
            1,
            "The enrolment begins on 2022-03-01; "
            "the unemployment cannot begin only on 2022-03-02.\n"
            "Give the day on which the unemployment began, or leave it out if it is not known.",
        ),
    ],
)
def test_what_the_fund_counts_is_checked(
    steg: Steg, dump: Dump, more: tuple[str, str], code: int, why: str
) -> None:
    before = dump()
    refused, out, err = steg(*SARA, "--on", "2022-03-01", *more)
    assert (refused, out, why in err, dump() == before) == (code, "", True, True)


def test_the_first_day_cannot_be_moved_before_the_unemployment(steg: Steg) -> None:
    assert steg(*SARA, "--on", "2022-03-01", "--unemployed-since", "2022-02-01")[0] == 0
    code, _, err = steg("amend", "7", "first-day", "2022-01-31")
    assert (code, "the unemployment cannot begin only on 2022-02-01" in err) == (1, True)
    assert steg("amend", "7", "unemployed-since", "2022")[:2] == (
        0,
        "Sara Ek (S-0007): unemployed-since was 2022-02-01 and is now 2022-03-01.\n",
    )
    assert steg("amend", "7", "unemployed-since", "")[0] == 0
    assert steg("amend", "7", "first-day", "2022-01-31")[0] == 0


def test_the_day_is_today_when_left_out_and_can_be_relative(steg: Steg) -> None:
    code, out, _ = steg(*SARA, "--on", "-1m", "--format", "json", "--dry-run")
    assert (code, json.loads(out)["result"]["since"]) == (0, "2023-12-15")
    code, out, _ = steg(*SARA, "--format", "json", "--dry-run")
    assert (code, json.loads(out)["result"]["since"]) == (0, "2024-01-15")


def test_an_exception_with_a_reason_opens_the_door(steg: Steg) -> None:
    code, out, _ = steg(
        *SARA[:-1], "--exception", "the county's own target group", "--on", "2022-03-01"
    )
    assert code == 0
    assert out == "Sara Ek (S-0007) is on mapping from 2022-03-01.\n  cohort: STEG\n"
    code, out, _ = steg("show", "7")
    assert "the county's own target group" in out


def test_notes_reach_whoever_reads_json_too_on_stderr(steg: Steg) -> None:
    code, out, err = steg(*SARA, "--format", "json")
    assert (code, json.loads(out)["command"]) == (0, "enrol")
    assert err == "Note: 2024-01-15 lies outside the days of STEG, 2019-04-01 to 2022-03-31.\n"


def test_somebody_without_a_number_is_enrolled_with_another_id(steg: Steg) -> None:
    by_hand = ("--other-id", "--birth-year", "1985", "--sex", "man", "--on", "2022-03-01")
    assert steg("enrol", "AME 17", *SARA[2:], *by_hand)[0] == 0
    _, out, _ = steg("show", "AME 17", "--format", "json")
    result = json.loads(out)["result"]
    assert (result["reference"], result["identity"], result["birth_date"], result["sex"]) == (
        "S-0007",
        "AME 17",
        None,
        "man",
    )


def test_words_and_days_can_be_typed_as_lists_write_them(steg: Steg) -> None:
    typed = ["arbetslös" if word == "unemployed" else word for word in SARA[2:]]
    by_hand = ("--other-id", "--birth-year", "1985", "--sex", "Kvinna", "--on", "1/3 2022")
    assert steg("enrol", "AME 17", *typed, *by_hand)[0] == 0
    result = json.loads(steg("show", "AME 17", "--format", "json")[1])["result"]
    assert (result["sex"], result["enrolments"][0]["first_day"]) == ("woman", "2022-03-01")
    amended = steg(
        "amend", "AME 17", "status", "far-from-labour-market", "--dry-run", "--format", "json"
    )[1]
    assert json.loads(amended)["result"]["before"] == "unemployed"


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        (("--other-id",), "--birth-year"),
        (("--other-id", "--sex", "man"), "--birth-year"),
        (("--other-id", "--birth-year", "1985"), "--sex"),
        (("--sex", "man"), "--other-id"),
        (("--birth-year", "1985"), "--other-id"),
    ],
)
def test_birth_year_and_sex_belong_to_another_id(
    steg: Steg, dump: Dump, more: tuple[str, ...], missing: str
) -> None:
    before = dump()
    code, out, err = steg(*SARA, *more)
    assert (code, out) == (2, "")
    assert missing in err
    assert dump() == before
