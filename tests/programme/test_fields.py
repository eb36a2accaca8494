"""Every field described once: called the same everywhere, and masked where it has to be."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from steg_cli.programme.errors import Malformed, StegError
from steg_cli.programme.field import Thing
from steg_cli.programme.fields import (
    FIELDS,
    HEADINGS,
    MASKED,
    amended,
    field_of,
)
from steg_cli.programme.people import (
    INSIDE,
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    Pause,
    Placement,
    Stay,
    Support,
)
from steg_cli.programme.values import Value

TODAY = date(2024, 2, 29)


def test_a_key_is_called_the_same_wherever_it_stands() -> None:
    named = {(one.key, one.heading) for things in FIELDS.values() for one in things}
    assert len(named) == len(HEADINGS)


@pytest.mark.parametrize(
    ("thing", "type_"),
    [
        *(("enrolment", Enrolment), ("stay", Stay), ("extension", Extension)),
        *(("placement", Placement), ("follow-up", FollowUp), ("pause", Pause)),
        *(("support", Support), ("deadline", Deadline)),
    ],
)
def test_everything_that_is_kept_of_a_person_is_described(thing: Thing, type_: type) -> None:
    parts = {"id", "extensions", "cohort_open_until", *INSIDE.values()}
    assert [one.key for one in FIELDS[thing]] == [
        one.name for one in fields(type_) if one.name not in parts
    ]


def test_who_where_and_every_free_text_are_masked() -> None:
    assert (
        set(MASKED)
        == {"number", "name", "first_name", "last_name", "turned_name", "birth_year"}
        | {"workplace", "municipality", "post", "employer"}  # where
        | {"consultant", "exception", "decided_by", "supervisor", "reason"}
        | {"kind", "cap", "decision", "text", "note", "notes"}
        | {"former_number"}  # can tell of health
        | {"post"}  # whose places can tell where
        | {"group"}  # of the timeline: a municipality or a workplace
    )
    assert not field_of("workplace", "municipality").masked  # where a workplace lies is no secret


@pytest.mark.parametrize(
    ("thing", "named", "text", "value"),
    [
        ("participant", "protected", "x", True),
        ("participant", "birth-year", "1985", 1985),
        ("enrolment", "status", "Arbetslös", "unemployed"),
        ("enrolment", "left-to", "studier", "education"),
        ("enrolment", "consultant", "  Kim  Ek ", "Kim Ek"),
        ("stay", "first-day", "-3d", date(2024, 2, 26)),
        ("stay", "agreement", "bea", "BEA"),
        ("placement", "percent", "75 %", 75),
        ("workplace", "manager-email", "chef@kommun.example", "chef@kommun.example"),
        ("project", "budget", "25 945 842", 25_945_842),
    ],
)
def test_a_field_is_read_as_it_is_typed(thing: Thing, named: str, text: str, value: Value) -> None:
    assert field_of(thing, named).read(text, TODAY) == value


@pytest.mark.parametrize(
    ("thing", "key", "text", "error", "sentence"),
    [
        ("stay", "first_day", "-3d", Malformed, "-3d is not written as a day."),
        ("stay", "exception", "x", Malformed, "x does not tell why an exception is made."),
        ("placement", "supervisor", " ", StegError, "supervisor: the text is missing."),
    ],
)
def test_what_a_list_cannot_say_is_refused(
    thing: Thing, key: str, text: str, error: type[StegError], sentence: str
) -> None:
    with pytest.raises(error) as caught:
        field_of(thing, key).read(text)
    assert str(caught.value) == sentence


def test_what_steg_amend_corrects_is_named_as_it_is_typed() -> None:
    assert list(amended("stay")) == [
        *("step", "first-day", "planned-last-day", "last-day", "agreement", "weekends"),
        *("exception", "decided-by", "completed", "certificate-day", "post"),
        *("notice-of", "notice-given", "union-notified"),
    ]
    assert not amended("follow-up")
