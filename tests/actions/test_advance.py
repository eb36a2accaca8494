"""Along the ladder: the next step, skipping and going back as exceptions, and periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done
from steg_cli.actions.undo import reverse_last
from steg_cli.programme import remedies
from steg_cli.programme.errors import NotFound, Refused, Remedy, StegError
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from tests.standing import ANNA

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, EnrolSomebody, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = replace(ANNA, step="utredning")
SERVICE = replace(
    STANDING,
    step="serviceassistent",
    planned_last_day=D("2025-01-14"),
    notice_by=D("2024-12-13"),
    months_in_all=12,
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
)


def test_the_next_step_begins_and_the_present_one_ends_the_day_before(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("utredning", since=D("2021-06-01"))
    first, second = load_person(register, 1).stays
    on = D("2023-10-02")

    done = do(advance, "S-0001", TODAY, on=on, decided_by=" Karin  K ")

    assert done == Done("advance", 7, replace(STANDING, step="arbetsprovning", since=on))
    third = Stay(3, DEFAULT_LADDER.steps[2], on, None, None, None, None, None, None, "Karin K")
    ended = replace(second, last_day=D("2023-10-01"), closed_on=TODAY)
    assert load_person(register, 1).stays == (first, ended, third)


def test_the_whole_ladder_can_be_climbed_step_by_step(
    do: Do, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2023-01-01"))
    climbed = []
    for number, step in enumerate(DEFAULT_LADDER.steps[1:], start=1):
        workplace = "Solgården" if step.code == "praktik" else None
        done = do(advance, "S-0001", TODAY, on=date(2023, 1 + number, 1), workplace=workplace)
        standing = done.result
        climbed.append((standing.step, standing.payer, standing.agreement, standing.workplace))

    assert climbed == [
        ("utredning", None, None, None),
        ("arbetsprovning", None, None, None),
        ("praktik", None, None, "Solgården"),
        ("utbildningspraktik", None, None, "Solgården"),
        ("serviceassistent", "AME", "BEA", "Solgården"),
        ("enhetsassistent", "sector", "AB", "Solgården"),
        ("underskoterska", "sector", None, "Solgården"),
        ("sjukskoterska", "sector", None, "Solgården"),
    ]


@pytest.mark.parametrize(
    ("options", "planned", "notice_by", "months", "left"),
    [
        ({}, "2025-01-14", "2024-12-13", 12, 12),
        ({"on": D("2023-08-31"), "months": 18}, "2025-02-28", "2025-01-28", 18, 6),
        ({"until": D("2025-02-28"), "agreement": "AB"}, "2025-02-28", "2025-01-28", 13, 11),
    ],
)
def test_a_period_is_planned_as_it_was_agreed(
    do: Do,
    on_step: OnStep,
    options: dict[str, Any],
    planned: str,
    notice_by: str,
    months: int,
    left: int,
) -> None:
    on_step("utbildningspraktik", since=D("2022-06-01"), workplace="Björkskolan")

    assert do(advance, "S-0001", TODAY, **options).result == replace(
        SERVICE,
        since=options.get("on", TODAY),
        planned_last_day=D(planned),
        notice_by=D(notice_by),
        months_in_all=months,
        months_left_to_extend=left,
        agreement=options.get("agreement", "BEA"),
        workplace="Björkskolan",
    )


def test_the_same_step_again_is_a_new_period_and_tells_the_months_in_all(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")

    done = do(advance, "S-0001", TODAY, to="serviceassistent", workplace="Björkskolan")

    assert done.result == replace(
        SERVICE, months_in_all=19, months_left_to_extend=4, workplace="Björkskolan"
    )
    assert told(done.notes) == [
        "The period that was planned to 2024-05-31 ends on 2024-01-14.",
        "19 months on serviceassistent in all, with this period; 4 months are left.",
        "The placement at Solgården ends on 2024-01-14.",
    ]
    changes = register.execute("SELECT summary FROM change ORDER BY id DESC LIMIT 1").fetchone()
    assert changes[0] == "S-0001 serviceassistent > serviceassistent 2024-01-15"
    reverse_last(register, "undo", TODAY)
    (_, period) = load_person(register, 1).stays
    assert (period.last_day, period.planned_last_day) == (None, D("2024-05-31"))


def test_months_add_up_over_enrolments(
    do: Do, refuses: Refuses, on_step: OnStep, enrol_somebody: EnrolSomebody, register: Register
) -> None:
    on_step("serviceassistent", since=D("2021-06-01"), months=24)
    do(leave, "S-0001", TODAY, to="other", on=D("2023-05-31"))
    number = load_person(register, 1).participant.identity.number
    enrol_somebody(number=number, on=D("2024-01-01"))
    back: dict[str, Any] = {"to": "serviceassistent", "workplace": "Solgården"}

    refuses(advance, "S-0001", TODAY, **back)  # which skips steps, too
    assert refuses.error.values["new"] == DEFAULT_LADDER.step("serviceassistent")
    done = do(advance, "S-0001", TODAY, **back, exception="Beslut 7", months=6)

    assert (done.result.months_in_all, done.result.months_left_to_extend) == (30, 0)
    assert done.result.exception == "Beslut 7"


def test_any_step_can_have_a_planned_last_day(do: Do, told: Told, on_step: OnStep) -> None:
    on_step("arbetsprovning")
    options = {"until": D("2024-04-30"), "workplace": "Solgården"}

    done = do(advance, "S-0001", TODAY, **options)

    assert done.result == replace(
        STANDING, step="praktik", planned_last_day=D("2024-04-30"), workplace="Solgården"
    )
    assert told(done.notes) == []


@pytest.mark.parametrize(
    ("options", "completed", "certificate"),
    [
        ({}, True, None),
        ({"certificate_day": D("2024-01-12")}, True, D("2024-01-12")),
        ({"completed": False, "exception": "Kan arbetet"}, False, None),
    ],
)
def test_whether_training_was_completed_is_kept(
    register: Register,
    do: Do,
    on_step: OnStep,
    options: dict[str, Any],
    completed: bool,
    certificate: date | None,
) -> None:
    on_step("utbildningspraktik", workplace="Solgården")
    do(advance, "S-0001", TODAY, **options)
    training = load_person(register, 1).stays[1]
    assert (training.completed, training.certificate_day) == (completed, certificate)


@pytest.mark.parametrize(
    ("step", "options", "remedy"),
    [
        ("utbildningspraktik", {"completed": False}, remedies.UNTRAINED_FOR_A_REASON),
        (
            "utbildningspraktik",
            {"certificate_day": D("2023-05-31")},
            remedies.ANOTHER_CERTIFICATE_DAY,
        ),
        ("praktik", {"certificate_day": D("2023-12-31")}, remedies.NOTHING_OF_TRAINING),
        (
            "utbildningspraktik",
            {"months": 25},
            remedies.MONTHS_WITHIN_THE_LIMIT_OR_REASON,
        ),
        ("utbildningspraktik", {"months": 11}, remedies.MONTHS_WITHIN_THE_LIMIT_OR_REASON),
        (
            "serviceassistent",
            {"to": "serviceassistent", "until": D("2025-05-31")},
            remedies.ANOTHER_LAST_DAY_OR_REASON,
        ),
        (
            "serviceassistent",
            {"to": "serviceassistent", "on": D("2025-06-01")},
            remedies.A_REASON_FOR_MORE,
        ),
        (
            "serviceassistent",
            {"to": "serviceassistent", "on": D("2023-06-01")},
            remedies.A_LATER_STEP,
        ),
    ],
)
def test_a_plan_or_a_certificate_that_cannot_be_is_refused(
    refuses: Refuses, on_step: OnStep, step: str, options: dict[str, Any], remedy: Remedy
) -> None:
    on_step(step, workplace="Solgården")
    refuses(advance, "S-0001", TODAY, **options)
    assert refuses.error.remedy is remedy


def test_in_the_pilot_people_went_straight_to_serviceassistent(
    do: Do, told: Told, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2016-02-01"), cohort="Pilot 2016")

    done = do(
        advance,
        "S-0001",
        D("2016-03-01"),
        to="serviceassistent",
        months=24,
        workplace="Björkskolan",
        exception="Piloten",
    )

    assert done.result == replace(
        SERVICE,
        cohort="Pilot 2016",
        since=D("2016-03-01"),
        planned_last_day=D("2018-02-28"),
        notice_by=D("2018-01-26"),
        months_in_all=24,
        months_left_to_extend=0,
        workplace="Björkskolan",
        exception="Piloten",
    )
    assert told(done.notes) == []


@pytest.mark.parametrize(
    ("options", "kind", "values"),
    [
        ({}, Refused, {"step": DEFAULT_LADDER.step("sjukskoterska")}),  # the ladder ends
        ({"to": "praktik"}, Refused, {"new": DEFAULT_LADDER.step("praktik")}),
        ({"to": "chef"}, NotFound, {"code": "chef"}),
        ({"to": "praktik", "exception": "  "}, Refused, {"what": "reason"}),
        ({"to": "praktik", "decided_by": ""}, Refused, {"what": "name"}),
        ({"to": "praktik", "workplace": "Björk"}, NotFound, {"near": "Björkskolan"}),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_file_as_it_was(
    refuses: Refuses,
    on_step: OnStep,
    options: dict[str, Any],
    kind: type[StegError],
    values: dict[str, object],
) -> None:
    on_step("sjukskoterska")

    refuses(advance, "S-0001", TODAY, kind=kind, **options)
    assert refuses.error.values.items() >= values.items()
