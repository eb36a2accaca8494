"""Building the demo: a register of invented people that retells how the ladder came to be.

The pilot of 2016, the project STEG, the conversions of 2023, and the cohorts since then up to
`today`, told with the real commands, each on its own day: every rule is asked, and the change
log is a real one. The last two steps of the ladder cover both the training and the profession,
so somebody who begins to train as undersköterska is on that step from the training's first day.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_sector
from steg_cli.actions.demo_story import (
    LABOUR_MARKET,
    MUNICIPALITIES,
    SCHOOLS,
    SERVICE,
    WORKPLACES,
    Story,
    Way,
    monday,
    numbered,
)
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.init import CARE, found
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import COHORT, WORKPLACE, Typed, add
from steg_cli.programme.identity import other_identity, parse_identity
from steg_cli.programme.people import Outcome
from steg_cli.programme.periods import add_months, last_day_of
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register, create_register, open_register

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
    "employment": 31,
    "education": 23,
    "job-search": 29,
    "other": 17,
}
AFTER_SERVICE: dict[Outcome, int] = {
    "employment": 62,
    "education": 24,
    "job-search": 10,
    "other": 4,
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

IN_PILOT = "Piloten 2016: direkt till serviceassistent medan modellen planeras"
BACK_AGAIN = "Tillbaka till arbetsprövning efter sjukskrivning, enligt överenskommelse"
BEYOND_TARGET = "Deltar enligt överenskommelse med Arbetsförmedlingen"


@dataclass(frozen=True)
class DemoBuilt:
    """A demo register and how much is in it."""

    path: str
    people: int
    cohorts: int
    workplaces: int
    seed: int


def build_demo(path: Path, today: date, seed: int = 2016, *, language: str = "") -> Done[DemoBuilt]:
    """Build the demo register at `path`: all or nothing.

    Nothing in it has a day after `today`. The same seed and day give the same file, byte by byte.
    From 2026 on there is something of everything on `today`: people on every step, periods that
    are ending, one that ends today and one that is overdue. Raises RegisterError when anything
    is at `path` already.
    """
    story = tell_story(today, seed)
    register = create_register(path)
    try:
        with register:
            result = _write(register, story, seed, language)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return result


def is_demo(path: Path) -> bool:
    """Say whether the file at `path` is a register that was built as a demo."""
    return _marks(path) is not None


def is_untouched_demo(path: Path) -> bool:
    """Say whether the file at `path` is a demo in which nobody has written since it was built."""
    marks = _marks(path)
    return marks is not None and marks[0] == marks[1]


def _marks(path: Path) -> tuple[str, str] | None:
    """Return the number of the last change as it was when the demo was built, and as it is."""
    try:
        with open_register(path) as register:
            row = register.execute(
                "SELECT summary, (SELECT max(id) FROM change), command FROM change "
                "ORDER BY id LIMIT 1"
            ).fetchone()
    except (RegisterError, sqlite3.Error):
        return None
    return (row[0], str(row[1])) if row and row[2] == "demo" else None


def _write(register: Register, story: Story, seed: int, language: str) -> Done[DemoBuilt]:
    """Write the story down: one transaction, in which each command is a change of its own."""
    with register.transaction():
        founded = min(FOUNDED, story.today)
        register.clock = partial(_noon, founded)
        number = found(register, founded, language=language, command="demo")
        _run(register, story)
        # What is_untouched_demo compares with; the log itself is not logged.
        register.execute(
            "UPDATE change SET summary = (SELECT max(id) FROM change) WHERE id = ?", (number,)
        )
        # The only moment of the real clock in the file: when its tables were made.
        register.execute(
            "UPDATE _sqlite_migrations SET applied_at = ?",
            (f"{_noon(founded):%Y-%m-%d %H:%M:%S}.000000+00:00",),
        )
    register.execute("VACUUM")
    people, cohorts, workplaces = (
        register.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("participant", "cohort", "workplace")
    )
    result = DemoBuilt(str(register.path), people, cohorts, workplaces, seed)
    return Done("demo", number, result)


def _run(register: Register, story: Story) -> None:
    """Run the commands of the story up to today, each on its own day."""
    references: dict[int | None, str] = {}
    # Sorting is stable: what one person does on one day stays in its order.
    for deed in sorted(story.deeds, key=lambda deed: deed.day):
        if deed.day > story.today:
            return
        register.clock = partial(_noon, deed.day)
        if isinstance(deed.command, Application):
            done = enrol(register, deed.command, deed.day)
            references[deed.who] = done.result.reference
        elif deed.who is None:
            deed.command(register=register, today=deed.day)
        else:
            deed.command(register=register, who=references[deed.who], today=deed.day)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def tell_story(today: date, seed: int) -> Story:
    """Plan everything that happens, also what would happen after `today`."""
    # Seeded on purpose: the same seed tells the same story. Nothing here is a secret.
    story = Story(Random(seed), today)  # noqa: S311
    _add_workplaces(story)
    _tell_pilot(story)
    _tell_steg(story)
    if today >= PRESENT_FROM:
        _tell_present(story)
    _tell_later_cohorts(story)
    return story


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


def _until_conversion(story: Story, municipality: str) -> Way:
    """Be a serviceassistent in care on the day when the sector converts its own."""
    enrolled = story.day_between(date(2020, 6, 1), date(2021, 11, 1))
    way = story.enrol(enrolled, "STEG", municipality, sector=CARE)
    way.climb(story.pace(SERVICE))
    assert way.planned
    if way.planned < CONVERSION:
        way.extend()
    return way


def _after_conversion(way: Way, career: str) -> None:
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


def _tell_present(story: Story) -> None:
    """What can be found on `today`: each case here is one that somebody may want to look at."""
    _tell_ending_periods(story)
    _tell_early_steps(story)
    _tell_conversions(story)
    _tell_return(story)


def _arrive(
    story: Story,
    step: str,
    on: date,
    *,
    months: int = 12,
    until: date | None = None,
    sector: str = SCHOOLS,
    **known: Any,
) -> Way:
    """Let somebody climb at an ordinary pace, so as to begin `step` exactly on day `on`."""
    pace = story.pace(step)
    # A long way to the step is cut short, since there is no cohort between STEG and 2023.
    enrolled = max(on - timedelta(sum(pace)), date(2023, 1, 2))
    municipality = story.one_of(MUNICIPALITIES)
    way = story.enrol(enrolled, str(enrolled.year), municipality, sector=sector, **known)
    return way.climb(pace, on=on, months=months, until=until)


def _tell_ending_periods(story: Story) -> None:
    """Nine serviceassistenter: one overdue, one whose period ends today, and some soon."""
    today = story.today

    def begun(months: int, days_left: int) -> date:
        return add_months(today + timedelta(days_left), -months)

    _arrive(story, SERVICE, begun(12, -19))
    _arrive(story, SERVICE, add_months(today, -14), until=today)
    _arrive(story, SERVICE, begun(24, 20)).extend()
    _arrive(story, SERVICE, begun(18, 36), months=18).move(today - timedelta(150))
    _arrive(story, SERVICE, begun(15, 47), until=today + timedelta(47), percent=75)
    _arrive(story, SERVICE, begun(12, 62), protected=True)
    _arrive(story, SERVICE, begun(12, 80), sector=CARE)
    _arrive(story, SERVICE, begun(24, 300)).extend()
    _arrive(story, SERVICE, today - timedelta(18))


def _tell_early_steps(story: Story) -> None:
    """A few on each of the steps before serviceassistent, with what is unusual about some."""
    today = story.today
    for step, days in (
        ("kartlaggning", 4),
        ("utredning", 10),
        ("utredning", 24),
        ("arbetsprovning", 41),
        ("praktik", 8),
        ("praktik", 33),
        ("utbildningspraktik", 9),
        ("utbildningspraktik", 52),
    ):
        _arrive(story, step, today - timedelta(days))
    # A birth date that is not established: month 00, and day 00 written as 60.
    unestablished = parse_identity(numbered(f"{today.year - 38}0060980"), today)
    _arrive(story, "arbetsprovning", today - timedelta(12), identity=unestablished, percent=50)
    other = other_identity("Reservnummer 2231", today.year - 47, "woman", today)
    _arrive(story, "kartlaggning", today - timedelta(15), identity=other, protected=True)
    eleven = today - timedelta(11)
    _arrive(story, "kartlaggning", eleven, status="other", exception=BEYOND_TARGET)
    back = _arrive(story, "praktik", today - timedelta(80))
    again = back.draw_workplace(LABOUR_MARKET)
    back.tell(
        today - timedelta(30),
        partial(advance, to="arbetsprovning", workplace=again, exception=BACK_AGAIN),
    )


def _tell_conversions(story: Story) -> None:
    """Two serviceassistenter in care, converted one by one: with weekends and without."""
    for days, weekends in ((40, True), (100, False)):
        on = story.today - timedelta(days)
        _arrive(story, SERVICE, on - timedelta(260), sector=CARE).convert(on, weekends=weekends)


def _tell_return(story: Story) -> None:
    """Somebody leaves a work placement to look for work, and is enrolled again later."""
    way = _arrive(story, "praktik", story.today - timedelta(500))
    way.leave(story.today - timedelta(450), "job-search")
    on = monday(story.today - timedelta(60))
    way.come_back(on, str(on.year)).climb(story.pace("utredning"))


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


def _be_converted(way: Way) -> None:
    """Be converted within the first year of service, and perhaps train or leave after that."""
    rng = way.story.rng
    assert way.since
    way.convert(monday(way.since + timedelta(rng.randint(150, 300))), weekends=rng.random() < 0.7)
    then = monday(way.day + timedelta(rng.randint(200, 420)))
    if rng.random() < 0.4:
        way.tell(then, advance)
    elif rng.random() < 0.4:
        way.leave(then, way.story.one_of(AFTER_SERVICE))
