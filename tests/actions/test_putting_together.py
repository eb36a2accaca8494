"""Two workplaces or two cohorts become one, with everybody in them, in one change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.closing import close
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.putting_together import put_together
from steg_cli.actions.surroundings import COHORT, POST, WORKPLACE, Surrounding, Typed, add, edit
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, EnrolSomebody, NumberOf, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)
INTO: dict[str, Any] = {"into": "Ekbacken", "include_protected": True}
LOGGED = ("change", "log_row", "sqlite_sequence")


@pytest.fixture
def two(register: Register, on_step: OnStep) -> Register:
    """Ekbaken, which is to be Ekbacken: two people, one of them protected, and a post."""
    place_: dict[str, Typed | None] = {"sector": "Vård och omsorg", "municipality": "Skövde"}
    post: dict[str, Typed | None] = {"tasks": "disk", "relieves": "kockar", "places": 2}
    for name in ("Ekbacken", "Ekbaken"):
        add(register, WORKPLACE, name, place_ | {"manager": f"{name}s chef"}, TODAY)
    add(register, POST, "Köksvärd", post | {"workplace": "Ekbaken"}, TODAY)
    on_step("serviceassistent", "Bo Björk", workplace="Ekbaken")
    on_step("praktik", "Siv Skyddad", workplace="Ekbaken", protected=True)
    on_step("praktik", "Li Alm", workplace="Solgården")
    return register


def kept(dump: Callable[[], Dump]) -> Dump:
    """Return every row but those of the log."""
    return {table: rows for table, rows in dump().items() if table not in LOGGED}


def test_everything_at_a_workplace_is_at_the_other_one_and_back_again(
    two: Register, do: Do, dump: Callable[[], Dump], told: Told
) -> None:
    place(two, "S-0001", "Björkskolan", TODAY, first=D("2024-01-10"))  # who was there, and is not
    before, kept_one = kept(dump), WORKPLACE.find(two, "Ekbacken")

    done = do(put_together, WORKPLACE, "ekbaken", TODAY, into="EKBACKEN", include_protected=True)

    assert (done.command, done.result) == ("workplace merge", kept_one)
    assert told(done.notes) == [
        "1 person comes along from Ekbaken to Ekbacken.",
        "Not kept of Ekbaken: manager Ekbakens chef.",
    ]
    people = [load_person(two, case) for case in (1, 2, 3)]
    assert [[one.workplace.name for one in person.placements] for person in people] == [
        *(["Ekbacken", "Björkskolan"], ["Ekbacken"], ["Solgården"])
    ]
    assert POST.find(two, "Köksvärd").workplace == "Ekbacken"
    with pytest.raises(NotFound):
        WORKPLACE.find(two, "Ekbaken")
    reverse_last(two, "undo", TODAY)
    assert kept(dump) == before
    reverse_last(two, "redo", TODAY)
    assert load_person(two, 2).placements[0].workplace == kept_one


def test_everybody_in_a_cohort_is_in_the_other_one_and_back_again(
    register: Register,
    do: Do,
    dump: Callable[[], Dump],
    told: Told,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("steg_cli.actions.recording.AT_ONCE", 1)
    add(register, COHORT, "VT26", {"planned": 9, "first_day": D("2024-01-01")}, TODAY)
    number = number_of("19900101")
    enrol_somebody(number=number, cohort="Pilot 2016", on=D("2021-01-10"))
    leave(register, "S-0001", TODAY, to="other", on=D("2021-12-31"))
    enrol_somebody(number=number, cohort="VT26")
    enrol_somebody(cohort="VT26")
    enrol_somebody()
    before, kept_one = kept(dump), COHORT.find(register, "STEG")

    done = do(put_together, COHORT, "VT26", TODAY, into="steg")

    assert (done.command, done.result) == ("cohort merge", kept_one)
    assert told(done.notes) == [
        "2 people come along from VT26 to STEG.",
        "Not kept of VT26: planned 9.",
        "Not kept of VT26: first day 2024-01-01.",
    ]
    people = [load_person(register, case) for case in (1, 2, 3)]
    assert [[one.cohort for one in person.enrolments] for person in people] == [
        *(["Pilot 2016", "STEG"], ["STEG"], ["STEG"])
    ]
    reverse_last(register, "undo", TODAY)
    assert kept(dump) == before


@pytest.mark.parametrize("kind", [COHORT, WORKPLACE], ids=["cohort", "workplace"])
def test_the_log_tells_of_those_who_are_moved_in_the_order_in_which_they_came(
    register: Register, do: Do, on_step: OnStep, kind: Surrounding[Any]
) -> None:
    old, into = ("STEG", "Pilot 2016") if kind is COHORT else ("Solgården", "Hemmet")
    here: dict[str, Typed | None] = {"sector": "Vård och omsorg", "municipality": "Skövde"}
    add(register, WORKPLACE, "Hemmet", here, TODAY)
    for name in ("Anna Ek", "Bo Berg", "Cilla Alm", "Dan Ceder"):
        on_step("praktik", name, workplace="Solgården")
    leave(register, "S-0001", TODAY, to="other")
    register.execute("PRAGMA reverse_unordered_selects = ON")  # what no order says comes otherwise
    change = do(put_together, kind, old, TODAY, into=into, include_protected=True).change
    found = register.execute(
        "SELECT participant_id FROM change_row WHERE change_id = ? AND participant_id IS NOT NULL "
        "ORDER BY id",
        (change,),
    )
    assert list(dict.fromkeys(row[0] for row in found)) == [1, 2, 3, 4]


def test_placements_that_follow_each_other_stay_two(two: Register, do: Do) -> None:
    do(place, "S-0001", "Ekbacken", TODAY, first=D("2023-09-01"))
    do(put_together, WORKPLACE, "Ekbaken", TODAY, into="Ekbacken", include_protected=True)
    assert [
        (one.workplace.name, one.first_day, one.last_day) for one in load_person(two, 1).placements
    ] == [
        ("Ekbacken", D("2023-06-01"), D("2023-08-31")),
        ("Ekbacken", D("2023-09-01"), None),
    ]


@pytest.mark.parametrize("who", ["S-0001", "S-0002"])
def test_two_placements_at_once_are_refused(
    two: Register, do: Do, refuses: Refuses, who: str
) -> None:
    do(place, who, "Ekbaken", TODAY, percent=50)
    do(place, who, "Ekbacken", TODAY, percent=50, beside=True)
    told = {
        "S-0001": (
            "Bo Björk (S-0001): There would be two placements at Ekbacken at once, "
            "from 2024-01-15.",
            "Correct what is recorded first: steg show S-0001",
        ),
        "S-0002": (
            "Something that is recorded contradicts this, and is not shown here.",
            "steg list --include-protected shows who is where; correct what is recorded of them, "
            "and do this again.",
        ),
    }[who]
    assert refuses(put_together, WORKPLACE, "Ekbaken", TODAY, **INTO) == told


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"adapted": True},
            "Ekbacken is an adapted workplace; serviceassistent takes place in ordinary "
            "operations.",
        ),
        (
            {"closed": D("2023-05-31")},
            "The last day at Ekbacken is 2023-05-31: nobody can be placed there on 2023-06-01.",
        ),
    ],
)
def test_a_workplace_that_would_contradict_somebodys_way_is_refused(
    two: Register, do: Do, refuses: Refuses, change: dict[str, Any], problem: str
) -> None:
    if "closed" in change:
        do(close, WORKPLACE, "Ekbacken", TODAY, on=change["closed"], include_protected=True)
    else:
        do(edit, WORKPLACE, "Ekbacken", change, TODAY, include_protected=True)
    assert refuses(
        put_together, WORKPLACE, "Ekbaken", TODAY, into="Ekbacken", include_protected=True
    ) == (
        f"Bo Björk (S-0001): {problem}",
        "Correct what is recorded first: steg show S-0001",
    )


def test_a_cohort_that_was_closed_by_then_is_refused(
    register: Register, do: Do, refuses: Refuses, enrol_somebody: EnrolSomebody
) -> None:
    do(close, COHORT, "Pilot 2016", TODAY, on=D("2024-01-14"))
    enrol_somebody("Bo Björk")
    assert refuses(put_together, COHORT, "STEG", TODAY, into="Pilot 2016") == (
        "Bo Björk (S-0001): The last day to enrol in Pilot 2016 is 2024-01-14: "
        "nobody can begin on 2024-01-15.",
        "Correct what is recorded first: steg show S-0001",
    )


@pytest.mark.parametrize(
    ("kind", "name"), [(WORKPLACE, "Solgården"), (COHORT, "STEG")], ids=["workplace", "cohort"]
)
def test_nothing_is_put_into_itself(refuses: Refuses, kind: Surrounding[Any], name: str) -> None:
    assert refuses(put_together, kind, name, TODAY, into=name.lower()) == (
        f"{name} cannot be put into itself.",
        f'To spell it otherwise: steg {kind.table} edit "{name}" --name NEW',
    )
    for words in ((name, "Qwerty"), ("Qwerty", name)):
        with pytest.raises(NotFound):
            put_together(refuses.register, kind, words[0], TODAY, into=words[1])
