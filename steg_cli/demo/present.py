"""What the demo holds on the day it is built: cases that somebody may want to look at."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from steg_cli.actions.advance import advance
from steg_cli.actions.deadlines import add_deadline
from steg_cli.actions.init import CARE
from steg_cli.actions.pause import pause
from steg_cli.actions.place import place
from steg_cli.actions.supports import add_support
from steg_cli.demo.story import (
    LABOUR_MARKET,
    MUNICIPALITIES,
    SCHOOLS,
    SERVICE,
    Career,
    Story,
    monday,
    numbered,
)
from steg_cli.programme.codes import SupportKind
from steg_cli.programme.identity import other_identity, parse_identity
from steg_cli.programme.periods import add_months

BACK_AGAIN = "Tillbaka till arbetsprövning efter sjukskrivning, enligt överenskommelse"
BEYOND_TARGET = "Deltar enligt överenskommelse med Arbetsförmedlingen"


def tell_present(story: Story) -> None:
    """What can be found on `today`: each case here is one that somebody may want to look at."""
    _tell_ending_periods(story)
    _tell_early_steps(story)
    _tell_conversions(story)
    _tell_return(story)
    _tell_other_ends(story)


def _arrive(
    story: Story,
    step: str,
    on: date,
    *,
    months: int = 12,
    until: date | None = None,
    sector: str = SCHOOLS,
    **known: Any,
) -> Career:
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


def _tell_other_ends(story: Story) -> None:
    """What else runs out: a renewal's months in all, supports, days of one's own, a follow-up."""
    today = story.today

    renewed = _arrive(story, SERVICE, add_months(today + timedelta(54), -20))
    renewed.renew(8)
    paused = _arrive(story, SERVICE, add_months(today, -5))
    paused.tell(today - timedelta(25), partial(pause, first=today - timedelta(25)))

    before = _arrive(story, SERVICE, add_months(today + timedelta(130), -12))
    assert before.planned
    _support(before, "introduktionsjobb", before.planned - timedelta(97))
    before.tell(
        today - timedelta(60),
        partial(
            add_deadline, text="Uppehållstillstånd löper ut", day=today + timedelta(58), lead=2
        ),
    )
    with_it = _arrive(story, SERVICE, add_months(today + timedelta(71), -12))
    assert with_it.planned
    _support(with_it, "lonebidrag", with_it.planned)
    with_it.tell(
        today - timedelta(30),
        partial(add_deadline, text="Utdrag ur belastningsregistret", day=today - timedelta(4)),
    )

    beside = _arrive(story, "praktik", today - timedelta(44), percent=50)
    place_beside = partial(
        place, workplace=beside.draw_workplace(CARE), percent=50, last=today + timedelta(19)
    )
    beside.tell(today - timedelta(16), partial(place_beside, beside=True))
    planned = _arrive(story, "praktik", today - timedelta(37))
    until = today + timedelta(12)
    planned.tell(today - timedelta(9), partial(advance, to="utbildningspraktik", until=until))

    left = _arrive(story, "praktik", today - timedelta(290))
    left.leave(add_months(today + timedelta(9), -6), "education", asked=False)


def _support(way: Career, kind: SupportKind, last: date) -> None:
    """Let a decision pay half of the wage from the period's first day to `last`."""
    assert way.since
    way.tell(
        way.since,
        partial(
            add_support,
            kind=kind,
            first=way.since,
            last=last,
            percent=50,
            cap=20_000,
            decision=f"Af-{way.since.year}/{way.who:07}",
        ),
    )
