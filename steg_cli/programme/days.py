"""Days as people write them: one reader for the keyboard and for the cells of a list.

What can be read in one way only is read. What could be read in several is refused, and the refusal
says which. These rules decide:

- A slash or a month's name has the day first: 29/6 is in June. Between three numbers a slash or a
  dash can be somebody else's habit: 31/1/2023 is read, 1/2/2023 and 26-1-31 are not.
- Six figures together are year, month and day: 260629.
- Two figures of a year are the year at most thirty years from today. Others could be in two
  centuries.
- A day or a week without a year is the one nearest to today. So is a weekday: on a Thursday,
  Monday was three days ago and Sunday comes in three. What was understood is shown.
- A week is its Monday as a first day. As a last day it could be its Friday or its Sunday.
- A month with its year is its last day, where a last day is asked for: juni 2027, 2027-06, and at
  the keyboard its first day where something begins: --from. Unemployed since it, or since a year
  alone, is since its last day.
- A weekday before a day has to be that day's: fredag 4/12. Nästa fredag is the next one where that
  is also the one of next week.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.periods import add_months, last_day_of
from steg_cli.programme.values import DASHES, Written, text_of

# Patterns are compiled by the first who needs them: most commands read a day and no more.
YEAR_FIRST = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?"
TOGETHER = r"([0-9]{4})([0-9]{2})([0-9]{2})"
WITH_SIGNS = r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})"
SHORT = r"([0-9]{2})([0-9]{2})([0-9]{2})"
THREE = r"([0-9]{1,2})([-/.])([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})"
AND_YEAR = r"(?:(?: | ?- ?|, )([0-9]{4}|[0-9]{2}))?"
SLASHED = r"([0-9]{1,2})/([0-9]{1,2})" + AND_YEAR
NAMED = r"(?:den )?([0-9]{1,2})(?::[ae])?[ .-]{0,2}([a-z]+)\.?" + AND_YEAR
MONTH = r"([a-z]+)\.?" + AND_YEAR
WEEK = r"(?:v\.?|w|vecka|week) ?([0-9]{1,2})(?:[ ,/-]{1,2}([0-9]{4}))?"
WEEK_OF_YEAR = r"([0-9]{4})[ -]?(?:v\.?|w|vecka|week) ?([0-9]{1,2})"
WEEKDAY = r"i ([a-z]+)s|(pa )?([a-z]+)"
WEEKDAY_AND_DAY = r"(?:pa )?([a-z]+)\.?,? (.*[0-9].*)"
NEXT_WEEKDAY = r"(nasta|next|forra|last) ([a-z]+?)(?:en)?"
RELATIVE = r"([+-][0-9]{1,5})([dwvmyå])"
UNITS = r"(?:ar|a|or|ad|ader|s)?\.?"
AHEAD = r"(?:om|in) (en|ett|an?|[0-9]{1,3}) (dag|veck|man|ar|day|week|month|year)" + UNITS
DOTTED = r"([0-9]{1,2})\.([0-9]{1,2})"  # a day and a month at the keyboard; in a list, a number
LAST_OF = rf"(?:sista|last of) (([a-z]+)\.?{AND_YEAR})"
OF_A_YEAR = r"(([a-z]+)\.?(?:(?: |, | ?- ?)[0-9]{4}| ?-[0-9]{2}))"  # in June 27 it is the day
YEAR_ALONE = r"((?:19|20)[0-9]{2})(?:\.0)?"  # a spreadsheet can make 2021.0 of it
YEAR_AND_MONTH = r"([0-9]{4})-(0[1-9]|1[0-2])"

# Names are known without their accents.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan januari january", "feb februari february", "mar mars march", "apr april"),
            *("maj may", "jun juni june", "jul juli july", "aug augusti august"),
            *("sep sept september", "okt oct oktober october", "nov november", "dec december"),
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            *("man mandag mon monday", "tis tisdag tue tuesday", "ons onsdag wed wednesday"),
            *("tors torsdag thu thursday", "fre fredag fri friday"),
            *("lor lordag sat saturday", "son sondag sun sunday"),
        )
    )
    for name in names.split()
}
BESIDE_TODAY = {  # without spaces
    name: days
    for days, names in (
        *((-2, "iforrgar forrgar iforgar forgar"), (-1, "igar yesterday"), (0, "idag today")),
        *((1, "imorgon imorron tomorrow"), (2, "iovermorgon overmorgon")),
    )
    for name in names.split()
}
EARLIEST, LATEST = 1900, 2199  # years of the programme's own time
PLAIN_YEARS = 30  # from today, within which two figures of a year are plain

Reading = tuple[int | None, int, int]  # year, month, day


def read_day(written: Written, today: date | None = None, near: date | None = None) -> date:
    """Return the day that is written: 2026-06-29, 260629, 29/6, 29 juni 2026, v. 27, måndag.

    At a keyboard it can be counted from `today`: i dag, imorgon, måndag (the nearest), på måndag,
    i måndags, om en vecka, and `-3d`, `+2w`, `+1m`, `-1y`, where months and years go to the
    same-numbered day. There 3.12 is a day, and in a list a number. Nobody knows on which day a list
    was written: its `near` is the day near which a year that is left out is looked for. Raises
    Malformed for what is no day, or could be two.
    """
    return _read(written, today, near, last=False)


def read_first_day(written: Written, today: date | None = None, near: date | None = None) -> date:
    """Return the first day of something, as `read_day` does; a month with its year begins then."""
    text = lower_case(text_of(written).translate(DASHES))
    if not re.fullmatch(LAST_OF, text) and (last := _last_of_month(text, today or near, last=True)):
        return last.replace(day=1)
    return read_day(written, today, near)


def read_last_day(written: Written, today: date | None = None, near: date | None = None) -> date:
    """Return the last day of something, as `read_day` does. Raises Malformed for a week."""
    return _read(written, today, near, last=True)


def read_since(written: Written, today: date | None = None, near: date | None = None) -> date:
    """Return since when something lasts, as `read_day` does.

    Of a year or a month alone it is the last day: it may have begun later, and not earlier.
    """
    text = lower_case(text_of(written).translate(DASHES))
    if year := re.fullmatch(YEAR_ALONE, text):
        return _within(date(int(year[1]), 12, 31))
    return _last_of_month(text, today or near, last=True) or read_day(written, today, near)


def is_year(text: str) -> bool:
    """Say whether a text is a year alone."""
    return re.fullmatch(YEAR_ALONE, text) is not None


def since_by(written: Written, since: date, first: date) -> date:
    """Return since when something lasts that began by the day `first`.

    Of a year or a month that holds that day it is the day itself.
    """
    text = lower_case(text_of(written).translate(DASHES))
    begins = since.replace(day=1)
    if re.fullmatch(YEAR_ALONE, text):
        begins = since.replace(month=1, day=1)
    elif not names_month(text):
        return since
    return first if begins <= first <= since else since


def _read(written: Written, today: date | None, near: date | None, *, last: bool) -> date:
    if type(written) is date:
        return _within(written)
    text = text_of(written)
    dashed = text.translate(DASHES)
    if found := re.fullmatch(YEAR_FIRST, dashed) or re.fullmatch(TOGETHER, dashed):
        year, month, day = found.groups()
        try:
            return _within(date(int(year), int(month), int(day)))
        except ValueError:
            raise _not_in_calendar(text, year) from None
    lower, around = lower_case(dashed), today or near
    if today is not None and (counted := _counted_from(today, lower, dashed)):
        return _within(counted)
    after = _after_weekday(text, lower, today, near, last=last)
    if day := after or _last_of_month(lower, around, last=last):
        return day
    if monday := _week(text, lower, around):
        if last and _within(monday):
            raise ambiguous(text, monday + timedelta(days=4), monday + timedelta(days=6))
        return _within(monday)
    readings = _readings(lower, around)
    if not readings:
        raise _not_a_day(text, lower, today, near)
    return _chosen(text, readings, around)


def lower_case(text: str) -> str:
    """Return text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


# A day, a month, and perhaps a year


def _readings(text: str, around: date | None) -> list[Reading]:
    """Return what a text could mean; nothing when it is not written as a day."""
    if found := re.fullmatch(WITH_SIGNS, text):
        return [(int(found[1]), int(found[3]), int(found[4]))]
    if found := re.fullmatch(THREE, text):
        return _of_three(found[1], found[2], found[3], found[4], around)
    if found := re.fullmatch(SHORT, text):
        return _in_years(found[1], found[2], found[3], around)
    if found := re.fullmatch(SLASHED, text):
        return _in_years(found[3], found[2], found[1], around)
    if (found := re.fullmatch(NAMED, text)) and found[2] in MONTHS:
        return _in_years(found[3], MONTHS[found[2]], found[1], around)
    return []


def _of_three(first: str, sign: str, second: str, third: str, around: date | None) -> list[Reading]:
    """Return what three numbers with a sign between them could mean."""
    found = _in_years(third, second, first, around)  # as here
    padded = len(first) == len(second) == len(third) == 2
    if len(first) == len(third) == 2 and (sign == "-" or (sign == "." and padded)):
        found += _in_years(first, second, third, around)  # as 2023-01-31 without the century
    if sign == "/" or (sign == "-" and not padded):
        found += _in_years(third, first, second, around)  # as in America
    return found


def _in_years(year: str | None, month: str | int, day: str, around: date | None) -> list[Reading]:
    """Return a month and a day with each year that they could be of.

    None stands for one that is looked for near `around`. Without that, only a whole year tells any.
    """
    if year is not None and len(year) == 4:
        return [(int(year), int(month), int(day))]
    if around is None:
        return []
    if year is None:
        return [(None, int(month), int(day))]
    past = around.year - (around.year - int(year)) % 100
    both = (past, past + 100)
    near = [one for one in both if abs(one - around.year) <= PLAIN_YEARS]
    return [(one, int(month), int(day)) for one in near or both]


def _chosen(text: str, readings: list[Reading], around: date | None) -> date:
    """Return the one day that the readings mean. Raises Malformed when it is none, or several."""
    days: list[date] = []
    for of, month, number in readings:
        if of is not None:
            days += _in_calendar((of,), month, number)
        elif around is not None:
            days += _nearest(_in_calendar(_years_near(around), month, number), around)
    if len(set(days)) == 1:
        return _within(days[0])
    if days:
        raise ambiguous(text, *sorted({*days}))
    raise _not_in_calendar(text, readings[0][0] or (around and around.year))


def _years_near(around: date) -> tuple[int, ...]:
    return around.year - 1, around.year, around.year + 1


def _in_calendar(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _nearest(days: Iterable[date], around: date) -> list[date]:
    """Return the day that is nearest to one; both of two that are equally far."""
    found = [*days]
    least = min((abs(day - around) for day in found), default=None)
    return [day for day in found if abs(day - around) == least]


def _last_of_month(lower: str, around: date | None, *, last: bool) -> date | None:
    """Return the last day of the month that a text names so, or None when it names none.

    The month and its year alone name it where the `last` day of something is meant.
    """
    if last and (numbers := re.fullmatch(YEAR_AND_MONTH, lower)):
        return _within(last_day_of(date(int(numbers[1]), int(numbers[2]), 1), 1))
    found = re.fullmatch(LAST_OF, lower) or (re.fullmatch(OF_A_YEAR, lower) if last else None)
    if not found or found[2] not in MONTHS:
        return None
    number = last_day_of(date(2023, MONTHS[found[2]], 1), 1).day
    day = read_day(f"{number} {found[1]}", near=around)
    return last_day_of(day.replace(day=1), 1)  # the 29th of February in a leap year


def names_month(written: str) -> bool:
    """Say whether a text can be read as the last day of a month, without saying which that is."""
    lower = lower_case(written)
    return any(re.fullmatch(form, lower) for form in (OF_A_YEAR, YEAR_AND_MONTH, LAST_OF))


def _after_weekday(
    text: str, lower: str, today: date | None, near: date | None, *, last: bool
) -> date | None:
    """Return the day that stands after a weekday, or None where no weekday begins the text."""
    found = re.fullmatch(WEEKDAY_AND_DAY, lower)
    if not found or found[1] not in WEEKDAYS:
        return None
    day = _read(found[2], today, near, last=last)
    if day.weekday() == WEEKDAYS[found[1]]:
        return day
    raise Malformed(N_("{text} does not fit: {day} is another weekday."), MEANT, text=text, day=day)


# Weeks, and what is counted from today


def _week(text: str, lower: str, around: date | None) -> date | None:
    """Return the Monday of the week that a text names, or None when it names none."""
    found, of_year = re.fullmatch(WEEK, lower), re.fullmatch(WEEK_OF_YEAR, lower)
    if found:
        number, year = found.groups()
    elif of_year:
        year, number = of_year.groups()
    else:
        return None
    years: tuple[int, ...] = (int(year),) if year else _years_near(around) if around else ()
    if not years:
        return None
    mondays = []
    for one in years:
        try:
            mondays.append(date.fromisocalendar(one, int(number), 1))
        except ValueError:
            continue
    if around and not year:
        mondays = _nearest(mondays, around)
    if not mondays:
        raise Malformed(
            N_("{text} is not a week in the calendar."),
            N_("Check the number: a year has 52 weeks, and some have 53."),
            text=text,
        )
    if len(mondays) > 1:
        raise ambiguous(text, *mondays)
    return mondays[0]


def _counted_from(today: date, lower: str, typed: str) -> date | None:
    """Return the day that a text names from today, or None when it names none so."""
    if found := re.fullmatch(DOTTED, lower):
        return read_day(f"{found[1]}/{found[2]}", today)
    days = BESIDE_TODAY.get(re.sub("[ .]", "", lower))
    if days is None:
        days = _to_weekday(today, typed)
    count, unit = 0, ""
    if found := re.fullmatch(RELATIVE, typed):
        count, unit = int(found[1]), found[2]
    elif found := re.fullmatch(AHEAD, lower):
        count, unit = int(found[1]) if found[1].isdigit() else 1, found[2][0]
    if unit and unit in "myåa":
        return add_months(today, count * (1 if unit == "m" else 12))
    if unit:
        days = count * (1 if unit == "d" else 7)
    try:
        return None if days is None else today + timedelta(days=days)
    except OverflowError:
        raise _not_a_day(typed, typed, today, None) from None


def _to_weekday(today: date, typed: str) -> int | None:
    """Return how many days it is to a weekday: the nearest, på måndag, i måndags, nästa måndag."""
    lower = lower_case(typed)
    if (beside := re.fullmatch(NEXT_WEEKDAY, lower)) and beside[2] in WEEKDAYS:
        return _to_next_weekday(today, typed, WEEKDAYS[beside[2]], beside[1] in ("nasta", "next"))
    found = re.fullmatch(WEEKDAY, lower)
    weekday = WEEKDAYS.get(found[1] or found[3]) if found else None
    if found is None or weekday is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    if found[1]:
        return ahead - 7
    return (ahead or 7) if found[2] else (ahead + 3) % 7 - 3


def _to_next_weekday(today: date, text: str, weekday: int, is_ahead: bool) -> int:
    """Return how many days it is to a weekday of next week, or of last week.

    Raises Malformed where another one lies between: on a Wednesday, nästa fredag could be either.
    """
    ahead = (weekday - today.weekday()) % 7
    closest = (ahead or 7) if is_ahead else ahead - 7
    of_week = weekday - today.weekday() + (7 if is_ahead else -7)
    if closest != of_week:
        raise ambiguous(text, *sorted(today + timedelta(days=n) for n in (closest, of_week)))
    return closest


# What is refused


def _within(day: date) -> date:
    """Return a day of the programme's own time. A year outside it is a slip of the hand."""
    if EARLIEST <= day.year <= LATEST:
        return day
    raise Malformed(
        N_("{day} is not a day of our time."),
        N_("Check the year: it can be {earliest} to {latest}."),
        day=day,
        earliest=EARLIEST,
        latest=LATEST,
    )


def _not_in_calendar(text: str, year: object) -> Malformed:
    return Malformed(
        N_("{text} is not a day in the calendar."),
        N_("Check the month and the day: {year} has no such day."),
        text=text,
        year=year,
    )


def ambiguous(text: str, first: date, second: date | str, *_: date) -> Malformed:
    return Malformed(
        N_("{text} could be {first} or {second}."), MEANT, text=text, first=first, second=second
    )


MEANT = N_("Write the day that is meant as YYYY-MM-DD.")
NOT_WRITTEN = N_("{text} is not written as a day.")


def _not_a_day(text: str, lower: str, today: date | None, near: date | None) -> Malformed:
    if last := _last_of_month(lower, today or near, last=True):
        return ambiguous(text, last.replace(day=1), last)
    if today is not None and re.fullmatch(AHEAD.partition(" ")[2], lower):
        return Malformed(
            N_("{text} is how long something lasts, and not a day."),
            N_("Write the day: YYYY-MM-DD; or “in {text}”, counted from today."),
            text=text,
        )
    return Malformed(
        NOT_WRITTEN,
        N_("Write YYYY-MM-DD, such as 2026-01-31, or let the column hold days.")
        if today is None
        else N_("Write YYYY-MM-DD, such as 2026-01-31; or 31/1, 31 jan, today, monday, -3d, +1m."),
        text=text,
    )
