"""Writing much into a new register at once, which nobody else has open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from steg_cli.register.file import Register
from steg_cli.register.name_words import split_names


@contextmanager
def in_bulk(register: Register, *, triggers: str) -> Iterator[None]:
    """Write without waiting for the disk, and without the triggers whose names are LIKE `triggers`.

    They are put back as they were. A failure leaves no file, so there is nothing to roll back.
    """
    for setting in (
        "synchronous = OFF",
        "journal_mode = OFF",
        "secure_delete = OFF",
        "cache_spill = ON",
        "cache_size = -1000000",
    ):
        register.execute(f"PRAGMA {setting}")
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE ?"
    found = register.execute(query, (triggers,)).fetchall()
    for name, _ in found:
        register.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in found:
        register.execute(sql)
    register.execute("BEGIN")
    register.execute(
        """INSERT INTO name_word (word, participant_id) SELECT '', id FROM participant
        WHERE id NOT IN (SELECT participant_id FROM name_word)"""
    )
    split_names(register.connection)
    register.execute("COMMIT")
    register.execute("PRAGMA journal_mode = DELETE")
