"""The JSON envelope: its keys, their order, and values as programs read them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from steg_cli.actions.results import Done
from steg_cli.output.envelope import done_json, report_json, reports_json
from steg_cli.programme.errors import note
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from steg_cli.reports.cohorts import CohortStatus
    from tests.output.conftest import ReportOf


@dataclass(frozen=True)
class Inner:
    """A part of a result."""

    day: date
    names: tuple[str, ...]


def test_a_report_is_rows_and_totals_as_of_a_day(odd: Report[Any]) -> None:
    assert list(json.loads(report_json(odd)).items()) == [
        ("steg", 1),
        ("report", "odd"),
        ("as_of", "2024-01-15"),
        (
            "rows",
            [
                {
                    "name": '=1+1 "x", y;z',
                    "state": "ending",
                    "day": "2024-02-29",
                    "yes": True,
                    "count": -3,
                    "steps": {"start": 2, "end": 0},
                },
                {
                    "name": None,
                    "state": "=2",
                    "day": None,
                    "yes": False,
                    "count": 0,
                    "steps": {"start": 0, "end": 0},
                },
            ],
        ),
        ("totals", {}),
    ]


def test_a_verb_is_its_change_and_result() -> None:
    done = Done("try", 57, Inner(date(2024, 1, 15), ("Åsa", "Bo")), (note("seen by nobody"),))
    assert done_json(done) == (
        "{\n"
        '  "steg": 1,\n'
        '  "command": "try",\n'
        '  "change": 57,\n'
        '  "result": {\n'
        '    "day": "2024-01-15",\n'
        '    "names": [\n'
        '      "Åsa",\n'
        '      "Bo"\n'
        "    ]\n"
        "  }\n"
        "}"
    )


def test_a_change_that_was_not_written_is_null() -> None:
    assert json.loads(done_json(Done("try", None, Inner(date(2024, 1, 15), ())))) == {
        "steg": 1,
        "command": "try",
        "change": None,
        "result": {"day": "2024-01-15", "names": []},
    }


def test_several_reports_share_one_envelope(
    cohorts: Report[CohortStatus], listed: ReportOf
) -> None:
    people = listed("Bo", None)
    assert json.loads(reports_json([cohorts, people])) == {
        "steg": 1,
        "report": "summary",
        "as_of": "2024-01-15",
        "reports": [json.loads(report_json(cohorts)), json.loads(report_json(people))],
    }


def test_an_envelope_around_several_has_the_name_it_is_given(
    cohorts: Report[CohortStatus], listed: ReportOf
) -> None:
    envelope = json.loads(reports_json([listed("Bo"), cohorts], "export"))
    assert list(envelope.items())[:3] == [
        ("steg", 1),
        ("report", "export"),
        ("as_of", "2024-01-15"),
    ]
    assert [one["report"] for one in envelope["reports"]] == ["list", "cohorts"]


def test_what_could_steer_a_terminal_is_escaped_whatever_its_plane() -> None:
    name = "a\u202eb\x9b\U000e0041 å\U0001f600\n"
    text = done_json(Done("enrol", 1, {"name": name}))
    assert '"a\\u202eb\\u009b\\udb40\\udc41 å\U0001f600\\n"' in text
    assert json.loads(text)["result"] == {"name": name}
