"""Which workplace suits a step, and how placements of a day go together: each rule alone."""

from __future__ import annotations

from datetime import date

import pytest

from steg_cli.programme.errors import Refused, StegError, allows
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Enrolment, Placement
from steg_cli.programme.placement_rules import (
    check_apart,
    check_full_time,
    check_own_employment,
    check_workplace,
    suits,
)
from steg_cli.programme.workplace import Workplace
from steg_cli.texts import texts

D = date.fromisoformat

Workplaces = dict[str, Workplace]


def told(error: StegError) -> tuple[str, str]:
    return str(error), texts("en").hint(error)


NEEDS_ORDINARY = (
    "{workplace} is an adapted workplace; {step} takes place in ordinary operations.",
    "steg workplace list shows which workplaces are ordinary.",
)
NEEDS_ADAPTED = (
    "{workplace} is an ordinary workplace; {step} takes place in AME's operations.",
    "steg workplace list shows which workplaces are adapted.",
)


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [
        ("kartlaggning", "Snickeriet", None),
        ("kartlaggning", "Björkskolan", NEEDS_ADAPTED),
        ("utredning", "Snickeriet", None),
        ("utredning", "Solgården", NEEDS_ADAPTED),
        ("arbetsprovning", "Snickeriet", None),
        ("arbetsprovning", "Björkskolan", NEEDS_ADAPTED),
        ("praktik", "Björkskolan", None),
        ("praktik", "Snickeriet", NEEDS_ORDINARY),
        ("utbildningspraktik", "Solgården", None),
        ("utbildningspraktik", "Snickeriet", NEEDS_ORDINARY),
        ("serviceassistent", "Björkskolan", None),
        ("serviceassistent", "Solgården", None),
        ("serviceassistent", "Snickeriet", NEEDS_ORDINARY),
        ("enhetsassistent", "Solgården", None),
        ("enhetsassistent", "Snickeriet", NEEDS_ORDINARY),
        ("underskoterska", "Solgården", None),
        ("underskoterska", "Björkskolan", None),
        ("sjukskoterska", "Snickeriet", NEEDS_ORDINARY),
    ],
)
def test_a_step_takes_place_in_adapted_or_in_ordinary_operations(
    workplaces: Workplaces, code: str, name: str, refusal: tuple[str, str] | None
) -> None:
    step, workplace = DEFAULT_LADDER.step(code), workplaces[name]
    assert suits(step, workplace, D("2024-06-15")) == (refusal is None)
    if refusal is None:
        check_workplace(step, workplace, D("2024-06-15"))
        return
    with pytest.raises(Refused) as caught:
        check_workplace(step, workplace, D("2024-06-15"))
    assert caught.value.message == refusal[0]
    assert caught.value.values == {"workplace": workplace.name, "step": step}
    assert told(caught.value) == (
        refusal[0].format(workplace=workplace.name, step=code),
        refusal[1],
    )


UNIT_ASSISTANT = DEFAULT_LADDER.step("enhetsassistent")


@pytest.mark.parametrize("day", ["2023-01-01", "2023-01-02", "2030-12-31"])
def test_a_sector_employs_enhetsassistenter_from_its_first_day(
    workplaces: Workplaces, day: str
) -> None:
    check_workplace(UNIT_ASSISTANT, workplaces["Solgården"], D(day))


@pytest.mark.parametrize("day", ["2022-12-31", "2019-04-01"])
def test_no_enhetsassistent_before_the_sectors_first_day(workplaces: Workplaces, day: str) -> None:
    with pytest.raises(Refused) as caught:
        check_workplace(UNIT_ASSISTANT, workplaces["Solgården"], D(day))
    assert told(caught.value) == (
        "Solgården belongs to Vård och omsorg, which employs its own assistants from 2023-01-01, "
        f"not {day}.",
        "Give --on 2023-01-01 or a later day.",
    )


def test_no_enhetsassistent_in_a_sector_that_does_not_employ_its_own(
    workplaces: Workplaces,
) -> None:
    with pytest.raises(Refused) as caught:
        check_workplace(UNIT_ASSISTANT, workplaces["Björkskolan"], D("2024-06-15"))
    assert told(caught.value) == (
        "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants.",
        'When it has decided to: steg sector edit "Barn och utbildning" --employs-from DAY',
    )


def placed(workplace: Workplace) -> Placement:
    return Placement(1, workplace, D("2022-01-01"), None, 100, None)


def test_no_enhetsassistent_without_a_workplace() -> None:
    with pytest.raises(Refused) as caught:
        check_own_employment(UNIT_ASSISTANT, None, D("2023-01-01"))
    assert told(caught.value) == (
        "There is no workplace on 2023-01-01, so no sector that could employ the person.",
        "Name the workplace: --workplace NAME.",
    )


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("serviceassistent", None),
        ("serviceassistent", "Björkskolan"),
        ("underskoterska", None),
        ("enhetsassistent", "Solgården"),
    ],
)
def test_other_steps_need_no_workplace_and_enhetsassistent_one_that_employs_its_own(
    workplaces: Workplaces, code: str, name: str | None
) -> None:
    placement = placed(workplaces[name]) if name else None
    check_own_employment(DEFAULT_LADDER.step(code), placement, D("2023-01-01"))


def test_the_placement_of_an_enhetsassistent_must_suit(workplaces: Workplaces) -> None:
    with pytest.raises(Refused) as caught:
        check_own_employment(UNIT_ASSISTANT, placed(workplaces["Björkskolan"]), D("2023-01-01"))
    assert caught.value.values == {"workplace": "Björkskolan", "sector": "Barn och utbildning"}
    told(caught.value)


# --- placements of a day ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percents", "exceptions", "refused"),
    [
        ([100], {}, None),
        ([50, 50], {}, None),
        ([50, 51], {}, 101),
        ([100, 50], {}, 150),
        ([100, 50], {1: "Nöd"}, None),
        ([100, 50], {0: "Nöd"}, None),
        ([40, 30, 31], {}, 101),
        ([100, 100], {1: ""}, 200),
    ],
)
def test_all_placements_of_a_day_are_full_time_at_most_but_for_an_exception(
    workplaces: Workplaces, percents: list[int], exceptions: dict[int, str], refused: int | None
) -> None:
    workplace, day = workplaces["Solgården"], D("2024-01-15")
    on_the_day = tuple(
        Placement(number, workplace, day, day, percent, None, exceptions.get(number))
        for number, percent in enumerate(percents)
    )
    days_beside = tuple(
        Placement(9, workplace, D(other), D(other), 100, None, "Nöd")
        for other in ("2024-01-14", "2024-01-16")
    )
    enrolment = Enrolment(1, "STEG", "Skövde", day, placements=on_the_day + days_beside)
    if refused is None:
        check_full_time(enrolment, day)
        return
    with pytest.raises(Refused) as caught:
        check_full_time(enrolment, day)
    assert told(caught.value) == (
        f"Together the placements on 2024-01-15 would be more than full time: {refused} %.",
        "Give a lower --percent, or first less where they are: steg place WHO WORKPLACE "
        '--percent N. More than full time is an exception: add --exception "the reason".',
    )


@pytest.mark.parametrize(
    ("name", "first", "last", "day"),
    [
        ("Solgården", "2023-12-01", "2024-01-14", None),
        ("Solgården", "2023-12-01", "2024-01-15", "2024-01-15"),
        ("Solgården", "2024-01-20", "2024-01-21", "2024-01-20"),
        ("Solgården", "2024-01-31", None, "2024-01-31"),
        ("Solgården", "2024-02-01", None, None),
        ("Solgården", "2023-12-01", None, "2024-01-15"),
        ("Björkskolan", "2024-01-15", "2024-01-31", None),
    ],
)
def test_nobody_is_twice_at_one_workplace_on_a_day(
    workplaces: Workplaces, name: str, first: str, last: str | None, day: str | None
) -> None:
    there = Placement(1, workplaces["Solgården"], D("2024-01-15"), D("2024-01-31"), 50)
    new = Placement(0, workplaces[name], D(first), D(last) if last else None, 50)
    assert allows(check_apart, [there], new) == allows(check_apart, [new], there) == (day is None)
    if day is not None:
        with pytest.raises(Refused) as caught:
            check_apart([there], new)
        assert told(caught.value) == (
            f"There would be two placements at Solgården at once, from {day}.",
            "End the other one first, or correct its percentage or days.",
        )
