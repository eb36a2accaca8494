"""What version 7 of the file adds: a small change log, and indexes; no command's cost grows.

Each index names the question that it answers. The change log keeps all that it kept, and says it
once: a row's columns are named in its table's layout, and a row of the log has their keys. What
is NULL is left out, the row's own number stands beside, and of a row that was changed, `after`
has only the columns that got another value. Of each change thus remains the whole row before it
(or after it, where there was none before): undo, the history and an extract need nothing else, and
each state stands against the one before it, so that damage is seen. See `logged` for reading it,
and `migrations`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import count

from steg_cli.register.logged import OF_ERASED, Layout, stored
from steg_cli.register.schema import TODAY
from steg_cli.register.version_6 import LOGGED_6, UNIQUE_6

INDEXES_7: tuple[str, ...] = (
    # Which periods and steps end by a day, and which of them were still open on a past day.
    "CREATE INDEX stay_by_closing ON stay (closed_on, planned_last_day) "
    "WHERE planned_last_day IS NOT NULL",
    # Which plans were others on a past day, before an extension was decided.
    "CREATE INDEX extension_by_decision ON extension (decided_on, stay_id)",
    # Who is on a step on a day, since when, and who has ever been on it.
    "CREATE INDEX stay_by_step ON stay (step_id, last_day, first_day, enrolment_id)",
    # Who is placed without a known end, so that others are without a workplace.
    "CREATE INDEX open_placement ON placement (enrolment_id) WHERE last_day IS NULL",
    # Who has completed training.
    "CREATE INDEX completed_stay ON stay (enrolment_id, last_day) WHERE completed",
    # Who left a cohort, to what and when; who was in it on a day.
    "CREATE INDEX enrolment_by_cohort_days ON enrolment (cohort_id, left_to, first_day, last_day)",
    # What took a change back, and what brought it in again: whether it is in effect.
    "CREATE INDEX change_by_reverses ON change (reverses) WHERE reverses IS NOT NULL",
    # Whether the file is still to be built anew after an erasure: every command asks.
    "CREATE INDEX erasure_not_finished ON erasure (id) WHERE at = ''",
)

# A table without any other key has its id: with none, SQLite looked through the whole table for
# each row that was written.
UNIQUE_7 = dict.fromkeys(LOGGED_6, "id = NEW.id") | UNIQUE_6

# A layout without columns is that of rows that say everything themselves: what no trigger of ours
# wrote, and the marks of erasures.
LOG_7 = (
    """CREATE TABLE log_layout (
        id INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        columns TEXT,
        UNIQUE (table_name, columns)
    ) STRICT""",
    """CREATE TABLE log_row (
        id INTEGER PRIMARY KEY,
        change_id INTEGER NOT NULL REFERENCES change (id),
        layout_id INTEGER NOT NULL REFERENCES log_layout (id),
        row_id INTEGER NOT NULL,
        participant_id INTEGER,
        before TEXT,
        after TEXT
    ) STRICT""",
)
# Made when the rows are there, which is quicker.
LOG_INDEXES_7 = (
    "CREATE INDEX log_row_by_change ON log_row (change_id)",
    "CREATE INDEX log_row_by_participant ON log_row (participant_id) "
    "WHERE participant_id IS NOT NULL",
    # What a place was called that is gone: those who read the history are told so.
    "CREATE INDEX log_row_of_nobody ON log_row (layout_id, row_id) WHERE participant_id IS NULL",
)


def value_of(state: str) -> str:
    """Return the SQL for a value of a logged state as JSON, by its column's key.

    As `->` does, which a SQLite that knows STRICT need not know: it could read no table then. Of
    two values an array is made, in which a text is whole with all that can stand in it.
    """
    both = f"json_extract({state}, '$.' || column.key, '$.none')"
    return f"substr({both}, 2, length({both}) - length('[,null]'))"


# The log for reading, as other programs know it: each row whole before and after.
LOG_VIEW_7 = f"""CREATE VIEW change_row AS
    SELECT log_row.id, change_id, table_name, row_id, participant_id,
        CASE WHEN columns IS NULL OR before IS NULL THEN before ELSE (
            SELECT json_group_object(name, json(value)) FROM (
                SELECT 'id' AS name, ifnull(json_extract(before, '$.id'), row_id) AS value UNION ALL
                SELECT column.value, {value_of("before")} FROM json_each(columns) AS column
            )) END AS before,
        CASE WHEN columns IS NULL OR after IS NULL THEN after ELSE (
            SELECT json_group_object(name, json(value)) FROM (
                SELECT 'id' AS name, row_id AS value UNION ALL
                SELECT column.value, iif(
                    before IS NULL OR json_type(after, '$.' || column.key) IS NOT NULL,
                    {value_of("after")}, {value_of("before")}) FROM json_each(columns) AS column
            )) END AS after
    FROM log_row JOIN log_layout ON log_layout.id = layout_id"""


def _of(table: str, whose: str) -> str:
    """Return whose a row is: by what it belongs to, or by the log where that is gone."""
    return f"""coalesce(({whose}),
            (SELECT participant_id FROM log_row WHERE row_id = {{row}}.{table}_id AND layout_id IN (
                SELECT id FROM log_layout WHERE table_name = '{table}') LIMIT 1))"""


_OF_ENROLMENT = _of(
    "enrolment", "SELECT participant_id FROM enrolment WHERE id = {row}.enrolment_id"
)
_OF_STAY = _of(
    "stay",
    "SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id "
    "WHERE stay.id = {row}.stay_id",
)
LOGGED_7 = {
    table: _OF_STAY if "stay_id" in whose else _OF_ENROLMENT if "enrolment_id" in whose else whose
    for table, whose in LOGGED_6.items()
}


def log_triggers_7(layout: Layout, number: int) -> tuple[str, ...]:
    """Return the triggers that record every inserted, updated and deleted row of a table.

    As `schema.log_triggers`, in the layout's form; `number` is the layout's.
    """
    table, keys, whose = layout.table, layout.keys, LOGGED_7[layout.table]

    def state(row: str, number: str = "") -> str:
        values = ", ".join([f"'{key}', {row}.{column}" for key, column in keys.items()])
        return f"json_patch('{{}}', json_object({number}{values}))"

    differences = " || ".join(
        f"iif(OLD.{column} IS NEW.{column}, '', ',\"{key}\":' || json_quote(NEW.{column}))"
        for key, column in keys.items()
    )

    def trigger(event: str, row: str, before: str, after: str, when: str = "") -> str:
        return f"""CREATE TRIGGER {table}_{event.lower()}_log AFTER {event} ON {table} {when}
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), {TODAY}, 'outside',
                    '{table} ' || {row}.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO log_row (change_id, layout_id, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    {number}, {row}.id, {whose.format(row=row)}, {before}, {after});
        END"""

    old, new = (
        ", ".join(f"{row}.{column}" for column in ("id", *keys.values())) for row in ("OLD", "NEW")
    )
    return (
        trigger("INSERT", "NEW", "NULL", state("NEW")),
        trigger(
            "UPDATE",
            "NEW",
            state("OLD", "'id', nullif(OLD.id, NEW.id), "),
            f"'{{' || substr({differences}, 2) || '}}'",
            f"WHEN ({old}) IS NOT ({new})",
        ),
        trigger("DELETE", "OLD", state("OLD"), "NULL"),
    )


def layouts_7(connection: sqlite3.Connection) -> dict[Layout, int]:
    """Return the layout of each logged table as it is now, and its number."""
    return {
        Layout(
            table,
            tuple(
                row[1]
                for row in connection.execute(f"PRAGMA table_info({table})")
                if row[1] != "id"
            ),
        ): number
        for number, table in enumerate(LOGGED_7, start=1)
    }


def rewrite_log(connection: sqlite3.Connection, layouts: dict[Layout, int]) -> None:
    """Write the change log of an older file in the small form, each row in the layout it had."""
    known = {Layout("erasure", None): OF_ERASED, **layouts}
    older = count(-1, -1)  # the numbers of layouts that only older rows have

    def numbered(layout: Layout) -> int:
        if layout not in known:
            known[layout] = next(older)
        return known[layout]

    def written() -> Iterator[Sequence[object]]:
        rows = connection.execute(
            "SELECT id, change_id, table_name, row_id, participant_id, before, after "
            "FROM change_row ORDER BY id"
        )
        for row, change, table, number, case, before, after in map(tuple, rows):
            layout, *states = stored(table.decode(), number, before, after)
            yield row, change, numbered(layout), number, case, *states

    text = connection.text_factory
    connection.text_factory = bytes  # what is no text is kept too
    connection.executemany(
        "INSERT INTO log_row VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))", written()
    )
    connection.text_factory = text
    connection.executemany(
        "INSERT INTO log_layout VALUES (?, ?, ?)",
        [(number, layout.table, layout.columns) for layout, number in known.items()],
    )


# The words of names as they are compared, so that somebody is found without reading every name:
# see `name_words`. Nobody has one who was erased.
NAMES_7: tuple[str, ...] = (
    """CREATE TABLE name_word (
        word TEXT NOT NULL,
        participant_id INTEGER NOT NULL,
        PRIMARY KEY (word, participant_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX name_word_by_participant ON name_word (participant_id)",
    """CREATE TRIGGER participant_insert_words AFTER INSERT ON participant WHEN NEW.id > 0 BEGIN
        INSERT OR IGNORE INTO name_word (word, participant_id) VALUES ('', NEW.id);
    END""",
    """CREATE TRIGGER participant_update_words AFTER UPDATE OF id, name ON participant
    WHEN OLD.id <> NEW.id OR OLD.name <> NEW.name BEGIN
        DELETE FROM name_word WHERE participant_id = OLD.id;
        INSERT OR IGNORE INTO name_word (word, participant_id)
            SELECT '', NEW.id WHERE NEW.id > 0;
    END""",
    """CREATE TRIGGER participant_delete_words AFTER DELETE ON participant BEGIN
        DELETE FROM name_word WHERE participant_id = OLD.id;
    END""",
    # Of a register from before.
    "INSERT INTO name_word (word, participant_id) SELECT '', id FROM participant WHERE id > 0",
    # Ids that are no identity numbers, as they are compared: those with a space or a letter that
    # SQLite does not know the case of are looked through, and they are few.
    *(
        statement
        for table in ("participant", "former_number")
        for statement in (
            f"CREATE INDEX {table}_of_other_kind ON {table} (number COLLATE NOCASE) "
            "WHERE kind = 'other'",
            f"CREATE INDEX {table}_with_more_than_ascii ON {table} (number) "
            "WHERE kind = 'other' AND number GLOB '*[^!-~]*'",
        )
    ),
)
