"""A row of people: who it is, which enrolment it tells of, and what the list leaves open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Counted, FieldChange
from steg_cli.programme.identity import other_identity
from steg_cli.register.file import Register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, IdentityOf, Told
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Ways = Callable[[], list[str]]

# What a row of people needs, and what proves who belongs to the target group.
NEEDED = {"name": "Sara Ek", "cohort": "STEG", "municipality": "Skövde", "first_day": "2021-06-01"}
PROVEN = NEEDED | {"status": "unemployed", "long_term_unemployed": True}
SARA = "S-0001 19800101-9804 Sara Ek"
BEGUN = "    2021-06-01– kartlaggning"
REASON = "!import lista.xlsx"
FILL_IN = "Nothing is filled in. | Fill it in."


def no_column(key: str) -> str:
    """Return what is said of a field that the list has no column for."""
    for_all = key in ("cohort", "municipality", "status", "sector", "first_day")
    right = (
        f'give one value for all rows: --value "{key}=…".'
        if for_all
        else f'say which it is: --map "Heading={key}".'
    )
    return f"the list has no column for it. | Add one, or {right}"


def counted(*, new: int = 0, unchanged: int = 0, changed: int = 0) -> tuple[Counted, ...]:
    """Return what came of a sheet of people."""
    return (
        Counted("people", "people", new + unchanged + changed, new, unchanged, changed, rejected=0),
    )


# Who it is


def test_a_row_of_somebody_new_enrols_them(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, told: Told
) -> None:
    everything = {
        "status": "far-from-labour-market",
        "disability": True,
        "long_term_unemployed": False,
        "education": "tertiary",
        "consultant": "Kim",
        "exception": "bedömd",
        "protected": True,
        "qualification": False,
    }
    done = take_in(row(who=identity(), **NEEDED, **everything))
    assert (done.command, done.change, done.result.sheets) == ("import", 5, counted(new=1))
    assert (done.result.changes, done.result.rejected) == ((), ())
    assert ways() == [
        f"{SARA} protected",
        "  2021-06-01– STEG Skövde far-from-labour-market disability tertiary consultant Kim "
        "!bedömd",
        BEGUN,
    ]
    assert told(done.notes) == [
        "The list does not tell the step: 1 person begins on the first one."
    ]


def test_somebody_is_known_by_number_by_case_or_by_both(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(row(who=identity(), **PROVEN))
    before = ways()
    for known in (
        row(who=identity()),
        row(reference=1),
        row(who=identity(), reference=1),
        row(who=identity(), reference=1, **PROVEN),
    ):
        done = take_in(known)
        assert (done.change, done.result.sheets) == (None, counted(unchanged=1))
    assert ways() == before


def test_a_new_person_keeps_the_case_that_the_list_gives(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(row(who=identity(), reference=42, **PROVEN))
    take_in(row(who=identity("19800102"), **PROVEN | {"name": "Bo Berg"}))
    assert [line for line in ways() if line.startswith("S-")] == [
        "S-0042 19800101-9804 Sara Ek",
        "S-0043 19800102-9803 Bo Berg",
    ]


def test_a_case_with_another_number_and_the_same_name_gets_that_number(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    """A samordningsnummer is replaced by a personnummer: the same person."""
    take_in(row(who=identity("19800160"), **PROVEN))
    assert ways()[0] == "S-0001 19800160-9802 Sara Ek"
    done = take_in(row(who=identity(), reference=1, name="SARA EK"))
    assert done.result.changes == (
        FieldChange(
            *("people", 3, "people", "S-0001", "Sara Ek", None, "number"),
            *("19800160-9802", "19800101-9804"),
        ),
    )
    assert ways()[0] == "S-0001 19800101-9804 Sara Ek"


@pytest.mark.parametrize(
    ("known", "listed", "kept"),
    [
        ("Sara Ek", "SARA EK", "Sara Ek"),
        ("Sara Ek", "sara ek", "Sara Ek"),
        ("Sara Ek", "Ek Sara", "Sara Ek"),
        ("Sara Ek", "EK SARA", "Sara Ek"),
        ("SARA EK", "Sara Ek", "Sara Ek"),
        ("Asa Ek", "Åsa Ek", "Åsa Ek"),
        ("Sara Ek", "Sara Ek-Lind", "Sara Ek-Lind"),
    ],
)
def test_a_name_that_is_only_written_worse_changes_nothing(
    take_in: TakeIn,
    row: RowOf,
    identity: IdentityOf,
    ways: Ways,
    known: str,
    listed: str,
    kept: str,
) -> None:
    take_in(row(who=identity(), **PROVEN | {"name": known}))
    done = take_in(row(who=identity(), name=listed))
    assert ways()[0] == f"S-0001 19800101-9804 {kept}"
    assert bool(done.result.changes) is (known != kept)
    again = take_in(row(who=identity(), name=kept), row(who=identity(), name=kept.upper()))
    assert again.result.changes == ()


OTHER = (
    "people 3 [reference] “S-0001”: S-0001 is Sara Ek in the register, and Bo Berg in the list. "
    '| Leave the case out: --map "Heading=-". A new one is given then.'
)


@pytest.mark.parametrize(
    ("born", "values", "wrong"),
    [
        (
            "19800101",
            {"reference": 2},
            "people 3 [reference] “S-0002”: The number is that of S-0001, and the row says S-0002. "
            '| Correct the row, or leave the case out: --map "Heading=-".',
        ),
        ("19800102", {"reference": 1, "name": "Bo Berg"}, OTHER),
        (
            "19800102",
            {"reference": 1, "name": None},
            "people 3 [reference] “S-0001”: S-0001 is somebody else in this register. "
            '| Leave the case out: --map "Heading=-". A new one is given then.',
        ),
        (
            "19800101",
            {"name": "Bo Berg"},
            "people 3 [name] “Bo Berg”: The number is that of Sara Ek (S-0001). "
            '| Check the number. If the name is new: steg amend S-0001 name "…" first.',
        ),
    ],
)
def test_number_case_and_name_may_not_contradict_each_other(
    take_in: TakeIn,
    wrong_with: WrongWith,
    row: RowOf,
    identity: IdentityOf,
    born: str,
    values: dict[str, object],
    wrong: str,
) -> None:
    take_in(row(who=identity(), **PROVEN))
    said = {key: value for key, value in (PROVEN | values).items() if value is not None}
    assert wrong_with(row(who=identity(born), **said))[:1] == [wrong]


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("Sara Ek", "Sara Lind", True),
        ("Sara von Ek", "Bo von Berg", False),  # short words tell nobody apart
        ("Åsa de la Ek", "Eva de la Berg", False),
        ("Eva Ek", "Åsa Ek", True),  # unless there are no others
        ("Anna-Karin Ek", "Karin Berg", True),
    ],
)
def test_a_name_that_shares_a_word_with_the_registered_one_is_a_new_name(
    take_in: TakeIn,
    row: RowOf,
    identity: IdentityOf,
    old: str,
    new: str,
    is_same: bool,
) -> None:
    take_in(row(who=identity(), **PROVEN | {"name": old}))
    done = take_in(row(who=identity(), name=new), partly=True)
    assert (done.change is not None, len(done.result.problems)) == (is_same, not is_same)


def test_of_a_row_that_contradicts_itself_nothing_else_is_told(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    take_in(row(who=identity(), **PROVEN))
    assert len(wrong_with(row(who=identity(), reference=2, municipality="Tibro"))) == 1


def test_two_new_people_cannot_have_one_case(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    rows = [row(who=identity(born), reference=7, **PROVEN) for born in ("19800101", "19800102")]
    assert wrong_with(*rows) == [
        "people 3 [reference] “S-0007”: S-0007 is at another number on the list, too. "
        '| Correct the row, or leave the case out: --map "Heading=-".',
    ]


@pytest.mark.parametrize("kind", ["people", "stays"])
def test_one_new_person_cannot_have_two_cases(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf, kind: str
) -> None:
    first = row(who=identity(), reference=7, **PROVEN)
    known = {"first_day": "2021-06-01", "step": "kartlaggning"}
    second = row(kind, who=identity(), reference=8, **known)
    assert len(wrong_with(first, second)) == 1


@pytest.mark.parametrize("kind", ["people", "stays"])
def test_a_case_that_stands_on_any_row_of_somebody_new_is_theirs(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, kind: str
) -> None:
    known = {"first_day": "2021-06-01", "step": "kartlaggning"}
    rows = [
        row(who=identity(), **PROVEN),
        row(kind, who=identity(), reference=7, **known),
    ]
    take_in(*rows)
    assert ways()[0] == "S-0007 19800101-9804 Sara Ek"
    assert take_in(*rows).change is None


# What a row needs


@pytest.mark.parametrize("left_out", ["name", "cohort", "municipality", "first_day"])
@pytest.mark.parametrize("has_column", [True, False])
def test_a_new_person_needs_name_cohort_municipality_and_first_day(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf, left_out: str, has_column: bool
) -> None:
    values = {key: value for key, value in PROVEN.items() if key != left_out}
    empty = (left_out,) if has_column else ()
    column = left_out if has_column else None
    label = left_out.replace("_", " ")
    what = FILL_IN if has_column else f"{label}: {no_column(left_out)}"
    assert wrong_with(row("people", *empty, who=identity(), **values)) == [
        f"people 2 [{column}]: {what}"
    ]


def test_everything_that_is_missing_is_told(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    assert wrong_with(
        row("people", "municipality", who=identity(), name="Sara Ek"),
        row("people", "name", who=identity("19800102"), cohort="STEG"),
        row("people", "number", name="Bo Berg", cohort="STEG", municipality="Skövde"),
    ) == [
        f"people 2 [None]: cohort: {no_column('cohort')}",
        f"people 2 [municipality]: {FILL_IN}",
        f"people 2 [None]: first day: {no_column('first_day')}",
        f"people 3 [name]: {FILL_IN}",
        f"people 3 [None]: municipality: {no_column('municipality')}",
        f"people 3 [None]: first day: {no_column('first_day')}",
        f"people 4 [number]: {FILL_IN}",
        f"people 4 [None]: first day: {no_column('first_day')}",
    ]


def test_what_is_missing_is_told_beside_what_is_not_there(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    values = {"cohort": "Stegg", "step": "hopp"}
    told = wrong_with(row("people", "name", who=identity(), **values))
    assert [line.partition(". ")[0] for line in told] == [
        "people 2 [cohort] “Stegg”: There is no cohort Stegg",
        "people 2 [step] “hopp”: There is no step hopp on the ladder",
        "people 2 [name]: Nothing is filled in",
        "people 2 [None]: municipality: the list has no column for it",
        "people 2 [None]: first day: the list has no column for it",
    ]


def test_what_a_row_names_has_to_be_there(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    values = {
        "cohort": "Stegg",
        "municipality": "Sködve",
        "workplace": "Solgårdn",
        "step": "hopp",
    }
    assert wrong_with(row(who=identity(), **PROVEN | values)) == [
        *(
            f"people 2 [{key}] “{name}”: There is no {key} {name}. | Did you mean {near}? "
            f'Then: --value "{name}={near}". If not: --create {key} --value "{name}={name}"'
            for key, name, near in (
                ("cohort", "Stegg", "STEG"),
                ("municipality", "Sködve", "Skövde"),
                ("workplace", "Solgårdn", "Solgården"),
            )
        ),
        "people 2 [step] “hopp”: There is no step hopp on the ladder. | The steps are "
        "kartlaggning, utredning, arbetsprovning, praktik, utbildningspraktik, serviceassistent, "
        "enhetsassistent, underskoterska, sjukskoterska.",
    ]
    assert wrong_with(row(who=identity(), **PROVEN | {"cohort": "Höst"})) == [
        "people 3 [cohort] “Höst”: There is no cohort Höst. | Add it first: steg cohort add --help"
    ]


def test_names_are_taken_as_the_register_spells_them(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    values = {"cohort": "steg", "municipality": "SKÖVDE", "step": "Kartläggning"}
    done = take_in(row(who=identity(), **PROVEN | values))
    assert ways()[1:] == ["  2021-06-01– STEG Skövde unemployed long-term", BEGUN]
    assert done.notes == ()


@pytest.mark.parametrize(
    ("name", "right"),
    [
        (
            "Sködve",
            'Did you mean Skövde? Then: --value "Sködve=Skövde". If not: --create municipality '
            '--value "Sködve=Sködve"',
        ),
        ("Ystad", "Add it first: steg municipality add --help"),
    ],
)
def test_a_municipality_that_is_not_on_the_list_is_refused_with_the_nearest_one(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf, name: str, right: str
) -> None:
    assert wrong_with(row(who=identity(), **PROVEN | {"municipality": name})) == [
        f"people 2 [municipality] “{name}”: There is no municipality {name}. | {right}"
    ]


def test_a_day_far_ahead_and_one_outside_the_cohort_are_told(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, told: Told
) -> None:
    ahead = PROVEN | {"first_day": "2025-01-16", "step": "kartlaggning"}
    assert told(take_in(row(who=identity(), **ahead)).notes) == [
        "Row 2 of people begins on 2025-01-16, more than a year ahead.",
        "Outside the days of the cohort: 1 enrolment begins. Are the days and cohorts right?",
    ]


# Whether they belong to the target group


@pytest.mark.parametrize(
    ("values", "enrolment"),
    [
        ({"status": "unemployed", "long_term_unemployed": True}, "unemployed long-term"),
        ({"status": "far-from-labour-market", "disability": True}, "far-from-labour-market "
         "disability"),
        ({"long_term_unemployed": True}, "unemployed long-term"),
        ({"status": "unemployed", "disability": True, "exception": "ung"}, "unemployed "
         "disability !ung"),
        ({}, f"other {REASON}"),
        ({"status": "unemployed"}, f"unemployed {REASON}"),
        ({"disability": True}, f"other disability {REASON}"),
        ({"exception": "bedömd"}, "other !bedömd"),
    ],
)  # fmt: skip
def test_what_a_list_does_not_prove_is_an_exception(
    take_in: TakeIn,
    row: RowOf,
    identity: IdentityOf,
    ways: Ways,
    told: Told,
    values: dict[str, object],
    enrolment: str,
) -> None:
    done = take_in(row(who=identity(), **NEEDED, step="kartlaggning", **values))
    assert ways() == [SARA, f"  2021-06-01– STEG Skövde {enrolment}", BEGUN]
    assert told(done.notes) == [
        "The list does not tell who belongs to the target group: 1 enrolment is an exception with "
        "“import lista.xlsx”."
    ] * (REASON in enrolment)


NOT_FOR = "The programme is for people "
GROUND = f"{NOT_FOR}with a disability or long-term unemployment."
STATUS = f"{NOT_FOR}who are unemployed or far from the labour market."
OLD = "The person is 65 years old on 2021-06-01; the programme is for ages 16 to 64."
YOUNG = "The person is 15 years old on 2021-06-01; the programme is for ages 16 to 64."


@pytest.mark.parametrize(
    ("born", "values", "column", "problem"),
    [
        ("19800101", {"status": "other", "disability": True}, "status", STATUS),
        ("19800101", {"status": "unemployed", "disability": False}, "disability", GROUND),
        ("19800101", {"disability": False}, "disability", GROUND),
        ("19800101", {"status": "other"}, "status", STATUS),
        ("19560601", {}, "number", OLD),
        ("20050602", {}, "number", YOUNG),
        ("20050602", {"disability": True}, "number", YOUNG),
        ("19560601", {"status": "unemployed", "disability": True}, "number", OLD),
    ],
)
def test_what_a_list_tells_may_not_say_no(
    wrong_with: WrongWith,
    row: RowOf,
    identity: IdentityOf,
    born: str,
    values: dict[str, object],
    column: str,
    problem: str,
) -> None:
    who = identity(born)
    value = {"number": who.written, "status": "other", "disability": "nej"}[column]
    assert wrong_with(row(who=who, **NEEDED, **values)) == [
        f"people 2 [{column}] “{value}”: {problem} "
        "| Correct the row; or write why it is an exception in the column “exception”."
    ]


@pytest.mark.parametrize("born", ["19560602", "20050601"])
def test_the_first_and_the_last_age_may_be_enrolled(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, born: str
) -> None:
    assert take_in(row(who=identity(born), **PROVEN)).result.sheets == counted(new=1)


@pytest.mark.parametrize("proof", [{}, {"status": "unemployed", "long_term_unemployed": True}])
def test_a_reason_of_the_list_s_own_makes_an_exception_of_an_age(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, proof: dict[str, object]
) -> None:
    take_in(row(who=identity("19560601"), **NEEDED, **proof, exception="bedömd"))
    assert ways()[1].endswith(" !bedömd")


# Which enrolment


def test_a_row_without_a_first_day_is_about_the_last_enrolment(
    register: Register, take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(row(who=identity(), **PROVEN, last_day="2021-12-31", left_to="other"))
    take_in(row(who=identity(), **PROVEN | {"first_day": "2022-03-01"}))
    done = take_in(row(who=identity(), consultant="Kim", education="compulsory"))
    assert done.result.sheets == counted(changed=1)
    assert done.result.changes == tuple(
        FieldChange(
            *("people", 4, "people", "S-0001", "Sara Ek", D("2022-03-01"), field, None, value)
        )
        for field, value in (("education", "compulsory"), ("consultant", "Kim"))
    )
    assert ways() == [
        SARA,
        "  2021-06-01–2021-12-31 STEG Skövde unemployed long-term to other",
        "    2021-06-01–2021-12-31 kartlaggning closed 2021-12-31",
        "  2022-03-01– STEG Skövde unemployed long-term compulsory consultant Kim",
        "    2022-03-01– kartlaggning",
    ]


def test_a_row_without_a_first_day_is_about_the_last_enrolment_of_the_list(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(row(who=identity(), **PROVEN, last_day="2021-12-31", left_to="other"))
    back = PROVEN | {"first_day": "2022-03-01", "municipality": "Töreboda"}
    known, elsewhere = row(who=identity(), consultant="Kim"), row(who=identity(), **back)
    other = row(who=identity(), municipality="Tibro")
    again = [
        "people 5 [municipality] “Tibro”: Row 4 of people says “Töreboda” of the same person. "
        "| Correct the one that is wrong."
    ]
    assert wrong_with(other, elsewhere) == again
    take_in(known, elsewhere)
    assert [line for line in ways() if line.startswith("  2")] == [
        "  2021-06-01–2021-12-31 STEG Skövde unemployed long-term to other",
        "  2022-03-01– STEG Töreboda unemployed long-term consultant Kim",
    ]
    assert take_in(known, elsewhere).change is None
    assert wrong_with(other, elsewhere) == again


def test_two_rows_of_one_person_tell_of_two_enrolments(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    rows = [
        row(who=identity(), **PROVEN | {"first_day": "2022-03-01"}),
        row(who=identity(), **PROVEN, last_day="2021-12-31", left_to="other"),
    ]
    assert take_in(*rows).result.sheets == counted(new=2)
    assert [line for line in ways() if line.startswith("  2")] == [
        "  2021-06-01–2021-12-31 STEG Skövde unemployed long-term to other",
        "  2022-03-01– STEG Skövde unemployed long-term",
    ]
    assert take_in(*rows).change is None


EARLIER = PROVEN | {"first_day": "2020-12-01", "left_to": "other"}


def test_an_earlier_time_comes_in_if_it_ended_before(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    take_in(row(who=identity(), **PROVEN))
    assert wrong_with(row(who=identity(), **EARLIER, last_day="2021-06-01")) == [
        "people 3 [first_day] “2020-12-01”: The person is enrolled already, since 2021-06-01. "
        "| Write that day, if it is the same time in the programme; or correct the register: "
        "steg amend S-0001 first-day 2020-12-01. Who came back has a last day before."
    ]
    done = take_in(row(who=identity(), **EARLIER, last_day="2021-05-31"))
    assert done.result.sheets == counted(new=1)


@pytest.mark.parametrize("day", ["2021-05-31", "2021-06-02", "2024-01-15"])
def test_somebody_enrolled_cannot_be_enrolled_again(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, identity: IdentityOf, day: str
) -> None:
    take_in(row(who=identity(), **PROVEN))
    assert wrong_with(row(who=identity(), **PROVEN | {"first_day": day})) == [
        f"people 3 [first_day] “{day}”: The person is enrolled already, since 2021-06-01. "
        "| Write that day, if it is the same time in the programme; or correct the register: "
        f"steg amend S-0001 first-day {day}. Who came back has a last day before."
    ]


def test_two_rows_of_one_enrolment_are_put_together(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    done = take_in(
        row(who=identity(), **PROVEN),
        row(who=identity(), first_day="2021-06-01", consultant="Kim", workplace="Snickeriet"),
    )
    assert done.result.sheets == counted(new=1, unchanged=1)
    assert ways() == [
        SARA,
        "  2021-06-01– STEG Skövde unemployed long-term consultant Kim",
        BEGUN,
        "    2021-06-01– at Snickeriet 100 %",
    ]


def test_two_rows_at_two_workplaces_tell_where_placements_are_written(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    said = {key: value for key, value in PROVEN.items() if key != "workplace"}
    places = ("Snickeriet", "Björkskolan")
    assert wrong_with(*(row(who=identity(), **said, workplace=one) for one in places)) == [
        "people 3 [workplace] “Björkskolan”: Row 2 of people says “Snickeriet” of the same person. "
        "| Correct the one that is wrong; if the person is at both, move the rows to a sheet "
        "called “Placements”, with the first day of each."
    ]


def test_two_rows_may_not_say_different_things_of_one_person(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    said = PROVEN | {"workplace": "Snickeriet", "percent": 50}
    other = {"name": "Sara Lind", "cohort": "Pilot 2016", "percent": 75, "municipality": "Skövde"}
    assert wrong_with(row(who=identity(), **said), row(who=identity(), **said | other)) == [
        f"people 3 [{key}] “{value}”: Row 2 of people says “{other}” of the same person. "
        "| Correct the one that is wrong."
        for key, value, other in (
            ("name", "Sara Lind", "Sara Ek"),
            ("cohort", "Pilot 2016", "STEG"),
            ("percent", 75, 50),
        )
    ]


@pytest.mark.parametrize("step", ["serviceassistent", "praktik"])
def test_two_rows_may_not_begin_one_step_on_two_days(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf, step: str
) -> None:
    first, second = (
        row(who=identity(), **PROVEN, step=step, since=day) for day in ("2023-06-01", "2023-07-01")
    )
    (wrong,) = wrong_with(first, second)
    assert wrong == (
        f"people 3 [since] “2023-07-01”: The person is on {step} since 2023-06-01; the list says "
        f"{step} since 2023-07-01. | Correct the list, or the register: steg amend --help"
    )


# Leaving


@pytest.mark.parametrize("key", ["last_day", "end"])
def test_somebody_who_left_ends_everything_that_is_open(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, key: str
) -> None:
    take_in(row(who=identity(), **PROVEN, workplace="Snickeriet"))
    left = row(who=identity(), **{key: "2023-12-31"}, left_to="education", qualification=True)
    assert take_in(left).result.sheets == counted(changed=1)
    assert ways() == [
        SARA,
        "  2021-06-01–2023-12-31 STEG Skövde unemployed long-term to education qualified",
        "    2021-06-01–2023-12-31 kartlaggning closed 2023-12-31",
        "    2021-06-01–2023-12-31 at Snickeriet 100 %",
    ]


def test_a_last_day_to_come_is_recorded_as_of_today(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(row(who=identity(), **PROVEN, last_day="2024-06-30", left_to="other"))
    assert ways()[2] == "    2021-06-01–2024-06-30 kartlaggning closed 2024-01-15"


@pytest.mark.parametrize(
    ("values", "missing", "label"),
    [
        ({"last_day": "2023-12-31"}, "left_to", "left to"),
        ({"left_to": "other"}, "last_day", "last day"),
    ],
)
def test_a_last_day_and_what_the_person_left_to_belong_together(
    wrong_with: WrongWith,
    row: RowOf,
    identity: IdentityOf,
    values: dict[str, object],
    missing: str,
    label: str,
) -> None:
    assert wrong_with(row(who=identity(), **PROVEN, **values)) == [
        f"people 2 [None]: {label}: {no_column(missing)}"
    ]


def test_a_last_day_is_corrected_with_what_ended_on_it(
    register: Register, take_in: TakeIn, row: RowOf, enrol_somebody: EnrolSomebody, ways: Ways
) -> None:
    enrol_somebody(on=D("2021-06-01"))
    leave(register, "S-0001", TODAY, to="other", on=D("2023-06-30"))
    done = take_in(row(reference=1, last_day="2023-05-31"))
    assert [(c.kind, c.field, c.before, c.after) for c in done.result.changes] == [
        (kind, "last_day", D("2023-06-30"), D("2023-05-31")) for kind in ("people", "stays")
    ]
    assert ways()[1:] == [
        "  2021-06-01–2023-05-31 STEG Skövde unemployed long-term to other",
        "    2021-06-01–2023-05-31 kartlaggning closed 2024-01-15",
    ]


# An empty cell, and what is kept


def test_what_a_list_leaves_empty_stays_as_it_is(
    register: Register, take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    everything = {"education": "tertiary", "consultant": "Kim", "exception": "bedömd"}
    take_in(row(who=identity(), **PROVEN, **everything))
    before = ways()
    empty = ("cohort", "municipality", "status", "disability", *everything, "left_to", "workplace")
    done = take_in(row("people", *empty, who=identity()))
    assert (done.change, ways()) == (None, before)


def test_every_field_that_differs_is_told(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(row(who=identity(), **PROVEN))
    new = {
        "name": "Sara Lind",
        "cohort": "Pilot 2016",
        "municipality": "Tibro",
        "status": "far-from-labour-market",
        "disability": True,
        "long_term_unemployed": False,
        "consultant": "Kim",
        "exception": "bedömd",
    }
    done = take_in(row(who=identity(), **new, first_day="2021-06-01"))
    assert done.result.sheets == counted(changed=1)
    assert [(c.day, c.field, c.before, c.after) for c in done.result.changes] == [
        (None, "name", "Sara Ek", "Sara Lind"),
        *(
            (D("2021-06-01"), field, before, new[field])
            for field, before in (
                ("cohort", "STEG"),
                ("municipality", "Skövde"),
                ("status", "unemployed"),
                ("disability", False),
                ("long_term_unemployed", True),
                ("consultant", None),
                ("exception", None),
            )
        ),
    ]
    assert ways()[:2] == [
        "S-0001 19800101-9804 Sara Lind",
        "  2021-06-01– Pilot 2016 Tibro far-from-labour-market disability consultant Kim !bedömd",
    ]


def test_another_birth_year_of_an_other_id_is_asked_about(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    known, other = (other_identity("X-7", year, "woman", TODAY) for year in (1970, 1971))
    enrol(
        register,
        Application(known, "Bo", "STEG", "Skövde", "unemployed", TODAY, disability=True),
        TODAY,
    )
    done = take_in(row(who=other, name="Bo"))
    assert done.result.sheets == counted(changed=1)
    assert [(c.field, c.before, c.after) for c in done.result.changes] == [
        ("birth_year", 1970, 1971)
    ]
