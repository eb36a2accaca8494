"""What the employments cost: person-months, wages, support, per month, quarter or year.

Every day on a step with a payer counts for itself, by the wage and the on-costs of that day (the
domain's "Costs"). Sums are exact fractions, since a day of a month of 31 has no last decimal; each
amount that is shown, and each total, is rounded once, half up, to whole öre, and person-months to
two decimals. So a net amount can differ by an öre from the two that stand beside it.

Decided here, since the domain does not say it:

- The payer is AME, or the sector of the workplace on that day, at two workplaces in two sectors
  each for its percent. It is just "the sector" where there is no placement. The funder is no payer
  of its own, which would count its person-months twice: its part is the column `support`, and what
  is left to the payer the column `net`.
- Somebody with a protected identity has no municipality here, nor a sector: the payer is "the
  sector", as for those without a placement. Otherwise a sector's row without a municipality would
  tell where one of a few works.
- The employment rate is the percent of that day's placements together, 100 without a placement. An
  unpaid pause costs nothing; its days are on the step, and so within the person-months.
- A day past the planned last day, as it was planned on `as_of`, is undecided whether or not an end
  was registered since: its wage and on-costs stand in `undecided`, no support is taken off, and
  neither `gross` nor `net` holds it. Other stays go on to the last day asked for.
- A support without a percent pays its cap, at most the wage; with neither it pays nothing. Several
  at once are added up. A support is of the wage alone, not of the on-costs.
- Where they live and work decides on each day; under a workplace only the percent there counts.
- Of somebody under protection who is alone in a row without a municipality the row tells what
  `show` tells of the case: the step, the percent and what a support pays, but not where. All minus
  the rows of the municipalities tells no more. What `--sex` tells of the row is not held.
- Without names an amount is hidden as a count is: behind it are few people, however many are in the
  row. What one month tells beside the month before it is not held.
- A row that holds a day without a known wage or on-costs has no amounts, and a note says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from steg_cli.programme.choices import BY
from steg_cli.programme.errors import N_, Malformed, Note, note
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.rates import ON_COSTS, WAGE, Rates
from steg_cli.programme.words import Amount
from steg_cli.register.file import Register
from steg_cli.register.rates import rates_of
from steg_cli.register.surroundings import ladder_of
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN_ANYWHERE, Chosen, chosen_by
from steg_cli.reports.costing import (
    AMOUNTS,
    SECTOR,
    By,
    Count,
    Days,
    Key,
    Sums,
    length_of,
    parts_of,
)
from steg_cli.reports.report import FEW, PLAN_ON_THE_DAY, Chart, Column, Counted, Few, Form, Report


@frozen
class Cost:
    """What one payer pays for those of a municipality on a step in a month, quarter or year.

    `month` is ÅÅÅÅ-MM, a quarter ÅÅÅÅ-K1 or a year ÅÅÅÅ. Amounts are in SEK, None where a wage or
    on-costs are not known; `net` is `gross` (wages with on-costs) without `support`. `people` are
    those behind the row, each once however many days they have in it.
    """

    month: str
    payer: str
    municipality: str | None
    step: str | None
    person_months: Amount
    gross: Amount | None
    support: Amount | None
    net: Amount | None
    undecided: Amount | None
    people: int


def payers_chart(report: Report[Cost]) -> Chart:
    """Return the person-months of each payer in each month, quarter or year."""
    months = tuple(dict.fromkeys(row.month for row in report.rows))
    sums: dict[tuple[str, str], Decimal] = {}
    hidden = {(row.payer, row.month) for row in report.rows if isinstance(row.person_months, Few)}
    for row in report.rows:
        if (row.payer, row.month) not in hidden:
            mine = Decimal(row.person_months)
            sums[row.payer, row.month] = sums.get((row.payer, row.month), Decimal(0)) + mine
    return Chart(
        N_("Person-months by payer"),
        *("month", "payer"),
        months,
        {
            payer: tuple(
                FEW if (payer, month) in hidden else float(sums.get((payer, month), 0))
                for month in months
            )
            for payer in sorted({row.payer for row in report.rows})
        },
    )


COSTS = Form(
    "costs",
    Cost,
    sheet=N_("Costs"),
    title=N_("Costs from {first_day} to {last_day}"),
    empty=N_("Nobody was on a step with a payer."),
    left_out=("people", "gross", "support", "undecided", "person_months"),
    key=("month", "payer", "municipality", "step"),
    folded=("payer",),
    total=N_("all"),
    explains=(
        N_("Each day from {first_day} to {last_day} on a step with a payer counts, in SEK."),
        N_(
            "A day costs the step's wage of that day ÷ the days in the month × the percent of the "
            "placements, and on-costs on top. Unpaid pauses cost nothing. Placements and training "
            "before the employment have no wage."
        ),
        N_(
            "Support is what the funder pays: its percent of the wage, at most its cap. Net is "
            "what is left to the payer: AME, or from a conversion on the sector of the workplace."
        ),
        N_(
            "Days past a planned last day, as it was planned on {day}, stand as undecided and in "
            "no other amount. Person-months hold all days on the step."
        ),
        N_(
            "Each amount is rounded once. People with a protected identity are counted without "
            "municipality and sector. The wages are the register's own settings, not the payroll."
        ),
    ),
    counted=Counted(),
    chart=payers_chart,
)
MISSING = N_(
    "Amounts are left empty where a wage or on-costs are not known: steg report costs tells which."
)
HEADINGS: Mapping[By, str] = {
    "month": N_("month"),
    "quarter": N_("quarter"),
    "year": N_("year"),
}

# Of everybody with a wage in the days asked for, found by index: open stays and those that ended
# within them or later. CROSS keeps SQLite from looking among all the stays of everybody.
_PAID = """
    SELECT id FROM stay
    WHERE step_id IN (SELECT id FROM step WHERE payer IS NOT NULL)
        AND first_day <= :last AND last_day"""
STAYS = f"""
SELECT stay.enrolment_id, participant_id, code, payer, stay.first_day, stay.last_day,
    {PLAN_ON_THE_DAY} AS plan, protected, enrolment.municipality
FROM ({_PAID} IS NULL UNION ALL {_PAID} >= :first) AS paid
CROSS JOIN stay ON stay.id = paid.id CROSS JOIN step ON step.id = step_id
CROSS JOIN enrolment ON enrolment.id = enrolment_id
CROSS JOIN participant ON participant.id = participant_id
WHERE {IS_CHOSEN_ANYWHERE}
ORDER BY participant_id"""
AT_ONCE = 1000  # people whose placements, pauses, supports and moves are read together


def costs(
    register: Register,
    as_of: date,
    *,
    chosen: Chosen = EVERYBODY,
    first: date | None = None,
    last: date | None = None,
    by: By = "month",
) -> Report[Cost]:
    """Return what each payer pays from `first` to `last`, both included.

    Without days: from January of the year to the end of the month of `as_of`, so that each month
    is whole. Raises Malformed for days that are not in order, and for another `by`.
    """
    BY.typed(by)
    return _costs(register, as_of, chosen, first, last, by)


def costs_of_year(register: Register, as_of: date, *, chosen: Chosen = EVERYBODY) -> Report[Cost]:
    """Return what each payer pays in all, from January to the end of the month of `as_of`.

    Municipality and step of a row are None.
    """
    return _costs(register, as_of, chosen, None, None, "year", by_payer=True)


def _costs(
    register: Register,
    as_of: date,
    chosen: Chosen,
    first: date | None,
    last: date | None,
    by: By,
    *,
    by_payer: bool = False,
) -> Report[Cost]:
    if last is None:
        last = _end_of_month(max(as_of, first or as_of))
    first = first or date(last.year, 1, 1)
    if last < first:
        raise Malformed(
            N_("{last} is before {first}."), N_("Give days in order."), first=first, last=last
        )
    with register.snapshot():
        asked = chosen_by(register, chosen, as_of)
        values = {**asked, "first": str(first), "last": str(last)}
        rates, ladder = Rates(rates_of(register)), ladder_of(register)
        count = Count(rates, Days(first, last, rates.days, by), asked, by_payer)
        people = groupby(register.execute(STAYS, values), itemgetter("participant_id"))
        ways = (list(stays) for _, stays in people)
        while some := [*islice(ways, AT_ONCE)]:
            parts = parts_of(register, {stay["enrolment_id"] for stays in some for stay in stays})
            for stays in some:
                count.add(stays, parts)
    sums = count.sums()
    place = {step.code: number for number, step in enumerate(ladder)}
    keys = sorted(sums, key=lambda key: _order(key, place))
    rows = tuple(Cost(key[0], key[1], key[2], key[3], *sums[key].amounts()) for key in keys)
    total = Sums()
    for one in sums.values():
        total.add(one)
    totals: dict[str, object] = dict(zip(AMOUNTS, total.amounts(), strict=True))
    # Beside those of each row it would tell how few are in two: moved, or converted, in that time.
    del totals["people"]
    few = [(at, one) for at, key in enumerate(keys) for one in sums[key].of_few()]
    steps = {step.code: [step.code] for step in ladder}
    steps["AME"] = [step.code for step in ladder if step.payer == "AME"]
    form = replace(
        COSTS, columns=tuple(_columns(by)), counted=Counted(few=lambda _: few, steps=steps)
    )
    notes = tuple(_missing(count.missing, ladder))
    if by_payer:
        notes = (note(MISSING),) if notes else ()
        told = tuple(one for one in form.columns if one.key not in ("municipality", "step"))
        form = replace(form, columns=told, key=("month", "payer"), nowhere=N_("all"))
    return Report(form, as_of, rows, {**totals, "first_day": first, "last_day": last}, notes)


def _columns(by: By) -> Iterator[Column]:
    yield Column("month", HEADINGS[by], style="bold")
    yield from map(Column, ("payer", "municipality", "step", *AMOUNTS))


def _end_of_month(day: date) -> date:
    return day.replace(day=length_of(day))


def _missing(missing: Mapping[str, date], ladder: Ladder) -> Iterator[Note]:
    """Tell which wages are not known, and on-costs, each with the first day that wants one."""
    for key, day in sorted(missing.items()):
        if key == ON_COSTS:
            yield note(
                N_(
                    "Amounts are left empty: on-costs of {day} are not known. "
                    "steg setting {key} PERCENT --from {day}"
                ),
                key=key,
                day=day,
            )
        else:
            yield note(
                N_(
                    "Amounts are left empty: the wage of {step} on {day} is not known. "
                    "steg setting {key} AMOUNT --from {day}"
                ),
                key=key,
                step=ladder.step(key.removeprefix(WAGE)),
                day=day,
            )


def _order(key: Key, place: Mapping[str, int]) -> tuple[Any, ...]:
    """AME first and what is not told last, and the steps from the first one on."""
    month, payer, municipality, step = key
    who = (payer != "AME", payer == SECTOR, payer)
    return (month, who, municipality is None, municipality or "", place.get(step or "", 0))
