"""Identity numbers: personnummer, samordningsnummer, and people who have neither.

Sources: folkbokföringslagen § 18 (personnummer) and § 18 a (samordningsnummer).
The parser is our own and strict, since the packages that exist refuse valid numbers whose
birth date is not established, or accept full-width digits and trailing newlines.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import clean_text

IdentityKind = Literal["personnummer", "samordningsnummer", "other"]
Sex = Literal["woman", "man"]

# As in `days`, patterns are compiled by the first who needs them.
LONG = r"([0-9]{4})([0-9]{2})([0-9]{2})-?([0-9]{4})"
SHORT = r"([0-9]{2})([0-9]{2})([0-9]{2})([-+]?)([0-9]{4})"
REFERENCE = r"(?:[Ss]-?)?([0-9]{1,9})"  # a case reference: S-0042 or 42
LONGEST_ID = 40  # letters of an other id
MOBILE = r"07[0-9]{8}"
# What stands for the number of somebody who was erased: its kind, and a span of birth dates.
ERASED = r"(personnummer|samordningsnummer|other) ([0-9-]{10}) ([0-9-]{10}) [0-9a-f]{16}"


@frozen
class Identity:
    """Who somebody is to the authorities.

    `number` is twelve digits, or the other id as it was given. `born` holds the first and the
    last day that the birth date can be; they are equal when it is established.
    """

    kind: IdentityKind
    number: str
    sex: Sex
    born: tuple[date, date]

    @property
    def birth_date(self) -> date | None:
        """The birth date, or None when it is not established."""
        return self.born[0] if self.born[0] == self.born[1] else None

    @property
    def written(self) -> str:
        """The number as a person writes it: 19900101-9802."""
        return written_number(self.kind, self.number)

    def ages_on(self, day: date) -> tuple[int, int]:
        """Return the lowest and the highest age in whole years that the person can have."""
        return age_on(self.born[1], day), age_on(self.born[0], day)


def kind_of(number: str) -> IdentityKind:
    """Return what kind of number a stored one is: an other id is not of twelve digits."""
    digits = re.fullmatch(LONG, number)
    if digits is None:
        return "other"
    return "samordningsnummer" if int(digits[3]) >= 60 else "personnummer"


def written_number(kind: str, number: str) -> str:
    """Return a number as a person writes it: 19900101-9802. An other id is as it was given."""
    return number if kind == "other" else f"{number[:8]}-{number[8:]}"


def age_on(birth: date, day: date) -> int:
    """Return the age in whole years on `day`; born on 29 February counts from 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def parse_identity(text: str, today: date) -> Identity:
    """Read a personnummer or samordningsnummer in any accepted written form.

    ÅÅMMDD-NNNC, ÅÅMMDD+NNNC (`+` from the year the person turns 100), ÅÅÅÅMMDDNNNC,
    ÅÅÅÅMMDD-NNNC, and ten bare digits unless they look like a mobile number.
    Raises Refused for anything else, a wrong checksum, an impossible date, or a future one.
    """
    year, month, day, tail = _split(text, today)
    ten = f"{year % 100:02}{month:02}{day:02}{tail}"
    if tail[:3] == "000":
        raise Refused(
            N_("{number} has the birth number 000, which nobody has."),
            N_("Compare it digit by digit with the document it comes from."),
            number=text,
        )
    if luhn_digit(ten[:9]) != int(ten[9]):
        raise Refused(
            N_("{number} is not a valid number: the check digit does not agree."),
            N_("Compare it digit by digit with the document it comes from."),
            number=text,
        )
    born = _birth_span(year, month, day)
    if born is None:
        raise Refused(
            N_("{number} does not begin with a day in the calendar."),
            N_("Check the digits. Only in a samordningsnummer may the month be 00 and the day 60."),
            number=text,
        )
    if born[0] > today:
        raise Refused(
            N_("{number} has a birth date after {today}."),
            N_("Check the year; '+' instead of '-' marks somebody who turns 100 this year or has."),
            number=text,
            today=today,
        )
    return Identity(
        kind="samordningsnummer" if day >= 60 else "personnummer",
        number=f"{year:04}{month:02}{day:02}{tail}",
        sex="man" if int(tail[2]) % 2 else "woman",
        born=born,
    )


def other_identity(text: str, birth_year: int, sex: Sex, today: date) -> Identity:
    """Return the identity of a person without a number that may be used.

    Birth year and sex are given by hand, since the id does not tell them. Raises Refused for an
    id without any letter, and for a birth year in the future or more than 120 years ago.
    """
    number = clean_text(text, N_("identity"), longest=LONGEST_ID)
    if re.fullmatch(REFERENCE, number) or not any(letter.isalpha() for letter in number):
        raise Refused(
            N_("{number} could be mistaken for a case reference or a personnummer."),
            N_("Write the other id with a letter of its own, such as X-{number}."),
            number=number,
        )
    if not today.year - 120 <= birth_year <= today.year:
        raise Refused(
            N_("{year} cannot be right as a birth year."),
            N_("Check the year; it is written with four digits."),
            year=birth_year,
        )
    return Identity("other", number, sex, (date(birth_year, 1, 1), date(birth_year, 12, 31)))


def stored_identity(kind: IdentityKind, number: str, sex: Sex, birth_year: int) -> Identity:
    """Rebuild an identity from what the register stores, without judging it again."""
    born = None
    if kind != "other":
        born = _birth_span(int(number[:4]), int(number[4:6]), int(number[6:8]))
    elif erased := re.fullmatch(ERASED, number):
        born = (date.fromisoformat(erased[2]), date.fromisoformat(erased[3]))
    return Identity(kind, number, sex, born or (date(birth_year, 1, 1), date(birth_year, 12, 31)))


def luhn_digit(digits: str) -> int:
    """Return the check digit of nine digits: doubled from the first, every other one."""
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(digits))
    return -sum(n // 10 + n % 10 for n in doubled) % 10


def _split(text: str, today: date) -> tuple[int, int, int, str]:
    if long := re.fullmatch(LONG, text):
        year, month, day, tail = long.groups()
        return int(year), int(month), int(day), tail
    short = re.fullmatch(SHORT, text)
    if short is None:
        raise Refused(
            N_("{number} is not written as an identity number."),
            remedies.ANOTHER_NUMBER,
            number=text,
        )
    if re.fullmatch(MOBILE, text):
        raise Refused(
            N_("{number} looks like a mobile number."),
            N_("If it is a personnummer, write it with its dash: {dashed}."),
            number=text,
            dashed=f"{text[:6]}-{text[6:]}",
        )
    yy, month, day, separator, tail = short.groups()
    age_in_years = (today.year - int(yy)) % 100 + (100 if separator == "+" else 0)
    return max(today.year - age_in_years, 1), int(month), int(day), tail


@cache  # of 100,000 people six are born on each day, and each is read several times
def _birth_span(year: int, month: int, day: int) -> tuple[date, date] | None:
    """Return the first and last day the birth date can be, or None for an impossible date."""
    coordinated = day >= 60
    day -= 60 if coordinated else 0
    if year < 1 or month > 12 or day > 31 or (not coordinated and 0 in (month, day)):
        return None
    if month == 0:
        return date(year, 1, 1), date(year, 12, 31)
    # Without calendar, which every reminder would import for this alone.
    longest = 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day
    if day == 0:
        return date(year, month, 1), date(year, month, longest)
    if day > longest:
        return None
    born = date(year, month, day)
    return born, born
