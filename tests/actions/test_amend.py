"""Correcting a mistake: every field, the days beside a moved one, and the rules again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from operator import ne
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Amended, Done
from steg_cli.programme.errors import Malformed, NotFound, Refused, StegError
from steg_cli.programme.identity import parse_identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import FormerNumber
from steg_cli.register.file import Register
from steg_cli.register.people import find_person, load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, EnrolSomebody, NumberOf, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

Days = dict[str, tuple[str | None, ...]]


@pytest.fixture
def anna(register: Register, on_step: OnStep) -> str:
    """Anna: serviceassistent for 12 months and 6 more, at one workplace after another."""
    on_step("serviceassistent", workplace="Solgården")
    extend(register, "S-0001", TODAY, months=6)
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2023-10-01"))
    return "S-0001"


@pytest.fixture
def days(register: Register) -> Callable[[], Days]:
    """Return every day in the people's ways: (first, planned last, last) of each thing."""

    def days() -> Days:
        return {
            f"{table}.{row[0]}": tuple(row[1:])
            for table, columns in (
                ("enrolment", "first_day, last_day"),
                ("stay", "first_day, planned_last_day, last_day"),
                ("placement", "first_day, last_day"),
                ("extension", "decided_on, old_last_day, new_last_day"),
            )
            for row in register.execute(f"SELECT id, {columns} FROM {table} ORDER BY id")
        }

    return days


DAYS: Days = {
    "enrolment.1": ("2021-03-01", None),
    "stay.1": ("2021-03-01", None, "2023-05-31"),
    "stay.2": ("2023-06-01", "2024-11-30", None),
    "placement.1": ("2023-06-01", "2023-09-30"),
    "placement.2": ("2023-10-01", None),
    "extension.1": ("2024-01-15", "2024-05-31", "2024-11-30"),
}


# --- values --------------------------------------------------------------------------------------

VALUES = [
    ("name", "A\u030asa  Björk", "Anna Andersson", "Åsa Björk"),
    ("cohort", "pilot 2016", "STEG", "Pilot 2016"),
    ("municipality", " töreboda", "Skövde", "Töreboda"),
    ("status", "far-from-labour-market", "unemployed", "far-from-labour-market"),
    ("disability", "JA", False, True),
    ("education", "tertiary", None, "tertiary"),
    ("consultant", "Karin K", None, "Karin K"),
    ("exception", "Beslut", None, "Beslut"),
    ("enrolment.1.municipality", "Gullspång", "Skövde", "Gullspång"),
    ("stay.2.agreement", "AB", "BEA", "AB"),
    ("stay.2.weekends", "nej", None, False),
    ("stay.2.exception", "Ett annat skäl", "bedömd", "Ett annat skäl"),
    ("stay.2.decided-by", "Karin K", None, "Karin K"),
    ("placement.1.workplace", "björkskolan", "Solgården", "Björkskolan"),
    ("placement.2.percent", "50", "100", "50"),
    ("placement.1.supervisor", "Maria M", None, "Maria M"),
]


@pytest.mark.parametrize(("field", "value", "before", "after"), VALUES)
def test_a_value_is_corrected_and_nothing_else(
    do: Do,
    anna: str,
    dump: Callable[[], Dump],
    field: str,
    value: str,
    before: str | bool | None,
    after: str | bool,
) -> None:
    rows_before = dump()

    done = do(amend, anna, field, value, TODAY)

    assert done == Done("amend", 9, Amended("S-0001", field, before, after, "Anna Andersson"))
    rows_after = dump()
    changed = {
        table: sum(map(ne, rows_before[table], rows_after[table]))
        for table in rows_before
        if table not in ("change", "log_row", "name_word", "sqlite_sequence")
    }
    assert sum(changed.values()) == 1
    summary = rows_after["change"][-1][4]
    assert summary == f"S-0001 {field}"


@pytest.mark.parametrize(
    ("field", "value", "before"),
    [(one[0], one[1], one[3]) for one in VALUES if one[2] is None or one[3] == "AB"],
)
def test_a_value_that_may_be_left_out_is_cleared_with_an_empty_one(
    do: Do, anna: str, field: str, value: str, before: str | bool
) -> None:
    do(amend, anna, field, value, TODAY)

    assert do(amend, anna, field, "", TODAY).result == Amended(
        "S-0001", field, before, None, "Anna Andersson"
    )


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        *((field, Refused) for field in ("name", "municipality", "identity")),
        ("stay.2.planned-last-day", Refused),  # the ladder limits the step
        *((field, NotFound) for field in ("cohort", "placement.1.workplace", "stay.1.step")),
        *((field, Malformed) for field in ("protected", "status", "disability", "first-day")),
        ("placement.1.percent", Malformed),
    ],
)
def test_what_must_be_there_cannot_be_cleared(
    refuses: Refuses, anna: str, field: str, kind: type[StegError]
) -> None:
    refuses(amend, anna, field, "", TODAY, kind=kind)


def test_a_value_that_was_so_already_changes_nothing(
    register: Register, told: Told, anna: str, dump: Callable[[], Dump]
) -> None:
    before = dump()

    done = amend(register, anna, "municipality", "Skövde", TODAY)

    assert (done.change, done.result) == (
        None,
        Amended("S-0001", "municipality", "Skövde", "Skövde", "Anna Andersson"),
    )
    assert told(done.notes) == ["That is what it said already; nothing was changed."]
    assert dump() == before


@pytest.mark.parametrize(
    ("field", "value", "kind", "part"),
    [
        ("disability", "maybe", Malformed, "maybe is neither yes nor no."),
        ("status", "Unemployd", Malformed, "Unemployd cannot be chosen here."),
        ("stay.2.agreement", "HÖK", Malformed, "It can be AB, BEA."),
        ("first-day", "2023-02-29", Malformed, "2023 has no such day."),
        ("placement.1.percent", "101", Malformed, "101 is not a whole number from 1 to 100."),
        ("name", "x" * 201, Refused, "The name is 201 letters long"),
        ("identity", "1990-01-01", Refused, "1990-01-01 is not written as an identity number."),
        ("cohort", "Pilot", NotFound, "Did you mean Pilot 2016?"),
        ("placement.1.workplace", "Solgårdn", NotFound, "Did you mean Solgården?"),
        ("stay.2.step", "servisassistent", NotFound, "Did you mean serviceassistent?"),
    ],
)
def test_a_value_that_cannot_be_read_or_found_is_refused(
    refuses: Refuses, anna: str, field: str, value: str, kind: type[StegError], part: str
) -> None:
    assert part in " ".join(refuses(amend, anna, field, value, TODAY, kind=kind))


# --- fields --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    [
        *("nmae", "xyzxyz", "stay.first-day", "stay.2.first-day.x", "placement.1.procent"),
        *("identity.1", "enrolment.1"),
    ],
)
def test_an_unknown_field_is_refused(refuses: Refuses, anna: str, field: str) -> None:
    assert refuses(amend, anna, field, "x", TODAY, kind=NotFound) == (
        f"There is no field {field} to amend.",
        "steg amend --help lists the fields.",
    )


@pytest.mark.parametrize(
    ("field", "what", "number", "count"),
    [
        ("stay.3.first-day", "step", "3", 2),
        ("stay.0.first-day", "step", "0", 2),
        ("stay.².exception", "step", "²", 2),
        ("stay..exception", "step", "", 2),
        (f"stay.{'1' * 5000}.exception", "step", "1" * 5000, 2),
        ("placement.3.percent", "placement", "3", 2),
        ("enrolment.2.status", "enrolment", "2", 1),
    ],
)
def test_a_number_out_of_range_is_refused(
    refuses: Refuses, anna: str, field: str, what: str, number: str, count: int
) -> None:
    assert refuses(amend, anna, field, "x", TODAY, kind=NotFound) == (
        f"There is no number {number} ({what}); the last is {count}.",
        "steg show WHO numbers them.",
    )


# --- days ----------------------------------------------------------------------------------------

NEXT_STEP_MOVED: Days = {
    "stay.1": ("2021-03-01", None, "2023-07-14"),
    "stay.2": ("2023-07-15", "2025-01-14", None),
    "placement.1": ("2023-07-15", "2023-09-30"),
    "extension.1": ("2024-01-15", "2024-07-14", "2025-01-14"),
}


@pytest.mark.parametrize(
    ("field", "value", "before", "after", "moved"),
    [
        ("stay.2.first-day", "2023-07-15", "2023-06-01", "2023-07-15", NEXT_STEP_MOVED),
        ("stay.1.last-day", "2023-07-14", "2023-05-31", "2023-07-14", NEXT_STEP_MOVED),
        (
            "placement.2.last-day",
            "+1m",
            None,
            "2024-02-15",
            {"placement.2": ("2023-10-01", "2024-02-15")},
        ),
        (
            "stay.2.planned-last-day",
            "20250315",
            "2024-11-30",
            "2025-03-15",
            {
                "stay.2": ("2023-06-01", "2025-03-15", None),
                "extension.1": ("2024-01-15", "2024-05-31", "2025-03-15"),
            },
        ),
    ],
)
def test_a_moved_day_takes_the_days_beside_it_along(
    do: Do,
    anna: str,
    days: Callable[[], Days],
    field: str,
    value: str,
    before: str | bool | None,
    after: str | bool,
    moved: Days,
) -> None:
    assert days() == DAYS

    done = do(amend, anna, field, value, TODAY)

    assert (done.change, done.result) == (
        9,
        Amended("S-0001", field, before, after, "Anna Andersson"),
    )
    assert days() == {**DAYS, **moved}


def test_stays_and_placements_are_numbered_over_all_enrolments(
    register: Register,
    do: Do,
    refuses: Refuses,
    days: Callable[[], Days],
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
) -> None:
    number = number_of("19900101")
    enrol_somebody(number=number, on=D("2021-03-01"))
    do(place, "S-0001", "Snickeriet", TODAY, first=D("2021-03-01"))
    do(leave, "S-0001", TODAY, to="other", on=D("2021-09-30"))
    enrol_somebody(number=number, on=D("2022-03-01"))
    do(place, "S-0001", "Snickeriet", TODAY, first=D("2022-04-01"))

    do(amend, "S-0001", "stay.2.first-day", "2022-03-02", TODAY)
    do(amend, "S-0001", "placement.2.percent", "50", TODAY)
    do(amend, "S-0001", "enrolment.1.left-to", "education", TODAY)
    do(amend, "S-0001", "municipality", "Töreboda", TODAY)
    do(amend, "S-0001", "enrolment.1.last-day", "2022-03-01", TODAY)

    assert days() == {
        "enrolment.1": ("2021-03-01", "2022-03-01"),
        "stay.1": ("2021-03-01", None, "2022-03-01"),
        "placement.1": ("2021-03-01", "2022-03-01"),
        "enrolment.2": ("2022-03-02", None),
        "stay.2": ("2022-03-02", None, None),
        "placement.2": ("2022-04-01", None),
    }
    first, second = load_person(register, 1).enrolments
    assert (first.left_to, second.left_to) == ("education", None)
    assert (first.municipality, second.municipality) == ("Skövde", "Töreboda")
    assert [p.percent for p in load_person(register, 1).placements] == [100, 50]

    overlap = (
        "The days would overlap (enrolment): the next begins on {}.",
        "Correct the other one first.",
    )
    for field, value, day in (
        ("enrolment.1.last-day", "2022-03-02", "2022-03-02"),
        ("first-day", "2022-03-01", "2022-03-01"),
    ):
        told = refuses(amend, "S-0001", field, value, TODAY)
        assert told == (overlap[0].format(day), overlap[1])


# --- rules ---------------------------------------------------------------------------------------

EXCEPTION = (
    'If it is an exception, record why first: steg amend S-0001 exception "the reason", or '
    "stay.N.exception for a step, placement.N.exception for a placement."
)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "first-day",
            "1990-01-01",
            "The person is 10 years old on 1990-01-01; the programme is for ages 16 to 64.",
        ),
        ("stay.2.exception", "", "serviceassistent is not the next step: utredning is."),
    ],
)
def test_what_only_an_exception_allows_is_refused_with_the_way_to_record_one(
    refuses: Refuses, anna: str, field: str, value: str, sentence: str
) -> None:
    assert refuses(amend, anna, field, value, TODAY) == (
        sentence,
        EXCEPTION,
    )


@pytest.mark.parametrize(
    ("field", "value", "values"),
    [
        ("stay.2.planned-last-day", "2023-05-31", {"first": D("2023-06-01")}),
        ("stay.2.step", "kartläggning", {"step": DEFAULT_LADDER.step("kartlaggning")}),
        ("placement.1.workplace", "Snickeriet", {"workplace": "Snickeriet"}),
        ("placement.1.first-day", "2021-02-28", {"first": D("2021-03-01"), "last": "-"}),
        ("stay.2.last-day", "2024-01-01", {}),
    ],
)
def test_a_correction_is_under_the_same_rules_as_everything_else(
    refuses: Refuses, anna: str, field: str, value: str, values: dict[str, object]
) -> None:
    refuses(amend, anna, field, value, TODAY)
    assert refuses.error.values.items() >= values.items()


def test_a_plan_on_a_step_without_a_limit_is_set_corrected_and_cleared(
    do: Do, on_step: OnStep
) -> None:
    who, field = on_step("praktik"), "stay.2.planned-last-day"
    for value, before, after in (
        ("2024-03-31", None, "2024-03-31"),
        ("2024-02-29", "2024-03-31", "2024-02-29"),
        ("", "2024-02-29", None),
    ):
        done = do(amend, who, field, value, TODAY)
        assert done.result == Amended("S-0001", field, before, after, "Anna Andersson")
        assert done.notes == ()


@pytest.fixture
def renewed(do: Do, on_step: OnStep, register: Register) -> str:
    """Anna: serviceassistent from 2023-06-01, and a new period of 12 months from 2023-12-01."""
    who = on_step("utbildningspraktik", since=D("2023-05-01"), workplace="Solgården")
    do(advance, who, TODAY, on=D("2023-06-01"))
    do(advance, who, TODAY, to="serviceassistent", on=D("2023-12-01"))
    return who


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "stay.4.planned-last-day",
            "2025-06-01",
            "A period from 2023-12-01 cannot be planned to end on 2025-06-01: with 6 months before "
            "it, 12 to 24 months in all end between 2024-05-31 and 2025-05-31.",
        ),
        (
            "stay.4.planned-last-day",
            "2024-05-30",
            "A period from 2023-12-01 cannot be planned to end on 2024-05-30: with 6 months before "
            "it, 12 to 24 months in all end between 2024-05-31 and 2025-05-31.",
        ),
        # An earlier one longer, so that the later one breaks.
        (
            "stay.3.last-day",
            "2024-06-30",
            "A period from 2024-07-01 cannot be planned to end on 2025-06-30: with 13 months "
            "before it, 12 to 24 months in all end between 2024-07-01 and 2025-05-31.",
        ),
        (
            "stay.3.first-day",
            "2022-05-01",
            "It would end on 2022-04-30, before its first day 2023-05-01.",
        ),
        # A period that begins inside another one.
        (
            "stay.4.first-day",
            "2023-06-01",
            "It would end on 2023-05-31, before its first day 2023-06-01.",
        ),
        (
            "stay.2.completed",
            "no",
            "Only completed training on utbildningspraktik qualifies for serviceassistent.",
        ),
        (
            "stay.2.certificate-day",
            "2023-04-30",
            "A certificate of 2023-04-30 cannot be of the training that began on 2023-05-01.",
        ),
        (
            "stay.2.certificate-day",
            "2024-01-16",
            "A certificate cannot be of 2024-01-16, which is still to come.",
        ),
        (
            "stay.1.completed",
            "yes",
            "kartlaggning is no training, so there is nothing to complete.",
        ),
        (
            "stay.3.certificate-day",
            "2023-07-01",
            "serviceassistent is no training, so there is nothing to complete.",
        ),
        (
            "stay.4.planned-last-day",
            "",
            "serviceassistent must have a planned last day, since the ladder limits it.",
        ),
    ],
)
def test_months_in_all_and_training_are_under_the_rules_too(
    refuses: Refuses, renewed: str, field: str, value: str, sentence: str
) -> None:
    told, hint = refuses(amend, renewed, field, value, TODAY)
    assert told == sentence
    assert (hint == EXCEPTION) == ("months before" in told or "Only completed" in told)


def test_a_recorded_reason_lets_a_plan_be_corrected_beyond_the_limit(
    do: Do, told: Told, renewed: str
) -> None:
    do(amend, renewed, "stay.4.exception", "Få platser", TODAY)
    done = do(amend, renewed, "stay.4.planned-last-day", "2026-11-30", TODAY)
    assert told(done.notes) == [
        "42 months on serviceassistent in all: an exception from 12 to 24 months."
    ]


def test_a_corrected_plan_tells_the_months_in_all(do: Do, told: Told, renewed: str) -> None:
    done = do(amend, renewed, "stay.4.planned-last-day", "2025-05-31", TODAY)
    assert told(done.notes) == [
        "24 months on serviceassistent in all, with this period; 0 months are left."
    ]


def test_what_is_left_is_not_told_of_a_period_that_is_over(
    do: Do, told: Told, renewed: str
) -> None:
    do(leave, renewed, TODAY, to="other", on=TODAY)
    assert told(do(amend, renewed, "stay.4.planned-last-day", "2025-05-31", TODAY).notes) == []


def test_a_certificate_that_came_later_is_added(do: Do, register: Register, renewed: str) -> None:
    done = do(amend, renewed, "stay.2.certificate-day", "2024-01-10", TODAY)
    assert done.result == Amended(
        "S-0001", "stay.2.certificate-day", None, "2024-01-10", "Anna Andersson"
    )
    training = load_person(register, 1).stays[1]
    assert (training.completed, training.certificate_day) == (True, D("2024-01-10"))


def test_a_certificate_says_that_training_still_going_on_is_completed(
    do: Do, refuses: Refuses, register: Register, on_step: OnStep
) -> None:
    who = on_step("utbildningspraktik")
    do(amend, who, "stay.2.certificate-day", "2024-01-10", TODAY)
    assert load_person(register, 1).stays[1].completed is True
    assert refuses(amend, who, "stay.2.completed", "no", TODAY) == (
        "The training was not completed, so there is no certificate of 2024-01-10.",
        "Correct the one that is wrong: steg amend WHO stay.N.completed yes, or "
        'stay.N.certificate-day "".',
    )


@pytest.mark.parametrize(("field", "value"), [("left-to", "education"), ("qualification", "yes")])
def test_how_somebody_left_who_has_not_left_cannot_be_corrected(
    refuses: Refuses, anna: str, field: str, value: str
) -> None:
    assert refuses(amend, anna, field, value, TODAY)[0] == (
        "Anna Andersson (S-0001) has not left, so there is nothing of that to correct."
    )


def test_how_somebody_left_is_corrected(do: Do, refuses: Refuses, anna: str) -> None:
    do(leave, anna, TODAY, to="education")

    to = do(amend, anna, "left-to", "employment", TODAY).result
    qualified = do(amend, anna, "qualification", "true", TODAY).result

    assert to == Amended("S-0001", "left-to", "education", "employment", "Anna Andersson")
    assert qualified == Amended("S-0001", "qualification", False, True, "Anna Andersson")
    for nowhere in ("wrk", ""):
        assert refuses(amend, anna, "left-to", nowhere, TODAY, kind=Malformed) == (
            f"{nowhere} cannot be chosen here.",
            "It can be employment, employment with support, labour market employment of the "
            "municipality, education, education without student finance, job search, health, "
            "moved away, something else.",
        )


# --- identity ------------------------------------------------------------------------------------


def test_a_samordningsnummer_becomes_a_personnummer_and_the_person_stays_the_same(
    register: Register, do: Do, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    coordination, personal = number_of("19900060", "981"), number_of("19910315", "980")
    enrol_somebody(number=coordination)
    before = load_person(register, 1)

    done = do(amend, "S-0001", "identity", f"{personal[2:8]}-{personal[8:]}", TODAY)

    assert done.result == Amended(
        "S-0001",
        "identity",
        f"{coordination[:8]}-{coordination[8:]}",
        f"{personal[:8]}-{personal[8:]}",
        "Anna Andersson",
    )
    after = find_person(register, personal, TODAY)
    assert after.enrolments == before.enrolments
    assert after.participant == replace(
        before.participant, identity=parse_identity(personal, TODAY)
    )
    former = (FormerNumber(1, "samordningsnummer", coordination, TODAY),)
    assert after.former_numbers == former
    assert find_person(register, coordination, TODAY) == after


def test_a_number_that_counts_again_is_former_no_more(
    register: Register, do: Do, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    first, second = number_of("19900101"), number_of("19910315")
    enrol_somebody(number=first)
    amend(register, "1", "identity", second, TODAY)
    do(amend, "1", "identity", first, D("2024-02-01"))
    person = load_person(register, 1)
    assert person.participant.identity.number == first
    assert person.former_numbers == (FormerNumber(1, "personnummer", second, D("2024-02-01")),)
    found = "SELECT number FROM participant UNION ALL SELECT number FROM former_number"
    assert sorted(row[0] for row in register.execute(found)) == [first, second]


@pytest.mark.parametrize("protected", [False, True])
def test_a_former_number_that_was_a_slip_is_taken_away(
    register: Register,
    do: Do,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    protected: bool,
) -> None:
    slip = number_of("19900101")
    enrol_somebody(number=slip, protected=protected)
    amend(register, "1", "identity", number_of("19910315"), TODAY)
    shown, name = (None, None) if protected else ("19900101-9802", "Anna Andersson")
    done = do(amend, "1", "former-number.1", "", TODAY)
    assert done.result == Amended("S-0001", "former-number.1", shown, None, name)
    assert load_person(register, 1).former_numbers == ()
    with pytest.raises(NotFound):
        find_person(register, slip, TODAY)
    with pytest.raises(NotFound):
        amend(register, "1", "former-number.1", "", TODAY)


def test_another_id_in_other_letters_is_not_replaced(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    for number in ("lma 12", "LMA 12"):
        amend(register, "1", "other-id", number, TODAY)
    assert [one.number for one in load_person(register, 1).former_numbers] == ["198001019804"]


def test_a_number_that_belongs_to_somebody_else_is_refused(
    register: Register, refuses: Refuses, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    taken, replaced = number_of("19900101"), number_of("19900160")
    enrol_somebody(number=number_of("19910101"))
    enrol_somebody("Bo Björk", number=replaced)
    amend(register, "S-0002", "identity", taken, TODAY)

    for written in (taken, f"{taken[2:8]}-{taken[8:]}", replaced):
        assert refuses(amend, "S-0001", "identity", written, TODAY) == (
            f"{written} belongs to S-0002 already, now or before it was replaced.",
            "Check the number; steg show S-0002 shows who that is. "
            "Two cases cannot be joined with steg amend.",
        )


def test_another_id_takes_the_place_of_a_number_that_may_not_be_used(
    register: Register, anna: str
) -> None:
    before = load_person(register, 1).participant.identity

    done = amend(register, anna, "other-id", "Reserv 7", TODAY)

    assert done.result == Amended(
        "S-0001", "other-id", before.written, "Reserv 7", "Anna Andersson"
    )
    after = load_person(register, 1).participant.identity
    assert (after.kind, after.number, after.sex, after.birth_date) == (
        "other",
        "Reserv 7",
        before.sex,
        None,
    )
    amend(register, anna, "sex", "man", TODAY)
    amend(register, anna, "birth-year", "1985", TODAY)
    mended = load_person(register, 1).participant.identity
    assert (mended.sex, mended.born[0].year) == ("man", 1985)


@pytest.mark.parametrize(("field", "value"), [("sex", "man"), ("birth-year", "1985")])
def test_birth_year_and_sex_are_the_numbers_own(
    refuses: Refuses, anna: str, field: str, value: str
) -> None:
    assert refuses(amend, anna, field, value, TODAY) == (
        "Birth year and sex stand in the number.",
        "Correct the number: steg amend S-0001 identity NUMBER",
    )


@pytest.mark.parametrize(
    ("field", "value"), [("stay.1.agreement", "AB"), ("stay.1.weekends", "no")]
)
def test_a_step_without_a_wage_has_no_agreement(
    refuses: Refuses, anna: str, field: str, value: str
) -> None:
    assert refuses(amend, anna, field, value, TODAY)[0] == (
        "kartlaggning is no employment, so it has no agreement and no schedule."
    )


@pytest.mark.parametrize("year", ["1850", "2025", "85"])
def test_an_impossible_birth_year_is_refused(
    refuses: Refuses, register: Register, anna: str, year: str
) -> None:
    amend(register, anna, "other-id", "Reserv 7", TODAY)
    sentence = refuses(amend, anna, "birth-year", year, TODAY)[0]
    assert sentence == f"{year} cannot be right as a birth year."


def test_a_whole_step_has_no_value(refuses: Refuses, anna: str) -> None:
    sentence = refuses(amend, anna, "stay.2", "praktik", TODAY, kind=Malformed)[0]
    assert sentence == "stay.2 is a whole thing and has no value."
