"""Each move on plain people: what it changes of their way, what it tells, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme import enrolling, moves, placing, remedies
from steg_cli.programme.checks import check_person
from steg_cli.programme.errors import Refused, Remedy
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder
from steg_cli.programme.moves import NextStep, begin_step
from steg_cli.programme.people import Person
from steg_cli.programme.periods import MonthLimit
from steg_cli.programme.workplace import Sector, Workplace
from tests.programme.answers import refusal, remedy_of, told

if TYPE_CHECKING:
    from tests.programme.conftest import Changes, Climbed

D = date.fromisoformat
TODAY = D("2024-01-15")
STEPS = [step.code for step in DEFAULT_LADDER]

Workplaces = dict[str, Workplace]
Move = Callable[[Person, Workplaces], Person]


def following(code: str, on: str = "2024-01-15", **more: Any) -> NextStep:
    return NextStep(DEFAULT_LADDER.step(code), D(on), **more)


# Along the ladder


@pytest.mark.parametrize(("before", "after"), list(pairwise(STEPS)))
def test_the_next_step_begins_and_the_present_one_ends_the_day_before(
    climbed: Climbed, changes: Changes, before: str, after: str
) -> None:
    place = "Snickeriet" if before in STEPS[:2] else "Solgården"
    person = climbed(before, at=None if before == "arbetsprovning" else place)
    number = len(person.stays)

    moved = begin_step(person, following(after, decided_by="Karin"), DEFAULT_LADDER, TODAY)

    begun = {
        "serviceassistent": "2024-01-15– planned 2025-01-14 BEA",
        "enhetsassistent": "2024-01-15– AB",
    }
    ended = {
        "utbildningspraktik": " completed",
        "serviceassistent": " planned 2024-05-31 BEA",
        "enhetsassistent": " AB",
    }
    what_ended = f"{before} 2023-06-01–2024-01-14 closed 2024-01-15{ended.get(before, '')}"
    assert changes(person, moved) == {
        f"stay.{number}": what_ended,
        f"stay.{number + 1}": f"{after} {begun.get(after, '2024-01-15–')} Karin",
    }
    assert told(moved) == (
        ["No workplace is recorded yet. Next: steg place S-0001 --from 2024-01-15"]
        if before == "arbetsprovning"
        else []
    )
    assert check_person(moved.person, DEFAULT_LADDER) == ()


@pytest.mark.parametrize(
    ("step", "stay"),
    [
        (
            following("serviceassistent", months=18),
            "serviceassistent 2024-01-15– planned 2025-07-14 BEA",
        ),
        (
            following("serviceassistent", until=D("2025-02-28"), agreement="AB"),
            "serviceassistent 2024-01-15– planned 2025-02-28 AB",
        ),
        (
            following("serviceassistent", "2024-02-29", months=24, weekends=True),
            "serviceassistent 2024-02-29– planned 2026-02-28 BEA weekends True",
        ),
        (following("praktik", exception="Egen begäran"), "praktik 2024-01-15– !Egen begäran"),
        (following("sjukskoterska", exception="Kan"), "sjukskoterska 2024-01-15– !Kan"),
        # Any step can have a planned last day.
        (
            following("praktik", months=3, exception="Prövar"),
            "praktik 2024-01-15– planned 2024-04-14 !Prövar",
        ),
        (
            following("praktik", until=D("2024-01-15"), exception="Prövar"),
            "praktik 2024-01-15– planned 2024-01-15 !Prövar",
        ),
    ],
)
def test_a_step_is_as_it_was_decided(
    climbed: Climbed, changes: Changes, step: NextStep, stay: str
) -> None:
    person = climbed("utbildningspraktik", at="Solgården")
    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert told(moved) == []
    assert changes(person, moved)["stay.6"] == stay
    assert check_person(moved.person, DEFAULT_LADDER) == ()


@pytest.mark.parametrize(
    ("before", "step", "way"),
    [
        ("utbildningspraktik", following("arbetsprovning"), remedies.GOING_BACK_FOR_A_REASON),
        ("utbildningspraktik", following("underskoterska"), remedies.SKIPPING_FOR_A_REASON),
        ("praktik", following("praktik", exception="Ändå"), remedies.ANOTHER_STEP),
        (
            "utbildningspraktik",
            following("serviceassistent", months=25),
            remedies.MONTHS_WITHIN_THE_LIMIT_OR_REASON,
        ),
        (
            "utbildningspraktik",
            following("serviceassistent", until=D("2025-01-13")),
            remedies.ANOTHER_LAST_DAY_OR_REASON,
        ),
    ],
)
def test_a_step_is_under_the_rules_of_the_ladder_and_of_periods(
    climbed: Climbed, before: str, step: NextStep, way: Remedy | None
) -> None:
    assert remedy_of(lambda: begin_step(climbed(before), step, DEFAULT_LADDER, TODAY)) == way


def test_a_step_lasts_at_least_a_day(climbed: Climbed) -> None:
    person, same_day = climbed("praktik"), following("utbildningspraktik", "2023-06-01")
    assert refusal(lambda: begin_step(person, same_day, DEFAULT_LADDER, TODAY)) == (
        "Anna (S-0001) is on praktik from 2023-06-01; the next step cannot begin on 2023-06-01.",
        "Give a later day with --on, or correct the first day with steg amend.",
    )
    step = following("utbildningspraktik", "2023-06-02")
    after = begin_step(person, step, DEFAULT_LADDER, TODAY).person
    assert after.stays[-2].last_day == D("2023-06-01")


UNSUITABLE = (
    "{} does not suit praktik: the placement there ends on 2024-01-14. "
    "Next: steg place S-0001 --from 2024-01-15"
)


@pytest.mark.parametrize(
    ("before", "at", "to", "on", "placements", "notes"),
    [
        # Somewhere else: at the same percentage, and what ended is told.
        (
            "praktik",
            "Solgården",
            "Björkskolan",
            "2024-01-15",
            {1: "Solgården 2023-06-01–2024-01-14 100 %", 2: "Björkskolan 2024-01-15– 100 %"},
            ["The placement at Solgården ends on 2024-01-14."],
        ),
        ("praktik", None, "Björkskolan", "2024-01-15", {1: "Björkskolan 2024-01-15– 100 %"}, []),
        ("praktik", "Björkskolan", "Björkskolan", "2024-01-15", {}, []),
        ("serviceassistent", "Solgården", "Solgården", "2024-01-15", {}, []),
        (
            "serviceassistent",
            "Björkskolan",
            "Solgården",
            "2024-03-01",
            {1: "Björkskolan 2023-06-01–2024-02-29 100 %", 2: "Solgården 2024-03-01– 100 %"},
            ["The placement at Björkskolan ends on 2024-02-29."],
        ),
        # From adapted operations to ordinary ones.
        (
            "arbetsprovning",
            "Snickeriet",
            None,
            "2024-01-15",
            {1: "Snickeriet 2023-06-01–2024-01-14 100 %"},
            [UNSUITABLE.format("Snickeriet")],
        ),
        (
            "arbetsprovning",
            "Snickeriet",
            "Solgården",
            "2024-01-15",
            {1: "Snickeriet 2023-06-01–2024-01-14 100 %", 2: "Solgården 2024-01-15– 100 %"},
            ["The placement at Snickeriet ends on 2024-01-14."],
        ),
    ],
)
def test_a_step_takes_the_person_to_a_workplace_that_suits_it(
    climbed: Climbed,
    workplaces: Workplaces,
    changes: Changes,
    before: str,
    at: str | None,
    to: str | None,
    on: str,
    placements: dict[int, str],
    notes: list[str],
) -> None:
    person = climbed(before, at=at)
    step = following(STEPS[STEPS.index(before) + 1], on, workplace=workplaces[to] if to else None)

    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)

    after = {key: line for key, line in changes(person, moved).items() if "placement" in key}
    assert after == {f"placement.{number}": line for number, line in placements.items()}
    assert told(moved) == notes


def test_a_step_keeps_the_percentage(anna: Person, workplaces: Workplaces) -> None:
    step = following("enhetsassistent", workplace=workplaces["Solgården"])
    moved = begin_step(anna, step, DEFAULT_LADDER, TODAY)
    assert moved.person.placements[-1].percent == 50


def test_the_workplace_of_a_protected_person_is_not_named(
    climbed: Climbed, workplaces: Workplaces
) -> None:
    at_ame = climbed("arbetsprovning", at="Snickeriet", protected=True)
    moved = begin_step(at_ame, following("praktik"), DEFAULT_LADDER, TODAY)
    assert told(moved) == [UNSUITABLE.format("(protected)")]
    at_care = climbed("praktik", at="Solgården", protected=True)
    placed = placing.place(at_care, workplaces["Björkskolan"], TODAY)
    assert told(placed) == ["The placement at (protected) ends on 2024-01-14."]


def test_who_goes_back_is_not_told_of_a_workplace_at_ame(climbed: Climbed) -> None:
    person = climbed("praktik")
    step = following("utredning", exception="Egen begäran")
    assert told(begin_step(person, step, DEFAULT_LADDER, TODAY)) == []


@pytest.mark.parametrize(
    ("at", "to", "on", "way"),
    [
        (None, None, "2024-01-15", remedies.A_WORKPLACE),
        ("Björkskolan", None, "2024-01-15", remedies.A_SECTOR_THAT_EMPLOYS),
        ("Solgården", "Björkskolan", "2024-01-15", remedies.A_SECTOR_THAT_EMPLOYS),
        ("Solgården", "Snickeriet", "2024-01-15", remedies.AN_ORDINARY_WORKPLACE),
        ("Solgården", None, "2022-12-31", remedies.THE_SECTORS_FIRST_DAY),
    ],
)
def test_nobody_is_converted_where_the_sector_does_not_employ_its_own(
    climbed: Climbed, workplaces: Workplaces, at: str | None, to: str | None, on: str, way: Remedy
) -> None:
    person = climbed("serviceassistent", since=D("2022-06-01"), at=at)
    step = following("enhetsassistent", on, workplace=workplaces[to] if to else None)
    assert remedy_of(lambda: moves.convert(person, step, DEFAULT_LADDER, TODAY)) is way


@pytest.mark.parametrize("code", [code for code in STEPS if code != "serviceassistent"])
def test_only_a_serviceassistent_is_converted(climbed: Climbed, code: str) -> None:
    person = climbed(code, at="Solgården" if code in STEPS[6:] else None)
    step = following("enhetsassistent")
    early = STEPS.index(code) < STEPS.index("serviceassistent")
    assert refusal(lambda: moves.convert(person, step, DEFAULT_LADDER, TODAY)) == (
        f"Anna (S-0001) is on {code}; only a serviceassistent can be converted.",
        f"Advance first: steg advance S-0001 --to {STEPS[STEPS.index(code) + 1]}"
        if early
        else "steg show S-0001 shows the way so far.",
    )


@pytest.mark.parametrize(
    ("code", "at", "employs_from", "day"),
    [
        ("serviceassistent", "Solgården", "2023-01-01", "2024-01-15"),
        ("serviceassistent", "Solgården", "2024-01-15", "2024-01-15"),
        ("serviceassistent", "Solgården", "2024-06-01", "2024-06-01"),
        ("serviceassistent", "Solgården", None, None),
        ("serviceassistent", None, None, None),
        ("praktik", "Solgården", "2023-01-01", None),
        ("enhetsassistent", "Solgården", "2023-01-01", None),
    ],
)
def test_the_day_on_which_somebody_can_be_converted_where_they_are(
    climbed: Climbed, code: str, at: str | None, employs_from: str | None, day: str | None
) -> None:
    person = climbed(code, at=at)
    if at:
        old = person.placements[0]
        sector = Sector(2, "Vård och omsorg", D(employs_from) if employs_from else None)
        workplace = replace(old.workplace, sector=sector)
        person = person.with_(old, replace(old, workplace=workplace))
    found = moves.conversion_day(person, TODAY, DEFAULT_LADDER)
    assert found == (D(day) if day else None)


def test_nobody_is_converted_who_left_or_moves_away_or_on_a_ladder_without_it(
    climbed: Climbed, workplaces: Workplaces
) -> None:
    person = climbed("serviceassistent", at="Solgården")
    left = enrolling.leave(person, TODAY, "other", TODAY).person
    moving = placing.place(person, workplaces["Björkskolan"], D("2024-02-01")).person
    without = Ladder(tuple(step for step in DEFAULT_LADDER if not step.own_sector))
    refusal(lambda: moves.convert(left, following("enhetsassistent"), DEFAULT_LADDER, TODAY))
    assert moves.conversion_day(left, TODAY, DEFAULT_LADDER) is None
    assert moves.conversion_day(moving, TODAY, DEFAULT_LADDER) is None
    assert moves.conversion_day(person, TODAY, without) is None


# A new period on the same step


CUT_SHORT = "The period that was planned to 2024-05-31 ends on {}."
IN_ALL = "{} months on serviceassistent in all, with this period; {} left."
EXCEPTED = "{} months on serviceassistent in all: an exception from 12 to 24 months."


@pytest.mark.parametrize(
    ("step", "planned", "notes"),
    [
        # From 2023-06-01, planned to 2024-05-31: its days until the renewal count, not its plan.
        (
            following("serviceassistent", "2024-01-15"),
            "2025-01-14",
            [CUT_SHORT.format("2024-01-14"), IN_ALL.format(19, "4 months are")],
        ),
        (
            following("serviceassistent", "2024-01-15", until=D("2024-05-30")),
            "2024-05-30",
            [CUT_SHORT.format("2024-01-14"), IN_ALL.format(12, "12 months are")],
        ),
        (
            following("serviceassistent", "2024-01-15", until=D("2025-05-30")),
            "2025-05-30",
            [CUT_SHORT.format("2024-01-14"), IN_ALL.format(24, "0 months are")],
        ),
        # From 12 months on any length will do, and what is left is the plan if it is less.
        (
            following("serviceassistent", "2024-06-01"),
            "2025-05-31",
            [IN_ALL.format(24, "0 months are")],
        ),
        (
            following("serviceassistent", "2024-06-01", months=11),
            "2025-04-30",
            [IN_ALL.format(23, "1 month is")],
        ),
        (
            following("serviceassistent", "2024-06-01", until=D("2024-06-01")),
            "2024-06-01",
            [IN_ALL.format(12, "12 months are")],
        ),
        # It ran on past its plan.
        (
            following("serviceassistent", "2024-09-01"),
            "2025-05-31",
            [IN_ALL.format(24, "0 months are")],
        ),
        (
            following("serviceassistent", "2025-02-15"),
            "2025-05-30",
            [IN_ALL.format(24, "0 months are")],
        ),
        # As an exception it can be longer, or shorter.
        (
            following("serviceassistent", "2025-06-01", exception="Få platser"),
            "2026-05-31 BEA !Få platser",
            [EXCEPTED.format(36)],
        ),
        (
            following("serviceassistent", "2024-06-01", months=36, exception="Få platser"),
            "2027-05-31 BEA !Få platser",
            [EXCEPTED.format(48)],
        ),
        (
            following("serviceassistent", "2024-01-15", months=1, exception="Få platser"),
            "2024-02-14 BEA !Få platser",
            [CUT_SHORT.format("2024-01-14"), EXCEPTED.format(8)],
        ),
    ],
)
def test_the_same_step_again_is_a_new_period_of_what_is_left_in_all(
    climbed: Climbed, changes: Changes, step: NextStep, planned: str, notes: list[str]
) -> None:
    person = climbed("serviceassistent", at="Björkskolan")

    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)

    last = step.on - timedelta(1)
    if "!" not in planned:
        planned += " BEA"
    assert changes(person, moved) == {
        "stay.6": f"serviceassistent 2023-06-01–{last} closed 2024-01-15 planned 2024-05-31 BEA",
        "stay.7": f"serviceassistent {step.on}– planned {planned}",
    }
    assert told(moved) == notes
    assert check_person(moved.person, DEFAULT_LADDER) == ()


OUTSIDE = 'Give a last day between them; outside it is an exception: add --exception "the reason".'


@pytest.mark.parametrize(
    ("step", "sentence", "hint"),
    [
        (
            following("serviceassistent", "2025-06-01"),
            "No period can begin on 2025-06-01: 24 months are used already, of 24 in all.",
            'More than 24 months in all are an exception: add --exception "the reason".',
        ),
        (
            following("serviceassistent", "2024-06-01", months=13),
            "A period from 2024-06-01 cannot be planned to end on 2025-06-30: with 12 months "
            "before it, 12 to 24 months in all end between 2024-06-01 and 2025-05-31.",
            OUTSIDE,
        ),
        (
            following("serviceassistent", "2024-01-15", until=D("2024-05-29")),
            "A period from 2024-01-15 cannot be planned to end on 2024-05-29: with 7 months and "
            "14 days before it, 12 to 24 months in all end between 2024-05-30 and 2025-05-30.",
            OUTSIDE,
        ),
        (
            following("serviceassistent", "2024-06-01", until=D("2024-05-31"), exception="Ändå"),
            "A period from 2024-06-01 cannot end on 2024-05-31.",
            "Give a later day with --until, or leave it out.",
        ),
        # It begins inside another one.
        (
            following("serviceassistent", "2023-06-01"),
            "Anna (S-0001) is on serviceassistent from 2023-06-01; "
            "the next step cannot begin on 2023-06-01.",
            "Give a later day with --on, or correct the first day with steg amend.",
        ),
    ],
)
def test_a_new_period_that_the_months_in_all_forbid_is_refused(
    climbed: Climbed, step: NextStep, sentence: str, hint: str
) -> None:
    person = climbed("serviceassistent")
    assert refusal(lambda: begin_step(person, step, DEFAULT_LADDER, TODAY)) == (sentence, hint)


def test_a_first_period_outside_the_limit_is_an_exception_and_says_so(climbed: Climbed) -> None:
    """Also where the same reason lets a step be skipped: nothing long slips in unseen."""
    for before, months in (("utbildningspraktik", 11), ("utbildningspraktik", 240), ("praktik", 6)):
        person = climbed(before, at="Solgården")
        step = following("serviceassistent", months=months, exception="why")
        moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
        assert told(moved) == [EXCEPTED.format(months)]
        assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_a_renewed_period_is_extended_and_converted_like_any_other(
    climbed: Climbed, changes: Changes
) -> None:
    person = climbed("serviceassistent", at="Solgården")
    six_months = following("serviceassistent", "2024-06-01", months=6)
    renewed = begin_step(person, six_months, DEFAULT_LADDER, TODAY).person

    longer = moves.extend(renewed, D("2024-07-01"), months=6)
    assert changes(renewed, longer) == {
        "stay.7": "serviceassistent 2024-06-01– planned 2025-05-31 BEA",
        "stay.7.extension.1": "2024-07-01: 2024-11-30 > 2025-05-31",
    }
    assert told(longer) == [IN_ALL.format(24, "0 months are")]
    assert refusal(lambda: moves.extend(renewed, D("2024-07-01"), months=7)) == (
        "12 months before and 6 from 2024-06-01, extended by 7, would be 25 in all; "
        "at most 24 are allowed.",
        "It can be extended by 6 more: at the longest to 2025-05-31. "
        'More is an exception: add --exception "the reason".',
    )

    converted = moves.convert(
        renewed, following("enhetsassistent", "2024-09-01"), DEFAULT_LADDER, TODAY
    )
    assert changes(renewed, converted) == {
        "stay.7": "serviceassistent 2024-06-01–2024-08-31 closed 2024-01-15 planned 2024-11-30 BEA",
        "stay.8": "enhetsassistent 2024-09-01– AB",
    }
    assert told(converted) == []


def test_on_another_ladder_its_own_limit_counts(climbed: Climbed) -> None:
    limit = MonthLimit(6, 18)
    steps = tuple(replace(one, limit=limit) if one.limit else one for one in DEFAULT_LADDER)
    ladder = Ladder(steps)
    person = climbed("utbildningspraktik", at="Björkskolan")
    service = ladder.step("serviceassistent")
    for on, planned, total, left in (
        ("2024-01-15", "2024-07-14", 6, 12),
        ("2024-07-15", "2025-01-14", 12, 6),
        ("2025-01-15", "2025-07-14", 18, 0),
    ):
        person = begin_step(person, NextStep(service, D(on)), ladder, TODAY).person
        stay = person.stays[-1]
        assert stay.planned_last_day == D(planned)
        assert (person.months_in_all(stay), person.months_left_to_extend(stay)) == (total, left)
        assert check_person(person, ladder) == ()
    with pytest.raises(Refused, match="18 months are used already, of 18 in all"):
        begin_step(
            person, NextStep(ladder.step("serviceassistent"), D("2025-07-15")), ladder, TODAY
        )


# Training


TRAINED = "utbildningspraktik 2023-06-01–2024-01-14 closed 2024-01-15"


@pytest.mark.parametrize(
    ("step", "training"),
    [
        (following("serviceassistent"), f"{TRAINED} completed"),
        (following("serviceassistent", months=36, exception="why"), f"{TRAINED} completed"),
        (
            following("serviceassistent", certificate_day=D("2024-01-12")),
            f"{TRAINED} completed certificate 2024-01-12",
        ),
        # A certificate may come after the training, and says that it was completed anyhow.
        (
            following("praktik", certificate_day=TODAY, exception="Egen begäran"),
            f"{TRAINED} completed certificate 2024-01-15",
        ),
        (
            following("serviceassistent", completed=False, exception="Kan arbetet"),
            f"{TRAINED} not completed",
        ),
        (following("praktik", completed=False, exception="Orkar inte"), f"{TRAINED} not completed"),
        # Whoever goes back, or skips a step, has said nothing of it.
        (following("praktik", exception="Egen begäran"), TRAINED),
        (following("underskoterska", exception="Egen begäran"), TRAINED),
    ],
)
def test_going_on_from_training_says_that_it_was_completed(
    climbed: Climbed, changes: Changes, step: NextStep, training: str
) -> None:
    person = climbed("utbildningspraktik", at="Solgården")
    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert changes(person, moved)["stay.5"] == training
    assert check_person(moved.person.in_order(), DEFAULT_LADDER) == ()


@pytest.mark.parametrize(
    ("recorded", "step", "training"),
    [
        (
            {"completed": True, "certificate_day": D("2024-01-10")},
            following("serviceassistent"),
            f"{TRAINED} completed certificate 2024-01-10",
        ),
        (
            {"completed": False},
            following("serviceassistent", exception="Kan arbetet"),
            f"{TRAINED} not completed",
        ),
        (
            {"completed": False},
            following("serviceassistent", certificate_day=D("2024-01-12")),
            f"{TRAINED} completed certificate 2024-01-12",
        ),
    ],
)
def test_what_was_recorded_of_training_already_stands_unless_something_else_is_said(
    climbed: Climbed, changes: Changes, recorded: dict[str, Any], step: NextStep, training: str
) -> None:
    person = climbed("utbildningspraktik", at="Solgården")
    person = person.with_(person.stays[-1], replace(person.stays[-1], **recorded))
    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert changes(person, moved)["stay.5"] == training
    assert check_person(moved.person, DEFAULT_LADDER) == ()


@pytest.mark.parametrize(
    ("before", "step", "sentence", "hint"),
    [
        *(
            (
                "praktik",
                following("utbildningspraktik", **said),
                "praktik is no training, so there is nothing to complete.",
                "Leave out --certificate, --completed and --not-completed.",
            )
            for said in ({"completed": False}, {"certificate_day": D("2024-01-12")})
        ),
        (
            "utbildningspraktik",
            following("serviceassistent", certificate_day=D("2023-05-31")),
            "A certificate of 2023-05-31 cannot be of the training that began on 2023-06-01.",
            "Give the day that stands on the certificate.",
        ),
        (
            "utbildningspraktik",
            following("serviceassistent", certificate_day=D("2024-01-16")),
            "A certificate cannot be of 2024-01-16, which is still to come.",
            "Give the day that stands on the certificate.",
        ),
    ],
)
def test_what_is_said_of_training_must_be_possible(
    climbed: Climbed, before: str, step: NextStep, sentence: str, hint: str
) -> None:
    person = climbed(before)
    assert refusal(lambda: begin_step(person, step, DEFAULT_LADDER, TODAY)) == (sentence, hint)


def test_a_certificate_can_be_of_any_day_until_the_next_step_begins(climbed: Climbed) -> None:
    person = climbed("utbildningspraktik")
    for day in ("2023-06-01", "2024-03-01"):
        step = following("serviceassistent", "2024-03-01", certificate_day=D(day))
        after = begin_step(person, step, DEFAULT_LADDER, TODAY).person
        assert after.stays[-2].certificate_day == D(day)


def test_training_that_was_not_completed_qualifies_for_nothing(climbed: Climbed) -> None:
    step = following("serviceassistent", completed=False)
    after = begin_step(climbed("utbildningspraktik"), step, DEFAULT_LADDER, TODAY).person
    (problem,) = check_person(after, DEFAULT_LADDER)
    assert problem.error.remedy is remedies.UNTRAINED_FOR_A_REASON


def test_training_can_be_the_last_step_of_a_ladder(climbed: Climbed) -> None:
    ladder = Ladder(DEFAULT_LADDER.steps[:5])
    back = NextStep(ladder.step("praktik"), TODAY, exception="Egen begäran")
    after = begin_step(climbed("utbildningspraktik"), back, ladder, TODAY).person
    assert after.stays[-2].completed is None


# A longer period


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"months": 1}, "2024-01-15: 2024-11-30 > 2024-12-31"),
        (
            {"months": 6, "on": D("2024-01-15"), "decided_by": "Karin"},
            "2024-01-15: 2024-11-30 > 2025-05-31 Karin",
        ),
        ({"until": D("2024-12-01")}, "2024-01-15: 2024-11-30 > 2024-12-01"),
    ],
)
def test_an_extension_is_kept_with_its_day_and_the_plan_before(
    anna: Person, changes: Changes, more: dict[str, Any], line: str
) -> None:
    planned = line.split()[3]
    assert changes(anna, moves.extend(anna, TODAY, **more).person) == {
        "stay.6": f"serviceassistent 2023-06-01– planned {planned} BEA",
        "stay.6.extension.2": line,
    }


def test_an_extension_beyond_the_limit_is_an_exception_with_a_reason(
    anna: Person, changes: Changes
) -> None:
    longer = moves.extend(anna, TODAY, months=18, exception="Väntar på utbildning")
    assert changes(anna, longer) == {
        "stay.6": "serviceassistent 2023-06-01– planned 2026-05-31 BEA",
        "stay.6.extension.2": "2024-01-15: 2024-11-30 > 2026-05-31 !Väntar på utbildning",
    }
    assert told(longer) == [EXCEPTED.format(36)]
    assert check_person(longer.person, DEFAULT_LADDER) == ()
    for until in ("2026-05-31", "2026-06-01"):  # the next one is an exception of its own
        with pytest.raises(Refused):
            moves.extend(longer.person, TODAY, until=D(until))


def test_a_period_that_is_too_short_as_an_exception_can_be_extended_bit_by_bit(
    climbed: Climbed,
) -> None:
    step = following("serviceassistent", months=2, exception="Prövar")
    person = begin_step(climbed("utbildningspraktik"), step, DEFAULT_LADDER, TODAY).person
    moved = moves.extend(person, TODAY, months=3)
    assert told(moved) == [EXCEPTED.format(5)]
    assert check_person(moved.person, DEFAULT_LADDER) == ()
    assert told(moves.extend(moved.person, TODAY, months=7)) == []


@pytest.mark.parametrize(
    ("more", "planned"),
    [
        ({"months": 1}, "2024-04-14"),
        ({"months": 30}, "2026-09-14"),
        ({"until": D("2024-03-16")}, "2024-03-16"),
    ],
)
def test_the_planned_end_of_a_step_without_a_limit_is_moved_as_far_as_one_likes(
    climbed: Climbed, changes: Changes, more: dict[str, Any], planned: str
) -> None:
    step = following("utbildningspraktik", months=2)
    person = begin_step(climbed("praktik"), step, DEFAULT_LADDER, TODAY).person
    moved = moves.extend(person, D("2024-02-01"), **more)
    assert changes(person, moved) == {
        "stay.5": f"utbildningspraktik 2024-01-15– planned {planned}",
        "stay.5.extension.1": f"2024-02-01: 2024-03-14 > {planned}",
    }
    assert told(moved) == []
    assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_an_extension_can_date_from_the_periods_first_day(
    climbed: Climbed, changes: Changes
) -> None:
    person = climbed("serviceassistent")
    after = moves.extend(person, TODAY, months=1, on=D("2023-06-01")).person
    assert changes(person, after)["stay.6.extension.1"] == "2023-06-01: 2024-05-31 > 2024-06-30"


def test_a_period_still_to_begin_is_planned_anew_without_a_decision(
    climbed: Climbed, changes: Changes
) -> None:
    ahead = climbed("serviceassistent", since=D("2024-01-16"))
    after = moves.extend(ahead, TODAY, months=2, decided_by="Karin").person
    line = "serviceassistent 2024-01-16– planned 2025-03-15 BEA Karin"
    assert changes(ahead, after) == {"stay.6": line}
    again = moves.extend(after, TODAY, months=1).person
    assert changes(after, again) == {"stay.6": line.replace("03-15", "04-15")}
    begins_today = climbed("serviceassistent", since=TODAY)
    assert moves.extend(begins_today, TODAY, months=2).person.stays[-1].extensions != ()


@pytest.mark.parametrize(
    ("code", "more", "sentence", "hint"),
    [
        (
            "praktik",
            {"months": 6},
            "Anna (S-0001) is on praktik, and no last day is planned that could be moved.",
            "Plan one: steg amend S-0001 stay.4.planned-last-day DAY",
        ),
        (
            "serviceassistent",
            {"months": 1, "on": D("2024-01-16")},
            "An extension cannot have been decided on 2024-01-16, which is still to come.",
            "Leave out --on, or give the day of the decision.",
        ),
        (
            "serviceassistent",
            {"months": 1, "on": D("2023-05-31")},
            "The period began on 2023-06-01; an extension cannot date from 2023-05-31.",
            "Give a later day with --on.",
        ),
    ],
)
def test_an_extension_that_the_rules_forbid_is_refused(
    climbed: Climbed, code: str, more: dict[str, Any], sentence: str, hint: str
) -> None:
    person = climbed(code)
    assert refusal(lambda: moves.extend(person, TODAY, **more)) == (sentence, hint)


def test_an_extension_is_under_the_rules_of_periods(climbed: Climbed) -> None:
    person = climbed("serviceassistent")
    assert remedy_of(lambda: moves.extend(person, TODAY, months=0)) is remedies.A_MONTH_OR_MORE
    assert (
        remedy_of(lambda: moves.extend(person, TODAY, until=D("2024-05-31")))
        is remedies.A_LATER_PLAN
    )


def test_decisions_stand_in_the_order_of_their_days(anna: Person) -> None:
    today = D("2024-01-16")
    assert refusal(lambda: moves.extend(anna, today, months=1, on=D("2024-01-14"))) == (
        "The period was last extended on 2024-01-15; this extension cannot date from 2024-01-14.",
        "Give that day or a later one with --on.",
    )
    assert len(moves.extend(anna, today, months=1, on=TODAY).person.stays[-1].extensions) == 2


# Any moves, one after the other


@st.composite
def one_move(draw: st.DrawFn) -> Move:
    day = TODAY + timedelta(draw(st.integers(-300, 300)))
    months, reason = draw(st.integers(1, 25)), draw(st.sampled_from([None, "why"]))
    name, code = (
        draw(st.sampled_from(["Snickeriet", "Solgården", "Björkskolan"])),
        draw(st.sampled_from(STEPS)),
    )

    def step(person: Person, workplaces: Workplaces) -> Person:
        begun = following(code, str(day), workplace=workplaces[name], exception=reason)
        return begin_step(person, begun, DEFAULT_LADDER, TODAY).person

    happenings: list[Move] = [
        step,
        lambda person, places: placing.place(person, places[name], day).person,
        lambda person, _: moves.extend(person, TODAY, months=months).person,
        lambda person, _: moves.extend(person, TODAY, until=day, on=day).person,
        lambda person, _: enrolling.leave(person, day, "other", TODAY).person,
        lambda person, _: enrolling.follow_up(person, day, "other", TODAY),
        lambda person, _: _enrolled_again(person, day),
    ]
    return draw(st.sampled_from(happenings))


def _enrolled_again(person: Person, day: date) -> Person:
    new = replace(person.enrolments[0], id=0, first_day=day, last_day=None, left_to=None)
    new = replace(new, placements=(), follow_ups=())
    return enrolling.enrol(person, new, DEFAULT_LADDER.steps[0])


@given(st.lists(one_move(), max_size=12))
def test_what_a_move_allows_is_in_order_but_for_workplaces_of_other_days(
    climbed: Climbed, workplaces: Workplaces, chosen: list[Move]
) -> None:
    """A move asks whether a workplace suits on its day alone; the rest is `check_person`'s."""
    person = climbed("praktik", at="Solgården")
    for move in chosen:
        try:
            after = move(person, workplaces).in_order()
        except Refused:
            continue
        problems = check_person(after, DEFAULT_LADDER)
        assert {problem.field for problem in problems} <= {"workplace"}
        if not problems:
            person = after
