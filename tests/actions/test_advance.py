"""Along the ladder: the next step, skipping and going back as exceptions, and periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standing
from steg_cli.programme.errors import Ambiguous, NotFound
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, EnrolSomebody, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = Standing(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="utredning",
    since=TODAY,
    planned_last_day=None,
    notice_by=None,
    months_left_to_extend=None,
    payer=None,
    agreement=None,
    workplace=None,
    last_day=None,
    left_to=None,
    exception=None,
)
SERVICE = replace(
    STANDING,
    step="serviceassistent",
    planned_last_day=D("2025-01-14"),
    notice_by=D("2024-12-31"),
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
)


def test_the_next_step_begins_and_the_present_one_ends_the_day_before(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("utredning", since=D("2021-06-01"))

    done = do(advance, "S-0001", TODAY, on=D("2023-10-02"), decided_by=" Karin  K ")

    assert done == Done(
        "advance", 7, replace(STANDING, step="arbetsprovning", since=D("2023-10-02"))
    )
    steps = DEFAULT_LADDER.steps
    assert load_person(register, 1).stays == (
        Stay(
            1,
            steps[0],
            D("2021-03-01"),
            None,
            D("2021-05-31"),
            D("2021-06-01"),
            None,
            None,
            None,
            None,
        ),
        Stay(
            2,
            steps[1],
            D("2021-06-01"),
            None,
            D("2023-10-01"),
            TODAY,  # the day on which the end was registered
            None,
            None,
            "bedömd",
            None,
        ),
        Stay(3, steps[2], D("2023-10-02"), None, None, None, None, None, None, "Karin K"),
    )


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
    ("options", "planned", "notice_by", "left"),
    [
        ({}, "2025-01-14", "2024-12-31", 12),
        ({"months": 12}, "2025-01-14", "2024-12-31", 12),
        ({"months": 18}, "2025-07-14", "2025-06-30", 6),
        ({"months": 24}, "2026-01-14", "2025-12-31", 0),
        ({"until": D("2025-01-14")}, "2025-01-14", "2024-12-31", 12),
        ({"until": D("2025-02-28")}, "2025-02-28", "2025-02-14", 11),
        ({"until": D("2026-01-14")}, "2026-01-14", "2025-12-31", 0),
        ({"months": 12, "agreement": "AB"}, "2025-01-14", "2024-12-14", 12),
        ({"on": D("2024-02-29"), "months": 12}, "2025-02-28", "2025-02-14", 12),
        ({"on": D("2023-03-01"), "months": 12}, "2024-02-29", "2024-02-15", 12),
        ({"on": D("2023-08-31"), "months": 18}, "2025-02-28", "2025-02-14", 6),
    ],
)
def test_a_period_is_planned_for_12_to_24_months(
    do: Do,
    on_step: OnStep,
    options: dict[str, Any],
    planned: str,
    notice_by: str,
    left: int,
) -> None:
    on_step("utbildningspraktik", since=D("2022-06-01"), workplace="Björkskolan")

    done = do(advance, "S-0001", TODAY, **options)

    assert done.result == replace(
        SERVICE,
        since=options.get("on", TODAY),
        planned_last_day=D(planned),
        notice_by=D(notice_by),
        months_left_to_extend=left,
        agreement=options.get("agreement", "BEA"),
        workplace="Björkskolan",
    )
    assert done.notes == ()


@pytest.mark.parametrize("months", [-12, 0, 1, 11, 25, 120])
def test_a_period_outside_12_to_24_months_is_refused(
    refuses: Refuses, on_step: OnStep, months: int
) -> None:
    on_step("utbildningspraktik")

    assert refuses(advance, "S-0001", TODAY, months=months) == (
        f"A period of {months} months is outside 12–24 months.",
        "Give --months from 12 to 24, or the contract's last day with --until.",
    )


@pytest.mark.parametrize("until", ["2023-12-31", "2024-01-15", "2025-01-13", "2026-01-15"])
def test_a_contracts_own_last_day_outside_12_to_24_months_is_refused(
    refuses: Refuses, on_step: OnStep, until: str
) -> None:
    on_step("utbildningspraktik")

    assert refuses(advance, "S-0001", TODAY, until=D(until)) == (
        f"A period from 2024-01-15 cannot be planned to end on {until}.",
        "12 to 24 months from 2024-01-15 end between 2025-01-14 and 2026-01-14: "
        "give a last day between them.",
    )


@pytest.mark.parametrize("plan", [{"months": 12}, {"until": D("2025-01-14")}])
def test_a_step_without_a_limit_has_no_period(
    refuses: Refuses, on_step: OnStep, plan: dict[str, Any]
) -> None:
    on_step("praktik")

    assert refuses(advance, "S-0001", TODAY, **plan) == (
        "utbildningspraktik has no limit, so no last day is planned for it.",
        "Leave out --months and --until.",
    )


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (
            "arbetsprovning",
            (
                "arbetsprovning comes before utbildningspraktik on the ladder.",
                'Going back is an exception: add --exception "the reason".',
            ),
        ),
        (
            "kartläggning",
            (
                "kartlaggning comes before utbildningspraktik on the ladder.",
                'Going back is an exception: add --exception "the reason".',
            ),
        ),
        (
            "underskoterska",
            (
                "underskoterska is not the next step: serviceassistent is.",
                'Skipping a step is an exception: add --exception "the reason".',
            ),
        ),
    ],
)
def test_skipping_and_going_back_are_exceptions_with_a_reason(
    do: Do, refuses: Refuses, on_step: OnStep, to: str, told: tuple[str, str]
) -> None:
    on_step("utbildningspraktik")

    assert refuses(advance, "S-0001", TODAY, to=to) == told
    for empty in ("", "  "):
        assert refuses(advance, "S-0001", TODAY, to=to, exception=empty) == (
            "reason: the text is missing.",
            "Write at least one letter.",
        )
    result = do(advance, "S-0001", TODAY, to=to, exception="Egen begäran").result
    code = DEFAULT_LADDER.step(to).code
    payer = "sector" if code == "underskoterska" else None
    assert result == replace(STANDING, step=code, payer=payer, exception="Egen begäran")


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
        notice_by=D("2018-02-14"),
        months_left_to_extend=0,
        workplace="Björkskolan",
        exception="Piloten",
    )
    assert told(done.notes) == []


def test_the_ladder_ends(refuses: Refuses, on_step: OnStep) -> None:
    on_step("sjukskoterska")

    assert refuses(advance, "S-0001", TODAY, exception="Ändå") == (
        "sjukskoterska is the last step of the ladder.",
        "When the person leaves the programme: steg leave WHO --to employment.",
    )


def test_the_present_step_is_no_move(refuses: Refuses, on_step: OnStep) -> None:
    on_step("praktik")

    for exception in (None, "Ändå"):
        assert refuses(advance, "S-0001", TODAY, to="praktik", exception=exception) == (
            "The person is already on praktik.",
            "Leave out --to for the next step, or name another one.",
        )


@pytest.mark.parametrize("on", ["2020-01-01", "2023-05-31", "2023-06-01"])
def test_a_step_lasts_at_least_a_day(refuses: Refuses, on_step: OnStep, on: str) -> None:
    on_step("praktik", since=D("2023-06-01"))

    assert refuses(advance, "S-0001", TODAY, on=D(on)) == (
        "Anna Andersson (S-0001) has been on praktik since 2023-06-01; "
        f"the next step cannot begin on {on}.",
        "Give a later day with --on, or correct the first day with steg amend.",
    )


def test_a_step_of_one_day_and_a_step_ahead_of_time(do: Do, on_step: OnStep) -> None:
    on_step("praktik", since=D("2023-06-01"), workplace="Solgården")

    day_after = do(advance, "S-0001", TODAY, on=D("2023-06-02")).result
    ahead = do(advance, "S-0001", TODAY, on=D("2024-06-01"), months=12).result

    assert day_after == replace(
        STANDING, step="utbildningspraktik", since=D("2023-06-02"), workplace="Solgården"
    )
    assert ahead == replace(
        SERVICE,
        since=D("2024-06-01"),
        planned_last_day=D("2025-05-31"),
        notice_by=D("2025-05-17"),
        workplace="Solgården",
    )


@pytest.mark.parametrize(
    ("to", "hint"),
    [
        (
            "servicassistent",
            "Did you mean serviceassistent? The steps are kartlaggning, utredning, "
            "arbetsprovning, praktik, utbildningspraktik, serviceassistent, enhetsassistent, "
            "underskoterska, sjukskoterska.",
        ),
        (
            "chef",
            "The steps are kartlaggning, utredning, arbetsprovning, praktik, "
            "utbildningspraktik, serviceassistent, enhetsassistent, underskoterska, "
            "sjukskoterska.",
        ),
    ],
)
def test_an_unknown_step_is_refused_with_the_nearest_one(
    refuses: Refuses, on_step: OnStep, to: str, hint: str
) -> None:
    on_step("praktik")

    assert refuses(advance, "S-0001", TODAY, to=to, kind=NotFound) == (
        f"There is no step {to} on the ladder.",
        hint,
    )


@pytest.mark.parametrize(
    ("workplace", "hint"),
    [
        ("Solgarden", "Did you mean Solgården?"),
        ("Björk", "Did you mean Björkskolan?"),
        ("Xyz", "steg workplace list shows those there are."),
    ],
)
def test_an_unknown_workplace_is_refused_with_the_nearest_one(
    refuses: Refuses, on_step: OnStep, workplace: str, hint: str
) -> None:
    on_step("praktik")

    assert refuses(advance, "S-0001", TODAY, workplace=workplace, kind=NotFound) == (
        f"There is no workplace {workplace}.",
        hint,
    )


@pytest.mark.parametrize(
    ("step", "workplace", "told"),
    [
        (
            "utredning",  # on to arbetsprövning
            "Solgården",
            (
                "Solgården is an ordinary workplace; arbetsprovning takes place in "
                "AME's operations.",
                "steg workplace list shows which workplaces are adapted.",
            ),
        ),
        (
            "arbetsprovning",  # on to praktik
            "Snickeriet",
            (
                "Snickeriet is an adapted workplace; praktik takes place in ordinary operations.",
                "steg workplace list shows which workplaces are ordinary.",
            ),
        ),
        (
            "serviceassistent",  # on to enhetsassistent
            "Björkskolan",
            (
                "Björkskolan belongs to Barn och utbildning, "
                "which does not employ its own assistants.",
                'When it has decided to: steg sector edit "Barn och utbildning" --employs-from DAY',
            ),
        ),
        (
            "serviceassistent",
            None,
            (
                "There is no workplace on 2024-01-15, so no sector that could employ the person.",
                "Name the workplace: --workplace NAME.",
            ),
        ),
    ],
)
def test_a_workplace_that_does_not_suit_the_step_is_refused(
    refuses: Refuses,
    on_step: OnStep,
    step: str,
    workplace: str | None,
    told: tuple[str, str],
) -> None:
    on_step(step)

    assert refuses(advance, "S-0001", TODAY, workplace=workplace) == told


def test_nobody_is_employed_by_a_sector_before_its_first_day(
    do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=D("2022-02-01"), workplace="Solgården")

    assert refuses(advance, "S-0001", TODAY, on=D("2022-12-31")) == (
        "Solgården belongs to Vård och omsorg, which employs its own assistants from 2023-01-01, "
        "not 2022-12-31.",
        "Give --on 2023-01-01 or a later day.",
    )
    assert do(advance, "S-0001", TODAY, on=D("2023-01-01")).result == replace(
        STANDING,
        step="enhetsassistent",
        since=D("2023-01-01"),
        payer="sector",
        agreement="AB",
        workplace="Solgården",
    )


def test_a_move_takes_the_person_to_another_workplace_at_the_same_percent(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("praktik", since=D("2023-06-01"))
    do(place, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), percent=50)

    do(advance, "S-0001", TODAY, on=D("2023-09-01"), workplace="Björkskolan")
    do(advance, "S-0001", TODAY, on=D("2023-10-01"), workplace="björkskolan")

    placements = load_person(register, 1).placements
    assert [(p.workplace.name, p.first_day, p.last_day, p.percent) for p in placements] == [
        ("Solgården", D("2023-07-01"), D("2023-08-31"), 50),
        ("Björkskolan", D("2023-09-01"), None, 50),
    ]


def test_who_has_left_cannot_advance(refuses: Refuses, do: Do, on_step: OnStep) -> None:
    on_step("praktik")
    do(leave, "S-0001", TODAY, to="employment")

    assert refuses(advance, "S-0001", TODAY) == (
        "Anna Andersson (S-0001) has no open enrolment: the last one ends on 2024-01-15.",
        "Somebody who comes back is enrolled again with steg enrol; "
        "steg undo takes back a leave that was a mistake.",
    )


def test_the_wrong_person_is_not_advanced(refuses: Refuses, on_step: OnStep) -> None:
    on_step("praktik")
    on_step("praktik", "Bo Andersson")

    assert refuses(advance, "Andersson", TODAY, kind=Ambiguous) == (
        "Andersson can be 2 people: S-0001 Anna Andersson, S-0002 Bo Andersson.",
        "Nothing was changed. Use the case reference of the right one, such as S-0001.",
    )
    assert refuses(advance, "S-0003", TODAY, kind=NotFound) == (
        "S-0003 is not in the register.",
        "Check the digits; steg list shows who is there.",
    )
    assert refuses(advance, "Anna Anderson", TODAY, kind=NotFound) == (
        "There is nobody called Anna Anderson in the register.",
        "Did you mean Anna Andersson?",
    )


def test_who_decided_is_a_name(refuses: Refuses, on_step: OnStep) -> None:
    on_step("praktik")

    assert refuses(advance, "S-0001", TODAY, decided_by=" ")[0] == "name: the text is missing."
