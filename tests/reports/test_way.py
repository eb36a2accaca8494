"""One person's whole way, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.programme.errors import Ambiguous, NotFound
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.way import (
    ShownEnrolment,
    ShownPerson,
    ShownPlacement,
    ShownStay,
    way,
)

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)


def next_of(register: Register, today: date = TODAY) -> list[str]:
    return [note.message.format(**note.values) for note in way(register, "S-0001", today).next]


def test_the_whole_way_is_shown(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody(number=number, on=D("2021-03-01"))
    place(register, "S-0001", "Snickeriet", TODAY, first=D("2021-04-01"), percent=50)
    leave(register, "S-0001", TODAY, to="education", on=D("2021-09-30"))
    enrol_somebody(number=number, on=D("2022-03-01"), municipality="Töreboda")
    advance(
        register,
        "S-0001",
        TODAY,
        to="serviceassistent",
        on=D("2023-06-01"),
        workplace="Solgården",
        exception="bedömd",
    )

    shown = way(register, "anna andersson", TODAY)

    assert shown.shown == ShownPerson(
        reference="S-0001",
        name="Anna Andersson",
        identity=f"19900101-{number[8:]}",
        birth_date=D("1990-01-01"),
        sex="woman",
        municipality="Töreboda",
        protected=False,
        enrolments=(
            ShownEnrolment(
                "STEG",
                D("2021-03-01"),
                D("2021-09-30"),
                "education",
                (
                    ShownStay(
                        "kartlaggning", D("2021-03-01"), None, D("2021-09-30"), None, None, None
                    ),
                ),
                (ShownPlacement("Snickeriet", D("2021-04-01"), D("2021-09-30"), 50),),
            ),
            ShownEnrolment(
                "STEG",
                D("2022-03-01"),
                None,
                None,
                (
                    ShownStay(
                        "kartlaggning", D("2022-03-01"), None, D("2023-05-31"), None, None, None
                    ),
                    ShownStay(
                        "serviceassistent",
                        D("2023-06-01"),
                        D("2024-05-31"),
                        None,
                        "BEA",
                        "AME",
                        "bedömd",
                    ),
                ),
                (ShownPlacement("Solgården", D("2023-06-01"), None, 100),),
            ),
        ),
    )
    assert (shown.person, shown.masked) == (load_person(register, 1), False)


def test_a_protected_person_is_masked_unless_asked_for(register: Register, on_step: OnStep) -> None:
    on_step("praktik", workplace="Solgården", protected=True)

    shown = way(register, "S-0001", TODAY, include_protected=True)
    masked = way(register, "S-0001", TODAY)

    (enrolment,) = shown.shown.enrolments
    assert enrolment.placements == (ShownPlacement("Solgården", D("2023-06-01"), None, 100),)
    assert (shown.shown.name, shown.shown.municipality) == ("Anna Andersson", "Skövde")
    assert (shown.masked, masked.masked) == (False, True)
    assert masked.shown == replace(
        shown.shown,
        name=None,
        identity=None,
        birth_date=None,
        municipality=None,
        enrolments=(
            replace(
                enrolment,
                placements=(ShownPlacement(None, D("2023-06-01"), None, 100),),
                stays=tuple(replace(stay, exception=None) for stay in enrolment.stays),
            ),
        ),
    )


def test_a_birth_date_that_is_not_established_is_none(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900060", "981")
    enrol_somebody(number=number)

    shown = way(register, number, TODAY).shown

    assert (shown.identity, shown.birth_date, shown.sex) == (
        f"19900060-{number[8:]}",
        None,
        "man",
    )


def test_an_unknown_or_ambiguous_person_is_refused(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Andersson")
    enrol_somebody("Anna Björk")

    with pytest.raises(NotFound):
        way(register, "S-0003", TODAY)
    with pytest.raises(Ambiguous):
        way(register, "anna", TODAY)
    assert not register.connection.in_transaction


# --- what comes next ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "following"),
    [
        ("utredning", "arbetsprovning"),
        ("arbetsprovning", "praktik"),
        ("utbildningspraktik", "serviceassistent"),
        ("underskoterska", "sjukskoterska"),
    ],
)
def test_the_next_step_is_named_with_its_command(
    register: Register, on_step: OnStep, step: str, following: str
) -> None:
    on_step(step)

    assert next_of(register) == [f"Next step: {following}. steg advance S-0001"]


def test_the_last_step_is_the_last(register: Register, on_step: OnStep) -> None:
    on_step("sjukskoterska")

    assert next_of(register) == ["This is the last step of the ladder."]


def test_a_step_that_has_not_begun_is_awaited(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2024-01-16"))

    assert next_of(register) == ["kartlaggning begins on 2024-01-16."]
    assert next_of(register, D("2024-01-16")) == ["Next step: utredning. steg advance S-0001"]


NO_WORKPLACE = "No workplace is recorded today: steg place S-0001 WORKPLACE"


@pytest.mark.parametrize(
    ("until", "agreement", "ends", "extension"),
    [
        (
            *("2024-02-29", "BEA"),
            "The period ends on 2024-02-29, in 45 days; give notice by 2024-02-15.",
            "It can be extended by up to 9 months: steg extend S-0001 --months 9",
        ),
        (
            *("2024-01-16", ""),
            "The period ends on 2024-01-16, in 1 day.",
            "It can be extended by up to 11 months: steg extend S-0001 --months 11",
        ),
        (
            *("2024-01-14", "BEA"),
            "The period ended on 2024-01-14, 1 day ago, and waits for a decision.",
            "It can be extended by up to 11 months: steg extend S-0001 --months 11",
        ),
        (
            *("2024-11-29", "BEA"),
            "The period ends on 2024-11-29, in 319 days; give notice by 2024-11-15.",
            "It can be extended by up to 1 month: steg extend S-0001 --months 1",
        ),
        (
            *("2024-11-30", "AB"),
            "The period ends on 2024-11-30, in 320 days; give notice by 2024-10-30.",
            "It cannot be extended further.",
        ),
    ],
)
def test_a_period_tells_when_it_ends_and_how_far_it_can_be_extended(
    register: Register, on_step: OnStep, until: str, agreement: str, ends: str, extension: str
) -> None:
    on_step("serviceassistent", since=D("2022-12-01"), until=D(until))
    amend(register, "S-0001", "stay.2.agreement", agreement, TODAY)

    assert next_of(register) == [ends, extension, NO_WORKPLACE]


@pytest.mark.parametrize(
    ("workplace", "today", "note"),
    [
        (
            "Solgården",
            "2024-01-15",
            "Or employed by Vård och omsorg: steg convert-to-enhetsassistent S-0001",
        ),
        (
            "Solgården",
            "2022-12-31",
            "Or employed by Vård och omsorg from 2023-01-01: "
            "steg convert-to-enhetsassistent S-0001 --on 2023-01-01",
        ),
        (
            "Björkskolan",
            "2024-01-15",
            "Barn och utbildning does not employ its own assistants yet. When it does: "
            'steg sector edit "Barn och utbildning" --employs-from DAY',
        ),
        (None, "2024-01-15", NO_WORKPLACE),
    ],
)
def test_a_serviceassistent_can_be_employed_by_a_sector_that_employs_its_own(
    register: Register, on_step: OnStep, workplace: str | None, today: str, note: str
) -> None:
    on_step("serviceassistent", since=D("2022-12-01"), workplace=workplace)

    assert next_of(register, D(today))[-1] == note


def test_after_leaving_comes_the_follow_up(register: Register, on_step: OnStep) -> None:
    on_step("praktik")
    leave(register, "S-0001", D("2023-08-31"), to="other")

    assert next_of(register, D("2023-08-31")) == ["The last day is 2023-08-31, as registered."]
    assert next_of(register, D("2023-09-01")) == [
        "Left on 2023-08-31. Follow up from 2024-02-29: steg follow-up S-0001 --status …"
    ]
    follow_up(register, "S-0001", D("2024-03-01"), status="employment")
    follow_up(register, "S-0001", D("2024-04-01"), status="employment")
    assert next_of(register, D("2024-04-02")) == ["Left on 2023-08-31; followed up on 2024-04-01."]


@pytest.mark.parametrize("step", ["praktik", "serviceassistent", "enhetsassistent"])
def test_what_comes_next_does_not_tell_where_a_protected_person_is(
    register: Register, on_step: OnStep, step: str
) -> None:
    on_step(step, workplace="Solgården", protected=True)

    said = "\n".join(next_of(register))

    assert [secret for secret in ("Anna", "Solgården", "Vård och omsorg") if secret in said] == []
