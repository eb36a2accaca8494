"""The page that a person is given: what it marks, and that it shows itself alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from steg_cli.output.extract_page import Said, Told, extract_html, page_of
from steg_cli.programme.words import Word
from steg_cli.reports.extract import ABOUT, OTHERS, Extract, Happened, ReadBy
from steg_cli.reports.extract import Told as Reminder
from steg_cli.reports.touched import ChangedField
from steg_cli.texts import texts

DAY = date(2024, 1, 15)
EN, SV = texts("en"), texts("sv")


def changed(field: str, before: object, after: object) -> ChangedField:
    return ChangedField("S-0001", "placement", "2023-03-01", "changed", field, before, after)


EXTRACT = Extract(
    reference="S-0001",
    name="Anna <Alm>",
    protected=False,
    made_on=DAY,
    reviewed=False,
    names_others=tuple(OTHERS),
    about={**ABOUT, "source": "Från <dig>"},
    person={"name": "Anna <Alm>", "sex": "woman", "birth_year": None},
    records={
        "enrolments": ({"cohort": "STEG", "consultant": "Kim Konsult", "left_to": None},),
        "placements": (
            {"reference": "S-0001", "enrolment": DAY, "workplace": "A", "supervisor": None},
            {"reference": "S-0001", "enrolment": DAY, "workplace": "B", "supervisor": "Pia"},
        ),
        "notes": ({"reference": "S-0001", "day": DAY, "note": "ring Eva"},),
        "former_numbers": (),
        "pauses": (),
    },
    history=(
        Happened(
            "2023-03-01T12:00:00Z",
            "karin",
            "place",
            undone=True,
            fields=(changed("supervisor", None, "Pia"), changed("percent", 50, 75)),
        ),
    ),
    reminders=(Reminder(DAY, "period", DAY, "chef@kommun.se", None),),
    reads=(ReadBy("2024-01-02T12:00:00Z", "bo", Word("export"), "export"),),
)


def test_names_of_others_and_free_texts_are_marked_wherever_they_stand() -> None:
    html = extract_html(EXTRACT, EN)
    assert re.findall(r'<mark class="(\w+)">([^<]*)</mark>', html)[2:] == [
        ("other", "Kim Konsult"),
        ("other", "Pia"),
        ("free", "ring Eva"),
        ("other", "chef@kommun.se"),
        ("other", "bo"),
        ("other", "– → Pia"),
        ("other", "karin"),
    ]


def test_the_copy_to_hand_out_marks_nothing_and_says_nothing_of_a_review() -> None:
    html = extract_html(replace(EXTRACT, reviewed=True), EN)
    assert "<mark" not in html
    assert "review" not in html.partition("</style>")[2]


def test_what_a_page_says() -> None:
    page = page_of(EXTRACT, EN)
    assert page.person == (Told("name", Said("Anna <Alm>")), Told("sex", Said("woman")))
    assert [(one.heading, one.columns) for one in page.lists] == [
        ("Times in the programme", ("cohort", "consultant")),
        ("Placements", ("workplace", "supervisor")),
        ("Notes", ("day", "note")),
        ("Reminders about you", ("day", "what ends", "last day", "recipient")),
        ("Who read about you", ("when", "by", "what was shown", "command")),
    ]
    (event,) = page.history
    assert (event.what, [one.what for one in event.things]) == (
        "a workplace (taken back later)",
        ["placement 2023-03-01"],
    )
    assert event.things[0].values[1] == Told("percent", Said("50 → 75"))
    assert page.nothing == "Former numbers, Pauses"
    assert page.about[5] == Told("Where it comes from", Said("Från <dig>"))


def test_a_page_shows_itself_and_what_it_holds_steers_nothing() -> None:
    html = extract_html(EXTRACT, SV)
    assert "default-src 'none'" in html
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', html) == []
    assert ("Anna &lt;Alm&gt;" in html, "<Alm>" in html, "<script" in html) == (True, False, False)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_protected_person_is_told_to_keep_it() -> None:
    told = "You have a protected identity"
    assert told in extract_html(replace(EXTRACT, protected=True), EN)
    assert told not in extract_html(EXTRACT, EN)
