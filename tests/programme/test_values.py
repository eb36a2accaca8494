"""Values as people write them, at the keyboard and in lists: what is read, and what is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import Malformed, Refused, StegError
from steg_cli.programme.values import (
    Written,
    plain,
    read_address,
    read_case,
    read_day,
    read_flag,
    read_part,
    read_percent,
    read_reason,
    read_text,
    read_turned_name,
    text_of,
    whole_number,
)

D = date.fromisoformat
TODAY = date(2024, 2, 29)
WRITE_A_DAY = "Write YYYY-MM-DD, such as 2026-01-31, or let the column hold days."


def refusal(read: Callable[[], object], kind: type[StegError] = Malformed) -> tuple[str, str]:
    """Return the sentence and the hint."""
    with pytest.raises(StegError) as caught:
        read()
    assert type(caught.value) is kind
    return told(caught.value)


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


# Texts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *((None, ""), ("", ""), ("Skövde", "Skövde"), ("  Åsa \t Öberg\r\n", "Åsa Öberg")),
        *(("\xa0Åsa\xa0\xa0Öberg\u2003", "Åsa Öberg"), ("två\r\nrader", "två rader")),
        (" \xa0\t", ""),
        # A, o and e with their signs apart, as macOS writes them.
        *(("A\u030asa O\u0308berg, Ande\u0301", "Åsa Öberg, Andé"), (45292, "45292"), (-3, "-3")),
        *((75.5, "75.5"), (True, "True"), (D("2023-01-31"), "2023-01-31")),
        # An apostrophe is a part of the text: one that a file has in front was taken off before.
        *(("'", "'"), ("'t Hooft", "'t Hooft"), ("'007", "'007"), ("'=1+1", "'=1+1")),
        *(("'-", "'-"), ("Rock 'n' roll", "Rock 'n' roll"), ("O'-Brien", "O'-Brien")),
    ],
)
def test_a_text_is_composed_and_plainly_spaced(cell: Written, text: str) -> None:
    assert text_of(cell) == text


@given(st.text())
def test_the_composed_and_the_decomposed_text_are_the_same(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert text_of(apart) == text_of(unicodedata.normalize("NFC", text))


# Headings as they are compared


@pytest.mark.parametrize(
    ("heading", "compared"),
    [
        *(("Personnr", "personnr"), ("PERS.NR", "persnr"), ("Pers.\nnr", "persnr")),
        *(("  Pers. nr :", "persnr"), ("p-nr", "pnr"), ("Förnamn", "fornamn")),
        *(("FÖRNAMN", "fornamn"), ("Fo\u0308rnamn", "fornamn"), ("Å\xa0ä_é/ñ", "aaen")),
        *(("first_day", "firstday"), ("Fr.o.m.", "from"), ("Slutdatum*", "slutdatum")),
        *(("\ufeffNamn\u200b", "namn"), ("Straße", "strasse"), ("Nr 2", "nr2"), ("", "")),
    ],
)
def test_headings_are_compared_without_case_accents_spaces_and_signs(
    heading: str, compared: str
) -> None:
    assert plain(heading) == compared


@given(st.text("aåäöéüAÅÄÖÉÜ 1.-_\n", max_size=20))
def test_a_heading_is_the_same_however_it_is_typed(heading: str) -> None:
    typed = [heading.upper(), heading.lower(), f" {heading}\xa0", heading.replace(" ", "\n")]
    typed += [unicodedata.normalize(form, heading) for form in ("NFC", "NFD")]
    assert {plain(one) for one in typed} == {plain(heading)}
    assert plain(plain(heading)) == plain(heading)


# Days in a list


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *((D("2023-01-31"), "2023-01-31"), ("2023-01-31", "2023-01-31")),
        *(("20230131", "2023-01-31"), (20230131, "2023-01-31"), ("31/1 2023", "2023-01-31")),
        *(("31/1-2023", "2023-01-31"), ("1/2 2023", "2023-02-01"), ("01/02 2023", "2023-02-01")),
        *(("2023-1-5", "2023-01-05"), ("2023-01-5", "2023-01-05"), ("31.1.2023", "2023-01-31")),
        *(("1.2. 2023", "2023-02-01"), ("29/2 2024", "2024-02-29")),
        # Spaces and dashes of all kinds.
        *((" 2023-01-31\t", "2023-01-31"), ("\xa02023-01-31\xa0", "2023-01-31")),
        *(("31/1\xa02023", "2023-01-31"), ("31/1  2023", "2023-01-31")),
        *(("2023–01–31", "2023-01-31"), ("2023—1—5", "2023-01-05"), ("2023‐01‑31", "2023-01-31")),
        *(
            ("2023‒01−31", "2023-01-31"),
            ("2023－01－31", "2023-01-31"),
            ("31/1–2023", "2023-01-31"),
        ),
        # The midnight that a program added to a day.
        *(("2023-01-31 00:00", "2023-01-31"), ("2023-01-31 00:00:00", "2023-01-31")),
        *(("2023-01-31T00:00:00", "2023-01-31"), ("2023-1-5\xa000:00:00", "2023-01-05")),
        # The ends of what a day can be.
        *((D("1900-01-01"), "1900-01-01"), ("31/12 2199", "2199-12-31")),
    ],
)
def test_a_day_is_read_in_every_form_that_means_one_day(cell: Written, day: str) -> None:
    assert read_day(cell) == D(day)


@pytest.mark.parametrize(
    "cell",
    [
        # Which is the month?
        *("1/2/2023", "31/1/2023", "1-2-2023", "01-02-03", "2023/01/31", "2023.01.31"),
        # A part is missing.
        *("maj 2023", "2023", "2023-01", "31/1", "31/1 23", "230131", "31 januari 2023"),
        # A time of day, or a day with one.
        *("08:30:00", "2023-01-31 08:30:00", "2023-01-31 00:01", "2023-01-31 00:00:01"),
        # A day's number in a spreadsheet, and other numbers.
        *(45292, 2023, 20230131.5, -20230131, 202301311, True),
        # What stands for a day when a command is typed.
        *("today", "idag", "-3d", "+1m"),
        *("2023-01-31 ?", "ca 2023-01-31", "2023-01-31–2023-02-28", "٢٠٢٣-٠١-٣١", "2023--01-31"),
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_day(cell)) == (
        f"{cell} is not written as a day.",
        WRITE_A_DAY,
    )


@pytest.mark.parametrize(
    "cell", ["2023-02-30", "30/2 2023", "29.2.2023", 20231301, "2023-0-1", "2023-1-32"]
)
def test_a_day_that_no_calendar_has_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_day(cell)) == (
        f"{cell} is not a day in the calendar.",
        "Check the month and the day: 2023 has no such day.",
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (D("1800-01-31"), "1800-01-31"),
        ("1899-12-31", "1899-12-31"),
        ("1/1 2200", "2200-01-01"),
        (90320131, "9032-01-31"),
    ],
)
def test_a_day_outside_our_time_is_refused(cell: Written, shown: str) -> None:
    assert refusal(lambda: read_day(cell)) == (
        f"{shown} is not a day of our time.",
        "Check the year: it can be 1900 to 2199.",
    )


@given(
    day=st.dates(D("1900-01-01"), D("2199-12-31")),
    form=st.sampled_from(
        [
            "{0.year}-{0.month:02}-{0.day:02}",
            "{0.year}-{0.month}-{0.day}",
            "{0.year}{0.month:02}{0.day:02}",
            "{0.day}/{0.month} {0.year}",
            "{0.day:02}/{0.month:02}-{0.year}",
            "{0.day}.{0.month}.{0.year}",
            "{0.year}-{0.month:02}-{0.day:02} 00:00:00",
        ]
    ),
)
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert read_day(form.format(day)) == read_day(day) == day


# Days at the keyboard


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("2026-01-31", "2026-01-31"), ("20240229", "2024-02-29"), ("today", "2024-02-29")),
        *(("idag", "2024-02-29"), ("i dag", "2024-02-29"), ("-3d", "2024-02-26")),
        *(("+0d", "2024-02-29"), ("+1d", "2024-03-01"), ("+307d", "2025-01-01")),
        *(("+2w", "2024-03-14"), ("+1m", "2024-03-29"), ("-1m", "2024-01-29")),
        *(("+12m", "2025-02-28"), ("-2m", "2023-12-29"), ("-1y", "2023-02-28")),
        ("+1y", "2025-02-28"),
        # What lists hold, and what is pasted.
        *(("2024-1-5", "2024-01-05"), ("31/1 2024", "2024-01-31")),
        *((" 2024-01-31\n", "2024-01-31"), (" today", "2024-02-29"), ("i  dag", "2024-02-29")),
        ("−3d", "2024-02-26"),
    ],
)
def test_a_day_can_be_written_in_these_ways(text: str, day: str) -> None:
    assert read_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        *(("2024-01-31", "+1m", "2024-02-29"), ("2023-01-31", "+1m", "2023-02-28")),
        *(("2024-03-31", "-1m", "2024-02-29"), ("2023-12-31", "+1d", "2024-01-01")),
        *(("2024-01-01", "-1d", "2023-12-31"), ("2023-02-28", "+1d", "2023-03-01")),
        ("2024-02-28", "+1d", "2024-02-29"),
    ],
)
def test_relative_days_pass_the_ends_of_months_and_years(today: str, text: str, day: str) -> None:
    assert read_day(text, date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024-0131", "202401-31", "24-01-31", "240131", "12024-01-31", "2024/01/31"),
        *(
            "2024.01.31",
            "31-01-2024",
            "2024-01-31T08:00",
            "２０２４-０１-３１",
            "٢٠٢٤٠١٣١",
            "2024-W05-3",
        ),
        *("tomorrow", "3d", "+d", "+1", "+1D", "+1h", "+ 1d", "--1d", "+１d", "+1.5d", "+1d2w"),
        "+100000d",
    ],
)
def test_anything_else_is_not_written_as_a_day(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_day(text, TODAY)
    assert caught.value.values == {"text": text}
    assert told(caught.value) == (
        f"{text} is not written as a day.",
        "Write ÅÅÅÅ-MM-DD, such as 2026-01-31, or today, -3d, +1m.",
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("2023-02-29", "2023"), ("20230229", "2023"), ("2100-02-29", "2100")),
        *(("2024-02-30", "2024"), ("2024-04-31", "2024"), ("2024-13-01", "2024")),
        *(("2024-00-10", "2024"), ("2024-01-00", "2024"), ("2024-01-32", "2024")),
        *(("31012024", "3101"), ("0000-01-01", "0000")),
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_malformed(text: str, year: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_day(text, TODAY)
    assert caught.value.values == {"text": text, "year": year}
    assert told(caught.value) == (
        f"{text} is not a day in the calendar.",
        f"Check the month and the day: {year} has no such day.",
    )


@pytest.mark.parametrize(
    ("today", "text"),
    [
        *(("2024-02-29", "+99999y"), ("2024-02-29", "-99999y"), ("2024-02-29", "-99999m")),
        *(("2024-02-29", "-2024y"), ("9999-12-31", "+1d"), ("9999-12-31", "+1w")),
        *(("9999-12-31", "+1m"), ("0001-01-01", "-1d"), ("0001-01-01", "-1w")),
        ("0001-01-01", "-1y"),
    ],
)
def test_a_relative_day_beyond_the_calendar_is_malformed(today: str, text: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_day(text, date.fromisoformat(today))
    assert all(told(caught.value))
    assert caught.value.exit_code == 2


written = st.sampled_from(["{:%Y-%m-%d}", "{:%Y%m%d}"])


@pytest.mark.parametrize("text", ["1899-12-31", "10230101", "2200-01-01", "9999-12-31", "+500y"])
def test_a_year_that_is_a_slip_of_the_hand_is_told(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_day(text, date(2024, 1, 15))
    assert told(caught.value)[1] == "Check the year: it can be 1900 to 2199."


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), written)
def test_every_day_reads_back_from_both_written_forms(day: date, form: str) -> None:
    assert read_day(form.format(day), TODAY) == day


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-400, 400))
def test_days_and_weeks_are_counted_one_day_at_a_time(today: date, count: int) -> None:
    step = timedelta(days=1 if count > 0 else -1)
    day = week = today
    for _ in range(abs(count)):
        day += step
        for _ in range(7):
            week += step
    assert read_day(f"{count:+}d", today) == day
    assert read_day(f"{count:+}w", today) == week


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-60, 60))
def test_months_and_years_go_to_the_same_numbered_day_or_the_months_last(
    today: date, count: int
) -> None:
    for text, months in ((f"{count:+}m", count), (f"{count:+}y", 12 * count)):
        day = read_day(text, today)
        assert day.year * 12 + day.month == today.year * 12 + today.month + months
        last_of_month = (day + timedelta(days=1)).month != day.month
        assert day.day == today.day or (day.day < today.day and last_of_month)


@given(st.text(alphabet="0123456789-+dwmy ０\n", max_size=12))
def test_whatever_is_typed_gives_a_day_or_a_malformed_one(text: str) -> None:
    try:
        assert isinstance(read_day(text, TODAY), date)
    except Malformed as error:
        told(error)


# Yes and no


@pytest.mark.parametrize(
    "cell",
    [
        *("ja", "Ja", "JA", "j", "yes", "Y", "x", "X", "true", "TRUE", "sant", "SANT", "1"),
        *(" ja ", "\xa0x\xa0", "✓", "✔", 1, True),
    ],
)
def test_yes_is_read(cell: Written) -> None:
    assert read_flag(cell) is True


@pytest.mark.parametrize(
    "cell",
    [
        *("nej", "Nej", "n", "no", "N", "false", "FALSE", "falskt", "FALSKT", "0"),
        *("-", "–", "—", 0, False),
    ],
)
def test_no_is_read(cell: Written) -> None:
    assert read_flag(cell) is False


@pytest.mark.parametrize(
    "cell", ["", "kanske", "ja?", "xx", "'-", "2", 2, -1, 0.5, "--", "?", "nja", "jaja"]
)
def test_what_is_neither_yes_nor_no_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_flag(cell)) == (
        f"{cell} is neither yes nor no.",
        "Write ja or nej, x or nothing, 1 or 0.",
    )
    assert refusal(lambda: read_flag(cell, TODAY))[1] == "Write yes or no."


# Numbers


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *((0, 0), (75, 75), (100, 100), ("75", 75), ("075", 75), (" 75\xa0", 75)),
        *(("75%", 75), ("75 %", 75), ("75\xa0%", 75), ("0 %", 0)),
    ],
)
def test_a_whole_number_is_read(cell: Written, number: int) -> None:
    assert whole_number(0, 100)(cell) == number


def test_spaces_between_thousands_are_nothing() -> None:
    assert whole_number(0, 99999)("12 500") == whole_number(0, 99999)("12\xa0500") == 12500


@pytest.mark.parametrize(
    "cell",
    [
        *(-1, 101, 10**20, 75.5, 0.5, True, None, D("2023-01-31")),
        *("-1", "+5", "101", "75,5", "75.0", "7e1", "", "%", "sjuttiofem", "75 kr", "٧٥", "7/5"),
        "9" * 5000,
    ],
)
def test_what_is_no_whole_number_within_the_limits_is_refused(cell: Written) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: whole_number(0, 100)(cell)) == (
        f"{shown} is not a whole number from 0 to 100.",
        "Write a number in between, with digits alone.",
    )


@given(
    number=st.integers(-1000, 1000), least=st.integers(-1000, 1000), most=st.integers(-1000, 1000)
)
def test_the_limits_belong_to_what_is_allowed(number: int, least: int, most: int) -> None:
    read = whole_number(least, most)
    if number >= 0 and least <= number <= most:
        assert [read(number), read(f"{number} %")] == [number, number]
    else:
        refusal(lambda: read(number))


# Percentages


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        *((100, 100), (50, 50), (2, 2), ("75", 75), ("75 %", 75), ("100%", 100), ("1 %", 1)),
        # What a workbook shows as a percentage is a part of the whole.
        *((0.5, 50), (1, 100), (0.01, 1), (0.29, 29), (0.57, 57), (0.07, 7)),
        *((0.1 + 0.2, 30), (1 - 0.9, 10)),  # what a formula comes to
    ],
)
def test_a_percentage_is_read(cell: Written, percent: int) -> None:
    assert read_percent(cell) == percent


@given(st.integers(1, 100))
def test_every_percentage_is_read_as_it_is_written_and_as_a_workbook_keeps_it(n: int) -> None:
    assert [read_percent(cell) for cell in (f"{n}", f"{n} %", n / 100)] == [n] * 3


@pytest.mark.parametrize(
    "cell",
    [
        *(0, 0.0, 101, -50, 0.333, 0.005, 1.5, 37.5, True, None, D("2023-01-31")),
        *("0", "0 %", "0,5", "0.5", "heltid", "37,5 %", "110 %"),
    ],
)
def test_what_is_no_whole_percentage_is_refused(cell: Written) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: read_percent(cell)) == (
        f"{shown} is not a whole number from 1 to 100.",
        "Write a number in between, with digits alone.",
    )


# Case references


@pytest.mark.parametrize(
    ("cell", "case"),
    [("S-0042", 42), ("s-42", 42), ("S42", 42), (" S–0042\xa0", 42), ("S-123456789", 123456789)],
)
def test_a_case_reference_is_read(cell: Written, case: int) -> None:
    assert read_case(cell) == case


@pytest.mark.parametrize(
    "cell", [42, "42", "0042", "S-", "S-1234567890", "2023-114", "S-0042 b", "S--1", True, None]
)
def test_what_is_no_case_reference_is_refused_and_a_bare_number_is_none(cell: Written) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: read_case(cell)) == (
        f"{shown} is not a case reference of steg.",
        "Write it as S-0042, or leave the column out: people are known by their numbers.",
    )


# Names, texts and the rest


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ek, Sara", "Sara Ek"),
        ("Ek,Sara", "Sara Ek"),
        (" von  Ek ,\xa0Sara Maria ", "Sara Maria von Ek"),
        ("Ek-Berg, Sara", "Sara Ek-Berg"),
        ("O\u0308berg, A\u030asa", "Åsa Öberg"),
        ("Ek, ", "Ek"),
        (" Ek\xa0 Sara ", "Sara Ek"),  # the heading says so
        ("Ek-Berg Sara", "Sara Ek-Berg"),
    ],
)
def test_a_turned_name_is_turned_back(cell: Written, name: str) -> None:
    assert read_turned_name(cell) == name


@pytest.mark.parametrize("cell", ["Ek", "von Ek Sara", "Ek Sara Maria", 1])
def test_a_turned_name_that_could_end_anywhere_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_turned_name(cell)) == (
        f"{cell}: it does not show where the last name ends.",
        "Write a comma after the last name: Ek, Sara.",
    )


@pytest.mark.parametrize("cell", [*("ja", "J", "yes", "Y", "x", "1", "true", "sant", "✔"), 1, True])
def test_yes_is_no_reason(cell: Written) -> None:
    assert refusal(lambda: read_reason(cell)) == (
        f"{cell} does not tell why an exception is made.",
        "Write the reason in words, or leave it empty.",
    )


@pytest.mark.parametrize(
    "cell", ["Ja, enligt beslut", "x 2024-01-15", "Pilot 2016", "Provtjänst\xa0", 2]
)
def test_a_reason_is_a_text(cell: Written) -> None:
    assert read_reason(cell) == str(cell).strip()


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  Åsa\xa0 Öberg\n", "Åsa Öberg"),
        ("A\u030asa", "Åsa"),
        (2019, "2019"),
        (date(2023, 1, 31), "2023-01-31"),
        ("'=1+1", "'=1+1"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_text_is_kept_cleaned(cell: Written, kept: str) -> None:
    assert read_text(cell, what="cohort") == kept
    assert read_part(cell) == kept


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (" \xa0 ", "cohort: the text is missing."),
        ("x" * 201, "The cohort is 201 letters long; at most 200 are kept."),
        (
            "a\u202eb",
            "The cohort a\u202eb holds a character that cannot be shown (U+202E).",
        ),
        ("a\x1bb", "The cohort a\x1bb holds a character that cannot be shown (U+001B)."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_by_its_column(cell: Written, sentence: str) -> None:
    assert refusal(lambda: read_text(cell, what="cohort"), Refused)[0] == sentence


def test_a_line_break_in_a_cell_is_a_space_and_typed_it_is_refused() -> None:
    assert read_text("Anna\nEk", what="name") == "Anna Ek"
    assert refusal(lambda: read_text("Anna\nEk", TODAY, "name"), Refused)[0] == (
        "The name Anna\nEk holds a character that cannot be shown (U+000A)."
    )


def test_an_address_is_read_and_what_is_none_refused() -> None:
    assert read_address(" chef@skovde.se\xa0") == "chef@skovde.se"
    for cell in ("chef", "chef@skovde.se, x@skovde.se", "chef@skövde.se", "mailto:chef@skovde.se"):
        with pytest.raises(Refused, match=re.escape(f"{cell} is not an e-mail address.")):
            read_address(cell)
