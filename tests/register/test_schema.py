"""What the tables refuse whoever writes, and what their triggers record."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.undo import reverse_last
from steg_cli.register.file import Register, open_register
from steg_cli.register.version_6 import LOGGED_6

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

D = date.fromisoformat

# What no undo can take back is not in the log: that a mail was sent, somebody seen, a copy made.
NOT_LOGGED = (
    *("outbox", "reminder", "reminder_run", "import_answers"),
    *("reading", "reading_of", "erasure", "backup", "name_word", "watched"),
)

# Table: a row that the register takes. Every refusal below differs from it in one place.
GOOD: dict[str, dict[str, object]] = {
    "setting": {"key": "language", "value": "sv"},
    "project": {
        "name": "Nytt",
        "first_day": "2024-01-01",
        "last_day": "2024-12-31",
        "planned": 0,
        "budget": 0,
        "granted": 0,
        "reported_cost": 0,
    },
    "cohort": {"name": "Ny", "planned": 0, "first_day": "2024-02-29", "last_day": "2024-02-29"},
    "step": {
        "code": "nytt",
        "swedish": "nytt",
        "english": "new",
        "location": "ame",
        "payer": "AME",
        "least_months": 1,
        "most_months": 1,
        "own_sector": 0,
        "training": 1,
    },
    "sector": {"name": "Ny", "employs_from": "2024-01-01"},
    "workplace": {
        "name": "Ny",
        "sector_id": 1,
        "municipality": "Skövde",
        "adapted": 1,
        "places": 0,
    },
    "participant": {
        "kind": "personnummer",
        "number": "199001019802",
        "sex": "woman",
        "birth_year": 1990,
        "name": "Ny",
        "protected": 1,
    },
    "enrolment": {
        "participant_id": 2,
        "cohort_id": 1,
        "municipality": "Skövde",
        "first_day": "2024-01-01",
        "last_day": "2024-01-01",
        "left_to": "employment",
        "qualification": 1,
        "status": "unemployed",
        "disability": 1,
        "long_term_unemployed": 1,
        "education": "tertiary",
    },
    "stay": {
        "enrolment_id": 1,
        "step_id": 6,
        "first_day": "2023-01-01",
        "planned_last_day": "2023-12-31",
        "last_day": "2023-12-31",
        "closed_on": "2023-12-31",
        "weekends": 1,
        "completed": 1,
        "certificate_day": "2023-12-31",
        "post_id": 1,
    },
    "extension": {
        "stay_id": 1,
        "decided_on": "2024-01-01",
        "old_last_day": "2024-12-31",
        "new_last_day": "2025-01-01",
        "exception": "sjuk",
    },
    "placement": {
        "enrolment_id": 1,
        "workplace_id": 1,
        "first_day": "2023-01-01",
        "last_day": None,
        "percent": 1,
    },
    "follow_up": {"enrolment_id": 2, "day": "2024-07-01", "status": "education"},
    "pause": {
        "enrolment_id": 1,
        "first_day": "2022-01-01",
        "last_day": "2022-01-01",
        "paid": 0,
    },
    "support": {
        "enrolment_id": 1,
        "kind": "etableringsjobb",
        "first_day": "2022-01-01",
        "last_day": "2022-01-01",
        "percent": 1,
        "cap": 0,
        "decision": "AF-1",
    },
    "deadline": {
        "enrolment_id": 1,
        "text": "x" * 60,
        "day": "2022-01-01",
        "lead": 120,
        "done_on": "2021-12-31",
    },
    "municipality": {"name": "Ny"},
    "municipality_plan": {"municipality_id": 100, "project_id": 1, "planned": 0},
    "post": {
        "title": "Ny",
        "tasks": "disk",
        "relieves": "undersköterska",
        "workplace_id": 1,
        "places": 1,
        "approved_on": "2024-01-01",
        "approved_by": "arbetsgruppen",
        "approval": "§ 12",
    },
    "contact": {
        "name": "Ny",
        "role": "rektor",
        "organisation": "Skövde kommun",
        "email": "ny@kommun.example",
        "project_id": 1,
    },
    "change": {
        "at": "2024-01-15T09:00:00Z",
        "day": "2024-01-15",
        "command": "test",
        "login": "karin",
    },
    "outbox": {
        "message_id": "<2@kommun.example>",
        "recipient": "ame@kommun.example",
        "day": "2024-01-15",
        "at": "2024-01-15T09:00:00Z",
        "subject": "steg",
        "message": b"Subject: steg",
        "guise": "initials",
        "way": None,
        "within": 6,
        "attempts": 1,
        "begun": 1,
    },
    "reminder": {
        "outbox_id": 1,
        "recipient": "ame@kommun.example",
        "month": "2024-02",
        "participant_id": 1,
        "what": "period",
        "thing_id": 1,
        "last_day": "2024-02-29",
        "shown": 1,
    },
    "reminder_run": {"day": "2024-01-15", "at": "2024-01-15T09:00:00Z", "sent": 0, "failed": 0},
}

NO_DAYS = (
    "2023-02-29",
    "2023-02-30",
    "2023-04-31",
    "2023-13-01",
    "2023-00-10",
    "2023-01-00",
    "2023-1-1",
    "23-01-01",
    "20230101",
    "2023-01-01 00:00",
    "2023-01-01T00:00:00",
    " 2023-01-01",
    "2023-01-01 ",
    "２０２３-01-01",
    "2460000",
    "12:00",
    "10000-01-01",
    "0000-01-01",
    "-001-01-01",
    "i dag",
    "",
)
DAYS_THAT_MUST_BE = {
    "enrolment": ["first_day"],
    "stay": ["first_day"],
    "extension": ["decided_on", "old_last_day", "new_last_day"],
    "placement": ["first_day"],
    "follow_up": ["day"],
    "pause": ["first_day"],
    "support": ["first_day", "last_day"],
    "deadline": ["day"],
    "change": ["day"],
    "outbox": ["day"],
    "reminder": ["last_day"],
    "reminder_run": ["day"],
}
DAYS = DAYS_THAT_MUST_BE | {
    "project": ["first_day", "last_day"],
    "cohort": ["first_day", "last_day"],
    "sector": ["employs_from"],
    "enrolment": ["first_day", "last_day"],
    "stay": ["first_day", "planned_last_day", "last_day", "closed_on", "certificate_day"],
    "placement": ["first_day", "last_day"],
    "pause": ["first_day", "last_day"],
    "deadline": ["day", "done_on"],
    "post": ["approved_on"],
}
FLAGS = {
    "step": ["own_sector", "training"],
    "workplace": ["adapted"],
    "participant": ["protected"],
    "enrolment": ["qualification", "disability", "long_term_unemployed"],
    "stay": ["weekends", "completed"],
    "pause": ["paid"],
    "change": ["is_open"],
    "outbox": ["begun"],
    "reminder": ["shown"],
}
MUST_BE = {
    "setting": ["key", "value"],
    "project": ["name"],
    "cohort": ["name"],
    "step": ["code", "swedish", "english", "location", "own_sector", "training"],
    "sector": ["name"],
    "workplace": ["name", "sector_id", "municipality", "adapted"],
    "participant": ["kind", "number", "sex", "birth_year", "name", "protected"],
    "enrolment": ["participant_id", "cohort_id", "municipality", "status", "disability"],
    "stay": ["enrolment_id", "step_id"],
    "extension": ["stay_id"],
    "placement": ["enrolment_id", "workplace_id", "percent"],
    "follow_up": ["enrolment_id", "status"],
    "pause": ["enrolment_id", "paid"],
    "support": ["enrolment_id", "kind"],
    "deadline": ["enrolment_id", "text", "lead"],
    "municipality": ["name"],
    "municipality_plan": ["municipality_id", "project_id", "planned"],
    "post": ["title", "tasks", "relieves", "workplace_id", "places"],
    "contact": ["name", "role", "organisation"],
    "change": ["at", "command", "summary", "is_open", "login"],
    "outbox": [
        "message_id",
        "recipient",
        "at",
        "subject",
        "message",
        "guise",
        "within",
        "attempts",
        "begun",
    ],
    "reminder": ["outbox_id", "recipient", "month", "participant_id", "what", "thing_id", "shown"],
    "reminder_run": ["at", "sent", "failed"],
}
REFERENCES = {
    "cohort": ["project_id"],
    "workplace": ["sector_id"],
    "enrolment": ["participant_id", "cohort_id"],
    "stay": ["enrolment_id", "step_id", "post_id"],
    "extension": ["stay_id"],
    "placement": ["enrolment_id", "workplace_id"],
    "follow_up": ["enrolment_id"],
    "pause": ["enrolment_id"],
    "support": ["enrolment_id"],
    "deadline": ["enrolment_id"],
    "municipality_plan": ["municipality_id", "project_id"],
    "post": ["workplace_id"],
    "contact": ["project_id"],
    "change": ["reverses"],
    "reminder": ["outbox_id"],
}


def each_of(
    columns: dict[str, list[str]], *values: object
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every column of every table with every value."""
    for table, names in columns.items():
        for name in names:
            for value in values:
                yield table, {name: value}


WRONG: list[tuple[str, dict[str, object]]] = [
    # Last days before first days
    ("project", {"last_day": "2023-12-31"}),
    ("cohort", {"last_day": "2024-02-28"}),
    ("enrolment", {"last_day": "2023-12-31"}),
    ("stay", {"last_day": "2021-12-31"}),
    ("stay", {"planned_last_day": "2021-12-31"}),
    ("placement", {"last_day": "2021-12-31"}),
    ("pause", {"last_day": "2021-12-31"}),
    ("support", {"last_day": "2021-12-31"}),
    ("extension", {"new_last_day": "2024-12-31"}),
    ("extension", {"new_last_day": "2024-12-30"}),
    # Numbers out of bounds
    ("placement", {"percent": 0}),
    ("placement", {"percent": 101}),
    ("placement", {"percent": -1}),
    ("support", {"percent": 0}),
    ("support", {"percent": 101}),
    ("support", {"cap": -1}),
    ("deadline", {"lead": -1}),
    ("deadline", {"lead": 121}),
    ("municipality_plan", {"planned": -1}),
    ("post", {"places": 0}),
    ("cohort", {"planned": -1}),
    ("project", {"planned": -1}),
    ("project", {"budget": -1}),
    ("project", {"granted": -1}),
    ("project", {"reported_cost": -1}),
    ("workplace", {"places": -1}),
    ("participant", {"birth_year": 0}),
    ("participant", {"birth_year": 10000}),
    ("step", {"least_months": 0}),
    ("step", {"least_months": 2}),
    ("step", {"least_months": None}),
    ("step", {"most_months": None}),
    # Words that the rules do not know
    ("step", {"location": "elsewhere"}),
    ("step", {"payer": "staten"}),
    ("participant", {"kind": "passport"}),
    ("participant", {"sex": "kvinna"}),
    ("enrolment", {"status": "employed"}),
    ("enrolment", {"left_to": "retired"}),
    ("enrolment", {"left_to": "Employment"}),
    ("enrolment", {"education": "isced 3"}),
    ("follow_up", {"status": "unknown"}),
    ("support", {"kind": "lön"}),
    ("support", {"kind": "OSA"}),
    ("reminder", {"what": "stay"}),
    ("reminder", {"what": "Period"}),
    # What belongs together
    ("enrolment", {"left_to": None}),
    ("enrolment", {"last_day": None}),
    ("stay", {"closed_on": None}),
    ("stay", {"last_day": None}),
    ("deadline", {"text": ""}),
    ("deadline", {"text": "x" * 61}),
    ("participant", {"name": ""}),
    ("participant", {"name": "x" * 201}),
    ("participant", {"number": "900101-9802"}),
    ("participant", {"number": "19900101980X"}),
    ("participant", {"number": "1990010198022"}),
    ("participant", {"kind": "samordningsnummer", "number": "LMA 12-345"}),
    # A mail has its text until it is sent and no longer, and is begun or sent, not both
    ("outbox", {"sent_at": "2024-01-15T09:00:01Z"}),
    ("outbox", {"sent_at": "2024-01-15T09:00:01Z", "message": None}),
    ("outbox", {"begun": 0, "sent_at": "2024-01-15T09:00:01Z"}),
    ("outbox", {"attempts": -1}),
    ("reminder", {"month": "2024-1"}),
    ("reminder", {"month": "2024-20"}),
    ("reminder", {"month": "2024-01-15"}),
    ("reminder", {"month": ""}),
    ("reminder", {"month": "2024-00"}),
    ("reminder", {"month": "2024-13"}),
    ("reminder", {"month": "24-01"}),
    ("reminder", {"month": "2024-02-"}),
    ("reminder", {"month": "-2024-02"}),
    ("reminder", {"month": "0000-01"}),
    ("reminder", {"month": "10000-01"}),
    ("reminder", {"month": " 2024-02"}),
    ("reminder", {"month": "２０２４-02"}),
    ("reminder", {"month": "februari"}),
    # Another row already is what only one can be
    ("setting", {"key": "remind.months"}),
    ("project", {"name": "STEG"}),
    ("cohort", {"name": "STEG"}),
    ("step", {"code": "praktik"}),
    ("sector", {"name": "Vård och omsorg"}),
    ("workplace", {"name": "Solgården"}),
    ("participant", {"number": "198001019804"}),
    ("enrolment", {"participant_id": 1, "last_day": None, "left_to": None}),
    ("stay", {"last_day": None, "closed_on": None}),
    ("follow_up", {"day": "2024-06-30"}),
    ("pause", {"last_day": None}),
    ("municipality", {"name": "Falköping"}),
    ("municipality_plan", {"project_id": 100}),
    ("post", {"title": "köksbiträde"}),
    ("contact", {"name": "Eva"}),
    ("outbox", {"message_id": "<1@kommun.example>"}),
    ("outbox", {"begun": 0}),
    ("outbox", {"begun": 0, "recipient": "AME@Kommun.example"}),
    ("reminder", {"month": "2024-01"}),
    ("reminder", {"month": "2024-01", "recipient": "AME@Kommun.example"}),
    # The wrong type, which STRICT tables refuse
    ("placement", {"percent": "half"}),
    ("placement", {"percent": 50.5}),
    ("placement", {"percent": b"50"}),
    ("participant", {"birth_year": "nineteen"}),
    ("participant", {"name": b"Anna"}),
    ("cohort", {"planned": "many"}),
    ("enrolment", {"first_day": b"2024-01-01"}),
    ("enrolment", {"participant_id": "S-0001"}),
    ("outbox", {"message": "Subject: steg"}),
    ("outbox", {"within": "as far as it goes"}),
    ("outbox", {"within": 0.5}),
    ("outbox", {"guise": b"none"}),
    ("outbox", {"way": b"smtp"}),
    ("reminder", {"month": b"2024-02"}),
    ("reminder", {"thing_id": "1 or so"}),
    ("support", {"percent": 50.5}),
    ("support", {"cap": "20 000"}),
    ("deadline", {"lead": "a month"}),
    ("deadline", {"text": b"tillst\xe5nd"}),
    ("change", {"login": b"karin"}),
    ("reminder_run", {"sent": "all"}),
    # Days that are none, flags that are neither yes nor no, gaps, and references to nothing
    *each_of({"cohort": ["first_day"]}, *NO_DAYS),
    # Before and after the other days of their rows; date() alone would take all three.
    *each_of(DAYS, "0000-01-01", "2001-02-30", "2031-02-30"),
    *each_of({"participant": ["protected"]}, -1),
    *each_of(FLAGS, 2),
    *each_of(MUST_BE, None),
    *each_of(DAYS_THAT_MUST_BE, None),
    *each_of(REFERENCES, 999),
]


# What is there already: Anna has one row open in each table, Bo has left, and one mail is drafted.
# Beside them stand two municipalities, a second project, a post and a contact.
THERE: list[tuple[str, dict[str, object]]] = [
    ("setting", {"key": "remind.months", "value": "3"}),
    (
        "participant",
        {
            "kind": "personnummer",
            "number": "198001019804",
            "sex": "woman",
            "birth_year": 1980,
            "name": "Anna",
        },
    ),
    (
        "participant",
        {"kind": "other", "number": "LMA 1", "sex": "man", "birth_year": 1980, "name": "Bo"},
    ),
    (
        "enrolment",
        {
            "participant_id": 1,
            "cohort_id": 1,
            "municipality": "Skövde",
            "first_day": "2021-01-01",
            "status": "unemployed",
        },
    ),
    (
        "enrolment",
        {
            "participant_id": 2,
            "cohort_id": 1,
            "municipality": "Skövde",
            "first_day": "2021-01-01",
            "last_day": "2023-12-31",
            "left_to": "other",
            "status": "unemployed",
        },
    ),
    ("stay", {"enrolment_id": 1, "step_id": 1, "first_day": "2021-01-01"}),
    ("placement", {"enrolment_id": 1, "workplace_id": 1, "first_day": "2021-01-01"}),
    ("follow_up", {"enrolment_id": 2, "day": "2024-06-30", "status": "employment"}),
    ("pause", {"enrolment_id": 1, "first_day": "2023-01-01"}),
    ("project", {"id": 100, "name": "Efter STEG"}),
    ("municipality", {"id": 100, "name": "Lidköping"}),
    ("municipality", {"id": 101, "name": "Falköping"}),
    ("municipality_plan", {"municipality_id": 100, "project_id": 100, "planned": 5}),
    (
        "post",
        {
            "title": "köksbiträde",
            "tasks": "disk",
            "relieves": "kock",
            "workplace_id": 1,
            "places": 2,
        },
    ),
    ("contact", {"name": "Eva", "role": "chef", "organisation": "AME"}),
    (
        "outbox",
        {
            "message_id": "<1@kommun.example>",
            "recipient": "ame@kommun.example",
            "day": "2024-01-15",
            "at": "2024-01-15T09:00:00Z",
            "subject": "steg",
            "message": b"Subject: steg",
        },
    ),
    (
        "reminder",
        {
            "outbox_id": 1,
            "recipient": "ame@kommun.example",
            "month": "2024-01",
            "participant_id": 1,
            "what": "period",
            "thing_id": 1,
            "last_day": "2024-02-29",
            "shown": 1,
        },
    ),
]


def insert(register: Register, table: str, row: dict[str, object]) -> int:
    places = ", ".join("?" * len(row))
    cursor = register.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values())
    )
    return int(cursor.lastrowid or 0)


@pytest.fixture(scope="module")
def shared(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("schema") / "steg.db"
    shutil.copy(founded, path)
    with open_register(path) as register:
        with register.transaction():
            for table, row in THERE:
                insert(register, table, row)
        yield register


@pytest.fixture
def peopled(shared: Register) -> Iterator[Register]:
    """A register with the rows THERE; what a test writes into it is taken back."""
    with shared.transaction(keep=False):
        yield shared


@pytest.mark.parametrize("table", GOOD)
def test_the_good_rows_are_taken(peopled: Register, table: str) -> None:
    row = insert(peopled, table, GOOD[table])
    stored = dict(peopled.execute(f"SELECT * FROM {table} WHERE id = ?", (row,)).fetchone())
    assert {column: stored[column] for column in GOOD[table]} == GOOD[table]


def test_a_mail_has_no_guise_and_looks_nowhere_ahead_unless_it_says_so(peopled: Register) -> None:
    row = peopled.execute("SELECT guise, within, attempts, begun FROM outbox").fetchone()
    assert tuple(row) == ("", 0, 0, 0)


def test_a_pause_is_paid_and_training_is_not_told_of_unless_they_say_so(
    peopled: Register,
) -> None:
    paid = peopled.execute("SELECT paid FROM pause").fetchone()
    about = peopled.execute("SELECT completed, certificate_day, post_id FROM stay").fetchone()
    assert (tuple(paid), tuple(about)) == ((1,), (None, None, None))


def test_what_a_mail_told_goes_with_the_mail(peopled: Register) -> None:
    peopled.execute("DELETE FROM outbox WHERE id = 1")
    assert peopled.execute("SELECT count(*) FROM reminder").fetchone()[0] == 0


def named(value: object) -> str:
    return (
        ", ".join(f"{k}={v!r}" for k, v in value.items()) if isinstance(value, dict) else str(value)
    )


@pytest.mark.parametrize(("table", "wrong"), WRONG, ids=named)
def test_what_must_never_be_cannot_be_inserted(
    peopled: Register, table: str, wrong: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(peopled, table, GOOD[table] | wrong)


# Rows that are there cannot be turned into any of it either.
UPDATES = [
    "UPDATE enrolment SET last_day = '2020-12-31', left_to = 'other' WHERE id = 1",
    "UPDATE enrolment SET last_day = NULL WHERE id = 2",
    "UPDATE enrolment SET left_to = NULL WHERE id = 2",
    "UPDATE enrolment SET participant_id = 1, last_day = NULL, left_to = NULL WHERE id = 2",
    "UPDATE enrolment SET first_day = '2021-1-1' WHERE id = 1",
    "UPDATE enrolment SET first_day = NULL WHERE id = 1",
    "UPDATE enrolment SET cohort_id = 99 WHERE id = 1",
    "UPDATE enrolment SET status = 'sick' WHERE id = 1",
    "UPDATE stay SET last_day = '2020-12-31', closed_on = '2024-01-01'",
    "UPDATE stay SET last_day = '2024-01-01'",
    "UPDATE stay SET closed_on = '2024-01-01'",
    "UPDATE stay SET planned_last_day = '2020-12-31'",
    "UPDATE stay SET step_id = 99",
    "UPDATE placement SET percent = 0",
    "UPDATE placement SET percent = 101",
    "UPDATE placement SET percent = NULL",
    "UPDATE placement SET percent = 'half'",
    "UPDATE placement SET workplace_id = 99",
    "UPDATE stay SET completed = 2",
    "UPDATE stay SET certificate_day = '2024-02-30'",
    "UPDATE stay SET post_id = 99",
    "UPDATE pause SET last_day = '2022-12-31'",
    "UPDATE pause SET paid = NULL",
    "UPDATE municipality SET name = 'Falköping' WHERE name = 'Lidköping'",
    "UPDATE municipality_plan SET project_id = 99",
    "UPDATE post SET places = 0",
    "UPDATE contact SET project_id = 99",
    "UPDATE change SET login = NULL",
    "UPDATE participant SET number = 'LMA 1' WHERE id = 1",
    "UPDATE participant SET number = '198001019804' WHERE id = 2",
    "UPDATE participant SET name = '' WHERE id = 1",
    "UPDATE participant SET kind = 'personnummer' WHERE id = 2",
    "UPDATE cohort SET name = 'STEG'",
    "DELETE FROM participant WHERE id = 1",
    "DELETE FROM cohort WHERE id = 1",
    "DELETE FROM enrolment WHERE id = 1",
    "DELETE FROM workplace WHERE id = 1",
    "DELETE FROM step WHERE id = 1",
    "DELETE FROM sector",
    "DELETE FROM project WHERE name = 'Efter STEG'",
    "DELETE FROM municipality WHERE name = 'Lidköping'",
    "DELETE FROM change",
    "UPDATE outbox SET message = NULL",
    "UPDATE outbox SET sent_at = '2024-01-15T09:00:01Z'",
    "UPDATE outbox SET begun = 1, sent_at = '2024-01-15T09:00:01Z', message = NULL",
    "UPDATE outbox SET attempts = attempts - 1",
    "UPDATE outbox SET guise = NULL",
    "UPDATE outbox SET within = NULL",
    "UPDATE reminder SET outbox_id = 99",
    "UPDATE reminder SET month = '2024-13'",
]


@pytest.mark.parametrize("statement", UPDATES)
def test_what_must_never_be_cannot_be_reached_by_update_or_delete(
    peopled: Register, statement: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        peopled.execute(statement)


def test_every_table_checks_its_types(register: Register) -> None:
    tables = register.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%'"
    ).fetchall()
    assert {tuple(row) for row in tables} == {
        (table, 1) for table in (*LOGGED_6, "change", "log_row", "log_layout", *NOT_LOGGED)
    }


def test_every_table_but_the_log_and_the_mails_is_logged_in_all_its_columns(
    register: Register,
) -> None:
    logged: dict[str, set[str]] = {}
    for table, sql in register.execute(
        "SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' "
        "AND name NOT GLOB '*_words' AND name NOT GLOB '*_watched'"
    ):
        columns = [row[1] for row in register.execute(f"PRAGMA table_info({table})")]
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            if f"AFTER {event} ON {table}" in sql:
                logged.setdefault(table, set()).add(event)
                kept = [column for column in columns if column != "id"]
                assert re.findall(rf"', {row}\.(\w+)", sql) == kept
                assert re.findall(r"', OLD\.(\w+)", sql) == (kept if event != "INSERT" else [])
    assert logged == {table: {"INSERT", "UPDATE", "DELETE"} for table in LOGGED_6}


def test_a_case_number_is_never_given_twice(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    assert enrol_somebody("Anna") == "S-0001"
    reverse_last(register, "undo", D("2024-01-15"))
    assert enrol_somebody("Bo") == "S-0002"
