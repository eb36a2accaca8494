"""What version 9 of the file adds: the days on which a person may need somebody.

Who has been without a workplace since when, whose support has passed, who is to be followed up:
each is a question to everything that somebody ever had, and was asked of everybody whenever what
ends was to be told. The view `to_watch` answers it for all days at once, and the table `watched`
keeps the answers. Triggers ask again for an enrolment as soon as a row of it is altered, whoever
alters it. A report finds in the table whom to look at, and says itself what is so: on a day that is
kept somebody need not be told of, on any other day nobody is. See `watching`, and `migrations`.
"""

from __future__ import annotations

from collections.abc import Iterator

from steg_cli.register.views import later

WATCHED_9 = (
    # `last_day` is NULL where no end is known. What is there twice is looked at once.
    """CREATE TABLE watched (
        enrolment_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT
    ) STRICT""",
    "CREATE INDEX watched_by_enrolment ON watched (enrolment_id, what)",
    # Who may need somebody on a day.
    "CREATE INDEX watched_by_day ON watched (what, last_day, first_day, enrolment_id)",
    # No months can be counted from the calendar's last ones: there the day itself stands.
    f"""CREATE VIEW to_watch AS
    SELECT stay.enrolment_id, 'no-workplace' AS what,
        max(stay.first_day, ifnull(
            (SELECT max(last_day) FROM placement WHERE enrolment_id = stay.enrolment_id), ''
        )) AS first_day,
        stay.last_day
    FROM stay JOIN step ON step.id = step_id AND location <> 'ame'
    WHERE NOT EXISTS (
        SELECT 1 FROM placement WHERE enrolment_id = stay.enrolment_id
            AND (last_day IS NULL OR last_day >= stay.last_day))
    UNION ALL
    SELECT stay.enrolment_id, 'support', support.last_day, stay.last_day
    FROM support JOIN stay ON stay.enrolment_id = support.enrolment_id
        AND stay.first_day <= support.last_day
        AND (stay.last_day IS NULL OR stay.last_day > support.last_day)
    WHERE NOT EXISTS (
        SELECT 1 FROM support AS later
        WHERE later.enrolment_id = support.enrolment_id AND later.last_day > support.last_day)
    UNION ALL
    SELECT id, 'follow-up', ifnull({later("due", "-1")}, last_day), ifnull(
        (SELECT min(day) FROM follow_up
         WHERE enrolment_id = left_then.id AND day >= {later("due", "-1")}),
        {later("due", "12")})
    FROM (
        SELECT id, last_day, {later("last_day", "6")} AS due
        FROM enrolment WHERE last_day IS NOT NULL) AS left_then""",
    # Whoever writes an enrolment's number and a kind into the view has its days looked up again.
    """CREATE TRIGGER to_watch_insert INSTEAD OF INSERT ON to_watch BEGIN
        DELETE FROM watched WHERE enrolment_id = NEW.enrolment_id AND what = NEW.what;
        INSERT INTO watched SELECT * FROM to_watch
            WHERE enrolment_id = NEW.enrolment_id AND what = NEW.what;
    END""",
    # Of a register from before.
    "INSERT INTO watched SELECT * FROM to_watch",
)

# What is looked up in a table, and in which columns; the first names the enrolment.
_LOOKED_UP = {
    "enrolment": (("follow-up",), ("id", "last_day")),
    "stay": (("no-workplace", "support"), ("enrolment_id", "step_id", "first_day", "last_day")),
    "placement": (("no-workplace",), ("enrolment_id", "last_day")),
    "support": (("support",), ("enrolment_id", "last_day")),
    "follow_up": (("follow-up",), ("enrolment_id", "day")),
}

_EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def watch_triggers_9() -> Iterator[str]:
    """Yield the triggers that look up an enrolment's days again when a row of it is altered.

    A step that another program takes away or brings in is one that somebody can have been on.
    """
    for table, (kinds, columns) in _LOOKED_UP.items():
        # Who writes an id as `rowid` sets no column of a trigger's.
        of = f" OF {', '.join(columns)}" if columns[0] != "id" else ""
        for event, rows in _EVENTS.items():
            whose = [f"SELECT {row}.{columns[0]}, '{kind}'" for kind in kinds for row in rows]
            yield _trigger(table, event, of if event == "UPDATE" else "", " UNION ".join(whose))
    for event, rows in _EVENTS.items():
        ids = ", ".join(f"{row}.id" for row in rows)
        on_it = f"SELECT DISTINCT enrolment_id, 'no-workplace' FROM stay WHERE step_id IN ({ids})"
        yield _trigger("step", event, "", on_it)


def _trigger(table: str, event: str, of: str, whose: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{event.lower()}_watched AFTER {event}{of} ON {table} BEGIN "
        f"INSERT INTO to_watch (enrolment_id, what) {whose}; END"
    )
