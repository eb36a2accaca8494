"""Wages and on-costs as a list, and among the settings."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.frozen import frozen
from steg_cli.programme.rates import meaning_of, rate_keys
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Amount
from steg_cli.register.file import Register
from steg_cli.register.rates import rates_of
from steg_cli.register.surroundings import ladder_of
from steg_cli.reports.report import Form, Report
from steg_cli.reports.surroundings import SettingRow, setting_list


@frozen
class RateRow:
    """A wage or on-costs from a day on."""

    key: str
    first_day: date
    amount: Amount


@frozen
class SettingOfDay(SettingRow):
    """A setting; a wage or on-costs has the day from which it counts."""

    first_day: date | None = None


RATE_LIST = Form("rate list", RateRow, SHEETS["rate list"])
SETTINGS_OF_DAYS = Form("setting", SettingOfDay, SHEETS["setting"], folded=("meaning",))


def rate_list(register: Register, today: date) -> Report[RateRow]:
    """Return every wage and on-costs, by key and day."""
    rows = tuple(RateRow(*rate) for rate in rates_of(register))
    return Report(RATE_LIST, today, rows, {"rates": len(rows)})


def settings_of_days(register: Register, today: date, prefix: str = "") -> Report[SettingOfDay]:
    """Return every setting whose key begins with `prefix`, and then the wages and on-costs.

    A step whose wage is not known has a row too: it shows what can be set.
    """
    with register.snapshot():
        plain = setting_list(register, today, prefix).rows
        rates = rates_of(register)
        keys = [key for key in rate_keys(ladder_of(register)) if key.startswith(prefix)]
    rows = [SettingOfDay(row.key, row.value, row.meaning) for row in plain]
    for key in keys:
        found = [(rate.amount, rate.first_day) for rate in rates if rate.key == key]
        rows += [SettingOfDay(key, value, meaning_of(key), day) for value, day in found]
        if not found:
            rows.append(SettingOfDay(key, "", meaning_of(key)))
    return Report(SETTINGS_OF_DAYS, today, tuple(rows), {"settings": len(rows)})
