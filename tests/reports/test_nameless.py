"""A report without names: what stands in it, and what nobody can work out from it."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.rates import set_rate
from steg_cli.output.envelope import report_json
from steg_cli.programme.codes import OUTCOMES
from steg_cli.programme.identity import Identity, Sex
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    NEW,
    Deadline,
    Enrolment,
    Participant,
    Person,
    Placement,
    Stay,
    Support,
)
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.nameless import FEW_EXPLAINED, nameless
from steg_cli.reports.registry import REPORTS, query_of
from steg_cli.reports.report import FEW, Adds, Counted, Few, Form, Report
from tests.reports.recovering import determined, recovered

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
TODAY = D("2024-01-15")
A_YEAR_BEFORE = D("2023-01-15")
REGISTERS = 8
SERVICE = 3  # a seed of somebody who is a serviceassistent at a workplace
COHORTS = ("Pilot 2016", "STEG")
STEPS = ("kartlaggning", "praktik", "serviceassistent", "enhetsassistent", "underskoterska")
PLACES = ("Skövde", "Tibro", "Hjo")
PAID = ("gross", "support", "net")
# What must never stand in what leaves the house.
SECRETS = ("Hemlig", "Solgården", "Björkskolan", "Chefsson", "etableringsjobb", "lakartid")


# --- what is masked -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Somebody:
    """A row about one person, with what a report might hold of one."""

    reference: str | None
    name: str | None
    workplace: str | None
    sector: str | None
    municipality: str | None
    supervisor: str | None
    kind: str | None
    group: str | None
    step: str | None
    payer: str | None
    last_day: date | None
    days_left: int | None
    disability: bool | None
    protected: bool | None


@dataclass(frozen=True)
class Counts:
    """A row that counts people."""

    municipality: str | None
    manager: str | None
    women: int
    men: int
    total: int
    share: float | None = None


ANNA = Somebody(
    *("S-0001", "Anna Alm", "Solgården", "Vård och omsorg", "Skövde", "Eva Ek", "lonebidrag"),
    *("Skövde", "praktik", "AME", D("2024-02-29"), 45, True, False),
)
NO_ANNA = Somebody(
    *("S-0001", None, None, None, None, None, None, None, "praktik", "AME"),
    *(D("2024-02-29"), 45, None, None),
)
SUMS = Counted((Adds("total", ("women", "men")),), harmless=("planned",))


def report_of(*rows: Any, form: Form | None = None, **totals: object) -> Report[Any]:
    return Report(form or Form("x", type(rows[0])), TODAY, rows, totals)


def test_of_a_person_there_are_the_case_its_days_and_numbers_and_what_a_mail_may_tell() -> None:
    report = report_of(ANNA, replace(ANNA, payer="Vård och omsorg"), people=2)
    assert nameless(report) == replace(report, rows=(NO_ANNA, replace(NO_ANNA, payer=None)))


def test_rows_about_people_are_masked_wherever_they_stand() -> None:
    report = report_of(Counts("Skövde", "Eva Ek", 7, 9, 16), missing=(ANNA,), card={"email": "a@b"})
    masked = nameless(report)
    assert masked.rows == (Counts("Skövde", None, 7, 9, 16),)
    assert masked.totals == {"missing": (NO_ANNA,), "card": {"email": None}}


# --- what is hidden -------------------------------------------------------------------------------


def test_small_counts_are_hidden_and_said_so() -> None:
    form = Form("x", Counts, explains=("All.",), counted=SUMS)
    rows = (Counts("Skövde", None, 2, 9, 11, 18.2), Counts("Hjo", None, 20, 30, 50, 40.0))
    report = report_of(*rows, form=form, women=22, men=39, total=61, planned=3)
    assert nameless(report) == replace(
        report,
        form=replace(form, explains=("All.", FEW_EXPLAINED)),
        rows=(
            replace(rows[0], women=FEW, men=FEW, share=FEW),
            replace(rows[1], women=FEW, men=FEW, share=FEW),
        ),
    )
    assert [type(row.women) for row in nameless(report).rows] == [Few, Few]
    assert nameless(report, small=True) == report


def test_a_row_without_a_name_that_stands_for_all_others_gives_none_of_them_away() -> None:
    form = Form("x", Counts, counted=SUMS)
    rows = [Counts("Skövde", None, 0, 9, 9), Counts("Hjo", None, 0, 3, 3)]
    masked = nameless(report_of(Counts(None, None, 0, 12, 12), *rows, form=form))
    assert [[type(row.men), type(row.total)] for row in masked.rows] == [
        [int, int],
        [Few, Few],
        [Few, Few],
    ]


@pytest.mark.parametrize(("men", "shown"), [(9, True), (12, False), (14, True)])
def test_nor_does_it_tell_of_a_few_who_are_in_no_other_row(men: int, shown: bool) -> None:
    """Three, who stand only in the row of all: those under protection."""
    form = Form("x", Counts, counted=SUMS)
    rows = [Counts(None, None, 0, men, men), Counts("Skövde", None, 0, 9, 9)]
    masked = nameless(report_of(*rows, form=form))
    assert all(type(row.men) is int for row in masked.rows) is shown


@pytest.mark.parametrize(("men", "shown"), [(5, True), (4, False)])
def test_a_report_that_says_nothing_of_its_numbers_shows_none_when_one_is_small(
    men: int, shown: bool
) -> None:
    report = report_of(Counts("Skövde", None, 0, men, men), men=men, planned=230)
    (row,), totals = nameless(report).rows, nameless(report).totals
    found = [row.women, row.men, row.total, *totals.values()]
    assert list(map(str, found)) == (
        ["0", str(men), str(men), str(men), "230"] if shown else ["0", "<5", "<5", "<5", "<5"]
    )


@dataclass(frozen=True)
class Way:
    """How far the people of a cohort came."""

    cohort: str
    step: str
    reached: int
    left: int
    enrolled: int | None = None
    days: int | None = None


def test_who_is_left_from_a_step_is_not_told_by_who_reached_the_next_one() -> None:
    adds = (
        Adds("reached", ("left",), by="cohort", following=("reached",)),
        Adds("enrolled", ("left",), by="cohort"),
        Adds("enrolled", ("reached",), by="cohort", each=True),
    )
    form = Form("x", Way, counted=Counted(adds, worked_out=("days",)))
    rows = (Way("A", "1", 30, 3, 31, 90), Way("A", "2", 27, 27), Way("B", "1", 40, 40, 40, 60))
    masked = nameless(report_of(*rows, form=form))
    assert [tuple(map(str, vars(row).values())) for row in masked.rows] == [
        ("A", "1", "30", "<5", "31", "<5"),
        ("A", "2", "<5", "27", "None", "None"),
        ("B", "1", "40", "40", "40", "60"),
    ]


@dataclass(frozen=True)
class Paid:
    """A row of amounts alone: nothing tells how many people they are of."""

    payer: str
    gross: str


def test_amounts_without_a_count_of_people_are_not_shown() -> None:
    assert nameless(report_of(Paid("AME", "24500.00"))).rows == (Paid("AME", FEW),)  # type: ignore[arg-type]


def test_the_report_of_a_year_before_is_made_nameless_too() -> None:
    before = report_of(ANNA)
    report = replace(report_of(ANNA), before=before)
    assert nameless(report).before == nameless(before)


# --- every report in the list ---------------------------------------------------------------------


def people_of(seed: int, places: dict[str, Any]) -> Iterator[Person]:
    """Yield groups of people alike, of one to nine each."""
    chance = random.Random(seed)
    for number in range(chance.randint(4, 9)):
        for inner in range(chance.choice([1, 2, 3, 6, 9])):
            yield somebody(
                f"Hemlig {seed} {number} {inner}", random.Random(100 * seed + number), places
            )


def somebody(name: str, chance: random.Random, places: dict[str, Any]) -> Person:
    sexes: tuple[Sex, ...] = ("woman", "man")
    sex = chance.choice(sexes)
    first = D(chance.choice(["2021-03-01", "2022-11-01", "2023-02-01"]))
    last = D("2024-01-10") if chance.random() < 0.3 else None
    step = DEFAULT_LADDER.step(chance.choice(STEPS))
    plan = D("2024-01-31") if step.code == "serviceassistent" else None
    stays = [Stay(NEW, step, first, plan, last, last, step.agreement)]
    if chance.random() < 0.6:  # a mapping before it
        then = first + timedelta(30)
        before = Stay(NEW, DEFAULT_LADDER.step(STEPS[0]), first, None, then, then, None)
        stays = [before, replace(stays[0], first_day=then + timedelta(1))]
    percent = 60 if name[-1] in "012" else None  # of the first three alike
    place = Placement(NEW, places[chance.choice(["Solgården", "Björkskolan"])], first, last)
    enrolment = Enrolment(
        *(NEW, chance.choice(COHORTS), chance.choice(PLACES), first, last),
        chance.choice(OUTCOMES) if last else None,
        disability=chance.random() < 0.5,
        long_term_unemployed=True,
        status="unemployed",
        stays=tuple(stays),
        placements=(replace(place, supervisor="Chefsson"),) if step.code != "kartlaggning" else (),
        supports=(Support(NEW, "etableringsjobb", first, D("2024-02-10"), percent, None, None),),
        deadlines=(Deadline(NEW, "lakartid", D("2024-01-20"), 1, None),),
    )
    born = D("1980-01-01")
    identity = Identity("other", f"LMA {name}", sex, (born, born))
    return Person(Participant(NEW, identity, name, chance.random() < 0.1), (enrolment,)).in_order()


@pytest.fixture(scope="module")
def answers(fresh: Fresh) -> Any:
    """Return the answers of a report about random registers."""
    with_people = []
    for seed in range(REGISTERS):
        register = fresh()
        for key in ("wage.serviceassistent", "wage.enhetsassistent", "wage.underskoterska"):
            set_rate(register, key, "24000", D("2020-01-01"), TODAY)
        set_rate(register, "on-costs", "43.75", D("2020-01-01"), TODAY)
        with register.change("test", TODAY):
            for person in people_of(seed, {one.name: one for one in workplaces(register)}):
                save_person(register, None, person)
        with_people.append(register)
    yield cache(lambda name, day=TODAY: [query_of(name)(register, day) for register in with_people])
    for register in with_people:
        register.close()


Cell = tuple[Any, ...]


def counted(report: Report[Any]) -> dict[Cell, int]:
    """Return every whole number of a report by its row, its field and its part."""
    rows: list[tuple[Any, dict[str, Any]]] = [
        (at, {field.name: getattr(row, field.name) for field in fields(row)})
        for at, row in enumerate(report.rows)
    ]
    return {
        (at, key, part): number
        for at, values in (*rows, ("totals", dict(report.totals)))
        for key, value in values.items()
        for part, number in (value.items() if isinstance(value, dict) else [("", value)])
        if isinstance(number, int) and not isinstance(number, bool)
    }


def columns(report: Report[Any]) -> dict[Any, dict[str, list[Cell]]]:
    """Return the cells of each row by their fields."""
    found: dict[Any, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in counted(report):
        found[cell[0]][cell[1]].append(cell)
    return found


def relations(reports: list[Report[Any]], by: str | None) -> list[tuple[str, tuple[str, ...]]]:
    """Return which fields were always what one to three others add up to.

    That is in every row, or with `by` in all rows together that have the same value of it.
    """
    seen = []
    for report in reports:
        numbers = counted(report)
        for rows in grouped(report, by):
            sums: dict[str, int] = {}
            for row in rows:
                for key, cells in row.items():
                    sums[key] = sums.get(key, 0) + sum(numbers[one] for one in cells)
            seen.append(sums)
    keys = sorted({key for row in seen for key in row})
    return [
        (total, parts)
        for total in keys
        for size in (1, 2, 3)
        for parts in combinations([key for key in keys if key != total], size)
        if any(row.get(total) for row in seen)
        and all(any(row.get(part) for row in seen) for part in parts)
        and all(
            row[total] == sum(row.get(part, 0) for part in parts) for row in seen if total in row
        )
    ]


def grouped(report: Report[Any], by: str | None) -> list[list[dict[str, list[Cell]]]]:
    """Return the cells of each row alone, or of the rows with the same value of a field."""
    groups: dict[object, list[dict[str, list[Cell]]]] = defaultdict(list)
    for at, row in columns(report).items():
        if at != "totals":
            groups[getattr(report.rows[at], by) if by else at].append(row)
    return [*groups.values()]


def seen_sums(report: Report[Any], reports: list[Report[Any]]) -> Iterator[Any]:
    """Yield the sums within rows, and within the rows of a name, that always held."""
    names = [
        name
        for name, kind in report.form.row_type.__annotations__.items()
        if kind in ("str", "str | None")
    ]
    for by in (None, *names):
        for total, parts in relations(reports, by):
            for rows in grouped(report, by):
                of = [cell for row in rows for cell in row.get(total, ())]
                if len(of) == 1:
                    yield (
                        of[0],
                        [one for part in parts for row in rows for one in row.get(part, ())],
                    )


def sums_of(report: Report[Any], reports: list[Report[Any]]) -> Iterator[Any]:
    """Yield the sums that anybody can see: those of the rows, of the columns, and of all rows."""
    numbers, rows = counted(report), columns(report)
    yield from seen_sums(report, reports)
    about = report.form.counted
    for (at, key), parts in about.sums(report) if about and about.sums else ():
        spots = [("totals" if row is None else row, part) for row, part in parts]
        cells_of_parts = [cell for row, part in spots for cell in rows[row].get(part, ())]
        for total in rows["totals" if at is None else at].get(key, ()):
            yield total, cells_of_parts
    for cell in numbers:
        if cell[0] == "totals":
            yield (
                cell,
                [(at, *cell[1:]) for at in rows if (at, *cell[1:]) in numbers and at != "totals"],
            )
    names = [field.name for field in fields(report.form.row_type)]
    texts = [
        {
            name: getattr(row, name)
            for name in names
            if not isinstance(getattr(row, name), int | dict)
        }
        for row in report.rows
    ]
    for whole, texts_of_whole in enumerate(texts):
        for name in [name for name, text in texts_of_whole.items() if text is None]:
            others = [
                at
                for at, one in enumerate(texts)
                if one.get(name) is not None
                and all(one.get(n) == t for n, t in texts_of_whole.items() if n != name)
            ]
            for key, cells in columns(report)[whole].items():
                for cell in cells if others else ():
                    yield cell, [c for at in others if (c := (at, key, cell[2])) in numbers]


@pytest.mark.parametrize("name", REPORTS)
def test_no_small_count_of_a_report_can_be_worked_out(answers: Any, name: str) -> None:
    reports = answers(name)
    if "reference" in [field.name for field in fields(reports[0].form.row_type)]:
        # Its rows are cases, and each stands there for everybody to count.
        for one in reports:
            cases = [row.reference for row in one.rows if row.reference is not None]
            assert sorted(row.reference for row in nameless(one).rows) == sorted(cases)
        return
    for report in reports:
        numbers, masked = counted(report), counted(nameless(report))
        hidden = [cell for cell, number in masked.items() if isinstance(number, Few)]
        about = report.form.counted
        harmless = {*about.harmless, *about.worked_out} if about else set()
        small = {cell for cell, n in numbers.items() if 0 < n < 5 and cell[1] not in harmless}
        assert small <= {*hidden}
        counts = {cell: n for cell, n in numbers.items() if cell[1] not in harmless}
        sums = [
            (total, [part for part in parts if part in counts])
            for total, parts in sums_of(report, reports)
            if total in counts
        ]
        assert recovered(counts, sums, [cell for cell in hidden if cell in counts]) == set()


@pytest.mark.parametrize("name", ["expiries", "notices", "placements"])
def test_nor_from_how_many_cases_there_are_and_were_a_year_before(answers: Any, name: str) -> None:
    reports = [report for day in (TODAY, A_YEAR_BEFORE) for report in answers(name, day)]
    told = 0
    for now, then in zip(answers(name), answers(name, A_YEAR_BEFORE), strict=True):
        masked = nameless(replace(now.counts, before=then.counts))
        assert masked.before is not None
        for report, shown in ((now.counts, masked), (then.counts, masked.before)):
            numbers = {cell: n for cell, n in counted(report).items() if cell[1] != "within"}
            hidden = [cell for cell, n in counted(shown).items() if isinstance(n, Few)]
            assert {cell for cell, n in numbers.items() if 0 < n < 5} <= {*hidden}
            seen = sums_of(report, [one.counts for one in reports])
            sums = [(total, parts) for total, parts in seen if total in numbers]
            assert recovered(numbers, sums, hidden) == set()
            told += sum(n > 0 for cell, n in numbers.items() if cell not in hidden)
    assert told > 0


def supported(seed: int, places: dict[str, Any]) -> Counter[tuple[str, str | None, str]]:
    """Return how many have a support in January, by payer, municipality and step."""
    found = Counter[tuple[str, str | None, str]]()
    for person in people_of(seed, places):
        (enrolment,) = person.enrolments
        step, masked = enrolment.stays[-1].step, person.participant.protected
        if step.payer and enrolment.supports[0].percent:
            sector = "sector" if masked else enrolment.placements[0].workplace.sector.name
            place = None if masked else enrolment.municipality
            found[sector if step.payer == "sector" else step.payer, place, step.code] += 1
    return found


def test_no_amount_of_a_few_people_can_be_worked_out(answers: Any, fresh: Fresh) -> None:
    """Nor a support of which only some in a row have one."""
    with fresh() as register:
        places = {one.name: one for one in workplaces(register)}
    shown = 0
    for seed, report in enumerate(answers("costs")):
        many, masked = supported(seed, places), nameless(report)
        few, hidden = set[Cell](), set[Cell]()
        for at, row in enumerate(report.rows):
            of = many[row.payer, row.municipality, row.step]
            assert bool(of) == (row.support != "0.00")
            few |= {(at, key) for key in PAID if 0 < row.people < 5}
            few |= {(at, key) for key in ("support", "net") if 0 < of < 5}
        every: list[tuple[Any, Any]] = [*enumerate(map(vars, masked.rows))]
        for where, values in (*every, ("totals", masked.totals)):
            hidden |= {(where, key) for key in PAID if isinstance(values[key], Few)}
        rows = range(len(report.rows))
        sums: list[Any] = [(("totals", key), [(at, key) for at in rows]) for key in PAID]
        sums += [((one, "gross"), [(one, "net"), (one, "support")]) for one in ("totals", *rows)]
        assert few <= hidden
        assert determined(sums, hidden) & few == set()
        shown += sum((at, key) not in hidden for at in rows for key in PAID)
    assert shown > 0


# Those whose rows are cases. In placements nobody under protection has one.
OF_CASES: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in ("expiries", "notices", "employment", "timeline")),
    *(("timeline", {"by": by}) for by in ("municipality", "workplace")),
]


@pytest.mark.parametrize(("name", "asked"), OF_CASES)
def test_a_case_under_protection_looks_like_any_other(
    fresh: Fresh, name: str, asked: dict[str, Any]
) -> None:
    """Of two people alike the answer is the same, whoever of them is protected."""
    found = []
    for protected in ((False, True), (True, False), (False, False)):
        with fresh() as register:
            places = {one.name: one for one in workplaces(register)}
            with register.change("test", TODAY):
                for number, is_protected in enumerate(protected):
                    person = somebody(f"Hemlig {number}", random.Random(SERVICE), places)
                    who = replace(person.participant, protected=is_protected)
                    save_person(register, None, replace(person, participant=who))
            report = nameless(query_of(name)(register, TODAY, **asked))
            found.append((report.rows, report.totals))
    assert found[0][0]
    assert found == [found[0]] * 3


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_tells_who_somebody_is_or_what_only_the_unit_may_know(
    answers: Any, name: str
) -> None:
    for report in answers(name):
        text = report_json(nameless(report))
        assert [secret for secret in SECRETS if secret in text] == []
        assert list(json.loads(text)) == list(json.loads(report_json(report)))
