"""A project's card: every field of the project bank, the support's share, and the phases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from steg_cli.actions.surroundings import PROJECT, add, edit
from steg_cli.programme.words import Amount
from steg_cli.register.file import Register
from steg_cli.register.surroundings import find_project
from steg_cli.reports.esf import esf
from steg_cli.reports.project_card import card_of, card_report

D = date.fromisoformat
TODAY = D("2024-01-15")
STEG: dict[str, object] = {
    "project": "STEG",
    "number": "2018/00439",
    "region": "Västsverige",
    "owner": "Mariestads kommun",
    "partners": "Skövde, Töreboda, Gullspång, Arbetsförmedlingen",
    "objective": "2.1",
    "first_day": D("2019-04-01"),
    "last_day": D("2022-03-31"),
    "programme": "2014-2020",
    "analysis_until": D("2019-09-30"),
    "implementation_until": D("2021-12-31"),
    "keep_until": None,
    "planned": 230,
    "budget": 25_945_842,
    "granted": 12_190_112,
    "reported_cost": 0,
    "contact": None,
    "email": None,
    "support_share": "46.98",
    "analysis": "2019-04-01 – 2019-09-30",
    "implementation": "2019-10-01 – 2021-12-31",
    "closing": "2022-01-01 – 2022-03-31",
}


def test_the_card_of_steg_is_what_the_project_bank_shows(register: Register) -> None:
    phases: Any = {
        "analysis_until": D("2019-09-30"),
        "implementation_until": D("2021-12-31"),
    }
    edit(register, PROJECT, "STEG", phases, TODAY)
    report = esf(register, TODAY)
    assert report.totals["card"] == STEG
    card = card_report(card_of(find_project(register, "STEG")), TODAY)
    assert [line.value for line in card.rows] == [
        str(value) if key in ("budget", "granted", "reported_cost") else value
        for key, value in STEG.items()
    ]
    # So that each language writes them in its own way.
    assert [line.value for line in card.rows if isinstance(line.value, Amount)] == [
        *("25945842", "12190112", "0", "46.98")
    ]
    assert [str(line.field) for line in card.rows][-5:] == [
        *("e-mail", "support's share of the budget, percent"),
        *("analysis phase", "implementation phase", "closing phase"),
    ]


@pytest.mark.parametrize(
    ("budget", "granted", "share"),
    [
        (None, 1, None),
        (1, None, None),
        (0, 0, None),
        (100, 0, "0.00"),
        (300, 100, "33.33"),
        (300, 200, "66.67"),
        (80_000, 10_004, "12.51"),  # 12.505: half up
        (100, 100, "100.00"),
    ],
)
def test_the_share_is_in_percent_with_two_decimals(
    register: Register, budget: int | None, granted: int | None, share: str | None
) -> None:
    add(register, PROJECT, "Nytt", {"budget": budget, "granted": granted}, TODAY)
    assert card_of(find_project(register, "Nytt"))["support_share"] == share


@pytest.mark.parametrize(
    ("days", "phases"),
    [
        ((None, None, None, None), [None, None, None]),
        (("2023-01-01", "2023-12-31", None, None), ["2023-01-01 – …", None, "… – 2023-12-31"]),
        (
            ("2023-01-01", "2023-12-31", "2023-02-28", None),
            ["2023-01-01 – 2023-02-28", "2023-03-01 – …", "… – 2023-12-31"],
        ),
        ((None, None, None, "2023-02-28"), [None, "… – 2023-02-28", "2023-03-01 – …"]),
    ],
)
def test_a_phase_begins_the_day_after_the_one_before(
    register: Register, days: tuple[str | None, ...], phases: list[str | None]
) -> None:
    keys = ("first_day", "last_day", "analysis_until", "implementation_until")
    about: Any = {key: D(day) for key, day in zip(keys, days, strict=True) if day}
    add(register, PROJECT, "Nytt", about, TODAY)
    card = card_of(find_project(register, "Nytt"))
    assert [card[phase] for phase in ("analysis", "implementation", "closing")] == phases
