"""What an employment costs, from a day on: the wage of a step, and on-costs (PO-pålägg).

A wage is in SEK a month at full time, before tax; its key is `wage.` and the step's code. On-costs
are in percent of the wage. Each counts until the next one begins. An amount is kept as a text of
digits, with a point and two decimals where it is not whole.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.ladder import Ladder, Steps
from steg_cli.programme.settings import find_setting
from steg_cli.programme.values import Written, text_of
from steg_cli.programme.words import Amount

ON_COSTS = "on-costs"
WAGE = "wage."
# A slip such as 4375 for 43,75 or 245000 for 24500,0 is more likely than what is above these.
MOST_PERCENT, MOST_WAGE = 100, 200_000
NUMBER = r"[0-9]{1,9}(\.[0-9]{1,2})?"


class Rate(NamedTuple):
    """A wage or on-costs from a day on."""

    key: str
    first_day: date
    amount: Amount


def is_rate(key: str) -> bool:
    """Say whether a setting is a wage or on-costs: it counts from a day on."""
    return key == ON_COSTS or key.startswith(WAGE)


def meaning_of(key: str) -> str:
    """Return what a wage or on-costs means, as a message id."""
    if key == ON_COSTS:
        return N_("on-costs (PO-pålägg) in percent of the wage, from its first day on")
    return N_("wage in SEK a month at full time, from its first day on")


def rate_keys(ladder: Ladder) -> list[str]:
    """Return the keys of everything that can be set from a day on."""
    return [ON_COSTS, *(f"{WAGE}{step.code}" for step in ladder if step.payer)]


def find_rate(key: str, ladder: Ladder) -> str:
    """Return a key with the step's own code, however the step is called.

    Raises NotFound for what is no wage or on-costs, or no step, and Refused for a step that
    nobody pays.
    """
    if key == ON_COSTS:
        return key
    if not key.startswith(WAGE):
        raise Refused(
            N_("{key} does not count from a day on."),
            N_("Leave the day out: steg setting {key} VALUE"),
            key=find_setting(key, rate_keys(ladder)).key,
        )
    step = ladder.step(key.removeprefix(WAGE))
    if step.payer is None:
        raise Refused(
            N_("Nobody is paid on {step}, so it has no wage."),
            N_("A wage can be set for {steps}."),
            step=step,
            steps=Steps(one for one in ladder if one.payer),
        )
    return f"{WAGE}{step.code}"


def read_amount(key: str, written: Written) -> Amount:
    """Return an amount as it is kept. Decimals come after a point or a comma.

    Three of them are refused: 24.500 is a wage to some, and 24 kronor and a half to others.
    """
    most = MOST_PERCENT if key == ON_COSTS else MOST_WAGE
    text = re.sub(r"\s|%$|kr$", "", text_of(written)).replace(",", ".")
    if not re.fullmatch(NUMBER, text) or float(text) > most:
        raise Refused(
            N_("{text} is not a number from 0 to {most}."),
            N_("Write digits, with two decimals at most: 24500 or 43.75"),
            text=text_of(written),
            most=most,
        )
    whole, _, decimals = text.partition(".")
    return Amount(f"{int(whole)}.{decimals:0<2}" if decimals.strip("0") else int(whole))


class Rates:
    """Every wage and on-costs, to ask what counts on a day."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self._days = defaultdict[str, list[date]](list)
        self._amounts = defaultdict[str, list[Amount]](list)
        for key, first_day, amount in sorted(rates):
            self._days[key].append(first_day)
            self._amounts[key].append(amount)

    @property
    def days(self) -> set[date]:
        """The days on which something begins to count."""
        return {day for days in self._days.values() for day in days}

    def on(self, key: str, day: date) -> Amount | None:
        """Return what counts on a day, or None before the first."""
        place = bisect(self._days[key], day)
        return self._amounts[key][place - 1] if place else None
