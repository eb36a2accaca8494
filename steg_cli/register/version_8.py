"""What version 8 of the file adds: nothing that is kept; the log is written in one place.

Each table's triggers hand a row before and after to the view `new_log_row`, and the view's one
trigger writes it into the log as version 7 has it. Before, each of 78 triggers held all of that,
and SQLite, which reads every trigger whenever a file is opened, took 5 ms of a command's 100 for
them. See `migrations`.
"""

from __future__ import annotations

from steg_cli.register.logged import Layout
from steg_cli.register.schema import TODAY
from steg_cli.register.version_6 import LOGGED_6
from steg_cli.register.version_7 import value_of


def _of(table: str, whose: str) -> str:
    """Return whose a row is: by what it belongs to, or by the log where that is gone."""
    return f"""coalesce(({whose}),
            (SELECT participant_id FROM log_row WHERE row_id = NEW.{table}_id AND layout_id IN (
                SELECT id FROM log_layout WHERE table_name = '{table}') LIMIT 1))"""


_OF_ENROLMENT = _of("enrolment", "SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id")
_OF_STAY = _of(
    "stay",
    "SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id "
    "WHERE stay.id = NEW.stay_id",
)

# A row is recorded under the change that is open in this transaction. Without one the edit came
# from another SQLite tool, and becomes a change of its own: "outside".
LOGGING_8 = (
    """CREATE VIEW new_log_row AS
    SELECT layout_id, row_id, participant_id, NULL AS enrolment_id, NULL AS stay_id, before, after
    FROM log_row WHERE FALSE""",
    f"""CREATE TRIGGER new_log_row_insert INSTEAD OF INSERT ON new_log_row
    WHEN NEW.before IS NOT NEW.after BEGIN
        INSERT INTO change (at, day, command, summary)
            SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), {TODAY}, 'outside',
                (SELECT table_name FROM log_layout WHERE id = NEW.layout_id) || ' ' || NEW.row_id
            WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
        INSERT INTO log_row (change_id, layout_id, row_id, participant_id, before, after)
        VALUES (
            coalesce((SELECT id FROM change WHERE is_open = 1), (SELECT max(id) FROM change)),
            NEW.layout_id, NEW.row_id,
            CASE WHEN NEW.enrolment_id IS NOT NULL THEN {_OF_ENROLMENT}
                WHEN NEW.stay_id IS NOT NULL THEN {_OF_STAY}
                ELSE NEW.participant_id END,
            json_patch('{{}}', NEW.before),
            CASE WHEN NEW.before IS NULL THEN json_patch('{{}}', NEW.after)
                WHEN NEW.after IS NOT NULL THEN (
                    SELECT json_group_object(key, json(new)) FROM (
                        SELECT key, {value_of("NEW.before")} AS old, {value_of("NEW.after")} AS new
                        FROM json_each(NEW.after) AS column)
                    WHERE key <> 'id' AND new <> old) END);
    END""",
)


def log_triggers_8(layout: Layout, number: int) -> tuple[str, ...]:
    """Return the triggers that hand every inserted, updated and deleted row of a table on.

    `number` is the layout's. Of a row whose own number was changed, the former one is handed on.
    """
    table, keys, whose = layout.table, layout.keys, LOGGED_6[layout.table]
    owner = next((one for one in ("enrolment_id", "stay_id") if "{row}." + one in whose), None)

    def state(row: str, former: str = "") -> str:
        values = ", ".join([f"'{key}', {row}.{column}" for key, column in keys.items()])
        return f"json_object({former}{values})"

    def trigger(event: str, row: str, before: str, after: str) -> str:
        column, of = (owner, f"{row}.{owner}") if owner else ("participant_id", whose)
        return (
            f"CREATE TRIGGER {table}_{event.lower()}_log AFTER {event} ON {table} BEGIN "
            f"INSERT INTO new_log_row (layout_id, row_id, {column}, before, after) "
            f"VALUES ({number}, {row}.id, {of.format(row=row)}, {before}, {after}); END"
        )

    return (
        trigger("INSERT", "NEW", "NULL", state("NEW")),
        trigger(
            "UPDATE",
            "NEW",
            state("OLD", "'id', nullif(OLD.id, NEW.id), "),
            state("NEW", "'id', NULL, "),
        ),
        trigger("DELETE", "OLD", state("OLD"), "NULL"),
    )
