"""What a list names and the register does not have: told once, or added with the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.results import Added
from steg_cli.actions.undo import reverse_last
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import Head, Row, WholeList
from steg_cli.importing.newcomers import Adding, newcomers
from steg_cli.programme.errors import Malformed, NotFound, Refused
from steg_cli.register.surroundings import cohorts, municipalities, workplaces
from tests.importing.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from steg_cli.actions.results import Done, Imported
    from steg_cli.register.file import Register
    from tests.conftest import Dump, IdentityOf, Told
    from tests.importing.conftest import RowOf

ALL = Adding(frozenset({"cohort", "municipality", "workplace"}), "Vård och omsorg")
PERSON = {
    "name": "Anna Ek",
    "municipality": "Skövde",
    "first_day": "2024-01-02",
    "status": "unemployed",
    "disability": True,
}


@pytest.fixture
def person(row: RowOf, identity: IdentityOf) -> Callable[..., Row]:
    """Make rows of people of whom each has a number of their own."""
    born = iter(range(10, 29))

    def person(**values: Any) -> Row:
        who = identity(f"199001{next(born)}")
        return row(who=who, **PERSON | {"cohort": "STEG"} | values)

    return person


def brought(register: Register, adding: Adding, *rows: Row, partly: bool = False) -> Done[Imported]:
    """Import rows without being asked."""
    listed = WholeList("lista.xlsx", rows)
    return import_list(register, listed, TODAY, ask=False, adding=adding, partly=partly)


def test_what_is_not_there_is_added_with_the_list_and_undone_with_it(
    register: Register, person: Callable[..., Row], dump: Callable[[], Dump]
) -> None:
    before = dump()
    done = brought(
        register,
        ALL,
        person(cohort="VT 2024", workplace="Nyby", step="praktik", municipality="Hjo"),
        person(cohort="vt  2024", workplace="Nyby", step="praktik"),
        person(cohort="VT 2024", workplace="Verkstan", step="arbetsprovning"),
    )
    assert done.result.problems == ()
    assert done.result.added == (
        Added("cohort", "VT 2024"),
        Added("workplace", "Nyby", "Vård och omsorg", "Skövde"),
        Added("workplace", "Verkstan", "Vård och omsorg", "Skövde", adapted=True),
    )
    assert {"Nyby", "Verkstan"} <= {one.name for one in workplaces(register)}
    reverse_last(register, "undo", TODAY)
    after = dump()
    tables = ("cohort", "workplace", "municipality", "participant", "enrolment", "stay")
    assert [after[table] for table in tables] == [before[table] for table in tables]


def test_a_new_workplace_is_adapted_only_if_a_step_says_so(
    register: Register, person: Callable[..., Row], row: RowOf
) -> None:
    """Of several steps in one row the last one has somebody there."""
    someone = person(workplace="Nyby")
    who = {"who": someone.values.who, "name": "Anna Ek"}  # type: ignore[union-attr]
    steps = (("arbetsprovning", "2024-01-02"), ("praktik", "2024-03-01"))
    stays = [
        replace(
            row("stays", **who, sheet=someone.sheet, step=step, first_day=day),
            number=someone.number,
        )
        for step, day in steps
    ]
    alone = newcomers(register, [person(workplace="Nyby")], ALL, ())[1]
    assert alone == [Added("workplace", "Nyby", "Vård och omsorg", "Skövde")]
    assert newcomers(register, [someone, *stays], ALL, ())[1] == alone
    (adapted,) = newcomers(register, [someone, stays[0]], ALL, ())[1]
    assert adapted.adapted


@pytest.mark.parametrize(
    ("written", "meant", "added"),
    [
        (("Ekbacken", "Ekbacken", "Ekbaken"), (), ["Ekbacken"]),  # the more frequent one is right
        (("Ekbacken", "EKBACKEN", "ekbäcken "), (), ["Ekbacken"]),
        (("Ekbacken", "Ekbacken", "Ekbaken"), ("Ekbaken",), ["Ekbacken", "Ekbaken"]),
        (("solgarden", "Solgården"), (), []),
        (("Solgårdn",), (), []),  # near one that is registered
    ],
)
def test_what_can_be_a_slip_is_told_and_not_added(
    register: Register,
    person: Callable[..., Row],
    written: tuple[str, ...],
    meant: tuple[str, ...],
    added: list[str],
) -> None:
    adding = Adding(ALL.kinds, ALL.sector, frozenset(meant))
    rows = [person(workplace=name, step="praktik") for name in written]
    done = brought(register, adding, *rows, partly=True)
    assert [one.name for one in done.result.added] == added
    told = {one.problem.values["name"]: one.problem.values["near"] for one in done.result.problems}
    near = {"Ekbaken": "Ekbacken", "Solgårdn": "Solgården"}
    assert told == {name: near[name] for name in set(written) & near.keys() - set(meant)}


def test_nothing_of_the_protected_is_told(register: Register, person: Callable[..., Row]) -> None:
    rows = [
        person(protected=True, workplace="Hemliga", municipality="Ystad", step="praktik"),
        person(workplace="Nyby", step="praktik"),
    ]
    told = brought(register, Adding(), *rows).result.problems
    assert [(one.absent, str(one.problem.values["name"])) for one in told] == [
        ("municipality", "(protected)"),
        ("workplace", "(protected)"),
        ("workplace", "Nyby"),
    ]
    assert brought(register, ALL, *rows).result.added == (
        Added("municipality", None),
        Added("workplace", None),
        Added("workplace", "Nyby", "Vård och omsorg", "Skövde"),
    )
    # Added all the same, and not where the protected person lives.
    assert "Ystad" in {one.name for one in municipalities(register)}
    place = next(one for one in workplaces(register) if one.name == "Hemliga")
    assert place.municipality == "Skövde"


def test_new_workplaces_need_a_sector(register: Register, person: Callable[..., Row]) -> None:
    with pytest.raises(Malformed, match="Which sector do the new workplaces belong to") as wrong:
        brought(register, Adding(ALL.kinds), person(workplace="Nyby", step="praktik"))
    assert wrong.value.values["names"] == "Arbetsmarknad, Barn och utbildning, Vård och omsorg"
    adding = Adding(ALL.kinds | {"sector"}, "Kultur")
    done = brought(register, adding, person(workplace="Nyby", step="praktik"))
    assert [(one.kind, one.name, one.sector) for one in done.result.added] == [
        ("sector", "Kultur", None),
        ("workplace", "Nyby", "Kultur"),
    ]


def test_a_sector_that_is_not_there_is_told_once_before_any_row(
    register: Register, person: Callable[..., Row]
) -> None:
    rows = [person(workplace="Nyby", step="praktik"), person(workplace="Verkstan", step="praktik")]
    for name, near in (("Vrd och omsorg", "Vård och omsorg"), ("Kultur", None)):
        with pytest.raises(NotFound, match=f"There is no sector {name}") as wrong:
            brought(register, Adding(ALL.kinds, name), *rows)
        assert wrong.value.values["near"] == near
    listed = Row(Head("sectors", "Sektorer"), 2, {"sector": "Kultur"})
    done = brought(register, Adding(ALL.kinds, "kultur"), listed, *rows)
    assert done.result.problems == ()


def test_one_sector_for_several_workplaces_comes_with_how_to_change_one(
    register: Register, person: Callable[..., Row], told: Told
) -> None:
    rows = [person(workplace="Nyby", step="praktik"), person(workplace="Verkstan", step="praktik")]
    note = (
        "The 2 new workplaces are all in Vård och omsorg. One that belongs to another sector is "
        "changed before anybody there is converted: steg workplace edit NAME --sector SECTOR"
    )
    assert note not in told(brought(register, ALL, rows[0]).notes)
    reverse_last(register, "undo", TODAY)
    assert note in told(brought(register, ALL, *rows).notes)


def test_what_only_rejected_rows_name_is_not_added(
    register: Register, person: Callable[..., Row]
) -> None:
    rows = [person(cohort="VT 2024"), person(cohort="HT 2024", step="hopp")]
    assert brought(register, ALL, *rows).change is None
    done = brought(register, ALL, *rows, partly=True)
    assert [one.name for one in done.result.added] == ["VT 2024"]
    assert "HT 2024" not in {one.name for one in cohorts(register)}


def test_a_new_workplace_of_the_protected_alone_does_not_lie_where_they_live(
    register: Register, person: Callable[..., Row], dump: Callable[[], Dump]
) -> None:
    before = dump()
    hidden = person(protected=True, step="praktik", workplace="Gömman")
    with pytest.raises(Refused) as caught:
        brought(register, ALL, hidden)
    assert (str(caught.value), caught.value.hint) == (
        "A new workplace of people under protection has no municipality; it cannot be theirs, "
        "which would tell where they live.",
        "Add the workplace first: steg workplace add --help; then import the list again.",
    )
    assert dump() == before


def test_a_name_of_the_protected_that_can_be_a_slip_says_what_to_do(
    register: Register, person: Callable[..., Row]
) -> None:
    known = workplaces(register)[0].name
    done = brought(register, ALL, person(protected=True, step="praktik", workplace=f"{known}x"))
    (wrong,) = done.result.problems
    assert (wrong.absent, wrong.value, wrong.right.message) == (
        None,
        None,
        "It is almost spelt as one that is there. If it is that one, correct the row; if it is "
        "new, add it first: steg {command} add --help",
    )


def test_a_cohort_that_only_the_protected_are_in_is_not_named(
    register: Register, person: Callable[..., Row]
) -> None:
    done = brought(register, Adding(), person(protected=True, cohort="Hemligomgång"))
    assert done.result.problems
    assert "Hemligomgång" not in str(done.result)
