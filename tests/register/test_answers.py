"""What was answered about lists: kept by the shape of the list, replaced, forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from steg_cli.register.answers import all_answers, answers_for, forget_answers, keep_answers

if TYPE_CHECKING:
    from steg_cli.register.file import Register


def test_answers_are_kept_replaced_and_forgotten_by_shape(register: Register) -> None:
    assert answers_for(register, "one") is None
    with register.change("import", date(2024, 1, 15)) as change:
        keep_answers(register, "one", "{}")
        keep_answers(register, "two", "{}")
        keep_answers(register, "one", '{"names": "turned"}')
    assert change.id is None  # no change to undo
    assert all_answers(register) == {"one": '{"names": "turned"}', "two": "{}"}
    with register.change("import", date(2024, 1, 15)):
        forget_answers(register, "one")
    assert (answers_for(register, "one"), answers_for(register, "two")) == (None, "{}")
