"""What version 3 of the file adds: every kind of end, and what surrounds people further.

Pauses, supports and deadlines of an enrolment; posts, contacts and the list of municipalities;
several placements at once; finer words for leaving; who made a change. See `migrations`.
"""

from __future__ import annotations

from steg_cli.programme.codes import OUTCOMES, SUPPORT_KINDS
from steg_cli.programme.words import fold
from steg_cli.register.schema import (
    LOGGED_1,
    OF_ENROLMENT,
    UNIQUE_1,
    day,
    day_or_null,
    flag,
    is_day,
)

_OUTCOMES = ", ".join(f"'{code}'" for code in OUTCOMES)
_KINDS = ", ".join(f"'{code}'" for code in SUPPORT_KINDS)
_OF_ENROLMENT = "enrolment_id INTEGER NOT NULL REFERENCES enrolment (id)"

# Tables whose CHECKs change, and so are built anew: the columns are those of version 1.
REBUILT_3 = {
    "enrolment": f"""(
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        cohort_id INTEGER NOT NULL REFERENCES cohort (id),
        municipality TEXT NOT NULL,
        {day("first_day")},
        {day_or_null("last_day")},
        left_to TEXT CHECK (left_to IN ({_OUTCOMES})),
        {flag("qualification")},
        status TEXT NOT NULL
            CHECK (status IN ('unemployed', 'far-from-labour-market', 'other')),
        {flag("disability")},
        {flag("long_term_unemployed")},
        education TEXT CHECK (education IN ('compulsory', 'upper-secondary', 'tertiary')),
        consultant TEXT,
        exception TEXT,
        CHECK (last_day >= first_day),
        CHECK ((last_day IS NULL) = (left_to IS NULL))
    ) STRICT""",
    "follow_up": f"""(
        id INTEGER PRIMARY KEY,
        {_OF_ENROLMENT},
        {day("day")},
        status TEXT NOT NULL CHECK (status IN ({_OUTCOMES})),
        UNIQUE (enrolment_id, day)
    ) STRICT""",
}

# A reminder is known by its kind, its thing's number and its day: see `outbox.ReminderKey`.
REMINDER_3 = (
    f"""CREATE TABLE reminder_3 (
        id INTEGER PRIMARY KEY,
        outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
        recipient TEXT NOT NULL COLLATE NOCASE,
        month TEXT NOT NULL CHECK ({is_day("(month || '-01')")}),
        participant_id INTEGER NOT NULL,
        what TEXT NOT NULL CHECK (what IN
            ('period', 'step', 'placement', 'support', 'follow-up', 'deadline')),
        thing_id INTEGER NOT NULL,
        {day("last_day")},
        {flag("shown")},
        UNIQUE (recipient, month, participant_id, what, thing_id, last_day)
    ) STRICT""",
    """INSERT INTO reminder_3
        SELECT id, outbox_id, recipient, month, participant_id, 'period', stay_id, last_day, shown
        FROM reminder""",
    "DROP TABLE reminder",
    "ALTER TABLE reminder_3 RENAME TO reminder",
    "CREATE INDEX reminder_by_outbox ON reminder (outbox_id)",
    "CREATE INDEX reminder_by_participant ON reminder (participant_id)",
)

TABLES_3 = (
    """CREATE TABLE municipality (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TABLE municipality_plan (
        id INTEGER PRIMARY KEY,
        municipality_id INTEGER NOT NULL REFERENCES municipality (id),
        project_id INTEGER NOT NULL REFERENCES project (id),
        planned INTEGER NOT NULL CHECK (planned >= 0),
        UNIQUE (municipality_id, project_id)
    ) STRICT""",
    f"""CREATE TABLE post (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL UNIQUE,
        tasks TEXT NOT NULL,
        relieves TEXT NOT NULL,
        workplace_id INTEGER NOT NULL REFERENCES workplace (id),
        places INTEGER NOT NULL CHECK (places >= 1),
        {day_or_null("approved_on")},
        approved_by TEXT,
        approval TEXT
    ) STRICT""",
    """CREATE TABLE contact (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        email TEXT,
        project_id INTEGER REFERENCES project (id)
    ) STRICT""",
    f"""CREATE TABLE pause (
        id INTEGER PRIMARY KEY,
        {_OF_ENROLMENT},
        {day("first_day")},
        {day_or_null("last_day")},
        paid INTEGER NOT NULL DEFAULT 1 CHECK (paid IN (0, 1)),
        CHECK (last_day >= first_day)
    ) STRICT""",
    f"""CREATE TABLE support (
        id INTEGER PRIMARY KEY,
        {_OF_ENROLMENT},
        kind TEXT NOT NULL CHECK (kind IN ({_KINDS})),
        {day("first_day")},
        {day("last_day")},
        percent INTEGER CHECK (percent BETWEEN 1 AND 100),
        cap INTEGER CHECK (cap >= 0),
        decision TEXT,
        CHECK (last_day >= first_day)
    ) STRICT""",
    f"""CREATE TABLE deadline (
        id INTEGER PRIMARY KEY,
        {_OF_ENROLMENT},
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 60),
        {day("day")},
        lead INTEGER NOT NULL CHECK (lead BETWEEN 0 AND 120),
        {day_or_null("done_on")}
    ) STRICT""",
    "ALTER TABLE step ADD COLUMN training INTEGER NOT NULL DEFAULT 0 CHECK (training IN (0, 1))",
    "ALTER TABLE stay ADD COLUMN completed INTEGER CHECK (completed IN (0, 1))",
    f"ALTER TABLE stay ADD COLUMN {day_or_null('certificate_day')}",
    "ALTER TABLE stay ADD COLUMN post_id INTEGER REFERENCES post (id)",
    "ALTER TABLE extension ADD COLUMN exception TEXT",
    "ALTER TABLE placement ADD COLUMN exception TEXT",
    "ALTER TABLE change ADD COLUMN login TEXT NOT NULL DEFAULT ''",
    "DROP INDEX one_open_placement",
    "CREATE UNIQUE INDEX one_open_enrolment ON enrolment (participant_id) WHERE last_day IS NULL",
    "CREATE INDEX enrolment_by_participant ON enrolment (participant_id, first_day)",
    "CREATE INDEX enrolment_by_cohort ON enrolment (cohort_id, first_day, last_day)",
    "CREATE INDEX enrolment_by_last_day ON enrolment (last_day) WHERE last_day IS NOT NULL",
    "CREATE UNIQUE INDEX one_open_pause ON pause (enrolment_id) WHERE last_day IS NULL",
    "CREATE INDEX pause_by_enrolment ON pause (enrolment_id, first_day)",
    "CREATE INDEX support_by_enrolment ON support (enrolment_id, first_day)",
    "CREATE INDEX support_by_last_day ON support (last_day)",
    "CREATE INDEX deadline_by_enrolment ON deadline (enrolment_id)",
    "CREATE INDEX deadline_by_done_on ON deadline (done_on)",
    "CREATE INDEX placement_by_last_day ON placement (last_day) WHERE last_day IS NOT NULL",
    "CREATE INDEX stay_by_post ON stay (post_id) WHERE post_id IS NOT NULL",
)

# What the words of version 2 said already: training that was followed by the next step was
# completed, unless that step was an exception.
COMPLETED_3 = (
    "UPDATE step SET training = 1 WHERE code = 'utbildningspraktik'",
    """UPDATE stay SET completed = 1 WHERE id IN (
        SELECT stay.id FROM stay
        JOIN step ON step.id = stay.step_id AND training
        JOIN stay AS later ON later.enrolment_id = stay.enrolment_id
            AND later.first_day = date(stay.last_day, '+1 day')
            AND later.step_id = (SELECT min(id) FROM step AS following WHERE following.id > step.id)
            AND later.exception IS NULL)""",
)

OF_STEG = ("Mariestad", "Skövde", "Töreboda", "Gullspång")  # the project's municipalities


def spelling(name: str) -> str:
    """Return what two spellings of a municipality have in common: all but case and spaces."""
    return fold(name).replace(" ", "")


LOGGED_3 = LOGGED_1 | {
    "municipality": "NULL",
    "municipality_plan": "NULL",
    "post": "NULL",
    "contact": "NULL",
    "pause": OF_ENROLMENT,
    "support": OF_ENROLMENT,
    "deadline": OF_ENROLMENT,
}
UNIQUE_3 = {table: same for table, same in UNIQUE_1.items() if table != "placement"} | {
    "municipality": "name = NEW.name",
    "municipality_plan": "municipality_id = NEW.municipality_id AND project_id = NEW.project_id",
    "post": "title = NEW.title",
    "contact": "name = NEW.name",
    "pause": "enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL",
}
