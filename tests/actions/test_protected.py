"""Of somebody with a protected identity no verb tells the name or the workplace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.closing import close
from steg_cli.actions.convert import convert_people, convert_sector
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.actions.surroundings import SECTOR, WORKPLACE, edit
from steg_cli.actions.undo import next_reversal, reverse_last
from steg_cli.programme.errors import Refused, Several, StegError
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import Register
from steg_cli.register.people import find_person, load_person
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)
CARE, SCHOOLS = "Vård och omsorg", "Barn och utbildning"
SECRETS = ("Hilma", "Hemberg", "Solgården", "Björkskolan", "Snickeriet")

Call = Callable[[Register], object]


def told(call: Call, register: Register) -> str:
    """Return all that a command tells: its result and notes, or its errors, and the log's line."""
    try:
        done = call(register)
    except StegError as error:
        errors = (error, *(error.errors if isinstance(error, Several) else ()))
        return "\n".join(f"{e}\n{texts('en').hint(e)}" for e in errors)
    assert isinstance(done, Done)
    notes = [note.message.format(**note.values) for note in done.notes]
    logged = register.execute("SELECT summary FROM change ORDER BY id DESC LIMIT 1").fetchone()[0]
    return "\n".join([repr(done.result), *notes, logged])


def reenrol(name: str, on: date, *, protected: bool = True) -> Call:
    def call(register: Register) -> object:
        number = load_person(register, 1).participant.identity.number
        application = Application(
            parse_identity(number, TODAY),
            name,
            "STEG",
            "Skövde",
            "unemployed",
            on,
            disability=True,
            protected=protected,
        )
        return enrol(register, application, TODAY)

    return call


def left(call: Call) -> Call:
    def after_leaving(register: Register) -> object:
        leave(register, "S-0001", TODAY, to="other", on=D("2023-12-31"))
        return call(register)

    return after_leaving


# What is done with somebody in work placement at Solgården.
CALLS: dict[str, Call] = {
    "enrol, already enrolled": reenrol("Hilma Hemberg", TODAY),
    "enrol, too early": left(reenrol("Hilma Hemberg", D("2023-12-31"))),
    "enrol, again": left(reenrol("Hilma Hemberg", D("2024-01-01"))),
    "enrol, again under another name": left(
        reenrol("Någon Annan", D("2024-01-01"), protected=False)
    ),
    "advance": lambda r: advance(r, "S-0001", TODAY),
    "advance, to a workplace": lambda r: advance(r, "S-0001", TODAY, workplace="Björkskolan"),
    "advance, an unsuitable workplace": lambda r: advance(
        r, "S-0001", TODAY, workplace="Snickeriet"
    ),
    "advance, too early": lambda r: advance(r, "S-0001", TODAY, on=D("2023-01-01")),
    "advance, over a step": lambda r: advance(r, "S-0001", TODAY, to="sjukskoterska"),
    "place": lambda r: place(r, "S-0001", "Björkskolan", TODAY),
    "place, unsuitable": lambda r: place(r, "S-0001", "Snickeriet", TODAY),
    "place, before the enrolment": lambda r: place(
        r, "S-0001", "Solgården", TODAY, first=D("2020-01-01")
    ),
    "extend, no period": lambda r: extend(r, "S-0001", TODAY, months=6),
    "convert, no serviceassistent": lambda r: convert_people(r, ["S-0001"], TODAY),
    "leave": lambda r: leave(r, "S-0001", TODAY, to="other"),
    "leave, too early": lambda r: leave(r, "S-0001", TODAY, to="other", on=D("2023-01-01")),
    "leave, twice": left(lambda r: leave(r, "S-0001", TODAY, to="other")),
    "follow-up": left(lambda r: follow_up(r, "S-0001", TODAY, status="employment")),
    "follow-up, not left": lambda r: follow_up(r, "S-0001", TODAY, status="employment"),
    "follow-up, too early": left(
        lambda r: follow_up(r, "S-0001", TODAY, status="employment", on=D("2023-12-31"))
    ),
    "follow-up, twice": left(
        lambda r: (
            follow_up(r, "S-0001", TODAY, status="employment"),
            follow_up(r, "S-0001", TODAY, status="other"),
        )[1]
    ),
    "amend name": lambda r: amend(r, "S-0001", "name", "Hilma Berg", TODAY),
    "amend workplace": lambda r: amend(r, "S-0001", "placement.1.workplace", "Björkskolan", TODAY),
    "amend workplace, unsuitable": lambda r: amend(
        r, "S-0001", "placement.1.workplace", "Snickeriet", TODAY
    ),
    "amend a placement's first day, over two steps": lambda r: amend(
        r, "S-0001", "placement.1.first-day", "2023-05-31", TODAY
    ),
    "amend a placement's first day, outside": lambda r: amend(
        r, "S-0001", "placement.1.first-day", "2021-01-31", TODAY
    ),
    "amend a placement's percent": lambda r: amend(r, "S-0001", "placement.1.percent", "50", TODAY),
    "amend protected": lambda r: amend(r, "S-0001", "protected", "no", TODAY),
    "amend an unknown field": lambda r: amend(r, "S-0001", "placement.2.workplace", "x", TODAY),
    "undo": lambda r: reverse_last(r, "undo", TODAY),
    "find, near the name": lambda r: advance(r, "Hylma Hemborg", TODAY),
}
# What is done with somebody elsewhere: the step, the workplace, and the call.
ELSEWHERE: dict[str, tuple[str, str | None, Call]] = {
    "advance, the workplace does not suit": (
        "arbetsprovning",
        "Snickeriet",
        lambda r: advance(r, "S-0001", TODAY),
    ),
    "advance, the sector does not employ": (
        "serviceassistent",
        "Björkskolan",
        lambda r: advance(r, "S-0001", TODAY),
    ),
    "place, over two steps": (
        "arbetsprovning",
        "Snickeriet",
        lambda r: (
            advance(r, "S-0001", TODAY, on=D("2024-01-01")),
            place(r, "S-0001", "Snickeriet", TODAY, first=D("2023-12-01")),
        )[1],
    ),
    "place, another is planned": (
        "praktik",
        None,
        lambda r: (
            place(r, "S-0001", "Solgården", TODAY, first=D("2024-06-01")),
            place(r, "S-0001", "Björkskolan", TODAY),
        )[1],
    ),
    "place, a full workplace": (
        "praktik",
        None,
        lambda r: (
            edit(r, WORKPLACE, "Solgården", {"places": 0}, TODAY),
            place(r, "S-0001", "Solgården", TODAY),
        )[1],
    ),
    "extend": ("serviceassistent", "Solgården", lambda r: extend(r, "S-0001", TODAY, months=6)),
    "convert": ("serviceassistent", "Solgården", lambda r: convert_people(r, ["S-0001"], TODAY)),
    "convert, to a workplace": (
        "serviceassistent",
        "Björkskolan",
        lambda r: convert_people(r, ["S-0001"], TODAY, workplace="Solgården"),
    ),
    "convert, the sector does not employ": (
        "serviceassistent",
        "Björkskolan",
        lambda r: convert_people(r, ["S-0001"], TODAY),
    ),
    "convert, several": (
        "serviceassistent",
        "Björkskolan",
        lambda r: convert_people(r, ["S-0001", "S-0002"], TODAY),
    ),
    "convert, a sector": (
        "serviceassistent",
        "Solgården",
        lambda r: convert_sector(r, CARE, TODAY),
    ),
    "convert, a sector that does not employ": (
        "serviceassistent",
        "Björkskolan",
        lambda r: convert_sector(r, SCHOOLS, TODAY),
    ),
    "amend workplace, the sector does not employ": (
        "enhetsassistent",
        "Solgården",
        lambda r: amend(r, "S-0001", "placement.1.workplace", "Björkskolan", TODAY),
    ),
    "sector edit": (
        "enhetsassistent",
        "Solgården",
        lambda r: edit(r, SECTOR, CARE, {"employs_from": ""}, TODAY),
    ),
}


@pytest.mark.parametrize("what", [*CALLS, *ELSEWHERE])
def test_no_verb_tells_the_name_or_the_workplace(
    register: Register, on_step: OnStep, what: str
) -> None:
    step, workplace, call = ELSEWHERE.get(what) or ("praktik", "Solgården", CALLS[what])
    on_step(step, "Hilma Hemberg", workplace=workplace, protected=True)
    on_step("praktik", "Bo Björk")

    said = told(call, register)

    typed = "Hylma Hemborg"  # what was typed may be repeated
    assert [secret for secret in SECRETS if secret in said.replace(typed, "")] == []


CLOSED, EMPLOYS = "2024-09-27", "2024-11-23"


@pytest.mark.parametrize(
    ("step", "workplace", "call"),
    [
        (
            "praktik",
            "Solgården",
            lambda r: place(r, "S-0001", "Solgården", TODAY, first=D("2025-01-01")),
        ),
        (
            "praktik",
            "Solgården",
            lambda r: amend(r, "S-0001", "placement.1.last-day", "2025-01-01", TODAY),
        ),
        (
            "serviceassistent",
            "Björkskolan",
            lambda r: convert_people(r, ["S-0001"], TODAY),
        ),
        (
            "serviceassistent",
            "Björkskolan",
            lambda r: advance(r, "S-0001", TODAY, to="enhetsassistent"),
        ),
    ],
)
def test_no_day_of_a_workplace_or_its_sector_tells_which_it_is(
    register: Register, on_step: OnStep, step: str, workplace: str, call: Call
) -> None:
    on_step(step, "Hilma Hemberg", workplace=workplace, protected=True)
    amend(register, "S-0001", "placement.1.last-day", "2024-09-01", TODAY)
    edit(register, SECTOR, SCHOOLS, {"employs_from": D(EMPLOYS)}, TODAY, include_protected=True)
    close(register, WORKPLACE, "Solgården", TODAY, on=D(CLOSED), include_protected=True)
    with pytest.raises(StegError) as caught:
        call(register)
    said = str(caught.value) + repr(caught.value.values)
    assert (CLOSED in said, EMPLOYS in said, "(protected)" in said) == (False, False, True)


def test_an_edited_workplace_does_not_tell_who_is_there(
    register: Register, on_step: OnStep
) -> None:
    on_step("praktik", "Hilma Hemberg", workplace="Solgården", protected=True)

    said = told(lambda r: edit(r, WORKPLACE, "Solgården", {"adapted": True}, TODAY), register)

    assert [secret for secret in ("Hilma", "Hemberg", "S-0001") if secret in said] == []
    with pytest.raises(Refused):
        edit(register, WORKPLACE, "Solgården", {"adapted": True}, TODAY)


def test_who_becomes_protected_is_masked_in_that_very_result(
    register: Register, on_step: OnStep
) -> None:
    on_step("praktik", "Hilma Hemberg", workplace="Solgården")
    amend(register, "S-0001", "protected", "yes", TODAY)

    said = told(lambda r: place(r, "S-0001", "Björkskolan", TODAY), register)

    assert [secret for secret in SECRETS if secret in said] == []
    protected = standing_of(load_person(register, 1), {}, TODAY)
    amend(register, "S-0001", "protected", "no", TODAY)
    assert standing_of(load_person(register, 1), {}, TODAY) == replace(
        protected,
        name="Hilma Hemberg",
        protected=False,
        municipality="Skövde",
        workplace="Björkskolan",
        exception="bedömd",
    )


def test_a_standing_of_somebody_protected_keeps_what_tells_nothing(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", "Hilma Hemberg", workplace="Solgården", protected=True)

    assert standing_of(load_person(register, 1), {}, TODAY) == Standing(
        reference="S-0001",
        name=None,
        protected=True,
        cohort="STEG",
        municipality=None,
        step="serviceassistent",
        since=D("2023-06-01"),
        planned_last_day=D("2024-05-31"),
        notice_by=D("2024-04-30"),
        months_in_all=12,
        months_left_to_extend=12,
        payer="AME",
        agreement="BEA",
        workplace=None,
        last_day=None,
        left_to=None,
        exception=None,
    )


def test_a_protected_person_is_found_but_not_named_among_candidates(
    register: Register, on_step: OnStep
) -> None:
    """Found like everybody else, so that nobody acts on a namesake."""
    on_step("praktik", "Hilma Hemberg", protected=True)
    on_step("praktik", "Hilma Hansson")

    said = told(lambda r: advance(r, "hilma", TODAY), register)

    assert "S-0001, S-0002 Hilma Hansson" in said
    assert "Hemberg" not in said
    assert find_person(register, "hemberg", TODAY).participant.id == 1


def test_a_number_that_belongs_to_a_protected_person_does_not_name_them(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody("Hilma Hemberg", number=number, protected=True)
    enrol_somebody("Bo Björk")

    said = told(lambda r: amend(r, "S-0002", "identity", number, TODAY), register)

    assert "S-0001" in said
    assert "Hemberg" not in said


def test_a_reversal_of_what_a_protected_person_did_names_nobody(
    register: Register, on_step: OnStep
) -> None:
    on_step("praktik", "Hilma Hemberg", workplace="Solgården", protected=True)
    amend(register, "S-0001", "name", "Hilma Berg", TODAY)
    place(register, "S-0001", "Björkskolan", TODAY)

    for _ in range(4):
        said = repr(next_reversal(register, "undo"))
        assert [secret for secret in SECRETS if secret in said] == []
        reverse_last(register, "undo", TODAY)
