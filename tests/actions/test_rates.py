"""A wage or on-costs, set from a day on, taken away, undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.rates import RateValue, set_rate
from steg_cli.actions.results import Done
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.rates import Rate, meaning_of
from steg_cli.programme.words import Amount
from steg_cli.register.file import Register
from steg_cli.register.rates import rates_of

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do

D = date.fromisoformat
TODAY = D("2024-01-15")
WAGE = "wage.serviceassistent"
OLD, NEW = D("2023-04-01"), D("2024-04-01")


def test_a_wage_counts_beside_those_of_other_days_until_it_is_edited_or_taken_away(
    register: Register, do: Do
) -> None:
    assert do(set_rate, "wage.Serviceassistent", "24 000", OLD, TODAY) == Done(
        "setting", 5, RateValue(WAGE, "24000", meaning_of(WAGE), OLD)
    )
    do(set_rate, WAGE, "24500", NEW, TODAY)
    do(set_rate, "on-costs", "43,75", OLD, TODAY)
    do(set_rate, WAGE, "24600,5", NEW, TODAY)  # a day twice is an edit
    assert do(set_rate, WAGE, "24600.50", NEW, TODAY).change is None  # it is so already
    both = [Rate(WAGE, OLD, Amount("24000")), Rate(WAGE, NEW, Amount("24600.50"))]
    of_all = Rate("on-costs", OLD, Amount("43.75"))
    assert rates_of(register) == [of_all, *both]

    assert do(set_rate, WAGE, "", OLD, TODAY).result == RateValue(WAGE, "", meaning_of(WAGE), OLD)
    assert rates_of(register) == [of_all, both[1]]
    reverse_last(register, "undo", TODAY)
    assert rates_of(register) == [of_all, *both]
    summaries = register.execute("SELECT command, summary FROM change ORDER BY id DESC LIMIT 2")
    assert [tuple(map(str.strip, row)) for row in summaries][1] == ("setting", f"{WAGE} {OLD} =")


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        (WAGE, "mycket", Refused),
        (WAGE, "", NotFound),
        ("wage.praktik", "9000", Refused),
        ("wage.chef", "9000", NotFound),
        ("remind.months", "4", Refused),
    ],
)
def test_what_cannot_be_set_from_a_day_on_is_refused(
    refuses: Refuses, key: str, value: str, kind: type[StegError]
) -> None:
    refuses(set_rate, key, value, OLD, TODAY, kind=kind)
