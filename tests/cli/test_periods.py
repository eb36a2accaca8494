"""Periods at the keyboard: new ones on the same step, months in all, planned ends, training."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

AGAIN = ("--to", "serviceassistent")
WHY = ("--exception", "few places")
# Anna Ek (S-0004) climbs to training in placement at Solgården, a day for each step before it.
CLIMB = (
    ("advance", "4", "--on", "2024-01-03"),
    ("advance", "4", "--on", "2024-01-04"),
    ("advance", "4", "--on", "2024-01-05", "--workplace", "Solgården"),
    ("advance", "4", "--on", "2024-01-06"),
)


def result(out: str) -> dict[str, object]:
    found = json.loads(out)["result"]
    assert isinstance(found, dict)
    return found


def stays(steg: Steg, who: str) -> list[dict[str, object]]:
    """Return the stays of somebody's last enrolment, as a program reads them."""
    enrolments = result(steg("show", who, "--format", "json")[1])["enrolments"]
    assert isinstance(enrolments, list)
    found: list[dict[str, object]] = enrolments[-1]["stays"]
    return found


def test_a_new_period_on_the_same_step_says_what_is_left_in_all(steg: Steg) -> None:
    assert steg("advance", "1", *AGAIN, "--on", "2024-03-01", "--workplace", "Björkskolan") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2024-03-01, planned to 2025-02-28.\n"
        "  cohort: STEG\n"
        "  workplace: Björkskolan\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2025-01-28\n"
        "  months in all: 24\n"
        "  can be extended by: 0\n",
        "Note: 24 months on serviceassistent in all, with this period; 0 months are left.\n"
        "Note: The placement at Solgården ends on 2024-02-29.\n" + steg.undoable(18),
    )
    told = steg("show", "1", today="2024-03-01")[1].rpartition("\n\n")[2].splitlines()
    assert told[:3] == [
        "The period ends on 2025-02-28, in 364 days; give notice by 2025-01-28.",
        "12 months on serviceassistent before it: 24 of 24 months in all, 0 left.",
        "It cannot be extended further.",
    ]
    assert result(steg("show", "1", "--format", "json")[1])["months_in_all"] == {
        "serviceassistent": 24
    }


def test_a_new_period_in_swedish(steg: Steg) -> None:
    code, out, err = steg("advance", "1", *AGAIN, "--months", "6", lang="sv")
    assert (code, out.splitlines()[0]) == (
        0,
        "Anna Alm (S-0001) är på steget serviceassistent från 2024-01-15, "
        "planerat till 2024-07-14.",
    )
    assert err.splitlines()[:2] == [
        "Obs: Perioden som var planerad till 2024-02-29 slutar 2024-01-14.",
        "Obs: 16 månader som serviceassistent totalt, med den här perioden; 7 månader är kvar.",
    ]
    assert "  månader totalt: 16" in out.splitlines()


def test_a_new_period_is_taken_back_whole(steg: Steg) -> None:
    before = steg("show", "1")
    steg("advance", "1", *AGAIN, "--workplace", "Björkskolan")
    assert steg("show", "1") != before
    code, out, _ = steg("undo", "--yes")
    assert (code, out) == (
        0,
        "Change 18 is taken back: advance S-0001 serviceassistent > serviceassistent 2024-01-15\n",
    )
    assert steg("show", "1") == before


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (
            ("advance", "1", *AGAIN, "--on", "2024-03-01", "--months", "24", *WHY),
            "36 months on serviceassistent in all: an exception from 12 to 24 months.",
        ),
        (
            ("advance", "4", *AGAIN, "--months", "240", *WHY, "--workplace", "Solgården"),
            "240 months on serviceassistent in all: an exception from 12 to 24 months.",
        ),
        (
            ("advance", "4", *AGAIN, "--months", "2", *WHY, "--workplace", "Solgården"),
            "2 months on serviceassistent in all: an exception from 12 to 24 months.",
        ),
        (
            ("extend", "1", "--months", "13", *WHY),
            "25 months on serviceassistent in all: an exception from 12 to 24 months.",
        ),
        # The reason for which a step was skipped lets its plan be corrected: the note tells it.
        (
            ("amend", "1", "stay.3.planned-last-day", "2042-02-28"),
            "228 months on serviceassistent in all: an exception from 12 to 24 months.",
        ),
    ],
)
def test_an_exception_from_the_limit_is_told_before_it_is_made_too(
    steg: Steg, dump: Dump, words: tuple[str, ...], note: str
) -> None:
    before = dump()
    code, out, err = steg(*words, "--dry-run")
    assert (code, err) == (0, f"Note: {note}\n{steg.DRY}")
    assert dump() == before
    assert steg(*words) == (0, out, f"Note: {note}\n{steg.undoable(18)}")
    assert dump() != before


def test_the_reason_for_a_longer_period_is_shown(steg: Steg) -> None:
    steg("extend", "1", "--months", "13", *WHY)
    _, out, _ = steg("show", "1")
    assert [line.strip() for line in out.splitlines() if "exception" in line] == [
        "exception: as in the pilot",
        "exception: few places",
    ]


def test_a_planned_last_day_on_any_step_is_watched_moved_and_cleared(steg: Steg) -> None:
    assert steg("advance", "4", "--until", "2024-03-31") == (
        0,
        "Anna Ek (S-0004) is on investigation from 2024-01-15, planned to 2024-03-31.\n"
        "  cohort: STEG\n",
        steg.undoable(18),
    )
    assert steg("show", "4")[1].rpartition("\n\n")[2].splitlines() == [
        "The period ends on 2024-03-31, in 76 days.",
        "Another day: steg extend S-0004 --until DAY",
        "Next step: work trial. steg advance S-0004 --to work-trial",
    ]
    listed = json.loads(steg("report", "expiries", "--what", "step", "--format", "json")[1])
    (row,) = listed["rows"]
    assert [row[key] for key in ("what", "reference", "step", "first_day", "last_day")] == [
        *("step", "S-0004", "utredning", "2024-01-15", "2024-03-31"),
    ]
    assert [row[key] for key in ("months", "months_in_all", "months_left_to_extend")] == [
        *(2, None, None),
    ]
    for words, planned in (
        (("extend", "4", "--months", "30"), "2026-09-14"),
        (("amend", "4", "stay.2.planned-last-day", "2024-02-29"), "2024-02-29"),
        (("amend", "4", "stay.2.planned-last-day", ""), None),
    ):
        assert steg(*words)[0] == 0
        assert stays(steg, "4")[-1]["planned_last_day"] == planned
    assert (
        json.loads(steg("report", "expiries", "--what", "step", "--format", "json")[1])["rows"]
        == []
    )


@pytest.mark.parametrize(
    ("words", "completed", "certificate", "told"),
    [
        ((), True, None, "completed"),
        (
            ("--certificate", "2024-01-12"),
            *(True, "2024-01-12"),
            "completed, certificate of 2024-01-12",
        ),
        (("--not-completed", *WHY), False, None, "not completed"),
    ],
)
def test_going_on_from_training_says_whether_it_was_completed(
    steg: Steg,
    words: tuple[str, ...],
    completed: bool,
    certificate: str | None,
    told: str,
) -> None:
    for step in CLIMB:
        assert steg(*step)[0] == 0
    assert steg("advance", "4", *AGAIN, *words)[0] == 0
    training = stays(steg, "4")[-2]
    assert (training["completed"], training["certificate_day"]) == (completed, certificate)
    assert told in [line.strip() for line in steg("show", "4")[1].splitlines()]
    _, out, _ = steg("report", "cohorts", "--format", "json", today="2024-01-16")
    rows = {row["cohort"]: row["completed_training"] for row in json.loads(out)["rows"]}
    assert rows == {"Pilot 2016": 0, "STEG": int(completed)}


def test_training_in_swedish(steg: Steg) -> None:
    for step in CLIMB:
        steg(*step)
    code, _, err = steg("advance", "4", "--not-completed", lang="sv")
    assert (code, err) == (
        1,
        "Fel: Bara slutförd utbildning på utbildningspraktik ger behörighet till "
        "serviceassistent.\n"
        "Utelämna --ej-slutförd om den slutfördes; annars är det ett undantag: "
        'lägg till --undantag "skälet".\n',
    )


TRAINED = (*CLIMB, ("advance", "4"))


@pytest.mark.parametrize(
    ("done", "words", "said"),
    [
        # More than the most, less than the least, and nothing left, without an exception.
        (
            TRAINED[:-1],
            ("advance", "4", "--months", "11"),
            "A period of 11 months is outside 12–24 months.\n"
            "Give --months from 12 to 24, or the contract's last day with --until. Outside that "
            'it is an exception: add --exception "the reason".',
        ),
        (
            TRAINED[:-1],
            ("advance", "4", "--until", "2026-01-15"),
            "A period from 2024-01-15 cannot be planned to end on 2026-01-15: 12 to 24 months end "
            "between 2025-01-14 and 2026-01-14.\n"
            'Give a last day between them; outside it is an exception: add --exception "the '
            'reason".',
        ),
        (
            (),
            ("advance", "1", *AGAIN, "--on", "2024-03-01", "--months", "13"),
            "A period from 2024-03-01 cannot be planned to end on 2025-03-31: with 12 months "
            "before it, 12 to 24 months in all end between 2024-03-01 and 2025-02-28.",
        ),
        (
            (("extend", "1", "--months", "12"),),
            ("advance", "1", *AGAIN, "--on", "2025-03-01"),
            "No period can begin on 2025-03-01: 24 months are used already, of 24 in all.\n"
            'More than 24 months in all are an exception: add --exception "the reason".',
        ),
        (
            (("advance", "1", *AGAIN, "--on", "2024-03-01", "--months", "6"),),
            ("extend", "1", "--months", "7"),
            "12 months before and 6 from 2024-03-01, extended by 7, would be 25 in all; at most 24 "
            "are allowed.\nIt can be extended by 6 more: at the longest to 2025-02-28.",
        ),
        (
            (("advance", "1", *AGAIN, "--on", "2024-03-01", "--months", "6"),),
            ("extend", "1", "--until", "2025-03-01"),
            "A period from 2024-03-01 cannot be planned to end on 2025-03-01: with 12 months "
            "before it,",
        ),
        (
            TRAINED,
            ("amend", "4", "stay.6.planned-last-day", "2026-01-15"),
            "A period from 2024-01-15 cannot be planned to end on 2026-01-15: 12 to 24 months end "
            "between 2025-01-14 and 2026-01-14.\nIf it is an exception, record why first: "
            'steg amend S-0004 exception "the reason", or stay.N.exception for a step',
        ),
        # An earlier period made longer, so that the later one breaks.
        (
            (("advance", "1", *AGAIN, "--on", "2024-01-15"),),
            ("amend", "1", "stay.3.last-day", "2024-06-30"),
            "A period from 2024-07-01 cannot be planned to end on 2025-06-30: with 16 months "
            "before it, 12 to 24 months in all end between 2024-07-01 and 2025-02-28.",
        ),
        # A period that begins inside another one.
        (
            (),
            ("advance", "1", *AGAIN, "--on", "2023-03-01"),
            "Anna Alm (S-0001) is on serviceassistent from 2023-03-01; the next step cannot "
            "begin on 2023-03-01.",
        ),
        (
            (("advance", "1", *AGAIN, "--on", "2024-01-15"),),
            ("amend", "1", "stay.4.first-day", "2023-02-15"),
            "It would end on 2023-02-14, before its first day 2023-03-01.",
        ),
        # Training.
        (
            TRAINED[:-1],
            ("advance", "4", "--certificate", "2024-01-05"),
            "A certificate of 2024-01-05 cannot be of the training that began on 2024-01-06.",
        ),
        (
            TRAINED[:-1],
            ("advance", "4", "--certificate", "2024-01-16"),
            "A certificate cannot be of 2024-01-16, which is still to come.",
        ),
        (
            (),
            ("advance", "4", "--certificate", "2024-01-12"),
            "mapping is no training, so there is nothing to complete.\n"
            "Leave out --certificate, --completed and --not-completed.",
        ),
        (
            TRAINED,
            ("amend", "4", "stay.5.certificate-day", "2024-01-05"),
            "A certificate of 2024-01-05 cannot be of the training that began on 2024-01-06.",
        ),
        (
            TRAINED,
            ("amend", "4", "stay.5.completed", "no"),
            "Only completed training on training in placement qualifies for serviceassistent.",
        ),
        (
            TRAINED,
            ("amend", "4", "stay.4.completed", "yes"),
            "work placement is no training, so there is nothing to complete.\n"
            "Correct the training's own step: steg show S-0004 numbers them.",
        ),
        # Planned ends of other steps.
        (
            (),
            ("extend", "4", "--months", "1"),
            "Anna Ek (S-0004) is on mapping, and no last day is planned that could be moved.\n"
            "Plan one: steg amend S-0004 stay.1.planned-last-day DAY",
        ),
        (
            (),
            ("advance", "4", "--until", "2024-01-14"),
            "The period would end on 2024-01-14, before its first day 2024-01-15.",
        ),
        (
            (),
            ("advance", "4", "--to", "kartlaggning"),
            "The person is already on mapping.\n"
            "Name another step with --to; steg show S-0004 tells the next one.",
        ),
    ],
    ids=lambda value: " ".join(value)[:60] if value and isinstance(value[0], str) else "",
)
def test_what_periods_and_training_forbid_is_said_and_changes_nothing(
    steg: Steg, dump: Dump, done: tuple[tuple[str, ...], ...], words: tuple[str, ...], said: str
) -> None:
    for command in done:
        assert steg(*command)[0] == 0
    before = dump()
    for dry_run in ((), ("--dry-run",)):
        code, out, err = steg(*words, *dry_run)
        assert (code, out) == (1, "")
        assert err.startswith(f"Error: {said}")
        assert dump() == before


def test_a_certificate_and_not_completed_contradict_each_other(steg: Steg, dump: Dump) -> None:
    before = dump()
    words = ("--certificate", "2024-01-12", "--not-completed")
    assert steg("advance", "4", *words) == (
        2,
        "",
        "Error: Give --certificate or --not-completed, not both.\nLeave one of them out.\n",
    )
    assert dump() == before


def test_another_municipality_has_training_and_a_limit_of_its_own(
    steg: Steg, tmp_path: Path
) -> None:
    db = tmp_path / "mariestad.db"
    ladder = Path(__file__).parents[2] / "examples" / "ladder-mariestad.toml"
    assert steg("init", "--ladder", ladder, "--empty", db=db)[0] == 0
    for command in (
        "municipality add Mariestad",
        "sector add Omsorg",
        "workplace add Björken --sector Omsorg --municipality Mariestad",
        "cohort add Vår",
        "enrol 900101-9802 --name Eva --cohort Vår --municipality Mariestad "
        "--status unemployed --disability --on 2022-01-01",
        "advance 1 --to arbetstraning --on 2022-02-01",
        "advance 1 --to praktik --on 2022-03-01 --workplace Björken --certificate 2022-02-28",
        "advance 1 --to servicemedarbetare --on 2022-04-01",
        "advance 1 --to servicemedarbetare --on 2022-10-01 --months 12",
    ):
        code, _, err = steg(*command.split(), db=db)
        assert (code, "Error" in err) == (0, False), (command, err)
    way = result(steg("show", "1", "--format", "json", db=db)[1])
    assert way["months_in_all"] == {"servicemedarbetare": 18}
    (_, training, _, first, second) = way["enrolments"][-1]["stays"]  # type: ignore[index]
    assert (training["completed"], training["certificate_day"]) == (True, "2022-02-28")
    assert [one["planned_last_day"] for one in (first, second)] == ["2022-09-30", "2023-09-30"]
    _, _, err = steg(*["advance", "1", "--to", "servicemedarbetare", "--on", "2023-10-01"], db=db)
    assert err.startswith(
        "Error: No period can begin on 2023-10-01: 18 months are used already, of 18 in all.\n"
    )
