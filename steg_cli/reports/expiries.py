"""What runs out: everything overdue, and what ends within some months; see `ends`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial

from steg_cli.programme.codes import What
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import PeriodState, add_months
from steg_cli.register.file import Register
from steg_cli.register.surroundings import setting
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.ends import WHATS, Ending, Expiry, endings, uid_of
from steg_cli.reports.report import (
    Chart,
    Column,
    Counted,
    Form,
    InCalendar,
    Mark,
    Report,
    columns,
    is_of_erased,
)

SOON_DAYS = 31
OVERDUE: PeriodState = "overdue"


def urgency(row: Expiry) -> Mark:
    """Say how urgent an end is: overdue, or within SOON_DAYS."""
    if row.state == "overdue":
        return "now"
    return "soon" if row.days_left <= SOON_DAYS else ""


def months_chart(report: Report[Expiry]) -> Chart:
    """Return how many ends of each kind there are in each month, what is overdue before them."""
    ends = Counter((row.what, _month(row)) for row in report.rows)
    last = max((row.last_day for row in report.rows), default=report.as_of)
    count = (last.year - report.as_of.year) * 12 + last.month - report.as_of.month + 1
    months = (f"{add_months(report.as_of.replace(day=1), n):%Y-%m}" for n in range(max(count, 0)))
    categories = (OVERDUE, *months) if report.rows else ()
    return Chart(
        N_("What is overdue, and what ends in each month"),
        *("state", "what"),
        categories,
        {
            what: tuple(ends[what, month] for month in categories)
            for what in WHATS
            if any(row.what == what for row in report.rows)
        },
    )


def _month(row: Expiry) -> str:
    return OVERDUE if row.state == OVERDUE else f"{row.last_day:%Y-%m}"


EXPIRIES = Form(
    "expiries",
    Expiry,
    sheet=N_("Ends"),
    title=N_("What is overdue or ends by {until}"),
    closing=N_("{overdue} overdue, {ending} ending."),
    columns=columns(
        *("last_day", "days_left", "state", "what", "reference", "name", "step"),
        *("workplace", "municipality", "cohort", "months", "months_in_all"),
        *("months_left_to_extend", "notice_by"),
    ),
    left_out=(
        *("cohort", "municipality", "months", "state", "step", "months_left_to_extend"),
        *("months_in_all", "workplace"),
    ),
    folded=("name", "workplace"),
    mark=urgency,
    explains=(
        N_(
            "What was planned on {day} to end by {until}, {within} months ahead, and what ended "
            "before without an end being registered: it stays overdue until it is."
        ),
        N_(
            "Counted: last days of periods, of other steps, of placements that none follows, and "
            "of decisions on support; follow-ups six months after somebody left, shown from a "
            "month before and for twelve months; and your own deadlines."
        ),
        N_(
            "Left out: ends that were registered. People with a protected identity are shown "
            "without name and place."
        ),
        N_(
            "Notice by is a help date, a month before the last day or as the settings say, moved "
            "back to a working day. Source: LAS (1982:80) § 15; HR decides which rule applies."
        ),
    ),
    chart=months_chart,
)


@frozen
class EndsOfAKind:
    """How many ends of a kind are overdue, and how many come within the months asked for."""

    what: What
    overdue: int
    ending: int


COUNTS = Form(
    "ends counted",
    EndsOfAKind,
    sheet=N_("Ends counted"),
    title=N_("How much is overdue or ends by {until}"),
    columns=(Column("what"), Column("overdue", N_("overdue")), Column("ending", N_("ending"))),
    total=N_("all"),
    explains=EXPIRIES.explains,
    counted=Counted(harmless=("within",)),
)


def _counts(rows: Iterable[Expiry], kinds: Collection[str]) -> Iterator[EndsOfAKind]:
    """Yield how many ends there are of each of the kinds, also of one without any."""
    states = Counter((row.what, row.state) for row in rows)
    for one in WHATS:
        if one in kinds:
            yield EndsOfAKind(one, states[one, "overdue"], states[one, "ending"])


def expiries(
    register: Register,
    as_of: date,
    *,
    within: int | None = None,
    chosen: Chosen = EVERYBODY,
    what: Collection[str] = (),
) -> Report[Expiry]:
    """Return what is overdue or ends within `within` months, the first day first.

    `within` is the setting remind.months if None; `what` are the kinds, all if there are none. A
    protected person's name and places are None unless they are asked for.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        found = endings(
            register, as_of, within=ahead, chosen=chosen, what=what or WHATS, erased=True
        )
    rows = tuple(one.expiry if chosen.include_protected else one.masked for one in found)
    totals: dict[str, object] = {
        "overdue": sum(row.state == "overdue" for row in rows),
        "ending": sum(row.state == "ending" for row in rows),
        "within": ahead,
        "until": add_months(as_of, ahead),
    }
    counts = Report(COUNTS, as_of, tuple(_counts(rows, what or WHATS)), totals)
    calendar = partial(_calendar, register, found)
    return Report(EXPIRIES, as_of, rows, totals, calendar=calendar, counts=counts)


def _calendar(register: Register, found: Iterable[Ending]) -> tuple[InCalendar, ...]:
    """Return the ends that may stand in a calendar."""
    return tuple(
        _in_calendar(register, one)
        for one in found
        if one.expiry.state != OVERDUE and not one.expiry.protected and not is_of_erased(one.expiry)
    )


def _in_calendar(register: Register, end: Ending) -> InCalendar:
    row = end.expiry
    show = (f"steg show {row.reference}",)
    number, notice, uid = end.number, end.notice_due, uid_of(register, end)
    return InCalendar(row.what, row.reference, number, row.last_day, notice, show, uid)
