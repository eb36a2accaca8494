"""Single values as people read them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from steg_cli.output.harmless import harmless, harmless_lines
from steg_cli.output.values import THINGS, changed_lines, part, shown
from steg_cli.programme.choices import EDUCATION, LABELS, STATUS
from steg_cli.programme.words import Amount
from steg_cli.register.version_6 import LOGGED_6
from steg_cli.reports.report import FEW
from steg_cli.reports.touched import ChangedField, Event, thing_of
from steg_cli.texts import LANGUAGES, texts

EN = texts("en").naming({"start": "beginning", "evil": "be\x1b[31mgin"})


@pytest.mark.parametrize(
    ("value", "key", "text"),
    [
        (None, "", ""),
        (None, "step", ""),
        (True, "", "yes"),
        (False, "protected", "no"),
        (0, "", "0"),
        (-137, "days_left", "-137"),
        (6.3, "share", "6.3"),
        (date(2024, 2, 29), "", "2024-02-29"),
        ("start", "step", "beginning"),
        ("unknown", "step", "unknown"),
        ("start", "name", "start"),
        ("ending", "state", "ending"),
        ("job-search", "left_to", "job search"),
        ("sector", "payer", "the sector"),
        ("AME", "payer", "AME"),
        ("woman", "name", "woman"),
        ("woman", "sex", "woman"),
        ("unemployed", "status", "unemployed"),
        ("far-from-labour-market", "status", "far from the labour market"),
        ("other", "status", "something else"),
        ("employment", "status", "employment"),
        ("compulsory", "education", "compulsory school"),
        ("upper-secondary", "education", "upper secondary school"),
        ("tertiary", "education", "higher education"),
        ("tertiary", "name", "tertiary"),
        (None, "education", ""),
        ({"start": 2, "other": 0}, "steps", "beginning 2"),
        ({"job-search": 1, "other": 0}, "outcomes", "job search 1"),
        ({}, "steps", ""),
        ("[red]x[/red] {y} %s", "", "[red]x[/red] {y} %s"),
        ("evil", "step", "be�[31mgin"),
        ("a\nb\x1b\u202e", "", "a�b��"),
    ],
)
def test_a_value_is_shown(value: object, key: str, text: str) -> None:
    assert shown(value, EN, key) == text


@pytest.mark.parametrize(
    ("amount", "english", "swedish"),
    [
        ("0.00", "0.00", "0,00"),
        ("-0.50", "-0.50", "-0,50"),
        ("24500", "24,500", "24 500"),
        ("-1234567.89", "-1,234,567.89", "-1 234 567,89"),
    ],
)
def test_an_amount_is_shown_as_it_is_written_in_the_language(
    amount: str, english: str, swedish: str
) -> None:
    told = [shown(Amount(amount), one, "gross") for one in (EN, texts("sv"))]
    assert told == [english, swedish.replace(" ", "\N{NO-BREAK SPACE}")]


def test_words_are_in_the_language_and_names_are_not() -> None:
    sv = texts("sv")
    assert shown("ending", sv, "state") == sv("ending")
    assert shown("ending", sv, "name") == "ending"
    assert shown(True, sv) == sv("yes")
    assert shown(6.3, sv, "share") == "6,3"
    assert shown("yes", sv, "meaning") == sv("yes")
    assert shown("upper-secondary", sv, "education") == "gymnasium"
    assert shown("far-from-labour-market", sv, "status") == "långt från arbetsmarknaden"
    assert part("education", sv, "outcomes") == sv("education")


def test_what_would_steer_a_terminal_is_replaced_letter_by_letter() -> None:
    control = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) == "Cc"]
    assert len(control) == 65
    assert harmless("".join(control)) == "�" * 65
    assert harmless("Åsa O'Ek-张 é 👩\u200d🦰") == "Åsa O'Ek-张 é 👩\u200d🦰"


def test_lines_stay_lines_and_each_is_harmless() -> None:
    assert harmless_lines("a\x1b[31m\nb\r\n") == "a�[31m\nb�\n"


def test_every_status_and_education_has_a_word_in_swedish() -> None:
    sv = texts("sv")
    codes = (*STATUS.codes, *EDUCATION.codes)
    assert [code for code in codes if code not in LABELS] == []
    assert [code for code in codes if sv(LABELS[code]) == LABELS[code]] == []


def changed(event: Event, field: str, before: object, after: object, **more: str) -> ChangedField:
    thing = {"reference": "S-0001", "thing": "stay", "which": "2023-06-01"} | more
    return ChangedField(**thing, event=event, field=field, before=before, after=after)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields_", "told"),
    [
        ([], []),
        (
            [
                changed("changed", "last_day", None, "2024-01-14"),
                changed("changed", "weekends", None, False),
                changed("changed", "decided_by", "Eva", None),
            ],
            [
                "S-0001 step 2023-06-01: last day - > 2024-01-14; weekends - > no; "
                "decided by Eva > -"
            ],
        ),
        (
            [changed("new", "step", None, "start"), changed("new", "agreement", None, "BEA")],
            ["S-0001 step, new: step beginning; agreement BEA"],
        ),
        (
            [changed("removed", "workplace", "Solgården", None, thing="placement")],
            ["S-0001 placement, taken away: workplace Solgården"],
        ),
        # What is hidden, however it came about
        (
            [
                changed("changed", "exception", None, None),
                changed("new", "workplace", None, None, thing="placement"),
                changed("new", "percent", None, 50, thing="placement"),
                changed("removed", "text", None, None, thing="deadline"),
            ],
            [
                "S-0001 step 2023-06-01: exception (protected)",
                "S-0001 placement, new: workplace (protected); percent 50",
                "S-0001 deadline, taken away: what (protected)",
            ],
        ),
        # One line for each thing: of two of the same kind and day too
        (
            [
                changed("new", "workplace", None, "A", thing="placement"),
                changed("new", "percent", None, 50, thing="placement"),
                changed("new", "workplace", None, "B", thing="placement"),
                changed("new", "percent", None, 50, thing="placement"),
            ],
            [
                "S-0001 placement, new: workplace A; percent 50",
                "S-0001 placement, new: workplace B; percent 50",
            ],
        ),
        (
            [
                changed("changed", "last_day", None, "2024-01-14"),
                changed("changed", "agreement", "AB", "BEA", which="2024-01-15"),
            ],
            [
                "S-0001 step 2023-06-01: last day - > 2024-01-14",
                "S-0001 step 2024-01-15: agreement AB > BEA",
            ],
        ),
        # What surrounds people; what a newer file holds; what could steer a terminal
        (
            [
                ChangedField(None, "workplace", "Ängen", "changed", "places", 3, 4),
                ChangedField(None, "setting", "mail.to", "changed", "colour", "red", "be\x1bgin"),
            ],
            ["workplace Ängen: places 3 > 4", "setting mail.to: colour red > be\ufffdgin"],
        ),
    ],
)
def test_what_a_change_did_is_a_line_for_each_thing(
    fields_: list[ChangedField], told: list[str]
) -> None:
    assert list(changed_lines(fields_, EN)) == told
    assert shown(tuple(fields_), EN) == " | ".join(told)


def test_the_value_of_a_setting_is_told_in_the_language() -> None:
    changes = [
        ChangedField(None, "setting", key, "changed", "value", before, after)
        for key, before, after in (
            *(("mail.transport", "folder", "smtp"), ("mail.managers", None, "on")),
            *(("notice.BEA", "1 month", "14 days"), ("mail.folder", None, "folder")),
        )
    ]
    assert list(changed_lines(changes, texts("sv"))) == [
        "inställning mail.transport: värde mapp > smtp",
        "inställning mail.managers: värde - > på",
        "inställning notice.BEA: värde 1 månad > 14 dagar",
        "inställning mail.folder: värde - > folder",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_the_log_is_called_something(language: str) -> None:
    things = {thing_of(table) for table in LOGGED_6}
    assert set(THINGS) == things
    names = [texts(language)(name) for name in THINGS.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        *((key, "<5") for key in ("people", "total", "reached", "")),
        *((key, "dolt") for key in ("share", "median_days_on", "person_months", "net", "support")),
    ],
)
def test_a_hidden_number_that_counts_nobody_is_not_told_as_less_than_five(
    key: str, told: str
) -> None:
    assert shown(FEW, texts("sv"), key) == told
