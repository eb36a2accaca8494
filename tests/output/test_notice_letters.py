"""A letter of notice: what stands in it, and which templates can be filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from steg_cli.output.notice_letters import (
    KINDS,
    PLACES,
    check_template,
    letter,
    letter_name,
    usual_template,
)
from steg_cli.programme.errors import Refused
from steg_cli.reports.notices import NoticeRow
from steg_cli.texts import LANGUAGES, texts

D = date.fromisoformat
TODAY = D("2026-11-22")
ROW = NoticeRow(
    reference="S-0042",
    name="Åsa <Ek> & Bo",
    workplace="Ekbacken",
    municipality="Skövde",
    cohort="STEG",
    step="serviceassistent",
    first_day=D("2026-02-01"),
    last_day=D("2027-01-31"),
    months_in_all=12,
    agreement="BEA",
    notice_by=D("2026-12-30"),
    notice_given=None,
    union_notified=None,
    state="due",
    protected=False,
)
KNOWN = f"The places are {', '.join(f'${place}' for place in (*PLACES, 'today'))}."


def test_a_letter_is_called_by_its_case_and_last_day() -> None:
    assert [letter_name(ROW, kind) for kind in KINDS] == [
        "S-0042-2027-01-31.html",
        "S-0042-2027-01-31.txt",
    ]


def test_every_place_is_filled_in() -> None:
    template = "|".join(f"${{{place}}}" for place in (*PLACES, "today")) + "|$$"
    assert letter(ROW, "txt", template, TODAY, texts("sv")) == (
        "S-0042|Åsa <Ek> & Bo|Ekbacken|Skövde|STEG|serviceassistent|2026-02-01|2027-01-31|12|BEA|"
        "2026-12-30|2026-11-22|$"
    )
    unknown = replace(ROW, name=None, workplace=None, months_in_all=None)
    assert letter(unknown, "txt", "$name $workplace $months_in_all", TODAY, texts("sv")) == "– – –"


def test_what_somebody_is_called_is_no_markup() -> None:
    written = letter(ROW, "html", "<b>$name</b>", TODAY, texts("sv"))
    assert written == "<b>Åsa &lt;Ek&gt; &amp; Bo</b>"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_usual_letter_states_the_facts_and_leaves_the_law_to_hr(
    kind: str, language: str
) -> None:
    template = usual_template(kind, language)
    check_template(template, f"brev.{kind}")
    written = letter(ROW, kind, template, TODAY, texts(language))
    for fact in ("S-0042", "Ekbacken", "serviceassistent", "2026-02-01", "2027-01-31", "HR"):
        assert fact in written
    assert "$" not in written
    assert "LAS" not in written
    if kind == "html":
        assert f'<html lang="{language}">' in written
        assert "http" not in written  # it asks nobody for anything


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("Hej $namn!", "brev.txt has the place $namn, which no letter knows.", KNOWN),
        ("Hej ${Name}!", "brev.txt has the place $Name, which no letter knows.", KNOWN),
        (
            "Hej!\n\n100 $ är $name",
            "In brev.txt, line 3, a $ stands before something that is no place.",
            f"Write $$ for a dollar sign. {KNOWN}",
        ),
        (
            "${}",
            "In brev.txt, line 1, a $ stands before something that is no place.",
            f"Write $$ for a dollar sign. {KNOWN}",
        ),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_told(text: str, sentence: str, hint: str) -> None:
    with pytest.raises(Refused) as caught:
        check_template(text, "brev.txt")
    assert (str(caught.value), texts("en").hint(caught.value)) == (sentence, hint)
