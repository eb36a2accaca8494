"""Everything that is stored on one person, and nobody else's name in the copy to hand out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.move import move
from steg_cli.actions.note import note
from steg_cli.actions.surroundings import set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.output.extract_page import extract_json
from steg_cli.programme.settings import SETTINGS
from steg_cli.register.file import Register
from steg_cli.register.readings import record_reading
from steg_cli.register.version_6 import LOGGED_6
from steg_cli.reports.extract import ABOUT, Extract, Told, extract, free_texts
from steg_cli.texts import texts
from tests.reports.test_whole import CALLED, IDS, columns_of

if TYPE_CHECKING:
    from tests.conftest import NumberOf

D = date.fromisoformat
TODAY = D("2024-01-15")
OTHERS = ("Kim Konsult", "Chefen", "Nämnden", "Pia Palm", "chef@kommun.se", "karin")

# Tables that hold what belongs to one person, and which list of an extract tells of each.
TOLD_IN = {
    "participant": "person",
    "enrolment": "enrolments",
    "stay": "stays",
    "extension": "extensions",
    "placement": "placements",
    "follow_up": "follow_ups",
    "pause": "pauses",
    "support": "supports",
    "deadline": "deadlines",
    "residence": "moves",
    "remark": "notes",
    "former_number": "former_numbers",
    "former_case": "former_cases",
    "hold": "holds",
}
# Numbers that say nothing to anybody, or whose it is, which the whole extract says.
WRITTEN = ("number", "former_case")  # otherwise for people than in the file
NOT_TOLD = IDS | {"hold.id", "hold.participant_id", "enrolment.participant_id"}


@pytest.fixture
def told(filled: Register, number_of: NumberOf) -> Register:
    """A register in which S-0001 has a row in every table that can hold one of somebody's."""
    filled.login = lambda: "karin"
    note(filled, "1", "trivs på köket", TODAY)
    move(filled, "1", "Skövde", TODAY, on=D("2023-11-01"))
    amend(filled, "1", "identity", number_of("19800102"), TODAY)
    note(filled, "1", "hörde till en annan", TODAY)
    reverse_last(filled, "undo", TODAY)
    filled.execute("INSERT INTO former_case (participant_id, former_case) VALUES (1, 77)")
    filled.execute(
        "INSERT INTO outbox (message_id, recipient, day, at, subject, way, sent_at) "
        "VALUES ('<1@x>', 'chef@kommun.se', '2024-01-02', '', '', 'smtp', '2024-01-02T06:00:00Z')"
    )
    filled.execute(
        "INSERT INTO reminder "
        "(outbox_id, recipient, month, participant_id, what, thing_id, last_day, shown) "
        "VALUES (1, 'chef@kommun.se', '2024-01', 1, 'support', 2, '2023-12-31', 1)"
    )
    record_reading(filled, TODAY, "protected", "show", [1])
    return filled


def leaves(value: object) -> Iterator[str]:
    """Yield every value inside a value of JSON, as text."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def written(found: Extract) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(extract_json(found, texts("en")))["result"]
    return result


def test_every_table_of_a_persons_is_in_an_extract(register: Register) -> None:
    of_people = {table for table, whose in LOGGED_6.items() if whose != "NULL"}
    assert of_people == set(TOLD_IN)
    with_people = {
        table
        for table, columns in columns_of(register).items()
        if "participant_id" in columns and table not in TOLD_IN
    }
    # The words of a name are found by it, and say nothing that it does not.
    assert with_people == {"log_row", "reminder", "reading_of", "name_word"}


def test_every_column_of_a_persons_is_in_an_extract_with_its_value(told: Register) -> None:
    result = written(extract(told, "1", TODAY))
    records = {"person": [result["person"]], **result["records"]}
    missing = []
    for table, listed in TOLD_IN.items():
        whose = LOGGED_6[table].format(row=table)
        rows = told.execute(f"SELECT * FROM {table} WHERE {whose} = 1").fetchall()
        assert len(records[listed]) == len(rows) > 0, table
        for stored, shown in zip(rows, records[listed], strict=True):
            for column in stored.keys():  # noqa: SIM118 - a Row is no dict
                name, value = f"{table}.{column}", stored[column]
                if name in NOT_TOLD:
                    continue
                key = CALLED.get(name, column)
                if key not in shown:
                    missing.append(name)
                elif name not in CALLED and column not in WRITTEN and shown[key] != value:
                    missing.append(f"{name}: {value} is {shown[key]}")
    assert missing == []


def test_everything_in_the_history_is_in_an_extract_also_what_was_taken_back(
    told: Register,
) -> None:
    known = set(leaves(written(extract(told, "1", TODAY))["history"]))
    rows = told.execute("SELECT * FROM change_row WHERE participant_id IN (1, 77)").fetchall()
    states = [json.loads(state) for row in rows for state in (row["before"], row["after"]) if state]
    ids = {"id", "number", "former_case"}  # a number is told as it is written
    stored = {
        str(value)
        for state in states
        for column, value in state.items()
        if value not in (None, 0, 1) and column not in ids and not column.endswith("_id")
    }
    assert stored - known == set()
    assert {"hörde till en annan", "trivs på köket", "19800101-9804"} <= known


def test_reminders_and_readings_are_in_an_extract(told: Register) -> None:
    found = extract(told, "1", TODAY)
    assert found.reminders == (
        Told(
            D("2024-01-02"),
            "support",
            D("2023-12-31"),
            "chef@kommun.se",
            "2024-01-02T06:00:00Z",
        ),
    )
    assert [(one.by, one.what, one.command) for one in found.reads] == [
        ("karin", "protected", "show")
    ]


def test_the_copy_to_hand_out_names_nobody_else(told: Register) -> None:
    whole, reviewed = (
        extract_json(extract(told, "1", TODAY, reviewed=reviewed), texts("en"))
        for reviewed in (False, True)
    )
    assert [one for one in OTHERS if one not in whole] == []
    assert [one for one in OTHERS if one in reviewed] == []
    roles = ("(consultant)", "(who decided)", "(supervisor)", "(recipient)")
    assert [one for one in roles if one not in reviewed] == []


def test_nothing_of_anybody_else_is_in_an_extract(told: Register) -> None:
    text = extract_json(extract(told, "1", TODAY), texts("en"))
    strangers = ("Bo Berg", "Cem Can", "Zäta Qvarnskog", "S-0002", "S-0005", "Hemlig")
    assert [one for one in strangers if one in text] == []


def test_texts_that_somebody_wrote_freely_are_counted(told: Register) -> None:
    # som i piloten, överklagat, utdrag ur registret, samtal, and two notes, of which one is gone
    assert free_texts(extract(told, "1", TODAY)) == 6


def test_each_text_of_the_law_is_a_setting_and_a_usual_one_where_that_is_empty(
    register: Register, told: Register
) -> None:
    assert [key for key in SETTINGS if key.startswith("extract.")] == [
        f"extract.{key}" for key in ABOUT
    ]
    set_setting(told, "extract.controller", "Socialnämnden i Skövde", TODAY)
    about = extract(told, "1", TODAY).about
    assert about == {**ABOUT, "controller": "Socialnämnden i Skövde"}
    swedish = json.loads(extract_json(extract(told, "1", TODAY), texts("sv")))["result"]["about"]
    assert swedish["controller"] == "Socialnämnden i Skövde"
    assert swedish["source"].startswith("Från dig själv")
    assert set(swedish) == {key.replace("-", "_") for key in ABOUT}
