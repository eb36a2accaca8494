"""One person's whole way, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.recording import record
from steg_cli.actions.surroundings import SECTOR, WORKPLACE, Typed, add
from steg_cli.output.picture import picture
from steg_cli.programme.errors import Ambiguous, NotFound
from steg_cli.programme.people import NEW, Deadline, Pause, Support
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.parts import ShownDeadline, ShownPause, ShownSupport
from steg_cli.reports.way import (
    ShownEnrolment,
    ShownPerson,
    ShownPlacement,
    ShownStay,
    way,
)
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)


FIRST = ShownStay(
    step="kartlaggning",
    first_day=TODAY,
    planned_last_day=None,
    last_day=None,
    agreement=None,
    payer=None,
    post=None,
    completed=None,
    certificate_day=None,
    exception=None,
)


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
                (replace(FIRST, first_day=D("2021-03-01"), last_day=D("2021-09-30")),),
                (ShownPlacement("Snickeriet", D("2021-04-01"), D("2021-09-30"), 50),),
            ),
            ShownEnrolment(
                "STEG",
                D("2022-03-01"),
                None,
                None,
                (
                    replace(FIRST, first_day=D("2022-03-01"), last_day=D("2023-05-31")),
                    replace(
                        FIRST,
                        step="serviceassistent",
                        first_day=D("2023-06-01"),
                        planned_last_day=D("2024-05-31"),
                        agreement="BEA",
                        payer="AME",
                        exception="bedömd",
                    ),
                ),
                (ShownPlacement("Solgården", D("2023-06-01"), None, 100),),
            ),
        ),
        months_in_all={"serviceassistent": 12},
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


@pytest.mark.parametrize("protected", [False, True])
def test_numbers_that_were_replaced_are_shown_and_masked(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf, protected: bool
) -> None:
    old = number_of("19900161")
    enrol_somebody(number=old, protected=protected)
    amend(register, "1", "identity", number_of("19900101"), TODAY)
    told = "former number 1: {number}, replaced on 2024-01-15"
    for include_protected, hidden in ((False, protected), (True, False)):
        found = way(register, old, TODAY, include_protected=include_protected)
        drawn = picture(found, texts("en"), TODAY, width=80)
        number = "(protected)" if hidden else "19900161-9809"
        assert told.format(number=number) in drawn.splitlines()


def test_what_else_is_decided_is_shown_and_masked_where_it_tells_of_health(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", protected=True)
    person = load_person(register, 1)
    with register.change("test", TODAY):
        record(
            register,
            person,
            person.with_(
                person.enrolments[0],
                replace(
                    person.enrolments[0],
                    pauses=(Pause(NEW, D("2023-08-01"), D("2023-08-31"), paid=False),),
                    supports=(
                        Support(
                            NEW, "lonebidrag", D("2023-06-01"), D("2024-03-31"), 60, 20000, "A-1"
                        ),
                    ),
                    deadlines=(
                        Deadline(NEW, "Utdrag", D("2024-05-01"), 2),
                        Deadline(NEW, "Samtal", D("2024-02-01"), 0, TODAY),
                    ),
                ),
            ),
        )

    (shown,) = way(register, "S-0001", TODAY, include_protected=True).shown.enrolments
    (masked,) = way(register, "S-0001", TODAY).shown.enrolments

    assert shown.pauses == masked.pauses == (ShownPause(D("2023-08-01"), D("2023-08-31"), False),)
    assert shown.supports == (
        ShownSupport("lonebidrag", D("2023-06-01"), D("2024-03-31"), 60, 20000, "A-1"),
    )
    assert masked.supports == (
        ShownSupport(None, D("2023-06-01"), D("2024-03-31"), 60, None, None),
    )
    assert shown.deadlines == (
        ShownDeadline(1, "Utdrag", D("2024-05-01"), 2, None),
        ShownDeadline(2, "Samtal", D("2024-02-01"), 0, TODAY),
    )
    assert masked.deadlines == tuple(replace(one, text=None) for one in shown.deadlines)


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

    assert next_of(register) == [f"Next step: {following}. steg advance S-0001 --to {following}"]


def test_the_last_step_is_the_last(register: Register, on_step: OnStep) -> None:
    on_step("sjukskoterska")

    assert next_of(register) == ["This is the last step of the ladder."]


def test_a_step_that_has_not_begun_is_awaited(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2024-01-16"))

    assert next_of(register) == ["kartlaggning begins on 2024-01-16."]
    assert next_of(register, D("2024-01-16")) == [
        "Next step: utredning. steg advance S-0001 --to utredning"
    ]


NO_WORKPLACE = "No workplace is recorded today: steg place S-0001"


@pytest.mark.parametrize(
    ("until", "agreement", "ends", "extension"),
    [
        (
            *("2024-02-29", "BEA"),
            "The period ends on 2024-02-29, in 45 days; give notice by 2024-01-29.",
            "It can be extended by up to 9 months: steg extend S-0001 --months 9",
        ),
        (
            *("2024-01-16", ""),
            "The period ends on 2024-01-16, tomorrow.",
            "It can be extended by up to 11 months: steg extend S-0001 --months 11",
        ),
        (
            *("2024-01-15", ""),
            "The period ends on 2024-01-15, today.",
            "It can be extended by up to 11 months: steg extend S-0001 --months 11",
        ),
        (
            *("2024-01-17", ""),
            "The period ends on 2024-01-17, in 2 days.",
            "It can be extended by up to 11 months: steg extend S-0001 --months 11",
        ),
        (
            *("2024-01-14", "BEA"),
            "The period ended on 2024-01-14, 1 day ago, and waits for a decision.",
            "It can be extended by up to 11 months: steg extend S-0001 --months 11",
        ),
        (
            *("2024-11-29", "BEA"),
            "The period ends on 2024-11-29, in 319 days; give notice by 2024-10-29.",
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


def test_a_renewed_period_tells_what_came_before_it(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", since=D("2023-01-01"), workplace="Björkskolan")
    advance(register, "S-0001", TODAY, to="serviceassistent", on=D("2023-07-01"), months=12)

    assert next_of(register)[:3] == [
        "The period ends on 2024-06-30, in 167 days; give notice by 2024-05-30.",
        "6 months on serviceassistent before it: 18 of 24 months in all, 6 left.",
        "It can be extended by up to 6 months: steg extend S-0001 --months 6",
    ]
    assert way(register, "S-0001", TODAY).shown.months_in_all == {"serviceassistent": 18}


def test_somebody_who_came_back_tells_what_came_before_it(
    register: Register, on_step: OnStep, enrol_somebody: EnrolSomebody
) -> None:
    on_step("serviceassistent", since=D("2021-06-01"))
    leave(register, "S-0001", TODAY, to="other", on=D("2022-12-17"))
    number = load_person(register, 1).participant.identity.number
    enrol_somebody(number=number, on=D("2023-01-01"))
    advance(
        register, "S-0001", TODAY, to="serviceassistent", exception="van", until=D("2024-06-28")
    )

    assert next_of(register)[1:3] == [
        "18 months on serviceassistent before it: 24 of 24 months in all, 0 left.",
        "It cannot be extended further.",
    ]


@pytest.mark.parametrize("today", ["2023-06-01", "2024-01-15"])
def test_the_planned_end_of_another_step_can_be_moved_as_far_as_one_likes(
    register: Register, on_step: OnStep, today: str
) -> None:
    on_step("praktik", until=D("2023-12-31"))

    ends, moved, following = next_of(register, D(today))

    assert ends in (
        "The period ends on 2023-12-31, in 213 days.",
        "The period ended on 2023-12-31, 15 days ago, and waits for a decision.",
    )
    assert moved == "Another day: steg extend S-0001 --until DAY"
    assert following == "Next step: utbildningspraktik. steg advance S-0001 --to utbildningspraktik"


@pytest.mark.parametrize(
    ("beside", "today", "notes"),
    [
        (
            "Solgården",
            "2024-01-15",
            ["Or employed by Vård och omsorg: steg convert-to-enhetsassistent S-0001"],
        ),
        (
            "Biblioteket",
            "2024-01-15",
            [
                f"{name} does not employ its own assistants yet. When it does: "
                f'steg sector edit "{name}" --employs-from DAY'
                for name in ("Barn och utbildning", "Kultur och fritid")
            ],
        ),
    ],
)
def test_of_two_workplaces_either_can_be_the_one_that_employs(
    register: Register, on_step: OnStep, beside: str, today: str, notes: list[str]
) -> None:
    add(register, SECTOR, "Kultur och fritid", {}, TODAY)
    library: dict[str, Typed | None] = {"sector": "Kultur och fritid", "municipality": "Skövde"}
    add(register, WORKPLACE, "Biblioteket", library, TODAY)
    on_step("serviceassistent", since=D("2023-06-01"))
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2023-06-01"), percent=50)
    place(register, "S-0001", beside, TODAY, first=D("2023-07-01"), beside=True)

    assert next_of(register, D(today))[-len(notes) :] == notes


def test_after_leaving_comes_the_follow_up(register: Register, on_step: OnStep) -> None:
    on_step("praktik")
    leave(register, "S-0001", D("2023-08-31"), to="other")

    assert next_of(register, D("2023-08-31")) == ["The last day is 2023-08-31, as registered."]
    assert next_of(register, D("2023-09-01")) == [
        "Left on 2023-08-31. Follow up from 2024-02-29: steg follow-up S-0001 --status …"
    ]
    follow_up(register, "S-0001", D("2023-10-01"), status="employment")  # too early to be it
    assert next_of(register, D("2023-10-02")) == [
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


def test_months_used_on_a_step_that_the_person_is_not_on_are_told(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=D("2022-01-01"), workplace="Björkskolan")
    back = partial(advance, register, "S-0001", exception="van")
    back(TODAY, to="utbildningspraktik", on=D("2022-07-01"))
    assert next_of(register)[-2:] == [
        "6 months on serviceassistent so far, 18 left of 24 in all.",
        "Next step: serviceassistent. steg advance S-0001 --to serviceassistent",
    ]
    back(TODAY, to="serviceassistent", on=D("2022-08-01"), months=18)
    back(D("2024-02-01"), to="utbildningspraktik", on=D("2024-02-01"))
    # Nothing is left, so no other period is offered.
    assert next_of(register, D("2024-02-01")) == [
        "24 months on serviceassistent so far, 0 left of 24 in all."
    ]
