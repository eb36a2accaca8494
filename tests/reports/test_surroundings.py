"""The lists of what surrounds the people, as rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from steg_cli.actions.surroundings import (
    COHORT,
    PROJECT,
    SECTOR,
    WORKPLACE,
    add,
    edit,
    set_setting,
)
from steg_cli.programme.settings import SETTINGS
from steg_cli.register.file import Register
from steg_cli.reports.report import Report
from steg_cli.reports.surroundings import (
    COHORT_LIST,
    PROJECT_LIST,
    SECTOR_LIST,
    SETTING_LIST,
    WORKPLACE_LIST,
    CohortRow,
    SectorRow,
    SettingRow,
    WorkplaceRow,
    cohort_list,
    project_list,
    sector_list,
    setting_list,
    workplace_list,
)

D = date.fromisoformat
TODAY = date(2024, 1, 15)


def test_cohorts_are_listed_the_earliest_first_and_those_without_a_day_last(
    register: Register,
) -> None:
    add(register, COHORT, "Alltid", {}, TODAY)
    add(register, COHORT, "Ung", {"planned": 10, "first_day": D("2018-01-01")}, TODAY)

    assert cohort_list(register, TODAY) == Report(
        COHORT_LIST,
        TODAY,
        (
            CohortRow("Pilot 2016", 25, D("2016-01-01"), D("2016-12-31"), None),
            CohortRow("Ung", 10, D("2018-01-01"), None, None),
            CohortRow("STEG", 230, D("2019-04-01"), D("2022-03-31"), "STEG"),
            CohortRow("Alltid", None, None, None, None),
        ),
        {"cohorts": 4},
    )


def test_sectors_are_listed_by_name(register: Register) -> None:
    add(register, SECTOR, "Äldre", {"employs_from": D("2025-01-01")}, TODAY)

    assert sector_list(register, TODAY) == Report(
        SECTOR_LIST,
        TODAY,
        (
            SectorRow("Arbetsmarknad", None),
            SectorRow("Barn och utbildning", None),
            SectorRow("Vård och omsorg", D("2023-01-01")),
            SectorRow("Äldre", D("2025-01-01")),
        ),
        {"sectors": 4},
    )


def test_workplaces_are_listed_by_name(register: Register) -> None:
    edit(
        register,
        WORKPLACE,
        "Solgården",
        {"manager": "Maria M", "manager_email": "m@kommun.example", "places": 3},
        TODAY,
    )

    assert workplace_list(register, TODAY) == Report(
        WORKPLACE_LIST,
        TODAY,
        (
            WorkplaceRow("Björkskolan", "Barn och utbildning", "Skövde", False, None, None, None),
            WorkplaceRow("Snickeriet", "Arbetsmarknad", "Skövde", True, None, None, None),
            WorkplaceRow(
                "Solgården",
                "Vård och omsorg",
                "Skövde",
                False,
                "Maria M",
                "m@kommun.example",
                3,
            ),
        ),
        {"workplaces": 3},
    )


def test_projects_are_listed_as_they_were_added(register: Register) -> None:
    add(register, PROJECT, "Ett till", {"planned": 12}, TODAY)
    steg = {
        "project": "STEG",
        "number": "2018/00439",
        "region": "Västsverige",
        "owner": "Mariestads kommun",
        "partners": "Skövde, Töreboda, Gullspång, Arbetsförmedlingen",
        "objective": "2.1",
        "first_day": D("2019-04-01"),
        "last_day": D("2022-03-31"),
        "programme": "2014-2020",
        "analysis_until": None,
        "implementation_until": None,
        "keep_until": None,
        "planned": 230,
        "budget": 25_945_842,
        "granted": 12_190_112,
        "reported_cost": 0,
        "contact": None,
        "email": None,
    }

    report = project_list(register, TODAY)

    assert (report.form, report.totals) == (PROJECT_LIST, {"projects": 2})
    assert [asdict(row) for row in report.rows] == [
        steg,
        dict.fromkeys(steg) | {"project": "Ett till", "planned": 12},
    ]


@pytest.mark.parametrize(
    ("prefix", "keys"),
    [("", list(SETTINGS)), ("remind", ["remind.months"]), ("x", [])],
)
def test_settings_are_listed_with_the_value_in_force(
    register: Register, prefix: str, keys: list[str]
) -> None:
    set_setting(register, "remind.months", "4", TODAY)

    assert setting_list(register, TODAY, prefix) == Report(
        SETTING_LIST,
        TODAY,
        tuple(
            SettingRow(key, "4" if key == "remind.months" else one.default, one.meaning)
            for key, one in SETTINGS.items()
            if key in keys
        ),
        {"settings": len(keys)},
    )
