"""Tables for a terminal: boxes, bars, colour, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.output.fitting import BAR_CELLS, Screen, bar
from steg_cli.output.plain import report_plain
from steg_cli.output.table import report_table
from steg_cli.reports.people import ENDS, ListedEnd
from steg_cli.reports.report import Column, Report
from steg_cli.reports.today import TODAY, Needed
from steg_cli.texts import texts

if TYPE_CHECKING:
    from steg_cli.programme.codes import Need, NeedState
    from steg_cli.reports.cohorts import CohortStatus
    from steg_cli.reports.ends import Expiry
    from steg_cli.reports.log import Logged
    from tests.output.conftest import ReportOf

EN = texts("en").naming({"start": "beginning", "end": "goal", "kartlaggning": "mapping"})
PLAIN, COLOUR = Screen(200, colour=False), Screen(200, colour=True)


def bare(text: str) -> str:
    """Return a table without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def words(text: str) -> list[list[str]]:
    """Return the texts in the cells of every table, row by row; a heading of lines is one text."""
    rows: list[list[str]] = []
    in_heading = False
    for line in text.splitlines():
        if line.startswith(("╭", "├", "╰")):
            in_heading = line.startswith("╭")
            if in_heading:
                rows.append([])
        elif line.startswith("│"):
            cells = [cell.strip() for cell in line.strip("│").split("│")]
            if not in_heading:
                rows.append(cells)
            else:
                above = rows[-1] or [""] * len(cells)
                rows[-1] = [f"{a} {b}".strip() for a, b in zip(above, cells, strict=True)]
    return rows


@pytest.mark.parametrize(
    ("part", "whole", "drawn"),
    [
        (0, 10, ""),
        (10, 10, "█" * BAR_CELLS),
        (231, 230, "█" * BAR_CELLS),
        (5, 10, "█" * 10),
        (1, 160, "▏"),
        (7, 160, "▉"),
        (8, 160, "█"),
        (9, 160, "█▏"),
        (3, None, ""),
        (3, 0, ""),
    ],
)
def test_a_bar_is_drawn_in_eighths_and_never_beyond_its_end(
    part: int, whole: int | None, drawn: str
) -> None:
    assert bar(part, whole) == drawn


def test_the_cohorts_are_a_table_of_numbers_and_one_of_the_ladder(
    cohorts: Report[CohortStatus],
) -> None:
    full = "█" * BAR_CELLS
    drawn = report_table(cohorts, EN, PLAIN)
    assert words(drawn) == [
        [
            *("cohort", "enrolled of planned", "planned", "enrolled", "active", "left"),
            *("completed training", "converted", "left to"),
        ],
        ["A", "", "", "0", "0", "0", "0", "0", ""],
        ["B", full, "2", "3", "2", "1", "2", "1", "employment 1"],
        ["all", full, "2", "3", "2", "1", "2", "1", "employment 1"],
        ["step", "all", "", "B"],
        ["beginning", "1", full, "1"],
        ["goal", "1", full, "1"],
    ]
    titles = [line.strip() for line in drawn.splitlines() if line[:1] not in ("│", "╭", "├", "╰")]
    assert titles == ["Cohorts on 2024-01-15", "People on each step on 2024-01-15"]


def test_the_expiries_say_how_urgent_they_are(expiries: Report[Expiry]) -> None:
    drawn = report_table(expiries, EN, PLAIN)
    assert words(drawn) == [
        [
            *("last day", "days left", "state", "what ends", "case", "name", "step", "workplace"),
            *("municipality", "cohort", "months", "months in all", "can be extended by"),
            "notice by",
        ],
        [
            *("2023-08-31 ●", "-137", "overdue", "period", "S-0002", "Bo Berg", "beginning"),
            *("Björkskolan", "Tibro", "Pilot", "12", "18", "6", "2023-07-31"),
        ],
        [
            *("2024-01-31", "16", "ending", "period", "S-0003", "(protected)", "beginning"),
            *("(protected)", "(protected)", "STEG", "24", "24", "0", ""),
        ],
        [
            *("2024-02-15", "31", "ending", "follow-up", "S-0004", "Cilla Citron", "", ""),
            *("Skövde", "STEG", "", "", "", ""),
        ],
    ]
    assert drawn.splitlines()[0].strip() == "What is overdue or ends by 2024-04-15"
    assert drawn.splitlines()[-1] == "1 overdue, 2 ending."


@pytest.mark.parametrize("columns", [130, 110, 100, 90, 80])
def test_a_narrow_screen_leaves_columns_out_and_says_which(
    expiries: Report[Expiry], columns: int
) -> None:
    whole = words(report_table(expiries, EN, PLAIN))[0]
    drawn = report_table(expiries, EN, Screen(columns, colour=False))
    assert max(map(len, drawn.splitlines())) <= columns
    kept = words(drawn)[0]
    told = " ".join(drawn.split()).partition("No room for: ")[2].partition(". --")[0]
    left_out = told.split(", ") if told else []
    assert sorted(kept + left_out) == sorted(whole)
    assert [one for one in whole if one in kept] == kept
    assert {"last day", "days left", "what ends", "case", "name", "notice by"} <= set(kept)
    assert ("workplace" in kept) == (columns > 80)
    for value in ("2023-08-31", "2024-01-31", "-137", "S-0002", "S-0003", "2023-07-31"):
        assert value in drawn


@pytest.mark.parametrize(("columns", "kept"), [(70, 5), (60, 5), (50, 4), (40, 3), (30, 2)])
def test_a_very_narrow_screen_shows_no_half_of_a_value(
    expiries: Report[Expiry], columns: int, kept: int
) -> None:
    drawn = report_table(expiries, EN, Screen(columns, colour=False))
    first = ["last day", "days left", "what ends", "case", "name", "notice by"]
    assert words(drawn)[0] == first[:kept]
    lines = [line for line in drawn.splitlines() if line.startswith(("╭", "│", "├", "╰"))]
    assert [line for line in lines if not line.endswith(("╮", "│", "┤", "╯"))] == []
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize("columns", range(40, 131))
def test_a_box_is_whole_on_a_screen_of_any_width(
    expiries: Report[Expiry], cohorts: Report[CohortStatus], listed: ReportOf, columns: int
) -> None:
    places = ("Äldreboendet Rosen", "Förskolan Eken", "Kultur- och fritidsförvaltningen")
    (anna,) = listed("Eva-Lena Svensson").rows
    several = replace(listed("Li"), rows=tuple(replace(anna, workplace=one) for one in places))
    for report in (expiries, cohorts, several):
        drawn = report_table(report, EN, Screen(columns, colour=False)).splitlines()
        boxed = [line for line in drawn if line.startswith(("╭", "│", "├", "╰"))]
        assert [line for line in boxed if not line.endswith(("╮", "│", "┤", "╯"))] == []
        assert max(map(len, boxed)) <= columns


def test_a_long_word_breaks_only_when_nothing_else_gives_room(listed: ReportOf) -> None:
    (anna,) = listed("Eva-Lena Anna Maria Svensson").rows
    report = replace(listed("x"), rows=(replace(anna, workplace="Försäkringskassan"),))
    for columns, row in (
        (62, "│ S-0001 │"),
        (59, "│S-0001│"),  # the cells stand close before a word breaks
    ):
        drawn = report_table(report, EN, Screen(columns, colour=False))
        assert row in drawn
        assert words(drawn)[1][-1] == "Försäkringskassan"


@pytest.mark.parametrize(
    ("columns", "others", "least"),
    [(120, {"name"}, 8), (100, {"name"}, 7), (80, {"name"}, 5), (60, set(), 4)],
)
def test_what_ends_of_whom_when_and_on_which_step_is_read_on_any_screen(
    listed: ReportOf, columns: int, others: set[str], least: int
) -> None:
    (anna,) = listed("Anna Andersson-Lindqvist").rows
    values = vars(anna) | {"planned_last_day": date(2024, 2, 29), "workplace": "Björkskolan"}
    report = Report(ENDS, date(2024, 1, 15), (ListedEnd(**values, what="follow-up"),), {"ends": 1})
    drawn = report_table(report, EN, Screen(columns, colour=False))
    assert max(map(len, drawn.splitlines())) <= columns
    heading, row, *_ = words(drawn)
    told = dict(zip(heading, row, strict=True))
    assert told.keys() >= {"case", "what ends", "last day", "step", *others}
    assert [told[key] for key in ("case", "what ends", "last day")] == [
        *("S-0001", "follow-up", "2024-02-29")
    ]
    assert len(heading) >= least


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_long_name_is_folded_and_never_cut(listed: ReportOf, columns: int) -> None:
    name = "Förnamn Mellannamn Efternamnsson den Längre"
    drawn = report_table(listed(name), EN, Screen(columns, colour=False))
    heading, *rows = words(drawn)
    cell = " ".join(filter(None, (row[heading.index("name")] for row in rows)))
    assert cell == name
    assert max(map(len, drawn.splitlines())) <= columns


def test_the_widest_of_the_cells_that_fold_is_folded_first(listed: ReportOf) -> None:
    (eva,) = listed("Eva Svensson").rows
    report = replace(listed("x"), rows=(replace(eva, workplace="Rosen i Skövde, avdelning två"),))
    _, row, rest = words(report_table(report, EN, Screen(100, colour=False)))
    assert "Eva Svensson" in row
    assert [cell for cell in rest if cell] == ["avdelning två"]


def test_without_an_end_to_the_screen_nothing_is_folded_or_left_out(listed: ReportOf) -> None:
    name = "Förnamn " * 24
    drawn = report_table(listed(name.strip()), EN, Screen(10_000, colour=False))
    assert words(drawn) == [
        [
            *("case", "name", "cohort", "municipality", "step", "since", "planned last day"),
            *("workplace", "protected"),
        ],
        ["S-0001", name.strip(), "STEG", "Skövde", "mapping", "2024-01-02", "", "", "no"],
    ]
    assert "│ planned last day │" in drawn


def test_colour_is_there_when_welcome_and_says_nothing_on_its_own(
    expiries: Report[Expiry], cohorts: Report[CohortStatus]
) -> None:
    for report in (expiries, cohorts):
        coloured = report_table(report, EN, COLOUR)
        assert "\x1b[" in coloured
        assert [line.rstrip() for line in bare(coloured).splitlines()] == [
            *report_table(report, EN, PLAIN).splitlines()
        ]
    overdue = next(
        line for line in report_table(expiries, EN, COLOUR).splitlines() if "Bo Berg" in line
    )
    assert "\x1b[1;31m" in overdue


@pytest.mark.parametrize(
    "name", ["[red]Ek[/red]", "[/slut]", "[bold]", ":smile:", "{x} %s", "S-0001 1990 'x'"]
)
@pytest.mark.parametrize("screen", [PLAIN, COLOUR])
def test_a_name_is_text_and_never_markup(listed: ReportOf, name: str, screen: Screen) -> None:
    assert words(bare(report_table(listed(name), EN, screen)))[1][1] == name


def test_a_name_that_would_steer_the_terminal_is_shown_harmlessly(listed: ReportOf) -> None:
    drawn = report_table(listed("An\x1b[31mna\nAlm\u202e"), EN, PLAIN)
    assert words(drawn)[1][1] == "An�[31mna�Alm�"


def test_nothing_is_drawn_as_nothing(expiries: Report[Expiry]) -> None:
    empty = replace(expiries, rows=())
    assert report_table(empty, EN, PLAIN).split("\n") == [
        "What is overdue or ends by 2024-04-15",
        "None.",
    ]


def needed(what: Need, day: str, name: str | None, state: NeedState | None, command: str) -> Needed:
    return Needed(
        what=what,
        reference="S-0001",
        name=name,
        step=None,
        workplace=None,
        municipality=None,
        day=date.fromisoformat(day),
        days_left=None,
        last_day=None,
        state=state,
        command=command,
        protected=name is None,
    )


NEEDS = Report(
    TODAY,
    date(2024, 1, 15),
    (
        needed("period", "2023-12-31", "Anna Alm", "overdue", "steg show S-0001"),
        needed("step", "2024-01-10", None, "overdue", "steg show S-0001"),
        needed("placement", "2024-02-29", "Bo", "ending", "steg place S-0001 --from 2024-03-01"),
        needed("long", "2022-01-10", "Maria Fernanda de la Cruz", None, "steg show S-0001"),
    ),
    {"long": 12},
)


def test_rows_stand_below_the_headings_of_their_groups() -> None:
    assert report_table(NEEDS, EN, PLAIN).split("\n") == [
        "What needs you on 2024-01-15",
        "",
        "Overdue",
        "2023-12-31  period          S-0001  Anna Alm                   steg show S-0001",
        "2024-01-10  step            S-0001  (protected)                steg show S-0001",
        "",
        "Coming up",
        "2024-02-29  placement       S-0001  Bo                         "
        "steg place S-0001 --from 2024-03-01",
        "",
        "On one step for 12 months or more, since",
        "2022-01-10  long on a step  S-0001  Maria Fernanda de la Cruz  steg show S-0001",
    ]
    drawn = report_table(NEEDS, EN, COLOUR)
    assert bare(drawn) == report_table(NEEDS, EN, PLAIN)
    assert "\x1b[1;31m2023-12-31" in drawn


def test_a_command_that_does_not_fit_stands_whole_below_its_row() -> None:
    assert report_table(NEEDS, EN, Screen(72, colour=False)).split("\n") == [
        "What needs you on 2024-01-15",
        "",
        "Overdue",
        "2023-12-31  period          S-0001  Anna Alm            steg show S-0001",
        "2024-01-10  step            S-0001  (protected)         steg show S-0001",
        "",
        "Coming up",
        "2024-02-29  placement       S-0001  Bo",
        "        steg place S-0001 --from 2024-03-01",
        "",
        "On one step for 12 months or more, since",
        "2022-01-10  long on a step  S-0001  Maria Fernanda de   steg show S-0001",
        "                                    la Cruz",
    ]


def test_what_is_to_be_done_stands_beside_its_row_or_below() -> None:
    row = needed("deadline", "2024-01-10", "Bo", "overdue", "steg deadline done S-0001 1")
    told = replace(row, text="Call about the certificate")
    report = replace(NEEDS, rows=(told, replace(row, name=None, protected=True)))
    assert report_table(report, EN, PLAIN).split("\n")[3:] == [
        "2024-01-10  deadline  S-0001  Bo           steg deadline done S-0001 1  "
        "Call about the certificate",
        "2024-01-10  deadline  S-0001  (protected)  steg deadline done S-0001 1",
    ]
    assert report_table(report, EN, Screen(80, colour=False)).split("\n")[3:] == [
        "2024-01-10  deadline  S-0001  Bo           steg deadline done S-0001 1",
        "        Call about the certificate",
        "2024-01-10  deadline  S-0001  (protected)  steg deadline done S-0001 1",
    ]


def test_what_is_to_be_done_stands_below_a_command_that_does() -> None:
    row = needed("placement", "2024-02-29", "Bo", "ending", "steg place S-0001 --from 2024-03-01")
    report = replace(NEEDS, rows=(NEEDS.rows[0], replace(row, text="Call\x1b[1m")))
    assert report_table(report, EN, Screen(60, colour=False)).split("\n")[6:] == [
        "2024-02-29  placement  S-0001  Bo",
        "        steg place S-0001 --from 2024-03-01",
        "        Call\ufffd[1m",
    ]


def test_what_has_neither_case_nor_name_takes_their_room() -> None:
    alone = replace(needed("never-sent", "2024-01-10", "", None, "steg remind"), reference=None)
    report = replace(NEEDS, rows=(NEEDS.rows[0], alone))
    assert report_table(report, EN, PLAIN).split("\n")[3::3] == [
        "2023-12-31  period  S-0001  Anna Alm  steg show S-0001",
        "2024-01-10  never sent                steg remind",
    ]


@pytest.mark.parametrize("height", range(12, 60))
def test_a_low_screen_shows_some_of_each_group_and_most_of_the_first(height: int) -> None:
    kinds = (("overdue", "period"), ("ending", "step"), (None, "no-workplace"), (None, "long"))
    rows = tuple(
        needed(what, f"2023-12-{day:02}", "Bo", state, "steg show S-0001")  # type: ignore[arg-type]
        for state, what in kinds
        for day in range(1, 11)
    )
    drawn = report_table(replace(NEEDS, rows=rows), EN, Screen(80, colour=False, height=height))
    lines = drawn.split("\n")
    assert len(lines) <= max(height, 13)
    groups = [0]
    for line in lines[1:]:
        if line.startswith("2023"):
            groups[-1] += 1
        elif line.startswith("        and "):
            assert f"and {10 - groups[-1]} more: steg " in line
        elif line and groups[-1]:
            groups.append(0)
    assert len(groups) == len(kinds)
    assert groups == sorted(groups, reverse=True)
    assert (min(groups) == 10) == (height >= 49)


def test_a_low_screen_shows_the_latest_changes(changes: Report[Logged]) -> None:
    for height, changed in ((None, 2), (9, 2), (5, 1), (1, 1)):
        drawn = report_table(changes, EN, Screen(120, colour=False, height=height)).split("\n")
        numbers = [line.split()[0] for line in drawn[1:] if not line.startswith("        ")]
        assert numbers == ["58", "57"][:changed]
        assert (drawn[-1] == "        and 1 more: steg log --limit 20") == (changed == 1)


@pytest.mark.parametrize(
    ("room", "left_out"),
    [(67, ""), (62, "name"), (51, "name, about"), (30, "name, about, case")],
)
def test_on_a_narrow_screen_day_and_command_stay(room: int, left_out: str) -> None:
    drawn = report_table(NEEDS, EN, Screen(room, colour=False)).split("\n")
    said = " ".join(drawn).partition("No room for: ")[2]
    assert said.replace(". --format plain shows all.", "") == left_out
    assert max(map(len, drawn)) <= room
    assert report_table(NEEDS, EN, Screen(1, colour=False))


def test_what_has_lines_below_its_rows_is_wrapped_instead_of_drawn(changes: Report[Logged]) -> None:
    narrow = report_table(changes, EN, Screen(48, colour=False)).split("\n")
    assert narrow == [
        "change  when              by           command",
        "        rows  undone  what",
        "    58  2024-01-15 10:00  root (cron)  import",
        "        230  yes     list.xlsx",
        "        230 rows: steg log --change 58 shows",
        "          them.",
        "    57  2024-01-15 10:00  karin        extend",
        "        1  no      S-0001",
        "        S-0001 step 2023-06-01: planned last day",
        "          2024-05-31 > 2024-11-30",
    ]
    assert report_table(changes, EN, Screen(1, colour=False))
    assert bare(report_table(changes, EN, COLOUR)) == report_plain(changes, EN)


def test_what_is_told_once_stands_on_the_first_row_of_those_that_begin_alike(
    listed: ReportOf,
) -> None:
    report = listed("Anna Alm", "Bo Berg", "Cilla Citron")
    rows = tuple(
        replace(row, workplace=place)
        for row, place in zip(report.rows, ("Solgården", "Solgården", "Tofsen"), strict=True)
    )
    columns = tuple(map(Column, ("workplace", "municipality", "name")))
    form = replace(report.form, columns=columns, once=("workplace", "municipality"))
    lines = report_table(replace(report, form=form, rows=rows), EN, Screen(80, colour=False))
    assert [
        [cell.strip() for cell in line.split("│")[1:-1]]
        for line in lines.splitlines()
        if line.startswith("│")
    ][1:] == [
        ["Solgården", "Skövde", "Anna Alm"],
        ["", "", "Bo Berg"],
        ["Tofsen", "Skövde", "Cilla Citron"],
    ]
