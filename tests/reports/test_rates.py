"""Wages and on-costs as a list, and among the settings."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.rates import set_rate
from steg_cli.programme.rates import meaning_of
from steg_cli.programme.words import Amount
from steg_cli.register.file import Register
from steg_cli.reports.rates import (
    RATE_LIST,
    RateRow,
    SettingOfDay,
    rate_list,
    settings_of_days,
)
from steg_cli.reports.report import Report
from steg_cli.reports.surroundings import setting_list

D = date.fromisoformat
TODAY = D("2024-01-15")
SA = "wage.serviceassistent"


def test_wages_are_listed_by_key_and_day_and_after_the_settings(register: Register) -> None:
    rates = [(SA, "2024-04-01", "24500"), (SA, "2023-04-01", "24000")]
    for key, first, amount in [*rates, ("on-costs", "2024-01-01", "43.75")]:
        set_rate(register, key, amount, D(first), TODAY)

    assert rate_list(register, TODAY) == Report(
        RATE_LIST,
        TODAY,
        (
            RateRow("on-costs", D("2024-01-01"), Amount("43.75")),
            RateRow(SA, D("2023-04-01"), Amount("24000")),
            RateRow(SA, D("2024-04-01"), Amount("24500")),
        ),
        {"rates": 3},
    )
    of_days = settings_of_days(register, TODAY).rows
    plain = setting_list(register, TODAY).rows
    assert [(row.key, row.value, row.meaning) for row in of_days[: len(plain)]] == [
        (row.key, row.value, row.meaning) for row in plain
    ]
    assert of_days[len(plain) :][:4] == (
        SettingOfDay("on-costs", "43.75", meaning_of("on-costs"), D("2024-01-01")),
        SettingOfDay(SA, "24000", meaning_of(SA), D("2023-04-01")),
        SettingOfDay(SA, "24500", meaning_of(SA), D("2024-04-01")),
        SettingOfDay("wage.enhetsassistent", "", meaning_of("wage.enhetsassistent")),
    )
    assert [row.key for row in settings_of_days(register, TODAY, "wage.s").rows] == [
        *(SA, SA, "wage.sjukskoterska"),
    ]
