"""Wages and on-costs: how they are typed and kept, and what counts on a day."""

from __future__ import annotations

from datetime import date

import pytest

from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.rates import (
    ON_COSTS,
    Rate,
    Rates,
    find_rate,
    is_rate,
    meaning_of,
    rate_keys,
    read_amount,
)
from steg_cli.programme.values import Written
from steg_cli.programme.words import Amount

D = date.fromisoformat
OF_SA = "wage.serviceassistent"


@pytest.mark.parametrize(
    ("key", "written", "kept"),
    [
        (OF_SA, "24500", "24500"),
        (OF_SA, "24 500", "24500"),
        (OF_SA, "24\N{NO-BREAK SPACE}500,00 kr", "24500"),
        (OF_SA, "024500.5", "24500.50"),
        (OF_SA, "0", "0"),
        (OF_SA, "200000", "200000"),
        (OF_SA, 24500, "24500"),  # as a workbook keeps it
        (OF_SA, 24500.0, "24500"),
        (ON_COSTS, "43,75", "43.75"),
        (ON_COSTS, "43.75 %", "43.75"),
        (ON_COSTS, "31,4", "31.40"),
        (ON_COSTS, 0.5, "0.50"),
        (ON_COSTS, "100", "100"),
    ],
)
def test_an_amount_is_read_as_people_write_it(key: str, written: Written, kept: str) -> None:
    assert read_amount(key, written) == kept


@pytest.mark.parametrize(
    ("key", "written"),
    [
        *((OF_SA, text) for text in ("", "x", "-1", "1e4", "24.500", "24,500", "1.2.3", "٣", "kr")),
        *((OF_SA, text) for text in ("200000.01", "200001", "1,", ",5", "inf", "24500 SEK/mån")),
        *((ON_COSTS, text) for text in ("100,01", "4375", "-0,5", "43,755")),
    ],
)
def test_what_is_no_amount_is_refused(key: str, written: str) -> None:
    with pytest.raises(Refused) as caught:
        read_amount(key, written)
    most = 100 if key == ON_COSTS else 200_000
    assert caught.value.values == {"text": written, "most": most}


def test_a_wage_is_that_of_a_step_with_a_payer_by_any_of_its_names() -> None:
    keys = rate_keys(DEFAULT_LADDER)
    of_steps = ["serviceassistent", "enhetsassistent", "underskoterska", "sjukskoterska"]
    assert keys == [ON_COSTS, *(f"wage.{code}" for code in of_steps)]
    assert [find_rate(key, DEFAULT_LADDER) for key in keys] == keys
    assert find_rate("wage.Undersköterska", DEFAULT_LADDER) == "wage.underskoterska"
    assert len({meaning_of(key) for key in keys}) == 2


@pytest.mark.parametrize(
    ("key", "kind", "rate"),
    [
        ("wage.praktik", Refused, True),
        ("wage.chef", NotFound, True),
        ("wage.", NotFound, True),
        ("on-cost", NotFound, False),
        ("remind.months", Refused, False),
    ],
)
def test_what_is_no_wage_is_refused(key: str, kind: type[StegError], *, rate: bool) -> None:
    assert is_rate(key) is rate
    with pytest.raises(StegError) as caught:
        find_rate(key, DEFAULT_LADDER)
    assert type(caught.value) is kind


def test_an_amount_counts_from_its_day_until_the_next_one() -> None:
    later, first = (
        Rate(OF_SA, D("2024-04-01"), Amount("24500")),
        Rate(OF_SA, D("2023-04-01"), Amount("24000")),
    )
    rates = Rates([later, first, Rate(ON_COSTS, D("2020-01-01"), Amount("43.75"))])
    expected = {"2023-03-31": None, "2023-04-01": "24000", "2024-03-31": "24000"}
    expected["2024-04-01"] = "24500"
    assert {day: rates.on(OF_SA, D(day)) for day in expected} == expected
    assert rates.on("wage.enhetsassistent", D("2024-01-01")) is None
    assert rates.days == {D("2020-01-01"), D("2023-04-01"), D("2024-04-01")}
