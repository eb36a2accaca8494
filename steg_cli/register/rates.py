"""Wages and on-costs as the file has them."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.rates import Rate, read_amount
from steg_cli.register.file import Register


def rates_of(register: Register) -> list[Rate]:
    """Return every wage and on-costs by key and first day.

    Raises Refused for an amount that cannot be used.
    """
    rows = register.execute("SELECT key, first_day, amount FROM rate ORDER BY key, first_day")
    return [_rate(*row) for row in rows]


def _rate(key: str, first_day: str, amount: str) -> Rate:
    try:
        return Rate(key, date.fromisoformat(first_day), read_amount(key, amount))
    except Refused:
        raise Refused(
            N_("The setting {key} is {value}, which cannot be used."),
            N_("Another program wrote it so. Mend it: steg setting {key} VALUE --from {day}"),
            key=key,
            value=amount,
            day=first_day,
        ) from None
