"""What happens in the demo: the pilot, the project STEG, and the cohorts after it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_sector
from steg_cli.actions.init import CARE
from steg_cli.actions.rates import set_rate
from steg_cli.actions.surroundings import COHORT, WORKPLACE, Typed, add, set_setting
from steg_cli.demo.present import tell_present
from steg_cli.demo.story import (
    LABOUR_MARKET,
    MUNICIPALITIES,
    SCHOOLS,
    SERVICE,
    WORKPLACES,
    Career,
    Story,
    monday,
)
from steg_cli.programme.codes import Outcome
from steg_cli.programme.periods import last_day_of

FOUNDED = date(2016, 1, 4)
STEG_FIRST, STEG_LAST = date(2019, 4, 1), date(2022, 3, 31)
CONVERSION = date(2023, 1, 1)
# The first day from which everything that is told of the present fits in after the conversion.
PRESENT_FROM = date(2026, 1, 1)

STOPPED, SERVED, CONVERTED = "stopped", "served", "converted"
STEG_FATES = {STOPPED: 93, SERVED: 104, CONVERTED: 34}
# Where those stop who do not become serviceassistent, and what people go on to.
STOPS = {"kartlaggning": 8, "utredning": 12, "arbetsprovning": 18, "praktik": 25}
STOPS |= {"utbildningspraktik": 30}
AFTER_STOPPING: dict[Outcome, int] = {
    "employment": 25,
    "employment-subsidised": 6,
    "employment-municipal": 3,
    "education": 19,
    "education-other": 4,
    "job-search": 26,
    "health": 7,
    "moved": 4,
    "other": 6,
}
AFTER_SERVICE: dict[Outcome, int] = {
    "employment": 54,
    "employment-subsidised": 8,
    "employment-municipal": 2,
    "education": 21,
    "education-other": 2,
    "job-search": 8,
    "health": 2,
    "moved": 1,
    "other": 2,
}
# Months of the first contract, and of the extension.
CONTRACTS = {(12, 0): 35, (12, 12): 45, (18, 0): 8, (18, 6): 6, (24, 0): 6}
AFTER_CONVERSION = {
    "enhetsassistent": 12,
    "left": 8,
    "underskoterska": 6,
    "underskoterska, left": 3,
    "sjukskoterska": 5,
}
# When training for a profession begins: with the terms.
UNDERSKOTERSKA_TERMS = (date(2023, 8, 21), date(2024, 1, 15), date(2024, 8, 19))
SJUKSKOTERSKA_TERMS = (date(2025, 1, 20), date(2025, 8, 25))

# Invented: on-costs in percent, and what a step paid in SEK a month when the register was founded;
# each April wages rise.
ON_COSTS = {FOUNDED: "38.5", date(2019, 1, 1): "40.15", date(2023, 1, 1): "43.75"}
WAGES = {SERVICE: 19_000, "enhetsassistent": 20_500, "underskoterska": 23_000}
WAGES |= {"sjukskoterska": 28_000}
RISE = 1.025

IN_PILOT = "Piloten 2016: direkt till serviceassistent medan modellen planeras"


def tell_story(today: date, seed: int) -> Story:
    """Plan everything that happens, also what would happen after `today`."""
    story = Story(Random(seed), today)  # noqa: S311 - the same seed tells the same story
    address = partial(set_setting, key="mail.to", value="ame@kommun.example")
    story.tell(FOUNDED, None, address)
    _set_rates(story)
    _add_workplaces(story)
    _tell_pilot(story)
    _tell_steg(story)
    if today >= PRESENT_FROM:
        tell_present(story)
    _tell_later_cohorts(story)
    return story


def _set_rates(story: Story) -> None:
    rates = [("on-costs", day, percent) for day, percent in ON_COSTS.items()]
    for step, wage in WAGES.items():
        for year in range(FOUNDED.year, story.today.year + 1):
            day = FOUNDED if year == FOUNDED.year else date(year, 4, 1)
            amount = round(wage * RISE ** (year - FOUNDED.year), -2)
            rates.append((f"wage.{step}", day, f"{amount:.0f}"))
    for key, day, value in rates:
        story.tell(day, None, partial(set_rate, key=key, value=value, first_day=day))


def _add_workplaces(story: Story) -> None:
    for municipality, sectors in WORKPLACES.items():
        day = FOUNDED if municipality == "Skövde" else date(2019, 3, 4)
        for sector, names in sectors.items():
            for name in names.split(", "):
                address = name.split()[-1].casefold().translate(str.maketrans("åäöé", "aaoe"))
                adapted = sector == LABOUR_MARKET
                values: dict[str, Typed | None] = {
                    "sector": sector,
                    "municipality": municipality,
                    "adapted": adapted,
                    "manager": story.name(story.rng.choice(("woman", "man"))),
                    "manager_email": f"chef.{address}@kommun.example",
                    "places": story.rng.randint(8, 16) if adapted else story.rng.randint(3, 8),
                }
                story.tell(day, None, partial(add, kind=WORKPLACE, name=name, values=values))


def _tell_pilot(story: Story) -> None:
    """25 people go straight to serviceassistent at preschools and schools, as an exception."""
    outcomes = story.deal(AFTER_SERVICE, 25)
    contracts = story.deal({(12, 12): 10, (12, 0): 8, (18, 0): 4, (24, 0): 3}, 25)
    for outcome, (months, more) in zip(outcomes, contracts, strict=True):
        enrolled = story.day_between(date(2016, 2, 1), date(2016, 8, 31))
        way = story.enrol(enrolled, "Pilot 2016", "Skövde")
        first = monday(enrolled + timedelta(story.rng.randint(21, 42)))
        way.serve(first, months=months, exception=IN_PILOT)
        way.serve_out(more, outcome)


def _tell_steg(story: Story) -> None:
    """231 people enrol for 230 planned places; 34 are converted on one day, with their sector."""
    municipalities = story.deal(MUNICIPALITIES, 231)
    fates = story.deal(STEG_FATES, 231)
    stops = iter(_stops(story, STEG_FATES[STOPPED]))
    served = iter(story.deal(AFTER_SERVICE, STEG_FATES[SERVED]))
    careers = iter(story.deal(AFTER_CONVERSION, STEG_FATES[CONVERTED]))
    for municipality, fate in zip(municipalities, fates, strict=True):
        if fate == CONVERTED:
            way = _until_conversion(story, municipality)
            _after_conversion(way, next(careers))
            continue
        enrolled = story.day_between(STEG_FIRST, STEG_LAST)
        if fate == STOPPED:
            _stop(story, enrolled, "STEG", municipality, next(stops))
        else:
            _serve_besides(story, enrolled, municipality, next(served))
    with_sector = partial(convert_sector, sector=CARE, weekends=True)
    story.tell(CONVERSION, None, with_sector)


def _stops(story: Story, count: int) -> list[tuple[str, Outcome]]:
    """Return on which step each of those who stop early stops, and what they go on to."""
    return list(zip(story.deal(STOPS, count), story.deal(AFTER_STOPPING, count), strict=True))


def _stop(
    story: Story, enrolled: date, cohort: str, municipality: str, stop: tuple[str, Outcome]
) -> None:
    step, outcome = stop
    sector, percent = story.rng.choice((SCHOOLS, CARE)), story.percent()
    way = story.enrol(enrolled, cohort, municipality, sector=sector, percent=percent)
    way.climb(story.pace(step)).stop(outcome)


def _serve_besides(story: Story, enrolled: date, municipality: str, outcome: Outcome) -> None:
    """Serve in STEG without being among those whom the care sector converts."""
    pace = story.pace(SERVICE)
    months, more = story.one_of(CONTRACTS)
    first = monday(enrolled + timedelta(sum(pace)))
    converts = first <= CONVERSION <= last_day_of(first, months + more)
    sector = SCHOOLS if converts else story.rng.choice((SCHOOLS, CARE))
    way = story.enrol(enrolled, "STEG", municipality, sector=sector, percent=story.percent())
    way.climb(pace, months=months).serve_out(more, outcome)


def _until_conversion(story: Story, municipality: str) -> Career:
    """Be a serviceassistent in care on the day when the sector converts its own."""
    enrolled = story.day_between(date(2020, 6, 1), date(2021, 11, 1))
    way = story.enrol(enrolled, "STEG", municipality, sector=CARE)
    way.climb(story.pace(SERVICE))
    assert way.planned
    if way.planned < CONVERSION:
        way.extend()
    return way


def _after_conversion(way: Career, career: str) -> None:
    """Stay, leave, or train for a profession."""
    story = way.story
    if career == "left":
        way.leave(
            story.day_between(date(2023, 4, 3), date(2025, 6, 30)), story.one_of(AFTER_SERVICE)
        )
    elif career == "sjukskoterska":
        way.tell(UNDERSKOTERSKA_TERMS[0], advance)
        way.tell(story.rng.choice(SJUKSKOTERSKA_TERMS), advance)
    elif career != "enhetsassistent":
        way.tell(story.rng.choice(UNDERSKOTERSKA_TERMS), advance)
        if career.endswith("left"):
            last = story.day_between(date(2025, 3, 3), date(2025, 11, 30))
            way.leave(last, "employment", qualification=True)


def _tell_later_cohorts(story: Story) -> None:
    """A cohort a year after the conversion, and the next year's, which is still empty.

    One is under-filled: that of the year before last.
    """
    this_year = story.today.year
    for year in range(max(CONVERSION.year, this_year - 7), this_year + 2):
        under_filled = year == this_year - 2
        planned = 30 if under_filled else (24, 25, 20, 28)[year % 4]
        first, last = date(year, 1, 1), date(year, 12, 31)
        values: dict[str, Typed | None] = {"planned": planned, "first_day": first, "last_day": last}
        announced = min(date(year - 1, 9, 1), story.today)
        story.tell(announced, None, partial(add, kind=COHORT, name=str(year), values=values))
        if year > this_year:
            continue
        until = min(last, story.today)
        full = 17 if under_filled else planned - year % 3
        wanted = full * ((until - first).days + 1) // 366 if year == this_year else full
        _fill_cohort(story, str(year), wanted - story.enrolled[str(year)], until)


def _fill_cohort(story: Story, cohort: str, count: int, until: date) -> None:
    count = max(count, 0)
    fates = story.deal({STOPPED: 6, SERVED: 7, CONVERTED: 4}, count)
    stops = _stops(story, count)
    first = date(until.year, 1, 8)
    for fate, stop in zip(fates, stops, strict=True):
        enrolled = story.day_between(first, max(until, first))
        municipality = story.one_of(MUNICIPALITIES)
        if fate == STOPPED:
            _stop(story, enrolled, cohort, municipality, stop)
            continue
        sector, percent = CARE if fate == CONVERTED else SCHOOLS, story.percent()
        way = story.enrol(enrolled, cohort, municipality, sector=sector, percent=percent)
        months, more = story.one_of(CONTRACTS)
        way.climb(story.pace(SERVICE), months=months)
        if fate == SERVED:
            way.serve_out(more, story.one_of(AFTER_SERVICE))
        else:
            _be_converted(way)


def _be_converted(way: Career) -> None:
    """Be converted within the first year of service, and perhaps train or leave after that."""
    rng = way.story.rng
    assert way.since
    way.convert(monday(way.since + timedelta(rng.randint(150, 300))), weekends=rng.random() < 0.7)
    then = monday(way.day + timedelta(rng.randint(200, 420)))
    if rng.random() < 0.4:
        way.tell(then, advance)
    elif rng.random() < 0.4:
        way.leave(then, way.story.one_of(AFTER_SERVICE))
