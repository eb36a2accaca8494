"""What ties rows together that no key does: an older change is not taken back against it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.closing import close, open_again, remove
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.leave import leave
from steg_cli.actions.merge import merge
from steg_cli.actions.move import move
from steg_cli.actions.municipalities import edit_municipality
from steg_cli.actions.note import note
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import (
    COHORT,
    MUNICIPALITY,
    SECTOR,
    WORKPLACE,
    Surrounding,
    add,
    edit,
)
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import Register
from steg_cli.register.soundness import unsound
from steg_cli.register.surroundings import find_cohort
from steg_cli.reports.log import log
from steg_cli.reports.people import people

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, OnStep, Outside

D = date.fromisoformat
TODAY = D("2024-01-15")


def last_change(register: Register) -> int:
    return int(register.execute("SELECT max(id) FROM change").fetchone()[0])


def refusal(register: Register, change: int) -> str:
    with pytest.raises(Refused) as caught:
        reverse_last(register, "undo", TODAY, older=change, include_protected=True)
    assert unsound(register.connection) == frozenset()
    return str(caught.value)


def test_a_municipality_that_is_called_as_before_has_its_people_again(
    register: Register, on_step: OnStep
) -> None:
    """Every spelling is the same to the list, and still each row has the list's own."""
    on_step("praktik")
    edit_municipality(register, "Skövde", TODAY, new_name="SKÖVDE")
    for what, name in (("undo", "Skövde"), ("redo", "SKÖVDE"), ("undo", "Skövde")):
        reverse_last(register, what, TODAY)  # type: ignore[arg-type]
        assert [row.municipality for row in people(register, TODAY).rows] == [name]
        assert len(people(register, TODAY, municipality=name).rows) == 1
        assert unsound(register.connection) == frozenset()


def test_nobody_comes_back_into_a_municipality_that_is_gone(
    register: Register, on_step: OnStep
) -> None:
    who = on_step("praktik")
    move(register, who, "Tibro", TODAY, on=D("2024-01-10"))
    amend(register, who, "move.1", "", TODAY)
    change = last_change(register)
    remove(register, MUNICIPALITY, "Tibro", TODAY)
    assert "would be in Tibro, which is not on the list" in refusal(register, change)


def test_nothing_comes_back_into_a_municipality_that_is_gone(register: Register) -> None:
    values = {"sector": "Barn och utbildning", "municipality": "Tibro"}
    add(register, WORKPLACE, "Granskolan", values, TODAY)
    remove(register, WORKPLACE, "Granskolan", TODAY)
    change = last_change(register)
    remove(register, MUNICIPALITY, "Tibro", TODAY)
    assert "would be in Tibro, which is not on the list" in refusal(register, change)


def test_a_number_is_nobodys_former_one_while_somebody_has_it(
    register: Register, on_step: OnStep, number_of: NumberOf, enrol_somebody: EnrolSomebody
) -> None:
    who = on_step("praktik", number=number_of("19900101", "980"))
    amend(register, who, "identity", number_of("19900101", "982"), TODAY)
    amend(register, who, "former-number.1", "", TODAY)
    change = last_change(register)
    enrol_somebody("Bo Berg", number=number_of("19900101", "980"))
    assert "A number would be that of two people." in refusal(register, change)


NEW_WORKPLACE = {"sector": "Barn och utbildning", "municipality": "Skövde"}


@pytest.mark.parametrize(
    ("kind", "name", "alike", "values"),
    [
        (WORKPLACE, "Björkskolan", "bjorkskolan", NEW_WORKPLACE),
        (COHORT, "STEG", "steg", {}),
        (SECTOR, "Vård och omsorg", "vard och omsorg", {}),
    ],
    ids=lambda one: getattr(one, "table", None),
)
def test_names_do_not_become_alike(
    register: Register, kind: Surrounding[Any], name: str, alike: str, values: dict[str, str]
) -> None:
    edit(register, kind, name, {"name": "Nytt"}, TODAY)
    change = last_change(register)
    add(register, kind, alike, values, TODAY)
    assert f"There would be two called {name} ({kind.table})." in refusal(register, change)


def test_names_that_were_alike_before_are_no_obstacle(register: Register, outside: Outside) -> None:
    edit(register, COHORT, "STEG", {"name": "Nytt"}, TODAY)
    change = last_change(register)
    add(register, WORKPLACE, "Granskolan", NEW_WORKPLACE, TODAY)
    outside().execute("UPDATE workplace SET name = 'bjorkskolan' WHERE name = 'Granskolan'")
    reverse_last(register, "undo", TODAY, older=change)
    assert find_cohort(register, "STEG").name == "STEG"


def test_a_cohort_in_which_somebody_began_is_not_closed_before_that_day(
    register: Register, number_of: NumberOf
) -> None:
    close(register, COHORT, "STEG", TODAY, on=D("2023-06-30"))
    open_again(register, COHORT, "STEG", TODAY)
    change = last_change(register)
    identity = parse_identity(number_of("19900101"), TODAY)
    somebody = Application(
        identity, "Sara Ek", "STEG", "Skövde", "unemployed", D("2024-01-10"), disability=True
    )
    enrol(register, somebody, TODAY)
    assert "The last day to enrol in STEG is 2023-06-30" in refusal(register, change)


def test_cases_that_were_one_come_apart_only_before_anything_is_added_and_tell_no_secret(
    register: Register, on_step: OnStep, number_of: NumberOf, enrol_somebody: EnrolSomebody
) -> None:
    secret, other = number_of("19800101", "980"), number_of("19800101", "982")
    enrol_somebody("Zata Kvarn", number=secret, protected=True, on=D("2020-01-10"))
    leave(register, "1", TODAY, to="other", on=D("2020-12-31"))
    on_step("praktik", "Zata Kvarn", number=other)
    merge(register, "S-0001", "S-0002", TODAY)
    change = last_change(register)
    place(register, "2", "Solgården", TODAY)
    note(register, "2", "vill arbeta i kök", TODAY)  # whose it is, nobody knows afterwards
    assert "builds on it (note S-0002" in refusal(register, change)
    for _ in range(3):
        reverse_last(register, "undo", TODAY)
    told = repr(log(register, TODAY, who="2").rows)
    assert f"{secret[:8]}-{secret[8:]}" not in told
    assert "Solgården" not in told
    assert f"{other[:8]}-{other[8:]}" in told  # S-0002 was never protected by itself
