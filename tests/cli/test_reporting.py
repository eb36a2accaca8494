"""steg report: how the cohorts stand, and what is running out."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from steg_cli.cli.naming import both
from steg_cli.reports.costs import MISSING
from steg_cli.reports.registry import REPORTS
from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import AtTerminal, Dump, Installed, Steg

SUMMARY = """\
Cohorts on 2024-01-15
cohort      planned  enrolled  active  left  on each step                                    converted  completed training  left to
Pilot 2016       25         1       1     0  serviceassistent 1                                      0                   0
STEG            230         5       4     1  mapping 1, serviceassistent 2, sjuksköterska 1          0                   0  education 1

What is overdue or ends by 2024-04-15
what ends  case    name         workplace    municipality  cohort      step              first day   last day    months  months in all  can be extended by  days left  state    agreement  payer  notice by   protected
period     S-0002  Bo Berg      Björkskolan  Tibro         Pilot 2016  serviceassistent  2022-09-01  2023-08-31      12             12                  12       -137  overdue  BEA        AME    2023-07-31  no
follow-up  S-0005  Dan Ceder                 Skövde        STEG                                      2023-12-30                                                   -16  overdue                                no
period     S-0003  (protected)  (protected)  (protected)   STEG        serviceassistent  2023-02-01  2024-01-31      12             12                  12         16  ending   BEA        AME    2023-12-29  yes
period     S-0001  Anna Alm     Solgården    Skövde        STEG        serviceassistent  2023-03-01  2024-02-29      12             12                  12         45  ending   BEA        AME    2024-01-29  no
"""  # noqa: E501

COSTS = """\
month    payer            municipality  step              person-months  gross cost  wage support   net cost  undecided  people
2024-01  AME              Skövde        serviceassistent           1.00   34,500.00          0.00  34,500.00       0.00       1
2024-01  AME              Tibro         serviceassistent           1.00        0.00          0.00       0.00  34,500.00       1
2024-01  AME              (protected)   serviceassistent           1.00   34,500.00          0.00  34,500.00       0.00       1
2024-01  Vård och omsorg  Skövde        sjuksköterska              1.00                                                       1
"""  # noqa: E501
NO_WAGE = (
    "Note: Amounts are left empty: the wage of sjuksköterska on 2024-01-01 is not known. "
    "steg setting wage.sjukskoterska AMOUNT --from 2024-01-01\n"
)

NO_STEPS = dict.fromkeys(
    (
        *("kartlaggning", "utredning", "arbetsprovning", "praktik", "utbildningspraktik"),
        *("serviceassistent", "enhetsassistent", "underskoterska", "sjukskoterska"),
    ),
    0,
)
SA = "serviceassistent"
NO_OUTCOMES = dict.fromkeys(
    (
        *("employment", "employment-subsidised", "employment-municipal", "education"),
        *("education-other", "job-search", "health", "moved", "other"),
    ),
    0,
)


def test_report_shows_the_cohorts_and_then_the_expiries(steg: Steg) -> None:
    assert steg("report") == (0, SUMMARY, "")


def test_one_report_alone_has_no_title(steg: Steg) -> None:
    cohorts, _, expiries = SUMMARY.partition("\n\n")
    assert steg("report", "cohorts") == (0, cohorts.partition("\n")[2] + "\n", "")
    assert steg("report", "expiries") == (0, expiries.partition("\n")[2], "")


def test_cohorts_answer_a_program_with_the_documented_keys(steg: Steg) -> None:
    code, out, err = steg("report", "cohorts", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "report", "as_of", "rows", "totals"]
    assert [envelope[key] for key in ("steg", "report", "as_of")] == [1, "cohorts", "2024-01-15"]
    keys = [
        *("cohort", "planned", "enrolled", "active", "left", "steps", "converted"),
        *("completed_training", "outcomes"),
    ]
    assert [list(row) for row in envelope["rows"]] == [keys, keys]
    assert [list(row["steps"]) for row in envelope["rows"]] == [list(NO_STEPS)] * 2
    assert envelope["rows"] == [
        {
            "cohort": "Pilot 2016",
            "planned": 25,
            "enrolled": 1,
            "active": 1,
            "left": 0,
            "steps": NO_STEPS | {"serviceassistent": 1},
            "converted": 0,
            "completed_training": 0,
            "outcomes": NO_OUTCOMES,
        },
        {
            "cohort": "STEG",
            "planned": 230,
            "enrolled": 5,
            "active": 4,
            "left": 1,
            "steps": NO_STEPS | {"kartlaggning": 1, "serviceassistent": 2, "sjukskoterska": 1},
            "converted": 0,
            "completed_training": 0,
            "outcomes": NO_OUTCOMES | {"education": 1},
        },
    ]
    assert envelope["totals"] == {
        "planned": 255,
        "enrolled": 6,
        "active": 5,
        "left": 1,
        "steps": NO_STEPS | {"kartlaggning": 1, "serviceassistent": 3, "sjukskoterska": 1},
        "converted": 0,
        "completed_training": 0,
        "outcomes": NO_OUTCOMES | {"education": 1},
    }


@pytest.fixture
def rated(steg: Steg) -> Steg:
    """The story, with the wage of a serviceassistent, on-costs, and no other wage."""
    steg("setting", "wage.serviceassistent", "24000", "--from", "2023-04-01")
    steg("setting", "on-costs", "43,75", "--from", "2023-01-01")
    return steg


def test_costs_are_shown_with_what_is_missing_and_how_they_are_counted(rated: Steg) -> None:
    assert rated("report", "costs") == (0, COSTS, NO_WAGE)
    _, shown, err = rated("report", "costs", "--explain")
    assert (shown, err.startswith(NO_WAGE)) == (COSTS, True)
    assert "Each day from 2024-01-01 to 2024-01-31 on a step with a payer counts" in err
    _, shown, _ = rated("rapport", "kostnader", "--efter", "kvartal", "--till", "231231", lang="sv")
    total = [line.split("  ") for line in shown.splitlines() if line.startswith("2023-K4  AME")]
    cells = [[one.strip() for one in line if one.strip()] for line in total]
    assert [line[-2:] for line in cells] == [
        *(["0,00", "1"], ["103\N{NO-BREAK SPACE}500,00", "1"], ["0,00", "1"]),
    ]


def test_costs_answer_a_program_with_the_documented_keys(rated: Steg) -> None:
    code, out, err = rated("report", "costs", "--format", "json")
    assert (code, err) == (0, NO_WAGE)
    envelope = json.loads(out)
    keys = ["month", "payer", "municipality", "step", "person_months", "gross", "support", "net"]
    assert [list(row) for row in envelope["rows"]] == [[*keys, "undecided", "people"]] * 4
    assert [[*row.values()] for row in envelope["rows"]] == [
        ["2024-01", "AME", "Skövde", SA, "1.00", "34500.00", "0.00", "34500.00", "0.00", 1],
        ["2024-01", "AME", "Tibro", SA, "1.00", "0.00", "0.00", "0.00", "34500.00", 1],
        ["2024-01", "AME", None, SA, "1.00", "34500.00", "0.00", "34500.00", "0.00", 1],
        ["2024-01", "Vård och omsorg", "Skövde", "sjukskoterska", "1.00", *[None] * 4, 1],
    ]
    assert envelope["totals"] == {
        "person_months": "4.00",
        **dict.fromkeys(("gross", "support", "net", "undecided")),
        "first_day": "2024-01-01",
        "last_day": "2024-01-31",
    }


def test_costs_are_numbers_to_a_spreadsheet(rated: Steg, tmp_path: Path) -> None:
    of_skovde = ("report", "costs", "--municipality", "Skövde", "--format")
    file = tmp_path / "costs.xlsx"
    assert rated(*of_skovde, "xlsx", "--output", str(file))[2].endswith(f".xlsx.\n{NO_WAGE}")
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name("Costs").to_python()
    assert rows[1:] == [
        ["2024-01", "AME", "Skövde", SA, 1.0, 34500.0, 0.0, 34500.0, 0.0, 1],
        ["2024-01", "Vård och omsorg", "Skövde", "sjuksköterska", 1.0, *[""] * 4, 1],
    ]
    assert rated(*of_skovde, "csv", lang="sv")[1].splitlines()[1:] == [
        "2024-01;AME;Skövde;serviceassistent;1,00;34500,00;0,00;34500,00;0,00;1",
        "2024-01;Vård och omsorg;Skövde;sjuksköterska;1,00;;;;;1",
    ]
    assert rated(*of_skovde, "csv", "--plain-csv")[1].splitlines()[1] == (
        "2024-01,AME,Skövde,serviceassistent,1.00,34500.00,0.00,34500.00,0.00,1"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("costs", "--by", "week"), "month, quarter, year"),
        (("cohorts", "--by", "year"), "--by does not go with report cohorts."),
        (("costs", "--from", "2024-02-01", "--to", "2024-01-31"), "2024-01-31 is before"),
        (("costs", "--within", "3"), "--within does not go with report costs."),
        (("costs", "--year", "2023"), "report costs.\nIts time is told by --from, --to.\n"),
        (("kolada", "--from", "2023-01-01"), "report kolada.\nIts time is told by --year.\n"),
    ],
)
def test_costs_that_cannot_be_counted_are_refused(
    steg: Steg, words: tuple[str, ...], said: str
) -> None:
    code, out, err = steg("report", *words)
    assert (code, out, said in err) == (2, "", True)


def test_expiries_answer_a_program_with_the_documented_keys(steg: Steg) -> None:
    code, out, err = steg("report", "expiries", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "report", "as_of", "rows", "totals"]
    assert [envelope[key] for key in ("steg", "report", "as_of")] == [1, "expiries", "2024-01-15"]
    keys = [
        *("what", "reference", "name", "workplace", "municipality", "cohort", "step", "first_day"),
        *("last_day", "months", "months_in_all", "months_left_to_extend", "days_left", "state"),
        *("agreement", "payer", "notice_by", "protected"),
    ]
    assert [list(row) for row in envelope["rows"]] == [keys] * 4
    assert [list(row.values()) for row in envelope["rows"]] == [
        [
            *("period", "S-0002", "Bo Berg", "Björkskolan", "Tibro", "Pilot 2016"),
            *("serviceassistent", "2022-09-01", "2023-08-31", 12, 12, 12, -137, "overdue"),
            *("BEA", "AME", "2023-07-31", False),
        ],
        [
            *("follow-up", "S-0005", "Dan Ceder", None, "Skövde", "STEG", None, None),
            *("2023-12-30", None, None, None, -16, "overdue", None, None, None, False),
        ],
        [
            *("period", "S-0003", None, None, None, "STEG"),
            *("serviceassistent", "2023-02-01", "2024-01-31", 12, 12, 12, 16, "ending"),
            *("BEA", "AME", "2023-12-29", True),
        ],
        [
            *("period", "S-0001", "Anna Alm", "Solgården", "Skövde", "STEG"),
            *("serviceassistent", "2023-03-01", "2024-02-29", 12, 12, 12, 45, "ending"),
            *("BEA", "AME", "2024-01-29", False),
        ],
    ]
    assert envelope["totals"] == {
        "overdue": 2,
        "ending": 2,
        "within": 3,
        "until": "2024-04-15",
    }


@pytest.mark.parametrize(
    ("words", "row", "total"),
    [
        (
            ("flow", "--cohort", "STEG", "--sex", "woman"),
            {
                "cohort": "STEG",
                "step": "kartlaggning",
                "reached": 3,
                "on_now": 1,
                "share": None,
                "median_days_to": 0,
                "median_days_on": 73,  # Anna 22 days, Eva 123
                "left_from": 0,
                "stepped_back": 0,
                "skipped": 0,
                "planned": 230,
                "enrolled": 3,
                "completed_training": 0,
            },
            ("enrolled", 3),
        ),
        (
            ("forecast", "--within", "2", "--municipality", "Skövde"),
            {
                "month": "2024-01",
                "periods_ending": 0,
                "supports_ending": 0,
                "at_12_months": 0,
                "can_be_extended": 0,
                "posts_if_nothing": 1,
                "posts_if_extended": 1,
                "places_free": 0,
                "waiting": 0,
                "posts_free": 0,
            },
            ("until", "2024-02-29"),
        ),
    ],
)
def test_flow_and_forecast_answer_a_program(
    steg: Steg, words: tuple[str, ...], row: dict[str, object], total: tuple[str, object]
) -> None:
    code, out, err = steg("report", *words, "--format", "json", "--explain")
    envelope = json.loads(out)
    assert (code, list(envelope["rows"][0].items())) == (0, list(row.items()))
    assert total in envelope["totals"].items()
    assert "2024-01-15" in err  # what it counts, on which day


def test_both_reports_are_one_envelope_with_the_same_two_inside(steg: Steg) -> None:
    code, out, err = steg("report", "--format", "json")
    assert (code, err) == (0, "")
    inside = [
        json.loads(steg("report", name, "--format", "json")[1]) for name in ("cohorts", "expiries")
    ]
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("report", "summary"),
        ("as_of", "2024-01-15"),
        ("reports", inside),
    ]


def test_any_past_day_can_be_asked_for(steg: Steg) -> None:
    code, out, _ = steg("report", "--as-of", "2022-08-20")
    assert (code, out) == (
        0,
        "Cohorts on 2022-08-20\n"
        "cohort      planned  enrolled  active  left  on each step     converted"
        "  completed training  left to\n"
        "Pilot 2016       25         1       1     0  mapping 1                0"
        "                   0\n"
        "STEG            230         1       1     0  investigation 1          0"
        "                   0\n"
        "\n"
        "What is overdue or ends by 2022-11-20\n"
        "None.\n",
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--within", "0"), ["S-0002", "S-0005"]),
        (("--within", "1"), ["S-0002", "S-0005", "S-0003"]),
        (("--within", "2"), ["S-0002", "S-0005", "S-0003", "S-0001"]),
        (("--cohort", "steg"), ["S-0005", "S-0003", "S-0001"]),
        (("--as-of", "+2m"), ["S-0002", "S-0005", "S-0003", "S-0001"]),
        (("--what", "period"), ["S-0002", "S-0003", "S-0001"]),
        (("--what", "follow-up"), ["S-0005"]),
        (("--what", "uppföljning"), ["S-0005"]),
        (("--what", "deadline", "--what", "follow-up"), ["S-0005"]),
        (("--what", "step", "--what", "placement", "--what", "support"), []),
        (("--what", "period", "--what", "follow-up", "--cohort", "pilot 2016"), ["S-0002"]),
        (("--as-of", "2023-05-30"), []),
        (("--as-of", "2023-05-31"), ["S-0002"]),
    ],
)
def test_what_is_running_out(steg: Steg, words: tuple[str, ...], found: list[str]) -> None:
    _, out, _ = steg("report", "expiries", *words, "--format", "json")
    assert [row["reference"] for row in json.loads(out)["rows"]] == found


def test_how_far_ahead_is_the_setting_unless_said_otherwise(steg: Steg) -> None:
    steg("setting", "remind.months", "1")
    _, out, _ = steg("report", "expiries", "--format", "json")
    assert json.loads(out)["totals"] == {
        "overdue": 2,
        "ending": 1,
        "within": 1,
        "until": "2024-02-15",
    }


def test_cohorts_as_csv_have_a_column_for_each_step_and_outcome(steg: Steg) -> None:
    code, out, _ = steg("report", "cohorts", "--plain-csv", "--format", "csv")
    steps = ",".join(f"steps.{code}" for code in NO_STEPS)
    outcomes = ",".join(f"outcomes.{code}" for code in NO_OUTCOMES)
    assert (code, out) == (
        0,
        f"cohort,planned,enrolled,active,left,{steps},converted,completed_training,"
        f"{outcomes}\r\n"
        "Pilot 2016,25,1,1,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0\r\n"
        "STEG,230,5,4,1,1,0,0,0,0,2,0,0,1,0,0,0,0,0,1,0,0,0,0,0\r\n",
    )


def test_two_reports_do_not_fit_in_one_csv(steg: Steg) -> None:
    code, out, err = steg("report", "--format", "csv")
    assert (code, out) == (2, "")
    assert "steg report cohorts --format csv" in err


def test_an_unknown_report_names_the_nearest(steg: Steg) -> None:
    assert steg("report", "cohort") == (
        2,
        "",
        "Error: There is no report cohort.\nDid you mean cohorts?\n",
    )


@pytest.mark.parametrize("words", [("--within", "0"), ("--what", "step")])
def test_an_option_that_a_report_does_not_have_is_no_option_of_it(
    steg: Steg, words: tuple[str, ...]
) -> None:
    assert steg("report", "cohorts", *words) == (
        2,
        "",
        f"Error: {words[0]} does not go with report cohorts.\nLeave one of them out.\n",
    )
    assert [steg("report", *name, *words)[0] for name in ((), ("expiries",))] == [0, 0]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_help_tells_what_each_report_shows(steg: Steg, lang: str) -> None:
    t = texts(lang)
    code, out, err = steg("report", "--help", lang=lang)
    assert (code, err) == (0, "")
    listed = out.partition(f"{t('Reports')}:\n")[2].partition("\n\n")[0]
    assert [re.split(" {2,}", line.strip()) for line in listed.splitlines()] == [
        [both(name, t), t(entry.tells)] for name, entry in REPORTS.items()
    ]


def test_the_summary_in_swedish(steg: Steg) -> None:
    sv = texts("sv")
    code, out, err = steg("report", lang="sv")
    assert (code, err) == (0, "")
    cohorts, _, expiries = out.partition("\n\n")
    assert cohorts.splitlines()[0] == sv("Cohorts on {day}", day="2024-01-15")
    assert expiries.splitlines()[0] == sv("What is overdue or ends by {until}", until="2024-04-15")
    assert "kartläggning 1, serviceassistent 2, sjuksköterska 1" in cohorts
    assert sv("overdue") in expiries.splitlines()[2]


def test_a_report_is_written_to_a_file_in_the_format_of_its_name(
    steg: Steg, tmp_path: Path, dump: Dump
) -> None:
    before = dump()
    for name, words in (
        ("cohorts.csv", ("--format", "csv")),
        ("cohorts.json", ("--format", "json")),
        ("cohorts.txt", ("--format", "plain")),
    ):
        _, expected, _ = steg("report", "cohorts", *words)
        code, out, err = steg("report", "cohorts", "--output", tmp_path / name)
        assert (code, out) == (0, "")
        assert str(tmp_path / name) in err
        assert (tmp_path / name).read_bytes().decode() == expected
    assert dump() == before


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("words", [("report.xlsx",), ("report", "--format", "xlsx")])
def test_the_summary_is_a_workbook_of_two_sheets_and_their_charts(
    steg: Steg, tmp_path: Path, words: tuple[str, ...], lang: str
) -> None:
    path, t = tmp_path / words[0], texts(lang)
    code, out, err = steg("report", "--output", path, *words[1:], lang=lang)
    assert (code, out, err) == (0, "", t("Written to {path}.", path=path) + "\n")
    workbook = CalamineWorkbook.from_path(path)
    names = [t("Cohorts"), t("Ends"), t("Charts")]
    assert workbook.sheet_names == names
    assert len({*names, "Cohorts", "Ends", "Charts"}) == {"en": 3, "sv": 6}[lang]
    cohorts, expiries = (workbook.get_sheet_by_name(n).to_python() for n in names[:2])
    assert cohorts[1:] == [
        ["Pilot 2016", 25, 1, 1, 0, *(0, 0, 0, 0, 0, 1, 0, 0, 0), 0, 0, *[0] * 9],
        ["STEG", 230, 5, 4, 1, *(1, 0, 0, 0, 0, 2, 0, 0, 1), 0, 0, *(0, 0, 0, 1, 0, 0, 0, 0, 0)],
    ]
    assert [row[1] for row in expiries[1:]] == ["S-0002", "S-0005", "S-0003", "S-0001"]
    assert expiries[1] == [
        *(t("period"), "S-0002", "Bo Berg", "Björkskolan", "Tibro", "Pilot 2016"),
        *("serviceassistent", date(2022, 9, 1), date(2023, 8, 31), 12, 12, 12, -137),
        *(t("overdue"), "BEA", "AME", date(2023, 7, 31), t("no")),
    ]
    assert expiries[2] == [
        *(t("follow-up"), "S-0005", "Dan Ceder", "", "Skövde", "STEG", "", ""),
        *(date(2023, 12, 30), "", "", "", -16, t("overdue"), "", "", "", t("no")),
    ]
    assert [expiries[3][n] for n in (2, 3, 4, 17)] == ["", "", "", t("yes")]


def test_one_report_is_a_workbook_of_one_sheet_as_of_any_day(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "expiries.xlsx"
    steg("report", "expiries", "--as-of", "2023-05-31", "--output", path)
    workbook = CalamineWorkbook.from_path(path)
    assert workbook.sheet_names == ["Ends", "Charts"]
    rows = workbook.get_sheet_by_name("Ends").to_python()
    assert [(row[1], row[12]) for row in rows[1:]] == [("S-0002", 92)]


def test_a_workbook_of_a_report_of_nothing_has_its_headings(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "expiries.xlsx"
    assert steg("report", "expiries", "--as-of", "2019-01-01", "--output", path)[0] == 0
    (headings,) = CalamineWorkbook.from_path(path).get_sheet_by_name("Ends").to_python()
    assert headings[:3] == ["what ends", "case", "name"]


def test_a_report_is_a_page_for_its_owner_alone_in_the_register_s_language(
    steg: Steg, tmp_path: Path
) -> None:
    page = tmp_path / "status.HTML"
    wanting = f"Note: {MISSING}\n"
    assert steg("report", "--output", page) == (0, "", f"Written to {page}.\n{wanting}")
    text = page.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert "<h1>Status report</h1>" in text
    assert "5 of 6 who were enrolled are active" in text
    assert re.findall("<h2>(.*?)</h2>", text) == [
        *("Cohorts", "Flow", "Ends", "Timeline", "Forecast", "Costs"),
    ]
    labels = ["enrolled", "active", "left", "completed training", "overdue", "end by 2024-04-15"]
    assert re.findall("<dt>(.*?)</dt>", re.sub("</?span.*?>", "", text)) == labels
    assert page.stat().st_mode & 0o777 == 0o600
    code, out, _ = steg("report", "--format", "html", lang="sv")
    assert (code, '<html lang="sv">' in out) == (0, True)
    assert "5 av 6 inskrivna är aktiva" in out


def test_a_page_is_no_csv_file(steg: Steg) -> None:
    code, out, err = steg("report", "--format", "html", "--plain-csv")
    assert (code, out) == (2, "")
    assert "--plain-csv does not go with --format html." in err


TIMELINE = """\
group        case    name         step              first day   last day    state    protected
Björkskolan  S-0002  Bo Berg      serviceassistent  2022-09-01  2023-08-31  overdue  no
Solgården    S-0001  Anna Alm     serviceassistent  2023-03-01  2024-02-29  ending   no
(protected)  S-0003  (protected)  serviceassistent  2023-02-01  2024-01-31  ending   yes
"""


def test_the_timeline_is_plain_rows_in_a_pipe(steg: Steg) -> None:
    code, out, err = steg("report", "timeline", "--by", "workplace")
    assert (code, out, err) == (0, TIMELINE, "")
    assert steg("rapport", "tidslinje", "--efter", "arbetsplats", lang="sv")[0] == 0
    assert steg("report", "timeline", "--as-of", "2001-01-01") == (0, "", "None.\n")


@pytest.mark.parametrize(
    ("name", "by", "can_be"),
    [
        ("timeline", "month", "cohort, municipality, workplace"),
        ("costs", "workplace", "month, quarter, year"),
        ("costs", "sector", "month, quarter, year, cohort, municipality, workplace"),
    ],
)
def test_what_a_report_is_not_ordered_by_is_refused(
    steg: Steg, name: str, by: str, can_be: str
) -> None:
    code, out, err = steg("report", name, "--by", by)
    assert (code, out) == (2, "")
    assert f"{by} cannot be chosen here.\nIt can be {can_be}." in err


@pytest.mark.parametrize(("columns", "bars"), [(60, 3), (80, 3), (200, 3)])
def test_a_timeline_is_drawn_on_a_terminal(
    at_terminal: AtTerminal, story: Path, columns: int, bars: int
) -> None:
    command = ("--db", story, "--today", "2024-01-15", "report", "timeline")
    opened = [
        at_terminal(*command, columns=columns, environment=environment)
        for environment in ({}, {"NO_COLOR": "1"})
    ]
    shown = []
    for terminal in opened:
        code, text = terminal.finish()
        assert code == 0
        shown.append(text)
    coloured, plain = shown
    assert ("\x1b[36m" in coloured or "\x1b[33m" in coloured, "\x1b" in plain) == (True, False)
    lines = plain.splitlines()
    assert sum(bool(re.search("█+", line)) and line[:2] == "S-" for line in lines) == bars
    assert any(line.strip().startswith("▲ today 2024-01-15") for line in lines)
    assert max(map(len, lines)) <= columns


def test_a_unit_managers_page(steg: Steg) -> None:
    code, out, err = steg("report", "placements", "--workplace", "solgården", "--format", "json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [(row["reference"], row["step"], row["last_day"]) for row in told["rows"]] == [
        ("S-0001", "serviceassistent", "2024-02-29"),
        ("S-0006", "sjukskoterska", None),
    ]
    assert told["totals"] == {
        "people": 2,
        "places": None,
        "free": None,
        "protected": None,
        "workplace": "Solgården",
    }
    code, _, err = steg("report", "placements", "--explain")
    assert code == 0
    assert err.startswith("Counted: who is at a workplace on 2024-01-15;")


# The file for Statistics Sweden


@pytest.fixture
def monthly(steg: Steg) -> tuple[str, ...]:
    """Who began in January 2022: Anna, protected from now on."""
    assert steg("amend", "1", "protected", "yes")[0] == 0
    return ("report", "scb", "--month", "2022-01")


def test_identity_numbers_go_into_a_file_that_its_owner_alone_can_read(
    steg: Steg, monthly: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "scb.csv"
    path.write_text("older")
    path.chmod(0o644)
    code, out, err = steg(*monthly, "--output", path, "--yes", "--plain-csv")
    assert (code, out) == (0, "")
    assert path.read_bytes() == (b"number,first_day,last_day\r\n19900101Tf29,2022-01-10,\r\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert err == (
        f"Written to {path}.\n"
        "1 began and 0 ended in 2022-01. Due at the latest on 2022-02-28.\n"
        "Corrected since they were due, to be sent anew: 2022-01 – 2023-11 (2024-01-15).\n"
        "Left out, since they have no identity number: 0.\n"
        "Men with a protected identity: 0. Their number ends in Tf19, a form that is not "
        "confirmed: ask Statistics Sweden before you send the file.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--yes",),
        ("--format", "json", "--yes"),
        ("--output", "/dev/stdout", "--yes"),
        ("--output", "/dev/stderr", "--yes"),
        ("--output", "/dev/tty", "--yes"),
        ("--output", "/dev/null", "--yes"),
        ("--output", "/proc/self/fd/1", "--yes"),
        ("--output", "/tmp", "--yes"),
    ],
)
def test_identity_numbers_stand_on_no_screen(
    steg: Steg, monthly: tuple[str, ...], words: tuple[str, ...]
) -> None:
    code, out, err = steg(*monthly, *words)
    assert (code, out) == (2, "")
    assert err.startswith("Error: It holds identity numbers, and ")
    assert err.endswith("Name it: --output FILE.csv\n")
    assert "1990" not in err


def test_identity_numbers_are_not_written_unasked(
    steg: Steg, monthly: tuple[str, ...], tmp_path: Path
) -> None:
    code, out, err = steg(*monthly, "--output", tmp_path / "scb.csv")
    assert (code, out, "Add --yes when you are sure." in err) == (2, "", True)
    assert not (tmp_path / "scb.csv").exists()


def test_stdout_is_no_file_for_identity_numbers_wherever_it_leads(
    installed: Installed, monthly: tuple[str, ...]
) -> None:
    code, out, err = installed(*monthly, "--output", "/dev/stdout", "--yes")
    assert (code, out, "/dev/stdout is no file to keep them in" in err) == (2, "", True)


@pytest.mark.parametrize("text", ["2022", "2022-13", "2022-1", "0022-01", "januari"])
def test_what_is_no_month_is_refused(steg: Steg, text: str, tmp_path: Path) -> None:
    words = ("--output", tmp_path / "scb.csv", "--yes")
    assert steg("report", "scb", "--month", text, *words) == (
        2,
        "",
        f"Error: {text} is no month.\nWrite the year and the month: 2026-11.\n",
    )


@pytest.mark.parametrize("words", [("esf", "--year", "2022"), ("kolada", "--month", "2022-01")])
def test_a_month_and_a_year_belong_to_their_reports(steg: Steg, words: tuple[str, ...]) -> None:
    code, out, err = steg("report", *words)
    assert (code, out) == (2, "")
    assert err.startswith(f"Error: {words[1]} does not go with report {words[0]}.")


# The fund's indicators, and Kolada


UNTOLD = (
    "Note: Left out by municipality: Skövde. It would tell of the few with a protected identity. "
    "steg report esf --include-protected shows all.\n"
)


def test_esf_answers_a_program_with_rows_and_the_projects_card(steg: Steg) -> None:
    code, out, err = steg("report", "esf", "--format", "json")
    assert (code, err) == (0, UNTOLD)
    envelope = json.loads(out)
    assert envelope["rows"][0] == {
        "indicator": None,
        "meaning": "participants in all",
        "municipality": None,
        "women": 3,
        "men": 2,
        "total": 5,
        "unknown": 0,
        "planned": 230,
        "explanation": None,
    }
    totals = envelope["totals"]
    assert list(totals) == [
        *("project", "programme", "regulation", "period", "missing", "missing_follow_ups", "card"),
    ]
    assert totals["missing_follow_ups"] == [
        {
            "reference": "S-0005",
            "name": "Dan Ceder",
            "cohort": "STEG",
            "last_day": "2023-06-30",
            "due": "2023-12-30",
            "protected": False,
        }
    ]
    assert (totals["card"]["budget"], totals["card"]["support_share"]) == (25945842, "46.98")


@pytest.mark.parametrize("file", ["esf.txt", "esf.html", "esf.xlsx"])
def test_esf_has_its_card_and_the_missing_follow_ups_in_every_format(
    steg: Steg, tmp_path: Path, file: str
) -> None:
    output = tmp_path / file
    assert steg("report", "esf", "--output", output)[0] == 0
    if file == "esf.xlsx":
        book = CalamineWorkbook.from_path(output)
        assert book.sheet_names == ["ESF indicators", "Missing follow-ups", "Project"]
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        told = "\n".join(" ".join(map(str, row)) for rows in sheets for row in rows)
    else:
        told = re.sub("(<[^>]*>| )+", " ", output.read_text())
        assert "Follow-ups that are missing, six months after" in told
    told = re.sub(r"\s+", " ", told)
    assert re.search(r"S-0005 Dan Ceder STEG 2023-06-30 2023-12-30|2023-12-30 S-0005 Dan Ce", told)
    granted = "12190112.0" if file == "esf.xlsx" else "12,190,112"
    for fact in ("owner Mariestads kommun", f"granted {granted} ", "percent 46.98"):
        assert fact in told
    assert "analysis phase 2019-04-01 – …" in told


def test_esf_as_csv_is_one_table_and_says_what_is_not_in_it(steg: Steg) -> None:
    code, out, err = steg("report", "esf", "--format", "csv", "--plain-csv")
    assert (code, {line.count(",") >= 8 for line in out.splitlines()}) == (0, {True})
    assert err == (
        "Not in a CSV file, which holds one table: Missing follow-ups, Project. See .xlsx.\n"
        + UNTOLD
    )


def test_esf_says_what_it_counts_and_whose_the_official_figures_are(steg: Steg) -> None:
    code, out, err = steg("report", "esf", "--from", "2022-01-01", "--explain")
    assert (code, out.splitlines()[0].split()[:2]) == (0, ["code", "meaning"])
    assert err.startswith(
        UNTOLD
        + "Counted as of 2024-01-15: who began, and who left, in the period (2022-01-01 to …)."
    )
    assert err.splitlines()[-2:] == [
        "Source: regulation (EU) 1304/2013, Annex I.",
        "ESF statistics are for steering: the official figures come from Statistics Sweden, "
        "which derives them from registers.",
    ]


def test_esf_of_a_project_without_a_programme_tells_how_to_say_it(steg: Steg) -> None:
    assert steg("project", "add", "Nytt")[0] == 0
    assert steg("report", "esf", "--project", "nytt") == (
        1,
        "",
        "Error: Which programme of the fund Nytt belongs to is not known.\n"
        'Say it: steg project edit "Nytt" --programme 2021-2027 (or 2014-2020)\n',
    )


def test_kolada_answers_a_program_with_counts_and_shares(steg: Steg) -> None:
    code, out, err = steg("report", "kolada", "--year", "2023", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert [row["result"] for row in envelope["rows"] if row["total"]] == [
        *("left", "education", "counted"),
    ]
    assert envelope["rows"][0] == {
        "result": "left",
        "meaning": "all who left",
        "women": 0,
        "men": 1,
        "total": 1,
        "share_women": None,
        "share_men": "100.0",
        "share": "100.0",
    }
    assert envelope["totals"] == {"year": 2023, "left": 1, "counted": 1, "left_out": 0}


def test_whose_employment_is_to_be_said(steg: Steg, secrets: tuple[str, ...]) -> None:
    for words in ((), ("1", "--all")):
        assert steg("report", "employment", *words) == (
            2,
            "",
            "Error: Say whose employment it is about: one person's, or everybody's.\n"
            "Write steg report employment WHO, or steg report employment --all.\n",
        )
    for word, called in (("anna alm", "WHO"), ("--all", "--all")):
        assert steg("report", "cohorts", word)[2] == (
            f"Error: {called} does not go with report cohorts.\nLeave one of them out.\n"
        )
    code, out, err = steg("rapport", "anställningar", "anna alm", "--förklara", lang="sv")
    assert (code, out.splitlines()[1].split()[:6]) == (
        0,
        ["S-0001", "Anna", "Alm", "Skövde", "BEA", "2023-03-01"],
    )
    assert "(LAS 5 a §)" in err
    everybody = steg("report", "employment", "--all")[1]
    assert [line[:6] for line in everybody.splitlines()[1:]] == [
        *("S-0001", "S-0002", "S-0003", "S-0006"),
    ]
    assert [one for one in secrets if one in everybody] == []


# The calendar of what is running out


def events_of(path: Path) -> list[tuple[str, date, date, str, str]]:
    """Return uid, first day, the day after the last, summary and description of each event."""
    whole: Any = Calendar.from_ical(path.read_bytes())
    return [
        (
            str(event["UID"]),
            event["DTSTART"].dt,
            event["DTEND"].dt,
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
        )
        for event in whole.walk("VEVENT")
    ]


@pytest.mark.parametrize("words", [(), ("--no-names",), ("--include-protected",)])
def test_the_calendar_has_the_days_of_the_rows_and_nothing_of_who_or_where(
    steg: Steg, tmp_path: Path, words: tuple[str, ...]
) -> None:
    far = ("report", "expiries", "--within", "120")
    rows = json.loads(steg(*far, "--format", "json")[1])["rows"]
    code, _, err = steg(*far, *words, "--output", tmp_path / "x.ics")
    told = [row for row in rows if row["state"] == "ending" and not row["protected"]]
    assert len(rows) > len(told) > 0
    assert (code, "not in the calendar: overdue, or of somebody with a" in err) == (0, True)
    events = events_of(tmp_path / "x.ics")
    last = [one for one in events if not one[0].startswith("notice.")]
    assert [(f"{first}", summary.split(":")[0], about) for _, first, _, summary, about in last] == [
        (row["last_day"], row["reference"], f"steg show {row['reference']}") for row in told
    ]
    assert sorted(str(first) for uid, first, *_ in events if uid.startswith("notice.")) == sorted(
        row["notice_by"] for row in told if (row["notice_by"] or "") >= "2024-01-15"
    )
    assert {after - first for _, first, after, *_ in events} == {timedelta(1)}
    assert len({uid for uid, *_ in events}) == len(events)
    whole = (tmp_path / "x.ics").read_text()
    hidden = {row[key] for row in rows for key in ("name", "workplace", "municipality")} - {None}
    hidden |= {"Hemliga"}
    assert [word for word in hidden if word in whole] == []


def test_an_event_is_the_same_when_its_day_moves_and_in_the_mail(
    steg: Steg, tmp_path: Path
) -> None:
    far = ("report", "expiries", "--within", "120", "--what", "period", "--output")
    steg(*far, tmp_path / "before.ics")
    (before,) = (one for one in events_of(tmp_path / "before.ics") if "notice" not in one[0])
    who = before[3].split(":")[0]
    assert steg("extend", who, "--months", "1", "--exception", "a")[0] == 0
    steg(*far, tmp_path / "after.ics")
    (after,) = (one for one in events_of(tmp_path / "after.ics") if "notice" not in one[0])
    assert (after[0], after[1] > before[1]) == (before[0], True)


@pytest.mark.parametrize("words", [("list",), ("report",), ("report", "cohorts")])
def test_what_has_no_days_that_end_is_no_calendar(
    steg: Steg, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert steg(*words, "--output", tmp_path / "x.ics") == (
        2,
        "",
        "Error: Only what is running out can be a calendar.\n"
        "Write steg report expiries --format ics\n",
    )
    assert not (tmp_path / "x.ics").exists()
