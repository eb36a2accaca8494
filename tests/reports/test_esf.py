"""The fund's indicators: a small register counted by hand, and any lives against a slow model."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.municipalities import edit_municipality
from steg_cli.actions.surroundings import COHORT, PROJECT, add, edit
from steg_cli.programme.codes import LABOUR_STATUSES, OUTCOMES
from steg_cli.programme.errors import Malformed, NotFound, Refused
from steg_cli.programme.identity import Identity, Sex
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Enrolment, FollowUp, Participant, Person, Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.saving import save_person
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.esf import NOT_LISTED, MissingFollowUp, esf
from steg_cli.reports.nameless import nameless
from steg_cli.reports.report import Report
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
TODAY = D("2024-01-15")


def enrolled(
    first: str,
    last: str | None = None,
    left_to: Any = None,
    *,
    after: tuple[str, Any] | None = None,
    since: str | None = None,
    place: str = "Skövde",
    cohort: str = "STEG",
    **about: Any,
) -> Enrolment:
    """Return a time on the first step; `after` is the day and status of a follow-up."""
    end = D(last) if last else None
    stay = Stay(NEW, DEFAULT_LADDER.steps[0], D(first), None, end, end)
    return Enrolment(
        *(NEW, cohort, place, D(first), end, left_to),
        unemployed_since=D(since) if since else None,
        stays=(stay,),
        follow_ups=(FollowUp(NEW, D(after[0]), after[1]),) if after else (),
        **about,
    )


def somebody(
    name: str, sex: Sex, born: str, *enrolments: Enrolment, protected: bool = False
) -> Person:
    identity = Identity("other", f"LMA {name}", sex, (D(f"{born}-01-01"), D(f"{born}-12-31")))
    return Person(Participant(NEW, identity, name, protected), enrolments).in_order()


def saved(register: Register, *people: Person) -> list[Person]:
    """Save people who are new, and return them with their cases."""
    with register.change("test", TODAY):
        cases = [save_person(register, None, person) for person in people]
    return load_people(register, cases)


# The small register. Only the years of birth are known.
PEOPLE = (
    somebody(
        *("Anna", "woman", "1985"),
        enrolled(
            *("2019-05-01", "2020-04-30", "employment"),
            after=("2020-10-30", "employment"),
            labour_status="unemployed",
            since="2018-01-01",
            education="compulsory",
        ),
    ),
    somebody(
        *("Bo", "man", "1996"),  # 22 or 23: six months are long
        enrolled(
            "2019-06-03",
            labour_status="unemployed",
            since="2018-12-01",
            education="upper-secondary",
            place="Töreboda",
        ),
    ),
    somebody(
        *("Cilla", "woman", "1960"),
        enrolled(
            *("2019-09-02", "2021-03-31", "job-search"),
            labour_status="inactive",
            disability=True,
        ),
        protected=True,
    ),
    somebody(
        *("David", "man", "1990"),  # counts once, with the first entry and the last exit
        enrolled(
            *("2020-01-07", "2020-06-30", "education"),
            place="Mariestad",
            long_term_unemployed=True,
        ),
        enrolled(
            *("2021-01-11", "2021-12-31", "employment-subsidised"),
            after=("2022-06-30", "other"),
            place="Hjo",
            qualification=True,
            labour_status="employed",
            education="tertiary",
        ),
    ),
    somebody("Eva", "woman", "1985", enrolled("2016-05-02", cohort="Pilot 2016")),  # no project's
    somebody(
        *("Frida", "woman", "1980"),
        enrolled("2024-01-02", labour_status="employed", education="tertiary"),
    ),
    somebody(  # leaves today: she is still there
        *("Gun", "woman", "1979"),
        enrolled("2023-08-01", "2024-01-15", "moved", labour_status="inactive"),
    ),
    somebody("Hans", "man", "1979", enrolled("2024-01-16")),  # begins tomorrow
)


@pytest.fixture
def people(register: Register) -> None:
    edit_municipality(register, "Skövde", TODAY, plan=("STEG", 100))
    saved(register, *PEOPLE)


def lines(report: Report[Any], municipality: str | None = None) -> dict[str, str]:
    """Return women, men, total, unknown and planned by indicator, of one place."""
    return {
        row.indicator or "all": " ".join(
            "-" if one is None else str(one)
            for one in (row.women, row.men, row.total, row.unknown, row.planned)
        )
        for row in report.rows
        if row.municipality == municipality
    }


def test_a_small_register_is_counted_as_by_hand(register: Register, people: None) -> None:
    report = esf(register, TODAY)
    assert lines(report) == {
        "all": "4 2 6 0 230",
        "CO01": "1 1 2 1 -",  # Anna, Bo; of David nobody knows
        "CO02": "1 1 2 1 -",
        "CO03": "2 0 2 1 -",  # Cilla, Gun
        "CO05": "1 0 1 1 -",  # Frida
        "CO06": "0 1 1 0 -",  # Bo
        "CO07": "1 0 1 0 -",  # Cilla
        "CO09": "1 0 1 3 -",  # Anna; not known of Cilla, David and Gun
        "CO10": "0 1 1 3 -",
        "CO11": "1 0 1 3 -",
        "CO16": "1 0 1 0 -",
        "CO12–14": "- - - - -",
        "CO15": "- - - - -",
        "CO18": "- - - - -",
        "CR01": "1 0 1 0 -",  # Cilla
        "CR02": "0 0 0 0 -",
        "CR03": "0 1 1 0 -",  # David
        "CR04": "1 1 2 0 -",  # Anna, David
        "CR06": "1 0 1 1 -",  # Anna; of Cilla nobody knows
        "CR08": "0 0 0 1 -",
    }
    assert {row.municipality for row in report.rows} == {None}  # else Cilla would be told of
    every = esf(register, TODAY, chosen=Chosen(include_protected=True))
    assert {row.municipality for row in every.rows} == {
        *(None, "Mariestad", "Skövde", "Töreboda"),
    }
    skovde = lines(esf(register, TODAY, chosen=Chosen(municipality="Skövde")), "Skövde")
    assert (skovde["all"], skovde["CO03"], skovde["CO07"], skovde["CR04"]) == (
        *("3 0 3 0 100", "1 0 1 0 -", "0 0 0 0 -", "1 0 1 0 -"),
    )
    assert lines(every, "Mariestad")["CR04"] == "0 1 1 0 -"
    assert [row.indicator for row in report.rows if row.explanation] == ["CO12–14", "CO15", "CO18"]
    assert report.totals["missing_follow_ups"] == (
        MissingFollowUp("S-0003", None, "STEG", D("2021-03-31"), D("2021-09-30"), True),
    )


@pytest.mark.parametrize(
    ("as_of", "first", "last", "expected"),
    [
        # entries, unemployed, exits to employment, six months after
        ("2024-01-15", "2020-01-01", "2020-12-31", ["0 1 1 0", "0 0 0 1", "1 0 1 0", "1 0 1 0"]),
        ("2024-01-15", "2021-01-01", None, ["2 0 2 0", "0 0 0 0", "0 1 1 0", "0 0 0 1"]),
        ("2024-01-15", None, "2019-12-31", ["2 1 3 0", "1 1 2 0", "0 0 0 0", "0 0 0 0"]),
        ("2024-01-15", "2019-05-01", "2019-05-01", ["1 0 1 0", "1 0 1 0", "0 0 0 0", "0 0 0 0"]),
        ("2024-01-15", "2020-04-30", "2020-04-30", ["0 0 0 0", "0 0 0 0", "1 0 1 0", "1 0 1 0"]),
        # As it was then: David had left to education, and Anna's six months had not passed.
        ("2020-10-29", None, None, ["2 2 4 0", "1 1 2 1", "1 0 1 0", "0 0 0 0"]),
        ("2020-10-30", None, None, ["2 2 4 0", "1 1 2 1", "1 0 1 0", "1 0 1 0"]),
        ("2020-04-30", None, None, ["2 2 4 0", "1 1 2 1", "0 0 0 0", "0 0 0 0"]),
        ("2021-09-29", None, None, ["2 2 4 0", "1 1 2 1", "1 0 1 0", "1 0 1 0"]),
        ("2021-09-30", None, None, ["2 2 4 0", "1 1 2 1", "1 0 1 0", "1 0 1 1"]),
    ],
)
def test_a_period_counts_who_began_and_who_left_in_it(
    register: Register,
    people: None,
    as_of: str,
    first: str | None,
    last: str | None,
    expected: list[str],
) -> None:
    report = esf(
        register, D(as_of), first=D(first) if first else None, last=D(last) if last else None
    )
    found = lines(report)
    assert [found[code].rpartition(" ")[0] for code in ("all", "CO01", "CR04", "CR06")] == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Chosen(sex="man"), {None: "0 2 2 0 -", "Mariestad": "0 1 1 0 -", "Töreboda": "0 1 1 0 -"}),
        (Chosen(municipality="skövde"), {"Skövde": "3 0 3 0 100"}),
        (Chosen(municipality="skövde", include_protected=True), {"Skövde": "4 0 4 0 100"}),
        (Chosen(municipality="Hjo"), {"Hjo": "0 0 0 0 -"}),  # David did not begin there
        (Chosen(cohort="pilot 2016"), {None: "0 0 0 0 -", "Skövde": "0 0 0 0 -"}),
    ],
)
def test_those_chosen_are_counted(
    register: Register, people: None, chosen: Chosen, expected: dict[str | None, str]
) -> None:
    report = esf(register, TODAY, chosen=chosen)
    places = {row.municipality for row in report.rows}
    if chosen.sex:  # Skövde has a plan, and nobody of them
        assert lines(report, "Skövde").pop("all") == "0 0 0 0 -"
        places.remove("Skövde")
    assert {place: lines(report, place)["all"] for place in places} == expected


def crowd(place: str, people: int, left: int = 0, *, protected: bool = False) -> list[Person]:
    """Return women of a municipality, of whom some have left to work."""
    exits = [("2020-01-31", "employment")] * left + [()] * (people - left)
    return [
        somebody(
            f"{place} {number} {protected}",
            *("woman", "1980"),
            enrolled("2019-05-01", *end, place=place),
            protected=protected,
        )
        for number, end in enumerate(exits)
    ]


NINE = crowd("Skövde", 9)


@pytest.mark.parametrize(
    ("people", "protected", "untold"),
    [
        ([*NINE, *crowd("Hjo", 3)], (0, 0), set()),
        ([*NINE, *crowd("Tibro", 6), *crowd("Hjo", 3)], (1, 0), {"Tibro"}),
        ([*NINE, *crowd("Tibro", 6), *crowd("Hjo", 3)], (2, 0), {"Hjo"}),
        ([*NINE, *crowd("Hjo", 3)], (5, 0), set()),
        ([*crowd("Skövde", 9, 6), *crowd("Hjo", 5, 3)], (5, 1), {"Skövde"}),  # who left: 1 + 3
        ([*crowd("Skövde", 2), *crowd("Hjo", 3)], (1, 0), {"Skövde", "Hjo"}),
    ],
)
def test_what_is_left_when_the_municipalities_are_taken_from_all_is_of_nobody_or_five(
    register: Register, people: list[Person], protected: tuple[int, int], untold: set[str]
) -> None:
    saved(register, *people, *crowd("Karlsborg", *protected, protected=True))
    report = esf(register, TODAY)
    told = {row.municipality for row in report.rows if row.municipality}
    assert {one.enrolments[0].municipality for one in people} - told == untold
    named = [one.values["places"] for one in report.notes]
    assert named == ([", ".join(sorted(untold))] if untold else [])
    whole, *parts = (int(lines(report, one)["all"].split()[2]) for one in (None, *sorted(told)))
    assert whole - sum(parts) in (0, *range(5, 20))
    everything = esf(register, TODAY, chosen=Chosen(include_protected=True))
    assert {row.municipality for row in everything.rows} >= untold
    assert everything.notes == ()


def test_without_names_a_few_missing_follow_ups_are_neither_told_nor_listed(
    register: Register,
) -> None:
    saved(register, *crowd("Skövde", 9, 2))
    masked = nameless(esf(register, TODAY))
    assert [str(masked.totals["missing"]), masked.totals["missing_follow_ups"]] == ["<5", ()]
    assert masked.form.below is not None
    assert masked.form.below(masked).form.empty == NOT_LISTED
    saved(register, *crowd("Tibro", 9, 5))
    masked = nameless(esf(register, TODAY))
    assert masked.totals["missing"] == 7
    rows = masked.totals["missing_follow_ups"]
    assert isinstance(rows, tuple)
    assert [(row.reference, row.name) for row in rows][:2] == [("S-0001", None), ("S-0002", None)]


def test_a_project_of_2021_2027_has_the_indicators_of_its_programme(register: Register) -> None:
    about: dict[str, Any] = {"programme": "2021-2027", "planned": 40}
    add(register, PROJECT, "Framåt", about, TODAY)
    add(register, COHORT, "Framåt 1", {"project": "Framåt"}, TODAY)
    saved(
        register,
        somebody(
            *("Anna", "woman", "2006"),
            enrolled("2023-02-01", "2023-05-31", "job-search", cohort="Framåt 1"),
        ),
    )
    assert lines(esf(register, TODAY, project="framåt")) == {
        "EECO01": "1 0 1 0 40",
        **dict.fromkeys(("EECO02", "EECO04", "EECO05"), "0 0 0 1 -"),
        "EECO03": "0 0 0 0 -",  # the ground says no
        "EECO06": "1 0 1 0 -",
        **dict.fromkeys(("EECO07", "EECO08", "EECO12"), "0 0 0 0 -"),
        **dict.fromkeys(("EECO09", "EECO10", "EECO11"), "0 0 0 1 -"),
        **dict.fromkeys(("EECO13", "EECO14", "EECO15", "EECO16", "EECO17"), "- - - - -"),
        "EECR01": "1 0 1 0 -",
        **dict.fromkeys(("EECR02", "EECR03", "EECR04"), "0 0 0 0 -"),
        "EECR05": "0 0 0 1 -",
        "EECR06": "- - - - -",
    }
    assert lines(esf(register, TODAY))["all"] == "0 0 0 0 230"  # STEG, if none is named


def test_what_cannot_be_asked_for_is_refused(register: Register) -> None:
    with pytest.raises(Malformed):
        esf(register, TODAY, first=D("2020-01-02"), last=D("2020-01-01"))
    with pytest.raises(NotFound):
        esf(register, TODAY, project="Borta")
    add(register, PROJECT, "Nytt", {}, TODAY)
    with pytest.raises(Refused) as refused:
        esf(register, TODAY, project="Nytt")
    assert refused.value.values == {"project": "Nytt"}
    edit(register, PROJECT, "STEG", {"name": "Annat"}, TODAY)
    with pytest.raises(NotFound) as several:
        esf(register, TODAY)
    assert several.value.values == {"names": "Annat, Nytt"}


# --- the slow model -------------------------------------------------------------------------------


def later(day: date, months: int) -> date:
    """Return the same-numbered day, or the month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


Told = dict[str, bool | None]


def between(ages: set[int], least: int, most: int) -> bool | None:
    """Say whether an age is in a span; None where it may be."""
    found = {least <= age <= most for age in ages}
    return found.pop() if len(found) == 1 else None


def was_long(entry: Enrolment, ages: set[int]) -> bool | None:
    since = entry.unemployed_since
    if since is None:
        return entry.long_term_unemployed
    if later(since, 12) < entry.first_day:
        return True
    return between(ages, 0, 24) if later(since, 6) < entry.first_day else False


def at_entry(entry: Enrolment, ages: set[int]) -> Told:
    status, long = entry.labour_status, was_long(entry, ages)
    told: Told = {"all": True, "CO16": entry.disability}
    for code, one in (("CO01", "unemployed"), ("CO03", "inactive"), ("CO05", "employed")):
        told[code] = None if status is None else status == one
    if long is False or status in ("inactive", "employed"):
        told["CO02"] = False
    else:
        told["CO02"] = None if status is None else long
    told["CO06"], told["CO07"] = between(ages, 0, 24), between(ages, 55, 120)
    levels = ("CO09", "compulsory"), ("CO10", "upper-secondary"), ("CO11", "tertiary")
    for code, level in levels:
        told[code] = None if entry.education is None else entry.education == level
    return told


def at_exit(entry: Enrolment, end: Enrolment, last: date, ages: set[int], as_of: date) -> Told:
    to, status = end.left_to or "", entry.labour_status
    told: Told = {
        "CR01": to == "job-search" and (None if status is None else status == "inactive"),
        "CR02": to.startswith("education"),
        "CR03": end.qualification,
        "CR04": to.startswith("employment"),
    }
    due = later(last, 6)
    done = [f for f in end.follow_ups if later(due, -1) <= f.day <= as_of]
    if done or due <= as_of:
        works = done[0].status.startswith("employment") if done else None
        old = between(ages, 55, 120)
        told["CR06"] = works
        told["CR08"] = False if False in (works, old) else works and old
    return told


def modelled(people: list[Person], as_of: date, first: date, last: date) -> dict[str, str]:
    """Count out the indicators of STEG, person by person."""
    counted: list[tuple[Sex, Told]] = []
    for person in people:
        times = [e for e in person.enrolments if e.cohort == "STEG" and e.first_day <= as_of]
        if not times:
            continue
        entry, end = times[0], times[-1]
        identity = person.participant.identity
        age = entry.first_day.year - identity.born[0].year
        ages = {age} if (entry.first_day.month, entry.first_day.day) == (12, 31) else {age, age - 1}
        told: Told = at_entry(entry, ages) if first <= entry.first_day <= last else {}
        if end.last_day and end.last_day < as_of and first <= end.last_day <= last:
            told |= at_exit(entry, end, end.last_day, ages, as_of)
        counted.append((identity.sex, told))
    codes = ["all", "CO01", "CO02", "CO03", "CO05", "CO06", "CO07", "CO09", "CO10", "CO11", "CO16"]
    codes += ["CR01", "CR02", "CR03", "CR04", "CR06", "CR08"]
    found = {}
    for code in codes:
        answers = [(sex, told[code]) for sex, told in counted if code in told]
        women, men = (answers.count((one, True)) for one in ("woman", "man"))
        unknown = sum(answer is None for _, answer in answers)
        found[code] = f"{women} {men} {women + men} {unknown}"
    return found


DAYS = st.dates(D("2019-01-01"), D("2022-12-31"))


@st.composite
def lives(draw: st.DrawFn) -> list[Person]:
    """Return some people with one or two times in STEG or elsewhere."""
    people = []
    for number in range(draw(st.integers(1, 5))):
        first, enrolments = draw(DAYS), []
        for _ in range(draw(st.integers(1, 2))):
            last = first + timedelta(draw(st.integers(0, 500))) if draw(st.booleans()) else None
            after = last and last + timedelta(draw(st.sampled_from([1, 140, 152, 184, 300])))
            since = first - timedelta(draw(st.sampled_from([0, 180, 184, 185, 364, 366, 367, 900])))
            enrolments.append(
                enrolled(
                    str(first),
                    str(last) if last else None,
                    draw(st.sampled_from(OUTCOMES)) if last else None,
                    after=(str(after), draw(st.sampled_from(OUTCOMES)))
                    if after and draw(st.booleans())
                    else None,
                    since=str(since) if draw(st.booleans()) else None,
                    cohort=draw(st.sampled_from(["STEG", "STEG", "Pilot 2016"])),
                    labour_status=draw(st.sampled_from([None, *LABOUR_STATUSES])),
                    education=draw(st.sampled_from([None, "compulsory", "tertiary"])),
                    long_term_unemployed=draw(st.booleans()),
                    disability=draw(st.booleans()),
                    qualification=draw(st.booleans()) if last else False,
                )
            )
            if last is None:
                break
            first = last + timedelta(draw(st.integers(1, 400)))
        born = str(draw(st.sampled_from([1964, 1965, 1966, 1985, 1995, 1996, 1997])))
        sex: Sex = draw(st.sampled_from(["woman", "man"]))
        people.append(somebody(f"Nr {number}", sex, born, *enrolments))
    return people


@settings(max_examples=60 * AT_RANDOM, deadline=None)
@given(people=lives(), as_of=DAYS, span=st.none() | st.tuples(DAYS, DAYS))
def test_any_lives_are_counted_as_the_slow_model_counts(
    fresh: Fresh, people: list[Person], as_of: date, span: tuple[date, date] | None
) -> None:
    first, last = sorted(span) if span else (None, None)
    with fresh() as register:
        people = saved(register, *people)
        report = esf(register, as_of, first=first, last=last)
        expected = modelled(people, as_of, first or date.min, last or date.max)
        found = lines(report)
        told = {code: found[code].rpartition(" ")[0] for code in expected}
        assert told == expected
        alone = esf(register, as_of, first=first, last=last, chosen=Chosen(municipality="Skövde"))
        assert lines(alone, "Skövde") == {
            code: line.replace(" 230", " -") for code, line in found.items()
        }
        assert report.totals["missing"] == int(expected["CR06"].split()[-1])
