"""The fund's indicators of one time in a project: what is yes, no, and not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from steg_cli.programme.identity import Identity, other_identity
from steg_cli.programme.indicators import INDICATORS, Answer, Participation

D = date.fromisoformat
TODAY = D("2026-06-15")
FIRST = D("2021-03-01")


def born(day: str) -> Identity:
    """Return somebody born on a day."""
    return Identity("personnummer", f"{day.replace('-', '')}9809", "woman", (D(day), D(day)))


SARA = Participation(
    identity=born("1985-01-01"),
    first_day=FIRST,
    labour_status=None,
    unemployed_since=None,
    long_term_ground=False,
    disability=False,
    education=None,
    left_on=None,
    left_to=None,
    qualification=False,
    six_months=None,
)


def answers(programme: Any, **about: Any) -> dict[str | None, Answer]:
    """Return what each indicator that can be answered says of Sara, but for these facts."""
    one = replace(SARA, **about)
    return {i.code: i.counts(one) for i in INDICATORS[programme] if i.counts}


def told(programme: Any, **about: Any) -> str:
    """Return the codes of what is yes, and after a question mark of what is not known."""
    found = answers(programme, **about)
    yes = [code for code, answer in found.items() if answer and code not in (None, "EECO01")]
    unknown = [code for code, answer in found.items() if answer is None]
    return " ".join(filter(None, map(str, (*yes, "?" if unknown else "", *unknown))))


KNOWN = {"labour_status": "unemployed", "education": "compulsory", "six_months": "other"}


@pytest.mark.parametrize(
    ("about", "before_2021", "from_2021"),
    [
        ({}, "CO01 CO09", "EECO02 EECO09"),
        ({"labour_status": "inactive"}, "CO03 CO09", "EECO04 EECO09"),
        ({"labour_status": "employed"}, "CO05 CO09", "EECO05 EECO09"),
        (
            {"labour_status": None},
            "CO09 ? CO01 CO03 CO05",
            "EECO09 ? EECO02 EECO04 EECO05",
        ),
        (
            {"labour_status": None, "long_term_ground": True},
            "CO09 ? CO01 CO02 CO03 CO05",
            "EECO09 ? EECO02 EECO03 EECO04 EECO05",
        ),
        ({"long_term_ground": True}, "CO01 CO02 CO09", "EECO02 EECO03 EECO09"),
        (
            {"long_term_ground": True, "labour_status": "inactive"},
            "CO03 CO09",
            "EECO04 EECO09",
        ),
        ({"education": "upper-secondary"}, "CO01 CO10", "EECO02 EECO10"),
        ({"education": "tertiary"}, "CO01 CO11", "EECO02 EECO11"),
        ({"education": None}, "CO01 ? CO09 CO10 CO11", "EECO02 ? EECO09 EECO10 EECO11"),
        ({"disability": True}, "CO01 CO09 CO16", "EECO02 EECO09 EECO12"),
        ({"qualification": True}, "CO01 CO09 CR03", "EECO02 EECO09 EECR03"),
        ({"six_months": None}, "CO01 CO09 ? CR06", "EECO02 EECO09 ? EECR05"),
        ({"six_months": "employment"}, "CO01 CO09 CR06", "EECO02 EECO09 EECR05"),
        ({"six_months": "employment-subsidised"}, "CO01 CO09 CR06", "EECO02 EECO09 EECR05"),
        ({"six_months": "education"}, "CO01 CO09", "EECO02 EECO09"),
    ],
)
def test_each_fact_is_what_it_is_to_both_programmes(
    about: dict[str, Any], before_2021: str, from_2021: str
) -> None:
    assert told("2014-2020", **KNOWN | about) == before_2021
    assert told("2021-2027", **KNOWN | about) == from_2021


@pytest.mark.parametrize(
    ("status", "left_to", "before_2021", "from_2021"),
    [
        ("employed", "employment", "CR04", "EECR04"),
        ("employed", "employment-subsidised", "CR04", "EECR04"),
        ("employed", "employment-municipal", "CR04", "EECR04"),
        ("employed", "education", "CR02", "EECR02"),
        ("employed", "education-other", "CR02", "EECR02"),
        ("employed", "job-search", "", "EECR01"),
        ("inactive", "job-search", "CR01", "EECR01"),
        (None, "job-search", "?", "EECR01"),  # whether they were inactive is not known
        ("inactive", "health", "", ""),
        ("inactive", "moved", "", ""),
        ("inactive", "other", "", ""),
        (None, "other", "", ""),
        ("inactive", None, "", ""),
    ],
)
def test_what_somebody_left_to(status: Any, left_to: Any, before_2021: str, from_2021: str) -> None:
    results = {
        "2014-2020": ("CR01", "CR02", "CR03", "CR04"),
        "2021-2027": ("EECR01", "EECR02", "EECR03", "EECR04"),
    }
    for programme, expected in (("2014-2020", before_2021), ("2021-2027", from_2021)):
        found = answers(programme, labour_status=status, left_to=left_to)
        codes = [code for code in results[programme] if found[code]]
        unknown = ["?" for code in results[programme] if found[code] is None]
        assert " ".join((*codes, *unknown)) == expected


@pytest.mark.parametrize(
    ("day", "first", "before_2021", "from_2021"),
    [
        ("2003-03-02", "2021-03-01", "CO06", "EECO06"),  # 17
        ("2003-03-01", "2021-03-01", "CO06", "EECO07"),  # 18
        ("1996-03-02", "2021-03-01", "CO06", "EECO07"),  # 24
        ("1996-03-01", "2021-03-01", "", "EECO07"),  # 25
        ("1991-03-02", "2021-03-01", "", "EECO07"),  # 29
        ("1991-03-01", "2021-03-01", "", ""),  # 30
        ("1966-03-02", "2021-03-01", "", ""),  # 54
        ("1966-03-01", "2021-03-01", "CO07", "EECO08"),  # 55
    ],
)
def test_ages_are_those_of_the_first_day(
    day: str, first: str, before_2021: str, from_2021: str
) -> None:
    about: dict[str, Any] = {
        **KNOWN,
        "labour_status": "employed",
        "education": "tertiary",
        "identity": born(day),
        "first_day": D(first),
    }
    assert told("2014-2020", **about).replace("CO05", "").replace("CO11", "").strip() == before_2021
    assert (
        told("2021-2027", **about).replace("EECO05", "").replace("EECO11", "").strip() == from_2021
    )


@pytest.mark.parametrize(
    ("year", "unknown"),
    [
        (1996, ["CO06"]),  # 24 or 25
        (1997, []),
        (1966, ["CO07", "CR08"]),  # 54 or 55
        (1967, []),
    ],
)
def test_an_age_that_a_birth_year_leaves_open_is_not_known(year: int, unknown: list[str]) -> None:
    identity = other_identity("LMA 1", year, "woman", TODAY)
    about: dict[str, Any] = {**KNOWN, "six_months": "employment", "identity": identity}
    found = answers("2014-2020", **about)
    assert [code for code, answer in found.items() if answer is None] == unknown


@pytest.mark.parametrize(
    ("since", "ground", "day", "long_term"),
    [
        ("2020-02-29", False, "1985-01-01", True),
        ("2020-03-01", True, "1985-01-01", False),  # 12 months to the day are not over 12
        ("2020-03-02", True, "1985-01-01", False),
        (None, True, "1985-01-01", True),
        (None, False, "1985-01-01", False),
        ("2020-08-31", False, "1996-03-02", True),  # 24 years old
        ("2020-09-01", True, "1996-03-02", False),
        ("2020-08-31", True, "1996-03-01", False),  # 25 years old
        ("2021-03-01", True, "1996-03-02", False),
        (None, True, "1996-03-02", True),
        ("2019-01-01", False, "1996-03-02", True),
    ],
)
def test_long_term_is_over_12_months_and_over_6_below_25_years(
    since: str | None, ground: bool, day: str, long_term: bool
) -> None:
    about: dict[str, Any] = {
        "labour_status": "unemployed",
        "unemployed_since": D(since) if since else None,
        "long_term_ground": ground,
        "identity": born(day),
    }
    assert answers("2014-2020", **about)["CO02"] is long_term
    assert answers("2021-2027", **about)["EECO03"] is long_term


@pytest.mark.parametrize(
    ("since", "long_term"), [("2020-02-29", True), ("2020-08-31", None), ("2020-09-01", False)]
)
def test_who_may_be_below_25_may_be_long_term_after_6_months(since: str, long_term: Answer) -> None:
    identity = other_identity("LMA 1", 1996, "man", TODAY)
    about: dict[str, Any] = {"labour_status": "unemployed", "unemployed_since": D(since)}
    assert answers("2014-2020", identity=identity, **about)["CO02"] is long_term


def test_what_the_register_never_tells_is_said() -> None:
    assert {
        programme: [one.code for one in found if one.counts is None]
        for programme, found in INDICATORS.items()
    } == {
        "2014-2020": ["CO12–14", "CO15", "CO18"],
        "2021-2027": ["EECO13", "EECO14", "EECO15", "EECO16", "EECO17", "EECR06"],
    }
