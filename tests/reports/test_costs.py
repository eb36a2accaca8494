"""What employments cost: by hand to the öre, and any lives against a slow model, day by day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.rates import set_rate
from steg_cli.programme.errors import Malformed, NotFound
from steg_cli.programme.identity import Identity, Sex
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    Extension,
    Participant,
    Pause,
    Person,
    Placement,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.costing import AMOUNTS
from steg_cli.reports.costs import costs, costs_of_year, payers_chart
from steg_cli.reports.nameless import nameless
from steg_cli.reports.report import FEW, Few
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-06-15")
CARE, SCHOOL = "Vård och omsorg", "Barn och utbildning"
SA, EA = "serviceassistent", "enhetsassistent"

# The wage of a serviceassistent rises in the middle of a month. A whole month at full time costs
# 24 000 × 1.4375 = 34 500.00, from the rise on 24 800 × 1.4375 = 35 650.00, and as
# enhetsassistent 27 900 × 1.4375 = 40 106.25.
RATES = [
    ("wage.serviceassistent", "2024-01-01", "24000"),
    ("wage.serviceassistent", "2024-03-16", "24800"),
    ("wage.enhetsassistent", "2024-01-01", "27900"),
    ("on-costs", "2024-01-01", "43.75"),
]


def rated(register: Register, *rates: tuple[str, str, str]) -> Register:
    """Set wages and on-costs."""
    for key, first, amount in rates or RATES:
        set_rate(register, key, amount, D(first), TODAY)
    return register


def day_or_none(text: str | None) -> date | None:
    return D(text) if text else None


def stay(first: str, plan: str | None = None, last: str | None = None, step: str = SA) -> Stay:
    ends = day_or_none(last)
    about = DEFAULT_LADDER.step(step)
    return Stay(NEW, about, D(first), day_or_none(plan), ends, ends, about.agreement)


def support(
    percent: int | None,
    cap: int | None = None,
    first: str = "2024-01-01",
    last: str = "2024-12-31",
    kind: Any = "nystartsjobb",
) -> Support:
    return Support(NEW, kind, D(first), D(last), percent, cap)


class People:
    """Puts people into a register, as values."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.places = {place.name: place for place in workplaces(register)}
        self.count = 0

    def at(
        self, workplace: str, percent: int = 100, first: str = "2024-01-01", last: str | None = None
    ) -> Placement:
        return Placement(NEW, self.places[workplace], D(first), day_or_none(last), percent)

    def add(
        self,
        *stays: Stay,
        lives_in: str = "Skövde",
        sex: Sex = "woman",
        protected: bool = False,
        cohort: str = "STEG",
        **inside: Any,
    ) -> Person:
        """Add somebody who is enrolled as long as the stays last."""
        self.count += 1
        name = f"Nr {self.count}"
        born = (D("1980-01-01"), D("1980-12-31"))
        last = stays[-1].last_day
        enrolment = Enrolment(
            *(NEW, cohort, lives_in, stays[0].first_day, last, "other" if last else None),
            stays=stays,
            **inside,
        )
        who = Participant(NEW, Identity("other", f"LMA {name}", sex, born), name, protected)
        person = Person(who, (enrolment,)).in_order()
        with self.register.change("test", TODAY):
            save_person(self.register, None, person)
        return person


def told(
    register: Register, first: str, last: str, chosen: Chosen = EVERYBODY, **about: Any
) -> list[str]:
    """Return the rows as lines."""
    report = costs(register, TODAY, chosen=chosen, first=D(first), last=D(last), **about)
    return [
        "|".join("-" if one is None else str(one) for one in vars(row).values())
        for row in report.rows
    ]


JANUARY, FEBRUARY, MARCH, APRIL = (
    ("2024-01-01", "2024-01-31"),
    ("2024-02-01", "2024-02-29"),
    ("2024-03-01", "2024-03-31"),
    ("2024-04-01", "2024-04-30"),
)
OPEN = stay("2024-01-01", "2024-12-31")
FULL, HALF, QUARTER = ([("Solgården", percent)] for percent in (100, 50, 25))
BOTH = [("Solgården", 50), ("Björkskolan", 25)]
EMPLOYED = stay("2024-01-01", step=EA)
CONVERTED = (stay("2024-01-01", "2024-12-31", "2024-04-10"), stay("2024-04-11", step=EA))
MOVED = (Residence(NEW, "Tibro", D("2024-01-11")),)
AWAY = Pause(NEW, D("2024-02-10"), D("2024-02-29"), paid=False)
OVERDUE = stay("2024-01-01", "2024-01-20")
ENDED = replace(OVERDUE, last_day=D("2024-01-31"), closed_on=D("2024-02-05"))
# Stays, placements, what else there is, the days asked for, and the rows.
Case = tuple[tuple[Stay, ...], list[tuple[str, int]], dict[str, Any], tuple[str, str], list[str]]
# fmt: off
BY_HAND: dict[str, Case] = {
    "a whole month":
        ((OPEN,), FULL, {}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|0.00|34500.00|0.00|1"]),
    "half time":
        ((OPEN,), HALF, {}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.50|17250.00|0.00|17250.00|0.00|1"]),
    "two placements are added up, here 75 percent":
        ((OPEN,), BOTH, {}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.75|25875.00|0.00|25875.00|0.00|1"]),
    "no placement is full time":
        ((OPEN,), [], {}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|0.00|34500.00|0.00|1"]),
    "11 of 31 days: 34 500 × 11 ÷ 31 = 12 241.935…":
        ((stay("2024-01-21", "2025-01-20"),), FULL, {}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.35|12241.94|0.00|12241.94|0.00|1"]),
    "until the last day, included: 34 500 × 1 ÷ 29 = 1 189.655…":
        ((stay("2024-01-01", "2024-12-31", "2024-02-01"),), FULL, {}, FEBRUARY,
         ["2024-02|AME|Skövde|serviceassistent|0.03|1189.66|0.00|1189.66|0.00|1"]),
    "a wage that rises: (24 000 × 15 + 24 800 × 16) ÷ 31 × 1.4375 = 35 093.548…":
        ((OPEN,), FULL, {}, MARCH,
         ["2024-03|AME|Skövde|serviceassistent|1.00|35093.55|0.00|35093.55|0.00|1"]),
    "a wage that rises on the last day: (24 000 × 15 + 24 800) ÷ 31 × 1.4375 = 17 843.548…":
        ((stay("2024-01-01", "2024-12-31", "2024-03-16"),), FULL, {}, MARCH,
         ["2024-03|AME|Skövde|serviceassistent|0.52|17843.55|0.00|17843.55|0.00|1"]),
    "a conversion, to the day: 35 650 × 10 ÷ 30, and 40 106.25 × 20 ÷ 30":
        (CONVERTED, FULL, {}, APRIL,
         ["2024-04|AME|Skövde|serviceassistent|0.33|11883.33|0.00|11883.33|0.00|1",
          "2024-04|Vård och omsorg|Skövde|enhetsassistent|0.67|26737.50|0.00|26737.50|0.00|1"]),
    "two sectors, each its percent: 27 900 × 1.4375 × ½ = 20 053.125 and ¼ = 10 026.5625":
        ((EMPLOYED,), BOTH, {}, APRIL,
         ["2024-04|Barn och utbildning|Skövde|enhetsassistent|0.25|10026.56|0.00|10026.56|0.00|1",
          "2024-04|Vård och omsorg|Skövde|enhetsassistent|0.50|20053.13|0.00|20053.13|0.00|1"]),
    "two sectors share a support as the wage: at most 9 000, 3 000 and 6 000 of it":
        ((EMPLOYED,), BOTH, {"supports": (support(80, 9000),)}, APRIL,
         ["2024-04|Barn och utbildning|Skövde|enhetsassistent|0.25|10026.56|3000.00|7026.56|0.00|1",
          "2024-04|Vård och omsorg|Skövde|enhetsassistent|0.50|20053.13|6000.00|14053.13|0.00|1"]),
    "the sector's, and no placement":
        ((EMPLOYED,), [], {}, APRIL,
         ["2024-04|sector|Skövde|enhetsassistent|1.00|40106.25|0.00|40106.25|0.00|1"]),
    "an unpaid pause costs nothing: 34 500 × 9 ÷ 29 = 10 706.896…":
        ((OPEN,), FULL, {"pauses": (AWAY,), "supports": (support(50),)}, FEBRUARY,
         ["2024-02|AME|Skövde|serviceassistent|1.00|10706.90|3724.14|6982.76|0.00|1"]),
    "a paid pause costs as ever":
        ((OPEN,), FULL, {"pauses": (replace(AWAY, paid=True),)}, FEBRUARY,
         ["2024-02|AME|Skövde|serviceassistent|1.00|34500.00|0.00|34500.00|0.00|1"]),
    "a support above its cap: 60 % of 24 000 are 14 400":
        ((OPEN,), FULL, {"supports": (support(60, 14000),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|14000.00|20500.00|0.00|1"]),
    "a support below its cap":
        ((OPEN,), FULL, {"supports": (support(50, 14000),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|12000.00|22500.00|0.00|1"]),
    "a support of half a wage: 60 % of 12 000":
        ((OPEN,), HALF, {"supports": (support(60, 14000),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.50|17250.00|7200.00|10050.00|0.00|1"]),
    "a support without a percent pays its cap, at most the wage":
        ((OPEN,), QUARTER, {"supports": (support(None, 9000),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.25|8625.00|6000.00|2625.00|0.00|1"]),
    "a support without an amount pays nothing":
        ((OPEN,), FULL, {"supports": (support(None),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|0.00|34500.00|0.00|1"]),
    "two supports: 2 400 and 9 000":
        ((OPEN,), FULL,
         {"supports": (support(10), support(None, 9000, kind="osa"))}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|11400.00|23100.00|0.00|1"]),
    "a support of 10 days: 14 000 × 10 ÷ 31 = 4 516.129…":
        ((OPEN,), FULL, {"supports": (support(60, 14000, last="2024-01-10"),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|34500.00|4516.13|29983.87|0.00|1"]),
    "overdue: 34 500 × 20 ÷ 31 are decided, 34 500 × 11 ÷ 31 are not; support 14 000 × 20 ÷ 31":
        ((OVERDUE,), FULL, {"supports": (support(60, 14000),)}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|22258.06|9032.26|13225.81|12241.94|1"]),
    "overdue, and the end is registered since: nobody decided on those days":
        ((ENDED,), FULL, {}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|1.00|22258.06|0.00|22258.06|12241.94|1"]),
    "a move: 34 500 × 10 ÷ 31 and × 21 ÷ 31":
        ((OPEN,), FULL, {"residences": MOVED}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.32|11129.03|0.00|11129.03|0.00|1",
          "2024-01|AME|Tibro|serviceassistent|0.68|23370.97|0.00|23370.97|0.00|1"]),
    "two moves: 34 500 × 10 ÷ 31 twice, and × 11 ÷ 31":
        ((OPEN,), FULL, {"residences": (*MOVED, Residence(NEW, "Ystad", D("2024-01-21")))}, JANUARY,
         ["2024-01|AME|Skövde|serviceassistent|0.32|11129.03|0.00|11129.03|0.00|1",
          "2024-01|AME|Tibro|serviceassistent|0.32|11129.03|0.00|11129.03|0.00|1",
          "2024-01|AME|Ystad|serviceassistent|0.35|12241.94|0.00|12241.94|0.00|1"]),
    "protected: no municipality":
        ((OPEN,), FULL, {"residences": MOVED, "protected": True}, JANUARY,
         ["2024-01|AME|-|serviceassistent|1.00|34500.00|0.00|34500.00|0.00|1"]),
    "protected: no sector either":
        ((EMPLOYED,), BOTH, {"protected": True}, APRIL,
         ["2024-04|sector|-|enhetsassistent|0.75|30079.69|0.00|30079.69|0.00|1"]),
    "work placement costs no wage":
        ((stay("2024-01-01", step="praktik"),), FULL, {}, JANUARY, []),
}
# fmt: on


@pytest.mark.parametrize("case", BY_HAND)
def test_what_somebody_costs_is_as_computed_by_hand(fresh: Fresh, case: str) -> None:
    stays, places, about, span, expected = BY_HAND[case]
    with rated(fresh()) as register:
        people = People(register)
        placements = tuple(people.at(*one) for one in places)
        people.add(*stays, placements=placements, **about)
        assert told(register, *span) == expected


# Three people who each work one day of January, one of them half of it, and one who is overdue.
# 1 ÷ 31 of 100 kronor are 3.2258…, half of that 1.6129…; together 8.0645…, though the rows add up
# to 8.07.
def test_a_total_is_rounded_once_from_what_is_exact(register: Register) -> None:
    rated(register, ("wage.serviceassistent", "2024-01-01", "100"), ("on-costs", "2023-01-01", "0"))
    people = People(register)
    for place, percent in (("Skövde", 100), ("Tibro", 50), ("Ystad", 100)):
        one_day = stay("2024-01-05", "2024-01-05", "2024-01-05")
        people.add(one_day, lives_in=place, placements=(people.at("Solgården", percent),))
    late = stay("2024-01-05", "2024-01-05", "2024-01-06")
    people.add(late, lives_in="Hjo", placements=(people.at("Solgården"),))
    report = costs(register, TODAY, first=D("2024-01-01"), last=D("2024-01-31"))
    assert [(row.municipality, row.person_months, row.gross) for row in report.rows] == [
        ("Hjo", "0.06", "3.23"),
        ("Skövde", "0.03", "3.23"),
        ("Tibro", "0.02", "1.61"),
        ("Ystad", "0.03", "3.23"),
    ]
    assert report.totals == {
        "person_months": "0.15",  # 4½ ÷ 31 = 0.1451…
        "gross": "11.29",  # 3½ ÷ 31 of 100 = 11.2903…; the rows add up to 11.30
        "support": "0.00",
        "net": "11.29",
        "undecided": "3.23",
        "first_day": D("2024-01-01"),
        "last_day": D("2024-01-31"),
    }


# Six at Solgården in January, two of whom are at Björkskolan in part from February on, and a
# seventh person who left in January and is back, in another cohort, in March.
def test_people_are_counted_once_in_a_row_and_in_all_not_at_all(register: Register) -> None:
    seven(register)
    rows = {
        "month": [
            f"2024-01|{CARE}|7",
            f"2024-02|{SCHOOL}|2",
            f"2024-02|{CARE}|6",
            f"2024-03|{SCHOOL}|2",
            f"2024-03|{CARE}|6",
            "2024-03|sector|1",
        ],
        "quarter": [f"2024-K1|{SCHOOL}|2", f"2024-K1|{CARE}|7", "2024-K1|sector|1"],
    }
    span = {"first": D("2024-01-01"), "last": D("2024-03-31")}
    for by, expected in rows.items():
        report = costs(register, TODAY, **span, by=by)  # type: ignore[arg-type]
        assert [f"{row.month}|{row.payer}|{row.people}" for row in report.rows] == expected
        assert "people" not in report.totals  # 9 in the rows less 7 in all are two who moved


def seven(register: Register) -> None:
    rated(register)
    people = People(register)
    for number in range(6):
        school = replace(people.at("Björkskolan", 50), first_day=D("2024-02-01"))
        at = (people.at("Solgården"), school) if number < 2 else (people.at("Solgården"),)
        people.add(EMPLOYED, placements=at)
    gone = stay("2024-01-01", last="2024-01-31", step=EA)
    back = stay("2024-03-01", step=EA)
    people.add(gone, placements=(people.at("Solgården"),))
    again = Enrolment(NEW, "Pilot 2016", "Skövde", back.first_day, stays=(back,))
    with register.change("test", TODAY):
        saved = load_person(register, people.count)
        enrolments = (*saved.enrolments, again)
        save_person(register, saved, replace(saved, enrolments=enrolments).in_order())


def test_without_names_amounts_of_five_people_or_more_are_shown(register: Register) -> None:
    """Those of fewer are hidden with all of their row, zeros too, and so are the sums of all."""
    seven(register)
    report = nameless(costs(register, TODAY, first=D("2024-01-01"), last=D("2024-02-29")))
    assert ["|".join(map(str, vars(row).values())) for row in report.rows] == [
        f"2024-01|{CARE}|Skövde|enhetsassistent|7.00|280743.75|0.00|280743.75|0.00|7",
        f"2024-02|{SCHOOL}|Skövde|enhetsassistent|<5|<5|<5|<5|<5|<5",
        f"2024-02|{CARE}|Skövde|enhetsassistent|6.00|240637.50|0.00|240637.50|0.00|6",
    ]
    assert [str(report.totals[key]) for key in AMOUNTS[:-1]] == ["<5"] * 5
    assert payers_chart(report).series == {SCHOOL: (0.0, FEW), CARE: (7.0, 6.0)}


UNPAID = Pause(NEW, D("2024-01-01"), D("2024-12-31"), paid=False)


@pytest.mark.parametrize(
    ("of", "about", "hidden"),
    [
        (6, {}, []),
        (1, {"supports": (support(50),)}, ["support", "net"]),
        (6, {"supports": (support(50),)}, []),
        (1, {"pauses": (UNPAID,)}, []),
        (5, {"pauses": (UNPAID,)}, ["gross", "net"]),
    ],
)
def test_an_amount_of_few_people_is_hidden_however_many_are_in_the_row(
    register: Register, of: int, about: Any, hidden: list[str]
) -> None:
    """Six are in the row, and of some something is known besides."""
    people = People(rated(register))
    for number in range(6):
        people.add(stay("2024-01-01", "2024-12-31"), **(about if number < of else {}))
    report = nameless(costs(register, TODAY, first=D("2024-01-01"), last=D("2024-01-31")))
    (row,) = report.rows
    assert [key for key in AMOUNTS if isinstance(getattr(row, key), Few)] == hidden
    assert [key for key in AMOUNTS if isinstance(report.totals.get(key), Few)] == hidden


def test_days_past_the_plan_of_few_people_have_no_amount(register: Register) -> None:
    people = People(rated(register))
    for number in range(9):
        people.add(stay("2023-06-01", "2024-05-31" if number < 3 else "2024-12-31"))
    report = nameless(costs(register, TODAY, first=D("2024-06-01"), last=D("2024-06-30")))
    (row,) = report.rows
    assert [str(getattr(row, key)) for key in AMOUNTS] == [
        *("9.00", "213900.00", "0.00", "213900.00", "<5", "9"),
    ]


def test_months_add_up_to_quarters_and_years(register: Register) -> None:
    rated(register)
    people = People(register)
    people.add(*CONVERTED, placements=(people.at("Solgården"),))
    first, last = "2024-01-01", "2025-01-31"
    # 34 500 × 2 + 35 093.548…; 35 650 × 10 ÷ 30; 40 106.25 × (20 ÷ 30 + 2), and × 3
    assert told(register, first, last, by="quarter") == [
        "2024-K1|AME|Skövde|serviceassistent|3.00|104093.55|0.00|104093.55|0.00|1",
        "2024-K2|AME|Skövde|serviceassistent|0.33|11883.33|0.00|11883.33|0.00|1",
        f"2024-K2|{CARE}|Skövde|enhetsassistent|2.67|106950.00|0.00|106950.00|0.00|1",
        f"2024-K3|{CARE}|Skövde|enhetsassistent|3.00|120318.75|0.00|120318.75|0.00|1",
        f"2024-K4|{CARE}|Skövde|enhetsassistent|3.00|120318.75|0.00|120318.75|0.00|1",
        f"2025-K1|{CARE}|Skövde|enhetsassistent|1.00|40106.25|0.00|40106.25|0.00|1",
    ]
    assert told(register, first, last, by="year") == [
        "2024|AME|Skövde|serviceassistent|3.33|115976.88|0.00|115976.88|0.00|1",
        f"2024|{CARE}|Skövde|enhetsassistent|8.67|347587.50|0.00|347587.50|0.00|1",
        f"2025|{CARE}|Skövde|enhetsassistent|1.00|40106.25|0.00|40106.25|0.00|1",
    ]


def test_the_costs_of_a_year_are_those_of_each_payer_in_all(register: Register) -> None:
    seven(register)
    register.execute("UPDATE enrolment SET municipality = 'Hjo' WHERE id = 2")
    day = D("2024-02-11")
    whole, by_place = costs_of_year(register, day), costs(register, day, by="year")
    assert ["|".join(map(str, vars(row).values())) for row in whole.rows] == [
        f"2024|{SCHOOL}|None|None|1.00|40106.25|0.00|40106.25|0.00|2",
        f"2024|{CARE}|None|None|13.00|521381.25|0.00|521381.25|0.00|7",
    ]
    assert (len(by_place.rows), whole.totals) == (4, by_place.totals)
    assert [one.key for one in whole.form.columns] == ["month", "payer", *AMOUNTS]


def test_a_plan_is_as_it_was_on_the_day_asked_for(register: Register) -> None:
    """The extension of 2024-03-01 decides on the days since 2024-01-20."""
    rated(register)
    extended = replace(
        stay("2023-01-21", "2024-12-31"),
        extensions=(Extension(NEW, D("2024-03-01"), D("2024-01-20"), D("2024-12-31"), None),),
    )
    People(register).add(extended)
    january: dict[str, Any] = {"first": D("2024-01-01"), "last": D("2024-01-31")}
    (before,) = costs(register, D("2024-02-29"), **january).rows
    (after,) = costs(register, D("2024-03-01"), **january).rows
    assert (before.gross, before.undecided) == ("22258.06", "12241.94")
    assert (after.gross, after.undecided) == ("34500.00", "0.00")


@pytest.mark.parametrize(
    ("as_of", "first", "last", "span"),
    [
        ("2024-03-05", None, None, ("2024-01-01", "2024-03-31")),
        ("2024-02-29", None, None, ("2024-01-01", "2024-02-29")),
        ("2024-12-31", None, None, ("2024-01-01", "2024-12-31")),
        ("2024-03-05", "2023-07-10", None, ("2023-07-10", "2024-03-31")),
        ("2024-03-05", "2024-05-10", None, ("2024-05-10", "2024-05-31")),
        ("2024-03-05", None, "2023-05-10", ("2023-01-01", "2023-05-10")),
        ("9999-12-31", None, None, ("9999-01-01", "9999-12-31")),
        ("0001-01-01", None, None, ("0001-01-01", "0001-01-31")),
    ],
)
def test_without_days_it_is_the_year_so_far_in_whole_months(
    register: Register, as_of: str, first: str | None, last: str | None, span: tuple[str, str]
) -> None:
    report = costs(register, D(as_of), first=day_or_none(first), last=day_or_none(last))
    assert (report.totals["first_day"], report.totals["last_day"]) == tuple(map(D, span))


def test_days_that_are_not_in_order_are_refused(register: Register) -> None:
    with pytest.raises(Malformed, match="2024-01-31 is before 2024-02-01"):
        costs(register, TODAY, first=D("2024-02-01"), last=D("2024-01-31"))


def test_without_a_wage_person_months_are_counted_and_a_note_says_what_is_missing(
    register: Register,
) -> None:
    rated(register, ("wage.serviceassistent", "2024-01-01", "24000"))
    set_rate(register, "on-costs", "43.75", D("2024-01-16"), TODAY)
    people = People(register)
    people.add(stay("2024-04-16", step=EA), lives_in="Hjo")
    people.add(*CONVERTED, placements=(people.at("Solgården"),))
    people.add(stay("2024-04-16", step=EA), lives_in="Ystad")
    away = Pause(NEW, D("2024-01-01"), paid=False)
    people.add(OPEN, lives_in="Tibro", pauses=(away,))  # costs nothing, whatever the wage is
    assert told(register, "2024-01-01", "2024-04-30", by="quarter") == [
        "2024-K1|AME|Skövde|serviceassistent|3.00|-|-|-|-|1",
        "2024-K1|AME|Tibro|serviceassistent|3.00|0.00|0.00|0.00|0.00|1",
        "2024-K2|AME|Skövde|serviceassistent|0.33|11500.00|0.00|11500.00|0.00|1",
        "2024-K2|AME|Tibro|serviceassistent|1.00|0.00|0.00|0.00|0.00|1",
        f"2024-K2|{CARE}|Skövde|enhetsassistent|0.67|-|-|-|-|1",
        "2024-K2|sector|Hjo|enhetsassistent|0.50|-|-|-|-|1",
        "2024-K2|sector|Ystad|enhetsassistent|0.50|-|-|-|-|1",
    ]
    report = costs(register, TODAY, first=D("2024-01-01"), last=D("2024-04-30"))
    assert [report.totals[key] for key in ("person_months", "gross", "net")] == ["9.00", None, None]
    assert list(map(str, report.notes)) == [
        "Amounts are left empty: on-costs of 2024-01-01 are not known. "
        "steg setting on-costs PERCENT --from 2024-01-01",
        "Amounts are left empty: the wage of enhetsassistent on 2024-04-11 is not known. "
        "steg setting wage.enhetsassistent AMOUNT --from 2024-04-11",
    ]


# Whom it is about

AT_SOLGARDEN = (
    f"2024-04|{CARE}|Skövde|enhetsassistent|0.50|20053.13|0.00|20053.13|0.00|1"  # of 75 percent
)
OF_TIBRO = "2024-04|AME|Tibro|serviceassistent|1.00|35650.00|0.00|35650.00|0.00|1"
HIDDEN_ROW = "2024-04|sector|-|enhetsassistent|1.00|40106.25|0.00|40106.25|0.00|1"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Chosen(workplace="solgården"), [AT_SOLGARDEN]),
        (Chosen(municipality="tibro"), [OF_TIBRO]),
        (Chosen(sex="man"), [OF_TIBRO]),
        (Chosen(cohort="pilot 2016"), [HIDDEN_ROW]),
        (
            Chosen(workplace="Solgården", municipality="Tibro", include_protected=True),
            [f"2024-04|{CARE}|Tibro|enhetsassistent|1.00|40106.25|0.00|40106.25|0.00|1"],
        ),
    ],
)
def test_those_chosen_are_counted_where_they_are_on_each_day(
    register: Register, chosen: Chosen, expected: list[str]
) -> None:
    rated(register)
    people = People(register)
    people.add(EMPLOYED, placements=tuple(people.at(*one) for one in BOTH))
    people.add(OPEN, residences=MOVED, sex="man")
    solgarden = (people.at("Solgården"),)
    hidden: dict[str, Any] = {"lives_in": "Tibro", "cohort": "Pilot 2016", "protected": True}
    people.add(EMPLOYED, placements=solgarden, **hidden)
    assert told(register, *APRIL, chosen=chosen) == expected


@pytest.mark.parametrize(
    "chosen", [Chosen(cohort="Vår"), Chosen(municipality="Atlantis"), Chosen(workplace="Hav")]
)
def test_what_is_not_there_is_not_found(register: Register, chosen: Chosen) -> None:
    with pytest.raises(NotFound):
        costs(register, TODAY, chosen=chosen)


# Any lives, counted person by person and day by day. The wages of a step with a sector begin late.

DAYS = st.sampled_from([D("2024-01-01") + timedelta(n) for n in range(0, 135, 3)])
LENGTHS = st.sampled_from([0, 1, 9, 27, 30, 59, 90])
PLACES = ("Solgården", "Björkskolan", "Snickeriet")
SPAN = (D("2024-01-10"), D("2024-04-30"))
ANY_RATES = [
    ("wage.serviceassistent", "2023-01-01", "23111.11"),
    ("wage.serviceassistent", "2024-02-12", "24999.90"),
    ("wage.enhetsassistent", "2024-02-01", "27003"),
    ("on-costs", "2024-01-01", "43.75"),
    ("on-costs", "2024-03-05", "31.42"),
]


@st.composite
def lives(draw: st.DrawFn, places: dict[str, Workplace]) -> dict[str, Any]:
    """Return somebody's stays one after the other, and what lies beside them as it happens."""
    first, stays = draw(DAYS), list[Stay]()
    count = draw(st.integers(1, 3))
    for number in range(count):
        step = DEFAULT_LADDER.step(draw(st.sampled_from([SA, SA, EA, "praktik"])))
        last = first + timedelta(draw(LENGTHS))
        plan = first + timedelta(draw(LENGTHS)) if step.limit or draw(st.booleans()) else None
        extensions: tuple[Extension, ...] = ()
        if plan and draw(st.booleans()):
            extensions = (Extension(NEW, draw(DAYS) + 60 * DAY, plan, plan + 20 * DAY, None),)
            plan += 20 * DAY
        end = last if number < count - 1 or draw(st.booleans()) else None
        stays.append(Stay(NEW, step, first, plan, end, end, step.agreement, extensions=extensions))
        first = last + DAY

    def some(most: int) -> list[tuple[date, date]]:
        spans = draw(st.lists(st.tuples(DAYS, LENGTHS), max_size=most))
        return [(day, day + timedelta(length)) for day, length in spans]

    percents = st.sampled_from([10, 33, 50, 75, 100])
    return {
        "stays": stays,
        "lives_in": draw(st.sampled_from(["Skövde", "Tibro"])),
        "protected": draw(st.sampled_from([False, False, True])),
        "placements": tuple(
            Placement(NEW, places[draw(st.sampled_from(PLACES))], *span, draw(percents))
            for span in some(3)
        ),
        "pauses": tuple(Pause(NEW, *span, paid=draw(st.booleans())) for span in some(2)),
        "supports": tuple(
            Support(
                *(NEW, "other", *span, draw(st.none() | percents)),
                draw(st.sampled_from([None, 0, 4000, 9001])),
            )
            for span in some(3)
        ),
        "residences": tuple(
            Residence(NEW, draw(st.sampled_from(["Tibro", "Ystad"])), day)
            for day in sorted(draw(st.sets(DAYS, max_size=2)))
        ),
    }


def rate_on(key: str, day: date) -> Fraction | None:
    found = [amount for one, first, amount in ANY_RATES if one == key and D(first) <= day]
    return Fraction(Decimal(found[-1])) if found else None


def plan_on(one: Stay, as_of: date) -> date | None:
    later = [more.old_last_day for more in one.extensions if more.decided_on > as_of]
    return later[0] if later else one.planned_last_day


def days_of_month(day: date) -> int:
    following = (day.replace(day=28) + 5 * DAY).replace(day=1)
    return (following - DAY).day


def is_on(span: Any, day: date) -> bool:
    return bool(span.first_day <= day and (span.last_day is None or day <= span.last_day))


Sums = dict[tuple[Any, ...], dict[str, Any]]  # of fractions, None, and the people


def slow_costs(people: list[Person], as_of: date, chosen: Chosen) -> Sums:
    """Count out each day of each person."""
    found: Sums = defaultdict(
        lambda: {**dict.fromkeys(("months", *KINDS), Fraction()), "people": set()}
    )
    for person in people:
        if person.participant.protected and (chosen.municipality or chosen.workplace):
            continue
        (enrolment,) = person.enrolments
        for one in enrolment.stays:
            day = SPAN[0]
            while day <= SPAN[1]:
                if is_on(one, day) and one.step.payer:
                    _count_day(found, person, one, day, as_of, chosen)
                day += DAY
    return found


KINDS = ("gross", "support", "undecided")


def _count_day(
    found: Sums,
    person: Person,
    one: Stay,
    day: date,
    as_of: date,
    chosen: Chosen,
) -> None:
    (enrolment,), is_masked = person.enrolments, person.participant.protected
    lives_in = enrolment.municipality
    for move in enrolment.residences:
        if move.first_day <= day:
            lives_in = move.municipality
    if chosen.municipality and lives_in != chosen.municipality:
        return
    is_away = any(is_on(pause, day) and not pause.paid for pause in enrolment.pauses)
    places = [p for p in enrolment.placements if is_on(p, day)]
    whole = sum(place.percent for place in places) or 100
    for place in (*places,) or (None,):
        if chosen.workplace and (place is None or place.workplace.name != chosen.workplace):
            continue
        payer = "AME" if one.step.payer == "AME" else "sector"
        if payer == "sector" and place and not is_masked:
            payer = place.workplace.sector.name
        sums = found[f"{day:%Y-%m}", payer, None if is_masked else lives_in, one.step.code]
        sums["people"].add(person.participant.identity)
        part = Fraction(place.percent if place else 100, 100)
        add_to(sums, "months", part / days_of_month(day))
        if not is_away:
            _add_wage(sums, enrolment.supports, one, day, as_of, part, Fraction(whole, 100))


def add_to(sums: dict[str, Fraction | None], kind: str, amount: Fraction) -> None:
    so_far = sums[kind]
    sums[kind] = None if so_far is None else so_far + amount


def _add_wage(
    sums: dict[str, Fraction | None],
    supports: tuple[Support, ...],
    one: Stay,
    day: date,
    as_of: date,
    part: Fraction,
    whole: Fraction,
) -> None:
    wage, on_costs = rate_on(f"wage.{one.step.code}", day), rate_on("on-costs", day)
    if wage is None or on_costs is None:
        sums |= dict.fromkeys(KINDS)
        return
    length, plan = days_of_month(day), plan_on(one, as_of)
    cost = wage / length * part * (1 + on_costs / 100)
    if plan is not None and day > plan:
        add_to(sums, "undecided", cost)
        return
    add_to(sums, "gross", cost)
    for paid in supports:
        if is_on(paid, day):
            add_to(sums, "support", _supported(paid, wage * whole, length) * part / whole)


def _supported(one: Support, wage: Fraction, length: int) -> Fraction:
    """Return what a support pays of a day, of a wage for a month at the person's rate."""
    if one.percent is None and one.cap is None:
        return Fraction()
    paid = wage / length * (100 if one.percent is None else one.percent) / 100
    return paid if one.cap is None else min(paid, Fraction(one.cap, length))


def written(exact: Fraction | None) -> str | None:
    if exact is None:
        return None
    with localcontext() as context:
        context.prec = 60
        value = Decimal(exact.numerator) / Decimal(exact.denominator)
        return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def as_told(sums: dict[str, Any]) -> tuple[str | int | None, ...]:
    gross, paid = sums["gross"], sums["support"]
    net = None if gross is None or paid is None else gross - paid
    amounts = map(written, (sums["months"], gross, paid, net, sums["undecided"]))
    return (*amounts, len(sums["people"]))


CHOICES = st.sampled_from(
    [EVERYBODY, EVERYBODY, Chosen(municipality="Tibro"), Chosen(workplace="Solgården")]
)


@settings(max_examples=75 * AT_RANDOM, deadline=None)
@given(data=st.data())
def test_any_lives_cost_what_they_cost_day_by_day(fresh: Fresh, data: st.DataObject) -> None:
    with rated(fresh(), *ANY_RATES) as register:
        people = People(register)
        added = []
        for _ in range(data.draw(st.integers(1, 3))):
            life = data.draw(lives(people.places))
            added.append(people.add(*life.pop("stays"), **life))
        as_of, chosen = data.draw(DAYS) + 60 * DAY, data.draw(CHOICES)
        slow = slow_costs(added, as_of, chosen)
        report = costs(register, as_of, chosen=chosen, first=SPAN[0], last=SPAN[1])
        rows = {
            (row.month, row.payer, row.municipality, row.step): tuple(vars(row).values())[4:]
            for row in report.rows
        }
        assert len(rows) == len(report.rows)
        assert rows == {key: as_told(sums) for key, sums in slow.items()}
        total: dict[str, Any] = {
            kind: None
            if any(sums[kind] is None for sums in slow.values())
            else sum((sums[kind] or Fraction() for sums in slow.values()), Fraction())
            for kind in ("months", *KINDS)
        }
        total["people"] = set().union(*(sums["people"] for sums in slow.values()))
        keys = ("person_months", "gross", "support", "net", "undecided", "people")
        assert tuple(report.totals[key] for key in keys[:-1]) == as_told(total)[:-1]
