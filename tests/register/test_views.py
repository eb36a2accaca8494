"""The readable views: the answers of the reports, for other programs, with people masked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.convert import convert_people
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.move import move
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import COHORT, add, set_setting
from steg_cli.programme.people import INSIDE, NEW, Deadline, Placement, Support
from steg_cli.programme.periods import last_day_of
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.saving import save_person
from steg_cli.register.schema import TODAY as CLOCK
from steg_cli.register.surroundings import find_workplace
from steg_cli.register.views import VIEWS_4
from steg_cli.reports.cohorts import cohort_status
from steg_cli.reports.expiries import expiries
from steg_cli.reports.people import people

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Outside
    from tests.register.conftest import PutOnStep

D = date.fromisoformat
DAY = timedelta(days=1)
Row = tuple[object, ...]

COLUMNS = {
    "current_participant": [
        "reference",
        "name",
        "cohort",
        "municipality",
        "step",
        "since",
        "planned_last_day",
        "workplace",
        "protected",
    ],
    "cohort_status": [
        *("cohort", "planned", "enrolled", "active", "left", "converted", "completed_training")
    ],
    "period_expiry": [
        "what",
        "reference",
        "name",
        "workplace",
        "municipality",
        "cohort",
        "step",
        "first_day",
        "last_day",
        "months",
        "days_left",
        "state",
        "agreement",
        "payer",
        "protected",
    ],
}


def as_stored(row: Row) -> Row:
    return tuple(
        int(v) if isinstance(v, bool) else str(v) if isinstance(v, date) else v for v in row
    )


def from_reports(register: Register, day: date) -> dict[str, list[Row]]:
    """Return what the reports answer on `day`, in the columns of the views."""
    return {
        "current_participant": [as_stored(astuple(row)) for row in people(register, day).rows],
        "cohort_status": [
            tuple(getattr(row, column) for column in COLUMNS["cohort_status"])
            for row in cohort_status(register, day).rows
        ],
        "period_expiry": [
            as_stored(tuple(getattr(row, column) for column in COLUMNS["period_expiry"]))
            for row in expiries(register, day).rows
        ],
    }


def from_views(tool: sqlite3.Connection) -> dict[str, list[Row]]:
    return {
        view: tool.execute(f"SELECT {', '.join(columns)} FROM {view}").fetchall()
        for view, columns in COLUMNS.items()
    }


def from_views_on(tool: sqlite3.Connection, day: date) -> dict[str, list[Row]]:
    """Return the views' answers as if today were `day`: with another clock, nothing else."""
    tool.execute("BEGIN")
    for statement in VIEWS_4:
        (view,) = re.findall(r"^CREATE VIEW (\w+) AS", statement)
        assert CLOCK in statement
        tool.execute(f"DROP VIEW {view}")
        tool.execute(statement.replace(CLOCK, f"'{day}'"))
    answers = from_views(tool)
    tool.execute("ROLLBACK")
    return answers


def add_ends(
    register: Register, who: str, day: date, *ends: Deadline | Support | Placement
) -> None:
    """Add what ends to somebody's last enrolment."""
    person = find_person(register, who, day)
    enrolment = person.enrolments[-1]
    about: dict[str, Any] = {
        name: (*getattr(enrolment, name), *(end for end in ends if type(end) is kind))
        for kind, name in INSIDE.items()
    }
    with register.change("test", day):
        save_person(register, person, person.with_(enrolment, replace(enrolment, **about)))


def support(first: date, last: date) -> Support:
    return Support(NEW, "lonebidrag", first, last)


def due(day: date, lead: int, done_on: date | None = None) -> Deadline:
    return Deadline(NEW, "samtal", day, lead, done_on)


@pytest.fixture
def story(
    register: Register, enrol_somebody: EnrolSomebody, put_on_step: PutOnStep
) -> Callable[[date], Register]:
    """Tell a story of sixteen people around a day; what is planned after it is there too."""

    def enrolled(name: str, first: date, *, protected: bool = False) -> str:
        return enrol_somebody(name, on=first, today=first, protected=protected)

    def serviceassistent(
        name: str,
        first: date,
        last: date,
        workplace: str | None = "Solgården",
        *,
        protected: bool = False,
    ) -> str:
        who = enrolled(name, first - 30 * DAY, protected=protected)
        put_on_step(who, "serviceassistent", first, until=last, workplace=workplace)
        return who

    def tell(day: date) -> Register:
        year_ago = day - 365 * DAY
        add(register, COHORT, "Tom", {}, day)
        add(register, COHORT, "Ny", {"first_day": day, "planned": 4}, day)
        enrolled("Mapping", day - 10 * DAY)
        enrolled("Today", day)
        enrolled("Tomorrow", day + DAY)
        at_work = enrolled("Work trial", day - 50 * DAY)
        put_on_step(at_work, "arbetsprovning", day - 20 * DAY, workplace="Snickeriet")
        place(register, at_work, "Snickeriet", day - 5 * DAY, last=day - DAY, percent=50)
        overdue = serviceassistent("Overdue", day - 400 * DAY, day - DAY)
        serviceassistent("Last day", day - 400 * DAY, day)
        soon = serviceassistent("Soon", year_ago, day + 20 * DAY, "Björkskolan")
        hidden = serviceassistent("Hemlig Ett", year_ago, day + 21 * DAY, protected=True)
        moves = (("Mariestad", -20), ("Tibro", -3), ("Skövde", 6))
        for who, (municipality, days) in product((soon, hidden), moves):
            move(register, who, municipality, day, on=day + days * DAY)
        serviceassistent("Later", day - 100 * DAY, day + 400 * DAY, None)
        prolonged = serviceassistent("Prolonged", day - 390 * DAY, day + DAY)
        extend(register, prolonged, day - DAY, months=6)
        going = serviceassistent("Going", year_ago, day + 30 * DAY)
        leave(register, going, day - DAY, to="employment", on=day + 5 * DAY)
        gone = serviceassistent("Gone", year_ago, day + 30 * DAY)
        leave(register, gone, day, to="job-search", on=day - DAY)
        own = serviceassistent("Own", year_ago, day + 30 * DAY)
        convert_people(register, [own], day, on=day - 3 * DAY)
        follow_up(register, gone, day + 170 * DAY, status="other")
        solgarden, snickeriet = (
            find_workplace(register, name) for name in ("Solgården", "Snickeriet")
        )
        beside = Placement(NEW, solgarden, day - 30 * DAY, day + 5 * DAY, 50)
        next_day = Placement(NEW, solgarden, day + 6 * DAY, None, 50)
        also_there = Placement(NEW, snickeriet, day - 9 * DAY, day + 31 * DAY, 50)
        ended, later = support(year_ago, day - 2 * DAY), support(day + DAY, day + 25 * DAY)
        add_ends(register, overdue, day, ended, support(year_ago, day - 3 * DAY))
        add_ends(register, soon, day, ended, later, beside, next_day)
        add_ends(register, soon, day, due(day + 20 * DAY, 0), due(day + 3 * DAY, 1))
        add_ends(
            register, hidden, day, support(year_ago, day), due(day + 21 * DAY, 3, day + 4 * DAY)
        )
        add_ends(register, at_work, day, also_there)
        soon_own = serviceassistent("Soon own", year_ago, day + 31 * DAY)
        convert_people(register, [soon_own], day, on=day + 3 * DAY)
        for name, cohort, protected in (("Hemlig Två", "Ny", True), ("Again", "STEG", False)):
            back = enrolled(name, day - 200 * DAY)
            leave(register, back, day, to="other", on=day - 150 * DAY)
            number = register.execute("SELECT number FROM participant ORDER BY id DESC").fetchone()
            enrol_somebody(
                name,
                number=number[0],
                on=day - 100 * DAY,
                today=day,
                cohort=cohort,
                protected=protected,
            )
        return register

    return tell


def test_the_views_answer_what_the_reports_answer_today(
    story: Callable[[date], Register], outside: Outside
) -> None:
    register = story(date.today())  # noqa: DTZ011 - the views read the local clock too
    answers = from_views(outside())
    assert answers == from_reports(register, date.today())  # noqa: DTZ011
    assert [len(answers[view]) for view in COLUMNS] == [14, 4, 9]
    assert [row[:2] for row in answers["period_expiry"]] == [
        ("support", "S-0005"),
        ("period", "S-0005"),
        ("period", "S-0006"),
        ("support", "S-0008"),
        ("deadline", "S-0007"),
        ("period", "S-0007"),
        ("deadline", "S-0008"),
        ("period", "S-0008"),
        ("placement", "S-0004"),
    ]


@pytest.mark.parametrize("told_on", ["2023-01-31", "2024-02-29", "2024-08-30", "2024-12-31"])
def test_the_views_answer_what_the_reports_answer_on_any_later_day(
    story: Callable[[date], Register], outside: Outside, told_on: str
) -> None:
    register = story(D(told_on))
    tool = outside()
    days = [*range(8), 20, 21, 24, 25, 26, 30, 31, 32, 90, *range(149, 157), 169, 170]
    days += [*range(180, 187), 365, *range(545, 553), 800]
    for day in (D(told_on) + number * DAY for number in days):
        assert from_views_on(tool, day) == from_reports(register, day), day


def test_the_ends_are_those_that_were_known_on_any_earlier_day(
    story: Callable[[date], Register], outside: Outside
) -> None:
    day = D("2024-02-29")
    register, tool = story(day), outside()
    for earlier in (day - number * DAY for number in (1, 2, 3, 4, 5, 9, 10, 30, 31, 90, 200, 365)):
        expected = from_reports(register, earlier)["period_expiry"]
        assert from_views_on(tool, earlier)["period_expiry"] == expected, earlier


def test_the_views_show_no_numbers_and_nobody_protected(
    story: Callable[[date], Register], outside: Outside
) -> None:
    register = story(date.today())  # noqa: DTZ011
    tool = outside()
    shown = repr([tool.execute(f"SELECT * FROM {view}").fetchall() for view in COLUMNS])
    assert "Overdue" in shown
    for number, name, protected in register.execute(
        "SELECT number, name, protected FROM participant"
    ):
        assert number not in shown
        assert not protected or name not in shown
    masked = tool.execute(
        "SELECT reference, name, workplace, municipality FROM current_participant WHERE protected"
    ).fetchall()
    assert masked == [("S-0008", None, None, None), ("S-0015", None, None, None)]
    expiring = tool.execute(
        "SELECT what, reference, name, workplace, municipality FROM period_expiry WHERE protected"
    ).fetchall()
    assert expiring == [
        (what, "S-0008", None, None, None) for what in ("support", "deadline", "period")
    ]


def test_the_views_have_these_columns_and_no_others(outside: Outside) -> None:
    tool = outside()
    columns = {
        view: [row[1] for row in tool.execute(f"PRAGMA table_info({view})")]
        for (view,) in tool.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    }
    # The history as it was kept until version 6 is whole, as the tables are.
    history = ["id", "change_id", "table_name", "row_id", "participant_id", "before", "after"]
    # Through this one the triggers write it; it shows nothing.
    written = ["layout_id", *history[3:5], "enrolment_id", "stay_id", *history[5:]]
    # This one says whom to look at, and is no answer: see test_watching.
    watched = ["enrolment_id", "what", "first_day", "last_day"]
    assert columns == COLUMNS | {
        "change_row": history,
        "new_log_row": written,
        "to_watch": watched,
    }
    assert tool.execute("SELECT * FROM new_log_row").fetchall() == []


# Days at the ends of months


FIRST_DAYS = [
    D(day)
    for day in (
        "2021-08-31",
        "2022-01-31",
        "2022-02-28",
        "2022-03-01",
        "2022-03-30",
        "2022-08-29",
        "2022-08-30",
        "2022-08-31",
        "2022-12-31",
        "2023-01-01",
        "2023-01-29",
        "2023-01-30",
        "2023-01-31",
        "2023-02-28",
        "2023-03-31",
        "2024-02-29",
    )
]
AGREEMENTS = ("BEA", "AB", None, "HÖK")


def fill(register: Register, periods: list[tuple[date, date]]) -> None:
    """Write one open serviceassistent stay for each period, whatever its length."""
    with register.change("test", D("2024-01-15")):
        for number, (first, last) in enumerate(periods, start=1):
            register.execute(
                "INSERT INTO participant (kind, number, sex, birth_year, name) "
                "VALUES ('other', ?, 'woman', 1990, 'Anna')",
                (f"LMA {number}",),
            )
            register.execute(
                "INSERT INTO enrolment (participant_id, cohort_id, municipality, first_day, status)"
                " VALUES (?, 2, 'Skövde', ?, 'unemployed')",
                (number, str(first)),
            )
            register.execute(
                "INSERT INTO stay (enrolment_id, step_id, first_day, planned_last_day, agreement) "
                "VALUES (?, 6, ?, ?, ?)",
                (number, str(first), str(last), AGREEMENTS[number % 4]),
            )


def test_months_are_counted_as_the_rules_count_them_at_every_months_end(
    register: Register, outside: Outside
) -> None:
    fill(
        register,
        [
            (first, last_day_of(first, months) + shift * DAY)
            for first in FIRST_DAYS
            for months in (1, 6, 12, 13, 18, 24)
            for shift in (-2, -1, 0, 1, 2)
        ],
    )
    day = D("2027-01-01")
    assert (
        from_views_on(outside(), day)["period_expiry"]
        == (from_reports(register, day)["period_expiry"])
    )
    assert len(expiries(register, day).rows) == len(FIRST_DAYS) * 30


@pytest.mark.parametrize("ahead", [1, 3, 6, 24])
def test_ending_reaches_as_far_as_the_rules_say_from_every_months_end(
    register: Register, outside: Outside, ahead: int
) -> None:
    set_setting(register, "remind.months", str(ahead), D("2024-01-15"))
    fill(register, [(D("2022-01-01"), D("2023-11-25") + number * DAY) for number in range(900)])
    tool = outside()
    for text in (
        "2023-10-31",
        "2023-11-28",
        "2023-11-29",
        "2023-11-30",
        "2023-12-01",
        "2023-12-31",
        "2024-01-29",
        "2024-01-30",
        "2024-01-31",
        "2024-02-28",
        "2024-02-29",
        "2024-03-31",
        "2024-05-31",
        "2024-08-31",
    ):
        expected = from_reports(register, D(text))["period_expiry"]
        assert from_views_on(tool, D(text))["period_expiry"] == expected, text
