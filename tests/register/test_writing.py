"""Writing rows from plain values."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.register.file import Register
from steg_cli.register.writing import delete, insert, update

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

D = date.fromisoformat
TODAY = D("2024-01-15")


def test_days_flags_and_steps_become_what_the_tables_hold(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    with register.change("test", TODAY):
        row = insert(
            register,
            "stay",
            enrolment_id=1,
            step=DEFAULT_LADDER.step("serviceassistent"),
            first_day=D("2022-01-01"),
            planned_last_day=D("2022-12-31"),
            last_day=D("2022-12-31"),
            closed_on=D("2023-01-02"),
            weekends=False,
            agreement="BEA",
            exception=None,
        )
    stored = register.execute("SELECT * FROM stay WHERE id = ?", (row,)).fetchone()
    assert dict(stored) == {
        "id": 2,
        "enrolment_id": 1,
        "step_id": 6,
        "first_day": "2022-01-01",
        "planned_last_day": "2022-12-31",
        "last_day": "2022-12-31",
        "closed_on": "2023-01-02",
        "agreement": "BEA",
        "weekends": 0,
        "exception": None,
        "decided_by": None,
        "completed": None,
        "certificate_day": None,
        "post_id": None,
        "notice_of": None,
        "notice_given": None,
        "union_notified": None,
    }


def test_update_and_delete_concern_one_row_alone(register: Register) -> None:
    with register.change("test", TODAY):
        update(register, "workplace", 2, adapted=True, places=4, manager="Eva")
        delete(register, "workplace", 1)
    rows = register.execute("SELECT id, name, adapted, places, manager FROM workplace ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (2, "Solgården", 1, 4, "Eva"),
        (3, "Björkskolan", 0, None, None),
    ]


def test_a_step_is_updated_by_its_code(register: Register, enrol_somebody: EnrolSomebody) -> None:
    enrol_somebody()
    with register.change("test", TODAY):
        update(register, "stay", 1, step=DEFAULT_LADDER.step("praktik"))
    assert register.execute("SELECT step_id FROM stay").fetchone()[0] == 4


def test_the_new_rows_id_is_not_its_log_entrys(register: Register) -> None:
    logged = register.execute("SELECT max(id) FROM change_row").fetchone()[0]
    with register.change("test", TODAY):
        assert insert(register, "sector", name="Teknik") == 4
    assert logged > 4


def test_a_misspelt_table_or_column_is_an_error_and_creates_nothing(register: Register) -> None:
    tables = register.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    for table, column in (("sektor", "name"), ("sector", "namn")):
        with pytest.raises(sqlite3.OperationalError), register.change("test", TODAY):
            insert(register, table, **{column: "Teknik"})
    assert register.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == tables
