"""How a register file came to be, step by step: one migration for each version.

`user_version` in the file's header tells how many have been applied, so that opening an
up-to-date file needs neither sqlite-utils nor a look into the tables.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from steg_cli.programme.values import text_of
from steg_cli.register import header, schema
from steg_cli.register import version_3 as version3
from steg_cli.register import version_4 as version4
from steg_cli.register import version_5 as version5
from steg_cli.register import version_6 as version6
from steg_cli.register import version_7 as version7
from steg_cli.register import version_8 as version8
from steg_cli.register import version_9 as version9
from steg_cli.register.name_words import split_names
from steg_cli.register.views import VIEWS_3, VIEWS_4, VIEWS_6

migrations = Migrations("steg")


def _log_tables(db: Database, tables: Mapping[str, str], unique: Mapping[str, str]) -> None:
    for table, whose in tables.items():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for trigger in schema.log_triggers(table, columns, whose):
            db.execute(trigger)
        _refuse_replacing(db, table, unique)


def _refuse_replacing(db: Database, table: str, unique: Mapping[str, str]) -> None:
    for event in ("insert", "update"):
        db.execute(f"DROP TRIGGER IF EXISTS {table}_no_replacing_{event}")
    for trigger in schema.replace_triggers(table, unique):
        db.execute(trigger)


@migrations()
def version_1(db: Database) -> None:
    """The first released file."""
    for statement in schema.TABLES_1 + schema.INDEXES_1 + schema.VIEWS_1:
        db.execute(statement)
    _log_tables(db, schema.LOGGED_1, schema.UNIQUE_1)
    db.execute(f"PRAGMA application_id = {header.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def version_2(db: Database) -> None:
    """Reminders by e-mail: the outbox, and the memory of what was told."""
    for statement in schema.TABLES_2 + schema.INDEXES_2:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


@migrations()
def version_3(db: Database) -> None:
    """Every kind of end; several placements at once; posts, contacts and municipalities."""
    _drop_triggers_and_views(db)
    for table, columns in version3.REBUILT_3.items():
        db.execute(f"CREATE TABLE {table}_3 {columns}")
        db.execute(f"INSERT INTO {table}_3 SELECT * FROM {table}")
        db.execute(f"DROP TABLE {table}")  # foreign keys are not on while a file is upgraded
        db.execute(f"ALTER TABLE {table}_3 RENAME TO {table}")
    for statement in version3.REMINDER_3 + version3.TABLES_3 + version3.COMPLETED_3:
        db.execute(statement)
    _log_tables(db, version3.LOGGED_3, version3.UNIQUE_3)
    _list_municipalities(db)
    for statement in VIEWS_3:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


@migrations()
def version_4(db: Database) -> None:
    """What a person is found by, dated moves, notes, and what closes."""
    _drop_triggers_and_views(db)
    for statement in (*version4.TABLES_4, version4.REPLACED_4):
        db.execute(statement)
    _log_tables(db, version4.LOGGED_4, version4.UNIQUE_4)
    for statement in VIEWS_4:
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")


@migrations()
def version_5(db: Database) -> None:
    """What reports to the fund, to HR and about costs ask."""
    _drop_triggers_and_views(db)
    for statement in version5.TABLES_5:
        db.execute(statement)
    _log_tables(db, version5.LOGGED_5, version5.UNIQUE_5)
    for statement in VIEWS_4:
        db.execute(statement)
    db.execute("PRAGMA user_version = 5")


@migrations()
def version_6(db: Database) -> None:
    """Who read what, what may be deleted when, and where copies are."""
    _drop_triggers_and_views(db)
    for statement in version6.TABLES_6:
        db.execute(statement)
    _log_tables(db, version6.LOGGED_6, version6.UNIQUE_6)
    for statement in VIEWS_6:
        db.execute(statement)
    db.execute("PRAGMA user_version = 6")


@migrations()
def version_7(db: Database) -> None:
    """What makes every command as quick in a large register as in a small one; a small log."""
    for statement in version7.INDEXES_7 + version7.LOG_7:
        db.execute(statement)
    layouts = version7.layouts_7(db.conn)
    version7.rewrite_log(db.conn, layouts)
    for layout, number in layouts.items():
        for event in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER {layout.table}_{event}_log")
        for trigger in version7.log_triggers_7(layout, number):
            db.execute(trigger)
    db.execute("DROP TABLE change_row")
    for statement in (*version7.LOG_INDEXES_7, version7.LOG_VIEW_7, *version7.NAMES_7):
        db.execute(statement)
    split_names(db.conn)
    for table, unique in version7.UNIQUE_7.items():
        if table not in version6.UNIQUE_6:
            _refuse_replacing(db, table, {table: unique})
    db.execute("PRAGMA user_version = 7")


@migrations()
def version_8(db: Database) -> None:
    """The log is written in one place: shorter triggers, which every command reads."""
    for statement in version8.LOGGING_8:
        db.execute(statement)
    for layout, number in version7.layouts_7(db.conn).items():
        for event in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER {layout.table}_{event}_log")
        for trigger in version8.log_triggers_8(layout, number):
            db.execute(trigger)
    db.execute("PRAGMA user_version = 8")


@migrations()
def version_9(db: Database) -> None:
    """Whom to look at on a day is kept: what is due costs the same among very many people."""
    for statement in (*version9.WATCHED_9, *version9.watch_triggers_9()):
        db.execute(statement)
    db.execute("PRAGMA user_version = 9")


def _drop_triggers_and_views(db: Database) -> None:
    for kind, name in db.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall():
        db.execute(f"DROP {kind} {name}")


def _list_municipalities(db: Database) -> None:
    """List every municipality there is, in the spelling that is used most.

    What differs from it in case or spaces alone is brought together with it, as a change in the
    log that is not undone. Other differences can be meant: steg municipality edit settles them.
    Where the project STEG is, its four are listed too, as steg init lists them.
    """
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for table in ("enrolment", "workplace"):
        query = f"SELECT municipality, count(*) FROM {table} GROUP BY municipality"
        for name, number in db.execute(query):
            uses[version3.spelling(name)][name] += number
    if db.execute("SELECT EXISTS (SELECT 1 FROM project WHERE name = 'STEG')").fetchone()[0]:
        for name in version3.OF_STEG:
            uses[version3.spelling(name)][name] += 0
    if not uses:
        return
    db.execute(
        "INSERT INTO change (at, day, command, summary, is_open) VALUES "
        "(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'upgrade', '3', 1)"
    )
    for used in uses.values():
        most = max(used, key=lambda name: (used[name], name.istitle(), name))
        right = text_of(most)
        db.execute("INSERT INTO municipality (name) VALUES (?)", (right,))
        for wrong in used.keys() - {right}:
            for table in ("enrolment", "workplace"):
                values = (right, wrong)
                db.execute(f"UPDATE {table} SET municipality = ? WHERE municipality = ?", values)
    db.execute("UPDATE change SET is_open = 0 WHERE is_open")


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is pending, all or nothing, and only once when two programs upgrade at a time.

    The file is built anew then, without what is no longer in it; where that cannot be it stays the
    larger.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise
    if version < header.VERSION:
        with suppress(sqlite3.Error, MemoryError):
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("VACUUM")
