"""Pictures as boxes and words at places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from steg_cli.output.comparing import Compared
from steg_cli.output.drawings import (
    LANE,
    LETTER,
    PANEL,
    Bar,
    Box,
    Drawing,
    Lettering,
    bars,
    flow,
    ladder,
    payers,
    picture_of,
    timeline,
)
from steg_cli.programme.words import Amount
from steg_cli.reports.cohorts import CohortStatus
from steg_cli.reports.costs import COSTS, Cost
from steg_cli.reports.ends import Expiry
from steg_cli.reports.report import FEW, Form, Report
from steg_cli.texts import texts

ENGLISH = texts("en").naming({"start": "mapping", "end": "the end"})
DAY = date(2024, 1, 15)


@dataclass(frozen=True)
class OnTheWay:
    """What a row of the flow has, as far as it is drawn."""

    cohort: str
    step: str
    reached: object
    on_now: object


@dataclass(frozen=True)
class Period:
    """What a row of the timeline has, as far as it is drawn."""

    reference: str
    name: str | None
    step: str
    first_day: date
    last_day: date | None
    group: str | None
    protected: bool = False


def widths(drawing: Drawing) -> list[tuple[str, float]]:
    """Return the bars of a drawing, without its lines."""
    return [(box.kind, box.width) for box in drawing.boxes if box.kind not in ("axis", "today")]


def test_a_bar_has_its_label_to_the_left_and_its_number_behind_it() -> None:
    drawn = bars("Steps", [Bar("abcde", 4, 1), Bar("f", 0), Bar("g", "<5", 2)], most=4)
    assert drawn == Drawing(
        title="Steps",
        told="abcde 4 (1), f 0, g <5 (2)",
        width=PANEL,
        height=63,
        boxes=(
            Box("axis", 44, 0, 1, 21),
            Box("whole", 44, 4, 236, 13),
            Box("part", 44, 4, 59, 13),
            Box("axis", 44, 21, 1, 21),
            Box("axis", 44, 42, 1, 21),
        ),
        words=(
            Lettering("abcde", 36, 15, "end"),
            Lettering("4", 286, 15, "start", "number"),
            Lettering("f", 36, 36, "end"),
            Lettering("0", 50, 36, "start", "none"),
            Lettering("g", 36, 57, "end"),
            Lettering("<5", 50, 57, "start", "number"),
        ),
    )


def test_a_count_of_which_a_part_is_hidden_has_no_bar() -> None:
    """Drawn whole, it would say that there is nothing of the part."""
    drawn = bars("Steps", [Bar("a", 9, FEW), Bar("b", FEW, 3), Bar("c", 9, 0)], most=9)
    assert widths(drawn) == [("whole", 264.8)]
    assert drawn.told == "a 9 (<5), b <5 (3), c 9"


@pytest.mark.parametrize(("now", "before"), [(231, 214), (5, 12), (120_000, 1), (0, 7)])
@pytest.mark.parametrize("label", ["a", "a name of a step that is much too long for a phone"])
def test_a_number_with_its_change_ends_within_the_drawing(
    label: str, now: int, before: int
) -> None:
    drawn = bars("Steps", [Bar(label, Compared(now, before)), Bar("b", 0)], most=now)
    number = drawn.words[1]
    assert number.text == f"{now} ({now - before:+})"
    assert number.x + len(number.text) * LETTER <= PANEL
    assert number.x >= drawn.boxes[0].x + 6


def test_no_bar_and_no_label_reaches_beyond_the_drawing() -> None:
    long = "a name of a step that is much too long for a phone"
    drawn = bars("Steps", [Bar(long, 100), Bar("b", 3)], most=100)
    assert drawn.words[0].text == "a name of a step that i…"
    assert drawn.told == f"{long} 100, b 3"
    assert all(box.x >= 0 and box.x + box.width <= PANEL - 24 for box in drawn.boxes)


def test_the_ladder_is_drawn_for_all_and_for_each_cohort_that_goes_on(
    cohorts: Report[CohortStatus],
) -> None:
    one = ladder(cohorts, ENGLISH)
    assert [drawing.title for drawing in one.drawings] == ["B"]  # nobody of A is active
    assert one.remark
    more = replace(cohorts, rows=(cohorts.rows[1], replace(cohorts.rows[1], cohort="C")))
    two = ladder(more, ENGLISH)
    assert [drawing.title for drawing in two.drawings] == ["All cohorts", "B", "C"]
    assert not two.remark
    assert two.drawings[2].told == "mapping 1, the end 1"


def test_ends_are_drawn_by_month_and_by_kind(expiries: Report[Expiry]) -> None:
    picture = picture_of(expiries, ENGLISH)
    assert picture is not None
    months, kinds = picture.drawings
    assert months.told == "overdue 1, jan 2024 1, feb 2024 1, mar 2024 0, apr 2024 0"
    assert [kind for kind, _ in widths(months)] == ["now", "whole", "part", "whole"]
    assert [kind for kind, _ in widths(kinds)] == ["part", "now", "whole"]


def test_the_flow_has_a_scale_for_each_cohort() -> None:
    rows = (
        *(OnTheWay("A", "start", 40, 0), OnTheWay("A", "end", 20, 10)),
        *(OnTheWay("B", "start", 8, 8), OnTheWay("B", "end", "<5", 2)),
    )
    drawn = flow(Report(Form("flow", OnTheWay), DAY, rows, {}), ENGLISH)
    assert [drawing.title for drawing in drawn.drawings] == ["A", "B"]
    assert drawn.remark == "Each cohort has a scale of its own."
    first, second = map(widths, drawn.drawings)
    full = first[0][1]
    assert first == [("whole", full), ("whole", full / 2), ("part", full / 4)]
    assert second == [("whole", full), ("part", full)]  # of what is hidden nothing is drawn


def test_the_timeline_has_one_axis_for_all_groups_and_a_line_for_today() -> None:
    rows = (
        Period("S-0001", "Bo Berg", "start", date(2023, 12, 1), date(2024, 1, 31), "Skövde"),
        Period("S-0002", None, "start", date(2023, 12, 11), date(2024, 1, 4), None, True),
        Period("S-0003", None, "start", date(2024, 1, 20), None, None, True),
    )
    drawn = timeline(Report(Form("timeline", Period), DAY, rows, {}), ENGLISH)
    assert [one.title for one in drawn.drawings] == ["Skövde", "(protected)"]
    assert [one.told for one in drawn.drawings] == [
        "S-0001 Bo Berg 2023-12-01 – 2024-01-31",
        "S-0002 2023-12-11 – 2024-01-04, S-0003 2024-01-20 –",
    ]
    left = 14 * 7.2 + 8
    day = (LANE - left) / 62  # from the first of December to the last of January
    where = [
        [(box.kind, round((box.x - left) / day), round(box.width / day)) for box in one.boxes]
        for one in drawn.drawings
    ]
    assert [[box for box in ones if box[0] != "axis"] for ones in where] == [
        [("part", 0, 45), ("whole", 45, 17), ("today", 45, 0)],
        [("part", 10, 25), ("now", 35, 10), ("whole", 50, 12), ("today", 45, 0)],
    ]
    words = [one.text for one in drawn.drawings[0].words]
    assert words == ["dec", "2023", "jan", "2024", "S-0001 Bo Berg"]
    assert [meaning for _, meaning in drawn.meanings] == [
        *("until today", "planned", "past its last day"),
    ]


def test_who_is_in_no_group_is_not_said_to_be_protected() -> None:
    days = "start", date(2024, 1, 1), date(2024, 1, 31), None
    rows = Period("S-0001", "Bo Berg", *days), Period("S-0002", None, *days, True)
    drawn = timeline(Report(Form("timeline", Period), DAY, rows, {}), ENGLISH)
    assert [one.title for one in drawn.drawings] == ["(without a workplace)", "(protected)"]


def cost(month: str, payer: str, months: object) -> Any:
    """Return what a payer pays in a month."""
    amounts: list[Any] = [months, *[Amount("0.00")] * 4, 9]
    return Cost(month, payer, None, "start", *amounts)


@pytest.mark.parametrize(
    ("months", "told"),
    [
        (["2024"], [("2024", "AME 12, Care 4")]),
        (
            ["2024-01", "2024-02"],
            [("AME", "2024-01 12, 2024-02 12"), ("Care", "2024-01 4, 2024-02 4")],
        ),
    ],
)
def test_costs_are_drawn_by_who_pays_and_in_time_if_there_are_several(
    months: list[str], told: list[tuple[str, str]]
) -> None:
    paid = (("AME", Amount("11.60")), ("Care", Amount("4.40")))
    rows = tuple(cost(month, *one) for month in months for one in paid)
    picture = picture_of(Report(COSTS, DAY, rows, {}), ENGLISH)
    assert picture is not None
    assert picture.title == "Person-months by payer"
    assert [(one.title, one.told) for one in picture.drawings] == told


def test_hidden_person_months_are_not_drawn() -> None:
    rows = (cost("2024", "AME", Amount("11.60")), cost("2024", "Care", FEW))
    (drawing,) = payers(Report(COSTS, DAY, rows, {}), ENGLISH).drawings
    assert (drawing.told, len(widths(drawing))) == ("AME 12, Care hidden", 1)


def test_a_report_without_a_picture_or_rows_has_none(expiries: Report[Expiry]) -> None:
    assert picture_of(Report(Form("other", Period), DAY, (), {}), ENGLISH) is None
    assert picture_of(replace(expiries, rows=()), ENGLISH) is None
