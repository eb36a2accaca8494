"""What version 4 of the file adds: what a person is found by, and where they moved.

Numbers that were replaced and cases that were merged still find the person; a move to another
municipality has its day; notes; the day on which a workplace or cohort closes; the answers that a
list was read with. See `migrations`.
"""

from __future__ import annotations

from steg_cli.register.schema import OF_ENROLMENT, day, day_or_null
from steg_cli.register.version_3 import LOGGED_3, UNIQUE_3

_OF_PARTICIPANT = "participant_id INTEGER NOT NULL REFERENCES participant (id)"

TABLES_4 = (
    f"""CREATE TABLE former_number (
        id INTEGER PRIMARY KEY,
        {_OF_PARTICIPANT},
        kind TEXT NOT NULL CHECK (kind IN ('personnummer', 'samordningsnummer', 'other')),
        number TEXT NOT NULL UNIQUE,
        {day("replaced_on")}
    ) STRICT""",
    # The number of a case that was merged into the participant's, and is given to nobody else.
    f"""CREATE TABLE former_case (
        id INTEGER PRIMARY KEY,
        {_OF_PARTICIPANT},
        former_case INTEGER NOT NULL UNIQUE
    ) STRICT""",
    f"""CREATE TABLE remark (
        id INTEGER PRIMARY KEY,
        {_OF_PARTICIPANT},
        {day("day")},
        note TEXT NOT NULL CHECK (length(note) BETWEEN 1 AND 200)
    ) STRICT""",
    # Where somebody lives from a day on; before the first of them: enrolment.municipality.
    f"""CREATE TABLE residence (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        municipality TEXT NOT NULL,
        {day("first_day")},
        UNIQUE (enrolment_id, first_day)
    ) STRICT""",
    """CREATE TABLE import_answers (
        id INTEGER PRIMARY KEY,
        shape TEXT NOT NULL UNIQUE,
        answers TEXT NOT NULL
    ) STRICT""",
    # The last day on which anybody can be there, or be enrolled.
    f"ALTER TABLE workplace ADD COLUMN {day_or_null('open_until')}",
    f"ALTER TABLE cohort ADD COLUMN {day_or_null('open_until')}",
    "CREATE INDEX former_number_by_participant ON former_number (participant_id)",
    "CREATE INDEX former_case_by_participant ON former_case (participant_id)",
    "CREATE INDEX remark_by_participant ON remark (participant_id)",
)

# What the change history of an older file says of numbers that were replaced: an amendment that is
# still in effect gave the person another one, and nobody else has the old one.
REPLACED_4 = """INSERT OR IGNORE INTO former_number (participant_id, kind, number, replaced_on)
    SELECT participant_id, before ->> 'kind', before ->> 'number', change.day
    FROM change_row JOIN change ON change.id = change_id
    WHERE table_name = 'participant' AND command = 'amend'
        AND before ->> 'number' <> after ->> 'number'
        AND participant_id IN (SELECT id FROM participant)
        AND before ->> 'number' NOT IN (SELECT number FROM participant)
    ORDER BY change.id DESC"""

# The answers to a list are no row of anybody's: forgetting them is no change to undo.
LOGGED_4 = LOGGED_3 | {
    "former_number": "{row}.participant_id",
    "former_case": "{row}.participant_id",
    "remark": "{row}.participant_id",
    "residence": OF_ENROLMENT,
}
UNIQUE_4 = UNIQUE_3 | {
    "former_number": "number = NEW.number",
    "former_case": "former_case = NEW.former_case",
    "residence": "enrolment_id = NEW.enrolment_id AND first_day = NEW.first_day",
}
