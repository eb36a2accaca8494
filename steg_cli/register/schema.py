"""The tables of the register, as SQL, and the triggers that keep its change history.

These statements are what a version of the file consists of: once released they are not edited,
only followed by further migrations (see `migrations`).
"""

from __future__ import annotations

from collections.abc import Mapping


def day(name: str) -> str:
    """Return a column that holds a day."""
    return f"{name} TEXT NOT NULL CHECK ({is_day(name)})"


def day_or_null(name: str) -> str:
    """Return a column that can hold a day."""
    return f"{name} TEXT CHECK ({is_day(name)})"


def is_day(name: str) -> str:
    """Return the condition that a value is a day of the calendar."""
    # date() alone keeps 2023-02-30 as it is; moving it by no days shows that there is none.
    return f"{name} IS date({name}, '+0 days') AND {name} >= '0001-01-01'"


def flag(name: str) -> str:
    """Return a column that says yes or no, and no if nothing else is said."""
    return f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} IN (0, 1))"


TABLES_1 = (
    """CREATE TABLE setting (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    ) STRICT""",
    f"""CREATE TABLE project (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        number TEXT,
        region TEXT,
        owner TEXT,
        partners TEXT,
        objective TEXT,
        {day_or_null("first_day")},
        {day_or_null("last_day")},
        planned INTEGER CHECK (planned >= 0),
        budget INTEGER CHECK (budget >= 0),
        granted INTEGER CHECK (granted >= 0),
        reported_cost INTEGER CHECK (reported_cost >= 0),
        contact TEXT,
        email TEXT,
        CHECK (last_day >= first_day)
    ) STRICT""",
    f"""CREATE TABLE cohort (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        planned INTEGER CHECK (planned >= 0),
        {day_or_null("first_day")},
        {day_or_null("last_day")},
        project_id INTEGER REFERENCES project (id),
        CHECK (last_day >= first_day)
    ) STRICT""",
    """CREATE TABLE step (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        swedish TEXT NOT NULL,
        english TEXT NOT NULL,
        location TEXT NOT NULL CHECK (location IN ('ame', 'adapted', 'ordinary')),
        payer TEXT CHECK (payer IN ('AME', 'sector')),
        least_months INTEGER CHECK (least_months >= 1),
        most_months INTEGER CHECK (most_months >= least_months),
        agreement TEXT,
        own_sector INTEGER NOT NULL CHECK (own_sector IN (0, 1)),
        CHECK ((least_months IS NULL) = (most_months IS NULL))
    ) STRICT""",
    f"""CREATE TABLE sector (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        {day_or_null("employs_from")}
    ) STRICT""",
    f"""CREATE TABLE workplace (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        sector_id INTEGER NOT NULL REFERENCES sector (id),
        municipality TEXT NOT NULL,
        {flag("adapted")},
        manager TEXT,
        manager_email TEXT,
        places INTEGER CHECK (places >= 0)
    ) STRICT""",
    f"""CREATE TABLE participant (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('personnummer', 'samordningsnummer', 'other')),
        number TEXT NOT NULL UNIQUE,
        sex TEXT NOT NULL CHECK (sex IN ('woman', 'man')),
        birth_year INTEGER NOT NULL CHECK (birth_year BETWEEN 1 AND 9999),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        {flag("protected")},
        CHECK (kind = 'other' OR number GLOB
            '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]')
    ) STRICT""",
    f"""CREATE TABLE enrolment (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        cohort_id INTEGER NOT NULL REFERENCES cohort (id),
        municipality TEXT NOT NULL,
        {day("first_day")},
        {day_or_null("last_day")},
        left_to TEXT CHECK (left_to IN ('employment', 'education', 'job-search', 'other')),
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
    f"""CREATE TABLE stay (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        step_id INTEGER NOT NULL REFERENCES step (id),
        {day("first_day")},
        {day_or_null("planned_last_day")},
        {day_or_null("last_day")},
        {day_or_null("closed_on")},
        agreement TEXT,
        weekends INTEGER CHECK (weekends IN (0, 1)),
        exception TEXT,
        decided_by TEXT,
        CHECK (last_day >= first_day),
        CHECK (planned_last_day >= first_day),
        CHECK ((last_day IS NULL) = (closed_on IS NULL))
    ) STRICT""",
    f"""CREATE TABLE extension (
        id INTEGER PRIMARY KEY,
        stay_id INTEGER NOT NULL REFERENCES stay (id),
        {day("decided_on")},
        {day("old_last_day")},
        {day("new_last_day")},
        decided_by TEXT,
        CHECK (new_last_day > old_last_day)
    ) STRICT""",
    f"""CREATE TABLE placement (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        workplace_id INTEGER NOT NULL REFERENCES workplace (id),
        {day("first_day")},
        {day_or_null("last_day")},
        percent INTEGER NOT NULL DEFAULT 100 CHECK (percent BETWEEN 1 AND 100),
        supervisor TEXT,
        CHECK (last_day >= first_day)
    ) STRICT""",
    f"""CREATE TABLE follow_up (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        {day("day")},
        status TEXT NOT NULL CHECK (status IN ('employment', 'education', 'job-search', 'other')),
        UNIQUE (enrolment_id, day)
    ) STRICT""",
    f"""CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        {day("day")},
        command TEXT NOT NULL,
        summary TEXT NOT NULL DEFAULT '',
        reverses INTEGER REFERENCES change (id),
        {flag("is_open")}
    ) STRICT""",
    """CREATE TABLE change_row (
        id INTEGER PRIMARY KEY,
        change_id INTEGER NOT NULL REFERENCES change (id),
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        participant_id INTEGER,
        before TEXT,
        after TEXT
    ) STRICT""",
)

INDEXES_1 = (
    "CREATE UNIQUE INDEX one_open_enrolment ON enrolment (participant_id) WHERE last_day IS NULL",
    "CREATE UNIQUE INDEX one_open_stay ON stay (enrolment_id) WHERE last_day IS NULL",
    "CREATE UNIQUE INDEX one_open_placement ON placement (enrolment_id) WHERE last_day IS NULL",
    "CREATE UNIQUE INDEX one_open_change ON change (is_open) WHERE is_open = 1",
    "CREATE INDEX enrolment_by_participant ON enrolment (participant_id, first_day)",
    "CREATE INDEX enrolment_by_cohort ON enrolment (cohort_id, first_day, last_day)",
    "CREATE INDEX stay_by_enrolment ON stay (enrolment_id, first_day)",
    "CREATE INDEX stay_by_planned_last_day ON stay (planned_last_day) "
    "WHERE planned_last_day IS NOT NULL",
    "CREATE INDEX extension_by_stay ON extension (stay_id, decided_on)",
    "CREATE INDEX placement_by_enrolment ON placement (enrolment_id, first_day)",
    "CREATE INDEX placement_by_workplace ON placement (workplace_id, first_day)",
    "CREATE INDEX change_row_by_change ON change_row (change_id)",
    "CREATE INDEX change_row_by_participant ON change_row (participant_id) "
    "WHERE participant_id IS NOT NULL",
)

TODAY = "date('now', 'localtime')"

# The answers for today as other programs read them (Datasette, Excel's ODBC). They mask people
# with a protected identity and hold no identity numbers. Months are counted as in
# `programme.periods`: SQLite's own '+1 month' overflows into the month after.
VIEWS_1 = (
    f"""CREATE VIEW current_participant AS
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        cohort.name AS cohort, enrolment.municipality, step.code AS step,
        stay.first_day AS since, stay.planned_last_day,
        CASE WHEN NOT protected THEN (
            SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
            WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= {TODAY}
                AND (placement.last_day IS NULL OR placement.last_day >= {TODAY})
        ) END AS workplace,
        protected
    FROM stay
    JOIN enrolment ON enrolment.id = stay.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    WHERE stay.first_day <= {TODAY} AND (stay.last_day IS NULL OR stay.last_day >= {TODAY})
    ORDER BY participant.id""",
    f"""CREATE VIEW cohort_status AS
    SELECT cohort.name AS cohort, planned,
        count(DISTINCT participant_id) AS enrolled,
        count(DISTINCT participant_id) FILTER (
            WHERE enrolment.last_day IS NULL OR enrolment.last_day >= {TODAY}) AS active,
        count(DISTINCT participant_id) - count(DISTINCT participant_id) FILTER (
            WHERE enrolment.last_day IS NULL OR enrolment.last_day >= {TODAY}) AS left,
        count(DISTINCT participant_id) FILTER (WHERE EXISTS (
            SELECT 1 FROM stay JOIN step ON step.id = step_id AND own_sector
            WHERE stay.enrolment_id = enrolment.id AND stay.first_day <= {TODAY})) AS converted
    FROM cohort
    LEFT JOIN enrolment ON cohort_id = cohort.id AND enrolment.first_day <= {TODAY}
    GROUP BY cohort.id
    ORDER BY cohort.first_day IS NULL, cohort.first_day, cohort.name""",
    f"""CREATE VIEW period_expiry AS
    WITH clock AS (
        SELECT {TODAY} AS today,
            coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'remind.months'), 3)
                AS ahead
    ), horizon AS (
        SELECT today, min(
            date(today, 'start of month', ahead || ' months',
                (strftime('%d', today) - 1) || ' days'),
            date(today, 'start of month', (ahead + 1) || ' months', '-1 day')) AS until
        FROM clock
    ), running AS (
        SELECT stay.*, horizon.today, date(planned_last_day, '+1 day') AS day_after
        FROM stay, horizon
        WHERE planned_last_day <= until AND first_day <= today
            AND (last_day IS NULL OR last_day >= today)
            AND (closed_on IS NULL OR closed_on > today)
    )
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        CASE WHEN NOT protected THEN (
            SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
            WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= today
                AND (placement.last_day IS NULL OR placement.last_day >= today)
        ) END AS workplace,
        enrolment.municipality, cohort.name AS cohort, step.code AS step,
        running.first_day, planned_last_day AS last_day,
        (strftime('%Y', day_after) - strftime('%Y', running.first_day)) * 12
            + strftime('%m', day_after) - strftime('%m', running.first_day)
            - (strftime('%d', day_after) < strftime('%d', running.first_day)) AS months,
        CAST(julianday(planned_last_day) - julianday(today) AS INTEGER) AS days_left,
        CASE WHEN planned_last_day < today THEN 'overdue' ELSE 'ending' END AS state,
        running.agreement, step.payer,
        CASE running.agreement
            WHEN 'BEA' THEN date(planned_last_day, '-14 days')
            WHEN 'AB' THEN min(
                date(planned_last_day, 'start of month', '-1 month',
                    (strftime('%d', planned_last_day) - 1) || ' days'),
                date(planned_last_day, 'start of month', '-1 day'))
        END AS notice_by,
        protected
    FROM running
    JOIN enrolment ON enrolment.id = running.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    ORDER BY planned_last_day, participant.id""",
)

# Whose way a row belongs to, for the log of one person, their extract and their erasure. When
# another program deletes an enrolment before its steps, the log itself still knows whose it was.
OF_ENROLMENT = """coalesce(
    (SELECT participant_id FROM enrolment WHERE id = {row}.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = {row}.enrolment_id LIMIT 1))"""
_OF_STAY = """coalesce(
    (SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id
     WHERE stay.id = {row}.stay_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'stay' AND row_id = {row}.stay_id LIMIT 1))"""
LOGGED_1 = {
    "setting": "NULL",
    "project": "NULL",
    "cohort": "NULL",
    "step": "NULL",
    "sector": "NULL",
    "workplace": "NULL",
    "participant": "{row}.id",
    "enrolment": "{row}.participant_id",
    "stay": OF_ENROLMENT,
    "extension": _OF_STAY,
    "placement": OF_ENROLMENT,
    "follow_up": OF_ENROLMENT,
}


# The outbox and the memory of what was reminded. They are not in the change log: a mail that was
# sent cannot be taken back. A reminder keeps the case and the period by number without a
# reference, so that an undo may take a period away and bring it in again without forgetting what
# was told. The text of a mail is kept only until it is delivered.
TABLES_2 = (
    f"""CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message_id TEXT NOT NULL UNIQUE,
        recipient TEXT NOT NULL COLLATE NOCASE,
        {day("day")},
        at TEXT NOT NULL,
        subject TEXT NOT NULL,
        message BLOB,
        guise TEXT NOT NULL DEFAULT '',
        way TEXT,
        within INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        {flag("begun")},
        tried_at TEXT,
        problem TEXT,
        sent_at TEXT,
        CHECK ((message IS NULL) = (sent_at IS NOT NULL)),
        CHECK (sent_at IS NULL OR NOT begun)
    ) STRICT""",
    f"""CREATE TABLE reminder (
        id INTEGER PRIMARY KEY,
        outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
        recipient TEXT NOT NULL COLLATE NOCASE,
        month TEXT NOT NULL CHECK ({is_day("(month || '-01')")}),
        participant_id INTEGER NOT NULL,
        stay_id INTEGER NOT NULL,
        {day("last_day")},
        {flag("shown")},
        UNIQUE (recipient, month, participant_id, stay_id, last_day)
    ) STRICT""",
    f"""CREATE TABLE reminder_run (
        id INTEGER PRIMARY KEY,
        {day("day")},
        at TEXT NOT NULL,
        sent INTEGER NOT NULL,
        failed INTEGER NOT NULL
    ) STRICT""",
)

INDEXES_2 = (
    "CREATE UNIQUE INDEX one_draft ON outbox (recipient) WHERE sent_at IS NULL AND NOT begun",
    "CREATE INDEX reminder_by_outbox ON reminder (outbox_id)",
    "CREATE INDEX reminder_by_participant ON reminder (participant_id)",
)

# Which other row of the table a new one cannot stand beside, as the unique indexes have it.
_ONE_OPEN = "{whose} = NEW.{whose} AND last_day IS NULL AND NEW.last_day IS NULL"
UNIQUE_1 = {
    "setting": "key = NEW.key",
    "step": "code = NEW.code",
    "participant": "number = NEW.number",
    "enrolment": _ONE_OPEN.format(whose="participant_id"),
    "stay": _ONE_OPEN.format(whose="enrolment_id"),
    "placement": _ONE_OPEN.format(whose="enrolment_id"),
    "follow_up": "enrolment_id = NEW.enrolment_id AND day = NEW.day",
} | dict.fromkeys(("project", "cohort", "sector", "workplace"), "name = NEW.name")


def replace_triggers(table: str, unique: Mapping[str, str]) -> tuple[str, ...]:
    """Return the triggers that refuse INSERT OR REPLACE and UPDATE OR REPLACE over another row.

    `unique` says for each table which other row that is, besides the one with the same id. SQLite
    would delete that row and tell no trigger of it, so the log would lose its values.
    """
    same = f"(id = NEW.id OR {unique.get(table, 'FALSE')})"
    refuse = f"SELECT RAISE(ABORT, '{table}: this row is there already; update it instead');"
    return (
        f"""CREATE TRIGGER {table}_no_replacing_insert BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refuse} END""",
        f"""CREATE TRIGGER {table}_no_replacing_update BEFORE UPDATE ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id <> OLD.id AND {same}) BEGIN {refuse} END""",
    )


def log_triggers(table: str, columns: list[str], whose: str) -> tuple[str, ...]:
    """Return the triggers that record every inserted, updated and deleted row of `table`.

    A row is recorded under the change that is open in this transaction. Without one the edit
    came from another SQLite tool, and becomes a change of its own: "outside".
    """

    def as_json(row: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in columns) + ")"

    def trigger(event: str, row: str, before: str, after: str, when: str = "") -> str:
        return f"""CREATE TRIGGER {table}_{event.lower()}_log AFTER {event} ON {table} {when}
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), {TODAY}, 'outside',
                    '{table} ' || {row}.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    '{table}', {row}.id, {whose.format(row=row)}, {before}, {after});
        END"""

    return (
        trigger("INSERT", "NEW", "NULL", as_json("NEW")),
        trigger(
            "UPDATE",
            "NEW",
            as_json("OLD"),
            as_json("NEW"),
            f"WHEN {as_json('OLD')} <> {as_json('NEW')}",
        ),
        trigger("DELETE", "OLD", as_json("OLD"), "NULL"),
    )
