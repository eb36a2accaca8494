"""Where somebody is named who it is not about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.note import note
from steg_cli.actions.surroundings import CONTACT, WORKPLACE, add, edit
from steg_cli.register.file import Register
from steg_cli.register.mentions import Named, named_in, tell_tale
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

TODAY = date(2024, 1, 15)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Åsa Öberg", "ÅSA ÖBERG"),
        ('Åsa "Ö" Ek', 'åsa "ö" ek'),
        ("Ö", "ö"),
        ("أحمد علي", "أحمد علي"),
        ("O\u2019Neil Ek", "o\u2019neil ek"),
    ],
)
def test_a_name_is_found_in_any_case_and_with_any_signs(
    register: Register, enrol_somebody: EnrolSomebody, name: str, written: str
) -> None:
    enrol_somebody(name)
    enrol_somebody("Siv Sund")
    note(register, "S-0002", f"känner {written}, sedan länge", TODAY)
    note(register, "S-0001", written, TODAY)
    edit(register, WORKPLACE, "Solgården", {"manager": written}, TODAY)
    (change,) = register.execute("SELECT max(id) FROM change").fetchone()
    texts = tell_tale(register, load_person(register, 1))
    assert named_in(register, texts, [1]) == Named([2], [change])


def test_a_longer_name_is_another_one(register: Register, enrol_somebody: EnrolSomebody) -> None:
    enrol_somebody("Åsa Berg")
    enrol_somebody("Siv Sund")
    note(register, "S-0002", "känner Åsa Bergman", TODAY)
    add(register, CONTACT, "Åsa Bergö", {"role": "chef", "organisation": "AME"}, TODAY)
    texts = tell_tale(register, load_person(register, 1))
    assert named_in(register, texts, [1]) == Named([], [])
