"""Who read what, for whoever goes through it once a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import pytest

from steg_cli.output.fitting import Screen, columns_that_fit
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.register.readings import protected_among, record_reading
from steg_cli.reports.log import log
from steg_cli.reports.reads import Read, Reader, reads
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

D = date.fromisoformat
TODAY = D("2024-01-15")
T = TypeVar("T")


def _same(value: T) -> T:
    return value


@pytest.fixture
def read(register: Register, enrol_somebody: EnrolSomebody) -> Register:
    """A register with two people, and four readings by two logins in two months."""
    enrol_somebody()
    enrol_somebody()
    for by, day, what, command, cases in (
        ("karin", "2023-12-30", "protected", "list", [2]),
        ("karin", "2024-01-02", "protected", "report expiries --cohort …", [1, 2]),
        ("bo (cron)", "2024-01-03", "export", "export", []),
        ("karin", "2024-01-04", "extract", "extract --output …", [1]),
    ):
        at = datetime.fromisoformat(f"{day}T09:30:00").replace(tzinfo=UTC)
        register.clock, register.login = partial(_same, at), partial(_same, by)
        record_reading(register, D(day), what, command, cases)
    return register


OLD = Read("2023-12-30T09:30:00Z", "karin", "protected", "list", ("S-0002",))
EXPIRIES = Read(
    "2024-01-02T09:30:00Z",
    "karin",
    "protected",
    "report expiries --cohort …",
    ("S-0001", "S-0002"),
)
EXPORT = Read("2024-01-03T09:30:00Z", "bo (cron)", "export", "export", ())
EXTRACT = Read("2024-01-04T09:30:00Z", "karin", "extract", "extract --output …", ("S-0001",))


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        ({}, (EXTRACT, EXPORT, EXPIRIES, OLD)),
        ({"limit": 1}, (EXTRACT,)),
        ({"month": D("2024-01-01")}, (EXTRACT, EXPORT, EXPIRIES)),
        ({"month": D("2024-02-01")}, ()),
        ({"who": "2"}, (EXPIRIES, OLD)),
        ({"who": "2", "month": D("2023-12-01")}, (OLD,)),
    ],
    ids=str,
)
def test_readings_are_told_the_latest_first(
    read: Register, chosen: dict[str, object], rows: tuple[Read, ...]
) -> None:
    assert reads(read, TODAY, **chosen).rows == rows  # type: ignore[arg-type]


def test_a_month_says_how_often_each_one_read_and_how_many_people(read: Register) -> None:
    report = reads(read, TODAY, month=D("2024-01-01"))
    assert report.totals == {"reads": 3, "people": 2, "readers": {"karin": 2, "bo (cron)": 1}}
    assert report.form.below is not None
    assert report.form.below(report).rows == (Reader("karin", 2, 2), Reader("bo (cron)", 1, 0))


def test_what_was_read_of_a_case_that_was_merged_is_of_the_one_that_it_became(
    read: Register,
) -> None:
    read.execute("INSERT INTO former_case (participant_id, former_case) VALUES (1, 2)")
    rows = reads(read, TODAY, who="1").rows
    assert [one.cases for one in rows] == [("S-0001",)] * 3


def test_somebody_who_is_not_there_is_refused(read: Register) -> None:
    with pytest.raises(NotFound):
        reads(read, TODAY, who="99")


def test_readings_are_no_changes(read: Register) -> None:
    assert {row.command for row in log(read, TODAY).rows} == {"enrol", "init", "workplace add"}


def test_who_is_protected_now_or_was_before(read: Register) -> None:
    assert protected_among(read, [1, 2]) == []
    read.execute("UPDATE participant SET protected = 1")
    assert protected_among(read, [2, 99]) == [2]
    read.execute("UPDATE participant SET protected = 0 WHERE id = 2")
    assert protected_among(read, [1, 2]) == [1]
    assert protected_among(read, [1, 2], formerly=True) == [1, 2]


@pytest.mark.parametrize(("width", "left_out"), [(60, ["command"]), (80, [])])
def test_a_screen_shows_of_whom_however_many(
    register: Register, width: int, left_out: list[str]
) -> None:
    cases = tuple(f"S-{number:04}" for number in range(1, 30))
    row = Read("2024-01-02T09:30:00Z", "karin", "protected", "report expiries --cohort …", cases)
    report = replace(reads(register, TODAY), rows=(row,))
    kept, hidden = columns_that_fit(report, texts("en"), Screen(width, colour=False))
    assert ([one.key for one in hidden], kept[-1].cells) == (left_out, (", ".join(cases),))
