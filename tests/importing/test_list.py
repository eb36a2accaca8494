"""A whole list: all or nothing, one change, asked about, taken back, and partly when wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.results import (
    Counted,
    Done,
    FieldChange,
    Imported,
    Rejected,
    Reversed,
    Wrong,
)
from steg_cli.actions.surroundings import WORKPLACE, edit
from steg_cli.actions.undo import reverse_last
from steg_cli.importing.import_list import AT_ONCE, import_list
from steg_cli.importing.listed import Row, RowProblem, WholeList
from steg_cli.programme.errors import Malformed, Note, Refused
from steg_cli.register.file import Register, open_register

if TYPE_CHECKING:
    from tests.conftest import Dump, EnrolSomebody, IdentityOf, OnStep, Told
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Ways = Callable[[], list[str]]
# What is not in the history of changes, nor SQLite's own.
HISTORY = {"change", "log_row", "sqlite_sequence", "backup"}

ENROLLED: dict[str, object] = {
    "cohort": "STEG",
    "municipality": "Skövde",
    "first_day": "2021-06-01",
    "status": "unemployed",
    "long_term_unemployed": True,
    "step": "kartlaggning",
}


@pytest.fixture
def mixed(row: RowOf, identity: IdentityOf, on_step: OnStep) -> tuple[Row, ...]:
    """A list of somebody new and a workplace, of Anna's move there, and of what is known."""
    on_step("praktik", "Anna Alm", workplace="Solgården")
    return (
        row(who=identity("19900101"), name="Sara Ek", **ENROLLED),
        row(reference=1, name="Anna Alm", cohort="STEG", municipality="Tibro"),
        row("placements", reference=1, workplace="Ekbacken", first_day="2024-01-01"),
        row("stays", reference=1, step="praktik", first_day="2023-06-01"),
        row("workplaces", workplace="Ekbacken", sector="Vård och omsorg", municipality="Tibro"),
        row("workplaces", workplace="Solgården", manager="Mia"),
    )


MIXED = Imported(
    "lista.xlsx",
    (
        Counted("people", "people", 2, 1, 0, 1, 0),
        Counted("placements", "placements", 1, 1, 0, 0, 0),
        Counted("stays", "stays", 1, 0, 1, 0, 0),
        Counted("workplaces", "workplaces", 2, 1, 0, 1, 0),
    ),
    (
        FieldChange(
            *("people", 3, "people", "S-0001", "Anna Alm", D("2021-03-01")),
            *("municipality", "Skövde", "Tibro"),
        ),
        FieldChange(
            *("placements", 2, "placements", "S-0001", "Anna Alm", D("2024-01-01")),
            *(None, None, "Ekbacken", True),
        ),
        FieldChange(
            *("people", 3, "placements", "S-0001", "Anna Alm", D("2023-06-01")),
            *("last_day", None, D("2023-12-31"), True),
        ),
        FieldChange(
            *("workplaces", 3, "workplaces", None, "Solgården", None, "manager", None, "Mia")
        ),
    ),
    (),
    (),
)


def without_history(dump: Dump) -> Dump:
    """Return a dump without what only ever grows."""
    return {table: rows for table, rows in dump.items() if table not in HISTORY}


# One change, all or nothing


def test_a_list_is_one_change_that_is_taken_back_and_brought_in_again_whole(
    register: Register, mixed: tuple[Row, ...], take_in: TakeIn, dump: Callable[[], Dump]
) -> None:
    before = without_history(dump())
    done = take_in(*mixed)
    assert set(done.result.changes) == set(MIXED.changes)
    as_told = replace(MIXED, told=done.result.told, newcomers=done.result.newcomers, new_people=1)
    assert replace(done.result, changes=MIXED.changes) == as_told
    assert [str(one.sentence) for one in (*done.result.newcomers, *done.result.told)] == [
        "Sara Ek, on kartlaggning since 2021-06-01",
        "Anna Alm (S-0001) moves from Solgården to Ekbacken on 2024-01-01.",
    ]
    after = without_history(dump())
    (change,) = register.execute("SELECT * FROM change WHERE command = 'import'").fetchall()
    assert (change["id"], change["summary"]) == (done.change, "lista.xlsx +3 ~2")
    undone = reverse_last(register, "undo", TODAY)
    assert undone.result == Reversed(done.change or 0, "import", "lista.xlsx +3 ~2", change["at"])
    assert without_history(dump()) == before
    reverse_last(register, "redo", TODAY)
    assert without_history(dump()) == after
    again = take_in(*mixed)
    assert (again.change, again.result.changes) == (None, ())
    assert [(s.rows, s.unchanged) for s in again.result.sheets] == [(2, 2), (1, 1), (1, 1), (2, 2)]


def test_one_problem_keeps_the_whole_list_out(
    mixed: tuple[Row, ...], row: RowOf, identity: IdentityOf, wrong_with: WrongWith
) -> None:
    bad = row(who=identity("19900102"), name="Bo Berg", **ENROLLED | {"cohort": "Borta"})
    assert wrong_with(*mixed, bad) == [
        "people 4 [cohort] “Borta”: There is no cohort Borta. "
        "| Add it first: steg cohort add --help"
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(
    register: Register, mixed: tuple[Row, ...], dump: Callable[[], Dump]
) -> None:
    before, content = dump(), register.path.read_bytes()
    listed = WholeList("lista.xlsx", mixed)
    rehearsed = import_list(register, listed, TODAY, ask=False, dry_run=True)
    assert (dump(), register.path.read_bytes()) == (before, content)
    done = import_list(register, listed, TODAY, ask=False)
    assert rehearsed == replace(done, change=None)


def test_everything_that_is_wrong_is_told_in_the_order_of_the_list(
    row: RowOf, identity: IdentityOf, wrong_with: WrongWith
) -> None:
    fill_in = "Nothing is filled in. | Fill it in."
    rows = [
        row("people", "name", who=identity("19900101"), cohort="STEG"),
        row(who=identity("19900102"), name="Bo", **ENROLLED | {"step": "hopp"}),
        row("workplaces", "workplace", municipality="Tibro"),
        row(who=identity("19900103"), name="Eva", **ENROLLED | {"cohort": "Borta"}),
        row("sectors", "sector", sheet="Andra"),
    ]
    assert [line.partition(":")[0] for line in wrong_with(*rows)] == [
        "people 2 [name]",
        "people 2 [None]",
        "people 2 [None]",
        "people 3 [step] “hopp”",
        "people 4 [cohort] “Borta”",
        "workplaces 2 [workplace]",
        "Andra 2 [sector]",
    ]
    assert wrong_with(rows[4]) == [f"Andra 2 [sector]: {fill_in}"]


def test_what_could_not_be_read_keeps_the_list_out_too(
    register: Register,
    row: RowOf,
    identity: IdentityOf,
    dump: Callable[[], Dump],
) -> None:
    good = row(who=identity("19900101"), name="Sara Ek", **ENROLLED)
    bad = row("people", "end", who=identity("19900102"), name="Bo", **ENROLLED | {"cohort": "Ut"})
    error = Malformed("{text} is not written as a day.", "Write it.", text="igår")
    listed = WholeList("lista.xlsx", (good, bad), (RowProblem("people", 3, "end", "igår", error),))
    before = dump()
    done = import_list(register, listed, TODAY)
    assert done == Done(
        "import",
        None,
        Imported(
            "lista.xlsx",
            (Counted("people", "people", 2, 1, 0, 0, 1),),
            (),
            (
                Wrong(
                    *("people", 3, "end", "igår"),
                    Note("{text} is not written as a day.", {"text": "igår"}),
                    Note("Write it.", {"text": "igår"}),
                ),
                Wrong(
                    *("people", 3, "cohort", "Ut"),
                    done.result.problems[1].problem,
                    done.result.problems[1].right,
                    absent="cohort",
                ),
            ),
            (Rejected("people", 3),),
            new_people=1,
            newcomers=done.result.newcomers,
        ),
    )
    assert str(done.result.problems[1].problem) == "There is no cohort Ut."
    assert dump() == before


def test_an_empty_list_changes_nothing(take_in: TakeIn) -> None:
    assert take_in() == Done("import", None, Imported("lista.xlsx", (), (), (), ()))


# Asked about


def test_what_only_adds_is_not_asked_about(
    register: Register, row: RowOf, identity: IdentityOf
) -> None:
    rows = (
        row(who=identity("19900101"), name="Sara Ek", **ENROLLED),
        row("cohorts", cohort="Höst"),
    )
    done = import_list(register, WholeList("lista.xlsx", rows), TODAY)
    assert done.change is not None


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("people", {"reference": 1, "municipality": "Tibro"}),
        ("people", {"reference": 1, "step": "serviceassistent", "since": "2024-01-01"}),
        ("stays", {"reference": 1, "first_day": "2023-06-01", "exception": "ny"}),
        ("placements", {"reference": 1, "first_day": "2024-02-01", "workplace": "Björkskolan"}),
        ("workplaces", {"workplace": "Solgården", "places": 3}),
        ("cohorts", {"cohort": "STEG", "planned": 9}),
        ("settings", {"key": "remind.months", "value": "4"}),
    ],
)
def test_what_changes_anything_that_is_there_waits_for_a_yes(
    register: Register,
    row: RowOf,
    on_step: OnStep,
    dump: Callable[[], Dump],
    kind: str,
    values: dict[str, object],
) -> None:
    on_step("praktik", "Anna Alm", workplace="Solgården")
    listed, before = WholeList("lista.xlsx", (row(kind, **values),)), dump()
    asked = import_list(register, listed, TODAY)
    assert (asked.change, dump()) == (None, before)
    assert asked.result.changes
    done = import_list(register, listed, TODAY, agreed=asked.result)
    assert done.change is not None
    assert done.notes == asked.notes  # who says yes has read them
    assert done.result == asked.result


def test_a_yes_to_something_else_imports_nothing(
    register: Register, mixed: tuple[Row, ...], dump: Callable[[], Dump]
) -> None:
    listed = WholeList("lista.xlsx", mixed)
    asked = import_list(register, listed, TODAY)
    amend(register, "S-0001", "municipality", "Töreboda", TODAY)
    before = dump()
    with pytest.raises(Refused) as caught:
        import_list(register, listed, TODAY, agreed=asked.result)
    assert str(caught.value) == "The register was changed meanwhile; nothing was imported."
    assert caught.value.hint == "Import the list once more, and look at what it would do now."
    assert dump() == before


def test_a_change_of_somebody_else_meanwhile_does_not_matter(
    register: Register, mixed: tuple[Row, ...], enrol_somebody: EnrolSomebody
) -> None:
    listed = WholeList("lista.xlsx", mixed)
    asked = import_list(register, listed, TODAY)
    with open_register(register.path) as other:
        amend(other, "S-0001", "education", "tertiary", TODAY)
    assert import_list(register, listed, TODAY, agreed=asked.result).change is not None


# Partly


def test_the_rows_of_whoever_has_a_problem_stay_out_wholly(
    register: Register, row: RowOf, identity: IdentityOf, take_in: TakeIn, ways: Ways
) -> None:
    sara, bo = identity("19900101"), identity("19900102")
    rows = [
        row(who=sara, name="Sara Ek", **ENROLLED),
        row(who=bo, name="Bo Berg", **ENROLLED),
        row("stays", who=sara, step="kartlaggning", first_day="2021-06-01"),
        row("stays", who=bo, step="kartlaggning", first_day="2021-06-01"),
        row("placements", who=bo, workplace="Borta", first_day="2021-08-01"),
        row("cohorts", cohort="STEG", planned=9),
    ]
    done = take_in(*rows, partly=True)
    assert done.change is not None
    assert done.result.sheets == (
        Counted("people", "people", 2, 1, 0, 0, 1),
        Counted("stays", "stays", 2, 1, 0, 0, 1),
        Counted("placements", "placements", 1, 0, 0, 0, 1),
        Counted("cohorts", "cohorts", 1, 0, 0, 1, 0),
    )
    assert [(one.sheet, one.row) for one in done.result.rejected] == [
        *(("people", 3), ("stays", 3), ("placements", 2))
    ]
    assert [(one.sheet, one.row, one.column) for one in done.result.problems] == [
        ("placements", 2, "workplace")
    ]
    assert [line for line in ways() if line.startswith("S-")] == ["S-0001 19900101-9802 Sara Ek"]


def test_who_depends_on_a_row_that_stays_out_stays_out_too(
    row: RowOf, identity: IdentityOf, take_in: TakeIn, ways: Ways
) -> None:
    enrolled = ENROLLED | {"step": "praktik", "workplace": "Ekbacken"}
    done = take_in(
        row(who=identity("19900101"), name="Sara Ek", **enrolled),
        row(who=identity("19900102"), name="Bo Berg", **ENROLLED),
        row("workplaces", workplace="Ekbacken", sector="Borta", municipality="Tibro"),
        partly=True,
    )
    assert [(one.sheet, one.row) for one in done.result.rejected] == [
        ("people", 2), ("workplaces", 2)
    ]  # fmt: skip
    assert [line for line in ways() if line.startswith("S-")] == ["S-0001 19900102-9801 Bo Berg"]


def test_who_would_only_fit_a_change_that_stays_out_stays_out_too(
    row: RowOf, identity: IdentityOf, on_step: OnStep, take_in: TakeIn, ways: Ways
) -> None:
    """The workplace cannot become an adapted one, since Anna is there; then Sara cannot come."""
    on_step("praktik", "Anna Alm", workplace="Solgården")
    trial = ENROLLED | {"step": "arbetsprovning", "workplace": "Solgården"}
    done = take_in(
        row("workplaces", workplace="Solgården", adapted=True),
        row(who=identity("19900101"), name="Sara Ek", **trial),
        row(who=identity("19900102"), name="Bo Berg", **ENROLLED),
        partly=True,
    )
    assert [(one.sheet, one.row) for one in done.result.rejected] == [
        ("workplaces", 2), ("people", 2)
    ]  # fmt: skip
    assert [str(one.problem) for one in done.result.problems] == [
        "Anna Alm (S-0001): Solgården is an adapted workplace; praktik takes place in ordinary "
        "operations.",
        "Solgården is an ordinary workplace; arbetsprovning takes place in AME's operations.",
    ]
    assert [line[7:] for line in ways() if line.startswith("S-")] == [
        "19800101-9804 Anna Alm",
        "19900102-9801 Bo Berg",
    ]


def test_what_comes_in_partly_is_asked_about_and_agreed_to_as_well(
    register: Register, row: RowOf, on_step: OnStep, dump: Callable[[], Dump], ways: Ways
) -> None:
    on_step("praktik", "Anna Alm", workplace="Solgården")
    rows = (
        row("workplaces", workplace="Solgården", adapted=True),
        row(reference=1, municipality="Tibro"),
        row("settings", key="remind.months", value="99"),
    )
    listed, before = WholeList("lista.xlsx", rows), dump()
    asked = import_list(register, listed, TODAY, partly=True)
    assert (asked.change, dump()) == (None, before)
    done = import_list(register, listed, TODAY, partly=True, agreed=asked.result)
    assert done.change is not None
    assert "Tibro" in ways()[1]


def test_partly_without_anything_that_can_come_in_changes_nothing(
    row: RowOf, take_in: TakeIn, dump: Callable[[], Dump]
) -> None:
    before = dump()
    done = take_in(row("people", "number", name="Sara"), row("settings", "key"), partly=True)
    assert (done.change, dump()) == (None, before)
    assert [sheet.rejected for sheet in done.result.sheets] == [1, 1]


# Protected people


def test_of_protected_people_neither_changes_nor_problems_tell_who_or_where(
    register: Register,
    row: RowOf,
    on_step: OnStep,
    wrong_with: WrongWith,
    take_in: TakeIn,
    told: Told,
) -> None:
    on_step("praktik", "Hemlig Ek", workplace="Solgården", protected=True)
    moved = {"workplace": "Björkskolan", "first_day": "2024-01-01", "supervisor": "Pia"}
    done = take_in(
        row(reference=1, name="Hemlig Lind", municipality="Tibro", consultant="Kim"),
        row("placements", reference=1, **moved),
    )
    assert {(c.reference, c.name) for c in done.result.changes} == {("S-0001", None)}
    assert [(c.field, c.before, c.after) for c in done.result.changes] == [
        ("name", None, None),
        ("municipality", None, None),
        ("consultant", None, None),
        ("last_day", None, D("2023-12-31")),
        (None, None, None),
    ]
    secrets = (
        "Hemlig",
        "Lind",
        "Solgården",
        "Björkskolan",
        "Kim",
        "Pia",
        "19800101",
        "Borta",
        "Tibro",
    )
    for values in (
        {"workplace": "Borta"},
        {"workplace": "Snickeriet"},
        {"workplace": "Björkskolan", "step": "enhetsassistent", "since": "2024-01-02"},
        {"name": "Kim Borta"},
        {"name": "Kim Borta", "municipality": "Tibro"},
        {"protected": False},
        {"step": "utredning", "workplace": "Solgården"},
    ):
        lines = wrong_with(row(reference=1, **values))
        assert not [word for word in secrets for line in lines if word in line]


def test_a_new_protected_person_is_masked_in_problems(
    row: RowOf, identity: IdentityOf, wrong_with: WrongWith
) -> None:
    hidden = {"protected": True, "workplace": "Hemlig plats", "consultant": "Kim"}
    assert wrong_with(
        row(who=identity("19900101"), name="Hemlig", **ENROLLED | hidden),
        row("stays", who=identity("19900101"), name="Fel", step="hopp", first_day="2022-01-01"),
    ) == [
        "people 2 [workplace]: There is no workplace (protected). "
        "| Add it first: steg workplace add --help",
    ]


# What else is told


def test_progress_is_shown_by_rows_and_people_are_read_some_at_a_time(
    register: Register, row: RowOf, identity: IdentityOf
) -> None:
    count = AT_ONCE + 1
    days = [date.fromordinal(D("1985-01-01").toordinal() + n) for n in range(count)]
    rows = [row(who=identity(f"{day:%Y%m%d}"), name="Sara Ek", **ENROLLED) for day in days]
    rows.append(row("cohorts", cohort="Höst"))
    seen: list[tuple[int, int]] = []
    listed = WholeList("lista.xlsx", tuple(rows))
    done = import_list(
        register, listed, TODAY, progress=lambda done, total: seen.append((done, total))
    )
    assert done.result.sheets[0].new == count
    assert seen == [(AT_ONCE, count), (count, count)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("lista.xlsx", "import lista.xlsx"),
        ("  min   lista.csv", "import min lista.csv"),
        ("x" * 200, "import"),
        ("rad\nbrott.csv", "import"),
    ],
)
def test_an_exception_names_the_file_if_it_can(
    register: Register, row: RowOf, identity: IdentityOf, name: str, reason: str
) -> None:
    one = row(who=identity(), name="Sara", cohort="STEG", municipality="Tibro",
              first_day="2021-06-01")  # fmt: skip
    import_list(register, WholeList(name, (one,)), TODAY)
    assert register.execute("SELECT exception FROM enrolment").fetchone()[0] == reason


def test_what_the_list_leaves_open_is_told_once_with_how_often(
    row: RowOf, identity: IdentityOf, take_in: TakeIn, told: Told
) -> None:
    needed = {"cohort": "STEG", "municipality": "Skövde", "first_day": "2023-06-01"}
    rows = [
        row(who=identity("19900101"), name="A", **needed),
        row(who=identity("19900102"), name="B", **needed),
        row(who=identity("19900103"), name="C", **needed, step="serviceassistent"),
        row(who=identity("19900104"), name="D?", **needed, step="serviceassistent"),
    ]
    assert told(take_in(*rows).notes) == [
        "Row 5 of people: is the ? in the name a letter that was lost?",
        "The list does not tell the step: 2 people begin on the first one.",
        "The list does not tell all earlier steps: 2 steps are exceptions with “import "
        "lista.xlsx”.",
        "Outside the days of the cohort: 4 enrolments begin. Are the days and cohorts right?",
        "The list does not tell when a period ends: 2 periods are planned for the fewest months "
        "allowed.",
        "The list does not tell who belongs to the target group: 4 enrolments are exceptions with "
        "“import lista.xlsx”.",
    ]


def test_a_workplace_that_is_full_is_told_once_with_the_most_people_there(
    register: Register, row: RowOf, identity: IdentityOf, take_in: TakeIn, told: Told
) -> None:
    edit(register, WORKPLACE, "Snickeriet", {"places": 1}, TODAY)
    there = ENROLLED | {"workplace": "Snickeriet"}
    hidden = {"first_day": "2021-07-01", "protected": True}
    rows = [
        row(who=identity("19900101"), name="Sara Ek", **there),
        row(who=identity("19900102"), name="Bo Berg", **there),
        row(who=identity("19900103"), name="Eva Alm", **there | hidden),
    ]
    assert told(take_in(*rows[:1]).notes) == []
    later = there | {"first_day": "2021-09-01"}
    rows.append(row(who=identity("19900104"), name="Ali Ek", **later))
    assert told(take_in(*rows).notes) == ["Snickeriet has 1 place and now 3 people."]
    assert told(take_in(*rows).notes) == []


# Cases and numbers


def test_a_case_that_the_list_gives_is_free_of_those_given_by_counting(
    row: RowOf, identity: IdentityOf, take_in: TakeIn, ways: Ways
) -> None:
    take_in(
        row(who=identity("19900101"), name="Sara Ek", **ENROLLED),
        row(who=identity("19900102"), reference=1, name="Bo Berg", **ENROLLED),
    )
    assert sorted(line for line in ways() if line.startswith("S-")) == [
        "S-0001 19900102-9801 Bo Berg",
        "S-0002 19900101-9802 Sara Ek",
    ]


def test_a_number_that_is_new_to_the_register_is_one_person_s(
    row: RowOf,
    identity: IdentityOf,
    enrol_somebody: EnrolSomebody,
    take_in: TakeIn,
    ways: Ways,
) -> None:
    """The first row gives S-0001 the number; the others know the person by it."""
    enrol_somebody("Sara Ek", on=D("2021-06-01"))
    new = identity("19900101")
    take_in(
        row(who=new, reference=1, name="Sara Ek"),
        row(who=new, name="Sara Ek", municipality="Tibro"),
        row("stays", who=new, step="utredning", first_day="2021-08-01"),
    )
    assert ways() == [
        "S-0001 19900101-9802 Sara Ek",
        "  2021-06-01– STEG Tibro unemployed long-term",
        "    2021-06-01–2021-07-31 kartlaggning closed 2021-07-31",
        "    2021-08-01– utredning",
    ]
