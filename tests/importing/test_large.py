"""A list that is larger than what is kept in memory of a change."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from steg_cli.importing import import_list as importing
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import WholeList, of_somebody
from steg_cli.programme.identity import parse_identity
from steg_cli.register import file
from steg_cli.register.backups import opened
from steg_cli.register.file import Register
from tests.importing.conftest import TODAY

if TYPE_CHECKING:
    from steg_cli.importing.listed import Row
    from tests.conftest import NumberOf
    from tests.importing.conftest import RowOf

PEOPLE = 60
COUNT = "SELECT count(*) FROM participant"


@pytest.fixture
def many(row: RowOf, number_of: NumberOf, monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """People whose rows are more pages than are kept."""
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    monkeypatch.setattr(file, "SOME_PAGES", 1)
    told = {"cohort": "STEG", "municipality": "Skövde", "status": "unemployed"}
    return [
        row(
            who=parse_identity(number_of(f"1980{1 + one // 28:02}{1 + one % 28:02}"), TODAY),
            name=f"Person {one}",
            first_day="2022-01-10",
            long_term_unemployed=True,
            **told,
        )
        for one in range(PEOPLE)
    ]


def taken(register: Register, rows: list[Row]) -> list[int]:
    """Take a list in, and return how large the file was from time to time."""
    register.execute("PRAGMA cache_size = 1")
    sizes = [register.path.stat().st_size]

    def look(_done: int, _total: int) -> None:
        sizes.append(register.path.stat().st_size)

    listed = WholeList("lista.xlsx", tuple(rows))
    assert import_list(register, listed, TODAY, ask=False, progress=look).change is not None
    return sizes


def test_of_people_who_are_all_new_what_is_much_goes_to_the_file_at_once(
    register: Register, many: list[Row]
) -> None:
    before, *meanwhile = taken(register, many)
    assert len(meanwhile) == PEOPLE // 10
    assert before < meanwhile[0] < meanwhile[-1]
    assert register.execute(COUNT).fetchone()[0] == PEOPLE
    with closing(opened(register.path)) as other:
        assert other.execute(COUNT).fetchone()[0] == PEOPLE


def test_where_somebody_is_changed_others_read_until_the_end_and_a_backup_is_made(
    register: Register, many: list[Row], row: RowOf
) -> None:
    taken(register, many[:10])
    who = of_somebody(many[0]).who
    changed = row(who=who, name="Person 0", first_day="2022-01-10", consultant="Kim Konsult")
    sizes = taken(register, [*many[10:], changed])
    assert len({*sizes}) == 1
    consultant = "SELECT consultant FROM enrolment WHERE participant_id = 1"
    assert register.execute(consultant).fetchone()[0] == "Kim Konsult"
    (path,) = register.path.parent.glob("*-import.db")
    with closing(opened(path)) as backup:
        assert backup.execute(consultant).fetchone()[0] is None
        assert backup.execute(COUNT).fetchone()[0] == 10
