"""Who left in a year to work or to studies, as the national key figure counts (Kolada).

The result on leaving a municipality's labour market activity: of all who left in the year, those
who began to work on the regular labour market, with or without support, for at least a month
without a break, or to study with a right to student finance. Decided here, since the definition
does not say it:

- Somebody who left twice in the year counts once, with the last exit. Who came back has left too.
- Work is taken to last a month, unless a follow-up within a month of the exit tells of something
  else.
- Studies of which an older register says no more are those with student finance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from steg_cli.programme.codes import OUTCOMES, Outcome
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import Sex
from steg_cli.programme.periods import ONE_DAY, last_day_of
from steg_cli.programme.words import Amount, Word
from steg_cli.register.file import Register
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import Adds, Counted, Form, Report, Spot, columns

WORK: tuple[Outcome, ...] = ("employment", "employment-subsidised")
COUNTED: tuple[Outcome, ...] = (*WORK, "education")
SHORT = "employment-short"  # work that did not last a month


@frozen
class ResultRow:
    """How many left to something; shares are in percent of those who left, with one decimal.

    `result` is `left` for all, `counted` for what the key figure counts in all, a code of what
    somebody left to, or `employment-short`.
    """

    result: str
    meaning: Word
    women: int
    men: int
    total: int
    share_women: Amount | None
    share_men: Amount | None
    share: Amount | None


def sums_of(report: Report[ResultRow]) -> Iterator[tuple[Spot, list[Spot]]]:
    """Yield which results add up to which others, and to the totals."""
    at = {row.result: number for number, row in enumerate(report.rows)}
    besides = [result for result in at if result not in ("left", "counted", *COUNTED)]
    for key in ("women", "men", "total"):
        yield (at["left"], key), [(at[one], key) for one in ("counted", *besides)]
        yield (at["counted"], key), [(at[one], key) for one in COUNTED]
    yield (None, "left"), [(at["left"], "total")]
    yield (None, "counted"), [(at["counted"], "total")]
    yield (None, "left_out"), [(at[one], "total") for one in besides]
    yield (None, "left"), [(None, "counted"), (None, "left_out")]


KOLADA = Form(
    "kolada",
    ResultRow,
    sheet=N_("Results"),
    title=N_("Who left in {year}, and to what, on {day}"),
    closing=N_("To work or studies: {counted} of {left}. Left out: {left_out}."),
    columns=columns("meaning", "women", "men", "total", "share", "share_women", "share_men"),
    left_out=("share_women", "share_men"),
    folded=("meaning",),
    explains=(
        N_("Counted as of {day}: who left in {year}, each person once, with the last exit."),
        N_(
            "To work counts work on the regular labour market, with or without support, for at "
            "least a month; to studies, those with a right to student finance."
        ),
        N_(
            "Left out: {left_out}, among them the municipality's own labour market employments, "
            "and work of which a follow-up tells that it did not last a month."
        ),
        N_("Source: Kolada, result on leaving the municipality's labour market activity."),
    ),
    counted=Counted((Adds("total", ("women", "men")),), harmless=("year",), sums=sums_of),
)
MEANINGS: Mapping[str, str] = {
    "left": N_("all who left"),
    "employment": N_("to work without support"),
    "employment-subsidised": N_("to work with support"),
    "education": N_("to studies"),
    "counted": N_("to work or studies"),
    SHORT: N_("left out: work shorter than a month"),
    "employment-municipal": N_("left out: labour market employment of the municipality"),
    "education-other": N_("left out: education without student finance"),
    "job-search": N_("left out: job search"),
    "health": N_("left out: health"),
    "moved": N_("left out: moved away"),
    "other": N_("left out: something else"),
}

# Where somebody lived, and was placed, on the last day.
EXITS = f"""
SELECT enrolment.id, participant_id, sex, enrolment.last_day, left_to
FROM enrolment JOIN participant ON participant.id = participant_id
WHERE enrolment.last_day BETWEEN :first AND :last AND enrolment.last_day < :day
    AND {IS_CHOSEN.replace(":day", "enrolment.last_day")}
ORDER BY enrolment.last_day, enrolment.id"""

FOLLOW_UPS = """
SELECT enrolment_id, follow_up.day, follow_up.status
FROM follow_up JOIN enrolment ON enrolment.id = enrolment_id
WHERE enrolment.last_day BETWEEN :first AND :last AND follow_up.day <= :day"""


def kolada(
    register: Register, as_of: date, *, year: int | None = None, chosen: Chosen = EVERYBODY
) -> Report[ResultRow]:
    """Return what those who left in `year` left to; the year before `as_of` if none is named."""
    year = as_of.year - 1 if year is None else year
    with register.snapshot():
        values = {
            **chosen_by(register, chosen, as_of),
            "first": str(date(year, 1, 1)),
            "last": str(date(year, 12, 31)),
        }
        exits = register.execute(EXITS, values).fetchall()
        later = defaultdict[int, list[tuple[date, str]]](list)
        for enrolment, day, status in register.execute(FOLLOW_UPS, values):
            later[enrolment].append((date.fromisoformat(day), status))
    results: dict[int, tuple[Sex, str]] = {
        row["participant_id"]: (
            row["sex"],
            _result(row["left_to"], date.fromisoformat(row["last_day"]), later[row["id"]]),
        )
        for row in exits
    }
    rows = _rows(list(results.values()))
    total = {row.result: row.total for row in rows}
    left, counted = total["left"], total["counted"]
    totals = {"year": year, "left": left, "counted": counted, "left_out": left - counted}
    return Report(KOLADA, as_of, rows, totals)


def _result(left_to: str, last: date, later: Sequence[tuple[date, str]]) -> str:
    """Return what somebody left to on the day `last`: work that did not last a month is none."""
    month = last_day_of(last + ONE_DAY, 1)
    if left_to in WORK and any(day <= month and status not in WORK for day, status in later):
        return SHORT
    return left_to


def _rows(results: Sequence[tuple[Sex, str]]) -> tuple[ResultRow, ...]:
    together = {"left": (*OUTCOMES, SHORT), "counted": COUNTED}
    counts = {
        result: [
            sum(sex == one and code in together.get(result, (result,)) for sex, code in results)
            for one in ("woman", "man")
        ]
        for result in MEANINGS
    }
    all_women, all_men = counts["left"]
    return tuple(
        ResultRow(
            result,
            Word(meaning),
            women,
            men,
            women + men,
            _percent(women, all_women),
            _percent(men, all_men),
            _percent(women + men, all_women + all_men),
        )
        for result, meaning in MEANINGS.items()
        for women, men in (counts[result],)
    )


def _percent(part: int, whole: int) -> Amount | None:
    """Return a share in percent with one decimal, half up; None of nobody."""
    if not whole:
        return None
    return Amount((Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))
