"""What is asked of a list, in which order, what an answer makes, and what no question shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.blocked import question_of
from steg_cli.importing.listed import said
from steg_cli.importing.question import LEAVE, Question
from steg_cli.importing.questions import answered, around_of, next_question, so_far, understood
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.errors import Malformed, StegError

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import OnStep
    from tests.importing.conftest import Rows, SheetOf

TODAY = date(2024, 1, 15)
HEADINGS = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Steg", "Arbetsplats")
SARA = ("850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "Praktik", "Solgården")
BO = ("860202-9814", "Bo Berg", *SARA[2:])
Asked = Callable[..., list[str]]


@pytest.fixture
def asked(register: Register, sheet_of: SheetOf) -> Asked:
    """Ask of sheets until nothing is left, answering each question with its default.

    Return each question as "about subject: value value … = default | sentence". `answers` are those
    to give, by what is asked about, where there is no default or another one is meant.
    """

    def asked(sheets: dict[str, Rows], answers: dict[str, str] | None = None) -> list[str]:
        around, reading, told = around_of(register, TODAY), Reading(), list[str]()
        lists = [sheet_of(rows, name) for name, rows in sheets.items()]
        done: set[tuple[object, str]] = set()
        while True:
            read = so_far(register, read_tables(lists, reading, TODAY, around.ladder))
            question = next_question(read, reading, around, done)  # type: ignore[arg-type]
            if question is None:
                return told
            values = " ".join(one.value or "leave" for one in question.answers)
            told.append(
                f"{question.about} {question.subject}: {values} = {question.default} "
                f"| {question.sentence}"
            )
            done.add((question.about, question.subject))
            given = (answers or {}).get(question.subject or question.about, question.default)
            reading = answered(reading, question, LEAVE if given is None else given)

    return asked


def test_a_list_that_is_known_is_not_asked_about(asked: Asked) -> None:
    assert asked({"Blad1": [HEADINGS, SARA, BO]}) == []


def test_questions_come_in_order_and_each_once(asked: Asked) -> None:
    rows = [
        ("Personnr", "Namn", "Kommun", "Startdatum", "Steg", "Arbetsplats", "Ny plats från"),
        ("850101-9809", "Ek, Sara", "Skövde", "2023-01-02", "Praktikk", "Ekbacken", "2024-01-02"),
        ("860202-9814", "Berg, Bo", "Skövde", "2023-01-02", "Praktik", "Ekbaken", "2024-01-03"),
        ("800101-9804", "Dahl, Cia", "Skövde", "2023-01-02", "Praktik", "Ekbacken", ""),
    ]
    sheets = {"VT 2024": rows[:3], "HT 2024": [rows[0], rows[3]]}
    assert asked(
        sheets, {"Ekbaken": "Ekbacken", "sector": "Vård och omsorg", "Ny plats från": "-"}
    ) == [
        "column Ny plats från: since planned_last_day end last_day - = - "
        "| The column “Ny plats från” (2024-01-02, 2024-01-03) is",
        "word Praktikk: praktik utbildningspraktik arbetsprovning kartlaggning serviceassistent "
        "utredning sjukskoterska underskoterska enhetsassistent leave = praktik "
        "| “Praktikk” (step) is",
        "word Ekbaken: Ekbacken Ekbaken leave = None | “Ekbaken” (workplace) is",
        "create workplace: yes leave = yes | 1 workplace is not in the register: Ekbacken. Add it?",
        "sector : Arbetsmarknad Barn och utbildning Vård och omsorg = None "
        "| To which sector do the new workplaces belong?",
        "value cohort: sheet Pilot 2016 STEG leave = sheet "
        "| The list does not tell the cohort. For every row it is",
        "create cohort: yes leave = yes "
        "| 2 cohorts are not in the register: VT 2024, HT 2024. Add them?",
        "names : turned as-written = turned "
        "| 3 names are written with the last name first (“Ek, Sara”). Turn them?",
    ]


def test_a_column_called_as_a_step_above_words_is_asked_about_and_enter_leaves_out_nothing(
    asked: Asked,
) -> None:
    rows = [(*HEADINGS, "Kartl", "Utr."), (*SARA, "x", "x"), (*BO, "klar", "230109")]
    assert asked({"Blad1": rows}, {"Kartl": "-"}) == [
        "column Kartl: step:kartlaggning consultant supervisor - = None "
        "| The column “Kartl” (x, klar) is",
    ]


def test_a_short_municipality_with_a_slip_is_asked_about_before_it_is_added(asked: Asked) -> None:
    for written, meant in (("Hjoo", "Hjo"), ("Skovdee", "Skövde")):
        rows = [HEADINGS, (*SARA[:3], written, *SARA[4:])]
        assert asked({"Blad1": [*rows, (*BO[:3], meant, *BO[4:])]}, {written: meant})[:1] == [
            f"word {written}: {meant} {written} leave = None | “{written}” (municipality) is"
        ]


def test_a_workplace_with_two_slips_in_a_long_word_is_asked_about_before_it_is_added(
    asked: Asked,
) -> None:
    for written, meant in (("Förskolan Fkbacken", "Förskolan Ekbaken"),):
        rows = [(*SARA[:6], written), (*BO[:6], meant)]
        (first, *_) = asked({"Blad1": [HEADINGS, *rows]}, {"sector": "Vård och omsorg"})
        assert first.startswith("word Förskolan ")
    rows = [(*SARA[:6], "Förskolan A"), (*BO[:6], "Förskolan B")]
    assert not any(
        one.startswith("word")
        for one in asked({"Blad1": [HEADINGS, *rows]}, {"sector": "Vård och omsorg"})
    )


def test_a_word_that_cannot_be_chosen_is_asked_about(asked: Asked) -> None:
    sheets = {"Blad1": [(*HEADINGS, "Status"), (*SARA, "arbetslos!"), (*BO, "arbetslös?")]}
    (said,) = asked({"Blad1": [(*HEADINGS, "Status"), (*SARA, "arbetslöshet"), (*BO, "annat")]})
    assert said == (
        "word arbetslöshet: unemployed far-from-labour-market other leave = unemployed "
        "| “arbetslöshet” (status) is"
    )
    assert asked(sheets) == []  # signs tell nothing apart


def test_nothing_of_a_protected_person_is_shown_nor_texts_beside_them(asked: Asked) -> None:
    rows = [
        (*HEADINGS, "Skyddad", "Kontakt", "Bytte plats"),
        (*SARA[:-2], "praktikk", "Hemliga huset", "ja", "Mamma Ek", "2024-01-02"),
        (*BO[:-1], "Nya skolan", "", "Pappa Berg", "2024-01-03"),
    ]
    told = asked({"Blad1": rows}, {"sector": "Vård och omsorg"})
    assert [one.rpartition("| ")[2] for one in told] == [
        "The column “Kontakt” (1 cell) is",
        "The column “Bytte plats” (2024-01-03) is",
        "2 workplaces are not in the register: Nya skolan …. Add them?",
        "To which sector do the new workplaces belong?",
    ]
    rows[2] = (*SARA[:-1], "Solgården", "", "", "2024-01-03")
    alone = asked({"Blad1": [rows[0], rows[1]]})
    assert [one.rpartition("| ")[2] for one in alone][:1] == [
        "1 workplace is not in the register, of people under protection. Add them?"
    ]


def test_who_is_protected_in_the_register_alone_is_not_shown_either(
    asked: Asked, register: Register, on_step: OnStep
) -> None:
    who = on_step("praktik", "Sara Ek", workplace="Solgården")
    amend(register, who, "protected", "yes", TODAY)
    headings = ("Personnr", "Arbetsplats", "Kontakt")
    # What is almost spelt as another name is not added, so nobody is asked whether to.
    assert asked({"Blad1": [headings, ("19800101-9804", "Solgårdenn", "Mamma Ek")]}) == []
    told = asked({"Blad1": [headings, ("19800101-9804", "Nya skolan", "Mamma Ek")]})
    assert told[0].rpartition("| ")[2] == (
        "1 workplace is not in the register, of people under protection. Add them?"
    )


def test_who_is_registered_needs_no_cohort(asked: Asked, on_step: OnStep) -> None:
    on_step("praktik", "Sara Ek", workplace="Solgården")
    rows = [("Personnr", "Namn", "Handläggare"), ("19800101-9804", "Sara Ek", "Eva")]
    assert asked({"Blad1": rows}) == []


@pytest.mark.parametrize(
    ("about", "subject", "value", "reading"),
    [
        ("column", "Kom hit", "first_day", Reading(columns={"Kom hit": "first_day"})),
        ("column", "Kom hit", "-", Reading(columns={"Kom hit": "-"})),
        ("needed", "number", "Id", Reading(columns={"Id": "number"})),
        ("word", "SAA", "serviceassistent", Reading(words={"SAA": "serviceassistent"})),
        ("word", "SAA", LEAVE, Reading()),
        ("value", "cohort", "sheet", Reading(values={"cohort": "sheet"})),
        ("create", "cohort", "yes", Reading(create=frozenset({"cohort"}))),
        ("create", "cohort", LEAVE, Reading()),
        ("sector", "", "Ny sektor", Reading(sector="Ny sektor", create=frozenset({"sector"}))),
        ("names", "", "as-written", Reading(names="as-written")),
    ],
)
def test_an_answer_makes_another_reading(
    about: str, subject: str, value: str, reading: Reading
) -> None:
    question = Question(about, subject, Question.__doc__, ())  # type: ignore[arg-type]
    assert answered(Reading(), question, value) == reading


def test_a_column_can_be_named_in_ones_own_words(register: Register) -> None:
    around = around_of(register, TODAY)
    question = Question("column", "X", None, (), free=True)  # type: ignore[arg-type]
    for text, value in (
        ("slutdatum", "end"),
        ("Handläggare", "consultant"),
        ("first day", "first_day"),
        ("SA", "step:serviceassistent"),
    ):
        assert understood(question, text, around) == value
    with pytest.raises(Malformed, match="There is no field skostorlek"):
        understood(question, "skostorlek", around)


# What stops a list from being read


@pytest.mark.parametrize(
    ("headings", "question"),
    [
        (
            ("Id", *HEADINGS[1:]),
            "needed number: Id Namn Omgång Kommun Startdatum Steg Arbetsplats = Id",
        ),
        ((*HEADINGS[:-1], "Skyddsnivå"), "column Skyddsnivå: protected - = None"),
        (("Personnr", "Förnamn", *HEADINGS[2:]), None),
    ],
)
def test_what_stops_a_list_is_asked_about_where_an_answer_can_mend_it(
    register: Register, sheet_of: SheetOf, headings: tuple[str, ...], question: str | None
) -> None:
    around, sheets = around_of(register, TODAY), [sheet_of([headings, SARA, BO])]
    with pytest.raises(StegError) as refused:
        read_tables(sheets, Reading(), TODAY, around.ladder)
    found = question_of(refused.value, sheets, around)
    assert question == (
        found
        and f"{found.about} {found.subject}: "
        f"{' '.join(one.value for one in found.answers)} = {found.default}"
    )


def test_a_sheet_that_is_called_as_a_step_is_asked_about(
    register: Register, sheet_of: SheetOf
) -> None:
    around = around_of(register, TODAY)
    sheets = [sheet_of([["Personnr", "Namn"], SARA[:2]], "Serviceassistenter")]
    with pytest.raises(StegError) as refused:
        read_tables(sheets, Reading(), TODAY, around.ladder)
    found = question_of(refused.value, sheets, around)
    assert found is not None
    reading = answered(Reading(), found, found.answers[0].value)
    (table,) = read_tables(sheets, reading, TODAY, around.ladder).tables
    assert said(table.rows[0].values)["step"] == "serviceassistent"


def test_a_title_that_is_a_step_is_asked_about(register: Register) -> None:
    around = around_of(register, TODAY)
    lines = [Line(1, ("Praktikanter",)), Line(3, ("Personnr", "Namn")), Line(4, SARA[:2])]
    sheets = [Sheet("Blad1", tuple(lines))]
    with pytest.raises(StegError) as refused:
        read_tables(sheets, Reading(), TODAY, around.ladder)
    found = question_of(refused.value, sheets, around)
    assert found is not None
    reading = answered(Reading(), found, found.answers[0].value)
    (table,) = read_tables(sheets, reading, TODAY, around.ladder).tables
    assert said(table.rows[0].values)["step"] == "praktik"
