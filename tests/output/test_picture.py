"""A person's way as a picture of time, from a register with one person's story."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.pause import pause
from steg_cli.actions.place import place
from steg_cli.actions.supports import add_support
from steg_cli.output.picture import picture
from steg_cli.output.time_axis import ASCII, BLOCKS, Glyphs
from steg_cli.output.width import width
from steg_cli.reports.way import way
from steg_cli.texts import texts

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from steg_cli.texts import Texts
    from tests.conftest import EnrolSomebody

EN, SV = texts("en"), texts("sv")
TODAY = date(2023, 10, 1)


@pytest.fixture
def anna(register: Register, enrol_somebody: EnrolSomebody) -> str:
    """Somebody on a period from 2022-07-01 to 2023-06-30, at half time since 2022-10-01."""
    who = enrol_somebody("Anna Alm", number="19900101-9802", on=date(2022, 1, 1))
    advance(
        register,
        who,
        TODAY,
        to="serviceassistent",
        on=date(2022, 7, 1),
        workplace="Solgården",
        exception="as in the pilot",
    )
    place(register, who, "Björkskolan", TODAY, first=date(2022, 10, 1), percent=50)
    return who


def drawn(
    register: Register,
    who: str,
    today: date,
    *,
    glyphs: Glyphs = ASCII,
    columns: int = 130,
    t: Texts = EN,
) -> str:
    """Return the picture of somebody's way."""
    return picture(way(register, who, today), t, today, width=columns, glyphs=glyphs)


def bar_of(text: str, label: str) -> tuple[int, str]:
    """Return where a step's or workplace's bar begins, and the bar."""
    line = next(line for line in text.splitlines() if line[4:].startswith(label))
    bar = line[4 + len(label) :].split()[0]
    return line.index(bar), bar


def test_two_workplaces_at_once_are_drawn_below_each_other(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody("Anna Alm", number="19900101-9802", on=date(2023, 1, 1))
    advance(register, who, TODAY, to="praktik", on=date(2023, 2, 1), exception="as in the pilot")
    place(register, who, "Solgården", TODAY, first=date(2023, 2, 1), percent=75)
    place(
        register,
        who,
        "Björkskolan",
        TODAY,
        first=date(2023, 4, 1),
        last=date(2023, 4, 30),
        percent=50,
        beside=True,
        exception="both need her",
    )

    text = drawn(register, who, date(2023, 6, 30))

    begin, bar = bar_of(text, "Solgården")
    assert bar == "=" * 20
    assert bar_of(text, "Björkskolan") == (begin + 8, "====")
    lines = text.splitlines()
    place_ = lines.index("workplaces")
    assert [line.split("  ")[-1] for line in lines[place_ + 1 : place_ + 3]] == ["75 %", "50 %"]
    assert lines[place_ + 3].strip() == "exception: both need her"

    amend(register, who, "protected", "yes", TODAY)
    assert "both need her" not in drawn(register, who, date(2023, 6, 30))


def test_the_whole_picture(register: Register, anna: str) -> None:
    period = "#" * 36 + "." * 12
    assert drawn(register, anna, date(2023, 4, 1)).split("\n") == [
        "S-0001  Anna Alm  19900101-9802  woman  Skövde",
        "",
        "STEG  2022-01-01 -",
        f"{'':21}2022{'':44}2023",
        f"{'':21}jan feb mar apr may jun jul aug sep oct nov dec jan feb mar apr may jun",
        f" 1  mapping          {'#' * 24:<73}  2022-01-01 - 2022-06-30",
        f" 2  serviceassistent {period:>72}   2022-07-01 -",
        f"{'':21}planned to 2023-06-30 (12 months)",
        f"{'':21}exception: as in the pilot",
        "workplaces",
        f" 1  Solgården        {'':24}{'=' * 12:<49}  2022-07-01 - 2022-09-30",
        f" 2  Björkskolan      {'':36}{'=' * 24:<37}  2022-10-01 -  50 %",
        f"{'':21}{'':60}^ today 2023-04-01",
        "",
        "The period ends on 2023-06-30, in 90 days; give notice by 2023-05-30.",
        "It can be extended by up to 12 months: steg extend S-0001 --months 12",
        "Barn och utbildning does not employ its own assistants yet. When it does: "
        'steg sector edit "Barn och utbildning" --employs-from DAY',
    ]


def test_what_is_recorded_of_training_and_of_longer_periods_is_told_below_the_step(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody("Anna Alm", on=date(2022, 1, 1))
    start: dict[str, Any] = {"exception": "as in the pilot", "workplace": "Solgården"}
    advance(register, who, TODAY, to="utbildningspraktik", on=date(2022, 2, 1), months=2, **start)
    certificate = date(2022, 3, 31)
    advance(register, who, TODAY, on=date(2022, 4, 1), certificate_day=certificate)
    extend(register, who, TODAY, months=13, exception="waits for a course")

    lines = [line.strip() for line in drawn(register, who, TODAY).split("\n")]
    below = [line for line in lines if line.startswith(("planned", "completed", "exception"))]
    assert below == [
        "planned to 2022-03-31 (2 months)",
        "completed, certificate of 2022-03-31",
        "exception: as in the pilot",
        "planned to 2024-04-30 (25 months)",
        "exception: waits for a course",
    ]
    amend(register, who, "protected", "yes", TODAY)
    masked = drawn(register, who, TODAY)
    assert "completed, certificate of 2022-03-31" in masked
    assert "exception" not in masked


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("2022-02-01", "planned to 2022-02-01 (1 day)"),
        ("2022-02-27", "planned to 2022-02-27 (27 days)"),
        ("2022-02-28", "planned to 2022-02-28 (1 month)"),
    ],
)
def test_what_is_shorter_than_a_month_is_told_in_days(
    register: Register, enrol_somebody: EnrolSomebody, last: str, told: str
) -> None:
    who = enrol_somebody("Anna Alm", on=date(2022, 1, 1))
    advance(register, who, TODAY, on=date(2022, 2, 1), until=date.fromisoformat(last))
    assert told in [line.strip() for line in drawn(register, who, TODAY).split("\n")]


def test_no_day_to_come_is_drawn_as_one_that_has_been(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody("Anna Alm", on=date(2022, 1, 1))
    advance(register, who, TODAY, on=date(2022, 3, 1))
    advance(register, who, TODAY, on=date(2022, 4, 1), workplace="Snickeriet")
    leave(register, who, TODAY, to="health", on=date(2022, 6, 30))

    for today, signs in {
        date(2022, 2, 14): ("#.", ".", "."),
        date(2022, 3, 31): ("#", "#", "."),
        date(2022, 6, 1): ("#", "#", "#."),
        date(2022, 6, 30): ("#", "#", "#"),
    }.items():
        text = drawn(register, who, today)
        steps = ("mapping", "investigation", "work trial")
        bars = (bar_of(text, step)[1] for step in steps)
        # Each sign once, in its order: what has been, then what is to come.
        assert tuple("".join(dict.fromkeys(bar)) for bar in bars) == signs


def test_training_that_was_broken_off_says_so(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody("Anna Alm", on=date(2022, 1, 1))
    advance(register, who, TODAY, to="utbildningspraktik", on=date(2022, 2, 1), exception="because")
    leave(register, who, TODAY, to="health", on=date(2022, 5, 31))
    assert "not completed" in [line.strip() for line in drawn(register, who, TODAY).split("\n")]
    assert "inte slutförd" in drawn(register, who, TODAY, t=SV)


def test_blocks_are_drawn_as_ascii_is(register: Register, anna: str) -> None:
    plain = drawn(register, anna, date(2023, 10, 1))
    same = str.maketrans(
        {BLOCKS.been: "#", BLOCKS.planned: ".", BLOCKS.overdue: "!", BLOCKS.placed: "="}
        | {BLOCKS.today: "^", BLOCKS.dash: "-"}
    )
    assert drawn(register, anna, date(2023, 10, 1), glyphs=BLOCKS).translate(same) == plain


def test_pauses_supports_and_deadlines_are_drawn(register: Register, anna: str) -> None:
    pause(register, anna, TODAY, first=date(2022, 9, 1), last=date(2022, 9, 30), paid=False)
    pause(register, anna, TODAY, first=date(2023, 3, 1))
    days: dict[str, Any] = {"first": date(2022, 7, 1), "last": date(2023, 3, 31)}
    add_support(register, anna, "lonebidrag", TODAY, percent=80, cap=16700, decision="D 1", **days)
    add_support(register, anna, "osa", TODAY, **days)
    add_deadline(register, anna, "work permit", TODAY, day=date(2023, 9, 1))
    add_deadline(register, anna, "a conversation", TODAY, day=date(2023, 4, 15))
    finish_deadline(register, anna, 1, TODAY)
    lines = drawn(register, anna, date(2023, 4, 1)).split("\n")
    first = lines.index("pauses")
    assert lines[first : first + 11] == [
        "pauses",
        f" 1  without pay      {'':32}{'~' * 4:<41}  2022-09-01 - 2022-09-30",
        f" 2  with pay         {'':56}{'~' * 4:<17}  2023-03-01 -",
        "supports",
        f" 1  lönebidrag       {'':24}{'+' * 36:<49}  2022-07-01 - 2023-03-31",
        f"{'':21}80 percent of the wage, at most 16,700 SEK a month, D 1",
        f" 2  OSA              {'':24}{'+' * 36:<49}  2022-07-01 - 2023-03-31",
        f"{'':21}{'':60}^ today 2023-04-01",
        "deadlines",
        " 1  2023-09-01  work permit  done on 2023-10-01",
        " 2  2023-04-15  a conversation",
    ]


def test_what_ends_after_the_plan_is_still_on_the_axis(register: Register, anna: str) -> None:
    add_support(register, anna, "osa", TODAY, first=date(2023, 1, 1), last=date(2024, 6, 30))
    lines = drawn(register, anna, date(2023, 4, 1)).split("\n")
    years, support = lines[3], next(line for line in lines if line[4:7] == "OSA")
    assert years.split() == ["2022", "2023", "2024"]
    start, bar = bar_of("\n".join(lines), "OSA")
    assert support[start + len(bar) :].strip() == "2023-01-01 - 2024-06-30"


def test_time_past_the_plan_is_marked(register: Register, anna: str) -> None:
    been = drawn(register, anna, date(2023, 6, 30))
    assert set(bar_of(been, "serviceassistent")[1]) == {"#"}
    overdue = bar_of(drawn(register, anna, date(2023, 10, 1)), "serviceassistent")[1]
    assert overdue.strip("#").strip("!") == ""
    assert (overdue.count("#") > 30, overdue.count("!") > 8) == (True, True)


def test_what_is_ended_is_drawn_as_it_was_and_without_today(register: Register, anna: str) -> None:
    leave(register, anna, TODAY, to="education", on=date(2023, 3, 31))
    text = drawn(register, anna, TODAY)
    assert "STEG  2022-01-01 - 2023-03-31  left to education" in text
    assert set(bar_of(text, "serviceassistent")[1]) == {"#"}
    assert "^" not in text
    assert "planned to 2023-06-30 (12 months)" in text


def test_a_person_who_came_back_has_two_pictures_and_numbers_that_go_on(
    register: Register, anna: str, enrol_somebody: EnrolSomebody
) -> None:
    leave(register, anna, TODAY, to="other", on=date(2023, 3, 31))
    enrol_somebody("Anna Alm", number="19900101-9802", on=date(2023, 9, 1), today=TODAY)
    lines = drawn(register, anna, TODAY).split("\n")
    assert [line for line in lines if line.startswith("STEG")] == [
        "STEG  2022-01-01 - 2023-03-31  left to something else",
        "STEG  2023-09-01 -",
    ]
    assert [line[:11].rstrip() for line in lines if line[4:11] == "mapping"] == [
        " 1  mapping",
        " 3  mapping",
    ]


def test_on_a_narrow_screen_the_days_stand_below_the_bars(register: Register, anna: str) -> None:
    lines = drawn(register, anna, TODAY, columns=50).split("\n")[2:17]
    assert lines == [
        "STEG  2022-01-01 -",
        "                     2022         2023",
        "                     jan   jul    jan    jul",
        " 1  mapping          ######",
        "                     2022-01-01 - 2022-06-30",
        " 2  serviceassistent       ##############!!!",
        "                     2022-07-01 -",
        "                     planned to 2023-06-30 (12 months)",
        "                     exception: as in the pilot",
        "workplaces",
        " 1  Solgården              ====",
        "                     2022-07-01 - 2022-09-30",
        " 2  Björkskolan                =============",
        "                     2022-10-01 -  50 %",
        "                           today 2023-10-01 ^",
    ]
    # A sentence is broken between its words by whoever shows the picture.
    assert max(width(line) for line in lines if "planned to" not in line) <= 50


@pytest.mark.parametrize("columns", [1, 40, 80, 100, 120, 500])
@pytest.mark.parametrize("years", [0, 1, 12, 45])
def test_every_bar_ends_where_the_next_begins_on_every_scale(
    register: Register, anna: str, columns: int, years: int
) -> None:
    today = date(2023 + years, 6, 30)
    text = drawn(register, anna, today, columns=columns)
    start, mapping = bar_of(text, "mapping")
    second, period = bar_of(text, "serviceassistent")
    assert start == 21
    assert start + len(mapping) <= second + 1
    assert second + len(period) <= 21 + 96 + 2
    assert all(width(line) <= 21 + 96 + 60 for line in text.splitlines())


def test_the_axis_names_years_and_months_in_the_language(register: Register, anna: str) -> None:
    lines = drawn(register, anna, date(2023, 4, 1), t=SV).split("\n")
    assert lines[3].split() == ["2022", "2023"]
    months = [SV.month(date(2022, month, 1)) for month in range(1, 13)]
    assert lines[4].split() == [*months, *months[:6]]


def test_a_protected_person_s_picture_says_where_nobody_is(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody("Zäta Qvarnskog", on=date(2022, 1, 1), protected=True)
    advance(
        register,
        who,
        TODAY,
        to="arbetsprovning",
        on=date(2022, 3, 1),
        workplace="Snickeriet",
        exception="knows the work",
    )
    add_deadline(register, who, "travel", TODAY, day=date(2023, 12, 1))
    days: dict[str, Any] = {"first": date(2022, 3, 1), "last": date(2022, 9, 30)}
    add_support(register, who, "osa", TODAY, percent=80, cap=16700, decision="D 1", **days)
    text = drawn(register, who, date(2022, 6, 1))
    assert [one for one in ("travel", "OSA", "16,700", "D 1") if one in text] == []
    assert text.splitlines()[0] == "S-0001  (protected identity)  woman"
    assert ("Qvarnskog" in text, "Snickeriet" in text, "(protected)" in text) == (
        False,
        False,
        True,
    )
    seen = way(register, who, date(2022, 6, 1), include_protected=True)
    shown = picture(seen, EN, date(2022, 6, 1), width=120, glyphs=ASCII)
    told = ("Qvarnskog", "Snickeriet", "Skövde", "travel", "OSA", "16,700", "D 1")
    assert [one for one in told if one not in shown] == []


@pytest.mark.parametrize("protected", [False, True])
def test_a_number_that_was_replaced_stands_below_the_present_one(
    register: Register, anna: str, protected: bool
) -> None:
    amend(register, anna, "identity", "19900202-9800", TODAY)
    amend(register, anna, "protected", "yes" if protected else "no", TODAY)
    line = drawn(register, anna, TODAY, t=SV).splitlines()[1]
    former = "(skyddad)" if protected else "19900101-9802"
    assert line == f"tidigare nummer 1: {former}, ersatt 2023-10-01"
