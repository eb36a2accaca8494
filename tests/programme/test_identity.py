"""Identity numbers: every accepted and every refused form.

All numbers have the birth numbers 980–982 of the public test numbers; their check digits are
computed here.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.identity import (
    Identity,
    IdentityKind,
    Sex,
    age_on,
    luhn_digit,
    other_identity,
    parse_identity,
    stored_identity,
)
from steg_cli.texts import texts

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-06-15")

NOT_WRITTEN = "{number} is not written as an identity number."
CHECK_DIGIT = "{number} is not a valid number: the check digit does not agree."
NO_DAY = "{number} does not begin with a day in the calendar."
FUTURE = "{number} has a birth date after {today}."
MOBILE = "{number} looks like a mobile number."


def told(error: StegError) -> tuple[str, str]:
    return str(error), texts("en").hint(error)


def tail(six: str, birth_number: str = "980") -> str:
    """Return the last four of ten digits; the check digit is found by trying all of them."""
    for last in "0123456789":
        total = 0
        for place, figure in enumerate(six + birth_number + last, start=1):
            product = 2 * int(figure) if place in (1, 3, 5, 7, 9) else int(figure)
            total += sum(int(part) for part in str(product))
        if total in range(0, 200, 10):
            return birth_number + last
    raise AssertionError


def short(six: str, separator: str = "-", birth_number: str = "980") -> str:
    return f"{six}{separator}{tail(six, birth_number)}"


def long(eight: str, separator: str = "-", birth_number: str = "980") -> str:
    return f"{eight}{separator}{tail(eight[2:], birth_number)}"


@pytest.mark.parametrize(
    ("text", "eight", "kind", "earliest", "latest"),
    [
        # The written forms of a personnummer.
        (short("900101"), "19900101", "personnummer", "1990-01-01", "1990-01-01"),
        (long("19900101", ""), "19900101", "personnummer", "1990-01-01", "1990-01-01"),
        (long("19900101"), "19900101", "personnummer", "1990-01-01", "1990-01-01"),
        (short("900101", ""), "19900101", "personnummer", "1990-01-01", "1990-01-01"),
        # '+' from the year in which the person turns 100, before the birthday too.
        (short("240101", "+"), "19240101", "personnummer", "1924-01-01", "1924-01-01"),
        (short("240615", "+"), "19240615", "personnummer", "1924-06-15", "1924-06-15"),
        (short("241231", "+"), "19241231", "personnummer", "1924-12-31", "1924-12-31"),
        (long("19240101"), "19240101", "personnummer", "1924-01-01", "1924-01-01"),
        # '-' up to the year before that, and from the day of birth.
        (short("250101"), "19250101", "personnummer", "1925-01-01", "1925-01-01"),
        (short("000101"), "20000101", "personnummer", "2000-01-01", "2000-01-01"),
        (short("240615"), "20240615", "personnummer", "2024-06-15", "2024-06-15"),
        # The ends of months and leap days.
        (short("000229"), "20000229", "personnummer", "2000-02-29", "2000-02-29"),
        (short("960229"), "19960229", "personnummer", "1996-02-29", "1996-02-29"),
        # Ten digits that begin like a mobile number are read when they are written with a dash.
        (short("070101"), "20070101", "personnummer", "2007-01-01", "2007-01-01"),
        (short("070101", "+"), "19070101", "personnummer", "1907-01-01", "1907-01-01"),
        # The same forms of a samordningsnummer.
        (short("900161"), "19900161", "samordningsnummer", "1990-01-01", "1990-01-01"),
        (short("240161", "+"), "19240161", "samordningsnummer", "1924-01-01", "1924-01-01"),
        (short("900191"), "19900191", "samordningsnummer", "1990-01-31", "1990-01-31"),
        (short("960289"), "19960289", "samordningsnummer", "1996-02-29", "1996-02-29"),
        (short("240675"), "20240675", "samordningsnummer", "2024-06-15", "2024-06-15"),
        # The birth date is not established: the day, the month, or both are 00.
        (short("900160"), "19900160", "samordningsnummer", "1990-01-01", "1990-01-31"),
        (short("900260"), "19900260", "samordningsnummer", "1990-02-01", "1990-02-28"),
        (short("960260"), "19960260", "samordningsnummer", "1996-02-01", "1996-02-29"),
        (short("240660"), "20240660", "samordningsnummer", "2024-06-01", "2024-06-30"),
        (short("900060"), "19900060", "samordningsnummer", "1990-01-01", "1990-12-31"),
        (short("240060", "+"), "19240060", "samordningsnummer", "1924-01-01", "1924-12-31"),
        (short("900091"), "19900091", "samordningsnummer", "1990-01-01", "1990-12-31"),
    ],
)
def test_a_number_is_read(
    text: str, eight: str, kind: IdentityKind, earliest: str, latest: str
) -> None:
    assert parse_identity(text, TODAY) == Identity(
        kind, eight + tail(eight[2:]), "woman", (D(earliest), D(latest))
    )


@pytest.mark.parametrize("eight", ["19900101", "19900161", "19900060", "19900160"])
@pytest.mark.parametrize(
    ("birth_number", "sex"), [("980", "woman"), ("981", "man"), ("982", "woman")]
)
def test_the_ninth_digit_is_odd_for_a_man_and_even_for_a_woman(
    eight: str, birth_number: str, sex: Sex
) -> None:
    assert parse_identity(long(eight, birth_number=birth_number), TODAY).sex == sex


@pytest.mark.parametrize(
    ("today", "text", "born"),
    [
        ("2023-12-31", short("240101"), "1924-01-01"),
        ("2024-01-01", short("240101", "+"), "1924-01-01"),
        ("2024-01-01", short("240101"), "2024-01-01"),
        ("1999-12-31", short("000101"), "1900-01-01"),
        ("2000-01-01", short("000101", "+"), "1900-01-01"),
        ("2000-01-01", short("000101"), "2000-01-01"),
    ],
)
def test_the_separator_changes_at_the_turn_of_the_year_in_which_a_person_turns_100(
    today: str, text: str, born: str
) -> None:
    assert parse_identity(text, D(today)).birth_date == D(born)


RIGHT = tail("900101")

NOT_ACCEPTED_FORMS = [
    # Nothing, names, references and telephone numbers.
    *("", "-", "Anna", "S-0042", "42", "070-1019802", "+46701019802", "0046701019802"),
    # Too few or too many digits.
    *(f"900101-{RIGHT[:3]}", f"900101-{RIGHT}0", f"90010-{RIGHT}", f"900101{RIGHT}0"),
    *(f"9900101{RIGHT}", f"0199001010{RIGHT}", "900101", "19900101"),
    # Anything before, after or between.
    *(f"900101-{RIGHT}\n", f"900101{RIGHT}\n", f"19900101{RIGHT}\n", f"19900101-{RIGHT}\n"),
    *(f"19900101-{RIGHT}\r\n", f"19900101-{RIGHT}\x00", f"\n900101-{RIGHT}", f" 900101-{RIGHT}"),
    *(f"900101-{RIGHT} ", f"19900101-{RIGHT}\u00a0", f"\ufeff19900101{RIGHT}", f"900101 {RIGHT}"),
    *(f"19900101 {RIGHT}", f"900101 -{RIGHT}", f"900101- {RIGHT}", f"1990 0101 {RIGHT}"),
    f"900101-{RIGHT};",
    # Two separators, none of the right kind, or one in another place.
    *(f"900101--{RIGHT}", f"900101-+{RIGHT}", f"900101++{RIGHT}", f"19900101--{RIGHT}"),
    *(f"19900101+{RIGHT}", f"19240101+{tail('240101')}", f"1990-0101-{RIGHT}"),
    *(f"1990-01-01-{RIGHT}", f"1990-01-01{RIGHT}", f"90-0101-{RIGHT}", f"9001-01{RIGHT}"),
    *(f"90010-1{RIGHT}", f"900101{RIGHT[:1]}-{RIGHT[1:]}", f"900101{RIGHT[:3]}-{RIGHT[3:]}"),
    *(f"1990-0101{RIGHT}", f"199001-01{RIGHT}", f"-900101{RIGHT}", f"900101{RIGHT}-"),
    *(f"900101–{RIGHT}", f"900101−{RIGHT}", f"900101‐{RIGHT}", f"900101－{RIGHT}"),
    *(f"900101/{RIGHT}", f"900101.{RIGHT}", f"900101_{RIGHT}"),
    # Digits that are not ASCII, and letters in their place.
    *(
        "９００１０１-９８０２",
        "１９９００１０１９８０２",
        f"90010１-{RIGHT}",
        f"900101-{RIGHT[:3]}２",
    ),
    *(f"900101-{RIGHT[:3]}²", "٩٠٠١٠١-٩٨٠٢", f"9O0101-{RIGHT}", f"900101-T{RIGHT[1:]}"),
    f"900101-TF{RIGHT[2:]}",
]


@pytest.mark.parametrize("text", NOT_ACCEPTED_FORMS)
def test_any_other_form_is_not_written_as_an_identity_number(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_identity(text, TODAY)
    assert caught.value.message == NOT_WRITTEN
    assert caught.value.values == {"number": text}
    assert told(caught.value) == (
        f"{text} is not written as an identity number.",
        "Write YYMMDD-NNNN, YYYYMMDD-NNNN or twelve digits. Somebody without a number is "
        "enrolled with --other-id, --birth-year and --sex.",
    )


@pytest.mark.parametrize("six", ["070101", "070131", "070930", "071001", "071231", "070161"])
def test_ten_bare_digits_that_look_like_a_mobile_number_are_refused(six: str) -> None:
    text = short(six, "")
    with pytest.raises(Refused) as caught:
        parse_identity(text, TODAY)
    assert caught.value.message == MOBILE
    assert told(caught.value) == (
        f"{text} looks like a mobile number.",
        f"If it is a personnummer, write it with its dash: {short(six)}.",
    )
    assert parse_identity(short(six), TODAY).number == "20" + text


@pytest.mark.parametrize("six", ["900101", "900161", "900060", "000229"])
@pytest.mark.parametrize("birth_number", ["980", "981", "982"])
def test_only_the_right_check_digit_is_accepted(six: str, birth_number: str) -> None:
    right = tail(six, birth_number)
    wrong = [f"{birth_number}{last}" for last in "0123456789" if f"{birth_number}{last}" != right]
    assert len(wrong) == 9
    century = "20" if six < "24" else "19"
    for four in wrong:
        for text in (f"{six}-{four}", f"{six}{four}", f"{century}{six}{four}"):
            with pytest.raises(Refused) as caught:
                parse_identity(text, TODAY)
            assert caught.value.message == CHECK_DIGIT
            assert told(caught.value) == (
                f"{text} is not a valid number: the check digit does not agree.",
                "Compare it digit by digit with the document it comes from.",
            )


@pytest.mark.parametrize("six", ["900101", "900161", "900060"])
def test_the_birth_number_000_is_refused_though_its_check_digit_agrees(six: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_identity(short(six, birth_number="000"), TODAY)
    assert caught.value.values == {"number": short(six, birth_number="000")}
    told(caught.value)


@pytest.mark.parametrize(
    "eight",
    [
        # Days that no month has, or not this one.
        *("19900100", "19900132", "19900139", "19900159", "19900192", "19900199", "19900230"),
        *("19900229", "19000229", "19900431", "19900631", "19900931", "19901131"),
        # The same with 60 added.
        *("19900290", "19900289", "19900491"),
        # Months that no year has.
        *("19901301", "19901361", "19901360", "19902001", "19909901"),
        # 00 for what is not established is only for a samordningsnummer.
        *("19900001", "19900031", "19900000", "19900092", "19901300"),
        # A year that no calendar has.
        *("00000101", "00000161", "00000060"),
    ],
)
def test_a_number_that_does_not_begin_with_a_day_is_refused(eight: str) -> None:
    texts = [long(eight), long(eight, "")]
    if eight.startswith("199"):
        texts += [short(eight[2:]), short(eight[2:], "")]
    for text in texts:
        with pytest.raises(Refused) as caught:
            parse_identity(text, TODAY)
        assert caught.value.message == NO_DAY
        assert told(caught.value) == (
            f"{text} does not begin with a day in the calendar.",
            "Check the digits. Only in a samordningsnummer may the month be 00 and the day 60.",
        )


@pytest.mark.parametrize(
    "text",
    [
        # The day after today, and the person of 99 that '+' was meant for.
        *(short("240616"), short("240616", ""), short("241231"), long("20240616")),
        *(long("20240616", ""), long("20250101"), long("21240101"), long("99991231")),
        *(short("240676"), long("20240676", "")),
        # Not established, but certainly later.
        *(short("240760"), long("20250060")),
    ],
)
def test_a_birth_date_in_the_future_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_identity(text, TODAY)
    assert caught.value.message == FUTURE
    assert caught.value.values == {"number": text, "today": TODAY}
    assert told(caught.value) == (
        f"{text} has a birth date after 2024-06-15.",
        "Check the year; '+' instead of '-' marks somebody who turns 100 this year or has.",
    )


@pytest.mark.parametrize(
    ("eight", "written", "birth_date"),
    [
        ("19900101", f"19900101-{RIGHT}", "1990-01-01"),
        ("19900161", f"19900161-{tail('900161')}", "1990-01-01"),
        ("19900160", f"19900160-{tail('900160')}", None),
        ("19900060", f"19900060-{tail('900060')}", None),
    ],
)
def test_an_identity_shows_its_number_and_its_birth_date_if_established(
    eight: str, written: str, birth_date: str | None
) -> None:
    identity = parse_identity(long(eight, ""), TODAY)
    assert identity.written == written
    assert identity.birth_date == (D(birth_date) if birth_date else None)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the eight first and the four last digits of a person born in the last 199 years."""
    birth = draw(st.dates(date(TODAY.year - 199, 1, 1), TODAY))
    eight = draw(
        st.sampled_from(
            [
                f"{birth:%Y%m%d}",
                f"{birth:%Y%m}{birth.day + 60}",
                f"{birth:%Y%m}60",
                f"{birth:%Y}0060",
            ]
        )
    )
    return eight, tail(eight[2:], draw(st.sampled_from(["980", "981", "982"])))


@given(numbers())
def test_every_written_form_of_a_number_reads_back_to_the_same_identity(
    number: tuple[str, str],
) -> None:
    eight, four = number
    turned_100 = TODAY.year - int(eight[:4]) >= 100
    forms = [f"{eight}-{four}", f"{eight[2:]}{'+' if turned_100 else '-'}{four}"]
    if not turned_100 and not eight[2:].startswith("07"):
        forms.append(f"{eight[2:]}{four}")
    identity = parse_identity(eight + four, TODAY)
    assert identity.number == eight + four
    assert {parse_identity(form, TODAY) for form in [*forms, identity.written]} == {identity}


@given(numbers(), st.integers(2, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_always_refused(
    number: tuple[str, str], place: int, off: int
) -> None:
    twelve = "".join(number)
    mistyped = str((int(twelve[place]) + off) % 10)
    with pytest.raises(Refused):
        parse_identity(twelve[:place] + mistyped + twelve[place + 1 :], TODAY)


@given(st.text(max_size=15) | st.text(alphabet="0126789-+ ０\n", min_size=9, max_size=14))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        identity = parse_identity(text, TODAY)
    except Refused as error:
        told(error)
    else:
        assert parse_identity(identity.written, TODAY) == identity


@given(st.text(alphabet="0123456789", min_size=6, max_size=6))
def test_the_check_digit_is_the_one_found_by_trying(six: str) -> None:
    for birth_number in ("980", "981", "982"):
        assert str(luhn_digit(six + birth_number)) == tail(six, birth_number)[3]


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1990-06-15", "2024-06-14", 33),
        ("1990-06-15", "2024-06-15", 34),
        ("1990-06-15", "2024-06-16", 34),
        ("1990-12-31", "2024-12-30", 33),
        ("1990-12-31", "2024-12-31", 34),
        ("1990-01-01", "2023-12-31", 33),
        ("1990-01-01", "2024-01-01", 34),
        # Born on 29 February: the birthday is 1 March in a common year.
        ("2008-02-29", "2023-02-28", 14),
        ("2008-02-29", "2023-03-01", 15),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2024-06-15", "2024-06-15", 0),
    ],
)
def test_the_age_on_a_day(birth: str, day: str, age: int) -> None:
    assert age_on(D(birth), D(day)) == age


@given(st.dates(date(1900, 1, 1), date(2024, 12, 31)), st.integers(0, 40_000))
def test_the_age_is_the_number_of_birthdays(birth: date, days: int) -> None:
    day = birth + days * DAY
    birthdays = 0
    for year in range(birth.year + 1, day.year + 1):
        try:
            birthday = birth.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        birthdays += birthday <= day
    assert age_on(birth, day) == birthdays


@pytest.mark.parametrize(
    ("eight", "day", "ages"),
    [
        ("19900615", "2024-06-14", (33, 33)),
        ("19900615", "2024-06-15", (34, 34)),
        ("19900060", "2024-01-01", (33, 34)),
        ("19900060", "2024-12-30", (33, 34)),
        ("19900060", "2024-12-31", (34, 34)),
        ("19900660", "2024-05-31", (33, 33)),
        ("19900660", "2024-06-01", (33, 34)),
        ("19900660", "2024-06-29", (33, 34)),
        ("19900660", "2024-06-30", (34, 34)),
    ],
)
def test_the_ages_that_a_person_can_have(eight: str, day: str, ages: tuple[int, int]) -> None:
    assert parse_identity(long(eight), TODAY).ages_on(D(day)) == ages


@given(
    st.integers(1920, 2023),
    st.integers(0, 12),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_possible_ages_are_those_of_all_possible_birth_dates(
    year: int, month: int, day: date
) -> None:
    identity = parse_identity(long(f"{year}{month:02}60"), TODAY)
    possible = [
        birth
        for birth in (date(year, 1, 1) + n * DAY for n in range(366))
        if birth.year == year and month in (0, birth.month)
    ]
    ages = [age_on(birth, day) for birth in possible]
    assert identity.born == (possible[0], possible[-1])
    assert identity.ages_on(day) == (min(ages), max(ages))


@pytest.mark.parametrize(
    ("text", "birth_year", "sex", "number"),
    [
        ("LMA 12-345", 1985, "woman", "LMA 12-345"),
        ("  LMA   12-345 ", 1985, "man", "LMA 12-345"),
        ("A\u030a1", 2024, "woman", "Å1"),
        ("x" * 40, 1904, "man", "x" * 40),
    ],
)
def test_a_person_without_a_number_gets_another_id(
    text: str, birth_year: int, sex: Sex, number: str
) -> None:
    identity = other_identity(text, birth_year, sex, TODAY)
    whole_year = (date(birth_year, 1, 1), date(birth_year, 12, 31))
    assert identity == Identity("other", number, sex, whole_year)
    assert (identity.written, identity.birth_date) == (number, None)


@pytest.mark.parametrize("birth_year", [-1, 0, 85, 1903, 2025, 9999, 10_000])
def test_a_birth_year_of_nobody_living_is_refused(birth_year: int) -> None:
    with pytest.raises(Refused) as caught:
        other_identity("LMA 12-345", birth_year, "woman", TODAY)
    assert told(caught.value) == (
        f"{birth_year} cannot be right as a birth year.",
        "Check the year; it is written with four digits.",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "identity: the text is missing."),
        ("   ", "identity: the text is missing."),
        ("x" * 41, "The identity is 41 letters long; at most 40 are kept."),
        ("1\n2", "The identity 1\n2 holds a character that cannot be shown (U+000A)."),
    ],
)
def test_another_id_is_cleaned_as_any_text(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        other_identity(text, 1985, "woman", TODAY)
    assert told(caught.value)[0] == sentence


@pytest.mark.parametrize(
    "text", ["42", "0042", "19900101-9802", "199001019802", "12-3", "S-0042", "s7"]
)
def test_another_id_without_a_letter_could_be_mistaken_for_a_number(text: str) -> None:
    with pytest.raises(Refused) as caught:
        other_identity(text, 1985, "woman", TODAY)
    assert told(caught.value) == (
        f"{text} could be mistaken for a case reference or a personnummer.",
        f"Write the other id with a letter of its own, such as X-{text}.",
    )


@given(numbers())
def test_a_stored_number_comes_back_as_it_was_read(number: tuple[str, str]) -> None:
    identity = parse_identity("".join(number), TODAY)
    again = stored_identity(identity.kind, identity.number, identity.sex, identity.born[0].year)
    assert again == identity


def test_a_stored_other_id_comes_back_as_it_was_given() -> None:
    identity = other_identity("LMA 12-345", 1985, "man", TODAY)
    assert stored_identity("other", "LMA 12-345", "man", 1985) == identity


def test_another_id_that_looks_like_a_number_is_not_read_as_one() -> None:
    assert stored_identity("other", long("19900101", ""), "man", 1985) == Identity(
        "other", long("19900101", ""), "man", (D("1985-01-01"), D("1985-12-31"))
    )


def test_a_stored_number_is_not_judged_again() -> None:
    damaged = long("19901399", "")
    assert stored_identity("personnummer", damaged, "woman", 1990) == Identity(
        "personnummer", damaged, "woman", (D("1990-01-01"), D("1990-12-31"))
    )
