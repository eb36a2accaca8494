"""How a register file came to be, step by step: one migration for each version.

`user_version` in the file's header tells how many have been applied, so that opening an
up-to-date file needs neither sqlite-utils nor a look into the tables.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from steg_cli.register import schema

migrations = Migrations("steg")


def _log_tables(db: Database, tables: dict[str, str]) -> None:
    for table, whose in tables.items():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for trigger in schema.log_triggers(table, columns, whose):
            db.execute(trigger)
        for trigger in schema.replace_triggers(table):
            db.execute(trigger)


@migrations()
def version_1(db: Database) -> None:
    """The first released file."""
    for statement in schema.TABLES_1 + schema.INDEXES_1 + schema.VIEWS_1:
        db.execute(statement)
    _log_tables(db, schema.LOGGED_1)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def version_2(db: Database) -> None:
    """Reminders by e-mail: the outbox, and the memory of what was told."""
    for statement in schema.TABLES_2 + schema.INDEXES_2:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is pending, all or nothing, and only once when two programs upgrade at a time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
